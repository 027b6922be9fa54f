//! The signed header: everything a reader must know before it reads a record.
//!
//! | offset | size | field                                                                    |
//! |-------:|-----:|--------------------------------------------------------------------------|
//! |      0 |    8 | magic `\x89JRP\r\n\x1a\n`                                                |
//! |      8 |    2 | format version, 1                                                        |
//! |     10 |    2 | canonicalisation version                                                 |
//! |     12 |    1 | suite: 1 `sm2-sm3`, 2 `ed25519-blake3`                                   |
//! |     13 |    1 | kind: 0 base, 1 delta                                                    |
//! |     14 |    1 | audience: 0 government, 1 public                                         |
//! |     15 |    1 | zero                                                                     |
//! |     16 |    4 | header length, a multiple of 64                                          |
//! |     20 |    4 | number of pages                                                          |
//! |     24 |    8 | body length                                                              |
//! |     32 |    8 | sequence                                                                 |
//! |     40 |    8 | issued at, Unix seconds                                                  |
//! |     48 |    8 | next update due, Unix seconds                                            |
//! |     56 |    8 | expires at, Unix seconds                                                 |
//! |     64 |    4 | data as of, days since 1970-01-01, signed                                |
//! |     68 |    2 | number of sections `s`                                                   |
//! |     70 |    2 | number of lists `n`                                                      |
//! |     72 |    8 | sequence of the layer below; 0 in a base                                 |
//! |     80 |   32 | digest of the header of the layer below; zero in a base                  |
//! |    112 |   16 | person key id; zero where the file holds no natural persons              |
//! |    128 |   16 | state digest of organisations                                            |
//! |    144 |   16 | state digest of persons                                                  |
//! |    160 |   32 | digest of the table of page digests                                      |
//! |    192 |  24s | section table (`table`)                                                  |
//! |        |      | publisher, region, policy version: `u16` length and UTF-8 each           |
//! |        |      | `n` lists, codes ascending: code as text, 1 byte attributes (1 covered), |
//! |        |      | `u64` records, `u64` rows that could not be read, `u64` rows that name   |
//! |        |      | nobody                                                                   |
//! |        |      | zeros up to the header length                                            |

use super::bytes::Taker;
use super::publication::{Link, Publication};
use super::table::PartTable;
use super::{MAGIC, VERSION, section_id};
use crate::date::{Date, Timestamp};
use crate::error::{OpenError, Section};
use crate::parse::parse_code;
use crate::subject::is_invisible;
use crate::subject::name::CANONICALISATION;
use crate::suite::{Digest, KeyId, Suite};
use crate::unseen;

/// Whom a snapshot is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Audience {
    /// 政务: all lists, natural persons sealed
    Government,
    /// 社会公开: public lists of organisations only
    Public,
}

impl Audience {
    /// Both audiences.
    pub const ALL: [Self; 2] = [Self::Government, Self::Public];

    /// The code used on the command line and in JSON.
    pub fn code(self) -> &'static str {
        match self {
            Self::Government => "government",
            Self::Public => "public",
        }
    }

    /// The audience with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|audience| audience.code() == code)
    }
}

parse_code!(Audience, "audience");

/// What a delta continues.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BaseReference {
    /// Sequence of the layer below
    pub sequence: u64,
    /// Header digest of the layer below
    pub digest: Digest,
}

/// A list the snapshot speaks of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListCount {
    /// 名单类型
    pub code: String,
    /// Whether the snapshot claims to hold the whole list
    pub covered: bool,
    /// Live records on it, without the rows that could not be read
    pub records: u64,
    /// Rows that name a subject and could not be read otherwise
    pub unread: u64,
    /// Rows that could not be read and name nobody, so that nobody can be warned of them by name
    pub unnamed: u64,
}

impl ListCount {
    /// A list of which nothing but this is told.
    pub fn new(code: &str, covered: bool, records: u64) -> Self {
        Self {
            code: code.to_owned(),
            covered,
            records,
            unread: 0,
            unnamed: 0,
        }
    }
}

/// The header of one layer.
#[derive(Clone, Debug)]
pub struct Header {
    /// Cipher suite
    pub suite: Suite,
    /// `None` in a base
    pub base: Option<BaseReference>,
    /// Whom it is for
    pub audience: Audience,
    /// 发布机构
    pub publisher: String,
    /// 行政区划, GB/T 2260; may be empty
    pub region: String,
    /// Version of the policy pack in force
    pub policy_version: String,
    /// Rises with every publication
    pub sequence: u64,
    /// When it was made
    pub issued_at: Timestamp,
    /// The date the data stand for
    pub data_as_of: Date,
    /// When the next one is due; later the answers are stale
    pub next_update: Timestamp,
    /// After this no answer is given
    pub expires_at: Timestamp,
    /// Lists covered or present, codes ascending
    pub lists: Vec<ListCount>,
    /// Id of the person key, where there are natural persons
    pub person_key_id: Option<KeyId>,
    /// Sums of the leaf digests of the live records: organisations, persons
    pub state: [u128; 2],
    pub(crate) page_table_digest: Digest,
    pub(crate) body_len: usize,
    pub(crate) pages: u32,
    pub(crate) sections: PartTable,
}

