//! A list over the screen: title and figures, a blank row, rows, and the keys in the last row. Shelf, hits, notes, files
//! and help look the same.

use super::signs::Sign;
use super::theme::{Role, Theme};
use crate::term::write_text::{clear_area, write_text};
use crate::text::units::Cells;
use crate::text::width::{Widths, text_width};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};

/// Least height of a screen with a blank row below the title.
const MIN_GAP_ROWS: u16 = 10;
/// Least height of a screen with the text around the row in the lower third.
const MIN_PREVIEW_ROWS: u16 = 30;
/// Columns in front of the rows: the sign of the cursor and blanks.
const SIGN_CELLS: u16 = 3;
/// Columns left free at the right edge.
const EDGE_CELLS: u16 = 1;

/// Areas of a list on a screen. Those that do not fit are empty.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ListAreas {
    /// Title and figures.
    pub title: Rect,
    /// Rows.
    pub rows: Rect,
    /// Text around the current row.
    pub preview: Rect,
    /// Keys, or the filter being typed.
    pub keys: Rect,
}

/// Whether a list on a high screen shows the text around its current row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ListPreview {
    /// In the lower third.
    Shown,
    /// Not at all.
    Hidden,
}

impl ListAreas {
    /// Splits a screen of any size.
    pub fn split(area: Rect, wanted: ListPreview) -> Self {
        let row = |y: u16, height: u16| Rect::new(area.x, y, area.width, height);
        let title = u16::from(area.height >= 3);
        let keys = u16::from(area.height >= 2);
        let gap = u16::from(area.height >= MIN_GAP_ROWS);
        let preview = if area.height >= MIN_PREVIEW_ROWS && wanted == ListPreview::Shown {
            area.height / 3
        } else {
            0
        };
        let top = area.y + title + gap;
        let end = area.bottom() - keys;
        // A blank row parts the preview from the rows.
        let rows_end = end - preview - u16::from(preview > 0);
        Self {
            title: row(area.y, title),
            rows: row(top, rows_end - top),
            preview: row(end - preview, preview),
            keys: row(end, keys),
        }
    }

    /// Returns the cells that an item has for its columns.
    pub fn item_cells(&self) -> Cells {
        Cells(self.rows.width.saturating_sub(SIGN_CELLS + EDGE_CELLS))
    }
}

/// A column of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ListColumn {
    /// Width.
    pub width: ColumnWidth,
    /// Edge at which its texts are aligned.
    pub align: ColumnAlign,
    /// Blank cells after it.
    pub gap: u16,
}

/// Width of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ColumnWidth {
    /// A number of cells.
    Cells(u16),
    /// A share of the cells that are left.
    Share(u16),
}

/// Edge at which the texts of a column are aligned. Longer ones are cut at the other edge.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ColumnAlign {
    /// The left edge.
    Start,
    /// The right edge.
    End,
}

/// A text of one role in a cell of a list.
pub type CellSpan = (String, Role);

/// An item of a list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListItem {
    /// Text of each column.
    pub cells: Vec<Vec<CellSpan>>,
    /// A second row, indented.
    pub detail: Option<String>,
    /// Whether it is dim, because it cannot be used (a file that is gone).
    pub is_dim: bool,
}

/// Head of a group of items.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListHead {
    /// Name of the group.
    pub text: String,
    /// Figures at the right edge.
    pub figures: String,
}

/// A row on the screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ListRow {
    /// Head of a group.
    Head(ListHead),
    /// An item.
    Item(ListItem),
    /// Second row of the item above it.
    Detail(String),
    /// An item that has not been read yet.
    Unread,
}

