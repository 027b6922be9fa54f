//! The policy pack: list kinds, scenarios, measures, links, prompt texts and the holiday calendar.

use crate::record::SubjectKind;

/// Cells of the pack's tables as text: what a policy folder holds, and what a snapshot carries.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tables {
    /// Tables in the order of their names.
    pub tables: Vec<Table>,
}

/// One table: a header and its rows, all rows as long as the header.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// `lists`, `scenarios`, `measures` …: the file name without `.csv`
    pub name: String,
    /// Column names
    pub header: Vec<String>,
    /// Cells
    pub rows: Vec<Vec<String>>,
}

/// Black, watch or red.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Polarity {
    /// 失信惩戒
    Black,
    /// 重点关注
    Watch,
    /// 守信激励
    Red,
}

/// Who may see a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Disclosure {
    /// 社会公开
    Public,
    /// 政务共享
    Government,
    /// 授权查询
    Authorised,
}

/// 名单类型.
#[derive(Clone, Debug)]
pub struct ListKind {
    /// `BK-ZFCGSX` …
    pub code: String,
    /// Black, watch or red
    pub polarity: Polarity,
    /// Subject kinds the list may name
    pub subject_kinds: Vec<SubjectKind>,
    /// Whether a blank end date means "no fixed term"
    pub open_ended: bool,
    /// Who may see it
    pub disclosure: Disclosure,
}

/// The checked pack.
#[derive(Clone, Debug, Default)]
pub struct Policy {
    lists: Vec<ListKind>,
}

impl Policy {
    /// The list kind with this code.
    pub fn list(&self, code: &str) -> Option<&ListKind> {
        self.lists.iter().find(|list| list.code == code)
    }
}
