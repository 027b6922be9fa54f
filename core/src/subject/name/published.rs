//! What a name as a source publishes it holds: the plain names inside of it, and what else stands in the cell.

use super::super::clean::half_width;
use super::guesses::{behind_company, behind_heading, beside_latin, beside_person, ends_body, people};
use super::parts::{self, Parts, Text, is_wrapping};
use super::similar::begins_with_region;
use super::variants::{FORMS, is_trade};
use super::{key, unreadable};

/// Characters of a name that stands in brackets or beside another; what is shorter is a note.
const NAME: usize = 4;

/// What a published name holds beside the text as a whole.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Published {
    /// Names by which the subject is asked for too, without quotes, numbering, labels, seals and states
    pub names: Vec<String>,
    /// Numbers, as they are written
    pub numbers: Vec<String>,
    /// Something stands there that cannot be part of a name, so that nobody finds it by the name that is meant
    pub is_unreadable: bool,
}

/// Takes a published name apart.
///
/// ```
/// use jrp_core::subject::name::published;
/// let name = published("“江州示例建材有限公司”（原江州示例石料厂）");
/// assert!(name.names.contains(&"江州示例建材有限公司".to_owned()));
/// assert!(name.names.contains(&"江州示例石料厂".to_owned()));
/// assert!(published("江州示例建材有限公司").names.is_empty());
/// ```
pub fn published(text: &str) -> Published {
    let Some(Parts {
        names,
        numbers,
        unreadable: left,
        ..
    }) = parts::parts(text)
    else {
        return Published {
            is_unreadable: unreadable(text),
            names: in_front_of_person(text)
                .or(without_form(text).map(str::to_owned))
                .into_iter()
                .collect(),
            ..Published::default()
        };
    };
    // Else what one character becomes would be worked on again and again.
    let is_unreadable = left || unreadable(text);
    let text = parts::within(text.trim());
    let mut keys = vec![key(text)];
    let mut published = Published {
        numbers,
        is_unreadable,
        ..Published::default()
    };
    // A guess is for who asks, and costs a look; here it would be another name of the record.
    let sure = names.into_iter().filter(|name| !name.is_guess);
    for Text {
        text: name, is_own, ..
    } in sure
    {
        let key = key(&name);
        let length = name.chars().filter(|c| c.is_alphanumeric()).count();
        let is_name = length >= NAME || is_own && length > 1;
        if is_name && !key.is_empty() && !is_wrapping(&name) && !keys.contains(&key) {
            keys.push(key);
            published.names.push(name);
        }
    }
    let mut add = |name: &str, _| {
        let key = key(name);
        if !key.is_empty() && !keys.contains(&key) {
            keys.push(key);
            published.names.push(name.to_owned());
        }
    };
    // These are sure enough to be the record's: a company's name in another language, and its person's.
    let half: String = text.trim().chars().map(half_width).collect();
    beside_latin(&half, &mut add);
    beside_person(&half, &mut add);
    // So is what is glued to the name of a company, and is no other body.
    let mut add_own = |name: &str, is_own: bool| {
        if is_own && name.ends_with(COMPANY) {
            add(name, true);
        }
    };
    behind_company(&half, &mut add_own);
    behind_heading(&half, &mut |name, is_own| {
        // A stray blank stands inside of a name, and its end is another's.
        let heading = half.strip_suffix(name).unwrap_or_default();
        let is_rest = is_trade(&key(name)) || begins_with_region(heading) && !begins_with_region(name);
        add_own(name, is_own && !is_rest);
    });
    if let Some(name) = in_front_of_person(&half) {
        add(&name, true);
    }
    if let Some(name) = without_form(text) {
        add(name, true);
    }
    published
}

const COMPANY: &str = "公司";

/// The name of a body in front of whoever stands for it, without a sign: `某某石料厂负责人某人`.
fn in_front_of_person(text: &str) -> Option<String> {
    if ends_body(text.trim()) {
        return None;
    }
    let mut found = None;
    people(text.trim(), &mut |name, is_own| {
        if is_own && ends_body(name) && found.is_none() {
            found = Some(parts::trimmed(name).to_owned());
        }
    });
    found
}

/// The name of a company without a form in brackets behind it, which no register adds to it: `某某有限公司（个人独资）`.
fn without_form(text: &str) -> Option<&str> {
    let inside = text.trim().strip_suffix([')', '\u{FF09}'])?;
    let (name, form) = inside.rsplit_once(['(', '\u{FF08}'])?;
    (name.ends_with(COMPANY) && FORMS.contains(&form)).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_beside_another_language_or_a_person_is_a_name() {
        for (text, name) in [
            ("江州蓼屿有限公司 Liaoyu Co.", "江州蓼屿有限公司"),
            ("江州蓼屿有限公司 Liaoyu Co.", "Liaoyu Co."),
            ("Liaoyu1 Co. Ltd. 江州蓼屿1有限公司", "江州蓼屿1有限公司"),
            ("江州蓼屿9号有限公司/Liaoyu Nine Ltd", "江州蓼屿9号有限公司"),
            ("江州蓼屿9号有限公司/Liaoyu Nine Ltd", "Liaoyu Nine Ltd"),
            (
                "云澜沃特斯光学（中国）有限公司 Yunlan Waters Optics (China) Co., Ltd.",
                "云澜沃特斯光学(中国)有限公司",
            ),
            (
                "香港紫荆贸易有限公司 HONG KONG BAUHINIA TRADING LIMITED",
                "香港紫荆贸易有限公司",
            ),
            ("江州蓼屿有限公司-苇间渡", "江州蓼屿有限公司"),
            ("江州蓼屿有限公司苇间渡", "江州蓼屿有限公司"),
            ("江州蓼屿石料厂 苇间渡", "江州蓼屿石料厂"),
            ("江州蓼屿有限公司（个人独资）", "江州蓼屿有限公司"),
            ("江州蓼屿有限公司代理人苇间渡", "江州蓼屿有限公司"),
            ("江州蓼屿有限公司项目经理苇间渡", "江州蓼屿有限公司"),
            ("江州蓼屿有限公司，江州市某某路1号", "江州蓼屿有限公司"),
            ("江州蓼屿有限公司 2026年", "江州蓼屿有限公司"),
            ("江州蓼屿有限公司_1", "江州蓼屿有限公司"),
            ("江州蓼屿有限公司印", "江州蓼屿有限公司"),
            ("一标段 江州蓼屿有限公司", "江州蓼屿有限公司"),
            ("苇间渡 江州蓼屿有限公司", "江州蓼屿有限公司"),
            ("江州蓼屿石料厂负责人苇间渡", "江州蓼屿石料厂"),
            ("江州蓼屿石料厂授权代表苇间渡", "江州蓼屿石料厂"),
            ("云澜区蓼屿五金店委托代理人苇间渡", "云澜区蓼屿五金店"),
        ] {
            let names = published(text).names;
            assert!(
                names.iter().any(|known| key(known) == key(name)),
                "{text}: {names:?}"
            );
        }
        for text in [
            "江州蓼屿集团有限公司（集团）",
            "江州蓼屿中心（有限合伙）",
            "江州KTV有限公司",
            "江州蓼屿有限公司澄湾分公司",
            "江州蓼屿有限公司工会",
            "江州蓼屿有限公司项目经理部",
            "江州蓼屿保险公司代理人协会",
        ] {
            assert!(published(text).names.is_empty(), "{text}");
        }
    }
}
