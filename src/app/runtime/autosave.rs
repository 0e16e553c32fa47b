//! What is remembered of a document: where the reader is, the encoding the reader has named, what was
//! corrected in the outline. It is written down when the reader rests and when the program ends, however
//! it ends.

use crate::app::reading::relocate::{Lost, find, may_search};
use crate::app::state::State;
use crate::doc::{Document, Place, Pos};
use crate::error::{Error, Notice};
use crate::session::fingerprint::Fingerprint;
use crate::session::record::{Change, Found, Known, Record, Records};
use crate::source::encoding::for_label;
use crate::source::encoding::overrides::{EncodingOverrides, from_label, to_label};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

/// How long the reader rests before what is new is written down.
const REST: Duration = Duration::from_secs(2);
/// How long it may wait at most while the reader does not rest.
const LONGEST: Duration = Duration::from_secs(20);
/// Files before and behind in a folder in which they are looked for.
const NEAR: u32 = 16;
/// Where a document is remembered, and what is known of it.
pub struct Memory {
    records: Records,
    path: PathBuf,
    print: Fingerprint,
    found: Option<Found>,
}

impl Memory {
    /// What is remembered of the file or folder at `path`, and what is to be told of that. `None` where there
    /// is nothing that could be known again.
    pub fn of(path: &Path, records: Records) -> (Option<Self>, Option<Notice>) {
        let Some(print) = Fingerprint::of(path) else {
            return (None, None);
        };
        let (found, notice) = match records.load(&print) {
            Ok(found) => (found, None),
            Err(notice) => (None, Some(notice)),
        };
        let memory = Self {
            records,
            path: path.to_owned(),
            print,
            found,
        };
        (Some(memory), notice)
    }

