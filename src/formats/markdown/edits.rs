//! Edits of the finished text of a block, which its marks follow.

use crate::doc::Mark;
use crate::formats::blocks::inline::MarkSpan;
use std::cmp::Reverse;
use std::ops::Range;

/// Replacement of a range of the text.
pub(super) struct Edit {
    pub(super) range: Range<usize>,
    pub(super) replacement: String,
}

impl Edit {
    pub(super) const fn removal(range: Range<usize>) -> Self {
        Self {
            range,
            replacement: String::new(),
        }
    }
}

/// Map from offsets before the edits to offsets after them.
#[derive(Default)]
pub(crate) struct OffsetMap {
    /// End of each edit in the old text and in the new one, and the start in the new one, ascending.
    edits: Vec<(Range<u32>, Range<u32>)>,
}

impl OffsetMap {
    /// Returns the new offset of `at`; within a replaced range, its start or the same distance from it.
    pub(crate) fn map(&self, at: u32) -> u32 {
        let index = self.edits.partition_point(|(old, _)| old.start <= at);
        match self.edits.get(index.wrapping_sub(1)) {
            None => at,
            Some((old, new)) if at < old.end => (new.start + (at - old.start)).min(new.end),
            Some((old, new)) => new.end + (at - old.end),
        }
    }
}

/// Applies edits, ascending and disjoint.
pub(super) fn apply(edits: &[Edit], text: &mut String, marks: &mut Vec<MarkSpan>) -> OffsetMap {
    let mut new = String::with_capacity(text.len());
    let mut map = OffsetMap::default();
    let mut done = 0;
    for edit in edits {
        new.push_str(text.get(done..edit.range.start).unwrap_or_default());
        let start = new.len() as u32;
        new.push_str(&edit.replacement);
        map.edits.push((
            edit.range.start as u32..edit.range.end as u32,
            start..new.len() as u32,
        ));
        done = edit.range.end;
    }
    new.push_str(text.get(done..).unwrap_or_default());
    *text = new;
    for (range, mark) in marks.iter_mut() {
        let old = range.clone();
        *range = map.map(range.start)..map.map(range.end);
        // The base of a reading moves with it.
        if let Mark::Ruby { base } = mark {
            *base = map.map(old.start + *base) - range.start;
        }
    }
    marks.retain(|(range, _)| range.start < range.end);
    marks.sort_by_key(|(range, _)| (range.start, Reverse(range.end)));
    map
}
