//! Floor 2, import: bytes become documents.

pub mod headings;
pub mod markdown;
pub mod memory;
pub mod numbering;
