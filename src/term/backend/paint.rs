//! From cells to bytes: which glyphs of a row to draw, how to get from one to the next, and when to
//! erase instead. Knows where the cursor is, or that it does not know.

use super::super::certainty::{Certainty, certainty};
use super::super::grid::lead_width;
use super::super::ink::Ink;
use super::shift::Shift;
use ratatui::buffer::{Cell, CellDiffOption};
use ratatui::layout::Position;
use std::io::Write as _;

/// Blank cells from which on erasing to the end of the line is shorter than printing them.
const WORTH_ERASING: usize = 4;

/// Appends the bytes of a frame's rows.
pub(super) struct Painter<'b> {
    out: &'b mut Vec<u8>,
    ink: Ink,
    row: Option<u16>,
    column: Option<u16>,
    /// Which leads of the row at hand are to be drawn; kept to save its allocation.
    dirty: Vec<bool>,
}

impl<'b> Painter<'b> {
    /// A painter on a terminal with the default ink whose cursor is anywhere.
    pub(super) fn new(out: &'b mut Vec<u8>) -> Self {
        Self {
            out,
            ink: Ink::default(),
            row: None,
            column: None,
            dirty: Vec::new(),
        }
    }

    /// Erases the whole screen.
    pub(super) fn erase_all(&mut self) {
        self.ink.change(Ink::default(), self.out);
        self.out.extend_from_slice(b"\x1b[2J");
    }

    /// Moves rows. The cursor is then anywhere: terminals differ in where these commands leave it.
    pub(super) fn shift(&mut self, shift: &Shift) {
        self.ink.change(Ink::default(), self.out);
        shift.write(self.out);
        (self.row, self.column) = (None, None);
    }

    /// Leaves the ink at its default.
    pub(super) fn finish(&mut self) {
        self.ink.change(Ink::default(), self.out);
    }

    /// Draws what differs between what row `y` shall show and what it shows.
    pub(super) fn row(&mut self, y: u16, next: &[Cell], screen: &[Cell]) {
        if !self.mark(next, screen) {
            return;
        }
        let tail = next
            .iter()
            .rposition(|cell| cell.symbol() != " " || covered(cell) || !Ink::of(cell).is_erasable())
            .map_or(0, |last| last + 1);
        let blanks = self.dirty[tail..].iter().filter(|&&dirty| dirty).count();
        let end = if blanks >= WORTH_ERASING {
            tail
        } else {
            next.len()
        };
        let mut x = 0;
        while x < end {
            if self.dirty[x] {
                self.reach(y, x, next);
                self.glyph(y, x, next);
            }
            x += usize::from(lead_width(&next[x]));
        }
        if end < next.len() {
            let first = (tail..next.len()).find(|&x| self.dirty[x]).unwrap_or(tail);
            self.move_to(first as u16, y);
            self.ink.change(Ink::default(), self.out);
            self.out.extend_from_slice(b"\x1b[K");
        }
    }

    /// Marks the leads to be drawn: what changed, and what an unsure glyph that is drawn anew may
    /// run over. Whether there are any.
    fn mark(&mut self, next: &[Cell], screen: &[Cell]) -> bool {
        self.dirty.clear();
        self.dirty.resize(next.len(), false);
        let (mut x, mut run_over, mut any) = (0, 0, false);
        while let Some(cell) = next.get(x) {
            let end = (x + usize::from(lead_width(cell))).min(next.len());
            let changed = next[x..end] != screen[x..end];
            if changed || x < run_over {
                self.dirty[x] = true;
                any = true;
                run_over = run_over.max(x + usize::from(certainty(cell.symbol()).reach()));
            }
            x = end;
        }
        any
    }

    /// Draws the glyph at `x` and notes where the cursor is afterwards.
    fn glyph(&mut self, y: u16, x: usize, row: &[Cell]) {
        let cell = &row[x];
        let width = lead_width(cell);
        let column = x as u16;
        let last = x + usize::from(width) >= row.len();
        let ink = Ink::of(cell);
        if cell.symbol() != " " || !self.ink.prints_blank(ink) {
            self.ink.change(ink, self.out);
        }
        let sure = certainty(cell.symbol());
        if let Certainty::Sure(_) = sure {
            self.out.extend_from_slice(cell.symbol().as_bytes());
            // Past the last column the cursor waits on some terminals and stays on others.
            self.column = (!last).then_some(column + width);
            return;
        }
        if width > 1 || matches!(sure, Certainty::Wild(_)) {
            self.blank_under(column, width);
        }
        self.out.extend_from_slice(cell.symbol().as_bytes());
        self.column = None;
        if x + usize::from(sure.reach()) >= row.len() {
            self.row = None;
        }
        if last && width == 1 && x > 0 {
            // A glyph too wide for the last cell is pushed back by some terminals.
            let before = (0..x).rev().find(|&at| !covered(&row[at])).unwrap_or(0);
            if let Certainty::Sure(_) = certainty(row[before].symbol()) {
                self.reach(y, before, row);
                self.glyph(y, before, row);
            }
        }
    }

