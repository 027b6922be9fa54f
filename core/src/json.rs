//! JSON text of what serialises, in one pass and without white space between tokens.
//!
//! A general writer looks at every character of every text by itself. Answers are texts above all, so this one looks
//! at sixteen bytes at a time for one to be escaped, and copies whole runs. It writes what answers are made of: structs,
//! sequences, texts, integers, unit variants; decision 0014 has the figures.

use crate::unseen;
use core::fmt;
use serde::ser::{self, Impossible, SerializeSeq, SerializeStruct};
use serde::{Serialize, Serializer};

/// What is made of structs, sequences, texts, integers and unit variants alone, which is all that [`to_json`] writes. Whoever
/// implements it for a type says so, and shows it by a test.
pub trait Plain: Serialize {}

impl Plain for str {}
impl Plain for String {}
impl<T: Plain> Plain for [T] {}
impl<T: Plain> Plain for Vec<T> {}

/// The text of a value.
///
/// ```
/// assert_eq!(jrp_core::json::to_json("\"A\" 名单"), r#""\"A\" 名单""#);
/// ```
///
/// What cannot be written does not compile:
///
/// ```compile_fail
/// jrp_core::json::to_json(&1.5);
/// ```
pub fn to_json<T: Plain + ?Sized>(value: &T) -> String {
    let mut writer = Writer {
        out: String::with_capacity(CAPACITY),
    };
    match value.serialize(&mut writer) {
        Ok(()) => writer.out,
        Err(Unsupported) => String::new(),
    }
}

/// What most answers fit in.
const CAPACITY: usize = 3000;

struct Writer {
    out: String,
}

/// The value holds what this writer does not write.
#[derive(Debug)]
struct Unsupported;

impl fmt::Display for Unsupported {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON of answers has structs, sequences, texts, integers and unit variants only")
    }
}

impl core::error::Error for Unsupported {}

impl ser::Error for Unsupported {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Self
    }
}

impl Writer {
    fn text(&mut self, text: &str) {
        self.out.push('"');
        let mut rest = text;
        if !is_plain(text.as_bytes()) {
            while let Some((plain, escaped, after)) = split_at_escaped(rest) {
                self.out.push_str(plain);
                self.escape(escaped);
                rest = after;
            }
        }
        self.out.push_str(rest);
        self.out.push('"');
    }

    fn escape(&mut self, escaped: char) {
        let short = match escaped {
            '"' => '"',
            '\\' => '\\',
            '\u{8}' => 'b',
            '\t' => 't',
            '\n' => 'n',
            '\u{C}' => 'f',
            '\r' => 'r',
            _ => {
                // All that is escaped lies in the first plane.
                let code = u32::from(escaped);
                self.out.push_str("\\u");
                for place in [12, 8, 4, 0] {
                    let digit = code >> place & 15;
                    self.out.push(char::from_digit(digit, 16).unwrap_or('0'));
                }
                return;
            }
        };
        self.out.push('\\');
        self.out.push(short);
    }

    fn number(&mut self, number: u64) {
        // The longest number has twenty digits.
        let mut digits = [0; 20];
        let (mut rest, mut count) = (number, 0);
        for digit in digits.iter_mut().rev() {
            *digit = b'0' + (rest % 10) as u8;
            rest /= 10;
            count += 1;
            if rest == 0 {
                break;
            }
        }
        let written = digits.get(digits.len() - count..).unwrap_or_default();
        self.out
            .push_str(core::str::from_utf8(written).unwrap_or_default());
    }
}

