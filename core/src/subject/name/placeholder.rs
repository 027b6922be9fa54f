//! What stands in the place of a name where none is known: the errors of spreadsheets, the words of programs and of clerks.

use super::super::clean::half_width;

/// Letters in upper case, digits and the two signs that tell an error from a name.
const WORDS: [&str; 52] = [
    "#N/A",
    "#NA",
    "#REF",
    "#VALUE",
    "#DIV/0",
    "#NAME",
    "#NULL",
    "#NUM",
    "#SPILL",
    "#CALC",
    "N/A",
    "NONE",
    "NAN",
    "NULL",
    "NIL",
    "UNDEFINED",
    "UNKNOWN",
    "BLANK",
    "TBD",
    "TBC",
    "未知",
    "不详",
    "不明",
    "空",
    "空白",
    "没有",
    "暂无",
    "暂缺",
    "待补充",
    "待补",
    "待定",
    "待填",
    "待查",
    "待核实",
    "待确认",
    "未填",
    "未填写",
    "未提供",
    "未登记",
    "未公布",
    "未公开",
    "见附件",
    "详见附件",
    "见附表",
    "详见附表",
    "见清单",
    "详见清单",
    "同上",
    "同前",
    "公司",
    "有限公司",
    "略",
];

/// The longest of them, in characters.
const LONGEST: usize = 9;

/// Whether a text only says that no name is known.
pub(super) fn says_nothing(text: &str) -> bool {
    let kept = |c: &char| c.is_alphanumeric() || matches!(c, '#' | '/');
    let letters = text.chars().map(half_width).filter(kept);
    if letters.clone().nth(LONGEST).is_some() {
        return false;
    }
    let mut word = String::new();
    word.extend(letters.map(|c| c.to_ascii_uppercase()));
    WORDS.contains(&word.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_says_nothing_is_seen_however_it_is_written() {
        for text in [
            "#N/A",
            "#n/a",
            "＃Ｎ／Ａ",
            "#REF!",
            "#VALUE!",
            "#DIV/0!",
            "None",
            "(blank)",
            "未知",
            "（待补充）",
            "详见附件。",
            "同上",
            "公司",
            "NaN",
        ] {
            assert!(says_nothing(text), "{text}");
        }
        for text in [
            "",
            "NA",
            "江州蓼屿公司",
            "知名公司",
            "Name",
            "Value",
            "同上堂",
            "空海",
            "UNDEFINED CO",
        ] {
            assert!(!says_nothing(text), "{text}");
        }
        assert!(WORDS.iter().all(|word| says_nothing(word)));
    }
}
