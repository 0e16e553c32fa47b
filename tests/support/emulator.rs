//! Terminal without a window: bytes in, screen and replies out. It supports only the sequences in the list
//! below and panics at any other, so every test proves that the program sends no others. The test chooses the
//! widths; those of the program are not used.

use super::screen::{Screen, Style};
use unicode_width::UnicodeWidthChar as _;

/// Columns of an ambiguous character.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ambiguous {
    /// One column.
    Narrow,
    /// Two columns.
    Wide,
}

/// Columns of an emoji with U+FE0F.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Vs16 {
    /// One column: the selector is ignored.
    One,
    /// Two columns.
    Two,
}

/// Reaction to queries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReplyPolicy {
    /// All queries are answered.
    All,
    /// No query is answered.
    Silent,
}

/// Kind of terminal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TerminalKind {
    /// Width of ambiguous characters.
    pub ambiguous: Ambiguous,
    /// Width of emoji with U+FE0F.
    pub vs16: Vs16,
    /// Reaction to queries.
    pub answers: ReplyPolicy,
}

impl TerminalKind {
    /// The most common kind.
    pub const USUAL: Self = Self {
        ambiguous: Ambiguous::Narrow,
        vs16: Vs16::Two,
        answers: ReplyPolicy::All,
    };

    /// Iterates over the four combinations of widths.
    pub fn all() -> impl Iterator<Item = Self> {
        [Ambiguous::Narrow, Ambiguous::Wide]
            .into_iter()
            .flat_map(|ambiguous| {
                [Vs16::One, Vs16::Two].map(|vs16| Self {
                    ambiguous,
                    vs16,
                    answers: ReplyPolicy::All,
                })
            })
    }
}

/// Private modes that the program may set and reset.
const MODES: [u16; 9] = [7, 25, 1000, 1002, 1004, 1006, 1049, 2004, 2026];

/// Terminal.
pub struct Emulator {
    parser: vte::Parser,
    state: EmulatorState,
}

/// State of the terminal, without the parser of its input.
pub struct EmulatorState {
    kind: TerminalKind,
    /// Current screen.
    pub screen: Screen,
    main: Screen,
    x: usize,
    y: usize,
    /// Whether the last column was written, so that the next glyph wraps.
    pending_wrap: bool,
    style: Style,
    region: std::ops::Range<usize>,
    /// Private modes that are on; 7 and 25 are on from the start.
    pub modes: Vec<u16>,
    /// Replies not sent yet.
    pub answers: Vec<u8>,
    /// Number of completed synchronized updates.
    pub frames: usize,
    /// Number of erasures of the whole screen.
    pub erasures: usize,
    /// Screen before its last erasure.
    pub before_erasure: Option<Screen>,
    /// Titles set by OSC 0 and 2.
    pub titles: Vec<String>,
    /// Stack of titles, by CSI 22 and 23.
    saved_titles: Vec<String>,
    /// Addresses of links begun by OSC 8, empty where one ends.
    pub links: Vec<String>,
    /// Clipboard contents set by OSC 52, as sent.
    pub clipboard: Vec<String>,
}

impl Emulator {
    /// Creates a terminal of `cols` by `rows`.
    pub fn new(cols: usize, rows: usize, kind: TerminalKind) -> Self {
        let screen = Screen::new(cols, rows);
        Self {
            parser: vte::Parser::new(),
            state: EmulatorState {
                kind,
                main: screen.clone(),
                screen,
                x: 0,
                y: 0,
                pending_wrap: false,
                style: Style::default(),
                region: 0..rows,
                modes: vec![7, 25],
                answers: Vec::new(),
                frames: 0,
                erasures: 0,
                before_erasure: None,
                links: Vec::new(),
                titles: Vec::new(),
                saved_titles: Vec::new(),
                clipboard: Vec::new(),
            },
        }
    }

    /// Parses output of a program.
    pub fn feed(&mut self, bytes: &[u8]) {
        self.parser.advance(&mut self.state, bytes);
    }

    /// Returns the current state.
    pub fn state(&self) -> &EmulatorState {
        &self.state
    }

    /// Returns the replies since the last call; none from a silent terminal.
    pub fn take_answers(&mut self) -> Vec<u8> {
        let answers = std::mem::take(&mut self.state.answers);
        match self.state.kind.answers {
            ReplyPolicy::All => answers,
            ReplyPolicy::Silent => Vec::new(),
        }
    }

    /// Sets a new size.
    pub fn resize(&mut self, cols: usize, rows: usize) {
        let state = &mut self.state;
        state.screen = state.screen.resized(cols, rows);
        state.main = state.main.resized(cols, rows);
        state.region = 0..rows;
        state.move_cursor(state.x, state.y);
    }
}

