//! Going from hit to hit of a search.

use super::state::{
    ActiveSearch, CurrentHit, HitMove, MoveCause, MoveTarget, PastSearch, SectionExtent,
    section_span,
};
use super::task::{SearchAnswer, SearchTask};
use super::{history, offers};
use crate::app::display::scroll_bar::is_scroll_bar_shown;
use crate::app::input::action::{Action, action_info};
use crate::app::input::key_label::notation_label;
use crate::app::job::{Job, JobId};
use crate::app::lists::state::ListKind;
use crate::app::message::Effect;
use crate::app::reading::motion::Direction;
use crate::app::state::{Mode, State};
use crate::app::toc::follow::rows_in_sight;
use crate::doc::{Pos, Span};
use crate::search::Query;
use crate::search::tally::Lookup;
use crate::text::units::Fraction;
use std::sync::Arc;

/// Starts a search for `query`; the reader goes to the first hit at or after `from`.
pub fn start_search(state: &mut State, query: Query, origin: Pos, from: Pos) -> Vec<Effect> {
    let job = state.new_job();
    let doc = Arc::clone(&state.reading.reader.doc);
    let work = Job::Search(doc, query.clone(), SearchTask::Count);
    state.search.active = Some(ActiveSearch::new(query, origin, from, job));
    vec![Effect::StartJob(job, work)]
}

/// Starts a search as [`start_search`] does; towards the beginning, the reader goes to the last hit before `from`.
pub fn start_search_toward(
    state: &mut State,
    query: Query,
    toward: Direction,
    (origin, from): (Pos, Pos),
) -> Vec<Effect> {
    let effects = start_search(state, query, origin, from);
    let search = state.search.active.as_mut();
    if let Some(first) = search.and_then(|search| search.pending_move.as_mut()) {
        first.steps = toward.signed(1);
    }
    effects
}

/// Takes up an earlier search. One that was not counted to the end is counted anew.
pub fn resume_search(state: &mut State, before: Option<Box<ActiveSearch>>) -> Vec<Effect> {
    match before.map(|search| *search) {
        Some(mut before) if !before.tally.is_complete() => {
            before.pending_move = None;
            restart_search(state, before)
        }
        before => {
            state.search.active = before;
            State::no_effects()
        }
    }
}

/// Counts the hits of a search anew; the current hit and the move under way stay.
pub fn restart_search(state: &mut State, before: ActiveSearch) -> Vec<Effect> {
    let effects = start_search(state, before.query, before.origin, before.origin);
    if let Some(search) = &mut state.search.active {
        let span = before.current_hit.map(|hit| hit.span);
        search.current_hit = span.map(|span| CurrentHit {
            span,
            ordinal: None,
        });
        search.pending_move = before.pending_move;
    }
    effects
}

/// Goes so many hits in the direction of the search, or against it if negative.
pub fn go_onward(state: &mut State, steps: i64) -> Vec<Effect> {
    let steps = state.search.toward.signed(steps);
    go_hits(state, steps)
}

/// Goes so many hits on, or back if negative. Without a search, begins the last one again.
pub fn go_hits(state: &mut State, steps: i64) -> Vec<Effect> {
    let here = state.reading.reader.anchor();
    let Some(search) = &mut state.search.active else {
        let toward = if steps < 0 {
            Direction::Prev
        } else {
            Direction::Next
        };
        return start_last_search(state, toward);
    };
    match &mut search.pending_move {
        Some(pending) if pending.cause == MoveCause::NewReading => {
            (pending.cause, pending.is_on_hit) = (MoveCause::Reader, true);
            pending.steps = steps;
        }
        Some(pending) => {
            pending.cause = MoveCause::Reader;
            pending.steps += steps;
            if pending.steps == 0 {
                search.pending_move = None;
            }
        }
        pending => {
            let current = search.current_hit.as_ref().map(|hit| hit.span.start);
            let current = current.filter(|start| state.reading.reader.is_visible(*start));
            *pending = Some(HitMove {
                from: current.unwrap_or(here),
                is_on_hit: current.is_some(),
                steps,
                cause: MoveCause::Reader,
            });
        }
    }
    State::no_effects()
}

