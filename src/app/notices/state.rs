//! The state of the notices.

use crate::doc::{NoArticle, Problem};
use crate::messages::Catalogue;
use crate::session::config::ConfigProblem;
use crate::session::record::UnreadableRecord;

/// State of the notices.
#[derive(Clone, Debug, Default)]
pub struct NoticeState {
    /// The notice in the status line, until the next key.
    pub message: Option<String>,
    /// Problems found at the start that are not those of the text.
    pub start: Vec<StartProblem>,
    /// Problems of the part of the text that the reader came to last.
    pub shown_part: Vec<Problem>,
    /// Number of hidden lines in the last notice about them.
    pub shown_hidden_count: u64,
}

/// A problem found at the start.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StartProblem {
    /// A problem of the configuration.
    Config(ConfigProblem),
    /// A record of the text that was set aside.
    Record(UnreadableRecord),
    /// No article where the article alone was asked for.
    NoArticle(NoArticle),
}

impl StartProblem {
    /// Returns the problem in words.
    pub fn text(&self, m: &Catalogue) -> String {
        match self {
            Self::Config(problem) => m.config_problem(problem),
            Self::Record(record) => m.unreadable_record(record),
            Self::NoArticle(reason) => m.no_article(*reason).to_owned(),
        }
    }
}
