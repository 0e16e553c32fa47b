//! What a command line may become: found when it is asked for, shown as a list, and gone through one after the other.

use super::run::{ALIASES, COMMANDS};
use crate::app::input::action::ACTIONS;
use crate::app::input::line_edit::LineEdit;
use crate::text::width::{Widths, text_width};

/// What a command line may become, while that is looked through.
#[derive(Clone, Debug)]
pub struct CompletionList {
    /// What stands before the word in question.
    prefix: String,
    words: Vec<&'static str>,
    /// The word that stands in the line; `None` before the first was taken.
    selected: Option<usize>,
}

/// Direction in which choices are gone through.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Turn {
    /// To the next.
    Next,
    /// To the one before.
    Prev,
}

/// Blanks between choices in a list.
const CHOICE_GAP_CELLS: u16 = 2;

impl CompletionList {
    /// Takes the next choice, round and round; gives the line that it makes.
    pub fn cycle(&mut self, turn: Turn) -> LineEdit {
        let count = self.words.len().max(1);
        let at = match (self.selected, turn) {
            (None, Turn::Next) => 0,
            (None, Turn::Prev) => count - 1,
            (Some(at), Turn::Next) => (at + 1) % count,
            (Some(at), Turn::Prev) => (at + count - 1) % count,
        };
        self.selected = Some(at);
        let word = self.words.get(at).copied().unwrap_or_default();
        LineEdit::new(&format!("{}{word}", self.prefix))
    }

    /// The choices in one row.
    pub fn row(&self) -> String {
        self.words.join("  ")
    }

    /// The choices in rows of at most `room` cells each, if one is that wide; of these at most `most`, with the one that
    /// stands in the line among them.
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

/// A command line completed as far as it is certain, and what it may become if that is not all.
pub fn complete(typed: &str) -> (LineEdit, Option<CompletionList>) {
    let choices = completions(typed);
    let common = choices.words.iter().copied().reduce(common_prefix);
    let Some(common) = common else {
        return (LineEdit::new(typed), None);
    };
    let line = format!("{}{common}", choices.prefix);
    if choices.words.len() > 1 {
        return (LineEdit::new(&line), Some(choices));
    }
    let wants_word = choices.prefix.is_empty() && command_words(common).is_some();
    (
        LineEdit::new(&if wants_word { line + " " } else { line }),
        None,
    )
}

/// What two words begin with.
fn common_prefix<'w>(a: &'w str, b: &str) -> &'w str {
    let same = a.chars().zip(b.chars()).take_while(|(a, b)| a == b);
    let len = same.map(|(c, _)| c.len_utf8()).sum();
    a.get(..len).unwrap_or_default()
}

/// What a command line may become.
fn completions(typed: &str) -> CompletionList {
    let begins = |word: &&'static str, typed: &str| word.starts_with(&typed.to_lowercase());
    if let Some((name, word)) = typed.split_once(' ') {
        let words = command_words(name).unwrap_or_default().iter().copied();
        return CompletionList {
            prefix: format!("{name} "),
            words: words.filter(|own| begins(own, word.trim_start())).collect(),
            selected: None,
        };
    }
    let actions = ACTIONS.iter().map(|entry| entry.name);
    let names = actions.chain(COMMANDS.iter().map(|(name, _)| *name));
    let mut words: Vec<&str> = names.filter(|name| begins(name, typed)).collect();
    if words.is_empty() {
        let others = ALIASES.iter().map(|(alias, _)| *alias);
        words = others.filter(|alias| begins(alias, typed)).collect();
    }
    words.sort_unstable();
    words.dedup();
    CompletionList {
        prefix: String::new(),
        words,
        selected: None,
    }
}

/// The words that a command takes; `None` for one that takes none.
fn command_words(name: &str) -> Option<&'static [&'static str]> {
    let name = crate::app::command::run::expand_alias(name);
    let own = COMMANDS.iter().find(|(own, _)| *own == name);
    own.map(|(_, words)| *words)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn completed(typed: &str) -> String {
        let (edit, choices) = complete(typed);
        let row = choices.map_or(String::new(), |choices| format!(" [{}]", choices.row()));
        format!("{}{row}", edit.text())
    }

    #[test]
    fn commands_are_completed_as_far_as_they_are_certain() {
        for (typed, want) in [
            ("them", "theme "),
            ("theme s", "theme sepia"),
            ("theme S", "theme sepia"),
            ("enc", "enc "),
            ("enc b", "enc big5"),
            ("enco", "encoding "),
            ("encoding shi", "encoding shift_jis"),
            ("ruby ", "ruby  [hidden  inline  above]"),
            (
                "next-",
                "next- [next-hit  next-paragraph  next-section  next-sentence  next-top-section]",
            ),
            ("measure ", "measure "),
            ("xyz", "xyz"),
            ("xyz b", "xyz b"),
        ] {
            assert_eq!(
                completed(typed).replace("  [", " ["),
                want.replace("  [", " ["),
                "{typed}"
            );
        }
    }

    #[test]
    fn choices_are_gone_through_round_and_round() {
        let (_, choices) = complete("ruby ");
        let mut choices = choices.unwrap();
        let mut go = |turn| choices.cycle(turn).text().to_owned();
        let forth: Vec<String> = (0..4).map(|_| go(Turn::Next)).collect();
        assert_eq!(
            forth,
            ["ruby hidden", "ruby inline", "ruby above", "ruby hidden"]
        );
        assert_eq!(go(Turn::Prev), "ruby above");
    }

    #[test]
    fn the_choice_in_the_line_is_among_the_rows_shown() {
        let (_, choices) = complete("enc ");
        let mut choices = choices.unwrap();
        let rows = |choices: &CompletionList| choices.rows(18, 3, Widths::default());
        assert_eq!(rows(&choices)[0], "auto  utf-8");
        for _ in 0..choices.words.len() {
            let line = choices.cycle(Turn::Next).text().to_owned();
            let rows = rows(&choices);
            assert!(rows.len() <= 3);
            let word = line.strip_prefix("enc ").unwrap();
            assert!(
                rows.iter()
                    .any(|row| row.split("  ").any(|own| own == word)),
                "{word}: {rows:?}"
            );
        }
        assert!(rows(&choices).iter().all(|row| row.len() <= 18));
    }
}
