//! Words that the element shares with the printed page and the terminal.

use jrp_core::Outcome;
use jrp_core::policy::PromptLevel;
use jrp_slip::phrases;

/// An object from key to Chinese and English.
pub(crate) fn typescript() -> String {
    let mut text = String::from(super::types::HEAD);
    text.push_str("/** Words of an answer: Chinese, English. */\nexport const WORDS = {\n");
    let outcomes =
        Outcome::ALL.map(|outcome| (format!("outcome-{}", outcome.code()), phrases::outcome(outcome)));
    let levels = PromptLevel::ALL
        .iter()
        .map(|level| (format!("level-{}", level.code()), phrases::level(*level)));
    let acts = phrases::Audience::ALL.iter().flat_map(|audience| {
        Outcome::ALL.map(|outcome| {
            let key = format!("act-{}-{}", audience.code(), outcome.code());
            (key, phrases::act(*audience, outcome))
        })
    });
    let labels = phrases::LABELS.map(|(key, words)| (key.to_owned(), words));
    for (key, [zh_cn, en]) in outcomes.into_iter().chain(levels).chain(acts) {
        text.push_str(&line(&key, zh_cn, &capitalised(en)));
    }
    for (key, [zh_cn, en]) in labels {
        text.push_str(&line(&key, zh_cn, en));
    }
    text + "} as const;\n"
}

fn line(key: &str, zh_cn: &str, en: &str) -> String {
    format!("  \"{key}\": [{zh_cn:?}, {en:?}],\n")
}

/// As the first word on the card.
fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters
        .next()
        .map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
