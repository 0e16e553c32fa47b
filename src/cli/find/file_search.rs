//! Search of one file: its hits, formatted for the output.

use super::hit_printer::HitPrinter;
use super::inputs::{FindInput, Opening};
use super::plan::SearchPlan;
use crate::cli::find_options::FindFormat;
use crate::cli::output::printable;
use crate::doc::{Document, Problem, ProblemScope, Step};
use crate::error::Error;
use crate::search::scan::{StretchCount, scan};
use crate::search::tally::count_hits;
use std::ops::ControlFlow;

/// A result of one file.
#[derive(Debug)]
pub(super) enum FileResult {
    /// Lines of output, each with its line end.
    Text(String),
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
            FindFormat::Names => self.print_name(&*doc, &path, &emit),
            FindFormat::Counts => self.print_count(&*doc, &path, &emit),
            FindFormat::Lines | FindFormat::Json => {
                HitPrinter::new(&self.plan, &*doc, (&path, input)).run(&emit)
            }
        };
        if flow.is_continue() {
            for problem in unreadable_parts(&*doc) {
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
            emit(format!("{path}\n"))?;
        }
        ControlFlow::Continue(())
    }

    fn print_count(
        &self,
        doc: &dyn Document,
        path: &str,
        emit: &dyn Fn(String) -> ControlFlow<()>,
    ) -> ControlFlow<()> {
        let mut count = 0;
        let check = || ControlFlow::Continue(());
        let mut add = |found: Option<StretchCount>, _| {
            count += found.map_or(0, |found| found.count);
            ControlFlow::Continue(())
        };
        count_hits(doc, &self.plan.query, self.workers, &check, &mut add)?;
        if count > 0 {
            emit(if self.plan.has_names {
                format!("{path}:{count}\n")
            } else {
                format!("{count}\n")
            })?;
        }
        ControlFlow::Continue(())
    }
}

/// Returns the problems of an archive or a book by which parts of it are not searched.
fn unreadable_parts(doc: &dyn Document) -> Vec<Problem> {
    if doc.lines(doc.first().section).is_some() && doc.files().is_none() {
        // A text that is read line by line has no parts.
        return Vec::new();
    }
    let mut problems = doc.problems(ProblemScope::Whole);
    problems.retain(|problem| {
        matches!(
            problem,
            Problem::UnreadableMembers { .. }
                | Problem::DamagedFiles { .. }
                | Problem::EncryptedChapters { .. }
                | Problem::IncompleteArchive
                | Problem::IncompleteBook
        )
    });
    problems
}
