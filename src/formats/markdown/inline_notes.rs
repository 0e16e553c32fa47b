//! Notes within the text, `^[words of the note]`, as Pandoc and Obsidian write them.

use super::edits::{Edit, OffsetMap, apply};
use crate::doc::Mark;
use crate::formats::blocks::inline::MarkSpan;
use std::ops::Range;

/// Longest note, in bytes.
const MAX_NOTE_BYTES: usize = 4 << 10;

/// A note that was taken out of a text.
pub(super) struct InlineNote {
    pub(super) label: String,
    pub(super) text: String,
    pub(super) marks: Vec<MarkSpan>,
}

/// Takes the notes out of a text, and leaves their signs, with labels from `next_label`. `escaped` are the starts of
/// characters after a backslash, ascending. Returns the notes and the map from old to new offsets.
pub(super) fn take(
    text: &mut String,
    marks: &mut Vec<MarkSpan>,
    escaped: &[u32],
    next_label: &mut dyn FnMut() -> String,
) -> (Vec<InlineNote>, OffsetMap) {
    let ranges = note_ranges(text, marks, escaped);
    let mut notes = Vec::new();
    let mut edits = Vec::new();
    let mut signs = Vec::new();
    for whole in ranges {
        let inner = whole.start + 2..whole.end - 1;
        let label = next_label();
        notes.push(InlineNote {
            label: label.clone(),
            text: text.get(inner.clone()).unwrap_or_default().to_owned(),
            marks: take_marks(marks, &inner),
        });
        signs.push((
            whole.start as u32..whole.end as u32,
            Mark::NoteRef(label.clone()),
        ));
        edits.push(Edit {
            range: whole,
            replacement: format!("[{label}]"),
        });
    }
    if edits.is_empty() {
        return (notes, OffsetMap::default());
    }
    marks.extend(signs);
    let map = apply(&edits, text, marks);
    (notes, map)
}

/// Returns the ranges of notes with their brackets, ascending.
fn note_ranges(text: &str, marks: &[MarkSpan], escaped: &[u32]) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut code = marks
        .iter()
        .filter(|(_, mark)| *mark == Mark::Code)
        .peekable();
    for (start, _) in text.match_indices("^[") {
        while code
            .next_if(|(range, _)| range.end as usize <= start)
            .is_some()
        {}
        let is_code = code
            .peek()
            .is_some_and(|(range, _)| range.start as usize <= start);
        let is_escaped = escaped.binary_search(&(start as u32)).is_ok();
        let is_inside = found.last().is_some_and(|last| start < last.end);
        if is_code || is_escaped || is_inside {
            continue;
        }
        let Some(end) = closing_bracket(text, start + 1) else {
            continue;
        };
        if end > start + 2 {
            found.push(start..end + 1);
        }
    }
    found
}

/// Returns the bracket that closes the one at byte `open`; brackets may be nested.
fn closing_bracket(text: &str, open: usize) -> Option<usize> {
    let mut depth = 0_usize;
    for (at, byte) in text.bytes().enumerate().skip(open).take(MAX_NOTE_BYTES) {
        match byte {
            b'[' => depth += 1,
            b']' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return Some(at);
        }
    }
    None
}

/// Takes the marks that lie in a range. Their offsets count from its start then.
fn take_marks(marks: &mut Vec<MarkSpan>, inner: &Range<usize>) -> Vec<MarkSpan> {
    let (from, to) = (inner.start as u32, inner.end as u32);
    let is_inner = |range: &Range<u32>| from <= range.start && range.end <= to;
    let taken = marks.extract_if(.., |(range, _)| is_inner(range));
    taken
        .map(|(range, mark)| (range.start - from..range.end - from, mark))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn taken(text: &str) -> (String, Vec<String>) {
        let (mut text, mut marks, mut count) = (text.to_owned(), Vec::new(), 0);
        let mut label = || {
            count += 1;
            count.to_string()
        };
        let (notes, _) = take(&mut text, &mut marks, &[], &mut label);
        let signs = marks.iter().map(|(range, _)| range.start..range.end);
        assert_eq!(signs.count(), notes.len());
        (text, notes.into_iter().map(|note| note.text).collect())
    }

    #[test]
    fn notes_are_taken_out_with_their_brackets() {
        assert_eq!(
            taken("桥^[石桥，[宋]建。]长。又^[乙]。"),
            (
                "桥[1]长。又[2]。".to_owned(),
                vec!["石桥，[宋]建。".to_owned(), "乙".to_owned()]
            )
        );
        for whole in ["x^2[1]", "甲^[]乙", "甲^[没有结束", "", "]^["] {
            assert_eq!(taken(whole), (whole.to_owned(), Vec::new()), "{whole}");
        }
    }

    #[test]
    fn marks_go_with_their_note_and_code_stays() {
        let mut text = "甲^[乙丙]丁^[戊]".to_owned();
        let mut marks = vec![(8..11, Mark::Strong), (15..21, Mark::Code)];
        let (notes, map) = take(&mut text, &mut marks, &[], &mut || "1".to_owned());
        assert_eq!(text, "甲[1]丁^[戊]");
        let [note] = notes.as_slice() else {
            panic!("one note is taken");
        };
        assert_eq!(note.marks, [(3..6, Mark::Strong)]);
        assert_eq!((map.map(12), marks.len()), (6, 2));
    }
}
