//! Description of a book as paragraphs. The field is meant for plain text, but contains markup: escaped once or
//! twice, in a CDATA section, or unescaped.

use crate::formats::html::{self, PageKind};
use crate::text::script::TextLang;

/// Limits of a description: bytes read and bytes kept.
const MAX_READ_BYTES: usize = 16 << 10;
const MAX_DESCRIPTION_BYTES: usize = 4 << 10;
/// Levels of escaping that are undone.
const MAX_UNESCAPE_COUNT: usize = 2;

/// Returns the paragraphs of a description, one per line.
pub(crate) fn paragraphs(text: &str) -> String {
    let text = text
        .get(..text.floor_char_boundary(MAX_READ_BYTES))
        .unwrap_or(text);
    let mut lines = text.to_owned();
    for _ in 0..MAX_UNESCAPE_COUNT {
        if has_markup(&lines) {
            lines = strip_markup(&lines);
        }
    }
    let lines = lines.lines().map(|line| {
        let words: Vec<&str> = line.split_whitespace().collect();
        words.join(" ")
    });
    let lines: Vec<String> = lines.filter(|line| !line.is_empty()).collect();
    let mut lines = lines.join("\n");
    lines.truncate(lines.floor_char_boundary(MAX_DESCRIPTION_BYTES));
    lines
}

/// Returns whether an element is unescaped markup in a description.
pub(crate) fn is_markup_element(name: &str) -> bool {
    let names = [
        "a",
        "b",
        "blockquote",
        "br",
        "div",
        "em",
        "h1",
        "h2",
        "h3",
        "h4",
        "hr",
        "i",
        "li",
        "ol",
        "p",
        "span",
        "strong",
        "u",
        "ul",
    ];
    names.contains(&name)
}

/// Returns whether a text contains a tag or an entity.
fn has_markup(text: &str) -> bool {
    let is_tag = |rest: &str| {
        let name = rest.trim_start_matches('/');
        name.starts_with(|c: char| c.is_ascii_alphabetic()) && name.contains('>')
    };
    let is_entity = |rest: &str| {
        rest.split_once(';').is_some_and(|(name, _)| {
            let name = name.trim_start_matches('#');
            (1..=8).contains(&name.len()) && name.bytes().all(|b| b.is_ascii_alphanumeric())
        })
    };
    text.split('<').skip(1).any(is_tag) || text.split('&').skip(1).any(is_entity)
}

fn strip_markup(text: &str) -> String {
    let page = html::parse(text, TextLang::Hans, PageKind::Book);
    let texts: Vec<&str> = page.blocks.iter().map(|block| &*block.text).collect();
    texts.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_in_a_summary_becomes_its_paragraphs() {
        for (text, want) in [
            ("山里的路。", "山里的路。"),
            ("一段。\n\n  二段。", "一段。\n二段。"),
            ("<p>一<b>段</b>。</p><p>二段。</p>", "一段。\n二段。"),
            ("一段。<br/>二段。", "一段。\n二段。"),
            ("&lt;p&gt;一段。&lt;/p&gt;", "一段。"),
            ("山&nbsp;水&amp;人", "山 水&人"),
            ("若 a < b 则 b > a；A&B", "若 a < b 则 b > a；A&B"),
            ("<div></div>", ""),
        ] {
            assert_eq!(paragraphs(text), want, "{text}");
        }
        assert!(paragraphs(&"<p>长".repeat(100_000)).len() <= MAX_DESCRIPTION_BYTES);
    }
}
