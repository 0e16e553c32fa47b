//! Block prepared without its column, and its setting into a column.

mod centred;
mod indents;

use super::code::{
    CODE_GUTTER_CELLS, CodeGutter, CodeStyle, LongCode, MAX_CUT_LINE_CELLS, MIN_GUTTER_COLUMN_CELLS,
};
use super::code_signs::SignedUnits;
use super::column::{Column, MeasuredLead};
use super::cut_code;
use super::display_text::{self, DisplayText};
use super::glyphs;
use super::heading_number::heading_number_len;
use super::line::{Line, LineEnd};
use super::line_breaker::{HangingPolicy, LineRoom, OrphanPolicy};
use super::options::{HangingPunctuation, ParagraphPolicy, RubyPlacement, Setting, TextOptions};
use super::ruby::{self, RubyLayout};
use super::segments::{SetText, segments_of};
use super::setter::{Edge, FillerPolicy, Setter, SetterStyle};
use super::table::{SharedColumns, TableGrid};
use super::unit::{self, Segment, TextMode, UnitBuilder};
use crate::doc::{Block, BlockKind};
use crate::text::script::TextLang;
use crate::text::units::Cells;
use crate::text::width::text_width;

/// Block ready to be set at any width.
#[derive(Clone, Debug)]
pub struct Prepared {
    text: SetText,
    /// The block with inline readings, for columns too narrow for readings above.
    with_inline_ruby: Option<Box<Prepared>>,
    /// Whether its lines are those of the source, unchanged but for breaks.
    is_as_is: bool,
    form: BlockForm,
    lead: MeasuredLead,
}

/// Way in which a block's segments become lines.
#[derive(Clone, Debug)]
enum BlockForm {
    /// Prose, with the indent of its first lines.
    Flow(Indent),
    /// Ragged lines that hang behind their number; the indent is that of a paragraph.
    Heading(HeadingIndent),
    /// Unchanged lines.
    Code,
    /// Cells side by side.
    Table(TableGrid),
    /// Empty line.
    Rule,
}

/// Left edge of a heading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct HeadingIndent {
    /// Whether it has the indent of a paragraph.
    is_indented: bool,
    /// Width of its number in cells.
    number: u16,
}

/// Lowest rank of a heading at the left edge; further ones are indented as a paragraph.
const MAX_FLUSH_RANK: u8 = 2;

/// Cells by which further rows of a line of verse hang in.
const VERSE_HANG_CELLS: Cells = Cells(4);

/// Source of the indent of a segment's first line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Indent {
    /// Leading blanks in the source; no indent for the first segment of a continuation.
    Source { continued: bool },
    /// First-line indent of a paragraph.
    First,
    /// Verse, whose lines all have the indent of a paragraph; the least of their blanks is no further one.
    Verse {
        /// Cells of the blanks in front of the outermost line.
        least_blank: u16,
    },
    /// No indent.
    Flush,
}

