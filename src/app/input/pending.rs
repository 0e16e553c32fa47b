//! Pending keys: the beginning of a command.

use super::key::Key;
use crate::doc::Pos;

/// Keys pressed that do not form a command yet.
#[derive(Clone, Debug, Default)]
pub struct PendingKeys {
    /// The keys.
    pub keys: Vec<Key>,
    /// Count typed before the keys; 0 without a count.
    pub count: u32,
    /// Command carried out already because the keys form a command of their own (`]` before `]]`).
    pub eager: Option<EagerCommand>,
    /// Time of the last key, in milliseconds.
    pub at_ms: u64,
    /// Whether the keys that may follow are listed.
    pub is_listed: bool,
}

/// Time in milliseconds after which the keys that may follow are listed.
const LIST_DELAY_MS: u64 = 500;

impl PendingKeys {
    /// Returns the time in milliseconds at which the keys that may follow are to be listed; `None` without a prefix.
    pub fn list_due(&self) -> Option<u64> {
        let is_prefix = !self.keys.is_empty() && self.eager.is_none() && !self.is_listed;
        is_prefix.then_some(self.at_ms + LIST_DELAY_MS)
    }
}

/// A command carried out although more keys may extend it to another.
#[derive(Clone, Copy, Debug)]
pub struct EagerCommand {
    /// Position of the reader before the command.
    pub from: Pos,
    /// Count of the command.
    pub count: u32,
    /// Time of the command, in milliseconds.
    pub at_ms: u64,
}