const FIXED: usize = 192;

/// No list has more records, unread rows or rows that name nobody: what is counted, of all lists of many files, adds up.
const MOST_COUNTED: u64 = 1 << 40;

/// The attribute of a list that is covered.
const COVERED: u8 = 1;

/// Attributes of a list that a reader who does not know them passes over.
const PASSABLE: u8 = 0xF0;

impl Header {
    /// Whose publication it is.
    pub fn publication(&self) -> Publication<'_> {
        Publication {
            publisher: &self.publisher,
            region: &self.region,
            audience: self.audience,
        }
    }

    pub(crate) fn link(&self) -> Link<'_> {
        Link {
            publication: self.publication(),
            suite: self.suite,
            sequence: self.sequence,
            data_as_of: self.data_as_of,
        }
    }

    /// Whether the file carries a policy pack of its own. A base always does.
    pub fn has_policy(&self) -> bool {
        self.sections.find(section_id::POLICY).is_some()
    }

    /// Whether the file has a section of natural persons.
    pub fn has_persons(&self) -> bool {
        self.sections.find(section_id::PERSONS).is_some()
    }

    /// Reads a header from the front of a file; gives it with its length in bytes.
    pub(crate) fn read(bytes: &[u8]) -> Result<(Self, usize), OpenError> {
        let mut taker = Taker::new(bytes, Section::Header);
        check_format(bytes, &mut taker)?;
        let suite = Suite::from_number(taker.u8()?).ok_or_else(|| taker.malformed("the suite is unknown"))?;
        let kind = taker.u8()?;
        let audience = match taker.u8()? {
            0 => Audience::Government,
            1 => Audience::Public,
            _ => return Err(taker.malformed("the audience is unknown")),
        };
        taker.zeros(1)?;
        let len = taker.u32()? as usize;
        let pages = taker.u32()?;
        let body_len = taker.size()?;
        let sequence = taker.u64()?;
        let issued_at = time(&mut taker)?;
        let next_update = time(&mut taker)?;
        let expires_at = time(&mut taker)?;
        let data_as_of = Date::from_days(taker.u32()? as i32)
            .ok_or_else(|| taker.malformed("the data date is not a date"))?;
        let (sections, lists) = (taker.u16()?, taker.u16()?);
        let reference = BaseReference {
            sequence: taker.u64()?,
            digest: taker.array::<32>()?.into(),
        };
        let base = match kind {
            0 if reference.sequence == 0 && reference.digest == Digest::NOTHING => None,
            1 => Some(reference),
            _ => return Err(taker.malformed("the kind is neither base nor delta")),
        };
        let person_key_id = Some(taker.array()?).filter(|id| *id != [0; 16]).map(KeyId::from);
        let state = [
            u128::from_le_bytes(taker.array()?),
            u128::from_le_bytes(taker.array()?),
        ];
        let page_table_digest = taker.array::<32>()?.into();
        let sections = PartTable::take(&mut taker, sections, body_len)?;
        let publisher = taker.text()?.to_owned();
        let region = taker.text()?.to_owned();
        let policy_version = taker.text()?.to_owned();
        if [&publisher, &region, &policy_version]
            .into_iter()
            .any(|text| !is_plain(text))
        {
            return Err(taker.malformed("publisher, region or policy version holds an invisible character"));
        }
        let lists = (0..lists)
            .map(|_| list(&mut taker))
            .collect::<Result<Vec<_>, _>>()?;
        if !lists.is_sorted_by(|a, b| a.code < b.code) {
            return Err(taker.malformed("the lists are out of order"));
        }
        let padding = len
            .checked_sub(taker.offset())
            .filter(|padding| *padding < 64 && len.is_multiple_of(64));
        let padding = padding.ok_or_else(|| taker.malformed("the header length does not fit"))?;
        taker.zeros(padding)?;
        let header = Self {
            suite,
            base,
            audience,
            publisher,
            region,
            policy_version,
            sequence,
            issued_at,
            data_as_of,
            next_update,
            expires_at,
            lists,
            person_key_id,
            state,
            page_table_digest,
            body_len,
            pages,
            sections,
        };
        Ok((header, len))
    }

    /// The header's bytes; `entries` is the section table as bytes.
    #[cfg(feature = "build")]
    pub(crate) fn write(&self, entries: &[u8]) -> Vec<u8> {
        let texts = [&self.publisher, &self.region, &self.policy_version];
        let mut tail = entries.to_vec();
        for text in texts {
            push_text(&mut tail, text);
        }
        for list in &self.lists {
            push_text(&mut tail, &list.code);
            tail.push(u8::from(list.covered));
            for count in [list.records, list.unread, list.unnamed] {
                tail.extend_from_slice(&count.to_le_bytes());
            }
        }
        let len = (FIXED + tail.len()).next_multiple_of(64);

        let mut out = MAGIC.to_vec();
        out.extend_from_slice(&VERSION.to_le_bytes());
        out.extend_from_slice(&CANONICALISATION.to_le_bytes());
        let audience = u8::from(self.audience == Audience::Public);
        out.extend_from_slice(&[self.suite.number(), u8::from(self.base.is_some()), audience, 0]);
        out.extend_from_slice(&(len as u32).to_le_bytes());
        out.extend_from_slice(&self.pages.to_le_bytes());
        out.extend_from_slice(&(self.body_len as u64).to_le_bytes());
        out.extend_from_slice(&self.sequence.to_le_bytes());
        for time in [self.issued_at, self.next_update, self.expires_at] {
            out.extend_from_slice(&time.unix().to_le_bytes());
        }
        out.extend_from_slice(&self.data_as_of.days().to_le_bytes());
        out.extend_from_slice(&((entries.len() / super::table::ENTRY) as u16).to_le_bytes());
        out.extend_from_slice(&(self.lists.len() as u16).to_le_bytes());
        let below = self.base.as_ref();
        let (sequence, digest) = below.map_or((0, Digest::NOTHING), |base| (base.sequence, base.digest));
        out.extend_from_slice(&sequence.to_le_bytes());
        out.extend_from_slice(digest.as_bytes());
        out.extend_from_slice(self.person_key_id.unwrap_or(KeyId::from([0; 16])).as_bytes());
        for sum in self.state {
            out.extend_from_slice(&sum.to_le_bytes());
        }
        out.extend_from_slice(self.page_table_digest.as_bytes());
        out.extend(tail);
        out.resize(len, 0);
        out
    }
}

