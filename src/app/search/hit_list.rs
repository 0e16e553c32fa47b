//! The list of the hits of the search.

mod count;

use super::hit_rows::{HitFilter, HitRow, RowsRequest};
use super::navigate::{go_hits, start_last_search};
use super::query_text::query_text;
use super::state::{ActiveSearch, CurrentHit, SectionExtent, section_span};
use super::task::SearchTask;
use crate::app::display::hints::Hint;
use crate::app::display::spoken_row::{is_total_said, said_hits};
use crate::app::input::action::Action;
use crate::app::job::Job;
use crate::app::lists::model::ListModel;
use crate::app::lists::state::{ListKind, ListPlace, OpenList};
use crate::app::message::Effect;
use crate::app::reading::motion::Direction;
use crate::app::state::{Mode, State};
use crate::doc::Span;
use crate::layout::display_title;
use crate::messages::grouped;
use crate::search::tally::{Lookup, Tally};
use crate::search::word_filter::WordFilter;
use crate::ui::list::{ColumnAlign, ColumnWidth, ListColumn, ListHead, ListItem};
use crate::ui::signs::PATH_SIGN;
use crate::ui::theme::Role;
use count::{progress, stop_count, unread_text};
use std::ops::Range;
use std::sync::Arc;

/// Least cells for the columns at which the place in per cent is shown.
const MIN_PERCENT_CELLS: u16 = 30;
/// Cells of the place in per cent: `100%`.
const PERCENT_CELLS: u16 = 4;

/// The list of the hits of the search.
pub struct HitListModel;

/// Opens the list at the row it was left at, the first time at the current hit. Without a search, begins the last one.
pub fn open(state: &mut State) -> Vec<Effect> {
    let effects = if state.search.active.is_none() {
        start_last_search(state, Direction::Next)
    } else {
        State::no_effects()
    };
    let here = state.reading.reader.anchor();
    let Some(search) = &mut state.search.active else {
        return effects;
    };
    if !search.list.is_begun {
        search.list.is_begun = true;
        let current = search.current_hit.as_ref().and_then(|hit| hit.ordinal);
        let near = || search.tally.count_before(here).known().unwrap_or(0);
        let cursor = current.map_or_else(near, |ordinal| ordinal - 1);
        *state.lists.place_mut(ListKind::Hits) = ListPlace {
            cursor,
            ..ListPlace::default()
        };
    }
    state.mode = Mode::List(OpenList::new(ListKind::Hits));
    effects
}

/// Goes to the hit of a number, from 1; to the last one if there are fewer.
pub fn go_numbered_hit(state: &mut State, number: u64) -> Vec<Effect> {
    let first = state.reading.reader.doc.first();
    let mut effects = State::no_effects();
    if state.search.active.is_none() {
        effects = start_last_search(state, Direction::Next);
    }
    let Some(search) = &mut state.search.active else {
        return effects;
    };
    let last = if search.tally.is_complete() {
        search.tally.count()
    } else {
        u64::MAX
    };
    let number = number.min(last);
    search.pending_move = None;
    search.current_hit = None;
    let steps = i64::try_from(number.max(1)).unwrap_or(i64::MAX);
    effects.extend(go_hits(state, steps));
    if let Some(hit_move) = state
        .search
        .active
        .as_mut()
        .and_then(|search| search.pending_move.as_mut())
    {
        hit_move.from = first;
        hit_move.is_on_hit = false;
    }
    effects
}

/// Asks for the rows near the screen that have not been read, and goes to a row that was waited for.
pub fn advance(state: &mut State) -> Vec<Effect> {
    let is_open = matches!(&state.mode, Mode::List(list) if list.kind == ListKind::Hits);
    let place = state.lists.place(ListKind::Hits);
    let height = u64::from(state.list_areas().rows.height.max(1));
    let Some(search) = &mut state.search.active else {
        return State::no_effects();
    };
    if let Some(row) = search.list.awaited_row
        && let Some(row_found) = search.list.rows.get(&row).cloned()
    {
        search.list.awaited_row = None;
        go_to_row(state, row, &row_found);
        return State::no_effects();
    }
    if !is_open && search.list.awaited_row.is_none() {
        search.list.request = None;
        return State::no_effects();
    }
    let tally = search.list_tally();
    let count = tally.count();
    let shown = place.top..(place.top + height).min(count);
    let wanted = place.top.saturating_sub(height)..(place.top + 2 * height).min(count);
    let is_missing = shown
        .clone()
        .any(|index| !search.list.rows.contains_key(&index));
    let is_running = |range: &Range<u64>| range.start <= shown.start && shown.end <= range.end;
    let running = search
        .list
        .request
        .as_ref()
        .map(|(_, request)| &request.range);
    if !is_missing || running.is_some_and(is_running) {
        return State::no_effects();
    }
    let request = RowsRequest {
        stretches: tally.stretches_of(&wanted),
        range: wanted,
        filter: search.list.filter.clone(),
    };
    start_rows(state, request)
}

