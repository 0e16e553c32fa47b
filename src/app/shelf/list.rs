//! Rows of the shelf: favourite folders, texts read before, the built-in essays.

use super::actions;
use super::entry::file_name;
use super::order::ShelfOrder;
use super::rows::{refresh, row};
use super::state::ShelfRow;
use crate::app::display::hints::Hint;
use crate::app::input::action::Action;
use crate::app::lists::model::ListModel;
use crate::app::lists::state::ListKind;
use crate::app::message::Effect;
use crate::app::reading::progress::reading_minutes;
use crate::app::state::State;
use crate::doc::Span;
use crate::messages::grouped;
use crate::session::local_zone::NearTime;
use crate::text::width::text_width;
use crate::ui::list::{ColumnAlign, ColumnWidth, ListColumn, ListHead, ListItem};
use crate::ui::theme::Role;

/// Cells of a date: `2026-11-28`. A time of today may be longer.
const DATE_CELLS: u16 = 10;
/// Cells of the place in per cent: `100%`.
const PERCENT_CELLS: u16 = 4;
/// Cells of the number of notes, of the characters left, and of the time to read them.
const NOTES_CELLS: u16 = 8;
const LEFT_CELLS: u16 = 12;
const TIME_CELLS: u16 = 12;
/// Least cells for the columns at which section and date are shown, the characters left, the notes, and the time left.
const MIN_DATE_CELLS: u16 = 44;
const MIN_LEFT_CELLS: u16 = 68;
const MIN_NOTES_CELLS: u16 = 90;
const MIN_TIME_CELLS: u16 = 100;

/// The list of texts read before.
pub struct ShelfListModel;

/// Returns the item of a favourite folder.
fn folder_item(state: &State, at: usize) -> Option<ListItem> {
    let folder = state.shelf.folders.get(at)?;
    let (name, place) = (file_name(folder), folder.to_string_lossy());
    Some(ListItem {
        cells: vec![
            vec![(format!("{name}/"), Role::Body)],
            vec![(
                place.chars().filter(|c| !c.is_control()).collect(),
                Role::Dim,
            )],
            Vec::new(),
            Vec::new(),
            Vec::new(),
            Vec::new(),
            Vec::new(),
        ],
        detail: None,
        is_dim: false,
    })
}

/// Returns the time of the last reading: by the hour, by the day of the week, or by the date.
fn time_text(state: &State, at: &str) -> String {
    let m = &state.texts().shelf;
    match state.zone.near_time(at, &state.shelf.listed_at) {
        NearTime::Today(clock) => m.today(&clock),
        NearTime::Yesterday => m.yesterday.to_owned(),
        NearTime::Date(date) => date,
        NearTime::Weekday(day) => {
            let days = [
                m.sunday,
                m.monday,
                m.tuesday,
                m.wednesday,
                m.thursday,
                m.friday,
                m.saturday,
            ];
            days.get(usize::from(day))
                .copied()
                .unwrap_or_default()
                .to_owned()
        }
    }
}

impl ListModel for ShelfListModel {
    fn title(&self, state: &State) -> String {
        let m = &state.texts().shelf;
        match state.shelf.order {
            ShelfOrder::Recent => m.title.to_owned(),
            order => format!("{}  {}", m.title, order.text(state.texts())),
        }
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

    fn hints(&self, state: &State) -> Vec<Hint> {
        let mut hints: Vec<Hint> = vec![
            (Action::Essays, |m| m.hints.essays),
            (Action::FavouriteFolder, |m| m.hints.favourite),
            (Action::RemoveRow, |m| m.hints.take_off),
            (Action::SectionOnly, |m| m.hints.order),
            (Action::Filter, |m| m.hints.filter),
            (Action::RowOpen, |m| m.hints.read),
            (Action::Help, |m| m.hints.keys),
            (Action::PaneLeave, |m| m.hints.close),
        ];
        // The built-in essays are open below the shelf.
        if state.opening.is_built_in() {
            hints.remove(0);
            hints.pop();
            hints.push((Action::PaneLeave, |m| m.hints.essays));
        }
        hints
    }

    fn further_actions(&self) -> &'static [Action] {
        &[Action::FromBeginning, Action::PutBack, Action::SearchAll]
    }

