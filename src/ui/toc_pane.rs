//! The outline pane: a tree drawn as indented rows, one a heading.

use super::theme::{Role, Theme};
use crate::term::write_text::{elide, put};
use crate::text::units::Cells;
use crate::text::width::{Widths, text_width};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use std::borrow::Cow;

/// Whether a row of the tree has rows below it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Branch {
    /// Nothing below it.
    Leaf,
    /// Its rows are shown.
    Open,
    /// Its rows are hidden.
    Folded,
}

/// What is special about a row.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Standing {
    /// Nothing.
    #[default]
    Plain,
    /// The reader is in it.
    Current,
}

/// One heading as the pane shows it.
#[derive(Clone, Debug)]
pub struct Row<'a> {
    /// Its words.
    pub title: Cow<'a, str>,
    /// Depth of indent, from 0.
    pub depth: u16,
    /// Rows below it.
    pub branch: Branch,
    /// Whether the reader is in it.
    pub standing: Standing,
    /// What is said behind the title (节选).
    pub remark: &'a str,
    /// Hits in it; 0 shows nothing.
    pub hits: usize,
}

/// The rows that are on the screen.
pub struct PaneView<'a> {
    /// The rows, from the top of the pane.
    pub rows: &'a [Row<'a>],
    /// Which of them the cursor is on, if the pane has the focus.
    pub cursor: Option<usize>,
    /// Said when there are no rows.
    pub empty: &'a str,
    /// How it looks.
    pub theme: &'a Theme,
    /// Width policy.
    pub widths: Widths,
}

impl PaneView<'_> {
    /// Draws the pane into `area`.
    pub fn draw(&self, buffer: &mut Buffer, area: Rect) {
        if self.rows.is_empty() && area.height > 0 {
            let dim = self.theme.style(Role::Dim);
            let text = elide(self.empty, Cells(area.width), self.widths);
            put(
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
                self.cursor == Some(i),
            );
        }
    }

    fn draw_row(&self, buffer: &mut Buffer, area: Rect, row: &Row<'_>, is_cursor: bool) {
        let mut style = match row.standing {
            Standing::Current => self.theme.style(Role::Section),
            Standing::Plain => self.theme.style(Role::Body),
        };
        let mut dim = self.theme.style(Role::Dim);
        if is_cursor {
            let cursor = self.theme.style(Role::Cursor);
            let fill = " ".repeat(usize::from(area.width));
            put(
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
        }
        let indent = (row.depth * 2).min(area.width / 3);
        let x = area.x + indent;
        let knob = match row.branch {
            Branch::Leaf => " ",
            Branch::Open => "\u{25BE}",
            Branch::Folded => "\u{25B8}",
        };
        let x = put(buffer, x, area.y, knob, dim, area.right(), self.widths) + 1;
        let hits = if row.hits > 0 {
            row.hits.to_string()
        } else {
            String::new()
        };
        let tail = match (row.remark.is_empty(), hits.is_empty()) {
            (true, _) => hits,
            (false, true) => row.remark.to_owned(),
            (false, false) => format!("{} {hits}", row.remark),
        };
        let tail_width = text_width(&tail, self.widths).0;
        let room = area.right().saturating_sub(x);
        let tail_room = if tail_width > 0 && tail_width + 6 < room {
            tail_width + 1
        } else {
            0
        };
        let title = elide(&row.title, Cells(room - tail_room), self.widths);
        let limit = area.right() - tail_room;
        let end = put(buffer, x, area.y, &title, style, limit, self.widths);
        if tail_room > 0 {
            put(
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
