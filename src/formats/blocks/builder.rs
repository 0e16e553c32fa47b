//! The blocks written so far, and what stands around the next one: quotes, lists, notes. Leads,
//! rows of space, positions and the outline are decided here.

use super::inline::MarkSpan;
use crate::doc::{Block, BlockKind, Heading, Lead, Pos, title_of};
use crate::text::units::Cells;
use crate::text::width::{Widths, text_width};
use std::borrow::Cow;

/// Markers of lists by depth. None of them is of ambiguous width, as `•` would be.
const BULLETS: [&str; 3] = ["∙", "◦", "▪"];

/// Blocks, and the containers that are open behind the last of them.
#[derive(Default)]
pub(crate) struct BlockBuilder {
    blocks: Vec<Block<'static>>,
    headings: Vec<Heading>,
    containers: Vec<Container>,
    /// Block quotes among `open`.
    quote_count: u32,
    /// Lists among `open`, and those of them with bullets.
    list_count: u32,
    bullet_list_count: usize,
    /// Footnotes among `open`.
    note_count: u32,
    /// Cells that the markers of `open` take on the left.
    indent: u32,
    /// A marker that waits for the first block of its item.
    marker: Option<PendingMarker>,
    /// Whether the last block ended a footnote, so that the next footnote goes right under it.
    after_note: bool,
}

/// A block to be written.
pub(crate) struct BlockDraft {
    /// Where it starts in the source, in bytes.
    pub(crate) at: u64,
    pub(crate) kind: BlockKind,
    pub(crate) text: String,
    pub(crate) marks: Vec<MarkSpan>,
    pub(crate) spacing: Spacing,
}

/// The room a block asks for above it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Spacing {
    /// An empty row.
    Row,
    /// None within a tight list.
    Tight,
}

enum Container {
    Quote,
    /// Number of the next item, if they are numbered, and how many there were.
    List {
        next: Option<u64>,
        items: u32,
    },
    /// The cells its marker takes.
    Item(u32),
    /// The cells its marker takes.
    Note(u32),
}

/// A marker not yet written, and where its item starts.
struct PendingMarker {
    text: String,
    indent: u32,
    at: u64,
    place: ItemPlace,
}

/// Where an item stands in its list.
#[derive(Clone, Copy, PartialEq, Eq)]
enum ItemPlace {
    /// It begins a list that is in no other.
    First,
    /// It is a further item, or one of a list within a list.
    Further,
    /// It is a footnote.
    Note,
}

impl BlockBuilder {
    /// The block written last.
    pub(crate) fn last_mut(&mut self) -> Option<&mut Block<'static>> {
        self.blocks.last_mut()
    }

    /// Number of blocks written.
    pub(crate) fn len(&self) -> usize {
        self.blocks.len()
    }

    /// The blocks and the outline.
    pub(crate) fn finish(self) -> (Vec<Block<'static>>, Vec<Heading>) {
        (self.blocks, self.headings)
    }

    pub(crate) fn open_quote(&mut self) {
        self.quote_count += 1;
        self.containers.push(Container::Quote);
    }

    /// Opens a list, numbered from `next` on or with bullets.
    pub(crate) fn open_list(&mut self, next: Option<u64>) {
        self.flush_marker();
        self.list_count += 1;
        self.bullet_list_count += usize::from(next.is_none());
        self.containers.push(Container::List { next, items: 0 });
    }

    /// Opens an item that starts at `at`; `delimiter` stands behind its number, if it has one.
    pub(crate) fn open_item(&mut self, at: u64, delimiter: char) {
        let bullet = BULLETS[self.bullet_list_count.saturating_sub(1) % BULLETS.len()];
        let mut place = ItemPlace::Further;
        let mut text = bullet.to_owned();
        if let Some(Container::List { next, items }) = self.containers.last_mut() {
            *items += 1;
            if *items == 1 && self.list_count == 1 {
                place = ItemPlace::First;
            }
            if let Some(number) = next {
                text = format!("{number}{delimiter}");
                *number = number.saturating_add(1);
            }
        }
        let hang = self.set_marker(text, at, place);
        self.containers.push(Container::Item(hang));
    }

    /// Opens a container that shifts its text by `cells`, without a marker.
    pub(crate) fn open_indent(&mut self, cells: u32) {
        self.flush_marker();
        self.indent += cells;
        self.containers.push(Container::Item(cells));
    }

    /// Opens the text of the footnote `label`, which starts at `at`.
    pub(crate) fn open_note(&mut self, label: &str, at: u64) {
        self.flush_marker();
        let hang = self.set_marker(format!("[{label}]"), at, ItemPlace::Note);
        self.note_count += 1;
        self.containers.push(Container::Note(hang));
    }

    /// The item opened last has a box: it takes the place of the bullet, or follows the number.
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

    /// Closes what was opened last.
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

    /// Writes a block, with the marker that waits for it. Blocks start one behind the other, so one
    /// that claims the place of the last starts a byte later. Gives where it starts.
    pub(crate) fn push(&mut self, draft: BlockDraft) -> Pos {
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
                marker: marker.map(|marker| marker.text),
                ..Lead::default()
            },
            is_continuation: false,
            space_above: space,
        });
        self.after_note = false;
        at
    }

    /// Makes `text` the marker of the next block and shifts what follows behind it; gives the cells
    /// of that shift.
    fn set_marker(&mut self, text: String, at: u64, place: ItemPlace) -> u32 {
        let hang = marker_cells(&text);
        self.marker = Some(PendingMarker {
            text,
            indent: self.indent,
            at,
            place,
        });
        self.indent += hang;
        hang
    }

    /// An item without text of its own still shows its marker.
    fn flush_marker(&mut self) {
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

    /// Empty rows above a block.
    fn space(&self, gap: Spacing, marker: Option<&PendingMarker>) -> u8 {
        let close = match (gap, marker.map(|marker| marker.place)) {
            (Spacing::Tight, None | Some(ItemPlace::Further)) => true,
            (Spacing::Tight | Spacing::Row, Some(ItemPlace::Note)) => self.after_note,
            (Spacing::Tight, Some(ItemPlace::First))
            | (Spacing::Row, None | Some(ItemPlace::First | ItemPlace::Further)) => false,
        };
        u8::from(!close && !self.blocks.is_empty())
    }
}

/// The entry of a heading in the outline: its words without marks of notes and readings. None
/// without words.
fn heading(at: Pos, level: u8, text: &str, marks: &[MarkSpan]) -> Option<Heading> {
    let title = title_of(text, marks);
    (!title.is_empty()).then_some(Heading {
        pos: at,
        level,
        title: title.into(),
        len: text.len() as u32,
        entry: None,
    })
}

/// Cells of a marker and the blank behind it.
fn marker_cells(text: &str) -> u32 {
    u32::from(text_width(text, Widths::default()).0) + 1
}
