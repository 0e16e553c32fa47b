//! The outline pane: list, corrections and edits of headings.

pub mod actions;
pub mod corrections;
pub mod edit;
pub mod follow;
pub mod list;
pub mod load;
pub mod sidecar;
pub mod state;
