//! The job that opens a document, for the first time and again.

use crate::app::job::{JobId, OpenKind, OpenRequest};
use crate::app::message::Message;
use crate::app::notices::state::StartProblem;
use crate::app::opening::file_stamp::FileStamp;
use crate::app::opening::opened::{FileIdentity, OpenedDocument};
use crate::app::opening::origin::Origin;
use crate::app::opening::start_view::open_view;
use crate::doc::{Document, Place};
use crate::error::Result;
use crate::session::config::ConfigProblem;
use crate::session::favourites::Favourites;
use crate::session::fingerprint::Fingerprint;
use crate::session::local_zone::LocalZone;
use crate::session::notes::{NoteFile, NoteFolder, UserMark, stamp};
use crate::session::reading_log::{KeptReading, ReadingLog};
use crate::session::record::{FoundRecord, Record, RecordMatch, Records, UnreadableRecord};
use crate::source::encoding::for_label;
use crate::source::encoding::overrides::{EncodingOverrides, from_label};
use crate::source::pipe::WaitLimit;
use crate::source::progress::ProgressSink;
use crate::views::View;
use std::collections::BTreeMap;
use std::path::Path;
use std::time::Duration;

/// Longest wait for the end of a pipe before its beginning is shown. A quick pipe thus appears complete at once.
const FIRST_PIPE_WAIT: WaitLimit = WaitLimit::Timeout(Duration::from_millis(100));

/// Opens the document of this session.
pub struct Opener {
    /// Origin of the document.
    pub origin: Origin,
    /// View in which the document opens.
    pub view: View,
    /// Folder of the records; `None` if nothing is remembered.
    pub records: Option<Records>,
    /// Folder of the notes; `None` without a home directory.
    pub notes: Option<NoteFolder>,
    /// File of the favourite folders; `None` without a home directory.
    pub favourites: Option<Favourites>,
    /// Log of the reading time; `None` if nothing is remembered.
    pub reading_log: Option<ReadingLog>,
    /// Problems of the configuration, shown together with the document.
    pub problems: Vec<ConfigProblem>,
}

impl Opener {
    /// Opens the document for job `id`. Returns the message with the document, or with the error.
    pub(crate) fn run(&self, id: JobId, request: &OpenRequest, progress: &ProgressSink) -> Message {
        let opened = match request.kind {
            OpenKind::First => self.open_first(&request.encodings, progress),
            OpenKind::Again | OpenKind::Decoded | OpenKind::Arrived => {
                self.open_again(&request.encodings, progress)
            }
        };
        let opened = match opened {
            Ok(opened) => Box::new(opened),
            Err(error) => return Message::OpenFailed(id, error),
        };
        match request.kind {
            OpenKind::First => Message::Opened(id, opened),
            OpenKind::Again => Message::Reopened(id, opened),
            OpenKind::Decoded => Message::EncodingChanged(id, opened),
            OpenKind::Arrived => Message::Arrived(id, opened),
        }
    }

    /// Returns the path of the text as the log of the reading time has it; empty for a text without a file.
    pub(crate) fn logged_path(&self) -> String {
        let path = self.origin.file_path().unwrap_or(Path::new(""));
        let path = path.canonicalize().unwrap_or_else(|_| path.to_owned());
        path.display().to_string()
    }

    /// Reads the sums of the log for this text, of the title `title`, and for this day.
    pub(crate) fn kept_reading(&self, title: &str) -> KeptReading {
        let Some(log) = &self.reading_log else {
            return KeptReading::default();
        };
        let zone = LocalZone::system();
        let today = zone.date_of(&stamp::now());
        log.totals(&zone).kept(&today, &self.logged_path(), title)
    }

    /// Returns the file of the reader's notes; `None` for a text without a file, or without a home directory.
    pub(crate) fn note_file(&self) -> Option<NoteFile> {
        let folder = self.notes.as_ref()?;
        match self.origin.file_path() {
            Some(path) => Some(folder.file_of(&Fingerprint::read(path)?)),
            None if self.origin.is_made() => Some(folder.builtin_file()),
            None => None,
        }
    }

