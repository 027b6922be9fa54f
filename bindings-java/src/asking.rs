//! Questions.

use crate::failure::{self, Failure};
use crate::opened;
use crate::reply::{done, put_text};
use crate::request::Request;
use jrp_core::compare::Outcome;
use jrp_core::date::{Date, Timestamp};
use jrp_core::evidence::Occasion;
use jrp_core::json::to_json;
use jrp_core::policy::{Condition, Lang};
use jrp_core::query::{Query, SubjectQuery};
use jrp_core::record::SubjectKind;
use jrp_core::subject::IdKind;

/// The answer as JSON, and evidence of it where an occasion is given.
pub(crate) fn check(number: i64, request: &[u8]) -> Result<Vec<u8>, Failure> {
    let mut request = Request::new(request);
    let query = read_query(&mut request)?;
    let occasion = read_occasion(&mut request)?;
    request.end()?;
    let answer = opened::find(number)?.set.check(&query)?;
    let evidence = occasion
        .map(|occasion| answer.evidence(&query, &occasion))
        .transpose()?;
    let json = answer.to_json();
    let mut reply = done(json.len() + 9);
    reply.push(index(answer.outcome));
    put_text(&mut reply, Some(&json));
    put_text(&mut reply, evidence.as_deref());
    Ok(reply)
}

/// The outcome alone, as its place in `org.jrp.Outcome`.
pub(crate) fn outcome(number: i64, request: &[u8]) -> Result<u8, Failure> {
    let mut request = Request::new(request);
    let query = read_query(&mut request)?;
    let answer = opened::find(number)?.set.check(&query)?;
    Ok(index(answer.outcome))
}

/// How old the data of every roster are, as a JSON array in their order.
pub(crate) fn freshness(number: i64, request: &[u8]) -> Result<Vec<u8>, Failure> {
    let mut request = Request::new(request);
    let now = read_now(&mut request)?;
    request.end()?;
    let opened = opened::find(number)?;
    let ages = opened
        .rosters
        .iter()
        .map(|roster| to_json(&roster.freshness(now)));
    let mut reply = done(64);
    let ages = format!("[{}]", ages.collect::<Vec<_>>().join(","));
    put_text(&mut reply, Some(&ages));
    Ok(reply)
}

/// The words of the enums of Java, in their order, an enum a line: its tests compare them.
pub(crate) fn words() -> Vec<u8> {
    let line = |codes: &mut dyn Iterator<Item = &'static str>| codes.collect::<Vec<_>>().join(" ");
    let lines = [
        line(&mut Outcome::ALL.iter().map(|outcome| outcome.code())),
        line(&mut SubjectKind::ALL.iter().map(|kind| kind.code())),
        line(&mut IdKind::ALL.iter().map(|kind| kind.code())),
        line(&mut Condition::ALL.iter().map(|condition| condition.code())),
        line(&mut Lang::ALL.iter().map(|lang| lang.code())),
    ];
    let mut reply = done(256);
    put_text(&mut reply, Some(&lines.join("\n")));
    reply
}

/// Its place in `org.jrp.Outcome`.
pub(crate) fn index(outcome: Outcome) -> u8 {
    let at = Outcome::ALL.iter().position(|item| *item == outcome);
    at.and_then(|at| u8::try_from(at).ok()).unwrap_or(u8::MAX)
}

pub(crate) fn read_query(request: &mut Request<'_>) -> Result<Query, Failure> {
    let (scenario, now, on) = (request.needed()?, read_now(request)?, request.text()?);
    let on = on
        .map(|text| {
            Date::parse(text).ok_or_else(|| {
                Failure::query(format!(
                    "on: {text} is not a date from 1900 to 9999; give another"
                ))
            })
        })
        .transpose()?;
    let lang = coded(request.byte()?, Lang::ALL)?.unwrap_or_default();
    let conditions = request.items(|request| coded(request.byte()?, Condition::ALL))?;
    let mut subjects = request.items(read_subject)?.into_iter();
    let first = subjects.next().ok_or_else(failure::request)?;
    Ok(Query::new(scenario, now)
        .subject(first)
        .members(subjects)
        .conditions(conditions.into_iter().flatten())
        .on(on)
        .lang(lang))
}

fn read_now(request: &mut Request<'_>) -> Result<Timestamp, Failure> {
    Timestamp::from_unix(request.long()?)
        .ok_or_else(|| Failure::query("now: the time lies outside the years 1970 to 9999; give the clock's"))
}

fn read_subject(request: &mut Request<'_>) -> Result<SubjectQuery, Failure> {
    let kind = coded(request.byte()?, &SubjectKind::ALL)?;
    let (credit_code, name) = (request.text()?, request.text()?);
    let (id_kind, id) = (coded(request.byte()?, &IdKind::ALL)?, request.text()?);
    let subject = SubjectQuery {
        kind,
        credit_code: credit_code.map(str::to_owned),
        name: name.map(str::to_owned),
        id: None,
    };
    Ok(subject.id_of_form(id_kind, id)?)
}

fn read_occasion(request: &mut Request<'_>) -> Result<Option<Occasion>, Failure> {
    if request.byte()? == 0 {
        return Ok(None);
    }
    let (project, operator, reason) = (request.text()?, request.text()?, request.text()?);
    let salt = request.bytes()?.unwrap_or_default();
    let mut occasion = Occasion::new().salt(salt);
    if let Some(project) = project {
        occasion = occasion.project(project);
    }
    if let Some(operator) = operator {
        occasion = occasion.operator(operator);
    }
    if let Some(reason) = reason {
        occasion = occasion.reason(reason);
    }
    Ok(Some(occasion))
}

/// An enum of Java: its place plus one, 0 where it is absent.
fn coded<T: Copy>(number: u8, all: &[T]) -> Result<Option<T>, Failure> {
    match usize::from(number).checked_sub(1) {
        None => Ok(None),
        Some(at) => all.get(at).copied().map(Some).ok_or_else(failure::request),
    }
}
