//! The file that a place of the text comes from.

use crate::app::state::State;
use crate::doc::Pos;
use std::path::{Path, PathBuf};

/// Returns the path of the file that holds the text at `pos`; `None` for packed texts, pipes and the built-in essays.
pub fn source_file(state: &State, pos: Pos) -> Option<PathBuf> {
    let root = &state.opening.path;
    let member = state.reading.reader.doc.provenance(pos).file;
    let path = match (root.is_empty(), member) {
        (true, None) => return None,
        (true, Some(file)) => PathBuf::from(file),
        (false, None) => PathBuf::from(root),
        (false, Some(file)) => Path::new(root).join(file),
    };
    path.is_file().then_some(path)
}
