//! Draws the state into a buffer of cells; changes no state.

mod bottom_row;
mod cursor;
mod link_labels;
mod list;
mod note_rows;
mod palette;

pub use cursor::idle_cursor;

use super::command::state::Covered;
use super::search::page_hits::page_hits;
use super::search::state::{ActiveSearch, SectionExtent, section_span};
use super::state::{Mode, State};
use crate::app::display::scroll_bar::is_scroll_bar_shown;
use crate::app::display::spoken_row::is_total_said;
use crate::app::lists::state::OpenList;
use crate::app::marks::signs::{NOTE_SIGN_CELLS, note_signs};
use crate::app::reading::file_progress;
use crate::app::sheet::place::{area_of, set_lines};
use crate::app::toc::article_words::row_title;
use crate::app::toc::follow::{outline_area, rows_in_sight, rule_area};
use crate::app::toc::list::has_children;
use crate::app::toc::state::{TocBrowse, TocPlace};
use crate::doc::Span;
use crate::session::notes::UserMark;
use crate::term::write_text::{clear_area, write_text};
use crate::text::units::Fraction;
use crate::text::width::{Ambiguous, Widths};
use crate::ui::page::{PageHit, PageView};
use crate::ui::scroll_bar::ScrollBarView;
use crate::ui::sheet::{SheetView, sheet_rows};
use crate::ui::signs::Sign;
use crate::ui::theme::Role;
use crate::ui::toc_pane::{RowState, TocPaneView, TocRow, TreeBranch};
use bottom_row::{draw_bottom, draw_filter, draw_opening, draw_status_line};
use cursor::{list_row, shown_cursor};
use link_labels::draw_link_labels;
use list::{draw_list, draw_look_keys};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

/// Draws the whole screen. Returns the position of the cursor if it is shown: where one types, selects or chooses.
pub fn draw(state: &State, buffer: &mut Buffer) -> Option<Position> {
    let theme = state.appearance.theme();
    let screen = state.screen();
    buffer.set_style(screen.area, theme.style(Role::Body));
    if state.opening.is_first() {
        draw_opening(state, buffer);
        return None;
    }
    if let Mode::Outline(TocBrowse {
        place: TocPlace::Full,
        filter,
    }) = &state.mode
    {
        return draw_full_outline(state, buffer, filter.as_ref());
    }
    if let Mode::List(list) = &state.mode
        && list.look_origin.is_none()
    {
        return draw_list(state, buffer, list).or_else(|| list_row(state, list));
    }
    let below_sheet = list_below_sheet(state);
    match state.mode.covered() {
        Some(Covered::List(list)) if list.look_origin.is_none() => {
            draw_list(state, buffer, list);
        }
        _ if below_sheet.is_some() => {}
        Some(Covered::Outline(browse)) if browse.place == TocPlace::Full => {
            draw_full_outline(state, buffer, None);
        }
        _ => {
            draw_page(state, buffer);
            draw_scroll_bar(state, buffer);
            draw_outline(state, buffer);
        }
    }
    let typed = match below_sheet {
        Some(list) => draw_list(state, buffer, list),
        None => draw_bottom(state, buffer),
    };
    let caret = typed.or_else(|| shown_cursor(state));
    if let Mode::List(list) = &state.mode {
        draw_look_keys(state, buffer, list);
    }
    if let Mode::Sheet(sheet, _) = &state.mode {
        let lines = set_lines(state, sheet);
        let area = area_of(state, sheet, lines.len());
        let view = SheetView {
            title: &sheet.title,
            lines: &lines,
            top: sheet.top.min(lines.len().saturating_sub(sheet_rows(area))),
            theme,
            widths: state.appearance.widths(),
        };
        view.draw(buffer, area);
    }
    caret
}

/// Returns the list over which a sheet lies, as its help does.
fn list_below_sheet(state: &State) -> Option<&OpenList> {
    let Mode::Sheet(_, covered) = &state.mode else {
        return None;
    };
    match &**covered {
        Mode::List(list) if list.look_origin.is_none() => Some(list),
        _ => None,
    }
}

fn draw_page(state: &State, buffer: &mut Buffer) {
    let screen = state.screen();
    let reader = &state.reading.reader;
    let hits = page_hits(&state.search, &*reader.doc, reader.page());
    // The selection lies over the hits.
    let page = reader.visible_span();
    let own = selected(state).into_iter();
    let hits: Vec<PageHit> = own.chain(hits).chain(highlights(state, &page)).collect();
    let (left, right) = reader.page_pair();
    let left_limit = if screen.second.is_empty() {
        screen.text.right()
    } else {
        screen.second.x
    };
    let pages = [
        (left, screen.column, left_limit),
        (right, screen.second, screen.text.right()),
    ];
    for (page, column, limit) in pages {
        let view = PageView {
            page,
            hits: &hits,
            theme: state.appearance.theme(),
            widths: state.appearance.widths(),
            column,
            limit,
        };
        view.draw(buffer);
    }
    draw_note_signs(state, buffer);
    draw_link_labels(state, buffer);
}

/// Draws the signs of the reader's notes. Terminals draw the sign in one cell or in two; both fit.
fn draw_note_signs(state: &State, buffer: &mut Buffer) {
    let style = state.appearance.theme().style(Role::Link);
    let widths = Widths {
        ambiguous: Ambiguous::Wide,
        ..state.appearance.widths()
    };
    let glyph = state.appearance.theme().sign(Sign::Note);
    for sign in note_signs(state) {
        let end = sign.x + NOTE_SIGN_CELLS;
        write_text(buffer, sign.x, sign.y, glyph, style, end, widths);
    }
}

