//! Going to a place that is named: a line of the source, a section, a word, the end.

use super::motion::Direction;
use super::reader::Reader;
use crate::app::job::{Job, JobEvent, JobId};
use crate::app::marks::places::{go_named, go_to_id};
use crate::app::message::Effect;
use crate::app::opening::source_file::source_file;
use crate::app::opening::start_place::StartPlace;
use crate::app::search::navigate;
use crate::app::state::State;
use crate::doc::Pos;
use crate::library::source_line::{FoundLine, find_line, line_source};
use crate::search::Query;
use crate::search::heading_name::find_heading;
use crate::search::query::QueryKind;
use crate::source::pipe::PipeProgress;
use crate::text::units::Fraction;
use std::sync::Arc;

/// Largest document, in bytes, whose lines are counted without a job.
const MAX_INLINE_BYTES: u64 = 8 << 20;

/// Goes to the places that the program was started with, as far as they are known by now.
pub fn go_to_start(state: &mut State) -> Vec<Effect> {
    let is_shown = !state.opening.is_first() && state.screen().text.height > 0;
    if !is_shown || state.opening.start.is_empty() {
        return State::no_effects();
    }
    let seen = (
        state.reading.reader.doc.len(),
        state.reading.reader.outline.headings.len(),
        state.reading.reader.outline.complete,
        state.opening.pipe,
        state.marks.is_loaded(),
    );
    if state.opening.start_tried.replace(seen) == Some(seen) {
        return State::no_effects();
    }
    let mut effects = Vec::new();
    let mut later = Vec::new();
    for place in std::mem::take(&mut state.opening.start) {
        if go_now(state, &place, &mut effects) == Arrival::Later {
            later.push(place);
        }
    }
    state.opening.start = later;
    effects
}

/// Whether the reader has come to a place.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Arrival {
    /// Nothing more is to be done.
    Done,
    /// The place may still come with more text or more of the outline.
    Later,
}

fn go_now(state: &mut State, place: &StartPlace, effects: &mut Vec<Effect>) -> Arrival {
    let is_growing = state.opening.pipe == Some(PipeProgress::Open);
    match place {
        StartPlace::Line(line, column) => {
            let section = state.reading.reader.doc.first().section;
            if is_growing && beyond(state, section, *line) {
                return Arrival::Later;
            }
            effects.extend(go_to_line(state, section, *line, *column));
        }
        StartPlace::Percent(percent) => go_percent(state, f64::from(*percent)),
        StartPlace::End => {
            state.reading.jump(Reader::go_bottom);
            if is_growing {
                return Arrival::Later;
            }
        }
        StartPlace::Following => super::follow_end::begin(state),
        StartPlace::Hit(words, toward) => effects.extend(search(state, words, *toward)),
        StartPlace::Mark(..) | StartPlace::OwnMark(_) if !state.marks.is_loaded() => {
            return Arrival::Later;
        }
        StartPlace::OwnMark(id) => go_to_id(state, id),
        StartPlace::Mark(name, landing) => effects.extend(go_named(state, name, *landing)),
        StartPlace::Section(name) => match find_heading(&state.reading.reader.outline, name) {
            Some(pos) => {
                state.reading.jump(|reader| reader.go(pos));
                state.reading.asked = Some((state.reading.reader.anchor(), pos));
            }
            None if is_growing || !state.reading.reader.outline.complete => {
                return Arrival::Later;
            }
            None => state.notify(state.texts().reading.no_such_section(name)),
        },
    }
    Arrival::Done
}

/// Returns whether a line has not arrived yet. Lines of a long text are counted once all of it is there.
fn beyond(state: &State, section: u32, line: u64) -> bool {
    let doc = &*state.reading.reader.doc;
    doc.len() > MAX_INLINE_BYTES
        || matches!(
            find_line(doc, section, (line, 1), &|| None),
            FoundLine::Beyond(_)
        )
}

/// Goes to the section whose number is `name`, as in 第3章.
pub fn go_to_section(state: &mut State, name: &str) {
    match find_heading(&state.reading.reader.outline, name) {
        Some(pos) => state.reading.jump(|reader| reader.go(pos)),
        None => state.notify(state.texts().reading.no_such_section(name)),
    }
}

/// Goes to a percentage of the text.
pub fn go_percent(state: &mut State, value: f64) {
    let share = Fraction::from_percent(value);
    state.reading.jump(|reader| reader.go_share(share));
}

/// Goes to a line of the source, from 1, of the file being read.
pub fn go_to_line_here(state: &mut State, line: u64) -> Vec<Effect> {
    let section = state.reading.reader.anchor().section;
    go_to_line(state, section, line, 1)
}

fn go_to_line(state: &mut State, section: u32, line: u64, column: u64) -> Vec<Effect> {
    let doc = Arc::clone(&state.reading.reader.doc);
    let file = source_file(state, Pos::new(section, 0));
    if doc.len() <= MAX_INLINE_BYTES {
        let source = || file.as_deref().and_then(line_source);
        let found = find_line(&*doc, section, (line, column), &source);
        go_to_found(state, section, found);
        return State::no_effects();
    }
    let job = state.new_job();
    state.opening.line_job = Some((job, section));
    vec![Effect::StartJob(
        job,
        Job::Line(doc, section, (line, column), file),
    )]
}

/// Takes the line found by job `id`.
pub fn on_line(state: &mut State, id: JobId, event: &JobEvent) {
    let job = state.opening.line_job.take_if(|(job, _)| *job == id);
    if let (Some((_, section)), JobEvent::Line(found)) = (job, event) {
        go_to_found(state, section, *found);
    }
}

/// Stops waiting for job `id`, which has failed.
pub fn on_job_failed(state: &mut State, id: JobId) {
    state.opening.line_job.take_if(|(job, _)| *job == id);
}

fn go_to_found(state: &mut State, section: u32, found: FoundLine) {
    match found {
        FoundLine::At(pos) => {
            state.reading.jump(|reader| reader.go_clamped(pos));
            state.reading.asked = Some((state.reading.reader.anchor(), pos));
        }
        FoundLine::Uncounted => state.notify(state.texts().reading.no_lines),
        FoundLine::Beyond(lines) => {
            let doc = &state.reading.reader.doc;
            let end = doc
                .next_section(section)
                .and_then(|next| doc.prev(Pos::new(next, 0)));
            state.reading.jump(|reader| match end {
                Some(end) => reader.go_clamped(end),
                None => reader.go_bottom(),
            });
            state.notify(state.texts().reading.line_count(lines));
        }
    }
}

/// Searches for words from the top on, or from the end back.
fn search(state: &mut State, words: &str, toward: Direction) -> Vec<Effect> {
    let Ok(query) = Query::parse(words, state.search.default_level, QueryKind::Literal) else {
        return State::no_effects();
    };
    let first = state.reading.reader.doc.first();
    let from = match toward {
        Direction::Next => first,
        Direction::Prev => Pos::new(u32::MAX, u64::MAX),
    };
    state.search.toward = toward;
    navigate::start_search_toward(state, query, toward, (first, from))
}
