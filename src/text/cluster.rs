//! Clusters: extended grapheme clusters of UAX #29, the unit of width, of the cursor and of breaking.
//! Most boundaries of real text are seen from the two code points beside them; the rest is left to
//! `unicode-segmentation`.

use super::line_class::{CharProps, char_props};
use std::str::Chars;
use unicode_segmentation::UnicodeSegmentation as _;

/// A cluster in its text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cluster<'t> {
    /// Where it starts, in bytes of the text.
    pub at: usize,
    /// Its text, never empty.
    pub text: &'t str,
    /// Its first code point.
    pub first: char,
    /// What is known of that.
    pub props: CharProps,
}

impl Cluster<'_> {
    /// Whether it is a single code point.
    pub const fn is_single(&self) -> bool {
        self.first.len_utf8() == self.text.len()
    }
}

/// The clusters of a text with the byte each starts at, in order.
pub fn cluster_indices(text: &str) -> impl Iterator<Item = (usize, &str)> {
    clusters(text).map(|cluster| (cluster.at, cluster.text))
}

/// The clusters of a text with what was looked up to find them, in order.
pub fn clusters(text: &str) -> Clusters<'_> {
    let mut chars = text.chars();
    Clusters {
        text,
        at: 0,
        lookahead: next_with_props(&mut chars),
        chars,
        non_plain_end: 0,
    }
}

/// Iterator of [`clusters`].
#[derive(Clone, Debug)]
pub struct Clusters<'t> {
    text: &'t str,
    /// Where the next cluster starts, and its first code point.
    at: usize,
    lookahead: Option<(char, CharProps)>,
    /// What follows that code point.
    chars: Chars<'t>,
    /// Up to here every boundary must be asked for: the end of a stretch that is not plain.
    non_plain_end: usize,
}

#[inline]
fn next_with_props(chars: &mut Chars<'_>) -> Option<(char, CharProps)> {
    chars.next().map(|c| (c, char_props(c)))
}

impl<'t> Iterator for Clusters<'t> {
    type Item = Cluster<'t>;

    #[expect(
        clippy::inline_always,
        reason = "a cluster passed through memory costs a third of preparing"
    )]
    #[inline(always)]
    fn next(&mut self) -> Option<Self::Item> {
        let (first, facts) = self.lookahead?;
        let at = self.at;
        let mut text = None;
        if at >= self.non_plain_end && facts.is_plain() {
            let mut chars = self.chars.clone();
            let next = next_with_props(&mut chars);
            if next.is_none_or(|(_, next)| next.is_plain()) {
                self.at += first.len_utf8();
                self.lookahead = next;
                self.chars = chars;
                text = self.text.get(at..self.at);
            }
        }
        let text = text.or_else(|| self.next_cluster())?;
        Some(Cluster {
            at,
            text,
            first,
            props: facts,
        })
    }
}

impl<'t> Clusters<'t> {
    /// The next cluster by the rules of UAX #29. Out of line, so that what is common stays small.
    #[cold]
    #[inline(never)]
    fn next_cluster(&mut self) -> Option<&'t str> {
        let rest = self.text.get(self.at..)?;
        if self.at >= self.non_plain_end {
            self.non_plain_end = self.at + non_plain_len(rest);
        }
        let stretch = self.text.get(self.at..self.non_plain_end).unwrap_or(rest);
        let cluster = stretch.graphemes(true).next()?;
        self.at += cluster.len();
        self.chars = self.text.get(self.at..)?.chars();
        self.lookahead = next_with_props(&mut self.chars);
        Some(cluster)
    }
}

/// Length of the stretch up to a boundary between two plain code points, so that what is inside can
/// be cut without its surroundings.
fn non_plain_len(rest: &str) -> usize {
    let mut before_plain = false;
    for (at, c) in rest.char_indices() {
        let plain = char_props(c).is_plain();
        if plain && before_plain {
            return at;
        }
        before_plain = plain;
    }
    rest.len()
}
