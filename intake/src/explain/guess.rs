//! What a column may be whose title is none of ours.

use super::column::{Confidence, ExplainedColumn, Seen};
use crate::header::{self, header_word};
use crate::lists::Lists;
use crate::register::{TitleSays, is_like_id, title_says, undressed};
use crate::term::Words;
use crate::{Column, Profile, day, word};

/// Characters that a title has at most.
const TITLE: usize = 30;

/// Per cent of the cells that must look like what a column is taken for.
const MOST: usize = 80;

/// Words that titles hold, by what they speak of. The longest that fits is taken.
const HOLD: [(Column, &[&str]); 14] = [
    (
        Column::ListKind,
        &[
            "名单名称",
            "名单类别",
            "名单种类",
            "所属名单",
            "黑名单类型",
            "红名单类型",
        ],
    ),
    (
        Column::DocumentNo,
        &["文号", "文书号", "案号", "文书编号", "决定书编号", "文件编号"],
    ),
    (
        Column::Cause,
        &[
            "事由",
            "原因",
            "案由",
            "违法事实",
            "失信行为",
            "违法行为",
            "具体情形",
            "主要事实",
            "失信事实",
        ],
    ),
    (Column::Severity, &["失信等级", "失信程度", "严重程度"]),
    (
        Column::Authority,
        &[
            "认定机关",
            "认定部门",
            "认定单位",
            "认定机构",
            "列入机关",
            "列入部门",
            "列入单位",
            "决定机关",
            "决定部门",
            "决定单位",
            "处罚机关",
            "处罚部门",
            "处罚单位",
            "执法单位",
            "执法机关",
            "执法部门",
            "作出机关",
            "立案法院",
            "执行法院",
            "税务机关",
        ],
    ),
    (
        Column::SourceUnit,
        &[
            "报送单位",
            "报送部门",
            "数据来源",
            "来源单位",
            "信源单位",
            "提供单位",
            "填报单位",
        ],
    ),
    (
        Column::DecidedOn,
        &[
            "决定日期",
            "决定时间",
            "认定日期",
            "认定时间",
            "处罚日期",
            "处罚时间",
            "作出日期",
            "立案时间",
        ],
    ),
    (
        Column::ListedOn,
        &[
            "列入日期",
            "列入时间",
            "纳入日期",
            "纳入时间",
            "公布日期",
            "公布时间",
            "发布日期",
            "发布时间",
            "公示日期",
            "公示时间",
            "公示开始",
            "公示起始",
        ],
    ),
    (Column::EffectiveFrom, &["生效日期", "生效时间"]),
    (
        Column::PublishUntil,
        &[
            "公示截止",
            "公示截至",
            "公示结束",
            "公布截止",
            "公布截至",
            "截止日期",
            "截止时间",
            "到期日",
            "到期时间",
            "有效期至",
            "公示期限",
            "公示至",
            "失效日期",
        ],
    ),
    (
        Column::EffectiveUntil,
        &["处罚截止", "处罚结束", "禁止期限截止", "禁入截止", "处罚有效期"],
    ),
    (Column::Status, &["状态"]),
    (Column::LegalBasis, &["依据"]),
    (
        Column::RecordId,
        &["记录编号", "记录号", "唯一标识", "主键", "数据编号"],
    ),
];

/// Titles of columns that are filled where a row has left its list.
const LEFT: [&str; 6] = [
    "移出日期",
    "移出时间",
    "修复日期",
    "修复时间",
    "撤销日期",
    "退出日期",
];

/// Whether a column is filled where a row has left its list.
pub(super) fn tells_of_departure(title: &str) -> bool {
    LEFT.iter().any(|word| title.contains(word))
}

/// What a title alone says.
pub(super) struct Said {
    pub(super) column: Option<Column>,
    pub(super) confidence: Confidence,
    pub(super) why: String,
}

fn said(column: Column, confidence: Confidence, why: impl Into<String>) -> Option<Said> {
    Some(Said {
        column: Some(column),
        confidence,
        why: why.into(),
    })
}