/// Prepares a block.
pub fn prepare(block: &Block<'_>, options: &TextOptions) -> Prepared {
    let readings = ruby::detached_readings(block, options);
    let changes = display_text::display_changes(block, &readings, options);
    let guise = DisplayText::new(&block.text, &changes);
    let text = guise.text();
    let mut builder = UnitBuilder::new(options, text);
    let mut segments = Vec::new();
    let front = MeasuredLead::new(&block.lead, options.widths);
    let form = match &block.kind {
        BlockKind::Line => BlockForm::Flow(Indent::Source {
            continued: block.is_continuation,
        }),
        BlockKind::Paragraph if block.lead.is_verse => {
            BlockForm::Flow(Indent::Verse { least_blank: 0 })
        }
        BlockKind::Paragraph => BlockForm::Flow(paragraph_indent(block, &front, options.lang)),
        BlockKind::Aside => BlockForm::Flow(Indent::Flush),
        BlockKind::Heading(rank) => {
            let number = text.get(..heading_number_len(text)).unwrap_or_default();
            BlockForm::Heading(HeadingIndent {
                is_indented: *rank > MAX_FLUSH_RANK,
                number: text_width(number.trim_start(), options.widths).0,
            })
        }
        BlockKind::Code => BlockForm::Code,
        BlockKind::Rule => BlockForm::Rule,
        BlockKind::Table(table) => {
            let table = guise.to_display_table(table);
            BlockForm::Table(TableGrid::new(&table, text, &mut builder, &mut segments))
        }
    };
    let manner = match form {
        BlockForm::Flow(_) | BlockForm::Heading(_) => Some(TextMode::Prose),
        BlockForm::Code => Some(TextMode::Verbatim),
        BlockForm::Table(_) | BlockForm::Rule => None,
    };
    if let Some(manner) = manner {
        segments_of(text, 0..text.len(), manner, &mut builder, &mut segments);
    }
    let form = match form {
        BlockForm::Flow(Indent::Verse { .. }) => {
            let blanks = segments.iter().map(|segment| segment.blank_width);
            BlockForm::Flow(Indent::Verse {
                least_blank: blanks.min().unwrap_or(0),
            })
        }
        form => form,
    };
    let mut units = builder.finish();
    guise.map_to_source(&mut units, &mut segments);
    unit::bind_note_refs(&block.marks, &mut units);
    let signed = SignedUnits::new(block, options, &mut units);
    let (above, narrow) = match options.ruby {
        RubyPlacement::Above if !readings.is_empty() => (
            RubyLayout::new(&readings, &block.text, options, &mut units),
            Some(Box::new(prepare(block, &with_inline_ruby(options)))),
        ),
        RubyPlacement::Above | RubyPlacement::Inline | RubyPlacement::Hidden => {
            (RubyLayout::default(), None)
        }
    };
    Prepared {
        text: SetText {
            text: block.text.clone().into_owned(),
            units,
            segments,
            changes,
            signed,
            ruby: above,
            dots: ruby::dotted_ranges(block, options),
        },
        with_inline_ruby: narrow,
        is_as_is: options.paragraphs == ParagraphPolicy::AsIs,
        form,
        lead: front,
    }
}

/// Returns the options with inline readings.
fn with_inline_ruby(options: &TextOptions) -> TextOptions {
    TextOptions {
        ruby: RubyPlacement::Inline,
        ..*options
    }
}

/// Returns the indent of a paragraph: of its first line, if the language has it and the block is neither in a
/// list nor a continuation.
fn paragraph_indent(block: &Block<'_>, front: &MeasuredLead, lang: TextLang) -> Indent {
    // In Japanese, speech and remarks begin at the left edge unless the source indents them.
    let is_speech = lang == TextLang::Ja && block.text.starts_with(['「', '『', '（']);
    let is_flush = is_speech || front.is_quoted() || front.keeps_left_edge();
    if lang == TextLang::Other || is_flush || block.is_continuation {
        return Indent::Flush;
    }
    if front.is_outside_list() {
        Indent::First
    } else {
        Indent::Flush
    }
}

impl Prepared {
    /// Returns the block's text, which the glyphs refer to.
    pub fn text(&self) -> &str {
        &self.text.text
    }

    /// Returns whether the block is verse.
    pub(crate) const fn is_verse(&self) -> bool {
        matches!(self.form, BlockForm::Flow(Indent::Verse { .. }))
    }

    /// Returns whether byte `at` of the text belongs to a reading that is not shown.
    pub fn is_hidden(&self, at: u32) -> bool {
        let changes = &self.text.changes;
        let index = changes.partition_point(|change| change.at <= at);
        let change = changes.get(index.wrapping_sub(1));
        self.with_inline_ruby.is_none()
            && change
                .is_some_and(|change| change.replacement.is_none() && at < change.at + change.len)
    }

