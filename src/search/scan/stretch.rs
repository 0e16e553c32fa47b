//! Stretches of a document: from the start of a block to that of another, on a grid of each section.

use crate::doc::{Document, LineAccess, Pos, Span};

/// Grid of stretches in bytes of a section, as positions count them.
pub const STRETCH_BYTES: u64 = 1 << 20;

/// Returns the first stretch of a document.
pub fn first_stretch(doc: &dyn Document) -> Span {
    stretch_from(doc, Pos::new(doc.first().section, 0))
}

/// Returns the stretches of a section, ascending.
pub fn stretches_of_section(doc: &dyn Document, section: u32) -> impl Iterator<Item = Span> {
    let first = stretch_from(doc, Pos::new(section, 0));
    std::iter::successors(Some(first), move |stretch| {
        (stretch.end.section == section).then(|| stretch_from(doc, stretch.end))
    })
}

/// Returns the stretch that holds the block at `pos`.
pub fn stretch_at(doc: &dyn Document, pos: Pos) -> Span {
    let block = doc.block_at(pos).pos;
    let mut number = block.block.0 / STRETCH_BYTES;
    // A block that goes over the grid begins the stretch behind it.
    while grid_start(doc, block.section, number + 1).is_some_and(|start| start <= block) {
        number += 1;
    }
    let starts = (1..=number).rev();
    let mut starts = starts.filter_map(|number| grid_start(doc, block.section, number));
    let start = starts.find(|start| *start <= block);
    stretch_from(doc, start.unwrap_or(Pos::new(block.section, 0)))
}

/// Returns the stretch that follows; `None` at the end of the document.
pub fn next_stretch(doc: &dyn Document, stretch: &Span) -> Option<Span> {
    let section = stretch.start.section;
    let start = if stretch.end.section == section {
        stretch.end
    } else {
        Pos::new(doc.next_section(section)?, 0)
    };
    Some(stretch_from(doc, start))
}

/// Returns the stretch before; `None` at the beginning of the document.
pub fn stretch_before(doc: &dyn Document, stretch: &Span) -> Option<Span> {
    let before = doc.prev(stretch.start)?;
    (before < stretch.start).then(|| stretch_at(doc, before))
}

/// Returns the stretch that begins at `start`.
fn stretch_from(doc: &dyn Document, start: Pos) -> Span {
    let mut number = start.block.0 / STRETCH_BYTES + 1;
    loop {
        match grid_start(doc, start.section, number) {
            Some(end) if end > start => return start..end,
            Some(_) => number += 1,
            None => return start..Pos::new(start.section + 1, 0),
        }
    }
}

/// Returns the start of the block that goes over a line of the grid; `None` if no other follows it in the section.
fn grid_start(doc: &dyn Document, section: u32, number: u64) -> Option<Pos> {
    if let Some(LineAccess::Raw(lines)) = doc.lines(section)
        && lines.read_raw(section, number * STRETCH_BYTES, &mut [0]) == 0
    {
        // Most files are shorter; their blocks need not be asked for.
        return None;
    }
    let pos = doc.block_at(Pos::new(section, number * STRETCH_BYTES)).pos;
    let has_next = || doc.next(pos).is_some_and(|next| next.section == section);
    (pos.section == section && has_next()).then_some(pos)
}
