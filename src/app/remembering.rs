//! What is remembered of a document: where the reader is, the encoding the reader has named, what was
//! corrected in the outline. It is written down when the reader rests and when the program ends, however
//! it ends.

use super::reload::{Lost, find};
use super::state::State;
use crate::doc::{Correction, Document, Heading, Place, Pos};
use crate::error::{Error, Notice};
use crate::import::encoding::{Encoding, of_label};
use crate::session::fingerprint::Fingerprint;
use crate::session::record::{Change, Found, Known, Line, Record, Records, What};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// How long the reader rests before what is new is written down.
const REST: Duration = Duration::from_secs(2);
/// How long it may wait at most while the reader does not rest.
const LONGEST: Duration = Duration::from_secs(20);
/// Largest text in which words are looked for that are no longer where they were, in bytes.
const SEARCHED: u64 = 16 << 20;
/// Files before and behind in a folder in which they are looked for.
const NEAR: u32 = 16;
/// Headings of one correction that are looked at; if these are where they were, all are.
const LOOKED_AT: usize = 64;

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

    /// The encoding that was named for this text, if it is still this text.
    pub fn encoding(&self) -> Option<Encoding> {
        let found = self.found.as_ref()?;
        let name = found.record.encoding.as_deref()?;
        (found.known == Known::ByContent).then(|| of_label(&name.to_lowercase()))?
    }
}

/// What of the state is remembered, as far as it tells that something has changed.
#[derive(Clone, Copy, PartialEq)]
struct Glance {
    anchor: Pos,
    revision: u64,
    encoding: Option<Encoding>,
}

/// Keeps the memory of a document up to date.
pub(super) struct Keeper {
    /// `None` if nothing is remembered.
    memory: Option<Memory>,
    /// What was written down last.
    written: Glance,
    /// What was seen last, and when it changed; `None` if that is written down.
    seen: Glance,
    changed: Option<Changed>,
    /// Corrections of lines that are not in this text, which may be in it again tomorrow.
    homeless: Vec<Change>,
}

/// When something has changed that is not written down.
#[derive(Clone, Copy)]
struct Changed {
    first: Instant,
    last: Instant,
}

impl Keeper {
    /// Takes the reader to where they were, and makes their corrections again.
    pub(super) fn resume(
        mut memory: Option<Memory>,
        state: &mut State,
        encoding: Option<Encoding>,
    ) -> Self {
        let found = memory.as_mut().and_then(|memory| memory.found.take());
        let mut homeless = Vec::new();
        if let Some(Found { record, .. }) = found {
            let doc = std::sync::Arc::clone(&state.reader.doc);
            let place = Place::from(record.place);
            let pos = resumed(&place, &*doc);
            state.reader.go(pos);
            for change in record.correction {
                let (correction, rest) = placed(change, &*doc);
                state.corrections.extend(correction);
                homeless.extend(rest);
            }
            if state.message.is_none() && pos != doc.first() {
                let percent = (doc.fraction(pos).get() * 100.0).floor();
                state.tell(
                    format!("接着上次读（{percent}%）；gg 回到开头"),
                    format!("where you left off ({percent}%); gg goes to the beginning"),
                );
            }
        }
        let written = glance(state, encoding);
        Self {
            memory,
            written,
            seen: written,
            changed: None,
            homeless,
        }
    }

    /// Looks whether there is something new to remember.
    pub(super) fn look(&mut self, state: &State, encoding: Option<Encoding>) {
        let now = glance(state, encoding);
        if self.memory.is_none() || now == self.seen {
            return;
        }
        self.seen = now;
        let last = Instant::now();
        let first = self.changed.map_or(last, |changed| changed.first);
        self.changed = (now != self.written).then_some(Changed { first, last });
    }

    /// In what time something is to be written down; `None` if nothing is new.
    pub(super) fn due(&self) -> Option<Duration> {
        let Changed { first, last } = self.changed?;
        let due = (last + REST).min(first + LONGEST);
        Some(due.saturating_duration_since(Instant::now()))
    }

