//! Floor 4, session: data that outlive a run. The configuration is only read; reading places and corrections
//! are stored in records.

pub mod config;
pub mod dirs;
pub mod favourites;
pub mod fingerprint;
pub mod line_history;
pub mod local_zone;
pub mod notes;
pub mod reading_log;
pub mod record;
pub mod stardict;
pub mod starts;
