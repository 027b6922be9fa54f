//! What the tour says and asks. The subjects are those of `examples/district/README.md`, all invented.

/// The feeds of the example district.
pub(super) const FEEDS: [(&str, &[u8]); 3] = [
    ("black.csv", include_bytes!("../../district/black.csv")),
    ("watch.csv", include_bytes!("../../district/watch.csv")),
    ("red.csv", include_bytes!("../../district/red.csv")),
];

/// A step that runs another subcommand.
pub(super) struct Step {
    pub(super) title: [&'static str; 2],
    pub(super) text: [&'static str; 2],
    pub(super) command: &'static str,
}

/// A question to the snapshot.
pub(super) struct Scene {
    pub(super) title: [&'static str; 2],
    pub(super) question: &'static str,
}

pub(super) const TITLE: [&str; 2] = [
    "JRP 导览：自动比对、自动提示",
    "A tour of JRP: compare and prompt as people type",
];

pub(super) const WELCOME: [&str; 2] = [
    "江州市云澜区并不存在，数据中的单位、人员和号码全部是虚构的。时间固定在 2026 年 11 月 21 日。",
    "The district of Yunlan does not exist: every organisation, person and number in its feeds is invented. The clock \
     stands at 21 November 2026.",
];

pub(super) const STEPS: [Step; 3] = [
    Step {
        title: ["生成密钥", "Make keys"],
        text: [
            "发布机构用 jrp.key 签名；person.key 保护自然人信息；jrp.pub 发给各使用方。",
            "The publisher signs with jrp.key; person.key protects natural persons; jrp.pub goes to every host.",
        ],
        command: "jrp keygen --out keys",
    },
    Step {
        title: ["归集名单，生成签名快照", "Build a signed snapshot"],
        text: [
            "三个部门表格里有重复、冲突和填错的行：错行不入库，逐行说明原因；已修复、已撤销、已到期的不进入文件。",
            "Three departments' tables, with repeats, conflicts and mistakes: bad rows stay out, each with its reason; \
             repaired, revoked and expired ones never enter the file.",
        ],
        command: "jrp build --feed black.csv watch.csv red.csv --key keys/jrp.key --person-key keys/person.key \
                  --publisher 云澜区信用办 --region 329902 --sequence 1 --issued-at 2026-11-21T08:00:00+08:00 \
                  --as-of 2026-11-21 --covers \
                  BK-SXBZXR,BK-ZDSSWF,BK-ZFCGSX,BK-TQGZ,BK-SJYZWF,BK-AQSC,BK-WHLY,BK-TJSX,BK-JZSC \
                  WT-JYYC,WT-GTYC,WT-XZCF,WT-FZCH,WT-QSGG,WT-XZXF,WT-CNWY \
                  RD-ANSR,RD-XYSF,RD-QHMD,RD-SHZZPG,RD-AEO,RD-XYDBM,RD-JTAA --report report.json --out district.jrp",
    },
    Step {
        title: ["验证来源与内容", "Verify origin and content"],
        text: [
            "使用方只信任 jrp.pub：改动一个字节，文件就打不开。",
            "A host trusts jrp.pub alone: change one byte, and the file does not open.",
        ],
        command: "jrp verify district.jrp --trust keys/jrp.pub --person-key keys/person.key --deep",
    },
];

/// What every question has in common.
pub(super) const CHECK: &str =
    "jrp check --snapshot district.jrp --trust keys/jrp.pub --person-key keys/person.key";
pub(super) const NOW: &str = "--now 2026-11-21T10:00:00+08:00";

pub(super) const SCENES: [Scene; 14] = [
    Scene {
        title: [
            "政府采购：供应商在严重违法失信名单中",
            "Government procurement: the supplier is on the procurement list",
        ],
        question: "--scenario ZFCG --credit-code 91329902MA9BATDJ57",
    },
    Scene {
        title: [
            "同一主体换一个事项：招标投标没有对应措施，仅作告知",
            "The same subject elsewhere: no measure in tendering, so a notice",
        ],
        question: "--scenario ZTB --credit-code 91329902MA9BATDJ57",
    },
    Scene {
        title: [
            "附条件的措施：招标文件未载明时，提示人工审核",
            "A conditional measure: unless the tender document says so, a person reviews",
        ],
        question: "--scenario ZTB --credit-code 91329902MAGPM1QY5W",
    },
    Scene {
        title: [
            "招标文件已载明：提示限制类措施",
            "The tender document does say so: a restriction",
        ],
        question: "--scenario ZTB --credit-code 91329902MAGPM1QY5W --condition document",
    },
    Scene {
        title: [
            "联合体：成员之一在列，视同联合体在列",
            "A consortium: one listed member counts for all",
        ],
        question: "--scenario ZFCG --credit-code 91329902MA2HLPMF11 --member 91329902MAGPM1QY5W",
    },
    Scene {
        title: [
            "守信激励：可考虑优先或便利措施",
            "An incentive: the subject is on a red list",
        ],
        question: "--scenario XZXK --credit-code 91329902MA2HLPMF11",
    },
    Scene {
        title: [
            "同时在红、黑名单：激励暂不适用，并提示冲突",
            "On a red and a black list: the incentive is suspended, the conflict told",
        ],
        question: "--scenario ZFCG --credit-code 91329902MA9JA1CY22",
    },
    Scene {
        title: [
            "只填名称（曾用名）：存在同名主体，不构成比对结果",
            "A name alone, even a former one: possible, never a match",
        ],
        question: "--scenario ZFCG --name 江州市云澜旧帆商贸有限公司",
    },
    Scene {
        title: [
            "校验位不符的代码：照样比对，并提示核对",
            "A code with a wrong check digit: compared all the same, with a warning",
        ],
        question: "--scenario ZFCG --credit-code 91329902MA2ARJELXN",
    },
    Scene {
        title: [
            "分公司：不与总公司作等同处理",
            "A branch: never equated with its parent",
        ],
        question: "--scenario ZFCG --name 江州市云澜槿棠纺织有限责任公司桐泾分公司",
    },
    Scene {
        title: [
            "自然人：名单只公开部分号码，须人工核实",
            "A natural person: the list publishes part of the number, so a person verifies",
        ],
        question: "--scenario ZFCG --subject-kind person --name 璩棠濯 --id-kind citizen-id --id 329902199703202174",
    },
    Scene {
        title: [
            "自然人只填姓名：无法比对，绝不说“没有”",
            "A natural person by name alone: no comparison, and never \"nothing found\"",
        ],
        question: "--scenario ZFCG --subject-kind person --name 璩濯珩",
    },
    Scene {
        title: [
            "已完成信用修复：未发现有效记录",
            "After credit repair: no effective record",
        ],
        question: "--scenario ZFCG --credit-code 91329902MAD4887N25",
    },
    Scene {
        title: [
            "尚未生效的记录：按投标截止日比对，而不是按今天",
            "A record not yet effective: the tender cut-off decides, not today",
        ],
        question: "--scenario ZFCG --credit-code 91329902MAUA1N6P1J --on 2027-01-04",
    },
];

/// The firm whose repair the last chapter publishes.
const REPAIRED: &str = "91329902MA9BATDJ57";

/// The feed of the day after, and its name: a row of the firm says that it is repaired.
pub(super) fn next_feed() -> (&'static str, String) {
    let [(_, black), ..] = FEEDS;
    let rows = String::from_utf8_lossy(black);
    let rows = rows.lines().map(|row| match row.contains(REPAIRED) {
        true => row.replace(",active,", ",repaired,"),
        false => row.to_owned(),
    });
    ("black-next.csv", rows.map(|row| row + "\n").collect())
}

/// A delta for hosts that hold the snapshot.
pub(super) const DELTA: Step = Step {
    title: ["信用修复：发布增量", "A repair: publish a delta"],
    text: [
        "财政局把第一家单位标为已修复。增量只含变化，几千字节；各使用方不必重新下载全部名单，并可自行验证：基础快照减去移出、加上新增，与签名的状态摘要一致。",
        "The finance bureau marks the first firm as repaired. A delta of a few kilobytes has just what changed, so no host fetches \
         the lists again; and each proves for itself that base, less what left, plus what came, is the state that was signed.",
    ],
    command: "jrp delta --base district.jrp --feed black-next.csv watch.csv red.csv --key keys/jrp.key \
              --person-key keys/person.key --publisher 云澜区信用办 --region 329902 --sequence 2 \
              --issued-at 2026-11-21T09:00:00+08:00 --as-of 2026-11-21 --covers \
              BK-SXBZXR,BK-ZDSSWF,BK-ZFCGSX,BK-TQGZ,BK-SJYZWF,BK-AQSC,BK-WHLY,BK-TJSX,BK-JZSC \
              WT-JYYC,WT-GTYC,WT-XZCF,WT-FZCH,WT-QSGG,WT-XZXF,WT-CNWY \
              RD-ANSR,RD-XYSF,RD-QHMD,RD-SHZZPG,RD-AEO,RD-XYDBM,RD-JTAA --out repair.jrp",
};

pub(super) const AFTER_DELTA: Scene = Scene {
    title: [
        "修复当天：同一供应商未发现有效记录",
        "The same day: nothing effective about the same supplier",
    ],
    question: "--delta repair.jrp --scenario ZFCG --credit-code 91329902MA9BATDJ57",
};

/// Settings of the office whose folder the tour makes.
pub(super) const OFFICE_TOML: (&str, &str) = (
    "office/office.toml",
    "publisher = \"云澜区信用办\"\nregion = \"329902\"\ncovers = [\"BK-ZFCGSX\"]\n\n[keys]\n\
     signing = [\"../keys/jrp.key\"]\nperson = \"../keys/person.key\"\n\n[audiences]\n\
     government = \"published/government\"\npublic = \"published/public\"\n\n[[unit]]\n\
     name = \"云澜区汇总\"\ndelivers = [\"BK-ZFCGSX\"]\n",
);

/// The folder of a credit office, and a delivery.
pub(super) const OFFICE: [Step; 2] = [
    Step {
        title: ["信用办的一个月：一个文件夹", "An office's month: one folder"],
        text: [
            "名单、台账、退回件和发布都在一个文件夹里；office.toml 写明谁报什么、何时报。",
            "Lists, ledger, returns and publications lie in one folder; office.toml says who delivers what by when.",
        ],
        command: "jrp office init office --publisher 云澜区信用办 --region 329902 --now 2026-11-21T08:00:00+08:00",
    },
    Step {
        title: ["收件：错行退回报送单位", "A delivery: what is wrong goes back"],
        text: [
            "收到的文件原样保存；读不出的行连同原因和改法写成一张中文表退回；其余的当天可以发布。",
            "The file is kept as it came. Rows that cannot be read go back in a Chinese workbook, each with its reason and what to \
             write; the rest can be published the same day.",
        ],
        command: "jrp office receive office black.csv --from 云澜区汇总 --now 2026-11-21T09:00:00+08:00",
    },
];

pub(super) const EXIT_CODE: [&str; 2] = ["退出码", "exit code"];
pub(super) const NEXT_TITLE: [&str; 2] = ["接下来可以试试", "What to try next"];
pub(super) const KEPT: [&str; 2] = ["文件保留在", "The files are kept in"];

/// Commands to try, with what they show.
type Next = &'static [(&'static str, [&'static str; 2])];

pub(super) const NEXT: Next = &[
    (
        "jrp demo --dir jrp-demo",
        [
            "保留密钥、快照和数据质量报告，自己改表格再试",
            "keep keys, snapshot and quality report, and change the tables",
        ],
    ),
    (
        "jrp demo --lang en",
        ["换成英文", "the same tour in English (zh-CN: in Chinese)"],
    ),
    (
        "jrp synth --records 100000 --seed 1 --out big.csv",
        [
            "十万行模拟名单，用来试规模",
            "a hundred thousand invented rows, for size",
        ],
    ),
    (
        "jrp check --help",
        [
            "所有参数和退出码；--json 输出给程序用的同一结果",
            "all flags and exit codes; --json prints the same answer for programs",
        ],
    ),
];

pub(super) const NEXT_KEPT: Next = &[
    (
        "less report.json",
        ["每一行的去向和拒收原因", "what became of every row, and why"],
    ),
    (
        "jrp inspect district.jrp",
        [
            "文件自述：名单、条数、每一部分的大小",
            "what the file says of itself: lists, counts, the size of every part",
        ],
    ),
    (
        "jrp synth --records 100000 --seed 1 --out big.csv",
        [
            "十万行模拟名单，用来试规模",
            "a hundred thousand invented rows, for size",
        ],
    ),
    (
        "jrp check --help",
        [
            "所有参数和退出码；--json 输出给程序用的同一结果",
            "all flags and exit codes; --json prints the same answer for programs",
        ],
    ),
];
