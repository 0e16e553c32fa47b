//! Floor: cli.
