//! What the number of a document tells.

use crate::subject::name;

/// How far a document number tells one decision from others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum DocumentNo {
    /// It is none: 无文号, 见附件, 0
    Nothing,
    /// A place in somebody's count, such as 1号 or 〔2026〕3号: two of them are two decisions, but one of them is many
    Serial,
    /// It names a decision
    Decision,
}

/// What points elsewhere, or says that there is nothing, whatever number stands behind it.
pub const POINTERS: [&str; 12] = [
    "见", "详见", "参见", "附件", "附表", "附后", "同上", "同前", "另附", "待", "暂无", "没有",
];

/// What stands around the number of a count and says nothing more.
pub const FILLERS: [&str; 16] = [
    "行政处罚",
    "处罚",
    "决定书",
    "决定",
    "通知书",
    "告知书",
    "文书",
    "文件",
    "文号",
    "编号",
    "案号",
    "序号",
    "第",
    "号",
    "字",
    "NO",
];

/// Digits that a count has at most: a year and two more.
const SERIAL: usize = 6;

impl DocumentNo {
    /// Judges a number as a feed writes it.
    ///
    /// ```
    /// use jrp_core::record::DocumentNo;
    /// assert_eq!(DocumentNo::of("云财罚〔2026〕1号"), DocumentNo::Decision);
    /// assert_eq!(DocumentNo::of("第1号"), DocumentNo::Serial);
    /// assert_eq!(DocumentNo::of("详见附件1"), DocumentNo::Nothing);
    /// ```
    pub fn of(text: &str) -> Self {
        let folded: String = name::fold(text).chars().filter(|c| c.is_alphanumeric()).collect();
        let is_arabic = folded.contains(|c: char| c.is_ascii_digit());
        let is_digit = |c: char| match is_arabic {
            true => c.is_ascii_digit(),
            false => "〇零一二三四五六七八九十百千".contains(c),
        };
        let digits: String = folded.chars().filter(|c| is_digit(*c)).collect();
        let tells_none = digits.chars().all(|c| matches!(c, '0' | '〇' | '零'));
        if tells_none || POINTERS.iter().any(|word| folded.starts_with(word)) {
            return Self::Nothing;
        }
        let mut rest: String = folded.chars().filter(|c| !is_digit(*c)).collect();
        for filler in FILLERS {
            rest = rest.replace(filler, "");
        }
        match rest.is_empty() && digits.chars().count() <= SERIAL {
            true => Self::Serial,
            false => Self::Decision,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::DocumentNo;

    #[test]
    fn numbers_counts_and_nothing_are_told_apart() {
        for (text, expected) in [
            ("", DocumentNo::Nothing),
            ("无文号", DocumentNo::Nothing),
            ("（无）", DocumentNo::Nothing),
            ("／", DocumentNo::Nothing),
            ("未编号", DocumentNo::Nothing),
            ("详见附件1", DocumentNo::Nothing),
            ("待补2026", DocumentNo::Nothing),
            ("000", DocumentNo::Nothing),
            ("１号", DocumentNo::Serial),
            ("第十二号", DocumentNo::Serial),
            ("〔2026〕03号", DocumentNo::Serial),
            ("行政处罚决定书第3号", DocumentNo::Serial),
            ("no. 7", DocumentNo::Serial),
            ("A1", DocumentNo::Decision),
            ("20260012", DocumentNo::Decision),
            ("云财罚1号", DocumentNo::Decision),
            ("无锡财罚〔2026〕1号", DocumentNo::Decision),
            ("三财罚第一号", DocumentNo::Decision),
        ] {
            assert_eq!(DocumentNo::of(text), expected, "{text}");
        }
    }
}
