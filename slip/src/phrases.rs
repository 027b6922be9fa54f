//! Words of an answer that page, terminal and web element share, Chinese and English. Those of prompts are the policy
//! pack's. The element's are written from here, see `generated/words.ts` of the npm package.

use jrp_core::compare::{FreshnessState, Match, Outcome};
use jrp_core::policy::{Effect, PromptLevel};
use jrp_core::record::Status;

/// 名单
pub const LIST: [&str; 2] = ["名单", "List"];
/// The name that the list has
pub const LISTED_NAME: [&str; 2] = ["在列名称", "Listed name"];
/// 认定单位
pub const AUTHORITY: [&str; 2] = ["认定单位", "Authority"];
/// 文书号
pub const DOCUMENT: [&str; 2] = ["文书号", "Document no."];
/// 列入事由
pub const CAUSE: [&str; 2] = ["列入事由", "Cause"];
/// 列入日期
pub const LISTED_ON: [&str; 2] = ["列入日期", "Listed on"];
/// 公示截止
pub const UNTIL: [&str; 2] = ["公示截止", "Published until"];
/// In the place of a date
pub const NO_TERM: [&str; 2] = ["无固定期限", "no fixed term"];
/// 措施
pub const MEASURE: [&str; 2] = ["措施", "Measure"];
/// 依据
pub const BASIS: [&str; 2] = ["依据", "Basis"];

/// 核实渠道
pub const VERIFY: [&str; 2] = ["核实渠道", "Verify on"];
/// 继续办理的理由
pub const REASON: [&str; 2] = ["继续办理的理由", "Reason for going on"];

/// The labels of a record, by the keys that the web element has for them.
pub const LABELS: [(&str, [&str; 2]); 12] = [
    ("field-list", LIST),
    ("field-listed-name", LISTED_NAME),
    ("field-authority", AUTHORITY),
    ("field-document", DOCUMENT),
    ("field-cause", CAUSE),
    ("field-listed-on", LISTED_ON),
    ("field-until", UNTIL),
    ("field-measure", MEASURE),
    ("field-basis", BASIS),
    ("no-fixed-term", NO_TERM),
    ("field-verify", VERIFY),
    ("reason", REASON),
];

/// What it comes to. Never that somebody is good or bad: a person decides.
pub fn outcome(outcome: Outcome) -> [&'static str; 2] {
    match outcome {
        Outcome::Prohibited => [
            "涉及禁止类措施，请核实",
            "a prohibition is concerned; please verify",
        ],
        Outcome::Restricted => [
            "涉及限制类措施，请核实",
            "a restriction is concerned; please verify",
        ],
        Outcome::Review => ["须人工审核", "a person must review this"],
        Outcome::Notice => ["仅作告知", "for information only"],
        Outcome::Preferred => ["可考虑守信激励", "incentives may be considered"],
        Outcome::Clear => ["未发现有效记录", "no effective record was found"],
        Outcome::Indeterminate => ["无法比对", "no comparison is possible"],
    }
}

/// To whom is spoken: what a supplier can do is not what a clerk can do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Audience {
    /// 供应商, who fills the form in
    Supplier,
    /// 经办人, who decides
    Clerk,
}

impl Audience {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Supplier, Self::Clerk];

    /// Its word in attributes and keys.
    pub fn code(self) -> &'static str {
        match self {
            Self::Supplier => "supplier",
            Self::Clerk => "clerk",
        }
    }
}

