//! Progress in each file of a folder: what is read, and how far. It comes from the records and from the pages on the
//! screen; no file is opened for it.

use crate::app::job::{Job, JobId};
use crate::app::message::Effect;
use crate::app::state::{Mode, State};
use crate::doc::{Heading, Pos};
use crate::session::record::FileProgress;
use crate::text::units::Fraction;
use std::path::PathBuf;

/// Per cent of a file whose end was on the page.
const FINISHED_PERCENT: u8 = 100;

/// Starts to look for the records of the files of a folder.
pub fn load(state: &mut State) -> Vec<Effect> {
    let is_folder = state.reading.reader.doc.files().is_some();
    if !is_folder || state.opening.path.is_empty() {
        return State::no_effects();
    }
    let job = state.new_job();
    state.reading.file_progress_job = Some(job);
    let folder = PathBuf::from(&state.opening.path);
    vec![Effect::StartJob(job, Job::FileProgress(folder))]
}

/// Takes what the records of files say.
pub fn on_found(state: &mut State, id: JobId, found: FileProgress) {
    if state.reading.file_progress_job == Some(id) {
        state.reading.file_progress_job = None;
        merge(state, found);
    }
}

/// Stops waiting for a job that has failed.
pub fn on_job_failed(state: &mut State, id: JobId) {
    if state.reading.file_progress_job == Some(id) {
        state.reading.file_progress_job = None;
    }
}

/// Adds progress; what is known to be further stays.
pub fn merge(state: &mut State, found: FileProgress) {
    let known = &mut state.reading.file_progress;
    for (path, percent) in found {
        let own = known.entry(path).or_default();
        *own = percent.min(FINISHED_PERCENT).max(*own);
    }
}

/// Notes the progress in the files on the page. A page reached by a jump shows what it shows: a file is read as far as the
/// page only if the page has its beginning, or was reached by reading on.
pub fn note_page(state: &mut State) {
    if !matches!(state.mode, Mode::Reading | Mode::Selecting(_)) {
        return;
    }
    let reader = &state.reading.reader;
    let page = reader.visible_span();
    let Some(files) = reader.doc.files() else {
        return;
    };
    if page.is_empty() {
        return;
    }
    let stretch = state.reading.meter.stretch_start(page.start);
    let is_read_on = stretch < page.start;
    let begun = files.file_at(stretch);
    let starts = reader.page().iter().map(|row| row.span().start);
    let mut shown: Vec<&str> = starts.map(|start| files.file_at(start)).collect();
    shown.dedup();
    // The end of a file is on the page if the next block is in another.
    let is_end_shown = reader.page().last().is_none_or(|row| {
        let next = reader.doc.next(row.id.block);
        row.id.row + 1 == row.block.row_count()
            && next.is_none_or(|next| shown.last() != Some(&files.file_at(next)))
    });
    let mut found = FileProgress::new();
    if is_read_on && shown.first().is_some_and(|first| *first != begun) {
        found.insert(begun.to_owned(), FINISHED_PERCENT);
    }
    for (index, file) in shown.iter().enumerate() {
        let is_first = index == 0;
        let is_from_start =
            !is_first || *file != begun || files.fraction_in_file(stretch) == Fraction::default();
        if !is_from_start && !is_read_on {
            continue;
        }
        let is_last = index + 1 == shown.len();
        let percent = if !is_last || is_end_shown {
            FINISHED_PERCENT
        } else if is_first {
            let share = files.fraction_in_file(page.start);
            share.whole_percent().min(u32::from(FINISHED_PERCENT) - 1) as u8
        } else {
            continue;
        };
        found.insert((*file).to_owned(), percent);
    }
    merge(state, found);
}

/// Returns the mark of a heading that is the row of a file: a tick for one that was read, the per cent of one that was
/// begun; empty for any other.
pub fn mark(state: &State, index: usize) -> String {
    let reader = &state.reading.reader;
    let Some(files) = reader.doc.files() else {
        return String::new();
    };
    let headings = &reader.outline.headings;
    let Some(heading) = headings.get(index) else {
        return String::new();
    };
    let file = files.file_at(heading.pos);
    let is_same = |other: Option<&Heading>, pos: Pos| other.is_some_and(|other| other.pos == pos);
    // The headings of folders have the same place as that of their first file, and come before it.
    let before = headings.get(..index).unwrap_or_default().iter();
    let mut before = before.rev().skip_while(|other| other.pos == heading.pos);
    let begins = before
        .next()
        .is_none_or(|other| files.file_at(other.pos) != file);
    if !begins || is_same(headings.get(index + 1), heading.pos) {
        return String::new();
    }
    match state.reading.file_progress.get(file) {
        Some(&FINISHED_PERCENT) => "\u{2713}".to_owned(),
        Some(percent) if *percent > 0 => format!("{percent}%"),
        Some(_) | None => String::new(),
    }
}
