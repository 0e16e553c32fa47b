//! State of the keys.

use super::keymap::Keymap;
use super::pending::PendingKeys;

/// State of the keys.
#[derive(Clone, Debug)]
pub struct InputState {
    /// Bindings of keys to actions.
    pub keymap: Keymap,
    /// Keys that do not form a command yet.
    pub pending: PendingKeys,
    /// Whether the last key was an interrupt (Ctrl-C) that found nothing to stop; a second one quits.
    pub is_interrupted: bool,
}

impl InputState {
    /// Creates the state without pending keys.
    pub fn new(keymap: Keymap) -> Self {
        Self {
            keymap,
            pending: PendingKeys::default(),
            is_interrupted: false,
        }
    }
}
