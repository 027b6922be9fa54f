//! Opens files, folders and sets.

use crate::failure::{self, Failure};
use crate::opened::{self, Opened};
use crate::reply::{done, put_text};
use crate::request::Request;
use jrp_core::Open;
use jrp_core::suite::PersonKey;
use jrp_core::trust::TrustAnchors;
use jrp_folder::files;
use jrp_threads::Threads;
use std::path::Path;
use std::sync::Arc;

/// What is opened besides bytes in memory.
const MEMORY: u8 = 0;
const FILES: u8 = 1;
const FOLDER: u8 = 2;

/// Checks that trust can be read.
pub(crate) fn trust(request: &[u8]) -> Result<Vec<u8>, Failure> {
    let mut request = Request::new(request);
    read_trust(&mut request)?;
    request.end()?;
    Ok(done(0))
}

/// Opens a base and its deltas, or a folder. `memory` holds their bytes where they are in memory.
pub(crate) fn open(request: &[u8], memory: Vec<Vec<u8>>) -> Result<Vec<u8>, Failure> {
    let mut request = Request::new(request);
    let trust = read_trust(&mut request)?;
    let person_key = request.text()?.map(PersonKey::from_pem).transpose()?;
    let roster = match request.byte()? {
        FOLDER => {
            let (folder, memory_file) = (request.needed()?, request.text()?);
            request.end()?;
            let folder = Path::new(folder);
            match memory_file {
                Some(memory) => {
                    let memory = Path::new(memory);
                    jrp_folder::open_remembering(folder, memory, &trust, person_key, |bytes| bytes)?
                }
                None => jrp_folder::open(folder, &trust, person_key)?,
            }
        }
        kind => {
            let layers = match kind {
                MEMORY => memory,
                FILES => request.items(|request| Ok(files::read(Path::new(request.needed()?))?))?,
                _ => return Err(failure::request()),
            };
            request.end()?;
            let mut layers = layers.into_iter();
            let base = layers.next().ok_or_else(failure::request)?;
            Open::new(&trust)
                .person_key(person_key)
                .deltas(layers)
                .executor(&Threads)
                .open(base)?
        }
    };
    entered(Opened::of(vec![Arc::new(roster)])?)
}

/// Opens a folder anew where it holds something newer than the roster of this number; gives 0 where it does not.
pub(crate) fn newer(request: &[u8]) -> Result<Vec<u8>, Failure> {
    let mut request = Request::new(request);
    let trust = read_trust(&mut request)?;
    let person_key = request.text()?.map(PersonKey::from_pem).transpose()?;
    let (folder, number) = (request.needed()?, request.long()?);
    request.end()?;
    let before = opened::find(number)?;
    let before = before.set.first();
    match jrp_folder::open_newer(Path::new(folder), &trust, person_key, before, |bytes| bytes)? {
        Some(roster) => entered(Opened::of(vec![Arc::new(roster)])?),
        None => {
            let mut reply = done(8);
            reply.extend_from_slice(&0i64.to_le_bytes());
            put_text(&mut reply, None);
            Ok(reply)
        }
    }
}

/// Rosters that are asked as one. They stay open by themselves too.
pub(crate) fn set(request: &[u8]) -> Result<Vec<u8>, Failure> {
    let mut request = Request::new(request);
    let members = request.items(|request| opened::find(request.long()?))?;
    request.end()?;
    let rosters = members.iter().flat_map(|member| member.rosters.iter().cloned());
    entered(Opened::of(rosters.collect())?)
}

/// Number and description of what was opened.
fn entered(opened: Opened) -> Result<Vec<u8>, Failure> {
    let info = opened.info();
    let mut reply = done(info.len() + 12);
    reply.extend_from_slice(&opened::enter(opened).to_le_bytes());
    put_text(&mut reply, Some(&info));
    Ok(reply)
}

fn read_trust(request: &mut Request<'_>) -> Result<TrustAnchors, Failure> {
    let trust = TrustAnchors::from_text(request.needed()?)?;
    let least = u64::try_from(request.long()?).map_err(|_| failure::request())?;
    Ok(trust.with_minimum_sequence(least))
}