    /// Sets the block into lines; at least one, also for an empty text.
    pub fn set(&self, setting: &Setting) -> Vec<Line> {
        let column = self.lead.column(setting.measure);
        if let Some(narrow) = &self.with_inline_ruby
            && self.text.ruby.max_base_width(&self.text.units)
                > self.min_line_cells(&column, *setting)
        {
            return narrow.set(setting);
        }
        let mut lines = Vec::with_capacity(
            self.text.segments.len() + self.text.units.len() / usize::from(column.measure),
        );
        match &self.form {
            BlockForm::Rule => lines.push(glyphs::line(Vec::new(), 0, LineEnd::Hard)),
            BlockForm::Table(grid) => grid.set(&self.text, &column, &mut lines),
            BlockForm::Flow(_) | BlockForm::Heading(_) | BlockForm::Code => {
                self.set_segments(&column, *setting, &mut lines);
                if self.lead.is_centred() {
                    self.centre(&column, *setting, &mut lines);
                }
            }
        }
        if self.lead.is_flush_right() && !matches!(self.form, BlockForm::Table(_)) {
            for line in &mut lines {
                column.align_right(line);
            }
        }
        self.finish_lines(column, lines)
    }

    /// Widens the columns of a table of lines for this row of it.
    pub(crate) fn measure_row(&self, columns: &mut SharedColumns, is_head: bool) {
        if let BlockForm::Table(grid) = &self.form {
            grid.measure_row(&self.text, columns, is_head);
        }
    }

    /// Sets a row of a table of lines in the columns that the rows share.
    pub(crate) fn set_row(&self, setting: &Setting, columns: &SharedColumns) -> Vec<Line> {
        let column = self.lead.column(setting.measure);
        let mut lines = Vec::new();
        if let BlockForm::Table(grid) = &self.form {
            grid.set_shared(&self.text, columns, &column, &mut lines);
        }
        if lines.is_empty() {
            lines.push(glyphs::line(Vec::new(), 0, LineEnd::Hard));
        }
        self.finish_lines(column, lines)
    }

    /// Sets a block of code into lines with a gutter. A figure of signs is always cut.
    pub fn set_code(&self, setting: &Setting, style: CodeStyle) -> Vec<Line> {
        let mut column = self.lead.column(setting.measure);
        if !matches!(self.form, BlockForm::Code) || column.measure < MIN_GUTTER_COLUMN_CELLS {
            return self.set(setting);
        }
        let gutter_x = column.left + column.hanging_indent;
        column.left = gutter_x + CODE_GUTTER_CELLS;
        column.measure -= column.hanging_indent + CODE_GUTTER_CELLS;
        column.hanging_indent = 0;
        let is_figure = !self.text().contains(char::is_alphanumeric);
        let is_cut = is_figure || style.long_lines == LongCode::Cut;
        let mut setter = Setter::new(self.setter_style(*setting));
        let mut lines = Vec::new();
        for segment in &self.text.segments {
            let room = LineRoom {
                measure: if is_cut {
                    MAX_CUT_LINE_CELLS
                } else {
                    column.measure
                },
                first_indent: 0,
                rest_indent: 0,
            };
            let first = lines.len();
            setter.set(&self.text, segment, room, column.left, &mut lines);
            for (row, line) in lines.iter_mut().skip(first).enumerate() {
                let mut gutter = CodeGutter {
                    x: Some(Cells(gutter_x)),
                    is_continued: row > 0,
                    cut_start: None,
                    cut_end: None,
                };
                if is_cut {
                    cut_code::cut_line(line, &column, style.offset.0, &mut gutter);
                }
                line.gutter = Some(gutter);
            }
        }
        self.finish_lines(column, lines)
    }

    /// Sets the lines of output of a program, each cut at the measure.
    pub fn set_cut(&self, setting: &Setting, style: CodeStyle) -> Vec<Line> {
        let column = self.lead.column(setting.measure);
        let whole = Column {
            left: 0,
            measure: column.left + column.measure,
            ..column.clone()
        };
        let mut lines = self.set_unbroken(setting, &column);
        for line in &mut lines {
            let mut gutter = CodeGutter {
                x: None,
                is_continued: false,
                cut_start: None,
                cut_end: None,
            };
            cut_code::cut_line(line, &whole, style.offset.0, &mut gutter);
            line.gutter = Some(gutter);
        }
        self.finish_lines(column, lines)
    }

