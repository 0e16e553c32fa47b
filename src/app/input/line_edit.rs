//! A line being typed: text and caret, moving by clusters.

use super::key::{Control, Key};
use ratatui::crossterm::event::KeyCode;
use unicode_segmentation::UnicodeSegmentation as _;

/// Longest line kept, in bytes.
const LONGEST: usize = 4096;

/// A line of text and its caret.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Edit {
    text: String,
    caret: usize,
}

/// What a key did to a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edited {
    /// The text is another.
    Text,
    /// Only the caret moved, or nothing.
    Nothing,
    /// The key means nothing to a line.
    NotMine,
}

impl Edit {
    /// A line with text, the caret behind it.
    pub fn new(text: &str) -> Self {
        let mut edit = Self::default();
        edit.insert(text);
        edit
    }

    /// The text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The caret: bytes of text before it.
    pub fn caret(&self) -> usize {
        self.caret
    }

    /// Inserts text at the caret, as typed, pasted or committed by an input method. Line ends become
    /// blanks, other control characters fall away.
    pub fn insert(&mut self, text: &str) {
        for c in text.chars() {
            let c = if matches!(c, '\n' | '\r' | '\t') {
                ' '
            } else {
                c
            };
            if !c.is_control() && self.text.len() + c.len_utf8() <= LONGEST {
                self.text.insert(self.caret, c);
                self.caret += c.len_utf8();
            }
        }
    }

    /// Takes a key.
    pub fn key(&mut self, key: Key) -> Edited {
        if let Some(c) = key.typed() {
            self.insert(c.encode_utf8(&mut [0; 4]));
            return Edited::Text;
        }
        match key.code() {
            (KeyCode::Backspace, _) | (KeyCode::Char('h'), Control::Held) => {
                self.remove(self.before(), self.caret)
            }
            (KeyCode::Delete, _) | (KeyCode::Char('d'), Control::Held) => {
                self.remove(self.caret, self.after())
            }
            (KeyCode::Char('u'), Control::Held) => self.remove(0, self.caret),
            (KeyCode::Char('k'), Control::Held) => self.remove(self.caret, self.text.len()),
            (KeyCode::Char('w'), Control::Held) => self.remove(self.word_start(), self.caret),
            (KeyCode::Left, _) | (KeyCode::Char('b'), Control::Held) => self.move_to(self.before()),
            (KeyCode::Right, _) | (KeyCode::Char('f'), Control::Held) => self.move_to(self.after()),
            (KeyCode::Home, _) | (KeyCode::Char('a'), Control::Held) => self.move_to(0),
            (KeyCode::End, _) | (KeyCode::Char('e'), Control::Held) => {
                self.move_to(self.text.len())
            }
            _ => Edited::NotMine,
        }
    }

    fn move_to(&mut self, caret: usize) -> Edited {
        self.caret = caret;
        Edited::Nothing
    }

    fn remove(&mut self, from: usize, to: usize) -> Edited {
        if from == to {
            return Edited::Nothing;
        }
        self.text.replace_range(from..to, "");
        self.caret = from;
        Edited::Text
    }

    fn before(&self) -> usize {
        let head = self.text.get(..self.caret).unwrap_or_default();
        head.grapheme_indices(true)
            .next_back()
            .map_or(0, |(at, _)| at)
    }

    fn after(&self) -> usize {
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

    fn type_keys(edit: &mut Edit, notation: &str) {
        for key in Key::sequence(notation).unwrap() {
            edit.key(key);
        }
    }

    #[test]
    fn a_cluster_is_removed_whole_and_the_caret_moves_over_it() {
        let mut edit = Edit::new("统筹か\u{3099}");
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
    fn what_is_pasted_becomes_one_line_without_controls() {
        let mut edit = Edit::default();
        edit.insert("城乡\n统筹\u{1b}[31m");
        assert_eq!(edit.text(), "城乡 统筹[31m");
    }
}
