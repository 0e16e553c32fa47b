//! Index pages among texts, as in books and sites stored in a folder.
//!
//! If a page links to at least a third of the texts of its folder, the order of its links is the reading order.
//! The page itself is the first text.

use super::{FoundFile, parent_folders};
use crate::formats::blocks::href::percent_decode;
use pulldown_cmark::{Event, LinkType, Options, Parser, Tag};
use std::collections::{HashMap, HashSet};

/// Names of index pages in lower case. If a folder has several, the first of this list counts.
const INDEX_PAGE_NAMES: [&str; 11] = [
    "summary.md",
    SIDEBAR_NAME,
    "index.html",
    "index.htm",
    "index.xhtml",
    "toc.html",
    "toc.htm",
    "目录.html",
    "目录.htm",
    "index.md",
    "readme.md",
];
/// Name of the page of links beside each text of a site of docsify, whose links begin at the folder of the page and leave out
/// the extension.
const SIDEBAR_NAME: &str = "_sidebar.md";
/// Maximum bytes of an index page; larger files are ordinary texts.
const MAX_PAGE_BYTES: u64 = 1 << 20;
/// Maximum number of index pages that are read.
const MAX_PAGES: usize = 64;
/// Minimum share of the texts of a folder that an index page must link to, as 1 in n.
const MIN_LINK_SHARE: usize = 3;
/// Attribute that holds a link.
const HREF: &[u8] = b"href";
/// Maximum number of links of a page that are read.
const MAX_LINK_COUNT: usize = 20_000;

/// Position of each name, of files and folders, by the folder that has an index page.
pub(crate) type IndexOrders = HashMap<Vec<String>, HashMap<String, usize>>;

/// Returns the reading orders that index pages among `found` define; `read` returns the bytes of a text.
pub(crate) fn index_orders(
    found: &[FoundFile],
    read: &mut dyn FnMut(&FoundFile) -> Vec<u8>,
) -> IndexOrders {
    let mut orders = IndexOrders::new();
    let paths: HashSet<&[String]> = found.iter().map(|found| found.path.as_slice()).collect();
    let mut pages = index_pages(found);
    // Outermost first, so that the page of a folder overrides one above it.
    pages.sort_by_key(|page| (page.path.len(), &page.path));
    for page in pages.into_iter().take(MAX_PAGES) {
        let folder = parent_folders(&page.path);
        let bytes = read(page);
        let name = page.path.last().map_or("", String::as_str);
        let linked = page_links(&bytes, PageMarkup::from_name(name))
            .into_iter()
            .take(MAX_LINK_COUNT)
            .map(|link| -> Vec<String> { folder.iter().cloned().chain(link).collect() });
        let known = |mut path: Vec<String>| {
            if !paths.contains(path.as_slice()) && is_sidebar(name) {
                path.last_mut()?.push_str(".md");
            }
            paths.contains(path.as_slice()).then_some(path)
        };
        let mut linked: Vec<Vec<String>> = linked.filter_map(known).collect();
        let mut seen = HashSet::from([page.path.clone()]);
        linked.retain(|path| seen.insert(path.clone()));
        let inside = found.iter().filter(|found| found.path.starts_with(folder));
        if !linked.is_empty() && linked.len() * MIN_LINK_SHARE + 1 >= inside.count() {
            orders.extend(link_order(folder.len(), page, &linked));
        } else {
            for (folder, names) in link_order(folder.len(), page, &[]) {
                orders.entry(folder).or_insert(names);
            }
        }
    }
    orders
}

/// Returns the order in which a page and its links name files and folders, from depth `depth` on.
fn link_order(depth: usize, page: &FoundFile, linked: &[Vec<String>]) -> IndexOrders {
    let mut order = IndexOrders::new();
    for path in std::iter::once(&page.path).chain(linked) {
        for depth in depth..path.len() {
            if let (Some(folder), Some(name)) = (path.get(..depth), path.get(depth)) {
                let names = order.entry(folder.to_vec()).or_default();
                let next = names.len();
                names.entry(name.clone()).or_insert(next);
            }
        }
    }
    order
}

/// Returns the index page of each folder that has one.
fn index_pages(found: &[FoundFile]) -> Vec<&FoundFile> {
    let mut pages: HashMap<&[String], (usize, &FoundFile)> = HashMap::new();
    for text in found.iter().filter(|text| text.len <= MAX_PAGE_BYTES) {
        let name = text.path.last().map(|name| name.to_lowercase());
        let Some(rank) = INDEX_PAGE_NAMES
            .iter()
            .position(|page| Some(*page) == name.as_deref())
        else {
            continue;
        };
        let best = pages
            .entry(parent_folders(&text.path))
            .or_insert((rank, text));
        if rank < best.0 {
            *best = (rank, text);
        }
    }
    pages.into_values().map(|(_, page)| page).collect()
}

