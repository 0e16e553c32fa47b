//! What the rest of a long text means for its beginning, read in pieces that are not kept.

use super::density::Density;
use super::flanking::RepairedText;
use super::late_definitions::{MAX_LABEL_BYTES, is_lead, label_key, label_range, labels};
use std::collections::HashSet;

/// Most labels of definitions that are kept.
const MAX_LABEL_COUNT: usize = 4096;

/// Facts about the rest of a text that its beginning may depend on. Without pieces there is no rest.
#[derive(Debug, Default)]
pub(crate) struct RestFacts {
    density: Density,
    /// Length of the rest, in bytes.
    pub(super) len: usize,
    /// Whether a heading of level 1 may follow.
    pub(crate) may_have_top_heading: bool,
    /// Whether the beginning depends on the rest in a way that pieces do not show.
    pub(super) is_uncertain: bool,
    /// Keys of labels with a colon behind them.
    labels: HashSet<String>,
}

impl RestFacts {
    /// Takes the next piece. Pieces begin and end with lines.
    pub(crate) fn push(&mut self, piece: &str) {
        self.density.add(piece);
        self.len += piece.len();
        self.may_have_top_heading = self.may_have_top_heading || may_have_top_heading(piece);
        self.is_uncertain |= !RepairedText::has_no_sentinels(piece);
        for at in memchr::memmem::find_iter(piece.as_bytes(), b"]:") {
            match label_range(piece, at).and_then(|label| piece.get(label)) {
                Some(label) if self.labels.len() < MAX_LABEL_COUNT => {
                    self.labels.insert(label_key(label));
                }
                // The label may begin in the piece before.
                None if at > MAX_LABEL_BYTES => {}
                Some(_) | None => self.is_uncertain = true,
            }
        }
    }

    /// Returns whether there is a rest.
    pub(crate) const fn has_text(&self) -> bool {
        self.len > 0
    }

    /// Returns whether the text of this rest below `head` is too dense to be read as Markdown.
    pub(crate) fn is_too_dense_below(&self, head: &str) -> bool {
        let mut density = self.density;
        density.add(head);
        density.is_too_high()
    }

    /// Returns whether the rest may define a label that occurs in `head`.
    pub(super) fn may_define_labels_of(&self, head: &str) -> bool {
        !self.labels.is_empty() && labels(head).iter().any(|label| self.labels.contains(label))
    }
}

/// Returns whether a text that starts between two blocks may have a heading of level 1: a line that begins with a
/// single `#` or with `=`, apart from the marks of quotes and lists.
pub(crate) fn may_have_top_heading(text: &str) -> bool {
    let bytes = text.as_bytes();
    let begins_line = |at: usize| {
        let before = bytes.get(..at).unwrap_or_default();
        let mut before = before.iter().rev().skip_while(|&&byte| is_lead(byte));
        before
            .next()
            .is_none_or(|byte| matches!(byte, b'\n' | b'\r'))
    };
    memchr::memchr2_iter(b'#', b'=', bytes).any(|at| {
        let after = bytes.get(at + 1);
        let may_follow = |byte: &u8| byte.is_ascii_whitespace() || !byte.is_ascii();
        let is_sign = bytes.get(at) == Some(&b'=') || after.is_none_or(may_follow);
        is_sign && begins_line(at)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn facts(pieces: &[&str]) -> RestFacts {
        let mut facts = RestFacts::default();
        for piece in pieces {
            facts.push(piece);
        }
        facts
    }

    #[test]
    fn definitions_titles_and_density_are_found_in_any_piece() {
        let rest = facts(&["正文。\n\n", "[^注]: 文\n\n## 二\n"]);
        assert!(rest.may_define_labels_of("见[^注]。"));
        assert!(!rest.may_define_labels_of("见[^主]。"));
        assert!(!rest.may_have_top_heading && !rest.is_uncertain);
        assert!(facts(&["正文。\n", "# 题\n"]).may_have_top_heading);
        assert!(facts(&["正文。\n[注\n", "文]: 书\n"]).is_uncertain);
        assert!(facts(&["\u{FDD0}"]).is_uncertain);
        let line = "-\n".repeat(200_000);
        let dense = facts(&[&line, &line]);
        assert!(!dense.is_too_dense_below(""));
        assert!(dense.is_too_dense_below("-\n"));
    }
}
