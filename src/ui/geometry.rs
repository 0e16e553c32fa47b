//! The areas of the screen, computed from its size and from the parts that are shown.

use crate::text::units::Cells;
use ratatui::layout::Rect;
use std::ops::RangeInclusive;

/// Least width of a screen with the outline beside the text; on a narrower one it lies over the text.
const MIN_PANE_SCREEN_CELLS: u16 = 76;
/// Least width of a screen of which the outline over the text leaves a part free.
const MIN_OVERLAY_SCREEN_CELLS: u16 = 44;
/// Least part of the screen that an outline over the text leaves free.
const MIN_FREE_CELLS: u16 = 4;
/// Columns between the pane and the text.
const GUTTER_CELLS: u16 = 3;
/// Columns of the gutter that hold the rule.
const RULE_CELLS: u16 = 2;
/// Columns right of the measure, kept for hanging punctuation.
const HANG_CELLS: u16 = 2;
/// Least width of the pane, and of the text beside it.
pub const MIN_PANE_CELLS: u16 = 12;
const MIN_TEXT_CELLS: u16 = 24;
/// Bounds of a pane that is as wide as its titles.
const AUTO_PANE_CELLS: RangeInclusive<u16> = 24..=44;

/// Measure that takes every screen whole.
pub const WHOLE_SCREEN_CELLS: Cells = Cells(500);

/// The parts that are wanted on the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LayoutRequest {
    /// Width of the outline pane; `None` without a pane.
    pub pane: Option<PaneWidth>,
    /// Measure of the text; narrowed if it does not fit.
    pub measure: Cells,
    /// Whether cells right of the measure are kept for hanging marks.
    pub hangs: bool,
    /// Pages side by side.
    pub pages: PageCount,
    /// Whether a row at the bottom is kept for the status line.
    pub status: StatusVisibility,
}

/// Number of pages side by side.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PageCount {
    /// One page.
    #[default]
    One,
    /// Two pages, where the screen has room for them.
    Two,
}

/// Width of the outline pane.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PaneWidth {
    /// Set width.
    Fixed(Cells),
    /// Width of its longest row, as far as the text keeps its measure.
    Titles(Cells),
    /// Width of the screen, over the text.
    Whole,
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
    /// The column of the right page; empty with one page.
    pub second: Rect,
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
            Some(width) if has_room_for_pane(area) => {
                let text = match wish.pages {
                    PageCount::One => wish.measure,
                    PageCount::Two => two_pages_width(wish.measure),
                };
                pane_cells(width, area.width, text)
            }
            _ => 0,
        };
        let left = if pane == 0 { 0 } else { pane + GUTTER_CELLS };
        let text = Rect::new(area.x + left, area.y, area.width - left, body);
        let (column, second) = match wish.pages {
            PageCount::One => (column(text, wish), Rect::default()),
            PageCount::Two => two_columns(text, wish.measure)
                .unwrap_or_else(|| (column(text, wish), Rect::default())),
        };
        let right = if second.is_empty() { column } else { second };
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
            second,
            scroll_bar: scroll_bar(text, right),
            status: Rect::new(area.x, area.y + body, area.width, status_rows),
        }
    }
}

impl ScreenLayout {
    /// Returns the cells that a table may take from the left edge of the column: up to the scroll bar, or the column of one
    /// of two pages.
    pub fn table_room(&self) -> Cells {
        if self.second.is_empty() && self.column.width > 0 {
            let end = self.text.right().saturating_sub(HANG_CELLS);
            Cells(end.saturating_sub(self.column.x).max(self.column.width))
        } else {
            Cells(self.column.width)
        }
    }
}

/// Returns whether a screen has room for the outline beside the text.
pub fn has_room_for_pane(area: Rect) -> bool {
    area.width >= MIN_PANE_SCREEN_CELLS
}

