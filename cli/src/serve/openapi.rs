//! What is answered, as a description for programs (OpenAPI 3.0.3). A test asks the running service everything that stands
//! here.

use jrp_core::compare::Outcome;
use jrp_core::policy::{Condition, Lang};
use jrp_core::record::SubjectKind;
use jrp_core::subject::IdKind;
use serde_json::{Map, Value, json};

/// The description.
pub(super) fn description() -> Value {
    json!({
        "openapi": "3.0.3",
        "info": {
            "title": "JRP",
            "version": env!("CARGO_PKG_VERSION"),
            "description": "Joint reward and punishment lists, asked over HTTP. JRP pre-checks and prompts; a person confirms \
                            on the official channel and decides.",
            "license": { "name": "Apache-2.0 OR MIT" }
        },
        "paths": {
            "/v1/check": posted("Compares a subject with the lists", "Question", reference("Comparison")),
            "/v1/evidence": posted("The same, as evidence for the procurement archive", "Question", json!({ "type": "object" })),
            "/v1/screen": posted("Compares rows of a register", "Register", reference("Answered")),
            "/v1/lists": got("What the lists of each publisher say of themselves", array(json!({ "type": "object" }))),
            "/v1/scenarios": got("The scenarios that may be asked about", array(reference("Scenario"))),
            "/v1/health": health(),
            "/v1/metrics": { "get": {
                "summary": "Counts for Prometheus",
                "responses": { "200": { "description": "counts", "content": { "text/plain": { "schema": text() } } } }
            } },
            "/v1/openapi.json": got("This description", json!({ "type": "object" }))
        },
        "components": { "schemas": schemas() }
    })
}

fn schemas() -> Value {
    let kinds = words(SubjectKind::ALL.iter().map(|kind| kind.code()));
    let id_kinds = words(IdKind::ALL.iter().map(|kind| kind.code()));
    let id = object(&["kind", "value"], json!({ "kind": id_kinds, "value": text() }));
    let subject = json!({ "kind": kinds, "creditCode": text(), "name": text(), "id": id });
    let conditions = array(words(Condition::ALL.iter().map(|condition| condition.code())));
    let asking = json!({
        "scenario": text(),
        "conditions": conditions,
        "on": { "type": "string", "format": "date" },
        "now": { "type": "string", "format": "date-time" },
        "lang": words(Lang::ALL.iter().map(|lang| lang.code()))
    });
    let of_question = json!({ "members": array(reference("Subject")), "project": text(), "operator": text(), "reason": text() });
    let row = ["outcome", "lists", "match", "warnings", "prompt"];
    let cells: Map<String, Value> = row.iter().map(|cell| ((*cell).to_owned(), text())).collect();
    let prompt = object(
        &["level", "code", "text"],
        json!({ "level": text(), "code": text(), "text": text() }),
    );
    json!({
        "Subject": object(&[], subject.clone()),
        "Question": object(&["scenario"], joined([asking.clone(), subject, of_question])),
        "Register": object(&["scenario", "rows"], joined([asking, json!({ "rows": array(reference("Subject")) })])),
        "Comparison": {
            "type": "object",
            "description": "docs/ANSWERS.md",
            "required": ["outcome", "scenario", "on", "subjects", "findings", "warnings", "prompts", "freshness", "compared"],
            "properties": { "outcome": words(Outcome::ALL.iter().map(|outcome| outcome.code())), "prompts": array(reference("Prompt")) }
        },
        "Prompt": prompt,
        "Answered": object(&["rows", "notes"], json!({
            "rows": array(object(&row, Value::Object(cells))),
            "notes": array(reference("Prompt"))
        })),
        "Scenario": object(&["code", "name"], json!({ "code": text(), "name": text() })),
        "Error": object(&["error"], json!({
            "error": object(&["code", "message"], json!({ "code": text(), "message": text() }))
        }))
    })
}

fn text() -> Value {
    json!({ "type": "string" })
}

fn words(codes: impl Iterator<Item = &'static str>) -> Value {
    json!({ "type": "string", "enum": codes.collect::<Vec<_>>() })
}

fn array(items: Value) -> Value {
    json!({ "type": "array", "items": items })
}

fn object(required: &[&str], properties: Value) -> Value {
    let mut schema = json!({ "type": "object", "properties": properties, "additionalProperties": false });
    if !required.is_empty() {
        schema["required"] = json!(required);
    }
    schema
}

fn joined<const N: usize>(parts: [Value; N]) -> Value {
    let members = parts.into_iter().filter_map(|part| match part {
        Value::Object(members) => Some(members),
        _ => None,
    });
    Value::Object(members.flatten().collect())
}

fn reference(name: &str) -> Value {
    json!({ "$ref": format!("#/components/schemas/{name}") })
}

fn content(schema: Value) -> Value {
    json!({ "application/json": { "schema": schema } })
}

fn got(summary: &str, schema: Value) -> Value {
    json!({ "get": {
        "summary": summary,
        "responses": { "200": { "description": summary, "content": content(schema) } }
    } })
}

fn health() -> Value {
    let mut health = got(
        "Whether the lists answer, and how old they are",
        json!({ "type": "object" }),
    );
    health["get"]["responses"]["503"] = json!({
        "description": "the data have expired, so that every question stays open",
        "content": content(json!({ "type": "object" }))
    });
    health
}

fn posted(summary: &str, body: &str, schema: Value) -> Value {
    let mut responses = json!({ "200": { "description": summary, "content": content(schema) } });
    for (status, why) in [
        ("400", "the question cannot be asked"),
        ("408", "the body did not arrive in time"),
        ("413", "the body is too large"),
        ("500", "a fault"),
        ("503", "too many requests at once"),
    ] {
        responses[status] = json!({ "description": why, "content": content(reference("Error")) });
    }
    json!({ "post": {
        "summary": summary,
        "requestBody": { "required": true, "content": content(reference(body)) },
        "responses": responses
    } })
}
