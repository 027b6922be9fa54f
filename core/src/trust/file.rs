//! Reads trust files and bare public keys.

use super::anchor::first_undone;
use super::{Anchor, Fault, Quorum, TrustError};
use crate::suite::PublicKey;
use core::mem;

/// A trust file is read into memory and compared anchor with anchor; no real one comes near.
const MOST: usize = 1 << 18;

const PUBLISHER: &str = "publisher";
const ROLES: &str = "roles";
const REGIONS: &str = "regions";
const LISTS: &str = "lists";
const THRESHOLD: &str = "threshold";
const MINIMUM_SEQUENCE: &str = "minimum-sequence";

/// The anchors of a trust file or of bare public keys.
pub(super) fn read(text: &str) -> Result<Vec<Anchor>, TrustError> {
    let items = items(text)?;
    match items.split_first() {
        Some((first, rest)) if first.is_word("jrp-trust") => match first.rest() {
            "1" => anchors(rest, first.line),
            found => Err(at(first.line)(Fault::Version {
                found: found.to_owned(),
            })),
        },
        _ => Ok(bare(&items)?.into_iter().map(Anchor::unrestricted).collect()),
    }
}

/// The keys of a text that holds nothing but PEM blocks.
pub(super) fn read_keys(text: &str) -> Result<Vec<PublicKey>, TrustError> {
    bare(&items(text)?)
}

/// Words beside the keys may have been meant to bind them, so there must be none.
fn bare(items: &[Item<'_>]) -> Result<Vec<PublicKey>, TrustError> {
    let is_word = |item: &&Item<'_>| matches!(item.content, Content::Word(..));
    let stranger = items.iter().find(is_word).map(|item| item.line);
    if stranger.is_some() || items.is_empty() {
        return Err(at(stranger.unwrap_or(1))(Fault::Neither));
    }
    let keys = items.iter().filter_map(|item| match &item.content {
        Content::Key(pem) => Some(PublicKey::from_pem(pem).map_err(TrustError::Key)),
        Content::Word(..) => None,
    });
    keys.collect()
}

fn at(line: usize) -> impl Fn(Fault) -> TrustError {
    move |fault| TrustError::Line { line, fault }
}

struct Item<'a> {
    line: usize,
    content: Content<'a>,
}

enum Content<'a> {
    /// The first word of a line and the rest of it.
    Word(&'a str, &'a str),
    /// A PEM block.
    Key(String),
}

impl Item<'_> {
    fn is_word(&self, wanted: &str) -> bool {
        matches!(self.content, Content::Word(word, _) if word == wanted)
    }

    fn rest(&self) -> &str {
        match self.content {
            Content::Word(_, rest) => rest,
            Content::Key(_) => "",
        }
    }
}

/// The lines that mean something, PEM blocks as one.
fn items(text: &str) -> Result<Vec<Item<'_>>, TrustError> {
    if text.len() > MOST {
        let found = text.len();
        return Err(at(1)(Fault::TooLong { found, most: MOST }));
    }
    let text = text.trim_start_matches('\u{feff}');
    let mut lines = text.lines().map(str::trim).zip(1..);
    let mut items = Vec::new();
    while let Some((first, line)) = lines.next() {
        if first.is_empty() || first.starts_with('#') {
            continue;
        }
        let content = if first.starts_with("-----BEGIN") {
            let mut pem = format!("{first}\n");
            loop {
                let (next, _) = lines.next().ok_or_else(|| at(line)(Fault::KeyNotEnded))?;
                pem.push_str(next);
                pem.push('\n');
                if next.starts_with("-----END") {
                    break Content::Key(pem);
                }
            }
        } else {
            let (word, rest) = first.split_once(char::is_whitespace).unwrap_or((first, ""));
            Content::Word(word, rest.trim())
        };
        items.push(Item { line, content });
    }
    Ok(items)
}

/// An anchor while its lines are read.
#[derive(Default)]
struct Draft {
    line: usize,
    keys: Vec<PublicKey>,
    publisher: Option<Option<String>>,
    roles: Option<(bool, bool)>,
    regions: Option<Vec<String>>,
    lists: Option<Vec<String>>,
    threshold: Option<usize>,
    minimum_sequence: Option<u64>,
}

