//! A watch over the file being read.

use crate::app::opening::file_change::FileChange;
use std::path::PathBuf;
use std::time::SystemTime;

/// Looks whether a file is still the one that was opened.
#[derive(Clone, Debug, Default)]
pub struct FileWatch {
    path: Option<PathBuf>,
    stamp: Option<FileStamp>,
}

/// What tells one version of a file from another.
#[derive(Clone, Debug, PartialEq, Eq)]
struct FileStamp {
    /// Length in bytes; 0 for a folder.
    len: u64,
    modified: Option<SystemTime>,
}

impl FileWatch {
    /// A watch over the file at `path`; over nothing without one.
    pub fn new(path: Option<PathBuf>) -> Self {
        let mut watch = Self { path, stamp: None };
        watch.stamp = watch.read_stamp();
        watch
    }

    fn read_stamp(&self) -> Option<FileStamp> {
        let metadata = std::fs::metadata(self.path.as_ref()?).ok()?;
        Some(FileStamp {
            len: if metadata.is_file() {
                metadata.len()
            } else {
                0
            },
            modified: metadata.modified().ok(),
        })
    }

    /// What has become of the file since this was asked last.
    pub fn poll_change(&mut self) -> FileChange {
        let now = self.read_stamp();
        let change = match (&self.stamp, &now) {
            (old, new) if old == new => FileChange::None,
            (_, None) => FileChange::Gone,
            (Some(old), Some(new)) if old.len > 0 && new.len == 0 => FileChange::Emptied,
            (Some(old), Some(new)) if new.len < old.len => FileChange::Shorter,
            _ => FileChange::Other,
        };
        self.stamp = now;
        change
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_becomes_of_a_file_is_seen() {
        let path = std::env::temp_dir().join(format!("tongdu-watch-{}", std::process::id()));
        std::fs::write(&path, "一二三四").unwrap();
        let mut watch = FileWatch::new(Some(path.clone()));
        for (text, want) in [
            (Some("一二三四五"), FileChange::Other),
            (Some("一二"), FileChange::Shorter),
            (Some(""), FileChange::Emptied),
            (Some("一"), FileChange::Other),
            (None, FileChange::Gone),
            (Some("一二"), FileChange::Other),
        ] {
            match text {
                Some(text) => std::fs::write(&path, text).unwrap(),
                None => std::fs::remove_file(&path).unwrap(),
            }
            assert_eq!(watch.poll_change(), want, "{text:?}");
            assert_eq!(watch.poll_change(), FileChange::None, "{text:?}");
        }
        std::fs::remove_file(&path).unwrap();
    }
}
