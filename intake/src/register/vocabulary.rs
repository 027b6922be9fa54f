//! The words of which the titles of registers are made. A title is read where it consists of them and of nothing else.

use super::title::{Meaning, Number, Rank};

/// Words of code columns, with what a number there is a number of.
pub(super) const CODES: [(Number, &str); 4] = [
    (
        Number::Code,
        "\
        统一社会信用代码 社会统一信用代码 统一信用代码 统一社会信用码 社会信用代码 社会信用码 \
        信用代码 信用编码 信用机构代码 机构信用代码 统一代码 统一社会代码 统一标识码 主体身份代码 \
        企业识别号 企业识别码 识别号 识别码 社信码 社信代码 统信码 统代 信用号 信用码 社会信用号 统一编码",
    ),
    (Number::OrgCode, "组织机构代码 组织机构统一代码 机构代码 法人代码"),
    (
        Number::TaxNo,
        "税务代码 税务号 纳税号 纳税人号 纳税人代码 纳税人识别号 税号",
    ),
    (Number::RegNo, "注册号 注册登记号 登记证号 登记证书号"),
];

/// Words that make a code column with a word for a number behind them, as in `营业执照号`. By themselves they may say
/// whether there is a certificate.
pub(super) const CODE_STEMS: [(Number, &str); 4] = [
    (
        Number::Code,
        "统一社会信用 社会信用 三证合一 五证合一 多证合一 营业执照 执照",
    ),
    (Number::OrgCode, "组织机构"),
    (
        Number::TaxNo,
        "纳税人识别 纳税识别 纳税人登记 纳税登记 税务登记 税务识别",
    ),
    (Number::RegNo, "工商注册 工商登记 法人登记证 法人证书"),
];

/// What every title that speaks of organisation codes holds.
pub(super) const ORG_CODE: &str = "机构代码";

/// Words for a number, behind those of a code column.
pub(super) const CODE_ENDS: &str = "号 码 号码 代码 证 证书 编号 编码 数字 信息 证件";

/// Words of columns of numbers of any kind.
pub(super) const NUMBERS: &str = "\
    证件号 证件号码 证件编号 证件代码 证照号 证照号码 证照编号 证照代码 身份证件号 身份证件号码 \
    主体标识码 主体标识号";

/// Words of columns of citizen ids. Beside a representative's name they may be the representative's.
pub(super) const CITIZEN_IDS: &str = "\
    身份证 身份证号 身份证号码 居民身份证 居民身份证号 居民身份证号码 公民身份号码 公民身份证号码 \
    公民身份证号";

/// Words of numbers that somebody may have given to subjects by themselves: read as codes where they look like codes.
pub(super) const OWN_NUMBERS: &str = "代码 编码 编号 代号 号码 标识 标识码 码";

/// Kinds of number, and of subject.
pub(super) const KINDS: [(Meaning, &str); 2] = [
    (
        Meaning::IdKind,
        "证件类型 证件种类 证件类别 证照类型 证照种类 证照类别 身份证件类型",
    ),
    (Meaning::SubjectKind, "主体类别 主体类型 主体种类"),
];

