//! Picks the lines of a segment for a column: greedy, one line after the other, by the decision table
//! of `typesetting.md` 5.3, then mends a last line of a single character (5.4). Greedy because on a
//! grid of wide characters nearly every line is full anyway, and because the start of a line must not
//! depend on what comes after.

use super::cluster_flags::Marks;
use super::unit::{ADDRESS, Cost, LEGAL, Unit};

/// The room of the lines of one segment, in cells.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Room {
    /// Width of the column.
    pub(crate) measure: u16,
    /// Indent of the first line.
    pub(crate) first: u16,
    /// Indent of the others.
    pub(crate) rest: u16,
}

/// Whether stops may stand in the margin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Hanging {
    /// They may.
    Allowed,
    /// They may not.
    Forbidden,
}

/// What a last line of one character is to the breaker.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Orphans {
    /// It takes one from the line above.
    Mended,
    /// It stays.
    Kept,
}

/// Which row of the decision table made a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Way {
    /// The rest fits.
    End,
    /// The line is as full as it gets, at a legal break.
    Fit,
    /// A stop hangs in the margin.
    Hang,
    /// The gaps were dropped to fit one more.
    In,
    /// A rule pushed something to the next line.
    Out,
    /// No legal break was near; the cost of the one taken.
    Bent(Cost),
    /// Not even one cluster fits.
    Forced,
    /// Cut short for the sake of the last line.
    Orphan,
}

/// A line picked: units `start..end`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Pick {
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) way: Way,
}

/// A line that is so many cells too wide is drawn in to fit one more, and one that is drawn in may be so many too short.
const DRAWN_IN: u32 = 2;
/// Cells that the page keeps for hung marks.
const MARGIN: u8 = 2;

/// The units of one segment and the column they are set in.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Breaker<'u> {
    pub(crate) units: &'u [Unit],
    /// Where the text of the last unit ends.
    pub(crate) end: u32,
    pub(crate) room: Room,
    pub(crate) hanging: Hanging,
    pub(crate) orphans: Orphans,
}

