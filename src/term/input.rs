//! What the terminal sends, byte by byte, as events: keys, pastes, the mouse, focus, and answers to
//! our questions. One machine that keeps its place between reads, so that a sequence means the same
//! wherever a read cuts it. What is not understood is swallowed whole and never typed as text.
//!
//! Of crossterm only the key types are used: its reader spins on a hang-up, is wedged by `CSI ?`
//! reports for good, and types the answers to OSC questions (crossterm #793, #1104).
//! Reading, waiting and signals live in `events`; what a key does lives far above.

mod event;
mod keys;
mod sequence;

use crossterm::event::{KeyCode, KeyModifiers};
use event::key;
use std::time::Duration;

pub use event::{Button, Event, Focus, Mouse, MouseKind, Reply, ReportedColour, Signal};

/// A paste longer than this many bytes is cut: nobody searches for a book.
pub const MAX_PASTE_BYTES: usize = 1 << 20;
/// A string answer longer than this many bytes is swallowed.
const MAX_STRING_BYTES: usize = 4096;
/// A control sequence longer than this many bytes is swallowed.
const MAX_SEQUENCE_BYTES: usize = 64;
const PASTE_END: &[u8] = b"\x1b[201~";

/// How long an Escape waits for the rest of a sequence before it counts as the key.
const ESCAPE_WAIT: Duration = Duration::from_millis(25);
/// How long a sequence that has begun may take; then it is dropped, so that a broken one cannot
/// swallow the keyboard.
const SEQUENCE_WAIT: Duration = Duration::from_millis(500);
/// How long a paste may pause before it counts as complete.
const PASTE_WAIT: Duration = Duration::from_secs(2);

/// Where the machine stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum ParserState {
    Ground,
    /// Inside a UTF-8 character that still needs this many bytes.
    Character {
        missing: u8,
        modifiers: KeyModifiers,
    },
    Escape,
    /// After `ESC [`; `seq` holds what followed.
    Csi,
    /// After `ESC [ [`, the Linux console's way to F1–F5.
    Console,
    /// After `ESC [ M`, mouse reports of old: three bytes.
    OldMouse,
    /// After `ESC O`.
    Ss3,
    /// Inside an OSC (`]`), DCS (`P`) or APC (`_`) string.
    Text(u8),
    /// An Escape inside such a string: its end, if a backslash follows.
    TextEscape(u8),
    /// Inside a paste, with this many bytes of its end mark seen.
    Paste(usize),
}

/// Bytes in, events out.
#[derive(Debug)]
pub struct Parser {
    state: ParserState,
    seq: Vec<u8>,
    /// Cursor reports asked for and not yet seen. While there are any `CSI 1;2R` is one, else Shift-F3.
    cursor_reports: u16,
}

impl Default for Parser {
    fn default() -> Self {
        Self::new()
    }
}

impl Parser {
    /// A machine that has seen nothing.
    pub const fn new() -> Self {
        Self {
            state: ParserState::Ground,
            seq: Vec::new(),
            cursor_reports: 0,
        }
    }

    /// Says that the terminal was asked `count` more times where its cursor is. The answer to the
    /// attributes question ends the waiting, whatever is still missing.
    pub const fn expect_cursor_reports(&mut self, count: u16) {
        self.cursor_reports = self.cursor_reports.saturating_add(count);
    }

    /// Reads `bytes` and appends what they mean. An unfinished sequence waits for the next call.
    pub fn feed(&mut self, bytes: &[u8], events: &mut Vec<Event>) {
        for &byte in bytes {
            self.advance(byte, events);
        }
    }

    /// How long to wait for more bytes before calling `expire`; `None` when nothing is unfinished.
    pub const fn timeout(&self) -> Option<Duration> {
        match self.state {
            ParserState::Ground => None,
            ParserState::Escape => Some(ESCAPE_WAIT),
            ParserState::Csi | ParserState::Ss3 | ParserState::Text(_) if self.seq.is_empty() => {
                Some(ESCAPE_WAIT)
            }
            ParserState::Paste(_) => Some(PASTE_WAIT),
            _ => Some(SEQUENCE_WAIT),
        }
    }

