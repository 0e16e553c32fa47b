//! Choice of the lines of a segment for a column. Greedy: on a grid of wide characters nearly every line is
//! full anyway, and the start of a line must not depend on the text after it.
//!
//! The first matching row decides the end of a line:
//!
//! 1. The rest fits: the segment ends.
//! 2. Not even one cluster fits: one is forced.
//! 3. The longest fit ends at a legal break.
//! 4. The next legal break is reached by hanging a stop or dropping gaps (push-in).
//! 5. No legal break fits: the cheapest break that is not legal.
//! 6. The last legal break leaves the line less than half full: hang a stop after a mark, or a cheap break that
//!    is not legal.
//! 7. Otherwise the last legal break (push-out).
//!
//! Finally a last line of a single character is mended.

use super::cluster_flags::ClusterFlags;
use super::unit::{COST_CODE, COST_LEGAL, COST_URL, Cost, Unit};

/// Width and indents for the lines of one segment, in cells.
#[derive(Clone, Copy, Debug)]
pub(crate) struct LineRoom {
    /// Width of the column.
    pub(crate) measure: u16,
    /// Indent of the first line.
    pub(crate) first_indent: u16,
    /// Indent of the other lines.
    pub(crate) rest_indent: u16,
}

/// Permission for stops to hang in the margin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum HangingPolicy {
    /// Stops may hang.
    Allowed,
    /// Stops stay within the measure.
    Forbidden,
}

/// Treatment of a last line of one character.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum OrphanPolicy {
    /// Moves a character down from the line above.
    Mend,
    /// Leaves the line unchanged.
    Keep,
}

/// Row of the decision table that ended a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum BreakReason {
    /// The rest fits.
    Ends,
    /// The longest fit ends at a legal break.
    Fits,
    /// A stop hangs in the margin.
    Hangs,
    /// Gaps were dropped to fit one more cluster.
    PushIn,
    /// A rule pushed a cluster to the next line.
    PushOut,
    /// No legal break is near; the cost of the one taken.
    Penalised(Cost),
    /// Not even one cluster fits.
    Forced,
    /// Shortened to mend the last line.
    MendsOrphan,
}

/// Picked line: units `start..end`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct PickedLine {
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) reason: BreakReason,
}

/// Maximum cells by which a line may be too wide before push-in, and too short after it.
const MAX_PUSH_IN_CELLS: u32 = 2;
/// Cells that the page keeps right of the measure for hanging marks.
const HANG_MARGIN_CELLS: u8 = 2;

/// Units of one segment, and the column they are set in.
#[derive(Clone, Copy, Debug)]
pub(crate) struct LineBreaker<'u> {
    pub(crate) units: &'u [Unit],
    /// End of the last unit's text in bytes.
    pub(crate) text_end: u32,
    pub(crate) room: LineRoom,
    pub(crate) hanging: HangingPolicy,
    pub(crate) orphans: OrphanPolicy,
}

