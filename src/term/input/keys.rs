//! Tables of the keys that terminals send as bytes, characters and sequences.

use super::event::{Event, key};
use crossterm::event::{KeyCode, KeyModifiers};

/// Returns the key of a byte below 0x80 other than Escape.
pub(crate) fn from_byte(byte: u8, modifiers: KeyModifiers) -> Event {
    let (code, control) = match byte {
        b'\r' => return key(KeyCode::Enter, modifiers),
        b'\t' => return key(KeyCode::Tab, modifiers),
        0x7F => return key(KeyCode::Backspace, modifiers),
        0x00 => (' ', KeyModifiers::CONTROL),
        0x01..=0x1A => (char::from(byte - 1 + b'a'), KeyModifiers::CONTROL),
        0x1B..=0x1F => (char::from(byte - 0x1B + b'['), KeyModifiers::CONTROL),
        _ => (char::from(byte), KeyModifiers::NONE),
    };
    key(KeyCode::Char(code), modifiers | control)
}

/// Returns the key of a character with modifiers. SHIFT turns a letter into a capital and is dropped, since
/// capitals come without it outside special protocols; only the blank keeps it.
pub(crate) fn from_char(c: char, modifiers: KeyModifiers) -> Event {
    if c == ' ' || !modifiers.contains(KeyModifiers::SHIFT) {
        return key(KeyCode::Char(c), modifiers);
    }
    let mut capital = c.to_uppercase();
    let c = match (capital.next(), capital.next()) {
        (Some(one), None) => one,
        _ => c,
    };
    key(KeyCode::Char(c), modifiers - KeyModifiers::SHIFT)
}

/// Returns the key of a code point reported by `CSI … u` or `CSI 27;…~`; `None` for unsupported keys.
pub(crate) fn from_code_point(code: u32, modifiers: KeyModifiers) -> Option<Event> {
    let named = match code {
        9 if modifiers.contains(KeyModifiers::SHIFT) => KeyCode::BackTab,
        9 => KeyCode::Tab,
        13 => KeyCode::Enter,
        27 => KeyCode::Esc,
        127 | 8 => KeyCode::Backspace,
        // Keys without characters, in the private use area of the kitty protocol.
        57344..=63743 => return None,
        _ => {
            return char::from_u32(code)
                .filter(|c| !c.is_control())
                .map(|c| from_char(c, modifiers));
        }
    };
    Some(key(named, modifiers))
}

/// Returns the key of a letter that ends `CSI` or `SS3`.
pub(crate) const fn from_letter(letter: u8) -> Option<KeyCode> {
    Some(match letter {
        b'A' => KeyCode::Up,
        b'B' => KeyCode::Down,
        b'C' => KeyCode::Right,
        b'D' => KeyCode::Left,
        b'F' => KeyCode::End,
        b'H' => KeyCode::Home,
        b'P' => KeyCode::F(1),
        b'Q' => KeyCode::F(2),
        b'R' => KeyCode::F(3),
        b'S' => KeyCode::F(4),
        _ => return None,
    })
}

/// Returns the key of a number before `~`, and before `^ $ @` on rxvt.
pub(crate) const fn from_number(number: u32) -> Option<KeyCode> {
    Some(match number {
        1 | 7 => KeyCode::Home,
        2 => KeyCode::Insert,
        3 => KeyCode::Delete,
        4 | 8 => KeyCode::End,
        5 => KeyCode::PageUp,
        6 => KeyCode::PageDown,
        11..=15 => KeyCode::F(number as u8 - 10),
        17..=21 => KeyCode::F(number as u8 - 11),
        23 | 24 => KeyCode::F(number as u8 - 12),
        _ => return None,
    })
}

/// Returns the function key that a number before `~` means with SHIFT: the console of Linux counts these on, from F13.
pub(crate) const fn from_shifted_number(number: u32) -> Option<KeyCode> {
    Some(match number {
        25 | 26 => KeyCode::F(number as u8 - 24),
        28 | 29 => KeyCode::F(number as u8 - 25),
        31..=34 => KeyCode::F(number as u8 - 26),
        _ => return None,
    })
}

/// Returns whether `seq` followed by `$` is a key of rxvt with SHIFT. Otherwise `$` is part of a longer
/// sequence.
pub(crate) fn is_rxvt_shift(seq: &[u8]) -> bool {
    std::str::from_utf8(seq)
        .ok()
        .and_then(|number| number.parse().ok())
        .is_some_and(|number| from_number(number).is_some())
}

/// Returns the arrow key of a small letter, rxvt's form of SHIFT (CSI) or CONTROL (SS3) arrows.
pub(crate) const fn from_small_letter(letter: u8) -> Option<KeyCode> {
    match letter {
        b'a'..=b'd' => from_letter(letter.to_ascii_uppercase()),
        _ => None,
    }
}

/// Returns the key of `ESC O`, a modifier in digits and a last byte; `None` if unknown.
pub(crate) fn from_ss3(seq: &[u8], last: u8) -> Option<Event> {
    let modifiers = std::str::from_utf8(seq)
        .ok()
        .and_then(|digits| digits.rsplit(';').next())
        .and_then(|digits| digits.parse().ok())
        .map_or(KeyModifiers::NONE, modifiers);
    if let Some(code) = from_letter(last) {
        return Some(key(code, modifiers));
    }
    if let Some(code) = from_small_letter(last) {
        return Some(key(code, KeyModifiers::CONTROL));
    }
    let code = match last {
        b'M' => KeyCode::Enter,
        b'I' => KeyCode::Tab,
        b' ' => KeyCode::Char(' '),
        b'X' => KeyCode::Char('='),
        // The keypad sends its characters 0x40 higher.
        b'j'..=b'y' => KeyCode::Char(char::from(last - 0x40)),
        _ => return None,
    };
    Some(key(code, modifiers))
}

/// Decodes modifiers, which terminals send as 1 + bits.
pub(crate) fn modifiers(number: u32) -> KeyModifiers {
    let bits = number.saturating_sub(1);
    let mut held = KeyModifiers::NONE;
    for (bit, modifier) in [
        (1, KeyModifiers::SHIFT),
        (2, KeyModifiers::ALT),
        (4, KeyModifiers::CONTROL),
        (8, KeyModifiers::SUPER),
        (32, KeyModifiers::META),
    ] {
        if bits & bit != 0 {
            held |= modifier;
        }
    }
    held
}
