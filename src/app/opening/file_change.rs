//! Changes of the file being read, and the response to each.

use crate::app::reading::relocate::LostPlace;
use crate::doc::Place;
use crate::messages::FixedText;
use crate::source::windows::MAX_WHOLE_BYTES;

/// What has become of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileChange {
    /// Nothing.
    None,
    /// It is another, or has grown.
    Other,
    /// It has become shorter: what was not read yet may be gone.
    Shorter,
    /// Nothing is left of it, which is also how it looks while somebody writes it anew.
    Emptied,
    /// It is not there any more.
    Gone,
}

/// What a change of the file asks for.
#[derive(Clone, Debug)]
pub enum ChangeResponse {
    /// Nothing.
    Nothing,
    /// That it is told.
    Notify(FixedText),
    /// That the file is read again, and what is told then.
    Reload(LostPlace, FixedText),
}

impl FileChange {
    /// What is to be done for a document of `len` bytes; `emptied` is where the reader was in a file that
    /// nothing was left of.
    pub fn response(self, len: u64, emptied: Option<&Place>) -> ChangeResponse {
        match self {
            Self::None => ChangeResponse::Nothing,
            Self::Shorter => ChangeResponse::Reload(LostPlace::AtEnd, |m| m.opening.file_shorter),
            Self::Emptied if len > MAX_WHOLE_BYTES => {
                ChangeResponse::Reload(LostPlace::SameFraction, |m| m.opening.file_emptied)
            }
            // A small text was read whole, and is still there.
            Self::Emptied => ChangeResponse::Notify(|m| m.opening.file_emptied_text_stays),
            Self::Other if emptied.is_some() => {
                ChangeResponse::Reload(LostPlace::SameFraction, |m| m.opening.file_refilled)
            }
            Self::Other => ChangeResponse::Notify(|m| m.opening.file_changed),
            Self::Gone => ChangeResponse::Notify(|m| m.opening.file_gone),
        }
    }
}
