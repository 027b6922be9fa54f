//! Columns of a register: many subjects, asked alike, in one call.

use crate::asking::{index, read_query};
use crate::failure::{self, Failure};
use crate::opened;
use crate::reply::{done, put_text};
use crate::request::Request;
use jrp_core::compare::{RowAnswer, Screener};
use jrp_core::query::SubjectQuery;
use std::sync::Arc;

/// The outcome of every row, and its cells where they are not those of the row before.
///
/// A row without code and name is indeterminate, as in `jrp screen`.
pub(crate) fn screen(number: i64, request: &[u8]) -> Result<Vec<u8>, Failure> {
    let mut request = Request::new(request);
    let query = read_query(&mut request)?;
    let rows = request.items(|request| Ok((request.text()?, request.text()?)))?;
    request.end()?;
    let opened = opened::find(number)?;
    let mut screener = Screener::new(&opened.set, query)?;
    // Two bytes for most rows, which come to the same as the row before.
    let mut reply = done(4 + 2 * rows.len());
    let count = u32::try_from(rows.len()).map_err(|_| failure::request())?;
    reply.extend_from_slice(&count.to_le_bytes());
    let mut before: Option<Arc<RowAnswer>> = None;
    for (code, name) in rows {
        let answer = match (code, name) {
            (Some(code), None) => screener.code(None, code),
            (code, name) => screener.row([SubjectQuery {
                credit_code: code.map(str::to_owned),
                name: name.map(str::to_owned),
                ..SubjectQuery::default()
            }]),
        };
        let is_as_before = before.as_ref() == Some(&answer);
        reply.extend_from_slice(&[index(answer.outcome), u8::from(!is_as_before)]);
        if !is_as_before {
            let [_, told @ ..] = answer.cells();
            told.iter().for_each(|cell| put_text(&mut reply, Some(cell)));
        }
        before = Some(answer);
    }
    Ok(reply)
}
