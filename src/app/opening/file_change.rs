//! Changes of the file being read, and the response to each.

use crate::app::reading::relocate::LostPlace;
use crate::doc::Place;
use crate::error::Notice;
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
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ChangeResponse {
    /// Nothing.
    Nothing,
    /// That it is told.
    Notify(Notice),
    /// That the file is read again, and what is told then.
    Reload(LostPlace, Notice),
}

impl FileChange {
    /// What is to be done for a document of `len` bytes; `emptied` is where the reader was in a file that
    /// nothing was left of.
    pub fn response(self, len: u64, emptied: Option<&Place>) -> ChangeResponse {
        match self {
            Self::None => ChangeResponse::Nothing,
            Self::Shorter => ChangeResponse::Reload(
                LostPlace::AtEnd,
                Notice::new(
                    "文件变短了，已重新读入",
                    "the file has become shorter and was read again",
                ),
            ),
            Self::Emptied if len > MAX_WHOLE_BYTES => ChangeResponse::Reload(
                LostPlace::SameFraction,
                Notice::new(
                    "文件被清空了，已重新读入",
                    "the file was emptied and read again",
                ),
            ),
            // A small text was read whole, and is still there.
            Self::Emptied => ChangeResponse::Notify(Notice::new(
                "文件被清空了，已读入的仍可看",
                "the file was emptied; what was read stays",
            )),
            Self::Other if emptied.is_some() => ChangeResponse::Reload(
                LostPlace::SameFraction,
                Notice::new(
                    "文件又有内容了，已重新读入",
                    "there is text in the file again, which was read",
                ),
            ),
            Self::Other => ChangeResponse::Notify(Notice::new(
                "文件已变，按 r 重新读入",
                "the file has changed; r reads it again",
            )),
            Self::Gone => ChangeResponse::Notify(Notice::new(
                "文件已不在，已读入的仍可看",
                "the file is gone; what was read stays",
            )),
        }
    }
}
