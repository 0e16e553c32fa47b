//! What is remembered of a document: where the reader is, the encoding the reader has named, what was
//! corrected in the outline. It is written down when the reader rests and when the program ends, however
//! it ends.

use crate::app::reading::relocate::{LostPlace, is_quick_to_search, relocate};
use crate::app::state::State;
use crate::doc::{Document, Place, Pos};
use crate::error::{Error, Notice};
use crate::session::fingerprint::Fingerprint;
use crate::session::record::{FoundRecord, Record, RecordMatch, Records, SavedCorrection};
use crate::source::encoding::for_label;
use crate::source::encoding::overrides::{EncodingOverrides, from_label, to_label};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

/// How long the reader rests before what is new is written down.
const SAVE_REST: Duration = Duration::from_secs(2);
/// How long it may wait at most while the reader does not rest.
const MAX_SAVE_DELAY: Duration = Duration::from_secs(20);
/// Files before and behind in a folder in which they are looked for.
const NEARBY_FILES: u32 = 16;
/// Where a document is remembered, and what is known of it.
pub struct DocumentRecord {
    records: Records,
    path: PathBuf,
    fingerprint: Fingerprint,
    found: Option<FoundRecord>,
}

impl DocumentRecord {
    /// What is remembered of the file or folder at `path`, and what is to be told of that. `None` where there
    /// is nothing that could be known again.
    pub fn load(path: &Path, records: Records) -> (Option<Self>, Option<Notice>) {
        let Some(print) = Fingerprint::read(path) else {
            return (None, None);
        };
        let (found, notice) = match records.load(&print) {
            Ok(found) => (found, None),
            Err(notice) => (None, Some(notice)),
        };
        let memory = Self {
            records,
            path: path.to_owned(),
            fingerprint: print,
            found,
        };
        (Some(memory), notice)
    }

    /// The encodings that were named for this text, if it is still this text.
    pub fn encodings(&self) -> EncodingOverrides {
        let found = self.found.as_ref();
        let Some(found) = found.filter(|found| found.matched_by == RecordMatch::Content) else {
            return EncodingOverrides::default();
        };
        let name = found.record.encoding.as_deref();
        let files = found.record.encodings.iter();
        EncodingOverrides {
            default: name.and_then(|name| for_label(&name.to_lowercase())),
            files: files
                .filter_map(|(file, name)| Some((file.clone(), from_label(name)?)))
                .collect(),
        }
    }
}

/// What of the state is remembered, as far as it tells that something has changed.
#[derive(Clone, PartialEq)]
struct SavedSnapshot {
    anchor: Pos,
    revision: u64,
    encodings: EncodingOverrides,
}

/// Keeps the memory of a document up to date.
pub(crate) struct Autosave {
    /// `None` if nothing is remembered.
    document_record: Option<DocumentRecord>,
    /// What was written down last.
    saved: SavedSnapshot,
    /// What was seen last.
    observed: SavedSnapshot,
    /// When it changed; `None` if that is written down, or cannot be.
    unsaved_since: Option<UnsavedSince>,
    /// The corrections in the record as it was read or written last.
    recorded_corrections: Vec<SavedCorrection>,
    /// Corrections that another program has put there meanwhile.
    foreign_corrections: Vec<SavedCorrection>,
}

/// When something has changed that is not written down.
#[derive(Clone, Copy)]
struct UnsavedSince {
    first: Instant,
    last: Instant,
}

impl Autosave {
    /// Takes the reader to where they were, and makes their corrections again.
    pub(crate) fn resume(
        mut document_record: Option<DocumentRecord>,
        state: &mut State,
        named: &EncodingOverrides,
    ) -> Self {
        let found = document_record
            .as_mut()
            .and_then(|memory| memory.found.take());
        let mut recorded_corrections = Vec::new();
        if let Some(FoundRecord { record, .. }) = found {
            let doc = Arc::clone(&state.reading.reader.doc);
            let place = Place::from(record.place);
            let pos = resume_pos(&place, &*doc);
            state.reading.reader.go(pos);
            recorded_corrections.clone_from(&record.corrections);
            state.toc.corrections.restore(record.corrections, &*doc);
            if state.notices.message.is_none() && pos != doc.first() {
                let percent = doc.fraction(pos).whole_percent();
                state.notify(
                    format!("接着上次读（{percent}%）；gg 回到开头"),
                    format!("where you left off ({percent}%); gg goes to the beginning"),
                );
            }
        }
        let saved = snapshot(state, named);
        Self {
            document_record,
            observed: saved.clone(),
            saved,
            unsaved_since: None,
            recorded_corrections,
            foreign_corrections: Vec::new(),
        }
    }

