//! Words of closed columns: the English code or what Chinese feeds write.

use crate::clean;
use crate::refusal::Problem;
use jrp_core::record::{Force, Severity, Status, SubjectKind};
use jrp_core::subject::IdKind;

/// What the status column says about a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum RowState {
    /// It may be published.
    Live(Status),
    /// It may not; counted under this word.
    LeftOut { word: &'static str, force: Force },
}

const fn left_out(word: &'static str, force: Force) -> RowState {
    RowState::LeftOut { word, force }
}

/// A closed column's words. The first of each row is the code.
struct Words<T: 'static> {
    /// Code of the refusal
    unknown: &'static str,
    /// What to write
    known: &'static [&'static str],
    rows: &'static [(T, &'static [&'static str])],
}

const SUBJECT_KINDS: Words<SubjectKind> = Words {
    unknown: "subject-kind-unknown",
    known: &["org 法人及非法人组织", "person 自然人", "sole-trader 个体工商户"],
    rows: &[
        (
            SubjectKind::Org,
            &[
                "org",
                "法人及非法人组织",
                "法人和非法人组织",
                "法人或其他组织",
                "法人",
                "非法人组织",
                "其他组织",
                "企业",
                "企业法人",
                "社会组织",
                "事业单位",
                "机关",
                "单位",
            ],
        ),
        (SubjectKind::Person, &["person", "自然人", "个人"]),
        (SubjectKind::SoleTrader, &["sole-trader", "个体工商户", "个体户"]),
    ],
};

const ID_KINDS: Words<IdKind> = Words {
    unknown: "id-kind-unknown",
    known: &[
        "uscc 统一社会信用代码",
        "org-code 组织机构代码",
        "reg-no 注册号",
        "tax-no 税务登记号",
        "citizen-id 居民身份证",
        "passport 护照",
        "permit 其他",
    ],
    rows: &[
        (
            IdKind::Uscc,
            &["uscc", "统一社会信用代码", "社会信用代码", "营业执照"],
        ),
        (IdKind::OrgCode, &["org-code", "组织机构代码"]),
        (IdKind::RegNo, &["reg-no", "注册号", "工商注册号"]),
        (
            IdKind::TaxNo,
            &["tax-no", "税务登记号", "税务登记证号", "纳税人识别号"],
        ),
        (
            IdKind::CitizenId,
            &[
                "citizen-id",
                "居民身份证",
                "身份证",
                "居民身份证号",
                "公民身份号码",
            ],
        ),
        (IdKind::Passport, &["passport", "护照"]),
        (
            IdKind::Permit,
            &[
                "permit",
                "其他",
                "港澳通行证",
                "台湾通行证",
                "港澳台居民居住证",
                "外国人永居证",
                "外国人永久居留证",
            ],
        ),
    ],
};

const SEVERITIES: Words<Severity> = Words {
    unknown: "severity-unknown",
    known: &["minor 轻微", "general 一般", "serious 严重"],
    rows: &[
        (Severity::Minor, &["minor", "轻微"]),
        (Severity::General, &["general", "一般"]),
        (Severity::Serious, &["serious", "严重"]),
    ],
};

const STATES: Words<RowState> = Words {
    unknown: "status-unknown",
    known: &[
        "active 有效",
        "pending 待生效",
        "deferred 暂缓",
        "objection 异议",
        "suspended 暂停",
        "repaired 已修复",
        "revoked 已撤销 (撤销, 移出, 解除, 退出)",
    ],
    rows: &[
        (
            RowState::Live(Status::Active),
            &["active", "有效", "在列", "正常"],
        ),
        (RowState::Live(Status::Objection), &["objection", "异议"]),
        (RowState::Live(Status::Suspended), &["suspended", "暂停"]),
        (left_out("pending", Force::Outweighs), &["pending", "待生效"]),
        (left_out("deferred", Force::Outweighs), &["deferred", "暂缓"]),
        (left_out("repaired", Force::Ends), &["repaired", "已修复"]),
        (
            left_out("revoked", Force::Ends),
            &["revoked", "已撤销", "撤销", "移出", "已移出", "解除", "退出"],
        ),
    ],
};

