//! Going from hit to hit of a search.

use super::state::{Finding, Move};
use crate::app::message::Effect;
use crate::app::reading::motion::Toward;
use crate::app::runtime::jobs::Job;
use crate::app::state::State;
use crate::doc::{Go, Pos};
use crate::layout::Punctuation;
use crate::search::query::FullWidth;
use crate::search::{Query, find_back};
use std::cell::Cell;
use std::sync::Arc;

/// Most hits gone through by one command.
const MANY: i64 = 10_000;

/// The query for what was typed: marks shown full-width are found as they are shown.
pub fn query(state: &State, typed: &str) -> Option<Query> {
    let marks = match state.look.punctuation() {
        Punctuation::FullWidth => FullWidth::Either,
        Punctuation::AsIs => FullWidth::Itself,
    };
    Query::with_marks(typed, marks)
}

/// Starts a search for `query` whose hits are found from `from` on.
pub fn start_search(state: &mut State, query: Query, origin: Pos, from: Pos) -> Vec<Effect> {
    let job = state.new_job();
    let work = Job::Search(Arc::clone(&state.reader.doc), query.clone(), from);
    state.finding = Some(Finding::new(query, origin, from, job));
    vec![Effect::Start(job, work)]
}

/// Takes up an earlier search. What it had not found yet was not heard while another was typed: it
/// begins anew then.
pub fn take_up(state: &mut State, before: Option<Box<Finding>>) -> Vec<Effect> {
    match before.map(|finding| *finding) {
        Some(before) if !before.hits.is_complete() => {
            let from = before.hits.origin();
            let effects = start_search(state, before.query, before.origin, from);
            if let Some(finding) = &mut state.finding {
                finding.current = before.current;
                finding.wanted = None;
            }
            effects
        }
        before => {
            state.finding = before;
            State::done()
        }
    }
}

/// Goes to the next hit so many times, as long as they are there.
pub fn to_hits(state: &mut State, toward: Toward, times: i64) -> Vec<Effect> {
    for _ in 1..times.min(MANY) {
        if state
            .finding
            .as_ref()
            .is_none_or(|finding| finding.wanted.is_some())
        {
            break;
        }
        let effects = to_hit(state, toward);
        if !effects.is_empty() {
            return effects;
        }
    }
    to_hit(state, toward)
}

/// Goes to the hit after or before the place the reader is at; without a search, begins the last one
/// again.
fn to_hit(state: &mut State, toward: Toward) -> Vec<Effect> {
    let Some(finding) = &mut state.finding else {
        return match state.searches.last().and_then(|last| query(state, last)) {
            Some(query) => {
                let here = state.reader.anchor();
                start_search(state, query, here, here)
            }
            None => {
                state.tell(
                    "还没有搜索过；按 / 搜索",
                    "nothing was searched for yet; press /",
                );
                State::done()
            }
        };
    };
    let from = match (&finding.current, toward) {
        (Some(span), Toward::Next) if state.reader.is_visible(span.start) => {
            span.start.at(span.start.within + 1)
        }
        (Some(span), Toward::Prev) if state.reader.is_visible(span.start) => span.start,
        _ => state.reader.anchor(),
    };
    match finding.seek(toward, from) {
        Move::To(span) => show_hit(state, span),
        Move::Round(span) => {
            show_hit(state, span);
            tell_of_round(state, toward);
        }
        Move::Unkept => return to_far_hit(state, toward, from),
        Move::None => state.tell("没有找到", "not found"),
        Move::Wait => finding.wanted = Some((toward, from)),
    }
    State::done()
}

/// Tells that the way to a hit led past the end or the beginning of the text.
pub fn tell_of_round(state: &mut State, toward: Toward) {
    match toward {
        Toward::Next => state.tell("过了末尾，从头再找", "past the end, on from the top"),
        Toward::Prev => state.tell("过了开头，从末尾再找", "past the top, on from the end"),
    }
}

/// Blocks, in strides of the search, that are walked back for a hit: some tens of milliseconds.
const STRIDES_BACK: u32 = 32;

