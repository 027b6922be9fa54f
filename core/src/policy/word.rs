//! `words.csv`: small words inside prompts.

use super::code::coded;
use super::sheet::Sheet;
use super::{Condition, Lang, PolicyError, PolicyProblem, Role, Tables};
use crate::subject::IdKind;
use crate::subject::name::similar::Difference;

coded! {
    /// A small word inside prompts.
    Word {
        /// 无固定期限: stands for `until`
        NoFixedTerm = "no-fixed-term",
        /// What must be stated where, for [`Condition::Document`]
        ConditionDocument = "condition-document",
        /// The same for [`Condition::Guide`]
        ConditionGuide = "condition-guide",
        /// The same for [`Condition::Basis`]
        ConditionBasis = "condition-basis",
        /// 评标专家, 评审专家: [`Role::Expert`]
        RoleExpert = "role-expert",
        /// 招标从业人员: [`Role::Staff`]
        RoleStaff = "role-staff",
        /// 招标代理机构: [`Role::Agency`]
        RoleAgency = "role-agency",
        /// 法定代表人、负责人: [`Role::LegalRepresentative`]
        RoleLegalRepresentative = "role-legal-representative",
        /// Between a role and its measure
        RoleSeparator = "role-separator",
        /// Between one role and the next
        RoleListSeparator = "role-list-separator",
        /// Between the names of lists
        ListSeparator = "list-separator",
        /// 该主体: a subject without a name
        ThisSubject = "this-subject",
        /// Where no link is known
        OfficialChannel = "official-channel",
        /// A record without a document number
        DocumentUnnamed = "document-unnamed",
        /// What a number is a number of, for each [`IdKind`]
        KindUscc = "kind-uscc",
        /// 组织机构代码
        KindOrgCode = "kind-org-code",
        /// 注册号
        KindRegNo = "kind-reg-no",
        /// 税务登记号
        KindTaxNo = "kind-tax-no",
        /// 居民身份证号码
        KindCitizenId = "kind-citizen-id",
        /// 护照号码
        KindPassport = "kind-passport",
        /// 证件号码
        KindPermit = "kind-permit",
        /// How a similar name differs: the parts stand in another order
        DifferenceOrder = "difference-order",
        /// The legal form
        DifferenceForm = "difference-form",
        /// The region
        DifferenceRegion = "difference-region",
        /// A character of the same sound
        DifferenceSound = "difference-sound",
        /// A character of similar shape
        DifferenceShape = "difference-shape",
        /// Two neighbours swapped
        DifferenceSwap = "difference-swap",
        /// One character more or less
        DifferenceCount = "difference-count",
        /// One character is another
        DifferenceCharacter = "difference-character",
    }
}

impl From<IdKind> for Word {
    fn from(kind: IdKind) -> Self {
        match kind {
            IdKind::Uscc => Self::KindUscc,
            IdKind::OrgCode => Self::KindOrgCode,
            IdKind::RegNo => Self::KindRegNo,
            IdKind::TaxNo => Self::KindTaxNo,
            IdKind::CitizenId => Self::KindCitizenId,
            IdKind::Passport => Self::KindPassport,
            IdKind::Permit => Self::KindPermit,
        }
    }
}

impl From<Condition> for Word {
    fn from(condition: Condition) -> Self {
        match condition {
            Condition::Document => Self::ConditionDocument,
            Condition::Guide => Self::ConditionGuide,
            Condition::Basis => Self::ConditionBasis,
            Condition::Expert => Self::RoleExpert,
            Condition::Staff => Self::RoleStaff,
            Condition::Agency => Self::RoleAgency,
            Condition::LegalRepresentative => Self::RoleLegalRepresentative,
        }
    }
}

impl From<Role> for Word {
    fn from(role: Role) -> Self {
        match role {
            Role::Expert => Self::RoleExpert,
            Role::Staff => Self::RoleStaff,
            Role::Agency => Self::RoleAgency,
            Role::LegalRepresentative => Self::RoleLegalRepresentative,
        }
    }
}

impl From<Difference> for Word {
    fn from(difference: Difference) -> Self {
        match difference {
            Difference::Order => Self::DifferenceOrder,
            Difference::Form => Self::DifferenceForm,
            Difference::Region => Self::DifferenceRegion,
            Difference::Sound => Self::DifferenceSound,
            Difference::Shape => Self::DifferenceShape,
            Difference::Swap => Self::DifferenceSwap,
            Difference::Count => Self::DifferenceCount,
            Difference::Character => Self::DifferenceCharacter,
        }
    }
}

/// Texts in the order of [`Word::ALL`]: Chinese, English.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Words(Vec<[String; 2]>);

impl Words {
    pub(super) fn text(&self, word: Word, lang: Lang) -> &str {
        self.0
            .get(word as usize)
            .map_or("", |[zh_cn, en]| lang.pick([zh_cn, en]))
    }
}

pub(super) fn read(tables: &Tables) -> Result<Words, PolicyError> {
    let sheet = Sheet::open(tables, "words", &["code", "zh-CN", "en"])?.passing_over("code");
    let rows = sheet.unique(|row| row.coded::<Word>("code").map(Word::code))?;
    let mut words = Vec::with_capacity(Word::ALL.len());
    for word in Word::ALL {
        let Some((row, _)) = rows.iter().find(|(_, code)| *code == word.code()) else {
            return Err(sheet.lacks(word.code()));
        };
        for column in ["zh-CN", "en"] {
            row.required(column)?;
            if row.exact(column).contains(['{', '}']) {
                return Err(row.refuse(column, PolicyProblem::StrayBrace));
            }
        }
        // A separator may end with a space that matters.
        words.push(["zh-CN", "en"].map(|column| row.exact(column).to_owned()));
    }
    Ok(Words(words))
}
