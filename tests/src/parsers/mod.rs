//! Every parser of foreign bytes as one function of bytes, which must come back whatever it is given. The fuzz targets of
//! `fuzz/` call these, and so does a test on every machine, with the corpora and with seeded alterations of good inputs.

mod good;
mod workbook;

use jrp_core::date::Date;
use jrp_core::manifest::UnverifiedManifest;
use jrp_core::policy::{Policy, PolicyPack, Tables};
use jrp_core::snapshot::UnverifiedSnapshot;
use jrp_core::subject::{CitizenIds, CreditCode, IdKind, Identifier, OrgCode, OwnNumber, name};
use jrp_core::suite::{PersonKey, PublicKey, Signature, SigningKey};
use jrp_core::trust::TrustAnchors;
use jrp_intake::{Audience, FeedError, Options, Register, Report, read_feed};
use std::cell::RefCell;
use std::mem::swap;
use std::sync::LazyLock;

/// A parser and some bytes that it takes.
pub struct Target {
    /// The name of the fuzz target and of its corpus
    pub name: &'static str,
    /// What is done with bytes
    pub run: fn(&[u8]),
    /// Good inputs to begin with
    pub good: fn() -> Vec<Vec<u8>>,
}

/// All of them. Snapshots and deltas behind the signature are `open_check`, which goes through the C library.
pub const TARGETS: [Target; 9] = [
    Target {
        name: "header",
        run: header,
        good: good::snapshots,
    },
    Target {
        name: "manifest",
        run: manifest,
        good: good::manifests,
    },
    Target {
        name: "trust",
        run: trust,
        good: good::trust_files,
    },
    Target {
        name: "policy",
        run: policy,
        good: good::tables,
    },
    Target {
        name: "feed",
        run: feed,
        good: good::feeds,
    },
    Target {
        name: "workbook",
        run: |bytes| workbook::packed(bytes).iter().for_each(|file| feed(file)),
        good: workbook::good,
    },
    Target {
        name: "register",
        run: register,
        good: good::registers,
    },
    Target {
        name: "keys",
        run: keys,
        good: good::keys,
    },
    Target {
        name: "subject",
        run: subject,
        good: good::subjects,
    },
];

/// The default policy pack with little of its text and few of its rows: files that hold it are small.
pub fn small_pack() -> PolicyPack {
    PolicyPack::new(SMALL_PACK.clone()).expect("a pack")
}

/// The target of this name.
pub fn target(name: &str) -> Option<&'static Target> {
    TARGETS.iter().find(|target| target.name == name)
}

/// Runs the target of this name.
pub fn run(name: &str, bytes: &[u8]) {
    (target(name).expect("a target").run)(bytes);
}

static POLICY: LazyLock<Policy> = LazyLock::new(|| good::policy(&SMALL_PACK));
static KEY: LazyLock<SigningKey> = LazyLock::new(good::key);
static TRUST: LazyLock<TrustAnchors> = LazyLock::new(|| TrustAnchors::from_public_keys([KEY.public()]));
static SMALL_PACK: LazyLock<Tables> = LazyLock::new(good::small_tables);

/// A file of which nothing is proven: what `inspect` shows of it.
fn header(bytes: &[u8]) {
    let Ok(snapshot) = UnverifiedSnapshot::parse(bytes) else {
        return;
    };
    let _ = (snapshot.digest(), snapshot.signers(), snapshot.sections());
    let _ = snapshot.policy().map(|policy| policy.is_some());
    let _ = (snapshot.organisation_changes(), snapshot.has_possible_names());
}

/// A manifest as it comes, and as a publisher would sign it.
fn manifest(bytes: &[u8]) {
    let read = |file: &[u8]| {
        let Ok(manifest) = UnverifiedManifest::parse(file) else {
            return false;
        };
        // Exactly one text says one manifest.
        assert_eq!(
            manifest.claims().message().ok().as_deref(),
            Some(manifest.message())
        );
        manifest.verify(&TRUST, None).is_ok()
    };
    read(bytes);
    let signed = UnverifiedManifest::parse(bytes)
        .and_then(|manifest| manifest.with_signature(Signature::by(&KEY, manifest.message())));
    if let Ok(signed) = signed {
        assert!(read(&signed), "a manifest that was read can be signed");
    }
}

fn trust(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let _ = TrustAnchors::public_keys_from_text(&text);
    if let Ok(trust) = TrustAnchors::from_text(&text) {
        assert!(
            !trust.anchors().is_empty(),
            "a trust file without keys trusts nobody"
        );
    }
}