    /// Writes down what is new.
    ///
    /// # Errors
    /// [`Error::Write`] if it cannot be written; it is tried again when something else is new.
    pub(super) fn save(&mut self, state: &State) -> Result<(), Error> {
        let Some(memory) = self.memory.as_mut().filter(|_| self.changed.is_some()) else {
            return Ok(());
        };
        self.changed = None;
        self.written = self.seen;
        // A file that was edited meanwhile begins otherwise; one that is gone is what it was.
        memory.print = Fingerprint::of(&memory.path).unwrap_or(memory.print);
        let record = record(&memory.path, state, self.seen.encoding, &self.homeless);
        memory.records.save(&memory.print, &record)
    }
}

fn glance(state: &State, encoding: Option<Encoding>) -> Glance {
    Glance {
        anchor: state.reader.anchor(),
        revision: state.revision,
        encoding,
    }
}

/// Where a reader goes on: where the words of a place stand now, as far as that is quickly found.
fn resumed(place: &Place, doc: &dyn Document) -> Pos {
    let is_one = doc.next_section(doc.first().section).is_none();
    if is_one && doc.len() <= SEARCHED {
        return find(place, doc, Lost::AsFar);
    }
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

/// A correction as it was written down, made of lines of this text; and what of it is not in this text.
fn placed(change: Change, doc: &dyn Document) -> (Option<Correction>, Option<Change>) {
    let every = change.line.len().div_ceil(LOOKED_AT).max(1);
    let stands = |line: &Line| {
        let place = Place::from(line.place.clone());
        place.stands_in(doc) == Some(place.pos)
    };
    let are_all_there = change.line.iter().step_by(every).all(stands);
    let may_search = doc.len() <= SEARCHED && change.line.len() <= LOOKED_AT;
    let mut there: Vec<Heading> = Vec::new();
    let mut missing = Vec::new();
    for line in change.line {
        let place = Place::from(line.place.clone());
        let pos = if are_all_there {
            Some(place.pos)
        } else if may_search {
            Some(find(&place, doc, Lost::AsFar))
                .filter(|&pos| Place::of(doc, pos).quote == place.quote)
        } else {
            place.stands_in(doc)
        };
        match pos {
            Some(pos) => there.push(Heading {
                pos,
                title: line.title.as_str().into(),
                extent: line.extent,
                ..Heading::default()
            }),
            None => missing.push(line),
        }
    }
    let first = there.first().map(|heading| heading.pos);
    let correction = first.map(|pos| match change.what {
        What::Promote => Correction::Promote(pos),
        What::Demote => Correction::Demote(pos),
        What::Remove => Correction::Remove(pos),
        What::Add => Correction::Add(there),
    });
    let rest = (!missing.is_empty()).then_some(Change {
        what: change.what,
        line: missing,
    });
    (correction, rest)
}

fn record(path: &Path, state: &State, encoding: Option<Encoding>, homeless: &[Change]) -> Record {
    let doc = &*state.reader.doc;
    let made = state
        .corrections
        .iter()
        .map(|correction| change(correction, doc));
    let path = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    Record {
        file: path.display().to_string(),
        title: doc.title(),
        encoding: encoding.map(|encoding| encoding.name().to_owned()),
        place: Place::of(doc, state.reader.anchor()).into(),
        correction: made.chain(homeless.iter().cloned()).collect(),
    }
}

/// A correction as it is written down.
fn change(correction: &Correction, doc: &dyn Document) -> Change {
    let line = |pos: Pos| Line {
        place: Place::of(doc, pos).into(),
        ..Line::default()
    };
    let (what, line) = match correction {
        Correction::Promote(pos) => (What::Promote, vec![line(*pos)]),
        Correction::Demote(pos) => (What::Demote, vec![line(*pos)]),
        Correction::Remove(pos) => (What::Remove, vec![line(*pos)]),
        Correction::Add(headings) => {
            let lines = headings.iter().map(|heading| Line {
                title: heading.title.to_string(),
                extent: heading.extent,
                ..line(heading.pos)
            });
            (What::Add, lines.collect())
        }
    };
    Change { what, line }
}

#[cfg(test)]
mod tests;
