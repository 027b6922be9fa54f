//! From paths and texts to typed fields.
//!
//! A question arrives as the leaves of its object: `members.0.name` and the text there. A path that ends in a dot says
//! that an object stands there, were it empty. What reads JSON in general would make the module a tenth larger.

use core::str::Split;
use jrp_core::date::{Date, Timestamp};
use jrp_core::policy::{Condition, Lang};
use jrp_core::record::SubjectKind;
use jrp_core::subject::IdKind;
use jrp_core::unseen::Quoted;

/// Why a leaf is refused.
pub(crate) struct Refusal(pub(crate) String);

/// The rest of a path.
pub(crate) type Path<'a, 'b> = &'a mut Split<'b, char>;

/// What can be set leaf by leaf.
pub(crate) trait Leaf: Default {
    fn set(&mut self, path: Path<'_, '_>, value: &str) -> Result<(), Refusal>;
}

/// A struct with its fields' names as JavaScript writes them.
macro_rules! object {
    ($(#[$about:meta])* pub struct $name:ident { $($(#[$doc:meta])* $field:ident: $type:ty,)* }) => {
        $(#[$about])*
        #[derive(Default)]
        #[allow(non_snake_case, reason = "as JavaScript writes them")]
        pub struct $name { $($(#[$doc])* $field: $type,)* }

        impl $crate::leaf::Leaf for $name {
            fn set(
                &mut self,
                path: $crate::leaf::Path<'_, '_>,
                value: &str,
            ) -> Result<(), $crate::leaf::Refusal> {
                match path.next() {
                    $(Some(stringify!($field)) => self.$field.set(path, value),)*
                    Some("") => Ok(()),
                    None => Err($crate::leaf::Refusal("an object is expected".to_owned())),
                    Some(_) => Err($crate::leaf::unknown(&[$(stringify!($field)),*])),
                }
            }
        }
    };
}

pub(crate) use object;

pub(crate) fn unknown(fields: &[&str]) -> Refusal {
    Refusal(format!("unknown field; the fields are {}", fields.join(", ")))
}

/// The value as text; nothing may follow in the path.
fn text(path: Path<'_, '_>, value: &str) -> Result<String, Refusal> {
    match path.next() {
        // NUL separates, so it travels as the pair 1, "0", and 1 as the pair 1, "1".
        None if value.contains('\u{1}') => Ok(value.replace("\u{1}0", "\0").replace("\u{1}1", "\u{1}")),
        None => Ok(value.to_owned()),
        Some(_) => Err(Refusal("a text is expected".to_owned())),
    }
}

impl Leaf for String {
    fn set(&mut self, path: Path<'_, '_>, value: &str) -> Result<(), Refusal> {
        *self = text(path, value)?;
        Ok(())
    }
}

impl<T: Leaf> Leaf for Option<T> {
    fn set(&mut self, path: Path<'_, '_>, value: &str) -> Result<(), Refusal> {
        self.get_or_insert_with(T::default).set(path, value)
    }
}

/// More items than any question has.
const ITEMS_MAX: usize = 1 << 12;

impl<T: Leaf> Leaf for Vec<T> {
    fn set(&mut self, path: Path<'_, '_>, value: &str) -> Result<(), Refusal> {
        let at = path.next().and_then(|at| at.parse::<usize>().ok());
        let at = at.ok_or_else(|| Refusal("an array is expected".to_owned()))?;
        if at == self.len() && at < ITEMS_MAX {
            self.push(T::default());
        }
        let item = self.get_mut(at);
        let item =
            item.ok_or_else(|| Refusal(format!("items are to follow each other, {ITEMS_MAX} at most")))?;
        item.set(path, value)
    }
}

/// One of a closed set of codes; none before it is set.
pub(crate) struct Code<T>(pub(crate) Option<T>);

impl<T> Default for Code<T> {
    fn default() -> Self {
        Self(None)
    }
}

/// A set of codes, for [`Code`].
pub(crate) trait Coded: Copy + 'static {
    const ALL: &'static [Self];
    fn code(self) -> &'static str;
}

macro_rules! coded {
    ($($name:ty),*) => {
        $(impl Coded for $name {
            const ALL: &'static [Self] = &<$name>::ALL;

            fn code(self) -> &'static str {
                self.code()
            }
        })*
    };
}

coded!(SubjectKind, IdKind, Condition, Lang);

impl<T: Coded> Leaf for Code<T> {
    fn set(&mut self, path: Path<'_, '_>, value: &str) -> Result<(), Refusal> {
        let code = text(path, value)?;
        self.0 = T::ALL.iter().copied().find(|known| known.code() == code);
        match self.0 {
            Some(_) => Ok(()),
            None => {
                let known: Vec<&str> = T::ALL.iter().map(|known| known.code()).collect();
                Err(Refusal(format!(
                    "unknown value {}; use one of {}",
                    Quoted(&code),
                    known.join(", ")
                )))
            }
        }
    }
}

/// A calendar date, `YYYY-MM-DD`.
pub(crate) struct IsoDate(pub(crate) Date);

impl Leaf for Option<IsoDate> {
    fn set(&mut self, path: Path<'_, '_>, value: &str) -> Result<(), Refusal> {
        let date = text(path, value)?;
        *self = Date::parse(&date).map(IsoDate);
        match self {
            Some(_) => Ok(()),
            None => Err(Refusal(format!(
                "{} is not a date; write YYYY-MM-DD",
                Quoted(&date)
            ))),
        }
    }
}

/// A time in RFC 3339, as `Date.prototype.toISOString` writes it.
pub(crate) struct Moment(pub(crate) Timestamp);

impl Leaf for Option<Moment> {
    fn set(&mut self, path: Path<'_, '_>, value: &str) -> Result<(), Refusal> {
        let time = text(path, value)?;
        *self = Timestamp::parse(&time).map(Moment);
        match self {
            Some(_) => Ok(()),
            None => Err(Refusal(format!(
                "{} is not a time; give a Date or RFC 3339",
                Quoted(&time)
            ))),
        }
    }
}
