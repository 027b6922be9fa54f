//! What people do to a name that they copy, hear or remember.

use super::grammar::{Grammar, Name, Random};
use std::fmt;

const ALIKE: &str = include_str!("alike.txt");

/// A kind of slip.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Slip {
    /// A character of the same sound
    Sound,
    /// A character of similar shape
    Shape,
    /// Full-width letters and brackets, blanks
    Width,
    /// Another legal form
    Form,
    /// No legal form
    FormDropped,
    /// （集团） or 集团 added
    Group,
    /// The region left out
    RegionDropped,
    /// The city put in front of a name without region
    RegionAdded,
    /// The province in front
    RegionWidened,
    /// The region behind the brand, in brackets
    RegionMoved,
    /// Two neighbours swapped
    Swap,
    /// One character less
    Less,
    /// One character more
    More,
}

impl Slip {
    /// Every kind.
    pub const ALL: [Self; 13] = [
        Self::Sound,
        Self::Shape,
        Self::Width,
        Self::Form,
        Self::FormDropped,
        Self::Group,
        Self::RegionDropped,
        Self::RegionAdded,
        Self::RegionWidened,
        Self::RegionMoved,
        Self::Swap,
        Self::Less,
        Self::More,
    ];

    /// The name with the slip, where it can be made.
    pub fn make(self, name: &Name, grammar: &Grammar, random: &mut Random) -> Option<String> {
        let (province, city) = grammar.place();
        let text = name.text();
        let letters: Vec<char> = text.chars().collect();
        let slipped = match self {
            Self::Sound => replaced(name, "sound ", random)?,
            Self::Shape => replaced(name, "shape ", random)?,
            Self::Width => format!(
                " {} ",
                text.replace('（', "(")
                    .replace('）', " )")
                    .replace("公司", "公 司")
            ),
            Self::Form => {
                let others = ["有限公司", "有限责任公司", "股份有限公司", "集团有限公司"];
                let form = random.pick(&others);
                let is_company = name.form.ends_with("公司");
                Name {
                    form: is_company.then(|| (*form).to_owned())?,
                    ..name.clone()
                }
                .text()
            }
            Self::FormDropped => name.form.ends_with("公司").then(|| {
                Name {
                    form: String::new(),
                    ..name.clone()
                }
                .text()
            })?,
            Self::Group => (name.form == "有限公司").then(|| {
                Name {
                    form: "（集团）有限公司".into(),
                    ..name.clone()
                }
                .text()
            })?,
            Self::RegionDropped => Name {
                region: String::new(),
                inside: String::new(),
                ..name.clone()
            }
            .text(),
            Self::RegionAdded => {
                let is_bare = name.region.is_empty() && name.inside.is_empty();
                let end = *random.pick(&["市", ""]);
                Name {
                    region: is_bare.then(|| format!("{city}{end}"))?,
                    ..name.clone()
                }
                .text()
            }
            Self::RegionWidened => {
                let region = name.region.trim_start_matches(province).trim_start_matches('省');
                let whole = if region.is_empty() {
                    format!("{city}市")
                } else {
                    region.to_owned()
                };
                let front = *random.pick(&["省", ""]);
                Name {
                    region: format!("{province}{front}{whole}"),
                    ..name.clone()
                }
                .text()
            }
            Self::RegionMoved => {
                let is_city = name.region.starts_with(city) && name.inside.is_empty();
                let inside = is_city.then(|| format!("（{city}）"))?;
                Name {
                    region: String::new(),
                    inside,
                    ..name.clone()
                }
                .text()
            }
            Self::Swap => {
                let at = random.below(letters.len() - 1);
                let mut swapped = letters.clone();
                swapped.swap(at, at + 1);
                swapped.into_iter().collect()
            }
            Self::Less => {
                let at = random.below(letters.len());
                letters
                    .iter()
                    .enumerate()
                    .filter(|(place, _)| *place != at)
                    .map(|(_, c)| c)
                    .collect()
            }
            Self::More => {
                let at = random.below(letters.len() + 1);
                let more = grammar.name(random).brand.chars().next()?;
                let (front, behind) = letters.split_at(at);
                front.iter().chain([&more]).chain(behind).collect()
            }
        };
        (slipped != text).then_some(slipped)
    }
}

impl fmt::Display for Slip {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Sound => "homophone",
            Self::Shape => "shape",
            Self::Width => "width and blanks",
            Self::Form => "legal form changed",
            Self::FormDropped => "legal form dropped",
            Self::Group => "group added",
            Self::RegionDropped => "region dropped",
            Self::RegionAdded => "region added",
            Self::RegionWidened => "province in front",
            Self::RegionMoved => "region in brackets",
            Self::Swap => "neighbours swapped",
            Self::Less => "one character less",
            Self::More => "one character more",
        })
    }
}

/// Brand and trade with one character replaced by one that is alike.
fn replaced(name: &Name, kind: &str, random: &mut Random) -> Option<String> {
    let groups: Vec<&str> = ALIKE.lines().filter_map(|line| line.strip_prefix(kind)).collect();
    let mut places = Vec::new();
    for part in [&name.brand, &name.trade] {
        let found = part
            .char_indices()
            .filter(|(_, c)| groups.iter().any(|group| group.contains(*c)));
        places.extend(found.map(|(at, c)| (std::ptr::eq(part, &name.brand), at, c)));
        // Most slips are in what is not a common word.
        if !places.is_empty() {
            break;
        }
    }
    if places.is_empty() {
        return None;
    }
    let (in_brand, at, c) = *random.pick(&places);
    let group = groups.iter().find(|group| group.contains(c))?;
    let others: Vec<char> = group.chars().filter(|other| *other != c).collect();
    let other = *random.pick(&others);
    let put = |text: &str| format!("{}{other}{}", &text[..at], &text[at + c.len_utf8()..]);
    let mut slipped = name.clone();
    match in_brand {
        true => slipped.brand = put(&name.brand),
        false => slipped.trade = put(&name.trade),
    }
    Some(slipped.text())
}
