//! The shelf: texts read before.

pub mod entry;
pub mod list;
pub mod state;