impl EmulatorState {
    /// Returns column and row of the cursor.
    pub fn cursor(&self) -> (usize, usize) {
        (self.x, self.y)
    }

    /// Returns whether a private mode is on.
    pub fn has_mode(&self, mode: u16) -> bool {
        self.modes.contains(&mode)
    }

    /// Returns whether the cursor is visible.
    pub fn is_cursor_visible(&self) -> bool {
        self.has_mode(25)
    }

    /// Returns whether the alternate screen is on.
    pub fn is_full_screen(&self) -> bool {
        self.has_mode(1049)
    }

    /// Returns whether the current frame is complete.
    pub fn is_frame_complete(&self) -> bool {
        !self.has_mode(2026)
    }

    /// Describes the screen and the other state, for a failing test.
    pub fn describe(&self) -> String {
        format!(
            "{}\ncursor {:?}, modes {:?}, {} frames",
            self.screen,
            self.cursor(),
            self.modes,
            self.frames
        )
    }

    fn move_cursor(&mut self, x: usize, y: usize) {
        self.x = x.min(self.screen.cols - 1);
        self.y = y.min(self.screen.rows - 1);
        self.pending_wrap = false;
    }

    fn line_feed(&mut self) {
        if self.y + 1 == self.region.end {
            self.screen.scroll_up(self.region.clone(), self.style);
        } else {
            self.move_cursor(self.x, self.y + 1);
        }
        self.pending_wrap = false;
    }

    fn width(&self, c: char) -> usize {
        let width = c.width().unwrap_or(0);
        // Letters that unicode-width keeps narrow even in East Asia, unlike terminals.
        let letter =
            matches!(c, 'Α'..='Ω' | 'α'..='ω' | 'А'..='я') || "āáǎàēéěèīíǐìōóǒòūúǔùü".contains(c);
        if width == 1
            && self.kind.ambiguous == Ambiguous::Wide
            && (c.width_cjk() == Some(2) || letter)
        {
            2
        } else {
            width
        }
    }

    fn print_glyph(&mut self, c: char) {
        let width = self.width(c);
        if width == 0 {
            return self.combine_mark(c);
        }
        let wraps = self.has_mode(7);
        if self.pending_wrap || self.x + width > self.screen.cols {
            if wraps {
                self.x = 0;
                self.line_feed();
            } else {
                // The glyph moves back until it fits, as in kitty.
                self.x = self.screen.cols.saturating_sub(width);
            }
        }
        let width = width.min(self.screen.cols);
        self.screen.draw(self.x, self.y, c, width, self.style);
        self.advance(width);
    }

    fn advance(&mut self, width: usize) {
        let end = self.x + width;
        self.pending_wrap = end >= self.screen.cols && self.has_mode(7);
        self.x = end.min(self.screen.cols - 1);
    }

    /// Adds a character without columns to the glyph before it.
    fn combine_mark(&mut self, c: char) {
        let x = if self.pending_wrap || self.x == 0 {
            self.x
        } else {
            self.x - 1
        };
        self.screen.combine(x, self.y, c);
        let lead = self.screen.glyph_start(x, self.y);
        let narrow = self.screen.cell(lead, self.y).width == 1;
        if c == '\u{fe0f}' && self.kind.vs16 == Vs16::Two && narrow && lead + 1 < self.screen.cols {
            self.screen.widen(lead, self.y);
            self.advance(1);
        }
    }

    fn erase_display(&mut self, which: u16) {
        let (cols, rows) = (self.screen.cols, self.screen.rows);
        match which {
            0 => {
                self.screen.erase(self.y, self.x..cols, self.style);
                for y in self.y + 1..rows {
                    self.screen.erase(y, 0..cols, self.style);
                }
            }
            2 => {
                self.erasures += 1;
                self.before_erasure = Some(self.screen.clone());
                for y in 0..rows {
                    self.screen.erase(y, 0..cols, self.style);
                }
            }
            _ => panic!("ED {which} is not on the list"),
        }
    }

    fn set_mode(&mut self, mode: u16, on: bool) {
        assert!(MODES.contains(&mode), "mode {mode} is not on the list");
        let was = self.has_mode(mode);
        self.modes.retain(|&set| set != mode);
        if on {
            self.modes.push(mode);
        }
        match (mode, was, on) {
            (1049, false, true) => {
                let blank = Screen::new(self.screen.cols, self.screen.rows);
                self.main = std::mem::replace(&mut self.screen, blank);
            }
            (1049, true, false) => std::mem::swap(&mut self.screen, &mut self.main),
            (2026, true, false) => self.frames += 1,
            _ => {}
        }
    }

    fn answer(&mut self, answer: &str) {
        self.answers.extend_from_slice(answer.as_bytes());
    }

