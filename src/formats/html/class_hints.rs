//! Hints of tags about their content: text of the page or boilerplate. The words are those that sites use in
//! classes, in English, Pinyin and Romaji.

use super::elements::ElementKind;
use super::parsed_page::PageKind;
use super::tokens::Tag;
use crate::formats::blocks::regions::RegionHint;

/// Returns the hint of `tag`. Books have no boilerplate.
pub(crate) fn region_hint(tag: &Tag, element: ElementKind, manner: PageKind) -> RegionHint {
    let is_note = tag.has_word("class", "duokan-footnote-item")
        || element == ElementKind::Aside
            && (tag.has_word("epub:type", "footnote") || tag.has_word("role", "doc-footnote"));
    if is_note {
        return RegionHint::Note;
    }
    match manner {
        PageKind::Book => RegionHint::Plain,
        PageKind::Web => hint_from_role(tag)
            .or_else(|| hint_from_names(tag))
            .unwrap_or_else(|| hint_from_element(tag, element)),
    }
}

fn hint_from_role(tag: &Tag) -> Option<RegionHint> {
    if tag.has_word("itemprop", "articleBody") {
        return Some(RegionHint::Text);
    }
    let role = tag.get("role")?.trim().to_ascii_lowercase();
    match role.as_str() {
        "main" | "article" => Some(RegionHint::Text),
        "navigation" | "complementary" | "contentinfo" | "banner" | "search" | "dialog"
        | "alertdialog" | "menu" | "menubar" | "toolbar" => Some(RegionHint::Boilerplate),
        _ => None,
    }
}

fn hint_from_element(tag: &Tag, element: ElementKind) -> RegionHint {
    match tag.name.as_str() {
        "article" | "main" => RegionHint::Text,
        "nav" | "footer" | "aside" | "dialog" => RegionHint::Boilerplate,
        "section" => RegionHint::Section,
        _ => match element {
            ElementKind::Division
            | ElementKind::List(_)
            | ElementKind::Table
            | ElementKind::Cell
            | ElementKind::Aside => RegionHint::Plain,
            _ => RegionHint::Small,
        },
    }
}

/// Class names and identifiers of a tag that are examined.
const MAX_CLASS_NAME_COUNT: usize = 16;

/// Returns the hint of the class names and the identifier. If they disagree, boilerplate wins: `article-comments`.
fn hint_from_names(tag: &Tag) -> Option<RegionHint> {
    let names = ["id", "class"].into_iter().filter_map(|key| tag.get(key));
    let names = names
        .flat_map(str::split_whitespace)
        .take(MAX_CLASS_NAME_COUNT);
    let is_whole = matches!(tag.name.as_str(), "html" | "body" | "main" | "article");
    let mut found = None;
    for name in names {
        match hint_from_name(name) {
            // A whole page may carry the names of its parts: `has-sidebar`, `comments-open`.
            Some(RegionHint::Boilerplate) if !is_whole || has_boilerplate_prefix(name) => {
                return Some(RegionHint::Boilerplate);
            }
            Some(RegionHint::Text) => found = Some(RegionHint::Text),
            _ => {}
        }
    }
    found
}

fn has_boilerplate_prefix(name: &str) -> bool {
    ["comment-", "comment_", "related", "recommend"]
        .iter()
        .any(|start| name.starts_with(start))
        || name == "comment"
}

/// Longest name of a part of a page, in words.
const MAX_NAME_WORDS: usize = 4;

fn hint_from_name(name: &str) -> Option<RegionHint> {
    let words = name_words(name);
    let joined = words.concat();
    // A longer name is a title, as in manuals: `sharing-with-a-single-developer`.
    if words.len() > MAX_NAME_WORDS {
        return None;
    }
    let is_about = |first: &str| matches!(first, "has" | "with" | "no" | "is" | "without");
    if words.len() > 1 && words.first().is_some_and(|first| is_about(first)) {
        return None;
    }
    let is_note = joined.contains("footnote") || joined.contains("endnote");
    let has = |table: &[&str]| {
        words
            .iter()
            .any(|word| table.binary_search(&word.as_str()).is_ok())
    };
    let contains = |table: &[&str]| table.iter().any(|part| joined.contains(part));
    if !is_note && (has(BOILERPLATE_WORDS) || contains(BOILERPLATE_PARTS)) {
        return Some(RegionHint::Boilerplate);
    }
    (has(TEXT_WORDS) || contains(TEXT_PARTS)).then_some(RegionHint::Text)
}