/// Goes to the hit next to `from` where there are too many to keep them all: on by a search that
/// begins there, back by a walk, for among so many one is near.
fn to_far_hit(state: &mut State, toward: Toward, from: Pos) -> Vec<Effect> {
    let Some(finding) = &state.finding else {
        return State::done();
    };
    let (query, origin) = (finding.query.clone(), finding.origin);
    if toward == Toward::Next {
        state.jumps.push(state.reader.anchor());
        return start_search(state, query, origin, from);
    }
    let is_first = finding.hits.before(from).is_none();
    let doc = Arc::clone(&state.reader.doc);
    let start = if is_first {
        doc.last().at(u32::MAX)
    } else {
        from
    };
    let left = Cell::new(STRIDES_BACK);
    let found = find_back(&*doc, &query, start, &|| {
        left.set(left.get() - 1);
        if left.get() == 0 { Go::Stop } else { Go::On }
    });
    match found {
        Some(span) => show_hit(state, span),
        None => state.tell("近处没有", "none near"),
    }
    if is_first && state.message.is_none() {
        tell_of_round(state, Toward::Prev);
    }
    State::done()
}

fn show_hit(state: &mut State, span: crate::doc::Span) {
    let shown = span.clone();
    state.jump(|reader| reader.show(&shown));
    if let Some(finding) = &mut state.finding {
        finding.current = Some(span);
    }
}

/// Leaves the search and returns to where it began.
pub fn cancel(state: &mut State) {
    if let Some(finding) = state.finding.take() {
        let origin = finding.origin;
        state.jump(|reader| reader.go(origin));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::input::keymap::Keymap;
    use crate::app::message::Message;
    use crate::app::reading::appearance::{Look, Start};
    use crate::app::reading::reader::Reader;
    use crate::app::runtime::jobs::JobEvent;
    use crate::app::update::update;
    use crate::formats::plain::PlainDocument;
    use crate::lang::Lang;
    use crate::layout::{Setting, TextOptions};
    use crate::source::windows::Source;

    #[test]
    fn going_round_is_told_also_if_it_was_waited_for() {
        let mut state = nine_lines();
        let here = Pos::default();
        start_search(&mut state, Query::parse("乙").unwrap(), here, here);
        let job = state.finding.as_ref().unwrap().job;
        let hit = here.at(3)..here.at(6);
        for event in [
            JobEvent::Hits(vec![hit.clone()]),
            JobEvent::Wrapped,
            JobEvent::Done,
        ] {
            assert!(state.message.is_none());
            if matches!(event, JobEvent::Wrapped) {
                let finding = state.finding.as_mut().unwrap();
                finding.wanted = Some((Toward::Next, hit.end));
            }
            update(&mut state, Message::Job(job, event));
        }
        assert_eq!(state.finding.unwrap().current, Some(hit));
        let told = state.message.unwrap();
        assert!(told.get(Lang::En).starts_with("past the end"));
    }

    /// A state over a text of nine lines.
    fn nine_lines() -> State {
        let bytes = "甲乙\n".repeat(9).into_bytes();
        let doc = Arc::new(PlainDocument::new("t", Source::Owned(bytes)));
        let reader = Reader::new(doc, TextOptions::default(), Setting::default());
        let look = Look::new(&Start::default());
        State::new(reader, look, Keymap::new(&[]).0, String::new())
    }

    #[test]
    fn a_search_left_unfinished_is_begun_anew() {
        let mut state = nine_lines();
        let here = Pos::default();
        let query = Query::parse("乙").unwrap();
        for (done, jobs) in [(true, 0), (false, 1)] {
            start_search(&mut state, query.clone(), here, here);
            let mut before = state.finding.take().unwrap();
            if done {
                before.hits.finish();
            }
            let effects = take_up(&mut state, Some(Box::new(before)));
            assert_eq!(effects.len(), jobs);
            assert!(state.finding.is_some());
        }
    }
}
