//! Notices about the text.

use crate::app::state::State;
use crate::doc::{ProblemScope, ViewKind};
use crate::error::Error;

/// Notifies the problems of the part that the reader has reached, unless another notice is shown.
pub fn notify_part_problems(state: &mut State) {
    let reader = &state.reading.reader;
    let problems = reader.doc.problems(ProblemScope::PartAt(reader.anchor()));
    if problems == state.notices.shown_part {
        return;
    }
    if state.notices.message.is_none() {
        let first = problems.first();
        state.notices.message = first.map(|problem| state.texts().problem(problem));
    }
    state.notices.shown_part = problems;
}

/// Notifies the number of hidden lines, once for each number, unless another notice is shown.
pub fn notify_hidden_lines(state: &mut State) {
    if state.notices.message.is_some() || state.reading.reading_view.is_some() {
        return;
    }
    let count = state
        .reading
        .reader
        .doc
        .hidden_lines(state.reading.reader.anchor());
    if count > 0 && count != state.notices.shown_hidden_count {
        let m = &state.texts().reading;
        state.notify(match state.reading.reader.doc.view_kind() {
            Some(ViewKind::Annotated) => m.hidden_legend(count),
            Some(ViewKind::Reflowed | ViewKind::Article) | None => m.hidden_ads(count),
        });
    }
    state.notices.shown_hidden_count = count;
}

/// Notifies why the record could not be saved.
pub fn on_record_saved(state: &mut State, saved: Result<(), Error>) {
    if let Err(error) = saved {
        let m = state.texts();
        state.notify(m.opening.place_not_saved(&m.error(&error)));
    }
}

/// Notifies why a job has failed.
pub fn notify_job_failure(state: &mut State, reason: &str) {
    state.notify(state.texts().opening.job_failed(reason));
}
