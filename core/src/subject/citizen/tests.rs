//! The division 329902 does not exist.

use super::*;

fn ids() -> CitizenIds {
    CitizenIds::on(Date::parse("2026-11-21").unwrap())
}

fn own(region: &str, years: [Option<i32>; 2]) -> OwnNumber {
    OwnNumber {
        region: Some(region.to_owned()).filter(|region| !region.is_empty()),
        years,
    }
}

/// A small generator: the same numbers in every run.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % limit
    }

    fn of<T: Copy>(&mut self, all: &[T]) -> T {
        all[self.below(all.len() as u64) as usize]
    }

    /// 17 digits of an id.
    fn person(&mut self) -> String {
        let (year, month, day) = (1930 + self.below(75), 1 + self.below(12), 1 + self.below(28));
        let (area, last) = (self.below(10_000), self.below(1000));
        let province = self.of(&[11, 13, 32, 37, 44, 51, 65, 82]);
        format!("{province}{area:04}{year}{month:02}{day:02}{last:03}")
    }
}

fn whole(first17: &str) -> String {
    format!(
        "{first17}{}",
        char::from(citizen_check(first17.as_bytes()).unwrap())
    )
}

fn old(first17: &str) -> String {
    format!("{}{}", &first17[..6], &first17[8..])
}

#[test]
fn ids_are_found_however_they_are_written() {
    for text in [
        "法定代表人（身份证329902199003071230）",
        "329902 19900307 1230",
        "329902  19900307   1230",
        "329902-19900307-1230",
        "329902.19900307.1230",
        "329902/1990/03/07/1230",
        "329902_19900307_1230",
        "329902—19900307－1230",
        "329902·19900307·1230",
        "329902、19900307、1230",
        "329902*19900307*1230",
        "3*2*9*9*0*2*1*9*9*0*0*3*0*7*1*2*3*0",
        "[329902](19900307){1230}",
        "329902\u{200b}1990\u{feff}03\u{2060}071230",
        "329902\u{202e}1990\u{e0020}03\u{3164}071230",
        "329902ー19900307ー1230",
        "３２９９０２１９９００３０７１２３０",
        "٣٢٩٩٠٢١٩٩٠٠٣٠٧١٢٣٠",
        "३२९९०२१९९००३०७१२३०",
        "𝟑𝟐𝟗𝟗𝟎𝟐𝟏𝟗𝟗𝟎𝟎𝟑𝟎𝟕𝟏𝟐𝟑𝟎",
        "③②⑨⑨⓪②①⑨⑨⓪⓪③⓪⑦①②③⓪",
        "❸❷❾❾⓿❷❶❾❾⓿⓿❸⓿❼❶❷❸⓿",
        "三二九九〇二一九九〇〇三〇七一二三〇",
        "叁贰玖玖零贰壹玖玖零零叁零柒壹贰叁零",
        "㊂㊁㊈㊈〇㊁㊀㊈㊈〇〇㊂〇㊆㊀㊁㊂〇",
        "三2九9〇2一9九0〇3〇7一2三0",
        "329902一19900307一1230",
        "32990219900307l23O",
        "3\u{338}2\u{338}9\u{338}9\u{338}0\u{338}2\u{338}1\u{338}9\u{338}9\u{338}0\u{338}0\u{338}3\u{338}0\u{338}7\u{338}1\u{338}2\u{338}3\u{338}0",
        "no.32990219900307123０/2025",
        "No.329902900307123",
        "其一：329902199003071233，电话13812345678",
        "1329902199003071230",
        "身份证号329902900307123",
        "329902 900307 123，2026年",
        "32990219900307123",
        "32990219900307123，",
        "329902199003071233",
        "93299019900307123X",
        "93299019900307123Х",
    ] {
        assert!(ids().are_in(text), "{text}");
        assert!(ids().are_in_number(text), "{text}");
        assert!(ids().are_in_reference(text, OwnNumber::default), "{text}");
    }
}

