//! A roster, held for JavaScript.

use crate::bytes;
use crate::error::Failure;
use crate::query;
use crate::trust::RawTrust;
use core::cell::RefCell;
use jrp_core::compare::Asker;
use jrp_core::date::Timestamp;
use jrp_core::error::{ErrorCode, OpenError};
use jrp_core::evidence::Occasion;
use jrp_core::json::to_json;
use jrp_core::query::{QueryError, SubjectQuery};
use jrp_core::roster::{Roster, RosterSet};
use jrp_core::snapshot::{Audience, Header, UnverifiedSnapshot};
use jrp_core::suite::PersonKey;
use jrp_core::{Comparison, Open, Outcome, Query};
use js_sys::Uint8Array;
use std::sync::Arc;
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

/// An open roster.
#[wasm_bindgen]
pub struct RawRoster {
    roster: Arc<Roster<Vec<u8>>>,
    public_only: bool,
    /// The same, for outcomes
    set: RosterSet<Vec<u8>>,
    asker: RefCell<Asker>,
}

impl RawRoster {
    fn of(roster: Roster<Vec<u8>>, public_only: bool) -> Self {
        let roster = Arc::new(roster);
        Self {
            set: RosterSet::of(Arc::clone(&roster), []),
            roster,
            public_only,
            asker: RefCell::default(),
        }
    }
}

#[wasm_bindgen]
impl RawRoster {
    /// For browsers: refuses what is not for the public before anything but the headers is looked at.
    #[wasm_bindgen(js_name = openPublic)]
    #[expect(clippy::needless_pass_by_value, reason = "JavaScript gives the array away")]
    pub fn open_public(
        base: &Uint8Array,
        deltas: Vec<Uint8Array>,
        trust: &RawTrust,
    ) -> Result<Self, JsValue> {
        Ok(open(base, &deltas, trust, None, true)?)
    }

    /// For servers: any audience; natural persons with their key.
    #[wasm_bindgen(js_name = openAny)]
    #[expect(clippy::needless_pass_by_value, reason = "JavaScript gives the array away")]
    pub fn open_any(
        base: &Uint8Array,
        deltas: Vec<Uint8Array>,
        trust: &RawTrust,
        person_key: Option<String>,
    ) -> Result<Self, JsValue> {
        let key = person_key.map(|pem| PersonKey::from_pem(&pem)).transpose();
        Ok(open(base, &deltas, trust, key.map_err(Failure::from)?, false)?)
    }

    /// A newer roster; this one stays as it is.
    #[wasm_bindgen(js_name = withDelta)]
    pub fn with_delta(&self, bytes: &Uint8Array, trust: &RawTrust) -> Result<Self, JsValue> {
        let bytes = bytes::copy(bytes)?;
        if self.public_only {
            only_public(&bytes)?;
        }
        let roster = self
            .roster
            .with_delta(bytes, &trust.anchors)
            .map_err(Failure::from)?;
        Ok(Self::of(roster, self.public_only))
    }

    /// Fails where whoever signed this roster's base may not speak for a list that `before` names.
    #[wasm_bindgen(js_name = mayReplace)]
    pub fn may_replace(&self, before: &RawRoster, trust: &RawTrust) -> Result<(), JsValue> {
        let judged = self.roster.may_replace(before.header(), &trust.anchors);
        Ok(judged.map_err(Failure::from)?)
    }

    /// Leaves of a question to result JSON. `now` (Unix seconds) counts where the question brings no time of its own.
    pub fn check(&self, leaves: &str, now: f64) -> Result<String, JsValue> {
        let query = query::read(leaves, now)?;
        Ok(self.roster.check(&query).map_err(Failure::from)?.to_json())
    }

    /// Evidence of the answer to the same leaves at the same time.
    pub fn evidence(
        &self,
        leaves: &str,
        now: f64,
        project: Option<String>,
        operator: Option<String>,
        reason: Option<String>,
        salt: &Uint8Array,
    ) -> Result<String, JsValue> {
        let query = query::read(leaves, now)?;
        let comparison = self.roster.check(&query).map_err(Failure::from)?;
        evidence(&comparison, &query, project, operator, reason, salt)
    }

    /// What the same leaves come to, as a place in `Outcome::ALL`.
    pub fn outcome(&self, leaves: &str, now: f64) -> Result<u8, JsValue> {
        outcome(&self.asker, &self.set, &query::read(leaves, now)?)
    }

    /// What each row of a table comes to; see `columns`.
    pub fn outcomes(&self, leaves: &str, now: f64, codes: &str, names: &str) -> Result<Vec<u8>, JsValue> {
        columns(&self.set, query::read(leaves, now)?, codes, names)
    }

    /// How old the data are at a time in Unix seconds, as JSON.
    pub fn freshness(&self, now: f64) -> Result<String, JsValue> {
        Ok(to_json(&self.roster.freshness(time(now)?)))
    }

    /// What the roster says of itself, as JSON.
    pub fn info(&self) -> String {
        self.roster.info().to_json()
    }
}

/// Rosters of several publishers, asked as one.
#[wasm_bindgen]
pub struct RawRosterSet {
    set: RosterSet<Vec<u8>>,
    asker: RefCell<Asker>,
}

#[wasm_bindgen]
impl RawRosterSet {
    /// A set of one, which shares the roster.
    pub fn of(first: &RawRoster) -> Self {
        Self {
            set: RosterSet::of(Arc::clone(&first.roster), []),
            asker: RefCell::default(),
        }
    }

    /// The same set with a roster behind those it has.
    pub fn and(&self, roster: &RawRoster) -> Self {
        Self {
            set: self.set.and(Arc::clone(&roster.roster)),
            asker: RefCell::default(),
        }
    }

