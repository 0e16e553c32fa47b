//! The command that sets the length of lines.

use crate::app::display::layout::relayout;
use crate::app::state::State;

/// Sets the text in lines as long as is asked for, and tells how long that is, and if the screen has not so
/// much room.
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
