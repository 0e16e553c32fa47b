//! Floor 2, import: bytes become documents.

pub mod collection_file;
pub mod essay;
mod fields;
pub mod frontmatter;
pub mod headings;
pub mod markdown;
pub mod memory;
pub mod numbering;
