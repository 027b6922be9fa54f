//! A consortium in a tender: one question for all members, about the day of the cut-off, by names and by other numbers.
//!
//! `cargo run -p jrp-core --example consortium`

use jrp_core::{Condition, IdKind, Lang, Open, Query, SubjectQuery, Timestamp, TrustAnchors};
use std::error::Error;
use std::fs;

fn main() -> Result<(), Box<dyn Error>> {
    let golden = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/golden/v1-sm2-sm3");
    let trust: TrustAnchors = fs::read_to_string(format!("{golden}.pub"))?.parse()?;
    let roster = Open::new(&trust).open(fs::read(format!("{golden}.jrp"))?)?;

    let now: Timestamp = "2026-11-22T09:00:00+08:00".parse()?;
    let query = Query::new("ZFCG", now)
        .name("某某建设集团有限公司")
        .credit_code("91320507MA1QF7RX58")
        .member(SubjectQuery::default().id(IdKind::OrgCode, "71526726-X"))
        .conditions([Condition::Document])
        .on("2026-12-01".parse::<jrp_core::Date>()?)
        .lang(Lang::En);
    let answer = roster.check(&query)?;

    println!("{}", answer.outcome.code());
    for finding in &answer.findings {
        let member = &answer.subjects[finding.subject];
        let name = member.name.as_deref().or(member.id.as_deref()).unwrap_or("?");
        println!("{name}: {} ({})", finding.list.code, finding.list.name);
    }
    println!("{}", answer.to_json());
    Ok(())
}
