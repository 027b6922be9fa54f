//! A page of Markdown as one of HTML, with links to pages that are on the site.

use pulldown_cmark::{CowStr, Event, Options, Parser, Tag, TagEnd, html};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Component, Path, PathBuf};

/// The page, from the path of its Markdown in the repository; `pages` and `images` are what else is on the site.
pub(super) fn page(
    path: &Path,
    markdown: &str,
    pages: &BTreeSet<PathBuf>,
    images: &BTreeSet<PathBuf>,
) -> String {
    let mut events: Vec<Event<'_>> =
        Parser::new_ext(markdown, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH).collect();
    name_headings(&mut events);
    let title = title(&events);
    let mut body = String::new();
    let mut kept: Vec<bool> = Vec::new();
    let events = events
        .into_iter()
        .flat_map(scrolling)
        .filter_map(|event| match event {
            Event::Start(Tag::Link {
                link_type,
                dest_url,
                title,
                id,
            }) => {
                let link = resolve(path, &dest_url, pages);
                kept.push(link.is_some());
                let dest_url = CowStr::from(link?);
                Some(Event::Start(Tag::Link {
                    link_type,
                    dest_url,
                    title,
                    id,
                }))
            }
            // What leads into the sources is text here.
            Event::End(TagEnd::Link) => kept.pop()?.then_some(Event::End(TagEnd::Link)),
            Event::Start(Tag::Image { dest_url, .. }) if !is_there(path, &dest_url, images) => None,
            event => Some(event),
        });
    html::push_html(&mut body, events);
    let up = "../".repeat(path.components().count());
    let lang = if path.ends_with("README.zh-CN.md") {
        "zh-CN"
    } else {
        "en"
    };
    format!(
        "<!doctype html>\n<html lang=\"{lang}\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, \
         initial-scale=1\">\n<title>{title} - JRP</title>\n<link rel=\"icon\" href=\"{up}icon.svg\">\n<link rel=\"stylesheet\" \
         href=\"{up}site.css\">\n<link rel=\"stylesheet\" href=\"{up}docs.css\">\n</head>\n<body>\n<header class=\"band\"><div class=\"wrap\"><a \
         class=\"brand\" href=\"{up}./\"><img src=\"{up}icon.svg\" alt=\"\" width=\"34\" height=\"34\"><span>JRP</span></a></div></header>\n<main \
         class=\"wrap\">\n<nav class=\"crumbs\"><a href=\"{up}docs/README.html\">README</a> <a href=\"{up}docs/README.zh-CN.html\" lang=\"zh-CN\">中文</a></nav>\n<article \
         class=\"page\">\n{body}</article>\n</main>\n</body>\n</html>\n"
    )
}

const SCROLL: &str = "<div class=\"scroll\" tabindex=\"0\">";

