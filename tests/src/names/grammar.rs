//! The grammar: region, brand, trade, legal form, of the words and weights that `synth/` has, for one city.

/// Regions, as `synth` has them.
const REGIONS: &str = include_str!("../../../synth/data/regions.csv");
const WORDS: &str = include_str!("../../../synth/data/names.txt");
const BRAND_CHARACTERS: &str = include_str!("../../../synth/data/brand_characters.txt");

/// SplitMix64 (Steele, Lea, Flood 2014): the same names for ever.
#[derive(Clone, Debug)]
pub struct Random(pub u64);

impl Random {
    /// A number below `bound`, which is not 0.
    pub fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^= z >> 31;
        ((u128::from(z) * bound as u128) >> 64) as usize
    }

    /// One of several, each as likely.
    pub fn pick<'a, T>(&mut self, items: &'a [T]) -> &'a T {
        &items[self.below(items.len())]
    }
}

/// Items and the sum of weights up to each.
struct Weighted(Vec<(String, usize)>);

impl Weighted {
    fn new(items: impl Iterator<Item = (String, usize)>) -> Self {
        let mut sum = 0;
        Self(
            items
                .map(|(item, weight)| {
                    sum += weight;
                    (item, sum)
                })
                .collect(),
        )
    }

    fn pick(&self, random: &mut Random) -> &str {
        let at = random.below(self.0.last().map_or(1, |last| last.1));
        &self.0[self.0.partition_point(|(_, sum)| *sum <= at)].0
    }
}

/// The names of a city's companies.
pub struct Grammar {
    province: String,
    city: String,
    areas: Vec<String>,
    cities: Vec<String>,
    brand: Weighted,
    trades: Weighted,
    forms: Weighted,
}

/// A name, in parts.
#[derive(Clone, Debug)]
pub struct Name {
    /// 苏州, 苏州市, 江苏, 苏州市相城区 …; may be empty
    pub region: String,
    /// 字号
    pub brand: String,
    /// （苏州）, behind the brand; may be empty
    pub inside: String,
    /// 行业
    pub trade: String,
    /// 组织形式
    pub form: String,
}

impl Name {
    /// As it is registered.
    pub fn text(&self) -> String {
        let Self {
            region,
            brand,
            inside,
            trade,
            form,
        } = self;
        format!("{region}{brand}{inside}{trade}{form}")
    }
}

impl Grammar {
    /// The grammar of a prefecture, by the first four digits of its code.
    pub fn of(city_code: &str) -> Self {
        let rows: Vec<Vec<&str>> = REGIONS.lines().map(|line| line.split(',').collect()).collect();
        let rows: Vec<&Vec<&str>> = rows.iter().filter(|row| row[0].starts_with(city_code)).collect();
        let words = |section: &str| -> Vec<String> {
            let (_, rest) = WORDS.split_once(&format!("[{section}]\n")).unwrap_or_default();
            rest.split('[')
                .next()
                .unwrap_or_default()
                .split_whitespace()
                .map(str::to_owned)
                .collect()
        };
        let forms = words("forms");
        let city = rows[0][4].trim_end_matches('市');
        let mut cities: Vec<String> = rows
            .iter()
            .filter_map(|row| Some(row[5].strip_suffix('市')?.to_owned()))
            .collect();
        // A province of its own has no cities within.
        if cities.is_empty() {
            cities.push(city.to_owned());
        }
        Self {
            province: rows[0][2].to_owned(),
            city: city.to_owned(),
            areas: rows.iter().map(|row| row[5].to_owned()).collect(),
            cities,
            brand: Weighted::new(
                (50..)
                    .zip(BRAND_CHARACTERS.chars().filter(|c| !c.is_whitespace()))
                    .map(|(rank, c): (usize, char)| (c.to_string(), 1_000_000_000 / (rank * rank))),
            ),
            trades: Weighted::new(
                (4..)
                    .zip(words("trades"))
                    .map(|(rank, word)| (word, 1_000_000 / rank)),
            ),
            forms: Weighted::new(
                forms
                    .chunks(2)
                    .map(|pair| (pair[0].clone(), pair[1].parse().unwrap_or(1))),
            ),
        }
    }

    /// Any name of the city.
    pub fn name(&self, random: &mut Random) -> Name {
        let Self { province, city, .. } = self;
        let length = [2, 3, 4][[68, 85, 100]
            .partition_point(|share| *share <= random.below(100))
            .min(2)];
        let brand: String = (0..length).map(|_| self.brand.pick(random)).collect();
        let inside = random.below(1000) < 80;
        let region = match random.below(100) {
            _ if inside => String::new(),
            0..=41 => city.clone(),
            42..=71 => format!("{city}市"),
            72..=81 => format!("{city}市{}", random.pick(&self.areas)),
            82..=87 => random.pick(&self.cities).clone(),
            88..=93 => province.clone(),
            94..=95 => format!("{province}省"),
            _ => String::new(),
        };
        Name {
            region,
            brand,
            inside: if inside {
                format!("（{city}）")
            } else {
                String::new()
            },
            trade: self.trades.pick(random).to_owned(),
            form: self.forms.pick(random).to_owned(),
        }
    }

    /// The province and the city, as names have them.
    pub fn place(&self) -> (&str, &str) {
        (&self.province, &self.city)
    }
}
