//! Stamp of a file: distinguishes its versions without reading them.

use super::file_change::FileChange;
use std::path::Path;
use std::time::SystemTime;

/// Length and modification time of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileStamp {
    /// Length in bytes; 0 for a folder.
    len: u64,
    modified: Option<SystemTime>,
}

impl FileStamp {
    /// Reads the stamp of the file at `path`; `None` if there is no such file.
    pub fn read(path: &Path) -> Option<Self> {
        let metadata = std::fs::metadata(path).ok()?;
        Some(Self {
            len: if metadata.is_file() {
                metadata.len()
            } else {
                0
            },
            modified: metadata.modified().ok(),
        })
    }

    /// Returns the change of a file between two stamps.
    pub fn change(old: Option<&Self>, new: Option<&Self>) -> FileChange {
        match (old, new) {
            (old, new) if old == new => FileChange::None,
            (_, None) => FileChange::Gone,
            (Some(old), Some(new)) if old.len > 0 && new.len == 0 => FileChange::Emptied,
            (Some(old), Some(new)) if new.len < old.len => FileChange::Shorter,
            _ => FileChange::Other,
        }
    }
}
