//! What is read is read again: the file has changed, more has come out of a pipe, or another encoding is
//! wanted. The reader stays at the same words.

use super::Runtime;
use crate::app::display::layout::relayout;
use crate::app::opening::file_change::{ChangeResponse, FileChange};
use crate::app::reading::relocate::LostPlace;
use crate::app::reading::view_switch::in_same_view;
use crate::app::runtime::pipe_feed;
use crate::app::state::{Mode, State};
use crate::app::toc::load::load_outline;
use crate::doc::{Document, ProblemScope};
use crate::error::Notice;
use crate::lang::Lang;
use crate::source::encoding::overrides::{EncodingChoice, EncodingOverrides};
use crate::source::pipe::PipeProgress;
use std::sync::Arc;
use std::time::{Duration, Instant};

impl Runtime<'_> {
    /// Does what a change of the file asks for; what is to be told of it.
    pub(crate) fn on_file_change(&mut self, change: FileChange) -> Option<Notice> {
        let len = self.state.reading.reader.doc.len();
        match change.response(len, self.emptied_place.as_ref()) {
            ChangeResponse::Nothing => None,
            ChangeResponse::Notify(notice) => Some(notice),
            ChangeResponse::Reload(lost, notice) => {
                let place = self.state.reading.reader.place();
                if !self.reload(lost) {
                    return self.state.notices.message.take();
                }
                self.emptied_place = (change == FileChange::Emptied).then_some(place);
                Some(notice)
            }
        }
    }

    /// Reads the document again. `false` if that failed; the old text stays.
    pub(crate) fn reload(&mut self, lost: LostPlace) -> bool {
        let Some(doc) = self.reopen_document(&self.encodings.clone()) else {
            return false;
        };
        let doc = in_same_view(&mut self.state, doc);
        let place = self.emptied_place.take();
        let place = place.unwrap_or_else(|| self.state.reading.reader.place());
        if !doc.is_empty() {
            self.state.toc.corrections.reanchor(&*doc);
        }
        self.state.reading.reader.replace_at(doc, &place, lost);
        let _ = self.file_watch.poll_change();
        self.on_document_replaced();
        true
    }

    /// How long the text may stay as it is: not at all if more of it has come, which is not shown while
    /// anything else has the keys.
    pub(crate) fn refresh_due(&self) -> Option<Duration> {
        let state = &self.state;
        let is_reading = matches!(state.mode, Mode::Reading) && state.input.pending.keys.is_empty();
        let growing = self.pipe_feed.as_ref().filter(|_| is_reading)?;
        growing.refresh_due()
    }

    /// Shows what has come out of the pipe, the reader staying at the same words. Gives whether it did.
    pub(crate) fn refresh_from_pipe(&mut self) -> bool {
        let began = Instant::now();
        let Some(doc) = self.reopen_document(&self.encodings.clone()) else {
            self.pipe_feed = None;
            return true;
        };
        let effects = pipe_feed::show_arrived(&mut self.state, doc);
        self.run_effects(effects);
        let growing = self.pipe_feed.as_mut();
        let progress = growing.map_or(PipeProgress::Ended, |growing| growing.mark_shown(began));
        if progress == PipeProgress::Ended {
            self.pipe_feed = None;
        }
        pipe_feed::notify_pipe_progress(&mut self.state, progress);
        true
    }

    /// Reads what the reader is in, the document or a file of it, in another encoding; the reader stays at the
    /// same bytes.
    pub(crate) fn decode(&mut self, choice: EncodingChoice) {
        let mut named = self.encodings.clone();
        let here = self.state.reading.reader.anchor();
        named.set(self.state.reading.reader.doc.provenance(here).file, choice);
        if let Some(doc) = self.reopen_document(&named) {
            let doc = in_same_view(&mut self.state, doc);
            self.encodings = named;
            self.state.reading.reader.replace_at_byte(doc);
            self.on_document_replaced();
            notify_encoding(&mut self.state);
        }
    }

    fn reopen_document(&mut self, named: &EncodingOverrides) -> Option<Arc<dyn Document>> {
        match (self.reopen)(named) {
            Ok((doc, amiss)) => {
                self.config_problem = amiss;
                self.autosave.on_reopen();
                self.read_count += 1;
                Some(doc)
            }
            Err(error) => {
                self.state
                    .notify(error.explain(Lang::ZhHans), error.explain(Lang::En));
                None
            }
        }
    }

    /// What follows from another version of the document.
    fn on_document_replaced(&mut self) {
        self.state.search.active = None;
        let effects = load_outline(&mut self.state);
        relayout(&mut self.state);
        self.run_effects(effects);
    }
}

/// Tells in which encoding the text is read now, and what is wrong with that.
fn notify_encoding(state: &mut State) {
    let here = state.reading.reader.anchor();
    let doc = Arc::clone(&state.reading.reader.doc);
    let name = state
        .reading
        .encoding()
        .map_or("UTF-8", |encoded| encoded.name);
    let file = doc.provenance(here).file;
    let (zh, en) = match &file {
        Some(file) => (format!("{name}（{file}）"), format!("{name} ({file})")),
        None => (name.to_owned(), name.to_owned()),
    };
    let amiss = match file {
        Some(_) => doc.problems(ProblemScope::PartAt(here)),
        None => doc.problems(ProblemScope::Whole),
    };
    let (zh, en) = (format!("编码：{zh}"), format!("encoding: {en}"));
    match amiss.first() {
        Some(amiss) => state.notify(format!("{zh}；{}", amiss.zh), format!("{en}; {}", amiss.en)),
        None => state.notify(zh, en),
    }
    state.notices.shown_part = doc.problems(ProblemScope::PartAt(here));
}