impl<T: Copy> Words<T> {
    fn read(&self, cell: &str) -> Result<T, Problem> {
        let text = clean::half_width(cell);
        let text = text.trim();
        self.rows
            .iter()
            .find(|(_, words)| words.iter().any(|word| word.eq_ignore_ascii_case(text)))
            .map(|(value, _)| *value)
            .ok_or_else(|| Problem::WordUnknown {
                code: self.unknown,
                found: clean::quoted(cell),
                known: self.known,
            })
    }
}

/// The words of every closed column, the code first, for the page that documents them.
#[cfg(test)]
pub(crate) fn all() -> [(crate::Column, Vec<&'static [&'static str]>); 4] {
    use crate::Column;
    fn words<T>(table: &Words<T>) -> Vec<&'static [&'static str]> {
        table.rows.iter().map(|(_, words)| *words).collect()
    }
    [
        (Column::SubjectKind, words(&SUBJECT_KINDS)),
        (Column::IdKind, words(&ID_KINDS)),
        (Column::Severity, words(&SEVERITIES)),
        (Column::Status, words(&STATES)),
    ]
}

/// Reads a cleaned, filled cell.
pub(crate) fn subject_kind(cell: &str) -> Result<SubjectKind, Problem> {
    SUBJECT_KINDS.read(cell)
}

/// Reads a cleaned, filled cell; `其他-` may be followed by anything.
pub(crate) fn id_kind(cell: &str) -> Result<IdKind, Problem> {
    let other = clean::half_width(cell).starts_with("其他-");
    if other {
        Ok(IdKind::Permit)
    } else {
        ID_KINDS.read(cell)
    }
}

/// Whether a register names the licence of a business, which bears a registration number or a credit code.
pub(crate) fn is_licence(cell: &str) -> bool {
    let text = clean::half_width(cell);
    let text = text.trim().trim_start_matches("工商").trim_start_matches("企业");
    ["营业执照", "三证合一", "五证合一", "多证合一"]
        .iter()
        .any(|word| text.starts_with(word))
}

/// Reads a cleaned, filled cell.
pub(crate) fn severity(cell: &str) -> Result<Severity, Problem> {
    SEVERITIES.read(cell)
}

/// Reads a cleaned, filled cell.
pub(crate) fn state(cell: &str) -> Result<RowState, Problem> {
    STATES.read(cell)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_of_core_and_of_the_tables_agree() {
        assert!(
            SubjectKind::ALL
                .iter()
                .all(|kind| subject_kind(kind.code()) == Ok(*kind))
        );
        assert!(IdKind::ALL.iter().all(|kind| id_kind(kind.code()) == Ok(*kind)));
        assert!(
            Severity::ALL
                .iter()
                .all(|grade| severity(grade.code()) == Ok(*grade))
        );
        assert!(
            Status::ALL
                .iter()
                .all(|status| state(status.code()) == Ok(RowState::Live(*status)))
        );
    }

    #[test]
    fn case_and_width_do_not_matter() {
        assert_eq!(subject_kind("ORG"), Ok(SubjectKind::Org));
        assert_eq!(state("ａｃｔｉｖｅ"), Ok(RowState::Live(Status::Active)));
        assert_eq!(id_kind("其他-海关编码"), Ok(IdKind::Permit));
    }

    #[test]
    fn an_unknown_word_is_told_with_the_known_ones() {
        expect_test::expect![[r#""冻结" is none of active 有效, pending 待生效, deferred 暂缓, objection 异议, suspended 暂停, repaired 已修复, revoked 已撤销 (撤销, 移出, 解除, 退出); use one of them"#]]
            .assert_eq(&state("冻结").unwrap_err().to_string());
    }
}