impl LineBreaker<'_> {
    /// Writes the lines to `out`, after clearing it; none for a segment without units.
    pub(crate) fn lines(&self, out: &mut Vec<PickedLine>) {
        out.clear();
        let mut start = 0;
        while start < self.units.len() {
            let (mut end, way) = self.pick(start, self.line_width(out.len()));
            // Blanks belong to the line they end.
            while self.flags(end).has(ClusterFlags::BLANK) {
                end += 1;
            }
            out.push(PickedLine {
                start,
                end,
                reason: way,
            });
            start = end;
        }
        if self.orphans == OrphanPolicy::Mend {
            self.mend_orphan(out);
        }
    }

    /// Returns the width of line `index` in cells, at least 1.
    pub(crate) fn line_width(&self, index: usize) -> u32 {
        let indent = if index == 0 {
            self.room.first_indent
        } else {
            self.room.rest_indent
        };
        u32::from(self.room.measure.saturating_sub(indent).max(1))
    }

    /// Returns the natural width of `start..end` in cells: with gaps, without trailing blanks.
    pub(crate) fn natural_width(&self, start: usize, end: usize) -> u32 {
        match (self.units.get(start), self.units.get(end.wrapping_sub(1))) {
            (Some(first), Some(last)) if end > start => last.end.saturating_sub(first.x),
            _ => 0,
        }
    }

    /// Returns the cells of the gap before a unit; 0 if the unit is under an overhanging reading.
    pub(crate) fn gap_before(&self, index: usize) -> u32 {
        match (self.units.get(index.wrapping_sub(1)), self.units.get(index)) {
            (Some(before), Some(unit)) => unit.x.saturating_sub(before.x + u32::from(before.width)),
            _ => 0,
        }
    }

    fn cost(&self, index: usize) -> Cost {
        self.units.get(index).map_or(COST_LEGAL, |unit| unit.cost)
    }

    fn flags(&self, index: usize) -> ClusterFlags {
        self.units
            .get(index)
            .map_or(ClusterFlags::NONE, |unit| unit.flags)
    }

    /// Returns the end of the line from `start` with `width` cells, and the reason.
    fn pick(&self, start: usize, width: u32) -> (usize, BreakReason) {
        let fits = self.fit_end(start, width);
        if fits >= self.units.len() {
            return (self.units.len(), BreakReason::Ends);
        }
        if fits == start {
            return (self.forced_end(start), BreakReason::Forced);
        }
        if self.cost(fits) == COST_LEGAL {
            return (fits, BreakReason::Fits);
        }
        if self.cost(fits) == COST_CODE {
            return self.end_of_code(start, fits, width);
        }
        let legal = self.last_break(start, fits, |cost| cost == COST_LEGAL);
        let next = self.next_legal_break(fits, legal.unwrap_or(start), width);
        if let Some(way) = self.overfull_reason(start, next, width) {
            return (next, way);
        }
        let Some(legal) = legal else {
            return self
                .cheapest_penalised(start, fits, 2..=7)
                .unwrap_or((self.forced_end(start), BreakReason::Forced));
        };
        if self.natural_width(start, legal) * 2 < width {
            if self.may_hang_after_mark(start, next, width) {
                return (next, BreakReason::Hangs);
            }
            let bent = self
                .cheapest_penalised(legal, fits, 2..=COST_URL)
                .or_else(|| {
                    // The unbreakable text is longer than a line and must be split anyway: split it here.
                    let long = self.natural_width(legal, next) > u32::from(self.room.measure);
                    long.then(|| self.break_overlong(legal, fits)).flatten()
                });
            if let Some(bent) = bent {
                return bent;
            }
        }
        (legal, BreakReason::PushOut)
    }

    /// Returns the end of a row of code: the last legal break in its last third, else as much as fits.
    fn end_of_code(&self, start: usize, fits: usize, width: u32) -> (usize, BreakReason) {
        let legal = self.last_break(start, fits, |cost| cost == COST_LEGAL);
        let near = legal.filter(|end| self.natural_width(start, *end) * 3 >= width * 2);
        near.map_or((fits, BreakReason::Fits), |end| (end, BreakReason::PushOut))
    }

    /// Returns the end of the longest run of units from `start` within `width` cells; `start` if not even one
    /// fits.
    fn fit_end(&self, start: usize, width: u32) -> usize {
        let Some(first) = self.units.get(start) else {
            return start;
        };
        let limit = first.x + width;
        // Few units have no width, so the end is rarely more units away than there are cells.
        let near = (start + width as usize + 1).min(self.units.len());
        let fits = |unit: &Unit| unit.end <= limit;
        let window = self.units.get(start..near).unwrap_or_default();
        let mut end = start + window.partition_point(fits);
        if end == near {
            end += self
                .units
                .iter()
                .skip(near)
                .take_while(|unit| fits(unit))
                .count();
        }
        end
    }

    /// Returns the end after one unit and the bound units of zero width after it.
    fn forced_end(&self, start: usize) -> usize {
        let glued = |unit: &&Unit| unit.width == 0 && unit.cost != COST_LEGAL;
        start + 1 + self.units.iter().skip(start + 1).take_while(glued).count()
    }

    /// Returns the last break in `start+1..=end` with a wanted cost.
    fn last_break(&self, start: usize, end: usize, wanted: impl Fn(Cost) -> bool) -> Option<usize> {
        (start + 1..=end).rev().find(|&i| wanted(self.cost(i)))
    }

    /// Returns the first legal break after `fits`. The search stops at a unit too far away for push-in and more
    /// than a line after `legal`; the result is then that unit.
    fn next_legal_break(&self, fits: usize, legal: usize, width: u32) -> usize {
        let measure = u32::from(self.room.measure);
        let start = self.units.get(legal).map_or(0, |unit| unit.x);
        let line = self.units.get(fits).map_or(0, |unit| unit.end);
        let far = (start + measure).max(line + width) + MAX_PUSH_IN_CELLS;
        let mut i = fits + 1;
        while i < self.units.len() && self.cost(i) != COST_LEGAL {
            if self.units.get(i).is_some_and(|unit| unit.end > far) {
                break;
            }
            i += 1;
        }
        i
    }

    /// Returns the reason for which the line may end at `next`, beyond its width; `None` if it may not.
    fn overfull_reason(&self, start: usize, next: usize, width: u32) -> Option<BreakReason> {
        if self.cost(next) != COST_LEGAL {
            return None;
        }
        let natural = self.natural_width(start, next);
        let hung = self.single_hanging_cells(start, next);
        if hung > 0 && natural - hung <= width {
            return Some(BreakReason::Hangs);
        }
        let over = natural.saturating_sub(width);
        let gaps = || (start + 1..next).map(|i| self.gap_before(i)).sum::<u32>();
        // All gaps are dropped or none: CLREQ 3.1.12 compresses a line evenly, not just before a number or
        // after it.
        (1..=MAX_PUSH_IN_CELLS)
            .contains(&over)
            .then(gaps)
            .filter(|gaps| (over..=over + MAX_PUSH_IN_CELLS).contains(gaps))
            .map(|_| BreakReason::PushIn)
    }

    /// Returns whether the stop after a closing mark may hang, as an exception to `single_hanging_cells`. It
    /// avoids a line less than half full and a stop at the start of the next: `（Latin）` and its stop are one
    /// unbreakable unit that fills a line.
    fn may_hang_after_mark(&self, start: usize, next: usize, width: u32) -> bool {
        let end = self.trimmed_end(start, next);
        let is_one_of_two = end >= start + 3
            && self.flags(end - 2).has(ClusterFlags::ENDS)
            && !self.flags(end - 3).has(ClusterFlags::ENDS);
        let stop = self.stop_cells(start, end);
        self.cost(next) == COST_LEGAL
            && is_one_of_two
            && stop > 0
            && self.natural_width(start, end) - stop <= width
    }

    /// Returns the cells of the stop at the end of `start..end` if it may hang and no other stop or closing
    /// mark precedes it; otherwise 0.
    fn single_hanging_cells(&self, start: usize, end: usize) -> u32 {
        let end = self.trimmed_end(start, end);
        if end < start + 2 || self.flags(end - 2).has(ClusterFlags::ENDS) {
            return 0;
        }
        self.stop_cells(start, end)
    }

    /// Returns the cells of the stop that hangs at the end of the line `start..end`.
    pub(crate) fn hanging_cells(&self, start: usize, end: usize) -> u32 {
        self.stop_cells(start, self.trimmed_end(start, end))
    }

    /// Returns the cells of the stop at the end of `start..end`, without trailing blanks there, if it may hang;
    /// otherwise 0.
    fn stop_cells(&self, start: usize, end: usize) -> u32 {
        if self.hanging == HangingPolicy::Forbidden || end < start + 2 {
            return 0;
        }
        let (mark, before) = (self.flags(end - 1), self.flags(end - 2));
        let may = mark.has(ClusterFlags::HANGS)
            || mark.has(ClusterFlags::HANGS_ON_HAN) && before.has(ClusterFlags::HAN);
        let width = self.units.get(end - 1).map_or(0, |unit| unit.width);
        if may && width <= HANG_MARGIN_CELLS {
            u32::from(width)
        } else {
            0
        }
    }

    /// Returns `end` without the blanks before it.
    pub(crate) fn trimmed_end(&self, start: usize, end: usize) -> usize {
        let solid = |&i: &usize| !self.flags(i).has(ClusterFlags::BLANK);
        (start..end).rev().find(solid).map_or(start, |i| i + 1)
    }

    /// Returns the cheapest break in `from+1..=to` that is not legal, the last of its cost.
    fn cheapest_penalised(
        &self,
        from: usize,
        to: usize,
        costs: std::ops::RangeInclusive<Cost>,
    ) -> Option<(usize, BreakReason)> {
        costs.into_iter().find_map(|most| {
            let at = self.last_break(from, to, |cost| cost <= most)?;
            Some((at, BreakReason::Penalised(most)))
        })
    }

    /// Returns the cheapest break within text that is longer than any line. Unlike
    /// [`cheapest_penalised`](Self::cheapest_penalised) it never ends the line with an opening mark.
    fn break_overlong(&self, from: usize, to: usize) -> Option<(usize, BreakReason)> {
        [4, 6].into_iter().find_map(|most| {
            let at = self.last_break(from, to, |cost| cost <= most && cost != 5)?;
            Some((at, BreakReason::Penalised(most)))
        })
    }

    /// Moves a character from the line above to a last line of a single character.
    fn mend_orphan(&self, lines: &mut [PickedLine]) {
        let count = lines.len();
        let [.., above, last] = lines else { return };
        if !self.is_orphan(last) {
            return;
        }
        let width = self.line_width(count - 2);
        let below = self.line_width(count - 1);
        for at in (above.start + 1..self.trimmed_end(above.start, above.end)).rev() {
            if self.natural_width(above.start, at) * 2 < width
                || self.natural_width(at, last.end) > below
            {
                return;
            }
            if self.cost(at) == COST_LEGAL {
                above.end = at;
                above.reason = BreakReason::MendsOrphan;
                last.start = at;
                return;
            }
        }
    }

    /// Returns whether a line is one ideograph with its marks.
    fn is_orphan(&self, line: &PickedLine) -> bool {
        let rest = ClusterFlags::BLANK
            .with(ClusterFlags::ENDS)
            .with(ClusterFlags::PAIRED);
        let mut core = (line.start..line.end)
            .map(|i| self.flags(i))
            .filter(|marks| !marks.has(rest));
        core.next()
            .is_some_and(|marks| marks.has(ClusterFlags::HAN))
            && core.next().is_none()
    }
}
