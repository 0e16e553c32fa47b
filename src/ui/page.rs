//! The reading pane: a page of set lines.

pub use super::row_glyphs::PageHit;
use super::row_glyphs::RowGlyphs;
use super::signs::Sign;
use super::theme::{Role, Theme};
use crate::doc::{BlockKind, Ink, InkColour, Mark};
use crate::layout::{BlockRow, CodeGutter, Glyph, GlyphText, Line, PageRow};
use crate::term::hyperlink::{address_colour, terminal_address};
use crate::term::write_text::{write_cluster_unchecked_edges, write_text};
use crate::text::units::Cells;
use crate::text::width::{Ambiguous, Widths, text_width};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Color, Modifier, Style};

/// A page of text and what is marked on it.
pub struct PageView<'a> {
    /// The rows from the top of the page.
    pub page: &'a [PageRow],
    /// Hits that touch the page; of overlapping ones the first is drawn.
    pub hits: &'a [PageHit],
    /// Theme.
    pub theme: &'a Theme,
    /// Width policy.
    pub widths: Widths,
    /// The column of the text.
    pub column: Rect,
    /// End of the columns that may be drawn on (exclusive).
    pub limit: u16,
}

impl PageView<'_> {
    /// Draws the page.
    pub fn draw(&self, buffer: &mut Buffer) {
        let rows = self.column.top()..self.column.bottom();
        for (row, page_line) in rows.clone().zip(self.page) {
            match page_line.row() {
                BlockRow::FileRule => self.draw_middle_rule(buffer, row),
                BlockRow::FileName(name) => self.draw_file_name(buffer, row, name),
                BlockRow::Text(_) if page_line.block.kind == BlockKind::Rule => {
                    self.draw_middle_rule(buffer, row);
                }
                BlockRow::Text(line) => {
                    self.draw_lead(buffer, row, line);
                    if page_line.block.kind == BlockKind::Heading(1) {
                        self.draw_heading_bar(buffer, row, page_line);
                    }
                    if let Some(cells) = &line.rule {
                        let width = cells.end - cells.start;
                        self.draw_rule(buffer, row, self.column.x + cells.start, width);
                    }
                    let glyphs = RowGlyphs::new(page_line, &line.glyphs, self.hits);
                    self.draw_glyphs(buffer, row, &glyphs);
                }
                // The line of these readings is on the next page, which shows them again.
                BlockRow::Ruby(_) if row + 1 == rows.end => {}
                BlockRow::Ruby(line) => {
                    self.draw_bars(buffer, row, line.quotes);
                    let glyphs = RowGlyphs::new(page_line, &line.ruby, self.hits);
                    self.draw_glyphs(buffer, row, &glyphs);
                }
                BlockRow::Leading(line) => self.draw_bars(buffer, row, line.quotes),
                BlockRow::Empty => self.draw_bars(buffer, row, page_line.block.space_quotes),
            }
        }
    }

    fn draw_glyphs(&self, buffer: &mut Buffer, row: u16, glyphs: &RowGlyphs<'_>) {
        let mut before = None;
        for glyph in glyphs.glyphs {
            if let Some(before) = before.replace(glyph) {
                self.draw_gap(buffer, row, glyphs, before, glyph);
            }
            self.draw_glyph(buffer, row, glyphs, glyph);
        }
    }

    /// Draws the name of a file as its title.
    fn draw_file_name(&self, buffer: &mut Buffer, row: u16, name: &str) {
        let signs = self.theme.signs;
        let name = signs.elide(name, Cells(self.column.width), self.widths);
        let spare = self.column.width - text_width(&name, self.widths).0.min(self.column.width);
        let style = self.theme.style(Role::Body).add_modifier(Modifier::BOLD);
        let x = self.column.x + spare / 2;
        write_text(buffer, x, row, &name, style, self.limit, self.widths);
    }

    /// Draws a rule of a third of the measure in the middle.
    fn draw_middle_rule(&self, buffer: &mut Buffer, row: u16) {
        let width = self.column.width / 3;
        let x = self.column.x + (self.column.width - width) / 2;
        self.draw_rule(buffer, row, x, width);
    }

    fn draw_rule(&self, buffer: &mut Buffer, row: u16, x: u16, width: u16) {
        let style = self.theme.style(Role::Mark);
        write_text(
            buffer,
            x,
            row,
            &self.theme.sign(Sign::Rule).repeat(usize::from(width)),
            style,
            self.limit,
            self.widths,
        );
    }

    /// Draws the bar of a heading of the first rank, which has two cells whatever the terminal makes of it.
    fn draw_heading_bar(&self, buffer: &mut Buffer, row: u16, page_line: &PageRow) {
        let has_room = page_line
            .line()
            .and_then(|line| line.glyphs.first())
            .is_some_and(|glyph| glyph.x >= 2);
        if has_room {
            let bar = self.theme.sign(Sign::HeadingBar);
            self.draw_sign(buffer, self.column.x, row, bar, Role::Section);
        }
    }

    /// Draws a sign of ambiguous width in two cells.
    fn draw_sign(&self, buffer: &mut Buffer, x: u16, row: u16, sign: &str, role: Role) {
        let widths = Widths {
            ambiguous: Ambiguous::Wide,
            ..self.widths
        };
        write_text(
            buffer,
            x,
            row,
            sign,
            self.theme.style(role),
            self.limit,
            widths,
        );
    }

    fn draw_bars(&self, buffer: &mut Buffer, row: u16, quotes: u8) {
        for depth in 0..u16::from(quotes) {
            let x = self.column.x + depth * 2;
            if x < self.column.right() {
                self.draw_sign(buffer, x, row, self.theme.sign(Sign::QuoteBar), Role::Mark);
            }
        }
    }

    fn draw_lead(&self, buffer: &mut Buffer, row: u16, line: &Line) {
        let style = self.theme.style(Role::Dim);
        self.draw_bars(buffer, row, line.quotes);
        if let Some(gutter) = &line.gutter {
            self.draw_gutter(buffer, row, gutter);
        }
        if let Some((x, marker)) = &line.marker {
            write_text(
                buffer,
                self.column.x + x.0,
                row,
                &self.theme.signs.marker(marker),
                style,
                self.limit,
                self.widths,
            );
        }
    }

    /// Draws the gutter of a row of code, and the signs of text that is cut off.
    fn draw_gutter(&self, buffer: &mut Buffer, row: u16, gutter: &CodeGutter) {
        let sign = if gutter.is_continued {
            Sign::Continued
        } else {
            Sign::Gutter
        };
        let signs = [
            (gutter.x, sign),
            (gutter.cut_start, Sign::CutStart),
            (gutter.cut_end, Sign::CutEnd),
        ];
        let style = self.theme.style(Role::Mark);
        for (x, sign) in signs {
            if let Some(Cells(x)) = x {
                let x = self.column.x + x;
                let sign = self.theme.sign(sign);
                write_text(buffer, x, row, sign, style, self.limit, self.widths);
            }
        }
    }

    fn draw_glyph(&self, buffer: &mut Buffer, row: u16, glyphs: &RowGlyphs<'_>, glyph: &Glyph) {
        let x = self.column.x + glyph.x;
        if x + u16::from(glyph.width) > self.limit {
            return;
        }
        let style = self.style_of(glyphs, glyph);
        let mut utf8 = [0; 4];
        let text = match glyph.text {
            GlyphText::Cluster => {
                let range = glyph.at as usize..glyph.at as usize + usize::from(glyph.len);
                let text = glyphs.row.block.prepared.text();
                text.get(range).unwrap_or_default()
            }
            GlyphText::Substitute(c) => c.encode_utf8(&mut utf8),
            GlyphText::Blank => "",
        };
        write_cluster_unchecked_edges(buffer, x, row, text, Cells(u16::from(glyph.width)), style);
    }

    /// Styles the cells that setting has put between two glyphs, if both belong to one hit.
    fn draw_gap(
        &self,
        buffer: &mut Buffer,
        row: u16,
        glyphs: &RowGlyphs<'_>,
        before: &Glyph,
        after: &Glyph,
    ) {
        let gap = before.x + u16::from(before.width)..after.x;
        if gap.is_empty() {
            return;
        }
        let hit = glyphs.hit_at(before);
        if hit.is_none() || hit != glyphs.hit_at(after) {
            return;
        }
        let style = self.style_of(glyphs, after);
        for x in gap.map(|x| self.column.x + x).filter(|x| *x < self.limit) {
            write_cluster_unchecked_edges(buffer, x, row, "", Cells(1), style);
        }
    }

    fn style_of(&self, glyphs: &RowGlyphs<'_>, glyph: &Glyph) -> Style {
        if let Some(hit) = glyphs.hit_at(glyph) {
            return self.theme.style(hit.role);
        }
        let page_line = glyphs.row;
        let base = match page_line.block.kind {
            BlockKind::Heading(0..=3) => Role::Heading,
            BlockKind::Heading(4) => Role::MinorHeading,
            BlockKind::Heading(_) => Role::Body,
            BlockKind::Code => Role::Code,
            BlockKind::Aside => Role::Dim,
            _ if page_line.line().is_some_and(|line| line.quotes > 0) => Role::Quote,
            BlockKind::Line | BlockKind::Paragraph | BlockKind::Table(_) | BlockKind::Rule => {
                Role::Body
            }
        };
        let mut style = self.theme.style(base);
        if matches!(&page_line.block.kind, BlockKind::Table(table)
            // A sign that stands for no text is of the head too, in front of a cell.
            if glyph.len == 0
                || table.rows.first().is_some_and(|head| head.iter().any(|cell| cell.contains(&glyph.at))))
        {
            style = style.add_modifier(Modifier::BOLD);
        }
        for (range, mark) in &glyphs.marks {
            if range.contains(&glyph.at)
                && !(*mark == Mark::EmphasisDots && has_dot_above(page_line, glyph))
                && let Some(role) = role_of(mark, glyph.at - range.start)
            {
                let over = self.theme.style(role);
                style = style.patch(over).add_modifier(style.add_modifier);
            }
            if let Mark::Link(link) = mark
                && range.contains(&glyph.at)
                && let Some(address) = terminal_address(link)
            {
                style = style.underline_color(address_colour(&address));
            }
            if let Mark::Ink(ink) = mark
                && range.contains(&glyph.at)
            {
                style = with_ink(style, *ink);
            }
        }
        // Pictures of characters that must not be drawn are dim; other substitutes look like their originals.
        if let GlyphText::Substitute('\u{2400}'..='\u{2421}' | char::REPLACEMENT_CHARACTER) =
            glyph.text
        {
            style = self.theme.style(Role::Dim);
        }
        style
    }
}

