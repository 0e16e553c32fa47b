//! Floor 5, views: documents over documents.

pub mod article;
pub mod line_filter;
pub mod reflow;
