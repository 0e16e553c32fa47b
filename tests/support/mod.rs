//! Support for tests that need a terminal. `emulator` is a terminal whose widths of ambiguous characters and
//! emoji the test chooses; it panics at any escape sequence that the program must not send. `pty` runs a
//! program in it, `reading` runs this program, `packed` builds books. Include with `mod support;`.

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
