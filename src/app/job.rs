//! Jobs: work on a thread, with its id and its answers.

use super::dictionary::lookup::{Lookup, LookupAnswer};
use super::marks::notes_stamp::NotesStamp;
use super::marks::shown::ShownMark;
use super::marks::text_mark::TextMark;
use super::reading::motion::Direction;
use super::search::task::{SearchAnswer, SearchTask};
use super::shelf::entry::ShelfContent;
use crate::app::opening::start_place::StartPlace;
use crate::doc::{Document, Explanation, Heading, Outline, Pos};
use crate::error::Error;
use crate::library::source_line::FoundLine;
use crate::search::Query;
use crate::session::notes::UserMark;
use crate::session::notes::export::{NoteFormat, NoteGroup};
use crate::session::reading_log::KeptReading;
use crate::session::record::FileProgress;
use crate::source::encoding::overrides::EncodingOverrides;
use std::path::PathBuf;
use std::sync::Arc;

/// Id of a job. Answers with an id that is no longer awaited are ignored.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct JobId(pub u64);

/// Work on a thread.
pub enum Job {
    /// Opens the document.
    Open(OpenRequest),
    /// Loads the reader's marks and finds their words.
    Marks(MarksRequest),
    /// Reads the reader's marks in all texts.
    AllMarks,
    /// Reads the records of the texts read before.
    Shelf,
    /// Reads the log of the reading time, for a text of a title.
    KeptReading(String),
    /// Looks up a word.
    LookUp(Lookup),
    /// Looks for the records of the files of a folder.
    FileProgress(PathBuf),
    /// Finds the text before or after a file in its folder.
    Neighbour(PathBuf, Direction),
    /// Finds or writes a file that the reader has named.
    File(FileTask),
    /// Completes the beginning of a path.
    Paths(String),
    /// Finds the outline.
    Outline(Arc<dyn Document>),
    /// Answers a question about headings.
    HeadingQuery(Arc<dyn Document>, HeadingQuery),
    /// Finds a line of the source and its character in a section, which has its own file in some documents.
    Line(Arc<dyn Document>, u32, (u64, u64), Option<PathBuf>),
    /// Finds hits of a query.
    Search(Arc<dyn Document>, Query, SearchTask),
}

/// Request for the reader's marks in a document.
pub struct MarksRequest {
    /// Document.
    pub doc: Arc<dyn Document>,
    /// Marks that are in no file.
    pub held: Vec<UserMark>,
    /// Treatment of marks that are found at another place.
    pub moved: MovedMarks,
    /// Files of notes that still have this stamp are not read.
    pub seen: Option<NotesStamp>,
}

/// Notes to write to a file.
#[derive(Clone, Debug, PartialEq)]
pub struct NotesExport {
    /// Notes of each text.
    pub texts: Vec<TextNotes>,
    /// Format.
    pub format: NoteFormat,
}

/// Notes of one text.
#[derive(Clone, Debug, PartialEq)]
pub struct TextNotes {
    /// Path of the file of a folder; `None` for the whole document.
    pub file: Option<PathBuf>,
    /// The notes, with the name of the file of notes they come from, which is empty until it is known.
    pub group: NoteGroup,
}

/// Task about a file that the reader has named.
#[derive(Clone, Debug, PartialEq)]
pub enum FileTask {
    /// Find a text to open.
    Locate {
        /// Name as typed, perhaps with a line.
        name: String,
        /// Folder of the text being read, where it is looked for too.
        folder: Option<PathBuf>,
    },
    /// Write what has come through the pipe.
    Save {
        /// Name as typed.
        name: String,
        /// Whether an existing file is replaced.
        may_replace: bool,
        /// Marks in the text, which are in no file yet.
        marks: Vec<UserMark>,
    },
    /// Write notes.
    Export {
        /// Name as typed.
        name: String,
        /// Whether an existing file is replaced.
        may_replace: bool,
        /// The notes.
        notes: NotesExport,
    },
}

