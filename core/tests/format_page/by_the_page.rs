//! A reader written from the page alone: sections 1, 6, 7 and 9, and nothing of the program's.

use jrp_core::date::Date;
use std::ops::Range;

pub(crate) fn number(bytes: &[u8], at: usize, width: usize) -> u64 {
    let bytes = bytes[at..at + width].iter().rev();
    bytes.fold(0, |number, byte| number << 8 | u64::from(*byte))
}

fn bits(bytes: &[u8], at: u64, width: u32) -> u64 {
    (0..u64::from(width)).fold(0, |number, bit| {
        let at = at + bit;
        number | u64::from(bytes[(at / 8) as usize] >> (at % 8) & 1) << bit
    })
}

/// A table of parts.
#[derive(Clone)]
pub(crate) struct PartOf<'a> {
    entries: &'a [u8],
    start: usize,
}

impl<'a> PartOf<'a> {
    /// The sections of a file.
    pub(crate) fn sections(file: &'a [u8]) -> Self {
        let count = number(file, 68, 2) as usize;
        Self {
            entries: &file[192..192 + 24 * count],
            start: number(file, 16, 4) as usize,
        }
    }

    /// The columns of a partition.
    pub(crate) fn columns(file: &'a [u8], partition: Range<usize>) -> Self {
        let count = number(file, partition.start + 8, 2) as usize;
        let table = partition.start + 16;
        Self {
            entries: &file[table..table + 24 * count],
            start: table + 24 * count,
        }
    }

    pub(crate) fn find(&self, id: u16) -> Range<usize> {
        self.get(id).unwrap()
    }

    pub(crate) fn get(&self, id: u16) -> Option<Range<usize>> {
        let entry = self
            .entries
            .chunks(24)
            .find(|entry| number(entry, 0, 2) == u64::from(id))?;
        let start = self.start + number(entry, 8, 8) as usize;
        Some(start..start + number(entry, 16, 8) as usize)
    }
}

/// Section 9.2: the groups of records of a partition, of which those with a primary key are in one and the others in another.
pub(crate) struct Groups<'a> {
    file: &'a [u8],
    columns: PartOf<'a>,
    /// How many records each has, and where it begins
    starts: [(usize, usize); 2],
}

impl<'a> Groups<'a> {
    pub(crate) fn new(file: &'a [u8], columns: PartOf<'a>) -> Self {
        let directory = &file[columns.find(53)];
        assert_eq!(
            (directory.len(), &directory[..2], &directory[3..8]),
            (24, &[0; 2][..], &[0; 5][..])
        );
        let first = columns.find(128).start;
        let entry = |at: usize| number(directory, at, 4) as usize;
        Self {
            file,
            columns,
            starts: [(entry(8), first), (entry(16), first + entry(12))],
        }
    }

