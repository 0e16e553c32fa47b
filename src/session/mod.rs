//! Floor 5, session: what outlives a run. The configuration is read and never written; what was read is
//! remembered in records.

pub mod config;
pub mod dirs;
pub mod fingerprint;
pub mod record;
