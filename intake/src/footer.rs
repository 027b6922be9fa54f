//! Rows of a table that are not rows of its list: totals, signatures, the numbers of the columns, the header again.

use crate::cells::Cells;
use crate::header::header_word;
use crate::lists::Lists;
use crate::register::is_like_id;
use crate::word;
use crate::{Column, clean};
use jrp_core::subject::name::may_be_person;
use jrp_core::subject::{IdKind, Identifier};

/// How such rows begin.
const BEGINNINGS: [&str; 36] = [
    "合计",
    "总计",
    "小计",
    "共计",
    "总数",
    "填报",
    "填表",
    "制表",
    "审核",
    "复核",
    "经办人",
    "负责人",
    "单位负责人",
    "联系",
    "备注",
    "注：",
    "注:",
    "说明",
    "Total",
    "total",
    "本页小计",
    "本页合计",
    "以上共",
    "以下空白",
    "报送单位",
    "抄送：",
    "抄送:",
    "数据来源",
    "日期：",
    "日期:",
    "附：",
    "附:",
    "单位盖章",
    "单位（盖章）",
    "单位(盖章)",
    "（盖章）",
];

/// Cells that a signature may fill beside its first.
const FEW: usize = 4;

/// Who signs: the organisation behind such a word is not a subject of the table.
const SIGNERS: [&str; 8] = [
    "填报单位",
    "填表单位",
    "制表单位",
    "审核单位",
    "报送单位",
    "主管单位",
    "复核单位",
    "经办单位",
];

/// How names of subjects end in the midst of a text.
const WITHIN: [&str; 8] = [
    "有限公司",
    "有限责任公司",
    "股份公司",
    "集团公司",
    "合伙企业",
    "独资企业",
    "合作社",
    "事务所",
];

/// How they end where the text does too.
const AT_THE_END: [&str; 5] = ["厂", "店", "商行", "经营部", "服务部"];

/// How texts begin that speak of all subjects of the table.
const OF_ALL: [&str; 7] = ["以上", "上述", "各", "本", "该", "所有", "全部"];

/// Characters that a name has before its ending, at least.
const BEFORE: usize = 4;

/// Digits of a column's number.
const SHORT: usize = 3;

/// How names of organisations and sole traders end.
const ORGANISATIONS: [&str; 23] = [
    "学",
    "公司",
    "企业",
    "厂",
    "店",
    "部",
    "社",
    "中心",
    "院",
    "所",
    "行",
    "馆",
    "坊",
    "场",
    "会",
    "校",
    "园",
    "铺",
    "户",
    "站",
    "局",
    "合伙)",
    "合伙）",
];

pub(crate) fn is_footer(cells: &Cells<'_>, lists: &Lists<'_>) -> bool {
    let filled: Vec<_> = cells.filled_cells().collect();
    let begins = |cell: &str| BEGINNINGS.iter().any(|word| cell.starts_with(word)) || is_word(cell);
    let is_signed = filled.first().is_some_and(|cell| begins(cell))
        && (filled.len() <= FEW || filled.iter().skip(1).all(|cell| is_amount(cell) || begins(cell)));
    let is_numbering = filled
        .iter()
        .all(|cell| cell.len() <= SHORT && cell.bytes().all(|b| b.is_ascii_digit()));
    let is_header = filled
        .iter()
        .all(|cell| Column::from_header(&header_word(cell)).is_some());
    let is_page = match filled.as_slice() {
        [only] => is_page_number(only) || crate::day(only).is_some() || is_sealed(only),
        _ => false,
    };
    is_signed && !is_record(&filled, lists) && !names_subject(cells, &filled)
        || is_numbering
        || is_header
        || is_page
}

/// A count, an amount, a day in digits: nothing but digits and the signs among them.
fn is_amount(cell: &str) -> bool {
    cell.chars().all(|c| c.is_ascii_digit() || ".,-/%".contains(c))
}

/// An authority with the place of its seal: `云澜区财政局（公章）`.
fn is_sealed(cell: &str) -> bool {
    const SEALS: [&str; 4] = ["（公章）", "(公章)", "（盖章）", "(盖章)"];
    let who = SEALS.iter().find_map(|seal| cell.strip_suffix(seal));
    who.is_some_and(|who| is_authority(who.trim()) && !has_name(who) && !has_number(who))
}

/// `第1页 共2页`
fn is_page_number(cell: &str) -> bool {
    let is_sign = |c: char| c.is_ascii_digit() || c.is_whitespace() || "第页共,，/、.".contains(c);
    cell.starts_with('第') && cell.contains('页') && cell.chars().all(is_sign)
}