fn start_rows(state: &mut State, request: RowsRequest) -> Vec<Effect> {
    let job = state.new_job();
    let doc = Arc::clone(&state.reading.reader.doc);
    let Some(search) = &mut state.search.active else {
        return State::no_effects();
    };
    let task = SearchTask::Rows(request.clone());
    search.list.request = Some((job, request));
    vec![Effect::StartJob(
        job,
        Job::Search(doc, search.query.clone(), task),
    )]
}

/// Makes the hit of a row the current one and goes there.
fn go_to_row(state: &mut State, index: u64, row: &HitRow) {
    set_current(state, index, row);
    let span = row.span.clone();
    state.reading.jump(|reader| reader.scroll_into_view(&span));
}

fn set_current(state: &mut State, index: u64, row: &HitRow) {
    if let Some(search) = &mut state.search.active {
        let is_whole = search.list.filtered.is_none();
        search.pending_move = None;
        search.current_hit = Some(CurrentHit {
            span: row.span.clone(),
            ordinal: is_whole.then_some(index + 1),
        });
    }
}

fn row(state: &State, index: u64) -> Option<&HitRow> {
    state.search.active.as_ref()?.list.rows.get(&index)
}

/// Changes the filter of the list. Its rows are counted anew.
fn set_filter(state: &mut State, filter: HitFilter) -> Vec<Effect> {
    let job = state.new_job();
    let doc = Arc::clone(&state.reading.reader.doc);
    let Some(search) = &mut state.search.active else {
        return State::no_effects();
    };
    if search.list.filter == filter {
        return State::no_effects();
    }
    search.list.rows.clear();
    search.list.request = None;
    search.list.awaited_row = None;
    search.list.filter = filter.clone();
    if filter.is_empty() {
        search.list.filtered = None;
        return State::no_effects();
    }
    search.list.filtered = Some((job, Tally::default()));
    let task = SearchTask::CountFiltered(filter);
    vec![Effect::StartJob(
        job,
        Job::Search(doc, search.query.clone(), task),
    )]
}

/// Shows the hits of the current section only, or of all.
fn toggle_section(state: &mut State) -> Vec<Effect> {
    let Some(search) = &state.search.active else {
        return State::no_effects();
    };
    let mut filter = search.list.filter.clone();
    let cursor = state.lists.place(ListKind::Hits).cursor;
    let start = row(state, cursor).map(|row| row.span.start);
    filter.within = match (&filter.within, start) {
        (None, Some(start)) => {
            let outline = &state.reading.reader.outline;
            let index = outline.index_at(start);
            index.and_then(|index| section_span(outline, index, SectionExtent::Own))
        }
        (Some(_), _) | (None, None) => None,
    };
    let place = state.lists.place_mut(ListKind::Hits);
    (place.cursor, place.top) = (0, 0);
    set_filter(state, filter)
}

/// Returns the section of a hit with the titles above it, and its span.
fn section_of(state: &State, hit: &Span) -> (String, Option<Span>) {
    let reader = &state.reading.reader;
    let outline = &reader.outline;
    let Some(index) = outline.index_at(hit.start) else {
        let first = outline.headings.first();
        let end = first.map(|heading| heading.pos.block_start());
        return (reader.doc.title(), end.map(|end| reader.doc.first()..end));
    };
    let title = |index: usize| {
        let heading = outline.headings.get(index)?;
        Some(display_title(&heading.title, reader.options()).into_owned())
    };
    let mut titles: Vec<String> = title(index).into_iter().collect();
    let mut above = outline.parent(index);
    while let Some(parent) = above {
        titles.extend(title(parent));
        above = outline.parent(parent);
    }
    titles.reverse();
    let span = section_span(outline, index, SectionExtent::Own);
    (titles.join(PATH_SIGN), span)
}

fn search_of(state: &State) -> Option<&ActiveSearch> {
    state.search.active.as_ref()
}

/// Returns the number of hits of the list in a section; empty while it is not known.
fn section_count(state: &State, section: Option<&Span>) -> String {
    let count = section
        .filter(|_| is_total_said(state))
        .and_then(|section| {
            // Counts of sections are read for all hits only.
            let search = search_of(state).filter(|search| search.list.filtered.is_none());
            let tally = &search?.tally;
            let [start, end] =
                [section.start, section.end].map(|pos| match tally.count_before(pos) {
                    Lookup::Known(count) => Some(count),
                    Lookup::Unread(_) | Lookup::Uncounted => None,
                });
            Some(end? - start?)
        });
    count.map_or_else(String::new, |count| {
        state.texts().search.hit_count(&grouped(count))
    })
}

impl ListModel for HitListModel {
    fn title(&self, state: &State) -> String {
        let Some(search) = search_of(state) else {
            return String::new();
        };
        let [hits, _] = said_hits(state, search);
        let m = &state.texts().search;
        let text = m.hits_of(&query_text(state, &search.query), &hits.text());
        if hits.is_complete {
            return text;
        }
        format!("{text}  {}", progress(state, hits.counted_to))
    }