    fn columns(&self, state: &State, cells: u16) -> Vec<ListColumn> {
        let column = |width, align, gap| ListColumn { width, align, gap };
        let date = if cells >= MIN_DATE_CELLS {
            let today = state.texts().shelf.today("00:00");
            text_width(&today, state.appearance.widths())
                .0
                .max(DATE_CELLS)
        } else {
            0
        };
        let gap = u16::from(date > 0);
        // A narrow screen has room for titles alone.
        let section = match gap {
            0 => ColumnWidth::Cells(0),
            _ => ColumnWidth::Share(2),
        };
        let entries = &state.shelf.entries;
        let has_left = entries.iter().any(|entry| entry.left.is_some());
        let has_notes = entries.iter().any(|entry| entry.note_count > 0);
        let figure = |is_shown: bool, width| {
            let width = if is_shown { width } else { 0 };
            column(
                ColumnWidth::Cells(width),
                ColumnAlign::End,
                u16::from(width > 0),
            )
        };
        vec![
            column(ColumnWidth::Share(3), ColumnAlign::Start, 1),
            column(section, ColumnAlign::Start, gap),
            figure(has_notes && cells >= MIN_NOTES_CELLS, NOTES_CELLS),
            figure(has_left && cells >= MIN_LEFT_CELLS, LEFT_CELLS),
            figure(has_left && cells >= MIN_TIME_CELLS, TIME_CELLS),
            column(ColumnWidth::Cells(PERCENT_CELLS), ColumnAlign::End, gap),
            column(ColumnWidth::Cells(date), ColumnAlign::End, 0),
        ]
    }

    fn count(&self, state: &State) -> u64 {
        state.shelf.rows.len() as u64
    }

    fn item(&self, state: &State, index: u64) -> Option<ListItem> {
        let m = &state.texts().shelf;
        let entry = match row(state, index)? {
            ShelfRow::Folder(at) => return folder_item(state, at),
            ShelfRow::Text(at) => state.shelf.entries.get(at)?,
            ShelfRow::Essays => {
                return Some(ListItem {
                    cells: vec![vec![(m.essays.to_owned(), Role::Body)]],
                    detail: None,
                    is_dim: false,
                });
            }
        };
        let mut title = vec![(entry.title.clone(), Role::Body)];
        if !entry.author.is_empty() {
            title.push((format!("  {}", entry.author), Role::Dim));
        }
        let section = if entry.is_gone {
            m.gone.to_owned()
        } else {
            entry.section.clone()
        };
        let date = time_text(state, &entry.read_at);
        let notes = match entry.note_count {
            0 => String::new(),
            count => state.texts().marks.note_count(count as u64),
        };
        let left = entry.left.filter(|left| *left > 0);
        let time = left.map_or_else(String::new, |left| {
            let minutes = reading_minutes(left, state.appearance.speed);
            state.texts().duration(minutes)
        });
        let left = left.map_or_else(String::new, |left| state.texts().chars_left(left));
        Some(ListItem {
            cells: vec![
                title,
                vec![(section, Role::Dim)],
                vec![(notes, Role::Dim)],
                vec![(left, Role::Dim)],
                vec![(time, Role::Dim)],
                vec![(format!("{}%", entry.percent), Role::Dim)],
                vec![(date, Role::Dim)],
            ],
            detail: None,
            is_dim: entry.is_gone,
        })
    }

    fn head(&self, state: &State, index: u64) -> Option<ListHead> {
        if state.shelf.folders.is_empty() {
            return None;
        }
        let m = &state.texts().shelf;
        let text = match row(state, index)? {
            ShelfRow::Folder(_) => m.folders,
            ShelfRow::Text(_) => m.read_before,
            ShelfRow::Essays => m.built_in,
        };
        Some(ListHead {
            text: text.to_owned(),
            figures: String::new(),
        })
    }

    fn span(&self, _state: &State, _index: u64) -> Option<Span> {
        None
    }

    fn filter(&self, state: &mut State) -> Vec<Effect> {
        refresh(state);
        State::no_effects()
    }

    fn open(&self, state: &mut State, _index: u64) -> Vec<Effect> {
        actions::open_current(state)
    }

    fn perform(&self, state: &mut State, action: Action, _count: u32) -> Option<Vec<Effect>> {
        actions::perform_in_list(state, action)
    }
}
