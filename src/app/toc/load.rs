//! The outline of the document being read: inferred at once or by a job, and shown.

use crate::app::job::{Job, JobId};
use crate::app::message::Effect;
use crate::app::reading::motion::top_level;
use crate::app::state::State;
use crate::doc::{Outline, whole_outline};
use std::sync::Arc;

/// Documents up to this size have their outline before the first frame.
pub const INLINE_OUTLINE_BYTES: u64 = 256 << 10;

/// What is to be done when a document was opened: its outline found, at once if that is quick.
pub fn load_outline(state: &mut State) -> Vec<Effect> {
    state.outline_job = state.new_job();
    // What was asked was about another text.
    state.heading_query_job = JobId(0);
    let doc = Arc::clone(&state.reader.doc);
    if doc.len() > INLINE_OUTLINE_BYTES {
        return vec![Effect::StartJob(state.outline_job, Job::Outline(doc))];
    }
    let outline = whole_outline(&*doc);
    take_outline(state, outline);
    State::no_effects()
}

/// Takes an outline from a job, with what the reader has corrected.
fn take_outline(state: &mut State, mut outline: Outline) {
    state.corrections.apply(&mut outline);
    let is_whole = outline.complete;
    show_outline(state, outline);
    if is_whole {
        state.notify_hidden_lines();
    }
}

/// Shows an outline: in the pane, and in the text, where headings look different.
pub(crate) fn show_outline(state: &mut State, outline: Outline) {
    let old = &state.reader.outline;
    let selected = state
        .outline_list
        .selected()
        .and_then(|index| old.headings.get(index));
    let selected = selected.map(|heading| heading.pos);
    state.top_level = top_level(&outline);
    state.reader.set_outline(outline);
    state.outline_list.set_outline(&state.reader.outline);
    if let Some(index) = selected.and_then(|pos| state.reader.outline.index_at(pos)) {
        state.outline_list.select(index);
    }
    state.density.forget();
    state.relayout();
}

/// Takes the outline that job `id` has found.
pub fn on_outline(state: &mut State, id: JobId, outline: Outline) {
    if id == state.outline_job {
        take_outline(state, outline);
        // Whoever has read all of a text knows more of it.
        state.notify_part_problems();
    }
}
