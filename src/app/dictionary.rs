//! Looking up of words.

pub mod actions;
pub mod lookup;
