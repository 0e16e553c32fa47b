//! Line editor: text and caret, moving by clusters.

use super::key::{CtrlState, Key};
use ratatui::crossterm::event::KeyCode;
use unicode_segmentation::UnicodeSegmentation as _;

/// Longest line accepted, in bytes.
const MAX_PROMPT_BYTES: usize = 4096;
/// Longest text of several lines accepted, in bytes.
pub const MAX_LINES_BYTES: usize = 1 << 20;

/// A line of text and its caret.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LineEdit {
    text: String,
    caret: usize,
    kind: EditKind,
}

/// Kind of a text being typed, by which it has a bound and keeps line ends.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum EditKind {
    /// A line: line ends become blanks.
    #[default]
    Line,
    /// A query, as long as a line: each line end stays as one line feed.
    Query,
    /// A text of several lines, which may be long.
    Lines,
}

/// Result of a key in a line editor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EditOutcome {
    /// The text changed.
    TextChanged,
    /// At most the caret moved.
    TextUnchanged,
    /// The key has no meaning in a line.
    Ignored,
}

impl LineEdit {
    /// Creates a line with the caret at its end.
    pub fn new(text: &str) -> Self {
        let mut edit = Self::default();
        edit.insert(text);
        edit
    }

    /// Creates a text that may have several lines, with the caret at its end.
    pub fn with_lines(text: &str) -> Self {
        let mut edit = Self {
            kind: EditKind::Lines,
            ..Self::default()
        };
        edit.insert(text);
        edit
    }

    /// Creates an empty line that keeps the line ends of what is pasted, as a query does.
    pub fn query() -> Self {
        Self {
            kind: EditKind::Query,
            ..Self::default()
        }
    }

    /// Puts another text in place of the one there, with the caret at its end.
    pub fn replace(&mut self, text: &str) {
        self.text.clear();
        self.caret = 0;
        self.insert(text);
    }

    /// Returns the text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Returns the caret as a byte offset into the text.
    pub fn caret(&self) -> usize {
        self.caret
    }

    /// Inserts text at the caret, whether typed, pasted or committed by an input method. Line ends become blanks in a
    /// single line, tabs everywhere; other control characters are dropped. A full line takes nothing.
    pub fn insert(&mut self, text: &str) -> EditOutcome {
        let (line_end, max_bytes) = match self.kind {
            EditKind::Line => (' ', MAX_PROMPT_BYTES),
            EditKind::Query => ('\n', MAX_PROMPT_BYTES),
            EditKind::Lines => ('\n', MAX_LINES_BYTES),
        };
        let mut room = max_bytes.saturating_sub(self.text.len());
        let mut inserted = String::new();
        let mut chars = text.chars().peekable();
        while let Some(c) = chars.next() {
            let c = match c {
                '\r' if self.kind != EditKind::Line && chars.peek() == Some(&'\n') => continue,
                '\n' | '\r' | '\u{2028}' | '\u{2029}' => line_end,
                '\t' => ' ',
                c if c.is_control() => continue,
                c => c,
            };
            if c.len_utf8() <= room {
                room -= c.len_utf8();
                inserted.push(c);
            }
        }
        self.text.insert_str(self.caret, &inserted);
        self.caret += inserted.len();
        if inserted.is_empty() {
            EditOutcome::TextUnchanged
        } else {
            EditOutcome::TextChanged
        }
    }

    /// Applies a key.
    pub fn on_key(&mut self, key: Key) -> EditOutcome {
        if let Some(c) = key.typed_char() {
            return self.insert(c.encode_utf8(&mut [0; 4]));
        }
        match key.code() {
            (KeyCode::Backspace, _) | (KeyCode::Char('h'), CtrlState::Held) => {
                self.remove(self.prev_boundary(), self.caret)
            }
            (KeyCode::Delete, _) | (KeyCode::Char('d'), CtrlState::Held) => {
                self.remove(self.caret, self.next_boundary())
            }
            (KeyCode::Char('u'), CtrlState::Held) => self.remove(0, self.caret),
            (KeyCode::Char('k'), CtrlState::Held) => self.remove(self.caret, self.text.len()),
            (KeyCode::Char('w'), CtrlState::Held) => self.remove(self.word_start(), self.caret),
            (KeyCode::Left, _) | (KeyCode::Char('b'), CtrlState::Held) => {
                self.move_caret(self.prev_boundary())
            }
            (KeyCode::Right, _) | (KeyCode::Char('f'), CtrlState::Held) => {
                self.move_caret(self.next_boundary())
            }
            (KeyCode::Home, _) | (KeyCode::Char('a'), CtrlState::Held) => self.move_caret(0),
            (KeyCode::End, _) | (KeyCode::Char('e'), CtrlState::Held) => {
                self.move_caret(self.text.len())
            }
            _ => EditOutcome::Ignored,
        }
    }