    /// Ends what was unfinished, because nothing followed in time: a lone Escape is the key, a bare
    /// introducer is a character with Alt, a paste is complete, anything else is dropped.
    pub fn expire(&mut self, events: &mut Vec<Event>) {
        let alt = |c| key(KeyCode::Char(c), KeyModifiers::ALT);
        match self.state {
            ParserState::Escape => events.push(key(KeyCode::Esc, KeyModifiers::NONE)),
            ParserState::Csi if self.seq.is_empty() => events.push(alt('[')),
            ParserState::Ss3 if self.seq.is_empty() => events.push(alt('O')),
            ParserState::Text(introducer) if self.seq.is_empty() => {
                events.push(alt(char::from(introducer)));
            }
            ParserState::Paste(seen) => {
                self.seq.extend_from_slice(&PASTE_END[..seen]);
                self.end_paste(events);
            }
            _ => {}
        }
        self.enter(ParserState::Ground);
    }

    fn enter(&mut self, state: ParserState) {
        self.state = state;
        self.seq.clear();
    }

    fn advance(&mut self, byte: u8, events: &mut Vec<Event>) {
        match self.state {
            ParserState::Ground => self.on_byte(byte, KeyModifiers::NONE, events),
            ParserState::Character { missing, modifiers } => {
                self.character(byte, missing, modifiers, events);
            }
            ParserState::Escape => self.escape(byte, events),
            ParserState::Csi => self.csi(byte, events),
            ParserState::Ss3 => self.ss3(byte, events),
            ParserState::Console => {
                if let code @ b'A'..=b'E' = byte {
                    events.push(key(KeyCode::F(code - b'A' + 1), KeyModifiers::NONE));
                }
                self.enter(ParserState::Ground);
            }
            ParserState::OldMouse => {
                self.seq.push(byte);
                if self.seq.len() == 3 {
                    self.enter(ParserState::Ground);
                }
            }
            ParserState::Text(introducer) => self.text(byte, introducer, events),
            ParserState::TextEscape(introducer) => {
                if byte == b'\\' {
                    events.extend(
                        sequence::parse_string_reply(introducer, &self.seq).map(Event::Reply),
                    );
                    self.enter(ParserState::Ground);
                } else {
                    self.enter(ParserState::Escape);
                    self.escape(byte, events);
                }
            }
            ParserState::Paste(seen) => self.paste(byte, seen, events),
        }
    }

    /// A byte outside of any sequence, or the one after an Escape that made it an Alt key.
    fn on_byte(&mut self, byte: u8, modifiers: KeyModifiers, events: &mut Vec<Event>) {
        let missing = match byte {
            0x1B => return self.enter(ParserState::Escape),
            0x00..=0x7F => {
                events.push(keys::from_byte(byte, modifiers));
                return self.enter(ParserState::Ground);
            }
            0xC2..=0xDF => 1,
            0xE0..=0xEF => 2,
            0xF0..=0xF4 => 3,
            // No character starts so; a stray byte types nothing.
            _ => return self.enter(ParserState::Ground),
        };
        self.enter(ParserState::Character { missing, modifiers });
        self.seq.push(byte);
    }

    fn character(
        &mut self,
        byte: u8,
        missing: u8,
        modifiers: KeyModifiers,
        events: &mut Vec<Event>,
    ) {
        if !(0x80..=0xBF).contains(&byte) {
            self.enter(ParserState::Ground);
            return self.on_byte(byte, KeyModifiers::NONE, events);
        }
        self.seq.push(byte);
        if missing > 1 {
            self.state = ParserState::Character {
                missing: missing - 1,
                modifiers,
            };
            return;
        }
        // Overlong forms and surrogates are no characters, C1 controls are no keys.
        let typed = std::str::from_utf8(&self.seq)
            .ok()
            .and_then(|s| s.chars().next());
        if let Some(c) = typed.filter(|c| !c.is_control()) {
            events.push(keys::from_char(c, modifiers));
        }
        self.enter(ParserState::Ground);
    }

    fn escape(&mut self, byte: u8, events: &mut Vec<Event>) {
        match byte {
            b'[' => self.enter(ParserState::Csi),
            b'O' => self.enter(ParserState::Ss3),
            b']' | b'P' | b'_' => self.enter(ParserState::Text(byte)),
            0x1B => {
                events.push(key(KeyCode::Esc, KeyModifiers::NONE));
                self.enter(ParserState::Escape);
            }
            _ => self.on_byte(byte, KeyModifiers::ALT, events),
        }
    }

