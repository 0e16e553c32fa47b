//! Lists of notes, found in one pass over the lines of a text.

use super::sign::{NoteHead, Reference, SignStyle, may_have_sign, note_head, references};
use super::{ListedNote, NoteList};
use crate::outline::word_lists::{WordList, word_list};
use std::ops::Range;

/// Most lines of a note, or of what stands between two notes.
const MAX_NOTE_LINES: u64 = 8;
/// Headings of notes.
static NOTE_HEADINGS: [WordList; 2] = [
    WordList::new(|| word_list("note_headings")),
    WordList::new(|| word_list("further_note_headings")),
];

/// Finder of lists of notes. Takes the lines of a text in order.
#[derive(Default)]
pub(super) struct ListFinder {
    references: Vec<PlacedReference>,
    closed: Vec<OpenList>,
    open: Option<OpenList>,
    line_count: u64,
    /// Whether the last line with words is a heading of notes or a rule.
    is_behind_heading: bool,
}

/// Reference with its place.
struct PlacedReference {
    /// Start of its line in bytes.
    at: u64,
    line: u64,
    reference: Reference,
}

/// List that may go on.
struct OpenList {
    style: SignStyle,
    notes: Vec<ListedNote>,
    is_behind_heading: bool,
    /// Number of its last line that belongs to a note.
    last_line: u64,
    /// Whether a note has several lines.
    is_wrapped: bool,
    /// Whether a blank line ended the last note.
    is_ended: bool,
}

impl ListFinder {
    /// Takes the line at byte `at`.
    pub(super) fn take_line(&mut self, at: u64, line: &str) {
        let words = line.trim();
        self.line_count += 1;
        self.end_last_note(at);
        if words.is_empty() {
            if let Some(list) = &mut self.open {
                list.is_ended = true;
            }
            return;
        }
        let head = note_head(line).filter(|head| !self.is_within_note(*head));
        if let Some(head) = head {
            self.take_head(at, head);
        } else {
            self.go_on(line);
        }
        if may_have_sign(line) {
            let found = references(line).into_iter();
            let skipped = head.map_or(0, |head| head.words_start);
            let found = found.filter(|reference| reference.range.start >= skipped);
            self.references
                .extend(found.map(|reference| PlacedReference {
                    at,
                    line: self.line_count,
                    reference,
                }));
        }
        self.is_behind_heading = is_note_heading(words);
    }

    /// Sets the end of the last note to the start of the line after it.
    fn end_last_note(&mut self, at: u64) {
        let Some(list) = &mut self.open else {
            return;
        };
        if list.last_line + 1 == self.line_count
            && let Some(note) = list.notes.last_mut()
        {
            note.lines.end = at;
        }
    }

    fn take_head(&mut self, at: u64, head: NoteHead) {
        let note = ListedNote {
            number: head.number,
            lines: at..at,
            sign_len: head.words_start,
            first: head.first,
        };
        if let Some(list) = &mut self.open {
            let next = list.notes.last().map_or(1, |note| note.number + 1);
            let is_near = self.line_count - list.last_line <= MAX_NOTE_LINES;
            // Notes below each paragraph: the text between two of them has the sign of the second.
            let lines = self.references.iter().rev();
            let is_below_text =
                lines
                    .take_while(|placed| placed.line > list.last_line)
                    .any(|placed| {
                        placed.reference.style.leads_to(head.style)
                            && placed.reference.has_number(head.number)
                    });
            let is_next = list.style == head.style && head.number == next;
            if is_next && is_near && !is_below_text {
                if !list.is_ended
                    && list.last_line + 1 < self.line_count
                    && let Some(before) = list.notes.last_mut()
                {
                    before.lines.end = at;
                    list.is_wrapped = true;
                }
                list.notes.push(note);
                list.last_line = self.line_count;
                list.is_ended = false;
                return;
            }
        }
        self.closed.extend(self.open.take());
        let is_start = head.style != SignStyle::Numbered || self.is_behind_heading;
        self.open = is_start.then(|| OpenList {
            style: head.style,
            notes: vec![note],
            is_behind_heading: self.is_behind_heading,
            last_line: self.line_count,
            is_wrapped: false,
            is_ended: false,
        });
    }

