//! A subject as far as a row names it, for what the row withdraws and for the row that could not be read.

use crate::cells::Cells;
use crate::judge::Options;
use crate::salvage::{former_names, identifier, tell, usable};
use crate::subject::fits;
use crate::{Audience, Column};
use jrp_core::policy::{Disclosure, ListKind};
use jrp_core::record::{Force, Particulars, SubjectKind, Withdrawal};
use jrp_core::subject::{IdKind, Identifier};

/// A subject as far as a row names it.
#[derive(Clone)]
pub(crate) struct Named {
    pub(crate) kind: SubjectKind,
    pub(crate) id: Option<Identifier>,
    pub(crate) name: Option<String>,
    pub(crate) former_names: Vec<String>,
}

impl Named {
    /// Whom a row of a known kind names.
    pub(crate) fn of(kind: SubjectKind, cells: &Cells<'_>) -> Self {
        let fitting = |id: &Identifier| fits(id.kind(), kind);
        Self {
            kind,
            id: identifier(cells, Some(kind)).filter(fitting),
            former_names: former_names(cells),
            name: usable(cells),
        }
    }

    /// What a row that is left out withdraws. Records for the public are told as they are stored there.
    pub(crate) fn withdrawal(
        &self,
        cells: &Cells<'_>,
        list: &ListKind,
        options: &Options,
        force: Force,
    ) -> Option<Withdrawal> {
        let mut named = self.clone();
        if options.audience == Audience::Public {
            match named.kind {
                _ if list.disclosure != Disclosure::Public => return None,
                SubjectKind::Person => return None,
                SubjectKind::SoleTrader => {
                    named.name = None;
                    named.former_names.clear();
                }
                SubjectKind::Org => {}
            }
        }
        let Particulars {
            document_no,
            authority,
            decided_on,
            listed_on,
            record_id,
            ..
        } = tell(cells);
        if named.id.is_none() && named.name.is_none() && record_id.is_none() {
            return None;
        }
        Some(Withdrawal {
            list_kind: list.code.clone(),
            subject_kind: named.kind,
            id: named.id,
            name: named.name,
            former_names: named.former_names,
            document_no,
            authority,
            decided_on,
            listed_on,
            record_id,
            force: match (force, cells.day(Column::EffectiveFrom)) {
                (Force::Ends, Some(day)) if day > options.as_of => Force::Unclear,
                _ => force,
            },
        })
    }

    /// The subject as the file may hold it, where it may and something is left to find it by.
    pub(crate) fn for_audience(mut self, options: &Options, kind_is_told: bool) -> Option<Self> {
        let is_named = self.name.is_some() || !self.former_names.is_empty();
        if self.kind == SubjectKind::Person {
            let findable = self
                .id
                .as_ref()
                .map_or(is_named, |id| !id.is_masked() || is_named);
            let allowed = options.audience == Audience::Government && options.person_key_given;
            return (findable && allowed).then_some(self);
        }
        if options.audience == Audience::Public && (self.kind == SubjectKind::SoleTrader || !kind_is_told) {
            self.kind = SubjectKind::SoleTrader;
            self.name = None;
            self.former_names.clear();
            let is_code = |id: &Identifier| id.kind() == IdKind::Uscc && !id.is_masked();
            return self.id.as_ref().is_some_and(is_code).then_some(self);
        }
        (self.id.is_some() || is_named).then_some(self)
    }
}
