//! Display form of a block: detached readings removed, punctuation replaced.
//! It exists only while a block is prepared, so that breaking, spacing and hanging work on the displayed
//! characters. Afterwards all offsets are mapped back to the block's own text, and only the list of changes is
//! kept.

use super::full_width;
use super::options::{Punctuation, TextOptions};
use super::unit::{Segment, Unit};
use crate::doc::{Block, BlockKind, Mark, RubySpan, Table};
use crate::text::salutation::salutation_gap;
use crate::text::script::TextLang;
use crate::text::vertical_form::horizontal_form;
use std::borrow::Cow;
use std::ops::Range;

/// Range of the block's text with another display form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct DisplayChange {
    /// Start in bytes of the block's text.
    pub(crate) at: u32,
    /// Length in bytes.
    pub(crate) len: u32,
    /// Replacement character; `None` if the range is removed.
    pub(crate) replacement: Option<char>,
}

/// Text with its changes applied.
#[derive(Debug)]
pub(crate) struct DisplayText<'t> {
    text: Cow<'t, str>,
    /// Starts of the unchanged stretches: byte in the display text and byte in the block's text, both
    /// ascending.
    offset_pairs: Vec<(u32, u32)>,
}

/// Marks that end a heading in the text and are no part of it beside the text.
const END_MARKS: [char; 4] = ['。', '｡', '：', ':'];

/// Returns a title in the display form of the text, for display beside the text; without the mark that ends it.
pub fn display_title<'t>(title: &'t str, options: &TextOptions) -> Cow<'t, str> {
    let words = title.trim_end().trim_end_matches(END_MARKS);
    let title = if words.is_empty() { title } else { words };
    let block = Block {
        text: title.into(),
        ..Block::default()
    };
    let changes = display_changes(&block, &[], options);
    DisplayText::new(title, &changes).text
}

/// Returns the display changes of a block, ascending. `readings` are the detached ones.
pub(crate) fn display_changes(
    block: &Block<'_>,
    readings: &[RubySpan],
    options: &TextOptions,
) -> Vec<DisplayChange> {
    let left_out = readings.iter().map(|reading| DisplayChange {
        at: reading.inline_reading.start,
        len: reading.inline_reading.end - reading.inline_reading.start,
        replacement: None,
    });
    let mut changes: Vec<DisplayChange> = left_out.collect();
    let vertical = vertical_form_changes(block, &changes);
    if !vertical.is_empty() {
        changes.extend(vertical);
        changes.sort_unstable_by_key(|change| change.at);
    }
    if block.lead.parts_salutation
        && changes.is_empty()
        && let Some(gap) = salutation_gap(&block.text)
    {
        changes.push(DisplayChange {
            at: gap.start as u32,
            len: gap.len() as u32,
            replacement: Some('\n'),
        });
    }
    let chinese = matches!(options.lang, TextLang::Hans | TextLang::Hant);
    if options.punctuation == Punctuation::FullWidth && chinese && block.kind != BlockKind::Code {
        let found = full_width_changes(block, &DisplayText::new(&block.text, &changes));
        changes.extend(found);
        changes.sort_unstable_by_key(|change| change.at);
    }
    changes
}

/// First byte in UTF-8 of the forms for vertical setting, and the second ones.
const VERTICAL_FORM_BYTES: (u8, [u8; 2]) = (0xEF, [0xB8, 0xB9]);

/// Returns the changes of forms for vertical setting to the marks they stand for, outside `removed` ranges.
fn vertical_form_changes(block: &Block<'_>, removed: &[DisplayChange]) -> Vec<DisplayChange> {
    if block.kind == BlockKind::Code {
        return Vec::new();
    }
    let (first, second) = VERTICAL_FORM_BYTES;
    let bytes = block.text.as_bytes();
    let is_removed = |at: u32| {
        let index = removed.partition_point(|change| change.at <= at);
        let change = removed.get(index.wrapping_sub(1));
        change.is_some_and(|change| at < change.at + change.len)
    };
    memchr::memchr_iter(first, bytes)
        .filter(|at| bytes.get(at + 1).is_some_and(|byte| second.contains(byte)))
        .filter_map(|at| {
            let c = block.text.get(at..)?.chars().next()?;
            let shown = horizontal_form(c).filter(|_| !is_removed(at as u32))?;
            Some(DisplayChange {
                at: at as u32,
                len: c.len_utf8() as u32,
                replacement: Some(shown),
            })
        })
        .collect()
}

/// Returns the changes of punctuation marks to full-width; `guise` is the display form without them.
fn full_width_changes(block: &Block<'_>, guise: &DisplayText<'_>) -> Vec<DisplayChange> {
    let text = guise.text();
    let code = block.marks.iter().filter(|(_, mark)| *mark == Mark::Code);
    let code: Vec<_> = code
        .map(|(range, _)| guise.to_display_range(range))
        .collect();
    let pieces: Vec<_> = match &block.kind {
        BlockKind::Table(table) => {
            let cells = table.rows.iter().flatten();
            cells.map(|cell| guise.to_display_range(cell)).collect()
        }
        _ => std::iter::once(0..text.len()).collect(),
    };
    pieces
        .into_iter()
        .filter_map(|piece| Some((piece.start, text.get(piece)?)))
        .flat_map(|(start, text)| {
            let code: Vec<_> = code
                .iter()
                .map(|range| range.start.saturating_sub(start)..range.end.saturating_sub(start))
                .collect();
            full_width::full_width_marks(text, &code)
                .into_iter()
                .map(move |(at, c)| (start + at, c))
        })
        .map(|(at, c)| DisplayChange {
            at: guise.to_source(at as u32),
            len: 1,
            replacement: Some(c),
        })
        .collect()
}

