//! Keys under which nearly equal names meet: the optional column `possible names`, a `key_index`.
//!
//! One edit leaves either the first or the second half of a name as it was. A name's core (the key without its legal
//! form) of `L` characters is cut behind `L / 2` characters; it is filed under each half, together with `L`. A half
//! that more than [`HOT`] names share is marked hot; names under it are filed under that half together with their
//! other half, whole and with each one of its characters left out.
//!
//! A key is the fingerprint, with the seed of its [`Role`], of: `L` (one byte), the half, U+0000, the rest where there
//! is one.

use super::fingerprint::seeded;

/// Names that may share a half before it is filed in detail.
#[cfg(feature = "build")]
const HOT: u32 = 12;

/// Longest core that is filed; longer names are compared exactly only.
pub(crate) const LONGEST: usize = 255;

/// What a key stands for; the number is the seed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u64)]
pub(crate) enum Role {
    /// A name with this first half
    Head = 16,
    /// A name with this second half
    Tail = 17,
    /// Many names have this first half; the row says nothing
    HotHead = 18,
    /// Many names have this second half; the row says nothing
    HotTail = 19,
    /// A name with this first half, and this rest once a character is left out
    HeadDetail = 20,
    /// A name with this second half, and this rest once a character is left out
    TailDetail = 21,
}

/// A half of a core, and the other half.
#[derive(Clone, Copy)]
pub(crate) struct Cut<'a> {
    pub(crate) length: usize,
    pub(crate) half: &'a [char],
    pub(crate) rest: &'a [char],
    pub(crate) is_head: bool,
}

impl<'a> Cut<'a> {
    /// The cuts of `core` under which a name of `length` characters may be filed that is one edit away.
    pub(crate) fn of(core: &'a [char], length: usize) -> impl Iterator<Item = Self> {
        let head = length / 2;
        let tail = core.len().checked_sub(length - head);
        let head = core.split_at_checked(head).map(|(half, rest)| Cut {
            length,
            half,
            rest,
            is_head: true,
        });
        let tail = tail.and_then(|at| core.split_at_checked(at));
        let tail = tail.map(|(rest, half)| Cut {
            length,
            half,
            rest,
            is_head: false,
        });
        [head, tail].into_iter().flatten()
    }

    pub(crate) fn plain(&self) -> u64 {
        self.key(if self.is_head { Role::Head } else { Role::Tail }, None)
    }

    pub(crate) fn hot(&self) -> u64 {
        self.key(
            if self.is_head {
                Role::HotHead
            } else {
                Role::HotTail
            },
            None,
        )
    }

    /// The keys of the half with the rest, whole and with each character left out.
    pub(crate) fn details(&self) -> impl Iterator<Item = u64> {
        let role = if self.is_head {
            Role::HeadDetail
        } else {
            Role::TailDetail
        };
        (0..=self.rest.len()).map(move |left_out| self.key(role, Some(left_out)))
    }

    /// `rest`: the position left out of it; its length leaves none out.
    fn key(&self, role: Role, rest: Option<usize>) -> u64 {
        let mut text = String::with_capacity(4 * (self.half.len() + self.rest.len()) + 2);
        text.extend(self.half);
        text.push('\0');
        if let Some(left_out) = rest {
            text.extend(
                self.rest
                    .iter()
                    .enumerate()
                    .filter(|(at, _)| *at != left_out)
                    .map(|(_, c)| c),
            );
        }
        let mut bytes = vec![self.length as u8];
        bytes.extend_from_slice(text.as_bytes());
        seeded(role as u64, &bytes)
    }
}

/// Keys with the rows they lead to. `cores` are cores with their row.
#[cfg(feature = "build")]
pub(crate) fn entries(cores: &[(&str, u32)]) -> Vec<(u64, u32)> {
    use rustc_hash::FxHashMap as HashMap;
    let spelled: Vec<(Vec<char>, u32)> = cores
        .iter()
        .map(|(core, row)| (core.chars().collect::<Vec<_>>(), *row))
        .filter(|(core, _)| !core.is_empty() && core.len() <= LONGEST)
        .collect();
    let mut shared: HashMap<u64, u32> = HashMap::default();
    for (core, _) in &spelled {
        for cut in Cut::of(core, core.len()) {
            *shared.entry(cut.plain()).or_default() += 1;
        }
    }
    let mut entries = Vec::new();
    for (core, row) in &spelled {
        for cut in Cut::of(core, core.len()) {
            let plain = cut.plain();
            if shared.get(&plain).is_none_or(|count| *count <= HOT) {
                entries.push((plain, *row));
            } else {
                entries.push((cut.hot(), 0));
                entries.extend(cut.details().map(|key| (key, *row)));
            }
        }
    }
    entries
}
