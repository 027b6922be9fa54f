//! Arguments become a question. A wrong type is a `TypeError` that names the argument, a value that cannot be read a
//! `jrp.JrpError`.

use crate::raised::raised;
use jrp_core::date::{Date, Timestamp};
use jrp_core::policy::{Condition, Lang};
use jrp_core::query::{Query, SubjectQuery};
use jrp_core::record::SubjectKind;
use jrp_core::subject::IdKind;
use jrp_host::{Failure, code};
use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyInt, PyString, PyTuple};
use std::time::{SystemTime, UNIX_EPOCH};

/// What is asked of every subject alike, as `jrp.Roster` passes it on: scenario, conditions, on, now, lang.
#[derive(FromPyObject)]
pub(crate) struct Terms<'py>(
    Bound<'py, PyAny>,
    Bound<'py, PyAny>,
    Bound<'py, PyAny>,
    Bound<'py, PyAny>,
    Bound<'py, PyAny>,
);

/// Who is meant: credit code, name, kind, id.
#[derive(FromPyObject)]
pub(crate) struct Who<'py>(
    Bound<'py, PyAny>,
    Bound<'py, PyAny>,
    Bound<'py, PyAny>,
    Bound<'py, PyAny>,
);

impl Terms<'_> {
    /// A question that names nobody yet.
    pub(crate) fn question(&self) -> PyResult<Query> {
        let Self(scenario, conditions, on, now, lang) = self;
        let scenario = needed(scenario, "scenario")?;
        let now = moment(now)?;
        let conditions = items(conditions, "conditions", |condition| {
            let word = needed(condition, "a condition")?;
            word_of(
                "conditions",
                &word,
                Condition::from_code,
                Condition::ALL.iter().map(|known| known.code()),
            )
        })?;
        let lang = text(lang, "lang")?;
        let lang = lang.map(|word| {
            word_of(
                "lang",
                &word,
                Lang::from_code,
                Lang::ALL.iter().map(|known| known.code()),
            )
        });
        Ok(Query::new(scenario, now)
            .conditions(conditions)
            .on(day(on)?)
            .lang(lang.transpose()?.unwrap_or_default()))
    }

    /// A question about somebody, and the other members of a consortium.
    pub(crate) fn about(&self, who: &Who<'_>, members: &Bound<'_, PyAny>) -> PyResult<Query> {
        let Who(credit_code, name, kind, id) = who;
        let first = subject(credit_code, name, kind, id)?;
        let members = items(members, "members", member)?;
        Ok(self.question()?.subject(first).members(members))
    }
}

/// A member: a credit code, or a dict with the names of the arguments of `check`.
fn member(member: &Bound<'_, PyAny>) -> PyResult<SubjectQuery> {
    const KNOWN: [&str; 4] = ["credit_code", "name", "kind", "id"];
    let none = member.py().None().into_bound(member.py());
    if member.is_instance_of::<PyString>() {
        return subject(member, &none, &none, &none);
    }
    let given = member.cast::<PyDict>().map_err(|_| {
        wrong_type(
            "a member",
            "a credit code, or a dict of credit_code, name, kind, id",
            member,
        )
    })?;
    for key in given.keys() {
        let word = needed(&key, "a key of a member")?;
        if !KNOWN.contains(&word.as_str()) {
            let known = KNOWN.join(", ");
            return Err(PyTypeError::new_err(format!(
                "a member has no {word:?}; use {known}"
            )));
        }
    }
    let of = |key: &str| Ok::<_, PyErr>(given.get_item(key)?.unwrap_or_else(|| none.clone()));
    subject(&of("credit_code")?, &of("name")?, &of("kind")?, &of("id")?)
}

fn subject(
    credit_code: &Bound<'_, PyAny>,
    name: &Bound<'_, PyAny>,
    kind: &Bound<'_, PyAny>,
    id: &Bound<'_, PyAny>,
) -> PyResult<SubjectQuery> {
    let kind = text(kind, "kind")?;
    let kind = kind.map(|word| {
        word_of(
            "kind",
            &word,
            SubjectKind::from_code,
            SubjectKind::ALL.iter().map(|known| known.code()),
        )
    });
    let subject = SubjectQuery {
        kind: kind.transpose()?,
        credit_code: text(credit_code, "credit_code")?,
        name: text(name, "name")?,
        id: None,
    };
    if id.is_none() {
        return Ok(subject);
    }
    let pair = id.cast::<PyTuple>().ok().filter(|pair| pair.len() == 2);
    let pair = pair.ok_or_else(|| wrong_type("id", "a tuple of kind and number", id))?;
    let (kind, number) = (
        text(&pair.get_item(0)?, "the kind of id")?,
        text(&pair.get_item(1)?, "id")?,
    );
    let kind = kind.map(|word| {
        word_of(
            "the kind of id",
            &word,
            IdKind::from_code,
            IdKind::ALL.iter().map(|known| known.code()),
        )
    });
    let subject = subject.id_of_form(kind.transpose()?, number);
    subject.map_err(|error| raised(error.into()))
}