#[test]
fn other_numbers_pass() {
    for text in [
        "329902199013071232",
        "（2025）苏9902执1234号",
        "91329902MA1B2C3D4X",
        "3299**********1232",
        "329902********1232",
        "3299021990****1232",
        "32990219900307****",
        "329902201003071***",
        "3299×××××××××××232",
        "3299XXXXXXXXXX1232",
        "1990-03-07 2025-03-01 2026-03-01",
        "2010、2011、2012、2013年",
        "1、2、3、4、5、6、7、8、9、10、11、12、13、14项",
        "罚款100,000.00元，电话0512-66666666、13812345678",
        "329902001323123",
        "1329902900307123",
        "991329902199003071",
        "第一百二十三条、第三十七条第一款第（二）项",
        "",
    ] {
        assert!(!ids().are_in(text), "{text}");
    }
}

#[test]
fn an_unchecked_birth_date_lies_between_1900_and_fourteen_years_ago() {
    for (number, expected) in [
        ("329902190001011239", true),
        ("329902189912311238", false),
        ("329902201211211239", true),
        ("329902201211221239", false),
        ("329902202608081239", false),
    ] {
        let check = citizen_check(&number.as_bytes()[..17]).unwrap();
        assert_ne!(check, number.as_bytes()[17], "{number}");
        assert_eq!(ids().are_in(number), expected, "{number}");
    }
    // With a right check digit it is one, up to today.
    assert!(ids().are_in(&whole("32990220250307123")));
    assert!(!ids().are_in(&whole("32990220270307123")));
    let leap = CitizenIds::on(Date::parse("2028-02-29").unwrap());
    assert!(leap.are_in("32990220140228123") && !leap.are_in("32990220140301123"));
}

#[test]
fn a_tax_number_may_begin_with_an_id() {
    for number in [
        "32990219900307123301",
        "32990219900307123001",
        "32990290030712301",
        "329902900307123",
    ] {
        assert!(ids().are_in_number(number), "{number}");
    }
    assert!(ids().are_in("税号32990290030712301"));
    assert!(ids().are_in_number("32990290030712301234"));
    assert!(!ids().are_in_reference("32990290030712301", OwnNumber::default));
    assert!(!ids().are_in_number("329902600012345"));
}

#[test]
fn a_credit_code_is_no_id_unless_it_has_the_check_of_one() {
    // Numbers of the shape of an id with both checks of a credit code, of which one also has that of an id.
    let mut random = Random(5);
    let (mut codes, mut both) = (0, 0);
    while both < 3 {
        let first17 = random.person();
        let Some(inner) = inner_check(&first17.as_bytes()[8..16]) else {
            continue;
        };
        let code = format!("{}{}", &first17[..16], char::from(inner));
        let Some(check) = outer_check(code.as_bytes()).map(char::from) else {
            continue;
        };
        let number = format!("{code}{check}");
        let is_id = citizen_check(code.as_bytes()) == Some(check as u8);
        codes += 1;
        both += u32::from(is_id);
        assert_eq!(ids().are_in_number(&number), is_id, "{number}");
        assert_eq!(ids().are_in(&format!("代码{number}，")), is_id, "{number}");
    }
    assert!(codes > 20);
    // A company's code that could be a foreign permanent resident's.
    assert!(!ids().are_in_number("91330100799655058B"));
}

#[test]
fn the_numbers_of_documents_may_begin_with_the_rows_division_and_year() {
    let none = [None, None];
    for (number, region, years, expected) in [
        ("329902201003071230", "329902", [Some(2010), None], false),
        ("329902201003071230", "329902", [None, Some(2010)], false),
        ("329902-2010-0307-1230", "329900", [Some(2010), None], false),
        ("32990220100307123", "320000", [Some(2010), None], false),
        ("329902100307123", "329902", [Some(2010), None], false),
        ("329902201003071230", "", [Some(2010), None], false),
        ("329902201003071230", "329902", [Some(2011), None], true),
        ("329902201003071230", "329903", [Some(2010), None], true),
        ("329902201003071230", "329902", none, true),
        ("329902100307123", "", [Some(2010), None], true),
        (
            "3299022010，329902199003071230",
            "329902",
            [Some(2010), None],
            true,
        ),
        ("329902202510081230", "", none, false),
    ] {
        assert_eq!(
            ids().are_in_reference(number, || own(region, years)),
            expected,
            "{number} {region}"
        );
    }
}

