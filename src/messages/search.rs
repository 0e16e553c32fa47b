//! Texts of search.

use super::Catalogue;
use crate::search::query_error::QueryProblem;
use crate::text::forms::Level;

impl Catalogue {
    /// Returns the name of a level of search.
    pub const fn search_level(&self, level: Level) -> &'static str {
        let m = &self.search;
        match level {
            Level::Exact => m.exact,
            Level::Forms => m.forms,
            Level::Variants => m.variants,
        }
    }

    /// Returns the text of a mistake in a query.
    pub const fn query_problem(&self, problem: QueryProblem) -> &'static str {
        let m = &self.search;
        match problem {
            QueryProblem::UnclosedGroup => m.unclosed_group,
            QueryProblem::UnopenedGroup => m.unopened_group,
            QueryProblem::UnclosedClass => m.unclosed_class,
            QueryProblem::InvalidRange => m.invalid_range,
            QueryProblem::InvalidRepetition => m.invalid_repetition,
            QueryProblem::InvalidEscape => m.invalid_escape,
            QueryProblem::UnknownProperty => m.unknown_property,
            QueryProblem::LookAround => m.look_around,
            QueryProblem::BackReference => m.back_reference,
            QueryProblem::TooLarge => m.too_large,
            QueryProblem::TooLong => m.too_long,
            QueryProblem::Empty => m.empty,
            QueryProblem::Syntax => m.syntax,
        }
    }
}
