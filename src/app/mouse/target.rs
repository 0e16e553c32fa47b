//! Map from the cells of the screen to the things drawn there. It follows the same layout as the drawing.

use crate::app::display::scroll_bar::is_scroll_bar_shown;
use crate::app::display::status_row::{StatusPart, status_row};
use crate::app::lists::hints::keys_row;
use crate::app::lists::screen_rows::rows_on_screen;
use crate::app::lists::state::OpenList;
use crate::app::marks::signs::{NOTE_SIGN_CELLS, NoteSign, note_signs};
use crate::app::search::page_hits::page_hits;
use crate::app::sheet::place::{area_of, set_lines};
use crate::app::state::{Mode, State};
use crate::app::toc::follow::{outline_area, rows_in_sight, rule_area};
use crate::app::toc::list::has_children;
use crate::app::toc::state::{TocBrowse, TocPlace};
use crate::doc::{Pos, Span};
use crate::layout::{BlockRow, Glyph, PageRow};
use crate::text::units::Fraction;
use crate::ui::page::PageHit;
use crate::ui::theme::Role;
use crate::ui::toc_pane::knob_column;
use ratatui::layout::{Position, Rect};

/// Thing under a cell.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum MouseTarget {
    /// Sign of a note of the reader, by its index among those of the page.
    NoteSign(usize),
    /// Region of the text; with the cluster under the cell, if there is one.
    Text(Option<TextCell>),
    /// Row of the outline, by its index in the list.
    OutlineRow(usize, RowPart),
    /// Outline below its last row.
    OutlineBlank,
    /// List over the screen; with the index of the item, if there is one.
    List(Option<u64>),
    /// Rule between outline and text.
    Rule,
    /// Scroll bar, at this share of the text.
    ScrollBar(Fraction),
    /// Status line.
    Status(Option<StatusPart>),
    /// Line being typed.
    Prompt,
    /// Sheet over the screen.
    Sheet,
    /// Screen around a sheet.
    BesideSheet,
}

/// Part of a row of the outline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowPart {
    /// Sign that folds and unfolds.
    Knob,
    /// Title, and everything else.
    Title,
}

/// A cluster of the text on the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TextCell {
    /// Start of the cluster.
    pub start: Pos,
    /// End of the cluster, exclusive.
    pub end: Pos,
}

/// Returns the thing at column `x` and row `y`.
pub fn target_at(state: &State, x: u16, y: u16) -> MouseTarget {
    let screen = state.screen();
    let at = Position::new(x, y);
    let bottom = screen.area.bottom().saturating_sub(1);
    match &state.mode {
        Mode::Sheet(sheet, _) => {
            let lines = set_lines(state, sheet).len();
            return if area_of(state, sheet, lines).contains(at) {
                MouseTarget::Sheet
            } else {
                MouseTarget::BesideSheet
            };
        }
        Mode::List(list) => return list_target(state, list, at),
        Mode::Prompt(_)
        | Mode::Outline(TocBrowse {
            filter: Some(_), ..
        }) if y == bottom => return MouseTarget::Prompt,
        Mode::Outline(TocBrowse {
            place: TocPlace::Full,
            ..
        }) => {
            return if y == bottom {
                status_target(state, screen.area, x)
            } else {
                outline_target(state, outline_area(state), at)
            };
        }
        Mode::Reading | Mode::Selecting(_) | Mode::Outline(_) | Mode::Prompt(_) => {}
    }
    if screen.status.contains(at) {
        return status_target(state, screen.status, x);
    }
    let outline = outline_area(state);
    if outline.contains(at) {
        return outline_target(state, outline, at);
    }
    if rule_area(state).contains(at) {
        return MouseTarget::Rule;
    }
    if screen.scroll_bar.contains(at) && is_scroll_bar_shown(state) {
        return MouseTarget::ScrollBar(scroll_bar_share(screen.scroll_bar, y));
    }
    let is_here =
        |sign: &NoteSign<'_>| sign.y == y && (sign.x..sign.x + NOTE_SIGN_CELLS).contains(&x);
    if let Some(index) = note_signs(state).iter().position(is_here) {
        return MouseTarget::NoteSign(index);
    }
    MouseTarget::Text(
        text_cell(state, x, y)
            .filter(|(_, is_under)| *is_under)
            .map(|(cell, _)| cell),
    )
}

/// Returns the part of the status line at column `x`; none while a notice lies over it.
fn status_target(state: &State, area: Rect, x: u16) -> MouseTarget {
    let row = status_row(state, area.width);
    let part = row.part_at(x - area.x, area.width, state.appearance.widths());
    MouseTarget::Status(part.filter(|_| state.notices.message.is_none()))
}

