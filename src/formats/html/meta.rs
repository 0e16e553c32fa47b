//! Metadata in the head of a page.

use super::tokens::Tag;
use crate::doc::{Metadata, MetadataKind};

/// Longest value that is kept, in bytes.
const MAX_METADATA_BYTES: usize = 2 << 10;

/// Metadata and the names that sites use for it, the most reliable first.
const METADATA_NAMES: [(MetadataKind, &[&str]); 5] = [
    (
        MetadataKind::Author,
        &[
            "author",
            "article:author",
            "og:article:author",
            "byl",
            "dc.creator",
        ],
    ),
    (
        MetadataKind::Publisher,
        &["og:site_name", "publisher", "application-name"],
    ),
    (
        MetadataKind::Date,
        &[
            "article:published_time",
            "datepublished",
            "publishdate",
            "pubdate",
            "og:release_date",
            "date",
            "dc.date",
        ],
    ),
    (MetadataKind::Summary, &["description", "og:description"]),
    (MetadataKind::Source, &["canonical", "og:url"]),
];

/// Values found so far, with the rank of their name.
#[derive(Debug, Default)]
pub(crate) struct PageMeta([Option<(usize, String)>; METADATA_NAMES.len()]);

impl PageMeta {
    /// Adds a tag of the head.
    pub(crate) fn add_tag(&mut self, tag: &Tag) {
        let (name, value) = match tag.name.as_str() {
            "meta" => {
                let name = ["name", "property", "itemprop"]
                    .iter()
                    .find_map(|key| tag.get(key));
                (name, tag.get("content"))
            }
            "link" => (tag.get("rel"), tag.get("href")),
            _ => return,
        };
        let (Some(name), Some(value)) = (name, value) else {
            return;
        };
        let name = name.trim().to_ascii_lowercase();
        let value = value.split_whitespace().collect::<Vec<_>>().join(" ");
        if value.is_empty() || value.len() > MAX_METADATA_BYTES {
            return;
        }
        for ((_, names), slot) in METADATA_NAMES.iter().zip(&mut self.0) {
            if let Some(rank) = names.iter().position(|known| *known == name)
                && slot.as_ref().is_none_or(|(known, _)| rank < *known)
            {
                *slot = Some((rank, value.clone()));
            }
        }
    }

    /// Returns the metadata.
    pub(crate) fn metadata(self) -> Vec<Metadata> {
        let told = METADATA_NAMES.into_iter().zip(self.0);
        told.filter_map(|((about, _), found)| Some(Metadata::new(about, found?.1)))
            .collect()
    }
}
