//! What can be known of a block without its column, and setting it into one.

use super::column::{Column, Front};
use super::display_text::{self, Change, Guise};
use super::glyphs::{self, Spot};
use super::justify::Shifts;
use super::line::{Line, LineEnd};
use super::line_breaker::{Breaker, Hanging, Orphans, Pick, Room, Way};
use super::options::{HangingPunctuation, Ruby, Setting, TextOptions};
use super::ruby::{self, Above};
use super::table::Grid;
use super::unit::{self, Builder, Manner, Segment, Unit};
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
    pub(crate) changes: Vec<Change>,
    pub(crate) above: Above,
    /// The block with its readings in the line, for columns that a reading above does not fit in.
    narrow: Option<Box<Prepared>>,
    form: Form,
    front: Front,
}

/// How a block's segments become lines.
#[derive(Clone, Debug)]
enum Form {
    /// Prose; what its first lines are indented by.
    Flow(Indent),
    /// Flush and ragged.
    Heading,
    /// As it is.
    Code,
    /// Cells side by side.
    Table(Grid),
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
    let readings = ruby::readings(block, options);
    let changes = display_text::changes(block, &readings, options);
    let guise = Guise::new(&block.text, &changes);
    let text = guise.text();
    let mut builder = Builder::new(options, text);
    let mut segments = Vec::new();
    let front = Front::new(&block.lead, options.widths);
    let form = match &block.kind {
        BlockKind::Line => Form::Flow(Indent::Source {
            continued: block.continued,
        }),
        BlockKind::Paragraph => Form::Flow(indent(block, &front, options.lang)),
        BlockKind::Aside => Form::Flow(Indent::Flush),
        BlockKind::Heading(_) => Form::Heading,
        BlockKind::Code => Form::Code,
        BlockKind::Rule => Form::Rule,
        BlockKind::Table(table) => {
            let table = guise.table(table);
            Form::Table(Grid::new(&table, text, &mut builder, &mut segments))
        }
    };
    let manner = match form {
        Form::Flow(_) | Form::Heading => Some(Manner::Prose),
        Form::Code => Some(Manner::Verbatim),
        Form::Table(_) | Form::Rule => None,
    };
    if let Some(manner) = manner {
        segments_of(text, 0..text.len(), manner, &mut builder, &mut segments);
    }
    let mut units = builder.finish();
    guise.restore(&mut units, &mut segments);
    unit::hold_notes(&block.marks, &mut units);
    let (above, narrow) = match options.ruby {
        Ruby::Above if !readings.is_empty() => (
            Above::new(&readings, &block.text, options, &mut units),
            Some(Box::new(prepare(block, &in_line(options)))),
        ),
        Ruby::Above | Ruby::Inline | Ruby::Hidden => (Above::default(), None),
    };
    Prepared {
        text: block.text.clone().into_owned(),
        units,
        segments,
        changes,
        above,
        narrow,
        form,
        front,
    }
}

/// The policy with readings in the line.
fn in_line(options: &TextOptions) -> TextOptions {
    TextOptions {
        ruby: Ruby::Inline,
        ..*options
    }
}

/// A paragraph is indented where that is the custom, unless it belongs to a list or goes on.
fn indent(block: &Block<'_>, front: &Front, lang: TextLang) -> Indent {
    match lang {
        TextLang::Zh | TextLang::Hant | TextLang::Ja if front.is_free() && !block.continued => {
            Indent::First
        }
        _ => Indent::Flush,
    }
}

