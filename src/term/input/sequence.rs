//! Meaning of a complete control sequence or string of the terminal.

use super::event::{Button, Event, Focus, Mouse, MouseKind, Reply, ReportedColour, key};
use super::keys::{
    from_code_point, from_letter, from_number, from_shifted_number, from_small_letter, modifiers,
};
use crossterm::event::{KeyCode, KeyModifiers};

/// Interpretation of `CSI 1;2R`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ExpectedReply {
    /// Shift-F3: no cursor report was requested.
    Keys,
    /// Cursor report.
    CursorReport,
}

/// Parts of a control sequence between `CSI` and its last byte.
struct SequenceParts {
    /// One of `< = > ?`, or 0.
    private: u8,
    /// First byte before the last one that is not a parameter, or 0.
    intermediate: u8,
    /// Parameters, each with its sub-parameters; a missing number is 0.
    parameters: Vec<Vec<u32>>,
}

impl SequenceParts {
    fn parse(seq: &[u8]) -> Self {
        let (private, rest) = match seq.split_first() {
            Some((&mark @ b'<'..=b'?', rest)) => (mark, rest),
            _ => (0, seq),
        };
        let digits = rest
            .iter()
            .position(|byte| byte < &b'0')
            .unwrap_or(rest.len());
        let (digits, intermediate) = rest.split_at(digits);
        let number = |digits: &[u8]| {
            digits.iter().fold(0u32, |number, &digit| {
                let digit = u32::from(digit.wrapping_sub(b'0').min(9));
                number.saturating_mul(10).saturating_add(digit)
            })
        };
        Self {
            private,
            intermediate: intermediate.first().copied().unwrap_or(0),
            parameters: digits
                .split(|&byte| byte == b';')
                .map(|parameter| parameter.split(|&byte| byte == b':').map(number).collect())
                .collect(),
        }
    }

    /// Returns parameter `index`, or 0.
    fn number(&self, index: usize) -> u32 {
        self.parameters
            .get(index)
            .and_then(|numbers| numbers.first())
            .copied()
            .unwrap_or(0)
    }

    fn modifiers(&self) -> KeyModifiers {
        modifiers(self.number(1))
    }

    /// Returns whether the key was released, by the sub-parameter of the kitty protocol.
    fn is_release(&self) -> bool {
        self.parameters.get(1).and_then(|numbers| numbers.get(1)) == Some(&3)
    }
}

/// Parses a complete control sequence; `None` if it is unknown.
pub(crate) fn parse_csi(seq: &[u8], last: u8, expected: ExpectedReply) -> Option<Event> {
    let parts = SequenceParts::parse(seq);
    match (parts.private, parts.intermediate, last) {
        (0, 0, b'R') if expected == ExpectedReply::CursorReport => cursor_report(&parts),
        (b'?', 0, b'c') => Some(Event::Reply(Reply::Attributes)),
        (b'?', b'$', b'y') => Some(Event::Reply(Reply::Mode {
            mode: saturating_u16(parts.number(0)),
            state: saturating_u16(parts.number(1)),
        })),
        (b'<', 0, b'M' | b'm') => mouse_event(&parts, last),
        (0, 0, _) if !parts.is_release() => key_event(&parts, last),
        _ => None,
    }
}

/// Parses a key or focus report without private mark.
fn key_event(parts: &SequenceParts, last: u8) -> Option<Event> {
    match last {
        b'I' => return Some(Event::Focus(Focus::Gained)),
        b'O' => return Some(Event::Focus(Focus::Lost)),
        b'Z' => return Some(key(KeyCode::BackTab, KeyModifiers::SHIFT)),
        b'u' => return from_code_point(parts.number(0), parts.modifiers()),
        b'~' if parts.number(0) == 27 => {
            return from_code_point(parts.number(2), parts.modifiers());
        }
        b'~' => {
            let (number, held) = (parts.number(0), parts.modifiers());
            let plain = from_number(number).map(|code| key(code, held));
            let shifted = || {
                let code = from_shifted_number(number)?;
                Some(key(code, held | KeyModifiers::SHIFT))
            };
            return plain.or_else(shifted);
        }
        _ => {}
    }
    let rxvt = match last {
        b'$' => Some(KeyModifiers::SHIFT),
        b'^' => Some(KeyModifiers::CONTROL),
        b'@' => Some(KeyModifiers::SHIFT | KeyModifiers::CONTROL),
        _ => None,
    };
    if let Some(held) = rxvt {
        return from_number(parts.number(0)).map(|code| key(code, held));
    }
    if let Some(code) = from_small_letter(last) {
        return Some(key(code, KeyModifiers::SHIFT));
    }
    // With a first number other than 1 it is a late report rather than a key.
    from_letter(last)
        .filter(|_| parts.number(0) <= 1)
        .map(|code| key(code, parts.modifiers()))
}