    /// Sets the lines as they are, each into one row, which may be wider than the measure.
    pub(crate) fn set_whole(&self, setting: &Setting) -> Vec<Line> {
        let column = self.lead.column(setting.measure);
        let lines = self.set_unbroken(setting, &column);
        self.finish_lines(column, lines)
    }

    fn set_unbroken(&self, setting: &Setting, column: &Column) -> Vec<Line> {
        let mut setter = Setter::new(self.setter_style(*setting));
        let mut lines = Vec::new();
        for segment in &self.text.segments {
            let room = LineRoom {
                measure: MAX_CUT_LINE_CELLS,
                first_indent: 0,
                rest_indent: 0,
            };
            setter.set(&self.text, segment, room, column.left, &mut lines);
        }
        lines
    }

    /// Completes the byte ranges of the lines and adds quote bars and marker.
    fn finish_lines(&self, column: Column, mut lines: Vec<Line>) -> Vec<Line> {
        let mut next = self.text().len() as u32;
        for line in lines.iter_mut().rev() {
            line.bytes.end = next;
            line.quotes = column.quotes;
            next = line.bytes.start;
        }
        if let Some(first) = lines.first_mut() {
            first.bytes.start = 0;
            first.marker = column.marker;
        }
        lines
    }

    /// Sets one segment after the other.
    fn set_segments(&self, column: &Column, setting: Setting, lines: &mut Vec<Line>) {
        let mut setter = Setter::new(self.setter_style(setting));
        for (i, segment) in self.text.segments.iter().enumerate() {
            let room = self.line_room(i, segment, column, setting);
            setter.set(&self.text, segment, room, column.left, lines);
        }
    }

    /// Returns the width and indents for the lines of segment `i`.
    fn line_room(
        &self,
        i: usize,
        segment: &Segment,
        column: &Column,
        setting: Setting,
    ) -> LineRoom {
        let (first, rest) = match self.form {
            BlockForm::Flow(Indent::Verse { least_blank }) => {
                self.verse_indents(segment.blank_width - least_blank, column, setting)
            }
            _ => (
                self.first_line_indent(i, segment, column, setting),
                self.rest_indent(i, segment, column, setting),
            ),
        };
        LineRoom {
            measure: column.measure,
            first_indent: column.hanging_indent + first,
            rest_indent: column.hanging_indent + rest,
        }
    }

    /// Returns the cells of the shortest possible line.
    fn min_line_cells(&self, column: &Column, setting: Setting) -> u16 {
        let segments = self.text.segments.iter().enumerate();
        let taken = segments.map(|(i, segment)| {
            let room = self.line_room(i, segment, column, setting);
            room.first_indent.max(room.rest_indent)
        });
        column.measure.saturating_sub(taken.max().unwrap_or(0))
    }

    /// Returns the setter options for this block.
    fn setter_style(&self, setting: Setting) -> SetterStyle {
        let prose = matches!(self.form, BlockForm::Flow(_)) && !self.is_as_is;
        SetterStyle {
            hanging: match setting.hanging {
                HangingPunctuation::On if prose => HangingPolicy::Allowed,
                HangingPunctuation::On | HangingPunctuation::Off => HangingPolicy::Forbidden,
            },
            orphans: if setting.orphan_fix
                && !matches!(self.form, BlockForm::Code)
                && !self.is_as_is
            {
                OrphanPolicy::Mend
            } else {
                OrphanPolicy::Keep
            },
            edge: if setting.justify && prose && !self.lead.is_flush_right() {
                Edge::Flush
            } else {
                Edge::Ragged
            },
            fillers: if prose {
                FillerPolicy::Shrink
            } else {
                FillerPolicy::Keep
            },
        }
    }
}

#[cfg(test)]
mod display_tests;
#[cfg(test)]
mod table_tests;
#[cfg(test)]
mod tests;
