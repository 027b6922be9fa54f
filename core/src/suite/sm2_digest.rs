//! The number that an SM2 signature signs: `e = SM3(Z ‖ m)` of GB/T 32918.2-2016 sections 5.5 and 6.1.
//!
//! Signing and verifying leave this to the `sm2` crate; it is here for signing devices that are given `e`.

use super::Suite;
use super::public_key::SM2_SIGNER_ID;

/// a, b, xG, yG of GB/T 32918.5-2017, most significant byte first.
const CURVE: [u8; 128] = *b"\
\xff\xff\xff\xfe\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\x00\x00\x00\x00\xff\xff\xff\xff\xff\xff\xff\xfc\
\x28\xe9\xfa\x9e\x9d\x9f\x5e\x34\x4d\x5a\x9e\x4b\xcf\x65\x09\xa7\xf3\x97\x89\xf5\x15\xab\x8f\x92\xdd\xbc\xbd\x41\x4d\x94\x0e\x93\
\x32\xc4\xae\x2c\x1f\x19\x81\x19\x5f\x99\x04\x46\x6a\x39\xc9\x94\x8f\xe3\x0b\xbf\xf2\x66\x0b\xe1\x71\x5a\x45\x89\x33\x4c\x74\xc7\
\xbc\x37\x36\xa2\xf4\xf6\x77\x9c\x59\xbd\xce\xe3\x6b\x69\x21\x53\xd0\xa9\x87\x7c\xc6\x2a\x47\x40\x02\xdf\x32\xe5\x21\x39\xf0\xa0";

/// `e` for the key with this uncompressed point.
pub(super) fn of(point: &[u8; 65], message: &[u8]) -> [u8; 32] {
    let [_, coordinates @ ..] = point;
    let id = SM2_SIGNER_ID.as_bytes();
    let id_bits = (id.len() as u16 * 8).to_be_bytes();
    let z = Suite::Sm2Sm3.digest_of(&[&id_bits, id, &CURVE, coordinates]);
    Suite::Sm2Sm3.digest_of(&[&z, message])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::suite::testing::hex;

    /// GB/T 32918.5-2017 annex A.2.
    #[test]
    fn e_is_that_of_the_standard_s_example() {
        let point = hex(
            "0409f9df311e5421a150dd7d161e4bc5c672179fad1833fc076bb08ff356f35020\
             ccea490ce26775a52dc6ea718cc1aa600aed05fbf35e084a6632f6072da9ad13",
        );
        let e = hex::<32>("f0b43e94ba45accaace692ed534382eb17e6ab5a19ce7b31f4486fdfc0d28640");
        assert_eq!(of(&point, b"message digest"), e);
    }
}
