//! The page, from the JSON of evidence that was parsed before.

use super::html::Html;
use super::qr;
use super::words as w;
use crate::phrases::{self, grouped};
use jrp_core::compare::{FreshnessState, Match, Outcome};
use jrp_core::policy::{Effect, Lang};
use jrp_core::record::Status;
use serde_json::Value;

const STYLE: &str = include_str!("style.css");

/// Prompts that repeat a record, which the page shows in full.
const OF_RECORDS: &str = "hit-";

/// What stands in a place that the evidence may leave open.
pub(super) enum Filled {
    /// The evidence says it
    Told(String),
    /// It was given for the page
    Added(String),
    /// To be filled in by hand
    Blank,
}

pub(super) struct Page<'a> {
    pub(super) evidence: &'a Value,
    pub(super) lang: Lang,
    pub(super) project: Filled,
    pub(super) operator: Filled,
}

impl Page<'_> {
    pub(super) fn html(&self) -> String {
        let mut html = Html::default();
        let title = self.say(w::TITLE);
        html.raw("<!doctype html>\n<html lang=").raw(self.lang.code());
        html.raw("><head><meta charset=utf-8><meta name=viewport content=\"width=device-width\">");
        html.raw("<meta http-equiv=Content-Security-Policy content=\"default-src 'none'; style-src 'unsafe-inline'\">");
        html.element("title", title)
            .raw("<style>")
            .raw(STYLE)
            .raw("</style></head><body>\n");
        html.element("h1", title)
            .element("p class=not", self.say(w::IS_NOT));
        self.head(&mut html);
        self.records(&mut html);
        self.prompts(&mut html);
        self.scope(&mut html);
        self.data(&mut html);
        self.boxes(&mut html);
        html.raw("</body></html>\n");
        html.finish()
    }

    fn say(&self, words: [&'static str; 2]) -> &'static str {
        self.lang.pick(words)
    }

    /// A value by its path; null where it is absent.
    fn at(&self, path: &str) -> &Value {
        self.evidence.pointer(path).unwrap_or(&Value::Null)
    }

    fn name<'v>(&self, value: &'v Value) -> &'v str {
        let en = text(&value["nameEn"]);
        match self.lang {
            Lang::En if !en.is_empty() => en,
            _ => text(&value["name"]),
        }
    }

    fn head(&self, html: &mut Html) {
        let question = self.at("/question");
        html.raw("<table>");
        self.row(html, w::PROJECT, |html| self.filled(html, &self.project));
        self.row(html, w::OPERATOR, |html| self.filled(html, &self.operator));
        let name = match self.lang {
            Lang::En => text(&question["scenarioNameEn"]),
            Lang::ZhCn => text(&question["scenarioName"]),
        };
        self.row(html, w::MATTER, |html| {
            html.text(name).raw(" ").text(text(&question["scenario"]));
            html.raw("　")
                .text(self.say(w::AS_OF))
                .raw(" ")
                .text(text(&question["on"]));
            html.raw("　")
                .text(self.say(w::ASKED_AT))
                .raw(" ")
                .text(&self.time(text(&question["now"])));
        });
        let conditions: Vec<&str> = items(&question["conditions"])
            .map(|code| self.say(w::condition(text(code))))
            .collect();
        if !conditions.is_empty() {
            self.row(html, w::CONDITIONS, |html| {
                html.text(&conditions.join(self.list_sign()));
            });
        }
        let read = self.at("/answer/subjects");
        for (at, typed) in items(&question["subjects"]).enumerate() {
            let title = if at == 0 { w::SUBJECT } else { w::MEMBER };
            self.row(html, title, |html| self.subject(html, typed, &read[at]));
        }
        let outcome = self.outcome();
        html.raw("<tr class=outcome><th>")
            .text(self.say(w::OUTCOME))
            .raw("</th><td>");
        html.text(outcome.map_or("", |outcome| self.say(phrases::outcome(outcome))));
        html.raw("</td></tr>");
        let reason = text(self.at("/reason"));
        if !reason.is_empty() {
            self.row(html, phrases::REASON, |html| {
                html.element("bdi", reason);
            });
        }
        html.raw("</table>\n");
    }

    fn outcome(&self) -> Option<Outcome> {
        Outcome::from_code(text(self.at("/answer/outcome")))
    }

    fn row(&self, html: &mut Html, title: [&'static str; 2], cell: impl FnOnce(&mut Html)) {
        html.raw("<tr>").element("th", self.say(title)).raw("<td>");
        cell(html);
        html.raw("</td></tr>\n");
    }

    fn filled(&self, html: &mut Html, filled: &Filled) {
        match filled {
            Filled::Told(text) => html.element("bdi", text),
            Filled::Added(text) => html.element("bdi", text).text(self.say(w::ADDED)),
            Filled::Blank => html.raw("&nbsp;"),
        };
    }

    /// What was typed, and what it was read as where that is another text.
    fn subject(&self, html: &mut Html, typed: &Value, read: &Value) {
        let texts = |value: &Value| -> Vec<String> {
            let fields = ["name", "creditCode", "id"];
            fields
                .iter()
                .map(|field| text(&value[*field]).to_owned())
                .collect()
        };
        let (typed, read) = (texts(typed), texts(read));
        let joined = |texts: &[String]| {
            let present: Vec<&str> = texts
                .iter()
                .map(String::as_str)
                .filter(|text| !text.trim().is_empty())
                .collect();
            present.join("　")
        };
        html.element("bdi", &joined(&typed));
        let is_same = typed
            .iter()
            .zip(&read)
            .all(|(typed, read)| typed.trim() == read || read.is_empty());
        if !is_same {
            html.raw(" <span class=read>").text(self.say(w::READ)).raw(" ");
            html.element("bdi", &joined(&read)).raw("</span>");
        }
    }

    fn prompts(&self, html: &mut Html) {
        let prompts: Vec<&str> = items(self.at("/answer/prompts"))
            .filter(|prompt| !text(&prompt["code"]).starts_with(OF_RECORDS))
            .map(|prompt| text(&prompt["text"]))
            .collect();
        if prompts.is_empty() {
            return;
        }
        html.element("h2", self.say(w::PROMPTS)).raw("<ul>");
        for prompt in prompts {
            html.element("li", prompt);
        }
        html.raw("</ul>\n");
    }

    fn records(&self, html: &mut Html) {
        html.element("h2", self.say(w::RECORDS));
        let mut findings = items(self.at("/answer/findings")).enumerate().peekable();
        if findings.peek().is_none() {
            html.element("p", self.say(w::NO_RECORDS));
        }
        for (at, finding) in findings {
            self.record(html, at + 1, finding);
        }
    }

    fn record(&self, html: &mut Html, number: usize, finding: &Value) {
        let list = &finding["list"];
        html.raw("<div class=record><b>").text(&format!("{number}. "));
        html.text(self.list_name(list))
            .raw("</b> ")
            .text(text(&list["code"]))
            .raw(" <span>");
        let matched = match text(&finding["match"]) {
            "identifier" => w::CONFIRMED,
            "masked" => phrases::matched(Match::Masked),
            "name" => phrases::matched(Match::Name),
            _ => phrases::matched(Match::Similar),
        };
        html.raw("[").text(self.say(matched));
        if finding["confirmed"] != Value::Bool(true) {
            html.text(self.list_sign()).text(self.say(w::POSSIBLE));
        }
        html.raw("]</span><br>");
        let severity = text(&finding["severity"]);
        let until = match &finding["publishUntil"] {
            Value::Null if finding["listedOn"] != Value::Null => self.say(w::NO_TERM),
            until => text(until),
        };
        for (title, value) in [
            (w::LISTED_NAME, text(&finding["listedName"])),
            (w::AUTHORITY, text(&finding["authority"])),
            (w::LISTED_ON, text(&finding["listedOn"])),
            (w::UNTIL, until),
            (w::BASIS, text(&finding["basis"])),
            (w::EFFECT, self.effect(text(&finding["effect"]))),
            (w::MEASURE, text(&finding["measure"])),
            (w::DOCUMENT, text(&finding["documentNo"])),
            (w::CAUSE, text(&finding["cause"])),
            (w::STATUS, self.status(text(&finding["status"]))),
            (w::SEVERITY, severity),
            (w::RECORD_ID, text(&finding["recordId"])),
        ] {
            if !value.is_empty() {
                html.raw("<span><i>")
                    .text(self.say(title))
                    .raw("</i> ")
                    .element("bdi", value)
                    .raw("</span> ");
            }
        }
        html.raw("</div>\n");
    }

    /// The name of a list in the language of the page: findings have the Chinese one only.
    fn list_name<'v>(&'v self, list: &'v Value) -> &'v str {
        let known = items(self.at("/compared")).chain(items(self.at("/notCompared/lists")));
        let mut known = known.filter(|known| known["code"] == list["code"]);
        known.next().map_or(text(&list["name"]), |known| self.name(known))
    }

    fn status(&self, code: &str) -> &'static str {
        let all = [
            Status::Active,
            Status::Objection,
            Status::Suspended,
            Status::Unread,
        ];
        let status = all.into_iter().find(|status| status.code() == code);
        status.map_or("", |status| self.say(phrases::status(Some(status))))
    }

    fn effect(&self, code: &str) -> &'static str {
        self.say(phrases::effect(Effect::from_code(code)))
    }

    fn scope(&self, html: &mut Html) {
        html.element("h2", self.say(w::COMPARED)).raw("<p class=small>");
        for (at, list) in items(self.at("/compared")).enumerate() {
            if at > 0 {
                html.text(self.list_sign());
            }
            let records = grouped(list["records"].as_u64().unwrap_or(0));
            html.text(self.name(list)).raw("&nbsp;(").text(&records);
            let rows = [&list["unread"], &list["unnamed"]].map(|rows| rows.as_u64().unwrap_or(0));
            let rows = rows[0].saturating_add(rows[1]);
            if rows > 0 {
                html.text(self.list_sign());
                html.text(&self.say(w::UNREAD).replace("{rows}", &grouped(rows)));
            }
            html.raw(")");
        }
        html.raw("</p>")
            .element("h2", self.say(w::NOT_COMPARED))
            .raw("<p class=small>");
        let lists = items(self.at("/notCompared/lists")).map(|list| self.name(list));
        let persons = (self.at("/notCompared/persons") == &Value::Bool(true)).then(|| self.say(w::PERSONS));
        let lacking: Vec<&str> = persons.into_iter().chain(lists).collect();
        match lacking.is_empty() {
            true => html.text(self.say(w::NOTHING)),
            false => html.text(&lacking.join(self.list_sign())),
        };
        html.raw("</p>\n");
    }

    fn data(&self, html: &mut Html) {
        html.element("h2", self.say(w::DATA))
            .raw("<div class=data><div class=small>");
        let state = text(self.at("/answer/freshness/state"));
        let states = [
            ("fresh", FreshnessState::Fresh),
            ("stale", FreshnessState::Stale),
            ("expired", FreshnessState::Expired),
            ("future", FreshnessState::Future),
        ];
        let state = states.iter().find(|(code, _)| *code == state);
        let mut sequences = Vec::new();
        for snapshot in items(self.at("/snapshots")) {
            html.raw("<p>")
                .element("bdi", text(&snapshot["publisher"]))
                .raw(" ");
            html.text(self.say(w::PACK))
                .raw(" ")
                .text(text(&snapshot["policy"]));
            if let Some((_, state)) = state {
                html.raw(" [").text(self.say(phrases::freshness(*state))).raw("]");
            }
            html.raw("</p>");
            for layer in items(&snapshot["layers"]) {
                let sequence = layer["sequence"].as_u64().unwrap_or(0).to_string();
                html.raw("<p>")
                    .text(&self.say(w::NO).replace("{no}", &sequence))
                    .raw(" ");
                html.text(self.say(w::DATA_AS_OF))
                    .raw(" ")
                    .text(text(&layer["dataAsOf"]))
                    .raw(" ");
                html.text(self.say(w::ISSUED))
                    .raw(" ")
                    .text(&self.time(text(&layer["issuedAt"])))
                    .raw(" ");
                let signers: Vec<&str> = items(&layer["signers"]).map(text).collect();
                html.text(self.say(w::SIGNERS))
                    .raw(" <span class=mono>")
                    .text(&signers.join(" "));
                html.raw("</span><br>")
                    .element("span class=mono", text(&layer["digest"]))
                    .raw("</p>");
            }
            let newest = items(&snapshot["layers"]).last();
            sequences.extend(newest.and_then(|layer| layer["sequence"].as_u64()));
        }
        let digest = text(self.at("/digest"));
        if let Some(row) = self.at("/register/row").as_u64() {
            html.raw("<p>")
                .text(&self.say(w::ROW).replace("{row}", &row.to_string()))
                .raw(" ");
            html.element("span class=mono", text(self.at("/register/tree")))
                .raw("</p>");
        }
        html.raw("<p><b>")
            .text(self.say(w::DIGEST))
            .raw("</b> ")
            .element("span class=mono", digest)
            .raw("</p><p>");
        html.text(
            &self
                .say(w::MADE_BY)
                .replace("{software}", text(self.at("/software"))),
        )
        .raw("</p></div>");
        html.raw(&qr::drawn(&qr::says(digest, &sequences)))
            .raw("</div>\n");
    }

    fn boxes(&self, html: &mut Html) {
        html.raw("<div class=boxes><div class=wide>")
            .text(self.say(w::OFFICIAL))
            .raw("</div><div class=sign><div>");
        html.text(self.say(w::DECISION))
            .raw("</div><div class=line><span>")
            .text(self.say(w::SIGNATURE));
        html.raw("</span><span>")
            .text(self.say(w::SEAL))
            .raw("</span><span>")
            .text(self.say(w::DATE));
        html.raw("　　　　　　</span></div></div></div>\n");
    }

    /// A time in RFC 3339 as people write it; evidence has all times in Beijing's.
    fn time(&self, time: &str) -> String {
        match time.strip_suffix("+08:00") {
            Some(beijing) => format!("{}{}", beijing.replace('T', " "), self.say(w::BEIJING)),
            None => time.to_owned(),
        }
    }

    fn list_sign(&self) -> &'static str {
        match self.lang {
            Lang::ZhCn => "、",
            Lang::En => "; ",
        }
    }
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

fn items(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}
