//! A subject as understood: what was typed, and every way in which it can be read.

use super::SubjectQuery;
use super::name_field::{Name, NameField, Part};
use super::numbers::{Fault, Numbers, Problem, Reading};
use crate::date::Date;
use crate::record::SubjectKind;
use crate::subject::name::trader;
use crate::subject::{IdKind, Identifier, name};

/// A subject as understood.
#[derive(Clone, Debug)]
pub(crate) struct Subject {
    /// `None` where the asker did not say and the identifier does not tell
    pub(crate) kind: Option<SubjectKind>,
    /// The credit code, where it can be read
    pub(crate) credit_code: Option<Identifier>,
    /// The other identifier, where it can be read; a tax number that is a credit code as such
    pub(crate) id: Option<Identifier>,
    /// What the asker called the other identifier
    pub(crate) id_kind: Option<IdKind>,
    pub(crate) name: Option<Name>,
    /// What else the name field holds
    pub(crate) parts: Vec<Part>,
    /// Something was taken off the name, or it was taken apart
    pub(crate) is_unwrapped: bool,
    /// Something is left in the name field that cannot be a name
    pub(crate) has_unreadable_name: bool,
    /// The name field holds a name that can be compared as a whole
    pub(crate) has_whole_name: bool,
    /// A number stands in the name field, whose name may be another's beside it
    pub(crate) has_number_in_name: bool,
    /// What is left of another's code stands in the name field and cannot be read
    pub(crate) has_unread_code: bool,
    /// Further readings of the numbers, which confirm nothing
    pub(crate) readings: Vec<Reading>,
    pub(crate) problems: Vec<Problem>,
}

impl Subject {
    /// Reads what was typed. A birth date after `today` is none.
    pub(crate) fn parse(query: &SubjectQuery, today: Date) -> Self {
        let (mut readings, mut problems) = (Vec::new(), Vec::new());
        let mut numbers = Numbers {
            today,
            readings: &mut readings,
            problems: &mut problems,
        };
        let credit_code = typed(query.credit_code.as_deref());
        let credit_code = credit_code.and_then(|text| numbers.read(IdKind::Uscc, text));
        let id = query.id.as_ref().filter(|(_, text)| !text.trim().is_empty());
        let id_kind = id.map(|(kind, _)| *kind);
        let id = id.and_then(|(kind, text)| numbers.read(*kind, text));
        let typed = typed(query.name.as_deref());
        let own_code = credit_code.as_ref().map_or("", Identifier::value);
        let field = typed.map(|typed| NameField::read(typed, own_code, &mut numbers));
        let field = field.unwrap_or_default();
        let says_sole_trader = || typed.is_some_and(|name| trader::without_sole_trader(name).is_some());
        let kind = match (query.kind, id_kind) {
            (_, Some(IdKind::CitizenId | IdKind::Passport)) => Some(SubjectKind::Person),
            (None, _) if says_sole_trader() => Some(SubjectKind::SoleTrader),
            (kind, _) => kind,
        };
        let subject = Self {
            kind,
            credit_code,
            id,
            id_kind,
            is_unwrapped: field.is_unwrapped,
            has_whole_name: field.name.is_some() && !field.is_unreadable && !field.is_number,
            has_number_in_name: field.has_number,
            has_unread_code: field.has_unread_code,
            name: field.name.filter(|name| !name.key.is_empty()),
            parts: field.parts,
            has_unreadable_name: field.is_unreadable,
            readings,
            problems,
        };
        subject.with_doubts(today)
    }

    /// The identifiers that can be read as what they were typed for, the credit code first.
    pub(crate) fn identifiers(&self) -> impl Iterator<Item = &Identifier> {
        self.credit_code.iter().chain(&self.id)
    }

    /// Whether a number was typed that can be read in some way.
    pub(crate) fn has_number(&self) -> bool {
        self.identifiers().next().is_some() || !self.readings.is_empty()
    }

    /// Whether a number has this fault.
    pub(crate) fn has_fault(&self, is: impl Fn(Fault) -> bool) -> bool {
        self.problems.iter().any(|problem| is(problem.fault))
    }

    /// Whether an identifier was typed that cannot be compared.
    pub(crate) fn has_unreadable_id(&self) -> bool {
        self.has_fault(|fault| matches!(fault, Fault::Length(_) | Fault::Character(..)))
    }

