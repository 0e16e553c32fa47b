//! Floor 5, views: documents over documents.

pub mod article;
pub(crate) mod line_filter;
pub mod reflow;
