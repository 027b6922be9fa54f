use super::{ASK, Folder, build_district};

#[test]
fn from_keys_to_an_answer_in_both_suites() {
    for suite in ["sm2-sm3", "ed25519-blake3"] {
        let folder = Folder::new();
        folder.succeeds(&format!("keygen --out keys --suite {suite}"));
        let built = folder.succeeds(&format!("{} --report r.json --out d.jrp", build_district()));
        assert!(built.contains("black.csv row 149 stays, "), "{built}");
        assert!(built.contains("row 157, list_kind"), "{built}");

        let verified = folder.succeeds(
            "verify d.jrp --trust keys/jrp.pub --trust keys/jrp.pub --deep --person-key keys/person.key",
        );
        assert!(
            verified.contains("recomputed from 362 records, natural persons among them"),
            "{verified}"
        );
        let without = folder.succeeds("verify d.jrp --trust keys/jrp.pub --deep");
        assert!(without.contains("natural persons were not opened"), "{without}");
        let shallow = folder.succeeds("verify d.jrp --trust keys/jrp.pub");
        assert!(
            shallow.contains(suite) && !shallow.contains("recomputed"),
            "{shallow}"
        );

        let inspected = folder.succeeds("inspect d.jrp");
        assert!(
            inspected.contains("NOT verified") && inspected.contains(suite),
            "{inspected}"
        );

        let asked = folder.run(&format!("{ASK} --scenario ZFCG --credit-code 91329902MA9BATDJ57"));
        assert_eq!((asked.code, asked.err.as_str()), (12, ""), "{}", asked.out);
    }
}

#[test]
fn the_same_feeds_in_another_order_give_the_same_digest() {
    let folder = Folder::with_district();
    let line = build_district();
    let (head, feeds) = line.split_once("--feed ").unwrap();
    let words: Vec<&str> = feeds.splitn(4, ' ').collect();
    let turned = format!(
        "{head} --feed {} --feed {} {} {}",
        words[2], words[0], words[1], words[3]
    );
    folder.succeeds(&format!("{turned} --out e.jrp"));
    assert_eq!(folder.read("d.jrp"), folder.read("e.jrp"));
}

#[test]
fn inspect_json_has_these_keys_in_this_order() {
    let folder = Folder::with_district();
    let json = folder.succeeds("inspect d.jrp --json");
    let value: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(value["verified"], false);
    assert_eq!((&value["records"], &value["sequence"]), (&346.into(), &7.into()));
    let total: u64 = value["sections"]
        .as_array()
        .unwrap()
        .iter()
        .map(|section| section["bytes"].as_u64().unwrap())
        .sum();
    assert_eq!(total as usize, folder.read("d.jrp").len());
    let keys: Vec<&str> = json
        .lines()
        .filter_map(|line| line.strip_prefix("  \"")?.split('"').next())
        .collect();
    expect_test::expect!["verified publisher region suite audience kind sequence issuedAt dataAsOf nextUpdate expiresAt digest state signers personsSealed policy records unread lists sections bytes bytesPerRecord"]
    .assert_eq(&keys.join(" "));
    expect_test::expect![[r#"{"code":"BK-AQSC","covered":true,"name":"安全生产严重失信主体名单","records":8,"unnamed":1,"unread":1}"#]]
    .assert_eq(&value["lists"][0].to_string());
    expect_test::expect![[r#"{"basis":"深圳市2020-02-26通知（七）（十二）；榕发改信用〔2020〕4号第四部分","effect":"priority","list":"RD-YQLH","measure":"优先办理；自然人可加个人信用积分（历史，默认关闭）","scenario":"GGFW"}"#]].assert_eq(&value["policy"]["disabled"][0].to_string());
}
