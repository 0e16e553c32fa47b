//! The bottom row: status line, notice or prompt, with the rows above that it needs.

use super::note_rows::draw_note_rows;
use super::palette::{completed_rows, draw_palette};
use crate::app::command::choices::CompletionList;
use crate::app::command::palette;
use crate::app::command::state::{Prompt, Purpose};
use crate::app::display::spoken_row::{is_total_said, said_tally};
use crate::app::display::status_row::status_row;
use crate::app::input::action::action_info;
use crate::app::input::key_label::sequence_label;
use crate::app::input::line_edit::LineEdit;
use crate::app::opening::progress_text::opening_texts;
use crate::app::reading::motion::Direction;
use crate::app::search::offers::{offers_text, reading_name};
use crate::app::search::query_text::in_one_row;
use crate::app::search::state::{SearchPrompt, SearchTarget};
use crate::app::sheet::place::sheet_options;
use crate::app::state::{Mode, State};
use crate::app::toc::state::TocBrowse;
use crate::layout::display_title;
use crate::search::heading_name::heading_in_place_of_command;
use crate::search::query::{QueryKind, ReadingManner, reading_manner};
use crate::term::write_text::elide;
use crate::text::units::Cells;
use crate::text::width::text_width;
use crate::ui::sheet::set_rows;
use crate::ui::signs::Sign;
use crate::ui::status_line::{PromptView, draw_status};
use crate::ui::theme::Role;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use std::borrow::Cow;

pub(crate) fn draw_filter(
    state: &State,
    buffer: &mut Buffer,
    area: Rect,
    edit: &LineEdit,
) -> Position {
    let found = state.toc.list.match_count();

    let remark = if edit.text().is_empty() {
        String::new()
    } else {
        state.texts().status.matches(found as u64)
    };
    let view = PromptView {
        sign: state.texts().status.filter_prompt,
        text: edit.text(),
        caret: edit.caret(),
        remark: &remark,
        remark_role: Role::Dim,
        mistake: None,
    };
    view.draw(
        buffer,
        area,
        state.appearance.theme(),
        state.appearance.widths(),
    )
}

pub(crate) fn draw_bottom(state: &State, buffer: &mut Buffer) -> Option<Position> {
    let screen = state.screen();
    let area = match screen.status.height {
        0 => Rect::new(
            screen.area.x,
            screen.area.bottom().saturating_sub(1),
            screen.area.width,
            1.min(screen.area.height),
        ),
        _ => screen.status,
    };
    match &state.mode {
        Mode::Prompt(prompt) => Some(draw_prompt(state, buffer, area, prompt)),
        Mode::Outline(TocBrowse {
            filter: Some(edit), ..
        }) => Some(draw_filter(state, buffer, area, edit)),
        _ => {
            draw_status_line(state, buffer, area);
            draw_continuations(state, buffer, area.y);
            None
        }
    }
}

/// Draws the bottom row while there is no document: the name of the one being opened, and its progress.
pub(crate) fn draw_opening(state: &State, buffer: &mut Buffer) {
    let screen = state.screen().area;
    let bottom = screen.bottom().saturating_sub(1);
    let area = Rect::new(screen.x, bottom, screen.width, screen.height.min(1));
    let (name, progress) = opening_texts(state);
    let (theme, widths) = (state.appearance.theme(), state.appearance.widths());
    draw_status(
        buffer,
        area,
        (&name, &progress),
        Role::Status,
        theme,
        widths,
    );
}

