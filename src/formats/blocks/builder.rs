//! The blocks written so far, and what stands around the next one: quotes, lists, notes. Leads,
//! rows of space, positions and the outline are decided here.

use super::inline::Marked;
use crate::doc::{Block, BlockKind, Heading, Lead, Pos, title_of};
use crate::text::units::Cells;
use crate::text::width::{Widths, text_width};
use std::borrow::Cow;

/// Markers of lists by depth. None of them is of ambiguous width, as `•` would be.
const BULLETS: [&str; 3] = ["∙", "◦", "▪"];

/// Blocks, and the containers that are open behind the last of them.
#[derive(Default)]
pub(crate) struct Blocks {
    done: Vec<Block<'static>>,
    headings: Vec<Heading>,
    open: Vec<Container>,
    /// Block quotes among `open`.
    quotes: u32,
    /// Lists among `open`, and those of them with bullets.
    lists: u32,
    bullets: usize,
    /// Footnotes among `open`.
    notes: u32,
    /// Cells that the markers of `open` take on the left.
    indent: u32,
    /// A marker that waits for the first block of its item.
    marker: Option<Marker>,
    /// Whether the last block ended a footnote, so that the next footnote goes right under it.
    after_note: bool,
}

/// A block to be written.
pub(crate) struct Draft {
    /// Where it starts in the source, in bytes.
    pub(crate) at: u64,
    pub(crate) kind: BlockKind,
    pub(crate) text: String,
    pub(crate) marks: Vec<Marked>,
    pub(crate) gap: Gap,
}

/// The room a block asks for above it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Gap {
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
struct Marker {
    text: String,
    indent: u32,
    at: u64,
    place: Place,
}

/// Where an item stands in its list.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    /// It begins a list that is in no other.
    First,
    /// It is a further item, or one of a list within a list.
    Further,
    /// It is a footnote.
    Note,
}

impl Blocks {
    /// The block written last.
    pub(crate) fn last_mut(&mut self) -> Option<&mut Block<'static>> {
        self.done.last_mut()
    }

    /// Number of blocks written.
    pub(crate) fn len(&self) -> usize {
        self.done.len()
    }

    /// The blocks and the outline.
    pub(crate) fn finish(self) -> (Vec<Block<'static>>, Vec<Heading>) {
        (self.done, self.headings)
    }

    pub(crate) fn open_quote(&mut self) {
        self.quotes += 1;
        self.open.push(Container::Quote);
    }

    /// Opens a list, numbered from `next` on or with bullets.
    pub(crate) fn open_list(&mut self, next: Option<u64>) {
        self.flush_marker();
        self.lists += 1;
        self.bullets += usize::from(next.is_none());
        self.open.push(Container::List { next, items: 0 });
    }

    /// Opens an item that starts at `at`; `delimiter` stands behind its number, if it has one.
    pub(crate) fn open_item(&mut self, at: u64, delimiter: char) {
        let bullet = BULLETS[self.bullets.saturating_sub(1) % BULLETS.len()];
        let mut place = Place::Further;
        let mut text = bullet.to_owned();
        if let Some(Container::List { next, items }) = self.open.last_mut() {
            *items += 1;
            if *items == 1 && self.lists == 1 {
                place = Place::First;
            }
            if let Some(number) = next {
                text = format!("{number}{delimiter}");
                *number = number.saturating_add(1);
            }
        }
        let hang = self.hang(text, at, place);
        self.open.push(Container::Item(hang));
    }

    /// Opens a container that shifts its text by `cells`, without a marker.
    pub(crate) fn open_indent(&mut self, cells: u32) {
        self.flush_marker();
        self.indent += cells;
        self.open.push(Container::Item(cells));
    }

    /// Opens the text of the footnote `label`, which starts at `at`.
    pub(crate) fn open_note(&mut self, label: &str, at: u64) {
        self.flush_marker();
        let hang = self.hang(format!("[{label}]"), at, Place::Note);
        self.notes += 1;
        self.open.push(Container::Note(hang));
    }

    /// The item opened last has a box: it takes the place of the bullet, or follows the number.
    pub(crate) fn task(&mut self, shown: &str) {
        let (Some(marker), Some(Container::Item(hang))) = (&mut self.marker, self.open.last_mut())
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
        match self.open.pop() {
            Some(Container::Quote) => self.quotes -= 1,
            Some(Container::List { next, .. }) => {
                self.lists -= 1;
                self.bullets -= usize::from(next.is_none());
            }
            Some(Container::Item(hang)) => {
                self.flush_marker();
                self.indent -= hang;
            }
            Some(Container::Note(hang)) => {
                self.flush_marker();
                self.indent -= hang;
                self.notes -= 1;
                self.after_note = true;
            }
            None => {}
        }
    }

    /// Writes a block, with the marker that waits for it. Blocks start one behind the other, so one
    /// that claims the place of the last starts a byte later. Gives where it starts.
    pub(crate) fn emit(&mut self, draft: Draft) -> Pos {
        let marker = self.marker.take();
        let space = self.space(draft.gap, marker.as_ref());
        let start = match self.done.last() {
            Some(block) => draft.at.max(block.at.block.0 + 1),
            None => draft.at,
        };
        let at = Pos::new(0, start);
        let kind = match draft.kind {
            BlockKind::Paragraph if self.notes > 0 => BlockKind::Aside,
            kind => kind,
        };
        if let BlockKind::Heading(level) = kind {
            self.headings
                .extend(heading(at, level, &draft.text, &draft.marks));
        }
        let indent = marker.as_ref().map_or(self.indent, |marker| marker.indent);
        self.done.push(Block {
            at,
            kind,
            text: Cow::Owned(draft.text),
            marks: draft.marks,
            lead: Lead {
                quotes: u8::try_from(self.quotes).unwrap_or(u8::MAX),
                indent: Cells(u16::try_from(indent).unwrap_or(u16::MAX)),
                marker: marker.map(|marker| marker.text),
                ..Lead::default()
            },
            continued: false,
            space,
        });
        self.after_note = false;
        at
    }

    /// Makes `text` the marker of the next block and shifts what follows behind it; gives the cells
    /// of that shift.
    fn hang(&mut self, text: String, at: u64, place: Place) -> u32 {
        let hang = marker_cells(&text);
        self.marker = Some(Marker {
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
            self.emit(Draft {
                at: marker.at,
                kind: BlockKind::Paragraph,
                text: String::new(),
                marks: Vec::new(),
                gap: Gap::Tight,
            });
        }
    }

    /// Empty rows above a block.
    fn space(&self, gap: Gap, marker: Option<&Marker>) -> u8 {
        let close = match (gap, marker.map(|marker| marker.place)) {
            (Gap::Tight, None | Some(Place::Further)) => true,
            (Gap::Tight | Gap::Row, Some(Place::Note)) => self.after_note,
            (Gap::Tight, Some(Place::First))
            | (Gap::Row, None | Some(Place::First | Place::Further)) => false,
        };
        u8::from(!close && !self.done.is_empty())
    }
}

/// The entry of a heading in the outline: its words without marks of notes and readings. None
/// without words.
fn heading(at: Pos, level: u8, text: &str, marks: &[Marked]) -> Option<Heading> {
    let title = title_of(text, marks);
    (!title.is_empty()).then_some(Heading {
        pos: at,
        level,
        title: title.into(),
        extent: text.len() as u32,
        entry: None,
    })
}

/// Cells of a marker and the blank behind it.
fn marker_cells(text: &str) -> u32 {
    u32::from(text_width(text, Widths::default()).0) + 1
}
