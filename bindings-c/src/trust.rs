//! Whose signatures count.

use crate::error::{Failure, jrp_error};
use crate::guard::guard;
use crate::input::{self, Sized1st};
use crate::text::jrp_text;
use core::ffi::c_char;
use core::mem::size_of;
use jrp_core::error::ErrorCode;
use jrp_core::trust::{Anchor, Quorum, TrustAnchors};
use jrp_host::read_text;

/// Whose signatures count. Opening copies what it needs, so it may be freed directly afterwards.
pub struct jrp_trust {
    pub(crate) anchors: TrustAnchors,
}

/// What a key may sign; flags.
#[repr(u32)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum jrp_role {
    /// Records
    Records = 1,
    /// Policy packs
    Policy = 2,
}

/// A public key and what it may speak for. Zero it, then set struct_size to sizeof(jrp_anchor).
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct jrp_anchor {
    /// sizeof(jrp_anchor)
    pub struct_size: usize,
    /// The public key: the content of a .pub file, or of several one behind the other
    pub public_key: jrp_text,
    /// The publisher it belongs to; absent for any
    pub publisher: jrp_text,
    /// Comma-separated GB/T 2260 prefixes of the regions it may publish for; absent for any
    pub regions: jrp_text,
    /// Comma-separated list kinds it may publish; absent for any
    pub list_kinds: jrp_text,
    /// Flags of jrp_role; 0 for all
    pub roles: u32,
    /// How many of the keys must sign; 0 for one
    pub threshold: u32,
}

// SAFETY: repr(C), begins with struct_size; pointers and integers only.
unsafe impl Sized1st for jrp_anchor {
    const FIRST: usize = size_of::<Self>();
    const NAME: &'static str = "jrp_anchor";
}

/// Trust as a text says it: a trust file, or the PEM blocks of one or several public keys, as `jrp keygen` writes to a
/// .pub file. A bare key may sign records and policy packs for any publisher.
///
/// # Safety
/// `text` is NULL or has `len` readable bytes; `trust` and `detail` are NULL or may be written.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn jrp_trust_new(
    text: *const c_char,
    len: usize,
    trust: *mut *mut jrp_trust,
    detail: *mut *mut jrp_error,
) -> crate::jrp_result {
    // SAFETY: as the caller promises.
    unsafe {
        guard(detail, || {
            let text = input::needed(jrp_text { data: text, len }, "text")?;
            let anchors = TrustAnchors::from_text(text)?;
            input::give(trust, jrp_trust { anchors })
        })
    }
}

/// The same from a file. The path is what fopen takes, in UTF-8 on Windows.
///
/// # Safety
/// `path` is NULL or has `len` readable bytes; `trust` and `detail` are NULL or may be written.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn jrp_trust_new_file(
    path: *const c_char,
    len: usize,
    trust: *mut *mut jrp_trust,
    detail: *mut *mut jrp_error,
) -> crate::jrp_result {
    // SAFETY: as the caller promises.
    unsafe {
        guard(detail, || {
            let path = input::path(jrp_text { data: path, len }, "path")?;
            let anchors = TrustAnchors::from_text(&read_text(path)?)?;
            input::give(trust, jrp_trust { anchors })
        })
    }
}

/// Trust that says which key may speak for whom, and refuses snapshots below a sequence (the guard against rollback; 0
/// for none).
///
/// # Safety
/// `anchors` is NULL or points to `count` structs; `trust` and `detail` are NULL or may be written.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn jrp_trust_new_anchors(
    anchors: *const jrp_anchor,
    count: usize,
    minimum_sequence: u64,
    trust: *mut *mut jrp_trust,
    detail: *mut *mut jrp_error,
) -> crate::jrp_result {
    // SAFETY: as the caller promises.
    unsafe {
        guard(detail, || {
            let anchors = input::structures(anchors, count, input::ITEMS_MAX)?;
            let anchors = anchors
                .map(|anchor| read_anchor(&anchor?))
                .collect::<Result<Vec<_>, _>>()?;
            let anchors = TrustAnchors::new(anchors)?.with_minimum_sequence(minimum_sequence);
            input::give(trust, jrp_trust { anchors })
        })
    }
}

/// The same trust, but nothing with a lower sequence is accepted, whoever signed it: the guard against rollback. Pass the
/// highest sequence you have opened, which jrp_roster_info tells. The old trust stays as it is.
///
/// # Safety
/// `trust` is NULL or live; `newer` and `detail` are NULL or may be written.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn jrp_trust_with_minimum_sequence(
    trust: *const jrp_trust,
    minimum_sequence: u64,
    newer: *mut *mut jrp_trust,
    detail: *mut *mut jrp_error,
) -> crate::jrp_result {
    // SAFETY: as the caller promises.
    unsafe {
        guard(detail, || {
            let anchors = input::handle(trust, "trust")?.anchors.clone();
            let anchors = anchors.with_minimum_sequence(minimum_sequence);
            input::give(newer, jrp_trust { anchors })
        })
    }
}

/// Frees trust; NULL is fine. Rosters opened with it stay open.
///
/// # Safety
/// `trust` is NULL or live, and is not used afterwards.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn jrp_trust_free(trust: *mut jrp_trust) {
    // SAFETY: as the caller promises.
    unsafe { input::free(trust) }
}

fn invalid(text: &str) -> Failure {
    Failure::new(ErrorCode::TrustInvalid.into(), text)
}

/// # Safety
/// The texts' bytes are readable.
unsafe fn read_anchor(anchor: &jrp_anchor) -> Result<Anchor, Failure> {
    const BOTH: u32 = jrp_role::Records as u32 | jrp_role::Policy as u32;
    // SAFETY: as the caller promises, for each of them.
    let (pem, publisher, regions, list_kinds) = unsafe {
        (
            input::needed(anchor.public_key, "jrp_anchor.public_key")?,
            input::text(anchor.publisher, "jrp_anchor.publisher")?,
            input::text(anchor.regions, "jrp_anchor.regions")?,
            input::text(anchor.list_kinds, "jrp_anchor.list_kinds")?,
        )
    };
    if anchor.roles & !BOTH != 0 {
        return Err(invalid("jrp_anchor.roles takes flags of jrp_role"));
    }
    let roles = if anchor.roles == 0 { BOTH } else { anchor.roles };
    let items = |text: &str| {
        text.split(',')
            .map(|item| item.trim().to_owned())
            .collect::<Vec<_>>()
    };
    let quorum = Quorum::new(
        TrustAnchors::public_keys_from_text(pem)?,
        anchor.threshold.max(1) as usize,
    );
    Ok(Anchor {
        quorum: quorum.map_err(|error| invalid(&error.to_string()))?,
        publisher: publisher.map(str::to_owned),
        regions: regions.map(items),
        list_kinds: list_kinds.map(items),
        records: roles & jrp_role::Records as u32 != 0,
        policy: roles & jrp_role::Policy as u32 != 0,
        minimum_sequence: 0,
    })
}
