//! Deliveries with columns of their own, read by a profile.

use super::{CODES, at, check, office};

const MINISTRY: &str = "序号,企业名称,统一社会信用代码（或组织机构代码）,企业地址,严重违法失信行为的具体情形,处罚依据,处罚结果,公布日期,公布截至日期,执法单位\n";

fn ministry_row(at: usize, day: &str) -> String {
    format!(
        "{at},云澜第{at}纺织有限公司,{},某路1号,提供虚假材料,政府采购法,禁止三年,{day},2028-06-02,财政局\n",
        CODES[at]
    )
}

#[test]
fn a_delivery_by_a_profile_stands_is_repaired_and_is_made_anew() {
    let folder = office();
    // The last row has a cell too many, and speaks as unread.
    let ragged = ministry_row(2, "2026-10-12").replace("财政局", "财政局,多余");
    let rows = [
        MINISTRY,
        &ministry_row(0, "2026-10-12"),
        &ministry_row(1, "2026-10-13"),
        &ragged,
    ]
    .concat();
    folder.write("f.csv", rows);
    let receive = "office receive o f.csv --from 财政局 --profile ccgp";
    let said = folder.succeeds(&format!("{receive} {}", at(3)));
    assert!(said.contains("BK-ZFCGSX: 3 rows, 1 refused"), "{said}");
    let records = String::from_utf8(folder.read("o/records/BK-ZFCGSX/000002.csv")).unwrap();
    assert!(records.lines().next().unwrap().contains("status"), "{records}");
    folder.succeeds(&format!(
        "office receive o --from 市监局 --list WT-XZCF --zero {}",
        at(3)
    ));
    folder.succeeds(&format!("office publish o {}", at(4)));
    let asked = |day| [0, 1, 2].map(|at| check(&folder, day, "public", CODES[at]));
    assert_eq!(asked(4), [12, 12, 20]);
    folder.succeeds(&format!("office repair o --code {} {}", CODES[0], at(5)));
    folder.succeeds(&format!("office publish o {}", at(5)));
    assert_eq!(asked(5), [0, 12, 20]);
    // The profile is kept with the file, so both prove and make each other anew.
    assert_eq!(folder.names("o/inbox").len(), 2);
    std::fs::remove_dir_all(folder.path("o/records")).unwrap();
    folder.succeeds(&format!("office rebuild o {}", at(6)));
    let again = String::from_utf8(folder.read("o/records/BK-ZFCGSX/000002.csv")).unwrap();
    assert_eq!(again, records.replacen(",active", ",repaired", 1));
    folder.succeeds(&format!("office verify o {}", at(6)));
    let twice = folder.succeeds(&format!("{receive} {}", at(6)));
    assert!(twice.contains("the same file as line 2"), "{twice}");
}

#[test]
fn a_profile_that_explain_proposes_receives_the_file() {
    let folder = office();
    let table = format!(
        "云澜区政府采购严重违法失信行为记录名单,,,,,\n单位全称,社会信用代码,主要事实,认定机关名称,公示开始日期,公示截止时间\n\
         云澜第3纺织有限公司,{},提供虚假材料,财政局,2026年10月12日,3年\n合计,1,,,,\n",
        CODES[3]
    );
    folder.write("f.csv", table);
    let refused = folder.run(&format!("office receive o f.csv --from 财政局 {}", at(3)));
    assert!(refused.err.contains("jrp intake explain"), "{}", refused.err);
    let explain = "intake explain f.csv --as-of 2026-11-03";
    let said = folder.succeeds(&format!("{explain} --write-profile p.toml"));
    for told in [
        "header in row 2",
        "row 1, above the header: 云澜区政府采购严重违法失信行为记录名单",
        "公示截止时间 → publish_until 公示截止日期 (a guess)",
        "row 3     a record: BK-ZFCGSX",
        "row 4     passed over",
        "next: look through p.toml",
    ] {
        assert!(said.contains(told), "{told}: {said}");
    }
    let value: serde_json::Value =
        serde_json::from_str(&folder.succeeds(&format!("{explain} --json"))).unwrap();
    assert_eq!(value["rows"][1]["record"]["publishUntil"], "2029-10-12");
    assert_eq!(value["tables"][0]["columns"][1]["readAs"], "id");
    folder.succeeds(&format!(
        "office receive o f.csv --from 财政局 --profile p.toml {}",
        at(3)
    ));
    folder.succeeds(&format!("office publish o --allow-shrink {}", at(4)));
    assert_eq!(check(&folder, 4, "public", CODES[3]), 12);
    // Whatever becomes of the file that was named, the office keeps what it read by.
    folder.write("p.toml", "");
    folder.succeeds(&format!("office publish o --allow-shrink {}", at(5)));
    folder.succeeds(&format!("office verify o {}", at(5)));
    folder.fails(2, "intake explain o/office.toml --list NONE", &["--list NONE"]);
}