#[test]
fn every_id_is_found_between_any_separators_in_any_script() {
    let separators = [
        "", " ", "  ", ".", "/", "_", "-", "–", "—", "－", "·", "、", "*", "，", "\\", ":", "：", "~", "～",
        "|", "+", "=", "#", "\u{200b}", "\u{2060}", "\u{ad}", "\u{feff}", "\u{202e}", "\u{3000}", "\u{a0}",
        "\t", "\u{85}", "\u{2028}", "\u{fe0f}", "...", "（）", "•", "・", "ー",
    ];
    let scripts = [
        "0123456789",
        "０１２３４５６７８９",
        "٠١٢٣٤٥٦٧٨٩",
        "𝟎𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖𝟗",
        "⓪①②③④⑤⑥⑦⑧⑨",
        "⓿❶❷❸❹❺❻❼❽❾",
        "〇一二三四五六七八九",
        "零壹贰叁肆伍陆柒捌玖",
        "𝟶𝟷𝟸𝟹𝟺𝟻𝟼𝟽𝟾𝟿",
        "⁰¹²³⁴⁵⁶⁷⁸⁹",
        "০১২৩৪৫৬৭৮৯",
        "༠༡༢༣༤༥༦༧༨༩",
    ];
    let mut random = Random(1);
    for round in 0..4000 {
        let first17 = random.person();
        let number = match round % 4 {
            0 => first17,
            1 => old(&first17),
            2 => whole(&first17),
            _ => format!("{first17}{}", random.below(10)),
        };
        let separator = random.of(&separators);
        let script: Vec<char> = random.of(&scripts).chars().collect();
        let every = 1 + random.below(6) as usize;
        let mut text = String::from("经查，");
        for (at, digit) in number.chars().enumerate() {
            if at > 0 && at % every == 0 {
                text.push_str(separator);
            }
            text.push(digit.to_digit(10).map_or(digit, |digit| script[digit as usize]));
        }
        text.push_str("，处罚款1万元");
        assert!(ids().are_in(&text), "{text}");
        assert!(ids().are_in(&text["经查，".len()..]), "{text}");
    }
}

#[test]
fn one_or_two_hidden_digits_a_date_in_words_and_spoken_numerals_hide_nobody() {
    let ids = CitizenIds::on(Date::parse("2026-11-21").unwrap());
    let id = "329902199003071230";
    for at in 0..18 {
        for hidden in [1, 2] {
            let Some(behind) = id.get(at + hidden..) else {
                continue;
            };
            let shown = format!("{}{}{behind}", &id[..at], "*".repeat(hidden));
            assert!(
                ids.are_in(&shown) && ids.are_in(&format!("（{shown}）")),
                "{shown}"
            );
        }
    }
    assert!(
        ids.are_in(
            "三二九九零二幺九九零零三零七幺两三零"
                .replace('两', "二")
                .as_str()
        )
    );
    assert!(ids.are_in("329902 1990年03月07日 1230"));
    for other in [
        "329902****03071230",
        "329902199003******",
        "2026年03月07日1230号",
        "两部门2026年3月7日印发",
    ] {
        assert!(!ids.are_in(other), "{other}");
    }
}

