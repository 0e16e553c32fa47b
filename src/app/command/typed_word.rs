//! A word of the command line, compared with the names of commands. Simplified and traditional characters are one.

use crate::search::Query;
use crate::search::query::QueryKind;
use crate::text::forms::Level;
use crate::text::script::TextLang;
use std::ops::Range;

/// What is typed, prepared for many comparisons.
pub struct TypedWord {
    text: String,
    literal: Option<Query>,
    pinyin: Option<Query>,
}

impl TypedWord {
    /// Prepares a word.
    pub fn new(typed: &str) -> Self {
        let parsed = |kind| Query::parse(typed, Level::Variants, kind).ok();
        let is_pinyin = typed.len() > 1 && typed.chars().all(|c| c.is_ascii_alphabetic());
        Self {
            text: typed.to_owned(),
            literal: parsed(QueryKind::Literal),
            pinyin: is_pinyin.then(|| parsed(QueryKind::Pinyin)).flatten(),
        }
    }

    /// Returns the word as it was typed.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Returns the bytes of the first place in `text` where the word stands.
    pub fn place_in(&self, text: &str) -> Option<Range<usize>> {
        let query = self.literal.as_ref()?;
        query.find_all(text.as_bytes(), TextLang::Other).next()
    }

    /// Returns whether the word is the whole of `text`.
    pub fn is(&self, text: &str) -> bool {
        self.place_in(text) == Some(0..text.len())
    }

    /// Returns whether `text` begins with the word.
    pub fn begins(&self, text: &str) -> bool {
        self.place_in(text).is_some_and(|place| place.start == 0)
    }

    /// Returns whether the word is the pinyin of a part of `text`.
    pub fn is_pinyin_in(&self, text: &str) -> bool {
        let query = self.pinyin.as_ref();
        query.is_some_and(|query| {
            let mut found = query.find_all(text.as_bytes(), TextLang::Other);
            found.next().is_some()
        })
    }
}
