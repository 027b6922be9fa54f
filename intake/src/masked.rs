//! A masked number that is a citizen id, whatever the row calls it. Numbers of organisations are published as they are, and a
//! person's number, a name and eight of its digits are enough to know who it is.

/// First two digits of a citizen id, and digits 3 and 4 of a credit code: provinces of GB/T 2260.
const PROVINCES: [&str; 34] = [
    "11", "12", "13", "14", "15", "21", "22", "23", "31", "32", "33", "34", "35", "36", "37", "41", "42",
    "43", "44", "45", "46", "50", "51", "52", "53", "54", "61", "62", "63", "64", "65", "71", "81", "82",
];

/// The whole country, where an authority of the State registers (GB 32100-2015).
const STATE: &str = "10";

/// The first character of credit codes that the market regulator gives (GB 32100-2015, table 1): no citizen id begins so.
const MARKET: char = '9';

/// Whether a masked value of a canonical form, `*` for each character that is hidden, may be a citizen id and can hardly be a
/// credit code.
pub(crate) fn is_citizen_id(value: &str) -> bool {
    let chars: Vec<char> = value.chars().collect();
    if chars.len() != 18 || !chars.contains(&'*') {
        return false;
    }
    let (body, check) = chars.split_at(17);
    let digits = body.iter().all(|c| *c == '*' || c.is_ascii_digit());
    let check = check.iter().all(|c| matches!(c, '*' | 'X') || c.is_ascii_digit());
    let part = |from: usize, to: usize| chars.get(from..to).unwrap_or_default();
    let in_range = |part: &[char], first: u32, last: u32| {
        (first..=last).any(|number| fits(part, &format!("{number:0width$}", width = part.len())))
    };
    let province = |part: &[char]| PROVINCES.iter().any(|province| fits(part, province));
    let born =
        in_range(part(6, 10), 1880, 2099) && in_range(part(10, 12), 1, 12) && in_range(part(12, 14), 1, 31);
    if !digits || !check || !province(part(0, 2)) || !born {
        return false;
    }
    let code_has_place = province(part(2, 4)) || fits(part(2, 4), STATE);
    let shows_year = !part(6, 10).contains(&'*');
    chars.first() != Some(&MARKET) && (shows_year || !code_has_place)
}

/// Whether the characters that are shown are those of a text.
fn fits(shown: &[char], text: &str) -> bool {
    shown
        .iter()
        .zip(text.chars())
        .all(|(shown, c)| *shown == '*' || *shown == c)
}

#[cfg(test)]
mod tests {
    use super::is_citizen_id;

    #[test]
    fn what_shows_a_place_and_a_birth_is_a_persons() {
        for person in [
            "3299021985****0022",
            "329902********0022",
            "3299**19850304****",
            "110101********001X",
            "44130219850304****",
            "3213021985********",
        ] {
            assert!(is_citizen_id(person), "{person}");
        }
    }

    #[test]
    fn what_may_be_a_credit_code_is_left() {
        for code in [
            "91329902********57",
            "9132990219850****2",
            "91329902MA9B****57",
            "51320000********22",
            "52320500509123****",
            "3132000019******2B",
            "**************0022",
            "329902198503040022",
            "12100000********5K",
            "MA9BATDJ*",
        ] {
            assert!(!is_citizen_id(code), "{code}");
        }
    }
}
