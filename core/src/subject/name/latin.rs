//! Names in Latin letters among other words in Latin letters: the legal form ends one, a stroke or a comma parts two.

use super::forms::is_english_branch;
use super::guesses::Add;
use super::{is_unified_han, key};

/// The words with which names of companies end.
const FORMS: [&str; 24] = [
    "ltd",
    "limited",
    "inc",
    "incorporated",
    "llc",
    "llp",
    "lp",
    "plc",
    "corp",
    "corporation",
    "co",
    "company",
    "gmbh",
    "ag",
    "kg",
    "sa",
    "sas",
    "srl",
    "spa",
    "bv",
    "nv",
    "oy",
    "ab",
    "kk",
];

/// The fewest letters of a name.
const SHORTEST: usize = 5;

/// The most forms that are looked at.
const MOST: usize = 8;

/// What stands in front of each legal form with it, what stands behind, and what signs part; without a number or the ending
/// of a file's name.
pub(super) fn in_latin(text: &str, add: Add<'_>) {
    // A branch is another than the company in front of it.
    if text.contains(is_unified_han) || !text.contains(' ') || is_english_branch(&key(text)) {
        return;
    }
    let mut add_name = |name: &str, own: bool| {
        if name.chars().filter(char::is_ascii_alphabetic).count() >= SHORTEST {
            add(name, own);
        }
    };
    for piece in text.split(['/', '\\', '|', '+', ';', '\u{2192}']) {
        add_name(piece, true);
    }
    for joiner in [" and ", " AND ", " & "] {
        for (at, _) in text.match_indices(joiner).take(MOST) {
            add_name(text.get(..at).unwrap_or_default(), true);
        }
    }
    let mut forms = 0;
    for (at, word) in words(text) {
        let end = at + word.len();
        let is_form = FORMS.iter().any(|form| word.eq_ignore_ascii_case(form));
        if at > 0 && is_form && end < text.len() && forms < MOST {
            forms += 1;
            add_name(text.get(..end).unwrap_or_default(), true);
        }
    }
    let bare = text.trim_end_matches(|c: char| c.is_ascii_digit());
    if bare.len() < text.len() {
        add_name(bare, true);
    }
}

/// The words of a text, each with its place.
fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    text.split(|c: char| !c.is_ascii_alphanumeric()).map(move |word| {
        let place = at;
        // Signs of more than one byte stand between words too: the next place is searched for behind this word.
        at = place + word.len();
        at += text
            .get(at..)
            .and_then(|rest| rest.chars().next())
            .map_or(0, char::len_utf8);
        (place, word)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const NAME: &str = "Liaoyu Trading Co., Ltd";

    #[test]
    fn a_name_is_found_in_front_of_other_words() {
        for behind in [
            ". Liaoyu Trading Co., Ltd.",
            "./Liaoyu Trading Co., Ltd.",
            ". / ABC Inc.",
            "., ABC Inc.",
            ". and ABC Inc.",
            "., Osaka",
            ". Japan",
            ". 1",
            "..xlsx",
            "._1",
            ". http://example.org",
            " \u{2014} Osaka",
        ] {
            let text = [NAME, behind].concat();
            let mut all = Vec::new();
            in_latin(&text, &mut |name, _| all.push(name.to_owned()));
            assert!(all.iter().any(|name| name == NAME), "{text}: {all:?}");
        }
    }

    #[test]
    fn a_plain_name_has_no_parts() {
        let mut all = Vec::new();
        for text in [
            "Liaoyu Trading",
            "Liaoyu",
            "江州 ABC Trading Ltd 1",
            "Liaoyu Pte. Ltd. Shanghai Branch",
        ] {
            in_latin(text, &mut |name, _| all.push(name.to_owned()));
        }
        assert_eq!(all, ["Liaoyu Trading"]);
    }
}
