//! Ways to type a subject, each of which leaves it the same.

use jrp_core::query::SubjectQuery;
use jrp_core::record::SubjectKind;
use jrp_core::subject::IdKind;

/// What is done to what was typed. It stays a way to name the same subject.
pub(crate) type Treatment = (&'static str, fn(&mut SubjectQuery));

pub(crate) fn on_name(subject: &mut SubjectQuery, change: impl Fn(&str) -> String) {
    subject.name = subject.name.take().map(|name| change(&name));
}

/// On the name of a company: nobody writes the like around a person's.
pub(crate) fn on_body(subject: &mut SubjectQuery, change: impl Fn(&str) -> String) {
    on_name(subject, |name| {
        match name.contains("公司") && name.contains("江州") && !name.contains('·') {
            true => change(name),
            false => name.to_owned(),
        }
    });
}

pub(crate) fn on_number(subject: &mut SubjectQuery, change: impl Fn(&str) -> String) {
    subject.credit_code = subject.credit_code.take().map(|code| change(&code));
    subject.id = subject.id.take().map(|(kind, text)| (kind, change(&text)));
}

/// On the name of any body.
pub(crate) fn on_any_body(subject: &mut SubjectQuery, change: impl Fn(&str) -> String) {
    on_name(subject, |name| match name.contains(['州', '澜']) {
        true => change(name),
        false => name.to_owned(),
    });
}

/// The number under another kind, in the other field.
fn as_kind(subject: &mut SubjectQuery, kind: IdKind, change: impl Fn(&str) -> String) {
    let number = subject
        .credit_code
        .take()
        .or(subject.id.take().map(|(_, text)| text));
    subject.id = number.map(|number| (kind, change(&number)));
}

/// The subject beside another, before or behind it.
fn on_joint(subject: &mut SubjectQuery, joint: &str) {
    on_name(subject, |name| match name.chars().count() % 2 {
        0 => format!("{name}{joint}江州新名建设有限公司"),
        _ => format!("江州新名建设有限公司{joint}{name}"),
    });
}

fn each_digit(number: &str, form: impl Fn(u32) -> char) -> String {
    number.chars().map(|c| c.to_digit(10).map_or(c, &form)).collect()
}

fn digits_from(number: &str, zero: char) -> String {
    each_digit(number, |digit| {
        char::from_u32(u32::from(zero) + digit).unwrap_or(zero)
    })
}

fn pick(digits: &str, at: u32) -> char {
    digits.chars().nth(at as usize).expect("ten digits")
}

pub(crate) const TREATMENTS: &[Treatment] = &[
    ("number alone", |subject| {
        if subject.credit_code.is_some() || subject.id.is_some() {
            subject.name = None;
        }
    }),
    ("name alone", |subject| {
        subject.credit_code = None;
        subject.id = None;
    }),
    ("kind untold", |subject| subject.kind = None),
    ("told an organisation", |subject| {
        subject.kind = Some(SubjectKind::Org)
    }),
    ("told a sole trader", |subject| {
        subject.kind = Some(SubjectKind::SoleTrader)
    }),
    ("quotes", |subject| on_name(subject, |name| format!("“{name}”"))),
    ("brackets", |subject| {
        on_name(subject, |name| format!("【{name}】"))
    }),
    ("numbering", |subject| {
        on_name(subject, |name| format!("1.{name}"))
    }),
    ("numbering in a circle", |subject| {
        on_name(subject, |name| format!("①{name}"))
    }),
    ("label", |subject| {
        on_name(subject, |name| format!("供应商名称：{name}"))
    }),
    ("seal", |subject| {
        on_name(subject, |name| format!("{name}（盖章）"))
    }),
    ("role", |subject| {
        on_name(subject, |name| format!("{name}（联合体牵头人）"))
    }),
    ("state", |subject| {
        on_name(subject, |name| format!("{name}（已注销）"))
    }),
    ("old name", |subject| {
        on_name(subject, |name| format!("江州新名有限公司（原{name}）"))
    }),
    ("renamed", |subject| {
        on_name(subject, |name| format!("{name}现更名为江州新名有限公司"))
    }),
    ("joined", |subject| {
        on_name(subject, |name| format!("江州新名有限公司、{name}"))
    }),
    ("two lines", |subject| {
        on_name(subject, |name| format!("{name}\n江州新名有限公司"))
    }),
    ("others", |subject| on_name(subject, |name| format!("{name}等"))),
    ("full stop", |subject| {
        on_name(subject, |name| format!("{name}。"))
    }),
    ("lost character", |subject| {
        on_name(subject, |name| format!("{name}\u{FFFD}"))
    }),
    ("title", |subject| on_name(subject, |name| format!("{name}先生"))),
    ("apostrophe", |subject| {
        on_number(subject, |number| format!("'{number}"))
    }),
    ("formula", |subject| {
        on_number(subject, |number| format!("=\"{number}\""))
    }),
    ("fraction", |subject| {
        on_number(subject, |number| format!("{number}.0"))
    }),
    ("groups", |subject| {
        on_number(subject, |number| {
            number.chars().map(|c| format!("{c} ")).collect()
        })
    }),
    ("full width", |subject| {
        on_number(subject, |number| {
            let wide = |c: char| char::from_u32(u32::from(c) + 0xFEE0).unwrap_or(c);
            number
                .chars()
                .map(|c| if c.is_ascii_alphanumeric() { wide(c) } else { c })
                .collect()
        });
    }),
    ("two numbers", |subject| {
        on_number(subject, |number| format!("{number}/91329902MA9FRE0029"))
    }),
    ("masked", |subject| {
        on_number(subject, |number| {
            let hide = |(at, c): (usize, char)| if (6..14).contains(&at) { '*' } else { c };
            number.chars().enumerate().map(hide).collect()
        });
    }),
    ("as tax number", |subject| {
        as_kind(subject, IdKind::TaxNo, str::to_owned)
    }),
    ("as permit", |subject| {
        as_kind(subject, IdKind::Permit, str::to_owned)
    }),
    ("as passport", |subject| {
        as_kind(subject, IdKind::Passport, str::to_owned)
    }),
    ("as registration number", |subject| {
        as_kind(subject, IdKind::RegNo, str::to_owned)
    }),
    ("in the code field", |subject| {
        let id = subject.id.take().map(|(_, text)| text);
        subject.credit_code = subject.credit_code.take().or(id);
    }),
    ("in the name field", |subject| {
        let number = subject
            .credit_code
            .take()
            .or(subject.id.take().map(|(_, text)| text));
        let name = subject.name.take().unwrap_or_default();
        subject.name = Some(name + &number.unwrap_or_default());
    }),
    ("organisation code", |subject| {
        let inner = |code: &str| code.get(8..17).unwrap_or(code).to_owned();
        if subject
            .credit_code
            .as_ref()
            .is_some_and(|code| code.len() == 18 && code.starts_with("91"))
        {
            subject.credit_code = subject.credit_code.take().map(|code| inner(&code));
        }
    }),
    ("name in blanks", |subject| {
        on_name(subject, |name| match name.contains(['&', '%']) {
            true => name.to_owned(),
            false => name.chars().map(|c| format!("{c} ")).collect(),
        })
    }),
    ("name with invisible marks", |subject| {
        on_name(subject, |name| {
            name.chars().flat_map(|c| [c, '\u{200B}']).collect()
        })
    }),
    ("name in dots", |subject| {
        on_name(subject, |name| {
            let letters: Vec<String> = name.chars().map(String::from).collect();
            // Nobody puts dots into references and addresses.
            match name.contains(char::is_whitespace) || name.contains(['&', '%']) {
                true => name.to_owned(),
                false => letters.join("·"),
            }
        })
    }),
    ("name without brackets", |subject| {
        on_name(subject, |name| name.replace(['（', '）'], ""))
    }),
    ("name in other brackets", |subject| {
        on_name(subject, |name| name.replace('（', "﹝").replace('）', "﹞"))
    }),
    ("name twice", |subject| {
        on_name(subject, |name| format!("{name}{name}"))
    }),
    ("name in a page's source", |subject| {
        on_name(subject, |name| {
            // Nobody writes a reference for each of many dots.
            let dotted = match name.matches('·').count() {
                ..3 => name.replace('·', "&middot;"),
                _ => name.to_owned(),
            };
            format!("&quot;{dotted}&quot;&nbsp;")
        })
    }),
    ("name in a tag", |subject| {
        on_name(subject, |name| format!("<b>{name}</b>"))
    }),
    ("No.", |subject| on_name(subject, |name| format!("No.1 {name}"))),
    ("numero sign", |subject| {
        on_name(subject, |name| format!("№1{name}"))
    }),
    ("number sign", |subject| {
        on_name(subject, |name| format!("1#{name}"))
    }),
    ("letter", |subject| on_name(subject, |name| format!("A. {name}"))),
    ("Roman number", |subject| {
        on_name(subject, |name| format!("Ⅲ.{name}"))
    }),
    ("annex", |subject| {
        on_name(subject, |name| format!("附件1：{name}"))
    }),
    ("candidate", |subject| {
        on_name(subject, |name| format!("第一中标候选人：{name}"))
    }),
    ("file", |subject| on_name(subject, |name| format!("{name}.pdf"))),
    ("second file", |subject| {
        on_name(subject, |name| format!("{name}(1).docx"))
    }),
    ("copy", |subject| on_name(subject, |name| format!("{name}副本"))),
    ("English tail", |subject| {
        on_name(subject, |name| format!("{name} Co., Ltd."))
    }),
    ("English name behind", |subject| {
        on_name(subject, |name| format!("{name}（Jiangzhou Liaoyu Co., Ltd.）"))
    }),
    ("manager", |subject| {
        on_name(subject, |name| format!("{name}经理"))
    }),
    ("legal representative", |subject| {
        on_name(subject, |name| format!("法定代表人：{name}"))
    }),
    ("dot lost", |subject| {
        on_name(subject, |name| name.replace('·', ""))
    }),
    ("dot a full stop", |subject| {
        on_name(subject, |name| name.replace('·', "．"))
    }),
    ("dot a blank", |subject| {
        on_name(subject, |name| name.replace('·', " "))
    }),
    ("several blanks and another", |subject| {
        on_name(subject, |name| format!("{name}   江州新名建设有限公司"))
    }),
    ("a tab and another", |subject| {
        on_name(subject, |name| format!("江州新名建设有限公司\t{name}"))
    }),
    ("and as well", |subject| on_joint(subject, "以及")),
    ("or", |subject| on_joint(subject, "或")),
    ("or else", |subject| on_joint(subject, "或者")),
    ("together with", |subject| on_joint(subject, "联合")),
    ("and", |subject| on_joint(subject, "和")),
    ("with", |subject| on_joint(subject, "与")),
    ("also", |subject| on_joint(subject, "暨")),
    ("plus", |subject| on_joint(subject, "＋")),
    ("ampersand", |subject| on_joint(subject, "&")),
    ("digits of another script", |subject| {
        on_number(subject, |number| digits_from(number, '\u{660}'))
    }),
    ("mathematical digits", |subject| {
        on_number(subject, |number| digits_from(number, '\u{1D7CE}'))
    }),
    ("raised digits", |subject| {
        on_number(subject, |number| {
            each_digit(number, |digit| pick("⁰¹²³⁴⁵⁶⁷⁸⁹", digit))
        })
    }),
    ("Chinese digits", |subject| {
        on_number(subject, |number| {
            each_digit(number, |digit| pick("〇一二三四五六七八九", digit))
        })
    }),
    ("digits in circles", |subject| {
        on_number(subject, |number| {
            let letter = |c: char| match c {
                'A'..='Z' => char::from_u32(u32::from(c) - u32::from('A') + 0x24B6).unwrap_or(c),
                c => c,
            };
            each_digit(number, |digit| pick("⓪①②③④⑤⑥⑦⑧⑨", digit))
                .chars()
                .map(letter)
                .collect()
        })
    }),
    ("odd groups", |subject| {
        on_number(subject, |number| {
            let cut = |(at, c): (usize, char)| if at % 5 == 3 { format!("{c}  ") } else { c.into() };
            number.chars().enumerate().map(cut).collect()
        })
    }),
    ("number over two lines", |subject| {
        on_number(subject, |number| {
            let middle = number.char_indices().nth(9).map_or(0, |(at, _)| at);
            format!("{}\n{}", &number[..middle], &number[middle..])
        })
    }),
    ("label before the number", |subject| {
        on_number(subject, |number| format!("统一社会信用代码：{number}"))
    }),
    ("masked by full stops", |subject| {
        on_number(subject, |number| match number.is_ascii() && number.len() > 14 {
            true => format!("{}...{}", &number[..6], &number[14..]),
            false => number.to_owned(),
        })
    }),
    ("slip: lost digits", |subject| {
        on_number(subject, |number| {
            match number.len() == 18 && number.bytes().all(|byte| byte.is_ascii_digit()) {
                true => format!("{}000", &number[..15]),
                false => number.to_owned(),
            }
        })
    }),
    ("organisation code twice", |subject| {
        if let Some(code) = subject.credit_code.take() {
            let inner = code
                .get(8..17)
                .filter(|_| code.len() == 18 && code.is_ascii() && code.starts_with('9'))
                .map(|inner| inner.repeat(2));
            subject.credit_code = Some(inner.unwrap_or(code));
        }
    }),
    ("slip: l for 1", |subject| {
        on_number(subject, |number| number.replace('1', "l"))
    }),
    ("slip: I for 1", |subject| {
        on_number(subject, |number| number.replace('1', "I"))
    }),
    ("slip: O for 0", |subject| {
        on_number(subject, |number| number.replace('0', "O"))
    }),
    ("slip: circle for 0", |subject| {
        on_number(subject, |number| number.replace('0', "〇"))
    }),
    ("slip: Z for 2", |subject| {
        on_number(subject, |number| number.replace('2', "Z"))
    }),
    ("slip: B for 8", |subject| {
        on_number(subject, |number| number.replace('8', "B"))
    }),
    ("slip: two swapped", |subject| {
        on_number(subject, |number| {
            let mut letters: Vec<char> = number.chars().collect();
            if letters.len() > 13 {
                letters.swap(11, 12);
            }
            letters.into_iter().collect()
        })
    }),
    ("something glued in front", |subject| {
        on_body(subject, |name| format!("推荐拟中标{name}"))
    }),
    ("lot", |subject| on_body(subject, |name| format!("第一包{name}"))),
    ("on behalf of", |subject| {
        on_body(subject, |name| format!("江州新名建设有限公司代{name}"))
    }),
    ("leans on", |subject| {
        on_body(subject, |name| format!("江州新名建设有限公司挂靠{name}"))
    }),
    ("who runs it", |subject| {
        on_any_body(subject, |name| format!("{name}经营者张三"))
    }),
    ("who represents it", |subject| {
        on_any_body(subject, |name| format!("{name}法定代表人：张三"))
    }),
    ("finance department", |subject| {
        on_any_body(subject, |name| format!("{name}财务科"))
    }),
    ("address", |subject| {
        on_name(subject, |name| format!("{name}，地址：江州市云澜区1号"))
    }),
    ("telephone", |subject| {
        on_name(subject, |name| format!("{name} 联系电话0512-12345678"))
    }),
    ("price", |subject| {
        on_name(subject, |name| format!("{name}：100万元"))
    }),
    ("star", |subject| on_name(subject, |name| format!("★{name}"))),
    ("owned by another", |subject| {
        on_body(subject, |name| {
            format!("{name}（江州新名建设有限公司全资子公司）")
        })
    }),
    ("owner of another", |subject| {
        on_body(subject, |name| {
            format!("江州新名建设有限公司（{name}全资子公司）")
        })
    }),
    ("limited partnership", |subject| {
        on_body(subject, |name| format!("{name}（有限合伙）"))
    }),
    ("department", |subject| {
        on_body(subject, |name| format!("{name}采购部"))
    }),
    ("lost digits beside the name", |subject| {
        on_name(subject, |name| format!("{name} 9.133E+17"))
    }),
    ("glued number", |subject| {
        on_number(subject, |number| format!("{number}1234"))
    }),
    ("as citizen id", |subject| {
        as_kind(subject, IdKind::CitizenId, str::to_owned)
    }),
    ("tax number as citizen id", |subject| {
        as_kind(subject, IdKind::CitizenId, |number| match number.len() {
            18 => number.get(2..17).unwrap_or(number).to_owned(),
            _ => number.to_owned(),
        });
    }),
    ("masked with letters as tax number", |subject| {
        as_kind(subject, IdKind::TaxNo, |number| {
            let hide = |(at, c): (usize, char)| if (6..14).contains(&at) { 'X' } else { c };
            number.chars().enumerate().map(hide).collect()
        });
    }),
];
