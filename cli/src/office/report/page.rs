//! The report as one page to print: nothing is fetched, the charts are drawn in it.

use super::{UNITS, amount, asked, counts, verdict};
use jrp_folder::office::{Report, UnitYear};
use jrp_slip::html::Html;

const STYLE: &str = "body{font:12pt/1.5 serif;margin:2cm auto;max-width:18cm;color:#000}h1{font-size:18pt;text-align:center}\
    table{border-collapse:collapse;width:100%;margin:.5em 0}th,td{border:1px solid #555;padding:.2em .5em;text-align:left}\
    .no{font-weight:bold}svg{width:100%;height:auto}@page{size:A4;margin:2cm}@media print{body{margin:0}}";

/// Height of a bar with its gap, and the width of names and of a whole bar, in the units of the drawing.
const BAR: usize = 22;
const NAMES: usize = 170;
const WHOLE: usize = 300;

pub(super) fn html(report: &Report) -> String {
    let mut page = Html::default();
    page.raw("<!doctype html><html lang=\"zh-CN\"><meta charset=\"utf-8\"><title>")
        .text(&format!("{} {}", report.publisher, report.period))
        .raw("</title><style>")
        .raw(STYLE)
        .raw("</style>")
        .element(
            "h1",
            &format!("{}{}信用工作统计", report.publisher, report.period),
        )
        .element("p", &format!("统计区间：{} 至 {}", report.from, report.to));
    page.raw("<table><tr><th>指标<th>结果<th>要求<th>是否达到</tr>");
    for number in &report.numbers {
        let open = if number.is_met() == Some(false) {
            "td class=no"
        } else {
            "td"
        };
        page.raw("<tr>")
            .element("td", number.title)
            .element("td", &amount(number))
            .element("td", &asked(number))
            .element(open, verdict(number))
            .raw("</tr>");
    }
    page.raw("</table>");
    page.element("h2", "各单位按时报送");
    chart(&mut page, &report.units, |unit| (unit.in_time, unit.owed));
    page.element("h2", "各单位退回的数据");
    chart(&mut page, &report.units, |unit| (unit.refused, unit.acts));
    page.raw("<table><tr><th>").raw(&UNITS.join("<th>")).raw("</tr>");
    for unit in &report.units {
        page.raw("<tr>").element("td", &unit.unit);
        for count in counts(unit) {
            page.element("td", &count.to_string());
        }
        page.raw("</tr>");
    }
    page.raw("</table>")
        .element("h2", &format!("下月到期的记录（{}）", report.ending.len()));
    page.raw("<table><tr><th>名单<th>主体<th>文书号<th>公示截止</tr>");
    for record in &report.ending {
        page.raw("<tr>")
            .element("td", &record.list)
            .element("td", record.name.as_deref().unwrap_or("—"))
            .element("td", record.document_no.as_deref().unwrap_or("—"))
            .element(
                "td",
                &record
                    .publish_until
                    .map_or(String::new(), |until| until.to_string()),
            )
            .raw("</tr>");
    }
    page.raw("</table>")
        .element(
            "p",
            "每个数字的出处：jrp office report --explain。填报人：＿＿＿＿　审核人：＿＿＿＿　日期：＿＿＿＿",
        )
        .raw("</html>\n");
    page.finish()
}

/// A bar for every unit: so much of its whole.
fn chart(page: &mut Html, units: &[UnitYear], of: impl Fn(&UnitYear) -> (u64, u64)) {
    let height = units.len() * BAR + 4;
    page.raw(&format!(
        "<svg role=\"img\" viewBox=\"0 0 {} {height}\" font-size=\"12\">",
        NAMES + WHOLE + 80
    ));
    for (at, unit) in units.iter().enumerate() {
        let (part, whole) = of(unit);
        let top = at * BAR + 2;
        let length = part.min(whole).saturating_mul(WHOLE as u64) / whole.max(1);
        let text = top + 13;
        page.raw(&format!("<text x=\"0\" y=\"{text}\">"))
            .text(&unit.unit.chars().take(13).collect::<String>())
            .raw(&format!(
                "</text><rect x=\"{NAMES}\" y=\"{top}\" width=\"{WHOLE}\" height=\"16\" fill=\"none\" stroke=\"#999\"/>\
                 <rect x=\"{NAMES}\" y=\"{top}\" width=\"{length}\" height=\"16\" fill=\"#456\"/>\
                 <text x=\"{}\" y=\"{text}\">{part} / {whole}</text>",
                NAMES + WHOLE + 8
            ));
    }
    page.raw("</svg>");
}
