//! The mouse: what lies under a cell, and what wheel, click and drag do there.

pub mod actions;
pub mod state;
pub mod target;
