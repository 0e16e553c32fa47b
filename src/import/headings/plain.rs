//! Titles without numbers.

use super::candidate::End;
use super::contents::Listed;
use super::essays::Essays;
use super::{PLAIN_CHARS, Scanner, Verdict};

/// Whether a line can be a title by itself, without a look at its neighbours.
pub(super) fn may_be_title(text: &str, chars: usize, end: End) -> bool {
    chars <= PLAIN_CHARS
        && matches!(end, End::Open | End::Mark)
        && text.chars().any(|c| c.is_alphabetic() && !c.is_ascii())
        && !text.starts_with([
            '“', '「', '『', '"', '*', '<', '—', '-', '・', '•', '·', '$', '/',
        ])
        && !text.contains(['。', '；', ';', '…'])
}

/// Decides about titles without numbers.
pub(super) fn judge(
    _scanner: &Scanner,
    _verdicts: &mut [Verdict],
    _essays: &Essays,
    _listed: &Listed,
) {
}
