//! Placeholder for a document that cannot be shown.

use super::document::BlockDocument;
use crate::doc::{Block, BlockKind};

impl BlockDocument {
    /// Returns a document of one paragraph: `reason`, why the text is missing.
    pub(crate) fn placeholder(reason: &str) -> Self {
        Self {
            len: reason.len() as u64,
            blocks: vec![Block {
                kind: BlockKind::Aside,
                text: reason.to_owned().into(),
                ..Block::default()
            }],
            ..Self::default()
        }
    }
}
