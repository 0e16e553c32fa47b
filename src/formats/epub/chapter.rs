//! A chapter as a document of its own.

use crate::doc::{Block, Heading};
use crate::formats::blocks::document::BlockDocument;
use crate::formats::blocks::named_places::NamedPlaces;
use crate::formats::html::style_sheet::StyleSheet;
use crate::formats::html::{self, PageKind};
use crate::outline::numbering::parse_marker;
use crate::text::script::TextLang;

/// Builds the document of a chapter from its source and the style sheet to which it refers.
pub(crate) fn chapter_document(source: &str, lang: TextLang, sheet: StyleSheet) -> BlockDocument {
    let page = html::parse_styled(source, lang, PageKind::Book, sheet);
    BlockDocument {
        title: page.title,
        lang,
        headings: with_names(page.headings, &page.blocks),
        blocks: page.blocks,
        len: source.len() as u64,
        places: NamedPlaces::new(page.targets, page.target_ends, page.notes),
        ..BlockDocument::default()
    }
}

/// Joins the heading of a number with the heading of its name right below it: 第三章 and 到达 are one chapter.
fn with_names(headings: Vec<Heading>, blocks: &[Block<'_>]) -> Vec<Heading> {
    let mut joined: Vec<Heading> = Vec::with_capacity(headings.len());
    let mut index = 0;
    let mut before: Option<usize> = None;
    for heading in headings {
        let blocks_from = |from: usize| blocks.get(from..).unwrap_or_default();
        let ahead = blocks_from(index).iter();
        index += ahead
            .take_while(|block| block.pos < heading.pos.block_start())
            .count();
        let is_below = before.is_some_and(|before| before + 1 == index);
        before = Some(index);
        match joined.last_mut() {
            Some(number)
                if is_below
                    && number.level == heading.level
                    && is_number(&number.title)
                    && !starts_with_number(&heading.title) =>
            {
                number.title = format!("{} {}", number.title.trim(), heading.title.trim()).into();
            }
            _ => joined.push(heading),
        }
    }
    joined
}

/// Returns whether a title is the number of a chapter alone.
fn is_number(title: &str) -> bool {
    let title = title.trim();
    parse_marker(title).is_some_and(|marker| title.get(marker.end..).is_some_and(str::is_empty))
}

fn starts_with_number(title: &str) -> bool {
    parse_marker(title.trim()).is_some()
}
