//! `links.csv`: official channels, by topic and region.

use super::code::coded;
use super::sheet::Sheet;
use super::{Lang, PolicyError, Tables, find};
use crate::order;

coded! {
    /// What a link is for.
    Topic {
        /// 官方查询
        OfficialQuery = "official-query",
        /// 政府采购查询
        ProcurementQuery = "procurement-query",
        /// 执行信息查询
        CourtQuery = "court-query",
        /// 企业信息查询
        EnterpriseQuery = "enterprise-query",
        /// 信用修复
        Repair = "repair",
        /// 异议
        Objection = "objection",
        /// 融资
        Loan = "loan",
    }
}

/// An official channel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// What it is for
    pub topic: Topic,
    /// 行政区划 (GB/T 2260, six digits); `None` is the whole nation
    pub region: Option<String>,
    /// Its name in Chinese
    pub name: String,
    /// Its name in English
    pub name_en: String,
    /// Its address, `http://` or `https://`
    pub url: String,
}

impl Link {
    /// Its name in the language.
    pub fn name_in(&self, lang: Lang) -> &str {
        lang.pick([&self.name, &self.name_en])
    }

    fn place(&self) -> (&str, &str) {
        (self.topic.code(), self.region.as_deref().unwrap_or_default())
    }
}

/// District, city, province, nation: the first that has a link.
pub(super) fn nearest<'a>(links: &'a [Link], topic: Topic, region: Option<&str>) -> Option<&'a Link> {
    let region = region
        .map(str::trim)
        .filter(|region| is_region(region))
        .unwrap_or_default();
    [(6, ""), (4, "00"), (2, "0000"), (0, "")]
        .into_iter()
        .find_map(|(digits, zeros)| {
            let wider = format!("{}{zeros}", region.get(..digits)?);
            find(links, |link| link.place().cmp(&(topic.code(), wider.as_str())))
        })
}

fn is_region(text: &str) -> bool {
    text.len() == 6 && text.bytes().all(|b| b.is_ascii_digit())
}

pub(super) fn read(tables: &Tables) -> Result<Vec<Link>, PolicyError> {
    let sheet = Sheet::open(tables, "links", &["topic", "region", "name", "name_en", "url"])?;
    let mut links = Vec::new();
    for (row, (_, region, _)) in sheet.unique_keys(&|row| Ok((row.text("topic"), row.text("region"), "")))? {
        if !region.is_empty() && !is_region(region) {
            return Err(row.malformed("region", "six digits of GB/T 2260, or nothing for the nation"));
        }
        let url = row.required("url")?;
        if !is_web_address(url) {
            return Err(row.malformed("url", "an address that begins with https:// or http://"));
        }
        links.push(Link {
            topic: row.coded("topic")?,
            region: Some(region)
                .filter(|region| !region.is_empty())
                .map(str::to_owned),
            name: row.required("name")?.to_owned(),
            name_en: row.required("name_en")?.to_owned(),
            url: url.to_owned(),
        });
    }
    order::sort_by(&mut links, |a, b| a.place().cmp(&b.place()));
    Ok(links)
}

/// Hosts put the address into a page: nothing but a web address, in plain characters, gets there.
fn is_web_address(url: &str) -> bool {
    let rest = url
        .strip_prefix("https://")
        .or_else(|| url.strip_prefix("http://"));
    // In front of an @ stands who asks, which looks like the host.
    let plain = |b: u8| b.is_ascii_graphic() && !b"\"'<>\\`{}|^@".contains(&b);
    rest.is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_alphanumeric()) && rest.bytes().all(plain))
}
