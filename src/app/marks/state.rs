//! State of the reader's marks.

use super::change::{ChangePurpose, MarkChange};
use super::everywhere::MarksEverywhere;
use super::notes_stamp::NotesStamp;
use super::order::MarkOrder;
use super::shown::ShownMark;
use crate::app::job::{JobId, NotesProblem};
use crate::doc::{Document, Pos, Span};
use crate::session::notes::{MarkKind, UserMark};
use std::sync::Arc;

/// Changes that can be taken back.
const MAX_UNDO_STEPS: usize = 200;

/// State of the reader's marks.
#[derive(Default)]
pub struct MarksState {
    /// Marks with a place by their start, then those of other documents, then those without a place.
    marks: Vec<ShownMark>,
    /// Greatest end of the marks up to each index.
    max_ends: Vec<Pos>,
    /// Marks that are in no file, because the text is in none.
    pub held: Vec<UserMark>,
    /// Job that loads the marks.
    pub job: Option<JobId>,
    /// Whether that job only looks for changes by another program, so that the marks known by now count meanwhile.
    pub is_rereading: bool,
    /// Stamp of the files of notes when they were read last.
    pub stamp: NotesStamp,
    /// Look used last, from 1 to 5; 0 before the first.
    pub last_look: u8,
    /// Document whose marks these are.
    pub document: Option<Arc<dyn Document>>,
    /// Problem of the file of notes that the reader was told.
    pub told_problem: Option<NotesProblem>,
    /// Indices of the marks in the list, in its order.
    pub rows: Vec<usize>,
    /// Order of the list.
    pub order: MarkOrder,
    /// Marks of all texts.
    pub everywhere: MarksEverywhere,
    /// Id of the orphan that the list led to last.
    pub chosen_orphan: Option<String>,
    /// Id of the mark that the list removes if the key is pressed again.
    pub doomed: Option<String>,
    /// Note that was left while it was typed: its range and its words.
    pub left_note: Option<(Span, String)>,
    /// Changes of this session, and how many corrections of the outline there were at each.
    undo: Vec<(MarkChange, usize)>,
}

impl MarksState {
    /// Returns whether the marks of the document were looked for.
    pub const fn is_loaded(&self) -> bool {
        self.document.is_some() && self.job.is_none()
    }

    /// Returns whether there are marks.
    pub const fn has_some(&self) -> bool {
        !self.marks.is_empty()
    }

    /// Replaces all marks.
    pub fn set(&mut self, marks: Vec<ShownMark>) {
        self.marks = marks;
        self.index();
    }

    /// Keeps a change for which there is no file.
    pub fn hold(&mut self, change: &MarkChange) {
        let is_changed = |id: &str| {
            let mut changed = change.removed.iter().chain(&change.added);
            changed.any(|shown| shown.mark.id == id)
        };
        self.held.retain(|held| !is_changed(&held.id));
        let added = change.added.iter().map(|shown| shown.mark.clone());
        self.held.extend(added);
    }

    /// Applies a change that follows so many corrections of the outline.
    pub fn apply(&mut self, change: &MarkChange, purpose: ChangePurpose, corrections: usize) {
        let is_removed = |shown: &ShownMark| {
            let mut removed = change.removed.iter().chain(&change.added);
            removed.any(|other| other.mark.id == shown.mark.id)
        };
        self.marks.retain(|shown| !is_removed(shown));
        self.marks.extend(change.added.iter().cloned());
        self.index();
        match purpose {
            ChangePurpose::Forward => {
                self.undo.push((change.clone(), corrections));
                if self.undo.len() > MAX_UNDO_STEPS {
                    self.undo.remove(0);
                }
            }
            ChangePurpose::Undo => _ = self.undo.pop(),
        }
    }

    /// Returns the change that takes the last one back.
    pub fn last_inverse(&self) -> Option<MarkChange> {
        self.undo.last().map(|(change, _)| change.inverse())
    }

    /// Returns whether the last of so many corrections of the outline was made before the last change of a mark.
    pub fn is_changed_since(&self, corrections: usize) -> bool {
        let last = self.undo.last();
        last.is_some_and(|(_, before)| *before >= corrections)
    }

