/** A calendar date in Beijing, `YYYY-MM-DD` */
export type IsoDate = string;
/** A moment in RFC 3339 */
export type IsoTime = string;
/** A question: the subject's keys beside the scenario, further members of a consortium behind them. */
export interface Query {
    /** 事项: where the question is asked, such as `ZFCG` */
    scenario: string;
    /** 主体类别; a name alone is taken as an organisation's */
    kind?: SubjectKind | null;
    /** 统一社会信用代码 */
    creditCode?: string | null;
    /** 主体名称 */
    name?: string | null;
    /** Another identifier */
    id?: Id | null;
    /** The other members of a consortium */
    members?: Member[];
    /** What the asker asserts, so that conditional measures apply */
    conditions?: Condition[];
    /** The date on which records must be effective, such as the tender's cut-off; today in Beijing where absent */
    on?: IsoDate | null;
    /** The present time, as a `Date` or in RFC 3339; the clock's where absent */
    now?: Date | string | null;
    /** Language of the prompts; `zh-CN` where absent */
    lang?: Lang | null;
}
/** The answer to one query. */
export interface Comparison {
    /** What it comes to */
    outcome: Outcome;
    /** 事项 */
    scenario: string;
    /** The date asked */
    on: IsoDate;
    /** The subjects as understood, the first one and the consortium members */
    subjects: SubjectEcho[];
    /** Records reached, the strictest first */
    findings: Finding[];
    /** What is odd about the input */
    warnings: Warning[];
    /** What to tell the person, the loudest first */
    prompts: Prompt[];
    /** How old the data are */
    freshness: Freshness;
    /** What the subjects were compared with */
    compared: Compared;
    /** Which snapshot answered; absent where several did */
    snapshot?: SnapshotEcho;
    /** Which snapshots answered; absent where one did */
    snapshots?: SnapshotOfSet[];
}
/** Publisher, sequence, dates, lists with their records, scenarios. */
export interface RosterInfo {
    /** 发布机构 */
    publisher: string;
    /** 行政区划 */
    region: string;
    /** Whom the snapshot is for */
    audience: Audience;
    /** Which algorithms signed and digested it */
    suite: Suite;
    /** Sequence of the newest layer */
    sequence: number;
    /** Deltas on the base */
    deltas: number;
    /** Header digest of the newest layer */
    digest: string;
    /** Version of the policy pack */
    policy: string;
    /** When the newest layer was issued */
    issuedAt: IsoTime;
    /** The date the data stand for */
    dataAsOf: IsoDate;
    /** When the next update is due */
    nextUpdate: IsoTime;
    /** From when on questions stay open */
    expiresAt: IsoTime;
    /** Live records */
    records: number;
    /** The lists, by code */
    lists: ListInfo[];
    /** The scenarios, by code */
    scenarios: ScenarioInfo[];
    /** The official channels of the region, by topic: the only addresses that a host may make links of */
    links: LinkInfo[];
}
/** What a published folder holds now, and whose it is. */
export interface ManifestInfo {
    /** 发布机构 */
    publisher: string;
    /** 行政区划 */
    region: string;
    /** Whom it is for */
    audience: Audience;
    /** Which algorithms digest its files */
    suite: Suite;
    /** Sequence of the newest layer */
    sequence: number;
    /** Header digest of the newest layer */
    digest: string;
    /** When the newest layer was issued */
    issuedAt: IsoTime;
    /** When the next publication is due */
    nextUpdate: IsoTime;
    /** After this nothing is answered from it */
    expiresAt: IsoTime;
    /** The base, then its deltas */
    layers: LayerInfo[];
}
/** What is to be fetched so that a manifest can be followed. */
export interface PlanInfo {
    /** Files to fetch, the oldest layer first */
    fetch: LayerInfo[];
    /** How many layers at the bottom are those of the last manifest: an open roster needs only the rest laid on it. 0 means a new base */
    kept: number;
}
/** 主体类别. */
export type SubjectKind = 
/** 法人及非法人组织 */
"org"
/** 自然人 */
 | "person"
/** 个体工商户 */
 | "sole-trader";
/** An identifier with its kind. */
export interface Id {
    /** What it is a number of */
    kind: IdKind;
    /** As typed */
    value: string;
}
/** A member of a consortium. */
export interface Member {
    /** 主体类别 */
    kind?: SubjectKind | null;
    /** 统一社会信用代码 */
    creditCode?: string | null;
    /** 主体名称 */
    name?: string | null;
    /** Another identifier */
    id?: Id | null;
}
/** What the caller asserts so that a conditional measure, or the one of a role, applies. */
export type Condition = 
/** The tender or transaction document says so */
"document"
/** The application guide says so */
 | "guide"
/** The authority confirms the legal basis */
 | "basis"
/** The subject is asked about as [`Role::Expert`] */
 | "expert"
