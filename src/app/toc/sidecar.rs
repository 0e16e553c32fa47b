//! The outline written to a file beside the text.

use crate::app::message::Effect;
use crate::app::state::State;
use crate::error::Error;
use crate::lang::Lang;
use std::path::PathBuf;

/// Writes the outline to a file beside the text.
pub fn save(state: &mut State) -> Vec<Effect> {
    if state.opening.path.is_empty() {
        state.notify(
            "没有可以存目录的文件",
            "there is no file to write it beside",
        );
    } else if state.toc.is_partial {
        state.notify(
            "目录没有读全，不存；按 r 重新读入",
            "the outline is not complete and is not written; r reads the file again",
        );
    } else if !state.reading.reader.outline.complete {
        state.notify(
            "目录还在扫描，稍后再存",
            "the outline is still being read; write it down a little later",
        );
    } else {
        return vec![Effect::SaveSidecar];
    }
    State::no_effects()
}

/// Shows where the outline was written, or why it could not be.
pub fn on_saved(state: &mut State, saved: Result<PathBuf, Error>) {
    match saved {
        Ok(path) => {
            let name = path.display();
            state.notify(
                format!("目录已存入 {name}"),
                format!("outline written to {name}"),
            );
        }
        Err(error) => state.notify(error.explain(Lang::ZhHans), error.explain(Lang::En)),
    }
}
