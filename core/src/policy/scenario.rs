//! `scenarios.csv`: where the question is asked.

use super::sheet::Sheet;
use super::{Lang, ListKind, PolicyError, Tables};
use crate::order;

/// 应用场景, such as government procurement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scenario {
    /// `ZFCG` …
    pub code: String,
    /// Its name in Chinese
    pub name: String,
    /// Its name in English
    pub name_en: String,
    /// Lists that must be covered before the answer can be `clear`, in the pack's order
    pub required_lists: Vec<String>,
    /// Law or document that requires them
    pub required_basis: Option<String>,
}

impl Scenario {
    /// Its name in the language.
    pub fn name_in(&self, lang: Lang) -> &str {
        lang.pick([&self.name, &self.name_en])
    }
}

pub(super) fn read(tables: &Tables, lists: &[ListKind]) -> Result<Vec<Scenario>, PolicyError> {
    let columns = ["code", "name", "name_en", "required_lists", "required_basis"];
    let sheet = Sheet::open(tables, "scenarios", &columns)?;
    let mut scenarios = Vec::new();
    for (row, code) in sheet.unique(|row| row.key("code"))? {
        let required_lists: Vec<String> = row.parts("required_lists").map(str::to_owned).collect();
        let unknown = |required: &&String| !lists.iter().any(|list| list.code == **required);
        if let Some(required) = required_lists.iter().find(unknown) {
            return Err(row.not_in("required_lists", required, "lists.csv"));
        }
        let required_basis = match required_lists.is_empty() {
            true => Some(row.text("required_basis")).filter(|text| !text.is_empty()),
            false => Some(row.basis("required_basis")?),
        };
        scenarios.push(Scenario {
            code: code.to_owned(),
            name: row.required("name")?.to_owned(),
            name_en: row.required("name_en")?.to_owned(),
            required_lists,
            required_basis: required_basis.map(str::to_owned),
        });
    }
    order::sort_by(&mut scenarios, |a, b| a.code.cmp(&b.code));
    Ok(scenarios)
}
