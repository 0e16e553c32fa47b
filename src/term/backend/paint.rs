//! Conversion of cells to bytes: the glyphs of a row to draw, the cursor moves between them, and erasing where
//! it is shorter. Tracks the cursor position, which may be unknown.

use super::super::grid::lead_width;
use super::scroll::RowScroll;
use crate::term::hyperlink::LinkTable;
use crate::term::sgr::Pen;
use crate::term::width_confidence::{WidthConfidence, width_confidence};
use ratatui::buffer::{Cell, CellDiffOption};
use ratatui::layout::Position;

/// Minimum number of blank cells for which erasing to the end of the line is shorter than printing.
const MIN_ERASE_CELLS: usize = 4;

/// Writer of the rows of a frame.
pub(crate) struct Painter<'b> {
    out: &'b mut Vec<u8>,
    pen: Pen,
    links: &'b LinkTable,
    /// Address of the link that is open.
    link: Option<&'b str>,
    row: Option<u16>,
    column: Option<u16>,
    /// Leads of the current row to be drawn; kept to reuse the allocation.
    dirty: Vec<bool>,
}

impl<'b> Painter<'b> {
    /// Creates a painter for a terminal with the default pen and an unknown cursor.
    pub(crate) fn new(out: &'b mut Vec<u8>, links: &'b LinkTable) -> Self {
        Self {
            out,
            pen: Pen::default(),
            links,
            link: None,
            row: None,
            column: None,
            dirty: Vec::new(),
        }
    }

    /// Erases the whole screen.
    pub(crate) fn erase_all(&mut self) {
        self.pen.switch_to(Pen::default(), self.out);
        self.out.extend_from_slice(b"\x1b[2J");
    }

    /// Moves rows. The cursor is unknown afterwards: terminals differ in where these commands leave it.
    pub(crate) fn scroll_rows(&mut self, shift: &RowScroll) {
        self.pen.switch_to(Pen::default(), self.out);
        shift.write(self.out);
        (self.row, self.column) = (None, None);
    }

    /// Resets the pen to the default.
    pub(crate) fn finish(&mut self) {
        self.switch_link(None);
        self.pen.switch_to(Pen::default(), self.out);
    }

    /// Ends the open link and begins another.
    fn switch_link(&mut self, link: Option<&'b str>) {
        if self.link == link {
            return;
        }
        self.link = link;
        self.out.extend_from_slice(b"\x1b]8;;");
        self.out
            .extend_from_slice(link.unwrap_or_default().as_bytes());
        self.out.extend_from_slice(b"\x1b\\");
    }

    /// Draws the differences between row `y` of `next` and of `screen`.
    pub(crate) fn draw_row(&mut self, y: u16, next: &[Cell], screen: &[Cell]) {
        if !self.mark_dirty(next, screen) {
            return;
        }
        let tail = next
            .iter()
            .rposition(|cell| {
                cell.symbol() != " "
                    || is_covered(cell)
                    || !Pen::for_cell(cell).is_erasable()
                    || self.links.address_of(cell).is_some()
            })
            .map_or(0, |last| last + 1);
        let blanks = self.dirty[tail..].iter().filter(|&&dirty| dirty).count();
        let end = if blanks >= MIN_ERASE_CELLS {
            tail
        } else {
            next.len()
        };
        let mut x = 0;
        while x < end {
            if self.dirty[x] {
                self.move_cursor(y, x, next);
                self.draw_glyph(y, x, next);
            }
            x += usize::from(lead_width(&next[x]));
        }
        if end < next.len() {
            let first = (tail..next.len()).find(|&x| self.dirty[x]).unwrap_or(tail);
            self.switch_link(None);
            self.move_to(first as u16, y);
            self.pen.switch_to(Pen::default(), self.out);
            self.out.extend_from_slice(b"\x1b[K");
        }
    }

    /// Marks the leads to be drawn: changed glyphs, and those that a redrawn glyph of uncertain width may
    /// overwrite. Returns whether there are any.
    fn mark_dirty(&mut self, next: &[Cell], screen: &[Cell]) -> bool {
        self.dirty.clear();
        self.dirty.resize(next.len(), false);
        let (mut x, mut run_over, mut any) = (0, 0, false);
        while let Some(cell) = next.get(x) {
            let end = (x + usize::from(lead_width(cell))).min(next.len());
            let changed = next[x..end] != screen[x..end];
            if changed || x < run_over {
                self.dirty[x] = true;
                any = true;
                run_over =
                    run_over.max(x + usize::from(width_confidence(cell.symbol()).max_cells()));
            }
            x = end;
        }
        any
    }

    /// Draws the glyph at `x` and tracks the cursor after it.
    fn draw_glyph(&mut self, y: u16, x: usize, row: &[Cell]) {
        let cell = &row[x];
        let width = lead_width(cell);
        let column = x as u16;
        let last = x + usize::from(width) >= row.len();
        let ink = Pen::for_cell(cell);
        self.switch_link(self.links.address_of(cell));
        if cell.symbol() != " " || !self.pen.can_print_blank(ink) {
            self.pen.switch_to(ink, self.out);
        }
        let sure = width_confidence(cell.symbol());
        if let WidthConfidence::Exact(_) = sure {
            self.out.extend_from_slice(cell.symbol().as_bytes());
            // After the last column the cursor waits on some terminals and stays on others.
            self.column = (!last).then_some(column + width);
            return;
        }
        if width > 1 || matches!(sure, WidthConfidence::Unknown(_)) {
            self.blank_under(column, width);
        }
        self.out.extend_from_slice(cell.symbol().as_bytes());
        self.column = None;
        if x + usize::from(sure.max_cells()) >= row.len() {
            self.row = None;
        }
        if last && width == 1 && x > 0 {
            // Some terminals move a glyph too wide for the last cell back by a column.
            let before = (0..x).rev().find(|&at| !is_covered(&row[at])).unwrap_or(0);
            if let WidthConfidence::Exact(_) = width_confidence(row[before].symbol()) {
                self.move_cursor(y, before, row);
                self.draw_glyph(y, before, row);
            }
        }
    }

