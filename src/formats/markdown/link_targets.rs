//! Targets of links within a text (`#name`): headings by their words as on GitHub or by an explicit name
//! (`{#name}`), and HTML elements with a name (`id`, or `name` of an `a`).

use crate::doc::{Mark, Pos};
use std::collections::HashMap;
use std::ops::Range;

/// The names so far. The first place with a name keeps it.
#[derive(Default)]
pub(crate) struct LinkTargets {
    targets: HashMap<String, Pos>,
    /// Names of the next block.
    pending_names: Vec<String>,
    /// Number of headings with the same slug.
    slug_counts: HashMap<String, u32>,
}

impl LinkTargets {
    /// Gives the next block a name.
    pub(crate) fn name_next_block(&mut self, name: String) {
        if !name.is_empty() {
            self.pending_names.push(name);
        }
    }

    /// Gives the pending names to the block at `at`.
    pub(crate) fn assign_names(&mut self, at: Pos) {
        for name in self.pending_names.drain(..) {
            self.targets.entry(name).or_insert(at);
        }
    }

    /// Gives the next heading the name of its words.
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

    /// Returns all names. Names after the last block belong to the last block.
    pub(crate) fn finish(mut self, last: Option<Pos>) -> HashMap<String, Pos> {
        if let Some(last) = last {
            self.assign_names(last);
        }
        self.targets
    }
}

/// Returns GitHub's slug of a heading: lower case, blanks as `-`, no punctuation.
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

/// Removes an explicit name (`{#name}`) from the end of a heading and returns it.
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
