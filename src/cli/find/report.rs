//! Output of a search: the results on standard output, progress on standard error.

use super::file_search::FileResult;
use crate::doc::Problem;
use crate::error::{Error, Result};
use crate::messages::Lang;
use std::io::{self, BufWriter, IsTerminal as _, Write};
use std::ops::ControlFlow;
use std::time::{Duration, Instant};

/// Time without output after which progress is shown.
const PROGRESS_PAUSE: Duration = Duration::from_millis(300);
/// Clears the line of the progress.
const CLEAR_LINE: &str = "\r\x1b[K";

/// Files, or parts of files, that could not be read.
pub(super) struct UnreadableFiles {
    lang: Lang,
    count: u64,
    /// Text of the first.
    first: String,
}

impl UnreadableFiles {
    pub(super) fn new(lang: Lang, errors: &[Error]) -> Self {
        let mut files = Self {
            lang,
            count: 0,
            first: String::new(),
        };
        for error in errors {
            files.add(1, || lang.catalogue().error(error));
        }
        files
    }

    fn add(&mut self, count: u64, text: impl FnOnce() -> String) {
        if self.count == 0 {
            self.first = text();
        }
        self.count += count;
    }

    /// Returns the line that names them; `None` if all could be read.
    pub(super) fn line(&self) -> Option<String> {
        match self.count {
            0 => None,
            1 => Some(self.first.clone()),
            count => {
                let m = &self.lang.catalogue().search;
                Some(m.unreadable_files(count, &self.first))
            }
        }
    }
}

/// Writer of the results.
pub(super) struct Report {
    out: BufWriter<io::Stdout>,
    /// Whether a result was printed.
    pub(super) has_hits: bool,
    error: Option<io::Error>,
    file_count: usize,
    /// Whether standard error is a terminal, and progress is shown.
    shows_progress: bool,
    is_progress_shown: bool,
    last_progress: Instant,
}

impl Report {
    pub(super) fn new(file_count: usize) -> Self {
        Self {
            out: BufWriter::with_capacity(64 << 10, io::stdout()),
            has_hits: false,
            error: None,
            file_count,
            shows_progress: io::stderr().is_terminal(),
            is_progress_shown: false,
            last_progress: Instant::now(),
        }
    }

    /// Prints a result of the file with number `index`. Breaks if standard output is closed.
    pub(super) fn take(
        &mut self,
        index: usize,
        result: FileResult,
        unreadable: &mut UnreadableFiles,
    ) -> ControlFlow<()> {
        match result {
            FileResult::Finished => {}
            FileResult::Unreadable(error) => {
                let m = unreadable.lang.catalogue();
                unreadable.add(1, || m.error(&error));
            }
            FileResult::Incomplete { path, problem } => {
                let count = match problem {
                    Problem::UnreadableMembers { files, .. }
                    | Problem::DamagedFiles { files, .. } => files,
                    _ => 1,
                };
                let m = unreadable.lang.catalogue();
                unreadable.add(count, || format!("{path}: {}", m.problem(&problem)));
            }
            FileResult::Text(text) => {
                self.has_hits = true;
                self.print(&text)?;
            }
            FileResult::NoHits(text) => self.print(&text)?,
        }
        self.show_progress(index)
    }

    fn print(&mut self, text: &str) -> ControlFlow<()> {
        self.hide_progress();
        match self.out.write_all(text.as_bytes()) {
            Ok(()) => ControlFlow::Continue(()),
            Err(error) => {
                self.error = Some(error);
                ControlFlow::Break(())
            }
        }
    }

    fn show_progress(&mut self, index: usize) -> ControlFlow<()> {
        if !self.shows_progress || self.last_progress.elapsed() < PROGRESS_PAUSE {
            return ControlFlow::Continue(());
        }
        self.last_progress = Instant::now();
        if let Err(error) = self.out.flush() {
            self.error = Some(error);
            return ControlFlow::Break(());
        }
        let line = format!("{CLEAR_LINE}{}/{}", index + 1, self.file_count);
        let _ = io::stderr().write_all(line.as_bytes());
        self.is_progress_shown = true;
        ControlFlow::Continue(())
    }

    fn hide_progress(&mut self) {
        if self.is_progress_shown {
            let _ = io::stderr().write_all(CLEAR_LINE.as_bytes());
            self.is_progress_shown = false;
        }
    }

    /// Ends the output.
    ///
    /// # Errors
    /// [`Error::Output`] if it could not be written.
    pub(super) fn finish(&mut self) -> Result<()> {
        self.hide_progress();
        let flushed = self.out.flush();
        match self.error.take().or(flushed.err()) {
            None => Ok(()),
            Some(error) => Err(Error::Output(error)),
        }
    }
}
