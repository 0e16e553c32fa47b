//! Programs outside: the reader's editor, and whatever opens a link.

pub mod actions;
pub mod address;
pub mod editor;
pub mod state;
