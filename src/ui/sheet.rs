//! A sheet over the screen with lines in two columns: help, information about the document.

use super::theme::{Role, Theme};
use crate::doc::{Block, BlockKind};
use crate::layout::{HangingPunctuation, Setting, TextOptions, prepare};
use crate::term::write_text::{clear_area, elide, write_text};
use crate::text::units::Cells;
use crate::text::width::{Widths, text_width};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};

/// A line of a sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SheetLine {
    /// A heading over the lines that follow.
    Head(String),
    /// A name (keys, a property) and its description.
    Pair(String, String),
    /// A line of text.
    Text(String),
    /// A paragraph, set into as many lines as it needs.
    Prose(String),
    /// Names and their descriptions, in two columns where there is room.
    Columns(Vec<(String, String)>),
    /// An empty line.
    Gap,
}

/// A sheet and how far it is scrolled.
pub struct SheetView<'a> {
    /// Title in its first row.
    pub title: &'a str,
    /// Lines of the sheet.
    pub lines: &'a [SheetLine],
    /// First line shown.
    pub top: usize,
    /// Theme.
    pub theme: &'a Theme,
    /// Width policy.
    pub widths: Widths,
}

/// Least width of a screen on which names and texts of a sheet share rows; below it each has rows of its own.
pub const MIN_TWO_COLUMN_CELLS: u16 = 48;

/// Wraps the lines for a screen of `width` columns.
pub fn wrap_lines(lines: &[SheetLine], width: u16, options: &TextOptions) -> Vec<SheetLine> {
    let room = sheet_width(width).saturating_sub(2 * PADDING_CELLS);
    let beside = name_width(lines, room, options.widths) + NAME_GAP_CELLS;
    // Names of files and values are shown as they are, so that they can be typed.
    let as_is = &TextOptions {
        autospace: false,
        ..*options
    };
    let mut split = Vec::new();
    for line in lines {
        match line {
            SheetLine::Pair(name, text) if width < MIN_TWO_COLUMN_CELLS => {
                split.push(SheetLine::Text(name.clone()));
                let rows = set_rows(text, room.saturating_sub(NAME_GAP_CELLS), as_is);
                split.extend(rows.map(|row| SheetLine::Text(format!("  {row}"))));
            }
            SheetLine::Pair(name, text) => {
                let names = std::iter::once(name.clone()).chain(std::iter::repeat(String::new()));
                let rows = set_rows(text, room.saturating_sub(beside), as_is);
                split.extend(
                    names
                        .zip(rows)
                        .map(|(name, row)| SheetLine::Pair(name, row)),
                );
            }
            SheetLine::Columns(pairs) => {
                split.extend(column_rows(pairs, width, room, options.widths));
            }
            SheetLine::Prose(text) => {
                split.extend(set_rows(text, room, options).map(SheetLine::Text));
            }
            SheetLine::Head(_) | SheetLine::Text(_) | SheetLine::Gap => split.push(line.clone()),
        }
    }
    split
}

/// Least width of a screen for two columns of pairs.
pub const MIN_TWO_PAIRS_CELLS: u16 = 60;

