//! Lists over the screen. Each kind of list is a [`model::ListModel`]; keys, cursor, filter and look are the same for
//! all of them.

pub mod actions;
pub mod filter_line;
pub mod hints;
pub mod model;
pub mod registry;
pub mod screen_rows;
pub mod state;
