//! What of a record its audience may have.

use crate::judge::Options;
use crate::refusal::{Problem, Refusal};
use crate::{Audience, Column};
use jrp_core::policy::{Disclosure, ListKind};
use jrp_core::record::{Record, SubjectKind};
use jrp_core::subject::{IdKind, Identifier};

/// The record as the audience may have it.
pub(crate) fn publish(mut record: Record, list: &ListKind, options: &Options) -> Result<Record, Refusal> {
    if options.audience == Audience::Public {
        make_public(&mut record, list)?;
    }
    Ok(record)
}

/// A file for the public: no persons, public lists only, sole traders without their names.
fn make_public(record: &mut Record, list: &ListKind) -> Result<(), Refusal> {
    if list.disclosure != Disclosure::Public {
        let problem = Problem::ListNotPublic {
            list: list.code.clone(),
            disclosure: list.disclosure.code(),
        };
        return Err(problem.at(Column::ListKind));
    }
    match record.subject_kind {
        SubjectKind::Org => Ok(()),
        SubjectKind::Person => Err(Problem::PersonNotPublic.at(Column::SubjectKind)),
        SubjectKind::SoleTrader => {
            let by_code = |id: &Identifier| id.kind() == IdKind::Uscc && !id.is_masked();
            if !record.id.as_ref().is_some_and(by_code) {
                return Err(Problem::SoleTraderNeedsCode.at(Column::Id));
            }
            record.name = None;
            record.former_names.clear();
            Ok(())
        }
    }
}
