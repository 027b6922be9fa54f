//! Numbers that have the form of what they were typed for and may be another's all the same: cut by a spreadsheet, or a person's.

use super::numbers::{Fault, Problem, Reading};
use super::subject::Subject;
use crate::date::Date;
use crate::subject::personal::may_be_citizen_id;
use crate::subject::rounded::uncut;
use crate::subject::{Hint, IdKind, Identifier, InputWarning, name};

impl Subject {
    /// With the readings of numbers that may be others', and with what stays open about them.
    pub(super) fn with_doubts(mut self, today: Date) -> Self {
        self.cut_codes();
        self.codes_of_persons();
        self.ids_of_nobody(today);
        self.passports();
        self
    }

    /// The numbers of a kind that are not masked.
    fn whole(&self, kind: IdKind) -> impl Iterator<Item = &Identifier> {
        let readings = self.readings.iter().map(|reading| &reading.id);
        let all = self.identifiers().chain(readings);
        all.filter(move |id| id.kind() == kind && !id.is_masked())
    }

    fn read_as(&mut self, kind: IdKind, value: &str) {
        if let Ok(id) = Identifier::parse(kind, value)
            && self.readings.iter().all(|known| known.id != id)
        {
            self.readings.push(Reading { id, is_sure: false });
        }
    }

    /// Codes that a spreadsheet may have cut, here or in a list.
    fn cut_codes(&mut self) {
        let others = self
            .whole(IdKind::Uscc)
            .flat_map(|code| uncut(IdKind::Uscc, code.value()));
        for other in others.collect::<Vec<_>>() {
            self.read_as(IdKind::Uscc, &other);
        }
    }

    /// Digits typed for a credit code that name no province and whose organisation code fails its check, or of which a check
    /// fails beside a person's name: no slip of one character makes the first of a code, and both may be a person's number.
    fn codes_of_persons(&mut self) {
        let codes = self.identifiers().filter(|id| id.kind() == IdKind::Uscc);
        let numbers = codes.filter(|id| !id.is_masked() && is_number(id.value()));
        let doubtful = numbers.filter(|id| {
            let failed = id.warnings();
            let is_no_code =
                failed.contains(&InputWarning::OrgCodeCheck) && id.hints().contains(&Hint::AreaUnknown);
            // What is a citizen id beyond doubt is read as one.
            let is_read = || {
                let readings = self.readings.iter().filter(|reading| reading.is_sure);
                { readings }.any(|reading| reading.id.value() == id.value())
            };
            (is_no_code || !failed.is_empty() && self.is_of_person()) && !is_read()
        });
        let values: Vec<String> = doubtful.map(|id| id.value().to_owned()).collect();
        for value in values {
            self.read_as(IdKind::CitizenId, &value);
            let (kind, fault) = (IdKind::Uscc, Fault::Unanswerable);
            self.problems.push(Problem { kind, fault });
        }
    }

    /// Citizen ids with a province or a birth date that there is not: nobody has such a number, so that none was compared.
    fn ids_of_nobody(&mut self, today: Date) {
        let is_nobodys = |id: &Identifier| {
            id.kind() == IdKind::CitizenId && !id.is_masked() && !may_be_citizen_id(id.value(), today)
        };
        if self.identifiers().any(is_nobodys) {
            let (kind, fault) = (IdKind::CitizenId, Fault::Unanswerable);
            self.problems.push(Problem { kind, fault });
        }
    }

    fn is_of_person(&self) -> bool {
        let name = self.name.as_ref().map(|name| name.typed.as_str());
        self.is_person() || name.is_some_and(name::is_called_as_person)
    }

    /// Nine characters typed for an organisation code, which may be a passport's number.
    fn passports(&mut self) {
        let codes = self.whole(IdKind::OrgCode);
        let doubtful = codes.filter(|code| is_passport(code.value()));
        let values: Vec<String> = doubtful.map(|code| code.value().to_owned()).collect();
        for value in values {
            self.read_as(IdKind::Passport, &value);
        }
    }
}

/// Whether a value has the characters of a citizen id.
fn is_number(value: &str) -> bool {
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let parts = value.split_at_checked(17);
    parts.is_some_and(|(digits17, last)| digits(digits17) && (last == "X" || digits(last)))
}

/// Whether nine characters have the form of a passport's number: a letter and digits, or two letters and digits; the
/// organisation codes that are given out now begin with MA.
fn is_passport(value: &str) -> bool {
    let digits = |from: usize| {
        let rest = value.get(from..).unwrap_or_default();
        rest.bytes().all(|byte| byte.is_ascii_digit())
    };
    let begins = |at: usize| value.as_bytes().get(at).is_some_and(u8::is_ascii_uppercase);
    let of_two = || begins(1) && !value.starts_with("MA") && digits(2);
    value.len() == 9 && begins(0) && (digits(1) || of_two())
}