fn anchors(items: &[Item<'_>], first_line: usize) -> Result<Vec<Anchor>, TrustError> {
    let mut finished: Vec<(usize, Anchor)> = Vec::new();
    let mut draft: Option<Draft> = None;
    for item in items {
        let (line, fail) = (item.line, at(item.line));
        if item.is_word("anchor") {
            expect_nothing(item.rest()).map_err(fail)?;
            let new = Draft {
                line,
                ..Draft::default()
            };
            if let Some(draft) = draft.replace(new) {
                finished.push((draft.line, draft.finish()?));
            }
            continue;
        }
        let Some(draft) = &mut draft else {
            let word = match &item.content {
                Content::Word(word, _) => (*word).to_owned(),
                Content::Key(_) => "-----BEGIN PUBLIC KEY-----".to_owned(),
            };
            return Err(fail(Fault::Outside { word }));
        };
        draft.take(&item.content).map_err(fail)?;
    }
    let last = draft.ok_or_else(|| at(first_line)(Fault::NoAnchor))?;
    finished.push((last.line, last.finish()?));
    let (lines, anchors): (Vec<usize>, Vec<Anchor>) = finished.into_iter().unzip();
    refuse_undone(&lines, &anchors)?;
    Ok(anchors)
}

impl Draft {
    fn take(&mut self, content: &Content<'_>) -> Result<(), Fault> {
        match content {
            Content::Key(pem) => {
                self.keys.push(PublicKey::from_pem(pem).map_err(Fault::Key)?);
                Ok(())
            }
            Content::Word(PUBLISHER, rest) => put(&mut self.publisher, PUBLISHER, publisher(rest)?),
            Content::Word(ROLES, rest) => put(&mut self.roles, ROLES, roles(rest)?),
            Content::Word(REGIONS, rest) => put(&mut self.regions, REGIONS, regions(rest)?),
            Content::Word(LISTS, rest) => put(&mut self.lists, LISTS, lists(rest)?),
            Content::Word(THRESHOLD, rest) => {
                let remedy = "write how many of the anchor's keys must sign, such as 2";
                put(&mut self.threshold, THRESHOLD, number(THRESHOLD, rest, remedy)?)
            }
            Content::Word(MINIMUM_SEQUENCE, rest) => {
                let remedy = "write the lowest sequence to accept, such as 41";
                let number = number(MINIMUM_SEQUENCE, rest, remedy)?;
                put(&mut self.minimum_sequence, MINIMUM_SEQUENCE, number)
            }
            Content::Word(word, _) => Err(Fault::Word {
                word: (*word).to_owned(),
            }),
        }
    }

    fn finish(self) -> Result<Anchor, TrustError> {
        let fail = at(self.line);
        let missing = |word, remedy| at(self.line)(Fault::Missing { word, remedy });
        let publisher = self.publisher.ok_or_else(|| {
            missing(
                PUBLISHER,
                "write the publisher's name as it is in its snapshots, or * for any",
            )
        })?;
        let (records, policy) = self
            .roles
            .ok_or_else(|| missing(ROLES, "write what the keys may sign: records, policy, or both"))?;
        if self.lists.is_some() && !records {
            return Err(fail(Fault::ListsWithoutRecords));
        }
        let quorum = Quorum::new(self.keys, self.threshold.unwrap_or(1));
        Ok(Anchor {
            quorum: quorum.map_err(Fault::Quorum).map_err(fail)?,
            publisher,
            regions: self.regions,
            list_kinds: self.lists,
            records,
            policy,
            minimum_sequence: self.minimum_sequence.unwrap_or(0),
        })
    }
}

fn refuse_undone(lines: &[usize], anchors: &[Anchor]) -> Result<(), TrustError> {
    let Some(undone) = first_undone(anchors) else {
        return Ok(());
    };
    let line = |at: usize| lines.get(at).copied().unwrap_or(1);
    let (other, own) = undone.pair;
    Err(at(line(own))(Fault::Undone {
        key: undone.key,
        other: line(other),
    }))
}

fn put<T>(slot: &mut Option<T>, word: &'static str, value: T) -> Result<(), Fault> {
    match slot.replace(value) {
        Some(_) => Err(Fault::Twice { word }),
        None => Ok(()),
    }
}

fn expect_nothing(rest: &str) -> Result<(), Fault> {
    match rest {
        "" => Ok(()),
        found => Err(Fault::Value {
            word: "anchor",
            found: found.to_owned(),
            remedy: "write `anchor` alone on its line and the publisher below it",
        }),
    }
}

fn publisher(rest: &str) -> Result<Option<String>, Fault> {
    match rest {
        "*" => Ok(None),
        "" => Err(value(PUBLISHER, rest, "write the publisher's name, or * for any")),
        name if crate::unseen::holds_unfit(name) => Err(value(
            PUBLISHER,
            name,
            "remove the control characters; names in snapshots have none",
        )),
        name => Ok(Some(name.to_owned())),
    }
}

fn roles(rest: &str) -> Result<(bool, bool), Fault> {
    let wrong = || {
        value(
            ROLES,
            rest,
            "write what the keys may sign: records, policy, or both, each once",
        )
    };
    let (mut records, mut policy) = (false, false);
    for word in words(rest) {
        let role = match word {
            "records" => &mut records,
            "policy" => &mut policy,
            _ => return Err(wrong()),
        };
        if mem::replace(role, true) {
            return Err(wrong());
        }
    }
    match records || policy {
        true => Ok((records, policy)),
        false => Err(wrong()),
    }
}

fn regions(rest: &str) -> Result<Vec<String>, Fault> {
    let prefix = |word: &str| matches!(word.len(), 2 | 4 | 6) && is_digits(word);
    several(
        REGIONS,
        rest,
        prefix,
        "write prefixes of GB/T 2260 of 2, 4 or 6 digits, such as 32 or 3205",
    )
}

fn lists(rest: &str) -> Result<Vec<String>, Fault> {
    let code = |word: &str| {
        let mut bytes = word.bytes();
        bytes.all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'-')
    };
    several(
        LISTS,
        rest,
        code,
        "write codes of list kinds, such as BK-ZFCGSX WT-JYYC",
    )
}

fn several(
    word: &'static str,
    rest: &str,
    fits: impl Fn(&str) -> bool,
    remedy: &'static str,
) -> Result<Vec<String>, Fault> {
    if let Some(wrong) = words(rest).find(|item| !fits(item)) {
        return Err(value(word, wrong, remedy));
    }
    let items: Vec<String> = words(rest).map(str::to_owned).collect();
    match items.is_empty() {
        true => Err(value(word, rest, remedy)),
        false => Ok(items),
    }
}

fn number<T: core::str::FromStr>(word: &'static str, rest: &str, remedy: &'static str) -> Result<T, Fault> {
    let number = Some(rest).filter(|rest| is_digits(rest));
    number
        .and_then(|rest| rest.parse().ok())
        .ok_or_else(|| value(word, rest, remedy))
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn words(rest: &str) -> impl Iterator<Item = &str> {
    rest.split([' ', '\t', ',']).filter(|word| !word.is_empty())
}

fn value(word: &'static str, found: &str, remedy: &'static str) -> Fault {
    Fault::Value {
        word,
        found: found.to_owned(),
        remedy,
    }
}
