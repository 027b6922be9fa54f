//! Adding a record, a refused row or a withdrawal to a feed makes no answer milder than it must.
//!
//! Feeds are random and small, so that numbers, names, days and sources meet, and what is added is as dirty as tables are.
//! `JRP_FEEDS=10000` tries as many, `JRP_SEED` says where they begin; a failure shows the feed.

use super::{CODE, COLUMNS, Lists, NAME, OTHER_CODE, OTHER_NAME, Row, feed_of};

/// SplitMix64 (G. Steele, D. Lea, C. Flood, 2014): the same numbers everywhere.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn pick<'a>(&mut self, from: &[&'a str]) -> &'a str {
        from[(self.next() % from.len() as u64) as usize]
    }

    fn one_in(&mut self, n: u64) -> bool {
        self.next().is_multiple_of(n)
    }
}

/// Three companies, two of which are called the same.
const SUBJECTS: [(&str, &str); 3] = [
    (NAME, CODE),
    (NAME, OTHER_CODE),
    (OTHER_NAME, "91329902MA6HP0J35R"),
];

const AS_OF: &str = "2026-11-27";

fn some_row(random: &mut Random) -> Row {
    let (name, code) = SUBJECTS[(random.next() % 3) as usize];
    let mut row = Row::of(name, code);
    if random.one_in(4) {
        row = Row::of(name, "");
    } else if random.one_in(5) {
        row = row.with("name", "");
    }
    if random.one_in(6) && !row.get("name").is_empty() {
        let dressed = random
            .pick(&["“{}”", "1.{}", "{}（盖章）", "名称：{}"])
            .replace("{}", name);
        row = row.with("name", &dressed);
    }
    row.with("list_kind", random.pick(&["BK-ZFCGSX", "BK-ZFCGSX", "BK-ZDSSWF"]))
        .with(
            "authority",
            random.pick(&["江州市云澜区财政局", "云澜区财政局", "江州市交通局"]),
        )
        .with(
            "document_no",
            random.pick(&[
                "",
                "云财罚〔2026〕1号",
                "云财罚(2026)1号",
                "云财罚〔2026〕2号",
                "2号",
                "无文号",
                "见附件1",
            ]),
        )
        .with("record_id", random.pick(&["", "", "1", "2", "CG-2026-1"]))
        .with("decided_on", random.pick(&["", "2026-10-08", "2026-10-09"]))
        .with("listed_on", random.pick(&["2026-10-10", "2026-10-12"]))
}

fn refused(row: Row, random: &mut Random) -> Row {
    match random.next() % 5 {
        0 => row.with("publish_until", "待定"),
        1 => row.with("listed_on", "十月"),
        2 if !row.get("id").is_empty() && !row.get("name").is_empty() => row.with("id", "91329902MA7Q"),
        3 => row.with("authority", ""),
        _ => row.with("status", "冻结"),
    }
}

fn withdrawal(row: Row, random: &mut Random) -> Row {
    // A code that was copied into the row below it.
    let row = match random.one_in(6) {
        true => row.with("name", random.pick(&[NAME, OTHER_NAME])),
        false => row,
    };
    if random.one_in(3) {
        return row
            .with("status", "repaired")
            .with("decided_on", random.pick(&["", "2026-11-10"]));
    }
    row.with("status", random.pick(&["repaired", "revoked", "移出", "pending"]))
        .with(
            "decided_on",
            random.pick(&["", "2026-10-09", "2026-11-10", "2027-01-10"]),
        )
        .with(
            "listed_on",
            random.pick(&["", "", "2026-10-10", "2026-10-12", "2026-11-10", "2027-01-10"]),
        )
        .with(
            "document_no",
            random.pick(&[
                "",
                "",
                "云财罚〔2026〕1号",
                "云修〔2026〕9号",
                "2号",
                "无文号",
                "见附件1",
            ]),
        )
}

