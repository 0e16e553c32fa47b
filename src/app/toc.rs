//! The outline pane: its list, corrections and edits.

pub mod corrections;
pub mod edit;
pub mod list;
