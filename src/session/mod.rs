//! Floor: session.
