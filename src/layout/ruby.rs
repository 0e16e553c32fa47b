//! Readings (ruby; JLREQ 3.3) that are not in the line: their selection, and the room for a reading above its
//! base.
//! A base and its reading are one unbreakable block, as wide as the wider of the two. A reading may overhang
//! adjacent kana and closing marks, which have no readings; so two readings never meet, and none leaves the measure.
//! `glyphs` draws the row.

use super::cluster_flags::ClusterFlags;
use super::options::{RubyPlacement, TextOptions};
use super::unit::{Segment, TextMode, Unit, UnitBuilder};
use crate::doc::{Block, BlockKind, Mark, RubySpan};
use crate::text::script::is_kana;
use crate::text::width::{Widths, text_width};
use std::ops::Range;

/// Maximum width of a base with a reading above it. A wider base is a sentence rather than a word, and its
/// reading stays inline.
const MAX_RUBY_CELLS: u16 = 48;

/// Cost of a break within a base, as of a pair.
const BASE_BREAK_COST: u8 = 7;

impl RubySpan {
    /// Builds the reading as verbatim units.
    fn segment(&self, text: &str, builder: &mut UnitBuilder<'_>) -> Segment {
        let (at, end) = (self.reading.start, self.reading.end);
        builder.build_segment(slice(text, &self.reading), at, end, TextMode::Verbatim)
    }

    /// Returns the width of the reading in cells.
    fn reading_width(&self, text: &str, widths: Widths) -> u16 {
        text_width(slice(text, &self.reading), widths).0
    }

    /// Returns whether the reading can be set above its base.
    fn can_set_above(&self, text: &str, widths: Widths) -> bool {
        let base = slice(text, &self.base);
        let base_width = text_width(base.trim(), widths).0;
        let words = self.reading_width(text, widths);
        let is_broken = base.contains(['\n', '\r', '\u{2028}', '\u{2029}']);
        base_width > 0 && words > 0 && base_width.max(words) <= MAX_RUBY_CELLS && !is_broken
    }
}

/// Returns a range of a text.
fn slice<'t>(text: &'t str, range: &Range<u32>) -> &'t str {
    text.get(range.start as usize..range.end as usize)
        .unwrap_or_default()
}

/// Returns the readings of a block that are not set in its lines, ascending.
pub(crate) fn detached_readings(block: &Block<'_>, options: &TextOptions) -> Vec<RubySpan> {
    let rises = match (options.ruby, &block.kind) {
        (RubyPlacement::Inline, _)
        | (RubyPlacement::Above, BlockKind::Table(_) | BlockKind::Code) => {
            return Vec::new();
        }
        (RubyPlacement::Above, _) => true,
        (RubyPlacement::Hidden, _) => false,
    };
    let mut found: Vec<RubySpan> = Vec::new();
    for (range, mark) in &block.marks {
        let is_apart = found
            .last()
            .is_none_or(|last| last.inline_reading.end <= range.start);
        if is_apart
            && let Some(reading) = RubySpan::from_mark(&block.text, range, mark)
            && (!rises || reading.can_set_above(&block.text, options.widths))
        {
            found.push(reading);
        }
    }
    found
}

/// Returns the ranges of a block with a dot above each character.
pub(crate) fn dotted_ranges(block: &Block<'_>, options: &TextOptions) -> Vec<Range<u32>> {
    if options.ruby != RubyPlacement::Above
        || !matches!(block.kind, BlockKind::Line | BlockKind::Paragraph)
    {
        return Vec::new();
    }
    let dotted = block
        .marks
        .iter()
        .filter(|(_, mark)| *mark == Mark::EmphasisDots);
    dotted.map(|(range, _)| range.clone()).collect()
}

/// Readings above the lines of a block.
#[derive(Clone, Debug, Default)]
pub(crate) struct RubyLayout {
    /// Bases, ascending.
    pub(crate) bases: Vec<RubyBase>,
    /// Units of the readings.
    pub(crate) units: Vec<Unit>,
}

/// Base with a reading above it.
#[derive(Clone, Debug)]
pub(crate) struct RubyBase {
    /// Units of the base in the block. Their widths share the room that base and reading take together.
    pub(crate) units: Range<usize>,
    /// Blank cells before the first glyph.
    pub(crate) lead_cells: u8,
    /// Widths of the glyphs in cells.
    pub(crate) glyph_widths: Vec<u8>,
    /// Reading; its units are in [`RubyLayout::units`].
    pub(crate) reading: Segment,
    /// Width of the reading in cells.
    pub(crate) reading_width: u16,
}

