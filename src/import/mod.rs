//! Floor 2, import: bytes become documents.

pub mod chunks;
pub mod headings;
pub mod markdown;
pub mod memory;
pub mod numbering;
pub mod plain;
pub mod source;
