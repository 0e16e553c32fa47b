//! Going from hit to hit of a search.

use super::state::{ActiveSearch, HitMove};
use crate::app::job::{Job, JobEvent, JobId};
use crate::app::message::Effect;
use crate::app::reading::motion::Direction;
use crate::app::state::State;
use crate::doc::{Pos, Span};
use crate::layout::Punctuation;
use crate::search::query::FullWidthMatching;
use crate::search::{Query, find_back};
use std::cell::Cell;
use std::ops::ControlFlow;
use std::sync::Arc;

/// Most hits gone through by one command.
const MAX_HIT_COUNT: i64 = 10_000;

/// The query for what was typed: marks shown full-width are found as they are shown.
pub fn parse_query(state: &State, typed: &str) -> Option<Query> {
    let marks = match state.appearance.punctuation() {
        Punctuation::FullWidth => FullWidthMatching::Either,
        Punctuation::AsIs => FullWidthMatching::Exact,
    };
    Query::with_marks(typed, marks)
}

/// Starts a search for `query` whose hits are found from `from` on.
pub fn start_search(state: &mut State, query: Query, origin: Pos, from: Pos) -> Vec<Effect> {
    let job = state.new_job();
    let work = Job::Search(Arc::clone(&state.reading.reader.doc), query.clone(), from);
    state.search.active = Some(ActiveSearch::new(query, origin, from, job));
    vec![Effect::StartJob(job, work)]
}

/// Begins an earlier search again from where it began; its current hit and the move that waits stay.
pub fn restart_search(state: &mut State, before: ActiveSearch) -> Vec<Effect> {
    let from = before.hits.origin();
    let effects = start_search(state, before.query, before.origin, from);
    if let Some(search) = &mut state.search.active {
        search.current_hit = before.current_hit;
        search.pending_move = before.pending_move;
    }
    effects
}

/// Resumes an earlier search. One that was not finished begins again: its job was stopped.
pub fn resume_search(state: &mut State, before: Option<Box<ActiveSearch>>) -> Vec<Effect> {
    match before.map(|search| *search) {
        Some(mut before) if !before.hits.is_complete() => {
            before.pending_move = None;
            restart_search(state, before)
        }
        before => {
            state.search.active = before;
            State::no_effects()
        }
    }
}

/// Goes to the next hit so many times, as long as they are there.
pub fn go_hits(state: &mut State, toward: Direction, times: i64) -> Vec<Effect> {
    for _ in 1..times.min(MAX_HIT_COUNT) {
        if state
            .search
            .active
            .as_ref()
            .is_none_or(|finding| finding.pending_move.is_some())
        {
            break;
        }
        let effects = go_hit(state, toward);
        if !effects.is_empty() {
            return effects;
        }
    }
    go_hit(state, toward)
}

/// Goes to the hit after or before the place the reader is at; without a search, begins the last one
/// again.
fn go_hit(state: &mut State, toward: Direction) -> Vec<Effect> {
    let Some(finding) = &mut state.search.active else {
        return match state
            .search
            .history
            .last()
            .and_then(|last| parse_query(state, last))
        {
            Some(query) => {
                let here = state.reading.reader.anchor();
                start_search(state, query, here, here)
            }
            None => {
                state.notify(state.texts().search.no_search_yet);
                State::no_effects()
            }
        };
    };
    let from = match (&finding.current_hit, toward) {
        (Some(span), Direction::Next) if state.reading.reader.is_visible(span.start) => {
            span.start.at(span.start.within + 1)
        }
        (Some(span), Direction::Prev) if state.reading.reader.is_visible(span.start) => span.start,
        _ => state.reading.reader.anchor(),
    };
    match finding.hit_move(toward, from) {
        HitMove::To(span) => show_hit(state, span),
        HitMove::Wrapped(span) => {
            show_hit(state, span);
            notify_wrap(state, toward);
        }
        HitMove::NotStored => return go_distant_hit(state, toward, from),
        HitMove::None => state.notify(state.texts().search.not_found),
        HitMove::Pending => finding.pending_move = Some((toward, from)),
    }
    State::no_effects()
}

/// Tells that the way to a hit led past the end or the beginning of the text.
pub fn notify_wrap(state: &mut State, toward: Direction) {
    match toward {
        Direction::Next => state.notify(state.texts().search.past_end),
        Direction::Prev => state.notify(state.texts().search.past_beginning),
    }
}

/// Blocks, in strides of the search, that are walked back for a hit: some tens of milliseconds.
const MAX_BACK_STEPS: u32 = 32;

/// Goes to the hit next to `from` where there are too many to keep them all: on by a search that
/// begins there, back by a walk, for among so many one is near.
fn go_distant_hit(state: &mut State, toward: Direction, from: Pos) -> Vec<Effect> {
    let Some(finding) = &state.search.active else {
        return State::no_effects();
    };
    let (query, origin) = (finding.query.clone(), finding.origin);
    if toward == Direction::Next {
        state.reading.jumps.push(state.reading.reader.anchor());
        return start_search(state, query, origin, from);
    }
    let is_first = finding.hits.last_before(from).is_none();
    let doc = Arc::clone(&state.reading.reader.doc);
    let start = if is_first {
        doc.last().at(u32::MAX)
    } else {
        from
    };
    let left = Cell::new(MAX_BACK_STEPS);
    let found = find_back(&*doc, &query, start, &|| {
        left.set(left.get() - 1);
        if left.get() == 0 {
            ControlFlow::Break(())
        } else {
            ControlFlow::Continue(())
        }
    });
    match found {
        Some(span) => show_hit(state, span),
        None => state.notify(state.texts().search.none_near),
    }
    if is_first && state.notices.message.is_none() {
        notify_wrap(state, Direction::Prev);
    }
    State::no_effects()
}

