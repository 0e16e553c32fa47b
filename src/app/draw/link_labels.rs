//! Labels of the links of a page, while the next key chooses one.

use super::cursor::cell_position;
use crate::app::state::State;
use crate::term::write_text::write_text;
use crate::ui::theme::Role;
use ratatui::buffer::Buffer;
use ratatui::style::Modifier;

/// Draws a label over the first cell of each link, while the question stands in the status line.
pub(super) fn draw_link_labels(state: &State, buffer: &mut Buffer) {
    if state.notices.question.is_none() || state.notices.question != state.notices.message {
        return;
    }
    let style = state.appearance.theme().style(Role::Link);
    let style = style.add_modifier(Modifier::REVERSED | Modifier::BOLD);
    let widths = state.appearance.widths();
    for (label, pos) in &state.reading.labels {
        if let Some(at) = cell_position(state, *pos) {
            let text = label.to_string();
            write_text(buffer, at.x, at.y, &text, style, at.x + 1, widths);
        }
    }
}
