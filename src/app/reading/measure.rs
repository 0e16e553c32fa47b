//! The command that sets the length of lines.

use crate::app::display::layout::relayout;
use crate::app::state::State;

/// Sets the text in lines as long as is asked for, and tells how long that is, and if the screen has not so
/// much room.
pub fn show_measure(state: &mut State) {
    relayout(state);
    let (wanted, room) = (state.appearance.measure.0, state.screen().column.width);
    let (zh, en) = if room < wanted {
        (
            format!("，眼下只放得下 {room} 格"),
            format!("; there is room for {room}"),
        )
    } else {
        Default::default()
    };
    state.notify(
        format!("行长 {wanted} 格{zh}"),
        format!("lines of {wanted} cells{en}"),
    );
}