/// Magic, version and canonicalisation: whether this reader can read the file at all.
fn check_format(bytes: &[u8], taker: &mut Taker<'_>) -> Result<(), OpenError> {
    if !bytes.starts_with(&MAGIC) {
        // A file cut inside the magic is a cut file, unless what there is differs already.
        return Err(match MAGIC.starts_with(bytes) && !bytes.is_empty() {
            true => taker.take(FIXED).err().unwrap_or(OpenError::NotASnapshot),
            false => OpenError::NotASnapshot,
        });
    }
    taker.take(MAGIC.len())?;
    let version = taker.u16()?;
    if version != VERSION {
        return Err(OpenError::Version {
            found: version,
            expected: VERSION,
        });
    }
    let canonicalisation = taker.u16()?;
    if canonicalisation != CANONICALISATION {
        return Err(OpenError::Canonicalisation {
            found: canonicalisation,
            expected: CANONICALISATION,
        });
    }
    Ok(())
}

/// Whether a text of a header shows on a screen what it is.
pub(crate) fn is_plain(text: &str) -> bool {
    !text.contains(|c| !matches!(c, ' ' | '\u{3000}') && (unseen::is_unseen(c) || is_invisible(c)))
}

fn time(taker: &mut Taker<'_>) -> Result<Timestamp, OpenError> {
    Timestamp::from_unix(taker.i64()?).ok_or_else(|| taker.malformed("a time is out of range"))
}

fn list(taker: &mut Taker<'_>) -> Result<ListCount, OpenError> {
    let code = taker.text()?.to_owned();
    if code.is_empty() || !is_plain(&code) {
        return Err(taker.malformed("a list has no code that can be written"));
    }
    let attributes = taker.u8()?;
    if attributes & !(COVERED | PASSABLE) != 0 {
        return Err(taker.malformed("a list has an attribute that is unknown"));
    }
    let mut count = || match taker.u64()? {
        count if count <= MOST_COUNTED => Ok(count),
        _ => Err(taker.malformed("a list counts more than any list has")),
    };
    Ok(ListCount {
        code,
        covered: attributes & COVERED != 0,
        records: count()?,
        unread: count()?,
        unnamed: count()?,
    })
}

#[cfg(feature = "build")]
fn push_text(out: &mut Vec<u8>, text: &str) {
    out.extend_from_slice(&(text.len() as u16).to_le_bytes());
    out.extend_from_slice(text.as_bytes());
}
