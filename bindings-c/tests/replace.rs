//! A key for one list cannot make a C host drop another by a base of its own (decision 0026).

use jrp::*;
use jrp_core::date::{Date, Timestamp};
use jrp_core::executor::Sequential;
use jrp_core::policy::PolicyPack;
use jrp_core::snapshot::Audience;
use jrp_core::suite::{SigningKey, Suite};
use jrp_core::writer::{Builder, Options};
use std::ptr::{null, null_mut};

const SUITE: Suite = Suite::Ed25519Blake3;

fn base(lists: &[&str], sequence: u64, key: &SigningKey) -> Vec<u8> {
    let day = Date::parse("2026-11-21").unwrap();
    let mut options = Options::new(
        SUITE,
        Audience::Government,
        "江州市云澜区信用办",
        sequence,
        Timestamp::start_of(day),
    );
    options.region = "329902".into();
    options.data_as_of = day;
    options.next_update = Timestamp::start_of(day.next());
    options.expires_at = Timestamp::start_of(day.next().next());
    options.covers = lists.iter().map(|code| (*code).to_owned()).collect();
    let pack = PolicyPack::builtin().unwrap();
    let builder = Builder::new(&pack, options, None).unwrap();
    builder.finish(&Sequential).unwrap().snapshot.sign(key)
}

fn open(bytes: &[u8], trust: *const jrp_trust) -> *mut jrp_roster {
    let mut roster = null_mut();
    // SAFETY: the bytes are readable, the trust is live, the roster may be written.
    let result = unsafe {
        jrp_roster_open(
            bytes.as_ptr(),
            bytes.len(),
            trust,
            null(),
            &mut roster,
            null_mut(),
        )
    };
    assert_eq!(result, jrp_result::Ok);
    roster
}

#[test]
fn a_base_may_leave_out_only_lists_of_its_own_signers() {
    let owner = SigningKey::from_seed(SUITE, &[1; 32]).unwrap();
    let clerk = SigningKey::from_seed(SUITE, &[2; 32]).unwrap();
    let anchors = format!(
        "jrp-trust 1\n\nanchor\npublisher *\nroles records policy\n{}\nanchor\npublisher *\nroles records policy\nlists BK-ZFCGSX\n{}",
        owner.public().to_pem(),
        clerk.public().to_pem()
    );
    let mut trust = null_mut();
    // SAFETY: the text is readable, the handle may be written.
    let result = unsafe { jrp_trust_new(anchors.as_ptr().cast(), anchors.len(), &mut trust, null_mut()) };
    assert_eq!(result, jrp_result::Ok);

    let before = open(&base(&["BK-ZFCGSX", "BK-ZDSSWF"], 1, &owner), trust);
    let owners = open(&base(&["BK-ZFCGSX"], 2, &owner), trust);
    let clerks = open(&base(&["BK-ZFCGSX"], 3, &clerk), trust);
    // SAFETY: all handles are live, and freed once.
    unsafe {
        let judge = |roster, before, trust| {
            let mut detail = null_mut();
            let result = jrp_roster_may_replace(roster, before, trust, &mut detail);
            assert_eq!(detail.is_null(), result == jrp_result::Ok);
            jrp_error_free(detail);
            result
        };
        assert_eq!(judge(owners, before, trust), jrp_result::Ok);
        assert_eq!(judge(clerks, before, trust), jrp_result::SignerNotEntitled);
        assert_eq!(judge(clerks, owners, trust), jrp_result::Ok);
        for (roster, before, trust) in [
            (null_mut(), before, trust),
            (owners, null_mut(), trust),
            (owners, before, null_mut()),
        ] {
            assert_eq!(judge(roster, before, trust), jrp_result::NullPointer);
        }
        for roster in [before, owners, clerks] {
            jrp_roster_free(roster);
        }
        jrp_trust_free(trust);
    }
}
