//! A hit with the text around it, for lists of hits.

use crate::doc::{Block, BlockKind, Document, Span};
use crate::text::cluster::cluster_indices;
use std::ops::Range;

/// A hit with the text of its block before and after it. The text is on one line: line ends are blanks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HitContext {
    /// Text before the hit, cut at its start.
    pub before: String,
    /// The hit as it is written.
    pub hit: String,
    /// Text after the hit, cut at its end.
    pub after: String,
}

/// Maximum lengths of the text around a hit in clusters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ContextSize {
    /// Clusters before the hit.
    pub before: usize,
    /// Clusters after the hit.
    pub after: usize,
}

/// Maximum clusters of the hit itself; a match of a regular expression may be a whole paragraph.
const MAX_HIT_CLUSTERS: usize = 1000;

/// Sign in place of text that was cut.
const CUT: &str = "…";

impl HitContext {
    /// Reads the text around a hit.
    pub fn read(doc: &dyn Document, hit: &Span, size: ContextSize) -> Self {
        Self::in_block(doc, &doc.block_at(hit.start), hit, size)
    }

    /// Reads the text around a hit that starts in a block.
    pub fn in_block(doc: &dyn Document, block: &Block<'_>, hit: &Span, size: ContextSize) -> Self {
        let line = line_of(block, hit.start.within);
        let text = block.text.get(..line.end).unwrap_or(&block.text);
        let start = text.floor_char_boundary(hit.start.within as usize);
        let is_whole = hit.end.block_start() == block.pos;
        let end = if is_whole {
            text.floor_char_boundary(hit.end.within as usize).max(start)
        } else {
            text.len()
        };
        let mut words = text.get(start..end).unwrap_or_default().to_owned();
        let mut rest = text.get(end..).unwrap_or_default().to_owned();
        if !is_whole {
            // A line without end is several blocks, and a hit may lie in two.
            let next = doc.block_at(hit.end);
            let cut = next.text.floor_char_boundary(hit.end.within as usize);
            words.push_str(next.text.get(..cut).unwrap_or_default());
            next.text
                .get(cut..)
                .unwrap_or_default()
                .clone_into(&mut rest);
        }
        Self {
            before: last_clusters(text.get(line.start..start).unwrap_or_default(), size.before),
            hit: first_clusters(&words, MAX_HIT_CLUSTERS),
            after: first_clusters(&rest, size.after),
        }
    }
}

/// Returns the line of a block that holds byte `at` of its text: of code and tables one of several, else all of it.
pub fn line_of(block: &Block<'_>, at: u32) -> Range<usize> {
    let text = &*block.text;
    if !matches!(block.kind, BlockKind::Code | BlockKind::Table(_)) {
        return 0..text.len();
    }
    let at = text.floor_char_boundary(at as usize);
    let (before, after) = text.split_at_checked(at).unwrap_or((text, ""));
    let start = before.rfind('\n').map_or(0, |end| end + 1);
    start..after.find('\n').map_or(text.len(), |len| at + len)
}

/// Returns the start of a text, at most `most` clusters, on one line.
fn first_clusters(text: &str, most: usize) -> String {
    match cluster_indices(text).nth(most) {
        Some((cut, _)) => one_line(text.get(..cut).unwrap_or_default()) + CUT,
        None => one_line(text),
    }
}

/// Returns the end of a text, at most `most` clusters, on one line.
fn last_clusters(text: &str, most: usize) -> String {
    // A cluster rarely has more than this; a longer text is not walked from its start.
    const MAX_CLUSTER_BYTES: usize = 32;
    let near = text.ceil_char_boundary(text.len().saturating_sub((most + 1) * MAX_CLUSTER_BYTES));
    let tail = text.get(near..).unwrap_or_default();
    let starts: Vec<usize> = cluster_indices(tail).map(|(at, _)| at).collect();
    match starts.len().checked_sub(most) {
        Some(0) if near == 0 => one_line(text).trim_start().to_owned(),
        Some(skipped) => {
            let cut = starts.get(skipped).copied().unwrap_or(tail.len());
            CUT.to_owned() + &one_line(tail.get(cut..).unwrap_or_default())
        }
        None => one_line(text).trim_start().to_owned(),
    }
}

/// Returns a text with blanks in place of line ends and tabs.
fn one_line(text: &str) -> String {
    text.replace(['\n', '\r', '\t'], " ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formats::blocks::document::BlockDocument;

    fn context(text: &str, range: std::ops::Range<u32>, size: usize) -> (String, String, String) {
        let doc = BlockDocument::placeholder(text);
        let doc: &dyn Document = &doc;
        let start = doc.first();
        let size = ContextSize {
            before: size,
            after: size,
        };
        let found = HitContext::read(doc, &(start.at(range.start)..start.at(range.end)), size);
        (found.before, found.hit, found.after)
    }

    #[test]
    fn the_text_around_a_hit_is_cut_between_clusters() {
        let owned = |(a, b, c): (&str, &str, &str)| (a.to_owned(), b.to_owned(), c.to_owned());
        assert_eq!(
            context("甲乙丙丁戊", 6..9, 9),
            owned(("甲乙", "丙", "丁戊"))
        );
        assert_eq!(
            context("甲乙丙丁戊", 6..9, 2),
            owned(("甲乙", "丙", "丁戊"))
        );
        assert_eq!(context("甲乙丙丁戊", 6..9, 1), owned(("…乙", "丙", "丁…")));
        assert_eq!(context("甲乙丙丁戊", 6..9, 0), owned(("…", "丙", "…")));
        assert_eq!(
            context("か\u{3099}丙か\u{3099}か", 6..9, 1),
            owned(("か\u{3099}", "丙", "か\u{3099}…"))
        );
    }
}