/// Returns rows with one or two pairs each, the second column beside the first.
fn column_rows(
    pairs: &[(String, String)],
    width: u16,
    room: u16,
    widths: Widths,
) -> Vec<SheetLine> {
    let columns = if width < MIN_TWO_PAIRS_CELLS { 1 } else { 2 };
    let cells = room / columns;
    let pair_cells = |(name, text): &(String, String)| {
        text_width(name, widths).0 + NAME_GAP_CELLS + text_width(text, widths).0
    };
    if columns == 1 && pairs.iter().any(|pair| pair_cells(pair) > room) {
        return narrow_rows(pairs, room, widths);
    }
    let padded = |text: &str, cells: u16| {
        let text = elide(text, Cells(cells), widths);
        let blanks = cells.saturating_sub(text_width(&text, widths).0);
        text.into_owned() + &" ".repeat(usize::from(blanks))
    };
    let rows = pairs.len().div_ceil(usize::from(columns));
    let column = |pairs: &[(String, String)]| -> Vec<String> {
        let names = pairs.iter().map(|(name, _)| text_width(name, widths).0);
        let names = names.max().unwrap_or(0).min(cells / 2);
        let texts = cells.saturating_sub(names + 2 * NAME_GAP_CELLS);
        let row = |(name, text): &(String, String)| {
            format!("{}  {}", padded(name, names), padded(text, texts))
        };
        pairs.iter().map(row).collect()
    };
    let columns: Vec<Vec<String>> = pairs.chunks(rows.max(1)).map(column).collect();
    let row = |at: usize| {
        let cells = columns.iter().filter_map(|column| column.get(at));
        let cells: Vec<&str> = cells.map(String::as_str).collect();
        SheetLine::Text(cells.join("  "))
    };
    (0..rows).map(row).collect()
}

/// Returns rows for a narrow screen: the first name of each pair, and its text beside or below it.
fn narrow_rows(pairs: &[(String, String)], room: u16, widths: Widths) -> Vec<SheetLine> {
    let first = |name: &str| name.split(' ').next().unwrap_or_default().to_owned();
    let width = |text: &str| text_width(text, widths).0;
    let names = pairs.iter().map(|(name, _)| width(&first(name)));
    let beside = names.filter(|cells| *cells <= room / 3).max().unwrap_or(0);
    let mut rows = Vec::new();
    for (name, text) in pairs {
        let name = first(name);
        let blanks = beside.saturating_sub(width(&name));
        if width(&name) + blanks + NAME_GAP_CELLS + width(text) <= room {
            let gap = " ".repeat(usize::from(blanks + NAME_GAP_CELLS));
            rows.push(SheetLine::Text(format!("{name}{gap}{text}")));
        } else {
            rows.push(SheetLine::Text(name));
            let text = elide(text, Cells(room.saturating_sub(NAME_GAP_CELLS)), widths);
            rows.push(SheetLine::Text(format!("  {text}")));
        }
    }
    rows
}

/// Sets a text into rows of `columns` cells.
pub fn set_rows(
    text: &str,
    columns: u16,
    options: &TextOptions,
) -> impl Iterator<Item = String> + use<> {
    let block = Block {
        kind: BlockKind::Paragraph,
        text: text.into(),
        ..Block::default()
    };
    let setting = Setting {
        measure: Cells(columns),
        indent: Cells(0),
        hanging: HangingPunctuation::Off,
        ..Setting::default()
    };
    let prepared = prepare(&block, options);
    let lines = prepared.set(&setting);
    lines.into_iter().map(move |line| {
        let row = line.plain_text(prepared.text(), 0);
        row.trim_end().to_owned()
    })
}

/// Returns the columns that the names of pairs take, at most half of `room`.
fn name_width(lines: &[SheetLine], room: u16, widths: Widths) -> u16 {
    let widest = lines.iter().filter_map(|line| match line {
        SheetLine::Pair(name, _) => Some(text_width(name, widths).0),
        SheetLine::Head(_)
        | SheetLine::Text(_)
        | SheetLine::Prose(_)
        | SheetLine::Columns(_)
        | SheetLine::Gap => None,
    });
    widest.max().unwrap_or(0).min(room / 2)
}

/// Width of a sheet on a wide screen.
const SHEET_CELLS: u16 = 76;
/// Columns that a screen must have beyond [`SHEET_CELLS`] for a margin; a narrower rest of the text cannot be read, and
/// the sheet covers it.
const SHEET_MARGIN_CELLS: u16 = 8;

/// Columns left free on each side of a sheet's text.
const PADDING_CELLS: u16 = 2;
/// Columns between names and texts.
const NAME_GAP_CELLS: u16 = 2;

