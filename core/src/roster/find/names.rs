//! The records that a name reaches.

use super::{Grade, Place, Search, similar};
use crate::format::fingerprint::KeyKind;
use crate::query::{Name, Subject};
use crate::record::SubjectKind;
use crate::subject::name::similar::{Asked, Difference};
use crate::subject::name::trader::other_sole_trader_key;
use crate::subject::name::variants::{Variant, variants};
use crate::subject::{IdKind, Identifier, mask, name};

/// The most parts of a name field for which nearly equal names are looked up.
const MOST_PARTS: usize = 4;

impl<B: AsRef<[u8]>> Search<'_, B> {
    pub(super) fn by_name(&mut self, subject: &Subject, name: &Name) {
        self.by_key(subject, &name.key, Grade::Name, Some(&name.typed));
        for part in &subject.parts {
            let grade = if part.is_whole { Grade::Name } else { Grade::Part };
            self.by_key(subject, &part.key, grade, None);
        }
        for bare in &name.bare {
            self.by_key(subject, &name::key(bare), Grade::Part, Some(bare));
        }
        // Other figures are other names, which a file without possible names does not look for.
        let finds_similar = self
            .layers()
            .any(|(_, live)| live.view.partition.possible_names.is_some());
        self.by_variants(subject, &name.key, finds_similar.then_some(name.typed.as_str()));
        for part in &subject.parts {
            self.by_variants(subject, &part.key, finds_similar.then_some(part.text.as_str()));
        }
        self.by_similar_name(subject, &name.key);
        // Another form than the one that was cut may be meant.
        if finds_similar && let Some(whole) = name::with_whole_form(&name.key) {
            self.by_similar_name(subject, &whole);
        }
        for part in subject.parts.iter().filter(|part| part.is_sure).take(MOST_PARTS) {
            self.by_similar_name(subject, &part.key);
        }
        for key in subject.name_keys() {
            if let Some(parent) = name::branch_parent(key) {
                for row in self.rows_with(KeyKind::OrgName, &parent) {
                    if self.carries(row, |key| key == parent) {
                        self.reach(row, Grade::BranchOfListed);
                    }
                }
            }
            for row in self.rows_with(KeyKind::BranchParent, key) {
                if self.carries(row, |branch| name::branch_parent(branch).as_deref() == Some(key)) {
                    self.reach(row, Grade::ParentOfListed);
                }
            }
        }
    }

    /// Under which other names the subject of a name may be listed; in other figures where the text is given.
    fn by_variants(&mut self, subject: &Subject, key: &str, text: Option<&str>) {
        variants(key, text, &mut |other, variant| {
            self.by_variant(subject, SubjectKind::Org, other, variant);
            // No sole trader is called as companies are.
            if !other.ends_with("公司") {
                // It is listed with its kind behind the name, or without.
                for key in [other, &other_sole_trader_key(other, other)] {
                    self.by_variant(subject, SubjectKind::SoleTrader, key, variant);
                }
            }
        });
    }

    fn by_variant(&mut self, subject: &Subject, kind: SubjectKind, key: &str, variant: Variant) {
        match variant {
            Variant::Part => self.by_key_of(subject, kind, key, Grade::Part, None),
            Variant::Form => {
                self.by_key_of(subject, kind, key, Grade::SimilarName(Difference::Form), None);
            }
            Variant::Parent => {
                for row in self.rows_with(KeyKind::of_name(kind), key) {
                    if self.carries(row, |other| other == key) {
                        self.reach(row, Grade::BranchOfListed);
                    }
                }
            }
            Variant::Owner => {
                for row in self.rows_with(KeyKind::of_name(kind), key) {
                    // Beside another valid code a seal or a department is a form of the name like any other.
                    if self.may_be_called(subject, row) && self.carries(row, |other| other == key) {
                        self.reach(row, Grade::BranchOfListed);
                    }
                }
            }
        }
    }

    /// Organisations and sole traders called so, whatever kind was told.
    fn by_key(&mut self, subject: &Subject, key: &str, grade: Grade, typed: Option<&str>) {
        for kind in [SubjectKind::Org, SubjectKind::SoleTrader] {
            self.by_key_of(subject, kind, key, grade, typed);
        }
    }

    /// Those of a kind. Where two valid codes differ, a name is worth a notice as it was `typed`, seals, labels and the like
    /// aside, and nothing in another form.
    fn by_key_of(
        &mut self,
        subject: &Subject,
        kind: SubjectKind,
        key: &str,
        grade: Grade,
        typed: Option<&str>,
    ) {
        for row in self.rows_with(KeyKind::of_name(kind), key) {
            if self.subject_kind(row) != Some(kind) {
                continue;
            }
            let Some((name, former)) = self.row(row).and_then(|row| row.sound_names()) else {
                self.is_unreadable = true;
                continue;
            };
            let is_called = |listed: &String| typed == Some(listed) || name::key(listed) == key;
            if !name.iter().chain(&former).any(is_called) {
                continue;
            }
            match self.grade_by_name(subject, row) {
                None => {}
                Some(Grade::Name) => self.reach(row, grade),
                Some(Grade::OtherCode) if !typed.is_some_and(|typed| self.is_called(row, typed)) => {}
                Some(other) => self.reach(row, other),
            }
        }
    }

    /// Whether one of the row's names is this one but for width, case, blanks and the like.
    fn is_called(&self, place: Place, typed: &str) -> bool {
        let folded = name::fold(typed);
        self.view(place).is_some_and(|view| {
            let is_same = |text: &String| name::fold(text) == folded;
            view.row(place.row).is_some_and(|row| {
                row.name().as_ref().is_some_and(is_same) || row.former_names().iter().any(is_same)
            })
        })
    }

    /// Names that are nearly the same, unless the identifiers prove another subject.
    fn by_similar_name(&mut self, subject: &Subject, key: &str) {
        // Beside a code that is valid, names whose own code is valid are another subject's: they need not be looked up.
        let has_code = subject.identifiers().any(Identifier::is_valid_code);
        let mut indexes = Vec::new();
        for (layer, live) in self.layers() {
            let partition = live.view.partition;
            let coded = partition.possible_names.as_ref().filter(|_| !has_code);
            let others = partition.possible_names_uncoded.as_ref();
            for (keys, is_coded) in [(coded, true), (others, false)] {
                indexes.extend(keys.map(|keys| similar::Index {
                    layer,
                    view: live.view,
                    keys,
                    is_coded,
                }));
            }
        }
        if indexes.iter().all(|index| index.keys.len() == 0) {
            return;
        }
        let asked = Asked::new(key);
        let candidates = similar::candidates(&indexes, &asked);
        for (at, row) in &candidates.rows {
            let Some(index) = indexes.get(*at) else { continue };
            let place = Place {
                layer: index.layer,
                row: *row,
            };
            if !self.is_live(place) {
                continue;
            }
            let names = || self.name(place).into_iter().chain(self.former_names(place));
            if let Some(difference) = self.least_difference(place, &asked)
                && self.may_be_called(subject, place)
                && names().any(|name| candidates.is_filed(index, *row, &name))
            {
                self.reach(place, Grade::SimilarName(difference));
            }
        }
    }

    /// What differs between a name and that of the row's names which is nearest to it.
    fn least_difference(&self, place: Place, asked: &Asked<'_>) -> Option<Difference> {
        let names = self.name(place).into_iter().chain(self.former_names(place));
        names.filter_map(|text| asked.difference(&name::key(&text))).min()
    }

    /// Whether the identifiers leave it open that a row with another form of the name is the subject's.
    fn may_be_called(&self, subject: &Subject, row: Place) -> bool {
        let grade = self.grade_by_name(subject, row);
        matches!(grade, Some(Grade::Name | Grade::Masked(_)))
    }

    /// What the same name is worth beside the identifiers; `None` where they prove another subject.
    fn grade_by_name(&self, subject: &Subject, row: Place) -> Option<Grade> {
        if subject.identifiers().next().is_none() {
            return Some(Grade::Name);
        }
        let Some(listed) = self.identifier(row) else {
            return Some(Grade::Name);
        };
        let mut other_code = false;
        for id in subject.identifiers() {
            if id.kind() == listed.kind() && (id.is_masked() || listed.is_masked()) {
                let agreeing = mask::agreeing(id.value(), listed.value()).map(Grade::Masked);
                // What is mistyped contradicts nothing, and another number of the question may be the masked one.
                let is_open = !id.warnings().is_empty() || agrees_otherwise(subject, &listed);
                return agreeing.or(is_open.then_some(Grade::Name));
            }
            // A code that is mistyped does not tell whose it is, in the question as in the list.
            let are_codes = id.org_code().is_some() && listed.org_code().is_some();
            other_code |= are_codes && id.warnings().is_empty() && listed.warnings().is_empty();
        }
        Some(if other_code { Grade::OtherCode } else { Grade::Name })
    }
}

/// Whether a further number of the question agrees with a masked one: it is of that kind, or the organisation code that stands in
/// it.
fn agrees_otherwise(subject: &Subject, listed: &Identifier) -> bool {
    let is_of_masked = |id: &Identifier| match (id.kind(), listed.kind()) {
        (own, other) if own == other => mask::agreeing(id.value(), listed.value()).is_some(),
        (IdKind::OrgCode, IdKind::Uscc) => {
            let hidden = listed.value().get(8..17);
            hidden.is_some_and(|hidden| mask::agreeing(id.value(), hidden).is_some())
        }
        (IdKind::Uscc, IdKind::OrgCode) => {
            let code = id.value().get(8..17);
            code.is_some_and(|code| mask::agreeing(code, listed.value()).is_some())
        }
        _ => false,
    };
    let readings = subject.readings.iter().map(|reading| &reading.id);
    listed.is_masked() && subject.identifiers().chain(readings).any(is_of_masked)
}
