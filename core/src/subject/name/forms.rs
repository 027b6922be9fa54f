//! Legal forms that are written in more than one way: partnerships with a part of their form, companies abbreviated, and what
//! companies add to their names in English.

use super::is_unified_han;

/// A partnership, whose kind stands behind it in brackets.
const PARTNERSHIP: &str = "合伙企业";
const KINDS: [&str; 3] = ["有限合伙", "普通合伙", "特殊普通合伙"];

/// What may be left of the kind.
const PIECE: usize = 4;

/// By shares, in full and as it is abbreviated in Taiwan.
const SHARES: &str = "股份有限公司";
const SHARES_SHORT: &str = "股公司";

/// A limited company, which the law lets be called either way (公司法 7).
const LIMITED: [&str; 2] = ["有限公司", "有限责任公司"];

/// What means the same in English, in key form, where `I` is `L`; of what ends alike the longer first.
const ENGLISH: [&[&str]; 4] = [
    &[
        "COMPANYLLMLTED",
        "COLLMLTED",
        "COMPANYLTD",
        "COLTD",
        "LLMLTED",
        "LTD",
    ],
    &["PRLVATELLMLTED", "PTELLMLTED", "PTELTD"],
    &["LNCORPORATED", "LNC"],
    &["CORPORATLON", "CORP"],
];

const MISWRITTEN_LIMITED: &str = "责任有限公司";

/// What a form is cut down to or written for, and the forms that are meant. What ends in another of them stands behind it.
const MISWRITTEN: [(&str, &[&str]); 8] = [
    ("有限责任", &LIMITED),
    (MISWRITTEN_LIMITED, &LIMITED),
    ("公司有限", &LIMITED),
    ("股份有限", &[SHARES]),
    ("有限", &LIMITED),
    ("股份公司", &[SHARES]),
    ("股份", &[SHARES]),
    ("株式会社", &[LIMITED[0], SHARES]),
];

/// The fewest characters in front of such a form.
const SHORTEST: usize = 4;

/// Gives the keys of a name whose form is cut down, or in English behind ideographs.
fn miswritten(name: &str, add: &mut dyn FnMut(&str)) {
    let english = || {
        let mut forms = ENGLISH.iter().copied().flatten();
        let bare = forms.find_map(|form| name.strip_suffix(form))?;
        bare.ends_with(is_unified_han).then_some((bare, &LIMITED[..]))
    };
    let cut = || {
        let mut forms = MISWRITTEN.iter();
        forms.find_map(|(form, meant)| Some((name.strip_suffix(form)?, *meant)))
    };
    // Nearly all names end as limited companies do.
    let is_right = LIMITED.iter().any(|form| name.ends_with(form)) && !name.ends_with(MISWRITTEN_LIMITED);
    let found = match name.as_bytes().last() {
        _ if is_right => None,
        Some(last) if last.is_ascii() => english(),
        _ => cut(),
    };
    let Some((bare, meant)) = found else {
        return;
    };
    if bare.chars().count() >= SHORTEST {
        for form in meant {
            add(&[bare, form].concat());
        }
    }
}

/// The name with one whole form at its end, where that is cut down, or where the word for a group stands behind a company.
pub(crate) fn with_whole_form(name: &str) -> Option<String> {
    let company = name.strip_suffix(GROUP).filter(|rest| rest.ends_with(COMPANY));
    let mut whole = company.map(str::to_owned);
    if whole.is_none() {
        miswritten(name, &mut |other| {
            whole.get_or_insert_with(|| other.to_owned());
        });
    }
    whole
}

const GROUP: &str = "集团";
const COMPANY: &str = "公司";

/// A place that is abbreviated in names.
const PLACE: [&str; 2] = ["HONGKONG", "HK"];

