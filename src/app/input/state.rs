//! State of the keys.

use super::action::Action;
use super::keymap::Keymap;
use super::pending::PendingKeys;

/// State of the keys.
#[derive(Clone, Debug)]
pub struct InputState {
    /// Bindings of keys to actions.
    pub keymap: Keymap,
    /// Keys that do not form a command yet.
    pub pending: PendingKeys,
    /// Action that waits for a letter, the name of a mark.
    pub letter_action: Option<Action>,
    /// Whether the last key was an interrupt (Ctrl-C) that found nothing to stop; a second one quits.
    pub is_interrupted: bool,
    /// Rules for the end of the program.
    pub quit_rules: QuitRules,
}

/// Further ways to end the program, which less has as options.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct QuitRules {
    /// Whether Ctrl-C ends the program at once.
    pub on_interrupt: bool,
    /// Whether moving on at the end of the text ends the program.
    pub at_end: bool,
}

impl InputState {
    /// Returns whether a count or the beginning of a command waits for more keys.
    pub fn is_pending(&self) -> bool {
        let pending = &self.pending;
        let has_keys = !pending.keys.is_empty() && pending.eager.is_none();
        has_keys || pending.count > 0 || self.letter_action.is_some()
    }

    /// Creates the state without pending keys.
    pub fn new(keymap: Keymap) -> Self {
        Self {
            keymap,
            pending: PendingKeys::default(),
            letter_action: None,
            is_interrupted: false,
            quit_rules: QuitRules::default(),
        }
    }
}
