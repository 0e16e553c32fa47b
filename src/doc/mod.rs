//! Floor 1, documents: the texts that are read, of any origin. A file, an essay, a book and a folder are each a
//! [`Document`] of sections made of blocks.

pub(crate) mod cumulative;

pub mod article_range;
pub mod block;
pub mod correction;
pub mod document;
pub mod encoding_info;
pub mod excerpt;
pub mod explanation;
pub mod ink;
pub mod metadata;
pub mod note;
pub mod outline;
pub mod place;
pub mod placeholder;
pub mod pos;
pub mod problem;
pub mod provenance;
pub mod relocate;
pub mod ruby;
pub mod stops;
pub mod title_lines;
pub mod unread_parts;
pub mod walk;

pub use article_range::{ArticleRange, NoArticle};
pub use block::{
    Align, Block, BlockKind, FirstLine, Lead, Mark, QuotePart, Table, marker_gap, title_of,
};
pub use correction::Correction;
pub use document::{
    Articles, BytePositions, DecodedLines, Document, Files, HeadingQueries, LineAccess, LineEnds,
    Links, ProblemScope, RawLines, Rearranged, SourceLines, ViewKind,
};
pub use encoding_info::{DetectionConfidence, EncodingInfo};
pub use excerpt::{Excerpt, ExcerptReadings, excerpt};
pub use explanation::Explanation;
pub use ink::{Ink, InkColour, InkLimit};
pub use metadata::{Metadata, MetadataKind, MetadataValue};
pub use note::Note;
pub use outline::{Heading, HeadingTitle, MIN_HEADING_PERCENT, Outline, TocEntry};
pub use place::Place;
pub use placeholder::{Describe, Placeholder};
pub use pos::{Pos, Span};
pub use problem::{FileBound, FileKind, InspectedExtent, Problem, SidecarFault, SkippedEntries};
pub use provenance::Provenance;
pub use relocate::Relocate;
pub use ruby::RubySpan;
pub use stops::Stops;
pub use title_lines::TitleLines;
pub use unread_parts::unread_parts;
pub use walk::Step;