fn show_hit(state: &mut State, span: Span) {
    let shown = span.clone();
    state.reading.jump(|reader| reader.scroll_into_view(&shown));
    if let Some(finding) = &mut state.search.active {
        finding.current_hit = Some(span);
    }
}

/// Leaves the search and returns to where it began.
pub fn cancel(state: &mut State) {
    if let Some(finding) = state.search.active.take() {
        let origin = finding.origin;
        state.reading.jump(|reader| reader.go(origin));
    }
}

/// Takes what the job of a search says.
pub fn on_event(state: &mut State, id: JobId, event: JobEvent) {
    let Some(finding) = state
        .search
        .active
        .as_mut()
        .filter(|finding| finding.job == id)
    else {
        return;
    };
    match event {
        JobEvent::Hits(batch) => finding.hits.extend(batch),
        JobEvent::Wrapped => finding.hits.wrap(),
        JobEvent::Done => finding.hits.finish(),
        JobEvent::Outline(_) | JobEvent::HeadingAnswer(_) => return,
    }
    resolve_pending_move(state);
}

/// Ends the search of job `id`, which has failed, with the hits that it has found.
pub fn on_job_failed(state: &mut State, id: JobId) {
    if let Some(search) = state
        .search
        .active
        .as_mut()
        .filter(|search| search.job == id)
    {
        search.hits.finish();
        resolve_pending_move(state);
    }
}

/// The current hit of a search, if the page shows it.
pub fn visible_hit(state: &State) -> Option<Span> {
    let hit = state.search.active.as_ref()?.current_hit.as_ref()?;
    state
        .reading
        .reader
        .is_visible(hit.start)
        .then(|| hit.clone())
}

/// Makes the move that waits for hits, if they are there now.
fn resolve_pending_move(state: &mut State) {
    let Some(finding) = &mut state.search.active else {
        return;
    };
    let Some((toward, from)) = finding.pending_move else {
        return;
    };
    let found = finding.hit_move(toward, from);
    if matches!(found, HitMove::Pending | HitMove::NotStored) {
        return;
    }
    finding.pending_move = None;
    match found {
        HitMove::To(span) => {
            state.reading.reader.scroll_into_view(&span);
            finding.current_hit = Some(span);
        }
        HitMove::Wrapped(span) => {
            state.reading.reader.scroll_into_view(&span);
            // A search that has just begun goes on at the top without a word.
            if finding.current_hit.replace(span).is_some() {
                notify_wrap(state, toward);
            }
        }
        HitMove::None => {
            finding.current_hit = None;
            let origin = finding.origin;
            let text = finding.query.text().to_owned();
            state.reading.reader.go(origin);
            state.notify(state.texts().search.not_found_query(&text));
        }
        HitMove::Pending | HitMove::NotStored => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::input::keymap::Keymap;
    use crate::app::opening::state::OpeningState;
    use crate::app::reading::appearance::{Appearance, StartOptions};
    use crate::app::reading::reader::Reader;
    use crate::app::reading::state::ReadingState;
    use crate::formats::plain::PlainDocument;
    use crate::layout::{Setting, TextOptions};
    use crate::source::windows::Source;

    #[test]
    fn going_round_is_told_also_if_it_was_waited_for() {
        let mut state = nine_lines();
        let here = Pos::default();
        start_search(&mut state, Query::parse("乙").unwrap(), here, here);
        let job = state.search.active.as_ref().unwrap().job;
        let hit = here.at(3)..here.at(6);
        for event in [
            JobEvent::Hits(vec![hit.clone()]),
            JobEvent::Wrapped,
            JobEvent::Done,
        ] {
            assert!(state.notices.message.is_none());
            if matches!(event, JobEvent::Wrapped) {
                let finding = state.search.active.as_mut().unwrap();
                finding.pending_move = Some((Direction::Next, hit.end));
            }
            on_event(&mut state, job, event);
        }
        assert_eq!(state.search.active.unwrap().current_hit, Some(hit));
        let told = state.notices.message.unwrap();
        assert!(told.starts_with("past the end"));
    }

    /// A state over a text of nine lines.
    fn nine_lines() -> State {
        let bytes = "甲乙\n".repeat(9).into_bytes();
        let doc = Arc::new(PlainDocument::new("t", Source::Owned(bytes)));
        let look = Appearance::new(&StartOptions::default());
        let mut state = State::new(look, Keymap::new(&[]).0, OpeningState::default());
        let reader = Reader::new(doc, TextOptions::default(), Setting::default());
        state.reading = ReadingState::new(reader);
        state
    }

    #[test]
    fn a_search_left_unfinished_is_begun_anew() {
        let mut state = nine_lines();
        let here = Pos::default();
        let query = Query::parse("乙").unwrap();
        for (done, jobs) in [(true, 0), (false, 1)] {
            start_search(&mut state, query.clone(), here, here);
            let mut before = state.search.active.take().unwrap();
            if done {
                before.hits.finish();
            }
            let effects = resume_search(&mut state, Some(Box::new(before)));
            assert_eq!(effects.len(), jobs);
            assert!(state.search.active.is_some());
        }
    }
}
