//! Completion of the command line: the longest certain prefix, and the list of words that may follow.

use super::choices::CompletionList;
use super::meaning::{Meaning, in_own_names};
use super::table::{ALIASES, COMMANDS};
use crate::app::input::action::ACTIONS;
use crate::app::input::line_edit::LineEdit;
use crate::session::config::ConfigKey;
use std::borrow::Cow;

/// Commands that take the path of a file.
const PATH_COMMANDS: [&str; 13] = [
    "e", "e!", "edit", "edit!", "open", "save", "save!", "saveas", "w", "w!", "write", "sp", "vs",
];

/// Returns the beginning of a path where `typed` is a command that takes one, with what stands before it.
pub fn path_of(typed: &str) -> Option<(&str, &str)> {
    let (name, _) = typed.split_once(char::is_whitespace)?;
    let path = typed.get(name.len()..)?.trim_start();
    let before = typed.get(..typed.len() - path.len())?;
    let own = in_own_names(typed);
    let own = own.split_whitespace().next()?;
    PATH_COMMANDS.contains(&own).then_some((before, path))
}

/// Completes `typed` as far as that is unambiguous. The list is `Some` if several words remain possible.
pub fn complete(typed: &str) -> (LineEdit, Option<CompletionList>) {
    let choices = completions(typed);
    let (line, choices) = narrow(typed, choices);
    let wants_word = choices.is_none() && command_words(line.text()).is_some();
    let line = match line.text() {
        text if wants_word => LineEdit::new(&format!("{text} ")),
        text if choices.is_none() && is_valued_setting(text) => LineEdit::new(&format!("{text}=")),
        _ => line,
    };
    (line, choices)
}

/// Returns whether a line ends in the name of a setting that is to have a value.
fn is_valued_setting(typed: &str) -> bool {
    let Some((name, words)) = typed.split_once(char::is_whitespace) else {
        return false;
    };
    let last = words.rsplit(' ').next().unwrap_or(words);
    let key = ConfigKey::from_name(last).filter(|_| is_set(name));
    key.is_some_and(|key| !key.is_switch())
}

/// Returns whether a name is that of the command for settings.
fn is_set(name: &str) -> bool {
    name == "se" || Meaning::of(name, true) == Meaning::Command("set")
}

/// Completes the path in `typed` by the names found in its folder.
pub fn complete_path(typed: &str, names: Vec<String>) -> (LineEdit, Option<CompletionList>) {
    let path = path_of(typed).map_or("", |(_, path)| path);
    let begin = path.rsplit_once('/').map_or(path, |(_, begin)| begin);
    let before = typed.get(..typed.len() - begin.len()).unwrap_or_default();
    let names = names.into_iter().map(Cow::Owned).collect();
    narrow(typed, CompletionList::new(before.to_owned(), names))
}

/// Returns the line as far as all choices agree, and the choices if there are several.
fn narrow(typed: &str, choices: CompletionList) -> (LineEdit, Option<CompletionList>) {
    let common = choices.words().iter().map(|word| &**word);
    let Some(common) = common.reduce(common_prefix) else {
        return (LineEdit::new(typed), None);
    };
    let line = LineEdit::new(&format!("{}{common}", choices.prefix()));
    // Names that differ in case alone have less in common than is typed.
    let line = if line.text().len() < typed.len() {
        LineEdit::new(typed)
    } else {
        line
    };
    let has_several = choices.words().len() > 1;
    (line, has_several.then_some(choices))
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
    let borrowed = |words: Vec<&'static str>| words.into_iter().map(Cow::Borrowed).collect();
    if let Some((name, word)) = typed.split_once(char::is_whitespace) {
        // Of several settings in a line the last is completed, by its name and then by its value.
        let last = word.rfind(' ').map_or(0, |at| at + 1);
        let (name, last) = if is_set(name) {
            ("set", word.get(last..).unwrap_or_default())
        } else {
            (name, word.trim_start())
        };
        let (setting, last) = match last.split_once('=') {
            Some((setting, value)) if name == "set" => (ConfigKey::from_name(setting), value),
            _ => (None, last),
        };
        let words = match setting {
            Some(key) => key.words(),
            None => command_words(name).unwrap_or_default(),
        };
        let words = words.iter().copied();
        let words = words.filter(|own| begins(own, last));
        let before = typed.get(..typed.len() - last.len()).unwrap_or_default();
        return CompletionList::new(before.to_owned(), borrowed(words.collect()));
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
    CompletionList::new(String::new(), borrowed(words))
}

/// Returns the arguments that a command accepts; `None` if it takes no argument.
fn command_words(name: &str) -> Option<&'static [&'static str]> {
    let name = match Meaning::of(name, true) {
        Meaning::Command(own) => own,
        _ => name,
    };
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
                "next- [next-hit  next-paragraph  next-section  next-sentence  next-top-section  next-value]",
            ),
            ("measure ", "measure "),
            ("set kin", "set kinsoku="),
            ("set kinsoku=", "set kinsoku= [none  basic  gb  strict]"),
            ("set justify chap", "set justify chapters="),
            ("设置 just", "设置 justify"),
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
