//! Options for opening a text of any format.

use crate::doc::{Describe, DetectionConfidence, InkLimit};
use crate::outline::rules::Rules;
use crate::source::encoding::detect::{Detection, EncodingHint, detect};
use crate::source::encoding::overrides::{self, EncodingChoice};
use crate::source::progress::ProgressSink;
use crate::source::windows::Source;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The reader's options for opening texts.
#[derive(Clone, Debug, Default)]
pub struct OpenOptions {
    /// Encoding, or evidence for detecting it.
    pub encoding_hint: EncodingHint,
    /// Texts that a named encoding applies to.
    pub encoding_scope: EncodingScope,
    /// Encodings named for single files of a folder, by path within the folder.
    pub member_encodings: Arc<BTreeMap<String, EncodingChoice>>,
    /// Rules for the headings and hidden lines of plain texts.
    pub rules: Arc<Rules>,
    /// Words in place of a text that cannot be shown.
    pub describe: Describe,
    /// Form of output of programs for a terminal; `None` if the text is read as prose.
    pub terminal_output: Option<TerminalForm>,
    /// Receiver of the progress of opening.
    pub progress: ProgressSink,
}

/// Form of output of programs for a terminal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TerminalForm {
    /// Colours that are taken over.
    pub inks: InkLimit,
    /// Cells between two stops of tabs, at least 1.
    pub tab_cells: u16,
}

/// Cells between two stops of tabs on a terminal.
const TAB_CELLS: u16 = 8;

impl From<InkLimit> for TerminalForm {
    fn from(inks: InkLimit) -> Self {
        Self {
            inks,
            tab_cells: TAB_CELLS,
        }
    }
}

/// Texts that a named encoding applies to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum EncodingScope {
    /// The text itself.
    #[default]
    File,
    /// Files of a folder with an uncertain encoding.
    Folder,
}

impl OpenOptions {
    /// Returns the options for the member of a folder at `path`. An encoding named for the member takes precedence
    /// over one named for the folder.
    #[must_use]
    pub fn for_member(&self, path: &str) -> Self {
        let own = self.member_encodings.get(path).copied();
        let inside = |file: &String| file.starts_with(path) && file != path;
        let files = if self.member_encodings.keys().any(inside) {
            Arc::new(overrides::for_member(&self.member_encodings, path))
        } else {
            Arc::default()
        };
        Self {
            encoding_hint: EncodingHint {
                encoding: own.unwrap_or(self.encoding_hint.encoding),
                ..self.encoding_hint
            },
            encoding_scope: own.map_or(EncodingScope::Folder, |_| EncodingScope::File),
            member_encodings: files,
            progress: ProgressSink::default(),
            ..self.clone()
        }
    }

    /// Detects the encoding of a text. An encoding named for a folder yields to one that is certain by itself.
    pub(crate) fn detect_encoding(&self, source: &Source) -> Detection {
        let hint = self.encoding_hint;
        if self.encoding_scope == EncodingScope::Folder && hint.encoding.is_some() {
            let unnamed = EncodingHint {
                encoding: None,
                ..hint
            };
            let own = detect(source, &unnamed);
            if own.confidence == DetectionConfidence::Certain {
                return own;
            }
        }
        detect(source, &hint)
    }
}
