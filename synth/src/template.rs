//! Texts with slots, as in `data/lists.txt` and `data/causes.txt`.

use crate::random::Random;
use crate::regions::Region;
use std::fmt::Write;

/// A text cut at its slots, once.
#[derive(Clone, Debug)]
pub(crate) struct Template(Vec<Piece>);

#[derive(Clone, Debug)]
enum Piece {
    Text(&'static str),
    Slot(Slot),
}

#[derive(Clone, Copy, Debug)]
enum Slot {
    Area,
    City,
    CityShort,
    Province,
    ProvinceSign,
    CountySign,
    /// The basic court's number: the last four digits of the region.
    Court,
    /// The intermediate court's number.
    MiddleCourt,
    Year,
    LastYear,
    /// A number of so many digits.
    Number(u32),
    /// The same with leading zeros.
    Padded(u32),
    /// Ten thousands of yuan with two decimals.
    TenThousands,
    /// Yuan in hundreds, mostly round.
    Yuan,
    /// Yuan with separators: the cell needs quoting.
    YuanWithCommas,
}

impl Slot {
    fn named(name: &str) -> Option<Self> {
        Some(match name {
            "area" => Self::Area,
            "city" => Self::City,
            "cityshort" => Self::CityShort,
            "province" => Self::Province,
            "p" => Self::ProvinceSign,
            "c" => Self::CountySign,
            "court" => Self::Court,
            "mid" => Self::MiddleCourt,
            "year" => Self::Year,
            "last" => Self::LastYear,
            "wan" => Self::TenThousands,
            "yuan" => Self::Yuan,
            "comma" => Self::YuanWithCommas,
            _ => {
                let digits = name
                    .get(1..)?
                    .parse()
                    .ok()
                    .filter(|digits| (1..=9).contains(digits))?;
                match name.get(..1)? {
                    "n" => Self::Number(digits),
                    "z" => Self::Padded(digits),
                    _ => return None,
                }
            }
        })
    }
}

impl Template {
    /// Cuts `text`; a slot without meaning stays text (and a test finds it).
    pub(crate) fn new(text: &'static str) -> Self {
        let mut pieces = Vec::new();
        let mut rest = text;
        while let Some((before, slot, after)) = next_slot(rest) {
            pieces.push(Piece::Text(before));
            pieces.push(Piece::Slot(slot));
            rest = after;
        }
        pieces.push(Piece::Text(rest));
        pieces.retain(|piece| !matches!(piece, Piece::Text("")));
        Self(pieces)
    }

    /// Appends the text, its slots filled.
    pub(crate) fn render(&self, out: &mut String, region: &Region, year: u16, random: &mut Random) {
        for piece in &self.0 {
            match piece {
                Piece::Text(text) => out.push_str(text),
                Piece::Slot(slot) => slot.fill(out, region, year, random),
            }
        }
    }
}

fn next_slot(text: &'static str) -> Option<(&'static str, Slot, &'static str)> {
    let (before, rest) = text.split_once('{')?;
    let (name, after) = rest.split_once('}')?;
    Some((before, Slot::named(name)?, after))
}

impl Slot {
    fn fill(self, out: &mut String, region: &Region, year: u16, random: &mut Random) {
        match self {
            Self::Area => out.push_str(&region.area),
            Self::City => out.push_str(region.city),
            Self::CityShort => out.push_str(region.city_short()),
            Self::Province => out.push_str(region.province),
            Self::ProvinceSign => out.push_str(region.sign),
            Self::CountySign => out.push_str(region.county_sign()),
            Self::Court => out.push_str(&region.code[2..]),
            Self::MiddleCourt => out.push_str(&region.code[2..4]),
            Self::Year => push_number(out, u64::from(year)),
            Self::LastYear => push_number(out, u64::from(year) - 1),
            Self::Number(digits) => {
                let high = 10_u64.pow(digits);
                push_number(out, random.between(high / 10, high));
            }
            Self::Padded(digits) => {
                let number = random.between(1, 10_u64.pow(digits));
                // Writing to a string cannot fail.
                let _ = write!(out, "{number:0width$}", width = digits as usize);
            }
            Self::TenThousands => {
                let hundredths = amount(random);
                push_number(out, hundredths / 100);
                let _ = write!(out, ".{:02}", hundredths % 100);
            }
            Self::Yuan => {
                let hundreds = if random.chance(700) {
                    *random.pick(&[2, 5, 10, 20, 30, 50, 100, 200, 300, 500])
                } else {
                    amount(random) / 256 + 1
                };
                push_number(out, hundreds);
                out.push_str("00");
            }
            Self::YuanWithCommas => {
                let thousands = random.between(1, 9_000);
                if thousands >= 1000 {
                    let _ = write!(out, "{},{:03}", thousands / 1000, thousands % 1000);
                } else {
                    push_number(out, thousands);
                }
                let _ = write!(out, ",{:03}", random.below(1000));
            }
        }
    }
}

/// Small amounts are common, large ones rare: every power of two is as likely as the next.
fn amount(random: &mut Random) -> u64 {
    let power = random.between(6, 20);
    random.between(1 << power, 2 << power)
}

/// Appends a number in decimal.
pub(crate) fn push_number(out: &mut String, mut number: u64) {
    let mut digits = [0; 20];
    let mut at = digits.len();
    loop {
        at -= 1;
        digits[at] = b'0' + (number % 10) as u8;
        number /= 10;
        if number == 0 {
            break;
        }
    }
    out.extend(digits[at..].iter().map(|digit| char::from(*digit)));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::regions;

    #[test]
    fn slots_are_filled_from_region_year_and_chance() {
        let regions = regions::load();
        let region = regions.items().iter().find(|r| r.code == "320508").unwrap();
        let render = |text| {
            let mut out = String::new();
            Template::new(text).render(&mut out, region, 2025, &mut Random::stream(1, 2, 3));
            out
        };
        assert_eq!(render("（{year}）{p}{court}执1234号"), "（2025）苏0508执1234号");
        assert_eq!(render("{p}{mid}{last}{cityshort}{c}"), "苏052024苏州姑");
        assert_eq!(render("{n3}").len(), 3);
        assert_eq!(render("{z5}").len(), 5);
        assert_eq!(render("{nonsense}"), "{nonsense}");
    }

    #[test]
    fn numbers_are_decimal() {
        for number in [0, 7, 10, 1_234, u64::MAX] {
            let mut out = String::new();
            push_number(&mut out, number);
            assert_eq!(out, number.to_string());
        }
    }
}
