//! A rule about headings, and one about hidden lines.

use super::pattern::{LineSubject, Pattern};
use crate::error::Notice;
use std::ops::Range;

/// Deepest level that can be asked for.
pub const MAX_LEVEL: u8 = 9;
/// Longest title that is taken from a line as a whole, in bytes, and longest there is.
const MAX_TITLE_BYTES: usize = 180;

/// What a rule says of a line that it matches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RuleVerdict {
    /// It is no heading.
    NotHeading,
    /// It is one of this level; `None`: of the level that it would have by its number and its place.
    Heading(Option<u8>),
}

/// Where a rule is known from, and what it is called: for telling why.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RuleSource {
    /// Its name, if it has one.
    pub name: Option<String>,
    /// The file it stands in, and perhaps the line: `config.toml:12`.
    pub location: String,
}

impl RuleSource {
    /// The rule in words.
    pub fn describe(&self) -> Notice {
        let place = &self.location;
        match &self.name {
            Some(name) => Notice::new(
                format!("{place} 的规则“{name}”"),
                format!("the rule “{name}” of {place}"),
            ),
            None => Notice::new(format!("{place} 的规则"), format!("the rule of {place}")),
        }
    }
}

/// A rule about headings.
#[derive(Clone, Debug, PartialEq)]
pub struct HeadingRule {
    /// Its name and place.
    pub source: RuleSource,
    /// Which lines it is about.
    pub pattern: Pattern,
    /// What it says of them.
    pub verdict: RuleVerdict,
    /// The group of the match that is the title; `None`: the line, or what matches of a long one.
    pub title_group: Option<usize>,
    /// Which files it is for (`*.txt`); `None`: all.
    pub file_pattern: Option<String>,
}

/// A rule about lines that are not shown.
#[derive(Clone, Debug, PartialEq)]
pub struct HideRule {
    /// Its name and place.
    pub source: RuleSource,
    /// Which lines it is about.
    pub pattern: Pattern,
    /// Which files it is for (`*.txt`); `None`: all.
    pub file_pattern: Option<String>,
}

impl HeadingRule {
    /// The title in a line, if the rule is about it.
    pub(crate) fn find_title(&self, subject: &LineSubject) -> Option<Range<usize>> {
        let found = self.pattern.find(subject)?;
        let line = subject.line();
        let whole = subject.indent()..line.len();
        let title = match self.title_group {
            Some(group) => found.group(group)?,
            None if whole.len() <= MAX_TITLE_BYTES => whole,
            None => found.group(0).unwrap_or(whole),
        };
        let length = title.len().min(MAX_TITLE_BYTES);
        let words = line.get(title.clone())?;
        Some(title.start..title.start + words.floor_char_boundary(length))
    }
}

/// Whether a name is of a kind in which `*` stands for any characters and `?` for one.
pub(crate) fn is_glob_match(kind: &str, name: &str) -> bool {
    let kind: Vec<char> = kind.chars().collect();
    let name: Vec<char> = name.chars().collect();
    let (mut k, mut n) = (0, 0);
    // Where to go on when what follows the last `*` does not fit: it takes one character more.
    let mut star = None;
    while let Some(&c) = name.get(n) {
        match kind.get(k) {
            Some('*') => {
                star = Some((k, n));
                k += 1;
            }
            Some(&wanted) if wanted == '?' || wanted == c => {
                k += 1;
                n += 1;
            }
            _ => match star {
                Some((at, taken)) => {
                    star = Some((at, taken + 1));
                    k = at + 1;
                    n = taken + 1;
                }
                None => return false,
            },
        }
    }
    kind.get(k..)
        .is_none_or(|rest| rest.iter().all(|&c| c == '*'))
}