/// A text that may be absent.
pub(crate) fn text(value: &Bound<'_, PyAny>, what: &str) -> PyResult<Option<String>> {
    if value.is_none() {
        return Ok(None);
    }
    let text = value
        .cast::<PyString>()
        .map_err(|_| wrong_type(what, "a str", value))?;
    match text.to_cow() {
        Ok(text) => Ok(Some(text.into_owned())),
        // Nothing else keeps a str from being UTF-8.
        Err(_) => Err(raised(Failure::new(
            code::TEXT_INVALID,
            format!(
                "{what} holds half a character (a lone surrogate): it was cut, or read in the wrong encoding"
            ),
        ))),
    }
}

pub(crate) fn needed(value: &Bound<'_, PyAny>, what: &str) -> PyResult<String> {
    text(value, what)?.ok_or_else(|| wrong_type(what, "a str", value))
}

/// The value of a closed set of words.
fn word_of<T>(
    what: &str,
    word: &str,
    from_code: impl Fn(&str) -> Option<T>,
    known: impl Iterator<Item = &'static str>,
) -> PyResult<T> {
    from_code(word).ok_or_else(|| {
        raised(Failure::query(format!(
            "{what}: the word is not known; use one of {}",
            known.collect::<Vec<_>>().join(", ")
        )))
    })
}

fn items<T>(
    value: &Bound<'_, PyAny>,
    what: &str,
    item: impl Fn(&Bound<'_, PyAny>) -> PyResult<T>,
) -> PyResult<Vec<T>> {
    if value.is_none() {
        return Ok(Vec::new());
    }
    // A str is a sequence too, of letters that nobody meant.
    if value.is_instance_of::<PyString>() || value.is_instance_of::<PyDict>() {
        return Err(wrong_type(what, "a list", value));
    }
    let all = value.try_iter().map_err(|_| wrong_type(what, "a list", value))?;
    all.map(|one| item(&one?)).collect()
}

/// The present time: the clock's, seconds since 1970, a `datetime` with its zone, or a text in RFC 3339.
pub(crate) fn moment(value: &Bound<'_, PyAny>) -> PyResult<Timestamp> {
    let outside = || {
        raised(Failure::query(
            "now: the time lies outside the years 1970 to 9999; give the clock's",
        ))
    };
    if value.is_none() {
        let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        let seconds = i64::try_from(since.as_secs()).map_err(|_| outside())?;
        return Timestamp::from_unix(seconds).ok_or_else(outside);
    }
    if value.is_instance_of::<PyString>() {
        let text = needed(value, "now")?;
        return Timestamp::parse(&text).ok_or_else(|| {
            raised(Failure::query(
                "now: give a time in RFC 3339, such as 2026-11-22T09:00:00+08:00",
            ))
        });
    }
    if value.is_instance_of::<PyInt>() && !value.is_instance_of::<pyo3::types::PyBool>() {
        let seconds: i64 = value.extract().map_err(|_| outside())?;
        return Timestamp::from_unix(seconds).ok_or_else(outside);
    }
    if !value.hasattr("utcoffset")? || !value.hasattr("timestamp")? {
        return Err(wrong_type(
            "now",
            "a datetime with its zone, seconds since 1970, or a text in RFC 3339",
            value,
        ));
    }
    if value.call_method0("utcoffset")?.is_none() {
        return Err(raised(Failure::query(
            "now: the datetime has no zone; give datetime.now(timezone.utc), say",
        )));
    }
    let seconds: f64 = value.call_method0("timestamp")?.extract()?;
    // Rounded down, as a clock shows it; beyond the range it saturates, and is refused.
    Timestamp::from_unix(seconds.floor() as i64).ok_or_else(outside)
}

/// A calendar date: a `date`, or a text `YYYY-MM-DD`.
fn day(value: &Bound<'_, PyAny>) -> PyResult<Option<Date>> {
    if value.is_none() {
        return Ok(None);
    }
    let word = match value.is_instance_of::<PyString>() {
        true => needed(value, "on")?,
        false if value.hasattr("isoformat")? => needed(&value.call_method0("isoformat")?, "on")?,
        false => return Err(wrong_type("on", "a date, or a text YYYY-MM-DD", value)),
    };
    let date = Date::parse(&word);
    date.map(Some).ok_or_else(|| {
        raised(Failure::query(format!(
            "on: {word:?} is not a date from 1900 to 9999; give one as YYYY-MM-DD"
        )))
    })
}

pub(crate) fn wrong_type(what: &str, wanted: &str, found: &Bound<'_, PyAny>) -> PyErr {
    let found = found.get_type().name();
    let found = found.map_or_else(|_| "something else".to_owned(), |name| name.to_string());
    PyTypeError::new_err(format!("{what} must be {wanted}, not {found}"))
}
