//! The list of the settings, which are changed there.

use super::apply::{current, is_live};
use super::value::{set_value, shown};
use crate::app::command::actions::open_command;
use crate::app::display::hints::Hint;
use crate::app::input::action::Action;
use crate::app::lists::model::ListModel;
use crate::app::lists::state::{ListKind, OpenList};
use crate::app::message::Effect;
use crate::app::reading::measure::show_measure;
use crate::app::state::{Mode, State};
use crate::doc::Span;
use crate::messages::grouped;
use crate::search::word_filter::WordFilter;
use crate::session::config::{ConfigKey, SETTINGS, SettingInfo, SettingValues};
use crate::text::script::TextLang;
use crate::text::width::text_width;
use crate::ui::list::{ColumnAlign, ColumnWidth, ListColumn, ListItem};
use crate::ui::theme::Role;

/// Cells of the longest name of a setting.
const NAME_CELLS: u16 = 15;
/// Cells of a value.
const VALUE_CELLS: u16 = 10;
/// Blank cells between two columns.
const GAP_CELLS: u16 = 2;
/// Least cells for the columns at which the descriptions are shown.
const MIN_TEXT_CELLS: u16 = 44;

/// The list of the settings.
pub struct SettingsListModel;

/// Returns the settings that pass the filter.
fn rows(state: &State) -> Vec<&'static SettingInfo> {
    let filter = WordFilter::parse(&state.lists.place(ListKind::Settings).filter);
    let m = state.texts();
    let passes = |row: &&SettingInfo| {
        filter.is_empty() || {
            let text = format!("{}\n{}", row.name, m.setting(row.key));
            filter.matches(&text, TextLang::Other)
        }
    };
    SETTINGS.iter().filter(passes).collect()
}

fn row(state: &State, index: u64) -> Option<&'static SettingInfo> {
    rows(state).get(usize::try_from(index).ok()?).copied()
}

/// Returns the cells for a description beside name and value; 0 if it has no column.
fn text_cells(state: &State) -> u16 {
    let cells = state.list_areas().item_cells().0;
    if cells < MIN_TEXT_CELLS {
        return 0;
    }
    cells - NAME_CELLS - VALUE_CELLS - 2 * GAP_CELLS
}

/// Gives the setting the value after its present one, or the one before it, `times` times. A setting of any text is typed.
fn step(state: &mut State, key: ConfigKey, times: u32, is_back: bool) {
    if is_live(key) && key.values() == SettingValues::Text {
        let line = format!("set {}", shown(key, &current(state).value_text(key)));
        return open_command(state, &line);
    }
    for _ in 0..times.max(1) {
        let now = current(state);
        let value = now.next_value(key, is_back);
        let value = value.unwrap_or_else(|| now.value_text(key));
        match set_value(state, key, &value) {
            Ok(_) if key == ConfigKey::Measure => show_measure(state),
            Ok(text) => state.notify(text),
            Err(problem) => return state.notify(problem),
        }
    }
}

impl ListModel for SettingsListModel {
    fn title(&self, state: &State) -> String {
        state.texts().command.settings_title.to_owned()
    }

    fn figures(&self, state: &State) -> String {
        let count = self.count(state);
        let number = (state.lists.place(ListKind::Settings).cursor + 1).min(count);
        format!("{}/{}", grouped(number), grouped(count))
    }

    fn empty_text(&self, state: &State) -> String {
        let filter = &state.lists.place(ListKind::Settings).filter;
        state.texts().lists.no_match(filter)
    }

    fn hints(&self, _state: &State) -> Vec<Hint> {
        vec![
            (Action::Filter, |m| m.hints.filter),
            (Action::Look, |m| m.hints.look),
            (Action::PrevValue, |m| m.hints.previous_value),
            (Action::NextValue, |m| m.hints.next_value),
            (Action::Help, |m| m.hints.keys),
            (Action::PaneLeave, |m| m.hints.close),
        ]
    }

    fn columns(&self, _state: &State, cells: u16) -> Vec<ListColumn> {
        let column = |width, gap| ListColumn {
            width,
            align: ColumnAlign::Start,
            gap,
        };
        if cells < MIN_TEXT_CELLS {
            let value = VALUE_CELLS.min(cells / 2);
            return vec![
                column(ColumnWidth::Share(1), 1),
                column(ColumnWidth::Cells(value), 0),
            ];
        }
        vec![
            column(ColumnWidth::Cells(NAME_CELLS), GAP_CELLS),
            column(ColumnWidth::Cells(VALUE_CELLS), GAP_CELLS),
            column(ColumnWidth::Share(1), 0),
        ]
    }

    fn count(&self, state: &State) -> u64 {
        rows(state).len() as u64
    }

    fn item(&self, state: &State, index: u64) -> Option<ListItem> {
        let row = row(state, index)?;
        let value = current(state).value_text(row.key);
        let is_default = value == row.default.trim_matches('"');
        let role = if is_default { Role::Body } else { Role::Strong };
        let text = state.texts().setting(row.key);
        let is_current = state.lists.place(ListKind::Settings).cursor == index;
        let is_cut = text_width(text, state.appearance.widths()).0 > text_cells(state);
        Some(ListItem {
            cells: vec![
                vec![(row.name.to_owned(), Role::Body)],
                vec![(value, role)],
                vec![(text.to_owned(), Role::Dim)],
            ],
            detail: (is_current && is_cut).then(|| text.to_owned()),
            is_dim: !is_live(row.key),
        })
    }

    /// Returns the place where one reads, so that the effect of a value is seen.
    fn span(&self, state: &State, _index: u64) -> Option<Span> {
        let here = state.reading.reader.visible_span().start;
        Some(Span {
            start: here,
            end: here,
        })
    }

    fn filter(&self, _state: &mut State) -> Vec<Effect> {
        State::no_effects()
    }

    fn open(&self, state: &mut State, index: u64) -> Vec<Effect> {
        state.mode = Mode::List(OpenList::new(ListKind::Settings));
        if let Some(row) = row(state, index) {
            step(state, row.key, 1, false);
        }
        State::no_effects()
    }

    fn look(&self, _state: &mut State, _index: u64) {}

    fn perform(&self, state: &mut State, action: Action, count: u32) -> Option<Vec<Effect>> {
        let is_back = match action {
            Action::NextValue => false,
            Action::PrevValue => true,
            _ => return None,
        };
        let cursor = state.lists.place(ListKind::Settings).cursor;
        if let Some(row) = row(state, cursor) {
            step(state, row.key, count, is_back);
        }
        Some(State::no_effects())
    }
}
