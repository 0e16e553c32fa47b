//! A sheet over the screen with lines in two columns: help, facts about the document.

use super::theme::{Role, Theme};
use crate::term::put::{clear_area, elide, put};
use crate::text::units::Cells;
use crate::text::width::{Widths, text_width};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};
use std::borrow::Cow;

/// One line of a sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SheetLine {
    /// A heading over the lines that follow.
    Head(String),
    /// A name (keys, a property) and what is said of it.
    Pair(String, String),
    /// A line of text.
    Text(String),
    /// Nothing.
    Gap,
}

/// A sheet and how far it is scrolled.
pub struct Sheet<'a> {
    /// Title in its first row.
    pub title: &'a str,
    /// What it says.
    pub lines: &'a [SheetLine],
    /// First line shown.
    pub top: usize,
    /// How it looks.
    pub theme: &'a Theme,
    /// Width policy.
    pub widths: Widths,
}

/// Screens narrower than this have names and texts of a sheet in rows of their own.
pub const NARROW: u16 = 48;

/// The lines as they are shown on a screen of `width` columns.
pub fn fitted(lines: &[SheetLine], width: u16) -> Cow<'_, [SheetLine]> {
    if width >= NARROW {
        return Cow::Borrowed(lines);
    }
    let mut split = Vec::new();
    for line in lines {
        match line {
            SheetLine::Pair(name, text) => {
                split.push(SheetLine::Text(name.clone()));
                split.push(SheetLine::Text(format!("  {text}")));
            }
            other => split.push(other.clone()),
        }
    }
    Cow::Owned(split)
}

/// Columns of a sheet where the screen has more, and what it must have more for a margin: slivers of
/// text beside a sheet say nothing.
const SHEET: u16 = 76;
const MARGINS: u16 = 8;

/// The area a sheet of so many lines takes on a screen: centred, with a margin where there is room.
pub fn sheet_area(area: Rect, lines: usize) -> Rect {
    let width = if area.width < SHEET + MARGINS {
        area.width
    } else {
        SHEET
    };
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

/// Rows of text a sheet in `area` shows at once.
pub fn sheet_rows(area: Rect) -> usize {
    usize::from(area.height.saturating_sub(3)).max(1)
}

impl Sheet<'_> {
    /// Draws the sheet over whatever is in `area`.
    pub fn draw(&self, buffer: &mut Buffer, area: Rect) {
        let style = self.theme.style(Role::Popup);
        clear_area(buffer, area, style);
        if area.height < 2 || area.width < 8 {
            return;
        }
        let inner = Rect::new(area.x + 2, area.y, area.width - 4, area.height);
        let bold = style.add_modifier(Modifier::BOLD);
        let title = elide(self.title, Cells(inner.width), self.widths);
        put(
            buffer,
            inner.x,
            inner.y,
            &title,
            bold,
            inner.right(),
            self.widths,
        );
        let rows = sheet_rows(area);
        let names = self.name_width(inner.width);
        for (i, line) in self.lines.iter().skip(self.top).take(rows).enumerate() {
            let y = inner.y + 2 + i as u16;
            if y < area.bottom() {
                self.draw_line(buffer, Rect::new(inner.x, y, inner.width, 1), line, names);
            }
        }
        if self.lines.len() > rows {
            let last = (self.top + rows).min(self.lines.len());
            let place = format!("{}-{}/{}", self.top + 1, last, self.lines.len());
            let x = inner.right().saturating_sub(place.len() as u16);
            put(
                buffer,
                x,
                inner.y,
                &place,
                style,
                inner.right(),
                self.widths,
            );
        }
    }

    fn name_width(&self, room: u16) -> u16 {
        let widest = self.lines.iter().filter_map(|line| match line {
            SheetLine::Pair(name, _) => Some(text_width(name, self.widths).0),
            SheetLine::Head(_) | SheetLine::Text(_) | SheetLine::Gap => None,
        });
        widest.max().unwrap_or(0).min(room / 2)
    }

    fn draw_line(&self, buffer: &mut Buffer, area: Rect, line: &SheetLine, names: u16) {
        let style = self.theme.style(Role::Popup);
        let right = area.right();
        let mut say = |x: u16, limit: u16, text: &str, style: Style| {
            let text = elide(text, Cells(limit.saturating_sub(x)), self.widths);
            put(
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
            SheetLine::Text(text) => say(area.x, right, text, style),
            SheetLine::Pair(name, text) => {
                say(area.x, area.x + names, name, style);
                say(area.x + names + 2, right, text, style);
            }
            SheetLine::Gap => {}
        }
    }
}
