//! Places that links within a text lead to (`#name`): headings by their words as GitHub names them, by the
//! name written behind them (`{#name}`), and whatever has a name in HTML (`id`, or `name` of an `a`).

use crate::doc::{Mark, Pos};
use std::collections::HashMap;
use std::ops::Range;

/// The names met so far. Where two places have one name, the first has it.
#[derive(Default)]
pub(crate) struct LinkTargets {
    targets: HashMap<String, Pos>,
    /// Names that wait for the next block.
    pending_names: Vec<String>,
    /// How often the words of a heading were met.
    slug_counts: HashMap<String, u32>,
}

impl LinkTargets {
    /// The next block that is placed has this name.
    pub(crate) fn name_next_block(&mut self, name: String) {
        if !name.is_empty() {
            self.pending_names.push(name);
        }
    }

    /// A block stands at `at`.
    pub(crate) fn assign_names(&mut self, at: Pos) {
        for name in self.pending_names.drain(..) {
            self.targets.entry(name).or_insert(at);
        }
    }

    /// The words of the heading that is placed next.
    pub(crate) fn name_next_heading(&mut self, words: &str) {
        let slug = slug(words);
        let count = self.slug_counts.entry(slug.clone()).or_default();
        let name = match *count {
            0 => slug,
            n => format!("{slug}-{n}"),
        };
        *count += 1;
        self.name_next_block(name);
    }

    /// All names; those behind the last block belong to that.
    pub(crate) fn finish(mut self, last: Option<Pos>) -> HashMap<String, Pos> {
        if let Some(last) = last {
            self.assign_names(last);
        }
        self.targets
    }
}

/// What GitHub makes of the words of a heading: small letters, blanks as `-`, no punctuation.
fn slug(words: &str) -> String {
    words
        .trim()
        .chars()
        .filter_map(|c| match c {
            ' ' => Some('-'),
            '-' | '_' => Some(c),
            c => c.is_alphanumeric().then_some(c),
        })
        .flat_map(char::to_lowercase)
        .collect()
}

/// Takes the name written behind a heading (`{#name}`) out of its text.
pub(crate) fn take_name(text: &mut String, marks: &mut Vec<(Range<u32>, Mark)>) -> Option<String> {
    let (words, name) = text.trim_end().strip_suffix('}')?.rsplit_once("{#")?;
    let is_name = !name.is_empty() && !name.contains(|c: char| c.is_whitespace() || c == '{');
    let words = Some(words.trim_end()).filter(|words| is_name && !words.is_empty())?;
    let (end, name) = (words.len(), name.to_owned());
    text.truncate(end);
    let end = end as u32;
    marks.retain_mut(|(range, _)| {
        range.end = range.end.min(end);
        range.start < range.end
    });
    Some(name)
}
