//! Text of a block as units in segments, one segment per hard line.

use super::code_signs::SignedUnits;
use super::display_text::DisplayChange;
use super::ruby::RubyLayout;
use super::unit::{Segment, TextMode, Unit, UnitBuilder};
use std::ops::Range;

/// Text of a block with everything that setting its lines needs.
#[derive(Clone, Debug)]
pub(crate) struct SetText {
    /// Source text; units and glyphs refer to its bytes.
    pub(crate) text: String,
    pub(crate) units: Vec<Unit>,
    pub(crate) segments: Vec<Segment>,
    /// Parts of the text that are set in another form, ascending.
    pub(crate) changes: Vec<DisplayChange>,
    /// Units with a sign of code.
    pub(crate) signed: SignedUnits,
    /// Readings above the text.
    pub(crate) ruby: RubyLayout,
    /// Ranges with a dot above each character, ascending.
    pub(crate) dots: Vec<Range<u32>>,
}

impl SetText {
    /// Returns the units of a segment.
    pub(crate) fn units_of(&self, segment: &Segment) -> &[Unit] {
        self.units.get(segment.units.clone()).unwrap_or_default()
    }

    /// Returns the width of a segment on one line, in cells.
    pub(crate) fn natural_width(&self, segment: &Segment) -> u16 {
        let units = self.units_of(segment);
        match (units.first(), units.last()) {
            (Some(first), Some(last)) => {
                last.end.saturating_sub(first.x).min(u32::from(u16::MAX)) as u16
            }
            _ => 0,
        }
    }
}

/// Builds the segments of `range` and appends them to `out`; at least one.
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
    // A line end at the end of the range starts no further line.
    if start < range.end || start == range.start {
        push(start, range.end, range.end);
    }
}
