//! Titles as registers have them.

use super::Meaning::{CitizenId, FormerName, IdKind, Name, NameOrNumber, OwnNumber, SubjectKind};
use super::Number::{Any, Code, CodeOrOrgCode, OrgCode, RegNo, TaxNo};
use super::{Meaning, Rank, meaning};

#[track_caller]
fn all_mean(expected: Meaning, titles: &[&str]) {
    for title in titles {
        assert_eq!(meaning(title), Some(expected), "{title:?}");
    }
}

#[test]
fn code_columns_are_known_in_every_dress() {
    all_mean(
        Meaning::Number(Code),
        &[
            "统一社会信用代码",
            "統一社會信用代碼",
            "企业识别号",
            "识别号",
            "供应商识别号",
            "社信码",
            "原统一社会信用代码",
            "变更前信用代码",
            "社会信用代码",
            "社会统一信用代码",
            "统一信用代码",
            "信用代码",
            "统一社会信用代码*",
            "*统一社会信用代码",
            "＊统一社会信用代码",
            "统一社会信用代码＊",
            "★统一社会信用代码：",
            "统一社会信用代码（必填）",
            "统一社会信用代码【必填】",
            "[必填]统一社会信用代码",
            "必填 统一社会信用代码",
            "统一社会信用代码(三证合一)",
            "统一社会信用代码（18位）",
            "18位统一社会信用代码",
            "1.统一社会信用代码",
            "统一社会\n信用代码",
            "统一社会\r\n信用代码",
            " 统一 社会 信用代码\t",
            "统一社会信用代码\u{200b}",
            "统一社会信用代码号",
            "统一社会信用代码证号",
            "统一社会信用代码编号",
            "供应商统一社会信用代码",
            "企业统一社会信用代码",
            "单位社会信用代码",
            "投标人信用代码",
            "中标供应商统一社会信用代码",
            "中标（成交）供应商统一社会信用代码",
            "拟中标单位统一社会信用代码",
            "企业信用代码（税号）",
            "统一社会信用代码/税号",
            "统一社会信用代码或税号",
            "统一社会信用代码（纳税人识别号）",
            "统一社会信用代码/注册号",
            "统一社会信用代码、营业执照号",
            "营业执照号",
            "营业执照号码",
            "营业执照编号",
            "营业执照统一社会信用代码",
            "三证合一号",
            "三证合一号码",
            "Credit Code",
            "credit_code",
            "creditCode",
            "CREDIT CODE*",
            "USCC",
            "U.S.C.C.",
            "unified social credit code",
            "Unified Social Credit Identifier",
            "Unified Social Credit Code (18 digits)",
            "Supplier Credit Code",
            "Business Licence No.",
        ],
    );
    all_mean(
        Meaning::Number(CodeOrOrgCode),
        &[
            "统一社会信用代码/组织机构代码",
            "统一社会信用代码／组织机构代码",
            "统一社会信用代码（或组织机构代码）",
            "统一社会信用代码(组织机构代码)",
            "统一社会信用代码或组织机构代码",
            "统一社会信用代码（组织机构代码证号）",
            "组织机构代码/统一社会信用代码",
            "组织机构代码（统一社会信用代码）/税号",
            "统一社会信用代码或组织机构代码证号*",
        ],
    );
    all_mean(
        Meaning::Number(OrgCode),
        &[
            "组织机构代码",
            "組織機構代碼",
            "组织机构代码证",
            "组织机构代码证号",
            "企业组织机构代码",
            "机构代码",
            "法人代码",
            "org_code",
            "Organization Code",
        ],
    );
    all_mean(
        Meaning::Number(TaxNo),
        &[
            "纳税人识别号",
            "納稅人識別號",
            "纳税人识别码",
            "税号",
            "企业税号",
            "税务登记号",
            "税务登记证号",
            "税务登记证号码",
            "纳税识别号",
            "Tax No.",
            "tax id",
            "Taxpayer Identification Number",
        ],
    );
    all_mean(
        Meaning::Number(RegNo),
        &[
            "注册号",
            "工商注册号",
            "企业注册号",
            "工商登记号",
            "工商登记注册号",
            "Registration No.",
        ],
    );
    all_mean(
        Meaning::Number(Any),
        &[
            "证件号码",
            "证件号",
            "证照号码",
            "主体证件号码",
            "企业证件号码",
            "统一社会信用代码/身份证号",
            "统一社会信用代码（身份证号）/证件号码",
            "ID No.",
        ],
    );
    all_mean(
        CitizenId,
        &[
            "身份证号",
            "身份证号码",
            "居民身份证号",
            "公民身份号码",
            "个人身份证号码",
        ],
    );
}

