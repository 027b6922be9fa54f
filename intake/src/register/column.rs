//! What a column of a register is.

use core::fmt;

/// What a column of a register says of the subject.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RegisterColumn {
    /// Unified social credit code, or whatever number stands there
    CreditCode,
    /// Organisation code
    OrgCode,
    /// Tax number
    TaxNo,
    /// Registration number
    RegNo,
    /// Citizen id
    CitizenId,
    /// Another number, to be read as the kind says, else in every way
    Id,
    /// How the other number is to be read
    IdKind,
    /// Name
    Name,
    /// Earlier name
    FormerName,
    /// Name or number, as it comes
    NameOrNumber,
    /// Organisation, person or sole trader
    SubjectKind,
}

impl RegisterColumn {
    /// Every meaning.
    pub const ALL: [Self; 11] = [
        Self::CreditCode,
        Self::OrgCode,
        Self::TaxNo,
        Self::RegNo,
        Self::CitizenId,
        Self::Id,
        Self::IdKind,
        Self::Name,
        Self::FormerName,
        Self::NameOrNumber,
        Self::SubjectKind,
    ];

    /// The English title, which is also the word in reports.
    pub fn code(self) -> &'static str {
        match self {
            Self::CreditCode => "credit_code",
            Self::OrgCode => "org_code",
            Self::TaxNo => "tax_no",
            Self::RegNo => "reg_no",
            Self::CitizenId => "citizen_id",
            Self::Id => "id",
            Self::IdKind => "id_kind",
            Self::Name => "name",
            Self::FormerName => "former_name",
            Self::NameOrNumber => "name_or_number",
            Self::SubjectKind => "subject_kind",
        }
    }

    /// The Chinese title.
    pub fn label(self) -> &'static str {
        match self {
            Self::CreditCode => "统一社会信用代码",
            Self::OrgCode => "组织机构代码",
            Self::TaxNo => "纳税人识别号",
            Self::RegNo => "注册号",
            Self::CitizenId => "身份证号",
            Self::Id => "证件号码",
            Self::IdKind => "证件类型",
            Self::Name => "名称",
            Self::FormerName => "曾用名",
            Self::NameOrNumber => "名称或号码",
            Self::SubjectKind => "主体类别",
        }
    }
}

impl fmt::Display for RegisterColumn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.code(), self.label())
    }
}

/// A column as it stands in the register.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TitledColumn {
    /// Place, from 1
    pub position: usize,
    /// Its title on one line, as far as it may be shown
    pub title: String,
}

/// In which language the header is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    /// Chinese
    Chinese,
    /// English
    English,
}