/// The rows of a list that are on the screen.
pub struct ListView<'a> {
    /// Title, at the left.
    pub title: &'a str,
    /// Figures, at the right.
    pub figures: &'a str,
    /// Columns of the items.
    pub columns: &'a [ListColumn],
    /// Rows from the top of the list.
    pub rows: &'a [ListRow],
    /// Index of the current row in `rows`.
    pub cursor: Option<usize>,
    /// Text of a list without rows.
    pub empty: &'a str,
    /// Theme.
    pub theme: &'a Theme,
    /// Width policy.
    pub widths: Widths,
}

impl ListView<'_> {
    /// Draws title and rows, over everything in `areas`.
    pub fn draw(&self, buffer: &mut Buffer, areas: &ListAreas) {
        let body = self.theme.style(Role::Body);
        for area in [areas.title, areas.rows, areas.preview, areas.keys] {
            clear_area(buffer, area, body);
        }
        let gap = areas.rows.y - areas.title.bottom();
        let gaps = [(areas.title.bottom(), gap), (areas.rows.bottom(), 1)];
        for (y, height) in gaps {
            let is_free = y < areas.keys.y && !(y == areas.preview.y && areas.preview.height > 0);
            if is_free {
                clear_area(
                    buffer,
                    Rect::new(areas.rows.x, y, areas.rows.width, height),
                    body,
                );
            }
        }
        if areas.title.height > 0 {
            let bold = body.add_modifier(Modifier::BOLD);
            let area = inset(areas.title, 1);
            self.draw_pair(buffer, area, (self.title, bold), (self.figures, body));
        }
        if self.rows.is_empty() && areas.rows.height > 0 {
            let area = inset(areas.rows, SIGN_CELLS);
            let dim = self.theme.style(Role::Dim);
            self.draw_pair(buffer, area, (self.empty, dim), ("", dim));
        }
        let lines = areas.rows.top()..areas.rows.bottom();
        for (index, (y, row)) in lines.zip(self.rows).enumerate() {
            let area = Rect::new(areas.rows.x, y, areas.rows.width, 1);
            self.draw_row(buffer, area, row, self.cursor == Some(index));
        }
    }

    fn draw_row(&self, buffer: &mut Buffer, area: Rect, row: &ListRow, is_current: bool) {
        let raised = self.theme.style(Role::Cursor).add_modifier(Modifier::BOLD);
        if is_current {
            clear_area(buffer, area, raised);
            let end = area.right();
            write_text(
                buffer,
                area.x,
                area.y,
                self.theme.sign(Sign::Here),
                raised,
                end,
                self.widths,
            );
        }
        let inner = inset(area, SIGN_CELLS);
        let style = |role: Role| {
            let own = self.theme.style(role);
            if is_current {
                with_ink(raised, own)
            } else {
                own
            }
        };
        match row {
            ListRow::Head(head) => {
                let (bold, dim) = (style(Role::Strong), style(Role::Dim));
                let room = self.left_cells(inner, &head.figures);
                let text = self.theme.signs.elide_path(&head.text, room, self.widths);
                self.draw_pair(buffer, inner, (&text, bold), (&head.figures, dim));
            }
            ListRow::Item(item) => self.draw_item(buffer, inner, item, &style),
            ListRow::Detail(text) => {
                let area = inset(inner, SIGN_CELLS);
                self.draw_pair(buffer, area, (text, style(Role::Dim)), ("", Style::new()));
            }
            ListRow::Unread => {
                self.draw_pair(
                    buffer,
                    inner,
                    (self.theme.sign(Sign::Unread), style(Role::Dim)),
                    ("", Style::new()),
                );
            }
        }
    }

    fn draw_item(
        &self,
        buffer: &mut Buffer,
        area: Rect,
        item: &ListItem,
        style: &dyn Fn(Role) -> Style,
    ) {
        let mut x = area.x;
        let widths = column_cells(self.columns, area.width);
        for ((column, cells), spans) in self.columns.iter().zip(widths).zip(&item.cells) {
            let limit = (x + cells).min(area.right());
            let role = |role: Role| if item.is_dim { Role::Dim } else { role };
            match column.align {
                ColumnAlign::Start => {
                    let mut at = x;
                    for (text, span_role) in spans {
                        let text = self.theme.signs.elide(
                            text,
                            Cells(limit.saturating_sub(at)),
                            self.widths,
                        );
                        let style = style(role(*span_role));
                        at = write_text(buffer, at, area.y, &text, style, limit, self.widths);
                    }
                }
                ColumnAlign::End => {
                    let text: String = spans.iter().map(|(text, _)| text.as_str()).collect();
                    let text = self.theme.signs.elide_start(
                        &text,
                        Cells(limit.saturating_sub(x)),
                        self.widths,
                    );
                    let start = limit
                        .saturating_sub(text_width(&text, self.widths).0)
                        .max(x);
                    let first = spans.first().map_or(Role::Body, |(_, role)| *role);
                    let style = style(role(first));
                    write_text(buffer, start, area.y, &text, style, limit, self.widths);
                }
            }
            x = (limit + column.gap).min(area.right());
        }
    }

    /// Returns the cells for a text at the left edge beside another at the right edge, which is left out if it takes more
    /// than half of the row.
    fn left_cells(&self, area: Rect, right: &str) -> Cells {
        let right_cells = text_width(right, self.widths).0;
        let has_right = right_cells > 0 && right_cells <= area.width / 2;
        let taken = if has_right { right_cells + 1 } else { 0 };
        Cells(area.width - taken)
    }

    /// Writes a text at the left edge and another at the right edge; the left one is cut if both do not fit.
    fn draw_pair(
        &self,
        buffer: &mut Buffer,
        area: Rect,
        (left, left_style): (&str, Style),
        (right, right_style): (&str, Style),
    ) {
        let left_cells = self.left_cells(area, right);
        let limit = area.x + left_cells.0;
        let right_cells = text_width(right, self.widths).0;
        let has_right = right_cells > 0 && limit < area.right();
        let words = self.theme.signs.words(left);
        let text = self.theme.signs.elide(&words, left_cells, self.widths);
        write_text(
            buffer,
            area.x,
            area.y,
            &text,
            left_style,
            limit,
            self.widths,
        );
        if has_right {
            let end = area.right();
            write_text(
                buffer,
                end - right_cells,
                area.y,
                right,
                right_style,
                end,
                self.widths,
            );
        }
    }
}

