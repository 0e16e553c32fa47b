//! Opening a document, and opening it again.

pub mod actions;
pub mod file_change;
pub mod origin;
pub mod start_view;
pub mod state;
