//! Progress of opening, as text for the bottom row.

use crate::app::state::State;
use crate::messages::Catalogue;
use crate::source::progress::OpenStage;
use crate::text::units::Fraction;

/// Returns the name of the document being opened, and its progress; the latter is empty where it is not known.
pub fn opening_texts(state: &State) -> (String, String) {
    let m = &state.texts().opening;
    let opening = match state.opening.name.as_str() {
        "" => m.opening_unnamed.to_owned(),
        name => m.opening(name),
    };
    (opening, progress_text(state))
}

/// Returns the remark that the document is being read again, with its progress; `None` while it is not.
pub fn reopening_text(state: &State) -> Option<String> {
    state.opening.reopening_job()?;
    let reopening = state.texts().opening.reopening;
    let text = format!("{reopening} {}", progress_text(state));
    Some(text.trim_end().to_owned())
}

fn progress_text(state: &State) -> String {
    let stage = if state.appearance.is_plain_screen() {
        state.display.held.opening
    } else {
        state.opening.stage()
    };
    stage.map_or(String::new(), |stage| stage_text(stage, state.texts()))
}

fn stage_text(stage: OpenStage, m: &Catalogue) -> String {
    let m = &m.opening;
    match stage {
        OpenStage::Reading { bytes, total } => {
            format!("{}%", Fraction::new(bytes, total).whole_percent())
        }
        OpenStage::Converting => m.converting.to_owned(),
        OpenStage::Listing { files } => m.files(files),
    }
}