    fn move_caret(&mut self, caret: usize) -> EditOutcome {
        self.caret = caret;
        EditOutcome::TextUnchanged
    }

    fn remove(&mut self, from: usize, to: usize) -> EditOutcome {
        if from == to {
            return EditOutcome::TextUnchanged;
        }
        self.text.replace_range(from..to, "");
        self.caret = from;
        EditOutcome::TextChanged
    }

    fn prev_boundary(&self) -> usize {
        let head = self.text.get(..self.caret).unwrap_or_default();
        head.grapheme_indices(true)
            .next_back()
            .map_or(0, |(at, _)| at)
    }

    fn next_boundary(&self) -> usize {
        let tail = self.text.get(self.caret..).unwrap_or_default();
        self.caret + tail.graphemes(true).next().map_or(0, str::len)
    }

    fn word_start(&self) -> usize {
        let head = self.text.get(..self.caret).unwrap_or_default();
        let mut words = head.split_word_bound_indices().rev();
        words
            .find(|(_, word)| !word.trim().is_empty())
            .map_or(0, |(at, _)| at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn type_keys(edit: &mut LineEdit, notation: &str) {
        for key in Key::parse_sequence(notation).unwrap() {
            edit.on_key(key);
        }
    }

    #[test]
    fn a_cluster_is_removed_whole_and_the_caret_moves_over_it() {
        let mut edit = LineEdit::new("统筹か\u{3099}");
        type_keys(&mut edit, "<BS>");
        assert_eq!((edit.text(), edit.caret()), ("统筹", 6));
        type_keys(&mut edit, "<Left>x<End>y<Home><Del>");
        assert_eq!(edit.text(), "x筹y");
        type_keys(&mut edit, "<End><C-u>");
        assert_eq!((edit.text(), edit.caret()), ("", 0));
        type_keys(&mut edit, "<BS><Del><Left><Right>");
        assert_eq!(edit.text(), "");
    }

    #[test]
    fn a_full_line_does_not_change() {
        let mut edit = LineEdit::new(&"字".repeat(MAX_PROMPT_BYTES));
        let full = edit.clone();
        for key in Key::parse_sequence("字").unwrap() {
            assert_eq!(edit.on_key(key), EditOutcome::TextUnchanged);
        }
        assert_eq!(edit, full);
    }

    #[test]
    fn a_text_of_several_lines_keeps_them_and_may_be_long() {
        let mut edit = LineEdit::with_lines("一\r\n二\t\u{1b}三");
        assert_eq!(edit.text(), "一\n二 三");
        edit.insert("\r四\n");
        assert_eq!(edit.text(), "一\n二 三\n四\n");
        let long = "字".repeat(100_000);
        assert_eq!(LineEdit::with_lines(&long).text(), long);
    }

    #[test]
    fn a_query_keeps_line_ends_each_as_one_character() {
        for line_end in ["\n", "\r", "\r\n", "\u{2028}"] {
            let mut edit = LineEdit::query();
            edit.insert(&format!("选中{line_end}　　中文"));
            assert_eq!(edit.text(), "选中\n　　中文", "{line_end:?}");
            type_keys(&mut edit, "<Home><Right><Right><Del><End>");
            assert_eq!(edit.text(), "选中　　中文", "{line_end:?}");
            edit.replace("a\nb");
            type_keys(&mut edit, "<BS><BS>");
            assert_eq!(edit.text(), "a");
            edit.insert(&"字".repeat(MAX_PROMPT_BYTES));
            assert!(edit.text().len() <= MAX_PROMPT_BYTES);
        }
    }

    #[test]
    fn what_is_pasted_becomes_one_line_without_controls() {
        let mut edit = LineEdit::default();
        edit.insert("城乡\n统筹\u{1b}[31m");
        assert_eq!(edit.text(), "城乡 统筹[31m");
    }
}
