//! Searching in the text while reading.

pub mod actions;
pub mod navigate;
pub mod state;
pub mod task;