    /// Returns the file of the marks across documents; `None` without a home directory.
    pub(crate) fn common_file(&self) -> Option<NoteFile> {
        self.notes.as_ref().map(NoteFolder::marks_file)
    }

    /// Reads the marks across documents: those of this document, and the others. Of several with one name the last one
    /// counts.
    pub(crate) fn common_marks(&self) -> (Vec<UserMark>, Vec<UserMark>) {
        let Some(file) = self.common_file() else {
            return (Vec::new(), Vec::new());
        };
        let log = file.read().unwrap_or_default();
        let mut named: BTreeMap<String, UserMark> = BTreeMap::new();
        for mark in log.marks {
            named.insert(mark.name.clone(), mark);
        }
        let here = self.origin.lasting_path();
        let is_here = |mark: &UserMark| Some(&mark.file) == here.as_ref();
        named.into_values().partition(is_here)
    }

    fn open_first(
        &self,
        named: &EncodingOverrides,
        progress: &ProgressSink,
    ) -> Result<OpenedDocument> {
        self.origin.wait(FIRST_PIPE_WAIT)?;
        let file = self.identify();
        let (record, problem) = self.load_record(file.fingerprint.as_ref());
        let mut encodings = record.as_ref().map(named_encodings).unwrap_or_default();
        encodings.default = named.default.or(encodings.default);
        let (document, pipe) = self.origin.open(&encodings, progress)?;
        let (document, reason) = open_view(document, self.view);
        if let Some(found) = &record {
            parse_places(&*document, &found.record);
        }
        let config = self.problems.iter().cloned().map(StartProblem::Config);
        let mut problems: Vec<StartProblem> = config.collect();
        problems.extend(reason.map(StartProblem::NoArticle));
        problems.extend(problem.map(StartProblem::Record));
        Ok(OpenedDocument {
            document,
            encodings,
            pipe,
            problems,
            record,
            file,
        })
    }

    fn open_again(
        &self,
        named: &EncodingOverrides,
        progress: &ProgressSink,
    ) -> Result<OpenedDocument> {
        let file = self.identify();
        let ((document, pipe), problem) = self.origin.reopen(named, progress)?;
        if !document.has_several_sections() {
            // The reader may be anywhere, so that a long text is parsed to its end here.
            document.last();
        }
        Ok(OpenedDocument {
            document,
            encodings: named.clone(),
            pipe,
            problems: problem.map(StartProblem::Config).into_iter().collect(),
            record: None,
            file,
        })
    }

    /// Reads stamp and fingerprint of the file, before its content is read.
    fn identify(&self) -> FileIdentity {
        let path = self.origin.file_path();
        let origin = self.records.as_ref().map(|_| &self.origin);
        FileIdentity {
            stamp: path.and_then(FileStamp::read),
            fingerprint: origin.and_then(Origin::fingerprint),
        }
    }

    /// Loads the record of a document. An unreadable record is reported as a problem.
    fn load_record(
        &self,
        fingerprint: Option<&Fingerprint>,
    ) -> (Option<FoundRecord>, Option<UnreadableRecord>) {
        match (&self.records, fingerprint) {
            (Some(records), Some(fingerprint)) => match records.load(fingerprint) {
                Ok(found) => (found, None),
                Err(problem) => (None, Some(problem)),
            },
            _ => (None, None),
        }
    }
}

/// Parses a document as far as the places of its record, so that the thread of the keys need not.
fn parse_places(doc: &dyn Document, record: &Record) {
    let places = [&record.place].into_iter().chain(&record.jumps);
    for place in places.cloned().map(Place::from) {
        doc.block_at(place.pos);
    }
}

/// Returns the encodings in a record if its text is unchanged; otherwise none.
fn named_encodings(found: &FoundRecord) -> EncodingOverrides {
    if found.matched_by != RecordMatch::Content {
        return EncodingOverrides::default();
    }
    let name = found.record.encoding.as_deref();
    let files = found.record.encodings.iter();
    EncodingOverrides {
        default: name.and_then(|name| for_label(&name.to_lowercase())),
        files: files
            .filter_map(|(file, name)| Some((file.clone(), from_label(name)?)))
            .collect(),
    }
}
