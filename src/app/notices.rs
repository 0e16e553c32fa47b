//! Notices: short texts in the status line, shown until the next key.

pub mod actions;
pub mod state;
