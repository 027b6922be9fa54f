//! What is answered under which path.

use super::asked::{self, Question, Register};
use super::guard::Gate;
use super::lists::Served;
use super::metrics::Metrics;
use super::openapi;
use super::sending::Answer;
use crate::clock;
use crate::evidence;
use crate::screen::rows;
use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{MethodRouter, get, post};
use jrp_core::compare::{FreshnessState, QueryError};
use jrp_core::json::to_json;
use jrp_core::query::Query;
use serde_json::{Value, json};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

/// What every request is answered from.
pub(super) struct Desk {
    pub(super) served: Arc<Served>,
    pub(super) gate: Gate,
    pub(super) metrics: Metrics,
}

type Shared = State<Arc<Desk>>;

/// Why a request gets no answer.
#[derive(Debug)]
pub(super) struct Refusal {
    status: StatusCode,
    code: &'static str,
    message: String,
}

impl Refusal {
    pub(super) fn new(status: StatusCode, code: &'static str, message: impl Into<String>) -> Self {
        Self {
            status,
            code,
            message: message.into(),
        }
    }

    fn invalid(message: String) -> Self {
        Self::new(StatusCode::BAD_REQUEST, "query-invalid", message)
    }

    fn internal(message: String) -> Self {
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, "internal", message)
    }

    fn response(self) -> Response {
        let body = json!({ "error": { "code": self.code, "message": self.message } });
        let mut response = typed(self.status, JSON, body.to_string());
        if self.status == StatusCode::SERVICE_UNAVAILABLE {
            let second = HeaderValue::from_static("1");
            response.headers_mut().insert(header::RETRY_AFTER, second);
        }
        response
    }
}

impl From<QueryError> for Refusal {
    fn from(error: QueryError) -> Self {
        Self::new(StatusCode::BAD_REQUEST, error.code().name(), error.to_string())
    }
}

const JSON: &str = "application/json";

fn typed(status: StatusCode, kind: &'static str, body: impl Into<Body>) -> Response {
    let headers = [(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, "no-store")];
    (status, headers, body.into()).into_response()
}

/// Paths and what answers them; `openapi` describes the same, which a test compares.
pub(super) fn router(desk: Arc<Desk>) -> Router {
    let routes: [(&str, MethodRouter<Arc<Desk>>); 8] = [
        ("/v1/check", post(check)),
        ("/v1/evidence", post(make_evidence)),
        ("/v1/screen", post(screen)),
        ("/v1/lists", get(lists)),
        ("/v1/scenarios", get(scenarios)),
        ("/v1/health", get(health)),
        ("/v1/metrics", get(metrics)),
        ("/v1/openapi.json", get(description)),
    ];
    let mut router = Router::new();
    for (path, route) in routes {
        router = router.route(path, route.fallback(wrong_method));
    }
    router.fallback(nothing_there).with_state(desk)
}

async fn wrong_method() -> Response {
    let text = "this path has another method; see /v1/openapi.json";
    Refusal::new(StatusCode::METHOD_NOT_ALLOWED, "method", text).response()
}

async fn nothing_there() -> Response {
    Refusal::new(
        StatusCode::NOT_FOUND,
        "not-found",
        "no such path; see /v1/openapi.json",
    )
    .response()
}

/// Bytes of a body that is answered in microseconds; a larger one is answered where it is in nobody's way.
const SMALL: usize = 8 << 10;

/// The answer to a request with a body, within the limits.
async fn answered<T: Send + 'static>(
    desk: Arc<Desk>,
    request: Request,
    work: impl FnOnce(&Desk, &[u8]) -> Result<T, Refusal> + Send + 'static,
    respond: impl FnOnce(T) -> Response,
) -> Response {
    let answer = async {
        let place = desk.gate.enter()?;
        let body = desk.gate.body(request.into_body()).await?;
        let shared = desk.clone();
        let is_small = body.len() <= SMALL;
        let work = move || catch_unwind(AssertUnwindSafe(|| work(&shared, &body)));
        let done = match is_small {
            true => work().ok(),
            false => tokio::task::spawn_blocking(work).await.ok().and_then(Result::ok),
        };
        let done = done.unwrap_or_else(|| {
            Err(Refusal::new(
                StatusCode::INTERNAL_SERVER_ERROR,
                "panic",
                "a fault inside JRP was caught; the service goes on. Please report it",
            ))
        });
        done.map(|answer| (answer, place))
    };
    match answer.await {
        Ok((answer, place)) => respond(answer).map(|body| Body::new(Answer::new(body, place))),
        Err(refusal) => {
            let is_overload = refusal.status == StatusCode::SERVICE_UNAVAILABLE;
            desk.metrics.refused(is_overload);
            refusal.response()
        }
    }
}

