//! How many cells a cluster takes.

use super::units::Cells;

/// How the terminal draws characters of East Asian Width "ambiguous" (UAX #11): “ ” … — ① α.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Ambiguous {
    /// One cell.
    #[default]
    Narrow,
    /// Two cells.
    Wide,
}

/// How the terminal draws an emoji base followed by U+FE0F.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Vs16 {
    /// The selector is ignored: one cell.
    One,
    /// As UAX #51 says: two cells.
    #[default]
    Two,
}

/// The width policy: what is known of the terminal.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Widths {
    /// Ambiguous characters.
    pub ambiguous: Ambiguous,
    /// Emoji with variation selector 16.
    pub vs16: Vs16,
}

/// Width of one extended grapheme cluster in cells, 0 for a cluster that draws nothing.
pub fn width(cluster: &str, widths: Widths) -> Cells {
    let _ = widths;
    Cells(unicode_width::UnicodeWidthStr::width(cluster) as u16)
}

/// Width of a whole text in cells: the sum over its clusters. Saturates at `u16::MAX`.
pub fn text_width(text: &str, widths: Widths) -> Cells {
    use unicode_segmentation::UnicodeSegmentation as _;
    Cells(text.graphemes(true).fold(0u16, |sum, cluster| {
        sum.saturating_add(width(cluster, widths).0)
    }))
}
