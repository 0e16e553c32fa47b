//! Paragraph styles: headings and numbering. A style inherits missing properties from the style it is based on.

use super::numbering::parse_ilvl;
use crate::formats::html::tokens::{MarkupKind, Tag, Token, tokenize};
use std::collections::HashMap;
use std::ops::ControlFlow;

/// Styles of a document; further ones are ignored.
const MAX_STYLE_COUNT: usize = 20_000;
/// Longest chain of styles based on each other.
const MAX_BASED_ON_DEPTH: usize = 16;

/// Properties of a paragraph or a paragraph style.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct ParagraphStyle {
    /// Level of the heading from 1; 0 for body text.
    pub(crate) heading_level: Option<u8>,
    /// The list that numbers the paragraph, and its level, if given.
    pub(crate) list_id: Option<String>,
    pub(crate) list_level: Option<usize>,
    /// Alignment: `center`, `right`, …
    pub(crate) align: Option<String>,
    /// Whether the first line is indented.
    pub(crate) has_indent: Option<bool>,
}

impl ParagraphStyle {
    /// Applies an element of `w:pPr`.
    pub(crate) fn set_property(&mut self, name: &str, value: Option<&str>) {
        match name {
            // Level 9 is body text.
            "outlinelvl" => {
                let level = value.and_then(|value| value.parse::<u8>().ok());
                self.heading_level = level.map(|level| if level < 9 { level + 1 } else { 0 });
            }
            "numid" => self.list_id = value.map(str::to_owned),
            "ilvl" => self.list_level = Some(parse_ilvl(value)),
            "jc" => self.align = value.map(str::to_owned),
            _ => {}
        }
    }

    /// Applies a `w:ind`: the indent of the first line, in characters or in twips.
    pub(crate) fn set_indent(&mut self, tag: &Tag) {
        let values = [tag.get("w:firstlinechars"), tag.get("w:firstline")];
        let mut values = values.into_iter().flatten().peekable();
        if values.peek().is_some() {
            let is_set = |value: &str| value.trim().parse::<f32>().is_ok_and(|by| by > 0.0);
            self.has_indent = Some(values.any(is_set));
        }
    }

    /// Fills missing properties from `below`.
    pub(crate) fn inherit(self, below: Self) -> Self {
        Self {
            heading_level: self.heading_level.or(below.heading_level),
            list_id: self.list_id.or(below.list_id),
            list_level: self.list_level.or(below.list_level),
            align: self.align.or(below.align),
            has_indent: self.has_indent.or(below.has_indent),
        }
    }
}

#[derive(Debug, Default)]
struct StyleSheetEntry {
    base_id: Option<String>,
    style: ParagraphStyle,
}

/// All paragraph styles of a document.
#[derive(Debug, Default)]
pub(crate) struct StyleSheet(HashMap<String, StyleSheetEntry>);

impl StyleSheet {
    /// Parses `word/styles.xml`.
    pub(crate) fn new(source: &str) -> Self {
        let mut styles = Self::default();
        let mut id = String::new();
        tokenize(source, MarkupKind::Xml, &mut |token, _| {
            let Token::Open(tag) = token else {
                return ControlFlow::Continue(());
            };
            if tag.name == "style" {
                tag.get("w:styleid").unwrap_or_default().clone_into(&mut id);
                if styles.0.len() < MAX_STYLE_COUNT {
                    styles.0.entry(id.clone()).or_default();
                }
                return ControlFlow::Continue(());
            }
            let Some(style) = styles.0.get_mut(&id) else {
                return ControlFlow::Continue(());
            };
            let value = tag.get("w:val");
            match tag.name.as_str() {
                "basedon" => style.base_id = value.map(str::to_owned),
                "name" => style.style.heading_level = value.and_then(level_of_name),
                "ind" => style.style.set_indent(tag),
                name => style.style.set_property(name, value),
            }
            ControlFlow::Continue(())
        });
        styles
    }

    /// Returns the properties of a style with those of the styles it is based on.
    pub(crate) fn resolve(&self, id: &str) -> ParagraphStyle {
        let mut look = ParagraphStyle::default();
        let mut id = id;
        for _ in 0..MAX_BASED_ON_DEPTH {
            let Some(style) = self.0.get(id) else {
                break;
            };
            look = look.inherit(style.style.clone());
            match &style.base_id {
                Some(base) => id = base,
                None => break,
            }
        }
        look
    }
}

/// Returns the heading level that a style name implies. Names of built-in styles are mostly English, regardless of
/// the language of the word processor.
fn level_of_name(name: &str) -> Option<u8> {
    let name = name.to_lowercase();
    if name == "title" {
        return Some(1);
    }
    let words = ["heading ", "标题 ", "標題 ", "見出し ", "제목 "];
    let number = words.iter().find_map(|word| name.strip_prefix(word))?;
    number.parse().ok().filter(|level| (1..=9).contains(level))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_style_says_what_the_one_below_does_not() {
        let styles = StyleSheet::new(
            "<w:styles><w:style w:styleId='1'><w:name w:val='heading 2'/><w:basedOn w:val='a'/>\
             </w:style><w:style w:styleId='a'><w:name w:val='Normal'/><w:pPr><w:jc w:val='right'/>\
             <w:numPr><w:ilvl w:val='1'/><w:numId w:val='3'/></w:numPr></w:pPr></w:style>\
             <w:style w:styleId='b'><w:basedOn w:val='1'/><w:pPr><w:outlineLvl w:val='9'/></w:pPr>\
             </w:style><w:style w:styleId='c'><w:basedOn w:val='c'/></w:style></w:styles>",
        );
        let look = styles.resolve("1");
        assert_eq!((look.heading_level, look.list_level), (Some(2), Some(1)));
        assert_eq!(look.list_id.as_deref(), Some("3"));
        assert_eq!(look.align.as_deref(), Some("right"));
        assert_eq!(styles.resolve("b").heading_level, Some(0));
        assert_eq!(styles.resolve("c"), ParagraphStyle::default());
        assert_eq!(styles.resolve("?"), ParagraphStyle::default());
    }
}
