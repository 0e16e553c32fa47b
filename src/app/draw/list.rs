//! The list over the screen.

use super::bottom_row::draw_status_line;
use crate::app::lists::hints::keys_row;
use crate::app::lists::model::ListModel;
use crate::app::lists::registry::model;
use crate::app::lists::screen_rows::rows_on_screen;
use crate::app::lists::state::OpenList;
use crate::app::state::State;
use crate::doc::Span;
use crate::layout::{Cache, Flow, Setting};
use crate::text::units::{Cells, Rows};
use crate::ui::list::ListView;
use crate::ui::page::{PageHit, PageView};
use crate::ui::status_line::{PromptView, draw_status};
use crate::ui::theme::Role;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

/// Columns left free on each side of the preview.
const PREVIEW_MARGIN_CELLS: u16 = 3;

/// Draws a list. Returns the caret of the filter, while one is typed.
pub(crate) fn draw_list(state: &State, buffer: &mut Buffer, list: &OpenList) -> Option<Position> {
    let areas = state.list_areas();
    let model = model(list.kind);
    let place = state.lists.place(list.kind);
    let screen = rows_on_screen(state, list.kind, usize::from(areas.rows.height));
    let mut title = model.title(state);
    if !place.filter.is_empty() {
        title = format!(
            "{title}  {}{}",
            state.texts().status.filter_prompt,
            place.filter
        );
    }
    let view = ListView {
        title: &title,
        figures: &model.figures(state),
        columns: &model.columns(state, areas.item_cells().0),
        rows: &screen.rows,
        cursor: screen.cursor,
        empty: &model.empty_text(state),
        theme: state.appearance.theme(),
        widths: state.appearance.widths(),
    };
    view.draw(buffer, &areas);
    if let Some(span) = model.span(state, place.cursor) {
        draw_preview(state, buffer, areas.preview, &span);
    }
    draw_keys(state, buffer, areas.keys, list, model)
}

/// Draws the bottom row of a look at the text of an item.
pub(crate) fn draw_look_keys(state: &State, buffer: &mut Buffer, list: &OpenList) {
    let areas = state.list_areas();
    let hints = keys_row(state, list, areas.keys.width).left();
    let texts = (&*hints, &*model(list.kind).figures(state));
    let (theme, widths) = (state.appearance.theme(), state.appearance.widths());
    draw_status(buffer, areas.keys, texts, Role::Status, theme, widths);
}

/// Draws the text around a place, which is in the first third of the area.
fn draw_preview(state: &State, buffer: &mut Buffer, area: Rect, span: &Span) {
    let margin = PREVIEW_MARGIN_CELLS.min(area.width / 2);
    let measure = state.appearance.measure.0;
    let width = (area.width - 2 * margin).min(measure);
    if area.height == 0 || width == 0 {
        return;
    }
    let reader = &state.reading.reader;
    let setting = Setting {
        measure: Cells(width),
        ..*reader.setting()
    };
    let mut flow = Flow {
        doc: &*reader.doc,
        outline: &reader.outline,
        options: reader.options(),
        setting: &setting,
        style: reader.style(),
        cache: &mut Cache::default(),
    };
    let row = flow.row_of(span.start);
    let top = flow.step(row, -i64::from(area.height / 3));
    let page = flow.page(top, Rows(u32::from(area.height)));
    let hits = [PageHit {
        spans: vec![span.clone()],
        role: Role::Current,
    }];
    let view = PageView {
        page: &page,
        hits: &hits,
        theme: state.appearance.theme(),
        widths: state.appearance.widths(),
        column: Rect::new(area.x + margin, area.y, width, area.height),
        limit: area.right(),
    };
    view.draw(buffer);
}

/// Draws the last row: keys, a notice, or the filter being typed.
fn draw_keys(
    state: &State,
    buffer: &mut Buffer,
    area: Rect,
    list: &OpenList,
    model: &dyn ListModel,
) -> Option<Position> {
    let (theme, widths) = (state.appearance.theme(), state.appearance.widths());
    if let Some(edit) = &list.filter {
        let view = PromptView {
            sign: state.texts().status.filter_prompt,
            text: edit.text(),
            caret: edit.caret(),
            remark: &model.figures(state),
            remark_role: Role::Dim,
            mistake: None,
        };
        return Some(view.draw(buffer, area, theme, widths));
    }
    if state.notices.message.is_some() {
        draw_status_line(state, buffer, area);
        return None;
    }
    let keys = keys_row(state, list, area.width).left();
    draw_status(buffer, area, (&keys, ""), Role::Status, theme, widths);
    None
}
