//! The command that sets the measure.

use crate::app::display::layout::relayout;
use crate::app::state::State;

/// Sets the text in the requested measure and notifies it, with a remark if the screen is too narrow.
pub fn show_measure(state: &mut State) {
    relayout(state);
    let (wanted, room) = (state.appearance.measure.0, state.screen().column.width);
    let (wanted, room) = (u64::from(wanted), u64::from(room));
    let m = &state.texts().appearance;
    state.notify(if room < wanted {
        m.measure_beyond(wanted, room)
    } else {
        m.measure(wanted)
    });
}
