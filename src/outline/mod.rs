//! Floor 3, outline: headings of texts without mark-up, rules of the reader, saved outlines.

pub mod explain;
pub mod headings;
pub mod infer;
pub mod numbering;
pub(crate) mod opening_title;
pub mod rules;
pub mod sidecar;
pub mod similar;
pub(crate) mod word_lists;
