//! Rows whose cells do not stand in their columns, and names that are none.

use crate::{options, policy, row};
use jrp_intake::{Entry, Feed, FeedError, Judge, Profile, Report, read_feed};

/// What a feed tells the builder.
fn entries(feed: &[u8]) -> Result<(Vec<Entry>, Report), FeedError> {
    let (mut entries, mut report) = (Vec::new(), Report::default());
    read_feed::<FeedError>(
        "f.csv",
        feed,
        policy(),
        &options(),
        &mut report,
        &mut |entry, _| {
            entries.push(entry);
            Ok(())
        },
    )?;
    Ok((entries, report))
}

fn is_incomplete(entries: &[Entry]) -> bool {
    let list = Some("BK-ZFCGSX".to_owned());
    entries
        .iter()
        .any(|entry| *entry == Entry::Unnamed(list.clone()) || *entry == Entry::Unnamed(None))
}

#[test]
fn a_row_whose_cells_have_moved_leaves_its_list_incomplete() {
    let feed = String::from_utf8(row(&[])).unwrap();
    let (header, cells) = feed.split_once('\n').unwrap();
    for moved in [
        cells.replace("纺织有限公司", ",纺织有限公司"),
        cells.replace("江州市云澜槿棠纺织有限公司", "Blue Heron Co., Ltd."),
        format!("1,{cells}"),
    ] {
        let (entries, report) = entries(format!("{header}\n{moved}").as_bytes()).unwrap();
        assert_eq!(report.refused(), 1, "{moved}");
        assert!(is_incomplete(&entries), "{moved}: {entries:?}");
        // By its code the subject is found as before.
        assert!(
            entries
                .iter()
                .any(|entry| matches!(entry, Entry::Unread(row) if row.id.is_some())),
            "{moved}"
        );
    }
}

#[test]
fn a_header_in_another_order_is_refused_and_the_same_is_passed_over() {
    let feed = String::from_utf8(row(&[])).unwrap();
    let (header, cells) = feed.split_once('\n').unwrap();
    let again = |again: &str| entries(format!("{header}\n{cells}{again}\n{cells}").as_bytes());
    assert_eq!(again(header).unwrap().1.refused(), 0);
    // A word that is a title may stand below a table alone.
    for word in ["备注", ",备注", ",,,序号"] {
        assert!(
            again(&format!("{word}{}", ",".repeat(19 - word.matches(',').count()))).is_ok(),
            "{word}"
        );
    }
    let other = header
        .replace("name,former_names", "authority,former_names")
        .replace("severity,authority", "severity,name");
    let error = again(&other).unwrap_err().to_string();
    assert!(error.contains("row 3: the header stands here again"), "{error}");
}

#[test]
fn what_stands_for_no_name_names_nobody() {
    for name in [
        "#N/A",
        "#REF!",
        "None",
        "(blank)",
        "未知",
        "待补充",
        "详见附件",
        "同上",
        "公司",
    ] {
        let (found, report) = entries(&row(&[("name", name), ("id", ""), ("id_kind", "")])).unwrap();
        assert_eq!(
            report.refusals().next().unwrap().2.code(),
            "name-unreadable",
            "{name}"
        );
        assert!(is_incomplete(&found), "{name}: {found:?}");
        let (found, report) = entries(&row(&[("name", name)])).unwrap();
        assert_eq!(report.loaded(), 1, "{name}");
        assert!(
            report.warned().any(|(_, _, code)| code == "name-unreadable"),
            "{name}"
        );
        assert!(is_incomplete(&found), "{name}: {found:?}");
    }
}

/// A removal that is planned ends nothing before its day.
#[test]
fn a_row_that_is_to_leave_its_list_stands_until_then() {
    let profile = Profile::parse(
        "p.toml",
        "name = \"p\"\ntitle = \"p\"\nended = [\"移出日期\"]\n[constants]\nlist_kind = \"BK-ZFCGSX\"\nsubject_kind = \"org\"\nid_kind = \"uscc\"\n\
         authority = \"云澜区财政局\"\nstatus = \"active\"\n[columns]\nname = \"企业\"\nid = \"代码\"\nlisted_on = \"列入\"\npublish_until = \"至\"\n",
    )
    .unwrap();
    for (left, loaded) in [
        ("", 1),
        ("2026-11-22", 1),
        ("2026-11-21", 0),
        ("2026-06-01", 0),
        ("是", 0),
    ] {
        let feed = format!(
            "企业,代码,列入,至,移出日期\n甲有限公司,91329902MA9BATDJ57,2025-06-03,2027-06-02,{left}\n"
        );
        let (judge, mut report) = (Judge::new(policy(), &options()), Report::default());
        let profiles = [profile.clone()];
        let mut feed = Feed::open_with("f.csv", feed.as_bytes(), 0, &profiles).unwrap();
        while let Some(block) = feed.next_block().unwrap() {
            let mut accept = |_, _| Ok::<(), FeedError>(());
            judge.rows(&block, &mut report, &mut accept).unwrap();
        }
        assert_eq!((report.loaded(), report.refused()), (loaded, 0), "{left}");
    }
}

#[test]
fn ordinary_footers_are_passed_over_and_names_among_them_are_not() {
    let feed = String::from_utf8(row(&[])).unwrap();
    let below = |cell: &str| {
        let blanks = ",".repeat(feed.lines().next().unwrap().matches(',').count());
        entries(format!("{feed}{cell}{blanks}\n").as_bytes()).unwrap().1
    };
    for footer in [
        "单位（盖章）：云澜区财政局",
        "单位盖章",
        "（盖章）",
        "云澜区财政局（公章）",
        "2026年11月3日",
        "日期：2026.11.3",
        "本页小计",
        "以上共12条",
        "以下空白",
        "报送单位：云澜区财政局",
        "抄送：云澜区发展和改革局",
        "数据来源：信用平台",
        "附：说明一份",
    ] {
        assert_eq!(below(footer).refused(), 0, "{footer}");
    }
    for named in [
        "附：江州戊2号有限公司",
        "抄送：江州市凤栖湖石料厂",
        "江州戊2号有限公司（公章）",
        "云澜第一医院（公章）",
        "数据来源：91329902MA7QK2R18G",
        "本页小计科技有限公司",
    ] {
        assert_eq!(below(named).refused(), 1, "{named}");
    }
}
