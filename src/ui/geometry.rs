//! The areas of the screen, computed from its size and from the parts that are shown.

use crate::text::units::Cells;
use ratatui::layout::Rect;

/// Least width of a screen with an outline pane; on a narrower one the pane is hidden.
pub const MIN_PANE_SCREEN_CELLS: u16 = 60;
/// Columns between the pane and the text.
const GUTTER_CELLS: u16 = 3;
/// Columns of the gutter that hold the rule.
const RULE_CELLS: u16 = 2;
/// Columns right of the measure, kept for hanging punctuation.
const HANG_CELLS: u16 = 2;
/// Least width of the pane, and of the text beside it.
pub const MIN_PANE_CELLS: u16 = 12;
const MIN_TEXT_CELLS: u16 = 24;

/// The parts that are wanted on the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LayoutRequest {
    /// Width of the outline pane; `None` without a pane.
    pub pane: Option<Cells>,
    /// Measure of the text; narrowed if it does not fit.
    pub measure: Cells,
    /// Whether a row at the bottom is kept for the status line.
    pub status: StatusVisibility,
}

/// The bottom row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StatusVisibility {
    /// Kept for the status line.
    Shown,
    /// Part of the text.
    Hidden,
}

/// The parts of the screen. Parts that are not shown are empty.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ScreenLayout {
    /// The whole.
    pub area: Rect,
    /// The outline pane.
    pub pane: Rect,
    /// The columns between pane and text that hold a rule: two, since some terminals draw it in two.
    pub rule: Rect,
    /// The region of the text, margins included.
    pub text: Rect,
    /// The column of the text: `width` is the measure. A hanging mark is drawn right of it.
    pub column: Rect,
    /// The column of the scroll bar, right of the text and of its hanging marks; empty where there is no room.
    pub scroll_bar: Rect,
    /// The status line, or the prompt in its place.
    pub status: Rect,
}

impl ScreenLayout {
    /// Splits the screen, which may have any size.
    pub fn split(area: Rect, wish: LayoutRequest) -> Self {
        let status_rows = match wish.status {
            StatusVisibility::Shown if area.height > 1 => 1,
            StatusVisibility::Shown | StatusVisibility::Hidden => 0,
        };
        let body = area.height - status_rows;
        let pane = match wish.pane {
            Some(Cells(width)) if area.width >= MIN_PANE_SCREEN_CELLS => {
                width.clamp(MIN_PANE_CELLS, area.width - MIN_TEXT_CELLS - GUTTER_CELLS)
            }
            _ => 0,
        };
        let left = if pane == 0 { 0 } else { pane + GUTTER_CELLS };
        let text = Rect::new(area.x + left, area.y, area.width - left, body);
        let column = column(text, wish.measure);
        Self {
            area,
            pane: Rect::new(area.x, area.y, pane, body),
            rule: match pane {
                0 => Rect::default(),
                _ => Rect::new(
                    area.x + pane + GUTTER_CELLS - RULE_CELLS,
                    area.y,
                    RULE_CELLS,
                    body,
                ),
            },
            text,
            column,
            scroll_bar: scroll_bar(text, column),
            status: Rect::new(area.x, area.y + body, area.width, status_rows),
        }
    }
}

/// Returns the last column of the screen, if it lies right of the cells kept for hanging marks.
fn scroll_bar(text: Rect, column: Rect) -> Rect {
    let x = text.right().saturating_sub(1);
    if text.width > 0 && column.right() + HANG_CELLS <= x {
        Rect::new(x, text.y, 1, text.height)
    } else {
        Rect::default()
    }
}

/// Widest outline on the whole screen, in cells.
const MAX_FULL_OUTLINE_CELLS: u16 = 100;

/// Returns the area of the outline on the whole screen: all but the bottom rows, centred.
pub fn full_outline_area(area: Rect) -> Rect {
    let rows = area.height.saturating_sub(2).max(1).min(area.height);
    let width = area.width.min(MAX_FULL_OUTLINE_CELLS);
    let x = area.x + (area.width - width) / 2;
    Rect::new(x, area.y, width, rows)
}

/// Returns the column of the text, centred in its region. Its width is the measure or what fits, and even, since an
/// odd column wastes a cell on every line of Han characters.
fn column(text: Rect, measure: Cells) -> Rect {
    let room = if text.width > 16 {
        text.width - HANG_CELLS
    } else {
        text.width
    };
    let width = measure.0.min(room).max(1.min(room));
    let width = if width > 2 { width & !1 } else { width };
    let spare = room - width;
    Rect::new(text.x + spare / 2, text.y, width, text.height)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(width: u16, height: u16) -> ScreenLayout {
        let wish = LayoutRequest {
            pane: Some(Cells(24)),
            measure: Cells(72),
            status: StatusVisibility::Shown,
        };
        ScreenLayout::split(Rect::new(0, 0, width, height), wish)
    }

    #[test]
    fn a_narrow_screen_has_no_pane_and_the_column_is_even() {
        assert_eq!(split(59, 24).pane.width, 0);
        assert_eq!(split(60, 24).pane.width, 24);
        for width in 0..240 {
            for height in [0, 1, 2, 24] {
                let screen = split(width, height);
                assert!(screen.column.right() <= screen.area.right());
                assert!(screen.column.width <= 2 || screen.column.width.is_multiple_of(2));
                assert_eq!(screen.text.height + screen.status.height, height);
            }
        }
        let wide = split(200, 50);
        assert_eq!((wide.column.x, wide.column.width), (76, 72));
    }
}
