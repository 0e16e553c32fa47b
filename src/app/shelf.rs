//! The shelf: favourite folders, texts read before, and the built-in essays.

pub mod actions;
pub mod change;
pub mod entry;
pub mod latest;
pub mod list;
pub mod order;
pub mod rows;
pub mod state;
