//! The shelf: texts read before, the newest first.

use super::entry::ShelfEntry;
use crate::app::input::action::Action;
use crate::app::job::{Job, JobId};
use crate::app::lists::model::ListModel;
use crate::app::lists::state::{ListKind, ListPlace, OpenList};
use crate::app::message::Effect;
use crate::app::next_text::request::NextText;
use crate::app::opening::other_text::leave_for;
use crate::app::state::{Mode, State};
use crate::doc::Span;
use crate::messages::grouped;
use crate::search::word_filter::WordFilter;
use crate::text::script::TextLang;
use crate::ui::list::{ColumnAlign, ColumnWidth, ListColumn, ListItem};
use crate::ui::theme::Role;

/// Cells of a date: `2026-11-28`.
const DATE_CELLS: u16 = 10;
/// Cells of the place in per cent: `100%`.
const PERCENT_CELLS: u16 = 4;
/// Least cells for the columns at which section and date are shown.
const MIN_DATE_CELLS: u16 = 44;

/// The list of texts read before.
pub struct ShelfListModel;

/// Opens the shelf, or begins an action of it; returns `None` for any other.
pub fn perform(state: &mut State, action: Action, _count: u32) -> Option<Vec<Effect>> {
    (action == Action::Shelf).then(|| open(state))
}

/// Opens the shelf at its first row and reads the records.
pub fn open(state: &mut State) -> Vec<Effect> {
    let job = state.new_job();
    state.shelf.job = Some(job);
    *state.lists.place_mut(ListKind::Shelf) = ListPlace::default();
    refresh(state);
    state.mode = Mode::List(OpenList::new(ListKind::Shelf));
    vec![Effect::StartJob(job, Job::Shelf)]
}

/// Takes the texts that the job has found so far.
pub fn on_entries(state: &mut State, id: JobId, entries: Vec<ShelfEntry>, is_whole: bool) {
    if state.shelf.job != Some(id) {
        return;
    }
    if is_whole {
        state.shelf.job = None;
    }
    state.shelf.entries = entries;
    refresh(state);
}

/// Stops waiting for a job that has failed.
pub fn on_job_failed(state: &mut State, id: JobId) {
    if state.shelf.job == Some(id) {
        state.shelf.job = None;
    }
}

/// Chooses the rows that pass the filter.
fn refresh(state: &mut State) {
    let filter = WordFilter::parse(&state.lists.place(ListKind::Shelf).filter);
    let passes = |entry: &ShelfEntry| {
        let text = [&entry.title, &entry.author, &entry.path].map(String::as_str);
        filter.is_empty() || filter.matches(&text.join("\n"), TextLang::Other)
    };
    let numbered = state.shelf.entries.iter().enumerate();
    let rows = numbered.filter(|(_, entry)| passes(entry));
    state.shelf.rows = rows.map(|(index, _)| index).collect();
}

fn entry(state: &State, index: u64) -> Option<&ShelfEntry> {
    let at = state.shelf.rows.get(usize::try_from(index).ok()?)?;
    state.shelf.entries.get(*at)
}

impl ListModel for ShelfListModel {
    fn title(&self, state: &State) -> String {
        state.texts().shelf.title.to_owned()
    }

    fn figures(&self, state: &State) -> String {
        let count = self.count(state);
        let number = (state.lists.place(ListKind::Shelf).cursor + 1).min(count);
        format!("{}/{}", grouped(number), grouped(count))
    }

    fn empty_text(&self, state: &State) -> String {
        let filter = &state.lists.place(ListKind::Shelf).filter;
        if state.shelf.job.is_some() {
            state.texts().search.searching.to_owned()
        } else if filter.is_empty() {
            state.texts().shelf.empty.to_owned()
        } else {
            state.texts().lists.no_match(filter)
        }
    }

    fn keys(&self, state: &State) -> String {
        let m = &state.texts().shelf;
        if state.opening.path.is_empty() {
            m.keys_over_essays.to_owned()
        } else {
            m.keys.to_owned()
        }
    }

    fn columns(&self, _state: &State, cells: u16) -> Vec<ListColumn> {
        let column = |width, align, gap| ListColumn { width, align, gap };
        let date = if cells >= MIN_DATE_CELLS {
            DATE_CELLS
        } else {
            0
        };
        let gap = u16::from(date > 0);
        // A narrow screen has room for titles alone.
        let section = match gap {
            0 => ColumnWidth::Cells(0),
            _ => ColumnWidth::Share(2),
        };
        vec![
            column(ColumnWidth::Share(3), ColumnAlign::Start, 1),
            column(section, ColumnAlign::Start, gap),
            column(ColumnWidth::Cells(PERCENT_CELLS), ColumnAlign::End, gap),
            column(ColumnWidth::Cells(date), ColumnAlign::End, 0),
        ]
    }

    fn count(&self, state: &State) -> u64 {
        state.shelf.rows.len() as u64
    }

    fn item(&self, state: &State, index: u64) -> Option<ListItem> {
        let entry = entry(state, index)?;
        let mut title = vec![(entry.title.clone(), Role::Body)];
        if !entry.author.is_empty() {
            title.push((format!("  {}", entry.author), Role::Dim));
        }
        let section = if entry.is_gone {
            state.texts().shelf.gone.to_owned()
        } else {
            entry.section.clone()
        };
        let date = entry.read_at.get(..10);
        Some(ListItem {
            cells: vec![
                title,
                vec![(section, Role::Dim)],
                vec![(format!("{}%", entry.percent), Role::Dim)],
                vec![(date.unwrap_or_default().to_owned(), Role::Dim)],
            ],
            detail: None,
            is_dim: entry.is_gone,
        })
    }

    fn span(&self, _state: &State, _index: u64) -> Option<Span> {
        None
    }

    fn filter(&self, state: &mut State) -> Vec<Effect> {
        refresh(state);
        State::no_effects()
    }

    fn open(&self, state: &mut State, index: u64) -> Vec<Effect> {
        let Some(entry) = entry(state, index).cloned() else {
            return State::no_effects();
        };
        if entry.is_gone {
            state.mode = Mode::List(OpenList::new(ListKind::Shelf));
            state.notify(state.texts().shelf.gone_path(&entry.path));
            return State::no_effects();
        }
        let effects = leave_for(state, NextText::file(entry.path.into()), false);
        if effects.is_empty() {
            state.mode = Mode::List(OpenList::new(ListKind::Shelf));
        }
        effects
    }
}