/// Adds a search to the history, and to the file of searches.
pub fn remember(state: &mut State, search: PastSearch) -> Vec<Effect> {
    let line = history::to_line(&search);
    history::push(&mut state.search.history, search);
    vec![Effect::SaveSearch(line)]
}

/// Begins the last search again, from here.
pub fn start_last_search(state: &mut State, toward: Direction) -> Vec<Effect> {
    let here = state.reading.reader.anchor();
    let last = state.search.history.last();
    let case = state.search.case;
    let query =
        last.and_then(|last| Query::with_case(&last.text, last.level, last.kind, case).ok());
    match query {
        Some(query) => start_search_toward(state, query, toward, (here, here)),
        None => {
            state.notify(state.texts().search.no_search_yet);
            State::no_effects()
        }
    }
}

/// Shows that the search has no hits, if that is so.
pub fn notify_without_hits(state: &mut State) {
    let search = state.search.active.as_ref();
    let search = search.filter(|search| search.tally.is_complete() && search.tally.count() == 0);
    if let Some(search) = search {
        let text = offers::not_found_text(state, search);
        state.notify(text);
    }
}

/// Takes the marks of a search away. The reader stays; the jump list leads back to before the search.
pub fn cancel(state: &mut State) {
    let Some(search) = state.search.active.take() else {
        return;
    };
    if search.origin == state.reading.reader.anchor() {
        return;
    }
    state.reading.jumps.push(search.origin);
    let m = state.texts();
    let keys = state.input.keymap.keys_of(Action::JumpSwap);
    let keys = keys.first().map(|keys| notation_label(keys, m));
    let keys = keys.unwrap_or_else(|| format!(":{}", action_info(Action::JumpSwap).name));
    state.notify(m.search.cleared(&keys));
}

/// Takes an answer of a job of the search.
pub fn on_answer(state: &mut State, id: JobId, answer: SearchAnswer) {
    let Some(search) = &mut state.search.active else {
        return;
    };
    let offers = search.offers.iter_mut().flatten();
    let offer = offers.into_iter().find(|offer| offer.job == id);
    let is_offer = offer.is_some();
    let filtered = search.list.filtered.as_mut();
    let tally = match (offer, filtered) {
        (Some(offer), _) => Some(&mut offer.tally),
        (_, Some((job, tally))) if *job == id => Some(tally),
        _ => (search.count_job == Some(id)).then_some(&mut search.tally),
    };
    if let Some(tally) = tally {
        match answer {
            SearchAnswer::Counted(stretches, counted_to) => tally.add(stretches, counted_to),
            SearchAnswer::AllCounted => tally.complete(),
            SearchAnswer::Step(_)
            | SearchAnswer::Hits(..)
            | SearchAnswer::CountsWithin(_)
            | SearchAnswer::Rows(_) => {}
        }
        if is_offer {
            offers::on_count(state);
        }
        return;
    }
    if let SearchAnswer::Rows(rows) = answer {
        search.list.take_rows(id, rows);
        return;
    }
    let is_awaited = search.request.as_ref().is_some_and(|(job, _)| *job == id);
    if !is_awaited {
        return;
    }
    search.request = None;
    match answer {
        SearchAnswer::Hits(stretch, hits) => search.tally.keep(stretch, hits),
        SearchAnswer::CountsWithin(counts) => search.tally.keep_counts(counts),
        SearchAnswer::Step(found) => {
            let Some(hit_move) = search.pending_move.take() else {
                return;
            };
            match found {
                Some(found) => {
                    let hit = CurrentHit {
                        span: found.span,
                        ordinal: None,
                    };
                    go_to(state, &hit_move, hit, found.has_wrapped);
                }
                None => on_no_hits(state, &hit_move),
            }
        }
        SearchAnswer::Counted(..) | SearchAnswer::AllCounted | SearchAnswer::Rows(_) => {}
    }
}

