//! Searching in the text while reading.

pub mod navigate;
pub mod state;