/// Builds the hard lines of `range`; at least one.
pub(crate) fn segments_of(
    text: &str,
    range: Range<usize>,
    manner: Manner,
    builder: &mut Builder<'_>,
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
        out.push(builder.segment(line, start as u32, next as u32, manner));
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
    pub fn hides(&self, at: u32) -> bool {
        let index = self.changes.partition_point(|change| change.at <= at);
        let change = self.changes.get(index.wrapping_sub(1));
        self.narrow.is_none()
            && change.is_some_and(|change| change.shown.is_none() && at < change.at + change.len)
    }

    /// Sets the block into lines; at least one, also for an empty text.
    pub fn set(&self, setting: &Setting) -> Vec<Line> {
        let column = self.front.column(setting.measure);
        if let Some(narrow) = &self.narrow
            && self.above.widest(&self.units) > self.least_room(&column, *setting)
        {
            return narrow.set(setting);
        }
        let mut lines = Vec::with_capacity(
            self.segments.len() + self.units.len() / usize::from(column.measure),
        );
        match &self.form {
            Form::Rule => lines.push(glyphs::line(Vec::new(), 0, LineEnd::Hard)),
            Form::Table(grid) => grid.set(self, &column, &mut lines),
            Form::Flow(_) | Form::Heading | Form::Code => self.flow(&column, *setting, &mut lines),
        }
        if self.front.is_flush_right() && !matches!(self.form, Form::Table(_)) {
            for line in &mut lines {
                column.push_right(line);
            }
        }
        self.finish(column, lines)
    }

    /// Joins the lines' bytes and puts what stands before them.
    fn finish(&self, column: Column, mut lines: Vec<Line>) -> Vec<Line> {
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
    fn flow(&self, column: &Column, setting: Setting, lines: &mut Vec<Line>) {
        let mut setter = Setter::new(self.style(setting));
        for (i, segment) in self.segments.iter().enumerate() {
            let room = self.room(i, segment, column, setting);
            setter.set(self, segment, room, column.left, lines);
        }
    }

    /// The room of the lines of segment `i`.
    fn room(&self, i: usize, segment: &Segment, column: &Column, setting: Setting) -> Room {
        Room {
            measure: column.measure,
            first: column.hang + self.indent(i, segment, column, setting),
            rest: column.hang,
        }
    }

    /// Cells of the shortest line there may be.
    fn least_room(&self, column: &Column, setting: Setting) -> u16 {
        let segments = self.segments.iter().enumerate();
        let taken = segments.map(|(i, segment)| {
            let room = self.room(i, segment, column, setting);
            room.first.max(room.rest)
        });
        column.measure.saturating_sub(taken.max().unwrap_or(0))
    }

    /// Width of a segment on one line, in cells.
    pub(crate) fn natural(&self, segment: &Segment) -> u16 {
        let units = self.units.get(segment.units.clone()).unwrap_or_default();
        match (units.first(), units.last()) {
            (Some(first), Some(last)) => {
                last.end.saturating_sub(first.x).min(u32::from(u16::MAX)) as u16
            }
            _ => 0,
        }
    }

    /// What this block lets a setter do.
    fn style(&self, setting: Setting) -> Style {
        let prose = matches!(self.form, Form::Flow(_));
        Style {
            hanging: match setting.hanging {
                HangingPunctuation::On if prose => Hanging::Allowed,
                HangingPunctuation::On | HangingPunctuation::Off => Hanging::Forbidden,
            },
            orphans: if setting.orphan_fix && !matches!(self.form, Form::Code) {
                Orphans::Mended
            } else {
                Orphans::Kept
            },
            edge: if setting.justify && prose && !self.front.is_flush_right() {
                Edge::Flush
            } else {
                Edge::Ragged
            },
        }
    }

    /// Indent of the first line of segment `i` in cells.
    fn indent(&self, i: usize, segment: &Segment, column: &Column, setting: Setting) -> u16 {
        if column.hang > 0 || self.front.is_flush_right() {
            return 0;
        }
        match self.form {
            Form::Flow(Indent::Source { continued })
                if segment.indented && !(continued && i == 0) =>
            {
                column.replaced(segment.blank, setting)
            }
            Form::Flow(Indent::First) => column.indent(setting),
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
pub(crate) struct Style {
    pub(crate) hanging: Hanging,
    pub(crate) orphans: Orphans,
    pub(crate) edge: Edge,
}

/// Sets segments into lines; keeps its buffers.
#[derive(Debug)]
pub(crate) struct Setter {
    style: Style,
    pub(crate) picks: Vec<Pick>,
    shifts: Shifts,
}

impl Setter {
    /// A setter of a style.
    pub(crate) fn new(style: Style) -> Self {
        Self {
            style,
            picks: Vec::new(),
            shifts: Shifts::default(),
        }
    }

    /// Adds the lines of a segment to `lines`; at least one. Their bytes have no end yet.
    pub(crate) fn set(
        &mut self,
        of: &Prepared,
        segment: &Segment,
        room: Room,
        left: u16,
        lines: &mut Vec<Line>,
    ) {
        let breaker = Breaker {
            units: of.units.get(segment.units.clone()).unwrap_or_default(),
            end: segment.text_end,
            room,
            hanging: self.style.hanging,
            orphans: self.style.orphans,
        };
        breaker.lines(&mut self.picks);
        if segment.drawn {
            self.picks.truncate(1);
        }
        if self.picks.is_empty() {
            lines.push(glyphs::line(Vec::new(), segment.bytes.start, LineEnd::Hard));
        }
        for (i, pick) in self.picks.iter().enumerate() {
            let last = i + 1 == self.picks.len();
            let width = breaker.width(i);
            self.shifts.clear();
            let natural = breaker.natural(pick.start, pick.end);
            if pick.way == Way::In {
                self.shifts.drop_gaps(&breaker, pick);
            }
            if self.style.edge == Edge::Flush && !last && !matches!(pick.way, Way::Forced | Way::In)
            {
                let hung = if pick.way == Way::Hang {
                    breaker.hung(pick.start, pick.end)
                } else {
                    0
                };
                self.shifts
                    .spread(&breaker, pick, (width + hung).saturating_sub(natural));
            }
            let indent = if i == 0 { room.first } else { room.rest };
            let spot = Spot {
                left: left + indent,
                room: width,
            };
            let (glyphs, ruby) = glyphs::glyphs(of, segment, &breaker, pick, &self.shifts, spot);
            let at = match breaker.units.get(pick.start) {
                Some(unit) if i > 0 => unit.at,
                _ => segment.bytes.start,
            };
            lines.push(Line {
                ruby,
                ..glyphs::line(glyphs, at, glyphs::end(pick.way, last))
            });
        }
    }
}

#[cfg(test)]
mod display_tests;
#[cfg(test)]
mod tests;
