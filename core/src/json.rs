//! JSON text of what serialises, in one pass and without white space between tokens.
//!
//! A general writer looks at every character of every text by itself. Answers are texts above all, so this one looks
//! at sixteen bytes at a time for one to be escaped, and copies whole runs. It writes what answers are made of: structs,
//! sequences, texts, integers, unit variants; decision 0014 has the figures.

mod escaped;

use core::fmt;
use escaped::{is_plain, split_at_escaped};
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
    use crate::unseen;
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
