//! Searching in the text while reading.

pub mod actions;
pub mod hit_list;
pub mod hit_rows;
pub mod navigate;
pub mod state;
pub mod task;