/// Returns a style with the colours that the text brings with it.
fn with_ink(style: Style, ink: Ink) -> Style {
    let color = |colour| match colour {
        InkColour::Indexed(number) => Color::Indexed(number),
        InkColour::Rgb(red, green, blue) => Color::Rgb(red, green, blue),
    };
    Style {
        fg: ink.colour.map(color).or(style.fg),
        bg: ink.ground.map(color).or(style.bg),
        add_modifier: if ink.is_reversed {
            style.add_modifier | Modifier::REVERSED
        } else {
            style.add_modifier
        },
        ..style
    }
}

/// Returns whether a dot of emphasis is above a glyph, or the glyph is such a dot.
fn has_dot_above(page_line: &PageRow, glyph: &Glyph) -> bool {
    let is_dot = |above: &Glyph| above.at == glyph.at && above.is_emphasis_dot();
    match page_line.row() {
        BlockRow::Text(line) => line.ruby.iter().any(is_dot),
        _ => glyph.is_emphasis_dot(),
    }
}

/// Returns the role of byte `at` of a range with a mark; `None` if it looks like the text around it.
fn role_of(mark: &Mark, at: u32) -> Option<Role> {
    match mark {
        Mark::Emphasis | Mark::EmphasisDots => Some(Role::Emphasis),
        Mark::Strong => Some(Role::Strong),
        Mark::Strike => Some(Role::Strike),
        Mark::Code => Some(Role::Code),
        Mark::Link(_) | Mark::NoteRef(_) => Some(Role::Link),
        Mark::RunInHeading => Some(Role::Heading),
        Mark::InlineNote => Some(Role::Dim),
        Mark::Ink(ink) => ink.is_dim.then_some(Role::Dim),
        // A reading is less prominent than its base.
        Mark::Ruby { base } => (at >= *base).then_some(Role::Dim),
    }
}
