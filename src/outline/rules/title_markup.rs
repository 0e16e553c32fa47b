//! Titles in source files of typesetting systems.
//!
//! The extension of such a file determines its title syntax. Only lines in this syntax are titles.

use std::ops::Range;

/// Syntax of titles.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TitleMarkup {
    /// Stars before the title: `** 第二节` (Org).
    Stars,
    /// Equals signs before the title: `== 第二节` (`AsciiDoc`, Typst).
    Equals,
    /// Commands: `\section{第二节}` (LaTeX).
    Commands,
}

/// LaTeX commands that begin titles, outermost first.
const COMMANDS: [&str; 6] = [
    "part",
    "chapter",
    "section",
    "subsection",
    "subsubsection",
    "paragraph",
];

impl TitleMarkup {
    /// Returns the title syntax of a file by its extension; `None` for other files.
    pub(crate) fn from_file_name(name: &str) -> Option<Self> {
        let (_, ending) = name.rsplit_once('.')?;
        Some(match ending.to_lowercase().as_str() {
            "org" => Self::Stars,
            "adoc" | "asciidoc" | "typ" => Self::Equals,
            "tex" | "latex" => Self::Commands,
            _ => return None,
        })
    }

    /// Returns the level of the title on a line, from 1, and its byte range in the line. `None` for other
    /// lines.
    pub(crate) fn title(self, line: &str) -> Option<(u8, Range<usize>)> {
        match self {
            Self::Stars => sign_title(line, '*'),
            Self::Equals => sign_title(line, '='),
            Self::Commands => command_title(line),
        }
    }
}

/// Parses signs, a blank and a title at the very beginning of a line. Trailing signs are not part of the title.
fn sign_title(line: &str, sign: char) -> Option<(u8, Range<usize>)> {
    let words = line.trim_start_matches(sign);
    let level = line.len() - words.len();
    let title = words.strip_prefix([' ', '\t', '\u{3000}'])?.trim_start();
    let start = line.len() - title.len();
    let title = title.trim_end().trim_end_matches(sign).trim_end();
    let is_title = (1..=9).contains(&level) && !title.is_empty();
    is_title.then(|| (level as u8, start..start + title.len()))
}

/// Parses the argument of a LaTeX command. The short form in brackets is skipped.
fn command_title(line: &str) -> Option<(u8, Range<usize>)> {
    let rest = line.trim_start().strip_prefix('\\')?;
    let name = rest.split(|c: char| !c.is_ascii_alphabetic()).next()?;
    let level = COMMANDS.iter().position(|command| *command == name)? as u8 + 1;
    let mut rest = rest.get(name.len()..)?;
    rest = rest.strip_prefix('*').unwrap_or(rest).trim_start();
    if let Some(short) = rest.strip_prefix('[') {
        rest = short.split_once(']')?.1.trim_start();
    }
    let title = rest.strip_prefix('{')?;
    let mut depth = 1_u32;
    let mut signs = title.char_indices();
    let end = signs.find_map(|(at, c)| {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        (depth == 0).then_some(at)
    });
    let start = line.len() - title.len();
    let title = title.get(..end.unwrap_or(title.len()))?;
    (!title.trim().is_empty()).then(|| (level, start..start + title.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_are_told_by_their_marks() {
        for (name, line, want) in [
            ("a.org", "* 山", Some((1, "山"))),
            ("a.org", "*** TODO 山路  ", Some((3, "TODO 山路"))),
            ("a.org", "*山*", None),
            ("a.org", " * 山", None),
            ("a.org", "*  ", None),
            ("a.adoc", "== 山", Some((2, "山"))),
            ("a.ADOC", "= 山 =", Some((1, "山"))),
            ("a.typ", "=山", None),
            ("a.adoc", "========", None),
            ("a.tex", r"\section{山}", Some((3, "山"))),
            (
                "a.tex",
                r"  \chapter*[短]{山\textbf{路}} % 注",
                Some((2, r"山\textbf{路}")),
            ),
            ("a.tex", r"\section{没有关上", Some((3, "没有关上"))),
            ("a.tex", r"\sectionmark{山}", None),
            ("a.tex", r"% \section{山}", None),
        ] {
            let markup = TitleMarkup::from_file_name(name).unwrap();
            let found = markup.title(line);
            let found = found.map(|(level, title)| (level, line.get(title).unwrap()));
            assert_eq!(found, want, "{line}");
        }
        for name in ["a.txt", "a", "org", "a.rst"] {
            assert_eq!(TitleMarkup::from_file_name(name), None, "{name}");
        }
    }
}
