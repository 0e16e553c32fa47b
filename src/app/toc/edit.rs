//! What the reader does to headings: moves and removes them, makes lines headings, asks why they are. What
//! needs a look at all of a long text is asked of a job, and its answer taken when it comes.

use super::corrections::Made;
use crate::app::message::Effect;
use crate::app::runtime::jobs::{Answer, Job, Question};
use crate::app::state::{Mode, State};
use crate::app::update::{SMALL, opened, show_outline};
use crate::doc::{Correction, Heading, Pos, correction};
use crate::error::Notice;
use crate::lang::plural;
use std::sync::Arc;

/// Corrects the heading under the cursor.
pub fn correct(state: &mut State, how: impl Fn(Pos) -> Correction) {
    if let Some(pos) = selected(state) {
        add_correction(state, how(pos));
    }
}

/// Takes the last correction back. The outline is read anew: what was corrected is not kept beside it.
pub fn undo(state: &mut State) -> Vec<Effect> {
    if state.corrections.pop().is_none() {
        state.tell("没有可撤销的更正", "there is no correction to take back");
        return State::done();
    }
    state.tell("已撤销上一次更正", "the last correction was taken back");
    opened(state)
}

/// Makes a line of the page a heading, with all lines of its kind: that in row `count`, or without a count
/// the one meant ([`meant`]).
pub fn make_heading(state: &mut State, count: u32) -> Vec<Effect> {
    ask(state, Question::Like(meant(state, count)))
}

/// The line of the page that a question without a cursor is about: that in row `count` from 1; with 0 that of
/// the current hit, if it is in sight, else the one on top.
fn meant(state: &State, count: u32) -> Pos {
    let reader = &state.reader;
    let row = (count as usize).checked_sub(1);
    if let Some(line) = row.and_then(|row| reader.page().get(row)) {
        return line.id.block;
    }
    let hit = state.finding.as_ref().and_then(|f| f.current.as_ref());
    let hit = hit.filter(|hit| count == 0 && reader.is_visible(hit.start));
    hit.map_or(reader.anchor(), |hit| hit.start)
}

/// Tells why a line of the page, or the one under the cursor of the outline, is a heading, or is none.
pub fn why(state: &mut State, count: u32) -> Vec<Effect> {
    let heading = match state.mode {
        Mode::Outline(_) => selected(state),
        Mode::Reading | Mode::Prompt(_) | Mode::Sheet(_) => None,
    };
    let here = heading.unwrap_or_else(|| meant(state, count));
    if let Some(notice) = corrected(state, here) {
        state.message = Some(notice);
        return State::done();
    }
    ask(state, Question::Why(here))
}

/// Takes what a job has answered.
pub fn answered(state: &mut State, answer: Answer) {
    match answer {
        Answer::Like(found) => take_headings(state, found),
        Answer::Why(pos, reason) => tell_reason(state, pos, reason),
    }
}

fn ask(state: &mut State, question: Question) -> Vec<Effect> {
    let doc = Arc::clone(&state.reader.doc);
    if doc.len() <= SMALL {
        answered(state, question.answer(&*doc));
        return State::done();
    }
    state.asking = state.new_job();
    state.tell("正在看全文……", "looking through the text …");
    vec![Effect::Start(state.asking, Job::Ask(doc, question))]
}

/// The heading under the cursor.
fn selected(state: &State) -> Option<Pos> {
    let index = state.listing.selected()?;
    Some(state.reader.outline.headings.get(index)?.pos)
}

fn take_headings(state: &mut State, found: Vec<Heading>) {
    let count = found.len();
    if count == 0 {
        return state.tell("这一行是空的", "this line is empty");
    }
    let is_prose = matches!(found.as_slice(), [heading] if is_prose(&heading.title));
    add_correction(state, Correction::Add(found));
    if is_prose {
        return state.tell(
            "这一行像是正文，只有它成为标题（目录里 x 可去掉）",
            "this line reads like text; it alone is a heading now (x in the outline removes it)",
        );
    }
    state.tell(
        format!("{count} 行成为标题"),
        format!(
            "{count} {} now",
            plural(count as u64, "line is a heading", "lines are headings")
        ),
    );
}

/// Whether a title is long and ends as a sentence does.
fn is_prose(title: &str) -> bool {
    const LONG: usize = 20;
    title.ends_with(['。', '！', '？', '…', '”', '」', '；', '.', '!', '?'])
        && title.chars().nth(LONG).is_some()
}

fn tell_reason(state: &mut State, pos: Pos, reason: Option<Notice>) {
    let in_outline = !state.reader.outline.of_block(pos.start()).is_empty();
    match reason {
        Some(notice) => state.message = Some(notice),
        None if in_outline => state.tell("文件里标明是标题", "marked as a heading in the file"),
        None => state.tell(
            "这一行没有标题的样子",
            "nothing about this line looks like a heading",
        ),
    }
}

fn add_correction(state: &mut State, correction: Correction) {
    let mut outline = std::mem::take(&mut state.reader.outline);
    correction::apply(std::slice::from_ref(&correction), &mut outline);
    let made = Made::new(correction, &*state.reader.doc);
    state.corrections.push(made);
    show_outline(state, outline);
}

/// What the reader has corrected about the line at a place, if anything.
fn corrected(state: &State, here: Pos) -> Option<Notice> {
    let block = here.start();
    let last = state.corrections.last_about(block)?;
    Some(match last {
        Correction::Add(_) => Notice::new("你定为标题", "you made it a heading"),
        Correction::Remove(_) => Notice::new("你定为不是标题", "you said that it is no heading"),
        Correction::Promote(_) | Correction::Demote(_) => Notice::new(
            "是标题，级别是你改的",
            "a heading; its level is as you changed it",
        ),
    })
}
