//! The words of the page that no other interface has: Chinese, English.

pub(super) use crate::phrases::{
    AUTHORITY, BASIS, CAUSE, DOCUMENT, LISTED_NAME, LISTED_ON, MEASURE, NO_TERM, UNTIL,
};

pub(super) const TITLE: [&str; 2] = ["信用名单预比对记录", "Record of a credit list pre-check"];
pub(super) const IS_NOT: [&str; 2] = [
    "本页是名单预比对的记录，供采购档案留存；不能代替官方渠道查询结果，不作为认定或者处理的依据，由经办人核实后决定。",
    "This page records a pre-check against lists, for the procurement file. It does not replace the official query and decides nothing; the officer in charge verifies and decides.",
];
pub(super) const PROJECT: [&str; 2] = ["项目", "Project"];
pub(super) const OPERATOR: [&str; 2] = ["经办人", "Officer"];
pub(super) const ADDED: [&str; 2] = ["（打印时补填）", " (added when printing)"];
pub(super) const MATTER: [&str; 2] = ["事项", "Matter"];
pub(super) const AS_OF: [&str; 2] = ["比对基准日", "Compared as of"];
pub(super) const ASKED_AT: [&str; 2] = ["比对时间", "Asked at"];
pub(super) const BEIJING: [&str; 2] = ["（北京时间）", " (Beijing)"];
pub(super) const CONDITIONS: [&str; 2] = ["主张的条件", "Asserted"];
pub(super) const SUBJECT: [&str; 2] = ["主体", "Subject"];
pub(super) const MEMBER: [&str; 2] = ["联合体成员", "Consortium member"];
pub(super) const READ: [&str; 2] = ["识别为", "read as"];
pub(super) const OUTCOME: [&str; 2] = ["结论", "Outcome"];
pub(super) const PROMPTS: [&str; 2] = ["提示", "Prompts"];
pub(super) const RECORDS: [&str; 2] = ["名单记录", "Records"];
pub(super) const NO_RECORDS: [&str; 2] = [
    "在所比对的名单中未发现记录。这不等于信用良好。",
    "No record was found in the lists compared. That says nothing more.",
];
pub(super) const POSSIBLE: [&str; 2] = ["疑似，须核实", "possible, to be verified"];
pub(super) const CONFIRMED: [&str; 2] = ["证件号码一致", "same identifier"];
pub(super) const SEVERITY: [&str; 2] = ["失信等级", "Severity"];
pub(super) const STATUS: [&str; 2] = ["状态", "Status"];
pub(super) const EFFECT: [&str; 2] = ["本事项的后果", "Effect in this matter"];
pub(super) const RECORD_ID: [&str; 2] = ["记录编号", "Record id"];
pub(super) const COMPARED: [&str; 2] = ["已比对的名单（记录数）", "Lists compared (records)"];
pub(super) const NOT_COMPARED: [&str; 2] = ["未比对", "Not compared"];
pub(super) const NOTHING: [&str; 2] = ["无", "nothing"];
pub(super) const PERSONS: [&str; 2] = ["自然人记录", "records of natural persons"];
pub(super) const UNREAD: [&str; 2] = ["未能读取 {rows} 行", "unread rows: {rows}"];
pub(super) const DATA: [&str; 2] = ["数据", "Data"];
pub(super) const DATA_AS_OF: [&str; 2] = ["数据截至", "as of"];
pub(super) const ISSUED: [&str; 2] = ["签发", "issued"];
pub(super) const NO: [&str; 2] = ["第 {no} 期", "no. {no}"];
pub(super) const SIGNERS: [&str; 2] = ["签名密钥", "signed by key"];
pub(super) const PACK: [&str; 2] = ["政策包", "policy pack"];
pub(super) const ROW: [&str; 2] = [
    "登记表第 {row} 行，登记表证据树根",
    "row {row} of a register, whose tree has the root",
];
pub(super) const DIGEST: [&str; 2] = ["证据摘要", "Digest of the evidence"];
pub(super) const MADE_BY: [&str; 2] = [
    "{software} 生成；以 jrp replay 可凭证据文件和存档名单复核",
    "made by {software}; jrp replay asks again from the evidence file and the archived lists",
];
pub(super) const OFFICIAL: [&str; 2] = [
    "官方渠道查询结果截图粘贴处（查询网址、时间须可见）",
    "Picture of the official query here (address and time must be seen)",
];
pub(super) const DECISION: [&str; 2] = ["核实情况及处理意见", "What was verified and decided"];
pub(super) const SIGNATURE: [&str; 2] = ["经办人签字", "Signature"];
pub(super) const DATE: [&str; 2] = ["日期", "Date"];
pub(super) const SEAL: [&str; 2] = ["单位盖章", "Seal"];

/// What is asserted, by its code.
pub(super) fn condition(code: &str) -> [&'static str; 2] {
    match code {
        "document" => ["采购（交易）文件已载明", "the document says so"],
        "guide" => ["办事指南已载明", "the guide says so"],
        "basis" => ["已确认法律依据", "the legal basis is confirmed"],
        "expert" => ["作为评审专家", "as an expert"],
        "staff" => ["作为招标从业人员", "as tender staff"],
        "agency" => ["作为代理机构", "as an agency"],
        "legal-representative" => ["作为法定代表人", "as the legal representative"],
        _ => ["其他", "other"],
    }
}
