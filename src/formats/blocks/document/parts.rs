//! Parts of a document of finished blocks.

use super::BlockDocument;
use crate::doc::EncodingInfo;
use crate::formats::blocks::source_map::SourceMap;
use crate::outline::headings::HeadingScan;
use crate::outline::infer::InferredHeadings;
use crate::outline::rules::Rules;
use std::sync::Arc;

/// Relation of the source of a document to the bytes of its file.
#[derive(Clone, Debug, Default)]
pub struct Decoding {
    /// Encoding of the bytes.
    pub encoding: Option<EncodingInfo>,
    /// Map to the bytes, if they differ from the source.
    pub map: Option<SourceMap>,
}

/// A text before annotations were applied and lines were left out.
#[derive(Clone, Debug, Default)]
pub(crate) struct OriginalText {
    /// The source as text, if annotations were applied or lines left out.
    pub(crate) source: Option<Arc<str>>,
    /// The document with the blocks that rules hide, if they hide any.
    pub(crate) unfiltered: Option<Arc<BlockDocument>>,
    /// Number of lines left out.
    pub(crate) hidden_line_count: u64,
}

/// Origin of an outline, for explaining why a line is a heading.
#[derive(Clone, Debug, Default)]
pub(crate) enum OutlineOrigin {
    /// Headings marked in the text.
    #[default]
    Own,
    /// Headings inferred from the text of a page without headings of its own.
    Page(Box<InferredHeadings>),
    /// Headings inferred as in plain text, with the reader's rules.
    Inferred(Box<HeadingScan>, Arc<Rules>),
    /// Headings loaded from a sidecar.
    Sidecar,
}
