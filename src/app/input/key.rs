//! Keys and their notation: `j`, `<C-f>`, `<S-Space>`, `]]`. Characters typed by a Chinese or Japanese input method
//! are mapped back to the command key.

use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use std::fmt;

/// A key press. Shift is dropped for characters, which show it themselves.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Key {
    code: KeyCode,
    modifiers: KeyModifiers,
}

/// Key names in the notation.
const KEY_NAMES: [(&str, KeyCode); 27] = [
    ("Space", KeyCode::Char(' ')),
    ("lt", KeyCode::Char('<')),
    ("Enter", KeyCode::Enter),
    ("Esc", KeyCode::Esc),
    ("Tab", KeyCode::Tab),
    ("BS", KeyCode::Backspace),
    ("Del", KeyCode::Delete),
    ("Ins", KeyCode::Insert),
    ("Up", KeyCode::Up),
    ("Down", KeyCode::Down),
    ("Left", KeyCode::Left),
    ("Right", KeyCode::Right),
    ("Home", KeyCode::Home),
    ("End", KeyCode::End),
    ("PgUp", KeyCode::PageUp),
    ("PgDn", KeyCode::PageDown),
    ("F1", KeyCode::F(1)),
    ("F2", KeyCode::F(2)),
    ("F3", KeyCode::F(3)),
    ("F4", KeyCode::F(4)),
    ("F5", KeyCode::F(5)),
    ("F6", KeyCode::F(6)),
    ("F7", KeyCode::F(7)),
    ("F8", KeyCode::F(8)),
    ("F9", KeyCode::F(9)),
    ("F10", KeyCode::F(10)),
    ("BackTab", KeyCode::BackTab),
];

impl Key {
    /// Converts a key event of the terminal.
    pub fn from_event(event: &KeyEvent) -> Self {
        let mut modifiers =
            event.modifiers & (KeyModifiers::CONTROL | KeyModifiers::ALT | KeyModifiers::SHIFT);
        if matches!(event.code, KeyCode::Char(c) if c != ' ') {
            modifiers -= KeyModifiers::SHIFT;
        }
        Self {
            code: event.code,
            modifiers,
        }
    }

    /// Returns whether an answer of the terminal to the question for its cursor reads like this key: F3 with modifiers.
    pub fn may_be_cursor_report(self) -> bool {
        self.code == KeyCode::F(3) && !self.modifiers.is_empty()
    }

    /// Returns the key without modifiers.
    pub const fn plain(code: KeyCode) -> Self {
        Self {
            code,
            modifiers: KeyModifiers::NONE,
        }
    }

    /// Returns the character that the key types into a prompt.
    pub fn typed_char(self) -> Option<char> {
        match self.code {
            KeyCode::Char(c) if (self.modifiers - KeyModifiers::SHIFT).is_empty() => Some(c),
            _ => None,
        }
    }

    /// Returns the key code and the state of Control.
    pub fn code(self) -> (KeyCode, CtrlState) {
        let control = if self.modifiers.contains(KeyModifiers::CONTROL) {
            CtrlState::Held
        } else {
            CtrlState::Free
        };
        (self.code, control)
    }

    /// Returns whether Alt is held.
    pub fn is_alt(self) -> bool {
        self.modifiers.contains(KeyModifiers::ALT)
    }

    /// Returns the character key that arrived together with Esc, and so reads as one with Alt; `None` for any other key.
    pub fn after_escape(self) -> Option<Self> {
        let is_alone = self.modifiers - KeyModifiers::SHIFT == KeyModifiers::ALT;
        let is_typed = matches!(self.code, KeyCode::Char(_)) && is_alone;
        is_typed.then(|| Self::plain(self.code))
    }

    /// Returns the digit of a count; `None` for other keys.
    pub fn digit(self) -> Option<u32> {
        self.typed_char()?.to_digit(10)
    }

    /// Maps a character typed by an active input method to the command key of the same physical key.
    #[must_use]
    pub fn as_command(self) -> Self {
        match self.code {
            KeyCode::Char(c) if self.modifiers.is_empty() => {
                Self::plain(KeyCode::Char(ascii_key(c)))
            }
            _ => self,
        }
    }

    /// Parses a key sequence in notation; `None` if the notation is invalid.
    pub fn parse_sequence(notation: &str) -> Option<Vec<Self>> {
        let mut keys = Vec::new();
        let mut rest = notation;
        while let Some(first) = rest.chars().next() {
            let end = if first == '<' {
                rest.find('>')? + 1
            } else {
                first.len_utf8()
            };
            keys.push(Self::parse(rest.get(..end)?)?);
            rest = rest.get(end..)?;
        }
        (!keys.is_empty()).then_some(keys)
    }