    /// Inserts or deletes lines at the cursor, within the scrolling region.
    fn shift_lines(&mut self, count: usize, last: char) {
        if self.region.contains(&self.y) {
            let rows = self.y..self.region.end;
            for _ in 0..count.min(rows.len()) {
                match last {
                    'M' => self.screen.scroll_up(rows.clone(), self.style),
                    _ => self.screen.scroll_down(rows.clone(), self.style),
                }
            }
            self.move_cursor(0, self.y);
        }
    }
}

impl vte::Perform for EmulatorState {
    fn print(&mut self, c: char) {
        let steers = matches!(c, '\u{200e}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
        assert!(!c.is_control() && !steers, "{c:?} was sent as text");
        self.print_glyph(c);
    }

    fn execute(&mut self, byte: u8) {
        match byte {
            b'\r' => self.move_cursor(0, self.y),
            b'\n' => self.line_feed(),
            8 => self.move_cursor(self.x.saturating_sub(1), self.y),
            _ => panic!("control {byte:#04x} is not on the list"),
        }
    }

    fn csi_dispatch(&mut self, params: &vte::Params, marks: &[u8], ignored: bool, last: char) {
        let numbers: Vec<u16> = params.iter().map(|numbers| numbers[0]).collect();
        let count = |index: usize| usize::from(numbers.get(index).copied().unwrap_or(0).max(1));
        let first = numbers.first().copied().unwrap_or(0);
        assert!(!ignored, "a sequence too long ends in {last}");
        match (marks, last) {
            ([], 'A') => self.move_cursor(self.x, self.y.saturating_sub(count(0))),
            ([], 'B') => self.move_cursor(self.x, self.y + count(0)),
            ([], 'C') => self.move_cursor(self.x + count(0), self.y),
            ([], 'D') => self.move_cursor(self.x.saturating_sub(count(0)), self.y),
            ([], 'G') => self.move_cursor(count(0) - 1, self.y),
            ([], 'H') => self.move_cursor(count(1) - 1, count(0) - 1),
            ([], 'J') => self.erase_display(first),
            ([], 'K') => {
                assert_eq!(first, 0, "EL {first} is not on the list");
                self.screen
                    .erase(self.y, self.x..self.screen.cols, self.style);
            }
            ([], 'L' | 'M') => self.shift_lines(count(0), last),
            ([], 'r') => {
                let bottom = match numbers.get(1) {
                    None | Some(0) => self.screen.rows,
                    Some(&row) => usize::from(row).min(self.screen.rows),
                };
                self.region = count(0) - 1..bottom;
                self.move_cursor(0, 0);
            }
            ([], 'm') => self.style.apply(&numbers),
            ([], 't') if numbers == [22, 2] => {
                let now = self.titles.last().cloned();
                self.saved_titles.push(now.unwrap_or_default());
            }
            ([], 't') if numbers == [23, 2] => {
                let saved = self.saved_titles.pop();
                self.titles.extend(saved);
            }
            ([], 'n') if first == 6 => self.answer(&format!("\x1b[{};{}R", self.y + 1, self.x + 1)),
            ([], 'c') => self.answer("\x1b[?62;22c"),
            (b">", 'q') => self.answer("\x1bP>|tongdu test\x1b\\"),
            (b"?$", 'p') => self.answer(&format!("\x1b[?{first};2$y")),
            (b"?", 'h' | 'l') => {
                for mode in numbers {
                    self.set_mode(mode, last == 'h');
                }
            }
            _ => panic!(
                "CSI {}{numbers:?} {last} is not on the list",
                marks.escape_ascii()
            ),
        }
    }

    fn osc_dispatch(&mut self, parts: &[&[u8]], _bell: bool) {
        let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
        match parts {
            [b"10", b"?"] => self.answer("\x1b]10;rgb:c0c0/c0c0/c0c0\x1b\\"),
            [b"11", b"?"] => self.answer("\x1b]11;rgb:1e1e/1e1e/2e2e\x1b\\"),
            [b"0" | b"2", title @ ..] => self.titles.push(text(&title.join(&b';'))),
            [b"8", parameters, address @ ..] => {
                let address = text(&address.join(&b';'));
                assert!(
                    parameters.is_empty() && address.bytes().all(|b| (b'!'..=b'~').contains(&b))
                );
                self.links.push(address);
            }
            [b"52", b"c", content] => self.clipboard.push(text(content)),
            _ => panic!("OSC {parts:?} is not on the list"),
        }
    }

    fn esc_dispatch(&mut self, marks: &[u8], _ignored: bool, last: u8) {
        // The end of a string; nothing else starts with a bare Escape.
        assert_eq!((marks, last), (&b""[..], b'\\'), "ESC {}", char::from(last));
    }

    fn hook(&mut self, _params: &vte::Params, _marks: &[u8], _ignored: bool, last: char) {
        panic!("DCS {last} is not on the list");
    }
}
