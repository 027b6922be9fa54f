//! `lists.csv`: the list kinds.

use super::code::coded;
use super::sheet::Sheet;
use super::{Lang, LongestTerm, PolicyError, Tables, Topic, term};
use crate::date::Date;
use crate::order;
use crate::record::SubjectKind;

coded! {
    /// Black, watch or red.
    Polarity {
        /// 失信惩戒
        Black = "black",
        /// 重点关注
        Watch = "watch",
        /// 守信激励
        Red = "red",
    }
}

coded! {
    /// Who may see a list.
    Disclosure {
        /// 社会公开
        Public = "public",
        /// 政务共享
        Government = "government",
        /// 授权查询
        Authorised = "authorised",
    }
}

coded! {
    /// Where a list comes from, and whether its rules are still the current ones.
    Scope {
        /// National rules
        National = "national",
        /// National rules of an earlier time, kept as history
        NationalLegacy = "national-legacy",
        /// Local rules
        Local = "local",
        /// Local rules of an earlier time, kept as history
        LocalLegacy = "local-legacy",
    }
}

impl Scope {
    /// Whether the rules are of an earlier time: they never prohibit or restrict.
    pub fn is_legacy(self) -> bool {
        matches!(self, Self::NationalLegacy | Self::LocalLegacy)
    }
}

/// 名单类型.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListKind {
    /// `BK-ZFCGSX` …
    pub code: String,
    /// Its name in Chinese
    pub name: String,
    /// Its name in English, ours
    pub name_en: String,
    /// Other names by which feeds call it; never shown
    pub aliases: Vec<String>,
    /// Black, watch or red
    pub polarity: Polarity,
    /// Subject kinds the list may name
    pub subject_kinds: Vec<SubjectKind>,
    /// Who decides on listing
    pub authority: String,
    /// Law or document the list rests on
    pub legal_basis: String,
    /// How long an entry usually stays, in words
    pub validity: String,
    /// The longest term the law allows, where it sets one
    pub max_term: Option<LongestTerm>,
    /// How an entry leaves the list, in words
    pub exit_rule: String,
    /// National or local, current or legacy
    pub scope: Scope,
    /// Whether the list has ended: its measures are switched on only with validity dates
    pub ended: bool,
    /// Whether a blank end date means "no fixed term"
    pub open_ended: bool,
    /// Whether what is imposed ends with the ban and not with the publication (政府采购法实施条例第19条第2款)
    pub ends_with_ban: bool,
    /// Who may see it
    pub disclosure: Disclosure,
    /// Where an entry is verified
    pub channel: Topic,
}

impl ListKind {
    /// The last day on which a record has an effect, where there is one: on lists that are a ban for a time the ban's own
    /// last day, where it is known; else that of the publication.
    pub fn last_day(&self, publish_until: Option<Date>, effective_until: Option<Date>) -> Option<Date> {
        effective_until.filter(|_| self.ends_with_ban).or(publish_until)
    }

    /// Its name in the language.
    pub fn name_in(&self, lang: Lang) -> &str {
        lang.pick([&self.name, &self.name_en])
    }
}

pub(super) fn read(tables: &Tables) -> Result<Vec<ListKind>, PolicyError> {
    let columns = [
        "code",
        "name",
        "name_en",
        "aliases",
        "polarity",
        "subject_kinds",
        "authority",
        "legal_basis",
        "validity",
        "max_term",
        "exit_rule",
        "scope",
        "ended",
        "open_ended",
        "ends_with_ban",
        "disclosure",
        "channel",
    ];
    let sheet = Sheet::open(tables, "lists", &columns)?;
    let mut lists = Vec::new();
    for (row, code) in sheet.unique(|row| row.key("code"))? {
        lists.push(ListKind {
            code: code.to_owned(),
            name: row.required("name")?.to_owned(),
            name_en: row.required("name_en")?.to_owned(),
            aliases: row.parts("aliases").map(str::to_owned).collect(),
            polarity: row.coded("polarity")?,
            subject_kinds: row.coded_list("subject_kinds")?,
            authority: row.required("authority")?.to_owned(),
            legal_basis: row.basis("legal_basis")?.to_owned(),
            validity: row.text("validity").to_owned(),
            max_term: term::read(&row, "max_term")?,
            exit_rule: row.text("exit_rule").to_owned(),
            scope: row.coded("scope")?,
            ended: row.yes_no("ended")?,
            open_ended: row.yes_no("open_ended")?,
            ends_with_ban: row.yes_no("ends_with_ban")?,
            disclosure: row.coded("disclosure")?,
            channel: row.coded("channel")?,
        });
    }
    order::sort_by(&mut lists, |a, b| a.code.cmp(&b.code));
    Ok(lists)
}