fn cursor_report(parts: &SequenceParts) -> Option<Event> {
    Some(Event::Reply(Reply::Cursor {
        column: saturating_u16(parts.number(1).checked_sub(1)?),
        row: saturating_u16(parts.number(0).checked_sub(1)?),
    }))
}

fn mouse_event(parts: &SequenceParts, last: u8) -> Option<Event> {
    let code = parts.number(0);
    let button = match code & 0b1100_0011 {
        0 => Some(Button::Left),
        1 => Some(Button::Middle),
        2 => Some(Button::Right),
        128 => Some(Button::Back),
        129 => Some(Button::Forward),
        _ => None,
    };
    let kind = match (code & 0b1100_0011, button) {
        (64, _) => MouseKind::WheelUp,
        (65, _) => MouseKind::WheelDown,
        (66, _) => MouseKind::WheelLeft,
        (67, _) => MouseKind::WheelRight,
        (_, Some(button)) if code & 32 != 0 => MouseKind::Drag(button),
        (_, Some(button)) if last == b'm' => MouseKind::Release(button),
        (_, Some(button)) => MouseKind::Press(button),
        _ => return None,
    };
    let mut held = KeyModifiers::NONE;
    for (bit, modifier) in [
        (4, KeyModifiers::SHIFT),
        (8, KeyModifiers::ALT),
        (16, KeyModifiers::CONTROL),
    ] {
        if code & bit != 0 {
            held |= modifier;
        }
    }
    Some(Event::Mouse(Mouse {
        kind,
        column: saturating_u16(parts.number(1).checked_sub(1)?),
        row: saturating_u16(parts.number(2).checked_sub(1)?),
        modifiers: held,
    }))
}

/// Parses the reply in an OSC or DCS string; `None` if it is unknown.
pub(crate) fn parse_string_reply(introducer: u8, text: &[u8]) -> Option<Reply> {
    let text = std::str::from_utf8(text).ok()?;
    match introducer {
        b']' => {
            let (number, value) = text.split_once(';')?;
            let ground = match number {
                "10" => ReportedColour::Foreground,
                "11" => ReportedColour::Background,
                _ => return None,
            };
            parse_colour(value).map(|colour| Reply::Colour(ground, colour))
        }
        b'P' => text
            .strip_prefix(">|")
            .map(|version| Reply::Version(version.to_owned())),
        _ => None,
    }
}

/// Parses a colour in X11 notation, `rgb:RRRR/GGGG/BBBB` with 1 to 4 digits each, or `#RRGGBB`.
fn parse_colour(value: &str) -> Option<[u16; 3]> {
    let value = value.trim();
    if let Some(hex) = value.strip_prefix('#') {
        let each = hex.len() / 3;
        return Some([
            parse_channel(hex.get(..each)?)?,
            parse_channel(hex.get(each..2 * each)?)?,
            parse_channel(hex.get(2 * each..)?)?,
        ]);
    }
    let channels = value
        .strip_prefix("rgb:")
        .or_else(|| value.strip_prefix("rgba:"))?;
    let mut channels = channels.split('/').map(parse_channel);
    Some([channels.next()??, channels.next()??, channels.next()??])
}

/// Parses one channel of 1 to 4 hexadecimal digits, scaled to 16 bits.
fn parse_channel(hex: &str) -> Option<u16> {
    let digits = u32::try_from(hex.len())
        .ok()
        .filter(|n| (1..=4).contains(n))?;
    let value = u32::from_str_radix(hex, 16).ok()?;
    u16::try_from(value * 0xFFFF / (16u32.pow(digits) - 1)).ok()
}

/// Limits a number of a report to 16 bits.
fn saturating_u16(number: u32) -> u16 {
    u16::try_from(number).unwrap_or(u16::MAX)
}