/// Returns the highlights and notes that touch the page, the newest first.
fn highlights(state: &State, page: &Span) -> Vec<PageHit> {
    let touching = state.marks.touching(page);
    let mut shown: Vec<_> = touching.filter(|(mark, _)| mark.look > 0).collect();
    shown.sort_by(|(a, _), (b, _)| (&b.at, &b.id).cmp(&(&a.at, &a.id)));
    let hit = |(mark, span): (&UserMark, &Span)| PageHit {
        spans: vec![span.clone()],
        role: Role::Highlight(mark.look - 1),
    };
    shown.into_iter().map(hit).collect()
}

/// Returns the selection as it is drawn.
fn selected(state: &State) -> Option<PageHit> {
    let selection = match &state.mode {
        Mode::Selecting(selection) => selection,
        _ => state.select.suspended.as_ref()?,
    };
    Some(PageHit {
        spans: vec![selection.span(&*state.reading.reader.doc)],
        role: Role::Selection,
    })
}

fn draw_scroll_bar(state: &State, buffer: &mut Buffer) {
    if !is_scroll_bar_shown(state) {
        return;
    }
    let reader = &state.reading.reader;
    let page = reader.visible_span();
    let ticks = state.search.active.as_ref().map(ActiveSearch::bar_rows);
    let view = ScrollBarView {
        ticks: &ticks.unwrap_or_default(),
        start: reader.doc.fraction(page.start),
        end: if reader.is_at_end() {
            Fraction::new(1, 1)
        } else {
            reader.doc.fraction(page.end)
        },
        theme: state.appearance.theme(),
        widths: state.appearance.widths(),
    };
    view.draw(buffer, state.screen().scroll_bar);
}

/// Draws the outline beside or over the text, with its rule.
fn draw_outline(state: &State, buffer: &mut Buffer) {
    let (area, rule) = (outline_area(state), rule_area(state));
    if state
        .mode
        .outline()
        .is_some_and(|browse| browse.place == TocPlace::Over)
    {
        let style = state.appearance.theme().style(Role::Body);
        clear_area(buffer, area.union(rule), style);
    }
    draw_pane(state, buffer, area);
    draw_rule(state, buffer, rule);
}

/// Draws the rule between the outline and the text, once there is an outline. Terminals draw `│` in one cell or in
/// two; the column to its right is blank, so both fit and the first frame waits for no width probe.
fn draw_rule(state: &State, buffer: &mut Buffer, rule: Rect) {
    if state.reading.reader.outline.headings.is_empty() {
        return;
    }
    let style = state.appearance.theme().style(Role::Mark);
    let widths = Widths {
        ambiguous: Ambiguous::Wide,
        ..state.appearance.widths()
    };
    let sign = state.appearance.theme().sign(Sign::Divider);
    for y in rule.top()..rule.bottom() {
        write_text(buffer, rule.x, y, sign, style, rule.right(), widths);
    }
}

fn draw_pane(state: &State, buffer: &mut Buffer, area: Rect) {
    if area.is_empty() {
        return;
    }
    let listing = &state.toc.list;
    let outline = &state.reading.reader.outline;
    let m = &state.texts().status;
    let current = state
        .reading
        .reader
        .section_index()
        .and_then(|section| listing.row_of(section));
    let excerpt = state.texts().info.excerpt;
    let shown = rows_in_sight(state);
    let rows: Vec<TocRow<'_>> = shown
        .iter()
        .filter_map(|row| {
            let index = row.heading;
            let heading = outline.headings.get(index)?;
            let folded = listing.is_folded(heading);
            let section = section_span(outline, index, SectionExtent::of_row(folded));
            let search = state
                .search
                .active
                .as_ref()
                .filter(|_| is_total_said(state));
            let hits = search
                .zip(section)
                .and_then(|(search, section)| search.count_in(&section));
            Some(TocRow {
                title: row_title(&state.reading.reader, heading),
                depth: u16::from(heading.level.saturating_sub(1)),
                branch: match (has_children(outline, index), folded) {
                    (false, _) => TreeBranch::Leaf,
                    (true, false) => TreeBranch::Open,
                    (true, true) => TreeBranch::Folded,
                },
                state: if current == Some(row.row) {
                    RowState::Current
                } else if row.is_ancestor {
                    RowState::Ancestor
                } else if outline.is_doubtful(index) {
                    RowState::Doubtful
                } else {
                    RowState::Plain
                },
                remark: if heading.entry.as_ref().is_some_and(|e| e.excerpt) {
                    excerpt
                } else {
                    ""
                },
                progress: file_progress::mark(state, index),
                hit_count: hits.unwrap_or(0),
            })
        })
        .collect();
    let has_focus = matches!(state.mode, Mode::Outline(_));
    let cursor = shown.iter().position(|row| row.row == listing.cursor());
    let empty = match (
        listing.rows().is_empty() && !outline.headings.is_empty(),
        outline.complete,
    ) {
        (true, _) => m.no_matching_heading,
        (false, true) => m.no_outline,
        (false, false) => m.scanning,
    };
    let view = TocPaneView {
        rows: &rows,
        has_focus,
        cursor,
        empty,
        theme: state.appearance.theme(),
        widths: state.appearance.widths(),
    };
    view.draw(buffer, area);
}

fn draw_full_outline(
    state: &State,
    buffer: &mut Buffer,
    filter: Option<&crate::app::input::line_edit::LineEdit>,
) -> Option<Position> {
    let area = state.screen().area;
    draw_pane(state, buffer, outline_area(state));
    let bottom = Rect::new(
        area.x,
        area.bottom().saturating_sub(1),
        area.width,
        1.min(area.height),
    );
    match filter {
        Some(edit) => Some(draw_filter(state, buffer, bottom, edit)),
        None => {
            draw_status_line(state, buffer, bottom);
            shown_cursor(state)
        }
    }
}
