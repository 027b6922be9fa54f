//! `docs/FORMAT.md` holds no value that the code does not give: every number of it is made anew here, and the golden file
//! is read by the rules of the page. `JRP_UPDATE_GOLDEN=1` writes the blocks and tables that are made here.

mod by_the_page;
mod values;

use crate::golden::{records, reference};

use by_the_page::{Dictionary, Groups, PartOf};
use jrp_core::date::{Date, Timestamp};
use jrp_core::subject::{CreditCode, name};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use xxhash_rust::xxh64::xxh64;

fn root(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(path)
}

fn page() -> String {
    fs::read_to_string(root("docs/FORMAT.md")).unwrap()
}

fn golden(name: &str) -> Vec<u8> {
    fs::read(root("core/tests/golden").join(name)).unwrap()
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The text between two marks of the page, which is to be `made`; written where the environment asks for it.
#[track_caller]
fn stands_between(before: &str, after: &str, made: &str) {
    let page = page();
    let (front, rest) = page.split_once(before).unwrap();
    let (found, back) = rest.split_once(after).unwrap();
    if std::env::var_os("JRP_UPDATE_GOLDEN").is_some() && found != made {
        let page = [front, before, made, after, back].concat();
        fs::write(root("docs/FORMAT.md"), page).unwrap();
        return;
    }
    assert_eq!(
        found, made,
        "docs/FORMAT.md is stale; JRP_UPDATE_GOLDEN=1 writes it"
    );
}

/// Blocks are written one after the other, as they stand in one file.
#[test]
fn every_value_of_the_page_is_made_anew() {
    stands_between("```jrplookup\n", "```\n", &look_up());
    stands_between("```jrpvalues\n", "```\n", &values::block());
    stands_between(
        "| `endings.txt` |",
        "\n\n",
        &tables().split_off("| `endings.txt` |".len()),
    );
    let shown = long_values(&page());
    let made = inline_values();
    assert_eq!(shown, made, "values in the text of docs/FORMAT.md");
}

/// Values of sixteen hexadecimal digits and more that stand in the text, outside blocks.
fn long_values(page: &str) -> BTreeSet<String> {
    let text: String = page.split("```").step_by(2).collect();
    let quoted = text.split('`').skip(1).step_by(2);
    let is_value = |word: &&str| word.len() >= 16 && word.bytes().all(|b| b.is_ascii_hexdigit());
    let not_decimal = |word: &&str| !word.bytes().all(|b| b.is_ascii_digit());
    quoted
        .filter(is_value)
        .filter(not_decimal)
        .map(str::to_owned)
        .collect()
}

fn inline_values() -> BTreeSet<String> {
    let number = |seed: u64, bytes: &[u8]| format!("{:016x}", xxh64(bytes, seed));
    let skeleton = |text: &str| name::key(text).into_bytes();
    let code = CreditCode::parse("91320507MA1QF7RX58").unwrap();
    let parent = name::branch_parent(&name::key("丙丁建设股份有限公司苏州分公司"));
    let mut values = BTreeSet::from([
        number(0, b""),
        number(0, b"abc"),
        number(1, &code.org_code().as_str().as_bytes()[..8]),
        number(2, &skeleton("苏州甲乙科技有限公司")),
        number(3, &skeleton("相城区丙丁杂货店")),
        number(4, b"110108000000016"),
        number(5, b"32050719900101123X20"),
        number(6, b"JY1-3205(2025)07"),
        number(7, parent.unwrap().as_bytes()),
        number(16, "\u{2}甲\0".as_bytes()),
        number(20, "\u{2}甲\0乙".as_bytes()),
    ]);
    values.extend(values::key_ids());
    for file in [
        "skeleton/characters.txt",
        "skeleton/ranges.txt",
        "endings.txt",
        "similar/regions.txt",
        "similar/rules.txt",
    ] {
        values.insert(table_of_names(file).1);
    }
    values.insert(alike());
    values
}

/// Lines without comment, and their XXH64.
fn table_of_names(file: &str) -> (usize, String) {
    let text = fs::read_to_string(root("core/src/subject/name").join(file)).unwrap();
    let lines = text.split_inclusive('\n').filter(|line| !line.starts_with('#'));
    let joined: String = lines.clone().collect();
    (lines.count(), format!("{:016x}", xxh64(joined.as_bytes(), 0)))
}

fn alike() -> String {
    let bytes = fs::read(root("core/src/subject/name/similar/alike.bin")).unwrap();
    format!("{:016x}", xxh64(&bytes, 0))
}

fn tables() -> String {
    let rows = ["endings.txt", "similar/regions.txt", "similar/rules.txt"].map(|file| {
        let (lines, digest) = table_of_names(file);
        format!("| `{file}` | {lines} | `{digest}` |\n")
    });
    format!(
        "{}| `similar/alike.bin`, of all its bytes | | `{}` |",
        rows.concat(),
        alike()
    )
}

#[test]
fn the_tables_of_skeletons_have_the_lines_that_the_page_says() {
    for file in ["characters.txt", "ranges.txt"] {
        let (lines, digest) = table_of_names(&format!("skeleton/{file}"));
        let lines = match lines {
            0..1000 => lines.to_string(),
            _ => format!("{},{:03}", lines / 1000, lines % 1000),
        };
        assert!(page().contains(&format!("| `{file}` | {lines} | `{digest}` |")));
    }
}

#[test]
fn names_and_numbers_become_what_the_page_says() {
    // Where a sentence is broken into lines means nothing.
    let page = page().lines().map(str::trim_start).collect::<Vec<_>>().join(" ");
    let says = |text: &str| assert!(page.contains(text), "the page does not say {text}");
    for name in [
        "苏州ABC（中國）　有限公司",
        "蘇州ａｂｃ【中国】有限公司",
        "苏州А-В-С中囯有限公司",
    ] {
        says(&format!("`{name}`"));
        assert_eq!(name::key(name), "苏州ABC中国有限公司");
    }
    says("`甲1` becomes `甲L`");
    assert_eq!(name::key("甲1"), "甲L");
    says("`苏财购罚〔2025〕3号` becomes `苏财购罚(2025)3号`");
    assert_eq!(name::fold("苏财购罚〔2025〕3号"), "苏财购罚(2025)3号");
    says("`9144030071526726XG` has the organisation code `71526726X`; both checks hold");
    let code = CreditCode::parse("9144030071526726XG").unwrap();
    assert_eq!(code.org_code().as_str(), "71526726X");
    assert_eq!(by_the_page::checks("91440300", "71526726"), ('X', 'G'));
    for (key, bytes) in [
        ("苏州甲乙科技有限公司", 30),
        ("相城区丙丁杂货店", 24),
        ("丙丁建设股份有限公司", 30),
    ] {
        says(&format!("`{key}` ({bytes} bytes)"));
        assert_eq!(name::key(key).len(), bytes);
    }
    // Dates and times at the ends of their ranges, and limits that the program exports.
    says("(−719162 to 2932896)");
    assert_eq!(Date::from_ymd(1, 1, 1).unwrap().days(), -719_162);
    assert_eq!(Date::from_ymd(9999, 12, 31).unwrap().days(), 2_932_896);
    assert!(Date::from_days(-719_163).is_none() && Date::from_days(2_932_897).is_none());
    says("0 to 253402214400");
    assert!(Timestamp::from_unix(253_402_214_400).is_some());
    assert!(Timestamp::from_unix(253_402_214_401).is_none() && Timestamp::from_unix(-1).is_none());
    says(&format!(
        "`latest` is UTF-8, at most {} bytes",
        jrp_core::manifest::MAX_BYTES
    ));
    says(&format!(
        "| deltas named by a manifest | {};",
        jrp_core::manifest::MAX_DELTAS
    ));
    assert_eq!(jrp_core::manifest::MAX_FILE_BYTES, 1 << 40);
    says(&format!(
        "| signatures | {} |",
        jrp_core::manifest::MAX_SIGNATURES
    ));
}

/// The look-up of the page's front, made on the committed file by the rules of the page.
fn look_up() -> String {
    const CODE: &str = "91320507MA1QF7RX58";
    let file = golden("tiny-ed25519-blake3.jrp");
    let mut out = String::new();
    let mut line = |what: &str, text: String| {
        let gap = " ".repeat(14 - what.chars().count());
        out.push_str(&format!("{what}{gap}{text}\n"));
    };
    let body = &CODE[8..16];
    let primary = by_the_page::base36(body);
    line(
        "code",
        format!(
            "pair {}, region {}, body {body}, checks {}",
            &CODE[..2],
            &CODE[2..8],
            &CODE[16..]
        ),
    );
    line("primary key", format!("{body} in base 36 = {primary}"));
    let fingerprint = xxh64(body.as_bytes(), 1);
    line(
        "fingerprint",
        format!("f = XXH64 of {body}, seed 1 = {fingerprint:016x}"),
    );

    let filter = PartOf::sections(&file).find(2);
    let blocks = filter.len() / 64;
    let block = ((fingerprint >> 32) * blocks as u64) >> 32;
    let product = fingerprint.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let bits: Vec<u64> = (0..8).map(|word| product >> (16 + 6 * word) & 63).collect();
    line(
        "filter",
        format!(
            "section 2, {:06x} to {:06x}: {blocks} block of 64 bytes; block {block}",
            filter.start, filter.end
        ),
    );
    let places = bits.iter().map(u64::to_string).collect::<Vec<_>>().join(" ");
    line("", format!("p = {product:016x}; bits {places} of words 0 to 7"));
    let at = |word: usize| filter.start + 64 * block as usize + 8 * word;
    let set = (0..8).all(|word| by_the_page::number(&file, at(word), 8) >> bits[word] & 1 == 1);
    assert!(set, "the code is in the filter");
    line("", "all eight are 1: it may be there".into());

    let organisations = PartOf::sections(&file).find(3);
    let columns = PartOf::columns(&file, organisations.clone());
    let rows = by_the_page::number(&file, organisations.start, 4) as usize;
    let listings = by_the_page::number(&file, organisations.start + 4, 4) as usize;
    line(
        "organisations",
        format!(
            "section 3, {:06x} to {:06x}: {rows} records, {listings} listings",
            organisations.start, organisations.end
        ),
    );
    let groups = Groups::new(&file, columns.clone());
    let place = by_the_page::place(primary);
    line(
        "place",
        format!("{place}; the groups of records with a primary key are one, so group 0"),
    );
    let places = groups.places();
    line(
        "group 0",
        format!(
            "rows from {:06x}, places from {:06x}: {} place, the first {}",
            groups.rows_at(0),
            groups.places_at(0),
            places.len(),
            places.get(0)
        ),
    );
    let found: Vec<usize> = (0..places.len()).filter(|at| places.get(*at) == place).collect();
    assert_eq!(found, [0]);
    let row = found[0];
    line("", format!("position {row} holds the place, so row {row}"));

    let int = |id: u16| groups.int(id, 0, row);
    let (form, pair, region) = (int(3), int(4), int(5));
    line(
        "identifier",
        format!(
            "id form {}, code pair {}, code region {}",
            form.unwrap(),
            pair.unwrap(),
            region.unwrap()
        ),
    );
    let front = format!(
        "{}{:06}",
        by_the_page::to_base36(pair.unwrap() as u64, 2),
        region.unwrap()
    );
    let (inner, outer) = by_the_page::checks(&front, body);
    line(
        "",
        format!("{front} ‖ {body} ‖ {inner} ‖ {outer} = {CODE}: the same subject"),
    );
    assert_eq!(
        (form, format!("{front}{body}{inner}{outer}").as_str()),
        (Some(0), CODE)
    );

    let (status, listing) = (int(15).unwrap(), int(11).unwrap() as usize);
    line("status", format!("{status}, active"));
    let dictionary = |id: u16| columns.get(64 + id).map(|range| Dictionary::new(&file[range]));
    let text = |id: u16, rows: usize, at: usize| {
        by_the_page::text(&file[columns.find(id)], dictionary(id), rows, at)
    };
    let (list, authority) = (
        text(32, listings, listing).unwrap(),
        text(33, listings, listing).unwrap(),
    );
    line(
        "listing",
        format!("{listing}: list {list}, authority {authority}"),
    );
    let listed = int(16).unwrap();
    let day = |days: i64| Date::from_days(days as i32).unwrap();
    line("listed on", format!("{listed} = {}", day(listed)));
    let decided = int(17).unwrap();
    line("decided", format!("{decided}: {}", day(listed + decided)));
    for (what, id) in [("term", 19), ("ban", 21)] {
        let code = int(id);
        let meaning = match code {
            None => "absent: none of its own".to_owned(),
            Some(code) => {
                let (years, days) = (code / 7, code % 7 - 3);
                let end = by_the_page::after(day(listed), code);
                format!("{code} = 7 · {years} + 3 + {days}: {years} years and {days} days, {end}")
            }
        };
        line(what, meaning);
    }
    let (name, document) = (groups.text(9, 0, row).unwrap(), groups.text(12, 0, row).unwrap());
    line("name", name.clone());
    line("document no", document.clone());
    let record = &records::tiny()[0];
    assert_eq!(Some(&name), record.name.as_ref());
    assert_eq!(Some(&document), record.document_no.as_ref());
    assert_eq!(
        (list, authority),
        (record.list_kind.clone(), record.authority.clone())
    );
    assert_eq!(day(listed), record.listed_on);
    out
}

/// The columns of integers, by their names.
const INTEGERS: [(&str, u16); 13] = [
    ("id form", 3),
    ("code pair", 4),
    ("code region", 5),
    ("id kind", 6),
    ("subject kind", 8),
    ("listing", 11),
    ("severity", 14),
    ("status", 15),
    ("listed on", 16),
    ("decided", 17),
    ("effective", 18),
    ("term", 19),
    ("ban", 21),
];

/// What the dump of section 17 says beside its bytes: a word of a note, and the number that follows it.
#[test]
fn the_notes_of_the_dump_are_right() {
    let page = page();
    let dump = page.split("```jrpdump\n").nth(1).unwrap();
    let dump = dump.split("```").next().unwrap();
    let file = golden("tiny-ed25519-blake3.jrp");
    let groups = Groups::new(&file, PartOf::columns(&file, PartOf::sections(&file).find(3)));
    let (mut checked, mut wrong) = (0, Vec::new());
    for shown in dump.lines().filter(|line| line.contains('|')) {
        let (bytes, note) = shown.split_once('|').unwrap();
        let at = usize::from_str_radix(&bytes[..6], 16).unwrap();
        let number = |at: usize, width: usize| by_the_page::number(&file, at, width) as i64;
        let mut says = |word: &str, value: i64| {
            let Some((before, rest)) = note.split_once(word) else {
                return;
            };
            let is_number = |c: &char| c.is_ascii_digit() || *c == '-';
            let told: String = match word.starts_with(' ') {
                true => before.split([' ', ',']).next_back().unwrap().to_owned(),
                false => rest.trim_start().chars().take_while(is_number).collect(),
            };
            checked += 1;
            if told.parse() != Ok(value) {
                wrong.push(format!("{shown}: {word} is {value}"));
            }
        };
        if !note.contains("up to") {
            says("header length", number(at, 4));
        }
        says("body length", number(at, 8));
        if !note.contains("base sequence") {
            says("sequence", number(at, 8));
        }
        says("issued at", number(at, 8));
        says("day", number(at, 4));
        if note.contains(": flags ") {
            says("flags", number(at, 1));
            says("width", number(at + 1, 1));
            says("dictionary", number(at + 4, 4));
            says("base", number(at + 8, 8));
        } else if note.contains(": offset") {
            let id = ["section", "column"].into_iter().find(|word| note.contains(word));
            says(id.unwrap_or(" "), number(at, 2));
            says("offset", number(at + 8, 8));
            says("length", number(at + 16, 8));
        } else if note.contains("index of ") {
            says("form", number(at, 1));
            says("index of", number(at + 8, 8));
        } else if note.contains(" columns, ") && note.contains(" rows") {
            says(" columns", number(at, 4));
            says(" rows", number(at + 4, 4));
        } else if note.contains("dictionary: alphabet ") {
            says("alphabet", number(at, 4));
            says(" tokens", number(at + 4, 4));
        } else if note.contains("token text: ") && note.contains("starts of") {
            says("token text:", number(at, 8));
            says("starts of", number(at + 8, 1));
        }
        // A row is told as `row of group 0: id form 0, severity absent, …`.
        if let Some((group, told)) = note
            .split_once("row of group ")
            .and_then(|(_, rest)| rest.split_once(": "))
        {
            let group: usize = group.parse().unwrap();
            for said in told.split(", ") {
                let (name, value) = said.trim().rsplit_once(' ').unwrap();
                let id = INTEGERS.iter().find(|(known, _)| *known == name).unwrap().1;
                let value = (value != "absent").then(|| value.parse::<i64>().unwrap());
                checked += 1;
                let found = groups.int(id, group, 0);
                if found != value {
                    wrong.push(format!("{shown}: {name} is {found:?}"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(checked > 100, "{checked} values beside the dump were compared");
    // The text in front of the dump spells one name out.
    let bits: String = [0x7b_u8, 0xe4, 0x00]
        .iter()
        .map(|byte| format!("{byte:08b}"))
        .collect();
    let spelt = "011 1101 1111 001 000";
    assert!(page.contains(&format!("`{spelt}`")) && bits.starts_with(&spelt.replace(' ', "")));
}

#[test]
fn texts_of_the_golden_file_are_read_by_the_rules_of_the_page() {
    let file = golden("tiny-ed25519-blake3.jrp");
    let columns = PartOf::columns(&file, PartOf::sections(&file).find(3));
    let dictionary = Dictionary::new(&file[columns.find(64 + 9)]);
    assert_eq!(dictionary.len(), columns.find(64 + 9).len());
    let groups = Groups::new(&file, columns.clone());
    let names = [0, 1].map(|group| groups.text(9, group, 0).unwrap());
    assert_eq!(names, ["甲乙公司", "无码企业"]);
    // Each name leads to its record.
    let width = u32::from(file[columns.find(2)][0]);
    let cut = names.map(|name| xxh64(name.as_bytes(), 2) >> (64 - width));
    let pointers = [groups.places().get(0) >> 28, groups.places_of(1).get(0)];
    let mut expected: Vec<(u64, u64)> = cut.into_iter().zip(pointers).collect();
    expected.sort_unstable();
    assert_eq!(by_the_page::keys(&file, &columns), expected);
}
