//! Notes of plain texts: lines ①… or [1]… at the foot of a section or at the end, and the signs in the text that lead
//! to them. A list of lines holds notes only by evidence: the signs stand in the text before it, in the same order, and
//! the list follows a heading such as 注释 or 参考文献, or its signs stand as only signs of notes do.

mod list;
mod sign;

use super::PlainDocument;
use super::lines::LineReader;
use crate::doc::{Block, Links, Mark, Note, Pos};
use list::ListFinder;
use sign::{Reference, SignStyle};
use std::ops::Range;

/// Longest text whose notes are looked for, in bytes.
const MAX_TEXT_BYTES: u64 = 4 << 20;
/// Most notes that one sign opens.
const MAX_OPENED_NOTES: usize = 40;

/// Notes of a text, by the lists they stand in.
#[derive(Debug, Default)]
pub(super) struct TextNotes {
    lists: Vec<NoteList>,
}

/// Notes that stand together.
#[derive(Debug)]
struct NoteList {
    style: SignStyle,
    /// Bytes of the text whose signs lead to these notes.
    region: Range<u64>,
    notes: Vec<ListedNote>,
}

/// Note of a list.
#[derive(Clone, Debug)]
struct ListedNote {
    number: u32,
    /// Bytes of its lines.
    lines: Range<u64>,
    /// Length of its sign in bytes of the decoded line.
    sign_len: usize,
    /// First character of its words.
    first: char,
}

impl TextNotes {
    /// Returns the notes that a sign at byte `at` of the text leads to.
    fn of_reference(&self, at: u64, reference: &Reference) -> Vec<&ListedNote> {
        let lists = self.lists.iter();
        let mut own =
            lists.filter(|list| reference.style.leads_to(list.style) && list.region.contains(&at));
        let Some(list) = own.next() else {
            return Vec::new();
        };
        let is_wanted = |note: &&ListedNote| reference.has_number(note.number);
        list.notes
            .iter()
            .filter(is_wanted)
            .take(MAX_OPENED_NOTES)
            .collect()
    }

    fn at(&self, start: u64) -> Option<&ListedNote> {
        let mut notes = self.lists.iter().flat_map(|list| &list.notes);
        notes.find(|note| note.lines.start == start)
    }
}

impl PlainDocument {
    /// Returns the marks of the signs in a line that lead to notes.
    pub(super) fn note_marks(&self, start: u64, text: &str) -> Vec<(Range<u32>, Mark)> {
        if self.line_blocks.source.len() > MAX_TEXT_BYTES || !sign::may_have_sign(text) {
            return Vec::new();
        }
        let references = sign::references(text);
        if references.is_empty() {
            return Vec::new();
        }
        let notes = self.text_notes();
        let marks = references.iter().filter_map(|reference| {
            let found = notes.of_reference(start, reference);
            let starts: Vec<String> = found
                .iter()
                .map(|note| note.lines.start.to_string())
                .collect();
            let range = reference.range.start as u32..reference.range.end as u32;
            (!starts.is_empty()).then(|| (range, Mark::NoteRef(starts.join(","))))
        });
        marks.collect()
    }

    /// Returns whether signs in the text lead to notes.
    pub(super) fn has_text_notes(&self) -> bool {
        self.line_blocks.source.len() <= MAX_TEXT_BYTES && !self.text_notes().lists.is_empty()
    }

    /// Returns the notes. The first call reads the text.
    fn text_notes(&self) -> &TextNotes {
        self.notes.get_or_init(|| {
            let mut finder = ListFinder::default();
            let mut walk = LineReader::new(&self.line_blocks, &self.detection);
            while walk
                .read_window(&mut |at, line| finder.take_line(at, line))
                .is_some()
            {}
            TextNotes {
                lists: finder.finish(self.line_blocks.source.len()),
            }
        })
    }

    /// Returns the words of a note as one paragraph, with its sign if it is one of several.
    fn note_words(&self, note: &ListedNote, has_sign: bool) -> String {
        let mut words = String::new();
        let mut at = note.lines.start;
        while at < note.lines.end {
            let chunk = self.line_blocks.block(at);
            let line = self.decode(chunk.text);
            let skipped = if at == note.lines.start && !has_sign {
                note.sign_len
            } else {
                0
            };
            let line = line.get(skipped..).unwrap_or_default().trim();
            let is_spaced = |c: char| c.is_ascii_alphanumeric() || matches!(c, ',' | '.' | ';');
            if words.ends_with(is_spaced) && line.starts_with(|c: char| c.is_ascii_alphanumeric()) {
                words.push(' ');
            }
            words.push_str(line);
            at = chunk.next;
        }
        words
    }
}

impl Links for PlainDocument {
    fn target(&self, from: Pos, link: &str) -> Option<Pos> {
        self.note(from, link).and_then(|note| note.pos)
    }

    fn note(&self, _from: Pos, label: &str) -> Option<Note> {
        let starts = label.split(',').map_while(|start| start.parse().ok());
        let found: Vec<&ListedNote> = starts.filter_map(|at| self.text_notes().at(at)).collect();
        let first = found.first()?;
        Some(Note {
            paragraphs: found
                .iter()
                .map(|note| self.note_words(note, found.len() > 1))
                .collect(),
            pos: Some(Pos::new(0, first.lines.start)),
        })
    }

    fn note_outside_text(&self, _from: Pos, _label: &str) -> Option<Note> {
        None
    }
}

/// Adds to a paragraph the marks of one of its lines. The line's text from byte `skipped` on starts at byte `start` of
/// the paragraph.
pub(crate) fn add_line_marks(
    marks: &mut Vec<(Range<u32>, Mark)>,
    line: &Block<'_>,
    skipped: u32,
    start: u32,
) {
    let own = line
        .marks
        .iter()
        .filter(|(range, _)| range.start >= skipped);
    marks.extend(own.map(|(range, mark)| {
        let moved = |at: u32| at - skipped + start;
        (moved(range.start)..moved(range.end), mark.clone())
    }));
}

#[cfg(test)]
mod tests;
