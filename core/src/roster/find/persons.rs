//! The natural persons that a subject reaches.

use super::{Answer, Grade, Place, Search};
use crate::format::leaf::Hashing;
use crate::format::partition::UNREAD_NAMES;
use crate::query::Subject;
use crate::snapshot::View;
use crate::subject::meant::meant_for_citizen_id;
use crate::subject::rounded::uncut;
use crate::subject::{IdKind, Identifier};

impl<'a, B: AsRef<[u8]>> Search<'a, B> {
    pub(super) fn persons(mut self, subject: &Subject, answer: &mut Answer<'a>) {
        // Every layer hashes with the same key; without a layer that holds persons there is none to find.
        let Some(hashing) = self.layers().map(|(_, live)| live.hashing).next() else {
            return;
        };
        if self.has_unread_names() {
            for name in subject.name_keys() {
                self.reach_key(hashing.name_key(name), Grade::Name);
            }
            answer.name_needed |= subject.name_keys().next().is_none();
        }
        let names = names(subject);
        let declared = subject.identifiers().map(|id| (id, Grade::Identifier));
        let readings = subject.readings.iter().map(|reading| &reading.id);
        let readings = readings.map(|id| (id, Grade::ReadAs(id.kind())));
        for (id, grade) in declared.chain(readings) {
            let is_whole = !id.is_masked();
            if is_whole {
                self.reach_key(hashing.person_key(id), grade);
            }
            if self.reach_masked(id, &names, hashing, None) && is_whole {
                answer.name_needed |=
                    !subject.has_whole_name || subject.has_number_in_name && !subject.is_named_like_person();
            }
        }
        self.mistyped(subject, &names, hashing);
        self.cut(subject, &names, hashing);
        self.finish(answer);
    }

    /// Whom a number means whose last digits a spreadsheet may have made zeros, here or in the list, unless the name is another.
    fn cut(&mut self, subject: &Subject, names: &[&str], hashing: Hashing<'_>) {
        let readings = subject.readings.iter().map(|reading| &reading.id);
        let is_persons = |id: &&Identifier| matches!(id.kind(), IdKind::CitizenId | IdKind::Permit);
        for id in subject.identifiers().chain(readings).filter(is_persons) {
            for other in uncut(id.kind(), id.value()) {
                let Ok(other) = Identifier::parse(id.kind(), &other) else {
                    continue;
                };
                let grade = Grade::ReadAs(id.kind());
                for row in self.rows_keyed(hashing.person_key(&other)) {
                    if !subject.has_whole_name || self.carries(row, |key| names.contains(&key)) {
                        self.reach(row, grade);
                    }
                }
                self.reach_masked(&other, names, hashing, Some(grade));
            }
        }
    }

    /// Whom a citizen id means of which one character is wrong, where the name is the same. Neighbours in one register differ
    /// in one digit, so without the name it is nobody.
    fn mistyped(&mut self, subject: &Subject, names: &[&str], hashing: Hashing<'_>) {
        let readings = subject.readings.iter().map(|reading| &reading.id);
        let is_mistyped =
            |id: &&Identifier| id.kind() == IdKind::CitizenId && !id.is_masked() && !id.warnings().is_empty();
        for id in subject.identifiers().chain(readings).filter(is_mistyped) {
            for other in meant_for_citizen_id(id.value()) {
                let Ok(other) = Identifier::parse(IdKind::CitizenId, &other) else {
                    continue;
                };
                let grade = Grade::ReadAs(IdKind::CitizenId);
                for row in self.rows_keyed(hashing.person_key(&other)) {
                    if self.carries(row, |key| names.contains(&key)) {
                        self.reach(row, grade);
                    }
                }
                self.reach_masked(&other, names, hashing, Some(grade));
            }
        }
    }

    /// The rows of which a part of the number is listed, beside one of the names. Their grade is that of a mask, unless another
    /// is given. Whether any mask fits the number.
    fn reach_masked(
        &mut self,
        id: &Identifier,
        names: &[&str],
        hashing: Hashing<'_>,
        grade: Option<Grade>,
    ) -> bool {
        let mut fits = false;
        for (shape, hidden) in self.masks_of(id) {
            let Ok(hidden) = Identifier::parse(id.kind(), &hidden) else {
                continue;
            };
            fits = true;
            let grade = grade.unwrap_or(Grade::Masked(shape.visible()));
            for name in names {
                let key = hashing.masked_key(&hidden, name);
                self.reach_key(key, grade);
                // A pointer leads to all records of one number and name, also to those without the former name.
                for row in self.rows_at(key) {
                    if self.carries(row, |other| other == *name) {
                        self.reach(row, grade);
                    }
                }
            }
        }
        fits
    }

    /// Persons are found by MACs of which all 64 bits are kept, so what is found is what was asked for.
    fn reach_key(&mut self, key: u64, grade: Grade) {
        for row in self.rows_keyed(key) {
            self.reach(row, grade);
        }
    }

    fn rows_keyed(&self, key: u64) -> Vec<Place> {
        let find = |view: View<'a>| view.partition.rows_of(view.bytes, key);
        self.roster.live_rows(self.kind, key, find).collect()
    }

    /// Whether rows about persons could not be read of which only the name is known.
    fn has_unread_names(&self) -> bool {
        let masks = self.roster.masks.get(self.kind);
        masks.split('|').any(|mask| mask == UNREAD_NAMES)
    }
}

/// The most characters around a person's name.
const MOST_AROUND: usize = 40;

/// The most characters in front of a person's name in the middle of a text, and the most of the name.
const MOST_IN_FRONT: usize = 12;
const LONGEST: usize = 12;

/// The names, and those with which longer ones begin or end or which stand inside: something may be glued to a person's name.
/// Beside a number that agrees, they are looked up as they are.
fn names(subject: &Subject) -> Vec<&str> {
    let mut names: Vec<&str> = subject.name_keys().collect();
    for whole in subject.name_keys().filter(|name| name.chars().count() > 4) {
        let places: Vec<usize> = whole.char_indices().map(|(at, _)| at).skip(2).collect();
        let ends = places
            .iter()
            .rev()
            .take(MOST_AROUND)
            .filter_map(|at| whole.get(..*at));
        let starts = whole.char_indices().skip(1).map(|(at, _)| at).take(MOST_AROUND);
        let starts = starts.filter_map(|at| whole.get(at..).filter(|rest| rest.chars().nth(1).is_some()));
        names.extend(ends.chain(starts));
        let at: Vec<usize> = whole.char_indices().map(|(at, _)| at).collect();
        for (count, from) in at.iter().enumerate().skip(1).take(MOST_IN_FRONT) {
            let inside = at.iter().skip(count + 2).take(LONGEST - 1);
            names.extend(inside.filter_map(|to| whole.get(*from..*to)));
        }
    }
    names
}
