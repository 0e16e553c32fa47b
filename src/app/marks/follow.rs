//! Marks follow the document: they are loaded and anchored by a job whenever it changes.

use super::change::{ChangePurpose, MarkChange};
use super::draft::NoteDraft;
use super::edit::range_of;
use super::list;
use super::notes_stamp::NotesStamp;
use super::shown::ShownMark;
use crate::app::command::state::{Prompt, Purpose};
use crate::app::input::action::{Action, action_info};
use crate::app::input::key_label::notation_label;
use crate::app::input::line_edit::LineEdit;
use crate::app::job::{Job, JobId, MarksEnd, MarksRequest, MovedMarks, NotesProblem};
use crate::app::message::Effect;
use crate::app::state::{Mode, State};
use crate::doc::Document;
use crate::error::Error;
use crate::session::notes::MarkKind;
use std::sync::Arc;

/// Starts to load the marks if another document is shown than before.
pub fn follow(state: &mut State) -> Vec<Effect> {
    let doc = &state.reading.reader.doc;
    let is_same = state
        .marks
        .document
        .as_ref()
        .is_some_and(|shown| Arc::ptr_eq(shown, doc));
    if is_same || state.opening.is_first() {
        return State::no_effects();
    }
    let doc = Arc::clone(doc);
    state.marks.document = Some(Arc::clone(&doc));
    state.marks.is_rereading = false;
    load(state, doc, None)
}

/// Starts the job that loads the marks of a document, unless the files of notes still have a stamp.
fn load(state: &mut State, doc: Arc<dyn Document>, seen: Option<NotesStamp>) -> Vec<Effect> {
    let job = state.new_job();
    state.marks.job = Some(job);
    let moved = if state.reading.reading_view.is_none() {
        MovedMarks::WrittenDown
    } else {
        MovedMarks::Left
    };
    let request = MarksRequest {
        doc,
        held: state.marks.held.clone(),
        moved,
        seen,
    };
    vec![Effect::StartJob(job, Job::Marks(request))]
}

/// Reads the marks again if another running program has changed their files.
pub fn reread(state: &mut State) -> Vec<Effect> {
    if !state.marks.is_loaded() {
        return State::no_effects();
    }
    state.marks.is_rereading = true;
    let doc = Arc::clone(&state.reading.reader.doc);
    let seen = state.marks.stamp.clone();
    load(state, doc, Some(seen))
}

/// Takes the answer that the files of notes have not changed.
pub fn on_unchanged(state: &mut State, id: JobId) {
    on_job_failed(state, id);
}

/// Takes the marks that a job has found, and the problem of their file.
pub fn on_marks(state: &mut State, id: JobId, marks: Vec<ShownMark>, end: Option<MarksEnd>) {
    if state.marks.job != Some(id) {
        return;
    }
    if end.is_none() && state.marks.has_some() {
        // The marks that were found before stay until all are found.
        return;
    }
    state.marks.set(marks);
    list::refresh(state);
    let Some(MarksEnd { problem, stamp }) = end else {
        return;
    };
    state.marks.job = None;
    state.marks.stamp = stamp;
    let is_known = state.marks.told_problem == problem;
    state.marks.told_problem.clone_from(&problem);
    let m = state.texts();
    match problem {
        _ if is_known => {}
        Some(NotesProblem::Unreadable(error)) => state.notify(m.error(&error)),
        Some(NotesProblem::DamagedLines(lines)) if state.notices.message.is_none() => {
            state.notify(m.marks.damaged(lines));
        }
        Some(NotesProblem::DamagedLines(_)) | None => {}
    }
}

/// Stops waiting for marks whose job has failed.
pub fn on_job_failed(state: &mut State, id: JobId) {
    if state.marks.job == Some(id) {
        state.marks.job = None;
    }
}

/// Opens the line of a note again that could not be saved, with its text.
fn reopen_line(state: &mut State, change: &MarkChange, purpose: ChangePurpose) {
    let Some(shown) = change
        .added
        .first()
        .filter(|shown| !shown.mark.note.is_empty())
    else {
        return;
    };
    let span = range_of(shown);
    if purpose == ChangePurpose::Forward && matches!(state.mode, Mode::Reading) {
        let before = change.removed.first().cloned().map(Box::new);
        state.mode = Mode::Prompt(Prompt {
            purpose: Purpose::Note(NoteDraft {
                span,
                before,
                is_from_list: false,
                has_prefix: false,
            }),
            edit: LineEdit::with_lines(&shown.mark.note),
            history_offset: 0,
            completions: None,
            chosen_row: None,
        });
    }
}

/// Returns the key that takes the last change back, else the command.
fn undo_keys(state: &State) -> String {
    let keys = state.input.keymap.keys_of(Action::UndoCorrection);
    let label = keys.first().map(|keys| notation_label(keys, state.texts()));
    label.unwrap_or_else(|| format!(":{}", action_info(Action::UndoMark).name))
}

/// Shows a change of the marks that is on disk now, or why it is not. A text without a file keeps its marks until the end
/// of the program.
pub fn on_saved(
    state: &mut State,
    change: &MarkChange,
    purpose: ChangePurpose,
    saved: Result<(), Option<Error>>,
) -> Vec<Effect> {
    let m = state.texts();
    let mut effects = State::no_effects();
    let notice = match saved {
        Ok(()) | Err(None) => {
            let is_held = saved.is_err();
            if is_held {
                state.marks.hold(change);
            }
            let corrections = state.toc.corrections.count();
            state.marks.apply(change, purpose, corrections);
            if state.marks.job.is_some() {
                // The job may have read the file before this change.
                let doc = Arc::clone(&state.reading.reader.doc);
                effects = load(state, doc, None);
            }
            list::refresh(state);
            match (purpose, change.added.first(), change.removed.len()) {
                (ChangePurpose::Undo, ..) => m.marks.undone.to_owned(),
                (_, Some(_), _) if is_held => m.marks.held.to_owned(),
                (_, Some(shown), _) if shown.mark.kind == MarkKind::Mark => {
                    match shown.mark.name.as_str() {
                        "" => m.marks.bookmarked.to_owned(),
                        name => m.marks.mark_set(name),
                    }
                }
                (_, Some(shown), _) if shown.mark.note.is_empty() => {
                    m.marks.highlighted(&undo_keys(state))
                }
                (_, Some(_), _) => m.marks.noted.to_owned(),
                (_, None, removed) => m.marks.removed(removed as u64, &undo_keys(state)),
            }
        }
        Err(Some(error)) => {
            reopen_line(state, change, purpose);
            let note = change
                .added
                .first()
                .map_or("", |shown| shown.mark.note.as_str());
            m.marks
                .not_saved(&m.error(&error), note)
                .trim_end()
                .to_owned()
        }
    };
    state.notify(notice);
    effects
}
