//! The outline pane: its list, corrections and edits.

pub mod actions;
pub mod corrections;
pub mod edit;
pub mod follow;
pub mod list;
pub mod load;
pub mod sidecar;
pub mod state;
