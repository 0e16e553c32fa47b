//! Marks that are in no file, kept while the reader goes from text to text.

use crate::session::notes::UserMark;
use std::collections::HashMap;
use std::path::PathBuf;

/// Marks that are in no file, by the paths of their text.
#[derive(Default)]
pub(crate) struct HeldMarks(HashMap<Vec<PathBuf>, Vec<UserMark>>);

impl HeldMarks {
    /// Returns the marks in the text at `paths`.
    pub(crate) fn of(&self, paths: &[PathBuf]) -> Vec<UserMark> {
        self.0.get(&whole(paths)).cloned().unwrap_or_default()
    }

    /// Keeps the marks in the text at `paths`.
    pub(crate) fn keep(&mut self, paths: &[PathBuf], marks: Vec<UserMark>) {
        self.0.insert(whole(paths), marks);
    }
}

/// Returns paths from the root, so that a text has one name.
fn whole(paths: &[PathBuf]) -> Vec<PathBuf> {
    let whole = |path: &PathBuf| path.canonicalize().unwrap_or_else(|_| path.clone());
    paths.iter().map(whole).collect()
}
