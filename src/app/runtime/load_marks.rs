//! The job that loads the marks of a document and finds their words.

use super::job_sender::JobSender;
use super::note_homes::NoteHome;
use super::open_job::Opener;
use crate::app::job::{JobEvent, MarksEnd, MarksRequest, MovedMarks, NotesProblem};
use crate::app::marks::shown::ShownMark;
use crate::doc::Document;
use crate::session::notes::UserMark;
use crate::session::notes::anchor::{Anchored, GoOn, Likeness, anchor, at_place};
use std::collections::HashSet;
use std::ops::ControlFlow;
use std::sync::Arc;

/// Marks of one file of notes, with the places of their words.
struct MarkGroup {
    /// File of notes; `None` for that of the marks across documents, and for marks in no file.
    home: Option<NoteHome>,
    marks: Vec<UserMark>,
    places: Vec<Option<Anchored>>,
}

impl MarkGroup {
    /// Looks for marks at their own places.
    fn new(doc: &dyn Document, home: Option<NoteHome>, marks: Vec<UserMark>) -> Self {
        let places = marks.iter().map(|mark| at_place(doc, mark)).collect();
        Self {
            home,
            marks,
            places,
        }
    }

    /// Returns whether all marks are at their places.
    fn is_complete(&self) -> bool {
        self.places.iter().all(Option::is_some)
    }

    /// Looks for the words of the others in the text.
    fn find(&mut self, doc: &dyn Document, go_on: GoOn<'_>) {
        if !self.is_complete() {
            self.places = match &self.home {
                Some(home) => home.anchor(doc, &self.marks, go_on),
                None => anchor(doc, &self.marks, go_on),
            };
        }
    }

    /// Returns the marks with the places known.
    fn shown(&self) -> impl Iterator<Item = ShownMark> {
        let marks = self.marks.iter().cloned().zip(self.places.iter().cloned());
        marks.map(|(mark, place)| shown_mark(mark, place))
    }
}

/// Returns a mark at the place at which it was found.
fn shown_mark(mark: UserMark, place: Option<Anchored>) -> ShownMark {
    let likeness = place
        .as_ref()
        .map_or(Likeness::Same, |place| place.likeness);
    ShownMark {
        likeness,
        ..ShownMark::new(mark, place.map(|place| place.span))
    }
}

/// Leaves one of several marks with one id, as they come of notes read in to two files.
fn drop_doubles(groups: &mut [MarkGroup]) {
    let mut seen: HashSet<String> = HashSet::new();
    for group in groups {
        let is_first = group.marks.iter().map(|mark| seen.insert(mark.id.clone()));
        let is_first: Vec<bool> = is_first.collect();
        let mut kept = is_first.iter();
        group.marks.retain(|_| kept.next() != Some(&false));
        let mut kept = is_first.iter();
        group.places.retain(|_| kept.next() != Some(&false));
    }
}

/// Reads the marks of the document and finds their words, unless their files have not changed.
pub(super) fn load_marks(
    opener: &Opener,
    sender: &JobSender,
    request: MarksRequest,
) -> ControlFlow<()> {
    let doc = &*request.doc;
    let go_on = || sender.go_on();
    let stamp = opener.notes_stamp(doc);
    if request.seen.as_ref() == Some(&stamp) {
        return sender.say(JobEvent::NotesUnchanged);
    }
    let mut groups = Vec::new();
    let (mut damaged_lines, mut error) = (0, None);
    for home in opener.note_homes(doc, &go_on) {
        match home.log.read() {
            Ok(log) => {
                damaged_lines += log.damaged_lines.len() as u64;
                let marks = log.marks.into_iter();
                let marks = marks.map(|mark| home.to_document(doc, mark)).collect();
                groups.push(MarkGroup::new(doc, Some(home), marks));
            }
            Err(own) => error = error.or(Some(own)),
        }
    }
    let (here, elsewhere) = opener.common_marks();
    groups.push(MarkGroup::new(doc, None, here));
    let kept = groups.len();
    groups.push(MarkGroup::new(doc, None, request.held));
    drop_doubles(&mut groups);
    if !groups.iter().all(MarkGroup::is_complete) {
        // The whole text may have to be read for the others.
        let shown = groups.iter().flat_map(MarkGroup::shown);
        let found = shown.filter(|shown| shown.span.is_some()).collect();
        sender.say(JobEvent::Marks(found, None))?;
        for group in &mut groups {
            group.find(doc, &go_on);
        }
    }
    go_on()?;
    if request.moved == MovedMarks::WrittenDown {
        for group in groups.iter_mut().take(kept) {
            opener.write_moved(doc, group.home.as_ref(), &mut group.marks, &group.places);
        }
    }
    let own = groups.iter().flat_map(MarkGroup::shown);
    let elsewhere = elsewhere.into_iter().map(|mark| ShownMark {
        is_elsewhere: true,
        ..ShownMark::new(mark, None)
    });
    let marks = own.chain(elsewhere).collect();
    let problem = match error {
        Some(error) => Some(NotesProblem::Unreadable(Arc::new(error))),
        None => (damaged_lines > 0).then_some(NotesProblem::DamagedLines(damaged_lines)),
    };
    let end = MarksEnd { problem, stamp };
    sender.say(JobEvent::Marks(marks, Some(end)))
}