/// Ends the search if job `id`, which has failed, is one of its jobs.
pub fn on_job_failed(state: &mut State, id: JobId) {
    let is_own = |search: &mut ActiveSearch| search.jobs().any(|job| job == id);
    state.search.active.take_if(is_own);
}

/// Makes the move that waits, if its hit is known. Returns what must be read for it otherwise.
pub fn make_move(state: &mut State) -> Option<SearchTask> {
    let search = state.search.active.as_mut()?;
    let hit_move = search.pending_move.clone()?;
    match search.move_target(&hit_move) {
        MoveTarget::Hit { hit, has_wrapped } => {
            search.pending_move = None;
            go_to(state, &hit_move, hit, has_wrapped);
        }
        MoveTarget::None => {
            search.pending_move = None;
            on_no_hits(state, &hit_move);
        }
        MoveTarget::Unknown(task) => return Some(task),
    }
    None
}

/// Asks for what is missing: for the move that waits (`wanted`), for the number of the current hit, for the counts of
/// the rows of the outline, which are those in sight once the outline has followed the reader.
pub fn ask_for_missing(state: &mut State, wanted: Option<SearchTask>) -> Vec<Effect> {
    if state.search.active.is_none() {
        return State::no_effects();
    }
    let offer = offers::count(state);
    place_bar_edges(state);
    let is_move = wanted.is_some();
    let wanted = wanted
        .or_else(|| ordinal_task(state))
        .or_else(|| outline_task(state));
    let running = state.search.active.as_ref();
    let running = running.and_then(|search| search.request.as_ref());
    let is_running = |task: &SearchTask| running.is_some_and(|(_, running)| running == task);
    let wanted = wanted.filter(|task| !is_running(task) && (is_move || running.is_none()));
    let Some(task) = wanted else {
        return offer;
    };
    let job = state.new_job();
    let doc = Arc::clone(&state.reading.reader.doc);
    let Some(search) = &mut state.search.active else {
        return State::no_effects();
    };
    search.request = Some((job, task.clone()));
    let work = Job::Search(doc, search.query.clone(), task);
    let mut effects = offer;
    effects.push(Effect::StartJob(job, work));
    effects
}

/// Finds the places at which the rows of the scroll bar begin, if it is shown and the text is read.
fn place_bar_edges(state: &mut State) {
    let is_shown = is_scroll_bar_shown(state) && !state.reading.reader.is_partly_read();
    let height = state.screen().scroll_bar.height;
    let doc = Arc::clone(&state.reading.reader.doc);
    let Some(search) = state.search.active.as_mut().filter(|_| is_shown) else {
        return;
    };
    if search.bar_edges.len() == usize::from(height) + 1 {
        return;
    }
    let start = |row| doc.pos_at(Fraction::new(u64::from(row), u64::from(height)));
    let inner = (1..height).map(|row| start(row).block_start());
    let end = Pos::new(u32::MAX, u64::MAX);
    search.bar_edges = [doc.first()]
        .into_iter()
        .chain(inner)
        .chain([end])
        .collect();
}

/// Looks for the number of the current hit; returns what must be read for it.
fn ordinal_task(state: &mut State) -> Option<SearchTask> {
    let search = state.search.active.as_mut()?;
    let hit = search.current_hit.as_mut()?;
    if hit.ordinal.is_some() {
        return None;
    }
    match search.tally.ordinal(&hit.span) {
        Lookup::Known(number) => {
            hit.ordinal = Some(number);
            None
        }
        Lookup::Unread(stretch) => Some(SearchTask::Hits(stretch)),
        Lookup::Uncounted => None,
    }
}

