//! Names that may be a natural person's, for which a name alone answers nothing.

use super::super::clean::{is_invisible, is_mask_sign};
use super::{is_dot, is_unified_han};

/// Whether a bare name may be a person's: two to four Han characters (hidden ones count), or a middle dot between letters.
/// Endings of organisations are not looked at: so short a name needs its kind said.
///
/// Takes the name as typed. A full stop counts as a middle dot between Han characters only, else every `Co.Ltd` were a
/// person.
pub fn may_be_person(text: &str) -> bool {
    let visible = || text.chars().filter(|c| !is_invisible(*c));
    let (mut length, mut han, mut others) = (0_usize, 0_usize, 0_usize);
    for c in visible() {
        length += 1;
        if is_han(c) {
            han += 1;
        } else if !is_hidden(c) {
            others += 1;
        }
    }
    let short = (2..=4).contains(&length) && han > 0 && others == 0;
    short || has_name_dot(text) || is_transliterated(text) || is_latin_person(text)
}

/// Whether a bare name is a person's and no organisation's: two to four Han characters that do not end as names of
/// organisations do, with blanks between them or without, or such characters with a dot.
pub(crate) fn is_called_as_person(text: &str) -> bool {
    let text = text.trim();
    let is_short = || {
        let letters = || text.chars().filter(|c| !c.is_whitespace());
        (2..=4).contains(&letters().count()) && letters().all(is_han)
    };
    let is_dotted = || has_name_dot(text) && text.chars().all(|c| is_han(c) || is_dot(c));
    !text.ends_with(ORG_LASTS) && (is_short() || is_dotted())
}

/// With what short names of organisations end: 公司, 公安局, 银行, 一中.
const ORG_LASTS: [char; 24] = [
    '司', '局', '行', '院', '校', '厂', '店', '社', '所', '部', '会', '处', '站', '馆', '园', '办', '委',
    '团', '队', '库', '府', '厅', '场', '中',
];

/// Characters that write names of other languages by their sound. A name of five and more that holds no others is a
/// person's rather than a company's, whose kind would be among them.
const SOUNDS: &str = "阿卜埃艾爱安昂奥巴白拜班邦包鲍贝本比彼毕边别滨冰波伯勃博布采查昌楚茨慈聪达戴代丹当道德登邓迪蒂丁杜顿多厄恩尔耳法凡范方菲费芬丰冯佛夫弗福富盖甘冈高哥格根戈贡古谷瓜圭哈海汉翰杭豪赫黑亨\
    洪胡华霍基吉加贾简江杰津金卡凯坎康考科克肯孔库夸昆拉来赖兰朗劳勒雷蕾里力丽利莉立连琳林娄卢鲁路伦罗洛吕麻马玛迈麦曼芒毛茂梅门蒙孟米密明莫默姆木穆拿纳娜乃奈南瑙内嫩尼妮年娘聂宁纽农努\
    女诺欧帕派潘庞佩彭皮平珀普齐其奇契恰强乔切钦琴丘曲让热仁日荣茹儒瑞若萨塞赛桑森沙莎山尚绍舍申生圣施什士舒朔斯丝思苏孙索塔泰坦汤唐陶特腾提铁廷通图土托娃瓦万旺威韦维卫魏温文翁沃乌武伍\
    希西锡席夏香肖谢辛欣兴休许雅亚延扬杨耶叶伊依衣易因英永尤于约云赞早泽扎詹章珍芝智朱卓兹孜子宗祖佐艳帖铜买合吐逊汗玉素甫色牙肉荪吾守亥音才央次旦增措嘎珠堆朝和那呼敖花";

/// A name of another language, written by its sound without a dot, or with a blank or hyphen for it.
pub(crate) fn is_transliterated(text: &str) -> bool {
    let mut length = 0;
    for c in text.trim().chars() {
        match c {
            ' ' | '-' | '\u{3000}' | '\u{3002}' | '\u{2010}'..='\u{2015}' => {}
            c if is_han(c) && SOUNDS.contains(c) => length += 1,
            _ => return false,
        }
    }
    (5..=20).contains(&length)
}

