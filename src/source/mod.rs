//! Floor 2, source: bytes of files, pipes, archives and compressed files, and their encodings.

pub mod archive;
pub mod atomic_write;
pub(crate) mod blank_lines;
pub mod decompress;
pub mod encoding;
pub mod file_name;
pub mod line_blocks;
pub mod pipe;
pub mod progress;
pub mod spool;
pub mod windows;
