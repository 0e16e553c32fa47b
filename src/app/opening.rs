//! Opening a document, and opening it again.

pub mod actions;
pub mod file_change;
pub mod file_stamp;
pub mod opened;
pub mod origin;
pub mod show;
pub mod start_view;
pub mod state;
