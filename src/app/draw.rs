//! Draws the state. Changes nothing.

use super::facts::{grouped, minutes};
use super::finding::Extent as HitExtent;
use super::key::Key;
use super::listing::has_children;
use super::state::{Browse, Extent, Mode, Prompt, Purpose, State};
use crate::doc::Certainty;
use crate::lang::plural;
use crate::term::put::put;
use crate::text::width::{Ambiguous, Widths, text_width};
use crate::ui::overlay::{Sheet, fitted, set_rows, sheet_area, sheet_rows};
use crate::ui::page::PageView;
use crate::ui::pane::{Branch, PaneView, Row, Standing};
use crate::ui::status::{PromptView, draw_status};
use crate::ui::theme::Role;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

/// Draws everything; gives the place of the caret if a line is being typed.
pub fn draw(state: &State, buffer: &mut Buffer) -> Option<Position> {
    let theme = state.look.theme();
    let screen = state.screen();
    buffer.set_style(screen.area, theme.style(Role::Body));
    if let Mode::Outline(Browse {
        extent: Extent::Full,
        filter,
    }) = &state.mode
    {
        return draw_full_outline(state, buffer, filter.as_ref());
    }
    draw_page(state, buffer);
    draw_pane(state, buffer, screen.pane);
    draw_rule(state, buffer);
    let caret = draw_bottom(state, buffer);
    if let Mode::Sheet(sheet) = &state.mode {
        let lines = fitted(&sheet.lines, screen.area.width, &state.sheet_options());
        let area = sheet_area(screen.area, lines.len());
        let view = Sheet {
            title: &sheet.title,
            lines: &lines,
            top: sheet.top.min(lines.len().saturating_sub(sheet_rows(area))),
            theme,
            widths: state.look.widths(),
        };
        view.draw(buffer, area);
    }
    caret
}

fn draw_page(state: &State, buffer: &mut Buffer) {
    let screen = state.screen();
    let visible = state.reader.visible();
    let finding = state.finding.as_ref();
    let hits = finding
        .map(|f| f.on_page(state.reader.page(), &visible))
        .unwrap_or_default();
    let view = PageView {
        page: state.reader.page(),
        hits: &hits,
        theme: state.look.theme(),
        widths: state.look.widths(),
        column: screen.column,
        limit: screen.text.right(),
    };
    view.draw(buffer);
}

/// The rule between the outline and the text, once there is an outline. Terminals draw it in one cell or in
/// two; the column right of it is blank, so that both are right and no answer is waited for.
fn draw_rule(state: &State, buffer: &mut Buffer) {
    if state.reader.outline.headings.is_empty() {
        return;
    }
    let rule = state.screen().rule;
    let style = state.look.theme().style(Role::Dim);
    let widths = Widths {
        ambiguous: Ambiguous::Wide,
        ..state.look.widths()
    };
    for y in rule.top()..rule.bottom() {
        put(buffer, rule.x, y, "\u{2502}", style, rule.right(), widths);
    }
}

fn draw_pane(state: &State, buffer: &mut Buffer, area: Rect) {
    if area.is_empty() {
        return;
    }
    let listing = &state.listing;
    let outline = &state.reader.outline;
    let lang = state.look.lang;
    let current = state
        .reader
        .section()
        .and_then(|section| listing.row_of(section));
    let excerpt = lang.pick("节选", "excerpt");
    let shown = listing
        .rows()
        .iter()
        .map(|&index| index as usize)
        .enumerate()
        .skip(listing.top())
        .take(usize::from(area.height));
    let rows: Vec<Row<'_>> = shown
        .filter_map(|(row, index)| {
            let heading = outline.headings.get(index)?;
            let folded = listing.is_folded(heading.pos);
            let extent = if folded {
                HitExtent::Whole
            } else {
                HitExtent::Own
            };
            let hits = state
                .finding
                .as_ref()
                .map_or(0, |f| f.count_under(outline, index, extent));
            Some(Row {
                title: &heading.title,
                depth: u16::from(heading.level.saturating_sub(1)),
                branch: match (has_children(outline, index), folded) {
                    (false, _) => Branch::Leaf,
                    (true, false) => Branch::Open,
                    (true, true) => Branch::Folded,
                },
                standing: if current == Some(row) {
                    Standing::Current
                } else {
                    Standing::Plain
                },
                remark: if heading.entry.as_ref().is_some_and(|e| e.excerpt) {
                    excerpt
                } else {
                    ""
                },
                hits,
            })
        })
        .collect();
    let has_focus = matches!(state.mode, Mode::Outline(_));
    let empty = match (
        listing.rows().is_empty() && !outline.headings.is_empty(),
        outline.complete,
    ) {
        (true, _) => lang.pick("没有相符的标题", "no heading matches"),
        (false, true) => lang.pick("没有目录", "no outline"),
        (false, false) => lang.pick("扫描中……", "reading..."),
    };
    let view = PaneView {
        rows: &rows,
        cursor: has_focus.then(|| listing.cursor() - listing.top()),
        empty,
        theme: state.look.theme(),
        widths: state.look.widths(),
    };
    view.draw(buffer, area);
}