impl RubyLayout {
    /// Places `readings` above the `units` of a block with the text `text`, and makes room for them.
    pub(crate) fn new(
        readings: &[RubySpan],
        text: &str,
        options: &TextOptions,
        units: &mut [Unit],
    ) -> Self {
        let mut builder = UnitBuilder::new(options, "");
        let mut room = RubyLine::from_units(units);
        let bases = bases_of(readings, units);
        let mut above = Self::default();
        let mut over = Overhang::default();
        for (i, (reading, base)) in bases.iter().enumerate() {
            let next = bases.get(i + 1);
            let joint = next.is_some_and(|(next, _)| is_gap_needed(text, reading, next));
            let segment = reading.segment(text, &mut builder);
            let width = reading.reading_width(text, options.widths) + u16::from(joint);
            let lack = usize::from(width.saturating_sub(room.base_width(base)));
            let end = next.map_or(units.len(), |(_, next)| next.start);
            let beside = RubyNeighbours { text, units };
            let under = OverhangRoom {
                before: beside.room_before(base.start, over),
                after: beside.room_after(base.end..end, lack),
            };
            let under = under.overhang_cells(lack);
            over = Overhang {
                from: base.end,
                cells: under.after,
            };
            above.bases.push(RubyBase {
                units: base.clone(),
                lead_cells: room.widen_base(units, base, width, under),
                glyph_widths: room.glyph_widths(base),
                reading: segment,
                reading_width: width,
            });
        }
        room.place_units(units);
        above.units = builder.finish();
        above
    }

    /// Returns the width of the widest base with its reading in cells; `units` are those of the block.
    pub(crate) fn max_base_width(&self, units: &[Unit]) -> u16 {
        let wide = |base: &RubyBase| {
            let units = units.get(base.units.clone()).unwrap_or_default();
            units.iter().map(|unit| u16::from(unit.width)).sum()
        };
        self.bases.iter().map(wide).max().unwrap_or(0)
    }
}

/// Returns the units of each base, without blanks at its ends. A base within the cluster before it takes that
/// whole cluster.
fn bases_of<'r>(readings: &'r [RubySpan], units: &[Unit]) -> Vec<(&'r RubySpan, Range<usize>)> {
    let mut found: Vec<(&RubySpan, Range<usize>)> = Vec::new();
    for reading in readings {
        let at = |byte| units.partition_point(|unit| unit.at < byte);
        let solid = |&i: &usize| {
            units
                .get(i)
                .is_some_and(|unit| unit.width > 0 && !unit.flags.has(ClusterFlags::BLANK))
        };
        let mut all = at(reading.base.start)..at(reading.base.end);
        if !all.clone().any(|i| solid(&i)) {
            all = all.start.saturating_sub(1)..all.start;
        }
        let floor = found.last().map_or(0, |(_, base)| base.end);
        let (Some(first), Some(last)) = (all.clone().find(solid), all.rev().find(solid)) else {
            continue;
        };
        if first >= floor {
            found.push((reading, first..last + 1));
        }
    }
    found
}

/// Returns whether two adjacent readings need a blank between them. Readings of two characters of one word are
/// read as one and need none; readings of words and of letters do.
fn is_gap_needed(text: &str, reading: &RubySpan, next: &RubySpan) -> bool {
    let is_one = |range| slice(text, range).chars().nth(1).is_none();
    let is_letter = |c: char| c.is_alphanumeric() && (c as u32) < 0x2E80;
    reading.inline_reading.end == next.base.start
        && !(is_one(&reading.base)
            && is_one(&next.base)
            && !slice(text, &reading.reading).ends_with(is_letter))
}

/// Returns whether a reading beside this character may extend over it.
const fn may_be_covered(c: char) -> bool {
    is_kana(c) || matches!(c, '、' | '。' | '，' | '．' | '」' | '』' | '）')
}

/// Width of a kana.
const KANA_CELLS: usize = 2;

/// Overhang of a reading over the text after its base.
#[derive(Clone, Copy, Default)]
struct Overhang {
    /// First unit after the base.
    from: usize,
    /// Cells it covers from there, over kana.
    cells: usize,
}

/// Units of a block, for finding the neighbours that a reading may overhang. Kana have no reading of their own,
/// so they may be covered.
#[derive(Clone, Copy)]
struct RubyNeighbours<'b> {
    text: &'b str,
    units: &'b [Unit],
}

impl RubyNeighbours<'_> {
    /// Returns the cells of kana and closing marks at the start of `gap`, at most `most`. If the kana fill `gap`, one cell is
    /// left before the next base.
    fn room_after(self, gap: Range<usize>, most: usize) -> usize {
        let units = self.units.get(gap.clone()).unwrap_or_default();
        let kana = units.iter().take(most);
        let kana = kana.take_while(|unit| self.is_kana_wide(unit, may_be_covered));
        let cells = kana.count() * KANA_CELLS;
        let is_next = cells == units.len() * KANA_CELLS && gap.end < self.units.len();
        cells.saturating_sub(usize::from(is_next)).min(most)
    }

    /// Returns the cells before unit `start` that the previous reading leaves, less one between the readings.
    /// Only the last kana or mark counts: a line may start with it, and its reading must not extend left of the
    /// line.
    fn room_before(self, start: usize, over: Overhang) -> usize {
        let last = start.checked_sub(1).and_then(|last| self.units.get(last));
        if start <= over.from || !last.is_some_and(|unit| self.is_kana_wide(unit, may_be_covered)) {
            return 0;
        }
        let between = (start - over.from) * KANA_CELLS;
        between.saturating_sub(over.cells + 1).min(KANA_CELLS)
    }

    /// Returns whether a unit is as wide as a kana, and its character of `kind`.
    fn is_kana_wide(self, unit: &Unit, kind: impl Fn(char) -> bool) -> bool {
        let text = self.text.get(unit.at as usize..);
        let first = text.and_then(|text| text.chars().next());
        usize::from(unit.width) == KANA_CELLS && first.is_some_and(kind)
    }
}