/// Words for totals and signatures, as the whole of a cell or before a colon.
const WORDS: [&str; 41] = [
    "合计",
    "总计",
    "小计",
    "共计",
    "总数",
    "合计数",
    "本页小计",
    "本页合计",
    "以下空白",
    "本页以下空白",
    "制表人",
    "制表时间",
    "制单人",
    "填报时间",
    "填表时间",
    "审批",
    "审批人",
    "审核意见",
    "联系人",
    "联系电话",
    "联系方式",
    "打印日期",
    "填报",
    "填报人",
    "填报单位",
    "填报日期",
    "填表人",
    "填表单位",
    "填表日期",
    "制表",
    "制表单位",
    "制表日期",
    "审核",
    "审核人",
    "复核",
    "复核人",
    "经办人",
    "负责人",
    "单位负责人",
    "备注",
    "注",
];

/// Words behind whose colon anything may stand, a subject as well.
const REMARKS: [&str; 8] = ["备注", "注", "附注", "说明", "合计", "总计", "小计", "共计"];

/// How names of subjects end that a remark may speak of in the midst of a sentence.
const IN_REMARKS: [&str; 17] = [
    "公司",
    "集团",
    "合作社",
    "合伙企业",
    "事务所",
    "研究院",
    "研究所",
    "设计院",
    "医院",
    "学校",
    "中学",
    "小学",
    "幼儿园",
    "厂",
    "商行",
    "经营部",
    "店",
];

/// What stands behind such a word and its colon.
fn remark(cell: &str) -> Option<&str> {
    let (head, remark) = cell.split_once([':', '：'])?;
    REMARKS.contains(&head.trim()).then_some(remark.trim())
}

fn speaks_of_all(text: &str) -> bool {
    OF_ALL.iter().any(|word| text.starts_with(word))
}

/// Whether a remark below a register speaks of somebody by name: `注：江州示例医院未响应`.
fn remarks_on_subject(cell: &str) -> bool {
    let sentences = remark(cell).unwrap_or_default();
    sentences.split(|c| "。，；、,;".contains(c)).any(|sentence| {
        let text: String = sentence.chars().filter(|c| c.is_alphanumeric()).collect();
        let mut names = IN_REMARKS.iter().flat_map(|ending| text.match_indices(ending));
        let is_long = |before: &str| before.chars().count() >= BEFORE;
        names.any(|(at, _)| text.get(..at).is_some_and(is_long)) && !speaks_of_all(&text)
    })
}

/// Whether a remark is called as subjects are: `备注：江州示例（澄湾）有限公司`.
fn remarks_subject(cell: &str) -> bool {
    remark(cell).is_some_and(|remark| {
        let is_sentence = remark.contains(['。', '，', '；', '、']);
        let letters = remark.chars().filter(char::is_ascii_alphabetic).count();
        let is_called = ORGANISATIONS.iter().any(|ending| remark.ends_with(ending))
            && remark.chars().count() > BEFORE
            || letters > BEFORE && remark.contains(' ');
        !is_sentence && is_called && !speaks_of_all(remark)
    })
}

/// Words in front of a count.
const COUNTS: [&str; 8] = ["合计", "总计", "小计", "共计", "总共", "以上共", "累计", "共"];

/// What is counted.
const COUNTED: [&str; 17] = [
    "家",
    "户",
    "条",
    "人",
    "个",
    "名",
    "项",
    "页",
    "行",
    "笔",
    "份",
    "家单位",
    "家企业",
    "家公司",
    "家供应商",
    "条记录",
    "条数据",
];

/// `合计60家`, `共 60 家。`
fn is_count(cell: &str) -> bool {
    let visible: String = cell.chars().filter(|c| !c.is_whitespace()).collect();
    let text = visible.trim_matches(['(', ')', '（', '）', '。', '.']);
    let is_digit = |c: char| c.is_numeric() || "零一二三四五六七八九十百千万两".contains(c);
    COUNTS.iter().any(|word| {
        let number = text
            .strip_prefix(word)
            .map(|rest| rest.trim_start_matches([':', '：', '有', '计']));
        number.is_some_and(|number| {
            let unit = number.trim_start_matches(is_digit);
            unit.len() < number.len() && (COUNTED.contains(&unit) || unit.is_empty() && *word != "共")
        })
    })
}

/// Whether a cell is a word for a total or a signature, alone or before a colon, or a count.
fn is_word(cell: &str) -> bool {
    let head = cell.split([':', '：']).next().unwrap_or_default();
    let head: String = head.chars().filter(|c| !c.is_whitespace()).collect();
    WORDS.contains(&head.trim_matches(['(', ')', '（', '）'])) || is_count(cell)
}

