//! Floor 5, session: what outlives a run. The configuration is read and never written.

pub mod config;
pub mod dirs;
