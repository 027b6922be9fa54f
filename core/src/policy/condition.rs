//! What the asker asserts: conditions of the matter, and the role in which a subject is asked about.

use super::code::coded;
use crate::record::SubjectKind;

coded! {
    /// What the caller asserts so that a conditional measure, or the one of a role, applies.
    Condition {
        /// The tender or transaction document says so
        Document = "document",
        /// The application guide says so
        Guide = "guide",
        /// The authority confirms the legal basis
        Basis = "basis",
        /// The subject is asked about as [`Role::Expert`]
        Expert = "expert",
        /// The subject is asked about as [`Role::Staff`]
        Staff = "staff",
        /// The subject is asked about as [`Role::Agency`]
        Agency = "agency",
        /// The question is about the unit's [`Role::LegalRepresentative`]
        LegalRepresentative = "legal-representative",
    }
}

coded! {
    /// In which role a subject is asked about, where the law tells roles apart.
    Role {
        /// 评标专家, 评审专家
        Expert = "expert",
        /// 招标从业人员
        Staff = "staff",
        /// 招标代理机构, 采购代理机构
        Agency = "agency",
        /// 法定代表人, 负责人 of the unit asked about
        LegalRepresentative = "legal-representative",
    }
}

impl Condition {
    /// The role, where a role is asserted.
    pub fn role(self) -> Option<Role> {
        match self {
            Self::Document | Self::Guide | Self::Basis => None,
            Self::Expert => Some(Role::Expert),
            Self::Staff => Some(Role::Staff),
            Self::Agency => Some(Role::Agency),
            Self::LegalRepresentative => Some(Role::LegalRepresentative),
        }
    }
}

impl Role {
    /// Whether a subject of the kind can be asked about in the role.
    pub fn fits(self, kind: SubjectKind) -> bool {
        match self {
            Self::Expert | Self::Staff => kind == SubjectKind::Person,
            Self::Agency => kind != SubjectKind::Person,
            Self::LegalRepresentative => kind == SubjectKind::Org,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_role_can_be_asserted() {
        for role in Role::ALL {
            let condition = Condition::from_code(role.code()).unwrap();
            assert_eq!(condition.role(), Some(*role));
        }
        let roles = Condition::ALL
            .iter()
            .filter(|condition| condition.role().is_some());
        assert_eq!(roles.count(), Role::ALL.len());
    }
}
