//! Marks follow the document: they are loaded and anchored by a job whenever it changes.

use super::change::{ChangePurpose, MarkChange};
use super::shown::ShownMark;
use crate::app::job::{Job, JobId};
use crate::app::message::Effect;
use crate::app::state::State;
use crate::error::Error;
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
    if doc.is_empty() {
        state.marks.job = None;
        state.marks.set(Vec::new());
        return State::no_effects();
    }
    let job = state.new_job();
    state.marks.job = Some(job);
    vec![Effect::StartJob(job, Job::Marks(doc))]
}

/// Takes the marks that a job has found, and the number of damaged lines in their file.
pub fn on_marks(state: &mut State, id: JobId, marks: Vec<ShownMark>, damaged: u64) {
    if state.marks.job != Some(id) {
        return;
    }
    state.marks.job = None;
    state.marks.set(marks);
    if damaged > 0 && state.notices.message.is_none() {
        state.notify(state.texts().marks.damaged(damaged));
    }
}

/// Stops waiting for marks whose job has failed.
pub fn on_job_failed(state: &mut State, id: JobId) {
    if state.marks.job == Some(id) {
        state.marks.job = None;
    }
}

/// Shows a change of the marks that is on disk now, or why it is not.
pub fn on_saved(
    state: &mut State,
    change: &MarkChange,
    purpose: ChangePurpose,
    saved: Result<(), Option<Error>>,
) {
    let m = state.texts();
    let notice = match saved {
        Ok(()) => {
            state.marks.apply(change, purpose);
            match (purpose, change.added.first(), change.removed.len()) {
                (ChangePurpose::Undo, ..) => m.marks.undone.to_owned(),
                (_, Some(shown), _) if shown.mark.note.is_empty() => m.marks.highlighted.to_owned(),
                (_, Some(_), _) => m.marks.noted.to_owned(),
                (_, None, removed) => m.marks.removed(removed as u64),
            }
        }
        Err(Some(error)) => {
            let note = change
                .added
                .first()
                .map_or("", |shown| shown.mark.note.as_str());
            m.marks
                .not_saved(&m.error(&error), note)
                .trim_end()
                .to_owned()
        }
        Err(None) => m.marks.no_file.to_owned(),
    };
    state.notify(notice);
}
