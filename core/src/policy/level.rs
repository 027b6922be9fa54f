//! Packs of several levels: what a lower one may not say (R-001-08; 国办发〔2020〕49号).

use super::code::coded;
use super::{Effect, Measure, Policy, PolicyError, PolicyPack, PolicyProblem, Strength, measure};

coded! {
    /// Whose pack it is. Rules of a higher level prevail.
    Level {
        /// 国家
        Nation = "nation",
        /// 省、自治区、直辖市
        Province = "province",
        /// 设区的市
        City = "city",
        /// 区、县
        District = "district",
    }
}

// A pack that does not say is the nation's.
#[expect(
    clippy::derivable_impls,
    reason = "the macro that writes the enum derives no default"
)]
impl Default for Level {
    fn default() -> Self {
        Self::Nation
    }
}

impl PolicyPack {
    /// The cells of this pack that are stricter than the pack above allows: a measure that takes rights away rests on a law or
    /// regulation, locally on a 地方性法规, so a stricter cell of a lower level must cite one.
    ///
    /// Each fault names file, row and column.
    pub fn faults_under(&self, above: &Policy) -> Result<Vec<PolicyError>, PolicyError> {
        if self.level() <= above.level() {
            return Ok(Vec::new());
        }
        let sheet = measure::sheet(self.tables())?;
        let mut faults = Vec::new();
        for row in sheet.rows() {
            let (list, scenario, role) = (row.text("list"), row.text("scenario"), row.text("role"));
            let cells = self.measures_of(list, scenario).iter();
            let Some(cell) = cells
                .clone()
                .find(|cell| cell.role.map_or("", |role| role.code()) == role)
            else {
                continue;
            };
            let legacy = |pack: &Policy| pack.list(list).is_some_and(|list| list.scope.is_legacy());
            let ours = reach(cell, legacy(self));
            let theirs = above.measures_of(list, scenario).iter();
            let theirs = theirs
                .filter(|other| other.role.is_none() || other.role == cell.role)
                .map(|other| reach(other, legacy(above)))
                .min();
            let stricter = ours.0 <= Effect::Restrict && theirs.is_none_or(|theirs| ours < theirs);
            if stricter && !cites_local_regulation(&cell.basis) {
                let above = theirs.map_or("nothing", |(effect, _)| effect.code());
                let problem = PolicyProblem::StricterThanAbove {
                    effect: ours.0.code(),
                    above,
                };
                faults.push(row.refuse("basis", problem));
            }
        }
        Ok(faults)
    }
}

/// The strictest that a cell can give, and how firmly; the strictest first.
fn reach(cell: &Measure, legacy: bool) -> (Effect, Strength) {
    let capped = !cell.enabled
        || legacy
        || !cell.verified.holds()
        || matches!(cell.strength, Strength::May | Strength::Reference);
    let effect = if capped {
        cell.effect.max(Effect::Review)
    } else {
        cell.effect
    };
    (effect, cell.strength)
}

/// Whether one of the instruments named is a regulation of a province, autonomous area, city or special zone: 江苏省社会信用条例.
fn cites_local_regulation(basis: &str) -> bool {
    basis.split(['；', ';']).any(|instrument| {
        let Some((before, _)) = instrument.split_once("条例") else {
            return false;
        };
        let city = before.match_indices('市').any(|(at, _)| {
            let place = before.get(..at).unwrap_or_default();
            // 城市 is a word of national regulations, no place.
            let behind = before.get(at + '市'.len_utf8()..).unwrap_or_default();
            !place.is_empty() && !place.ends_with('城') && !behind.starts_with('场')
        });
        if instrument.contains("征求意见") || instrument.contains("草案") {
            return false;
        }
        city || ["省", "自治区", "自治州", "自治县", "经济特区"]
            .iter()
            .any(|word| before.contains(word))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::policy::Tables;

    #[test]
    fn local_regulations_are_told_from_national_ones_and_from_notices() {
        for local in [
            "江苏省社会信用条例第30条",
            "深圳经济特区社会信用条例第64条",
            "公司法第178条；上海市社会信用条例第28条",
            "延边朝鲜族自治州社会信用条例",
        ] {
            assert!(cites_local_regulation(local), "{local}");
        }
        for other in [
            "保障农民工工资支付条例第48条第1款",
            "城市房地产开发经营管理条例",
            "中华人民共和国市场主体登记管理条例第1条",
            "江苏省社会信用条例（征求意见稿）",
            "苏州市信用办〔2020〕1号",
            "江苏省社会信用管理办法",
            "",
        ] {
            assert!(!cites_local_regulation(other), "{other}");
        }
    }

    fn pack(change: impl FnOnce(&mut Tables)) -> PolicyPack {
        let mut tables = Tables::builtin().unwrap();
        change(&mut tables);
        PolicyPack::new(tables).unwrap()
    }

    fn set(tables: &mut Tables, table: &str, keys: &[&str], column: &str, value: &str) {
        let table = tables.tables.iter_mut().find(|have| have.name == table).unwrap();
        let at = table.header.iter().position(|name| name == column).unwrap();
        let row = table
            .rows
            .iter_mut()
            .find(|row| row.iter().zip(keys).all(|(a, b)| a == b));
        row.unwrap()[at] = value.to_owned();
    }

    fn district(tables: &mut Tables) {
        let pack = tables.tables.iter_mut().find(|have| have.name == "pack").unwrap();
        pack.rows.push(vec!["level".into(), "district".into()]);
    }

    #[test]
    fn a_district_is_not_stricter_than_the_law_above_unless_a_local_regulation_says_so() {
        let nation = pack(|_| ());
        let stricter = |basis: &str| {
            let policy = pack(|tables| {
                district(tables);
                for (column, value) in [("effect", "prohibit"), ("verified", "yes"), ("basis", basis)] {
                    set(tables, "measures", &["BK-AQSC", "PYPX"], column, value);
                }
            });
            assert_eq!(policy.level(), Level::District);
            let faults = policy.faults_under(&nation).unwrap();
            faults.iter().map(ToString::to_string).collect::<Vec<_>>()
        };
        assert_eq!(
            stricter("样本区信用办〔2026〕1号"),
            [
                "measures.csv row 2, column basis: the cell can prohibit where the pack above it gives review at most; cite the local regulation \
              (地方性法规) it rests on, or make it milder"
            ]
        );
        assert_eq!(stricter("江苏省社会信用条例第30条"), [""; 0]);
    }

    #[test]
    fn a_pack_like_the_one_above_or_milder_has_no_fault() {
        let nation = pack(|_| ());
        let same = pack(district);
        assert_eq!(same.faults_under(&nation), Ok(Vec::new()));
        let milder = pack(|tables| {
            district(tables);
            set(tables, "measures", &["BK-ZFCGSX", "ZFCG"], "effect", "review");
        });
        assert_eq!(milder.faults_under(&nation), Ok(Vec::new()));
        // The nation's own pack is above none.
        assert_eq!(nation.faults_under(&same), Ok(Vec::new()));
    }
}
