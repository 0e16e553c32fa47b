//! Content of a screen: cells with glyphs and styles, and the tearing of a glyph that loses one half.

use std::fmt;

/// Colour set by an SGR code.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Colour {
    /// Default colour of the terminal.
    #[default]
    Default,
    /// Colour of the palette; the sixteen named ones are 0 to 15.
    Indexed(u8),
    /// Red, green, blue.
    Rgb(u8, u8, u8),
}

/// Colours and attributes; `attributes` has one bit for each SGR code 1 to 9.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Style {
    /// Colour of the glyph.
    pub fg: Colour,
    /// Colour of the background.
    pub bg: Colour,
    /// Bit n is set by SGR n.
    pub attributes: u16,
}

impl Style {
    /// Returns whether SGR `code` (1 to 9) is on.
    pub fn has_attribute(self, code: u16) -> bool {
        self.attributes & (1 << code) != 0
    }

    /// Returns the part of the style visible on a blank: the background, and underline, blinking, reverse and
    /// strike-through with their colour.
    fn seen_on_blank(self) -> Self {
        let attributes = self.attributes & (1 << 4 | 1 << 5 | 1 << 6 | 1 << 7 | 1 << 9);
        Self {
            fg: if attributes == 0 {
                Colour::Default
            } else {
                self.fg
            },
            bg: self.bg,
            attributes,
        }
    }

    /// Applies SGR parameters; panics for one that the program never sends.
    pub fn apply(&mut self, parameters: &[u16]) {
        let mut rest = parameters.iter().copied();
        if parameters.is_empty() {
            *self = Self::default();
        }
        while let Some(code) = rest.next() {
            match code {
                0 => *self = Self::default(),
                1..=9 => self.attributes |= 1 << code,
                22 => self.attributes &= !(1 << 1 | 1 << 2),
                25 => self.attributes &= !(1 << 5 | 1 << 6),
                23 | 24 | 27 | 28 | 29 => self.attributes &= !(1 << (code - 20)),
                30..=37 => self.fg = Colour::Indexed(code as u8 - 30),
                38 => self.fg = extended(&mut rest),
                39 => self.fg = Colour::Default,
                40..=47 => self.bg = Colour::Indexed(code as u8 - 40),
                48 => self.bg = extended(&mut rest),
                49 => self.bg = Colour::Default,
                90..=97 => self.fg = Colour::Indexed(code as u8 - 82),
                100..=107 => self.bg = Colour::Indexed(code as u8 - 92),
                _ => panic!("SGR {code} is not on the list"),
            }
        }
    }
}

/// Parses the rest of `38;5;n` or `38;2;r;g;b`.
fn extended(rest: &mut impl Iterator<Item = u16>) -> Colour {
    let kind = rest.next();
    let mut byte = || u8::try_from(rest.next().expect("a colour is complete")).unwrap();
    match kind {
        Some(5) => Colour::Indexed(byte()),
        Some(2) => Colour::Rgb(byte(), byte(), byte()),
        _ => panic!("unknown kind of colour {kind:?}"),
    }
}

/// Cell of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    /// Characters drawn in the cell; empty in the second half of a wide glyph.
    pub text: String,
    /// Columns of the glyph that starts in the cell; 0 in the second half of a wide glyph.
    pub width: u8,
    /// Style of the cell.
    pub style: Style,
}

impl Cell {
    fn blank(style: Style) -> Self {
        Self {
            text: " ".to_owned(),
            width: 1,
            style,
        }
    }

    /// Returns the visible form of the cell: a blank shows only part of its style.
    fn as_seen(&self) -> Self {
        let mut seen = self.clone();
        if seen.text == " " {
            seen.style = seen.style.seen_on_blank();
        }
        seen
    }
}

/// Rows of cells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Screen {
    /// Number of columns.
    pub cols: usize,
    /// Number of rows.
    pub rows: usize,
    cells: Vec<Cell>,
}

impl Screen {
    /// Creates a blank screen.
    pub fn new(cols: usize, rows: usize) -> Self {
        Self {
            cols,
            rows,
            cells: vec![Cell::blank(Style::default()); cols * rows],
        }
    }

    /// Returns the cell in column `x` of row `y`.
    pub fn cell(&self, x: usize, y: usize) -> &Cell {
        &self.cells[y * self.cols + x]
    }

    /// Returns the text of a row without trailing blanks.
    pub fn row(&self, y: usize) -> String {
        let row = &self.cells[y * self.cols..(y + 1) * self.cols];
        let text: String = row.iter().map(|cell| cell.text.as_str()).collect();
        text.trim_end().to_owned()
    }

    /// Returns all rows, joined by newlines.
    pub fn text(&self) -> String {
        let rows: Vec<String> = (0..self.rows).map(|y| self.row(y)).collect();
        rows.join("\n")
    }

    /// Returns the first column and row of `text`, within one row.
    pub fn find(&self, text: &str) -> Option<(usize, usize)> {
        (0..self.rows).find_map(|y| {
            (0..self.cols)
                .find(|&x| {
                    self.cell(x, y).width > 0 && {
                        let rest: String = (x..self.cols)
                            .map(|x| self.cell(x, y).text.as_str())
                            .collect();
                        rest.starts_with(text)
                    }
                })
                .map(|x| (x, y))
        })
    }

