//! The words of the human answer that are not the policy pack's: Chinese, English.

use jrp_core::compare::RowAnswer;
use jrp_core::policy::{Lang, PromptLevel};
use jrp_core::subject::spreadsheet::Loss;
use jrp_intake::{Uneven, Unreadable};

pub(crate) use jrp_slip::phrases::{effect, freshness, matched, outcome, status};

/// The level of a prompt behind a shape, which tells it without a colour; in English by its code.
pub(crate) fn level(level: PromptLevel) -> [&'static str; 2] {
    match level {
        PromptLevel::Stop => ["■ 禁止", "■ stop"],
        PromptLevel::Warn => ["▲ 注意", "▲ warn"],
        PromptLevel::Info => ["· 告知", "· info"],
        PromptLevel::Good => ["◆ 激励", "◆ good"],
    }
}

/// Why a row of a register cannot be compared, and what to do.
pub(crate) fn unreadable(why: &Unreadable, lang: Lang) -> String {
    match (lang, why) {
        (lang, Unreadable::Empty) => RowAnswer::names_nobody(lang).to_owned(),
        (Lang::ZhCn, Unreadable::SubjectKind { found }) => {
            format!("主体类别 {found} 无法识别，请填写法人及非法人组织、自然人或个体工商户。")
        }
        (Lang::En, Unreadable::SubjectKind { found }) => {
            format!("The subject_kind {found} is not known; write org, person or sole-trader.")
        }
        (Lang::ZhCn, Unreadable::IdKind { found }) => format!(
            "证件类型 {found} 无法识别，请填写统一社会信用代码、组织机构代码、注册号、税务登记号、居民身份证、护照或其他。"
        ),
        (Lang::En, Unreadable::IdKind { found }) => format!(
            "The id_kind {found} is not known; write uscc, org-code, reg-no, tax-no, citizen-id, passport or permit."
        ),
        (Lang::ZhCn, Unreadable::Uneven(Uneven { row, found, expected })) => format!(
            "原表第{row}行有{found}个单元格，表头有{expected}个，无法判断各单元格的内容；请给含逗号的单元格加引号，使各行单元格数与表头相同。"
        ),
        (Lang::En, Unreadable::Uneven(Uneven { row, found, expected })) => format!(
            "Row {row} of the register has {found} cells and the header {expected}, so nobody knows which says what; put cells \
             that hold a comma into quotation marks, and give every row as many cells as the header."
        ),
        (Lang::ZhCn, Unreadable::DigitsLost { loss }) => {
            let how = match loss {
                Loss::Scientific => "已被 Excel 改写为科学计数法，末尾数字丢失",
                Loss::Rounded => "第15位以后被 Excel 改写为0，末尾数字丢失",
                Loss::LeadingZeros => "位数不足，前面的0可能被 Excel 去掉",
            };
            format!("本行号码{how}，该号码未能比对。请将该列设为文本格式，从来源重新填写号码。")
        }
        (Lang::En, Unreadable::DigitsLost { loss }) => format!(
            "The number in this row was not compared: {loss}. Format the column as text and take the number from its source again."
        ),
        (
            Lang::ZhCn,
            Unreadable::Swallowed {
                row,
                first_line,
                last_line,
            },
        ) => format!(
            "原表第{row}行的引号到文件第{last_line}行才闭合，文件第{first_line}至{last_line}行被并作一行，其中各行均未比对。请补上或去掉多余的引号。"
        ),
        (
            Lang::En,
            Unreadable::Swallowed {
                row,
                first_line,
                last_line,
            },
        ) => format!(
            "A quotation mark that opens in row {row} of the register closes in line {last_line} of the file only, so lines {first_line} to {last_line} \
             became one row and none of their rows was compared; close or remove the quotation mark."
        ),
    }
}

/// The columns of the findings: subject, list, match, effect, listed on, until, status, authority.
pub(crate) const COLUMNS: [[&str; 2]; 8] = [
    ["主体", "subject"],
    ["名单", "list"],
    ["比对", "match"],
    ["提示", "effect"],
    ["列入日期", "listed on"],
    ["公示截止", "until"],
    ["状态", "status"],
    ["认定单位", "authority"],
];

pub(crate) const OUTCOME: [&str; 2] = ["结论", "outcome"];
pub(crate) const MATTER: [&str; 2] = ["事项", "matter"];
pub(crate) const SUBJECT: [&str; 2] = ["主体", "subject"];
pub(crate) const DATA: [&str; 2] = ["数据", "data"];
pub(crate) const COMPARED: [&str; 2] = ["范围", "scope"];
pub(crate) const SOURCE: [&str; 2] = ["来源", "source"];

pub(crate) const COLUMNS_READ: [&str; 2] = ["读取的列", "columns read"];
pub(crate) const NUMBERS_NOT_READ: [&str; 2] = [
    "含号码而未读取的列（如需比对，请用 --code-column 指定）",
    "columns of numbers that were not read (--code-column names one that should be)",
];
/// Before columns that have names and were not read.
pub(crate) const NAMES_NOT_READ: [&str; 2] = [
    "含名称而未读取的列（如需比对，请用 --name-column 指定）",
    "columns of names that were not read (--name-column names one that should be)",
];
