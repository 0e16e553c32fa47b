//! Floor: term.
