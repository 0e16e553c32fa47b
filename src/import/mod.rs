//! Floor 2, import: bytes become documents.

pub mod aozora;
mod archive;
pub mod article;
pub mod builtin;
pub mod chunks;
pub mod collection_file;
#[cfg(test)]
mod dump;
pub mod encoding;
pub mod epub;
pub mod essay;
mod fields;
pub mod folder;
pub mod frontmatter;
pub mod headings;
mod hiding;
pub mod html;
mod inferred;
mod kinds;
mod lengths;
pub mod markdown;
pub mod memory;
pub mod natural;
pub mod numbering;
pub mod open;
pub mod paragraphs;
pub mod pipe;
pub mod plain;
mod reasons;
pub mod rules;
pub mod saved;
pub mod shelf;
pub mod source;
pub mod spool;
pub mod unpack;
pub mod written;