    /// Returns the columns of row `y` for which `wanted` holds, as half-open ranges.
    pub fn ranges(&self, y: usize, wanted: impl Fn(&Cell) -> bool) -> Vec<std::ops::Range<usize>> {
        let mut ranges: Vec<std::ops::Range<usize>> = Vec::new();
        for x in (0..self.cols).filter(|&x| wanted(self.cell(x, y))) {
            match ranges.last_mut() {
                Some(last) if last.end == x => last.end = x + 1,
                _ => ranges.push(x..x + 1),
            }
        }
        ranges
    }

    /// Asserts that both screens look the same; the panic names the differences.
    #[track_caller]
    pub fn assert_looks_like(&self, other: &Self, what: &str) {
        assert_eq!((self.cols, self.rows), (other.cols, other.rows), "{what}");
        for y in 0..self.rows {
            for x in 0..self.cols {
                let (ours, theirs) = (self.cell(x, y).as_seen(), other.cell(x, y).as_seen());
                assert!(
                    ours == theirs,
                    "{what}: column {x} of row {y} is\n{ours:?}, not\n{theirs:?}; screens:\n{self}\n{other}"
                );
            }
        }
    }

    /// Prepares the overwriting of a cell: the rest of its glyph becomes blank, each cell in its own colours,
    /// as in VTE, kitty and xterm.
    fn tear(&mut self, x: usize, y: usize) {
        let row = y * self.cols;
        let mut lead = x;
        while lead > 0 && self.cells[row + lead].width == 0 {
            lead -= 1;
        }
        let width = usize::from(self.cells[row + lead].width);
        if width > 1 {
            for cell in &mut self.cells[row + lead..row + (lead + width).min(self.cols)] {
                *cell = Cell::blank(cell.style);
            }
        }
    }

    /// Draws a glyph of 1 or 2 columns that fits at `x`.
    pub fn draw(&mut self, x: usize, y: usize, c: char, width: usize, style: Style) {
        for column in x..x + width {
            self.tear(column, y);
        }
        let at = y * self.cols + x;
        self.cells[at] = Cell {
            text: c.to_string(),
            width: width as u8,
            style,
        };
        for cell in &mut self.cells[at + 1..at + width] {
            *cell = Cell {
                text: String::new(),
                width: 0,
                style,
            };
        }
    }

    /// Adds a combining mark to the glyph that covers `x`.
    pub fn combine(&mut self, x: usize, y: usize, c: char) {
        let lead = self.glyph_start(x, y);
        self.cells[y * self.cols + lead].text.push(c);
    }

    /// Returns the first column of the glyph that covers `x`.
    pub fn glyph_start(&self, x: usize, y: usize) -> usize {
        (0..=x)
            .rev()
            .find(|&x| self.cell(x, y).width > 0)
            .unwrap_or(0)
    }

    /// Widens the narrow glyph at `x` to two columns.
    pub fn widen(&mut self, x: usize, y: usize) {
        self.tear(x + 1, y);
        let at = y * self.cols + x;
        self.cells[at].width = 2;
        let style = self.cells[at].style;
        self.cells[at + 1] = Cell {
            text: String::new(),
            width: 0,
            style,
        };
    }

    /// Erases columns of a row with the background of `style`.
    pub fn erase(&mut self, y: usize, columns: std::ops::Range<usize>, style: Style) {
        let erased = Cell::blank(Style {
            bg: style.bg,
            ..Style::default()
        });
        for x in columns {
            self.tear(x, y);
            self.cells[y * self.cols + x] = erased.clone();
        }
    }

    /// Moves rows up by one within a region; the last one becomes blank.
    pub fn scroll_up(&mut self, region: std::ops::Range<usize>, style: Style) {
        let last = region.end - 1;
        self.cells[region.start * self.cols..region.end * self.cols].rotate_left(self.cols);
        self.blank_row(last, style);
    }

    /// Moves rows down by one within a region; the first one becomes blank.
    pub fn scroll_down(&mut self, region: std::ops::Range<usize>, style: Style) {
        let first = region.start;
        self.cells[region.start * self.cols..region.end * self.cols].rotate_right(self.cols);
        self.blank_row(first, style);
    }

    fn blank_row(&mut self, y: usize, style: Style) {
        let blank = Cell::blank(Style {
            bg: style.bg,
            ..Style::default()
        });
        self.cells[y * self.cols..(y + 1) * self.cols].fill(blank);
    }

    /// Returns the screen after a change of size: content that fits stays, half glyphs become blanks.
    #[must_use]
    pub fn resized(&self, cols: usize, rows: usize) -> Self {
        let mut resized = Self::new(cols, rows);
        for y in 0..rows.min(self.rows) {
            for x in 0..cols.min(self.cols) {
                let cell = self.cell(x, y);
                if x + usize::from(cell.width) <= cols {
                    resized.cells[y * cols + x] = cell.clone();
                }
            }
        }
        resized
    }
}

impl fmt::Display for Screen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "┌{}", "─".repeat(self.cols))?;
        for y in 0..self.rows {
            writeln!(f, "│{}", self.row(y))?;
        }
        write!(f, "└{}", "─".repeat(self.cols))
    }
}