/// Markup of an index page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum PageMarkup {
    Html,
    Markdown,
    /// Markdown whose links may begin with a slash.
    Sidebar,
}

impl PageMarkup {
    fn from_name(name: &str) -> Self {
        if is_sidebar(name) {
            Self::Sidebar
        } else if name.to_lowercase().ends_with(".md") {
            Self::Markdown
        } else {
            Self::Html
        }
    }
}

fn is_sidebar(name: &str) -> bool {
    name.eq_ignore_ascii_case(SIDEBAR_NAME)
}

/// Returns the targets of the links of a page in their order: the names of folders and of a file, relative to the
/// folder of the page. Links out of it are left out.
fn page_links(page: &[u8], markup: PageMarkup) -> Vec<Vec<String>> {
    match markup {
        PageMarkup::Html => html_links(page).filter_map(names_inside).collect(),
        PageMarkup::Markdown => markdown_links(&String::from_utf8_lossy(page), names_inside),
        PageMarkup::Sidebar => markdown_links(&String::from_utf8_lossy(page), |link| {
            names_inside(link.trim().trim_start_matches('/'))
        }),
    }
}

/// Returns the values of the `href` attributes of HTML.
fn html_links(page: &[u8]) -> impl Iterator<Item = &str> {
    memchr::memchr_iter(b'=', page).filter_map(|at| {
        let name = page.get(at.checked_sub(HREF.len())?..at)?;
        let (quote, rest) = page.get(at + 1..)?.split_first()?;
        if !name.eq_ignore_ascii_case(HREF) || !matches!(quote, b'"' | b'\'') {
            return None;
        }
        std::str::from_utf8(rest.get(..memchr::memchr(*quote, rest)?)?).ok()
    })
}

/// Returns the names in the links of Markdown: inline, by reference, in angle brackets, wikilinks, and HTML.
fn markdown_links(
    page: &str,
    names_inside: impl Fn(&str) -> Option<Vec<String>>,
) -> Vec<Vec<String>> {
    let mut links = Vec::new();
    for event in Parser::new_ext(page, Options::ENABLE_WIKILINKS | Options::ENABLE_TABLES) {
        match event {
            Event::Start(Tag::Link {
                link_type,
                dest_url,
                ..
            }) => {
                let mut names = names_inside(&dest_url);
                if let (LinkType::WikiLink { .. }, Some(name)) =
                    (link_type, names.as_mut().and_then(|names| names.last_mut()))
                    && PageMarkup::from_name(name) == PageMarkup::Html
                {
                    name.push_str(".md");
                }
                links.extend(names);
            }
            Event::Html(html) | Event::InlineHtml(html) => {
                links.extend(html_links(html.as_bytes()).filter_map(&names_inside));
            }
            _ => {}
        }
    }
    links
}

/// Returns the names in the path of a link; `None` if it leaves the folder.
fn names_inside(link: &str) -> Option<Vec<String>> {
    let path = link.split(['#', '?']).next()?;
    let path = path.trim();
    let is_elsewhere = path.contains(':') || path.starts_with('/');
    let path = percent_decode(path);
    let names = path.split('/').filter(|name| *name != ".");
    let names: Vec<String> = names.map(str::to_owned).collect();
    let is_inside = !names.iter().any(|name| name == ".." || name.is_empty());
    (!is_elsewhere && is_inside).then_some(names)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn links(page: &str, markup: PageMarkup) -> Vec<String> {
        let links = page_links(page.as_bytes(), markup);
        links.iter().map(|names| names.join("/")).collect()
    }

    #[test]
    fn links_of_a_page_lead_to_what_is_in_its_folder() {
        let page = "<a href=\"b.html#x\">b</a> <a HREF='A.html'> <link href='a%20b.html?q=1'>
            <a href=\"https://example.org/a.html\"> <a href=\"../x.html\">";
        assert_eq!(
            links(page, PageMarkup::Html),
            ["b.html", "A.html", "a b.html"]
        );
        let page = "[一](./c/d.md) [二](<e f.md> '题') [三][r] [四][] [out](../x.md) [no](/etc/passwd)
[](#here) [五](g(上).md \"题\") [[页|字]] <a href='h.md'> `[码](i.md)` [四]\n\n[r]: j.md\n[四]: <k l.md> (题)
\n- [六](m.md\n 'a')\n  - [七](n%20o.md)\n";
        assert_eq!(
            links(page, PageMarkup::Markdown),
            [
                "c/d.md",
                "e f.md",
                "j.md",
                "k l.md",
                "g(上).md",
                "页.md",
                "h.md",
                "k l.md",
                "m.md",
                "n o.md"
            ]
        );
        let page = "- [首页](/)\n  - [一](/甲/b)\n  - [二](c.md)\n  - [外](//example.org/d)\n";
        assert_eq!(
            links(page, PageMarkup::Sidebar),
            ["甲/b", "c.md", "example.org/d"]
        );
    }
}