/// Returns the width of a sheet on a screen of `width` columns.
fn sheet_width(width: u16) -> u16 {
    if width < SHEET_CELLS + SHEET_MARGIN_CELLS {
        width
    } else {
        SHEET_CELLS
    }
}

/// Returns the area of a sheet with `lines` lines on a screen: centred, with a margin where there is room.
pub fn sheet_area(area: Rect, lines: usize) -> Rect {
    let width = sheet_width(area.width);
    let height = area
        .height
        .min(u16::try_from(lines + 3).unwrap_or(u16::MAX));
    Rect::new(
        area.x + (area.width - width) / 2,
        area.y + (area.height - height) / 2,
        width,
        height,
    )
}

/// Returns the rows of text that a sheet in `area` shows at once; at least 1.
pub fn sheet_rows(area: Rect) -> usize {
    usize::from(area.height.saturating_sub(3)).max(1)
}

impl SheetView<'_> {
    /// Draws the sheet over the content of `area`.
    pub fn draw(&self, buffer: &mut Buffer, area: Rect) {
        let style = self.theme.style(Role::Popup);
        clear_area(buffer, area, style);
        if area.height < 2 || area.width < 8 {
            return;
        }
        let style = self.theme.style(Role::Status);
        clear_area(buffer, Rect { height: 1, ..area }, style);
        let inner = Rect::new(
            area.x + PADDING_CELLS,
            area.y,
            area.width - 2 * PADDING_CELLS,
            area.height,
        );
        let rows = sheet_rows(area);
        let place = if self.lines.len() > rows {
            let last = (self.top + rows).min(self.lines.len());
            format!("{}-{}/{}", self.top + 1, last, self.lines.len())
        } else {
            String::new()
        };
        // The number of all rows goes before the title does.
        let with_title =
            text_width(self.title, self.widths).0 + NAME_GAP_CELLS + place.len() as u16;
        let place = match place.split_once('/') {
            Some((shown, _)) if with_title > inner.width => shown.to_owned(),
            _ => place,
        };
        let counter = inner.right().saturating_sub(place.len() as u16);
        let mut say = |x: u16, text: &str, style: Style| {
            write_text(buffer, x, inner.y, text, style, inner.right(), self.widths);
        };
        let room =
            (counter - inner.x).saturating_sub(if place.is_empty() { 0 } else { NAME_GAP_CELLS });
        let title = self.theme.signs.elide(self.title, Cells(room), self.widths);
        say(inner.x, &title, style.add_modifier(Modifier::BOLD));
        say(counter, &place, style);
        let names = name_width(self.lines, inner.width, self.widths);
        for (i, line) in self.lines.iter().skip(self.top).take(rows).enumerate() {
            let y = inner.y + 2 + i as u16;
            if y < area.bottom() {
                self.draw_line(buffer, Rect::new(inner.x, y, inner.width, 1), line, names);
            }
        }
    }

    fn draw_line(&self, buffer: &mut Buffer, area: Rect, line: &SheetLine, names: u16) {
        let style = self.theme.style(Role::Popup);
        let right = area.right();
        let mut say = |x: u16, limit: u16, text: &str, style: Style| {
            let words = self.theme.signs.words(text);
            let text = self
                .theme
                .signs
                .elide(&words, Cells(limit.saturating_sub(x)), self.widths);
            write_text(
                buffer,
                x.min(limit),
                area.y,
                &text,
                style,
                limit,
                self.widths,
            );
        };
        match line {
            SheetLine::Head(text) => say(area.x, right, text, style.add_modifier(Modifier::BOLD)),
            SheetLine::Text(text) | SheetLine::Prose(text) => say(area.x, right, text, style),
            SheetLine::Pair(name, text) => {
                say(area.x, area.x + names, name, style);
                say(area.x + names + NAME_GAP_CELLS, right, text, style);
            }
            SheetLine::Columns(_) | SheetLine::Gap => {}
        }
    }
}