/// The one line to act on.
pub fn act(audience: Audience, outcome: Outcome) -> [&'static str; 2] {
    match (audience, outcome) {
        (Audience::Supplier, Outcome::Prohibited | Outcome::Restricted) => [
            "请核对所填信息；确属本单位的，请联系经办人，符合条件的可申请信用修复。",
            "Check what you entered. If it is about you, contact the officer in charge; where the conditions are met, you can apply for credit repair.",
        ],
        (Audience::Supplier, Outcome::Review) => [
            "请核对并补全所填信息；经办人将进行核实。",
            "Check and complete what you entered; the officer in charge will verify it.",
        ],
        (Audience::Supplier, Outcome::Notice) => [
            "可以继续填写；请了解以下情况。",
            "You can go on; please take note of the following.",
        ],
        (Audience::Supplier, Outcome::Preferred) => [
            "可以继续填写；是否适用激励措施，由经办人核实后决定。",
            "You can go on; the officer in charge verifies and decides whether an incentive applies.",
        ],
        (Audience::Supplier, Outcome::Clear) => ["可以继续填写。", "You can go on."],
        (Audience::Supplier, Outcome::Indeterminate) => [
            "请核对并补全所填信息；仍不能比对的，由经办人通过官方渠道查询。",
            "Check and complete what you entered; if it still cannot be compared, the officer in charge will query the official channel.",
        ],
        (Audience::Clerk, Outcome::Prohibited | Outcome::Restricted) => [
            "请先在官方渠道核实，再决定是否继续办理。",
            "Verify on the official channel first, then decide whether to go on.",
        ],
        (Audience::Clerk, Outcome::Review) => [
            "请核实是否为同一主体以及以下情况，再作决定。",
            "Verify the identity and the points below, then decide.",
        ],
        (Audience::Clerk, Outcome::Notice) => [
            "可以继续办理；请了解以下情况。",
            "You can go on; please take note of the following.",
        ],
        (Audience::Clerk, Outcome::Preferred) => [
            "可以继续办理；核实后决定是否给予激励。",
            "You can go on; verify, then decide whether to grant the incentive.",
        ],
        (Audience::Clerk, Outcome::Clear) => [
            "可以继续办理；依规须作官方查询的，仍应查询。",
            "You can go on; where an official query is required, it still has to be made.",
        ],
        (Audience::Clerk, Outcome::Indeterminate) => [
            "请补全信息后再比对，或通过官方渠道查询。",
            "Complete the entry and compare again, or query the official channel.",
        ],
    }
}

/// What a list means in the matter.
pub fn effect(effect: Option<Effect>) -> [&'static str; 2] {
    match effect {
        Some(Effect::Prohibit) => ["禁止", "prohibit"],
        Some(Effect::Restrict) => ["限制", "restrict"],
        Some(Effect::Review) => ["人工审核", "review"],
        Some(Effect::Notice) => ["告知", "notice"],
        Some(Effect::Priority) => ["优先", "priority"],
        Some(Effect::GreenChannel) => ["绿色通道", "green channel"],
        None => ["—", "—"],
    }
}

/// How a record was found.
pub fn matched(matched: Match) -> [&'static str; 2] {
    match matched {
        Match::Identifier => ["证件一致", "identifier"],
        Match::Masked => ["部分一致", "masked"],
        Match::Name => ["同名", "name only"],
        Match::Similar => ["疑似", "similar"],
    }
}

/// How a record stands.
pub fn status(status: Option<Status>) -> [&'static str; 2] {
    match status {
        Some(Status::Active) => ["有效", "active"],
        Some(Status::Objection) => ["异议", "objection"],
        Some(Status::Suspended) => ["暂停", "suspended"],
        Some(Status::Unread) => ["未能读取", "unread"],
        None => ["—", "—"],
    }
}

/// How loud a prompt is.
pub fn level(level: PromptLevel) -> [&'static str; 2] {
    match level {
        PromptLevel::Stop => ["禁止", "stop"],
        PromptLevel::Warn => ["注意", "attention"],
        PromptLevel::Info => ["告知", "note"],
        PromptLevel::Good => ["激励", "incentive"],
    }
}

/// How old the data are.
pub fn freshness(state: FreshnessState) -> [&'static str; 2] {
    match state {
        FreshnessState::Fresh => ["有效期内", "fresh"],
        FreshnessState::Stale => ["应更新而未更新", "an update is overdue"],
        FreshnessState::Expired => ["已过有效期", "expired"],
        FreshnessState::Future => ["晚于本机时间", "later than this computer's time"],
    }
}

/// A number with its thousands parted.
pub fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}
