//! Completion of the command line: the longest certain prefix, and the list of words that may follow.

use super::choices::CompletionList;
use super::table::{ALIASES, COMMANDS, expand_alias};
use crate::app::input::action::ACTIONS;
use crate::app::input::line_edit::LineEdit;

/// Completes `typed` as far as that is unambiguous. The list is `Some` if several words remain possible.
pub fn complete(typed: &str) -> (LineEdit, Option<CompletionList>) {
    let choices = completions(typed);
    let common = choices.words().iter().copied().reduce(common_prefix);
    let Some(common) = common else {
        return (LineEdit::new(typed), None);
    };
    let line = format!("{}{common}", choices.prefix());
    if choices.words().len() > 1 {
        return (LineEdit::new(&line), Some(choices));
    }
    let wants_word = choices.prefix().is_empty() && command_words(common).is_some();
    (
        LineEdit::new(&if wants_word { line + " " } else { line }),
        None,
    )
}

/// Returns the longest common prefix of two words.
fn common_prefix<'w>(a: &'w str, b: &str) -> &'w str {
    let same = a.chars().zip(b.chars()).take_while(|(a, b)| a == b);
    let len = same.map(|(c, _)| c.len_utf8()).sum();
    a.get(..len).unwrap_or_default()
}

/// Returns the possible completions of `typed`.
fn completions(typed: &str) -> CompletionList {
    let begins = |word: &&'static str, typed: &str| word.starts_with(&typed.to_lowercase());
    if let Some((name, word)) = typed.split_once(' ') {
        let words = command_words(name).unwrap_or_default().iter().copied();
        let words = words.filter(|own| begins(own, word.trim_start()));
        return CompletionList::new(format!("{name} "), words.collect());
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
    CompletionList::new(String::new(), words)
}

/// Returns the arguments that a command accepts; `None` if it takes no argument.
fn command_words(name: &str) -> Option<&'static [&'static str]> {
    let name = expand_alias(name);
    let own = COMMANDS.iter().find(|(own, _)| *own == name);
    own.map(|(_, words)| *words)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::reading::motion::Direction;
    use crate::text::width::Widths;

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
        let forth: Vec<String> = (0..4).map(|_| go(Direction::Next)).collect();
        assert_eq!(
            forth,
            ["ruby hidden", "ruby inline", "ruby above", "ruby hidden"]
        );
        assert_eq!(go(Direction::Prev), "ruby above");
    }

    #[test]
    fn the_choice_in_the_line_is_among_the_rows_shown() {
        let (_, choices) = complete("enc ");
        let mut choices = choices.unwrap();
        let rows = |choices: &CompletionList| choices.rows(18, 3, Widths::default());
        assert_eq!(rows(&choices)[0], "auto  utf-8");
        for _ in 0..choices.words().len() {
            let line = choices.cycle(Direction::Next).text().to_owned();
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