    /// Blanks the cells under an unsure glyph, since it may draw fewer; the cursor stays.
    fn blank_under(&mut self, column: u16, width: u16) {
        if self.ink.is_erasable() {
            command(self.out, width, b'X');
        } else {
            // Terminals differ in the colour they erase with, not in the one they print with.
            self.out
                .extend(std::iter::repeat_n(b' ', usize::from(width)));
            absolute_column(self.out, column);
        }
    }

    /// Goes to `x`, `y`, printing what lies between if that is shorter than a move.
    fn reach(&mut self, y: u16, x: usize, row: &[Cell]) {
        let from = match self.column {
            Some(column) if self.row == Some(y) && usize::from(column) < x => usize::from(column),
            _ => return self.move_to(x as u16, y),
        };
        if row[from..x].iter().all(|cell| self.bridges(cell))
            && row[from..x].iter().map(bridge_bytes).sum::<usize>() <= 4
        {
            for cell in row[from..x].iter().filter(|cell| !covered(cell)) {
                self.out.extend_from_slice(cell.symbol().as_bytes());
            }
            self.column = Some(x as u16);
        } else {
            self.move_to(x as u16, y);
        }
    }

    /// Whether an unchanged cell can be printed again with the ink at hand.
    fn bridges(&self, cell: &Cell) -> bool {
        let ink = Ink::of(cell);
        covered(cell)
            || matches!(certainty(cell.symbol()), Certainty::Sure(_))
                && (ink == self.ink || cell.symbol() == " " && self.ink.prints_blank(ink))
    }

    /// Goes to `x`, `y` by the shortest of the moves that are safe from here.
    fn move_to(&mut self, x: u16, y: u16) {
        let here = (self.row, self.column);
        (self.row, self.column) = (Some(y), Some(x));
        let mut absolute = Vec::with_capacity(12);
        move_absolute(&mut absolute, Position { x, y });
        let mut relative = Vec::with_capacity(12);
        match here {
            (Some(row), Some(column)) if (row, column) == (y, x) => return,
            (Some(row), column) if row == y => {
                absolute_column(&mut relative, x);
                if let Some(right) = column.and_then(|column| x.checked_sub(column)) {
                    let mut forward = Vec::with_capacity(8);
                    command(&mut forward, right, b'C');
                    if forward.len() < relative.len() {
                        relative = forward;
                    }
                }
            }
            (Some(row), _) if row + 1 == y => {
                relative.extend_from_slice(b"\r\n");
                if x > 0 {
                    command(&mut relative, x, b'C');
                }
            }
            _ => relative.clone_from(&absolute),
        }
        self.out
            .extend_from_slice(if relative.len() < absolute.len() {
                &relative
            } else {
                &absolute
            });
    }
}

/// Appends the move to a column of the row at hand.
fn absolute_column(out: &mut Vec<u8>, x: u16) {
    match x {
        0 => out.push(b'\r'),
        _ => command(out, x + 1, b'G'),
    }
}

/// Appends the move to a place on the screen.
pub(super) fn move_absolute(out: &mut Vec<u8>, to: Position) {
    let (row, column) = (u32::from(to.y) + 1, u32::from(to.x) + 1);
    match (row, column) {
        (1, 1) => out.extend_from_slice(b"\x1b[H"),
        (_, 1) => write!(out, "\x1b[{row}H").expect("a Vec takes every write"),
        (1, _) => write!(out, "\x1b[;{column}H").expect("a Vec takes every write"),
        _ => write!(out, "\x1b[{row};{column}H").expect("a Vec takes every write"),
    }
}

/// Appends a control sequence with one count, left out when it is 1.
fn command(out: &mut Vec<u8>, count: u16, last: u8) {
    out.extend_from_slice(b"\x1b[");
    if count != 1 {
        write!(out, "{count}").expect("a Vec takes every write");
    }
    out.push(last);
}

/// Whether the cell is the further part of a wide glyph.
fn covered(cell: &Cell) -> bool {
    cell.diff_option == CellDiffOption::Skip
}

/// Bytes to print a cell again.
fn bridge_bytes(cell: &Cell) -> usize {
    if covered(cell) {
        0
    } else {
        cell.symbol().len()
    }
}
