//! Test of a single line as a title without a number.

use super::candidate::{Candidate, LineRole};
use super::line_ending::LineEnding;
use super::verdict::Verdict;
use super::{reference_lines, text_signs};
use crate::outline::numbering::NumberStyle;
use crate::text::script::is_cjk;

/// Longest title without a number, in characters.
const MAX_UNNUMBERED_CHARS: usize = 40;
/// Longest title without a number that no table of contents lists, in characters.
pub(crate) const MAX_UNLISTED_CHARS: u16 = 24;

/// Returns whether a line can be a title by itself, regardless of its neighbours.
pub(crate) fn may_be_title(text: &str, chars: usize, end: LineEnding) -> bool {
    // A question or exclamation is mostly speech. Only possible titles of whole texts are kept.
    let ends = end == LineEnding::Unpunctuated
        || (end == LineEnding::ExclamationOrQuestion && !text.contains(['，', ',']));
    chars <= MAX_UNNUMBERED_CHARS
        && ends
        && text.chars().any(is_title_letter)
        && !text.starts_with([
            '“', '「', '『', '"', '*', '<', '—', '-', '・', '•', '·', '$', '/', '（', '(', '※',
            '―', '［',
        ])
        && !text.contains(['。', '；', ';', '…', '：', ':', '\t'])
        // Entry of a glossary: a word and its meaning.
        && (!text.contains("    ") || text_signs::has_spaced_letters(text))
        && !text_signs::is_closing(text)
        && !text_signs::ends_in_dash(text)
        && !text_signs::has_korean_stop(text)
        && !text_signs::ends_in_smile(text)
        && !text_signs::closes_unopened(text)
        && !reference_lines::is_reference(text)
}

/// Returns whether `c` is a Chinese, Japanese or Korean letter, or a Greek or Cyrillic one.
fn is_title_letter(c: char) -> bool {
    is_cjk(c) || matches!(c, '\u{370}'..='\u{52f}')
}

/// Returns whether a line looks like a title by itself. This test is stricter than the one for candidates.
pub(crate) fn looks_like_title(candidate: &Candidate, verdict: Option<&Verdict>) -> bool {
    let shape = &candidate.shape;
    candidate.role == LineRole::Title
        && matches!(
            candidate.style(),
            NumberStyle::Unnumbered | NumberStyle::Boxed
        )
        && verdict == Some(&Verdict::Undecided)
        && shape.chars <= MAX_UNLISTED_CHARS
        && shape.end == LineEnding::Unpunctuated
        && shape.commas + shape.stops == 0
}
