//! The bottom row: the status line, a message, or a line being typed, each with what it needs of the rows above.

use crate::app::command::completion::Choices;
use crate::app::info::sheet::{grouped, minutes};
use crate::app::input::key::Key;
use crate::app::input::line_edit::Edit;
use crate::app::search::state::Finding;
use crate::app::state::{Browse, Mode, Prompt, Purpose, State};
use crate::doc::Certainty;
use crate::lang::plural;
use crate::layout::as_set;
use crate::source::pipe::PipeProgress;
use crate::text::width::text_width;
use crate::ui::sheet::set_rows;
use crate::ui::status_line::{PromptView, draw_status};
use crate::ui::theme::Role;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

pub(crate) fn draw_filter(state: &State, buffer: &mut Buffer, area: Rect, edit: &Edit) -> Position {
    let found = state.listing.matches();
    let sections = plural(found as u64, "section", "sections");
    let remark = if edit.text().is_empty() {
        String::new()
    } else {
        let lang = state.look.lang;
        lang.pick(format!("{found} 项"), format!("{found} {sections}"))
    };
    let view = PromptView {
        sign: state.look.lang.pick("筛选：", "filter: "),
        text: edit.text(),
        caret: edit.caret(),
        remark: &remark,
        remark_role: Role::Dim,
    };
    view.draw(buffer, area, state.look.theme(), state.look.widths())
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
        Mode::Outline(Browse {
            filter: Some(edit), ..
        }) => Some(draw_filter(state, buffer, area, edit)),
        _ => {
            draw_status_line(state, buffer, area);
            None
        }
    }
}

fn draw_prompt(state: &State, buffer: &mut Buffer, area: Rect, prompt: &Prompt) -> Position {
    let (sign, count) = match &prompt.purpose {
        Purpose::Search(..) => ("/", state.finding.as_ref().map(Finding::count)),
        Purpose::Command(_) => (":", None),
    };
    let widths = state.look.widths();
    let choices = prompt.choices.as_ref().map(Choices::row);
    let told = state.message.as_ref();
    let told = told.map(|notice| notice.get(state.look.lang).to_owned());
    let mut remark = choices.or(told).or(count).unwrap_or_default();
    // Between the line and its remark two cells are blank, and one is the caret's.
    let taken = text_width(prompt.edit.text(), widths).0 + 4;
    if let Some(choices) = &prompt.choices
        && taken + text_width(&remark, widths).0 > area.width
    {
        remark.clear();
        let most = usize::from(state.screen().area.height.saturating_sub(1));
        let rows = choices.rows(area.width.saturating_sub(2), most, widths);
        draw_rows(state, buffer, area.y, &rows);
    }
    let view = PromptView {
        sign,
        text: prompt.edit.text(),
        caret: prompt.edit.caret(),
        remark: &remark,
        remark_role: Role::Dim,
    };
    view.draw(buffer, area, state.look.theme(), widths)
}

pub(crate) fn draw_status_line(state: &State, buffer: &mut Buffer, area: Rect) {
    if let Some(message) = &state.message {
        return draw_message(state, buffer, area, message.get(state.look.lang));
    }
    if state.screen().status.height == 0 {
        return;
    }
    draw_status(
        buffer,
        area,
        (&crumbs(state), &figures(state)),
        Role::Status,
        state.look.theme(),
        state.look.widths(),
    );
}

/// A message in the bottom row, and in as many above it as it needs: it goes away with the next key.
fn draw_message(state: &State, buffer: &mut Buffer, bottom: Rect, message: &str) {
    let widths = state.look.widths();
    let room = bottom.width.saturating_sub(2);
    let rows: Vec<String> = if text_width(message, widths).0 <= room {
        vec![message.to_owned()]
    } else {
        let most = usize::from(state.screen().area.height);
        set_rows(message, room, &state.sheet_options())
            .take(most)
            .collect()
    };
    draw_rows(state, buffer, bottom.bottom(), &rows);
}

/// Rows over the text, the last of them above row `end`.
fn draw_rows(state: &State, buffer: &mut Buffer, end: u16, rows: &[String]) {
    let screen = state.screen().area;
    let (theme, widths) = (state.look.theme(), state.look.widths());
    let top = end.saturating_sub(rows.len() as u16);
    for (y, row) in (top..end).zip(rows) {
        let area = Rect::new(screen.x, y, screen.width, 1);
        draw_status(buffer, area, (row, ""), Role::Status, theme, widths);
    }
}

/// `essay › section`.
fn crumbs(state: &State) -> String {
    let outline = &state.reader.outline;
    let section = state.reader.section();
    let part = state.part.and_then(|part| part.heading);
    let title = |index: usize| {
        let heading = outline.headings.get(index)?;
        Some(as_set(&heading.title, state.reader.options()).into_owned())
    };
    match (
        part.and_then(title),
        section.filter(|s| Some(*s) != part).and_then(title),
    ) {
        (Some(essay), Some(section)) => format!("{essay} \u{203A} {section}"),
        (Some(essay), None) => essay,
        (None, Some(section)) => section,
        (None, None) => state.reader.doc.title(),
    }
}

/// Hits, keys pressed so far, position, what is left.
fn figures(state: &State) -> String {
    let lang = state.look.lang;
    let mut parts = Vec::new();
    let keys: String = state.pending.keys.iter().map(Key::to_string).collect();
    let is_pending = state.pending.done.is_none() && !keys.is_empty();
    if state.pending.count > 0 || is_pending {
        let count = if state.pending.count > 0 {
            state.pending.count.to_string()
        } else {
            String::new()
        };
        parts.push(if is_pending {
            format!("{count}{keys}")
        } else {
            count
        });
    }
    if let Some(finding) = &state.finding {
        parts.push(format!("/{} {}", finding.query.text(), finding.count()));
    }
    if let Some(encoded) = state.encoding()
        && encoded.certainty == Certainty::Unsure
    {
        parts.push(format!("{}?", encoded.name));
    }
    let is_arriving = state.progress == PipeProgress::Open;
    if is_arriving {
        parts.push(lang.pick("正在读入…", "reading …").to_owned());
    }
    parts.push(format!("{}%", state.reader.progress().whole_percent()));
    if let Some(left) = state.left {
        let time = minutes(left, state.look.speed);
        let left = grouped(left);
        parts.push(lang.pick(
            format!("余{left}字 {time}分"),
            format!("{left} left, {time} min"),
        ));
    }
    // Where the row is short, a search goes before all else, and of it the number of hits; then that more is
    // awaited.
    let room = state.screen().area.width * 2 / 3;
    let fits = |text: &str| text_width(text, state.look.widths()).0 + 2 <= room;
    let mut shown = parts.join("  ");
    while (state.finding.is_some() || is_arriving) && !fits(&shown) && parts.len() > 1 {
        parts.pop();
        shown = parts.join("  ");
    }
    match &state.finding {
        Some(finding) if !fits(&shown) => finding.count(),
        _ => shown,
    }
}