fn draw_prompt(state: &State, buffer: &mut Buffer, area: Rect, prompt: &Prompt) -> Position {
    let widths = state.appearance.widths();
    let (sign, remark, mistake) = match &prompt.purpose {
        Purpose::Search(search) => {
            let typed = prompt.edit.text();
            let mistake = search.error.as_ref().map(|error| error.range.clone());
            let sign = match (search.target, search.toward) {
                (SearchTarget::Text, Direction::Next) => "/",
                (SearchTarget::Text, Direction::Prev) => "?",
                (SearchTarget::List, _) => "g/",
            };
            let beside = PromptView::cells_beside(area.width, sign, typed, widths);
            let room = PromptView::remark_room(area.width).min(area.width / 2);
            let room = room.max(beside);
            (
                sign,
                Some(search_remark(state, search, typed, room)),
                mistake,
            )
        }
        Purpose::Command(_) => {
            let room = PromptView::remark_room(area.width);
            let remark = command_remark(state, prompt.edit.text());
            let remark = remark.filter(|text| text_width(text, widths).0 <= room);
            (":", remark, None)
        }
        Purpose::Note(_) => (
            state.texts().marks.prompt,
            note_remark(state, prompt, area.width),
            None,
        ),
    };
    let remark_role = if mistake.is_some() {
        Role::Error
    } else {
        Role::Dim
    };
    let completions = prompt.completions.as_ref();
    let completions = completions.filter(|choices| completed_rows(state, choices).is_empty());
    let choices = completions.map(CompletionList::row);
    let told = state.notices.message.clone();
    let mut remark = choices.or(told).or(remark).unwrap_or_default();
    let line_end = state.appearance.theme().sign(Sign::LineEnd);
    let (text, caret) = shown_lines(&prompt.edit, line_end);
    // Two blank cells separate the line from its remark; one more cell is the caret's.
    let taken = text_width(&text, widths).0.saturating_add(4);
    let is_beside = |text: &str| taken.saturating_add(text_width(text, widths).0) <= area.width;
    if let Some(choices) = completions
        && !is_beside(&remark)
    {
        remark.clear();
        let most = usize::from(state.screen().area.height.saturating_sub(1));
        let rows = choices.rows(area.width.saturating_sub(2), most, widths);
        draw_rows(state, buffer, area.y, &rows);
    }
    if let Some(told) = &state.notices.message
        && completions.is_none()
        && !is_beside(told)
    {
        remark.clear();
        let rows = message_rows(state, told, area.width);
        draw_rows(state, buffer, area.y, &rows);
    }
    if matches!(prompt.purpose, Purpose::Command(_)) && completions.is_none() {
        draw_palette(state, buffer, area, prompt);
    }
    if matches!(prompt.purpose, Purpose::Note(_)) {
        let (note, caret) = (format!("{sign}{text}"), sign.len() + caret);
        let rows = draw_note_rows(state, buffer, area, (&note, caret), (sign, line_end));
        if let Some(position) = rows {
            return position;
        }
    }
    let in_row = |at| shown_len(prompt.edit.text(), at, line_end);
    let view = PromptView {
        sign,
        text: &text,
        caret,
        remark: &remark,
        remark_role,
        mistake: mistake.map(|range| in_row(range.start)..in_row(range.end)),
    };
    view.draw(buffer, area, state.appearance.theme(), widths)
}

/// Returns the text of a line editor in one row, with `sign` for each line end, and the caret in it.
fn shown_lines<'e>(edit: &'e LineEdit, sign: &str) -> (Cow<'e, str>, usize) {
    let caret = shown_len(edit.text(), edit.caret(), sign);
    (in_one_row(edit.text(), sign), caret)
}

/// Returns how long the first `bytes` of a text are in one row, with `sign` for each line end.
fn shown_len(text: &str, bytes: usize, sign: &str) -> usize {
    in_one_row(text.get(..bytes).unwrap_or_default(), sign).len()
}

/// Returns the keys of a note being typed, where the row has room for them beside the note.
fn note_remark(state: &State, prompt: &Prompt, cells: u16) -> Option<String> {
    let widths = state.appearance.widths();
    let m = &state.texts().marks;
    let taken = [m.prompt, prompt.edit.text(), m.prompt_keys];
    let taken = taken.map(|text| text_width(text, widths).0);
    let taken = taken.into_iter().fold(3_u16, u16::saturating_add);
    (taken <= cells).then(|| m.prompt_keys.to_owned())
}

/// Returns the kind and the level of a search being typed, and the number of its hits or its mistake. Parts that do
/// not fit in `room` cells are left out.
fn search_remark(state: &State, search: &SearchPrompt, typed: &str, room: u16) -> String {
    let m = state.appearance.lang.catalogue();
    let level = m.search_level(search.level);
    let kind = match search.kind {
        QueryKind::Literal => level.to_owned(),
        QueryKind::Regex => format!("{} {level}", m.search.regex),
        QueryKind::Pinyin => {
            let manner = reading_manner(typed).unwrap_or(ReadingManner::Latin);
            reading_name(state, manner).to_owned()
        }
    };
    let active = state.search.active.as_ref();
    let mut offers = String::new();
    let count = match (&search.error, active) {
        (Some(error), _) => m.query_problem(error.problem).to_owned(),
        (None, Some(active)) => {
            if is_total_said(state) {
                offers = offers_text(state, active);
            }
            said_tally(state, active)
        }
        (None, None) => return kind,
    };
    let fits = |text: &String| text_width(text, state.appearance.widths()).0 <= room;
    let with_offers = format!("{count}  {offers}");
    let texts = [
        format!("{kind}  {with_offers}"),
        with_offers,
        format!("{kind}  {count}"),
        format!("{kind} {count}"),
    ];
    let skipped = if offers.is_empty() { 2 } else { 0 };
    texts.into_iter().skip(skipped).find(fits).unwrap_or(count)
}

