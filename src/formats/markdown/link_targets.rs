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
pub(crate) fn slug(words: &str) -> String {
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

/// Removes attributes (`{#name .class key=value}`, `{: #name}`, `{-}`) from the end of a heading. Returns the name
/// (empty without one), or `None` if the heading has no attributes.
pub(crate) fn take_name(text: &mut String, marks: &mut Vec<(Range<u32>, Mark)>) -> Option<String> {
    let (words, attributes) = text.trim_end().strip_suffix('}')?.rsplit_once('{')?;
    let name = attributes_name(attributes)?;
    // Signs that close a heading may stand in front of its attributes.
    let words = words.trim_end();
    let words = match words.trim_end_matches('#') {
        bare if bare.ends_with([' ', '\t']) => bare.trim_end(),
        _ => words,
    };
    let words = Some(words).filter(|words| !words.is_empty())?;
    let (end, name) = (words.len(), name.to_owned());
    text.truncate(end);
    let end = end as u32;
    marks.retain_mut(|(range, _)| {
        range.end = range.end.min(end);
        range.start < range.end
    });
    Some(name)
}

/// Returns the name in the attributes of a heading, empty without a name. `None` if a part is no attribute.
pub(super) fn attributes_name(attributes: &str) -> Option<&str> {
    let attributes = attributes.strip_prefix(':').unwrap_or(attributes);
    let mut parts = attributes.split_whitespace().peekable();
    parts.peek()?;
    let mut name = "";
    let mut is_quoted = false;
    for part in parts {
        let is_inside = is_quoted;
        is_quoted ^= part.matches('"').count() % 2 == 1;
        if is_inside {
            continue;
        }
        let word = part.strip_prefix(['#', '.']);
        match word {
            Some("") => return None,
            Some(word) if part.starts_with('#') => name = word,
            Some(_) => {}
            None if part == "-" => {}
            None => {
                let (key, _) = part.split_once('=')?;
                let is_key = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | ':');
                if key.is_empty() || !key.chars().all(is_key) {
                    return None;
                }
            }
        }
    }
    Some(name)
}
