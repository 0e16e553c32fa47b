//! Keys pressed that are not a command yet.

use super::key::Key;
use crate::doc::Pos;

/// Keys pressed that are not a command yet.
#[derive(Clone, Debug, Default)]
pub struct PendingKeys {
    /// The keys.
    pub keys: Vec<Key>,
    /// The count before them; 0 is none.
    pub count: u32,
    /// What was done for the keys so far because they are a command of their own (`]` before `]]`).
    pub eager: Option<EagerCommand>,
}

/// A command that was carried out although more keys may make another of it.
#[derive(Clone, Copy, Debug)]
pub struct EagerCommand {
    /// Where the reader was before.
    pub from: Pos,
    /// The count it was given.
    pub count: u32,
    /// When, in milliseconds.
    pub at_ms: u64,
}
