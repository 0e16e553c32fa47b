//! The help sheet and what else is made of the table of actions.

pub mod sheet;
