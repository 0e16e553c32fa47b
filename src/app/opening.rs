//! Opening a document, for the first time and again.

pub mod actions;
pub mod file_change;
pub mod file_stamp;
pub mod opened;
pub mod origin;
pub mod other_text;
pub mod progress_text;
pub mod show;
pub mod source_file;
pub mod start_place;
pub mod start_view;
pub mod state;
