//! The action that opens the document again.

use crate::app::input::action::Action;
use crate::app::message::Effect;
use crate::app::state::State;

/// Reads the document again; `None` for any other action.
pub fn perform(_: &mut State, action: Action, _count: u32) -> Option<Vec<Effect>> {
    (action == Action::Reload).then(|| vec![Effect::Reload])
}
