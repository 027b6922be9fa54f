//! Bytes of the page, copied in.

use crate::error::Failure;
use jrp_core::error::ErrorCode;
use js_sys::Uint8Array;

/// The content of an array; a failure where memory lacks, which must not end the module.
pub(crate) fn copy(array: &Uint8Array) -> Result<Vec<u8>, Failure> {
    let len = array.length() as usize;
    let mut bytes = Vec::new();
    bytes
        .try_reserve_exact(len)
        .map_err(|_| Failure::new(ErrorCode::SnapshotMalformed, format!("no memory for {len} bytes")))?;
    bytes.resize(len, 0);
    array.copy_to(&mut bytes);
    Ok(bytes)
}