    /// Whether a code was typed for what it is whose check digits are right, so that what stands beside it matters less.
    pub(crate) fn has_valid_code(&self) -> bool {
        // Fifteen digits have no check.
        let is_proven = |kind| {
            let unanswerable = Problem {
                kind,
                fault: Fault::Unanswerable,
            };
            !self.problems.contains(&unanswerable)
        };
        self.identifiers().any(|id| {
            let is_code = matches!(id.kind(), IdKind::Uscc | IdKind::OrgCode | IdKind::CitizenId);
            is_code && is_proven(id.kind()) && !id.is_masked() && id.warnings().is_empty()
        })
    }

    /// Whether the subject is a natural person.
    pub(crate) fn is_person(&self) -> bool {
        self.kind == Some(SubjectKind::Person)
    }

    /// The keys of the name and of its parts.
    pub(crate) fn name_keys(&self) -> impl Iterator<Item = &str> {
        let whole = self.name.iter().map(|name| name.key.as_str());
        whole.chain(self.parts.iter().map(|part| part.key.as_str()))
    }

    /// Whether a person may be called as the name field says.
    pub(crate) fn is_named_like_person(&self) -> bool {
        let may_be_person = |name: &Name| name::may_be_person(&name.typed);
        self.name.as_ref().is_some_and(may_be_person) || self.parts.iter().any(|part| part.may_be_person)
    }

    /// Whether persons are to be compared too: a permit may be one's, and a number may be a citizen id wherever it stands.
    pub(crate) fn may_be_person(&self) -> bool {
        let is_permit = || self.id.as_ref().is_some_and(|id| id.kind() == IdKind::Permit);
        let is_persons =
            |reading: &Reading| matches!(reading.id.kind(), IdKind::CitizenId | IdKind::Passport);
        self.is_person() || self.kind.is_none() && is_permit() || self.readings.iter().any(is_persons)
    }

    /// Whether a bare name leaves open if a person or an organisation is meant. No organisation is called as persons here are,
    /// so that its kind was told wrong.
    pub(crate) fn kind_is_open(&self) -> bool {
        !self.has_number()
            && match self.kind {
                None => self.is_named_like_person(),
                Some(SubjectKind::Org) => self.is_called_as_person(),
                Some(SubjectKind::Person | SubjectKind::SoleTrader) => false,
            }
    }

    /// Whether a sole trader is asked for by a person's name alone: who trades without a name of the trade is that person,
    /// by law (民法典 54, 56).
    pub(crate) fn trades_as_person(&self) -> bool {
        self.kind == Some(SubjectKind::SoleTrader) && !self.has_number() && self.is_called_as_person()
    }

    /// Whether the name, or all that stands in its field, is called as persons are. Of a trade's own name in Latin letters
    /// nobody can tell that.
    fn is_called_as_person(&self) -> bool {
        let is_trader = self.kind == Some(SubjectKind::SoleTrader);
        let is_person = |text: &str| {
            let name = trader::without_sole_trader(text).unwrap_or(text);
            name::is_called_as_person(name)
                || name::is_transliterated(name)
                || is_trader && name::is_latin_person(name)
        };
        let is_sign = |c: char| !(c.is_alphanumeric() || c == ' ');
        let is_about_person = |word: &str| {
            word.trim().is_empty()
                || is_person(word)
                || name::is_latin_person(word)
                || name::tells_of_person(word)
        };
        let says_no_more = |text: &str| is_person(text) || text.split(is_sign).all(is_about_person);
        let parts = || self.parts.iter().filter(|part| !part.is_whole);
        self.name.as_ref().is_some_and(|name| is_person(&name.typed))
            || parts().any(|part| part.may_be_person && is_person(&part.text))
                && parts().all(|part| says_no_more(&part.text))
    }
}

/// What a field holds beside blanks around it.
fn typed(text: Option<&str>) -> Option<&str> {
    text.map(str::trim).filter(|text| !text.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_costs_no_more_than_a_name_can_be_long() {
        let query = SubjectQuery {
            // One becomes eighteen characters.
            name: Some("\u{fdfa}".repeat(20_000)),
            ..SubjectQuery::default()
        };
        let subject = Subject::parse(&query, Date::parse("2026-11-30").unwrap());
        assert!(subject.name.unwrap().key.chars().count() <= 2000);
    }
}
