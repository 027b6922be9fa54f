//! Why a row is refused, in the words of the department that sent it. The codes are those of [`Problem`].

use crate::counting::{NAME_ADDRESS, UNIT_ADDRESS};
use crate::judge::{FILLED_DOWN, NAME_UNREADABLE, NOT_YET, TERM_COUNTED, TERM_TOO_LONG, TIME_CUT};
use crate::refusal::{Problem, Refusal};
use jrp_core::record::SubjectKind;
use jrp_core::subject::{IdKind, SubjectError};

/// What is wrong with a row, and what to write instead, in Chinese.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// What is wrong
    pub problem: String,
    /// What to write instead
    pub remedy: String,
}

impl Refusal {
    /// The refusal in Chinese; never with an identifier of a person.
    pub fn in_chinese(&self) -> Said {
        let (problem, remedy) = say(&self.problem);
        Said {
            problem,
            remedy: remedy.into_owned(),
        }
    }
}

/// What is odd about a row that is loaded all the same, by its code in the report; `None` for a code that is none.
pub fn warning_in_chinese(code: &str) -> Option<Said> {
    let (problem, remedy) = match code {
        "credit-code-check" => ("统一社会信用代码的校验位不符", "请对照证照核对号码"),
        "org-code-check" => ("组织机构代码的校验位不符", "请对照证照核对号码"),
        "citizen-id-check" => ("居民身份证号码的校验位不符", "请对照证件核对号码"),
        "reg-no-check" => ("注册号的校验位不符", "请对照证照核对号码"),
        TERM_TOO_LONG => ("公示期限超过该名单的最长期限", "请核对公示截止日期"),
        NOT_YET => ("生效日期尚未到来", "请核对生效日期；无误的不需修改"),
        NAME_UNREADABLE => ("名称中有无法识别的字符，只能按号码比对", "请重新录入名称"),
        NAME_ADDRESS => ("名称中含有网址", "请从名称中删去"),
        TIME_CUT => ("日期带有时刻，已只取日期", "请核对日期；无误的不需修改"),
        TERM_COUNTED => (
            "公示截止日期填的是时长，已从列入日期起算",
            "请核对截止日期；无误的不需修改",
        ),
        FILLED_DOWN => (
            "空白的名单、单位等栏目已按上一行填充",
            "请逐行填写，不要合并单元格",
        ),
        UNIT_ADDRESS => ("单位名称中含有网址", "请从单位名称中删去"),
        _ => return None,
    };
    Some(Said {
        problem: problem.to_owned(),
        remedy: remedy.to_owned(),
    })
}

type Remedy = std::borrow::Cow<'static, str>;

