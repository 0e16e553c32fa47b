//! The outline pane: a tree drawn as indented rows, one a heading.

use super::signs::Sign;
use super::theme::{Role, Theme};
use crate::term::write_text::write_text;
use crate::text::units::Cells;
use crate::text::width::{Widths, text_width};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use std::borrow::Cow;

/// Rows below a row of the tree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TreeBranch {
    /// There are no rows below.
    Leaf,
    /// The rows below are shown.
    Open,
    /// The rows below are hidden.
    Folded,
}

/// State of a row.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum RowState {
    /// Any other row.
    #[default]
    Plain,
    /// The reader is in it.
    Current,
    /// It may be no heading.
    Doubtful,
    /// It lies above the others and stays in sight for them.
    Ancestor,
}

/// A heading as the pane shows it.
#[derive(Clone, Debug)]
pub struct TocRow<'a> {
    /// Title.
    pub title: Cow<'a, str>,
    /// Depth of indent, from 0.
    pub depth: u16,
    /// Rows below it.
    pub branch: TreeBranch,
    /// State.
    pub state: RowState,
    /// Remark after the title (节选).
    pub remark: &'a str,
    /// Progress in a file; empty for any other row.
    pub progress: String,
    /// Hits in it; 0 shows nothing.
    pub hit_count: u64,
}

/// The rows that are on the screen.
pub struct TocPaneView<'a> {
    /// The rows, from the top of the pane.
    pub rows: &'a [TocRow<'a>],
    /// Whether the pane has the focus.
    pub has_focus: bool,
    /// Index of the row under the cursor; `None` if it is out of sight.
    pub cursor: Option<usize>,
    /// Text shown if there are no rows.
    pub empty: &'a str,
    /// Theme.
    pub theme: &'a Theme,
    /// Width policy.
    pub widths: Widths,
}

/// Cells of the sign at the left edge of a row.
const SIGN_CELLS: u16 = 1;
/// Cells of the knob and the blank after it.
const KNOB_CELLS: u16 = 2;

/// Returns the column of a row's knob, from the left edge of a pane of `width` cells.
pub fn knob_column(depth: u16, width: u16) -> u16 {
    SIGN_CELLS + (depth * 2).min(width / 3)
}

/// Returns the cells of a row that is not cut: sign, indent, knob, title.
pub fn row_cells(title: &str, depth: u16, widths: Widths) -> u16 {
    let indent = SIGN_CELLS + depth.saturating_mul(2);
    let title = text_width(title, widths).0;
    indent.saturating_add(KNOB_CELLS).saturating_add(title)
}

impl TocPaneView<'_> {
    /// Draws the pane into `area`.
    pub fn draw(&self, buffer: &mut Buffer, area: Rect) {
        if self.rows.is_empty() && area.height > 0 {
            let dim = self.theme.style(Role::Dim);
            let text = self
                .theme
                .signs
                .elide(self.empty, Cells(area.width), self.widths);
            write_text(
                buffer,
                area.x,
                area.y,
                &text,
                dim,
                area.right(),
                self.widths,
            );
        }
        for (i, (y, row)) in (area.top()..area.bottom()).zip(self.rows).enumerate() {
            self.draw_row(
                buffer,
                Rect::new(area.x, y, area.width, 1),
                row,
                self.has_focus && self.cursor == Some(i),
            );
        }
    }

    fn draw_row(&self, buffer: &mut Buffer, area: Rect, row: &TocRow<'_>, is_cursor: bool) {
        let mut style = match row.state {
            RowState::Current => self.theme.style(Role::Section),
            RowState::Plain => self.theme.style(Role::Body),
            RowState::Doubtful | RowState::Ancestor => self.theme.style(Role::Dim),
        };
        let mut dim = self.theme.style(Role::Dim);
        let mut mark = self.theme.style(Role::Mark);
        if is_cursor {
            let cursor = self.theme.style(Role::Cursor);
            let fill = " ".repeat(usize::from(area.width));
            write_text(
                buffer,
                area.x,
                area.y,
                &fill,
                cursor,
                area.right(),
                self.widths,
            );
            style = cursor.add_modifier(style.add_modifier);
            dim = cursor;
            mark = cursor;
        }
        let sign = match (is_cursor, row.state, self.has_focus) {
            (true, ..) | (_, RowState::Current, false) => self.theme.sign(Sign::Here),
            (_, RowState::Current, true) => self.theme.sign(Sign::Reading),
            _ => "",
        };
        // The place is seen without colours too.
        write_text(
            buffer,
            area.x,
            area.y,
            sign,
            style,
            area.right(),
            self.widths,
        );
        let x = area.x + knob_column(row.depth, area.width);
        let knob = match row.branch {
            TreeBranch::Leaf => " ",
            TreeBranch::Open => self.theme.sign(Sign::Open),
            TreeBranch::Folded => self.theme.sign(Sign::Folded),
        };
        let x = write_text(buffer, x, area.y, knob, mark, area.right(), self.widths) + 1;
        let hits = if row.hit_count > 0 {
            row.hit_count.to_string()
        } else {
            String::new()
        };
        // Without colours a dim row looks like any other.
        let is_unseen = row.state == RowState::Doubtful && self.theme.style(Role::Dim).fg.is_none();
        let remark = if is_unseen && row.remark.is_empty() {
            "?"
        } else {
            row.remark
        };
        let tail: Vec<&str> = [remark, &row.progress, &hits]
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect();
        let tail = tail.join(" ");
        let tail = self.theme.signs.words(&tail);
        let tail_width = text_width(&tail, self.widths).0;
        let room = area.right().saturating_sub(x);
        let tail_room = if tail_width > 0 && tail_width + 6 < room {
            tail_width + 1
        } else {
            0
        };
        let title = self
            .theme
            .signs
            .elide(&row.title, Cells(room - tail_room), self.widths);
        let limit = area.right() - tail_room;
        let end = write_text(buffer, x, area.y, &title, style, limit, self.widths);
        if tail_room > 0 {
            write_text(
                buffer,
                end + 1,
                area.y,
                &tail,
                dim,
                area.right(),
                self.widths,
            );
        }
    }
}
