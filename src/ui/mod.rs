//! Floor: ui.
