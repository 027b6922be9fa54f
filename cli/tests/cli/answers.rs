use super::{ASK, DISTRICT, Folder, PUBLISH, build_district};
use expect_test::expect;

#[test]
fn every_outcome_has_its_exit_code() {
    let folder = Folder::with_district();
    for (code, outcome, question) in [
        (
            12,
            "prohibited",
            "--scenario ZFCG --credit-code 91329902MA9BATDJ57",
        ),
        (0, "notice", "--scenario ZTB --credit-code 91329902MA9BATDJ57"),
        (10, "review", "--scenario ZTB --credit-code 91329902MAGPM1QY5W"),
        (
            11,
            "restricted",
            "--scenario ZTB --credit-code 91329902MAGPM1QY5W --condition document",
        ),
        (
            11,
            "restricted",
            "--scenario ZTB --id-kind uscc --id 91329902MAGPM1QY5W --condition basis,document",
        ),
        (0, "preferred", "--scenario XZXK --credit-code 91329902MA2HLPMF11"),
        (0, "clear", "--scenario ZFCG --credit-code 91329902MAD4887N25"),
        (0, "clear", "--scenario ZFCG --credit-code 91329902MAUA1N6P1J"),
        (
            12,
            "prohibited",
            "--scenario ZFCG --credit-code 91329902MAUA1N6P1J --on 2027-01-04",
        ),
        (
            12,
            "prohibited",
            "--scenario ZFCG --credit-code 91329902MA2HLPMF11 --member 91329902MAD4887N25 91329902MAGPM1QY5W",
        ),
        (10, "review", "--scenario ZFCG --name 江州市云澜旧帆商贸有限公司"),
        (
            20,
            "indeterminate",
            "--scenario ZFCG --name 璩濯珩 --subject-kind person",
        ),
        (
            12,
            "prohibited",
            "--scenario ZFCG --name 璩濯珩 --id-kind citizen-id --id 329902199001132159",
        ),
        (
            20,
            "indeterminate",
            "--scenario ZFCG --credit-code 91329902MAD4887N25 --now 2027-06-01T00:00:00+08:00",
        ),
        (
            20,
            "indeterminate",
            "--scenario ZFCG --credit-code 91329902MAD4887N25 --now 2026-11-20T00:00:00Z",
        ),
    ] {
        let ask = match question.contains("--now") {
            true => ASK.split(" --now").next().unwrap(),
            false => ASK,
        };
        let done = folder.run(&format!("{ask} {question}"));
        assert_eq!((done.code, done.err.as_str()), (code, ""), "{question}");
        assert!(
            done.out.lines().next().unwrap().ends_with(outcome),
            "{question}: {}",
            done.out
        );
        let json = folder.run(&format!("{ask} {question} --json"));
        assert_eq!(json.code, code);
        assert!(
            json.out.starts_with(&format!("{{\"outcome\":\"{outcome}\"")),
            "{}",
            json.out
        );
        assert_eq!(json.out.matches('\n').count(), 1);
    }
}

#[test]
fn persons_without_the_person_key_are_never_clear() {
    let folder = Folder::with_district();
    let done = folder.run(
        "check --snapshot d.jrp --trust keys/jrp.pub --now 2026-11-21T10:00:00+08:00 --scenario ZFCG --json \
         --name 某某 --id-kind citizen-id --id 329902199001132159",
    );
    assert_eq!(done.code, 20);
    assert!(done.out.contains("person-key-missing") && !done.out.contains("329902199001132159"));
}

