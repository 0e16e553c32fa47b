//! Floor 6, library: opens whatever a path or a pipe holds; folders and archives as one document.

pub mod builtin;
pub mod folder;
mod format;
mod input;
pub mod listing;
pub mod open;
pub mod unsupported;
