//! Notices: what the status line says until the next key.

pub mod actions;
pub mod state;
