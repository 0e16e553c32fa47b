//! Search of one file: its hits, formatted for the output.

use super::hit_printer::HitPrinter;
use super::inputs::{FindInput, Opening};
use super::plan::SearchPlan;
use crate::cli::find_options::FindFormat;
use crate::cli::json::to_json;
use crate::cli::output::printable;
use crate::doc::{Document, Problem, Step, unread_parts};
use crate::error::Error;
use crate::search::scan::{StretchCount, scan};
use crate::search::tally::count_hits;
use serde::Serialize;
use std::ops::ControlFlow;

/// A file as scripts read it; the names of the fields are its interface.
#[derive(Serialize)]
struct FileJson<'f> {
    path: &'f str,
    #[serde(skip_serializing_if = "Option::is_none")]
    count: Option<u64>,
}

/// A result of one file.
#[derive(Debug)]
pub(super) enum FileResult {
    /// Lines of output, each with its line end.
    Text(String),
    /// A line of output for a file without hits.
    NoHits(String),
    /// The file could not be read.
    Unreadable(Error),
    /// Parts of the file could not be read.
    Incomplete {
        /// Path of the file as it is printed.
        path: String,
        /// The parts.
        problem: Problem,
    },
    /// The file was read to its end.
    Finished,
}

/// Search of files, shared by the threads.
pub(super) struct FileSearch {
    pub(super) plan: SearchPlan,
    pub(super) open: Opening,
    /// Threads that search one file.
    pub(super) workers: usize,
}

impl FileSearch {
    /// Searches a file and hands out its results until told to stop.
    pub(super) fn run(&self, input: &FindInput, emit: &dyn Fn(FileResult) -> ControlFlow<()>) {
        let doc = match self.open.open(input) {
            Ok(doc) => doc,
            Err(error) => {
                let _ = emit(FileResult::Unreadable(error));
                return;
            }
        };
        let path = printable(&input.path.display().to_string()).replace('\n', "\u{FFFD}");
        let take = emit;
        let emit = |text: String| take(FileResult::Text(text));
        let flow = match self.plan.options.format {
            FindFormat::Names | FindFormat::JsonNames => self.print_name(&*doc, &path, &emit),
            FindFormat::Counts | FindFormat::JsonCounts => {
                self.print_count(&*doc, (&path, input), take)
            }
            FindFormat::Lines | FindFormat::Json => {
                HitPrinter::new(&self.plan, &*doc, (&path, input)).run(&emit)
            }
        };
        if flow.is_continue() {
            for problem in unread_parts(&*doc) {
                let path = path.clone();
                if take(FileResult::Incomplete { path, problem }).is_break() {
                    return;
                }
            }
            let _ = take(FileResult::Finished);
        }
    }

    fn print_name(
        &self,
        doc: &dyn Document,
        path: &str,
        emit: &dyn Fn(String) -> ControlFlow<()>,
    ) -> ControlFlow<()> {
        let mut has_hit = false;
        scan(doc, &self.plan.query, doc.first(), &mut |step| {
            if matches!(step, Step::Found(_)) {
                has_hit = true;
                return ControlFlow::Break(());
            }
            ControlFlow::Continue(())
        });
        if has_hit {
            let is_json = self.plan.options.format.is_json();
            emit(if is_json {
                to_json(&FileJson { path, count: None }) + "\n"
            } else {
                format!("{path}\n")
            })?;
        }
        ControlFlow::Continue(())
    }

    fn print_count(
        &self,
        doc: &dyn Document,
        (path, file): (&str, &FindInput),
        emit: &dyn Fn(FileResult) -> ControlFlow<()>,
    ) -> ControlFlow<()> {
        let mut count = 0;
        let check = || ControlFlow::Continue(());
        let mut add = |found: Option<StretchCount>, _| {
            count += found.map_or(0, |found| found.count);
            ControlFlow::Continue(())
        };
        count_hits(doc, &self.plan.query, self.workers, &check, &mut add)?;
        let line = if self.plan.options.format.is_json() {
            let count = Some(count);
            to_json(&FileJson { path, count }) + "\n"
        } else if self.plan.has_names {
            format!("{path}:{count}\n")
        } else {
            format!("{count}\n")
        };
        match count {
            // Of a folder only the files with hits are of interest.
            0 if file.member.is_some() => ControlFlow::Continue(()),
            0 => emit(FileResult::NoHits(line)),
            _ => emit(FileResult::Text(line)),
        }
    }
}
