//! Regular expressions over one line.
//!
//! Rule files need look-around, so the engine backtracks. A match that takes too many steps is given up and
//! counts as no match; an expression that is given up again and again is no longer tried.

use fancy_regex::{Captures, CompileError, Regex, RegexBuilder};
use std::ops::Range;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

/// Bytes at the start of a line that are searched.
pub(crate) const MAX_LINE_BYTES: usize = 1 << 10;
/// Maximum backtracking steps per line.
const MAX_BACKTRACK_STEPS: usize = 10_000;
/// Largest compiled expression, in bytes.
const MAX_REGEX_BYTES: usize = 1 << 20;
/// Sizes by which compiled expressions are counted, in bytes: each counts as the smallest that holds it.
const SIZE_STEPS_BYTES: [usize; 4] = [16 << 10, 64 << 10, 256 << 10, MAX_REGEX_BYTES];
/// Maximum size of all expressions of a file together, in bytes.
const MAX_FILE_REGEX_BYTES: usize = 32 << 20;
/// Largest backtracking part of an expression, in instructions of the engine.
const MAX_PROGRAM_OP_COUNT: usize = 1 << 14;

/// Lines over which an expression may be given up before it is no longer tried: a second of work at most.
const MAX_GIVEN_UP_LINE_COUNT: u32 = 500;

/// Regular expression. Equal if the sources are equal.
#[derive(Clone, Debug)]
pub struct Pattern {
    source: String,
    regex: Regex,
    /// Number of lines over which it was given up; clones share it.
    given_up_count: Arc<AtomicU32>,
}

impl PartialEq for Pattern {
    fn eq(&self, other: &Self) -> bool {
        self.source == other.source
    }
}

/// Line as patterns see it. A line end precedes it, so that `(?<=…)` at its first character finds a blank,
/// as in the whole text. Trailing blanks are removed, and long lines are cut to [`MAX_LINE_BYTES`].
#[derive(Clone, Debug)]
pub struct LineSubject(String);

impl LineSubject {
    /// Prepares `line` for matching.
    pub fn of(line: &str) -> Self {
        let head = line
            .get(..line.floor_char_boundary(MAX_LINE_BYTES))
            .unwrap_or(line);
        Self(format!("\n{}", head.trim_end()))
    }

    /// Returns the line.
    pub fn line(&self) -> &str {
        self.0.get(1..).unwrap_or_default()
    }

    /// Returns the bytes of leading blanks.
    pub fn indent(&self) -> usize {
        self.line().len() - self.line().trim_start().len()
    }
}

/// Match of a pattern in a line, with its groups.
pub struct PatternMatch<'s> {
    subject: &'s LineSubject,
    groups: Captures<'s, str>,
}

impl PatternMatch<'_> {
    /// Returns the byte range of a group in the line, without blanks around it; group 0 is the whole match.
    /// `None` if the group did not take part or is blank.
    pub fn group(&self, number: usize) -> Option<Range<usize>> {
        let found = self.groups.get(number)?;
        let words = found.as_str();
        let start = found.start() + words.len() - words.trim_start().len();
        let end = start + words.trim().len();
        let line = self.subject.line().len();
        (start < end).then(|| start.saturating_sub(1)..end.saturating_sub(1).min(line))
    }
}

/// Room for the compiled expressions of a file.
#[derive(Clone, Debug)]
pub struct PatternRoom {
    /// Bytes that are free; `None` once an expression had no room.
    free_bytes: Option<usize>,
}

impl Default for PatternRoom {
    fn default() -> Self {
        Self {
            free_bytes: Some(MAX_FILE_REGEX_BYTES),
        }
    }
}

/// Fault of an expression.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PatternFault {
    /// Message of the engine, in English, on one line.
    Invalid(String),
    /// The expressions of the file are too large together; none is compiled after that.
    NoRoom {
        /// Whether it is the first without room.
        is_first: bool,
    },
}

/// Fault of an expression that is compiled within a size.
struct BuildFault {
    /// Whether a larger size may do.
    is_size: bool,
    /// Message of the engine.
    words: String,
}

/// Returns whether an expression was too large.
fn is_about_size(error: &fancy_regex::Error) -> bool {
    match error {
        fancy_regex::Error::CompileError(error) => match &**error {
            CompileError::InnerError(error) => error.size_limit().is_some(),
            CompileError::DfaBuildError(..) => true,
            _ => false,
        },
        _ => false,
    }
}

