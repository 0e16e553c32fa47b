//! The bottom row: the status line, a message, or a prompt in their place.

use super::theme::{Role, Theme};
use crate::term::write_text::write_text;
use crate::text::units::Cells;
use crate::text::width::{Widths, text_width};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Modifier;
use std::ops::Range;
use unicode_segmentation::UnicodeSegmentation as _;

/// Fills the row and writes `left` and `right`. `left` is cut if both do not fit; `right` is left out if it does not
/// fit by itself.
pub fn draw_status(
    buffer: &mut Buffer,
    area: Rect,
    (left, right): (&str, &str),
    role: Role,
    theme: &Theme,
    widths: Widths,
) {
    if area.is_empty() {
        return;
    }
    let style = theme.style(role);
    let fill = " ".repeat(usize::from(area.width));
    write_text(buffer, area.x, area.y, &fill, style, area.right(), widths);
    let (left, right) = (theme.signs.words(left), theme.signs.words(right));
    let right_width = text_width(&right, widths).0;
    let shown = right_width > 0 && right_width + 2 <= area.width;
    let limit = if shown {
        area.right() - right_width - 2
    } else {
        area.right()
    };
    let left = theme
        .signs
        .elide(&left, Cells(limit.saturating_sub(area.x + 1)), widths);
    write_text(buffer, area.x + 1, area.y, &left, style, limit, widths);
    if shown {
        write_text(
            buffer,
            area.right() - right_width - 1,
            area.y,
            &right,
            style,
            area.right(),
            widths,
        );
    }
}

/// Least columns that a remark leaves to the line being typed.
const MIN_PROMPT_CELLS: u16 = 13;

/// A line of text being typed.
pub struct PromptView<'a> {
    /// Sign in front of the line (`/`, `:`).
    pub sign: &'a str,
    /// Text that has been typed.
    pub text: &'a str,
    /// Byte of the caret in `text`.
    pub caret: usize,
    /// Text at the right end of the row.
    pub remark: &'a str,
    /// Role of the remark.
    pub remark_role: Role,
    /// Bytes of `text` with a mistake.
    pub mistake: Option<Range<usize>>,
}

impl PromptView<'_> {
    /// Returns the largest width of a remark that is shown whole, in a row of `cells` columns, beside a line of any length.
    pub const fn remark_room(cells: u16) -> u16 {
        cells.saturating_sub(MIN_PROMPT_CELLS)
    }

    /// Returns the cells of a row of `cells` columns that sign, line and caret leave to the remark.
    pub fn cells_beside(cells: u16, sign: &str, text: &str, widths: Widths) -> u16 {
        let taken = [sign, text].map(|text| text_width(text, widths).0);
        // One cell is that of the caret, another a blank.
        let taken = taken.into_iter().fold(2_u16, u16::saturating_add);
        cells.saturating_sub(taken)
    }

    /// Draws the prompt. Returns the cell of the caret, where an input method opens its candidates.
    pub fn draw(&self, buffer: &mut Buffer, area: Rect, theme: &Theme, widths: Widths) -> Position {
        if area.is_empty() {
            return Position::new(area.x, area.y);
        }
        let style = theme.style(Role::Body);
        let fill = " ".repeat(usize::from(area.width));
        write_text(buffer, area.x, area.y, &fill, style, area.right(), widths);
        let x = write_text(
            buffer,
            area.x,
            area.y,
            self.sign,
            style,
            area.right(),
            widths,
        );
        let words = theme.signs.words(self.remark);
        let beside = Self::cells_beside(area.width, self.sign, self.text, widths);
        let room = Self::remark_room(area.width).max(beside);
        let remark = theme.signs.elide(&words, Cells(room), widths);
        let remark_width = text_width(&remark, widths).0;
        let has_remark = remark_width > 0;
        let limit = if has_remark {
            area.right() - remark_width - 1
        } else {
            area.right()
        };
        let before = self.text.get(..self.caret).unwrap_or_default();
        let room = limit.saturating_sub(x + 1);
        let skipped = skipped_len(before, room, widths);
        let visible = self.text.get(skipped..).unwrap_or_default();
        write_text(buffer, x, area.y, visible, style, limit, widths);
        if let Some(mistake) = &self.mistake {
            let before = self.text.get(skipped..mistake.start).unwrap_or_default();
            let start = mistake.start.max(skipped);
            let marked = self.text.get(start..mistake.end).unwrap_or_default();
            let x = (x + text_width(before, widths).0).min(limit);
            // A mistake at the end, such as a missing bracket, is marked on a blank.
            let marked = if marked.is_empty() { " " } else { marked };
            let style = theme.style(Role::Error).add_modifier(Modifier::UNDERLINED);
            write_text(buffer, x, area.y, marked, style, limit, widths);
        }
        let caret = text_width(before.get(skipped..).unwrap_or_default(), widths).0;
        if has_remark {
            let role = theme.style(self.remark_role);
            write_text(
                buffer,
                area.right() - remark_width,
                area.y,
                &remark,
                role,
                area.right(),
                widths,
            );
        }
        Position::new((x + caret).min(area.right().saturating_sub(1)), area.y)
    }
}

/// Returns the bytes of `before` to skip so that the rest fits into `room` cells. The cost depends on the rest alone.
fn skipped_len(before: &str, room: u16, widths: Widths) -> usize {
    let mut kept_from = before.len();
    let mut cells = 0_u16;
    for (at, cluster) in before.grapheme_indices(true).rev() {
        cells = cells.saturating_add(text_width(cluster, widths).0);
        if cells > room {
            break;
        }
        kept_from = at;
    }
    kept_from
}
