//! The reader's own marks, highlights and notes: one file of JSON lines for each document, only ever appended to.

pub mod anchor;
pub mod export;
pub mod import;
pub mod log;
mod moved_texts;
pub mod stamp;
pub mod store;
pub mod user_mark;

pub use log::NoteLog;
pub use store::{ListedNotes, NoteFile, NoteFolder};
pub use user_mark::{MarkKind, UserMark};

#[cfg(test)]
mod tests;