/// Cells of the neighbours that a reading may overhang or does.
#[derive(Clone, Copy)]
struct OverhangRoom {
    before: usize,
    after: usize,
}

impl OverhangRoom {
    /// Returns the overhang of a reading that is `lack` cells wider than its base. Before the base it is at
    /// most half, as if centred.
    fn overhang_cells(self, lack: usize) -> Self {
        let before = self.before.min(lack / 2);
        Self {
            before,
            after: self.after.min(lack - before),
        }
    }
}

/// Line without end, while room is made on it.
struct RubyLine {
    /// Original widths of the units.
    unit_widths: Vec<u8>,
    /// Cells between a unit and the one before it; negative under a reading.
    gaps: Vec<i64>,
}

impl RubyLine {
    fn from_units(units: &[Unit]) -> Self {
        let mut edge = 0;
        let gap = |unit: &Unit| {
            let gap = i64::from(unit.x) - edge;
            edge = i64::from(unit.x) + i64::from(unit.width);
            gap
        };
        Self {
            gaps: units.iter().map(gap).collect(),
            unit_widths: units.iter().map(|unit| unit.width).collect(),
        }
    }

    /// Returns the width of a base without inner gaps, in cells.
    fn base_width(&self, base: &Range<usize>) -> u16 {
        let inks = self.unit_widths.get(base.clone()).unwrap_or_default();
        inks.iter().map(|&ink| u16::from(ink)).sum()
    }

    fn glyph_widths(&self, base: &Range<usize>) -> Vec<u8> {
        self.unit_widths
            .get(base.clone())
            .unwrap_or_default()
            .to_vec()
    }

    /// Binds the units of a base together and widens them for a reading of `width` cells. Returns the blank
    /// cells before the first glyph.
    fn widen_base(
        &mut self,
        units: &mut [Unit],
        base: &Range<usize>,
        width: u16,
        under: OverhangRoom,
    ) -> u8 {
        let Some(units) = units.get_mut(base.clone()) else {
            return 0;
        };
        let own: usize = units.iter().map(|unit| usize::from(unit.width)).sum();
        let lack = usize::from(width).saturating_sub(own);
        let OverhangRoom { before, after } = under;
        let spare = lack - before - after;
        // Letters of a word are not spaced out.
        let is_word = units.iter().any(|unit| unit.flags.has(ClusterFlags::WORD));
        let shares = if is_word { 1 } else { units.len() };
        // Between two glyphs twice the cells of either end (JLREQ 3.3.6).
        let until = |i: usize| (spare * (2 * i + 1) + shares - 1) / (2 * shares);
        let lead = before + until(0);
        for (i, unit) in units.iter_mut().enumerate() {
            let last = i + 1 == base.len();
            let more = match (i, last, is_word) {
                (0, true, _) => lack,
                (0, false, true) => lead,
                (_, true, true) => after + spare - until(0),
                (_, false, true) => 0,
                (0, false, false) => before + until(1),
                (_, true, false) => after + spare - until(i),
                (_, false, false) => until(i + 1) - until(i),
            };
            unit.width = unit.width.saturating_add(more as u8);
            unit.flags = unit
                .flags
                .without(ClusterFlags::HANGS.with(ClusterFlags::HANGS_ON_HAN));
            if i > 0 {
                unit.cost = BASE_BREAK_COST;
            }
        }
        self.close_gaps(base, before, after);
        lead as u8
    }

    /// Closes the gaps within a base, and moves its neighbours under its reading.
    fn close_gaps(&mut self, base: &Range<usize>, before: usize, after: usize) {
        let inner = self.gaps.get_mut(base.start + 1..base.end);
        inner.unwrap_or_default().fill(0);
        for (i, cells) in [(base.start, before), (base.end, after)] {
            if let Some(gap) = self.gaps.get_mut(i) {
                *gap -= cells as i64;
            }
        }
    }

    /// Positions the units again.
    fn place_units(&self, units: &mut [Unit]) {
        let (mut x, mut end) = (0, 0);
        for (unit, gap) in units.iter_mut().zip(&self.gaps) {
            unit.x = (x + gap).max(0) as u32;
            x = i64::from(unit.x) + i64::from(unit.width);
            // A reading may extend beyond the kana it overhangs.
            if !unit.flags.has(ClusterFlags::BLANK) {
                end = end.max(x as u32);
            }
            unit.end = end;
        }
    }
}
