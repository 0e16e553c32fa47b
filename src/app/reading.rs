//! Reading: the page, motions, jumps, links, appearance.

pub mod actions;
pub mod appearance;
pub mod jumps;
pub mod links;
pub mod motion;
pub mod reader;
pub mod relocate;
pub mod view_switch;
