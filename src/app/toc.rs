//! The outline pane: list, corrections and edits of headings.

pub mod actions;
pub mod article_words;
pub mod corrections;
pub mod edit;
pub mod folds;
pub mod follow;
pub mod list;
pub mod load;
pub mod pane_rows;
pub mod sidecar;
pub mod state;
