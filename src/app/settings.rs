//! Settings that change while the program runs.

pub mod apply;
pub mod set_line;
pub mod sheet;
