//! What a name as a source publishes it holds: the plain names inside of it, and what else stands in the cell.

use super::parts::{self, Parts, Text, is_wrapping};
use super::{key, unreadable};

/// Characters of a name that stands in brackets or beside another; what is shorter is a note.
const NAME: usize = 4;

/// What a published name holds beside the text as a whole.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Published {
    /// Names by which the subject is asked for too, without quotes, numbering, labels, seals and states
    pub names: Vec<String>,
    /// Numbers, as they are written
    pub numbers: Vec<String>,
    /// Something stands there that cannot be part of a name, so that nobody finds it by the name that is meant
    pub is_unreadable: bool,
}

/// Takes a published name apart.
///
/// ```
/// use jrp_core::subject::name::published;
/// let name = published("“江州示例建材有限公司”（原江州示例石料厂）");
/// assert!(name.names.contains(&"江州示例建材有限公司".to_owned()));
/// assert!(name.names.contains(&"江州示例石料厂".to_owned()));
/// assert!(published("江州示例建材有限公司").names.is_empty());
/// ```
pub fn published(text: &str) -> Published {
    let Some(Parts {
        names,
        numbers,
        unreadable: left,
        ..
    }) = parts::parts(text)
    else {
        return Published {
            is_unreadable: unreadable(text),
            ..Published::default()
        };
    };
    let whole = key(text);
    let mut keys = vec![whole];
    let mut published = Published {
        numbers,
        is_unreadable: left || unreadable(text),
        ..Published::default()
    };
    // A guess is for who asks, and costs a look; here it would be another name of the record.
    let sure = names.into_iter().filter(|name| !name.is_guess);
    for Text {
        text: name, is_own, ..
    } in sure
    {
        let key = key(&name);
        let length = name.chars().filter(|c| c.is_alphanumeric()).count();
        let is_name = length >= NAME || is_own && length > 1;
        if is_name && !key.is_empty() && !is_wrapping(&name) && !keys.contains(&key) {
            keys.push(key);
            published.names.push(name);
        }
    }
    published
}
