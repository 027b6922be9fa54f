//! `measures.csv`: what a list means in a scenario.

use super::code::coded;
use super::sheet::{Row, Sheet};
use super::{Condition, Lang, ListKind, Polarity, PolicyError, PolicyProblem, Role, Scenario, Tables, find};
use crate::date::Date;
use crate::order;
use crate::record::{Severity, SubjectKind};

coded! {
    /// What a measure does, strictest first.
    Effect {
        /// 禁止
        Prohibit = "prohibit",
        /// 限制
        Restrict = "restrict",
        /// 人工审核
        Review = "review",
        /// 告知
        Notice = "notice",
        /// 优先
        Priority = "priority",
        /// 绿色通道
        GreenChannel = "green-channel",
    }
}

impl Effect {
    /// Whether it is a benefit of a red list.
    pub fn is_benefit(self) -> bool {
        matches!(self, Self::Priority | Self::GreenChannel)
    }
}

coded! {
    /// How far the measure binds.
    Strength {
        /// 必须
        Must = "must",
        /// 依法附条件: only where the row's condition is met
        ByLawConditional = "by-law-conditional",
        /// 可以
        May = "may",
        /// 参考
        Reference = "reference",
    }
}

coded! {
    /// How far the sources bear out a row. Only the first two let a measure prohibit or restrict.
    Verified {
        /// The text of the law or document was read
        Yes = "yes",
        /// The provision was read as others quote it, article by article
        SecondHand = "second-hand",
        /// Some of it was read
        Partly = "partly",
        /// Expert knowledge, not checked
        No = "no",
    }
}

impl Verified {
    /// Whether the row may prohibit or restrict.
    pub fn holds(self) -> bool {
        matches!(self, Self::Yes | Self::SecondHand)
    }
}

/// 措施: list kind × scenario, and the role where the law tells roles apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Measure {
    /// Code of the list kind
    pub list: String,
    /// Code of the scenario
    pub scenario: String,
    /// In which role the subject is asked about; `None` where the law makes no difference
    pub role: Option<Role>,
    /// The kinds of subject it applies to; none where to all that the list may name
    pub subject_kinds: Vec<SubjectKind>,
    /// What it does
    pub effect: Effect,
    /// How far it binds
    pub strength: Strength,
    /// What to tell the person, in Chinese
    pub text: String,
    /// The same in English; blank where the pack has no translation
    pub text_en: String,
    /// Law or document
    pub basis: String,
    /// What must be asserted; `Some` with `by-law-conditional` only
    pub condition: Option<Condition>,
    /// A record graded below it gives a notice
    pub min_severity: Option<Severity>,
    /// Whether it is to be applied at all
    pub enabled: bool,
    /// How far the sources bear it out
    pub verified: Verified,
    /// First day on which it applies
    pub valid_from: Option<Date>,
    /// Last day on which it applies, inclusive
    pub valid_until: Option<Date>,
}

impl Measure {
    /// What to tell the person in a language: the Chinese text where there is no other.
    ///
    /// ```
    /// use jrp_core::policy::{Lang, PolicyPack};
    ///
    /// let pack = PolicyPack::builtin()?;
    /// let inspections = pack.measures_of("RD-ANSR", "RCJG")[0].text_in(Lang::En);
    /// assert_eq!(inspections, "Less frequent inspections");
    /// # Ok::<(), jrp_core::policy::PolicyError>(())
    /// ```
    pub fn text_in(&self, lang: Lang) -> &str {
        match self.text_en.as_str() {
            "" => &self.text,
            text_en => lang.pick([&self.text, text_en]),
        }
    }

    /// Whether `date` lies within the validity dates, where there are any.
    pub fn is_valid_on(&self, date: Date) -> bool {
        self.valid_from.is_none_or(|from| from <= date) && self.valid_until.is_none_or(|until| date <= until)
    }

    /// Whether it applies to subjects of the kind.
    pub fn fits(&self, kind: SubjectKind) -> bool {
        (self.subject_kinds.is_empty() || self.subject_kinds.contains(&kind))
            && self.role.is_none_or(|role| role.fits(kind))
    }

