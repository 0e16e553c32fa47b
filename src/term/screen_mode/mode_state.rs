//! State of the terminal's modes, shared by the program, its outputs and the panic hook.

use std::sync::atomic::{AtomicU8, Ordering};

/// State of the terminal's modes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum ModeState {
    /// Modes as before the program.
    Left,
    /// Raw mode is on; the entering sequences go out with the next frame.
    Entering,
    /// Raw mode is on, and the entering sequences are written.
    Entered,
}

impl ModeState {
    const fn from_byte(byte: u8) -> Self {
        match byte {
            byte if byte == Self::Entering as u8 => Self::Entering,
            byte if byte == Self::Entered as u8 => Self::Entered,
            _ => Self::Left,
        }
    }
}

/// [`ModeState`] shared by threads. Leaving runs once, whoever comes first.
#[derive(Debug)]
pub(crate) struct AtomicModeState(AtomicU8);

impl AtomicModeState {
    pub(crate) const fn new(state: ModeState) -> Self {
        Self(AtomicU8::new(state as u8))
    }

    pub(crate) fn load(&self) -> ModeState {
        ModeState::from_byte(self.0.load(Ordering::Acquire))
    }

    pub(crate) fn store(&self, state: ModeState) {
        self.0.store(state as u8, Ordering::Release);
    }

    /// Sets `Left` and returns the state before it.
    pub(crate) fn leave(&self) -> ModeState {
        ModeState::from_byte(self.0.swap(ModeState::Left as u8, Ordering::AcqRel))
    }

    /// Turns `Entering` into `Entered`. Returns false in any other state, which stays.
    pub(crate) fn complete_entering(&self) -> bool {
        let (from, to) = (ModeState::Entering as u8, ModeState::Entered as u8);
        let changed = self
            .0
            .compare_exchange(from, to, Ordering::AcqRel, Ordering::Acquire);
        changed.is_ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entering_is_completed_once_and_leaving_tells_what_was_left() {
        let state = AtomicModeState::new(ModeState::Entering);
        assert!(state.complete_entering());
        assert!(!state.complete_entering());
        assert_eq!(state.load(), ModeState::Entered);
        assert_eq!(state.leave(), ModeState::Entered);
        assert_eq!(state.leave(), ModeState::Left);
        assert!(!state.complete_entering());
        assert_eq!(state.load(), ModeState::Left);
    }
}
