//! State of the notices.

use crate::doc::{NoArticle, Problem};
use crate::messages::Catalogue;
use crate::session::config::ConfigProblem;
use crate::session::record::UnreadableRecord;

/// State of the notices.
#[derive(Clone, Debug, Default)]
pub struct NoticeState {
    /// Notice in the status line until the next key.
    pub message: Option<String>,
    /// Question that the next key answers, as long as it is the notice shown.
    pub question: Option<String>,
    /// Problems found at the start that do not concern the text.
    pub start: Vec<StartProblem>,
    /// Problems of the part that the reader entered last.
    pub shown_part: Vec<Problem>,
    /// Number of hidden lines in the last notice about them.
    pub shown_hidden_count: u64,
}

/// A problem found at the start.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StartProblem {
    /// Another text could not be opened; the error.
    NotOpened(String),
    /// Options of less without effect.
    IdleOptions(String),
    /// Problem of the configuration.
    Config(ConfigProblem),
    /// Record of the text that could not be read and was set aside.
    Record(UnreadableRecord),
    /// A page without an article, opened in the article view.
    NoArticle(NoArticle),
}

impl StartProblem {
    /// Returns the text of the problem.
    pub fn text(&self, m: &Catalogue) -> String {
        match self {
            Self::NotOpened(error) => error.clone(),
            Self::IdleOptions(options) => m.info.idle_options(options),
            Self::Config(problem) => m.config_problem(problem),
            Self::Record(record) => m.unreadable_record(record),
            Self::NoArticle(reason) => m.no_article(*reason).to_owned(),
        }
    }
}