    /// Returns all marks: those with a place by their start, those of other documents, those without a place.
    pub fn all(&self) -> &[ShownMark] {
        &self.marks
    }

    /// Returns the marks of places with a name; those without one are bookmarks.
    pub fn named<'m>(&'m self, name: &'m str) -> impl Iterator<Item = &'m ShownMark> {
        let has_name =
            move |shown: &&ShownMark| shown.mark.kind == MarkKind::Mark && shown.mark.name == name;
        self.marks.iter().filter(has_name)
    }

    /// Returns the highlights and notes that touch `span`, with their ranges, by their start. The cost does not depend on
    /// the number of marks elsewhere.
    pub fn touching<'m>(
        &'m self,
        span: &Span,
    ) -> impl Iterator<Item = (&'m UserMark, &'m Span)> + use<'m> {
        let from = span.start;
        let end = self
            .marks
            .partition_point(|shown| shown.span.as_ref().is_some_and(|own| own.start < span.end));
        let start = self
            .max_ends
            .partition_point(|max_end| *max_end <= span.start);
        let candidates = self.marks.get(start.min(end)..end).unwrap_or_default();
        let placed = candidates
            .iter()
            .filter(|shown| shown.mark.kind != MarkKind::Mark)
            .filter_map(|shown| Some((&shown.mark, shown.span.as_ref()?)));
        placed.filter(move |(_, own)| own.end > from)
    }

    fn index(&mut self) {
        let far = Pos::new(u32::MAX, u64::MAX);
        // Marks of other documents by their letters, then those whose words are gone.
        self.marks.sort_by(|a, b| {
            let key = |shown: &ShownMark| {
                let start = shown.span.as_ref().map_or(far, |span| span.start);
                (start, !shown.is_elsewhere)
            };
            let name = |shown: &ShownMark| shown.is_elsewhere.then(|| shown.mark.name.clone());
            key(a).cmp(&key(b)).then_with(|| name(a).cmp(&name(b)))
        });
        let mut max_end = Pos::default();
        let ends = self.marks.iter().map_while(|shown| {
            max_end = max_end.max(shown.span.as_ref()?.end);
            Some(max_end)
        });
        self.max_ends = ends.collect();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(id: u64, span: Option<(u64, u64)>) -> ShownMark {
        let mark = UserMark {
            id: id.to_string(),
            ..UserMark::default()
        };
        let span = span.map(|(from, to)| Pos::new(0, from)..Pos::new(0, to));
        ShownMark::new(mark, span)
    }

    #[test]
    fn marks_that_touch_a_page_are_found_among_long_and_lost_ones() {
        let mut marks = MarksState::default();
        marks.set(vec![
            shown(1, Some((0, 1000))),
            shown(2, None),
            shown(3, Some((10, 20))),
            shown(4, Some((30, 40))),
        ]);
        let at = |marks: &MarksState, from, to| -> Vec<String> {
            let span = Pos::new(0, from)..Pos::new(0, to);
            marks
                .touching(&span)
                .map(|(mark, _)| mark.id.clone())
                .collect()
        };
        assert_eq!(at(&marks, 15, 35), ["1", "3", "4"]);
        assert_eq!(at(&marks, 20, 30), ["1"]);
        assert_eq!(at(&marks, 1000, 1001), [] as [&str; 0]);
        let change = MarkChange {
            added: vec![shown(5, Some((20, 30)))],
            removed: vec![shown(1, Some((0, 1000)))],
        };
        marks.apply(&change, ChangePurpose::Forward, 1);
        assert!(marks.is_changed_since(1) && !marks.is_changed_since(2));
        assert_eq!(at(&marks, 20, 30), ["5"]);
        let back = marks.last_inverse().unwrap_or_default();
        marks.apply(&back, ChangePurpose::Undo, 2);
        assert!(!marks.is_changed_since(0));
        assert_eq!(at(&marks, 20, 30), ["1"]);
        assert_eq!(marks.last_inverse(), None);
    }
}
