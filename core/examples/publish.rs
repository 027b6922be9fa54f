//! What a publisher does: records become a signed snapshot, and the records of the next day a delta on it.
//!
//! `cargo run -p jrp-core --features build --example publish`

use jrp_core::executor::Sequential;
use jrp_core::policy::PolicyPack;
use jrp_core::record::{Record, Status};
use jrp_core::snapshot::Audience;
use jrp_core::subject::Identifier;
use jrp_core::suite::{SigningKey, Suite};
use jrp_core::writer::{Builder, Options};
use jrp_core::{Date, IdKind, Open, Query, SubjectKind, Timestamp, TrustAnchors};
use std::error::Error;

fn main() -> Result<(), Box<dyn Error>> {
    let pack = PolicyPack::builtin()?;
    // A real key comes from `jrp keygen`, or stays in a device that signs.
    let key = SigningKey::from_seed(Suite::Sm2Sm3, &[7; 32])?;
    let today: Date = "2026-11-21".parse()?;
    let records = [record("苏州示例科技有限公司", "91320507MA1QF7RX58", today)?];

    let mut builder = Builder::new(&pack, options(1, today), None)?;
    for record in &records {
        builder.push(record)?;
    }
    let base = builder.finish(&Sequential)?.snapshot.sign(&key);
    let trust = TrustAnchors::from_public_keys([key.public()]);
    let roster = Open::new(&trust).open(base.clone())?;

    // The next day nobody is listed any more. The builder is told the whole new state, here no record.
    let tomorrow = today.next();
    let builder = Builder::upon(&roster, &pack, options(2, tomorrow), None, &Sequential)?;
    let built = builder.finish(&Sequential)?;
    println!("{:?}", built.changes);
    let delta = built.snapshot.sign(&key);
    println!("a base of {} bytes, a delta of {} bytes", base.len(), delta.len());

    let newer = Open::new(&trust).deltas([delta]).upon(&roster)?;
    let query = Query::new("ZFCG", Timestamp::start_of(tomorrow)).credit_code("91320507MA1QF7RX58");
    for roster in [&roster, &newer] {
        println!(
            "no. {}: {}",
            roster.header().sequence,
            roster.check(&query)?.outcome.code()
        );
    }
    Ok(())
}

fn record(name: &str, code: &str, listed_on: Date) -> Result<Record, Box<dyn Error>> {
    let mut record = Record::new(
        "BK-ZFCGSX",
        SubjectKind::Org,
        "苏州市财政局",
        listed_on,
        Status::Active,
    );
    record.id = Some(Identifier::parse(IdKind::Uscc, code)?);
    record.name = Some(name.into());
    record.document_no = Some("苏财购罚〔2026〕3号".into());
    record.cause = Some("提供虚假材料谋取中标".into());
    record.decided_on = Some(listed_on);
    record.publish_until = listed_on.plus_months(36);
    record.legal_basis = Some("政府采购法第77条".into());
    record.region = Some("320500".into());
    Ok(record)
}

fn options(sequence: u64, day: Date) -> Options {
    let mut options = Options::new(
        Suite::Sm2Sm3,
        Audience::Government,
        "示例区信用办",
        sequence,
        Timestamp::start_of(day),
    );
    options.region = "320507".into();
    options.data_as_of = day;
    options.next_update = Timestamp::start_of(day.next().next());
    options.expires_at = Timestamp::start_of(day.plus_months(1).unwrap_or(day));
    options.covers = ["BK-SXBZXR", "BK-ZDSSWF", "BK-ZFCGSX"].map(str::to_owned).into();
    options
}
