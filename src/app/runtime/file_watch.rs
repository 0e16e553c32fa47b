//! Watch over the file being read.

use crate::app::opening::file_change::FileChange;
use crate::app::opening::file_stamp::FileStamp;
use std::path::PathBuf;
use std::time::{Duration, Instant};

/// Shortest pause between two readings of a file that goes on changing.
const MIN_REREAD_PAUSE: Duration = Duration::from_millis(500);
/// Shortest such pause, as a multiple of the time that the reading took.
const PAUSE_WORK_RATIO: u32 = 20;

/// Compares a file with the version that was opened.
#[derive(Clone, Debug, Default)]
pub(crate) struct FileWatch {
    path: Option<PathBuf>,
    stamp: Option<FileStamp>,
    /// Time up to which a file that is merely edited is not read again; `None` before the first time.
    pause_end: Option<Instant>,
    /// Whether a change waits for the end of that pause.
    has_waiting: bool,
}

impl FileWatch {
    /// Creates a watch over the file at `path`. Without a path it never reports a change.
    pub(crate) fn new(path: Option<PathBuf>) -> Self {
        Self {
            path,
            ..Self::default()
        }
    }

    /// Starts the pause after a reading of a changed file, which took `work`.
    pub(crate) fn pause_after(&mut self, work: Duration) {
        self.pause_end = Some(Instant::now() + MIN_REREAD_PAUSE.max(work * PAUSE_WORK_RATIO));
    }

    /// Returns the time until a waiting change is reported; `None` if none waits.
    pub(crate) fn due(&self) -> Option<Duration> {
        let end = self.pause_end.filter(|_| self.has_waiting)?;
        Some(end.saturating_duration_since(Instant::now()))
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
        let is_paused = self.pause_end.is_some_and(|end| Instant::now() < end);
        self.has_waiting = is_paused && change == FileChange::Other;
        if self.has_waiting {
            return FileChange::None;
        }
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