impl Breaker<'_> {
    /// The lines; none for a segment without units.
    pub(crate) fn lines(&self, out: &mut Vec<Pick>) {
        out.clear();
        let mut start = 0;
        while start < self.units.len() {
            let (mut end, way) = self.pick(start, self.width(out.len()));
            // Blanks belong to the line they end.
            while self.marks(end).has(Marks::BLANK) {
                end += 1;
            }
            out.push(Pick { start, end, way });
            start = end;
        }
        if self.orphans == Orphans::Mended {
            self.mend(out);
        }
    }

    /// Width of line `index` in cells.
    pub(crate) fn width(&self, index: usize) -> u32 {
        let indent = if index == 0 {
            self.room.first
        } else {
            self.room.rest
        };
        u32::from(self.room.measure.saturating_sub(indent).max(1))
    }

    /// Width of `start..end` in cells, as it is: with gaps, without the blanks at its end.
    pub(crate) fn natural(&self, start: usize, end: usize) -> u32 {
        match (self.units.get(start), self.units.get(end.wrapping_sub(1))) {
            (Some(first), Some(last)) if end > start => last.end.saturating_sub(first.x),
            _ => 0,
        }
    }

    /// The gap before a unit in cells; none where it comes under a reading.
    pub(crate) fn gap(&self, index: usize) -> u32 {
        match (self.units.get(index.wrapping_sub(1)), self.units.get(index)) {
            (Some(before), Some(unit)) => unit.x.saturating_sub(before.x + u32::from(before.width)),
            _ => 0,
        }
    }

    fn cost(&self, index: usize) -> Cost {
        self.units.get(index).map_or(LEGAL, |unit| unit.cost)
    }

    fn marks(&self, index: usize) -> Marks {
        self.units.get(index).map_or(Marks::NONE, |unit| unit.marks)
    }

    /// Where the line from `start` ends that has `width` cells.
    fn pick(&self, start: usize, width: u32) -> (usize, Way) {
        let fits = self.fitting(start, width);
        if fits >= self.units.len() {
            return (self.units.len(), Way::End);
        }
        if fits == start {
            return (self.forced(start), Way::Forced);
        }
        if self.cost(fits) == LEGAL {
            return (fits, Way::Fit);
        }
        let legal = self.last(start, fits, |cost| cost == LEGAL);
        let next = self.next_legal(fits, legal.unwrap_or(start), width);
        if let Some(way) = self.beyond(start, next, width) {
            return (next, way);
        }
        let Some(legal) = legal else {
            return self
                .bend(start, fits, 2..=7)
                .unwrap_or((self.forced(start), Way::Forced));
        };
        if self.natural(start, legal) * 2 < width {
            if self.hangs_behind_mark(start, next, width) {
                return (next, Way::Hang);
            }
            let bent = self.bend(legal, fits, 2..=ADDRESS).or_else(|| {
                // What cannot be broken is longer than a line: cut it here and not later.
                let long = self.natural(legal, next) > u32::from(self.room.measure);
                long.then(|| self.cut(legal, fits)).flatten()
            });
            if let Some(bent) = bent {
                return bent;
            }
        }
        (legal, Way::Out)
    }

    /// The end of the longest stretch from `start` that is at most `width` cells; `start` if none is.
    fn fitting(&self, start: usize, width: u32) -> usize {
        let Some(first) = self.units.get(start) else {
            return start;
        };
        let limit = first.x + width;
        // Few units have no width, so the end is rarely farther than there are cells.
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

    /// One unit and what has no width of its own behind it.
    fn forced(&self, start: usize) -> usize {
        let glued = |unit: &&Unit| unit.width == 0 && unit.cost != LEGAL;
        start + 1 + self.units.iter().skip(start + 1).take_while(glued).count()
    }

    /// The last break in `start+1..=end` of a cost that is wanted.
    fn last(&self, start: usize, end: usize, wanted: impl Fn(Cost) -> bool) -> Option<usize> {
        (start + 1..=end).rev().find(|&i| wanted(self.cost(i)))
    }

    /// The first legal break behind `fits`; or a place so far off that its distance says enough: too
    /// far to be drawn near, and farther than a line from `legal`.
    fn next_legal(&self, fits: usize, legal: usize, width: u32) -> usize {
        let measure = u32::from(self.room.measure);
        let start = self.units.get(legal).map_or(0, |unit| unit.x);
        let line = self.units.get(fits).map_or(0, |unit| unit.end);
        let far = (start + measure).max(line + width) + DRAWN_IN;
        let mut i = fits + 1;
        while i < self.units.len() && self.cost(i) != LEGAL {
            if self.units.get(i).is_some_and(|unit| unit.end > far) {
                break;
            }
            i += 1;
        }
        i
    }

    /// Whether the line may end at `next`, though that is beyond its width.
    fn beyond(&self, start: usize, next: usize, width: u32) -> Option<Way> {
        if self.cost(next) != LEGAL {
            return None;
        }
        let natural = self.natural(start, next);
        let hung = self.hung_alone(start, next);
        if hung > 0 && natural - hung <= width {
            return Some(Way::Hang);
        }
        let over = natural.saturating_sub(width);
        let gaps = || (start + 1..next).map(|i| self.gap(i)).sum::<u32>();
        // All go or none: what is drawn in is drawn in evenly (CLREQ 3.1.12), not before a number and not behind it.
        (1..=DRAWN_IN)
            .contains(&over)
            .then(gaps)
            .filter(|gaps| (over..=over + DRAWN_IN).contains(gaps))
            .map(|_| Way::In)
    }

    /// Whether the stop behind a closing mark may hang for once, so that a line need not be half empty, or the
    /// next begin with the stop: `（Latin）` and a stop are one piece that fills a line.
    fn hangs_behind_mark(&self, start: usize, next: usize, width: u32) -> bool {
        let end = self.trimmed(start, next);
        let is_one_of_two = end >= start + 3
            && self.marks(end - 2).has(Marks::ENDS)
            && !self.marks(end - 3).has(Marks::ENDS);
        let stop = self.stop(start, end);
        self.cost(next) == LEGAL
            && is_one_of_two
            && stop > 0
            && self.natural(start, end) - stop <= width
    }

    /// Cells of the stop at the end of `start..end`, if it may hang: one mark, and not one of several.
    fn hung_alone(&self, start: usize, end: usize) -> u32 {
        let end = self.trimmed(start, end);
        if end < start + 2 || self.marks(end - 2).has(Marks::ENDS) {
            return 0;
        }
        self.stop(start, end)
    }

    /// Cells of the stop that hangs at the end of a line `start..end`.
    pub(crate) fn hung(&self, start: usize, end: usize) -> u32 {
        self.stop(start, self.trimmed(start, end))
    }

    /// Cells of the stop at the end of `start..end` that has no blanks there, if it is one that may hang.
    fn stop(&self, start: usize, end: usize) -> u32 {
        if self.hanging == Hanging::Forbidden || end < start + 2 {
            return 0;
        }
        let (mark, before) = (self.marks(end - 1), self.marks(end - 2));
        let may = mark.has(Marks::HANGS) || mark.has(Marks::HANGS_ON_HAN) && before.has(Marks::HAN);
        let width = self.units.get(end - 1).map_or(0, |unit| unit.width);
        if may && width <= MARGIN {
            u32::from(width)
        } else {
            0
        }
    }

    /// `end` without the blanks before it.
    pub(crate) fn trimmed(&self, start: usize, end: usize) -> usize {
        let solid = |&i: &usize| !self.marks(i).has(Marks::BLANK);
        (start..end).rev().find(solid).map_or(start, |i| i + 1)
    }

    /// The cheapest bent break in `from+1..=to`, the last of its cost.
    fn bend(
        &self,
        from: usize,
        to: usize,
        costs: std::ops::RangeInclusive<Cost>,
    ) -> Option<(usize, Way)> {
        costs.into_iter().find_map(|most| {
            let at = self.last(from, to, |cost| cost <= most)?;
            Some((at, Way::Bent(most)))
        })
    }

    /// As [`bend`](Self::bend), inside something too long for any line: an opening mark ends no line.
    fn cut(&self, from: usize, to: usize) -> Option<(usize, Way)> {
        [4, 6].into_iter().find_map(|most| {
            let at = self.last(from, to, |cost| cost <= most && cost != 5)?;
            Some((at, Way::Bent(most)))
        })
    }

    /// Gives a last line of a single character another one from the line above.
    fn mend(&self, lines: &mut [Pick]) {
        let count = lines.len();
        let [.., above, last] = lines else { return };
        if !self.is_orphan(last) {
            return;
        }
        let width = self.width(count - 2);
        let below = self.width(count - 1);
        for at in (above.start + 1..self.trimmed(above.start, above.end)).rev() {
            if self.natural(above.start, at) * 2 < width || self.natural(at, last.end) > below {
                return;
            }
            if self.cost(at) == LEGAL {
                above.end = at;
                above.way = Way::Orphan;
                last.start = at;
                return;
            }
        }
    }

    /// Whether a line is one ideograph, and marks.
    fn is_orphan(&self, line: &Pick) -> bool {
        let rest = Marks::BLANK.with(Marks::ENDS).with(Marks::PAIRED);
        let mut core = (line.start..line.end)
            .map(|i| self.marks(i))
            .filter(|marks| !marks.has(rest));
        core.next().is_some_and(|marks| marks.has(Marks::HAN)) && core.next().is_none()
    }
}