    fn head(&self, id: u16) -> Option<&'a [u8]> {
        let column = &self.file[self.columns.find(id)];
        match [7, 9, 10, 12, 13, 20].contains(&id) {
            false => Some(column),
            true => (column[0] == 2).then(|| &column[16..]),
        }
    }

    fn direct(&self) -> Vec<u16> {
        let texts = [7, 9, 10, 12, 13, 20].into_iter();
        texts
            .filter(|id| self.file[self.columns.find(*id)][0] == 1)
            .collect()
    }

    fn width(&self, below: u16) -> u64 {
        let heads = (3..below).filter_map(|id| self.head(id));
        heads.map(|head| u64::from(head[1])).sum()
    }

    /// Where rows, places and the texts of a column begin.
    pub(crate) fn rows_at(&self, group: usize) -> usize {
        self.starts[group].1 + 4 * self.direct().len()
    }

    pub(crate) fn places_at(&self, group: usize) -> usize {
        let bits = self.starts[group].0 as u64 * self.width(22);
        self.rows_at(group) + bits.div_ceil(8) as usize
    }

    pub(crate) fn text_at(&self, group: usize, id: u16) -> usize {
        let text = self.direct().iter().position(|other| *other == id).unwrap();
        self.starts[group].1 + number(self.file, self.starts[group].1 + 4 * text, 4) as usize
    }

    pub(crate) fn places(&self) -> Sorted<'a> {
        self.places_of(0)
    }

    /// The places, or what is stored of them, in a group that is the only one of its kind.
    pub(crate) fn places_of(&self, group: usize) -> Sorted<'a> {
        Sorted(&self.file[self.places_at(group)..], self.starts[group].0)
    }

    pub(crate) fn int(&self, id: u16, group: usize, at: usize) -> Option<i64> {
        let stream = &self.file[self.rows_at(group)..];
        let head = self.head(id)?;
        let bit = at as u64 * self.width(22) + self.width(id);
        value(head, bits(stream, bit, u32::from(head[1])))
    }

    pub(crate) fn text(&self, id: u16, group: usize, at: usize) -> Option<String> {
        let dictionary = || Dictionary::new(&self.file[self.columns.find(64 + id)]);
        let text = match self.file[self.columns.find(id)][0] {
            0 => return None,
            1 => {
                let text = &self.file[self.text_at(group, id)..];
                let starts = self.starts[group].0.div_ceil(32) * usize::from(text[0]);
                let text = TokenText {
                    dictionary: dictionary(),
                    start_width: u32::from(text[0]),
                    starts: &text[1..],
                    codes: &text[1 + starts.div_ceil(8)..],
                };
                text.get(at)
            }
            _ => {
                let column = &self.file[self.columns.find(id)];
                let strings = &column[16 + number(column, 8, 8) as usize..];
                TokenText::new(strings, dictionary()).get(self.int(id, group, at)? as usize)
            }
        };
        Some(text).filter(|text| !text.is_empty())
    }
}

/// Section 6.5, of an index with one group: what is kept of a fingerprint, and a pointer, for each key.
pub(crate) fn keys(file: &[u8], columns: &PartOf<'_>) -> Vec<(u64, u64)> {
    let directory = &file[columns.find(2)];
    assert_eq!((directory.len(), directory[1]), (16, 0));
    let count = number(directory, 8, 4) as usize;
    let width = u32::from(file[columns.find(53)][2]);
    let group = &file[columns.find(120)];
    let keys = Sorted(&group[(count * width as usize).div_ceil(8)..], count);
    let pointer = |at: usize| bits(group, at as u64 * u64::from(width), width);
    (0..count).map(|at| (keys.get(at), pointer(at))).collect()
}

/// Section 9.3, of a code that begins with `MA`.
pub(crate) fn place(primary: u64) -> u64 {
    let mut place = primary - 802 * 36u64.pow(6);
    for factor in [0x9e37_79b1, 0x85eb_ca77] {
        place = (place ^ place >> 16) * factor % (1 << 32);
    }
    place ^ place >> 16
}

/// Section 6.2.
pub(crate) struct IntColumn<'a>(&'a [u8]);

impl<'a> IntColumn<'a> {
    pub(crate) fn new(bytes: &'a [u8], rows: usize) -> Self {
        let column = Self(bytes);
        let stream = 16 + 8 * number(bytes, 4, 4) as usize;
        assert_eq!(
            bytes.len(),
            stream + (rows * usize::from(bytes[1])).div_ceil(8) + 8
        );
        column
    }

    pub(crate) fn get(&self, row: usize) -> Option<i64> {
        let Self(bytes) = self;
        let (width, entries) = (u32::from(bytes[1]), number(bytes, 4, 4));
        let stream = &bytes[16 + 8 * entries as usize..];
        value(bytes, bits(stream, row as u64 * u64::from(width), width))
    }
}

/// What a code stands for.
fn value(head: &[u8], mut code: u64) -> Option<i64> {
    if head[0] & 1 == 1 {
        code = code.checked_sub(1)?;
    }
    if head[0] & 2 == 2 {
        return Some(number(head, 16 + 8 * code as usize, 8) as i64);
    }
    Some((number(head, 8, 8) as i64).wrapping_add(code as i64))
}