    /// The encodings that were named for this text, if it is still this text.
    pub fn named(&self) -> EncodingOverrides {
        let found = self.found.as_ref();
        let Some(found) = found.filter(|found| found.known == Known::ByContent) else {
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
struct Glance {
    anchor: Pos,
    revision: u64,
    named: EncodingOverrides,
}

/// Keeps the memory of a document up to date.
pub(crate) struct Keeper {
    /// `None` if nothing is remembered.
    memory: Option<Memory>,
    /// What was written down last.
    written: Glance,
    /// What was seen last.
    seen: Glance,
    /// When it changed; `None` if that is written down, or cannot be.
    changed: Option<Changed>,
    /// The corrections in the record as it was read or written last.
    known: Vec<Change>,
    /// Corrections that another program has put there meanwhile.
    foreign: Vec<Change>,
}

/// When something has changed that is not written down.
#[derive(Clone, Copy)]
struct Changed {
    first: Instant,
    last: Instant,
}

impl Keeper {
    /// Takes the reader to where they were, and makes their corrections again.
    pub(crate) fn resume(
        mut memory: Option<Memory>,
        state: &mut State,
        named: &EncodingOverrides,
    ) -> Self {
        let found = memory.as_mut().and_then(|memory| memory.found.take());
        let mut known = Vec::new();
        if let Some(Found { record, .. }) = found {
            let doc = Arc::clone(&state.reader.doc);
            let place = Place::from(record.place);
            let pos = resumed(&place, &*doc);
            state.reader.go(pos);
            known.clone_from(&record.correction);
            state.corrections.settle(record.correction, &*doc);
            if state.message.is_none() && pos != doc.first() {
                let percent = doc.fraction(pos).whole_percent();
                state.tell(
                    format!("接着上次读（{percent}%）；gg 回到开头"),
                    format!("where you left off ({percent}%); gg goes to the beginning"),
                );
            }
        }
        let written = glance(state, named);
        Self {
            memory,
            seen: written.clone(),
            written,
            changed: None,
            known,
            foreign: Vec::new(),
        }
    }

    /// Takes note that the document was read again, perhaps another than before.
    pub(crate) fn reread(&mut self) {
        if let Some(memory) = &mut self.memory
            && let Some(print) = Fingerprint::of(&memory.path)
        {
            memory.print = print;
        }
    }

    /// Looks whether there is something new to remember. A file that is emptied for a while is no reason to
    /// forget what was in it.
    pub(crate) fn look(&mut self, state: &State, named: &EncodingOverrides) {
        let now = glance(state, named);
        if self.memory.is_none() || now == self.seen || state.reader.doc.is_empty() {
            return;
        }
        let last = Instant::now();
        let first = self.changed.map_or(last, |changed| changed.first);
        self.changed = (now != self.written).then_some(Changed { first, last });
        self.seen = now;
    }

    /// In what time something is to be written down; `None` if nothing is new.
    pub(crate) fn due(&self) -> Option<Duration> {
        let Changed { first, last } = self.changed?;
        let due = (last + REST).min(first + LONGEST);
        Some(due.saturating_duration_since(Instant::now()))
    }

    /// Writes down what is new.
    ///
    /// # Errors
    /// [`Error::Write`] if it cannot be written; it is tried again when something else is new, and at the end.
    pub(crate) fn save(&mut self, state: &State) -> Result<(), Error> {
        self.changed = None;
        let Some(memory) = self.memory.as_ref().filter(|_| self.seen != self.written) else {
            return Ok(());
        };
        // What another program has written down since, it has written down for good.
        if let Ok(Some(Found { record, .. })) = memory.records.load(&memory.print) {
            let theirs = record.correction.into_iter();
            let news =
                theirs.filter(|one| !self.known.contains(one) && !self.foreign.contains(one));
            let news: Vec<Change> = news.collect();
            self.foreign.extend(news);
        }
        let record = record(memory, state, &self.seen.named, &self.foreign);
        memory.records.save(&memory.print, &record)?;
        self.known = record.correction;
        self.written.clone_from(&self.seen);
        Ok(())
    }
}

fn glance(state: &State, named: &EncodingOverrides) -> Glance {
    Glance {
        anchor: state.reader.anchor(),
        revision: state.corrections.revision(),
        named: named.clone(),
    }
}

/// Where a reader goes on: where the words of a place stand now, as far as that is quickly found.
fn resumed(place: &Place, doc: &dyn Document) -> Pos {
    if may_search(doc) {
        return find(place, doc, Lost::AsFar);
    }
    let is_one = doc.next_section(doc.first().section).is_none();
    let here = place.pos.section;
    let elsewhere = (1..=NEAR).flat_map(|far| [here.checked_sub(far), here.checked_add(far)]);
    let in_section = |section: u32| {
        let pos = Pos {
            section,
            ..place.pos
        };
        let moved = Place {
            pos,
            ..place.clone()
        };
        let stands = moved.stands_in(doc)?;
        (stands.section == section && !place.quote.is_empty()).then_some(stands)
    };
    let own = place.stands_in(doc);
    own.or_else(|| elsewhere.flatten().filter(|_| !is_one).find_map(in_section))
        .unwrap_or_else(|| doc.pos_at(place.fraction))
}

fn record(memory: &Memory, state: &State, named: &EncodingOverrides, foreign: &[Change]) -> Record {
    let doc = &*state.reader.doc;
    let path = &memory.path;
    let path = path.canonicalize().unwrap_or_else(|_| path.clone());
    let own = state.corrections.changes();
    let files = named.files.iter();
    let files = files.map(|(file, choice)| (file.clone(), to_label(*choice)));
    Record {
        file: path.display().to_string(),
        title: doc.title(),
        head: memory.print.len(),
        encoding: named.default.map(|encoding| encoding.name().to_owned()),
        encodings: files.collect(),
        place: Place::of(doc, state.reader.anchor()).into(),
        correction: own.chain(foreign).cloned().collect(),
    }
}

#[cfg(test)]
mod tests;