/// Who stands in a register, in words that say so by themselves.
pub(super) const ROLES: &str = "\
    供应商 供货商 供货单位 供货人 供方 投标人 投标单位 投标企业 投标公司 投标方 投标商 竞标人 竞买人 \
    竞得人 响应人 响应单位 报价人 报价单位 报名单位 中标人 中标单位 中标企业 中标公司 中标方 中标商 \
    中选人 中选单位 成交人 成交单位 候选人 候选单位 入围单位 入选单位 承包人 承包商 承包单位 承包方 \
    承建单位 承建商 分包人 分包商 分包单位 总包单位 总承包单位 承揽单位 承接单位 承担单位 施工单位 \
    施工企业 监理单位 设计单位 勘察单位 服务商 服务单位 服务机构 生产商 生产厂家 生产单位 生产企业 \
    制造商 厂商 厂家 经销商 代理商 经营者 经营单位 经营户 经营主体 市场主体 商户 商家 店铺 申请人 \
    申请单位 申请企业 申请机构 申请者 申报人 申报单位 申报企业 申报主体 相对人 行政相对人 当事人 \
    被处罚人 被处罚单位 处罚对象 被许可人 被执行人 失信主体 失信被执行人 信用主体 被查询人 \
    被查询单位 被查询主体 查询对象 查询主体 比对对象 核查对象 拟推荐单位 候选企业 会员单位 成员单位 \
    参建单位 参建方 用人单位 纳税人 借款人 借款企业 贷款人 受让人 承租人 承租方 乙方 卖方 联合体成员 \
    联合体牵头人 联合体牵头单位 联合体单位 联合体企业 联合体公司 联合体各方 其他成员 其它成员 成员企业 \
    成员公司 成员方 共同投标人 联合投标人 牵头单位 牵头人 牵头方 合作单位 合作方 往来单位 参保单位 缴费单位 获奖单位 \
    参评单位 参评企业 受奖单位 法人单位 企业法人 法人及非法人组织 法人和非法人组织 法人组织 其他组织 \
    非法人组织 社会组织 事业单位 社会团体 民办非企业单位 个体工商户 个体户 自然人";

/// Words for a subject that may also mean something else.
pub(super) const SUBJECTS: &str = "企业 公司 单位 机构 主体 组织 客户 对象 商 个人";

/// Words for a name.
pub(super) const NAMES: &str = "名称 全称 名 中文名称 中文名 抬头";

/// What a person is called; of an organisation's register it is somebody who works there.
pub(super) const PERSON_NAMES: &str = "姓名 名字";

/// Words for the name of an organisation that are not made of the others.
pub(super) const WHOLE_NAMES: &str = "法人名称 单位户名 字号名称 字号";

/// Words for earlier names.
pub(super) const FORMER_NAMES: &str = "曾用名 曾用名称 原名称 原名 旧名称 更名前名称 变更前名称 别名 又名";

/// Words for what was before, in front of a name or a code.
pub(super) const FORMER: &str = "原 原来的 曾用 曾 旧 老 更名前 变更前 变更前的 更名前的 以前的";

/// Words that change nothing.
pub(super) const FILLERS: &str = "\
    拟 第一 第二 第三 第 位 本 该 各 参与 参加 入库 入围 备案 注册 登记 国内 境内 请 填写 输入 的 之 \
    新 现 完整 正式 工商 有效 法定 十八 推荐 中标 中选 成交 联合体 成员 必填 必填项 选填 必须 项 栏 \
    所有 预 优胜 单一来源 潜在 合格 意向 一 二 三 其他 其它 其余 另 方";

/// Words by which a column is about somebody else than the subject, wherever in a title they stand.
pub(super) const OTHERS: &str = "\
    法定代表 法人代表 代表人 负责人 联系人 经办 代理人 委托人 被授权 授权 股东 控制人 项目经理 开户 \
    银行 账号 账户 帐号 帐户 采购人 采购单位 采购方 招标人 招标单位 招标方 代理机构 认定 机关 主管 \
    项目 担保 上级 母公司 甲方 买方";

/// Words of somebody who acts for the subject: a citizen id beside them may be that person's.
pub(super) const REPRESENTATIVES: &str = "\
    法定代表 法人代表 代表人 负责人 联系人 经办 代理人 授权 股东 控制人 项目经理 legalrep \
    representative contact";

/// What clerks also call a legal representative, though it means the organisation.
pub(super) const LEGAL_PERSON: &str = "法人";

