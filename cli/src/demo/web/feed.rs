//! The lists of the web demo: the subjects of `examples/web/samples.js`, with dates around today, so that the demo shows
//! the same in any year. All invented.

use jrp_core::date::Date;

/// What the lists cover: those that the three matters of the demo ask for, and that a browser may hold.
pub(super) const COVERS: &str =
    "BK-SXBZXR,BK-ZDSSWF,BK-ZFCGSX,BK-TQGZ,BK-SJYZWF,WT-JYYC,WT-XZCF,RD-ANSR,RD-AEO";

const HEADER: &str = "list_kind,subject_kind,name,former_names,id_kind,id,document_no,cause,authority,decided_on,listed_on,\
                      publish_until,status,legal_basis";

/// List, name, former names, credit code, number of the document, cause, authority, listed how many days ago, published
/// for how many days from today, legal basis.
type Row = (
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    i32,
    i32,
    &'static str,
);

const ROWS: [Row; 9] = [
    (
        "BK-ZFCGSX",
        "江州市云澜槿棠纺织有限责任公司",
        "",
        "91329902MA9BATDJ57",
        "101",
        "中标后无正当理由拒不签订合同",
        "云澜区财政局",
        240,
        855,
        "政府采购法第七十七条",
    ),
    (
        "BK-SXBZXR",
        "江州市云澜翊钧食品有限公司",
        "",
        "91329902MAGPM1QY5W",
        "102",
        "有履行能力而拒不履行生效法律文书确定义务",
        "云澜区人民法院",
        130,
        600,
        "法释〔2017〕7号",
    ),
    (
        "BK-ZDSSWF",
        "江州市云澜骞濯检测技术有限责任公司",
        "",
        "91329902MA9JA1CY22",
        "103",
        "以转移财产方式逃避追缴欠税",
        "国家税务总局江州市云澜区税务局",
        310,
        785,
        "国家税务总局令第54号",
    ),
    (
        "RD-ANSR",
        "江州市云澜骞濯检测技术有限责任公司",
        "",
        "91329902MA9JA1CY22",
        "104",
        "上一评价年度纳税缴费信用A级",
        "国家税务总局江州市云澜区税务局",
        200,
        365,
        "公告",
    ),
    (
        "RD-ANSR",
        "江州市云澜岚澍装饰工程有限公司",
        "",
        "91329902MA8UCK8K3M",
        "105",
        "上一评价年度纳税缴费信用A级",
        "国家税务总局江州市云澜区税务局",
        200,
        365,
        "公告",
    ),
    (
        "BK-ZFCGSX",
        "江州市云澜骞珞商贸股份有限公司",
        "江州市云澜旧帆商贸有限公司",
        "91329902MAFT1TJC4G",
        "109",
        "提供虚假材料谋取中标、成交",
        "云澜区财政局",
        90,
        1005,
        "政府采购法第七十七条",
    ),
    (
        "BK-ZFCGSX",
        "江州市云澜骞钧装饰工程股份有限公司",
        "",
        "91329902MA2ARJELXN",
        "110",
        "与其他供应商恶意串通",
        "云澜区财政局",
        180,
        915,
        "政府采购法第七十七条",
    ),
    (
        "WT-JYYC",
        "江州市云澜翊澍装饰工程股份有限公司",
        "",
        "91329902MAH4533P0N",
        "261",
        "通过登记的住所无法取得联系",
        "云澜区市场监督管理局",
        150,
        945,
        "企业信息公示暂行条例",
    ),
    (
        "RD-AEO",
        "江州市云澜泓濯商贸有限责任公司",
        "",
        "91329902MA2HLPMF11",
        "397",
        "海关高级认证企业",
        "江州海关",
        300,
        500,
        "海关总署令第251号",
    ),
];

/// The feed as CSV, for a day.
pub(super) fn csv(today: Date) -> String {
    let day = |distance: i32| Date::from_days(today.days() + distance).unwrap_or(today);
    let mut text = format!("{HEADER}\n");
    for (list, name, former, code, number, cause, authority, ago, ahead, basis) in ROWS {
        let listed_on = day(-ago);
        let document = format!("云澜〔{}〕{number}号", listed_on.ymd().0);
        let until = day(ahead);
        text.push_str(&format!(
            "{list},org,{name},{former},uscc,{code},{document},{cause},{authority},{listed_on},{listed_on},{until},active,{basis}\n"
        ));
    }
    text
}