/** The subject is asked about as [`Role::Staff`] */
 | "staff"
/** The subject is asked about as [`Role::Agency`] */
 | "agency"
/** The question is about the unit's [`Role::LegalRepresentative`] */
 | "legal-representative";
/** The language prompts are written in. */
export type Lang = 
/** 简体中文 */
"zh-CN"
/** English */
 | "en";
/** What it comes to. */
export type Outcome = 
/** A confirmed finding carries a prohibition */
"prohibited"
/** A confirmed finding carries a restriction */
 | "restricted"
/** A person must look into it */
 | "review"
/** Listed; for information */
 | "notice"
/** A benefit applies */
 | "preferred"
/** No effective record in the lists compared */
 | "clear"
/** No answer can be given */
 | "indeterminate";
/** A subject, echoed; identifiers of persons are masked. */
export interface SubjectEcho {
    /** 主体类别 */
    kind: SubjectKind;
    /** 统一社会信用代码 */
    creditCode?: string;
    /** Kind of the other identifier */
    idKind?: IdKind;
    /** The other identifier; a person's is masked */
    id?: string;
    /** The name as typed */
    name?: string;
}
/** A record reached by a subject's keys. One that was reached by a name alone shows no detail. */
export interface Finding {
    /** Position in `subjects` */
    subject: number;
    /** How the record was reached */
    match: Match;
    /** Whether the record is the subject's beyond doubt */
    confirmed: boolean;
    /** Number of agreeing visible digits, for a masked match */
    agreeing?: number;
    /** 记录编号, or the record's identity */
    recordId?: string;
    /** 名单 */
    list: ListEcho;
    /** The name as listed */
    listedName?: string;
    /** 认定单位 */
    authority?: string;
    /** 文书号 */
    documentNo?: string;
    /** 列入事由 */
    cause?: string;
    /** 失信等级 */
    severity?: string;
    /** 列入日期 */
    listedOn?: IsoDate;
    /** 公示截止日期 */
    publishUntil?: IsoDate | null;
    /** 状态 */
    status?: Status;
    /** What the listing means here; absent where it changes nothing */
    effect?: Effect;
    /** How firmly the measure binds */
    strength?: Strength;
    /** 措施 */
    measure?: string;
    /** 依据 */
    basis?: string;
    /** Positions in `snapshots` of those the record stands in; absent where one snapshot answered */
    sources?: number[];
}
/** What is odd about the input, as a code. */
export interface Warning {
    /** Position in `subjects`; absent where it concerns the whole query */
    subject?: number;
    /** `credit-code-check`, `name-differs` … */
    code: string;
}
/** What to tell the person. */
export interface Prompt {
    /** How loudly */
    level: PromptLevel;
    /** What it is about */
    code: PromptCode;
    /** The words */
    text: string;
}
/** How old the data are. */
export interface Freshness {
    /** The state */
    state: FreshnessState;
    /** The date the data stand for */
    dataAsOf: IsoDate;
    /** Calendar days from there to now, in Beijing */
    ageDays: number;
}
/** What the subjects were compared with. */
export interface Compared {
    /** Lists covered, by code */
    lists: string[];
    /** Live records on them */
    records: number;
}
/** Which snapshot answered. */
export interface SnapshotEcho {
    /** 发布机构 */
    publisher: string;
    /** Sequence of the newest layer */
    sequence: number;
    /** Deltas on the base */
    deltas: number;
    /** Header digest of the newest layer */
    digest: string;
    /** Version of the policy pack */
    policy: string;
}
/** One of several snapshots that answered together, named and aged by itself. */
export interface SnapshotOfSet {
    /** 发布机构 */
    publisher: string;
    /** Sequence of the newest layer */
    sequence: number;
    /** Deltas on the base */
    deltas: number;
    /** Header digest of the newest layer */
    digest: string;
    /** Version of the policy pack */
    policy: string;
    /** How old its data are; one that has expired, or comes from the future, covers nothing */
    freshness: Freshness;
}
/** Whom a snapshot is for. */
export type Audience = 
/** 政务: all lists, natural persons sealed */
"government"
/** 社会公开: public lists of organisations only */
 | "public";
/** Which algorithms a snapshot and its keys use. */
export type Suite = 
/** SM2 signatures, SM3 digests and MACs, SM4 keystream. */
"sm2-sm3"
/** Ed25519 signatures, BLAKE3 digests, MACs and keystream. */
 | "ed25519-blake3";
