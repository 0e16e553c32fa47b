//! Following the end of a text that grows, as `tail -f` does.

use super::reader::Reader;
use crate::app::input::action::{Action, ActionGroup, action_info};
use crate::app::state::State;

/// Goes to the end and stays there while more text comes.
pub fn begin(state: &mut State) {
    state.reading.is_following = true;
    state.reading.jump(Reader::go_bottom);
    state.notify(state.texts().reading.following);
}

/// Goes to the new end of a text that has grown.
pub fn stay(state: &mut State) {
    if state.reading.is_following {
        state.reading.reader.go_bottom();
    }
}

/// Ends the following of the end before an action that moves the reader.
pub fn end_before(state: &mut State, action: Action) {
    let is_motion = matches!(
        action_info(action).group,
        ActionGroup::Motion | ActionGroup::Jump | ActionGroup::Search
    );
    if is_motion && action != Action::FollowEnd {
        state.reading.is_following = false;
    }
}

/// Ends the following of the end. Returns false if it is not followed.
pub fn stop(state: &mut State) -> bool {
    std::mem::take(&mut state.reading.is_following)
}