/// Words by which a company or institution with a Latin name is known.
const COMPANY_WORDS: [&str; 60] = [
    "co",
    "ltd",
    "inc",
    "llc",
    "corp",
    "corporation",
    "company",
    "limited",
    "gmbh",
    "ag",
    "sa",
    "plc",
    "kg",
    "pte",
    "pty",
    "bv",
    "nv",
    "spa",
    "srl",
    "group",
    "holding",
    "holdings",
    "bank",
    "capital",
    "fund",
    "partners",
    "trading",
    "trade",
    "tech",
    "technology",
    "technologies",
    "industry",
    "industries",
    "international",
    "global",
    "china",
    "university",
    "college",
    "institute",
    "school",
    "hospital",
    "center",
    "centre",
    "association",
    "foundation",
    "society",
    "council",
    "of",
    "the",
    "and",
    "for",
    "systems",
    "system",
    "solutions",
    "software",
    "network",
    "media",
    "services",
    "service",
    "store",
];

/// Whether a name in Latin letters may be a person's: two to four words, of which none is a company's.
pub(crate) fn is_latin_person(text: &str) -> bool {
    let is_letter = |c: char| {
        c.is_alphabetic() && !is_han(c) && u32::from(c) < 0x250 || matches!(c, '-' | '\'' | '\u{2019}')
    };
    let words: Vec<&str> = text
        .split([' ', '.', ',', '\u{B7}'])
        .filter(|word| !word.is_empty())
        .collect();
    (2..=4).contains(&words.len())
        && words.iter().any(|word| word.chars().count() > 1)
        && words.iter().all(|word| {
            word.starts_with(char::is_uppercase)
                && word.chars().all(is_letter)
                && !COMPANY_WORDS.iter().any(|known| word.eq_ignore_ascii_case(known))
        })
}

/// Whether a middle dot, or a full stop between ideographs, joins two parts of a name.
pub(super) fn has_name_dot(text: &str) -> bool {
    let chars = text.chars().filter(|c| !is_invisible(*c));
    let mut before = (None, None);
    for c in chars {
        if let (Some(left), Some(dot)) = before {
            let stop = matches!(dot, '.' | '\u{2024}' | '\u{FE52}' | '\u{FF0E}');
            let joins = if stop {
                is_han(left) && is_han(c)
            } else {
                is_letter(left) && is_letter(c)
            };
            if is_dot(dot) && joins {
                return true;
            }
        }
        before = (before.1, Some(c));
    }
    false
}

fn is_letter(c: char) -> bool {
    c.is_alphabetic() && !is_dot(c) || is_han(c)
}

/// Han, also as compatibility characters and in the private areas, where rare name characters live in GB 18030 data.
fn is_han(c: char) -> bool {
    is_unified_han(c)
        || matches!(
            c,
            '\u{2E80}'..='\u{2FD5}' | '\u{3005}' | '\u{E000}'..='\u{FAFF}' | '\u{2F800}'..='\u{2FA1F}' | '\u{F0000}'..
        )
}

fn is_hidden(c: char) -> bool {
    is_mask_sign(c) || matches!(c, '\u{D7}' | '\u{25CB}')
}

/// Whether a character of a person's name stands for one that is not shown.
#[cfg(feature = "build")]
pub(crate) fn hides(c: char) -> bool {
    is_hidden(c) || c == '某'
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_han_names_and_dotted_names_may_be_persons() {
        for text in [
            "甲乙",
            "甲乙丙",
            "欧阳甲乙",
            " 甲　乙 ",
            "某某公司",
            "甲*乙",
            "甲**",
            "甲××",
            "\u{e863}甲",
            "\u{20bb7}甲",
            "阿甲·乙丙丁戊",
            "阿甲．乙丙丁",
            "阿甲.乙丙丁",
            "Jean•Dupont",
            "阿甲・B",
            "阿卜杜拉艾力",
            "阿卜杜拉 艾力",
            "阿卜杜拉-艾力",
            "买买提吐尔逊",
            "扎西次仁多吉",
            "Wei Jiandu",
            "ABDULLA ELI",
            "Jean-Luc O'Neil",
        ] {
            assert!(may_be_person(text), "{text}");
        }
    }

    #[test]
    fn longer_names_and_full_stops_are_not_taken_for_persons() {
        for text in [
            "",
            "甲",
            "***",
            "苏州甲乙公司",
            "ABC Co.,Ltd",
            "ABC CO.LTD",
            "A.B.甲乙科技有限公司",
            "甲A",
            "甲乙(丙)",
            "·甲乙丙丁戊",
            "阿里巴巴公司",
            "哈尔滨阿里木饭店",
            "Acme Trading",
            "Microsoft",
            "Bank of China",
            "A B C",
        ] {
            assert!(!may_be_person(text), "{text}");
        }
    }
}
