//! Draws the palette above the command line: the commands that match what is typed, of which one may be chosen.

use crate::app::command::choices::CompletionList;
use crate::app::command::palette::{self, PaletteRow};
use crate::app::command::state::Prompt;
use crate::app::input::action_doc::short_doc;
use crate::app::state::State;
use crate::term::write_text::write_text;
use crate::text::width::text_width;
use crate::ui::signs::Sign;
use crate::ui::status_line::draw_status;
use crate::ui::theme::Role;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// Fewest cells of a screen on which the palette shows whole descriptions, in a column of their own.
const MIN_WIDE_PALETTE_CELLS: u16 = 50;
/// Largest number of rows of the palette.
const MAX_PALETTE_ROWS: usize = 12;

/// Returns the commands among which Tab chooses; none if it chooses among other words.
pub(super) fn completed_rows(state: &State, choices: &CompletionList) -> Vec<PaletteRow> {
    if !choices.prefix().is_empty() {
        return Vec::new();
    }
    let rows = palette::named_rows(state, choices.words());
    if rows.len() == choices.words().len() {
        rows
    } else {
        Vec::new()
    }
}

/// Draws the commands that match what is typed, above row `bottom`: at most a third of the screen, before anything is
/// typed a half. The chosen one is among them.
pub(super) fn draw_palette(state: &State, buffer: &mut Buffer, bottom: Rect, prompt: &Prompt) {
    let typed = prompt.edit.text();
    let (found, chosen_row) = match &prompt.completions {
        Some(choices) => (completed_rows(state, choices), choices.selected()),
        None if typed.contains(' ') => return,
        None => (palette::rows(state, typed), prompt.chosen_row),
    };
    let widths = state.appearance.widths();
    let screen = state.screen().area;
    let share = if typed.is_empty() { 2 } else { 3 };
    let most = usize::from(screen.height / share).min(MAX_PALETTE_ROWS);
    let first = chosen_row.map_or(0, |chosen| (chosen + 1).saturating_sub(most));
    let found: Vec<&PaletteRow> = found.iter().skip(first).take(most).collect();
    let is_narrow = screen.width < MIN_WIDE_PALETTE_CELLS;
    let cells = |text: &str| text_width(text, widths).0;
    let doc = |row: &PaletteRow| {
        let doc = if is_narrow {
            short_doc(&row.doc)
        } else {
            &row.doc
        };
        doc.to_owned()
    };
    let longest = found.iter().map(|row| cells(&row.name)).max().unwrap_or(0);
    // The descriptions have a column of their own unless that cuts one of them; then they stand without the names.
    let fits = |row: &&PaletteRow| longest + cells(&doc(row)) + cells(&row.key) + 6 <= screen.width;
    let has_names = !is_narrow || found.iter().all(fits);
    let top = bottom.y.saturating_sub(found.len() as u16);
    let theme = state.appearance.theme();
    for ((y, row), index) in (top..bottom.y).zip(found).zip(first..) {
        let area = Rect::new(screen.x, y, screen.width, 1);
        let blanks = " ".repeat(usize::from(longest.saturating_sub(cells(&row.name)) + 2));
        let is_chosen = chosen_row == Some(index);
        let left = if has_names {
            format!("{}{blanks}{}", row.name, doc(row))
        } else {
            doc(row)
        };
        // The key gives way to the words.
        let has_key = !is_narrow || cells(&left) + cells(&row.key) + 4 <= screen.width;
        let key = if has_key { &*row.key } else { "" };
        let role = if is_chosen {
            Role::Cursor
        } else {
            Role::Status
        };
        draw_status(buffer, area, (&left, key), role, theme, widths);
        if is_chosen {
            let sign = theme.sign(Sign::Here);
            let style = theme.style(role);
            write_text(buffer, area.x, y, sign, style, area.right(), widths);
        }
    }
}
