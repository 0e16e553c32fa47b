//! Edits of headings: changing levels, removing and adding headings, and explanations. A question that needs a look
//! at the whole of a long text goes to a job, and its answer is used when it arrives.

use super::corrections::AnchoredCorrection;
use crate::app::job::{HeadingAnswer, HeadingQuery, Job, JobId};
use crate::app::message::Effect;
use crate::app::state::{Mode, State};
use crate::app::toc::load::{is_outlined_at_once, load_outline, show_outline};
use crate::doc::{Correction, Explanation, Heading, Pos, correction};
use crate::text::sentence::ends_sentence;
use std::sync::Arc;

/// Applies a correction to the heading under the cursor.
pub fn correct(state: &mut State, how: impl Fn(Pos) -> Correction) {
    if let Some(pos) = selected_pos(state) {
        add_correction(state, how(pos));
    }
}

/// Undoes the last correction. The outline is inferred again, because the uncorrected one is not kept.
pub fn undo(state: &mut State) -> Vec<Effect> {
    if state.toc.corrections.pop().is_none() {
        state.notify(state.texts().outline.nothing_to_undo);
        return State::no_effects();
    }
    state.notify(state.texts().outline.undone);
    load_outline(state)
}

/// Shows or hides the lines that are more likely no headings. The outline is inferred again.
pub fn toggle_doubtful(state: &mut State) -> Vec<Effect> {
    let m = &state.texts().outline;
    let (shown, hidden, missing) = (m.doubtful_shown, m.doubtful_hidden, m.no_doubtful);
    if !state.toc.shows_doubtful {
        let outline = &state.reading.reader.outline;
        if outline.complete && outline.doubtful.is_empty() {
            state.notify(missing);
            return State::no_effects();
        }
    }
    state.toc.shows_doubtful = !state.toc.shows_doubtful;
    state.notify(if state.toc.shows_doubtful {
        shown
    } else {
        hidden
    });
    load_outline(state)
}

/// Makes a line of the page a heading, together with all similar lines. `count` selects the line as in
/// [`target_line`].
pub fn make_heading(state: &mut State, count: u32) -> Vec<Effect> {
    start_query(state, HeadingQuery::Similar(target_line(state, count)))
}

/// Returns the line of the page that a command without a cursor refers to: row `count`, counted from 1. With 0 it is
/// the line of the current hit if visible, else the first row.
fn target_line(state: &State, count: u32) -> Pos {
    let reader = &state.reading.reader;
    let row = (count as usize).checked_sub(1);
    if let Some(line) = row.and_then(|row| reader.page().get(row)) {
        return line.id.block;
    }
    let hit = state
        .search
        .active
        .as_ref()
        .and_then(|f| f.current_hit.as_ref());
    let hit = hit.filter(|hit| count == 0 && reader.is_visible(hit.span.start));
    hit.map_or(reader.anchor(), |hit| hit.span.start)
}

/// Explains why a line of the page, or of the outline's cursor, is or is not a heading.
pub fn explain_heading(state: &mut State, count: u32) -> Vec<Effect> {
    let heading = match state.mode {
        Mode::Outline(_) => selected_pos(state),
        Mode::Reading | Mode::Selecting(_) | Mode::Prompt(_) | Mode::Sheet(..) | Mode::List(_) => {
            None
        }
    };
    let here = heading.unwrap_or_else(|| target_line(state, count));
    if let Some(text) = correction_text(state, here) {
        state.notify(text);
        return State::no_effects();
    }
    start_query(state, HeadingQuery::Explanation(here))
}

/// Takes the answer of job `id`.
pub fn on_answer(state: &mut State, id: JobId, answer: HeadingAnswer) {
    if state.toc.query_job == Some(id) {
        state.toc.query_job = None;
        take_answer(state, answer);
    }
}

/// Stops waiting for the answer of job `id`, which has failed.
pub fn on_job_failed(state: &mut State, id: JobId) {
    state.toc.query_job.take_if(|job| *job == id);
}

fn take_answer(state: &mut State, answer: HeadingAnswer) {
    match answer {
        HeadingAnswer::Similar(found) => add_headings(state, found),
        HeadingAnswer::Explanation(pos, reason) => notify_reason(state, pos, reason),
    }
}

fn start_query(state: &mut State, question: HeadingQuery) -> Vec<Effect> {
    let doc = Arc::clone(&state.reading.reader.doc);
    if is_outlined_at_once(&*doc) {
        take_answer(state, question.answer(&*doc));
        return State::no_effects();
    }
    let job = state.new_job();
    state.toc.query_job = Some(job);
    state.notify(state.texts().outline.searching_text);
    vec![Effect::StartJob(job, Job::HeadingQuery(doc, question))]
}

/// Returns the position of the heading under the cursor.
fn selected_pos(state: &State) -> Option<Pos> {
    let index = state.toc.list.selected()?;
    Some(state.reading.reader.outline.headings.get(index)?.pos)
}

fn add_headings(state: &mut State, found: Vec<Heading>) {
    let count = found.len();
    if count == 0 {
        return state.notify(state.texts().outline.empty_line);
    }
    let is_prose = matches!(found.as_slice(), [heading] if is_prose(&heading.title));
    add_correction(state, Correction::Add(found));
    if is_prose {
        return state.notify(state.texts().outline.prose_made_heading);
    }
    state.notify(state.texts().outline.made_headings(count as u64));
}

/// Returns whether a title is as long as a sentence and ends like one.
fn is_prose(title: &str) -> bool {
    const MIN_PROSE_CHARS: usize = 20;
    (ends_sentence(title) || title.ends_with(['”', '」', '；', '.']))
        && title.chars().nth(MIN_PROSE_CHARS).is_some()
}

fn notify_reason(state: &mut State, pos: Pos, reason: Option<Explanation>) {
    let in_outline = !state
        .reading
        .reader
        .outline
        .block_headings(pos.block_start())
        .is_empty();
    match reason {
        Some(reason) => state.notify(state.texts().explanation(&reason)),
        None if in_outline => state.notify(state.texts().outline.marked_heading),
        None => state.notify(state.texts().outline.no_heading),
    }
}

fn add_correction(state: &mut State, correction: Correction) {
    let mut outline = std::mem::take(&mut state.reading.reader.outline);
    correction::apply(std::slice::from_ref(&correction), &mut outline);
    let made = AnchoredCorrection::new(correction, &*state.reading.reader.doc);
    state.toc.corrections.push(made);
    show_outline(state, outline);
}

/// Returns the reader's correction of the line at `here` as text; `None` if the line is uncorrected.
fn correction_text(state: &State, here: Pos) -> Option<&'static str> {
    let m = &state.texts().outline;
    let block = here.block_start();
    let last = state.toc.corrections.last_for_block(block)?;
    Some(match last {
        Correction::Add(_) => m.added_by_reader,
        Correction::Remove(_) => m.removed_by_reader,
        Correction::Promote(_) | Correction::Demote(_) => m.moved_by_reader,
    })
}