/// Answer to a [`FileTask`].
#[derive(Clone, Debug)]
pub enum FileAnswer {
    /// The text is there and can be read; the place in it that was named.
    Located(PathBuf, Option<StartPlace>),
    /// The bytes are written.
    Saved {
        /// Path of the file.
        path: String,
        /// Number of bytes.
        bytes: u64,
        /// Whether the pipe has ended, so that these are all.
        is_whole: bool,
    },
    /// A file of this name exists already.
    Exists(String),
    /// The notes are written.
    Exported {
        /// Path of the file.
        path: String,
        /// Number of notes.
        count: u64,
    },
    /// A file of the name for the notes exists already.
    ExportExists(String),
    /// The system refuses.
    Failed(Arc<Error>),
}

/// A request to open the document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenRequest {
    /// Kind of opening: the first, or one of those that follow.
    pub kind: OpenKind,
    /// Encodings that the reader has named.
    pub encodings: EncodingOverrides,
}

/// Kind of opening.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OpenKind {
    /// The first opening, which also loads the record.
    First,
    /// Another opening, by the rules now in the configuration.
    Again,
    /// Another opening, in other encodings.
    Decoded,
    /// Another opening, with more text from a pipe.
    Arrived,
}

/// A question about headings. Its answer may need a look at the whole text.
#[derive(Clone, Copy, Debug)]
pub enum HeadingQuery {
    /// Why the line at a position is or is not a heading.
    Explanation(Pos),
    /// The lines similar to the one at a position.
    Similar(Pos),
}

/// Answer to a [`HeadingQuery`].
#[derive(Clone, Debug)]
pub enum HeadingAnswer {
    /// Why the line at the position is or is not a heading; `None` if its document does not infer headings.
    Explanation(Pos, Option<Explanation>),
    /// The similar lines.
    Similar(Vec<Heading>),
}

impl HeadingQuery {
    /// Computes the answer from `doc`.
    pub fn answer(self, doc: &dyn Document) -> HeadingAnswer {
        match self {
            Self::Explanation(pos) => HeadingAnswer::Explanation(pos, doc.explain(pos)),
            Self::Similar(pos) => HeadingAnswer::Similar(doc.similar(pos)),
        }
    }
}

/// Problem of a file of notes.
#[derive(Clone, Debug)]
pub enum NotesProblem {
    /// It cannot be read.
    Unreadable(Arc<Error>),
    /// Number of lines that are damaged.
    DamagedLines(u64),
}

impl PartialEq for NotesProblem {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Unreadable(one), Self::Unreadable(other)) => {
                one.to_string() == other.to_string()
            }
            (Self::DamagedLines(one), Self::DamagedLines(other)) => one == other,
            _ => false,
        }
    }
}

/// End of the search for marks.
#[derive(Clone, Debug, Default)]
pub struct MarksEnd {
    /// Problem of their file.
    pub problem: Option<NotesProblem>,
    /// Stamp of the files before they were read.
    pub stamp: NotesStamp,
}

/// Treatment of marks that are found at another place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MovedMarks {
    /// Their new place is written down.
    WrittenDown,
    /// It is not, as in a view that the reader only looks at.
    Left,
}

/// An event sent by a job.
#[derive(Clone, Debug)]
pub enum JobEvent {
    /// The reader's marks, and the end of the search; without that the marks found so far.
    Marks(Vec<ShownMark>, Option<MarksEnd>),
    /// The reader's marks in all texts.
    AllMarks(Vec<TextMark>),
    /// The files of notes have not changed since they were read.
    NotesUnchanged,
    /// Texts read before, the newest first, with the favourite folders, and whether these are all.
    Shelf(ShelfContent, bool),
    /// Sums of the log of the reading time.
    KeptReading(KeptReading),
    /// Answer of the dictionaries.
    LookUp(LookupAnswer),
    /// Progress in the files of a folder, as their records have it.
    FileProgress(FileProgress),
    /// The text before or after a file in its folder; `None` without one.
    Neighbour(Option<PathBuf>),
    /// The answer about a file.
    File(FileAnswer),
    /// Names that complete the beginning of a path.
    Paths(Vec<String>),
    /// The outline as far as it is known.
    Outline(Outline),
    /// The answer to a question.
    HeadingAnswer(HeadingAnswer),
    /// A line of the source.
    Line(FoundLine),
    /// An answer of a search.
    Search(SearchAnswer),
}