/// Whether a cell where a number of a subject is asked for holds no part of one: a count, an amount, a word of a footer.
pub(crate) fn tells_no_number(cell: &str) -> bool {
    let cell = clean::text(cell);
    let letters = cell.chars().filter(|c| c.is_alphanumeric()).count();
    let is_other = || is_word(&cell) || is_page_number(&cell) || crate::day(&cell).is_some();
    cell.is_empty() || is_amount(&cell) && !is_like_id(&cell) || letters < BEFORE || is_other()
}

/// Whether a cell where a subject's name is asked for holds none: what signs and remarks say is a sentence, a day, or the name of
/// a person or an authority. Nobody signs a total.
pub(crate) fn tells_no_name(cell: &str, is_total: bool) -> bool {
    let cell = clean::text(cell);
    let is_sentence = || cell.contains(['。', '，', '；', '、', ':', '：']) || speaks_of_all(&cell);
    let signs = || is_sentence() || is_authority(&cell) || may_be_person(&cell);
    let is_no_word = || {
        let has_letters = cell.chars().any(char::is_alphabetic);
        is_word(&cell) || is_page_number(&cell) || crate::day(&cell).is_some() || !has_letters
    };
    cell.is_empty() || is_no_word() || !is_total && signs()
}

/// Whether one of the cells is a word for a total.
pub(crate) fn says_total<'c>(mut cells: impl Iterator<Item = &'c str>) -> bool {
    let is_total = |cell: &str| {
        let cell: String = cell.chars().filter(|c| !c.is_whitespace()).collect();
        cell.ends_with(['计', '数']) && is_word(&cell) || is_count(&cell)
    };
    cells.any(is_total)
}

/// Whether cells are a total or a signature below a table of somebody else, of whose columns nothing is known: only the words for
/// that count, as nobody is to be passed over whose name begins with one.
pub(crate) fn is_total_or_signature<'c>(cells: impl Iterator<Item = &'c str>) -> bool {
    let filled: Vec<_> = cells.map(clean::text).filter(|cell| !cell.is_empty()).collect();
    let is_number = |cell: &str| is_amount(cell) && !is_like_id(cell);
    // The number of the row may stand in front.
    let is_signed = filled
        .iter()
        .find(|cell| !is_number(cell))
        .is_some_and(|cell| is_word(cell))
        && (filled.len() <= FEW || filled.iter().all(|cell| is_number(cell) || is_word(cell)));
    let is_page = matches!(filled.as_slice(), [only] if is_page_number(only) || crate::day(only).is_some());
    let names_somebody = |cell: &str| {
        is_like_id(cell)
            || has_number(cell)
            || has_name(cell)
            || is_named(cell)
            || remarks_subject(cell)
            || remarks_on_subject(cell)
    };
    (is_signed || is_page) && !unsigned(&filled).any(names_somebody)
}

/// The filled cells but those behind a word for who signs.
fn unsigned<C: AsRef<str>>(filled: &[C]) -> impl Iterator<Item = &str> {
    let texts = || filled.iter().map(AsRef::as_ref);
    let before = std::iter::once("").chain(texts());
    let is_signer = |before: &str| SIGNERS.contains(&before.trim_end_matches([':', '：']));
    before
        .zip(texts())
        .filter(move |(before, _)| !is_signer(before))
        .map(|(_, text)| text)
}

/// Whether a text among the cells holds the number or the name of a subject that does not sign it.
fn names_subject(cells: &Cells<'_>, filled: &[impl AsRef<str>]) -> bool {
    let signs = |text: &str| SIGNERS.iter().any(|word| text.starts_with(word));
    let has_name = unsigned(filled).any(|text| !signs(text) && has_name(text) || remarks_subject(text));
    let mut texts = filled.iter().map(AsRef::as_ref);
    has_name || texts.any(|text| has_number(text) || cells.citizen_ids.are_in(text))
}

/// Whether a name of an organisation stands in the text.
pub(crate) fn has_name(text: &str) -> bool {
    let is_long = |before: &str| before.chars().count() >= BEFORE;
    let mut pieces = text.split(|c: char| !c.is_alphanumeric());
    pieces.any(|piece| {
        let mut within = WITHIN.iter().flat_map(|ending| piece.match_indices(ending));
        let mut at_the_end = AT_THE_END.iter().filter_map(|ending| piece.strip_suffix(ending));
        within.any(|(at, _)| piece.get(..at).is_some_and(is_long))
            || at_the_end.any(is_long) && !speaks_of_all(piece)
    })
}

