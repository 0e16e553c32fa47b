//! State of the command line and of the prompt.

use super::choices::CompletionList;
use crate::app::input::line_edit::LineEdit;
use crate::app::job::JobId;
use crate::app::lists::state::OpenList;
use crate::app::marks::draft::NoteDraft;
use crate::app::search::state::SearchPrompt;
use crate::app::toc::state::TocBrowse;

/// State of the command line.
#[derive(Clone, Debug, Default)]
pub struct CommandState {
    /// Earlier commands, oldest first.
    pub history: Vec<String>,
    /// Job that completes a path.
    pub paths_job: Option<JobId>,
}

/// A line being typed, with its purpose.
#[derive(Clone, Debug)]
pub struct Prompt {
    /// Purpose of the line.
    pub purpose: Purpose,
    /// Text and caret.
    pub edit: LineEdit,
    /// Offset into the history, counted from its newest entry; 0 is the typed line itself.
    pub history_offset: usize,
    /// Completions, while the reader cycles through them.
    pub completions: Option<CompletionList>,
    /// Index of the row of the palette that is chosen, while it is shown.
    pub chosen_row: Option<usize>,
}

/// Purpose of a prompt.
#[derive(Clone, Debug)]
pub enum Purpose {
    /// Search.
    Search(SearchPrompt),
    /// Command, and what had the keys and receives them again afterwards.
    Command(Covered),
    /// Note of the reader.
    Note(NoteDraft),
}

/// What the command line lies over.
#[derive(Clone, Debug, Default)]
pub enum Covered {
    /// The text.
    #[default]
    Text,
    /// The outline.
    Outline(TocBrowse),
    /// A list.
    List(OpenList),
}
