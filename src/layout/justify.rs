//! Cells added to or taken from a line: gaps dropped to fit one more cluster (push-in), cells added to reach
//! the measure (justification), long runs of blanks made shorter to keep a line whole.
//! All or nothing, because a line stretched halfway looks worse than a ragged one. Never between two Han, where
//! a cell would be half a character.

use super::cluster_flags::ClusterFlags;
use super::line_breaker::{LineBreaker, PickedLine};
use super::unit::Unit;
use std::ops::Range;

/// Units before which a line is a cell wider or narrower than the line without end, ascending.
#[derive(Debug, Default)]
pub(crate) struct Justification {
    places: Vec<(usize, i8)>,
    /// Blanks that are not drawn, ascending.
    dropped: Vec<usize>,
}

/// Least width in cells of a run of blanks that sets columns, and the width that it keeps.
const MIN_FILLER_CELLS: u32 = 4;
const KEPT_FILLER_CELLS: u32 = 2;

/// Cells that the dots before a page number keep.
const KEPT_LEADER_CELLS: u32 = 3;

impl Justification {
    /// Removes all shifts.
    pub(crate) fn clear(&mut self) {
        self.places.clear();
        self.dropped.clear();
    }

    /// Returns whether a unit is not drawn.
    pub(crate) fn drops(&self, unit: usize) -> bool {
        self.dropped.binary_search(&unit).is_ok()
    }

    /// Takes `excess` cells out of the runs of blanks of a whole segment, from the longest first. Returns whether they
    /// have so many to give; otherwise nothing changes.
    pub(crate) fn shrink_fillers(&mut self, breaker: &LineBreaker<'_>, excess: u32) -> bool {
        let mut runs = fillers(breaker);
        let spare: u32 = runs
            .iter()
            .map(|run| run.cells.saturating_sub(KEPT_FILLER_CELLS))
            .sum();
        if spare < excess {
            return false;
        }
        let mut taken = 0;
        while taken < excess {
            let longest = runs.iter_mut().max_by_key(|run| run.cells);
            let Some(run) = longest.filter(|run| run.cells > KEPT_FILLER_CELLS) else {
                break;
            };
            run.end -= 1;
            let width = breaker.units.get(run.end).map_or(0, |unit| unit.width);
            run.cells = run.cells.saturating_sub(u32::from(width));
            taken += u32::from(width);
            self.dropped.push(run.end);
            self.places.push((run.end + 1, -(width as i8)));
        }
        self.places.sort_unstable();
        self.dropped.sort_unstable();
        taken >= excess
    }

    /// Iterates over the shifts, ascending: unit and cells.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (usize, i8)> {
        self.places.iter().copied()
    }

    /// Removes the gaps of a line.
    pub(crate) fn drop_gaps(&mut self, breaker: &LineBreaker<'_>, pick: &PickedLine) {
        let end = breaker.trimmed_end(pick.start, pick.end);
        let gaps = (pick.start + 1..end).filter(|&i| breaker.gap_before(i) > 0);
        self.places.extend(gaps.map(|i| (i, -1)));
    }

    /// Adds `spare` cells to a line, at most one per place, if there are places for all. Order of the places:
    /// word spaces, gaps between scripts, after closing marks and before opening ones.
    pub(crate) fn distribute(&mut self, breaker: &LineBreaker<'_>, pick: &PickedLine, spare: u32) {
        let end = breaker.trimmed_end(pick.start, pick.end);
        let mut need = spare as usize;
        let ranked = |rank| {
            (pick.start + 1..end).filter(move |&i| self::stretch_rank(breaker, i) == Some(rank))
        };
        let counts = [0, 1, 2].map(|rank| ranked(rank).count());
        if need == 0 || counts.iter().sum::<usize>() < need {
            return;
        }
        for (rank, count) in (0..).zip(counts) {
            if need >= count {
                self.places.extend(ranked(rank).map(|i| (i, 1)));
                need -= count;
            } else {
                let places: Vec<_> = ranked(rank).collect();
                let even = (0..need).filter_map(|t| places.get((2 * t + 1) * count / (2 * need)));
                self.places.extend(even.map(|&i| (i, 1)));
                break;
            }
        }
        self.places.sort_unstable();
    }
}

/// Returns the units of a line without as many dots as are too many for `room` cells.
pub(crate) fn shortened(units: &[Unit], dots: Range<usize>, room: u32) -> Vec<Unit> {
    let mut units = units.to_vec();
    let start = units.first().map_or(0, |unit| unit.x);
    let width = units
        .last()
        .map_or(0, |unit| unit.end.saturating_sub(start));
    let mut excess = width.saturating_sub(room);
    let run = units.get(dots.clone()).unwrap_or_default();
    let mut left: u32 = run.iter().map(|unit| u32::from(unit.width)).sum();
    // The last dots are dropped.
    let mut kept = dots.end;
    for (index, unit) in run.iter().enumerate().rev() {
        let cells = u32::from(unit.width);
        if excess == 0 || left < KEPT_LEADER_CELLS + cells {
            break;
        }
        kept = dots.start + index;
        left -= cells;
        excess = excess.saturating_sub(cells);
    }
    let mut given = 0;
    for (index, unit) in units.iter_mut().enumerate() {
        unit.x -= given;
        if (kept..dots.end).contains(&index) {
            given += u32::from(unit.width);
            unit.width = 0;
        }
        unit.end = unit.end.saturating_sub(given);
    }
    units
}

/// Run of blanks within a segment, as far as it is still drawn.
struct Filler {
    /// Unit after its last drawn blank.
    end: usize,
    cells: u32,
}

/// Returns the long runs of blanks of a segment. A tab is not one of them: it has a place of its own.
fn fillers(breaker: &LineBreaker<'_>) -> Vec<Filler> {
    let mut runs: Vec<Filler> = Vec::new();
    let mut run = Filler { end: 0, cells: 0 };
    for (index, unit) in breaker.units.iter().enumerate() {
        if unit.flags.has(ClusterFlags::BLANK) && unit.width <= 2 {
            run.end = index + 1;
            run.cells += u32::from(unit.width);
        } else if run.cells >= MIN_FILLER_CELLS {
            runs.push(std::mem::replace(&mut run, Filler { end: 0, cells: 0 }));
        } else {
            run.cells = 0;
        }
    }
    runs
}

/// Returns the priority of adding a cell before a unit, 0 first; `None` if never.
fn stretch_rank(breaker: &LineBreaker<'_>, i: usize) -> Option<u8> {
    let [Some(last), Some(unit)] = [i.wrapping_sub(1), i].map(|i| breaker.units.get(i)) else {
        return None;
    };
    let (before, after) = (last.flags, unit.flags);
    let rest = ClusterFlags::ENDS.with(ClusterFlags::PAIRED);
    if before.has(ClusterFlags::BLANK) && last.width > 0 && !after.has(ClusterFlags::BLANK) {
        Some(0)
    } else if breaker.gap_before(i) > 0 {
        Some(1)
    } else if before.has(ClusterFlags::SPACIOUS) && !after.has(rest)
        || after.has(ClusterFlags::OPEN) && !before.has(ClusterFlags::OPEN)
    {
        Some(2)
    } else {
        None
    }
}
