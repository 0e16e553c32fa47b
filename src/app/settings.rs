//! Settings that change while the program runs.

pub mod apply;
pub mod list;
pub mod set_line;
pub mod value;
