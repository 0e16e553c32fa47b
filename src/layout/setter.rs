//! Setting of segments into lines.

use super::glyphs::{self, LineArea};
use super::justify::{Justification, shortened};
use super::line::{Line, LineEnd};
use super::line_breaker::{
    BreakReason, HangingPolicy, LineBreaker, LineRoom, OrphanPolicy, PickedLine,
};
use super::segments::SetText;
use super::unit::Segment;

/// Right edge of the lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Edge {
    /// Lines are justified to the measure.
    Flush,
    /// Lines keep their natural width.
    Ragged,
}

/// Treatment of long runs of blanks in a line that is too long.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum FillerPolicy {
    /// They are made shorter if the line fits then.
    Shrink,
    /// They stay.
    Keep,
}

/// Options of a setter.
#[derive(Clone, Copy, Debug)]
pub(crate) struct SetterStyle {
    pub(crate) hanging: HangingPolicy,
    pub(crate) orphans: OrphanPolicy,
    pub(crate) edge: Edge,
    pub(crate) fillers: FillerPolicy,
}

/// Setter of segments, with reused buffers.
#[derive(Debug)]
pub(crate) struct Setter {
    style: SetterStyle,
    pub(crate) picked_lines: Vec<PickedLine>,
    justification: Justification,
}

impl Setter {
    /// Creates a setter with `style`.
    pub(crate) fn new(style: SetterStyle) -> Self {
        Self {
            style,
            picked_lines: Vec::new(),
            justification: Justification::default(),
        }
    }

    /// Makes one line of a segment whose runs of blanks can give the cells that are too many. Returns whether it did.
    fn fits_in_one(&mut self, breaker: &LineBreaker<'_>) -> bool {
        self.justification.clear();
        let count = breaker.units.len();
        let excess = breaker
            .natural_width(0, count)
            .saturating_sub(breaker.line_width(0));
        if self.picked_lines.len() < 2 || !self.justification.shrink_fillers(breaker, excess) {
            return false;
        }
        self.picked_lines.truncate(1);
        if let Some(line) = self.picked_lines.first_mut() {
            (line.end, line.reason) = (count, BreakReason::Ends);
        }
        true
    }

    /// Appends the lines of a segment to `lines`; at least one. The end of their `bytes` is not set yet.
    pub(crate) fn set(
        &mut self,
        text: &SetText,
        segment: &Segment,
        room: LineRoom,
        left: u16,
        lines: &mut Vec<Line>,
    ) {
        let units = text.units_of(segment);
        let width = room.measure.saturating_sub(room.first_indent);
        let leader = segment.leader.clone();
        let leader = leader.filter(|_| self.style.fillers == FillerPolicy::Shrink);
        let short = leader.map(|dots| shortened(units, dots, u32::from(width)));
        let breaker = LineBreaker {
            units: short.as_deref().unwrap_or(units),
            text_end: segment.text_end,
            room,
            hanging: self.style.hanging,
            orphans: self.style.orphans,
        };
        breaker.lines(&mut self.picked_lines);
        let is_shrunk = self.style.fillers == FillerPolicy::Shrink && self.fits_in_one(&breaker);
        if segment.is_rule {
            self.picked_lines.truncate(1);
        }
        if self.picked_lines.is_empty() {
            lines.push(glyphs::line(Vec::new(), segment.bytes.start, LineEnd::Hard));
        }
        for (i, pick) in self.picked_lines.iter().enumerate() {
            let last = i + 1 == self.picked_lines.len();
            let width = breaker.line_width(i);
            if !is_shrunk {
                self.justification.clear();
            }
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
                glyphs::glyphs(text, segment, &breaker, pick, &self.justification, spot);
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
