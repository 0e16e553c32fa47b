//! Support for tests that need a terminal: `emulator` is one that draws ambiguous characters and
//! emoji as it is told, and panics at any escape sequence that the program has no business to send;
//! `pty` runs a program in it; `reading` runs this one; `zip` makes books to read. Include with `mod support;`.

#![allow(
    dead_code,
    clippy::unwrap_used,
    clippy::string_slice,
    unreachable_pub,
    reason = "each test file uses a part of what all of them share; a test may fail here"
)]

pub mod compressed;
pub mod emulator;
pub mod frame_harness;
pub mod home;
pub mod packed;
pub mod pty;
pub mod reading;
pub mod screen;