    fn figures(&self, state: &State) -> String {
        let Some(search) = search_of(state) else {
            return String::new();
        };
        let place = state.lists.place(ListKind::Hits);
        let [_, listed] = said_hits(state, search);
        let number = (place.cursor + 1).min(listed.count);
        format!("{}/{}", grouped(number), listed.text())
    }

    fn empty_text(&self, state: &State) -> String {
        let m = state.texts();
        let Some(search) = search_of(state) else {
            return String::new();
        };
        let place = state.lists.place(ListKind::Hits);
        if !search.list_tally().is_complete() && search.count_job.is_none() {
            m.search.count_stopped.to_owned()
        } else if !search.list_tally().is_complete() {
            m.search.searching.to_owned()
        } else if place.filter.is_empty() {
            let not_found = m.search.not_found_query(&query_text(state, &search.query));
            match unread_text(state) {
                Some(unread) => m.search.not_found_but(&not_found, &unread),
                None => not_found,
            }
        } else {
            m.lists.no_match(&place.filter)
        }
    }

    fn hints(&self, _state: &State) -> Vec<Hint> {
        vec![
            (Action::SectionOnly, |m| m.hints.section),
            (Action::Filter, |m| m.hints.filter),
            (Action::Look, |m| m.hints.look),
            (Action::RowOpen, |m| m.hints.go),
            (Action::Help, |m| m.hints.keys),
            (Action::PaneLeave, |m| m.hints.close),
        ]
    }

    fn further_actions(&self) -> &'static [Action] {
        &[Action::Copy, Action::CopyCited]
    }

    fn columns(&self, _state: &State, cells: u16) -> Vec<ListColumn> {
        let column = |width, align, gap| ListColumn { width, align, gap };
        let percent = column(ColumnWidth::Cells(PERCENT_CELLS), ColumnAlign::End, 1);
        let before = column(ColumnWidth::Share(1), ColumnAlign::End, 0);
        let after = column(ColumnWidth::Share(2), ColumnAlign::Start, 0);
        if cells >= MIN_PERCENT_CELLS {
            vec![percent, before, after]
        } else {
            vec![before, after]
        }
    }

    fn count(&self, state: &State) -> u64 {
        search_of(state).map_or(0, |search| search.list_tally().count())
    }

    fn item(&self, state: &State, index: u64) -> Option<ListItem> {
        let row = row(state, index)?;
        let percent = vec![(format!("{}%", row.percent), Role::Dim)];
        let before = vec![(row.context.before.clone(), Role::Body)];
        let after = vec![
            (row.context.hit.clone(), Role::Link),
            (row.context.after.clone(), Role::Body),
        ];
        let areas = state.list_areas();
        let cells = if areas.item_cells().0 >= MIN_PERCENT_CELLS {
            vec![percent, before, after]
        } else {
            vec![before, after]
        };
        let is_last = index + 1 == self.count(state);
        Some(ListItem {
            cells,
            detail: if is_last { unread_text(state) } else { None },
            ..ListItem::default()
        })
    }

    fn head(&self, state: &State, index: u64) -> Option<ListHead> {
        let row = row(state, index)?;
        let (text, section) = section_of(state, &row.span);
        Some(ListHead {
            text,
            figures: section_count(state, section.as_ref()),
        })
    }

    fn begins_group(&self, state: &State, index: u64) -> bool {
        let section = |index| {
            let start = row(state, index)?.span.start;
            Some(state.reading.reader.outline.index_at(start))
        };
        let own = section(index);
        own.is_some() && index.checked_sub(1).and_then(section) != own
    }

    fn span(&self, state: &State, index: u64) -> Option<Span> {
        row(state, index).map(|row| row.span.clone())
    }

    fn filter(&self, state: &mut State) -> Vec<Effect> {
        let words = WordFilter::parse(&state.lists.place(ListKind::Hits).filter);
        let within = search_of(state).and_then(|search| search.list.filter.within.clone());
        set_filter(state, HitFilter { words, within })
    }

    fn open(&self, state: &mut State, index: u64) -> Vec<Effect> {
        match row(state, index).cloned() {
            Some(found) => go_to_row(state, index, &found),
            None => {
                if let Some(search) = &mut state.search.active {
                    search.list.awaited_row = Some(index);
                }
            }
        }
        State::no_effects()
    }

    fn look(&self, state: &mut State, index: u64) {
        if let Some(found) = row(state, index).cloned() {
            set_current(state, index, &found);
            state.reading.reader.scroll_into_view(&found.span);
        }
    }

    fn perform(&self, state: &mut State, action: Action, _count: u32) -> Option<Vec<Effect>> {
        match action {
            Action::SectionOnly => Some(toggle_section(state)),
            Action::PaneLeave if stop_count(state) => Some(State::no_effects()),
            _ => None,
        }
    }

    fn is_alive(&self, state: &State) -> bool {
        search_of(state).is_some()
    }
}

#[cfg(test)]
mod tests;
