//! Number parsed from a line.

use super::separator::Separator;
use super::style::NumberStyle;

/// Number at the start of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NumberMarker {
    /// Style of the number.
    pub style: NumberStyle,
    /// Value; of several numbers (1.2.3) the last.
    pub number: u32,
    /// Parent of a [`NumberStyle::Decimal`]: a hash of its numbers except the last; see [`child_path`].
    pub parent_path: u64,
    /// Separator between the number and the words after it.
    pub separator: Separator,
    /// Byte offset of the words after it; the length of the text without words.
    pub end: usize,
}

impl NumberMarker {
    /// Builds a number without a parent. `end` is limited to the length of `text`.
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

/// Value that precedes appendix A in paths, so that A.1 is below 附录A, not below 第1章. Chapters have smaller
/// numbers.
pub const APPENDIX_BASE: u32 = 1000;

/// Returns the path of `number` below `path`; 0 is the path of the root.
pub fn child_path(path: u64, number: u32) -> u64 {
    path.wrapping_mul(1009).wrapping_add(u64::from(number))
}
