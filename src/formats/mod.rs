//! Floor 4, formats: bytes become documents.

pub mod aozora;
pub mod blocks;
pub mod epub;
pub mod essay;
pub mod html;
pub(crate) mod line_ends;
pub(crate) mod mail;
pub mod markdown;
pub(crate) mod mime;
pub mod novel;
pub mod options;
pub mod plain;
pub mod record_lines;
pub mod terminal_output;
pub mod word;
