//! Paragraph styles: which of them are headings, and which are numbered. A style says what the one it is
//! based on does not.

use super::numbering::ilvl;
use crate::doc::Go;
use crate::formats::html::tokens::{Markup, Token, read};
use std::collections::HashMap;

/// Styles of a document; further ones say nothing.
const STYLES: usize = 20_000;
/// Styles that are based on each other, at most.
const DEPTH: usize = 16;

/// What a paragraph style, or a paragraph itself, says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Look {
    /// Level of the heading it is, from 1; 0 for none.
    pub(crate) level: Option<u8>,
    /// The list it is numbered by, and the level in it, where that is said.
    pub(crate) list: Option<String>,
    pub(crate) list_level: Option<usize>,
    /// `center`, `right`, …
    pub(crate) align: Option<String>,
}

impl Look {
    /// Takes what one of the elements of `w:pPr` says.
    pub(crate) fn take(&mut self, name: &str, value: Option<&str>) {
        match name {
            // 9 is the level of what is no heading.
            "outlinelvl" => {
                let level = value.and_then(|value| value.parse::<u8>().ok());
                self.level = level.map(|level| if level < 9 { level + 1 } else { 0 });
            }
            "numid" => self.list = value.map(str::to_owned),
            "ilvl" => self.list_level = Some(ilvl(value)),
            "jc" => self.align = value.map(str::to_owned),
            _ => {}
        }
    }

    /// What is said here, and besides what is said by `below`.
    pub(crate) fn over(self, below: Self) -> Self {
        Self {
            level: self.level.or(below.level),
            list: self.list.or(below.list),
            list_level: self.list_level.or(below.list_level),
            align: self.align.or(below.align),
        }
    }
}

#[derive(Debug, Default)]
struct Style {
    base: Option<String>,
    look: Look,
}

/// All paragraph styles of a document.
#[derive(Debug, Default)]
pub(crate) struct Styles(HashMap<String, Style>);

impl Styles {
    /// The styles that `source`, `word/styles.xml`, tells.
    pub(crate) fn new(source: &str) -> Self {
        let mut styles = Self::default();
        let mut id = String::new();
        read(source, Markup::Xml, &mut |token, _| {
            let Token::Open(tag) = token else {
                return Go::On;
            };
            if tag.name == "style" {
                tag.get("w:styleid").unwrap_or_default().clone_into(&mut id);
                if styles.0.len() < STYLES {
                    styles.0.entry(id.clone()).or_default();
                }
                return Go::On;
            }
            let Some(style) = styles.0.get_mut(&id) else {
                return Go::On;
            };
            let value = tag.get("w:val");
            match tag.name.as_str() {
                "basedon" => style.base = value.map(str::to_owned),
                "name" => style.look.level = value.and_then(level_of_name),
                name => style.look.take(name, value),
            }
            Go::On
        });
        styles
    }

    /// What a style says, by what it is based on too.
    pub(crate) fn look(&self, id: &str) -> Look {
        let mut look = Look::default();
        let mut id = id;
        for _ in 0..DEPTH {
            let Some(style) = self.0.get(id) else {
                break;
            };
            look = look.over(style.look.clone());
            match &style.base {
                Some(base) => id = base,
                None => break,
            }
        }
        look
    }
}

/// The level of the heading that a style of this name is for. Names of built-in styles are English, whatever
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
        let styles = Styles::new(
            "<w:styles><w:style w:styleId='1'><w:name w:val='heading 2'/><w:basedOn w:val='a'/>\
             </w:style><w:style w:styleId='a'><w:name w:val='Normal'/><w:pPr><w:jc w:val='right'/>\
             <w:numPr><w:ilvl w:val='1'/><w:numId w:val='3'/></w:numPr></w:pPr></w:style>\
             <w:style w:styleId='b'><w:basedOn w:val='1'/><w:pPr><w:outlineLvl w:val='9'/></w:pPr>\
             </w:style><w:style w:styleId='c'><w:basedOn w:val='c'/></w:style></w:styles>",
        );
        let look = styles.look("1");
        assert_eq!((look.level, look.list_level), (Some(2), Some(1)));
        assert_eq!(look.list.as_deref(), Some("3"));
        assert_eq!(look.align.as_deref(), Some("right"));
        assert_eq!(styles.look("b").level, Some(0));
        assert_eq!(styles.look("c"), Look::default());
        assert_eq!(styles.look("?"), Look::default());
    }
}