/// Gives the keys of a name with its form written otherwise, but for those of limited companies.
pub(super) fn other_forms(name: &str, add: &mut dyn FnMut(&str)) {
    // What is left of the kind is short, so that only the end need be searched.
    let ends = name.char_indices().rev().map(|(at, _)| at).take(PIECE);
    let cuts = core::iter::once(name.len()).chain(ends);
    let mut cuts = cuts.filter_map(|at| name.split_at_checked(at));
    let found = cuts.find_map(|(front, kind)| Some((front.strip_suffix(PARTNERSHIP)?, kind)));
    if let Some((front, kind)) = found
        && !KINDS.contains(&kind)
    {
        let bare = [front, PARTNERSHIP].concat();
        if !kind.is_empty() {
            add(&bare);
        }
        for kind in KINDS {
            add(&[&bare, kind].concat());
        }
    }
    for (one, other) in [(SHARES_SHORT, SHARES), (SHARES, SHARES_SHORT)] {
        // The short form is rarely listed, and only in front of names of Taiwan.
        if let Some(bare) = name.strip_suffix(one)
            && (one == SHARES_SHORT || bare.starts_with(TAIWAN))
        {
            add(&[bare, other].concat());
        }
    }
    miswritten(name, add);
    if name.is_ascii() {
        english(name, add);
    }
}

/// Gives the name of a limited company called the other way.
pub(super) fn limited(name: &str, add: &mut dyn FnMut(&str)) {
    let [short, long] = LIMITED;
    if let Some(bare) = name.strip_suffix(long) {
        add(&[bare, short].concat());
    } else if let Some(bare) = name.strip_suffix(short)
        && !SHARES.starts_with(
            bare.get(bare.len().saturating_sub("股份".len())..)
                .unwrap_or(bare),
        )
    {
        add(&[bare, long].concat());
    }
}

/// How branches of companies are called in English, in key form.
const BRANCHES: [&str; 4] = ["BRANCH", "OFFLCE", "BRANCHOFFLCE", "BRANCHCOMPANY"];

/// Whether a key is the name of a branch in English.
pub(super) fn is_english_branch(name: &str) -> bool {
    name.is_ascii() && BRANCHES.iter().any(|ending| name.ends_with(ending))
}

/// Gives the companies of which a name in English is a branch.
pub(super) fn english_owners(name: &str, add: &mut dyn FnMut(&str)) {
    if !is_english_branch(name) {
        return;
    }
    for form in ENGLISH.iter().copied().flatten() {
        for (at, form) in name.match_indices(form).filter(|(at, _)| *at > 0) {
            name.get(..at + form.len()).into_iter().for_each(&mut *add);
        }
    }
}

/// In key form.
const TAIWAN: &str = "台湾";

