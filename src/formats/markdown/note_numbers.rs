//! Numbers of notes that have a name: `[^second]` is the note 2, as other programs show it. Numbers, signs and names
//! in an East Asian script are shown as they are.

use std::collections::{HashMap, HashSet};

/// Numbers of the named notes of a text.
#[derive(Default)]
pub(super) struct NoteNumbers {
    numbers: HashMap<String, usize>,
    /// Numbers that other notes have; read once they are needed.
    taken: Option<HashSet<usize>>,
    /// The number given last.
    last: usize,
}

impl NoteNumbers {
    /// Returns the label that a note of `text` is shown with.
    pub(super) fn shown(&mut self, label: &str, text: &str) -> String {
        if !is_internal(label) {
            return label.to_owned();
        }
        if let Some(number) = self.numbers.get(label) {
            return number.to_string();
        }
        let taken = self.taken.get_or_insert_with(|| numbers_in(text));
        self.last += 1;
        while taken.contains(&self.last) {
            self.last += 1;
        }
        self.numbers.insert(label.to_owned(), self.last);
        self.last.to_string()
    }
}

/// Returns whether a label is a name for the author alone: several Latin letters.
fn is_internal(label: &str) -> bool {
    let is_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.' | ':');
    label.chars().filter(char::is_ascii_alphabetic).count() > 1 && label.chars().all(is_name)
}

/// Returns the numbers that are labels of notes in a text.
fn numbers_in(text: &str) -> HashSet<usize> {
    let labels = text.split("[^").skip(1);
    let labels = labels.filter_map(|rest| rest.get(..rest.find(']')?));
    labels.filter_map(|label| label.parse().ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_get_the_numbers_that_no_other_note_has() {
        let text = "甲[^2]乙[^river]丙[^hill]丁[^注]";
        let mut numbers = NoteNumbers::default();
        for (label, want) in [
            ("river", "1"),
            ("hill", "3"),
            ("river", "1"),
            ("2", "2"),
            ("注", "注"),
            ("a", "a"),
        ] {
            assert_eq!(numbers.shown(label, text), want);
        }
    }
}
