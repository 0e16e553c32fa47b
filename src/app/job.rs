//! Jobs: work on a thread, its identity and its answers.

use crate::doc::{Document, Explanation, Heading, Outline, Pos, Span};
use crate::search::Query;
use crate::source::encoding::overrides::EncodingOverrides;
use std::sync::Arc;

/// Id of a job: what a job says that is no longer awaited is ignored.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct JobId(pub u64);

/// Work on a thread.
pub enum Job {
    /// Opens the document.
    Open(OpenRequest),
    /// Finds the outline.
    Outline(Arc<dyn Document>),
    /// Answers a question about headings.
    HeadingQuery(Arc<dyn Document>, HeadingQuery),
    /// Finds a query, from a place to the end of the text and from its beginning to that place.
    Search(Arc<dyn Document>, Query, Pos),
}

/// A request to open the document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenRequest {
    /// Whether it is opened first or again.
    pub kind: OpenKind,
    /// Encodings that the reader has named.
    pub encodings: EncodingOverrides,
}

/// Kind of opening.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OpenKind {
    /// For the first time, with its record.
    First,
    /// Once more, by the rules that the configuration has now.
    Again,
    /// Once more, in other encodings.
    Decoded,
    /// Once more, with what has arrived from a pipe.
    Arrived,
}

/// A question about headings that may need a look at all of a text.
#[derive(Clone, Copy, Debug)]
pub enum HeadingQuery {
    /// Why the line at a place is a heading or is none.
    Explanation(Pos),
    /// Which lines are of the kind of the one at a place.
    Similar(Pos),
}

/// What there is to say to a [`Question`].
#[derive(Clone, Debug)]
pub enum HeadingAnswer {
    /// Why the line at a place is a heading or is none; `None` if that was not inferred.
    Explanation(Pos, Option<Explanation>),
    /// The lines of the kind asked about.
    Similar(Vec<Heading>),
}

impl HeadingQuery {
    /// Looks for the answer.
    pub fn answer(self, doc: &dyn Document) -> HeadingAnswer {
        match self {
            Self::Explanation(pos) => HeadingAnswer::Explanation(pos, doc.explain(pos)),
            Self::Similar(pos) => HeadingAnswer::Similar(doc.similar(pos)),
        }
    }
}

/// What a job says.
#[derive(Clone, Debug)]
pub enum JobEvent {
    /// The outline as far as it is known.
    Outline(Outline),
    /// The answer to a question.
    HeadingAnswer(HeadingAnswer),
    /// Hits, in the order in which they were found.
    Hits(Vec<Span>),
    /// The search has passed the end of the text.
    Wrapped,
    /// The search is over.
    Done,
}