/// Returns whether the names of a tag mark it as the text.
pub(crate) fn is_named_as_text(tag: &Tag) -> bool {
    hint_from_names(tag) == Some(RegionHint::Text)
}

/// Splits a name into words: `leftNav-2_top` into `left`, `nav`, `top`.
fn name_words(name: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut was_lower = false;
    for c in name.chars().take(64) {
        let ends = !c.is_alphabetic() || was_lower && c.is_ascii_uppercase();
        was_lower = c.is_ascii_lowercase();
        if ends && words.last().is_some_and(|word| !word.is_empty()) {
            words.push(String::new());
        }
        if let Some(word) = words.last_mut().filter(|_| c.is_alphabetic()) {
            word.push(c.to_ascii_lowercase());
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

/// Words for boilerplate; sorted.
const BOILERPLATE_WORDS: &[&str] = &[
    "ad",
    "ads",
    "adv",
    "advert",
    "adverts",
    "aside",
    "banner",
    "bottombar",
    "calendar",
    "cmt",
    "cookie",
    "cookies",
    "crumb",
    "crumbs",
    "daohang",
    "dibu",
    "discuss",
    "fenxiang",
    "foot",
    "footbar",
    "footer",
    "friendlink",
    "friendlinks",
    "guanggao",
    "header",
    "hot",
    "kanren",
    "links",
    "login",
    "menu",
    "modal",
    "nav",
    "navbar",
    "navi",
    "navigation",
    "newsletter",
    "next",
    "osusume",
    "pager",
    "pagination",
    "paging",
    "pankuzu",
    "pinglun",
    "popup",
    "prev",
    "promo",
    "qrcode",
    "rank",
    "ranking",
    "register",
    "relate",
    "related",
    "relevant",
    "remen",
    "reply",
    "reward",
    "search",
    "share",
    "sharing",
    "side",
    "sider",
    "signin",
    "signup",
    "social",
    "sponsor",
    "subscribe",
    "tag",
    "tags",
    "tool",
    "toolbar",
    "tools",
    "topbar",
    "tuiguang",
    "tuijian",
    "vote",
    "widget",
    "xiangguan",
];

/// Parts of compound words for boilerplate.
const BOILERPLATE_PARTS: &[&str] = &[
    "advert",
    "breadcrumb",
    "comment",
    "copyright",
    "footer",
    "navbar",
    "navigation",
    "pagination",
    "qrcode",
    "recommend",
    "related",
    "sharebar",
    "sidebar",
    "sidenav",
    "toolbar",
];

/// Words for the text; sorted.
const TEXT_WORDS: &[&str] = &[
    "body", "chapter", "content", "contents", "entry", "honbun", "main", "neirong", "post",
    "prose", "story", "text", "txt", "wenzhang", "zhengwen", "zw",
];

/// Parts of compound words for the text.
const TEXT_PARTS: &[&str] = &[
    "article",
    "artibody",
    "content",
    "endtext",
    "kiji",
    "maintext",
    "markdown",
    "newstext",
    "postbody",
    "richtext",
    "trseditor",
    "zhengwen",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_are_sorted() {
        assert!(BOILERPLATE_WORDS.is_sorted() && TEXT_WORDS.is_sorted());
    }

    #[test]
    fn names_are_read_as_their_words() {
        for (name, want) in [
            ("js_content", Some(RegionHint::Text)),
            ("rich_media_content", Some(RegionHint::Text)),
            ("articleBody", Some(RegionHint::Text)),
            ("post-content", Some(RegionHint::Text)),
            ("post-comments", Some(RegionHint::Boilerplate)),
            ("leftNav", Some(RegionHint::Boilerplate)),
            ("commentlist", Some(RegionHint::Boilerplate)),
            ("article-related", Some(RegionHint::Boilerplate)),
            ("has-sidebar", None),
            ("sharing-with-a-single-developer", None),
            ("footnotes", None),
            ("shade", None),
            ("navy", None),
            ("wrap", None),
            ("正文", None),
        ] {
            assert_eq!(hint_from_name(name), want, "{name}");
        }
    }
}
