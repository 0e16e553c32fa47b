//! Watch over the file being read.

use crate::app::opening::file_change::FileChange;
use crate::app::opening::file_stamp::FileStamp;
use std::path::PathBuf;

/// Compares a file with the version that was opened.
#[derive(Clone, Debug, Default)]
pub(crate) struct FileWatch {
    path: Option<PathBuf>,
    stamp: Option<FileStamp>,
}

impl FileWatch {
    /// Creates a watch over the file at `path`. Without a path it never reports a change.
    pub(crate) fn new(path: Option<PathBuf>) -> Self {
        Self { path, stamp: None }
    }

    /// Sets the stamp of the version now being read.
    pub(crate) fn set_stamp(&mut self, stamp: Option<FileStamp>) {
        self.stamp = stamp;
    }

    /// Returns the change of the file since the last call.
    pub(crate) fn poll_change(&mut self) -> FileChange {
        let Some(path) = &self.path else {
            return FileChange::None;
        };
        let now = FileStamp::read(path);
        let change = FileStamp::change(self.stamp.as_ref(), now.as_ref());
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
        watch.set_stamp(FileStamp::read(&path));
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
