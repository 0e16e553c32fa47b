//! Saving the outline to the sidecar of the text.

use crate::app::message::Effect;
use crate::app::state::State;
use crate::error::Error;
use std::path::PathBuf;

/// Requests writing the outline to the sidecar of the text.
pub fn save(state: &mut State) -> Vec<Effect> {
    if state.opening.path.is_empty() {
        state.notify(state.texts().outline.no_file_for_outline);
    } else if state.toc.is_partial {
        state.notify(state.texts().outline.outline_partial);
    } else if !state.reading.reader.outline.complete {
        state.notify(state.texts().outline.outline_unfinished);
    } else {
        return vec![Effect::SaveSidecar];
    }
    State::no_effects()
}

/// Notifies the path of the sidecar, or the reason why writing failed.
pub fn on_saved(state: &mut State, saved: Result<PathBuf, Error>) {
    match saved {
        Ok(path) => {
            let name = path.display().to_string();
            state.notify(state.texts().outline.saved(&name));
        }
        Err(error) => state.notify(state.texts().error(&error)),
    }
}