    /// Whether it applies on the date at all: enabled, and within its validity dates.
    pub fn applies_on(&self, date: Date) -> bool {
        self.enabled && self.is_valid_on(date)
    }

    pub(super) fn cell(&self) -> (&str, &str) {
        (&self.list, &self.scenario)
    }
}

const COLUMNS: [&str; 14] = [
    "list",
    "scenario",
    "role",
    "subject_kinds",
    "effect",
    "strength",
    "measure",
    "basis",
    "condition",
    "min_severity",
    "enabled",
    "verified",
    "valid_from",
    "valid_until",
];

/// A translation, which a pack need not have.
const TEXT_EN: &str = "measure_en";

/// The measures, row by row.
pub(super) fn sheet(tables: &Tables) -> Result<Sheet<'_>, PolicyError> {
    Sheet::open_with(tables, "measures", &COLUMNS, &[TEXT_EN])
}

pub(super) fn read(
    tables: &Tables,
    lists: &[ListKind],
    scenarios: &[Scenario],
) -> Result<Vec<Measure>, PolicyError> {
    let sheet = sheet(tables)?;
    let mut measures = Vec::new();
    for (row, (list, scenario, _)) in
        sheet.unique_keys(&|row| Ok((row.required("list")?, row.required("scenario")?, row.text("role"))))?
    {
        let Some(kind) = find(lists, |kind| kind.code.as_str().cmp(list)) else {
            return Err(row.not_in("list", list, "lists.csv"));
        };
        if find(scenarios, |known| known.code.as_str().cmp(scenario)).is_none() {
            return Err(row.not_in("scenario", scenario, "scenarios.csv"));
        }
        let measure = Measure {
            list: list.to_owned(),
            scenario: scenario.to_owned(),
            role: row.optional_coded("role")?,
            subject_kinds: row.coded_parts("subject_kinds")?,
            effect: row.coded("effect")?,
            strength: row.coded("strength")?,
            text: row.required("measure")?.to_owned(),
            text_en: row.text(TEXT_EN).to_owned(),
            basis: row.basis("basis")?.to_owned(),
            condition: condition(&row)?,
            min_severity: row.optional_coded("min_severity")?,
            enabled: row.yes_no("enabled")?,
            verified: row.coded("verified")?,
            valid_from: row.date("valid_from")?,
            valid_until: row.date("valid_until")?,
        };
        check(&row, &measure, kind)?;
        measures.push(measure);
    }
    order::sort_by(&mut measures, |a, b| {
        a.cell().cmp(&b.cell()).then_with(|| a.role.cmp(&b.role))
    });
    Ok(measures)
}

/// A condition of the matter; roles have a column of their own.
fn condition(row: &Row<'_>) -> Result<Option<Condition>, PolicyError> {
    let of_matter = Condition::ALL
        .iter()
        .filter(|condition| condition.role().is_none());
    let codes: Vec<&str> = of_matter.map(|condition| condition.code()).collect();
    match row.text("condition") {
        "" => Ok(None),
        _ => Ok(Condition::from_code(row.one_of("condition", &codes)?)),
    }
}

/// What the cells of one row mean together.
fn check(row: &Row<'_>, measure: &Measure, kind: &ListKind) -> Result<(), PolicyError> {
    if measure.effect.is_benefit() != (kind.polarity == Polarity::Red) {
        let problem = PolicyProblem::EffectAgainstPolarity {
            polarity: kind.polarity.code(),
            effect: measure.effect.code(),
        };
        return Err(row.refuse("effect", problem));
    }
    match (measure.strength, measure.condition) {
        (Strength::ByLawConditional, None) => {
            return Err(row.refuse("condition", PolicyProblem::MissingCondition));
        }
        (Strength::Must | Strength::May | Strength::Reference, Some(_)) => {
            return Err(row.refuse("condition", PolicyProblem::IdleCondition));
        }
        _ => {}
    }
    match (measure.valid_from, measure.valid_until) {
        (Some(from), Some(until)) if until < from => {
            Err(row.refuse("valid_until", PolicyProblem::DatesReversed))
        }
        (Some(_), Some(_)) => Ok(()),
        _ if kind.ended && measure.enabled => Err(row.refuse("enabled", PolicyProblem::EndedWithoutDates)),
        _ => Ok(()),
    }
}
