//! Parser of the terminal's input, byte by byte: keys, pastes, mouse, focus, and replies to queries.
//! Its state survives between reads, so a sequence means the same wherever a read splits it. Unknown sequences
//! are discarded whole and never appear as typed text.
//!
//! Only the key types of crossterm are used: its reader spins on a hang-up, blocks for good on `CSI ?` reports,
//! and types the replies to OSC queries (crossterm #793, #1104).
//! Reading, waiting and signals are in `events`; the meaning of keys is in `app`.

mod event;
mod keys;
mod sequence;

use crossterm::event::{KeyCode, KeyModifiers};
use event::key;
use std::time::Duration;

pub use event::{Button, Event, Focus, Mouse, MouseKind, Reply, ReportedColour, Signal};

/// Maximum length of a paste; the rest is dropped. No search query is longer.
pub const MAX_PASTE_BYTES: usize = 1 << 20;
/// Maximum length of a string reply; a longer one is discarded.
const MAX_STRING_BYTES: usize = 4096;
/// Maximum length of a control sequence; a longer one is discarded.
const MAX_SEQUENCE_BYTES: usize = 64;
const PASTE_END: &[u8] = b"\x1b[201~";

/// Time an Escape waits for the rest of a sequence before it counts as the key.
const ESCAPE_WAIT: Duration = Duration::from_millis(25);
/// Maximum time for a started sequence. It is then dropped, so that a broken one cannot block the keyboard.
const SEQUENCE_WAIT: Duration = Duration::from_millis(500);
/// Maximum pause within a paste before it counts as complete.
const PASTE_WAIT: Duration = Duration::from_secs(2);

/// State of the parser.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum ParserState {
    Ground,
    /// Inside a UTF-8 character that still needs this many bytes.
    Character {
        missing: u8,
        modifiers: KeyModifiers,
    },
    Escape,
    /// After `ESC [`; `seq` holds the bytes after it.
    Csi,
    /// After `ESC [ [`, the introducer of F1–F5 on the Linux console.
    Console,
    /// After `ESC [ M`, an old mouse report of three bytes.
    OldMouse,
    /// After `ESC O`.
    Ss3,
    /// Inside an OSC (`]`), DCS (`P`) or APC (`_`) string.
    Text(u8),
    /// After an Escape inside such a string; a backslash would end it.
    TextEscape(u8),
    /// Inside a paste, with this many bytes of its end mark seen.
    Paste(usize),
}

/// Parser from bytes to events.
#[derive(Debug)]
pub struct Parser {
    state: ParserState,
    seq: Vec<u8>,
    /// Cursor reports requested and not received yet. While there are any, `CSI 1;2R` is a report, otherwise
    /// Shift-F3.
    cursor_reports: u16,
}

impl Default for Parser {
    fn default() -> Self {
        Self::new()
    }
}

impl Parser {
    /// Creates a parser in its ground state.
    pub const fn new() -> Self {
        Self {
            state: ParserState::Ground,
            seq: Vec::new(),
            cursor_reports: 0,
        }
    }

    /// Adds `count` requested cursor reports. The reply to the attributes query resets the count, even if
    /// reports are missing.
    pub const fn expect_cursor_reports(&mut self, count: u16) {
        self.cursor_reports = self.cursor_reports.saturating_add(count);
    }

    /// Parses `bytes` and appends their events. An unfinished sequence waits for the next call.
    pub fn feed(&mut self, bytes: &[u8], events: &mut Vec<Event>) {
        for &byte in bytes {
            self.advance(byte, events);
        }
    }

    /// Returns the time to wait for more bytes before calling `expire`; `None` if nothing is unfinished.
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

    /// Ends unfinished input after its timeout: a lone Escape is the key, a bare introducer is a character with
    /// Alt, a paste is complete, anything else is dropped.
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

    /// Handles a byte outside any sequence, or the byte after an Escape that makes an Alt key.
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
            // No UTF-8 character starts with this byte; it is ignored.
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
        // Overlong forms and surrogates are not characters, C1 controls are not keys.
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
            // No reply contains a control character: this is a key, and the string is dropped.
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