/// Returns what must be counted for the rows of the outline in sight, for the heads of the list of hits, and for the
/// scroll bar.
fn outline_task(state: &State) -> Option<SearchTask> {
    let search = state.search.active.as_ref()?;
    let outline = &state.reading.reader.outline;
    let list = &state.toc.list;
    let rows = rows_in_sight(state);
    let spans = rows.iter().filter_map(|row| {
        let is_folded = list.is_folded(outline.headings.get(row.heading)?);
        section_span(outline, row.heading, SectionExtent::of_row(is_folded))
    });
    let spans = spans.chain(listed_sections(state));
    let places = spans.flat_map(|span| [span.start, span.end]);
    let places = places.chain(search.bar_edges.iter().copied());
    let is_unread = |pos: &Pos| matches!(search.tally.count_before(*pos), Lookup::Unread(_));
    let mut places: Vec<Pos> = places.filter(is_unread).collect();
    places.sort_unstable();
    places.dedup();
    (!places.is_empty()).then_some(SearchTask::CountsWithin(places))
}

/// Returns the sections of the hits that the list of hits shows.
fn listed_sections(state: &State) -> impl Iterator<Item = Span> {
    let is_open = matches!(&state.mode, Mode::List(list) if list.kind == ListKind::Hits);
    let outline = &state.reading.reader.outline;
    let search = state.search.active.as_ref();
    let list = search.map(|search| &search.list);
    let list = list.filter(|list| is_open && list.filter.is_empty());
    let rows = list.into_iter().flat_map(|list| list.rows.values());
    let sections = rows.filter_map(|row| outline.index_at(row.span.start));
    let mut sections: Vec<usize> = sections.collect();
    sections.dedup();
    let spans = sections.into_iter();
    spans.filter_map(|index| section_span(outline, index, SectionExtent::Own))
}

/// Returns the current hit of a search, if the page shows it.
pub fn visible_hit(state: &State) -> Option<Span> {
    let hit = &state.search.active.as_ref()?.current_hit.as_ref()?.span;
    let is_visible = state.reading.reader.is_visible(hit.start);
    is_visible.then(|| hit.clone())
}

fn go_to(state: &mut State, hit_move: &HitMove, hit: CurrentHit, has_wrapped: bool) {
    let span = hit.span.clone();
    let is_kept = hit_move.cause == MoveCause::NewReading;
    let is_lost = is_kept && (has_wrapped || !state.reading.reader.is_visible(span.start));
    if let Some(search) = &mut state.search.active {
        search.current_hit = Some(hit).filter(|_| !is_lost);
    }
    match hit_move.cause {
        MoveCause::NewReading => return,
        // A search that has just begun goes on at the top without a word.
        MoveCause::NewSearch => return state.reading.reader.scroll_into_view(&span),
        MoveCause::Reader => {}
    }
    state.reading.jump(|reader| reader.scroll_into_view(&span));
    let tally = state.search.active.as_ref().map(|search| &search.tally);
    if tally.is_some_and(|tally| tally.is_complete() && tally.count() == 1) {
        return state.notify(state.texts().search.only_hit);
    }
    match (has_wrapped, hit_move.steps > 0) {
        (true, true) => state.notify(state.texts().search.past_end),
        (true, false) => {
            state.notify(state.texts().search.past_beginning);
        }
        (false, _) => {}
    }
}

fn on_no_hits(state: &mut State, hit_move: &HitMove) {
    let Some(search) = &mut state.search.active else {
        return;
    };
    search.current_hit = None;
    let origin = search.origin;
    match hit_move.cause {
        MoveCause::NewReading => return,
        MoveCause::NewSearch => state.reading.reader.go(origin),
        MoveCause::Reader => {}
    }
    // A prompt shows the number by itself.
    if !matches!(state.mode, Mode::Prompt(_)) {
        notify_without_hits(state);
    }
}

#[cfg(test)]
mod tests;
