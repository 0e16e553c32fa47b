//! What a tag says of what is in it: whether it holds the text of the page or stands beside it. The
//! words are those that sites write into their classes, in English, Pinyin and Romaji.

use super::Manner;
use super::elements::Element;
use super::tokens::Tag;
use crate::formats::blocks::regions::Looks;

/// What `tag` says of what is in it. Books have nothing beside their text.
pub(crate) fn of(tag: &Tag, element: Element, manner: Manner) -> Looks {
    let is_note = tag.has_word("class", "duokan-footnote-item")
        || element == Element::Aside
            && (tag.has_word("epub:type", "footnote") || tag.has_word("role", "doc-footnote"));
    if is_note {
        return Looks::Note;
    }
    match manner {
        Manner::Book => Looks::Plain,
        Manner::Page => by_role(tag)
            .or_else(|| by_names(tag))
            .unwrap_or_else(|| by_element(tag, element)),
    }
}

fn by_role(tag: &Tag) -> Option<Looks> {
    if tag.has_word("itemprop", "articleBody") {
        return Some(Looks::Text);
    }
    let role = tag.get("role")?.trim().to_ascii_lowercase();
    match role.as_str() {
        "main" | "article" => Some(Looks::Text),
        "navigation" | "complementary" | "contentinfo" | "banner" | "search" | "dialog"
        | "alertdialog" | "menu" | "menubar" | "toolbar" => Some(Looks::Chrome),
        _ => None,
    }
}

fn by_element(tag: &Tag, element: Element) -> Looks {
    match tag.name.as_str() {
        "article" | "main" => Looks::Text,
        "nav" | "footer" | "aside" | "dialog" => Looks::Chrome,
        "section" => Looks::Section,
        _ => match element {
            Element::Division
            | Element::List(_)
            | Element::Table
            | Element::Cell
            | Element::Aside => Looks::Plain,
            _ => Looks::Small,
        },
    }
}

/// Names in a class or an identifier that are looked at.
const NAMES: usize = 16;

/// By the names in class and identifier. Of several that disagree, that which stands beside the text
/// is believed: `article-comments`.
fn by_names(tag: &Tag) -> Option<Looks> {
    let names = ["id", "class"].into_iter().filter_map(|key| tag.get(key));
    let names = names.flat_map(str::split_whitespace).take(NAMES);
    let is_whole = matches!(tag.name.as_str(), "html" | "body" | "main" | "article");
    let mut found = None;
    for name in names {
        match by_name(name) {
            // A whole page may be named after each of its parts: `has-sidebar`, `comments-open`.
            Some(Looks::Chrome) if !is_whole || begins_beside(name) => return Some(Looks::Chrome),
            Some(Looks::Text) => found = Some(Looks::Text),
            _ => {}
        }
    }
    found
}

fn begins_beside(name: &str) -> bool {
    ["comment-", "comment_", "related", "recommend"]
        .iter()
        .any(|start| name.starts_with(start))
        || name == "comment"
}

/// Words of the longest name of a part of a page.
const LONGEST: usize = 4;

fn by_name(name: &str) -> Option<Looks> {
    let words = words(name);
    let joined = words.concat();
    // A title written as a name, as sections of manuals have it: `sharing-with-a-single-developer`.
    if words.len() > LONGEST {
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
    if !is_note && (has(BESIDE) || contains(BESIDE_PARTS)) {
        return Some(Looks::Chrome);
    }
    (has(TEXT) || contains(TEXT_PARTS)).then_some(Looks::Text)
}

/// Whether the names of a tag say that it holds the text.
pub(crate) fn names_text(tag: &Tag) -> bool {
    by_names(tag) == Some(Looks::Text)
}

/// The words of a name: `leftNav-2_top` is `left`, `nav`, `top`.
fn words(name: &str) -> Vec<String> {
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

/// Words of what stands beside the text; sorted.
const BESIDE: &[&str] = &[
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

/// Parts of such words that are written together with others.
const BESIDE_PARTS: &[&str] = &[
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

/// Words of what holds the text; sorted.
const TEXT: &[&str] = &[
    "body", "chapter", "content", "contents", "entry", "honbun", "main", "neirong", "post",
    "prose", "story", "text", "txt", "wenzhang", "zhengwen", "zw",
];

/// Parts of such words.
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
        assert!(BESIDE.is_sorted() && TEXT.is_sorted());
    }

    #[test]
    fn names_are_read_as_their_words() {
        for (name, want) in [
            ("js_content", Some(Looks::Text)),
            ("rich_media_content", Some(Looks::Text)),
            ("articleBody", Some(Looks::Text)),
            ("post-content", Some(Looks::Text)),
            ("post-comments", Some(Looks::Chrome)),
            ("leftNav", Some(Looks::Chrome)),
            ("commentlist", Some(Looks::Chrome)),
            ("article-related", Some(Looks::Chrome)),
            ("has-sidebar", None),
            ("sharing-with-a-single-developer", None),
            ("footnotes", None),
            ("shade", None),
            ("navy", None),
            ("wrap", None),
            ("正文", None),
        ] {
            assert_eq!(by_name(name), want, "{name}");
        }
    }
}