/// Section 6.3.
pub(crate) struct Sorted<'a>(&'a [u8], usize);

impl Sorted<'_> {
    pub(crate) fn len(&self) -> usize {
        self.1
    }

    pub(crate) fn get(&self, at: usize) -> u64 {
        let (block, i) = (at / 128, at % 128);
        let blocks = self.len().div_ceil(128);
        let m = (self.len() - 128 * block).min(128) as u64;
        let first = number(self.0, 16 * block, 8);
        let packed = number(self.0, 16 * block + 8, 8);
        let (offset, low) = (packed / 256, (packed % 256) as u32);
        let stream = &self.0[16 * blocks..];
        let upper = |k: u64| bits(stream, offset + m * u64::from(low) + k, 1) == 1;
        let k = (0..512).filter(|k| upper(*k)).nth(i).unwrap();
        first + ((k - i as u64) << low) + bits(stream, offset + i as u64 * u64::from(low), low)
    }
}

/// Section 7.2.
#[derive(Clone, Copy)]
pub(crate) struct Dictionary<'a> {
    bytes: &'a [u8],
    pub(crate) alphabet: u64,
    pub(crate) tokens: u64,
    width: u32,
    packed: &'a [u8],
}

impl<'a> Dictionary<'a> {
    pub(crate) fn new(bytes: &'a [u8]) -> Self {
        let (alphabet, tokens) = (number(bytes, 0, 4), number(bytes, 4, 4));
        let width = 64 - tokens.max(alphabet).leading_zeros();
        let len = (21 * alphabet + tokens * u64::from(2 * width + 1)).div_ceil(8) + 8;
        Self {
            bytes,
            alphabet,
            tokens,
            width,
            packed: &bytes[104..104 + len as usize],
        }
    }

    /// How many bytes it takes.
    pub(crate) fn len(&self) -> usize {
        104 + self.packed.len()
    }

    fn pair(&self, token: u64) -> (u64, u64, bool) {
        let stride = u64::from(2 * self.width + 1);
        let at = 21 * self.alphabet + token * stride;
        let (left, right) = (
            bits(self.packed, at, self.width),
            bits(self.packed, at + u64::from(self.width), self.width),
        );
        (left, right, bits(self.packed, at + stride - 1, 1) == 1)
    }

    fn is_any(&self, token: u64) -> bool {
        let (left, right, _) = self.pair(token);
        right == self.tokens && left == self.alphabet
    }

    fn text(&self, token: u64) -> String {
        let (left, right, _) = self.pair(token);
        if right == self.tokens {
            assert!(left < self.alphabet);
            let scalar = bits(self.packed, 21 * left, 21);
            return char::from_u32(scalar as u32).unwrap().to_string();
        }
        self.text(left) + &self.text(right)
    }
}

/// Section 7.3.
pub(crate) struct TokenText<'a> {
    dictionary: Dictionary<'a>,
    start_width: u32,
    starts: &'a [u8],
    codes: &'a [u8],
}

impl<'a> TokenText<'a> {
    pub(crate) fn new(bytes: &'a [u8], dictionary: Dictionary<'a>) -> Self {
        let start_width = u32::from(bytes[8]);
        let starts = number(bytes, 0, 8).div_ceil(32) * u64::from(start_width);
        let starts = starts.div_ceil(8) as usize + 8;
        Self {
            dictionary,
            start_width,
            starts: &bytes[16..16 + starts],
            codes: &bytes[16 + starts..],
        }
    }

    fn bit(&self, at: u64) -> u64 {
        u64::from(self.codes[(at / 8) as usize] >> (7 - at % 8) & 1)
    }

