//! Notices about the text being read.

use crate::app::reading::progress::group_thousands;
use crate::app::state::State;
use crate::doc::{ProblemScope, ViewKind};
use crate::error::Error;
use crate::lang::Lang;

/// Shows the problems of the part the reader has come to, unless another notice is shown.
pub fn notify_part_problems(state: &mut State) {
    let notices = state
        .reading
        .reader
        .doc
        .problems(ProblemScope::PartAt(state.reading.reader.anchor()));
    if notices == state.notices.shown_part {
        return;
    }
    if state.notices.message.is_none() {
        state.notices.message = notices.first().cloned();
    }
    state.notices.shown_part = notices;
}

/// Shows once how many lines of the text are hidden, unless another notice is shown.
pub fn notify_hidden_lines(state: &mut State) {
    if state.notices.message.is_some() || state.reading.reading_view.is_some() {
        return;
    }
    let count = state
        .reading
        .reader
        .doc
        .hidden_lines(state.reading.reader.anchor());
    if count > 0 && count != state.notices.shown_hidden_count {
        let lines = group_thousands(count);
        let (zh, en) = match state.reading.reader.doc.view_kind() {
            Some(ViewKind::Annotated) => ("符号说明", "notes on signs"),
            Some(ViewKind::Reflowed | ViewKind::Article) | None => ("广告", "advertisements"),
        };
        state.notify(
            format!("隐藏了 {lines} 行{zh}（O 看原样）"),
            match count {
                1 => format!("1 line of {en} hidden (O shows it)"),
                _ => format!("{lines} lines of {en} hidden (O shows them)"),
            },
        );
    }
    state.notices.shown_hidden_count = count;
}

/// Shows why the record could not be saved.
pub fn on_record_saved(state: &mut State, saved: Result<(), Error>) {
    if let Err(error) = saved {
        let (zh, en) = (error.explain(Lang::ZhHans), error.explain(Lang::En));
        state.notify(
            format!("读到哪里没能记下：{zh}"),
            format!("the place was not saved: {en}"),
        );
    }
}

/// Shows why a job has failed.
pub fn notify_job_failure(state: &mut State, reason: &str) {
    state.notify(
        format!("后台任务出错：{reason}"),
        format!("a job failed: {reason}"),
    );
}
