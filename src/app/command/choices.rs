//! Proposals for the command line: the list, and the way through it.

use crate::app::input::line_edit::LineEdit;
use crate::app::reading::motion::Direction;
use crate::text::width::{Widths, text_width};

/// Words that the command line may become, and the one selected.
#[derive(Clone, Debug)]
pub struct CompletionList {
    /// Text before the word in question.
    prefix: String,
    words: Vec<&'static str>,
    /// Index of the word in the line; `None` before the first was taken.
    selected: Option<usize>,
}

/// Blanks between proposals.
const CHOICE_GAP_CELLS: u16 = 2;

impl CompletionList {
    /// Proposals of `words` after `prefix`, which stays; none is selected.
    pub fn new(prefix: String, words: Vec<&'static str>) -> Self {
        Self {
            prefix,
            words,
            selected: None,
        }
    }

    /// Returns the text before the word in question.
    pub fn prefix(&self) -> &str {
        &self.prefix
    }

    /// Returns the words proposed.
    pub fn words(&self) -> &[&'static str] {
        &self.words
    }

    /// Selects the next proposal, round and round, and returns the line with it.
    pub fn cycle(&mut self, toward: Direction) -> LineEdit {
        let count = self.words.len().max(1);
        let at = match (self.selected, toward) {
            (None, Direction::Next) => 0,
            (None, Direction::Prev) => count - 1,
            (Some(at), Direction::Next) => (at + 1) % count,
            (Some(at), Direction::Prev) => (at + count - 1) % count,
        };
        self.selected = Some(at);
        let word = self.words.get(at).copied().unwrap_or_default();
        LineEdit::new(&format!("{}{word}", self.prefix))
    }

    /// Returns the proposals in one row.
    pub fn row(&self) -> String {
        self.words.join("  ")
    }

    /// Returns the proposals in rows of at most `room` cells, a wider word alone; at most `most` rows, the selected word
    /// in one of them.
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
                _ => rows.push((*word).to_owned()),
            }
            if self.selected == Some(i) {
                current = rows.len() - 1;
            }
        }
        let above = (current + 1).saturating_sub(most);
        rows.into_iter().skip(above).take(most).collect()
    }
}
