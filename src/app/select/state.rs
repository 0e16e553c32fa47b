//! State of the selection.

use crate::app::dictionary::lookup::Lookup;
use crate::app::job::JobId;
use crate::doc::{Document, ExcerptReadings, Pos, Span, Stops, excerpt};
use crate::text::char_count::count_characters;

/// Bytes of a selection of which the characters are counted for the status line.
const MAX_COUNTED_BYTES: usize = 256 << 10;

/// Unit to which a selection is completed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SelectionUnit {
    /// Clusters.
    Clusters,
    /// Whole paragraphs.
    Paragraphs,
}

/// A range of the text, both of whose ends are stops of one section.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Selection {
    /// Fixed end.
    pub anchor: Pos,
    /// Moving end, which has the caret.
    pub head: Pos,
    /// Unit.
    pub unit: SelectionUnit,
    /// Cell that moves over rows keep, from the left edge of the measure.
    pub column: Option<u16>,
    /// Hit of the search that the selection was last extended to, or that was current when it began.
    pub seen_hit: Option<Span>,
}

/// Number of characters in a selection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SelectionSize {
    /// Characters (字).
    pub chars: u64,
    /// Whether there are more than these.
    pub is_cut: bool,
}

impl Selection {
    /// Creates a selection of the cluster at `at`.
    pub fn new(at: Pos, unit: SelectionUnit) -> Self {
        Self {
            anchor: at,
            head: at,
            unit,
            column: None,
            seen_hit: None,
        }
    }

    /// Returns the selected span: from the first cluster to the end of the last, readings and note references included.
    pub fn span(&self, doc: &dyn Document) -> Span {
        let (first, last) = (self.anchor.min(self.head), self.anchor.max(self.head));
        let (first_block, last_block) = (doc.block_at(first), doc.block_at(last));
        let (first_stops, last_stops) = (Stops::of(&first_block), Stops::of(&last_block));
        let (from, to) = match self.unit {
            SelectionUnit::Clusters => (
                first_stops.index_of(first.within),
                last_stops.index_of(last.within),
            ),
            SelectionUnit::Paragraphs => (0, last_stops.last()),
        };
        let start = first_block.pos.at(first_stops.start(from));
        start..last_block.pos.at(last_stops.end(to, &last_block))
    }

    /// Returns the number of selected characters.
    pub fn size(&self, doc: &dyn Document) -> SelectionSize {
        let span = self.span(doc);
        let found = excerpt(doc, &span, ExcerptReadings::Omitted, MAX_COUNTED_BYTES);
        SelectionSize {
            chars: count_characters(&found.text),
            is_cut: found.is_cut,
        }
    }
}

/// State of the selection while another mode has the keys.
#[derive(Clone, Debug, Default)]
pub struct SelectState {
    /// Selection to which the keys return once a prompt or sheet is closed.
    pub suspended: Option<Selection>,
    /// Whether the end of a drag copies the selection.
    pub copies_on_release: bool,
    /// Template of a quotation with its source, from the configuration.
    pub cite: Option<String>,
    /// Job that looks up a word, and the word.
    pub lookup: Option<(JobId, Lookup)>,
}
