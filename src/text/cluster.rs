//! Clusters: extended grapheme clusters (UAX #29), the unit of width, cursor and line breaking.
//! A boundary between two plain code points is decided by these two alone, which covers most of a real text;
//! `unicode-segmentation` finds all others.

use super::line_class::{CharProps, char_props};
use std::str::Chars;
use unicode_segmentation::UnicodeSegmentation as _;

/// Cluster with its place in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cluster<'t> {
    /// Byte offset in the text.
    pub at: usize,
    /// Text of the cluster, never empty.
    pub text: &'t str,
    /// First code point.
    pub first: char,
    /// Properties of the first code point.
    pub props: CharProps,
}

impl Cluster<'_> {
    /// Returns whether the cluster is a single code point.
    pub const fn is_single(&self) -> bool {
        self.first.len_utf8() == self.text.len()
    }
}

/// Iterates over the clusters of `text` with their byte offsets, in order.
pub fn cluster_indices(text: &str) -> impl Iterator<Item = (usize, &str)> {
    clusters(text).map(|cluster| (cluster.at, cluster.text))
}

/// Iterates over the clusters of `text` with the properties looked up to find them, in order.
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

/// Iterator returned by [`clusters`].
#[derive(Clone, Debug)]
pub struct Clusters<'t> {
    text: &'t str,
    /// Byte offset of the next cluster.
    at: usize,
    lookahead: Option<(char, CharProps)>,
    /// Code points after `lookahead`.
    chars: Chars<'t>,
    /// End of a stretch that is not plain, in bytes: before it, boundaries come from the full rules of UAX #29.
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
    /// Returns the next cluster by the full rules of UAX #29. A function of its own, so that the common path
    /// stays small.
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

/// Returns the bytes of `rest` up to the first boundary between two plain code points. This stretch can be
/// segmented without the text around it.
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