/// English titles, in small letters and nothing else, with the words for a subject before them taken off.
pub(super) const ENGLISH: [(Meaning, &str); 10] = [
    (
        Meaning::Number(Number::Code),
        "\
        creditcode creditno creditid socialcreditcode socialcreditno socialcreditnumber \
        socialcreditidentifier unifiedcreditcode unifiedsocialcreditcode \
        unifiedsocialcreditcodenumber unifiedsocialcreditno unifiedsocialcreditnumber \
        unifiedsocialcreditid unifiedsocialcreditidentifier uniformsocialcreditcode uscc usccode \
        uscccode usccnumber uscid usci uscicode usc tyshxydm shxydm xydm businesslicense \
        businesslicence businesslicenseno businesslicenceno businesslicensenumber \
        businesslicencenumber licenseno licenceno licensenumber licencenumber",
    ),
    (
        Meaning::Number(Number::OrgCode),
        "orgcode organizationcode organisationcode orginstitutecode institutioncode zzjgdm",
    ),
    (
        Meaning::Number(Number::TaxNo),
        "\
        taxno taxid taxnumber taxcode taxpayerid taxpayerno taxpayernumber taxpayercode \
        taxpayeridentificationnumber taxpayeridentificationno taxidentificationnumber \
        taxregistrationno taxregistrationnumber tin nsrsbh",
    ),
    (
        Meaning::Number(Number::RegNo),
        "regno registrationno registrationnumber registrationcode",
    ),
    (
        Meaning::Number(Number::Any),
        "idno idnumber identifier documentnumber",
    ),
    (Meaning::OwnNumber, "id code no number num"),
    (Meaning::IdKind, "idkind idtype kindofid typeofid documenttype"),
    (Meaning::SubjectKind, "subjectkind subjecttype kindofsubject"),
    (Meaning::FormerName, "formername formernames previousname oldname"),
    (Meaning::Name(Rank::Subject), "name fullname title chinesename"),
];

/// English words for a subject, before the others or by themselves.
pub(super) const ENGLISH_ROLES: &str = "\
    supplier suppliers vendor bidder tenderer contractor subcontractor applicant winner manufacturer \
    provider dealer";

/// The same, where they may also mean something else.
pub(super) const ENGLISH_SUBJECTS: &str = "\
    nameof the company companys enterprise organization organisation org business corporate entity \
    legal firm customer client subject party winning registered your full china chinese";

/// The words with what they are for, for the page that documents them.
#[cfg(test)]
pub(crate) fn documented() -> Vec<(&'static str, &'static str)> {
    let [code, org_code, tax_no, reg_no] = CODES.map(|(_, words)| words);
    let [code_stems, org_code_stems, tax_no_stems, reg_no_stems] = CODE_STEMS.map(|(_, words)| words);
    let [id_kinds, subject_kinds] = KINDS.map(|(_, words)| words);
    vec![
        ("credit codes", code),
        ("credit codes, with a word for a number behind", code_stems),
        ("organisation codes", org_code),
        (
            "organisation codes, with a word for a number behind",
            org_code_stems,
        ),
        ("tax numbers", tax_no),
        ("tax numbers, with a word for a number behind", tax_no_stems),
        ("registration numbers", reg_no),
        (
            "registration numbers, with a word for a number behind",
            reg_no_stems,
        ),
        ("a number, behind those words", CODE_ENDS),
        ("numbers in general", NUMBERS),
        ("citizen ids", CITIZEN_IDS),
        ("numbers of one's own", OWN_NUMBERS),
        ("kinds of number", id_kinds),
        ("kinds of subject", subject_kinds),
        ("who stands there", ROLES),
        ("who stands there, or something else", SUBJECTS),
        ("names, behind those words or alone", NAMES),
        ("names of persons", PERSON_NAMES),
        ("whole titles for names", WHOLE_NAMES),
        ("earlier names", FORMER_NAMES),
        ("earlier, in front of a name or a code", FORMER),
        ("no difference", FILLERS),
        ("somebody else: not read", OTHERS),
    ]
}
