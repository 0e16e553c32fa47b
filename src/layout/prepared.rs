//! What can be known of a block without its column, and setting it into one.

use super::column::{Column, MeasuredLead};
use super::display_text::{self, DisplayChange, DisplayText};
use super::glyphs::{self, LineArea};
use super::justify::Justification;
use super::line::{Line, LineEnd};
use super::line_breaker::{
    BreakReason, HangingPolicy, LineBreaker, LineRoom, OrphanPolicy, PickedLine,
};
use super::options::{HangingPunctuation, RubyPlacement, Setting, TextOptions};
use super::ruby::{self, RubyLayout};
use super::table::TableGrid;
use super::unit::{self, Segment, TextMode, Unit, UnitBuilder};
use crate::doc::{Block, BlockKind};
use crate::text::script::TextLang;
use std::ops::Range;

/// A block ready to be set at any width.
#[derive(Clone, Debug)]
pub struct Prepared {
    pub(crate) text: String,
    pub(crate) units: Vec<Unit>,
    pub(crate) segments: Vec<Segment>,
    /// What of the text is not set as it is, ascending.
    pub(crate) changes: Vec<DisplayChange>,
    pub(crate) ruby: RubyLayout,
    /// The block with its readings in the line, for columns that a reading above does not fit in.
    with_inline_ruby: Option<Box<Prepared>>,
    form: BlockForm,
    lead: MeasuredLead,
}

/// How a block's segments become lines.
#[derive(Clone, Debug)]
enum BlockForm {
    /// Prose; what its first lines are indented by.
    Flow(Indent),
    /// Flush and ragged.
    Heading,
    /// As it is.
    Code,
    /// Cells side by side.
    Table(TableGrid),
    /// An empty line.
    Rule,
}

/// What decides of the indent of a segment's first line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Indent {
    /// The blanks in front of it in the source; none for the first if it goes on the block before.
    Source { continued: bool },
    /// The first segment is indented.
    First,
    /// None.
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
        BlockKind::Paragraph => BlockForm::Flow(paragraph_indent(block, &front, options.lang)),
        BlockKind::Aside => BlockForm::Flow(Indent::Flush),
        BlockKind::Heading(_) => BlockForm::Heading,
        BlockKind::Code => BlockForm::Code,
        BlockKind::Rule => BlockForm::Rule,
        BlockKind::Table(table) => {
            let table = guise.to_display_table(table);
            BlockForm::Table(TableGrid::new(&table, text, &mut builder, &mut segments))
        }
    };
    let manner = match form {
        BlockForm::Flow(_) | BlockForm::Heading => Some(TextMode::Prose),
        BlockForm::Code => Some(TextMode::Verbatim),
        BlockForm::Table(_) | BlockForm::Rule => None,
    };
    if let Some(manner) = manner {
        segments_of(text, 0..text.len(), manner, &mut builder, &mut segments);
    }
    let mut units = builder.finish();
    guise.map_to_source(&mut units, &mut segments);
    unit::bind_note_refs(&block.marks, &mut units);
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
        text: block.text.clone().into_owned(),
        units,
        segments,
        changes,
        ruby: above,
        with_inline_ruby: narrow,
        form,
        lead: front,
    }
}

/// The policy with readings in the line.
fn with_inline_ruby(options: &TextOptions) -> TextOptions {
    TextOptions {
        ruby: RubyPlacement::Inline,
        ..*options
    }
}

/// A paragraph is indented where that is the custom, unless it belongs to a list or goes on.
fn paragraph_indent(block: &Block<'_>, front: &MeasuredLead, lang: TextLang) -> Indent {
    match lang {
        TextLang::Hans | TextLang::Hant | TextLang::Ja
            if front.is_outside_list() && !block.is_continuation =>
        {
            Indent::First
        }
        _ => Indent::Flush,
    }
}

