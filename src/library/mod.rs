//! Floor 6, library: opens the contents of paths and pipes. A folder or an archive is one document.

pub mod builtin;
pub mod folder;
mod format;
mod input_source;
pub mod listing;
pub mod open;
pub mod source_line;
pub mod unsupported;