#[test]
fn ten_thousand_document_numbers_hold_none() {
    let mut random = Random(2);
    let regions = [
        "329902", "320505", "110108", "440305", "510104", "650102", "330100", "370000", "310115",
    ];
    for round in 0..10_000 {
        let region = random.of(&regions);
        let year = 2005 + random.below(22);
        let (month, day) = (1 + random.below(12), 1 + random.below(28));
        let (serial, long) = (1 + random.below(20_000), random.below(100_000_000));
        let word = random.of(&["苏", "京", "粤", "川", "浙", "沪"]);
        let four = &region[..4];
        let number = match round % 25 {
            0 => format!("（{year}）{word}{four}执{serial}号"),
            1 => format!("({year}){word}05民初{serial}号之一"),
            2 => format!("苏财采罚〔{year}〕{serial}号"),
            3 => format!("{word}税稽罚〔{year}〕{serial}号"),
            4 => format!("{word}市监处罚〔{year}〕{serial:05}号"),
            5 => format!("苏州市监处字[{year}]第{region}-{serial:06}号"),
            6 => format!("{year}{month:02}{day:02}{serial:08}"),
            7 => format!("{year}{month:02}{day:02}{serial:010}"),
            8 => format!("{year}{month:02}{day:02}{long:012}"),
            9 => format!("{region}{year}{month:02}{day:02}{serial:04}"),
            10 => format!("{region}{year}{serial:08}"),
            11 => format!("{region}{year}{serial:07}"),
            12 => format!("{region}-{year}-{month:02}{day:02}-{serial:05}"),
            13 => format!("{region}{:02}{month:02}{day:02}{:03}", year % 100, serial % 1000),
            14 => format!("{region}{}{serial:06}", year % 100),
            15 => format!("{word}环罚字〔{year}〕{}-{serial}号", &region[2..]),
            16 => format!("{word}人社监罚字({year})第{region}{serial:03}号"),
            17 => format!("{year}-{region}-{serial:06}"),
            18 => format!("1{region}{year}{serial:07}"),
            19 => format!("JSZC-{region}-{year}-{serial:04}"),
            20 => format!("{word}建罚决字[{year}]第{month:02}{day:02}{serial:03}号"),
            21 => format!("10{year}{month:02}{day:02}{long:08}"),
            22 => format!("{word}交罚{year}年{serial}号"),
            23 => format!("{region}{year}{month:02}{day:02}{serial:06}"),
            _ => format!("{region}00{year}{month:02}{day:02}{:02}", serial % 100),
        };
        let years = [Some(year as i32), Some(year as i32 + 1)];
        assert!(
            !ids().are_in_reference(&number, || own(region, years)),
            "{number}"
        );
    }
}

#[test]
fn what_is_shown_is_wider_than_what_is_refused() {
    let shown = CitizenIds::shown_on(Date::parse("2026-11-21").unwrap());
    assert!(shown.are_in("329902202608081239") && !ids().are_in("329902202608081239"));
    assert!(!shown.are_in("329902202612011239"));
    assert!(CitizenIds::may_be_in("①②③④⑤-⑥⑦⑧⑨⓪ ①②③④⑤") && !CitizenIds::may_be_in("2026-11-21 10:20"));
}

#[test]
fn a_date_may_be_written_out_in_any_way() {
    for text in [
        "329902 1990年3月7日 1230",
        "329902-1990-3-7-1230",
        "3299021990/3/071230",
        "329902一九九〇年三月七日1230",
        "3299021985年十二月三十一日1234",
        "329902一九八五年十月二十日1234",
    ] {
        assert!(ids().are_in(text), "{text}");
    }
    for text in [
        "2025年3月7日 1230元",
        "第3期1990年3月7日共1230元",
        "三二九九〇二年十二月",
    ] {
        assert!(!ids().are_in(text), "{text}");
    }
}

#[test]
fn one_or_two_digits_are_hidden_by_any_sign() {
    let id = "329902199003071230";
    for sign in "?？Xx×#△_某\u{FFFD}○◯〇*●□※".chars() {
        for (at, hidden) in [(0, 1), (0, 2), (5, 1), (8, 2), (13, 1), (15, 2)] {
            let signs: String = core::iter::repeat_n(sign, hidden).collect();
            let text = format!("{}{signs}{}", &id[..at], &id[at + hidden..]);
            assert!(ids().are_in(&text), "{text}");
        }
    }
}

