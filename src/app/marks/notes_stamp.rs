//! Stamp of the files of notes: distinguishes their versions without reading them.

use crate::app::opening::file_stamp::FileStamp;
use crate::session::notes::NoteFile;
use std::path::PathBuf;

/// Versions of the file with the notes of a document and of the file with the marks across documents.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NotesStamp {
    files: Vec<(PathBuf, Option<FileStamp>)>,
}

impl NotesStamp {
    /// Reads the stamps of `files`.
    pub fn read<'f>(files: impl IntoIterator<Item = &'f NoteFile>) -> Self {
        let stamp = |file: &NoteFile| {
            let path = file.path().to_owned();
            let stamp = FileStamp::read(&path);
            (path, stamp)
        };
        Self {
            files: files.into_iter().map(stamp).collect(),
        }
    }
}
