//! Selection: a range of the text, extended by keys, and what is done with it.

pub mod actions;
pub mod cite;
pub mod copied;
pub mod copy;
pub mod extend;
pub mod follow;
pub mod mouse;
pub mod place;
pub mod state;
