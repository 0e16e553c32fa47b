//! The state of the keys.

use super::keymap::Keymap;
use super::pending::PendingKeys;

/// State of the keys.
#[derive(Clone, Debug)]
pub struct InputState {
    /// Keys and the actions they are bound to.
    pub keymap: Keymap,
    /// Keys pressed that are not a command yet.
    pub pending: PendingKeys,
}

impl InputState {
    /// No keys pressed yet.
    pub fn new(keymap: Keymap) -> Self {
        Self {
            keymap,
            pending: PendingKeys::default(),
        }
    }
}
