//! Rules of the reader: one about headings, one about hidden lines.

use super::pattern::{LineSubject, Pattern};
use crate::doc::explanation::RuleSource;
use std::ops::Range;

/// Deepest level that a rule can give.
pub const MAX_LEVEL: u8 = 9;
/// Longest title, in bytes. A longer line is a title only by the part that matches.
const MAX_TITLE_BYTES: usize = 180;

/// Decision of a rule about a matching line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RuleVerdict {
    /// Not a heading.
    NotHeading,
    /// Heading of this level; `None`: the level follows from its number and place.
    Heading(Option<u8>),
}

/// Rule about headings.
#[derive(Clone, Debug, PartialEq)]
pub struct HeadingRule {
    /// Name and origin.
    pub source: RuleSource,
    /// Pattern of matching lines.
    pub pattern: Pattern,
    /// Decision about matching lines.
    pub verdict: RuleVerdict,
    /// Group of the match that is the title; `None`: the whole line, or the match if the line is too long.
    pub title_group: Option<usize>,
    /// Names of the files that it applies to (`*.txt`); `None`: all.
    pub file_pattern: Option<String>,
}

/// Rule about lines that are not shown.
#[derive(Clone, Debug, PartialEq)]
pub struct HideRule {
    /// Name and origin.
    pub source: RuleSource,
    /// Pattern of matching lines.
    pub pattern: Pattern,
    /// Names of the files that it applies to (`*.txt`); `None`: all.
    pub file_pattern: Option<String>,
}

impl HeadingRule {
    /// Returns the byte range of the title in a line; `None` if the rule does not match.
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

/// Returns whether `name` matches the glob `kind`: `*` matches any characters, `?` exactly one.
pub(crate) fn is_glob_match(kind: &str, name: &str) -> bool {
    let kind: Vec<char> = kind.chars().collect();
    let name: Vec<char> = name.chars().collect();
    let (mut k, mut n) = (0, 0);
    // Restart position: if the pattern after the last `*` fails, the `*` takes one character more.
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