/// Returns the item of a list at a cell, or the hint in its last row.
fn list_target(state: &State, list: &OpenList, at: Position) -> MouseTarget {
    let areas = state.list_areas();
    let has_hints = list.filter.is_none() && state.notices.message.is_none();
    if areas.keys.contains(at) && has_hints {
        let row = keys_row(state, list, areas.keys.width);
        let part = row.part_at(at.x, areas.keys.width, state.appearance.widths());
        return MouseTarget::Status(part);
    }
    if list.look_origin.is_some() || !areas.rows.contains(at) {
        return MouseTarget::List(None);
    }
    let shown = rows_on_screen(state, list.kind, usize::from(areas.rows.height));
    let row = usize::from(at.y - areas.rows.y);
    MouseTarget::List(shown.items.get(row).copied().flatten())
}

/// Returns the share of the text that row `y` of a scroll bar stands for; 1 in its last row.
pub fn scroll_bar_share(bar: Rect, y: u16) -> Fraction {
    let last = bar.height.saturating_sub(1);
    let row = y.saturating_sub(bar.y).min(last);
    Fraction::new(u64::from(row), u64::from(last))
}

fn outline_target(state: &State, area: Rect, at: Position) -> MouseTarget {
    if !area.contains(at) {
        return MouseTarget::OutlineBlank;
    }
    let outline = &state.reading.reader.outline;
    let rows = rows_in_sight(state);
    let row = rows.get(usize::from(at.y - area.y));
    let Some((row, heading)) = row.and_then(|row| Some((row, outline.headings.get(row.heading)?)))
    else {
        return MouseTarget::OutlineBlank;
    };
    let knob = area.x + knob_column(u16::from(heading.level.saturating_sub(1)), area.width);
    let is_knob = has_children(outline, row.heading) && (knob..=knob + 1).contains(&at.x);
    MouseTarget::OutlineRow(
        row.row,
        if is_knob {
            RowPart::Knob
        } else {
            RowPart::Title
        },
    )
}

/// Columns left of the right page that belong to it.
const RIGHT_PAGE_EDGE_CELLS: u16 = 4;

/// Returns the cluster of the text nearest to a cell, and whether the cell belongs to it; `None` if the page has no
/// text. Cells above, below and beside the text have the nearest cluster of the nearest line.
pub fn text_cell(state: &State, x: u16, y: u16) -> Option<(TextCell, bool)> {
    let screen = state.screen();
    let (left, right) = state.reading.reader.page_pair();
    let is_right = !right.is_empty() && x + RIGHT_PAGE_EDGE_CELLS >= screen.second.x;
    let (column, page) = if is_right {
        (screen.second, right)
    } else {
        (screen.column, left)
    };
    let row = usize::from(y.saturating_sub(column.y));
    let is_inside = y >= column.y && row < page.len();
    let has_glyphs = |at: &usize| page.get(*at).is_some_and(|row| !row_glyphs(row).is_empty());
    let last = page.len().checked_sub(1)?;
    let row = row.min(last);
    let nearest = (0..=row).rev().find(has_glyphs);
    let nearest = nearest.or_else(|| (row..page.len()).find(has_glyphs))?;
    let page_row = page.get(nearest)?;
    let glyphs = row_glyphs(page_row);
    let cell = x.saturating_sub(column.x);
    let is_left = |glyph: &&Glyph| glyph.x <= cell;
    // Columns left of the line belong to its first cluster, a gap of justification to the cluster before it.
    let glyph = glyphs.iter().rfind(is_left).or_else(|| glyphs.first())?;
    let is_under = is_inside
        && nearest == row
        && x >= column.x
        && (glyph.x..glyph.x + u16::from(glyph.width)).contains(&cell);
    let block = page_row.id.block;
    let start = block.at(glyph.at);
    let end = block.at(glyph.at + u32::from(glyph.len.max(1)));
    Some((TextCell { start, end }, is_under))
}

/// Returns the glyphs of the line in a row of the page. A row of readings has those of the line below it.
fn row_glyphs(row: &PageRow) -> &[Glyph] {
    match row.row() {
        BlockRow::Text(line) | BlockRow::Ruby(line) | BlockRow::Leading(line) => &line.glyphs,
        BlockRow::Empty | BlockRow::FileRule | BlockRow::FileName(_) => &[],
    }
}

/// Returns the hit of the search that a cluster belongs to.
pub fn hit_at(state: &State, cell: TextCell) -> Option<Span> {
    let reader = &state.reading.reader;
    let hits = page_hits(&state.search, &*reader.doc, reader.page());
    let is_hit = |hit: &&PageHit| matches!(hit.role, Role::Match | Role::Current);
    let touches = |span: &Span| span.start < cell.end && cell.start < span.end;
    let hit = hits
        .iter()
        .filter(is_hit)
        .find(|hit| hit.spans.iter().any(touches))?;
    Some(hit.spans.first()?.start..hit.spans.last()?.end)
}
