//! A chapter as a document of its own.

use crate::formats::blocks::document::BlockDocument;
use crate::formats::blocks::named_places::NamedPlaces;
use crate::formats::html::style_sheet::StyleSheet;
use crate::formats::html::{self, PageKind};
use crate::text::script::TextLang;

/// Builds the document of a chapter from its source and the style sheet to which it refers.
pub(crate) fn chapter_document(source: &str, lang: TextLang, sheet: StyleSheet) -> BlockDocument {
    let page = html::parse_styled(source, lang, PageKind::Book, sheet);
    BlockDocument {
        title: page.title,
        lang,
        blocks: page.blocks,
        headings: page.headings,
        len: source.len() as u64,
        places: NamedPlaces::new(page.targets, page.target_ends, page.notes),
        ..BlockDocument::default()
    }
}
