//! Progress of opening, as text for the bottom row.

use crate::app::opening::state::OpenReason;
use crate::app::state::State;
use crate::messages::Catalogue;
use crate::source::progress::OpenStage;
use crate::text::units::Fraction;

/// Returns the progress of opening as text; empty if the progress is unknown.
pub(crate) fn stage_text(stage: OpenStage, m: &Catalogue) -> String {
    match stage {
        OpenStage::Reading { bytes, total } => {
            format!("{}%", Fraction::new(bytes, total).whole_percent())
        }
        OpenStage::Converting => String::new(),
        OpenStage::Listing { files } => m.opening.files_listed(files),
    }
}

/// Returns the progress of reading the document again; `None` unless it takes long enough to show.
pub(crate) fn reopening_text(state: &State) -> Option<String> {
    let opening = state.opening.running.as_ref()?;
    let m = state.texts();
    let done = stage_text(opening.progress?, m);
    match opening.reason {
        OpenReason::Start | OpenReason::Arrival => None,
        OpenReason::Reload | OpenReason::Changed(..) | OpenReason::Decode => {
            Some(m.opening.reading_again(&done))
        }
    }
}