fn english(name: &str, add: &mut dyn FnMut(&str)) {
    let [long, short] = PLACE;
    let elsewhere = match (name.contains(long), name.contains(short)) {
        (true, _) => Some(name.replacen(long, short, 1)),
        (false, true) => Some(name.replacen(short, long, 1)),
        (false, false) => None,
    };
    if let Some(other) = &elsewhere {
        add(other);
    }
    // The words for a private company end in those for any.
    let bare = |name: &str| {
        let of_form = |forms: &[&str]| {
            forms
                .iter()
                .find_map(|form| name.strip_suffix(form))
                .map(|bare| bare.len())
        };
        let found = ENGLISH.iter().filter_map(|forms| Some((of_form(forms)?, *forms)));
        found.min_by_key(|(length, _)| *length)
    };
    for name in [Some(name), elsewhere.as_deref()].into_iter().flatten() {
        if let Some((length, forms)) = bare(name)
            && let Some(bare) = name.get(..length).filter(|bare| !bare.is_empty())
        {
            for form in forms {
                let other = [bare, form].concat();
                if other != name {
                    add(&other);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::key;
    use super::*;

    fn leads_to(name: &str, other: &str) -> bool {
        let mut found = false;
        for forms in [other_forms, limited] {
            forms(&key(name), &mut |name| found |= name == key(other));
        }
        found
    }

    #[test]
    fn words_are_written_as_keys() {
        let words = [PARTNERSHIP, SHARES, SHARES_SHORT, TAIWAN];
        let miswritten = MISWRITTEN.map(|(form, _)| form);
        for word in words
            .iter()
            .chain(&miswritten)
            .chain(&KINDS)
            .chain(ENGLISH.concat().iter())
            .chain(&PLACE)
        {
            assert_eq!(key(word), **word);
        }
    }

    #[test]
    fn a_form_that_is_cut_is_made_whole() {
        for (name, whole) in [
            ("江州蓼屿建材有限责任", Some("江州蓼屿建材有限公司")),
            ("江州蓼屿建材有限公司（集团）", Some("江州蓼屿建材有限公司")),
            ("江州蓼屿建材集团", None),
            ("江州蓼屿建材有限公司", None),
        ] {
            assert_eq!(with_whole_form(&key(name)).as_deref(), whole, "{name}");
        }
    }

    #[test]
    fn forms_are_exchanged() {
        for (one, other) in [
            ("江州蓼屿劳务合伙企业", "江州蓼屿劳务合伙企业（有限合伙）"),
            ("江州蓼屿劳务合伙企业（LP）", "江州蓼屿劳务合伙企业（有限合伙）"),
            ("江州蓼屿劳务合伙企业（有限", "江州蓼屿劳务合伙企业（有限合伙）"),
            ("台湾蓼屿电机(股)公司", "台湾蓼屿电机股份有限公司"),
            ("台湾蓼屿电机股份有限公司", "台湾蓼屿电机(股)公司"),
            ("江州蓼屿建材有限", "江州蓼屿建材有限公司"),
            ("江州蓼屿建材有限责任", "江州蓼屿建材有限公司"),
            ("江州蓼屿建材责任有限公司", "江州蓼屿建材有限责任公司"),
            ("江州蓼屿建材公司有限", "江州蓼屿建材有限公司"),
            ("江州蓼屿建材 Co., Ltd.", "江州蓼屿建材有限公司"),
            ("江州蓼屿建材株式会社", "江州蓼屿建材有限公司"),
            ("江州蓼屿建材股份有限", "江州蓼屿建材股份有限公司"),
            ("江州蓼屿建材集团股份", "江州蓼屿建材集团股份有限公司"),
            ("江州蓼屿建材（集团）股份公司", "江州蓼屿建材（集团）股份有限公司"),
            ("Liaoyu Trading Ltd", "Liaoyu Trading Limited"),
            ("Liaoyu Trading Company Limited", "Liaoyu Trading Limited"),
            ("Liaoyu (HK) Co., Ltd.", "Liaoyu (Hong Kong) Company Limited"),
            ("Liaoyu (Hong Kong) Co., Ltd.", "Liaoyu (HK) Co., Limited"),
            ("Liaoyu Trading Private Limited", "Liaoyu Trading Pte. Ltd."),
            ("Liaoyu Trading Inc.", "Liaoyu Trading Incorporated"),
            ("江州蓼屿有限公司", "江州蓼屿有限责任公司"),
            ("江州蓼屿有限责任公司", "江州蓼屿有限公司"),
        ] {
            assert!(leads_to(one, other), "{one}: {other}");
        }
        for (one, other) in [
            ("江州蓼屿合伙企业管理有限公司", "江州蓼屿合伙企业"),
            ("江州蓼屿股份有限公司", "江州蓼屿股公司"),
            ("蓼屿有限", "蓼屿有限公司"),
            ("江州蓼屿股份有限公司", "江州蓼屿股份有限责任公司"),
            ("Liaoyu Trading Inc.", "Liaoyu Trading Ltd."),
            ("Ltd", "Limited"),
        ] {
            assert!(!leads_to(one, other), "{one}: {other}");
        }
    }
}
