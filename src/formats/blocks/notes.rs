//! Notes of a page. Notes that books show only at their reference leave the text if a reference leads to them; all
//! others stay in place.

use super::regions::{PageRegion, RegionHint};
use crate::doc::{Block, Mark, Pos};
use std::collections::{HashMap, HashSet};
use std::ops::Range;

/// Limits of a note, in blocks and bytes. A larger box is part of the text.
const MAX_NOTE_BLOCKS: u32 = 12;
const MAX_NOTE_BYTES: usize = 32 << 10;

/// Notes of a page.
#[derive(Debug, Default)]
pub(crate) struct PageNotes {
    /// Paragraphs of the notes taken out of the text, by name.
    pub(crate) hidden: HashMap<String, Vec<String>>,
    /// Last block of a named place, if the place has several blocks.
    pub(crate) target_ends: HashMap<String, Pos>,
}

/// Takes the hidden notes out of `blocks`, and updates `regions` and `targets`.
pub(crate) fn extract_notes(
    blocks: &mut Vec<Block<'static>>,
    regions: &mut [PageRegion],
    names: &[(String, u32)],
    targets: &mut HashMap<String, Pos>,
) -> PageNotes {
    let mut notes = PageNotes::default();
    if regions.iter().any(|region| region.hint == RegionHint::Note) {
        notes.hidden = hide_notes(blocks, regions, targets);
    }
    for (name, index) in names {
        let Some(region) = regions.get(*index as usize) else {
            continue;
        };
        let last = region.blocks.end.checked_sub(1);
        if (2..=MAX_NOTE_BLOCKS).contains(&(region.blocks.len() as u32))
            && let Some(block) = last.and_then(|last| blocks.get(last as usize))
        {
            notes.target_ends.entry(name.clone()).or_insert(block.pos);
        }
    }
    notes
}

/// Hides the notes that a reference on this page leads to.
fn hide_notes(
    blocks: &mut Vec<Block<'static>>,
    regions: &mut [PageRegion],
    targets: &mut HashMap<String, Pos>,
) -> HashMap<String, Vec<String>> {
    let wanted: HashSet<String> = blocks
        .iter()
        .flat_map(|block| &block.marks)
        .filter_map(|(_, mark)| match mark {
            Mark::NoteRef(label) => Some(label_fragment(label).to_owned()),
            _ => None,
        })
        .collect();
    let mut places: Vec<(Pos, String)> = targets
        .iter()
        .map(|(name, pos)| (pos.block_start(), name.clone()))
        .collect();
    places.sort_unstable();
    let mut hidden = HashMap::new();
    let mut is_gone = vec![false; blocks.len()];
    // Inner notes first: the names in them belong to them alone.
    for region in regions.iter().rev().filter(|r| r.hint == RegionHint::Note) {
        let range = region.blocks.start as usize..region.blocks.end as usize;
        let Some(own) = blocks.get(range.clone()).filter(|own| !own.is_empty()) else {
            continue;
        };
        if own.iter().map(|block| block.text.len()).sum::<usize>() > MAX_NOTE_BYTES {
            continue;
        }
        let (first, last) = (own.first().map(|b| b.pos), own.last().map(|b| b.pos));
        let from = places.partition_point(|(pos, _)| Some(*pos) < first);
        let to = places.partition_point(|(pos, _)| Some(*pos) <= last);
        let inside = places.get(from..to).unwrap_or_default();
        let names: Vec<&String> = inside
            .iter()
            .map(|(_, name)| name)
            .filter(|name| !hidden.contains_key(*name))
            .collect();
        if !names.iter().any(|name| wanted.contains(*name)) {
            continue;
        }
        let paragraphs: Vec<String> = own
            .iter()
            .map(note_text)
            .filter(|w| !w.is_empty())
            .collect();
        for name in names {
            hidden.insert(name.clone(), paragraphs.clone());
        }
        for gone in is_gone.get_mut(range).into_iter().flatten() {
            *gone = true;
        }
    }
    targets.retain(|name, _| !hidden.contains_key(name));
    drop_blocks(blocks, regions, &is_gone);
    hidden
}

/// Removes blocks, and updates the regions.
fn drop_blocks(blocks: &mut Vec<Block<'static>>, regions: &mut [PageRegion], is_gone: &[bool]) {
    let mut left = Vec::with_capacity(is_gone.len() + 1);
    let mut count = 0;
    for gone in is_gone {
        left.push(count);
        count += u32::from(!gone);
    }
    left.push(count);
    let moved = |at: u32| left.get(at as usize).copied().unwrap_or(count);
    for region in regions {
        region.blocks = moved(region.blocks.start)..moved(region.blocks.end);
    }
    let mut at = 0;
    blocks.retain(|_| {
        at += 1;
        !is_gone.get(at - 1).copied().unwrap_or(false)
    });
}

/// Returns the fragment of a label.
pub(crate) fn label_fragment(label: &str) -> &str {
    label.rsplit_once('#').map_or(label, |(_, place)| place)
}

/// Longest link from a note back to the text, in bytes.
const MAX_BACKLINK_BYTES: usize = 12;

/// Returns the text of a note's paragraph without the link back to the text.
pub(crate) fn note_text(block: &Block<'_>) -> String {
    note_text_from(block, 0..block.text.len())
}

/// Returns a range of a block's text, without the links back to the text at its start and end.
pub(crate) fn note_text_from(block: &Block<'_>, range: Range<usize>) -> String {
    let whole = block.text.get(range.clone()).unwrap_or_default();
    let trimmed = whole.trim_start();
    let mut start = (range.end - trimmed.len()) as u32;
    let mut end = start + trimmed.trim_end().len() as u32;
    for (link, mark) in &block.marks {
        let leads_back = matches!(mark, Mark::Link(to) | Mark::NoteRef(to) if to.contains('#'));
        if !leads_back || link.len() > MAX_BACKLINK_BYTES || link.end > end {
            continue;
        }
        // A mark opened before a line end begins there.
        if link.start <= start && link.end > start {
            start = link.end;
        } else if link.end == end && link.start > start {
            end = link.start;
        }
    }
    let text = block.text.get(start as usize..end.max(start) as usize);
    text.unwrap_or_default().trim().to_owned()
}
