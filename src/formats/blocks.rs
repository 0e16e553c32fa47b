//! Blocks and the parts all formats build them with: the block document, notes, tables, links.

pub(crate) mod autolink;
pub(crate) mod builder;
pub mod document;
#[cfg(test)]
pub(crate) mod dump;
pub(crate) mod href;
pub(crate) mod inline;
pub(crate) mod inline_text;
pub(crate) mod line_filter;
pub(crate) mod list_numbers;
pub(crate) mod named_places;
mod note_place;
pub(crate) mod notes;
pub(crate) mod number_format;
mod placeholder_document;
pub(crate) mod placeholders;
pub(crate) mod regions;
pub(crate) mod ruby;
pub mod source_map;
pub(crate) mod staged;
pub(crate) mod sub_sup;
pub(crate) mod table_text;