/// Builds the hard lines of `range`; at least one.
pub(crate) fn segments_of(
    text: &str,
    range: Range<usize>,
    manner: TextMode,
    builder: &mut UnitBuilder<'_>,
    out: &mut Vec<Segment>,
) {
    let mut start = range.start;
    let stretch = text.get(range.clone()).unwrap_or_default();
    let mut push = |start: usize, end: usize, next: usize| {
        let line = text.get(start..end).unwrap_or_default();
        let line = line
            .strip_suffix('\r')
            .filter(|_| next > end)
            .unwrap_or(line);
        out.push(builder.build_segment(line, start as u32, next as u32, manner));
    };
    for at in memchr::memchr2_iter(b'\n', 0xE2, stretch.as_bytes()) {
        let len = match stretch.as_bytes().get(at..) {
            Some([b'\n', ..]) => 1,
            // U+2028 and U+2029 are line ends too.
            Some([0xE2, 0x80, 0xA8 | 0xA9, ..]) => 3,
            _ => continue,
        };
        let end = range.start + at;
        push(start, end, end + len);
        start = end + len;
    }
    // A line end at the very end opens no line of its own.
    if start < range.end || start == range.start {
        push(start, range.end, range.end);
    }
}

impl Prepared {
    /// The block's text, as `glyphs` refer to it.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Whether byte `at` of the text belongs to a reading that is not shown.
    pub fn is_hidden(&self, at: u32) -> bool {
        let index = self.changes.partition_point(|change| change.at <= at);
        let change = self.changes.get(index.wrapping_sub(1));
        self.with_inline_ruby.is_none()
            && change
                .is_some_and(|change| change.replacement.is_none() && at < change.at + change.len)
    }

    /// Sets the block into lines; at least one, also for an empty text.
    pub fn set(&self, setting: &Setting) -> Vec<Line> {
        let column = self.lead.column(setting.measure);
        if let Some(narrow) = &self.with_inline_ruby
            && self.ruby.max_base_width(&self.units) > self.min_line_cells(&column, *setting)
        {
            return narrow.set(setting);
        }
        let mut lines = Vec::with_capacity(
            self.segments.len() + self.units.len() / usize::from(column.measure),
        );
        match &self.form {
            BlockForm::Rule => lines.push(glyphs::line(Vec::new(), 0, LineEnd::Hard)),
            BlockForm::Table(grid) => grid.set(self, &column, &mut lines),
            BlockForm::Flow(_) | BlockForm::Heading | BlockForm::Code => {
                self.set_segments(&column, *setting, &mut lines);
            }
        }
        if self.lead.is_flush_right() && !matches!(self.form, BlockForm::Table(_)) {
            for line in &mut lines {
                column.align_right(line);
            }
        }
        self.finish_lines(column, lines)
    }

    /// Joins the lines' bytes and puts what stands before them.
    fn finish_lines(&self, column: Column, mut lines: Vec<Line>) -> Vec<Line> {
        let mut next = self.text.len() as u32;
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
        for (i, segment) in self.segments.iter().enumerate() {
            let room = self.line_room(i, segment, column, setting);
            setter.set(self, segment, room, column.left, lines);
        }
    }

    /// The room of the lines of segment `i`.
    fn line_room(
        &self,
        i: usize,
        segment: &Segment,
        column: &Column,
        setting: Setting,
    ) -> LineRoom {
        LineRoom {
            measure: column.measure,
            first_indent: column.hanging_indent
                + self.first_line_indent(i, segment, column, setting),
            rest_indent: column.hanging_indent,
        }
    }

    /// Cells of the shortest line there may be.
    fn min_line_cells(&self, column: &Column, setting: Setting) -> u16 {
        let segments = self.segments.iter().enumerate();
        let taken = segments.map(|(i, segment)| {
            let room = self.line_room(i, segment, column, setting);
            room.first_indent.max(room.rest_indent)
        });
        column.measure.saturating_sub(taken.max().unwrap_or(0))
    }

    /// Width of a segment on one line, in cells.
    pub(crate) fn natural_width(&self, segment: &Segment) -> u16 {
        let units = self.units.get(segment.units.clone()).unwrap_or_default();
        match (units.first(), units.last()) {
            (Some(first), Some(last)) => {
                last.end.saturating_sub(first.x).min(u32::from(u16::MAX)) as u16
            }
            _ => 0,
        }
    }

