//! Saving the record of a document: place, encodings named by the reader and corrections of the outline. It is saved
//! when the reader rests and when the program ends, whatever the cause.

use crate::app::reading::progress::chars_behind;
use crate::app::search::marked_words::marked_words;
use crate::app::select::cite::{short_name, source_at};
use crate::app::state::State;
use crate::doc::{Place, Pos};
use crate::error::Error;
use crate::session::fingerprint::{Fingerprint, whole_path};
use crate::session::record::{FileProgress, FoundRecord, Record, Records, SavedCorrection};
use crate::source::encoding::overrides::{EncodingOverrides, to_label};
use std::path::PathBuf;
use std::time::{Duration, Instant};

/// Pause after the last change before the record is saved.
const SAVE_REST: Duration = Duration::from_secs(2);
/// Longest delay of a save while changes continue.
const MAX_SAVE_DELAY: Duration = Duration::from_secs(20);
/// Places of the jump list that are saved, the last ones.
const MAX_SAVED_JUMP_COUNT: usize = 50;

/// Location and identity of a document's record.
pub(crate) struct DocumentRecord {
    /// Folder of the records.
    pub(crate) records: Records,
    /// Path of the document, or of the files that are read as one.
    pub(crate) paths: Vec<PathBuf>,
    /// Fingerprint of the document.
    pub(crate) fingerprint: Fingerprint,
}

/// Cheap summary of the saved state, which differs whenever there is something new to save.
#[derive(Clone, PartialEq)]
struct SavedSnapshot {
    anchor: Pos,
    revision: u64,
    jumps: u64,
    marked_words: Vec<String>,
    encodings: EncodingOverrides,
}

/// Saves the reader's place, the encodings, the marked words and the corrections.
pub(crate) struct Autosave {
    document_record: DocumentRecord,
    /// State saved last.
    saved: SavedSnapshot,
    /// State observed last.
    observed: SavedSnapshot,
    /// Times of the unsaved changes; `None` if nothing is unsaved, or if saving failed.
    unsaved_since: Option<UnsavedSince>,
    /// Corrections in the record as last read or written.
    recorded_corrections: Vec<SavedCorrection>,
    /// Corrections added to the record by another running program.
    foreign_corrections: Vec<SavedCorrection>,
}

/// Times of the first and the last unsaved change.
#[derive(Clone, Copy)]
struct UnsavedSince {
    first: Instant,
    last: Instant,
}

impl Autosave {
    /// Starts to observe `state`. `corrections` are those in the record.
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

    /// Sets the fingerprint of a document that was read again and may have changed.
    pub(crate) fn set_fingerprint(&mut self, fingerprint: Fingerprint) {
        self.document_record.fingerprint = fingerprint;
    }

    /// Checks whether there is something new to save. An empty document is ignored: a file that is empty for a moment
    /// must not erase its record.
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

    /// Returns the time until the next save is due; `None` if nothing is unsaved.
    pub(crate) fn save_due(&self) -> Option<Duration> {
        let UnsavedSince { first, last } = self.unsaved_since?;
        let due = (last + SAVE_REST).min(first + MAX_SAVE_DELAY);
        Some(due.saturating_duration_since(Instant::now()))
    }

    /// Saves the record if something is unsaved.
    ///
    /// # Errors
    /// [`Error::Write`] if the record cannot be written. The next attempt follows the next change, or comes at the
    /// end.
    pub(crate) fn save(&mut self, state: &State) -> Result<(), Error> {
        self.unsaved_since = None;
        if self.observed == self.saved {
            return Ok(());
        }
        let memory = &self.document_record;
        // Corrections and read files that another program has saved since are kept.
        let mut files = state.reading.file_progress.clone();
        if let Ok(Some(FoundRecord { record, .. })) = memory.records.load(&memory.fingerprint) {
            for (path, percent) in record.files {
                let own = files.entry(path).or_default();
                *own = percent.max(*own);
            }
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
            files,
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
        jumps: state.reading.jumps.revision(),
        marked_words: marked_words(&state.search),
        encodings: state.opening.encodings.clone(),
    }
}

fn build_record(
    memory: &DocumentRecord,
    state: &State,
    named: &EncodingOverrides,
    foreign: &[SavedCorrection],
    progress: FileProgress,
) -> Record {
    let doc = &*state.reading.reader.doc;
    let source = source_at(state, state.reading.reader.anchor());
    let paths = memory.paths.iter();
    let mut paths: Vec<String> = paths
        .map(|path| whole_path(path).display().to_string())
        .collect();
    let file = if paths.len() == 1 {
        paths.remove(0)
    } else {
        String::new()
    };
    let own = state.toc.corrections.saved_corrections();
    let jumps = state.reading.jumps.places();
    let jumps = jumps.get(jumps.len().saturating_sub(MAX_SAVED_JUMP_COUNT)..);
    let files = named.files.iter();
    let files = files.map(|(file, choice)| (file.clone(), to_label(*choice)));
    Record {
        file,
        files_read: paths,
        title: short_name(doc.title()),
        author: source.author,
        section: source.section,
        head_len: memory.fingerprint.head_len(),
        files: progress,
        at_end: state.reading.reader.is_at_end(),
        left: Some(chars_behind(doc, state.reading.reader.anchor())),
        encoding: named.default.map(|encoding| encoding.name().to_owned()),
        marked_words: marked_words(&state.search),
        encodings: files.collect(),
        place: Place::from_document(doc, state.reading.reader.anchor()).into(),
        jumps: jumps
            .unwrap_or_default()
            .iter()
            .map(|pos| Place::from_document(doc, *pos).into())
            .collect(),
        corrections: own.chain(foreign).cloned().collect(),
    }
}
