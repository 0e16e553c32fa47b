//! The marks of all texts.

use super::text_mark::TextMark;
use crate::app::job::JobId;

/// The marks of all texts, read anew whenever their list is opened.
#[derive(Default)]
pub struct MarksEverywhere {
    /// Marks: the text with the latest change first, in each by their places.
    pub marks: Vec<TextMark>,
    /// Indices of those in the list, in its order.
    pub rows: Vec<usize>,
    /// Job that reads them.
    pub job: Option<JobId>,
}
