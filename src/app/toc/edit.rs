//! What the reader does to headings: moves and removes them, makes lines headings, asks why they are. What
//! needs a look at all of a long text is asked of a job, and its answer taken when it comes.

use super::corrections::AnchoredCorrection;
use crate::app::job::{HeadingAnswer, HeadingQuery, Job, JobId};
use crate::app::message::Effect;
use crate::app::state::{Mode, State};
use crate::app::toc::load::{INLINE_OUTLINE_BYTES, load_outline, show_outline};
use crate::doc::{Correction, Heading, Pos, correction};
use crate::error::Notice;
use crate::lang::plural;
use crate::text::sentence::ends_sentence;
use std::sync::Arc;

/// Corrects the heading under the cursor.
pub fn correct(state: &mut State, how: impl Fn(Pos) -> Correction) {
    if let Some(pos) = selected_pos(state) {
        add_correction(state, how(pos));
    }
}

/// Takes the last correction back. The outline is read anew: what was corrected is not kept beside it.
pub fn undo(state: &mut State) -> Vec<Effect> {
    if state.toc.corrections.pop().is_none() {
        state.notify("没有可撤销的更正", "there is no correction to take back");
        return State::no_effects();
    }
    state.notify("已撤销上一次更正", "the last correction was taken back");
    load_outline(state)
}

/// Makes a line of the page a heading, with all lines of its kind: that in row `count`, or without a count
/// the one meant ([`meant`]).
pub fn make_heading(state: &mut State, count: u32) -> Vec<Effect> {
    start_query(state, HeadingQuery::Similar(target_line(state, count)))
}

/// The line of the page that a question without a cursor is about: that in row `count` from 1; with 0 that of
/// the current hit, if it is in sight, else the one on top.
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
    let hit = hit.filter(|hit| count == 0 && reader.is_visible(hit.start));
    hit.map_or(reader.anchor(), |hit| hit.start)
}

/// Tells why a line of the page, or the one under the cursor of the outline, is a heading, or is none.
pub fn explain_heading(state: &mut State, count: u32) -> Vec<Effect> {
    let heading = match state.mode {
        Mode::Outline(_) => selected_pos(state),
        Mode::Reading | Mode::Prompt(_) | Mode::Sheet(_) => None,
    };
    let here = heading.unwrap_or_else(|| target_line(state, count));
    if let Some(notice) = correction_notice(state, here) {
        state.notices.message = Some(notice);
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

/// Ends the wait for the answer of job `id`, which has failed.
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
    if doc.len() <= INLINE_OUTLINE_BYTES {
        take_answer(state, question.answer(&*doc));
        return State::no_effects();
    }
    let job = state.new_job();
    state.toc.query_job = Some(job);
    state.notify("正在看全文……", "looking through the text …");
    vec![Effect::StartJob(job, Job::HeadingQuery(doc, question))]
}

/// The heading under the cursor.
fn selected_pos(state: &State) -> Option<Pos> {
    let index = state.toc.list.selected()?;
    Some(state.reading.reader.outline.headings.get(index)?.pos)
}

fn add_headings(state: &mut State, found: Vec<Heading>) {
    let count = found.len();
    if count == 0 {
        return state.notify("这一行是空的", "this line is empty");
    }
    let is_prose = matches!(found.as_slice(), [heading] if is_prose(&heading.title));
    add_correction(state, Correction::Add(found));
    if is_prose {
        return state.notify(
            "这一行像是正文，只有它成为标题（目录里 x 可去掉）",
            "this line reads like text; it alone is a heading now (x in the outline removes it)",
        );
    }
    state.notify(
        format!("{count} 行成为标题"),
        format!(
            "{count} {} now",
            plural(count as u64, "line is a heading", "lines are headings")
        ),
    );
}

/// Whether a title is long and ends as a sentence does.
fn is_prose(title: &str) -> bool {
    const MIN_PROSE_CHARS: usize = 20;
    (ends_sentence(title) || title.ends_with(['”', '」', '；', '.']))
        && title.chars().nth(MIN_PROSE_CHARS).is_some()
}

fn notify_reason(state: &mut State, pos: Pos, reason: Option<Notice>) {
    let in_outline = !state
        .reading
        .reader
        .outline
        .block_headings(pos.block_start())
        .is_empty();
    match reason {
        Some(notice) => state.notices.message = Some(notice),
        None if in_outline => state.notify("文件里标明是标题", "marked as a heading in the file"),
        None => state.notify(
            "这一行没有标题的样子",
            "nothing about this line looks like a heading",
        ),
    }
}

fn add_correction(state: &mut State, correction: Correction) {
    let mut outline = std::mem::take(&mut state.reading.reader.outline);
    correction::apply(std::slice::from_ref(&correction), &mut outline);
    let made = AnchoredCorrection::new(correction, &*state.reading.reader.doc);
    state.toc.corrections.push(made);
    show_outline(state, outline);
}

/// What the reader has corrected about the line at a place, if anything.
fn correction_notice(state: &State, here: Pos) -> Option<Notice> {
    let block = here.block_start();
    let last = state.toc.corrections.last_for_block(block)?;
    Some(match last {
        Correction::Add(_) => Notice::new("你定为标题", "you made it a heading"),
        Correction::Remove(_) => Notice::new("你定为不是标题", "you said that it is no heading"),
        Correction::Promote(_) | Correction::Demote(_) => Notice::new(
            "是标题，级别是你改的",
            "a heading; its level is as you changed it",
        ),
    })
}
