//! Options of `tongdu notes`.

use crate::session::notes::export::NoteFormat;
use std::path::PathBuf;

/// Options of `notes`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NotesOptions {
    /// Format.
    pub format: NoteFormat,
    /// File of annotations to read in.
    pub import: Option<PathBuf>,
    /// Whether only notes are printed whose words are gone from their text. The texts are opened for that.
    pub only_orphans: bool,
    /// Date (`2026-11-28`) before which notes are left out.
    pub since: String,
}
