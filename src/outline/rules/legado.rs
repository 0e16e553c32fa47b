//! `txtTocRule.json` of 阅读 (Legado): rules for chapter titles, as readers of that app write and share them.
//!
//! The app chooses for each book the one enabled rule that fits best. This module does the same, because all
//! rules together would match too much.

use super::lenient_json;
use super::pattern::{LineSubject, PatternFault, PatternRoom};
use super::rule::{HeadingRule, RuleVerdict};
use crate::doc::explanation::RuleSource;
use serde_json::Value;
use std::path::Path;

/// Maximum number of rules of a file; the rest is ignored.
const MAX_RULE_COUNT: usize = 500;
/// Bytes of a text from which a rule is chosen, the same number as in the app.
pub(crate) const RULE_SAMPLE_BYTES: u64 = 512_000;
/// Minimum bytes between two titles that count. Closer lines are a list.
const MIN_TITLE_GAP_BYTES: usize = 2_000;
/// Longest line that may be a title, in bytes.
const MAX_TITLE_BYTES: usize = 300;
/// Minimum number of titles that a rule must find to be chosen.
const MIN_TITLE_COUNT: usize = 2;

/// Fault in a file of rules.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RuleFileFault {
    /// JSON that is not an array of rules.
    NotArray,
    /// Invalid JSON.
    NotJson {
        /// Line of the first mistake, from 1.
        line: usize,
    },
    /// Rule with a regular expression that the engine rejects.
    InvalidPattern {
        /// Number of the rule, from 1.
        number: usize,
        /// Name of the rule.
        name: String,
        /// Message of the engine, in English.
        engine: String,
    },
    /// Rules that are too large together: the rest is left out.
    TooLarge {
        /// Number of the first rule that is left out, from 1.
        number: usize,
    },
}

/// Parses a rule file. Disabled rules and rules with a fault are left out; the faults are returned.
pub(crate) fn parse_rules(path: &Path, text: &str) -> (Vec<HeadingRule>, Vec<RuleFileFault>) {
    let mut faults = Vec::new();
    let file = path.file_name().unwrap_or_default().to_string_lossy();
    let items = match lenient_json::parse(text) {
        Ok(Value::Array(items)) => items,
        Ok(one @ Value::Object(_)) => vec![one],
        Ok(_) => {
            faults.push(RuleFileFault::NotArray);
            Vec::new()
        }
        Err(line) => {
            faults.push(RuleFileFault::NotJson { line });
            Vec::new()
        }
    };
    let mut room = PatternRoom::default();
    let mut rules: Vec<(f64, HeadingRule)> = Vec::new();
    for (index, item) in items.iter().enumerate().take(MAX_RULE_COUNT) {
        let Some(source) = item.get("rule").and_then(Value::as_str) else {
            continue;
        };
        if item.get("enable") == Some(&Value::Bool(false)) {
            continue;
        }
        let title = item.get("name").and_then(Value::as_str).unwrap_or(source);
        match room.compile(&java_to_rust_regex(source)) {
            Ok(pattern) => rules.push((
                item.get("serialNumber")
                    .and_then(Value::as_f64)
                    .unwrap_or(-1.0),
                HeadingRule {
                    source: RuleSource {
                        name: Some(title.to_owned()),
                        location: file.clone().into_owned(),
                    },
                    pattern,
                    verdict: RuleVerdict::Heading(None),
                    title_group: Some(0),
                    file_pattern: None,
                },
            )),
            Err(PatternFault::Invalid(engine)) => faults.push(RuleFileFault::InvalidPattern {
                number: index + 1,
                name: title.to_owned(),
                engine,
            }),
            Err(PatternFault::NoRoom { .. }) => {
                faults.push(RuleFileFault::TooLarge { number: index + 1 });
                break;
            }
        }
    }
    rules.sort_by(|(a, _), (b, _)| a.total_cmp(b));
    (rules.into_iter().map(|(_, rule)| rule).collect(), faults)
}

/// Converts a Java regular expression to the syntax of our engine: `\h` is a horizontal blank in Java, a
/// hexadecimal digit here.
fn java_to_rust_regex(source: &str) -> String {
    let mut out = String::with_capacity(source.len());
    let mut chars = source.chars();
    while let Some(c) = chars.next() {
        match (c, c == '\\') {
            (_, true) => match chars.next() {
                Some('h') => out.push_str(r"[ \t\x{A0}\x{2000}-\x{200A}\x{202F}\x{205F}\x{3000}]"),
                Some(next) => out.extend(['\\', next]),
                None => out.push('\\'),
            },
            (c, false) => out.push(c),
        }
    }
    out
}

impl HeadingRule {
    /// Returns whether an imported rule matches a line at its beginning.
    pub(crate) fn is_title_line(&self, subject: &LineSubject) -> bool {
        let found = self.pattern.find(subject).and_then(|found| found.group(0));
        found.is_some_and(|title| title.start <= subject.indent())
    }
}

/// Returns the rule that finds most titles in the beginning of a text; of equal rules the first. Only titles at
/// least [`MIN_TITLE_GAP_BYTES`] apart count. `None` if no rule finds [`MIN_TITLE_COUNT`].
pub(crate) fn best_rule<'r>(rules: &'r [HeadingRule], head: &str) -> Option<&'r HeadingRule> {
    let mut counts: Vec<(usize, usize)> = vec![(0, 0); rules.len()];
    if rules.is_empty() {
        return None;
    }
    let mut at = 0;
    for line in head.split_inclusive(['\n', '\r']) {
        at += line.len();
        if line.len() > MAX_TITLE_BYTES || line.trim().is_empty() {
            continue;
        }
        let subject = LineSubject::of(line);
        for (rule, (count, last)) in rules.iter().zip(&mut counts) {
            if (*count == 0 || at - *last > MIN_TITLE_GAP_BYTES) && rule.is_title_line(&subject) {
                *count += 1;
                *last = at;
            }
        }
    }
    let best = counts.iter().map(|(count, _)| *count).max()?;
    let index = counts.iter().position(|(count, _)| *count == best)?;
    rules.get(index).filter(|_| best >= MIN_TITLE_COUNT)
}