    /// Blanks the cells under a glyph of uncertain width, which may cover fewer, and moves the cursor back.
    /// The cells are printed rather than erased: of a wide glyph erased by half (ECH), tmux 3.3 keeps the other
    /// half and treats the text printed before it as its first half. Terminals also differ in the colour they
    /// erase with.
    fn blank_under(&mut self, column: u16, width: u16) {
        self.out
            .extend(std::iter::repeat_n(b' ', usize::from(width)));
        move_to_column(self.out, column);
    }

    /// Moves to `x`, `y`; reprints the cells between if that is shorter than a move.
    fn move_cursor(&mut self, y: u16, x: usize, row: &[Cell]) {
        let from = match self.column {
            Some(column) if self.row == Some(y) && usize::from(column) < x => usize::from(column),
            _ => return self.move_to(x as u16, y),
        };
        if row[from..x].iter().all(|cell| self.can_reprint(cell))
            && row[from..x].iter().map(reprint_len).sum::<usize>() <= 4
        {
            for cell in row[from..x].iter().filter(|cell| !is_covered(cell)) {
                self.out.extend_from_slice(cell.symbol().as_bytes());
            }
            self.column = Some(x as u16);
        } else {
            self.move_to(x as u16, y);
        }
    }

    /// Returns whether an unchanged cell can be printed again with the current pen.
    fn can_reprint(&self, cell: &Cell) -> bool {
        let ink = Pen::for_cell(cell);
        is_covered(cell)
            || matches!(width_confidence(cell.symbol()), WidthConfidence::Exact(_))
                && self.links.address_of(cell) == self.link
                && (ink == self.pen || cell.symbol() == " " && self.pen.can_print_blank(ink))
    }

    /// Moves to `x`, `y` by the shortest move that is safe from the current position.
    fn move_to(&mut self, x: u16, y: u16) {
        let here = (self.row, self.column);
        (self.row, self.column) = (Some(y), Some(x));
        if here == (Some(y), Some(x)) {
            return;
        }
        let absolute = absolute_len(Position { x, y });
        if here.0 == Some(y) {
            let column = if x == 0 { 1 } else { command_len(x + 1) };
            match here.1.and_then(|from| x.checked_sub(from)) {
                Some(right) if command_len(right) < column.min(absolute) => {
                    return push_command(self.out, right, b'C');
                }
                _ if column < absolute => return move_to_column(self.out, x),
                _ => {}
            }
        } else if here.0.is_some_and(|row| row + 1 == y) {
            let right = if x > 0 { command_len(x) } else { 0 };
            if 2 + right < absolute {
                self.out.extend_from_slice(b"\r\n");
                if x > 0 {
                    push_command(self.out, x, b'C');
                }
                return;
            }
        }
        move_absolute(self.out, Position { x, y });
    }
}

/// Appends the move to a column of the current row.
fn move_to_column(out: &mut Vec<u8>, x: u16) {
    match x {
        0 => out.push(b'\r'),
        _ => push_command(out, x + 1, b'G'),
    }
}

/// Appends the move to a place on the screen; parameters of value 1 are omitted.
pub(crate) fn move_absolute(out: &mut Vec<u8>, to: Position) {
    out.extend_from_slice(b"\x1b[");
    if to.y > 0 {
        push_number(out, to.y + 1);
    }
    if to.x > 0 {
        out.push(b';');
        push_number(out, to.x + 1);
    }
    out.push(b'H');
}

/// Returns the length in bytes of [`move_absolute`].
fn absolute_len(to: Position) -> usize {
    let row = if to.y > 0 { digit_count(to.y + 1) } else { 0 };
    let column = if to.x > 0 {
        1 + digit_count(to.x + 1)
    } else {
        0
    };
    3 + row + column
}

/// Appends a control sequence with one count, omitted if it is 1.
fn push_command(out: &mut Vec<u8>, count: u16, last: u8) {
    out.extend_from_slice(b"\x1b[");
    if count != 1 {
        push_number(out, count);
    }
    out.push(last);
}

/// Returns the length in bytes of [`push_command`].
fn command_len(count: u16) -> usize {
    if count == 1 {
        3
    } else {
        3 + digit_count(count)
    }
}

/// Returns the number of decimal digits.
fn digit_count(number: u16) -> usize {
    match number {
        0..=9 => 1,
        10..=99 => 2,
        100..=999 => 3,
        1000..=9999 => 4,
        10000.. => 5,
    }
}

/// Appends a number in decimal.
fn push_number(out: &mut Vec<u8>, number: u16) {
    let start = out.len();
    let mut rest = number;
    loop {
        out.push(b'0' + (rest % 10) as u8);
        rest /= 10;
        if rest == 0 {
            break;
        }
    }
    out[start..].reverse();
}

/// Returns whether the cell is a later part of a wide glyph.
fn is_covered(cell: &Cell) -> bool {
    cell.diff_option == CellDiffOption::Skip
}

/// Returns the bytes needed to print a cell again.
fn reprint_len(cell: &Cell) -> usize {
    if is_covered(cell) {
        0
    } else {
        cell.symbol().len()
    }
}
