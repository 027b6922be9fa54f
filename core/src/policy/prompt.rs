//! `prompts.csv`: what is said to the person, and how loudly.

use super::code::coded;
use super::render::{Piece, Pieces, Template};
use super::sheet::{Row, Sheet};
use super::{Lang, PolicyError, PolicyProblem, Tables};

coded! {
    /// How loudly a prompt speaks.
    PromptLevel {
        /// A prohibition
        Stop = "stop",
        /// Something a person must look into
        Warn = "warn",
        /// For information
        Info = "info",
        /// A benefit
        Good = "good",
    }
}

/// Writes the prompt codes with the placeholders each provides.
macro_rules! prompts {
    ($($(#[$doc:meta])* $variant:ident = $code:literal: $placeholders:expr;)*) => {
        coded! {
            /// What is to be said. Texts and levels are the pack's.
            PromptCode { $($(#[$doc])* $variant = $code,)* }
        }

        impl PromptCode {
            /// Names that the text may use in braces.
            pub fn placeholders(self) -> &'static [&'static str] {
                match self { $(Self::$variant => &$placeholders,)* }
            }
        }
    };
}

const HIT: [&str; 8] = [
    "subject",
    "listedOn",
    "authority",
    "list",
    "until",
    "measure",
    "basis",
    "channel",
];

prompts! {
    /// A confirmed finding that prohibits
    HitProhibit = "hit-prohibit": HIT;
    /// A confirmed finding that restricts
    HitRestrict = "hit-restrict": HIT;
    /// A confirmed finding to be reviewed
    HitReview = "hit-review": HIT;
    /// A confirmed finding, for information
    HitNotice = "hit-notice": HIT;
    /// A confirmed finding that gives a benefit
    HitBenefit = "hit-benefit": HIT;
    /// A confirmed finding whose list has no measure in the scenario
    HitNoMeasure = "hit-no-measure":
        ["subject", "listedOn", "authority", "list", "until", "channel", "scenario"];
    /// Name and visible digits of a masked id agree
    MaskedMatch = "masked-match": ["subject", "list", "agreeing", "channel"];
    /// A subject of the same name is listed
    NameOnly = "name-only": ["subject", "list", "channel"];
    /// A subject of a similar name is listed
    SimilarName = "similar-name": ["subject", "list", "difference"];
    /// A code that agrees in part is listed
    SimilarCode = "similar-code": ["subject", "list", "channel"];
    /// A subject of the same name is listed under another code
    NameOtherCode = "name-other-code": ["subject", "list"];
    /// A natural person was asked for by name alone
    PersonNeedsId = "person-needs-id": ["subject"];
    /// The name alone does not tell person from organisation
    KindNeeded = "kind-needed": ["subject"];
    /// Masked identifiers are listed, and no name was typed
    NameNeeded = "name-needed": ["subject"];
    /// A sole trader was asked for by name in a file for the public
    CodeNeeded = "code-needed": ["subject"];
    /// The pack has no measures in the scenario
    NoMeasures = "no-measures": ["scenario", "channel"];
    /// The update is overdue, though no working day has passed
    Overdue = "overdue": ["asOf"];
    /// Persons cannot be compared without the person key
    PersonKeyMissing = "person-key-missing": [];
    /// The measure's condition was not asserted
    ConditionUnmet = "condition-unmet": ["condition", "list"];
    /// The law tells roles apart, and the role that would be stricter was neither asserted nor denied
    RoleNeeded = "role-needed": ["subject", "list", "roles"];
    /// A benefit that applies only where the documents say so, which was not asserted
    BenefitCondition = "benefit-condition": ["condition", "list", "measure"];
    /// The measure's basis is not verified
    BasisUnverified = "basis-unverified": ["list"];
    /// What was imposed ends on another day than the publication
    BanEnds = "ban-ends": ["list", "until"];
    /// The record is under objection
    Objection = "objection": ["list", "channel"];
    /// The record's measures are suspended
    Suspended = "suspended": ["list", "documentNo"];
    /// Black governs red
    RedSuspendedByBlack = "red-suspended-by-black": ["subject"];
    /// The parent of the branch asked for is listed
    BranchOfListed = "branch-of-listed": ["subject", "list", "parent"];
    /// A branch of the subject asked for is listed
    ParentOfListed = "parent-of-listed": ["subject", "list"];
    /// The code is listed under another name
    NameDiffers = "name-differs": ["subject", "listedName"];
    /// A check digit does not fit
    CheckDigit = "check-digit": ["subject"];
    /// An identifier has the wrong length or characters
    UnreadableId = "unreadable-id": ["subject"];
    /// A record that concerns the subject cannot be read
    RecordUnreadable = "record-unreadable": ["subject", "channel"];
    /// The answer is longer than what is shown of it; how much is left out
    MoreFindings = "more-findings": ["count"];
    /// Nothing effective was found
    NoneFound = "none-found": ["asOf", "lists", "records", "subject"];
    /// No record beside those told of
    NoneBesides = "none-besides": ["asOf", "lists", "records", "subject"];
    /// The data are past their next update; `days` are working days
    Stale = "stale": ["asOf", "days"];
    /// The same, where the holiday calendar has no data; `days` are calendar days
    StaleBeyondCalendar = "stale-beyond-calendar": ["asOf", "days"];
    /// The data have expired
    Expired = "expired": ["asOf", "channel"];
    /// The data lie in the future
    Future = "future": ["asOf"];
    /// A required list is not covered
    NotCovered = "not-covered": ["lists", "channel"];
    /// A row that names the subject could not be read
    RowUnread = "row-unread": ["subject", "list", "row", "channel"];
    /// The same, on a list that has no measure against the subject here
    RowUnreadNotice = "row-unread-notice": ["subject", "list", "row", "channel"];
    /// Rows of lists compared could not be read and name nobody
    ListIncomplete = "list-incomplete": ["lists", "channel"];
    /// The date asked lies before the data
    OnBeforeData = "on-before-data": ["on", "asOf"];
    /// How repair is applied for
    RepairHint = "repair-hint": ["channel"];
    /// A person confirms on the official channel and decides
    Official = "official": ["channel"];
    /// A member of the consortium is listed
    MemberListed = "member-listed": ["subject", "basis"];
    /// A number read as another kind than its field asks for is listed
    ReadAsMatch = "read-as-match": ["subject", "list", "kind", "channel"];
    /// A part of the name entered is a name listed
    NamePart = "name-part": ["subject", "list", "channel"];
    /// A record in effect today ends before the date asked
    EndsBeforeOn = "ends-before-on": ["list", "until", "on"];
    /// The date asked lies in the future
    OnInFuture = "on-in-future": ["on"];
    /// A number of which only a part is shown was not compared
    MaskedId = "masked-id": [];
    /// A spreadsheet kept only the first digits of a number
    LostDigits = "lost-digits": [];
    /// A number that records seldom carry reached none
    NumberNotCompared = "number-not-compared": ["subject"];
    /// The same beside a code that was compared
    NumberSetAside = "number-set-aside": ["subject"];
    /// Something in the name field cannot be a name
    NameUnreadable = "name-unreadable": ["subject"];
    /// The name field held more than a name
    NameUnwrapped = "name-unwrapped": ["subject"];
    /// Nothing was found, by the name alone
    ComparedByName = "compared-by-name": ["subject"];
    /// A number was read as another kind than its field asks for
    ReadAs = "read-as": ["subject", "kind"];
    /// How many characters a number has, and how many it should have
    WrongLength = "wrong-length": ["kind", "length", "found"];
    /// Which character cannot stand where it stands
    WrongCharacter = "wrong-character": ["kind", "at", "found"];
    /// The same for a letter that no credit code has
    WrongLetter = "wrong-letter": ["at", "found"];
    /// Which check digit does not fit
    WrongCheck = "wrong-check": ["kind", "at"];
}

/// Prompts in the order of [`PromptCode::ALL`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Prompts(Vec<Prompt>);

#[derive(Clone, Debug, PartialEq, Eq)]
struct Prompt {
    level: PromptLevel,
    zh_cn: Template,
    en: Template,
}

impl Prompts {
    pub(super) fn template(&self, code: PromptCode, lang: Lang) -> Option<&Template> {
        let prompt = self.0.get(code as usize)?;
        Some(match lang {
            Lang::ZhCn => &prompt.zh_cn,
            Lang::En => &prompt.en,
        })
    }

    pub(super) fn level(&self, code: PromptCode) -> PromptLevel {
        self.0
            .get(code as usize)
            .map_or(PromptLevel::Info, |prompt| prompt.level)
    }
}

pub(super) fn read(tables: &Tables) -> Result<Prompts, PolicyError> {
    let sheet = Sheet::open(tables, "prompts", &["code", "level", "zh-CN", "en"])?.passing_over("code");
    let rows = sheet.unique(|row| row.coded::<PromptCode>("code").map(PromptCode::code))?;
    let mut prompts = Vec::with_capacity(PromptCode::ALL.len());
    for code in PromptCode::ALL {
        let Some((row, _)) = rows.iter().find(|(_, known)| *known == code.code()) else {
            return Err(sheet.lacks(code.code()));
        };
        prompts.push(Prompt {
            level: row.coded("level")?,
            zh_cn: template(row, "zh-CN", *code)?,
            en: template(row, "en", *code)?,
        });
    }
    Ok(Prompts(prompts))
}

/// The text of a prompt, with no placeholder that its code does not provide.
fn template(row: &Row<'_>, column: &str, code: PromptCode) -> Result<Template, PolicyError> {
    let text = row.required(column)?;
    for piece in Pieces(text) {
        match piece {
            Piece::Text(plain) if plain.contains(['{', '}']) => {
                return Err(row.refuse(column, PolicyProblem::StrayBrace));
            }
            Piece::Placeholder(name) if !code.placeholders().contains(&name) => {
                let allowed = code.placeholders().join(", ");
                let problem = PolicyProblem::UnknownPlaceholder {
                    name: name.to_owned(),
                    allowed,
                };
                return Err(row.refuse(column, problem));
            }
            _ => {}
        }
    }
    Ok(Template::new(text))
}
