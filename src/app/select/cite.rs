//! Source of the text at a place.

use super::copied::CitedSource;
use crate::app::state::State;
use crate::doc::{Heading, MetadataKind, MetadataValue, Pos};

/// Returns the source of the text at `pos`.
pub fn source_at(state: &State, pos: Pos) -> CitedSource {
    let reader = &state.reading.reader;
    let doc = &*reader.doc;
    let metadata = doc.metadata(pos);
    let known = |kind| {
        let mut values = metadata.iter().filter(|entry| entry.kind == kind);
        values.find_map(|entry| match &entry.value {
            MetadataValue::Text(text) => Some(text.clone()),
            MetadataValue::RightToLeft => None,
        })
    };
    let outline = &reader.outline;
    let index = outline.index_at(pos);
    let title_at = |index: usize| {
        let heading = outline.headings.get(index)?;
        Some(heading.title.trim().to_owned())
    };
    let file = doc.provenance(pos).file;
    // Of several texts in one document, the title is that of the one at `pos`.
    let entry = index.and_then(|index| {
        let before = outline.headings.get(..=index)?;
        let is_text = |heading: &&Heading| {
            heading.entry.is_some()
                || (file.is_some() && heading.level == 1 && heading.pos.section == pos.section)
        };
        before.iter().rfind(is_text)
    });
    let author = entry.and_then(|heading| heading.entry.as_ref()?.author.clone());
    let title = entry.map_or_else(|| doc.title(), |heading| heading.title.trim().to_owned());
    let section = index.and_then(title_at).unwrap_or_default();
    CitedSource {
        section: if section == title {
            String::new()
        } else {
            section
        },
        author: author
            .or_else(|| known(MetadataKind::Author))
            .unwrap_or_default(),
        date: known(MetadataKind::Date).unwrap_or_default(),
        title,
        lang: doc.lang(),
    }
}
