//! The filter of a list: words that must all be in a text, and `-word` that must not be.

use super::query::{Query, QueryKind};
use crate::text::forms::Level;
use crate::text::script::TextLang;

/// Words that must all be in a text, or must not be. Letters find their variants, and Latin ones readings too.
#[derive(Clone, Debug, Default)]
pub struct WordFilter {
    text: String,
    words: Vec<FilterWord>,
}

#[derive(Clone, Debug)]
struct FilterWord {
    /// Ways to find the word; one of them is enough.
    queries: Vec<Query>,
    /// Whether the word must be missing.
    is_excluded: bool,
}

impl PartialEq for WordFilter {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

impl Eq for WordFilter {}

impl WordFilter {
    /// Parses what was typed. A lone `-` is not a word yet.
    pub fn parse(text: &str) -> Self {
        let words = text.split_whitespace().filter(|word| *word != "-");
        let words = words.map(|word| match word.strip_prefix('-') {
            Some(excluded) => (excluded, true),
            None => (word, false),
        });
        let words = words.map(|(word, is_excluded)| FilterWord {
            queries: word_queries(word),
            is_excluded,
        });
        Self {
            text: text.to_owned(),
            words: words.filter(|word| !word.queries.is_empty()).collect(),
        }
    }

    /// Returns what was typed.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Returns whether every text passes.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// Returns whether all words are in a text, and none of the excluded ones.
    pub fn matches(&self, text: &str, lang: TextLang) -> bool {
        self.words.iter().all(|word| {
            let is_found = |query: &Query| query.find_all(text.as_bytes(), lang).next().is_some();
            word.queries.iter().any(is_found) != word.is_excluded
        })
    }
}

/// Returns queries for a word: by variants of its letters, and by readings if it has Latin ones.
pub fn word_queries(word: &str) -> Vec<Query> {
    let has_latin = word.chars().any(|c| c.is_ascii_alphabetic());
    let kinds = [QueryKind::Literal, QueryKind::Pinyin];
    let kinds = kinds.into_iter().take(1 + usize::from(has_latin));
    kinds
        .filter_map(|kind| Query::parse(word, Level::Variants, kind).ok())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_words_must_be_there_and_none_of_the_excluded() {
        let text = "城鄉統籌發展，先看清楚山。";
        for (filter, expected) in [
            ("", true),
            ("统筹", true),
            ("统筹 山", true),
            ("山　统筹", true),
            ("统筹 海", false),
            ("统筹 -山", false),
            ("统筹 -海", true),
            ("-", true),
            ("cxtc", true),
            ("-tongchou", false),
            ("TONGCHOU", true),
        ] {
            let found = WordFilter::parse(filter).matches(text, TextLang::Hant);
            assert_eq!(found, expected, "{filter}");
        }
    }
}