#[test]
fn a_removal_that_is_planned_comes_about_on_its_day() {
    let folder = office();
    folder.write(
        "p.toml",
        "name = \"p\"\ntitle = \"有移出日期的名单\"\nended = [\"移出日期\"]\n[constants]\nlist_kind = \"BK-ZFCGSX\"\nsubject_kind = \"org\"\n\
         status = \"active\"\n[columns]\nname = \"单位\"\nid = \"代码\"\nauthority = \"机关\"\nlisted_on = \"列入\"\npublish_until = \"截止\"\n",
    );
    let line = |at: usize, leaves: &str| {
        format!(
            "云澜第{at}纺织有限公司,{},财政局,2026-10-12,2028-06-02,{leaves}\n",
            CODES[at]
        )
    };
    let rows = [
        line(0, ""),
        line(1, "2026-11-06"),
        line(2, "2026-11-02"),
        // Unread until it leaves.
        line(3, "2026-11-06").replace("2028-06-02", "明年"),
    ];
    folder.write(
        "f.csv",
        format!("单位,代码,机关,列入,截止,移出日期\n{}", rows.concat()),
    );
    folder.succeeds(&format!(
        "office receive o f.csv --from 财政局 --profile p.toml {}",
        at(3)
    ));
    let asked = |day: u32| {
        folder.succeeds(&format!("office publish o --allow-shrink {}", at(day)));
        folder.succeeds(&format!("office verify o {}", at(day)));
        [0, 1, 2, 3].map(|at| check(&folder, day, "public", CODES[at]))
    };
    assert_eq!(asked(4), [12, 12, 0, 20]);
    assert_eq!(asked(5), [12, 12, 0, 20]);
    // The day has come, and nobody has published yet.
    folder.succeeds(&format!("office verify o {}", at(6)));
    assert_eq!(asked(6), [12, 0, 0, 0]);
    let shown = folder.succeeds(&format!("office show o --code {} --history {}", CODES[1], at(6)));
    assert!(
        shown.contains("revoked") && shown.contains("unpublished  public no. 3"),
        "{shown}"
    );
}

#[test]
fn a_cell_that_is_read_as_two_columns_goes_back_once_and_columns_not_read_are_one_line() {
    let folder = office();
    let table = format!(
        "CF_XDR_MC,CF_XDR_LB,CF_XDR_SHXYM,CF_WSH,CF_SY,CF_JDRQ,CF_YXQ,CF_GSJZQ,CF_XZJG,CF_ZT,序号,备注\n\
         云澜第3纺织有限公司,法人及非法人组织,{},云市监处罚〔2026〕77号,未明码标价,2026-11-31,2027/10/20,2027/10/20,市监局,0,1,\n",
        CODES[3]
    );
    folder.write("f.csv", table);
    let said = folder.succeeds(&format!(
        "office receive o f.csv --from 市监局 --profile sgs-cf {}",
        at(3)
    ));
    assert!(said.contains("1 row, 1 refused"), "{said}");
    assert_eq!(said.matches("\"2026-11-31\"不是日期").count(), 1, "{said}");
    assert_eq!(said.matches("not read").count(), 1, "{said}");
    let rows = jrp_intake::first_rows(
        "b.xlsx",
        folder.read("o/returns/000002-市监局.xlsx").as_slice(),
        9,
    )
    .unwrap();
    // What the workbook is, its header, the fault.
    assert_eq!(rows.len(), 3, "{rows:?}");
}
