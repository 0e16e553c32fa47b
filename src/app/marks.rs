//! The reader's own marks: highlights, notes and places.

pub mod actions;
pub mod change;
pub mod draft;
pub mod follow;
pub mod shown;
pub mod state;
