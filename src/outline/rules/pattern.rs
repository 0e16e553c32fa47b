//! A regular expression over one line. Look-around is understood, as rule files need it; what would take
//! too long is given up, and is no match.

use fancy_regex::{Captures, Regex, RegexBuilder};
use std::ops::Range;

/// Bytes of a line that are looked at.
pub(crate) const MAX_LINE_BYTES: usize = 1 << 10;
/// Steps back after which a line is given up.
const MAX_BACKTRACK_STEPS: usize = 10_000;
/// Largest compiled expression, in bytes, and in instructions of the part that steps back.
const MAX_REGEX_BYTES: usize = 1 << 20;
const MAX_PROGRAM_OPS: usize = 1 << 14;

/// A regular expression.
#[derive(Clone, Debug)]
pub struct Pattern {
    source: String,
    regex: Regex,
}

impl PartialEq for Pattern {
    fn eq(&self, other: &Self) -> bool {
        self.source == other.source
    }
}

/// A line as patterns see it: a line end before it, so that a look behind its first character finds a
/// blank there as it does in the whole text; no blanks behind it; of a long one the head.
#[derive(Clone, Debug)]
pub struct LineSubject(String);

impl LineSubject {
    /// `line` without its line end.
    pub fn of(line: &str) -> Self {
        let head = line
            .get(..line.floor_char_boundary(MAX_LINE_BYTES))
            .unwrap_or(line);
        Self(format!("\n{}", head.trim_end()))
    }

    /// The line.
    pub fn line(&self) -> &str {
        self.0.get(1..).unwrap_or_default()
    }

    /// Bytes of the line before its first character that is not blank.
    pub fn indent(&self) -> usize {
        self.line().len() - self.line().trim_start().len()
    }
}

/// A match: what it covers of the line, in bytes without the blanks around it, and its groups.
pub struct PatternMatch<'s> {
    subject: &'s LineSubject,
    groups: Captures<'s, str>,
}

impl PatternMatch<'_> {
    /// Bytes of the line that a group covers, without the blanks around it; the match itself is group 0.
    /// `None` for a group that is not there or covers nothing but blanks.
    pub fn group(&self, number: usize) -> Option<Range<usize>> {
        let found = self.groups.get(number)?;
        let words = found.as_str();
        let start = found.start() + words.len() - words.trim_start().len();
        let end = start + words.trim().len();
        let line = self.subject.line().len();
        (start < end).then(|| start.saturating_sub(1)..end.saturating_sub(1).min(line))
    }
}

impl Pattern {
    /// Reads a regular expression.
    ///
    /// # Errors
    /// What is wrong with it, in English, on one line.
    pub fn new(source: &str) -> Result<Self, String> {
        let regex = RegexBuilder::new(source)
            .multi_line(true)
            .backtrack_limit(MAX_BACKTRACK_STEPS)
            .delegate_size_limit(MAX_REGEX_BYTES)
            .max_prog_size(MAX_PROGRAM_OPS)
            .build();
        match regex {
            Ok(regex) => Ok(Self {
                source: source.to_owned(),
                regex,
            }),
            Err(error) => {
                let words = error.to_string();
                Err(words.split_whitespace().collect::<Vec<_>>().join(" "))
            }
        }
    }

    /// How many groups it has, itself counted.
    pub fn groups(&self) -> usize {
        self.regex.captures_len()
    }

    /// Whether it matches somewhere in the line.
    pub fn is_match(&self, subject: &LineSubject) -> bool {
        self.regex.is_match(subject.0.as_str()).unwrap_or(false)
    }

    /// The first match.
    pub fn find<'s>(&self, subject: &'s LineSubject) -> Option<PatternMatch<'s>> {
        // Most lines do not match, which is found out faster without groups.
        if !self.is_match(subject) {
            return None;
        }
        let groups = self.regex.captures(subject.0.as_str()).ok().flatten()?;
        Some(PatternMatch { subject, groups })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_seen_as_in_the_whole_text() {
        for (source, line, want) in [
            (r"(?<=[　\s])第.+$", "第一章 山  ", Some("第一章 山")),
            (r"(?<=[　\s])第.+$", "　　第一章 山", Some("第一章 山")),
            (r"^第.+?章", "第一章 山", Some("第一章")),
            (r"^正文(?!完)", "正文完", None),
            (r"^　　$", "　　", None),
        ] {
            let pattern = Pattern::new(source).unwrap();
            let subject = LineSubject::of(line);
            let found = pattern.find(&subject).and_then(|found| found.group(0));
            let found = found.and_then(|range| line.get(range));
            assert_eq!(found, want, "{source} in {line}");
        }
    }

    #[test]
    fn what_takes_too_long_or_is_too_large_is_given_up() {
        let slow = Pattern::new(r"^(?=(a|a)+\1b).*c").unwrap();
        assert!(!slow.is_match(&LineSubject::of(&"a".repeat(900))));
        assert!(Pattern::new(r"(?:\w{1000}){1000}").is_err());
        assert!(Pattern::new("(").is_err());
    }
}