/// What a title alone says; `None` where it says nothing.
pub(super) fn by_title(title: &str, profiles: &[Profile]) -> Option<Said> {
    let cell = header_word(title);
    if cell.is_empty() || cell.chars().count() > TITLE {
        return None;
    }
    if let Some(column) = header::column(&cell) {
        return said(column, Confidence::Certain, "a title of ours");
    }
    if header::is_passed_over(&cell) {
        return Some(Said {
            column: None,
            confidence: Confidence::Certain,
            why: "says nothing of a subject".to_owned(),
        });
    }
    if tells_of_departure(&cell) {
        return Some(Said {
            column: None,
            confidence: Confidence::Guess,
            why: "is filled where a row has left its list".to_owned(),
        });
    }
    for profile in profiles {
        if let Some(place) = profile.places(&cell).first() {
            let why = format!("the profile {} has this title", profile.name());
            return said(place.column, Confidence::Likely, why);
        }
    }
    if let Some(profile) = profiles.iter().find(|profile| profile.ignores(&cell)) {
        return Some(Said {
            column: None,
            confidence: Confidence::Likely,
            why: format!("the profile {} passes it over", profile.name()),
        });
    }
    let registers = "registers call it so";
    match title_says(title) {
        Some(TitleSays::Number) => return said(Column::Id, Confidence::Likely, registers),
        Some(TitleSays::Name) => return said(Column::Name, Confidence::Likely, registers),
        Some(TitleSays::FormerName) => return said(Column::FormerNames, Confidence::Likely, registers),
        Some(TitleSays::IdKind) => return said(Column::IdKind, Confidence::Likely, registers),
        Some(TitleSays::SubjectKind) => return said(Column::SubjectKind, Confidence::Likely, registers),
        Some(TitleSays::Others) | None => {}
    }
    let bare = undressed(&cell);
    let held = HOLD
        .iter()
        .flat_map(|(column, words)| words.iter().map(move |word| (*column, *word)));
    let longest = held
        .filter(|(_, word)| bare.contains(word))
        .max_by_key(|(_, word)| word.len());
    if let Some((column, word)) = longest {
        return said(column, Confidence::Guess, format!("its title holds {word}"));
    }
    (title_says(title) == Some(TitleSays::Others)).then(|| Said {
        column: None,
        confidence: Confidence::Likely,
        why: "is about somebody else than the subject".to_owned(),
    })
}

/// What cells alone look like.
fn by_cells(seen: &Seen<'_>, at: usize, lists: &Lists<'_>) -> Option<Said> {
    let is_most = |holds: &dyn Fn(&str) -> bool| seen.share(at, holds) >= MOST;
    let (column, what) = if is_most(&|cell| lists.find(cell).is_some()) {
        (Column::ListKind, "names of lists")
    } else if is_most(&|cell| cell.len() >= 17 && is_like_id(cell)) {
        (Column::Id, "codes of subjects")
    } else if is_most(&|cell| word::subject_kind(cell).is_ok()) {
        (Column::SubjectKind, "words for kinds of subject")
    } else if is_most(&|cell| word::state(cell).is_ok()) {
        (Column::Status, "words for states")
    } else {
        return None;
    };
    said(column, Confidence::Guess, format!("its cells look like {what}"))
}

/// Whether the cells speak against it.
fn contradicts(seen: &Seen<'_>, at: usize, column: Column) -> bool {
    let is_day = |cell: &str| day::read(cell).is_ok_and(|day| day.is_some()) || Words::of(cell).is_some();
    match column {
        Column::DecidedOn
        | Column::ListedOn
        | Column::EffectiveFrom
        | Column::PublishUntil
        | Column::EffectiveUntil => seen.share(at, |_| true) > 0 && seen.share(at, is_day) * 2 < 100,
        _ => false,
    }
}

/// Every column, with what it may be. Numbers and names may stand in several columns, of which the first filled is read;
/// everything else stands in the one that is surest.
pub(super) fn columns(seen: &Seen<'_>, profiles: &[Profile], lists: &Lists<'_>) -> Vec<ExplainedColumn> {
    let filled = { seen.titles.iter().enumerate() }.filter(|(_, title)| !title.trim().is_empty());
    let width = filled.last().map_or(0, |(at, _)| at + 1);
    let mut columns: Vec<ExplainedColumn> = Vec::new();
    for (at, title) in seen.titles.iter().enumerate().take(width) {
        let mut column = ExplainedColumn::of(at, title);
        let found = by_title(title, profiles).or_else(|| by_cells(seen, at, lists));
        let found = found.filter(|said| said.column.is_none_or(|column| !contradicts(seen, at, column)));
        match found {
            Some(said) => {
                (column.read_as, column.confidence, column.why) = (said.column, said.confidence, said.why);
            }
            None => {
                (column.confidence, column.why) = (Confidence::Guess, "nothing is known of it".to_owned())
            }
        }
        columns.push(column);
    }
    for kind in Column::all() {
        let of_kind = columns.iter().filter(|column| column.read_as == Some(kind));
        let Some(best) = of_kind.map(|column| (column.confidence, column.position)).min() else {
            continue;
        };
        for column in columns.iter_mut().filter(|column| column.read_as == Some(kind)) {
            let may_be_several =
                matches!(kind, Column::Id | Column::Name) && column.confidence != Confidence::Guess;
            if (column.confidence, column.position) != best && !may_be_several {
                column.read_as = None;
                column.why = format!("{kind} stands in column {} more surely", best.1);
            }
        }
    }
    columns
}