    /// Returns whether a line with a number at its start belongs to the note before it, whose sign is of another style.
    fn is_within_note(&self, head: NoteHead) -> bool {
        head.style == SignStyle::Numbered
            && self.open.as_ref().is_some_and(|list| {
                list.style != head.style && list.last_line + 1 == self.line_count && !list.is_ended
            })
    }

    /// Takes a line without a sign at its start, which may belong to the note before it.
    fn go_on(&mut self, line: &str) {
        let Some(list) = &mut self.open else {
            return;
        };
        let is_next = list.last_line + 1 == self.line_count;
        if is_next && !list.is_ended && (line.starts_with(char::is_whitespace) || list.is_wrapped) {
            list.is_wrapped = true;
            list.last_line = self.line_count;
        } else if self.line_count - list.last_line > MAX_NOTE_LINES {
            self.closed.extend(self.open.take());
        }
    }

    /// Returns the lists that are of notes. The text ends at byte `end`.
    pub(super) fn finish(mut self, end: u64) -> Vec<NoteList> {
        self.line_count += 1;
        self.end_last_note(end);
        self.closed.extend(self.open.take());
        let mut found: Vec<NoteList> = Vec::new();
        let mut last_number = 0;
        for list in &self.closed {
            let Some(first) = list.notes.first() else {
                continue;
            };
            let start = found
                .iter()
                .rev()
                .find(|other| other.style == list.style)
                .map_or(0, |other| other.region.end);
            let region = start..first.lines.start;
            let is_in_order = first.number == 1 || first.number == last_number + 1;
            if is_in_order && self.is_of_notes(list, &region) {
                last_number = list.notes.last().map_or(0, |note| note.number);
                found.push(NoteList {
                    style: list.style,
                    region,
                    notes: list.notes.clone(),
                });
            }
        }
        found
    }

    /// Returns whether the signs in `region` show that the list is one of notes.
    fn is_of_notes(&self, list: &OpenList, region: &Range<u64>) -> bool {
        let from = self.references.partition_point(|r| r.at < region.start);
        let to = self.references.partition_point(|r| r.at < region.end);
        let own: Vec<&PlacedReference> = self
            .references
            .get(from..to)
            .unwrap_or_default()
            .iter()
            .filter(|placed| placed.reference.style.leads_to(list.style))
            .collect();
        let first_of = |note: &ListedNote| {
            let mut own = own.iter().copied();
            own.find(|placed| placed.reference.has_number(note.number))
        };
        let firsts: Vec<&PlacedReference> = list.notes.iter().filter_map(first_of).collect();
        let (found, all) = (firsts.len(), list.notes.len());
        if list.is_behind_heading {
            return found > 0 && found * 3 >= all;
        }
        let place = |placed: &&PlacedReference| (placed.line, placed.reference.range.start);
        let is_ascending = firsts.is_sorted_by_key(place);
        // Items that are named in a sentence and then told of one by one begin with the same words there and here.
        let is_item = |note: &&ListedNote| {
            first_of(note).is_some_and(|placed| placed.reference.next == Some(note.first))
        };
        let item_count = list.notes.iter().filter(is_item).count();
        found * 10 >= all * 7
            && is_ascending
            && match list.style {
                SignStyle::Numbered => false,
                SignStyle::Named | SignStyle::Bracket | SignStyle::Star => found > 0,
                SignStyle::Ring => item_count * 2 < found,
            }
    }
}

/// Returns whether a line is a heading of notes: one of the words, in brackets or with a colon, or a rule.
fn is_note_heading(words: &str) -> bool {
    let is_rule = |c: char| matches!(c, '-' | '—' | '－' | '─' | '━' | '_' | '＿' | '=' | '＝');
    if words.chars().count() >= 3 && words.chars().all(is_rule) {
        return true;
    }
    let bare = words.trim_matches(|c: char| {
        matches!(
            c,
            '[' | ']'
                | '【'
                | '】'
                | '〔'
                | '〕'
                | '（'
                | '）'
                | '〈'
                | '〉'
                | '［'
                | '］'
                | ':'
                | '：'
                | '*'
                | '#'
        ) || c.is_whitespace()
    });
    // 参 考 文 献, 附注
    let bare: String = bare.chars().filter(|c| !c.is_whitespace()).collect();
    let bare = bare.to_lowercase();
    let mut lists = NOTE_HEADINGS.iter();
    lists.any(|words| words.contains(&bare.as_str()))
}