    /// What this block lets a setter do.
    fn setter_style(&self, setting: Setting) -> SetterStyle {
        let prose = matches!(self.form, BlockForm::Flow(_));
        SetterStyle {
            hanging: match setting.hanging {
                HangingPunctuation::On if prose => HangingPolicy::Allowed,
                HangingPunctuation::On | HangingPunctuation::Off => HangingPolicy::Forbidden,
            },
            orphans: if setting.orphan_fix && !matches!(self.form, BlockForm::Code) {
                OrphanPolicy::Mend
            } else {
                OrphanPolicy::Keep
            },
            edge: if setting.justify && prose && !self.lead.is_flush_right() {
                Edge::Flush
            } else {
                Edge::Ragged
            },
        }
    }

    /// Indent of the first line of segment `i` in cells.
    fn first_line_indent(
        &self,
        i: usize,
        segment: &Segment,
        column: &Column,
        setting: Setting,
    ) -> u16 {
        if column.hanging_indent > 0 || self.lead.is_flush_right() {
            return 0;
        }
        match self.form {
            BlockForm::Flow(Indent::Source { continued })
                if segment.is_indented && !(continued && i == 0) =>
            {
                column.source_indent(segment.blank_width, setting)
            }
            BlockForm::Flow(Indent::First) => column.first_line_indent(setting),
            _ => 0,
        }
    }
}

/// Whether lines are stretched to the measure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Edge {
    /// They are.
    Flush,
    /// They are not.
    Ragged,
}

/// What a setter may do.
#[derive(Clone, Copy, Debug)]
pub(crate) struct SetterStyle {
    pub(crate) hanging: HangingPolicy,
    pub(crate) orphans: OrphanPolicy,
    pub(crate) edge: Edge,
}

/// Sets segments into lines; keeps its buffers.
#[derive(Debug)]
pub(crate) struct Setter {
    style: SetterStyle,
    pub(crate) picked_lines: Vec<PickedLine>,
    justification: Justification,
}

impl Setter {
    /// A setter of a style.
    pub(crate) fn new(style: SetterStyle) -> Self {
        Self {
            style,
            picked_lines: Vec::new(),
            justification: Justification::default(),
        }
    }

    /// Adds the lines of a segment to `lines`; at least one. Their bytes have no end yet.
    pub(crate) fn set(
        &mut self,
        of: &Prepared,
        segment: &Segment,
        room: LineRoom,
        left: u16,
        lines: &mut Vec<Line>,
    ) {
        let breaker = LineBreaker {
            units: of.units.get(segment.units.clone()).unwrap_or_default(),
            text_end: segment.text_end,
            room,
            hanging: self.style.hanging,
            orphans: self.style.orphans,
        };
        breaker.lines(&mut self.picked_lines);
        if segment.is_rule {
            self.picked_lines.truncate(1);
        }
        if self.picked_lines.is_empty() {
            lines.push(glyphs::line(Vec::new(), segment.bytes.start, LineEnd::Hard));
        }
        for (i, pick) in self.picked_lines.iter().enumerate() {
            let last = i + 1 == self.picked_lines.len();
            let width = breaker.line_width(i);
            self.justification.clear();
            let natural = breaker.natural_width(pick.start, pick.end);
            if pick.reason == BreakReason::PushIn {
                self.justification.drop_gaps(&breaker, pick);
            }
            if self.style.edge == Edge::Flush
                && !last
                && !matches!(pick.reason, BreakReason::Forced | BreakReason::PushIn)
            {
                let hung = if pick.reason == BreakReason::Hangs {
                    breaker.hanging_cells(pick.start, pick.end)
                } else {
                    0
                };
                self.justification.distribute(
                    &breaker,
                    pick,
                    (width + hung).saturating_sub(natural),
                );
            }
            let indent = if i == 0 {
                room.first_indent
            } else {
                room.rest_indent
            };
            let spot = LineArea {
                left: left + indent,
                width,
            };
            let (glyphs, ruby) =
                glyphs::glyphs(of, segment, &breaker, pick, &self.justification, spot);
            let at = match breaker.units.get(pick.start) {
                Some(unit) if i > 0 => unit.at,
                _ => segment.bytes.start,
            };
            lines.push(Line {
                ruby,
                ..glyphs::line(glyphs, at, glyphs::line_end(pick.reason, last))
            });
        }
    }
}

#[cfg(test)]
mod display_tests;
#[cfg(test)]
mod tests;
