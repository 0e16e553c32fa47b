//! The place at which reading starts, as the command line names it.

use crate::app::marks::shown::Landing;
use crate::app::reading::motion::Direction;
use std::path::{Path, PathBuf};

/// A place named on the command line. It goes before the saved place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StartPlace {
    /// Line and character of the source, both from 1.
    Line(u64, u64),
    /// Per cent of the text.
    Percent(u32),
    /// The end.
    End,
    /// The end, which is followed while the text grows.
    Following,
    /// The first hit of a word from the top, or from the end.
    Hit(String, Direction),
    /// A heading by its number or its words.
    Section(String),
    /// A mark of the reader, by its name.
    Mark(String, Landing),
    /// A mark, highlight or note of the reader, by its id.
    OwnMark(String),
}

impl StartPlace {
    /// Reads a word of the command line that begins with `+`, without that sign: as less, vim and compilers have it, or
    /// the name of a section.
    pub fn from_plus(word: &str) -> Self {
        // With two signs less means every file; several files are one text here.
        let word = word.strip_prefix('+').unwrap_or(word);
        let number = |digits: &str| {
            let is_number = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
            is_number.then(|| digits.parse().unwrap_or(u64::MAX))
        };
        if let Some(words) = word.strip_prefix(['/', '／']) {
            return Self::Hit(words.to_owned(), Direction::Next);
        }
        if let Some(words) = word.strip_prefix(['?', '？']) {
            return Self::Hit(words.to_owned(), Direction::Prev);
        }
        match word {
            "" | "G" | ">" | "$" => Self::End,
            "F" => Self::Following,
            "g" | "<" => Self::Line(1, 1),
            _ => {
                let line = word.trim_end_matches(['g', 'G']);
                let percent = word.strip_suffix(['%', 'p']).and_then(number);
                match (number(line), percent) {
                    (Some(line), _) => Self::Line(line.max(1), 1),
                    (None, Some(percent)) => Self::Percent(percent.min(100) as u32),
                    (None, None) => Self::Section(word.to_owned()),
                }
            }
        }
    }
}

/// Splits a path with a line and perhaps a character (`a.txt:12`, `a.txt:12:3`), as compilers and `grep -n` print them;
/// `None` if a file is called so, or if there is no such file without the numbers.
pub fn split_line(path: &Path) -> Option<(PathBuf, StartPlace)> {
    if path.exists() {
        return None;
    }
    let mut rest = path.to_str()?;
    let mut numbers = Vec::new();
    while numbers.len() < 2 {
        let without_colon = rest.strip_suffix(':').unwrap_or(rest);
        let Some((before, digits)) = without_colon.rsplit_once(':') else {
            break;
        };
        let Ok(number) = digits.parse::<u64>() else {
            break;
        };
        numbers.insert(0, number.max(1));
        rest = before;
        if Path::new(rest).exists() {
            let line = numbers.first().copied().unwrap_or(1);
            let column = numbers.get(1).copied().unwrap_or(1);
            return Some((PathBuf::from(rest), StartPlace::Line(line, column)));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_with_a_plus_are_those_of_less_and_vim() {
        let words = |words: &str, direction| StartPlace::Hit(words.to_owned(), direction);
        for (word, want) in [
            ("12", StartPlace::Line(12, 1)),
            ("12g", StartPlace::Line(12, 1)),
            ("0", StartPlace::Line(1, 1)),
            ("99999999999999999999999", StartPlace::Line(u64::MAX, 1)),
            ("50%", StartPlace::Percent(50)),
            ("50p", StartPlace::Percent(50)),
            ("", StartPlace::End),
            ("G", StartPlace::End),
            ("+G", StartPlace::End),
            ("F", StartPlace::Following),
            ("/数据", words("数据", Direction::Next)),
            ("?数据", words("数据", Direction::Prev)),
            ("第三章", StartPlace::Section("第三章".to_owned())),
            ("3.2", StartPlace::Section("3.2".to_owned())),
        ] {
            assert_eq!(StartPlace::from_plus(word), want, "{word}");
        }
    }
}
