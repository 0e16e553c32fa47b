//! A chapter as a document of its own.

use crate::formats::blocks::document::{BlockDocument, NamedPlaces};
use crate::formats::html::{self, PageKind};
use crate::text::script::TextLang;

/// Builds the document of a chapter from its source.
pub(crate) fn chapter_document(source: &str, lang: TextLang) -> BlockDocument {
    let page = html::parse(source, lang, PageKind::Book);
    BlockDocument {
        title: page.title,
        lang,
        blocks: page.blocks,
        headings: page.headings,
        len: source.len() as u64,
        places: NamedPlaces {
            targets: page.targets,
            target_ends: page.target_ends,
            notes: page.notes,
        },
        ..BlockDocument::default()
    }
}