/// A row below the table: a total or a signature, which may name a subject.
fn footer(random: &mut Random) -> Row {
    let (name, code) = SUBJECTS[(random.next() % 3) as usize];
    let first = random.pick(&[
        "合计",
        "备注：",
        "填报单位：云澜区财政局",
        "说明",
        "注：1.",
        "审核人",
    ]);
    let mut row = Row([""; COLUMNS.len()].map(str::to_owned));
    row.0[0] = match random.next() % 4 {
        0 => format!("{first}{name}"),
        1 => format!("{first}（{code}）另行公示"),
        _ => first.to_owned(),
    };
    let at = 1 + (random.next() % (COLUMNS.len() as u64 - 1)) as usize;
    row.0[at] = random.pick(&["", "12", name, code, "BK-ZFCGSX"]).to_owned();
    row
}

/// The row as one line of a table, as people and programs leave it.
fn dirty(row: &Row, cells_too: bool, random: &mut Random) -> String {
    let mut row = row.clone();
    let at = (random.next() % COLUMNS.len() as u64) as usize;
    match random.next() % 8 {
        _ if !cells_too => {}
        0 => row.0[at] = format!("\u{3000}{} \u{200B}", row.0[at]),
        1 if !row.get("id").is_empty() => {
            let code = format!("'{}", row.get("id"));
            row = row.with("id", &code);
        }
        2 => {
            let wide = |c: char| char::from_u32(u32::from(c) + 0xFEE0).filter(|_| c.is_ascii_alphanumeric());
            row.0[5] = row.0[5].chars().map(|c| wide(c).unwrap_or(c)).collect();
        }
        3 => row.0.swap(2, 5),
        4 => row.0[at] = random.pick(&["", "无", "#N/A", "见附件", "******"]).to_owned(),
        _ => {}
    }
    let text = feed_of(std::slice::from_ref(&row));
    let line = text.lines().nth(1).unwrap_or_default().to_owned();
    match random.next() % 8 {
        0 => line + ",",
        1 => line + ",多出一格",
        2 => line
            .rsplit_once(',')
            .map_or(line.clone(), |(before, _)| before.to_owned()),
        3 => line.replacen(',', ",,", 1),
        4 => format!(",{line}"),
        _ => line,
    }
}

/// How strict an answer is.
fn strictness(word: &str) -> usize {
    let words = [
        "clear",
        "clear, incomplete",
        "notice",
        "indeterminate",
        "review",
        "restricted",
        "prohibited",
    ];
    words
        .iter()
        .position(|known| *known == word)
        .expect("a known outcome")
}

/// The plain name in a dressed one.
fn plain(row: &Row) -> &str {
    let name = row.get("name");
    [NAME, OTHER_NAME]
        .into_iter()
        .find(|plain| name.contains(plain))
        .unwrap_or("")
}

/// Whether a withdrawal may end what a row says.
fn may_end(withdrawal: &Row, row: &Row) -> bool {
    let [own, other] = [withdrawal, row];
    let filled = |row: &Row, column: &str| Some(row.get(column).to_owned()).filter(|text| !text.is_empty());
    let equal = |column: &str| filled(own, column).is_some() && filled(own, column) == filled(other, column);
    let number = |row: &Row| {
        row.get("document_no")
            .replace(['(', '〔'], "[")
            .replace([')', '〕'], "]")
    };
    // 无文号 is not a number, and 2号 is one of many.
    let is_decision = |row: &Row| number(row).contains("[2026]");
    let has_number = |row: &Row| is_decision(row) || number(row) == "2号";
    let same_number = is_decision(own) && number(own) == number(other);
    let differ = has_number(own) && has_number(other) && number(own) != number(other);
    let ids_differ = !equal("record_id") && ![own, other].map(|row| row.get("record_id")).contains(&"");
    let is_later = own.get("decided_on") > other.get("listed_on");
    let same_day = equal("listed_on") && !ids_differ && (is_later || !differ);
    let authority = |row: &Row| row.get("authority").trim_start_matches("江州市").to_owned();
    let same_authority = authority(own) == authority(other) || filled(other, "authority").is_none();
    let codes = (filled(own, "id"), filled(other, "id"));
    let same_name = !plain(own).is_empty() && plain(own) == plain(other);
    let is_bare = own.get("record_id").len() == 1;
    let shares_name = same_name || plain(own).is_empty() || plain(other).is_empty();
    let (is_sure, is_named) = match codes {
        // A number that is cut short is none.
        (Some(own), Some(other)) if other.len() == 18 => (own == other && shares_name, own == other),
        (None, None) => (same_name, same_name),
        _ => (false, same_name),
    };
    let day = own.get("decided_on").max(own.get("listed_on"));
    let is_due = day <= AS_OF;
    let tells_nothing = !is_decision(own) && own.get("listed_on").is_empty() && !ids_differ && !differ;
    let by_id = equal("record_id")
        && match is_bare {
            false => same_authority || same_number || equal("listed_on"),
            true => {
                let is_undated = own.get("listed_on").is_empty() && same_authority;
                same_number || (equal("listed_on") || is_undated) && (is_later || !differ)
            }
        };
    let is_named_by = by_id
        || same_number && shares_name
        || same_authority && same_day && shares_name
        || same_authority && tells_nothing && is_sure;
    own.get("list_kind") == other.get("list_kind") && is_due && is_named && is_named_by
}

