//! What line setting is told: the policy for the text, and the column.

use crate::text::script::TextLang;
use crate::text::units::Cells;
use crate::text::width::Widths;

pub use crate::text::kinsoku::Kinsoku;

/// Whether a stop at the end of a line may stand in the margin.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum HangingPunctuation {
    /// It may, where the language knows it.
    #[default]
    On,
    /// It may not.
    Off,
}

/// Where readings of characters (ruby) stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum RubyPlacement {
    /// Nowhere.
    Hidden,
    /// Behind their base in parentheses, as the text has them.
    #[default]
    Inline,
    /// In a row of their own above the line; in parentheses where the column is too narrow for that,
    /// in tables and in code.
    Above,
}

/// How half-width punctuation beside Han is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Punctuation {
    /// As it is.
    #[default]
    AsIs,
    /// Full-width, in Chinese prose.
    FullWidth,
}

/// Policy for the text; no width of the column. Changing it needs preparing anew.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct TextOptions {
    /// Widths of clusters.
    pub widths: Widths,
    /// Language whose rules hold.
    pub lang: TextLang,
    /// Marks at line ends.
    pub kinsoku: Kinsoku,
    /// Whether small kana and ー may start a line (CSS `line-break: normal`); false is strict.
    pub loose_kana: bool,
    /// Whether Hangul breaks at blanks only (CSS `word-break: keep-all`).
    pub keep_all: bool,
    /// Whether a cell is left between Han and Latin (CSS `text-autospace`).
    pub autospace: bool,
    /// Readings of characters.
    pub ruby: RubyPlacement,
    /// Half-width punctuation.
    pub punctuation: Punctuation,
}

/// The column and what depends on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Setting {
    /// Width of the column in cells; 0 counts as 1.
    pub measure: Cells,
    /// Indent of the first line of a paragraph in cells.
    pub indent: Cells,
    /// Stops in the margin; the page keeps two cells for them right of the measure.
    pub hanging: HangingPunctuation,
    /// Whether lines are stretched to the measure.
    pub justify: bool,
    /// Whether a last line of a single character is avoided.
    pub orphan_fix: bool,
}

impl Default for Setting {
    fn default() -> Self {
        Self {
            measure: Cells(72),
            indent: Cells(4),
            hanging: HangingPunctuation::On,
            justify: false,
            orphan_fix: true,
        }
    }
}