impl<'t> DisplayText<'t> {
    /// Applies `changes`, which ascend and do not overlap, to `text`.
    pub(crate) fn new(text: &'t str, changes: &[DisplayChange]) -> Self {
        if changes.is_empty() {
            return Self {
                text: text.into(),
                offset_pairs: vec![(0, 0)],
            };
        }
        let mut out = String::with_capacity(text.len());
        let mut stretches = vec![(0, 0)];
        let mut done = 0;
        for change in changes {
            let kept = text.get(done..change.at as usize);
            out.push_str(kept.unwrap_or_default());
            out.extend(change.replacement);
            done = (change.at + change.len) as usize;
            stretches.push((out.len() as u32, done as u32));
        }
        out.push_str(text.get(done..).unwrap_or_default());
        Self {
            text: out.into(),
            offset_pairs: stretches,
        }
    }

    /// Returns the display text.
    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    /// Maps byte `at` of the display text to the block's text; at a removed range, to the byte after it.
    pub(crate) fn to_source(&self, at: u32) -> u32 {
        let index = self.offset_pairs.partition_point(|(here, _)| *here <= at);
        let (here, there) = self.offset_pair(index);
        there + (at - here)
    }

    /// Maps byte `at` of the block's text to the display text; within a removed range, to the place of the
    /// removal.
    fn to_display(&self, at: u32) -> u32 {
        let index = self.offset_pairs.partition_point(|(_, there)| *there <= at);
        let (here, there) = self.offset_pair(index);
        let next = self
            .offset_pairs
            .get(index)
            .map_or(u32::MAX, |(next, _)| *next);
        (here + (at - there)).min(next)
    }

    fn offset_pair(&self, index: usize) -> (u32, u32) {
        let stretch = self.offset_pairs.get(index.wrapping_sub(1));
        stretch.copied().unwrap_or((0, 0))
    }

    /// Maps a range of the block's text to the display text.
    fn to_display_range(&self, range: &Range<u32>) -> Range<usize> {
        self.to_display(range.start) as usize..self.to_display(range.end) as usize
    }

    /// Maps the cells of a table to the display text.
    pub(crate) fn to_display_table(&self, table: &Table) -> Table {
        let cell = |cell: &Range<u32>| self.to_display(cell.start)..self.to_display(cell.end);
        let row = |row: &Vec<Range<u32>>| row.iter().map(cell).collect();
        Table {
            rows: table.rows.iter().map(row).collect(),
            align: table.align.clone(),
        }
    }

    /// Maps the offsets of units and segments back to the block's text.
    pub(crate) fn map_to_source(&self, units: &mut [Unit], segments: &mut [Segment]) {
        if self.offset_pairs.len() == 1 {
            return;
        }
        for unit in units {
            unit.at = self.to_source(unit.at);
        }
        for segment in segments {
            segment.bytes = self.to_source(segment.bytes.start)..self.to_source(segment.bytes.end);
            segment.text_end = self.to_source(segment.text_end);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_for_vertical_setting_are_shown_as_the_marks_they_stand_for() {
        let shown = |text: &str| display_title(text, &TextOptions::default()).into_owned();
        for (text, want) in [
            ("﹁水來了︕﹂", "「水來了！」"),
            ("︵七十歲︶", "（七十歲）"),
            ("︽山︾︿河﹀﹃舟﹄", "《山》〈河〉『舟』"),
            ("甲︐乙︑丙︒丁︓戊︔己︖", "甲，乙、丙。丁：戊；己？"),
            ("︗甲︘︙︰︱︲︳︴", "〖甲〗…‥—–＿＿"),
            ("︷甲︸︹乙︺︻丙︼﹇丁﹈", "｛甲｝〔乙〕【丙】［丁］"),
            ("﹅﹆", "﹅﹆"),
        ] {
            assert_eq!(shown(text), want);
        }
        let code = Block {
            kind: BlockKind::Code,
            text: "﹁".into(),
            ..Block::default()
        };
        assert_eq!(display_changes(&code, &[], &TextOptions::default()), []);
    }

    #[test]
    fn places_lead_there_and_back() {
        let text = "汉（x）a,字";
        let change = |at, len, shown| DisplayChange {
            at,
            len,
            replacement: shown,
        };
        let guise = DisplayText::new(text, &[change(3, 7, None), change(11, 1, Some('，'))]);
        assert_eq!(guise.text(), "汉a，字");
        for (here, there) in [(0, 0), (3, 10), (4, 11), (7, 12), (10, 15)] {
            assert_eq!(guise.to_source(here), there, "{here}");
            assert_eq!(guise.to_display(there), here, "{there}");
        }
        // In a removed range, and in a replaced one.
        assert_eq!(guise.to_display(5), 3);
        assert_eq!(DisplayText::new(text, &[]).to_source(15), 15);
    }
}