/** A list kind in a roster. */
export interface ListInfo {
    /** 名单类型 */
    code: string;
    /** 名单名称 */
    name: string;
    /** The same in English */
    nameEn: string;
    /** Whether the list is covered, so that its silence means something */
    covered: boolean;
    /** Live records on it */
    records: number;
    /** Rows that name a subject and could not be read otherwise */
    unread: number;
    /** Rows that could not be read and name nobody */
    unnamed: number;
    /** The topic of the link on which its records are verified */
    channel: string;
}
/** A scenario that may be asked about. */
export interface ScenarioInfo {
    /** 事项 */
    code: string;
    /** 事项名称 */
    name: string;
    /** The same in English */
    nameEn: string;
}
/** An official channel, as the policy pack names it for the region of the snapshot. */
export interface LinkInfo {
    /** What it is for: `official-query`, `procurement-query`, `repair` … */
    topic: string;
    /** Its name in Chinese */
    name: string;
    /** Its name in English */
    nameEn: string;
    /** Its address, `http://` or `https://` */
    url: string;
}
/** One file of a published folder. */
export interface LayerInfo {
    /** What it is called in the folder */
    file: string;
    /** Its length */
    bytes: number;
    /** Its sequence */
    sequence: number;
}
/** What a document number is a number of. It decides how the text is read; nothing is guessed. */
export type IdKind = 
/** Unified social credit code, GB 32100. */
"uscc"
/** Organisation code, GB 11714. */
 | "org-code"
/** Registration number of a business, GS 15. */
 | "reg-no"
/** Tax registration number. */
 | "tax-no"
/** Citizen id, GB 11643; also the resident permits and foreign permanent-resident ids that follow it. */
 | "citizen-id"
/** Passport. */
 | "passport"
/** Any other permit. */
 | "permit";
/** The word for a grade in result JSON. */
export type Match = 
/** Confirmed by an identifier */
"identifier"
/** Possible: name and masked identifier agree */
 | "masked"
/** Possible: a subject of the same name */
 | "name"
/** Possible: 疑似 */
 | "similar";
/** A list kind, named. */
export interface ListEcho {
    /** 名单类型 */
    code: string;
    /** 名单名称 */
    name: string;
    /** Black, watch or red */
    polarity: Polarity;
}
/** The states in which a record stands in a snapshot. */
export type Status = 
/** 有效 */
"active"
/** 异议: shown and flagged, never stricter than a review. */
 | "objection"
/** 暂停 (court-approved reorganisation): listed, its measures lifted for now. */
 | "suspended"
/** A row that names a subject and could not be read otherwise; see [`UnreadRow`]. No feed says so of a row. */
 | "unread";
/** What a measure does, strictest first. */
export type Effect = 
/** 禁止 */
"prohibit"
/** 限制 */
 | "restrict"
/** 人工审核 */
 | "review"
/** 告知 */
 | "notice"
/** 优先 */
 | "priority"
/** 绿色通道 */
 | "green-channel";
/** How far the measure binds. */
export type Strength = 
/** 必须 */
"must"
/** 依法附条件: only where the row's condition is met */
 | "by-law-conditional"
/** 可以 */
 | "may"
/** 参考 */
 | "reference";
/** How loudly a prompt speaks. */
export type PromptLevel = 
/** A prohibition */
"stop"
/** Something a person must look into */
 | "warn"
/** For information */
 | "info"
/** A benefit */
 | "good";
/** What a prompt is about */
export type PromptCode = "hit-prohibit" | "hit-restrict" | "hit-review" | "hit-notice" | "hit-benefit" | "hit-no-measure" | "masked-match" | "name-only" | "similar-name" | "similar-code" | "name-other-code" | "person-needs-id" | "kind-needed" | "name-needed" | "code-needed" | "no-measures" | "overdue" | "person-key-missing" | "condition-unmet" | "role-needed" | "benefit-condition" | "basis-unverified" | "ban-ends" | "objection" | "suspended" | "red-suspended-by-black" | "branch-of-listed" | "parent-of-listed" | "name-differs" | "check-digit" | "unreadable-id" | "record-unreadable" | "more-findings" | "none-found" | "none-besides" | "stale" | "stale-beyond-calendar" | "expired" | "future" | "not-covered" | "row-unread" | "row-unread-notice" | "list-incomplete" | "on-before-data" | "repair-hint" | "official" | "member-listed" | "read-as-match" | "name-part" | "ends-before-on" | "on-in-future" | "masked-id" | "lost-digits" | "number-not-compared" | "number-set-aside" | "name-unreadable" | "name-unwrapped" | "compared-by-name" | "read-as" | "wrong-length" | "wrong-character" | "wrong-letter" | "wrong-check";
/** Whether the data may still be used. */
export type FreshnessState = 
/** The next update is not due yet */
"fresh"
/** The next update is overdue: answer and warning */
 | "stale"
/** Too old to answer */
 | "expired"
/** Clock or file wrong */
 | "future";
/** Black, watch or red. */
export type Polarity = 
/** 失信惩戒 */
"black"
/** 重点关注 */
 | "watch"
/** 守信激励 */
 | "red";
