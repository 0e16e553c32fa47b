//! Scrolling of rows instead of redrawing: if most of a page has moved up or down, lines are deleted or
//! inserted within those rows, and only the new ones are drawn. Scrolling by a line then costs as little as in
//! `less`, not a whole page.
//!
//! The move is found by comparing screens; the application only draws the wanted screen.

use super::super::grid::Grid;
use ratatui::buffer::Cell;
use std::io::Write as _;
use std::ops::Range;

/// Minimum number of saved rows for which a scroll is worth its bytes and flicker.
pub(crate) const MIN_SCROLL_ROWS: usize = 3;

/// Rows that move together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct RowScroll {
    /// Rows within which everything moves; rows that leave are lost, rows that come in are blank.
    pub(crate) region: Range<u16>,
    /// Distance up (positive) or down (negative).
    pub(crate) rows_up: i32,
}

impl RowScroll {
    /// Returns the scroll that saves the most rows between `screen` and `next`, both of `height` rows; `None`
    /// if it saves too few.
    pub(crate) fn find(next: &Grid, screen: &Grid, height: u16) -> Option<Self> {
        let hashes = |grid: &Grid| -> Vec<u64> { (0..height).map(|y| hash(grid.row(y))).collect() };
        let (next, screen) = (hashes(next), hashes(screen));
        let changed = next.iter().zip(&screen).filter(|(new, old)| new != old);
        if changed.count() < MIN_SCROLL_ROWS {
            return None;
        }
        let rows = i32::from(height);
        let (saved, up, run) = (1 - rows..rows)
            .filter(|&up| up != 0)
            .flat_map(|up| matching_runs(&next, &screen, up))
            .max_by_key(|(saved, up, _)| (*saved, -up.abs()))?;
        if saved < MIN_SCROLL_ROWS {
            return None;
        }
        let distance = up.unsigned_abs() as u16;
        let region = if up > 0 {
            run.start..run.end + distance
        } else {
            run.start - distance..run.end
        };
        Some(Self {
            region,
            rows_up: up,
        })
    }

    /// Appends the commands. The pen is the default before and after; the cursor is unknown afterwards.
    /// Lines are deleted and inserted rather than scrolled, because every terminal can do that.
    pub(crate) fn write(&self, out: &mut Vec<u8>) {
        let (top, bottom) = (self.region.start + 1, self.region.end);
        let count = self.rows_up.unsigned_abs();
        let command = if self.rows_up > 0 { 'M' } else { 'L' };
        write!(
            out,
            "\x1b[{top};{bottom}r\x1b[{top}H\x1b[{count}{command}\x1b[r"
        )
        .expect("a Vec takes every write");
    }
}

/// Returns the runs of rows that are `up` rows higher in `next` than in `screen`: number of rows in the run
/// that would otherwise be drawn, `up`, and rows in `next`.
fn matching_runs(next: &[u64], screen: &[u64], up: i32) -> Vec<(usize, i32, Range<u16>)> {
    let mut runs: Vec<(usize, i32, Range<u16>)> = Vec::new();
    for (y, new) in next.iter().enumerate() {
        let from = usize::try_from(y as i32 + up).ok();
        if from.and_then(|from| screen.get(from)) != Some(new) {
            continue;
        }
        let saved = usize::from(screen[y] != *new);
        match runs.last_mut() {
            Some((sum, _, run)) if usize::from(run.end) == y => {
                *sum += saved;
                run.end += 1;
            }
            _ => runs.push((saved, up, y as u16..y as u16 + 1)),
        }
    }
    runs
}

/// Returns a hash of a row's text, without colours: a moved row that still differs is redrawn cell by cell.
/// Multiplication and rotation, because the standard hasher resists attacks and takes a third of the time of a
/// frame.
fn hash(row: &[Cell]) -> u64 {
    row.iter().fold(0, |hash: u64, cell| {
        let symbol = cell.symbol().as_bytes();
        let mut word = [0; 8];
        let len = symbol.len().min(word.len());
        word[..len].copy_from_slice(&symbol[..len]);
        let word = u64::from_le_bytes(word);
        (hash.rotate_left(5) ^ word).wrapping_mul(0x9E37_79B9_7F4A_7C15)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Returns a grid whose rows each show one character.
    fn grid(rows: &str) -> Grid {
        let mut grid = Grid::new(4, rows.chars().count() as u16);
        for (y, row) in rows.chars().enumerate() {
            grid.set(0, y as u16, &Cell::from(row));
        }
        grid
    }

    #[test]
    fn the_shift_that_saves_most_is_found() {
        for (screen, next, want) in [
            ("abcdefg=", "bcdefgh=", Some((0..7, 1))),
            ("abcdefg=", "cdefghi=", Some((0..7, 2))),
            ("bcdefgh=", "abcdefg=", Some((0..7, -1))),
            ("=abcdef", "=defghi", Some((1..7, 3))),
            ("abcdefg=", "abcdefg=", None),
            ("abcdefg=", "hijklmn=", None),
            ("ab=", "bc=", None),
            ("", "", None),
            ("a", "b", None),
            ("       =", "abc    =", None),
        ] {
            let found = RowScroll::find(&grid(next), &grid(screen), next.chars().count() as u16);
            let found = found.map(|shift| (shift.region, shift.rows_up));
            assert_eq!(found, want, "{screen} to {next}");
        }
    }
}
