//! Completions of the command line: the list and the selection in it.

use crate::app::input::line_edit::LineEdit;
use crate::app::reading::motion::Direction;
use crate::text::width::{Widths, text_width};
use std::borrow::Cow;

/// Possible words for the command line, with the selected one.
#[derive(Clone, Debug)]
pub struct CompletionList {
    /// Text before the completed word.
    prefix: String,
    words: Vec<Cow<'static, str>>,
    /// Index of the selected word; `None` before the first selection.
    selected: Option<usize>,
}

/// Blank cells between two completions.
const CHOICE_GAP_CELLS: u16 = 2;

impl CompletionList {
    /// Builds a list of completions that replace the text after `prefix`; none is selected.
    pub fn new(prefix: String, words: Vec<Cow<'static, str>>) -> Self {
        Self {
            prefix,
            words,
            selected: None,
        }
    }

    /// Returns the text before the completed word.
    pub fn prefix(&self) -> &str {
        &self.prefix
    }

    /// Returns the proposed words.
    pub fn words(&self) -> &[Cow<'static, str>] {
        &self.words
    }

    /// Returns the index of the selected word; `None` before the first selection.
    pub fn selected(&self) -> Option<usize> {
        self.selected
    }

    /// Selects the next or previous word, wrapping at the ends. Returns the line with that word.
    pub fn cycle(&mut self, toward: Direction) -> LineEdit {
        let count = self.words.len().max(1);
        let at = match (self.selected, toward) {
            (None, Direction::Next) => 0,
            (None, Direction::Prev) => count - 1,
            (Some(at), Direction::Next) => (at + 1) % count,
            (Some(at), Direction::Prev) => (at + count - 1) % count,
        };
        self.selected = Some(at);
        let word = self.words.get(at).map_or("", |word| &**word);
        LineEdit::new(&format!("{}{word}", self.prefix))
    }

    /// Returns all words joined into one row.
    pub fn row(&self) -> String {
        self.words.join("  ")
    }

    /// Returns the words in at most `most` rows of at most `room` cells; a wider word has a row of its own. One of
    /// the rows shows the selected word.
    pub fn rows(&self, room: u16, most: usize, widths: Widths) -> Vec<String> {
        let mut rows: Vec<String> = Vec::new();
        let mut current = 0;
        for (i, word) in self.words.iter().enumerate() {
            let width = |text: &str| text_width(text, widths).0;
            match rows.last_mut() {
                Some(row) if width(row) + CHOICE_GAP_CELLS + width(word) <= room => {
                    row.push_str(&" ".repeat(usize::from(CHOICE_GAP_CELLS)));
                    row.push_str(word);
                }
                _ => rows.push(word.clone().into_owned()),
            }
            if self.selected == Some(i) {
                current = rows.len() - 1;
            }
        }
        let above = (current + 1).saturating_sub(most);
        rows.into_iter().skip(above).take(most).collect()
    }
}