    fn parse(notation: &str) -> Option<Self> {
        let Some(mut inner) = notation.strip_prefix('<').and_then(|s| s.strip_suffix('>')) else {
            return Some(Self::plain(KeyCode::Char(notation.chars().next()?)));
        };
        let mut modifiers = KeyModifiers::NONE;
        while let Some((prefix, rest)) = inner.split_once('-').filter(|(_, rest)| !rest.is_empty())
        {
            modifiers |= match prefix {
                "C" => KeyModifiers::CONTROL,
                "A" | "M" => KeyModifiers::ALT,
                "S" => KeyModifiers::SHIFT,
                _ => return None,
            };
            inner = rest;
        }
        let named = KEY_NAMES
            .iter()
            .find(|(name, _)| name.eq_ignore_ascii_case(inner));
        let code = match named {
            Some((_, code)) => *code,
            None => {
                let mut chars = inner.chars();
                KeyCode::Char(chars.next().filter(|_| chars.next().is_none())?)
            }
        };
        Some(Self { code, modifiers })
    }
}

/// State of the Control key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CtrlState {
    /// Control is pressed.
    Held,
    /// Control is not pressed.
    Free,
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut name = String::new();
        for (modifier, letter) in [
            (KeyModifiers::CONTROL, "C-"),
            (KeyModifiers::ALT, "A-"),
            (KeyModifiers::SHIFT, "S-"),
        ] {
            if self.modifiers.contains(modifier) {
                name.push_str(letter);
            }
        }
        match KEY_NAMES.iter().find(|(_, code)| *code == self.code) {
            Some((known, _)) => write!(f, "<{name}{known}>"),
            None => match self.code {
                KeyCode::Char(c) if name.is_empty() => write!(f, "{c}"),
                KeyCode::Char(c) => write!(f, "<{name}{c}>"),
                other => write!(f, "<{name}{other}>"),
            },
        }
    }
}

/// Returns the ASCII character on the key with which an input method types `c`: full-width forms, the punctuation of
/// Chinese and Japanese input methods, and jamo that stand alone.
fn ascii_key(c: char) -> char {
    match c {
        '！'..='～' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
        '\u{3000}' => ' ',
        '、' | '・' => '/',
        '。' => '.',
        '【' | '「' => '[',
        '】' | '」' => ']',
        '『' => '{',
        '』' => '}',
        '《' | '〈' => '<',
        '》' | '〉' => '>',
        '“' | '”' => '"',
        '‘' | '’' => '\'',
        '￥' => '$',
        '·' => '`',
        '…' => '^',
        '—' => '_',
        'ㄱ'..='ㅣ' => dubeolsik_key(c).unwrap_or(c),
        _ => c,
    }
}

/// Returns the key of a jamo on a Korean keyboard (두벌식, KS X 5002).
fn dubeolsik_key(jamo: char) -> Option<char> {
    const JAMO: &str = "ㅂㅈㄷㄱㅅㅛㅕㅑㅐㅔㅁㄴㅇㄹㅎㅗㅓㅏㅣㅋㅌㅊㅍㅠㅜㅡㅃㅉㄸㄲㅆㅒㅖ";
    const KEYS: &str = "qwertyuiopasdfghjklzxcvbnmQWERTOP";
    let mut keys = JAMO.chars().zip(KEYS.chars());
    keys.find(|(typed, _)| *typed == jamo).map(|(_, key)| key)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notation_goes_both_ways() {
        for notation in [
            "j",
            "<C-f>",
            "<S-Space>",
            "<A-Left>",
            "<lt>",
            "]",
            "<PgDn>",
            "<F1>",
            "<C-]>",
            "?",
        ] {
            let keys = Key::parse_sequence(notation).unwrap();
            assert_eq!(keys.len(), 1, "{notation}");
            assert_eq!(keys[0].to_string(), notation);
        }
        assert_eq!(Key::parse_sequence("]]").unwrap().len(), 2);
        assert_eq!(Key::parse_sequence("<X-f>"), None);
        assert_eq!(Key::parse_sequence("<Nonsense>"), None);
        assert_eq!(Key::parse_sequence(""), None);
    }

    #[test]
    fn what_an_input_method_types_is_the_key_it_was_typed_with() {
        for (typed, meant) in [
            ('？', '?'),
            ('：', ':'),
            ('、', '/'),
            ('／', '/'),
            ('。', '.'),
            ('；', ';'),
            ('【', '['),
            ('」', ']'),
            ('《', '<'),
            ('》', '>'),
            ('（', '('),
            ('）', ')'),
            ('·', '`'),
            ('￥', '$'),
            ('’', '\''),
            ('～', '~'),
            ('！', '!'),
            ('\u{3000}', ' '),
            ('Ｇ', 'G'),
            ('１', '1'),
            ('j', 'j'),
            ('％', '%'),
            ('＋', '+'),
            ('ㅓ', 'j'),
            ('ㅏ', 'k'),
            ('ㅖ', 'P'),
            ('ㄳ', 'ㄳ'),
        ] {
            let key = Key::plain(KeyCode::Char(typed)).as_command();
            assert_eq!(key.typed_char(), Some(meant), "{typed}");
        }
    }
}
