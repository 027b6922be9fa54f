//! Values of a question, read strictly.

use core::fmt;
use core::marker::PhantomData;
use jrp_core::date::{Date, Timestamp};
use jrp_core::policy::{Condition, Lang};
use jrp_core::record::SubjectKind;
use jrp_core::subject::IdKind;
use serde::de::value::MapAccessDeserializer;
use serde::de::{Deserialize, Deserializer, Error, MapAccess, Visitor};

/// One of a closed set of codes.
pub(crate) struct Code<T>(pub(crate) T);

/// A set of codes, for [`Code`].
pub(crate) trait Coded: Copy + 'static {
    fn all() -> &'static [Self];
    fn code(self) -> &'static str;
}

macro_rules! coded {
    ($($name:ty),*) => {
        $(impl Coded for $name {
            fn all() -> &'static [Self] {
                &Self::ALL
            }

            fn code(self) -> &'static str {
                self.code()
            }
        })*
    };
}

coded!(SubjectKind, IdKind, Condition, Lang);

impl<'de, T: Coded> Deserialize<'de> for Code<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let found = T::all().iter().find(|value| value.code() == text);
        found.copied().map(Self).ok_or_else(|| {
            let known: Vec<&str> = T::all().iter().map(|value| value.code()).collect();
            D::Error::custom(format_args!(
                "unknown value {text:?}, use one of {}",
                known.join(", ")
            ))
        })
    }
}

/// A calendar date, `YYYY-MM-DD`.
pub(crate) struct IsoDate(pub(crate) Date);

impl<'de> Deserialize<'de> for IsoDate {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let date = Date::parse(&text).map(Self);
        date.ok_or_else(|| D::Error::custom(format_args!("{text:?} is no date; write YYYY-MM-DD")))
    }
}

/// A time in RFC 3339, as `Date.prototype.toJSON` writes it.
pub(crate) struct Moment(pub(crate) Timestamp);

impl<'de> Deserialize<'de> for Moment {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let time = Timestamp::parse(&text).map(Self);
        time.ok_or_else(|| D::Error::custom(format_args!("{text:?} is no time; give a Date or RFC 3339")))
    }
}

/// A value that may be left out, but not `null`: an invalid `Date` becomes `null` in JSON.
pub(crate) fn present<'de, D: Deserializer<'de>, T: Deserialize<'de>>(
    deserializer: D,
) -> Result<Option<T>, D::Error> {
    T::deserialize(deserializer).map(Some)
}

/// An object; serde would take an array for a struct as well.
pub(crate) struct Object<T>(pub(crate) T);

struct OnlyObject<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for OnlyObject<T> {
    type Value = Object<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Self::Value, A::Error> {
        T::deserialize(MapAccessDeserializer::new(map)).map(Object)
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Object<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(OnlyObject(PhantomData))
    }
}
