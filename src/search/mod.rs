//! Floor: search.