/// Returns the area without `left` columns at the left and the free ones at the right.
fn inset(area: Rect, left: u16) -> Rect {
    let left = left.min(area.width);
    let width = (area.width - left).saturating_sub(EDGE_CELLS);
    Rect::new(area.x + left, area.y, width, area.height)
}

/// Returns the style of the current row with the ink and the attributes of another.
fn with_ink(raised: Style, own: Style) -> Style {
    let style = match own.fg {
        Some(ink) if raised.bg.is_some() => raised.fg(ink),
        _ => raised,
    };
    style.add_modifier(own.add_modifier)
}

/// Returns the cells of each column in `room` cells.
pub fn column_cells(columns: &[ListColumn], room: u16) -> Vec<u16> {
    let fixed: u16 = columns
        .iter()
        .map(|column| match column.width {
            ColumnWidth::Cells(cells) => cells.saturating_add(column.gap),
            ColumnWidth::Share(_) => column.gap,
        })
        .fold(0, u16::saturating_add);
    let free = u32::from(room.saturating_sub(fixed));
    let shares = columns.iter().map(|column| match column.width {
        ColumnWidth::Share(share) => u32::from(share),
        ColumnWidth::Cells(_) => 0,
    });
    let total = shares.sum::<u32>().max(1);
    columns
        .iter()
        .map(|column| match column.width {
            ColumnWidth::Cells(cells) => cells,
            ColumnWidth::Share(share) => (free * u32::from(share) / total) as u16,
        })
        .collect()
}

#[cfg(test)]
mod tests;