/// What stands before the first character to be escaped, that character, and what stands behind it.
fn split_at_escaped(text: &str) -> Option<(&str, char, &str)> {
    let mut from = 0;
    loop {
        let at = from + first_found(text.as_bytes().get(from..)?)?;
        let rest = text.get(at..)?;
        // Quotation marks and dashes begin as some that are escaped do.
        if let [0xE2, second, third, ..] = rest.as_bytes()
            && !matches!(
                (second, third),
                (0x80, 0x8E | 0x8F | 0xA8..=0xAE) | (0x81, 0xA6..=0xA9)
            )
        {
            from = at + 3;
            continue;
        }
        let c = rest.chars().next()?;
        let after = at + c.len_utf8();
        if is_escaped(c) {
            return Some((text.get(..at)?, c, text.get(after..)?));
        }
        from = after;
    }
}

/// The first byte of [`may_escape`].
fn first_found(bytes: &[u8]) -> Option<usize> {
    let (pairs, _) = bytes.as_chunks::<16>();
    let plain = 16 * pairs.iter().take_while(|pair| is_plain_pair(pair)).count();
    let (words, rest) = bytes.get(plain..)?.as_chunks::<8>();
    for (at, word) in words.iter().enumerate() {
        let found = found_in(*word);
        if found != 0 {
            return Some(plain + 8 * at + found.trailing_zeros() as usize / 8);
        }
    }
    let rest = rest.iter().position(|byte| may_escape(*byte))?;
    Some(plain + 8 * words.len() + rest)
}

/// What JSON says must be escaped, and what would move or hide the text around it wherever it is shown: the controls of
/// Latin-1, line and paragraph separators, the marks that turn the direction of writing.
fn is_escaped(c: char) -> bool {
    c < ' ' || matches!(c, '"' | '\\') || unseen::moves(c)
}

/// Whether a character to be escaped is this byte or begins with it.
fn may_escape(byte: u8) -> bool {
    byte < 0x20 || matches!(byte, b'"' | b'\\' | 0xC2 | 0xD8 | 0xE2)
}

/// Whether no byte begins a character that may have to be escaped. The last bytes looked at overlap those before them.
fn is_plain(bytes: &[u8]) -> bool {
    if let Some(last) = bytes.last_chunk::<16>() {
        let (pairs, _) = bytes.as_chunks::<16>();
        return pairs.iter().all(is_plain_pair) && is_plain_pair(last);
    }
    if let (Some(first), Some(last)) = (bytes.first_chunk::<8>(), bytes.last_chunk::<8>()) {
        return found_in(*first) | found_in(*last) == 0;
    }
    match (bytes.first_chunk::<4>(), bytes.last_chunk::<4>()) {
        (Some([a, b, c, d]), Some([e, f, g, h])) => found_in([*a, *b, *c, *d, *e, *f, *g, *h]) == 0,
        _ => !bytes.iter().any(|byte| may_escape(*byte)),
    }
}

fn is_plain_pair(pair: &[u8; 16]) -> bool {
    let (words, _) = pair.as_chunks::<8>();
    words.iter().fold(0, |found, word| found | found_in(*word)) == 0
}

/// Not 0 if one of eight bytes is one of [`may_escape`]: the lowest bit set is the highest of the first such byte.
fn found_in(word: [u8; 8]) -> u64 {
    const ONES: u64 = u64::from_le_bytes([1; 8]);
    let word = u64::from_le_bytes(word);
    // Turning one bit puts the quotation mark next to the controls, so that one comparison finds them all. A borrow
    // passes on only behind a byte that was found.
    let controls = (word ^ (ONES * 0x02)).wrapping_sub(ONES * 0x21);
    let backslash = (word ^ (ONES * 0x5C)).wrapping_sub(ONES);
    // The two leading bytes C2 and E2 differ in one bit.
    let leads = (word & (ONES * 0xDF)) ^ (ONES * 0xC2);
    let arabic = word ^ (ONES * 0xD8);
    let ascii = (controls | backslash) & !word;
    let others = leads.wrapping_sub(ONES) & !leads | arabic.wrapping_sub(ONES) & !arabic;
    (ascii | others) & (ONES * 0x80)
}

/// A struct or sequence that has been opened.
struct Open<'a> {
    writer: &'a mut Writer,
    is_empty: bool,
    end: char,
}