#[test]
fn json_is_the_fixed_object_on_one_line() {
    let folder = Folder::with_district();
    let question = "--scenario ZFCG --json --lang en --on 2026-11-20 --credit-code 91329902MA2ARJELXN";
    let mut json = folder.run(&format!("{ASK} {question}")).out;
    let at = json.find("sm3:").unwrap();
    json.replace_range(at..at + 68, "sm3:…");
    expect![[r#"
        {"outcome":"prohibited","scenario":"ZFCG","on":"2026-11-20","subjects":[{"kind":"org","creditCode":"91329902MA2ARJELXN"}],"findings":[{"subject":0,"match":"identifier","confirmed":true,"recordId":"YL-BK-ZFCGSX-0010","list":{"code":"BK-ZFCGSX","name":"政府采购严重违法失信行为记录名单","polarity":"black"},"listedName":"江州市云澜骞钧装饰工程股份有限公司","authority":"云澜区财政局","documentNo":"云澜财采罚〔2025〕110号","cause":"与其他供应商恶意串通","listedOn":"2025-03-16","publishUntil":"2027-03-16","status":"active","effect":"prohibit","strength":"must","measure":"在一至三年内禁止参加政府采购活动的期限尚未届满的供应商，资格审查不予通过；期限届满的可以参加；联合体任一成员在列视同联合体在列；由采购人或代理机构核实后作出","basis":"政府采购法第22条第1款、第77条第1款；政府采购法实施条例第19条第2款；财库〔2016〕125号"}],"warnings":[{"subject":0,"code":"credit-code-check"},{"code":"on-before-data"}],"prompts":[{"level":"stop","code":"hit-prohibit","text":"Match by identifier: 江州市云澜骞钧装饰工程股份有限公司 was placed on the list \"List of Serious Violations in Government Procurement\" by 云澜区财政局 on 2025-03-16; published until: 2027-03-16. For this matter (a prohibition): A supplier banned from government procurement for one to three years whose ban has not ended does not pass the qualification review; once it has ended, it may take part; a consortium counts as listed where any member is; decided by the purchaser or procurement agency after verification (basis: 政府采购法第22条第1款、第77条第1款；政府采购法实施条例第19条第2款；财库〔2016〕125号). Please verify on China Government Procurement Network (https://www.ccgp.gov.cn); the officer in charge decides."},{"level":"warn","code":"on-before-data","text":"The date asked, 2026-11-20, lies before the date of the data, 2026-11-21; entries repaired or removed in between are not in the data. The official query of that time is decisive."},{"level":"warn","code":"check-digit","text":"The check digit of the number entered for 江州市云澜骞钧装饰工程股份有限公司 does not fit; the comparison used the number as entered. Please check the number."},{"level":"info","code":"wrong-check","text":"Character 18 of the number entered (the check digit of the unified social credit code) does not agree with those before it; at least one of them is wrong."},{"level":"info","code":"repair-hint","text":"Where the conditions are met, credit repair can be applied for with a credit commitment through Credit China (https://www.creditchina.gov.cn)."},{"level":"info","code":"official","text":"This is an auxiliary pre-check and does not replace the official query. Please verify on Credit Jiangsu (https://credit.jiangsu.gov.cn); the officer in charge decides."}],"freshness":{"state":"fresh","dataAsOf":"2026-11-21","ageDays":0},"compared":{"lists":["BK-AQSC","BK-JZSC","BK-SJYZWF","BK-SXBZXR","BK-TJSX","BK-TQGZ","BK-WHLY","BK-ZDSSWF","BK-ZFCGSX","RD-AEO","RD-ANSR","RD-JTAA","RD-QHMD","RD-SHZZPG","RD-XYDBM","RD-XYSF","WT-CNWY","WT-FZCH","WT-GTYC","WT-JYYC","WT-QSGG","WT-XZCF","WT-XZXF"],"records":346},"snapshot":{"publisher":"云澜区信用办","sequence":7,"deltas":0,"digest":"sm3:…","policy":"2026.12"}}
    "#]].assert_eq(&json);
}

#[test]
fn people_read_this() {
    let folder = Folder::with_district();
    let asked = folder.run(&format!(
        "{ASK} --scenario ZFCG --credit-code 91329902MA2HLPMF11 --member 91329902MAGPM1QY5W,91329902MA8UCK8K3M"
    ));
    expect![[r#"
        结论  涉及禁止类措施，请核实  prohibited
        事项  政府采购 ZFCG  2026-11-21
        主体  91329902MA2HLPMF11
        主体  91329902MAGPM1QY5W
        主体  91329902MA8UCK8K3M

        ■ 禁止  比对一致：江州市云澜翊钧食品有限公司于2025-09-15由云澜区人民法院列入“失信被执行人名单”，公示截止：2027-09-14。本事项提示（禁止类措施）：在采购文件写明的查询截止时点仍在列的供应商，资格审查不予通过；联合体任一成员在列视同联合体在列；由采购人或代理机构核实后作出（依据：政府采购法第22条第1款；财库〔2016〕125号）。请在中国执行信息公开网（http://zxgk.court.gov.cn）核实后由经办人决定。
        ▲ 注意  联合体成员江州市云澜翊钧食品有限公司在列，视同联合体在列（依据：财库〔2016〕125号）。请核实后由经办人决定。
        ▲ 注意  比对一致：江州市云澜岚澍装饰工程有限公司于2025-10-26由云澜区财政局列入“政府采购严重违法失信行为记录名单”，公示截止：2027-10-26。本事项提示（须人工审核）：在一至三年内禁止参加政府采购活动的期限尚未届满的供应商，资格审查不予通过；期限届满的可以参加；联合体任一成员在列视同联合体在列；由采购人或代理机构核实后作出（依据：政府采购法第22条第1款、第77条第1款；政府采购法实施条例第19条第2款；财库〔2016〕125号）。请在中国政府采购网（https://www.ccgp.gov.cn）核实后由经办人决定。
        ▲ 注意  联合体成员江州市云澜岚澍装饰工程有限公司在列，视同联合体在列（依据：财库〔2016〕125号）。请核实后由经办人决定。
        · 告知  名单“政府采购严重违法失信行为记录名单”中的该记录处于异议处理期，结论以处理结果为准，可在信用中国（https://www.creditchina.gov.cn）查询进展。
        · 告知  比对一致：江州市云澜泓濯商贸有限责任公司于2025-07-01由云澜区信用办列入“区级诚实守信红名单”，公示截止：2027-06-30。该名单在“政府采购”事项中没有对应措施，仅作告知，可在信用江苏（https://credit.jiangsu.gov.cn）核实。
        · 告知  符合条件的，可作出信用承诺并通过信用中国（https://www.creditchina.gov.cn）申请信用修复。
        · 告知  本提示为辅助预比对，不代替官方查询。请在信用江苏（https://credit.jiangsu.gov.cn）核实后由经办人决定。

        主体                名单                              比对      提示      列入日期    公示截止    状态  认定单位
        91329902MAGPM1QY5W  失信被执行人名单                  证件一致  禁止      2025-09-15  2027-09-14  有效  云澜区人民法院
        91329902MA8UCK8K3M  政府采购严重违法失信行为记录名单  证件一致  人工审核  2025-10-26  2027-10-26  异议  云澜区财政局
        91329902MA2HLPMF11  区级诚实守信红名单                证件一致  —         2025-07-01  2027-06-30  有效  云澜区信用办

        数据  截至 2026-11-21，距今 0 天，有效期内
        范围  23 类名单，346 条有效记录
        来源  云澜区信用办，第 7 期，措施清单 2026.12
    "#]].assert_eq(&asked.out);
    let asked = folder.run(&format!(
        "{ASK} --scenario ZFCG --lang en --name 江州市云澜旧帆商贸有限公司"
    ));
    expect![[r#"
        outcome  a person must review this  review
        matter   Government procurement ZFCG  2026-11-21
        subject  江州市云澜旧帆商贸有限公司

        ▲ warn  The list "List of Serious Violations in Government Procurement" names a subject called "江州市云澜旧帆商贸有限公司"; the identity is not verified and this is not a match. Please enter the unified social credit code or the id number and compare again, or verify on China Government Procurement Network (https://www.ccgp.gov.cn).
        · info  This is an auxiliary pre-check and does not replace the official query. Please verify on Credit Jiangsu (https://credit.jiangsu.gov.cn); the officer in charge decides.

        list                                                  match      effect  listed on  until  status  authority
        List of Serious Violations in Government Procurement  name only  review  —          —      —       —

        data     as of 2026-11-21, 0 days ago, fresh
        scope    23 lists, 346 live records
        source   云澜区信用办, no. 7, policy pack 2026.12
    "#]].assert_eq(&asked.out);
}

#[test]
fn a_file_for_the_public_says_nothing_of_persons() {
    let folder = Folder::with_keys();
    let built = folder.succeeds(&format!(
        "build --feed {DISTRICT}/black.csv --key keys/jrp.key {PUBLISH} --audience public --covers BK-ZFCGSX --out d.jrp"
    ));
    assert!(built.contains("public") && built.contains("audience "), "{built}");
    let asked = folder.run(&format!(
        "{ASK} --scenario ZFCG --name 璩濯珩 --id-kind citizen-id --id 329902199001132159"
    ));
    assert_eq!(asked.code, 20, "{}", asked.out);
}

#[test]
fn a_sequence_below_the_minimum_is_refused() {
    let folder = Folder::with_district();
    let question = "--scenario ZFCG --credit-code 91329902MA9BATDJ57 --min-sequence";
    assert_eq!(folder.run(&format!("{ASK} {question} 7")).code, 12);
    folder.fails(1, &format!("{ASK} {question} 8"), &["d.jrp", "sequence 7", "8"]);
}

#[test]
fn any_of_several_trusted_keys_will_do() {
    let folder = Folder::with_district();
    folder.succeeds("keygen --out other");
    let question = "--scenario ZFCG --credit-code 91329902MA9BATDJ57";
    let done = folder.run(&format!("{ASK} --trust other/jrp.pub {question}"));
    assert_eq!(done.code, 12);
    folder.succeeds(&format!("{} --possible-names --out e.jrp", build_district()));
    assert!(folder.read("e.jrp").len() > folder.read("d.jrp").len());
}

#[test]
fn an_answer_for_people_says_which_character_is_wrong() {
    let folder = Folder::with_district();
    for (lang, words) in [
        ("zh-CN", "第18位（统一社会信用代码的校验位）与前面各位不符"),
        ("en", "18"),
    ] {
        let done = folder.run(&format!(
            "{ASK} --scenario ZFCG --credit-code 91329902MAD4887N26 --lang {lang}"
        ));
        let joined: String = done.out.split_whitespace().collect();
        let words: String = words.split_whitespace().collect();
        assert!(joined.contains(&words), "{}", done.out);
    }
    let done = folder.run(&format!("{ASK} --scenario ZFCG --credit-code 91329902MAD4887N25"));
    assert!(!done.out.contains("校验位"), "{}", done.out);
}
