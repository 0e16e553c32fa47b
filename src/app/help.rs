//! Help sheet, key table and default configuration, generated from the table of actions.

pub mod sheet;
pub mod tables;
