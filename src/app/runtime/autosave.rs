//! What is remembered of a document: where the reader is, the encoding the reader has named, what was
//! corrected in the outline. It is written down when the reader rests and when the program ends, however
//! it ends.

use crate::app::state::State;
use crate::doc::{Place, Pos};
use crate::error::Error;
use crate::session::fingerprint::Fingerprint;
use crate::session::record::{FoundRecord, Record, Records, SavedCorrection};
use crate::source::encoding::overrides::{EncodingOverrides, to_label};
use std::path::PathBuf;
use std::time::{Duration, Instant};

/// How long the reader rests before what is new is written down.
const SAVE_REST: Duration = Duration::from_secs(2);
/// How long it may wait at most while the reader does not rest.
const MAX_SAVE_DELAY: Duration = Duration::from_secs(20);
/// The record of a document: where it is, and of which version.
pub(crate) struct DocumentRecord {
    /// The folder of the records.
    pub(crate) records: Records,
    /// Path of the document.
    pub(crate) path: PathBuf,
    /// Fingerprint of the document.
    pub(crate) fingerprint: Fingerprint,
}

/// What of the state is remembered, as far as it tells that something has changed.
#[derive(Clone, PartialEq)]
struct SavedSnapshot {
    anchor: Pos,
    revision: u64,
    encodings: EncodingOverrides,
}

/// Saves the place of the reader, the encodings and the corrections.
pub(crate) struct Autosave {
    document_record: DocumentRecord,
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
    /// Saves what changes in `state` from now on; `corrections` are those in the record.
    pub(crate) fn new(
        document_record: DocumentRecord,
        corrections: Vec<SavedCorrection>,
        state: &State,
    ) -> Self {
        let saved = snapshot(state);
        Self {
            document_record,
            observed: saved.clone(),
            saved,
            unsaved_since: None,
            recorded_corrections: corrections,
            foreign_corrections: Vec::new(),
        }
    }

    /// Takes the fingerprint of a document that was read again, perhaps another than before.
    pub(crate) fn set_fingerprint(&mut self, fingerprint: Fingerprint) {
        self.document_record.fingerprint = fingerprint;
    }

    /// Looks whether there is something new to save. A file that is emptied for a while is no reason to forget what was
    /// in it.
    pub(crate) fn observe(&mut self, state: &State) {
        let now = snapshot(state);
        if now == self.observed || state.reading.reader.doc.is_empty() {
            return;
        }
        let last = Instant::now();
        let first = self.unsaved_since.map_or(last, |changed| changed.first);
        self.unsaved_since = (now != self.saved).then_some(UnsavedSince { first, last });
        self.observed = now;
    }

    /// Returns the time until something is to be saved; `None` if nothing is new.
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
        if self.observed == self.saved {
            return Ok(());
        }
        let memory = &self.document_record;
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

fn snapshot(state: &State) -> SavedSnapshot {
    SavedSnapshot {
        anchor: state.reading.reader.anchor(),
        revision: state.toc.corrections.revision(),
        encodings: state.opening.encodings.clone(),
    }
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
