//! What holds for a whole register: how many rows came to what, which column was read as what, with what they were
//! compared, and what is to be said of every row.

use super::since::Earlier;
use super::tally::Tally;
use crate::files::Shown;
use crate::layout::{counted, grouped, padded, plain, wrapped};
use crate::terminal::{FAINT, STRONG, styled};
use crate::words;
use jrp_core::compare::Freshness;
use jrp_core::policy::Lang;
use jrp_core::query::Query;
use jrp_core::roster::{Roster, RosterSet};
use jrp_intake::{Subjects, TitledColumn};
use serde_json::json;
use std::path::{Path, PathBuf};

pub(super) struct Summary<'a> {
    /// The register and its answers
    pub(super) files: [&'a PathBuf; 2],
    pub(super) subjects: &'a Subjects,
    pub(super) rosters: &'a RosterSet<Vec<u8>>,
    pub(super) question: &'a Query,
    pub(super) tally: &'a Tally,
    /// An earlier answer, and its file
    pub(super) since: Option<(&'a Earlier, &'a Path)>,
}

/// How wide the text of a file is.
const FILE_WIDTH: usize = 110;

impl Summary<'_> {
    /// For a file: JSON where its name says so.
    pub(super) fn file(&self, path: Option<&Path>) -> String {
        let is_json = path
            .and_then(Path::extension)
            .is_some_and(|extension| extension.eq_ignore_ascii_case("json"));
        match is_json {
            true => format!("{:#}\n", self.json()),
            false => anstream::adapter::strip_str(&self.text(FILE_WIDTH)).to_string(),
        }
    }

    /// For people.
    pub(super) fn text(&self, width: usize) -> String {
        let lang = self.question.lang;
        let [_, out] = self.files;
        let rows = self.tally.rows();
        let rows = match lang {
            Lang::ZhCn => format!("{} 行", grouped(rows)),
            Lang::En => counted(rows, "row"),
        };
        let mut lines = vec![format!("{}  {rows}", styled(STRONG, &Shown(out).to_string()))];
        self.push_counts(&mut lines);
        self.push_columns(&mut lines);
        let mut fact = |what: [&'static str; 2], text: &str| {
            let what = lang.pick(what);
            lines.push(what.to_owned());
            let text = wrapped(text, width.saturating_sub(2));
            lines.extend(text.iter().map(|line| format!("  {line}")));
        };
        let [data, scope] = self.data_and_scope();
        fact(words::DATA, &plain(&data));
        fact(words::COMPARED, &plain(&scope));
        for prompt in self.tally.general() {
            fact(words::level(prompt.level), &plain(&prompt.text));
        }
        lines.iter().flat_map(|line| [line.as_str(), "\n"]).collect()
    }

    /// How many rows came to what.
    fn push_counts(&self, lines: &mut Vec<String>) {
        let lang = self.question.lang;
        for (outcome, count) in self.tally.found() {
            let meaning = lang.pick(words::outcome(outcome));
            let (code, count) = (padded(outcome.code(), 13), grouped(count));
            lines.push(format!("  {code}{count:>11}   {}", styled(FAINT, meaning)));
        }
        if self.tally.passed_over() > 0 {
            let count = self.tally.passed_over();
            lines.push(match lang {
                Lang::ZhCn => format!("合计、填报等行未比对：{} 行", grouped(count)),
                Lang::En => format!("totals and signatures, not compared: {}", counted(count, "row")),
            });
        }
        if let Some((earlier, path)) = self.since {
            let [changed, new, gone] = [earlier.changed, earlier.new, earlier.gone()].map(grouped);
            let path = plain(&Shown(path).to_string());
            lines.push(match lang {
                Lang::ZhCn => {
                    format!("与 {path} 相比：结果变化 {changed} 行，新增 {new} 行，不再出现 {gone} 行")
                }
                Lang::En => {
                    format!("since {path}: answered otherwise {changed}, new {new}, gone {gone}")
                }
            });
        }
    }

    /// Which column was read as what, and which look as if they should have been read.
    fn push_columns(&self, lines: &mut Vec<String>) {
        let lang = self.question.lang;
        lines.push(lang.pick(words::COLUMNS_READ).to_owned());
        for (column, read_as) in self.subjects.used() {
            let meaning = match lang {
                Lang::ZhCn => read_as.label(),
                Lang::En => read_as.code(),
            };
            lines.push(format!("  {:>3}  {} → {meaning}", column.position, column.title));
        }
        for (said, unused) in [
            (words::NUMBERS_NOT_READ, self.subjects.unused_numbers()),
            (words::NAMES_NOT_READ, self.subjects.unused_names()),
        ] {
            if !unused.is_empty() {
                lines.push(lang.pick(said).to_owned());
                let unused = unused.iter();
                lines.extend(unused.map(|column| format!("  {:>3}  {}", column.position, column.title)));
            }
        }
    }

    /// From when the data are and whose, and which lists they are.
    fn data_and_scope(&self) -> [String; 2] {
        let lang = self.question.lang;
        let freshness = self.freshness();
        let state = lang.pick(words::freshness(freshness.state));
        let (as_of, days) = (freshness.data_as_of, freshness.age_days);
        let (lists, records) = self.lists();
        let names: Vec<&str> = lists.iter().map(|(_, name)| *name).collect();
        let records = grouped(records);
        match lang {
            Lang::ZhCn => [
                format!(
                    "截至 {as_of}，距今 {days} 天，{state}；{}",
                    self.publishers("，第 ", " 期", "；")
                ),
                format!(
                    "{} 类名单，{records} 条有效记录：{}",
                    names.len(),
                    names.join("、")
                ),
            ],
            Lang::En => [
                format!(
                    "as of {as_of}, {} ago, {state}; {}",
                    counted(days, "day"),
                    self.publishers(", no. ", "", "; ")
                ),
                format!(
                    "{} lists, {records} live records: {}",
                    names.len(),
                    names.join(", ")
                ),
            ],
        }
    }

    fn json(&self) -> serde_json::Value {
        let [register, out] = self.files.map(|path| Shown(path).to_string());
        let freshness = self.freshness();
        let (lists, records) = self.lists();
        let outcomes: serde_json::Map<String, serde_json::Value> = self
            .tally
            .found()
            .map(|(outcome, count)| (outcome.code().to_owned(), count.into()))
            .collect();
        let columns = self.subjects.used().iter().map(|(column, read_as)| {
            json!({"column": column.position, "title": column.title, "readAs": read_as.code()})
        });
        let unused = |columns: &[TitledColumn]| -> Vec<serde_json::Value> {
            let columns = columns.iter();
            columns
                .map(|column| json!({"column": column.position, "title": column.title}))
                .collect()
        };
        let lists = lists
            .iter()
            .map(|(code, name)| json!({"code": code, "name": name}));
        let snapshots = self.rosters.rosters().map(|roster| {
            let info = roster.info();
            json!({
                "publisher": info.publisher,
                "sequence": info.sequence,
                "deltas": info.deltas,
                "digest": info.digest,
                "policy": info.policy,
            })
        });
        let mut snapshots: Vec<_> = snapshots.collect();
        let (key, snapshots) = match snapshots.len() {
            1 => ("snapshot", snapshots.remove(0)),
            _ => ("snapshots", snapshots.into()),
        };
        let since = self.since.map(|(earlier, path)| {
            let file = Shown(path).to_string();
            json!({"file": file, "changed": earlier.changed, "new": earlier.new, "gone": earlier.gone()})
        });
        let mut value = json!({
            "register": register,
            "out": out,
            "scenario": self.question.scenario,
            "on": self.question.on,
            "rows": self.tally.rows(),
            "outcomes": outcomes,
            "columns": columns.collect::<Vec<_>>(),
            "numbersNotRead": unused(self.subjects.unused_numbers()),
            "namesNotRead": unused(self.subjects.unused_names()),
            "prompts": self.tally.general(),
            "freshness": freshness,
            "compared": {"lists": lists.collect::<Vec<_>>(), "records": records},
            key: snapshots,
        });
        if let (Some(since), Some(value)) = (since, value.as_object_mut()) {
            value.insert("since".to_owned(), since);
        }
        if let (1.., Some(value)) = (self.tally.passed_over(), value.as_object_mut()) {
            value.insert("passedOver".to_owned(), self.tally.passed_over().into());
        }
        value
    }

    fn freshness(&self) -> Freshness {
        self.rosters.freshness(self.question.now)
    }

    /// Who published what was asked.
    fn publishers(&self, number: &str, behind: &str, between: &str) -> String {
        let headers = self.rosters.rosters().map(Roster::header);
        let each = headers.map(|header| format!("{}{number}{}{behind}", header.publisher, header.sequence));
        each.collect::<Vec<_>>().join(between)
    }

    /// The lists compared with, by code and name, and the records on them. A snapshot that has expired, or comes from the
    /// future, covers nothing beside one that does.
    fn lists(&self) -> (Vec<(&str, &str)>, u64) {
        let compared = self.rosters.compared(self.question.now);
        let named = |code: &String| {
            let list = self.rosters.list(code)?;
            Some((list.code.as_str(), list.name_in(self.question.lang)))
        };
        let lists = compared.lists.iter().filter_map(named);
        (lists.collect(), compared.records)
    }
}
