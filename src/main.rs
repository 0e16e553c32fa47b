//! Exit code.

fn main() {}