/// Whether a question may reach a row.
fn is_about(code: &str, name: &str, row: &Row) -> bool {
    row.get("id") == code || !name.is_empty() && plain(row) == name
}

#[test]
fn no_row_makes_an_answer_milder_than_it_must() {
    let number = |name| std::env::var(name).ok().map(|text| text.parse::<u64>().unwrap());
    let first = number("JRP_SEED").unwrap_or(0);
    let (mut stricter, mut milder) = (0, 0);
    for seed in first..first + number("JRP_FEEDS").unwrap_or(150) {
        let mut random = Random(seed);
        let random = &mut random;
        let mut rows: Vec<Row> = Vec::new();
        for _ in 0..1 + random.next() % 4 {
            let row = some_row(random);
            rows.push(match random.next() % 6 {
                0 => refused(row, random),
                1 => withdrawal(row, random),
                _ => row,
            });
        }
        // A feed of which nothing can be loaded is refused as a whole.
        rows.push(Row::of("江州市云澜汀兰纺织有限公司", "91329902MA9BATDJ57"));
        let mut added = some_row(random);
        // Often about a row that is there.
        if random.one_in(2) {
            added = rows[(random.next() % rows.len() as u64) as usize]
                .clone()
                .with("status", "active");
        }
        let kind = random.next() % 4;
        let added = match kind {
            0 => added,
            1 => refused(added, random),
            2 => withdrawal(added, random),
            _ => footer(random),
        };
        let feed = feed_of(&rows);
        let line = match random.one_in(3) {
            // What a repair is taken to say must be what is judged here.
            true => dirty(&added, kind != 2, random),
            false => feed_of(std::slice::from_ref(&added))
                .lines()
                .nth(1)
                .unwrap()
                .to_owned(),
        };
        let mut lines: Vec<&str> = feed.lines().collect();
        lines.insert(1 + (random.next() % rows.len() as u64) as usize, &line);
        let end = random.pick(&["\n", "\r\n"]);
        let before = Lists::of(std::slice::from_ref(&feed));
        let after = Lists::of(&[lines.join(end)]);
        for (name, code) in SUBJECTS {
            for (code, name) in [(code, ""), ("", name), (code, name)] {
                let words = [&before, &after].map(|lists| lists.word(code, name));
                let [was, is] = [strictness(&words[0]), strictness(&words[1])];
                stricter += usize::from(is > was);
                milder += usize::from(is < was);
                let must =
                    kind == 2 && { rows.iter() }.any(|row| is_about(code, name, row) && may_end(&added, row));
                assert!(
                    is >= was || must,
                    "seed {seed}: {words:?} for {code} {name}, by {line:?} in {feed}"
                );
            }
        }
    }
    assert!(stricter > 50 && milder > 5, "{stricter} {milder}");
}