impl<'a> Open<'a> {
    fn new(writer: &'a mut Writer, start: char, end: char) -> Self {
        writer.out.push(start);
        Self {
            writer,
            is_empty: true,
            end,
        }
    }

    fn separate(&mut self) {
        if !self.is_empty {
            self.writer.out.push(',');
        }
        self.is_empty = false;
    }

    fn close(self) {
        self.writer.out.push(self.end);
    }
}

impl SerializeSeq for Open<'_> {
    type Ok = ();
    type Error = Unsupported;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Unsupported> {
        self.separate();
        value.serialize(&mut *self.writer)
    }

    fn end(self) -> Result<(), Unsupported> {
        self.close();
        Ok(())
    }
}

impl SerializeStruct for Open<'_> {
    type Ok = ();
    type Error = Unsupported;

    fn serialize_field<T: Serialize + ?Sized>(
        &mut self,
        key: &'static str,
        value: &T,
    ) -> Result<(), Unsupported> {
        self.separate();
        // Names of fields need no escaping.
        self.writer.out.push('"');
        self.writer.out.push_str(key);
        self.writer.out.push_str("\":");
        value.serialize(&mut *self.writer)
    }

    fn end(self) -> Result<(), Unsupported> {
        self.close();
        Ok(())
    }
}

/// Methods that write an integer.
macro_rules! integers {
    ($($method:ident: $type:ty,)*) => {
        $(fn $method(self, value: $type) -> Result<(), Unsupported> {
            let value = i128::from(value);
            if value < 0 {
                self.out.push('-');
            }
            self.number(value.unsigned_abs() as u64);
            Ok(())
        })*
    };
}

/// Methods for what answers are not made of.
macro_rules! unsupported {
    ($($method:ident($($argument:ty),*) -> $type:ty,)*) => {
        $(fn $method(self, $(_: $argument),*) -> Result<$type, Unsupported> {
            Err(Unsupported)
        })*
    };
}

type Never = Impossible<(), Unsupported>;

impl<'a> Serializer for &'a mut Writer {
    type Ok = ();
    type Error = Unsupported;
    type SerializeSeq = Open<'a>;
    type SerializeStruct = Open<'a>;
    type SerializeTuple = Never;
    type SerializeTupleStruct = Never;
    type SerializeTupleVariant = Never;
    type SerializeMap = Never;
    type SerializeStructVariant = Never;

    integers! {
        serialize_i8: i8,
        serialize_i16: i16,
        serialize_i32: i32,
        serialize_i64: i64,
        serialize_u8: u8,
        serialize_u16: u16,
        serialize_u32: u32,
        serialize_u64: u64,
    }

