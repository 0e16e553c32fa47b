//! The sheet about the text.

pub mod sheet;