#[test]
fn what_is_no_word_parts_no_number() {
    for sign in ["x", "O", "丶", "丨", "々", "ª", "ⁿ", "𓃠", "l"] {
        let text = ["329902", "19900307", "1230"].join(sign);
        assert!(ids().are_in(&text), "{text}");
    }
    assert!(ids().are_in("ⅢⅡⅨⅨ0ⅡⅠⅨⅨ00Ⅲ0ⅦⅠⅡⅢ0"));
}

#[test]
fn a_number_that_comes_from_an_id_by_a_slip_is_a_persons() {
    let mut random = Random(7);
    for _ in 0..200 {
        let id = whole(&random.person());
        let at = random.below(17) as usize;
        let other = (id.as_bytes()[at] - b'0' + 1 + random.below(9) as u8) % 10;
        let (front, behind) = (&id[..at], &id[at + 1..]);
        let mut swapped = id.clone().into_bytes();
        swapped.swap(at, at + 1);
        for number in [
            format!("{front}{other}{behind}"),
            format!("{front}Z{behind}"),
            format!("{front}{behind}"),
            format!("{front}{other}{}", &id[at..]),
            String::from_utf8(swapped).unwrap(),
        ] {
            assert!(
                ids().are_in_number(&number) || is_credit_code(&number),
                "{id}: {number}"
            );
        }
    }
    // Codes that are mistyped remain codes.
    let mut taken = 0;
    for _ in 0..20_000 {
        let region = random.of(&[
            "320507", "110108", "440305", "310115", "330106", "510107", "420100",
        ]);
        let department = random.of(&["91", "92", "52", "12"]);
        let number = format!("{department}{region}{:010}", random.below(10_000_000_000));
        taken += u32::from(ids().are_in_number(&number));
    }
    assert!(taken < 100, "{taken}");
}

#[test]
fn a_documents_number_may_begin_with_a_province_or_city_and_the_year() {
    let years = [Some(2020), None];
    for (number, region) in [("351320201007262311", "351300"), ("322020100726231112", "320000")] {
        assert!(!ids().are_in_reference(number, || own(region, years)), "{number}");
    }
    assert!(ids().are_in_reference("351320199007262311", || own("351300", years)));
}

#[test]
fn ids_are_found_in_escapes_of_pages_addresses_and_programs() {
    let id = "329902199003071230";
    let escapes: [fn(char) -> String; 8] = [
        |c| format!("&#{};", c as u32),
        |c| format!("&#x{:X}", c as u32),
        |c| format!("&amp;#{};", c as u32),
        |c| format!("%{:02x}", c as u32),
        |c| format!("%25{:02x}", c as u32),
        |c| format!("\\u{:04x}", c as u32),
        |c| format!("\\u{{{:x}}}", c as u32),
        |c| format!("\\x{:02x}", c as u32),
    ];
    for escape in escapes {
        for every in [1, 2, 17] {
            let some = |(at, c): (usize, char)| if at % every == 0 { escape(c) } else { c.to_string() };
            let text: String = id.chars().enumerate().map(some).collect();
            assert!(ids().are_in(&format!("身份证{text}")), "{text}");
            assert!(ids().are_in_number(&text), "{text}");
            let of_another = || own("320500", [Some(2026), None]);
            assert!(ids().are_in_reference(&text, of_another), "{text}");
            assert!(CitizenIds::may_be_in(&text), "{text}");
        }
        let name: String = "江州示例建材有限公司".chars().map(escape).collect();
        assert!(!ids().are_in(&name), "{name}");
    }
    let numerals: String = "三二九九〇二一九九〇〇三〇七一二三〇"
        .chars()
        .map(|c| format!("&#{};", c as u32))
        .collect();
    assert!(ids().are_in(&numerals));
}
