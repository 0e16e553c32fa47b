//! The reader's own marks: highlights, notes and places.

pub mod actions;
pub mod change;
pub mod draft;
pub mod edit;
pub mod follow;
pub mod list;
pub mod order;
pub mod places;
pub mod shown;
pub mod state;