    fn csi(&mut self, byte: u8, events: &mut Vec<Event>) {
        match byte {
            b'[' if self.seq.is_empty() => self.enter(ParserState::Console),
            b'M' if self.seq.is_empty() => self.enter(ParserState::OldMouse),
            b'$' if keys::is_rxvt_shift(&self.seq) => self.end_csi(byte, events),
            0x20..=0x3F => {
                if self.seq.len() < MAX_SEQUENCE_BYTES {
                    self.seq.push(byte);
                }
            }
            0x40..=0x7E => self.end_csi(byte, events),
            _ => {
                self.enter(ParserState::Ground);
                self.on_byte(byte, KeyModifiers::NONE, events);
            }
        }
    }

    fn end_csi(&mut self, last: u8, events: &mut Vec<Event>) {
        let seq = std::mem::take(&mut self.seq);
        self.enter(ParserState::Ground);
        if seq.len() >= MAX_SEQUENCE_BYTES {
            return;
        }
        if last == b'~' && seq == b"200" {
            return self.enter(ParserState::Paste(0));
        }
        let expected = if self.cursor_reports > 0 {
            sequence::ExpectedReply::CursorReport
        } else {
            sequence::ExpectedReply::Keys
        };
        let event = sequence::parse_csi(&seq, last, expected);
        match event {
            Some(Event::Reply(Reply::Cursor { .. })) => {
                self.cursor_reports = self.cursor_reports.saturating_sub(1);
            }
            Some(Event::Reply(Reply::Attributes)) => self.cursor_reports = 0,
            _ => {}
        }
        events.extend(event);
    }

    fn ss3(&mut self, byte: u8, events: &mut Vec<Event>) {
        match byte {
            // Konsole and old xterms put the modifier here: `ESC O 2 P`.
            b'0'..=b'9' | b';' if self.seq.len() < MAX_SEQUENCE_BYTES => self.seq.push(byte),
            0x20..=0x7E => {
                events.extend(keys::from_ss3(&self.seq, byte));
                self.enter(ParserState::Ground);
            }
            _ => {
                self.enter(ParserState::Ground);
                self.on_byte(byte, KeyModifiers::NONE, events);
            }
        }
    }

    fn text(&mut self, byte: u8, introducer: u8, events: &mut Vec<Event>) {
        match byte {
            0x07 => {
                events
                    .extend(sequence::parse_string_reply(introducer, &self.seq).map(Event::Reply));
                self.enter(ParserState::Ground);
            }
            0x1B => self.state = ParserState::TextEscape(introducer),
            // No answer holds a control character: this is a key, and the string was none.
            0x00..=0x1F => {
                self.enter(ParserState::Ground);
                self.on_byte(byte, KeyModifiers::NONE, events);
            }
            _ if self.seq.len() < MAX_STRING_BYTES => self.seq.push(byte),
            _ => {}
        }
    }

    fn paste(&mut self, byte: u8, seen: usize, events: &mut Vec<Event>) {
        if byte == PASTE_END[seen] {
            self.state = ParserState::Paste(seen + 1);
            if seen + 1 == PASTE_END.len() {
                self.end_paste(events);
                self.enter(ParserState::Ground);
            }
            return;
        }
        self.push_pasted(&PASTE_END[..seen]);
        self.state = ParserState::Paste(usize::from(byte == PASTE_END[0]));
        if byte != PASTE_END[0] {
            self.push_pasted(&[byte]);
        }
    }

    fn push_pasted(&mut self, bytes: &[u8]) {
        let room = MAX_PASTE_BYTES - self.seq.len().min(MAX_PASTE_BYTES);
        self.seq.extend(bytes.iter().take(room));
    }

    fn end_paste(&mut self, events: &mut Vec<Event>) {
        let text = String::from_utf8_lossy(&self.seq);
        events.push(Event::Paste(text.replace("\r\n", "\n").replace('\r', "\n")));
    }
}

#[cfg(test)]
mod tests;
