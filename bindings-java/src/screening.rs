//! Columns of a register: many subjects, asked alike, in one call.

use crate::asking::{index, read_query};
use crate::failure::Failure;
use crate::opened;
use crate::reply::{done, put_text};
use crate::request::Request;
use jrp_core::compare::{Comparison, Outcome, QueryError};
use jrp_core::query::SubjectQuery;

/// The outcome of every row, and of those that are told something the lists, the match and the warnings.
///
/// A row without code and name is indeterminate, as in `jrp screen`; any other that cannot be asked fails the call.
pub(crate) fn screen(number: i64, request: &[u8]) -> Result<Vec<u8>, Failure> {
    let mut request = Request::new(request);
    let mut query = read_query(&mut request)?;
    let rows = request.items(|request| Ok((request.text()?, request.text()?)))?;
    request.end()?;
    let opened = opened::find(number)?;
    // Two bytes for most rows, which nothing is told of.
    let mut reply = done(4 + 2 * rows.len());
    let count = u32::try_from(rows.len()).map_err(|_| Failure::request())?;
    reply.extend_from_slice(&count.to_le_bytes());
    for (code, name) in rows {
        query.subjects = vec![SubjectQuery {
            credit_code: code.map(str::to_owned),
            name: name.map(str::to_owned),
            ..SubjectQuery::default()
        }];
        match opened.set.check(&query) {
            Ok(answer) => put_row(&mut reply, &answer),
            Err(QueryError::Empty { .. }) => reply.extend_from_slice(&[index(Outcome::Indeterminate), 0]),
            Err(error) => return Err(error.into()),
        }
    }
    Ok(reply)
}

fn put_row(reply: &mut Vec<u8>, answer: &Comparison) {
    let is_told = !(answer.findings.is_empty() && answer.warnings.is_empty());
    reply.extend_from_slice(&[index(answer.outcome), u8::from(is_told)]);
    if is_told {
        let lists = answer.findings.iter().map(|found| found.list.code.as_str());
        put_text(reply, Some(&joined(lists)));
        let matched = answer.findings.first().map_or("", |found| found.matched.code());
        put_text(reply, Some(matched));
        put_text(
            reply,
            Some(&joined(answer.warnings.iter().map(|warning| warning.code))),
        );
    }
}

/// Codes, each once, where it first stands, as `jrp screen` joins them.
fn joined<'a>(codes: impl Iterator<Item = &'a str>) -> String {
    let mut once: Vec<&str> = Vec::new();
    for code in codes {
        if !once.contains(&code) {
            once.push(code);
        }
    }
    once.join(";")
}