pub(crate) fn draw_status_line(state: &State, buffer: &mut Buffer, area: Rect) {
    if let Some(message) = &state.notices.message {
        return draw_message(state, buffer, area, message);
    }
    if state.screen().status.height == 0 && !matches!(state.mode, Mode::Outline(_)) {
        return;
    }
    let row = status_row(state, area.width);
    draw_status(
        buffer,
        area,
        (&row.left(), &row.right()),
        Role::Status,
        state.appearance.theme(),
        state.appearance.widths(),
    );
}

/// Draws a notice in the bottom row and in as many rows above as it needs. The next key removes it.
fn draw_message(state: &State, buffer: &mut Buffer, bottom: Rect, message: &str) {
    let rows = message_rows(state, message, bottom.width);
    draw_rows(state, buffer, bottom.bottom(), &rows);
}

/// Returns the rows of a notice on a screen of `cells` columns.
fn message_rows(state: &State, message: &str, cells: u16) -> Vec<String> {
    let room = cells.saturating_sub(2);
    if text_width(message, state.appearance.widths()).0 <= room {
        return vec![message.to_owned()];
    }
    let most = usize::from(state.screen().area.height);
    let rows = set_rows(message, room, &sheet_options(state));
    rows.take(most).collect()
}

/// Cells of a column of listed keys, and the fewest of the screen for two columns.
const LIST_COLUMN_CELLS: u16 = 34;
const MIN_TWO_LIST_CELLS: u16 = 60;

/// Draws the keys that may follow the keys typed so far, in rows above row `end`.
fn draw_continuations(state: &State, buffer: &mut Buffer, end: u16) {
    if !state.input.pending.is_listed {
        return;
    }
    let m = state.texts();
    let widths = state.appearance.widths();
    let width = state.screen().area.width;
    let is_wide = width >= MIN_TWO_LIST_CELLS && !state.appearance.is_plain_screen();
    let columns = if is_wide { 2 } else { 1 };
    let room = if columns == 2 {
        (width.saturating_sub(2) / 2).min(LIST_COLUMN_CELLS * 2)
    } else {
        width.saturating_sub(2)
    };
    let context = state.mode.context();
    let keymap = &state.input.keymap;
    let listed = keymap.continuations(context, &state.input.pending.keys);
    let cells: Vec<String> = listed
        .iter()
        .map(|(keys, action)| {
            let text = format!(
                "{}  {}",
                sequence_label(keys, m),
                (action_info(*action).doc)(m)
            );
            let text = elide(&text, Cells(room.saturating_sub(2)), widths);
            let used = text_width(&text, widths).0;
            text.into_owned() + &" ".repeat(usize::from(room.saturating_sub(used)))
        })
        .collect();
    let rows = cells.len().div_ceil(columns);
    let rows: Vec<String> = (0..rows)
        .map(|row| cells.iter().skip(row).step_by(rows).cloned().collect())
        .collect();
    draw_rows(state, buffer, end, &rows);
}

/// Returns the remark beside a command being typed: the ways to type one, or a notice that no command is called so.
fn command_remark(state: &State, typed: &str) -> Option<String> {
    let m = state.texts();
    if typed.is_empty() {
        return Some(m.command.hint.to_owned());
    }
    let is_name = !typed.contains(char::is_whitespace) && typed.starts_with(char::is_alphabetic);
    let is_unknown = is_name && palette::is_unknown(state, typed);
    let heading = || {
        let heading = heading_in_place_of_command(&state.reading.reader.outline, typed)?;
        Some(display_title(&heading.title, state.reading.reader.options()).into_owned())
    };
    is_unknown.then(|| heading().unwrap_or_else(|| m.help.no_match.to_owned()))
}

/// Draws rows over the text; the last one lies directly above row `end`.
fn draw_rows(state: &State, buffer: &mut Buffer, end: u16, rows: &[String]) {
    let screen = state.screen().area;
    let (theme, widths) = (state.appearance.theme(), state.appearance.widths());
    let top = end.saturating_sub(rows.len() as u16);
    for (y, row) in (top..end).zip(rows) {
        let area = Rect::new(screen.x, y, screen.width, 1);
        draw_status(buffer, area, (row, ""), Role::Status, theme, widths);
    }
}