/// Returns the width of a pane beside the text, on a screen of `screen` cells.
fn pane_cells(wish: PaneWidth, screen: u16, measure: Cells) -> u16 {
    let (least, most) = AUTO_PANE_CELLS.into_inner();
    let width = match wish {
        PaneWidth::Fixed(width) => width.0,
        PaneWidth::Titles(longest) => {
            let taken = measure.0.saturating_add(GUTTER_CELLS + HANG_CELLS);
            let free = screen.saturating_sub(taken);
            longest.0.min(free).clamp(least, most)
        }
        PaneWidth::Whole => screen,
    };
    width.clamp(MIN_PANE_CELLS, screen - MIN_TEXT_CELLS - GUTTER_CELLS)
}

/// Returns the area of an outline over the text, and that of the rule to its right, empty if the outline takes the
/// whole width. The last row of the screen stays free.
pub fn overlay_outline_areas(area: Rect, wish: PaneWidth) -> (Rect, Rect) {
    let rows = area.height.saturating_sub(1).max(area.height.min(1));
    if area.width < MIN_OVERLAY_SCREEN_CELLS || wish == PaneWidth::Whole {
        let whole = Rect::new(area.x, area.y, area.width, rows);
        return (whole, Rect::default());
    }
    let width = match wish {
        PaneWidth::Fixed(width) => width.0.max(MIN_PANE_CELLS),
        PaneWidth::Titles(longest) => longest
            .0
            .clamp(*AUTO_PANE_CELLS.start(), *AUTO_PANE_CELLS.end()),
        PaneWidth::Whole => area.width,
    };
    let width = width.min(area.width - MIN_FREE_CELLS - GUTTER_CELLS);
    let rule_x = area.x + width + GUTTER_CELLS - RULE_CELLS;
    let rule = Rect::new(rule_x, area.y, RULE_CELLS, rows);
    (Rect::new(area.x, area.y, width, rows), rule)
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
/// odd column wastes a cell on every line of Han characters. Lines that are as wide as the screen take all of it, if no
/// marks hang.
fn column(text: Rect, wish: LayoutRequest) -> Rect {
    let measure = wish.measure;
    if measure >= WHOLE_SCREEN_CELLS && !wish.hangs {
        return text;
    }
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

/// Columns between two pages.
const PAGE_GAP_CELLS: u16 = 8;
/// Least measure of each of two pages, unless the reader asks for a shorter one.
const MIN_PAGE_CELLS: u16 = 56;

/// Returns the cells that two pages of a measure take, without the cells for hanging marks.
fn two_pages_width(measure: Cells) -> Cells {
    let pages = measure.0.saturating_mul(2);
    Cells(pages.saturating_add(PAGE_GAP_CELLS))
}

/// Returns the least width of a region of the text that holds two pages.
pub fn min_two_pages_cells(measure: Cells) -> Cells {
    let pages = two_pages_width(Cells(measure.0.min(MIN_PAGE_CELLS)));
    Cells(pages.0.saturating_add(HANG_CELLS))
}

/// Returns the columns of two pages, centred in their region; `None` if it has no room for both.
fn two_columns(text: Rect, measure: Cells) -> Option<(Rect, Rect)> {
    if text.width < min_two_pages_cells(measure).0 {
        return None;
    }
    let room = text.width - HANG_CELLS;
    let width = ((room - PAGE_GAP_CELLS) / 2).min(measure.0);
    let width = if width > 2 { width & !1 } else { width };
    let spare = room - 2 * width - PAGE_GAP_CELLS;
    let left = Rect::new(text.x + spare / 2, text.y, width, text.height);
    let right = Rect::new(left.right() + PAGE_GAP_CELLS, text.y, width, text.height);
    Some((left, right))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(width: u16, height: u16) -> ScreenLayout {
        let wish = LayoutRequest {
            pane: Some(PaneWidth::Titles(Cells(30))),
            measure: Cells(72),
            hangs: true,
            pages: PageCount::One,
            status: StatusVisibility::Shown,
        };
        ScreenLayout::split(Rect::new(0, 0, width, height), wish)
    }

    #[test]
    fn a_table_may_take_the_cells_right_of_the_text() {
        let room = |width, pages| {
            let wish = LayoutRequest {
                pane: None,
                measure: Cells(72),
                hangs: true,
                pages,
                status: StatusVisibility::Shown,
            };
            ScreenLayout::split(Rect::new(0, 0, width, 30), wish).table_room()
        };
        assert_eq!(room(40, PageCount::One), Cells(38));
        assert_eq!(room(120, PageCount::One), Cells(95));
        assert_eq!(room(160, PageCount::Two), Cells(72));
    }

    #[test]
    fn a_narrow_screen_has_no_pane_and_the_column_is_even() {
        assert_eq!(split(75, 24).pane.width, 0);
        assert_eq!(split(76, 24).pane.width, 24);
        for width in 0..240 {
            for height in [0, 1, 2, 24] {
                let screen = split(width, height);
                assert!(screen.column.right() <= screen.area.right());
                assert!(screen.column.width <= 2 || screen.column.width.is_multiple_of(2));
                assert_eq!(screen.text.height + screen.status.height, height);
            }
        }
        let wide = split(200, 50);
        assert_eq!((wide.column.x, wide.column.width), (79, 72));
    }

    #[test]
    fn lines_as_wide_as_the_screen_take_all_of_it_if_no_marks_hang() {
        let width = |measure, hangs| {
            let wish = LayoutRequest {
                pane: None,
                measure,
                hangs,
                pages: PageCount::One,
                status: StatusVisibility::Shown,
            };
            let column = ScreenLayout::split(Rect::new(0, 0, 81, 24), wish).column;
            (column.x, column.width)
        };
        assert_eq!(width(WHOLE_SCREEN_CELLS, false), (0, 81));
        assert_eq!(width(WHOLE_SCREEN_CELLS, true), (0, 78));
        assert_eq!(width(Cells(72), false), (3, 72));
    }

    #[test]
    fn a_pane_of_its_titles_takes_only_what_the_text_leaves() {
        let split = |width, longest| {
            let wish = LayoutRequest {
                pane: Some(PaneWidth::Titles(Cells(longest))),
                measure: Cells(72),
                hangs: true,
                pages: PageCount::One,
                status: StatusVisibility::Shown,
            };
            let screen = ScreenLayout::split(Rect::new(0, 0, width, 24), wish);
            (screen.pane.width, screen.column.width)
        };
        assert_eq!(split(80, 60), (24, 50));
        assert_eq!(split(120, 60), (43, 72));
        assert_eq!(split(120, 30), (30, 72));
        assert_eq!(split(120, 3), (24, 72));
        assert_eq!(split(200, 90), (44, 72));
    }

    #[test]
    fn two_pages_are_of_equal_width_and_leave_a_gap() {
        for (width, pane, want) in [
            (121, None, None),
            (122, None, Some(56)),
            (160, None, Some(72)),
            (200, Some(40), Some(72)),
            (150, Some(40), Some(56)),
            (148, Some(40), None),
        ] {
            let wish = LayoutRequest {
                pane: pane.map(|cells| PaneWidth::Titles(Cells(cells))),
                measure: Cells(72),
                hangs: true,
                pages: PageCount::Two,
                status: StatusVisibility::Shown,
            };
            let screen = ScreenLayout::split(Rect::new(0, 0, width, 24), wish);
            let (left, right) = (screen.column, screen.second);
            assert_eq!(want, (!right.is_empty()).then_some(right.width), "{width}");
            if want.is_some() {
                assert_eq!((left.width, left.height), (right.width, right.height));
                assert_eq!(left.right() + 8, right.x);
                assert!(right.right() + 2 <= width);
            }
        }
    }

    #[test]
    fn an_outline_over_the_text_leaves_some_of_it_in_sight() {
        for width in 0..100 {
            for height in [0, 1, 2, 8] {
                let area = Rect::new(0, 0, width, height);
                let (outline, rule) = overlay_outline_areas(area, PaneWidth::Titles(Cells(60)));
                assert_eq!(outline.height, height.saturating_sub(1).max(height.min(1)));
                let is_whole = width < 44;
                assert_eq!(rule.is_empty(), is_whole || height == 0);
                assert!(is_whole || rule.right() + 4 <= width);
                assert!(!is_whole || outline.width == width);
            }
        }
    }
}
