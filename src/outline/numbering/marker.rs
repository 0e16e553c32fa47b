//! A number as it was read from a line.

use super::separator::Separator;
use super::style::NumberStyle;

/// A number at the start of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NumberMarker {
    /// How it is written.
    pub style: NumberStyle,
    /// The (last) number.
    pub number: u32,
    /// What [`Style::Decimal`] counts under: its numbers but the last, folded into one.
    pub parent_path: u64,
    /// What is between the number and the words behind it.
    pub separator: Separator,
    /// Where the words behind it begin, in bytes; the length of the text if there are none.
    pub end: usize,
}

impl NumberMarker {
    /// A number that counts under nothing. `end` is at most the length of `text`.
    pub(crate) fn new(
        text: &str,
        style: NumberStyle,
        number: u32,
        separator: Separator,
        end: usize,
    ) -> Self {
        Self {
            style,
            number,
            parent_path: 0,
            separator,
            end: end.min(text.len()),
        }
    }
}

/// Number before that of appendix A in paths: A.1 stands under 附录A, and not under 第1章.
pub const APPENDIX_BASE: u32 = 1000;

/// Returns the path of what counts under `number` under `path`; 0 is the path of the whole.
pub fn child_path(path: u64, number: u32) -> u64 {
    path.wrapping_mul(1009).wrapping_add(u64::from(number))
}
