//! Which rows speak of one decision about one subject, so that one of them may stand for all.
//!
//! Departments number their rows and their documents each for itself, a blank number or 1号 stands beside many decisions,
//! and a masked number or a code that was copied down is several subjects'. What is not surely one stands apart.

use crate::format::fingerprint::seeded;
use crate::format::leaf::{Identifying, identity_bytes, push, push_date};
use crate::record::{DocumentNo, Record, Status, SubjectKind};
use crate::subject::{Identifier, name};

/// What tells a decision about a subject from others.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Decision {
    /// List, number, authority and what names the decision
    act: Vec<u8>,
    /// Folded
    name: Option<String>,
}

impl Decision {
    /// That of a record; `primary` is a person's key.
    pub(super) fn of(record: &Record, primary: u64) -> Self {
        if record.status == Status::Unread {
            return Self {
                act: identity_bytes(record, primary),
                name: None,
            };
        }
        let mut act = Vec::with_capacity(160);
        push(&mut act, Some(&record.list_kind));
        Identifying::from(record).push_subject(&mut act, primary);
        push(&mut act, Some(&name::fold(&record.authority)));
        push(&mut act, record.record_id.as_deref());
        if !is_telling(record.record_id.as_deref()) {
            push(&mut act, record.document_no.as_deref().map(name::fold).as_deref());
            push_date(&mut act, Some(record.listed_on));
            if !is_telling(record.document_no.as_deref()) {
                push_date(&mut act, record.decided_on);
            }
        }
        Self {
            act,
            name: record.name.as_deref().map(name::key),
        }
    }

    /// Whether the two are one but for the name.
    pub(super) fn is_act_of(&self, other: &Self) -> bool {
        self.act == other.act
    }
}

/// Whether a number names a record or a decision by itself.
pub(super) fn is_telling(number: Option<&str>) -> bool {
    number.is_some_and(|text| DocumentNo::of(text) == DocumentNo::Decision)
}

/// A number that is the same for records of one decision, for those that have a record id in common and for those that are one
/// but for their names and authorities, and seldom for others.
pub(super) fn group(record: &Record, primary: u64) -> u64 {
    match &record.record_id {
        _ if record.status == Status::Unread => seeded(0, &identity_bytes(record, primary)),
        Some(id) => seeded(1, id.as_bytes()),
        None => {
            let mut act = Vec::with_capacity(160);
            push(&mut act, Some(&record.list_kind));
            Identifying::from(record).push_subject(&mut act, primary);
            // Many have the same masked number. A person's key has the name in it, and what is stored of the number is masked.
            let is_person = record.subject_kind == SubjectKind::Person;
            if !is_person && record.id.as_ref().is_some_and(Identifier::is_masked) {
                push(&mut act, record.name.as_deref().map(name::key).as_deref());
            }
            push(&mut act, record.document_no.as_deref().map(name::fold).as_deref());
            push_date(&mut act, Some(record.listed_on));
            seeded(0, &act)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::date::Date;
    use crate::subject::IdKind;

    fn record() -> Record {
        let day = |text| Date::parse(text).unwrap();
        let mut record = Record::new(
            "BK-ZFCGSX",
            SubjectKind::Org,
            "云澜区财政局",
            day("2025-03-01"),
            Status::Active,
        );
        record.id = Identifier::parse(IdKind::Uscc, "91320507MA1QF7RX58").ok();
        record.name = Some("江州甲一建材有限公司".into());
        record.document_no = Some("云财罚〔2025〕3号".into());
        record.decided_on = Some(day("2025-02-20"));
        record
    }

    #[test]
    fn what_a_decision_is_told_by() {
        let own = Decision::of(&record(), 0);
        let with = |change: &dyn Fn(&mut Record)| {
            let mut other = record();
            change(&mut other);
            assert_ne!(Decision::of(&other, 0), own);
        };
        with(&|other| other.authority = "江州市财政局".into());
        with(&|other| other.name = Some("江州乙二物流有限公司".into()));
        with(&|other| other.document_no = Some("云财罚〔2025〕4号".into()));
        with(&|other| other.listed_on = Date::unix_epoch());
        with(&|other| other.list_kind = "BK-SXBZXR".into());

        let mut corrected = record();
        corrected.cause = Some("提供虚假材料".into());
        corrected.document_no = Some("云财罚[2025] 3 号".into());
        corrected.name = Some("江州甲一 建材有限公司".into());
        corrected.decided_on = None;
        assert_eq!(Decision::of(&corrected, 0), own);
    }

    #[test]
    fn a_bare_number_names_no_decision() {
        for number in [None, Some("1号"), Some("无文号")] {
            let [mut one, mut other] = [record(), record()];
            one.document_no = number.map(str::to_owned);
            other.document_no = one.document_no.clone();
            assert_eq!(Decision::of(&one, 0), Decision::of(&other, 0));
            other.decided_on = None;
            assert_ne!(Decision::of(&one, 0), Decision::of(&other, 0));
            for (id, is_one) in [("7", false), ("YL-2025-7", true)] {
                let [mut one, mut other] = [one.clone(), other.clone()];
                one.record_id = Some(id.into());
                other.record_id = Some(id.into());
                assert_eq!(Decision::of(&one, 0) == Decision::of(&other, 0), is_one);
            }
        }
    }
}
