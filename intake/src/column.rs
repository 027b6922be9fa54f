//! The columns of a feed and their header words.

use core::fmt;

/// A column of a feed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Column {
    /// Which list the row is about
    ListKind,
    /// Organisation, person or sole trader
    SubjectKind,
    /// Name as published
    Name,
    /// Earlier names, separated by `|`
    FormerNames,
    /// How the identifier is to be read
    IdKind,
    /// Identifier, possibly masked
    Id,
    /// Number of the decision
    DocumentNo,
    /// Why the subject was listed
    Cause,
    /// Grade of the dishonest act
    Severity,
    /// Who decided
    Authority,
    /// Who sent the row
    SourceUnit,
    /// Date of the decision
    DecidedOn,
    /// Date of listing
    ListedOn,
    /// Date from which it counts, where later than the listing
    EffectiveFrom,
    /// Last day of publication
    PublishUntil,
    /// Last day of what was imposed, where it differs from the end of publication
    EffectiveUntil,
    /// State of the row
    Status,
    /// Law or document it rests on
    LegalBasis,
    /// Field of work
    Domain,
    /// Administrative division, six digits
    Region,
    /// The source's own number of the row
    RecordId,
}

/// Column, English header, Chinese header.
const TABLE: [(Column, &str, &str); 21] = [
    (Column::ListKind, "list_kind", "名单类型"),
    (Column::SubjectKind, "subject_kind", "主体类别"),
    (Column::Name, "name", "主体名称"),
    (Column::FormerNames, "former_names", "曾用名"),
    (Column::IdKind, "id_kind", "证件类型"),
    (Column::Id, "id", "证件号码"),
    (Column::DocumentNo, "document_no", "文书号"),
    (Column::Cause, "cause", "列入事由"),
    (Column::Severity, "severity", "失信等级"),
    (Column::Authority, "authority", "认定单位"),
    (Column::SourceUnit, "source_unit", "信源单位"),
    (Column::DecidedOn, "decided_on", "决定日期"),
    (Column::ListedOn, "listed_on", "列入日期"),
    (Column::EffectiveFrom, "effective_from", "生效日期"),
    (Column::PublishUntil, "publish_until", "公示截止日期"),
    (Column::EffectiveUntil, "effective_until", "处罚截止日期"),
    (Column::Status, "status", "状态"),
    (Column::LegalBasis, "legal_basis", "法律依据"),
    (Column::Domain, "domain", "重点领域"),
    (Column::Region, "region", "行政区划"),
    (Column::RecordId, "record_id", "记录编号"),
];

impl Column {
    /// How many columns there are.
    pub const COUNT: usize = TABLE.len();

    /// Every column, in the order of the documentation.
    pub fn all() -> impl Iterator<Item = Self> {
        TABLE.into_iter().map(|(column, ..)| column)
    }

    /// The English header, which is also the name in reports.
    pub fn code(self) -> &'static str {
        self.words().0
    }

    /// The Chinese header.
    pub fn label(self) -> &'static str {
        self.words().1
    }

    /// The column with this header, English or Chinese, already cleaned.
    pub(crate) fn from_header(header: &str) -> Option<Self> {
        TABLE
            .into_iter()
            .find(|(_, english, chinese)| header.eq_ignore_ascii_case(english) || header == *chinese)
            .map(|(column, ..)| column)
    }

    /// The three known headers most like this one, of both languages.
    pub(crate) fn closest(header: &str) -> [&'static str; 3] {
        let header: Vec<char> = header.to_lowercase().chars().take(64).collect();
        let mut known: Vec<_> = TABLE
            .iter()
            .flat_map(|(_, english, chinese)| [*english, *chinese])
            .map(|word| (distance(&header, word), word))
            .collect();
        known.sort();
        let mut nearest = known.into_iter().map(|(_, word)| word);
        [(); 3].map(|()| nearest.next().unwrap_or_default())
    }

    fn words(self) -> (&'static str, &'static str) {
        // The table lists every column once, in the order of the enum; a test says so.
        TABLE
            .get(self as usize)
            .map_or(("", ""), |(_, english, chinese)| (english, chinese))
    }
}

impl fmt::Display for Column {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.code(), self.label())
    }
}

/// Levenshtein distance, in hundredths of the longer word, so that words of both scripts compare.
fn distance(a: &[char], b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut costs: Vec<usize> = (0..=b.len()).collect();
    for (row, from) in a.iter().enumerate() {
        let mut diagonal = row;
        let mut left = row + 1;
        if let Some(first) = costs.first_mut() {
            *first = left;
        }
        for (cost, to) in costs.iter_mut().skip(1).zip(&b) {
            let change = diagonal + usize::from(from != to);
            diagonal = *cost;
            left = change.min(diagonal + 1).min(left + 1);
            *cost = left;
        }
    }
    costs.last().copied().unwrap_or_default() * 100 / a.len().max(b.len()).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_in_the_order_of_the_enum() {
        for (at, column) in Column::all().enumerate() {
            assert_eq!(column as usize, at);
            assert_eq!(Column::from_header(column.code()), Some(column));
            assert_eq!(Column::from_header(column.label()), Some(column));
        }
    }

    #[test]
    fn the_closest_headers_come_first() {
        assert_eq!(Column::closest("publish_untill")[0], "publish_until");
        assert_eq!(Column::closest("单位名称")[0], "主体名称");
        assert_eq!(Column::closest(""), Column::closest(""));
    }
}