    /// Takes note that the document was read again, perhaps another than before.
    pub(crate) fn on_reopen(&mut self) {
        if let Some(memory) = &mut self.document_record
            && let Some(print) = Fingerprint::read(&memory.path)
        {
            memory.fingerprint = print;
        }
    }

    /// Looks whether there is something new to remember. A file that is emptied for a while is no reason to
    /// forget what was in it.
    pub(crate) fn observe(&mut self, state: &State, named: &EncodingOverrides) {
        let now = snapshot(state, named);
        if self.document_record.is_none()
            || now == self.observed
            || state.reading.reader.doc.is_empty()
        {
            return;
        }
        let last = Instant::now();
        let first = self.unsaved_since.map_or(last, |changed| changed.first);
        self.unsaved_since = (now != self.saved).then_some(UnsavedSince { first, last });
        self.observed = now;
    }

    /// In what time something is to be written down; `None` if nothing is new.
    pub(crate) fn save_due(&self) -> Option<Duration> {
        let UnsavedSince { first, last } = self.unsaved_since?;
        let due = (last + SAVE_REST).min(first + MAX_SAVE_DELAY);
        Some(due.saturating_duration_since(Instant::now()))
    }

    /// Writes down what is new.
    ///
    /// # Errors
    /// [`Error::Write`] if it cannot be written; it is tried again when something else is new, and at the end.
    pub(crate) fn save(&mut self, state: &State) -> Result<(), Error> {
        self.unsaved_since = None;
        let Some(memory) = self
            .document_record
            .as_ref()
            .filter(|_| self.observed != self.saved)
        else {
            return Ok(());
        };
        // What another program has written down since, it has written down for good.
        if let Ok(Some(FoundRecord { record, .. })) = memory.records.load(&memory.fingerprint) {
            let theirs = record.corrections.into_iter();
            let news = theirs.filter(|one| {
                !self.recorded_corrections.contains(one) && !self.foreign_corrections.contains(one)
            });
            let news: Vec<SavedCorrection> = news.collect();
            self.foreign_corrections.extend(news);
        }
        let record = build_record(
            memory,
            state,
            &self.observed.encodings,
            &self.foreign_corrections,
        );
        memory.records.save(&memory.fingerprint, &record)?;
        self.recorded_corrections = record.corrections;
        self.saved.clone_from(&self.observed);
        Ok(())
    }
}

fn snapshot(state: &State, named: &EncodingOverrides) -> SavedSnapshot {
    SavedSnapshot {
        anchor: state.reading.reader.anchor(),
        revision: state.toc.corrections.revision(),
        encodings: named.clone(),
    }
}

/// Where a reader goes on: where the words of a place stand now, as far as that is quickly found.
fn resume_pos(place: &Place, doc: &dyn Document) -> Pos {
    if is_quick_to_search(doc) {
        return relocate(place, doc, LostPlace::SameFraction);
    }
    let is_one = !doc.has_several_sections();
    let here = place.pos.section;
    let elsewhere =
        (1..=NEARBY_FILES).flat_map(|far| [here.checked_sub(far), here.checked_add(far)]);
    let in_section = |section: u32| {
        let pos = Pos {
            section,
            ..place.pos
        };
        let moved = Place {
            pos,
            ..place.clone()
        };
        let stands = moved.find_in(doc)?;
        (stands.section == section && !place.quote.is_empty()).then_some(stands)
    };
    let own = place.find_in(doc);
    own.or_else(|| elsewhere.flatten().filter(|_| !is_one).find_map(in_section))
        .unwrap_or_else(|| doc.pos_at(place.fraction))
}

fn build_record(
    memory: &DocumentRecord,
    state: &State,
    named: &EncodingOverrides,
    foreign: &[SavedCorrection],
) -> Record {
    let doc = &*state.reading.reader.doc;
    let path = &memory.path;
    let path = path.canonicalize().unwrap_or_else(|_| path.clone());
    let own = state.toc.corrections.saved_corrections();
    let files = named.files.iter();
    let files = files.map(|(file, choice)| (file.clone(), to_label(*choice)));
    Record {
        file: path.display().to_string(),
        title: doc.title(),
        head_len: memory.fingerprint.head_len(),
        encoding: named.default.map(|encoding| encoding.name().to_owned()),
        encodings: files.collect(),
        place: Place::from_document(doc, state.reading.reader.anchor()).into(),
        corrections: own.chain(foreign).cloned().collect(),
    }
}

#[cfg(test)]
mod tests;
