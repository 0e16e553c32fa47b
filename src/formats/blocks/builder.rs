//! Builder of blocks. Tracks the open containers (quotes, lists, notes) and decides on leads, space above,
//! positions and the outline.

use super::inline::MarkSpan;
use super::list_numbers::NumberForm;
use super::placeholders;
use crate::doc::{Block, BlockKind, Heading, Lead, Mark, Pos, QuotePart, marker_gap, title_of};
use crate::text::units::Cells;
use crate::text::width::{Widths, text_width};
use std::borrow::Cow;

/// Indent of items without markers, in cells.
const BARE_ITEM_CELLS: u32 = 2;
/// List markers by depth. None is of ambiguous width, as `•` would be.
const BULLETS: [&str; 3] = ["∙", "◦", "▪"];

/// The finished blocks, and the containers open after the last of them.
#[derive(Default)]
pub(crate) struct BlockBuilder {
    blocks: Vec<Block<'static>>,
    headings: Vec<Heading>,
    containers: Vec<Container>,
    /// Block quotes among `containers`.
    quote_count: u32,
    /// Lists among `containers`, and the bullet lists among them.
    list_count: u32,
    bullet_list_count: usize,
    /// Footnotes among `containers`.
    note_count: u32,
    /// Cells that the markers of `containers` take on the left.
    indent: u32,
    /// Marker for the first block of the open item.
    marker: Option<PendingMarker>,
    /// Whether the last block ended a footnote: the next footnote follows without an empty row.
    after_note: bool,
    /// Whether the next block follows the title of its box without an empty row.
    is_joined: bool,
    /// Place of the next block in its quote.
    quote_part: QuotePart,
}

/// A block before it has a position and lead.
pub(crate) struct BlockDraft {
    /// Start in the source, in bytes.
    pub(crate) at: u64,
    pub(crate) kind: BlockKind,
    pub(crate) text: String,
    pub(crate) marks: Vec<MarkSpan>,
    pub(crate) spacing: Spacing,
}

impl BlockDraft {
    /// Shows the description of the pictures that are a heading as its text.
    fn show_title_of_images(&mut self) {
        if !matches!(self.kind, BlockKind::Heading(_)) {
            return;
        }
        if let Some(title) = placeholders::title_of_images(&self.text) {
            let len = title.len() as u32;
            self.marks
                .retain(|(range, mark)| range.start == 0 && matches!(mark, Mark::Link(_)));
            self.marks.truncate(1);
            for (range, _) in &mut self.marks {
                *range = 0..len;
            }
            self.text = title;
        }
    }
}

/// Space that a block requests above itself.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Spacing {
    /// An empty row.
    Row,
    /// No row within a tight list.
    Tight,
}

enum Container {
    Quote,
    /// Number of the next item, if the list is numbered, and the items so far.
    List {
        next: Option<u64>,
        form: NumberForm,
        items: u32,
    },
    /// Width of the marker in cells.
    Item(u32),
    /// Width of the marker in cells.
    Note(u32),
}

/// A marker not yet written, with the start of its item.
struct PendingMarker {
    text: String,
    indent: u32,
    at: u64,
    place: ItemPlace,
}

/// Position of an item in its list.
#[derive(Clone, Copy, PartialEq, Eq)]
enum ItemPlace {
    /// The first item of an outermost list.
    First,
    /// A later item, or any item of a nested list.
    Further,
    /// A footnote.
    Note,
}