fn as_json(body: String) -> Response {
    typed(StatusCode::OK, JSON, body)
}

async fn check(State(desk): Shared, request: Request) -> Response {
    let work = |desk: &Desk, body: &[u8]| {
        let query = question(body)?.query().map_err(Refusal::invalid)?;
        let answer = desk.served.current().set.check(&query)?;
        desk.metrics.checked(answer.outcome);
        Ok(answer.to_json())
    };
    answered(desk, request, work, as_json).await
}

async fn make_evidence(State(desk): Shared, request: Request) -> Response {
    let work = |desk: &Desk, body: &[u8]| {
        let question = question(body)?;
        let [project, operator, reason] = question.occasion();
        let occasion = evidence::occasion(project, operator, reason);
        let occasion = occasion.map_err(|error| Refusal::internal(error.to_string()))?;
        let query: Query = question.query().map_err(Refusal::invalid)?;
        let answer = desk.served.current().set.check(&query)?;
        desk.metrics.checked(answer.outcome);
        let made = answer.evidence(&query, &occasion);
        made.map_err(|error| Refusal::new(StatusCode::BAD_REQUEST, error.code().name(), error.to_string()))
    };
    answered(desk, request, work, as_json).await
}

async fn screen(State(desk): Shared, request: Request) -> Response {
    let work = |desk: &Desk, body: &[u8]| {
        let register: Register = asked::read(body).map_err(Refusal::invalid)?;
        let (query, subjects) = register.queries().map_err(Refusal::invalid)?;
        let lists = desk.served.current();
        // Without a subject only a question that no row could be asked is told apart.
        if let Err(error @ QueryError::Scenario { .. }) = lists.set.check(&query) {
            return Err(error.into());
        }
        desk.metrics.screened(subjects.len());
        Ok(to_json(&rows::answer(&lists.set, query, subjects)))
    };
    answered(desk, request, work, as_json).await
}

fn question(body: &[u8]) -> Result<Question, Refusal> {
    asked::read(body).map_err(Refusal::invalid)
}

async fn lists(State(desk): Shared) -> Response {
    let current = desk.served.current();
    let infos: Vec<String> = current.rosters().map(|roster| roster.info().to_json()).collect();
    as_json(format!("[{}]", infos.join(",")))
}

async fn scenarios(State(desk): Shared) -> Response {
    let current = desk.served.current();
    let mut all: Vec<Value> = Vec::new();
    for roster in current.rosters() {
        for scenario in roster.info().scenarios {
            if all.iter().all(|known| known["code"] != scenario.code) {
                all.push(json!({ "code": scenario.code, "name": scenario.name }));
            }
        }
    }
    as_json(Value::from(all).to_string())
}

/// 503 where every question would stay open, so that whoever distributes requests asks elsewhere.
async fn health(State(desk): Shared) -> Response {
    let now = match clock::given_or_now(None) {
        Ok(now) => now,
        Err(error) => return Refusal::internal(error.to_string()).response(),
    };
    let current = desk.served.current();
    let lists = current.rosters().map(|roster| {
        let info = roster.info();
        json!({ "publisher": info.publisher, "sequence": info.sequence, "freshness": roster.freshness(now) })
    });
    let state = current.set.freshness(now).state;
    let mut health = json!({ "state": state, "lists": lists.collect::<Vec<_>>() });
    if let Some(refused) = desk.served.refused() {
        health["refused"] = refused.into();
    }
    let status = match state {
        FreshnessState::Expired | FreshnessState::Future => StatusCode::SERVICE_UNAVAILABLE,
        _ => StatusCode::OK,
    };
    typed(status, JSON, health.to_string())
}

async fn metrics(State(desk): Shared) -> Response {
    match clock::given_or_now(None) {
        Ok(now) => typed(
            StatusCode::OK,
            "text/plain; version=0.0.4; charset=utf-8",
            desk.metrics.text(&desk.served, now),
        ),
        Err(error) => Refusal::internal(error.to_string()).response(),
    }
}

async fn description() -> Response {
    as_json(openapi::description().to_string())
}