    /// Leaves of a question to result JSON, as a roster alone takes them.
    pub fn check(&self, leaves: &str, now: f64) -> Result<String, JsValue> {
        let query = query::read(leaves, now)?;
        Ok(self.set.check(&query).map_err(Failure::from)?.to_json())
    }

    /// Evidence of the answer to the same leaves at the same time.
    pub fn evidence(
        &self,
        leaves: &str,
        now: f64,
        project: Option<String>,
        operator: Option<String>,
        reason: Option<String>,
        salt: &Uint8Array,
    ) -> Result<String, JsValue> {
        let query = query::read(leaves, now)?;
        let comparison = self.set.check(&query).map_err(Failure::from)?;
        evidence(&comparison, &query, project, operator, reason, salt)
    }

    /// What the same leaves come to, as a place in `Outcome::ALL`.
    pub fn outcome(&self, leaves: &str, now: f64) -> Result<u8, JsValue> {
        outcome(&self.asker, &self.set, &query::read(leaves, now)?)
    }

    /// What each row of a table comes to; see `columns`.
    pub fn outcomes(&self, leaves: &str, now: f64, codes: &str, names: &str) -> Result<Vec<u8>, JsValue> {
        columns(&self.set, query::read(leaves, now)?, codes, names)
    }

    /// How old the data are at a time in Unix seconds, as JSON.
    pub fn freshness(&self, now: f64) -> Result<String, JsValue> {
        Ok(to_json(&self.set.freshness(time(now)?)))
    }
}

fn outcome(asker: &RefCell<Asker>, set: &RosterSet<Vec<u8>>, query: &Query) -> Result<u8, JsValue> {
    let outcome = asker.borrow_mut().outcome(set, query).map_err(Failure::from)?;
    Ok(place(outcome))
}

/// What each row comes to, as places in `Outcome::ALL`. Columns are texts ended by NUL; one without any rows is absent. A row
/// that nobody could be asked for is open.
fn columns(set: &RosterSet<Vec<u8>>, mut query: Query, codes: &str, names: &str) -> Result<Vec<u8>, JsValue> {
    let kind = query.subjects.first().and_then(|subject| subject.kind);
    // Without a subject only a question that no row could be asked is told apart.
    query.subjects.clear();
    if let Err(error @ QueryError::Scenario { .. }) = set.check(&query) {
        return Err(Failure::from(error).into());
    }
    let mut asker = Asker::default();
    let mut outcomes = Vec::new();
    let (mut codes, mut names) = (codes.split_terminator('\0'), names.split_terminator('\0'));
    loop {
        let (code, name) = (codes.next(), names.next());
        if code.is_none() && name.is_none() {
            return Ok(outcomes);
        }
        let given = |text: Option<&str>| text.filter(|text| !text.is_empty()).map(str::to_owned);
        query.subjects.clear();
        query.subjects.push(SubjectQuery {
            kind,
            credit_code: given(code),
            name: given(name),
            ..SubjectQuery::default()
        });
        outcomes.push(place(
            asker.outcome(set, &query).unwrap_or(Outcome::Indeterminate),
        ));
    }
}

fn place(outcome: Outcome) -> u8 {
    let place = Outcome::ALL.iter().position(|known| *known == outcome);
    place.map_or(u8::MAX, |place| place as u8)
}

fn evidence(
    comparison: &Comparison,
    query: &Query,
    project: Option<String>,
    operator: Option<String>,
    reason: Option<String>,
    salt: &Uint8Array,
) -> Result<String, JsValue> {
    let mut occasion = Occasion::new().salt(&bytes::copy(salt)?);
    occasion.project = project;
    occasion.operator = operator;
    occasion.reason = reason;
    Ok(comparison.evidence(query, &occasion).map_err(Failure::from)?)
}

fn time(now: f64) -> Result<Timestamp, Failure> {
    let time = Timestamp::from_unix(now as i64).filter(|_| now.is_finite());
    time.ok_or_else(|| {
        Failure::new(
            ErrorCode::QueryInvalid,
            "now: no time from 1970 to 9999; give a Date",
        )
    })
}

impl RawRoster {
    /// The roster, where no set shares it.
    pub(crate) fn alone(&mut self) -> Option<&mut Roster<Vec<u8>>> {
        Arc::get_mut(&mut self.roster)
    }

    pub(crate) fn header(&self) -> &Header {
        self.roster.header()
    }

    pub(crate) fn digest(&self) -> &str {
        self.roster.digest()
    }
}

fn open(
    base: &Uint8Array,
    deltas: &[Uint8Array],
    trust: &RawTrust,
    person_key: Option<PersonKey>,
    public_only: bool,
) -> Result<RawRoster, Failure> {
    let copied = |array| -> Result<Vec<u8>, Failure> {
        let bytes = bytes::copy(array)?;
        if public_only {
            only_public(&bytes)?;
        }
        Ok(bytes)
    };
    let base = copied(base)?;
    let deltas = (1..).zip(deltas);
    let deltas = deltas
        .map(|(number, delta)| copied(delta).map_err(|failure| failure.of_delta(number)))
        .collect::<Result<Vec<_>, _>>()?;
    let opening = Open::new(&trust.anchors).person_key(person_key).deltas(deltas);
    Ok(RawRoster::of(opening.open(base)?, public_only))
}

fn only_public(bytes: &[u8]) -> Result<(), Failure> {
    match UnverifiedSnapshot::parse(bytes)?.header().audience {
        Audience::Public => Ok(()),
        Audience::Government => Err(OpenError::Audience.into()),
    }
}