/// The first byte says which table of the pack the rest takes the place of.
fn policy(bytes: &[u8]) {
    thread_local! {
        /// The others are read once.
        static TABLES: RefCell<Tables> = RefCell::new(SMALL_PACK.clone());
    }
    let Some((which, text)) = bytes.split_first() else {
        return;
    };
    let text = String::from_utf8_lossy(text);
    TABLES.with_borrow_mut(|tables| {
        let count = tables.tables.len();
        let table = &mut tables.tables[usize::from(*which) % count];
        let Ok(mut read) = Tables::from_csv(&[(&format!("{}.csv", table.name), &text)]) else {
            return;
        };
        let place = read.tables.first_mut().expect("the table");
        swap(place, table);
        let _ = Policy::from_tables(tables);
        swap(place, &mut tables.tables[usize::from(*which) % count]);
    });
}

/// For the government or the public, as the length of the feed is even or odd.
fn feed(bytes: &[u8]) {
    let audience = match bytes.len() % 2 {
        0 => Audience::Government,
        _ => Audience::Public,
    };
    let mut options = Options::new(good::day(), audience);
    options.person_key_given = audience == Audience::Government;
    let mut report = Report::default();
    let read = read_feed::<FeedError>("f", bytes, &POLICY, &options, &mut report, &mut |_, _| Ok(()));
    let left_out: u64 = report.left_out().map(|(_, count)| count).sum();
    let counted = report.loaded() + report.refused() + left_out;
    assert!(
        read.is_err() || counted == report.read(),
        "every row is accounted for"
    );
}

fn register(bytes: &[u8]) {
    let Ok(mut register) = Register::open("r", bytes) else {
        return;
    };
    let subjects = register.subjects().clone();
    let width = register.header().cells().count();
    while let Ok(Some(row)) = register.next_row() {
        assert_eq!(row.cells().count(), width);
        let _ = subjects.read(&row);
    }
}

/// Keys as PEM, and as what stands in a PEM.
fn keys(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let mut texts = vec![text.into_owned()];
    let base64 = good::base64(bytes);
    let labels = ["PRIVATE KEY", "PUBLIC KEY", "JRP PERSON KEY"];
    texts.extend(labels.map(|label| format!("-----BEGIN {label}-----\n{base64}\n-----END {label}-----\n")));
    // A signature costs as much as some hundred texts that are not a key.
    let is_chosen = bytes
        .iter()
        .fold(0_u8, |sum, byte| sum.wrapping_add(*byte))
        .is_multiple_of(16);
    for text in texts {
        if let Ok(key) = PublicKey::from_pem(&text) {
            assert_eq!(
                PublicKey::from_pem(&key.to_pem()).map(|key| key.id()),
                Ok(key.id())
            );
            let _ = is_chosen && key.verify(b"message", &[7; 64]);
        }
        if let Ok(key) = SigningKey::from_pem(&text)
            && is_chosen
        {
            assert!(key.public().verify(b"message", &key.sign(b"message")));
        }
        let _ = PersonKey::from_pem(&text).map(|key| key.to_pem());
    }
}

/// What people type and cells hold.
fn subject(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    for kind in IdKind::ALL {
        if let Ok(id) = Identifier::parse(kind, &text) {
            assert_eq!(
                Identifier::parse(kind, id.value()).as_ref(),
                Ok(&id),
                "reading again changes nothing"
            );
            let _ = (id.hints(), id.warnings(), id.masked_for_display());
        }
    }
    let _ = (CreditCode::parse(&text).is_ok(), OrgCode::parse(&text).is_ok());
    let folded = name::fold(&text);
    assert_eq!(name::fold(&folded), folded);
    let _ = (
        name::key(&text),
        name::branch_parent(&text).is_some(),
        name::may_be_person(&text),
    );
    let ids = CitizenIds::on(good::day());
    let found = ids.are_in(&text);
    assert!(!found || CitizenIds::may_be_in(&text), "an id is a long number");
    let _ = (
        ids.are_in_number(&text),
        ids.are_in_reference(&text, OwnNumber::default),
    );
    let shown = jrp_core::unseen::reveal(&text);
    assert!(!shown.chars().any(jrp_core::unseen::is_unseen));
    let json = jrp_core::json::to_json(&*text);
    assert_eq!(
        serde_json::from_str::<String>(&json).ok().as_deref(),
        Some(&*text)
    );
    let _ = Date::parse(&text);
}
