//! The progress of opening, in words.

use crate::app::opening::state::OpenReason;
use crate::app::reading::progress::group_thousands;
use crate::app::state::State;
use crate::lang::{Lang, plural};
use crate::source::progress::OpenStage;
use crate::text::units::Fraction;

/// Returns the progress of opening; empty where it is not known.
pub(crate) fn stage_text(stage: OpenStage, lang: Lang) -> String {
    match stage {
        OpenStage::Reading { bytes, total } => {
            format!("{}%", Fraction::new(bytes, total).whole_percent())
        }
        OpenStage::Converting => String::new(),
        OpenStage::Listing { files } => {
            let count = group_thousands(files);
            let noun = plural(files, "file", "files");
            lang.pick(format!("{count} 个文件"), format!("{count} {noun}"))
        }
    }
}

/// Returns the progress of reading the document again; `None` unless that takes long.
pub(crate) fn reopening_text(state: &State) -> Option<String> {
    let opening = state.opening.running.as_ref()?;
    let lang = state.appearance.lang;
    let done = stage_text(opening.progress?, lang);
    match opening.reason {
        OpenReason::Start | OpenReason::Arrival => None,
        OpenReason::Reload | OpenReason::Changed(..) | OpenReason::Decode => {
            Some(lang.pick(format!("正在重读 {done}"), format!("reading again {done}")))
        }
    }
}