impl BlockBuilder {
    /// Returns the last block.
    pub(crate) fn last_mut(&mut self) -> Option<&mut Block<'static>> {
        self.blocks.last_mut()
    }

    /// Returns the number of blocks.
    pub(crate) fn len(&self) -> usize {
        self.blocks.len()
    }

    /// Returns the blocks and the outline.
    pub(crate) fn finish(self) -> (Vec<Block<'static>>, Vec<Heading>) {
        (self.blocks, self.headings)
    }

    pub(crate) fn open_quote(&mut self) {
        self.quote_count += 1;
        self.quote_part = QuotePart::First;
        self.containers.push(Container::Quote);
    }

    /// Puts the next block right below the last one, which is the title of a box.
    pub(crate) fn join_next(&mut self) {
        self.is_joined = true;
    }

    /// Opens a list, numbered from `next` on in `form`, or with bullets.
    pub(crate) fn open_list(&mut self, next: Option<u64>, form: NumberForm) {
        self.flush_marker();
        self.list_count += 1;
        self.bullet_list_count += usize::from(next.is_none());
        self.containers.push(Container::List {
            next,
            form,
            items: 0,
        });
    }

    /// Opens an item that starts at `at`. `delimiter` follows its number, if it has one; `None`: that of the form.
    pub(crate) fn open_item(&mut self, at: u64, delimiter: Option<char>) {
        let bullet = BULLETS[self.bullet_list_count.saturating_sub(1) % BULLETS.len()];
        let mut place = ItemPlace::Further;
        let mut text = bullet.to_owned();
        if let Some(Container::List { next, form, items }) = self.containers.last_mut() {
            if *form == NumberForm::Absent {
                text.clear();
            }
            *items += 1;
            if *items == 1 && self.list_count == 1 {
                place = ItemPlace::First;
            }
            if let Some(number) = next {
                let is_shown = *form != NumberForm::Absent;
                let delimiter = delimiter.unwrap_or(form.delimiter());
                if is_shown {
                    text = format!("{}{delimiter}", form.shown(*number));
                }
                *number = number.saturating_add(1);
            }
        }
        let hang = self.set_marker(text, at, place);
        self.containers.push(Container::Item(hang));
    }

    /// Takes the marker from the item opened last.
    pub(crate) fn drop_marker(&mut self) {
        if let (Some(marker), Some(Container::Item(hang))) =
            (&mut self.marker, self.containers.last_mut())
        {
            marker.text.clear();
            self.indent -= *hang;
            *hang = marker_cells("");
            self.indent += *hang;
            marker.indent = self.indent;
        }
    }

    /// Opens a container without a marker that shifts its text by `cells`.
    pub(crate) fn open_indent(&mut self, cells: u32) {
        self.flush_marker();
        self.indent += cells;
        self.containers.push(Container::Item(cells));
    }

    /// Opens the text of footnote `label`, which starts at `at`.
    pub(crate) fn open_note(&mut self, label: &str, at: u64) {
        self.flush_marker();
        let hang = self.set_marker(format!("[{label}]"), at, ItemPlace::Note);
        self.note_count += 1;
        self.containers.push(Container::Note(hang));
    }

    /// Gives the item opened last a checkbox, in place of the bullet or after the number.
    pub(crate) fn set_checkbox(&mut self, shown: &str) {
        let (Some(marker), Some(Container::Item(hang))) =
            (&mut self.marker, self.containers.last_mut())
        else {
            return;
        };
        if BULLETS.contains(&marker.text.as_str()) {
            shown.clone_into(&mut marker.text);
        } else {
            marker.text = format!("{} {shown}", marker.text);
        }
        self.indent -= *hang;
        *hang = marker_cells(&marker.text);
        self.indent += *hang;
    }

    /// Closes the innermost container.
    pub(crate) fn close(&mut self) {
        match self.containers.pop() {
            Some(Container::Quote) => self.quote_count -= 1,
            Some(Container::List { next, .. }) => {
                self.list_count -= 1;
                self.bullet_list_count -= usize::from(next.is_none());
            }
            Some(Container::Item(hang)) => {
                self.flush_marker();
                self.indent -= hang;
            }
            Some(Container::Note(hang)) => {
                self.flush_marker();
                self.indent -= hang;
                self.note_count -= 1;
                self.after_note = true;
            }
            None => {}
        }
    }

    /// Writes a block with the pending marker. Positions strictly ascend: a block at the position of the last one
    /// starts a byte later. Returns the start.
    pub(crate) fn push(&mut self, mut draft: BlockDraft) -> Pos {
        draft.show_title_of_images();
        let marker = self.marker.take();
        let space = self.space(draft.spacing, marker.as_ref());
        let start = match self.blocks.last() {
            Some(block) => draft.at.max(block.pos.block.0 + 1),
            None => draft.at,
        };
        let at = Pos::new(0, start);
        let kind = match draft.kind {
            BlockKind::Paragraph if self.note_count > 0 => BlockKind::Aside,
            kind => kind,
        };
        if let BlockKind::Heading(level) = kind {
            self.headings
                .extend(heading(at, level, &draft.text, &draft.marks));
        }
        let indent = marker.as_ref().map_or(self.indent, |marker| marker.indent);
        self.blocks.push(Block {
            pos: at,
            kind,
            text: Cow::Owned(draft.text),
            marks: draft.marks,
            lead: Lead {
                quotes: u8::try_from(self.quote_count).unwrap_or(u8::MAX),
                indent: Cells(u16::try_from(indent).unwrap_or(u16::MAX)),
                marker: marker
                    .map(|marker| marker.text)
                    .filter(|text| !text.is_empty()),
                quote_part: std::mem::take(&mut self.quote_part),
                ..Lead::default()
            },
            is_continuation: false,
            space_above: space,
        });
        self.after_note = false;
        self.is_joined = false;
        at
    }

    /// Sets the marker of the next block and indents the following text by its width. Returns that width in cells.
    fn set_marker(&mut self, text: String, at: u64, place: ItemPlace) -> u32 {
        let hang = marker_cells(&text);
        let own = if text.is_empty() { hang } else { 0 };
        self.marker = Some(PendingMarker {
            text,
            indent: self.indent + own,
            at,
            place,
        });
        self.indent += hang;
        hang
    }

    /// Writes an empty block for an item without text, so that its marker shows.
    fn flush_marker(&mut self) {
        if self
            .marker
            .as_ref()
            .is_some_and(|marker| marker.text.is_empty())
        {
            self.marker = None;
        }
        if let Some(marker) = &self.marker {
            self.push(BlockDraft {
                at: marker.at,
                kind: BlockKind::Paragraph,
                text: String::new(),
                marks: Vec::new(),
                spacing: Spacing::Tight,
            });
        }
    }

    /// Returns the number of empty rows above a block.
    fn space(&self, gap: Spacing, marker: Option<&PendingMarker>) -> u8 {
        let close = match (gap, marker.map(|marker| marker.place)) {
            _ if self.is_joined => true,
            (Spacing::Tight, None | Some(ItemPlace::Further)) => true,
            (Spacing::Tight | Spacing::Row, Some(ItemPlace::Note)) => self.after_note,
            (Spacing::Tight, Some(ItemPlace::First))
            | (Spacing::Row, None | Some(ItemPlace::First | ItemPlace::Further)) => false,
        };
        u8::from(!close && !self.blocks.is_empty())
    }
}

/// Builds the outline entry of a heading: its words without note references and ruby. `None` if no words remain.
fn heading(at: Pos, level: u8, text: &str, marks: &[MarkSpan]) -> Option<Heading> {
    let title = title_of(text, marks);
    (!title.is_empty()).then_some(Heading {
        pos: at,
        level,
        title: title.into(),
        len: text.len() as u32,
        confidence: None,
        entry: None,
    })
}

/// Returns the cells of a marker and the blank after it, or of the indent of an item without a marker.
fn marker_cells(text: &str) -> u32 {
    if text.is_empty() {
        return BARE_ITEM_CELLS;
    }
    u32::from(text_width(text, Widths::default()).0 + marker_gap(text).0)
}