    fn next(&self, mut bit: u64) -> (u64, u64) {
        let (mut code, mut first, mut index) = (0, 0, 0);
        for length in 1..=24 {
            code = 2 * code + self.bit(bit);
            bit += 1;
            first *= 2;
            let count = number(self.dictionary.bytes, 8 + 4 * (length - 1), 4);
            if code - first < count {
                let token = index + code - first;
                return (token, bit + if self.dictionary.is_any(token) { 21 } else { 0 });
            }
            index += count;
            first += count;
        }
        panic!("bits that are not a code");
    }

    pub(crate) fn get(&self, at: usize) -> String {
        let start = (at / 32) as u64 * u64::from(self.start_width);
        let mut bit = bits(self.starts, start, self.start_width);
        let mut out = String::new();
        for string in 0..=at % 32 {
            loop {
                let (token, behind) = self.next(bit);
                bit = behind;
                if string == at % 32 && self.dictionary.is_any(token) {
                    let scalar = (bit - 21..bit).fold(0, |scalar, at| 2 * scalar + self.bit(at));
                    out.push(char::from_u32(scalar as u32).unwrap());
                } else if string == at % 32 {
                    out.push_str(&self.dictionary.text(token));
                }
                if self.dictionary.pair(token).2 {
                    break;
                }
            }
        }
        assert_eq!(out.pop(), Some('\0'));
        out
    }
}

/// Section 7.1.
pub(crate) fn text(
    column: &[u8],
    dictionary: Option<Dictionary<'_>>,
    rows: usize,
    row: usize,
) -> Option<String> {
    let index = number(column, 8, 8) as usize;
    let strings = |at: usize| TokenText::new(&column[at..], dictionary.unwrap());
    let text = match column[0] {
        0 => return None,
        1 => strings(16).get(row),
        _ => {
            let at = IntColumn::new(&column[16..16 + index], rows).get(row)?;
            strings(16 + index).get(at as usize)
        }
    };
    Some(text).filter(|text| !text.is_empty())
}

pub(crate) fn base36(text: &str) -> u64 {
    text.chars()
        .fold(0, |number, c| 36 * number + u64::from(c.to_digit(36).unwrap()))
}

pub(crate) fn to_base36(mut number: u64, digits: usize) -> String {
    let mut out = Vec::new();
    for _ in 0..digits {
        out.push(
            char::from_digit((number % 36) as u32, 36)
                .unwrap()
                .to_ascii_uppercase(),
        );
        number /= 36;
    }
    out.iter().rev().collect()
}

/// The check digits of section 9: of the organisation code, and of the credit code.
pub(crate) fn checks(front: &str, body: &str) -> (char, char) {
    const WEIGHTS: [u32; 8] = [3, 7, 9, 10, 5, 8, 4, 2];
    const CHARACTERS: &str = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    let values = body.chars().map(|c| c.to_digit(36).unwrap());
    let sum: u32 = values.zip(WEIGHTS).map(|(value, weight)| value * weight).sum();
    let inner = match (11 - sum % 11) % 11 {
        10 => 'X',
        digit => char::from_digit(digit, 10).unwrap(),
    };
    let (mut sum, mut weight) = (0, 1);
    for c in front.chars().chain(body.chars()).chain([inner]) {
        sum += weight * CHARACTERS.find(c).unwrap();
        weight = weight * 3 % 31;
    }
    (inner, char::from(CHARACTERS.as_bytes()[(31 - sum % 31) % 31]))
}

/// The day that a term code of section 9 means.
pub(crate) fn after(listed: Date, code: i64) -> Date {
    let (year, month, day) = listed.ymd();
    let days = match code {
        0..700 => {
            let raised = year + (code / 7) as i32;
            let same = Date::from_ymd(raised, month, day);
            let same = same.or_else(|| Date::from_ymd(raised, month, 28)).unwrap();
            i64::from(same.days()) + code % 7 - 3
        }
        _ => i64::from(listed.days()) + code - 1000,
    };
    Date::from_days(days as i32).unwrap()
}
