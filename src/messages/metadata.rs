//! Texts about the information of a document about itself.

use super::Catalogue;
use crate::doc::{MetadataKind, MetadataValue};

impl Catalogue {
    /// Returns the name of a kind of information.
    pub const fn metadata_kind(&self, kind: MetadataKind) -> &'static str {
        let m = &self.metadata;
        match kind {
            MetadataKind::Author => m.author,
            MetadataKind::Translator => m.translator,
            MetadataKind::Publisher => m.publisher,
            MetadataKind::Date => m.date,
            MetadataKind::Language => m.language,
            MetadataKind::Identifier => m.identifier,
            MetadataKind::Source => m.source,
            MetadataKind::Summary => m.summary,
            MetadataKind::Pages => m.pages,
            MetadataKind::Edition => m.edition,
            MetadataKind::EditionSource => m.edition_source,
            MetadataKind::FirstPublished => m.first_published,
            MetadataKind::TypedBy => m.typed_by,
            MetadataKind::CheckedBy => m.checked_by,
            MetadataKind::TranslatedFrom => m.translated_from,
            MetadataKind::MadeBy => m.made_by,
            MetadataKind::Released => m.released,
            MetadataKind::Revised => m.revised,
        }
    }

    /// Returns a piece of information as it is shown.
    pub fn metadata_value<'v>(&self, value: &'v MetadataValue) -> &'v str {
        match value {
            MetadataValue::Text(text) => text,
            MetadataValue::RightToLeft => self.metadata.right_to_left,
        }
    }
}
