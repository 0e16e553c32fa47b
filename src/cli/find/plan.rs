//! Query and options of a search.

use crate::cli::find_options::FindOptions;
use crate::search::Query;

/// Query of a search, and the form of its hits.
pub(super) struct SearchPlan {
    /// The query.
    pub(super) query: Query,
    /// Options of the command line.
    pub(super) options: FindOptions,
    /// Whether hits are marked.
    pub(super) has_colors: bool,
    /// Whether lines begin with the path.
    pub(super) has_names: bool,
}
