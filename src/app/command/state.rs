//! A line being typed.

use super::choices::CompletionList;
use crate::app::input::line_edit::LineEdit;
use crate::app::search::state::ActiveSearch;
use crate::app::toc::state::TocBrowse;
use crate::doc::Pos;

/// State of the command line.
#[derive(Clone, Debug, Default)]
pub struct CommandState {
    /// Earlier commands, oldest first.
    pub history: Vec<String>,
}

/// A line being typed, and what for.
#[derive(Clone, Debug)]
pub struct Prompt {
    /// What for.
    pub purpose: Purpose,
    /// The line.
    pub edit: LineEdit,
    /// Place in the history, counted from its end; 0 is the line itself.
    pub history_offset: usize,
    /// What it may become, while that is looked through.
    pub completions: Option<CompletionList>,
}

/// What a line is typed for.
#[derive(Clone, Debug)]
pub enum Purpose {
    /// A search; where the reader was, and the search before it.
    Search(Pos, Option<Box<ActiveSearch>>),
    /// A command; the outline, if it had the keys and gets them back.
    Command(Option<TocBrowse>),
}