fn draw_full_outline(
    state: &State,
    buffer: &mut Buffer,
    filter: Option<&super::edit::Edit>,
) -> Option<Position> {
    let area = state.screen().area;
    let rows = area.height.saturating_sub(2).max(1).min(area.height);
    let width = area.width.min(100);
    let x = area.x + (area.width - width) / 2;
    draw_pane(state, buffer, Rect::new(x, area.y, width, rows));
    let bottom = Rect::new(
        area.x,
        area.bottom().saturating_sub(1),
        area.width,
        1.min(area.height),
    );
    match filter {
        Some(edit) => Some(draw_filter(state, buffer, bottom, edit)),
        None if state.message.is_some() => {
            draw_status_line(state, buffer, bottom);
            None
        }
        None => {
            let left = state.look.lang.pick("目录", "Outline");
            let right = state.look.lang.pick(
                "/ 筛选  Enter 阅读  Esc 返回",
                "/ filter  Enter read  Esc back",
            );
            draw_status(
                buffer,
                bottom,
                (left, right),
                Role::Status,
                state.look.theme(),
                state.look.widths(),
            );
            None
        }
    }
}

fn draw_filter(
    state: &State,
    buffer: &mut Buffer,
    area: Rect,
    edit: &super::edit::Edit,
) -> Position {
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

fn draw_bottom(state: &State, buffer: &mut Buffer) -> Option<Position> {
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
    let lang = state.look.lang;
    let (sign, count) = match &prompt.purpose {
        Purpose::Search(..) => (
            "/",
            state.finding.as_ref().map(super::finding::Finding::count),
        ),
        Purpose::Command(_) => (":", None),
    };
    let complaint = prompt
        .complaint
        .as_ref()
        .map(|notice| notice.get(lang).to_owned());
    let told = state
        .message
        .as_ref()
        .map(|notice| notice.get(lang).to_owned());
    let view = PromptView {
        sign,
        text: prompt.edit.text(),
        caret: prompt.edit.caret(),
        remark: &complaint.or(told).or(count).unwrap_or_default(),
        remark_role: Role::Dim,
    };
    view.draw(buffer, area, state.look.theme(), state.look.widths())
}

fn draw_status_line(state: &State, buffer: &mut Buffer, area: Rect) {
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
    let top = bottom.bottom().saturating_sub(rows.len() as u16);
    for (y, row) in (top..).zip(&rows) {
        let area = Rect::new(bottom.x, y, bottom.width, bottom.height);
        let style = Role::Status;
        draw_status(buffer, area, (row, ""), style, state.look.theme(), widths);
    }
}

/// `essay › section`.
fn crumbs(state: &State) -> String {
    let outline = &state.reader.outline;
    // The last heading of an outline that is still being read may be far from here.
    let is_sure = |index: &usize| outline.complete || index + 1 < outline.headings.len();
    let section = state.reader.section().filter(is_sure);
    let part = state.part.and_then(|part| part.heading).filter(is_sure);
    let title = |index: usize| {
        outline
            .headings
            .get(index)
            .map(|heading| heading.title.to_string())
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
    parts.push(format!(
        "{:.0}%",
        (state.reader.progress().get() * 100.0).floor()
    ));
    if let Some(left) = state.left {
        let time = minutes(left, state.look.speed);
        let left = grouped(left);
        parts.push(lang.pick(
            format!("余{left}字 {time}分"),
            format!("{left} left, {time} min"),
        ));
    }
    // Where the row is short, a search goes before all else, and of it the number of hits.
    let room = state.screen().area.width * 2 / 3;
    let fits = |text: &str| text_width(text, state.look.widths()).0 + 2 <= room;
    let mut shown = parts.join("  ");
    while state.finding.is_some() && !fits(&shown) && parts.len() > 1 {
        parts.pop();
        shown = parts.join("  ");
    }
    match &state.finding {
        Some(finding) if !fits(&shown) => finding.count(),
        _ => shown,
    }
}
