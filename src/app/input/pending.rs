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