/// Whether a code stands in the text: with blanks and hyphens inside, and words around.
pub(crate) fn has_number(text: &str) -> bool {
    let half = clean::half_width(text);
    let is_part = |c: char| c.is_ascii_alphanumeric() || matches!(c, ' ' | '-');
    half.split(|c| !is_part(c)).any(|run| {
        let whole: String = run.chars().filter(char::is_ascii_alphanumeric).collect();
        let parts = run.split(' ').chain([whole.as_str()]);
        { parts }.any(|part| {
            let code = |kind| Identifier::parse(kind, part).is_ok_and(|id| id.warnings().is_empty());
            code(IdKind::Uscc) || code(IdKind::OrgCode)
        })
    })
}

/// Whether a row has what only rows of a list have: a list, a kind, a state, a number of a subject, or a name that begins
/// as footers do and ends as names do.
pub(crate) fn may_be_record(cells: &Cells<'_>, lists: &Lists<'_>) -> bool {
    match cells.filled_cells().collect::<Vec<_>>().as_slice() {
        // The title of a table: the name of its list, or of the unit that made it.
        [title] => is_like_id(title) || has_number(title) || is_named(title) && !is_authority(title),
        filled => is_record(filled, lists),
    }
}

/// How authorities are called, which make tables.
const AUTHORITIES: [&str; 6] = ["局", "委员会", "法院", "检察院", "人民政府", "办公室"];

fn is_authority(cell: &str) -> bool {
    AUTHORITIES.iter().any(|ending| cell.ends_with(ending))
}

fn is_record(cells: &[impl AsRef<str>], lists: &Lists<'_>) -> bool {
    let is_unsigned = unsigned(cells).any(is_named);
    is_unsigned
        || cells.iter().map(AsRef::as_ref).any(|cell: &str| {
            lists.find(cell).is_some()
                || word::subject_kind(cell).is_ok()
                || word::state(cell).is_ok()
                || word::id_kind(cell).is_ok()
                || is_like_id(cell)
        })
}

/// What stands behind a colon is said by the signature: 填报单位：某某局.
fn is_named(cell: &str) -> bool {
    let ends = ORGANISATIONS.iter().any(|ending| cell.ends_with(ending));
    ends && !cell.contains([':', '：']) && !SIGNERS.contains(&cell)
}

#[cfg(test)]
mod tests {
    use super::{is_named, is_total_or_signature};

    #[test]
    fn what_ends_a_register_is_no_row_of_it() {
        for cells in [
            &["合计60家"][..],
            &["", "共 60 家。"],
            &["共计六十家单位"],
            &["总共：60家供应商"],
            &["合 计", "60"],
            &["61", "合计", "3,456.00"],
            &["制表人：张三"],
            &["制表人：张三", "审核：李四", "日期：2026年11月5日"],
            &["审核：李四"],
            &["（以下空白）"],
            &["第1页 共2页"],
            &["2026年11月5日"],
            &["填报时间：2026-11-05"],
            &["联系电话：0512-66660000"],
            &["注：以上供应商均已核实，各公司以信用代码为准"],
        ] {
            assert!(is_total_or_signature(cells.iter().copied()), "{cells:?}");
        }
        for cells in [
            &["共享科技有限公司"][..],
            &["合计科技有限公司"],
            &["共60家", "江州示例建材有限公司"],
            &["合计60家", "91329902MA7QK2R18G"],
            &["审核咨询中心"],
            &["共和60家"],
            &["1", "共青团云澜区委员会"],
            &["91329902"],
            &["备注：江州示例建材有限公司"],
            &["备注：江州示例（澄湾）有限公司"],
            &["注：江州第十二中学"],
            &["注：Example Trading Co., Limited"],
            &["注：江州示例医院未响应"],
            &["备注：示例智能装备（江州）有限公司已退出"],
            &["注：以上均已核实，江州示例研究所除外"],
            &["说明：我方（江州示例机床附件厂）不参加"],
        ] {
            assert!(!is_total_or_signature(cells.iter().copied()), "{cells:?}");
        }
    }

    #[test]
    fn names_that_begin_as_footers_do_are_names() {
        for name in [
            "合计科技有限公司",
            "备注堂药店",
            "总计网络中心",
            "说明书印刷厂",
            "审核咨询（有限合伙）",
        ] {
            assert!(is_named(name), "{name}");
        }
        for footer in [
            "合计",
            "填报单位：某某区财政局",
            "填报人",
            "备注：以上数据截至十月底",
            "制表单位",
        ] {
            assert!(!is_named(footer), "{footer}");
        }
    }
}