impl PatternRoom {
    /// Compiles an expression and takes room for it.
    ///
    /// # Errors
    /// The fault of the expression.
    pub fn compile(&mut self, source: &str) -> Result<Pattern, PatternFault> {
        let Some(free_bytes) = self.free_bytes else {
            return Err(PatternFault::NoRoom { is_first: false });
        };
        for size in SIZE_STEPS_BYTES {
            let fault = match Pattern::within(source, size) {
                Err(fault) if fault.is_size && size < MAX_REGEX_BYTES => continue,
                Err(fault) if !fault.is_size => return Err(PatternFault::Invalid(fault.words)),
                found => found.map_err(|fault| PatternFault::Invalid(fault.words)),
            };
            // One that is too large took as long to compile as the largest.
            self.free_bytes = free_bytes.checked_sub(size);
            return match self.free_bytes {
                Some(_) => fault,
                None => Err(PatternFault::NoRoom { is_first: true }),
            };
        }
        Err(PatternFault::Invalid(String::new()))
    }
}

impl Pattern {
    /// Compiles a regular expression.
    ///
    /// # Errors
    /// Message of the engine, in English, on one line.
    pub fn new(source: &str) -> Result<Self, String> {
        Self::within(source, MAX_REGEX_BYTES).map_err(|fault| fault.words)
    }

    /// Compiles a regular expression whose parts have at most `max_bytes` each.
    fn within(source: &str, max_bytes: usize) -> Result<Self, BuildFault> {
        let regex = RegexBuilder::new(source)
            .multi_line(true)
            .backtrack_limit(MAX_BACKTRACK_STEPS)
            .delegate_size_limit(max_bytes)
            .max_prog_size(MAX_PROGRAM_OP_COUNT)
            .build();
        match regex {
            Ok(regex) => Ok(Self {
                source: source.to_owned(),
                regex,
                given_up_count: Arc::default(),
            }),
            Err(error) => {
                let words = error.to_string();
                Err(BuildFault {
                    is_size: is_about_size(&error),
                    words: words.split_whitespace().collect::<Vec<_>>().join(" "),
                })
            }
        }
    }

    /// Returns the number of groups, group 0 included.
    pub fn groups(&self) -> usize {
        self.regex.captures_len()
    }

    /// Returns whether it matches somewhere in the line.
    pub fn is_match(&self, subject: &LineSubject) -> bool {
        !self.is_too_slow()
            && self.regex.is_match(subject.0.as_str()).unwrap_or_else(|_| {
                self.given_up_count.fetch_add(1, Ordering::Relaxed);
                false
            })
    }

    /// Returns whether it was given up so often that it is no longer tried.
    pub fn is_too_slow(&self) -> bool {
        self.given_up_count.load(Ordering::Relaxed) >= MAX_GIVEN_UP_LINE_COUNT
    }

    /// Returns the first match; `None` if no part of the line matches.
    pub fn find<'s>(&self, subject: &'s LineSubject) -> Option<PatternMatch<'s>> {
        // Most lines do not match, and a test without groups is faster.
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
        for _ in 1..MAX_GIVEN_UP_LINE_COUNT {
            assert!(!slow.is_too_slow());
            assert!(!slow.is_match(&LineSubject::of(&"a".repeat(900))));
        }
        assert!(slow.clone().is_too_slow());
        assert!(!slow.is_match(&LineSubject::of("aabc")));
        assert!(Pattern::new(r"(?:\w{1000}){1000}").is_err());
        assert!(Pattern::new("(").is_err());
    }

    #[test]
    fn expressions_of_a_file_are_bounded_together() {
        let mut room = PatternRoom::default();
        // More than 256 KiB each, and less than 1 MiB.
        let large = |n: usize| format!(r"^\w{{20}}(?:{n})");
        let results: Vec<_> = (0..99).map(|n| room.compile(&large(n))).collect();
        let count = results.iter().filter(|result| result.is_ok()).count();
        assert_eq!(count, MAX_FILE_REGEX_BYTES / MAX_REGEX_BYTES);
        let faults = results.into_iter().filter_map(Result::err);
        let is_first = |fault| fault == PatternFault::NoRoom { is_first: true };
        assert_eq!(faults.filter(|fault| is_first(fault.clone())).count(), 1);
        // One that is too large takes room as well, since it took time.
        let mut room = PatternRoom::default();
        let too_large = |n: usize| format!(r"(?:\w{{1000}}){{1000}}{n}");
        let results: Vec<_> = (0..99).map(|n| room.compile(&too_large(n))).collect();
        let is_invalid = |result: &&_| matches!(result, Err(PatternFault::Invalid(_)));
        let count = results.iter().filter(is_invalid).count();
        assert_eq!(count, MAX_FILE_REGEX_BYTES / MAX_REGEX_BYTES);
        // Usual mistakes take none, and as many usual rules as are read have room.
        let mut room = PatternRoom::default();
        for n in 0..500 {
            let usual =
                format!(r"^[　\s]*第[〇零一二三四五六七八九十百千万\d]+[章回节].{{0,30}}{n}$");
            assert!(room.compile(&usual).is_ok(), "{n}");
        }
        assert!(matches!(room.compile("("), Err(PatternFault::Invalid(_))));
    }
}