#[test]
fn name_columns_are_known_with_how_sure_they_are() {
    all_mean(
        Name(Rank::Role),
        &[
            "供应商",
            "供应商名称",
            "供应商全称",
            "供应商名称（全称）",
            "供应商名称*",
            "投标人",
            "投标人名称",
            "投标单位",
            "投标单位全称",
            "中标人",
            "中标单位名称",
            "中标（成交）供应商",
            "中标供应商名称",
            "第一中标候选人",
            "拟中标单位",
            "成交供应商名称",
            "申请人",
            "申请单位",
            "行政相对人名称",
            "当事人名称",
            "被处罚单位名称",
            "供应商\n名称",
            "投标人/供应商",
            "申请人姓名或名称",
            "Supplier",
            "Supplier Name",
            "Bidder",
            "Name of supplier",
        ],
    );
    all_mean(
        Name(Rank::Subject),
        &[
            "企业名称",
            "公司名称",
            "单位名称",
            "单位名称（盖章）",
            "机构名称",
            "主体名称",
            "企业全称",
            "客户名称",
            "企業名稱",
            "单位名称/姓名",
            "法人名称",
            "Company Name",
        ],
    );
    all_mean(
        Name(Rank::Vague),
        &["名称", "全称", "单位", "企业", "公司", "客户", "name", "Company"],
    );
    all_mean(Name(Rank::Person), &["姓名", "名字"]);
    all_mean(
        FormerName,
        &[
            "曾用名",
            "企业曾用名",
            "原名称",
            "原企业名称",
            "曾用企业名称",
            "变更前单位名称",
            "原供应商",
            "旧公司名称",
            "former_names",
        ],
    );
    all_mean(
        Name(Rank::Role),
        &[
            "联合体成员",
            "联合体成员1",
            "联合体成员二",
            "联合体成员名称",
            "联合体成员单位名称",
            "联合体牵头人",
        ],
    );
    all_mean(NameOrNumber, &["名称/统一社会信用代码", "单位名称或信用代码"]);
}

#[test]
fn numbers_of_ones_own_are_left_to_the_cells() {
    all_mean(
        OwnNumber,
        &[
            "供应商代码",
            "供应商编码",
            "供应商编号",
            "企业编号",
            "单位代码",
            "编号",
            "代码",
            "id",
            "No.",
            "Supplier Code",
            "营业执照",
            "三证合一",
        ],
    );
}

#[test]
fn kinds_are_known() {
    all_mean(
        IdKind,
        &[
            "证件类型",
            "证件类型*",
            "证照类型",
            "主体证件类型",
            "id_kind",
            "ID type",
        ],
    );
    all_mean(
        SubjectKind,
        &[
            "主体类别",
            "主体类别（必填）",
            "主体类型",
            "相对人主体类型",
            "subject kind",
        ],
    );
}

#[test]
fn columns_about_others_are_not_the_subjects() {
    for title in [
        "采购人统一社会信用代码",
        "采购单位名称",
        "招标人",
        "代理机构名称",
        "担保机构统一社会信用代码",
        "法定代表人",
        "法定代表人身份证号",
        "法人身份证号码",
        "统一社会信用代码（采购人）",
        "身份证号（法定代表人）",
        "负责人姓名",
        "联系人",
        "联系电话",
        "开户行账号",
        "银行账户名称",
        "项目名称",
        "产品名称",
        "信用等级",
        "信用代码有效期",
        "营业执照扫描件",
        "中标金额",
        "成交日期",
        "序号",
        "备注",
        "地址",
        "行业代码",
        "行政区划代码",
        "邮政编码",
        "note",
        "contact name",
        "",
        "*",
        "供应商注册信息导出",
        "统一社会信用代码名称",
        "营业执照名称",
    ] {
        assert_eq!(meaning(title), None, "{title:?}");
    }
}
