//! What a command line may become: found when it is asked for, shown as a list, and gone through one after the other.

use super::run::{ALIASES, WORDED};
use crate::app::input::action::ACTIONS;
use crate::app::input::line_edit::Edit;
use crate::text::width::{Widths, text_width};

/// What a command line may become, while that is looked through.
#[derive(Clone, Debug)]
pub struct Choices {
    /// What stands before the word in question.
    head: String,
    words: Vec<&'static str>,
    /// The word that stands in the line; `None` before the first was taken.
    at: Option<usize>,
}

/// Direction in which choices are gone through.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Turn {
    /// To the next.
    Next,
    /// To the one before.
    Back,
}

/// Blanks between choices in a list.
const BETWEEN: u16 = 2;

impl Choices {
    /// Takes the next choice, round and round; gives the line that it makes.
    pub fn turn(&mut self, turn: Turn) -> Edit {
        let count = self.words.len().max(1);
        let at = match (self.at, turn) {
            (None, Turn::Next) => 0,
            (None, Turn::Back) => count - 1,
            (Some(at), Turn::Next) => (at + 1) % count,
            (Some(at), Turn::Back) => (at + count - 1) % count,
        };
        self.at = Some(at);
        let word = self.words.get(at).copied().unwrap_or_default();
        Edit::new(&format!("{}{word}", self.head))
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
                Some(row) if width(row) + BETWEEN + width(word) <= room => {
                    row.push_str(&" ".repeat(usize::from(BETWEEN)));
                    row.push_str(word);
                }
                _ => rows.push((*word).to_owned()),
            }
            if self.at == Some(i) {
                current = rows.len() - 1;
            }
        }
        let above = (current + 1).saturating_sub(most);
        rows.into_iter().skip(above).take(most).collect()
    }
}

/// A command line completed as far as it is certain, and what it may become if that is not all.
pub fn complete(typed: &str) -> (Edit, Option<Choices>) {
    let choices = choices(typed);
    let common = choices.words.iter().copied().reduce(common);
    let Some(common) = common else {
        return (Edit::new(typed), None);
    };
    let line = format!("{}{common}", choices.head);
    if choices.words.len() > 1 {
        return (Edit::new(&line), Some(choices));
    }
    let wants_word = choices.head.is_empty() && words_of(common).is_some();
    (Edit::new(&if wants_word { line + " " } else { line }), None)
}

/// What two words begin with.
fn common<'w>(a: &'w str, b: &str) -> &'w str {
    let same = a.chars().zip(b.chars()).take_while(|(a, b)| a == b);
    let len = same.map(|(c, _)| c.len_utf8()).sum();
    a.get(..len).unwrap_or_default()
}

/// What a command line may become.
fn choices(typed: &str) -> Choices {
    let begins = |word: &&'static str, typed: &str| word.starts_with(&typed.to_lowercase());
    if let Some((name, word)) = typed.split_once(' ') {
        let words = words_of(name).unwrap_or_default().iter().copied();
        return Choices {
            head: format!("{name} "),
            words: words.filter(|own| begins(own, word.trim_start())).collect(),
            at: None,
        };
    }
    let actions = ACTIONS.iter().map(|entry| entry.name);
    let names = actions.chain(WORDED.iter().map(|(name, _)| *name));
    let mut words: Vec<&str> = names.filter(|name| begins(name, typed)).collect();
    if words.is_empty() {
        let others = ALIASES.iter().map(|(alias, _)| *alias);
        words = others.filter(|alias| begins(alias, typed)).collect();
    }
    words.sort_unstable();
    words.dedup();
    Choices {
        head: String::new(),
        words,
        at: None,
    }
}

/// The words that a command takes; `None` for one that takes none.
fn words_of(name: &str) -> Option<&'static [&'static str]> {
    let name = crate::app::command::run::meant(name);
    let own = WORDED.iter().find(|(own, _)| *own == name);
    own.map(|(_, words)| *words)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(typed: &str) -> String {
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
                shown(typed).replace("  [", " ["),
                want.replace("  [", " ["),
                "{typed}"
            );
        }
    }

    #[test]
    fn choices_are_gone_through_round_and_round() {
        let (_, choices) = complete("ruby ");
        let mut choices = choices.unwrap();
        let mut go = |turn| choices.turn(turn).text().to_owned();
        let forth: Vec<String> = (0..4).map(|_| go(Turn::Next)).collect();
        assert_eq!(
            forth,
            ["ruby hidden", "ruby inline", "ruby above", "ruby hidden"]
        );
        assert_eq!(go(Turn::Back), "ruby above");
    }

    #[test]
    fn the_choice_in_the_line_is_among_the_rows_shown() {
        let (_, choices) = complete("enc ");
        let mut choices = choices.unwrap();
        let rows = |choices: &Choices| choices.rows(18, 3, Widths::default());
        assert_eq!(rows(&choices)[0], "auto  utf-8");
        for _ in 0..choices.words.len() {
            let line = choices.turn(Turn::Next).text().to_owned();
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