/// Tables and code scroll by themselves, also by keyboard, where they are wider than the page.
fn scrolling(event: Event<'_>) -> Vec<Event<'_>> {
    match event {
        Event::Start(Tag::Table(_) | Tag::CodeBlock(_)) => vec![Event::Html(SCROLL.into()), event],
        Event::End(TagEnd::Table | TagEnd::CodeBlock) => vec![event, Event::Html("</div>\n".into())],
        event => vec![event],
    }
}

/// Gives headings the names by which links on GitHub reach them.
fn name_headings(events: &mut [Event<'_>]) {
    let mut taken: BTreeMap<String, u32> = BTreeMap::new();
    for at in 0..events.len() {
        let Some(Event::Start(Tag::Heading { .. })) = events.get(at) else {
            continue;
        };
        let inside = events
            .iter()
            .skip(at)
            .take_while(|event| !matches!(event, Event::End(TagEnd::Heading(_))));
        let slug = slug(&inside.filter_map(text_of).collect::<String>());
        let count = taken.entry(slug.clone()).or_default();
        let name = match *count {
            0 => slug,
            again => format!("{slug}-{again}"),
        };
        *count += 1;
        if let Some(Event::Start(Tag::Heading { id, .. })) = events.get_mut(at) {
            *id = Some(name.into());
        }
    }
}

fn text_of<'a>(event: &'a Event<'_>) -> Option<&'a str> {
    match event {
        Event::Text(text) | Event::Code(text) => Some(text),
        _ => None,
    }
}

/// `3 Header, again` is `3-header-again`.
fn slug(heading: &str) -> String {
    let kept = heading
        .trim()
        .chars()
        .filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'));
    kept.flat_map(char::to_lowercase)
        .map(|c| if c == ' ' { '-' } else { c })
        .collect()
}

/// The text of the first heading.
fn title(events: &[Event<'_>]) -> String {
    let from = events
        .iter()
        .skip_while(|event| !matches!(event, Event::Start(Tag::Heading { .. })));
    let inside = from.take_while(|event| !matches!(event, Event::End(TagEnd::Heading(_))));
    let text: String = inside.filter_map(text_of).collect();
    text.replace('&', "&amp;").replace('<', "&lt;")
}

/// Where a link leads on the site; `None` where its target is not there.
fn resolve(page: &Path, link: &str, pages: &BTreeSet<PathBuf>) -> Option<String> {
    if link.contains("://") || link.starts_with('#') || link.starts_with("mailto:") {
        return Some(link.to_owned());
    }
    let (target, anchor) = link
        .split_once('#')
        .map_or((link, None), |(target, anchor)| (target, Some(anchor)));
    let target = target.strip_suffix(".md")?;
    pages
        .contains(&beside(page, &format!("{target}.md"))?)
        .then_some(())?;
    let anchor = anchor.map_or(String::new(), |anchor| format!("#{anchor}"));
    Some(format!("{target}.html{anchor}"))
}

fn is_there(page: &Path, link: &str, images: &BTreeSet<PathBuf>) -> bool {
    beside(page, link).is_some_and(|path| images.contains(&path))
}

/// The path of the repository that a relative one leads to from a page.
fn beside(page: &Path, link: &str) -> Option<PathBuf> {
    let mut path = page.parent()?.to_owned();
    for part in Path::new(link).components() {
        match part {
            Component::Normal(name) => path.push(name),
            Component::ParentDir => path.pop().then_some(())?,
            Component::CurDir => {}
            _ => return None,
        }
    }
    Some(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_lead_to_pages_of_the_site_and_nowhere_else() {
        let pages = BTreeSet::from(["README.md", "docs/A.md"].map(PathBuf::from));
        let of = |link| resolve(Path::new("docs/A.md"), link, &pages);
        assert_eq!(
            of("../README.md#the-command").as_deref(),
            Some("../README.html#the-command")
        );
        assert_eq!(of("#a").as_deref(), Some("#a"));
        assert_eq!(of("A.md").as_deref(), Some("A.html"));
        assert_eq!(
            of("https://example.org/").as_deref(),
            Some("https://example.org/")
        );
        for nowhere in ["B.md", "../core/src/lib.rs", "../../README.md", "/README.md"] {
            assert_eq!(of(nowhere), None, "{nowhere}");
        }
    }

    #[test]
    fn headings_are_reached_by_their_names() {
        let page = page(
            Path::new("A.md"),
            "# A & B\n\n## `jrp` once, and again\n\n## `jrp` once, and again\n\n[code](src/a.rs) [top](#a--b)\n\n| a |\n|---|\n| b |\n",
            &BTreeSet::new(),
            &BTreeSet::new(),
        );
        for part in [
            "<title>A &amp; B - JRP</title>",
            "<h1 id=\"a--b\">",
            "<h2 id=\"jrp-once-and-again\">",
            "<h2 id=\"jrp-once-and-again-1\">",
            "<p>code <a href=\"#a--b\">top</a></p>",
            "<div class=\"scroll\" tabindex=\"0\"><table>",
        ] {
            assert!(page.contains(part), "{part}: {page}");
        }
    }
}
