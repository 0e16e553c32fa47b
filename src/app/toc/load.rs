//! Loading the outline: inferred at once or by a job, then shown.

use crate::app::display::layout::relayout;
use crate::app::job::{Job, JobId};
use crate::app::message::Effect;
use crate::app::notices::actions::notify_hidden_lines;
use crate::app::notices::actions::notify_part_problems;
use crate::app::reading::motion::top_level;
use crate::app::state::State;
use crate::doc::{Document, Files, Outline};
use std::sync::Arc;

/// Largest document, in bytes, whose outline is ready before the first frame.
const INLINE_OUTLINE_BYTES: u64 = 256 << 10;
/// Most files of a folder whose outline is ready before the first frame: each of them is opened for it.
const MAX_INLINE_FILES: usize = 64;

/// Returns whether the outline of a document is found so fast that nothing else has to go on meanwhile.
pub(crate) fn is_outlined_at_once(doc: &dyn Document) -> bool {
    let file_count = doc.files().map_or(1, Files::file_count);
    doc.len() <= INLINE_OUTLINE_BYTES && file_count <= MAX_INLINE_FILES
}

/// Starts the outline of a newly opened document; a small one in few files gets it at once.
pub fn load_outline(state: &mut State) -> Vec<Effect> {
    state.toc.is_partial = false;
    // The running query was about the previous text.
    state.toc.query_job = None;
    let doc = Arc::clone(&state.reading.reader.doc);
    if !is_outlined_at_once(&*doc) {
        let job = state.new_job();
        state.toc.job = Some(job);
        return vec![Effect::StartJob(job, Job::Outline(doc))];
    }
    state.toc.job = None;
    let outline = doc.whole_outline();
    take_outline(state, outline);
    State::no_effects()
}

/// Applies the corrections to an outline and shows it.
fn take_outline(state: &mut State, mut outline: Outline) {
    if state.toc.shows_doubtful {
        outline = outline.with_doubtful(0);
    }
    state.toc.corrections.apply(&mut outline);
    let is_whole = outline.complete;
    show_outline(state, outline);
    if is_whole {
        notify_hidden_lines(state);
    }
}

/// Shows an outline in the pane, and in the text, where headings look different.
pub(crate) fn show_outline(state: &mut State, outline: Outline) {
    let old = &state.reading.reader.outline;
    let selected = state
        .toc
        .list
        .selected()
        .and_then(|index| old.headings.get(index));
    let selected = selected.map(|heading| heading.pos);
    state.toc.top_level = top_level(&outline);
    state.reading.reader.set_outline(outline);
    let outline = &state.reading.reader.outline;
    state.toc.list.set_outline(outline, state.toc.top_level);
    let section = outline.index_at(state.reading.reader.reading_pos());
    state.toc.list.set_reading(outline, section);
    if let Some(index) = selected.and_then(|pos| state.reading.reader.outline.index_at(pos)) {
        state.toc.list.select(index);
    }
    state.reading.density.forget();
    relayout(state);
}

/// Takes the outline found by job `id`.
pub fn on_outline(state: &mut State, id: JobId, outline: Outline) {
    if state.toc.job == Some(id) {
        if outline.complete {
            state.toc.job = None;
        }
        take_outline(state, outline);
        // Reading the whole text may have revealed new problems.
        notify_part_problems(state);
    }
}

/// Stops waiting for the outline of job `id`, which has failed. The headings found so far stay.
pub fn on_job_failed(state: &mut State, id: JobId) {
    if state.toc.job == Some(id) {
        state.toc.job = None;
        state.toc.is_partial = true;
        let mut outline = state.reading.reader.outline.clone();
        outline.complete = true;
        show_outline(state, outline);
    }
}