fn say(problem: &Problem) -> (String, Remedy) {
    let text = |problem: &str, remedy: &'static str| (problem.to_owned(), Remedy::Borrowed(remedy));
    match problem {
        Problem::Ragged { found, expected } => (
            format!("本行有{found}个单元格，表头有{expected}个"),
            "请核对是否错列；单元格内有逗号或换行的，请加英文双引号".into(),
        ),
        Problem::Blank => text("必填栏目为空", "请填写"),
        Problem::ListUnknown { found } => (
            format!("{found}不是目录内的名单"),
            "请填写名单代码（如 BK-ZFCGSX）或名单全称".into(),
        ),
        Problem::WordUnknown { found, known, .. } => {
            let known: Vec<&str> = known
                .iter()
                .map(|word| word.split_once(' ').map_or(*word, |(_, word)| word))
                .collect();
            (
                format!("{found}不在可填的词内"),
                format!("请填写下列之一：{}", known.join("、")).into(),
            )
        }
        Problem::SubjectKindUnfit { list, kind } => (
            format!("名单{list}不列{}", subject_kind(*kind)),
            "请核对主体类别或名单类型".into(),
        ),
        Problem::SubjectMissing => text("主体名称和证件号码都为空", "请至少填写一项"),
        Problem::PersonIdMissing => text("自然人不得仅以姓名列入", "请填写证件号码（可隐去部分数字）"),
        Problem::IdKindMissing => text("有证件号码而证件类型为空", "请填写证件类型，如统一社会信用代码"),
        Problem::IdKindUnfit {
            id_kind,
            subject_kind: kind,
        } => (
            format!("{}不是{}的证件", number_kind(*id_kind), subject_kind(*kind)),
            "请核对证件类型或主体类别".into(),
        ),
        Problem::IdMalformed { id_kind, error } => (
            match error {
                SubjectError::Length { found } => {
                    format!("{}的位数不对（现为{found}位）", number_kind(*id_kind))
                }
                SubjectError::Character { .. } => {
                    format!("{}含有不应有的字符", number_kind(*id_kind))
                }
            },
            "请对照证照重新填写号码，或核对证件类型".into(),
        ),
        Problem::DigitsLost { .. } => text(
            "号码的部分数字已被电子表格丢失",
            "请把该列设为文本格式，再从原系统重新取数填写",
        ),
        Problem::MaskedWithoutName => text("证件号码有隐去的数字而名称为空", "请填写主体名称"),
        Problem::NumberInName { .. } => text("名称中写有号码", "请把号码移到证件号码栏，并填写证件类型"),
        Problem::NameUnreadable => text(
            "名称中有无法识别的字符，且没有完整的证件号码",
            "请重新录入名称，或填写证件号码",
        ),
        Problem::Swallowed { lines } => (
            format!("本行的引号没有配对，其后{lines}行被当作同一单元格"),
            "请补上或删去引号后重新报送".into(),
        ),
        Problem::DateUnreadable { found } => (format!("{found}不是日期"), "请写成 2025-03-01 的样式".into()),
        Problem::DateWithTime { found } => (format!("{found}带有时刻"), "请只写日期，如 2025-03-01".into()),
        Problem::DateSerial { found } => (
            format!("{found}像是电子表格的日期序号"),
            "请把该列设为日期或文本格式（如 2025-03-01）".into(),
        ),
        Problem::DateInFuture { found, as_of } => {
            (format!("{found}远在数据日期{as_of}之后"), "请核对年份".into())
        }
        Problem::EndMissing { list } => (
            format!("名单{list}有期限，公示截止日期为空"),
            "请填写公示的最后一日".into(),
        ),
        Problem::EndOpen { found, list } => (
            format!("{found}表示没有期限，而名单{list}有期限"),
            "请填写公示的最后一日".into(),
        ),
        Problem::EndLength { found, list } => (
            format!("{found}是时长，名单{list}没有这样长的期限，或没有规定从哪一日起算"),
            "请填写公示的最后一日".into(),
        ),
        Problem::EndTooEarly {
            until,
            start,
            start_of,
        } => (
            format!("{until}早于{}{start}", start_of.label()),
            "请核对这两个日期".into(),
        ),
        Problem::CitizenId => text("文字中含有居民身份证号码", "请从文字中删去；号码只填在证件号码栏"),
        Problem::CitizenIdAsNumber { .. } => text(
            "所填号码像是居民身份证号码",
            "请填写该主体的统一社会信用代码；列入的是个人的，主体类别填自然人",
        ),
        Problem::Unfit { .. } => text("含有不可见的特殊字符", "请重新录入该单元格"),
        Problem::TooLong { found, limit } => (format!("共{found}字，超过{limit}字"), "请缩短".into()),
        Problem::RegionMalformed { found } => (
            format!("{found}不是行政区划代码"),
            "请填写六位代码，或留空".into(),
        ),
        Problem::ListNotPublic { list, .. } => (format!("名单{list}不向社会公开"), "不需修改".into()),
        Problem::PersonNotPublic => text("自然人不向社会公开", "不需修改"),
        Problem::SoleTraderNeedsCode => {
            text("个体工商户没有完整的统一社会信用代码", "请填写统一社会信用代码")
        }
    }
}

fn subject_kind(kind: SubjectKind) -> &'static str {
    match kind {
        SubjectKind::Org => "法人及非法人组织",
        SubjectKind::Person => "自然人",
        SubjectKind::SoleTrader => "个体工商户",
    }
}

fn number_kind(kind: IdKind) -> &'static str {
    match kind {
        IdKind::Uscc => "统一社会信用代码",
        IdKind::OrgCode => "组织机构代码",
        IdKind::RegNo => "注册号",
        IdKind::TaxNo => "税务登记号",
        IdKind::CitizenId => "居民身份证",
        IdKind::Passport => "护照",
        IdKind::Permit => "其他证件",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Column;

    #[test]
    fn a_refusal_is_told_in_chinese_with_what_to_write() {
        let problem = Problem::WordUnknown {
            code: "status-unknown",
            found: "\"好\"".to_owned(),
            known: &["active 有效", "repaired 已修复"],
        };
        let said = problem.at(Column::Status).in_chinese();
        assert_eq!(said.problem, "\"好\"不在可填的词内");
        assert_eq!(said.remedy, "请填写下列之一：有效、已修复");
        let early = Problem::EndTooEarly {
            until: "2025-01-01".to_owned(),
            start: "2025-03-01".to_owned(),
            start_of: Column::ListedOn,
        };
        assert_eq!(
            early.at(Column::PublishUntil).in_chinese().problem,
            "2025-01-01早于列入日期2025-03-01"
        );
    }
}
