//! Changes of the file being read, and the response to each.

use crate::app::reading::relocate::LostPlace;
use crate::doc::Place;
use crate::messages::FixedText;
use crate::source::windows::MAX_WHOLE_BYTES;

/// Change of a file since it was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileChange {
    /// No change.
    None,
    /// Another file, or a longer one.
    Other,
    /// A shorter file. Parts not read yet may be gone.
    Shorter,
    /// An empty file. A file also looks empty while another program rewrites it.
    Emptied,
    /// A missing file.
    Gone,
}

/// Reading of a file that was edited elsewhere.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Rereading {
    /// At once, at the same words.
    #[default]
    ByItself,
    /// With the key of the reader.
    ByKey,
}

/// Response to a change of a file.
#[derive(Clone, Debug)]
pub enum ChangeResponse {
    /// No response.
    Nothing,
    /// A notice.
    Notify(FixedText),
    /// Reading the file again, followed by a notice.
    Reload(LostPlace, FixedText),
}

impl FileChange {
    /// Returns the response for a document of `len` bytes. `emptied` is the place of the reader in the file before it
    /// became empty.
    pub fn response(
        self,
        len: u64,
        emptied: Option<&Place>,
        rereading: Rereading,
    ) -> ChangeResponse {
        match self {
            Self::None => ChangeResponse::Nothing,
            // A small text was read whole: that it is shorter is an edit like others.
            Self::Shorter if len <= MAX_WHOLE_BYTES && emptied.is_none() => match rereading {
                Rereading::ByItself => {
                    ChangeResponse::Reload(LostPlace::AtEnd, |m| m.opening.file_edited)
                }
                Rereading::ByKey => ChangeResponse::Notify(|m| m.opening.file_changed),
            },
            Self::Shorter => ChangeResponse::Reload(LostPlace::AtEnd, |m| m.opening.file_shorter),
            Self::Emptied if len > MAX_WHOLE_BYTES => {
                ChangeResponse::Reload(LostPlace::SameFraction, |m| m.opening.file_emptied)
            }
            // A small text was read whole, so all of it is still shown.
            Self::Emptied => ChangeResponse::Notify(|m| m.opening.file_emptied_text_stays),
            Self::Other if emptied.is_some() => {
                ChangeResponse::Reload(LostPlace::SameFraction, |m| m.opening.file_refilled)
            }
            Self::Other if rereading == Rereading::ByItself => {
                ChangeResponse::Reload(LostPlace::SameFraction, |m| m.opening.file_edited)
            }
            Self::Other => ChangeResponse::Notify(|m| m.opening.file_changed),
            Self::Gone => ChangeResponse::Notify(|m| m.opening.file_gone),
        }
    }
}
