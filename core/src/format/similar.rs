//! Keys under which nearly equal names meet: the optional columns `possible names`, each a `key_index`.
//!
//! One edit leaves either the first or the second half of a name as it was. A name's core (the key without its legal
//! form) of `L` characters is cut behind `L / 2` characters; it is filed under each half, together with `L`. A half
//! that more than `HOT` names share is marked hot; names under it are filed under that half together with their
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
    /// Many names have this first half; the pointer says nothing
    HotHead = 18,
    /// Many names have this second half; the pointer says nothing
    HotTail = 19,
    /// A name with this first half, and this rest once a character is left out
    HeadDetail = 20,
    /// A name with this second half, and this rest once a character is left out
    TailDetail = 21,
}

/// A half of a core, and the other half.
#[derive(Clone, Copy)]
pub(crate) struct Cut<'a> {
    length: usize,
    half: &'a str,
    rest: &'a str,
    is_head: bool,
}

/// Room for what is hashed, so that the keys of a question take but one piece of memory.
#[derive(Default)]
pub(crate) struct Room(Vec<u8>);

impl<'a> Cut<'a> {
    /// The cuts of `core`, which has `count` characters, under which a name of `length` characters may be filed that is one
    /// edit away.
    pub(crate) fn of(core: &'a str, count: usize, length: usize) -> impl Iterator<Item = Self> {
        let head = length / 2;
        let cut = |at: Option<usize>| {
            let at = at.filter(|at| *at <= count)?;
            let byte = core.char_indices().nth(at).map_or(core.len(), |(byte, _)| byte);
            core.split_at_checked(byte)
        };
        let tail = cut(count.checked_sub(length - head));
        let head = cut(Some(head)).map(|(half, rest)| Cut {
            length,
            half,
            rest,
            is_head: true,
        });
        let tail = tail.map(|(rest, half)| Cut {
            length,
            half,
            rest,
            is_head: false,
        });
        [head, tail].into_iter().flatten()
    }

    pub(crate) fn plain(&self, room: &mut Room) -> u64 {
        self.key(if self.is_head { Role::Head } else { Role::Tail }, "", "", room)
    }

    pub(crate) fn hot(&self, room: &mut Room) -> u64 {
        let role = match self.is_head {
            true => Role::HotHead,
            false => Role::HotTail,
        };
        self.key(role, "", "", room)
    }

    /// The key of the half with the whole rest.
    pub(crate) fn whole(&self, room: &mut Room) -> u64 {
        self.key(self.detail(), self.rest, "", room)
    }

    /// The keys of the half with the rest but for one character, each in turn.
    pub(crate) fn left_out<'r>(&self, room: &'r mut Room) -> impl Iterator<Item = u64> + use<'a, 'r> {
        let cut = *self;
        cut.rest.char_indices().map(move |(at, c)| {
            let (before, behind) = (cut.rest.get(..at), cut.rest.get(at + c.len_utf8()..));
            cut.key(
                cut.detail(),
                before.unwrap_or_default(),
                behind.unwrap_or_default(),
                room,
            )
        })
    }

    fn detail(&self) -> Role {
        match self.is_head {
            true => Role::HeadDetail,
            false => Role::TailDetail,
        }
    }

    fn key(&self, role: Role, before: &str, behind: &str, Room(bytes): &mut Room) -> u64 {
        bytes.clear();
        bytes.push(self.length as u8);
        bytes.extend_from_slice(self.half.as_bytes());
        bytes.push(0);
        bytes.extend_from_slice(before.as_bytes());
        bytes.extend_from_slice(behind.as_bytes());
        seeded(role as u64, bytes)
    }
}

/// Keys with pointers to what they lead to. `cores` are cores, each with the pointer to its record.
#[cfg(feature = "build")]
pub(crate) fn entries(cores: &[(&str, u64)]) -> Vec<(u64, u64)> {
    use rustc_hash::FxHashMap as HashMap;
    let counted = || {
        let counted = cores
            .iter()
            .map(|(core, pointer)| (*core, core.chars().count(), *pointer));
        counted.filter(|(_, count, _)| (1..=LONGEST).contains(count))
    };
    let mut room = Room::default();
    let mut shared: HashMap<u64, u32> = HashMap::default();
    for (core, count, _) in counted() {
        for cut in Cut::of(core, count, count) {
            *shared.entry(cut.plain(&mut room)).or_default() += 1;
        }
    }
    let mut entries = Vec::new();
    for (core, count, pointer) in counted() {
        for cut in Cut::of(core, count, count) {
            let plain = cut.plain(&mut room);
            if shared.get(&plain).is_none_or(|count| *count <= HOT) {
                entries.push((plain, pointer));
            } else {
                entries.push((cut.hot(&mut room), 0));
                entries.push((cut.whole(&mut room), pointer));
                entries.extend(cut.left_out(&mut room).map(|key| (key, pointer)));
            }
        }
    }
    entries
}
