//! A note that is longer than a row, while it is typed.

use crate::app::state::State;
use crate::term::write_text::{clear_area, write_text};
use crate::text::units::Cells;
use crate::text::width::{Widths, text_width};
use crate::ui::theme::Role;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use unicode_segmentation::UnicodeSegmentation as _;

/// Share of the screen that a note takes at most.
const MAX_SCREEN_SHARE: u16 = 3;
/// Fewest rows that a long note takes, where the screen has them.
const MIN_NOTE_ROWS: u16 = 2;

/// Draws the rows of a note that end in row `bottom`, around the caret at byte `caret`, and returns the cell of the caret. The
/// text begins with `sign`, which stays in the first row shown; a row ends behind `line_end` too. `None` if the note fits into
/// one row.
pub(super) fn draw_note_rows(
    state: &State,
    buffer: &mut Buffer,
    bottom: Rect,
    (text, caret): (&str, usize),
    (sign, line_end): (&str, &str),
) -> Option<Position> {
    let widths = state.appearance.widths();
    let height = state.screen().area.height;
    if text_width(text, widths).0 < bottom.width || height < MIN_NOTE_ROWS {
        return None;
    }
    // A cell is left for the caret behind a full row.
    let room = bottom.width.saturating_sub(1);
    let starts = row_starts(text, room, line_end, widths);
    let caret_row = starts.partition_point(|start| *start <= caret) - 1;
    let most = usize::from((height / MAX_SCREEN_SHARE).max(MIN_NOTE_ROWS));
    // The caret is never in the first row but at the beginning.
    let first = (caret_row + 1).saturating_sub(most);
    let shown = starts.len().min(most);
    let top = bottom.bottom().saturating_sub(shown as u16);
    let theme = state.appearance.theme();
    let style = theme.style(Role::Status);
    let mut position = Position::new(bottom.x, bottom.y);
    for (y, row) in (top..bottom.bottom()).zip(first..) {
        let Some(&start) = starts.get(row) else {
            break;
        };
        let end = starts.get(row + 1).copied().unwrap_or(text.len());
        let words = text.get(start..end).unwrap_or_default();
        let area = Rect::new(bottom.x, y, bottom.width, 1);
        clear_area(buffer, area, style);
        if row == first && first > 0 {
            let cells = room.saturating_sub(text_width(sign, widths).0);
            let rest = theme.signs.elide_start(words, Cells(cells), widths);
            let words = format!("{sign}{rest}");
            write_text(buffer, area.x, y, &words, style, area.right(), widths);
            continue;
        }
        write_text(buffer, area.x, y, words, style, area.right(), widths);
        if row == caret_row {
            let before = text.get(start..caret).unwrap_or_default();
            let x = area.x + text_width(before, widths).0;
            position = Position::new(x.min(area.right().saturating_sub(1)), y);
        }
    }
    Some(position)
}

/// Returns the byte at which each row of at most `room` cells begins; a wider cluster has a row of its own.
fn row_starts(text: &str, room: u16, line_end: &str, widths: Widths) -> Vec<usize> {
    let mut starts = vec![0];
    let mut used = 0;
    let mut is_ended = false;
    for (at, cluster) in text.grapheme_indices(true) {
        let cells = text_width(cluster, widths).0;
        if is_ended || used > 0 && used + cells > room {
            starts.push(at);
            used = 0;
        }
        used += cells;
        is_ended = cluster == line_end;
    }
    starts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_end_at_the_edge_and_behind_a_line_end() {
        let rows = |text: &str, room| {
            let mut starts = row_starts(text, room, "↵", Widths::default());
            starts.push(text.len());
            let pairs = starts
                .windows(2)
                .map(|pair| text.get(pair[0]..pair[1]).unwrap());
            pairs.collect::<Vec<_>>().join("/")
        };
        assert_eq!(rows("写一条很长的笔记", 6), "写一条/很长的/笔记");
        assert_eq!(rows("ab写一条", 5), "ab写/一条");
        assert_eq!(rows("一↵二三↵", 9), "一↵/二三↵");
        assert_eq!(rows("写", 1), "写");
        assert_eq!(rows("", 9), "");
    }
}