    unsupported! {
        serialize_f32(f32) -> (),
        serialize_f64(f64) -> (),
        serialize_bytes(&[u8]) -> (),
        serialize_unit_struct(&'static str) -> (),
        serialize_map(Option<usize>) -> Never,
        serialize_tuple(usize) -> Never,
        serialize_tuple_struct(&'static str, usize) -> Never,
        serialize_tuple_variant(&'static str, u32, &'static str, usize) -> Never,
        serialize_struct_variant(&'static str, u32, &'static str, usize) -> Never,
    }

    fn serialize_bool(self, value: bool) -> Result<(), Unsupported> {
        self.out.push_str(if value { "true" } else { "false" });
        Ok(())
    }

    fn serialize_char(self, value: char) -> Result<(), Unsupported> {
        self.text(value.encode_utf8(&mut [0; 4]));
        Ok(())
    }

    fn serialize_str(self, value: &str) -> Result<(), Unsupported> {
        self.text(value);
        Ok(())
    }

    fn serialize_none(self) -> Result<(), Unsupported> {
        self.serialize_unit()
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<(), Unsupported> {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Result<(), Unsupported> {
        self.out.push_str("null");
        Ok(())
    }

    fn serialize_unit_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
    ) -> Result<(), Unsupported> {
        self.text(variant);
        Ok(())
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        value: &T,
    ) -> Result<(), Unsupported> {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: &T,
    ) -> Result<(), Unsupported> {
        Err(Unsupported)
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Open<'a>, Unsupported> {
        Ok(Open::new(self, '[', ']'))
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Open<'a>, Unsupported> {
        Ok(Open::new(self, '{', '}'))
    }

    fn collect_str<T: fmt::Display + ?Sized>(self, value: &T) -> Result<(), Unsupported> {
        self.text(&value.to_string());
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[derive(Serialize)]
    struct Answer {
        text: String,
        absent: Option<i32>,
        present: Option<bool>,
        numbers: Vec<i64>,
        great: u64,
        inner: Vec<Inner>,
    }

    impl Plain for Answer {}

    #[derive(Serialize)]
    struct Inner {
        letter: char,
        kind: crate::compare::Outcome,
    }

    #[test]
    fn every_byte_is_found_at_every_place() {
        for (byte, len) in (0..=u8::MAX).flat_map(|byte| (1..40).map(move |len| (byte, len))) {
            for at in 0..len {
                let mut text = "\u{e2a}".repeat(14).into_bytes();
                text.resize(len, b'x');
                assert!(is_plain(&text));
                text[at] = byte;
                assert_eq!(is_plain(&text), !may_escape(byte), "{text:?}");
            }
        }
    }

    #[test]
    fn no_character_to_be_escaped_escapes_the_quick_look() {
        for c in '\0'..='\u{10FFFF}' {
            let mut buffer = [0; 4];
            let first = c.encode_utf8(&mut buffer).as_bytes()[0];
            assert!(may_escape(first) || !is_escaped(c), "{c:?}");
            assert!(!is_escaped(c) || c <= '\u{FFFF}', "{c:?}");
            let text = format!("xxxxxxxxx{c}x");
            let split = split_at_escaped(&text).map(|(before, c, _)| (before.len(), c));
            assert_eq!(split, is_escaped(c).then_some((9, c)), "{c:?}");
        }
    }

    #[test]
    fn what_is_escaped_is_escaped_as_ever() {
        for byte in 0..=0x7F_u8 {
            let text = format!("名{}单{}", char::from(byte), char::from(byte));
            assert_eq!(to_json(&text), serde_json::to_string(&text).unwrap());
        }
    }

    #[test]
    fn what_moves_or_hides_the_text_around_it_is_escaped() {
        for c in (0x80..=0x9F)
            .chain(0x2028..=0x202E)
            .chain(0x2066..=0x2069)
            .chain([0x61C, 0x200E, 0x200F])
        {
            let c = char::from_u32(c).unwrap();
            let text = format!("甲{c}乙");
            let json = to_json(&text);
            assert_eq!(json, format!("\"甲\\u{:04x}乙\"", c as u32));
            assert_eq!(serde_json::from_str::<String>(&json).unwrap(), text);
        }
        assert_eq!(to_json("“甲”·乙—丙…"), "\"“甲”·乙—丙…\"");
    }

    proptest! {
        #[test]
        fn it_is_the_json_of_the_general_writer(
            text in any::<String>(),
            absent in any::<Option<i32>>(),
            present in any::<Option<bool>>(),
            numbers in prop::collection::vec(any::<i64>(), 0..4),
            great in any::<u64>(),
            letters in prop::collection::vec(any::<char>(), 0..4),
        ) {
            let inner = letters.into_iter().map(|letter| Inner { letter, kind: crate::compare::Outcome::Clear });
            let answer = Answer { text, absent, present, numbers, great, inner: inner.collect() };
            let (json, general) = (to_json(&answer), serde_json::to_string(&answer).unwrap());
            let value = |json: &str| serde_json::from_str::<serde_json::Value>(json).unwrap();
            prop_assert_eq!(value(&json), value(&general));
            prop_assert_eq!(json == general, !general.chars().any(unseen::moves));
        }
    }
}
