//! What is read is read again: the file has changed, more has come out of a pipe, or another encoding is
//! wanted. The reader stays at the same words.

use super::Program;
use crate::app::reading::relocate::{Change, Lost, Response};
use crate::app::reading::view_switch::as_before;
use crate::app::runtime::pipe_feed;
use crate::app::state::{Mode, State};
use crate::app::update::opened;
use crate::doc::{Document, Go};
use crate::error::Notice;
use crate::lang::Lang;
use crate::source::encoding::overrides::{EncodingChoice, EncodingOverrides};
use crate::source::pipe::PipeProgress;
use std::sync::Arc;
use std::time::{Duration, Instant};

impl Program<'_> {
    /// Does what a change of the file asks for; what is to be told of it.
    pub(crate) fn follow(&mut self, change: Change) -> Option<Notice> {
        let len = self.state.reader.doc.len();
        match change.response(len, self.emptied.as_ref()) {
            Response::Nothing => None,
            Response::Tell(notice) => Some(notice),
            Response::Reload(lost, notice) => {
                let place = self.state.reader.place();
                if self.reload(lost) == Go::Stop {
                    return self.state.message.take();
                }
                self.emptied = (change == Change::Emptied).then_some(place);
                Some(notice)
            }
        }
    }

    /// Reads the document again; whether that could be done.
    pub(crate) fn reload(&mut self, lost: Lost) -> Go {
        let Some(doc) = self.open_again(&self.named.clone()) else {
            return Go::Stop;
        };
        let doc = as_before(&mut self.state, doc);
        let place = self.emptied.take();
        let place = place.unwrap_or_else(|| self.state.reader.place());
        if !doc.is_empty() {
            self.state.corrections.follow(&*doc);
        }
        self.state.reader.replace_at(doc, &place, lost);
        let _ = self.watch.change();
        self.begin_again();
        Go::On
    }

    /// How long the text may stay as it is: not at all if more of it has come, which is not shown while
    /// anything else has the keys.
    pub(crate) fn growing_due(&self) -> Option<Duration> {
        let state = &self.state;
        let is_reading = matches!(state.mode, Mode::Reading) && state.pending.keys.is_empty();
        let growing = self.growing.as_ref().filter(|_| is_reading)?;
        growing.due()
    }

    /// Shows what has come out of the pipe, the reader staying at the same words. Gives whether it did.
    pub(crate) fn grow(&mut self) -> bool {
        let began = Instant::now();
        let Some(doc) = self.open_again(&self.named.clone()) else {
            self.growing = None;
            return true;
        };
        let effects = pipe_feed::show(&mut self.state, doc);
        self.carry_out(effects);
        let growing = self.growing.as_mut();
        let progress = growing.map_or(PipeProgress::Ended, |growing| growing.shown(began));
        if progress == PipeProgress::Ended {
            self.growing = None;
        }
        pipe_feed::tell(&mut self.state, progress);
        true
    }

    /// Reads what the reader is in, the document or a file of it, in another encoding; the reader stays at the
    /// same bytes.
    pub(crate) fn decode(&mut self, choice: EncodingChoice) {
        let mut named = self.named.clone();
        let here = self.state.reader.anchor();
        named.set(self.state.reader.doc.file(here), choice);
        if let Some(doc) = self.open_again(&named) {
            let doc = as_before(&mut self.state, doc);
            self.named = named;
            self.state.reader.replace_bytes(doc);
            self.begin_again();
            tell_encoding(&mut self.state);
        }
    }

    fn open_again(&mut self, named: &EncodingOverrides) -> Option<Arc<dyn Document>> {
        match (self.reopen)(named) {
            Ok((doc, amiss)) => {
                self.amiss = amiss;
                self.keeper.reread();
                self.read += 1;
                Some(doc)
            }
            Err(error) => {
                self.state
                    .tell(error.explain(Lang::Zh), error.explain(Lang::En));
                None
            }
        }
    }

    /// What follows from another version of the document.
    fn begin_again(&mut self) {
        self.state.finding = None;
        let effects = opened(&mut self.state);
        self.state.arrange();
        self.carry_out(effects);
    }
}

/// Tells in which encoding the text is read now, and what is wrong with that.
fn tell_encoding(state: &mut State) {
    let here = state.reader.anchor();
    let doc = Arc::clone(&state.reader.doc);
    let name = state.encoding().map_or("UTF-8", |encoded| encoded.name);
    let file = doc.file(here);
    let (zh, en) = match &file {
        Some(file) => (format!("{name}（{file}）"), format!("{name} ({file})")),
        None => (name.to_owned(), name.to_owned()),
    };
    let amiss = match file {
        Some(_) => doc.notices_at(here),
        None => doc.notices(),
    };
    let (zh, en) = (format!("编码：{zh}"), format!("encoding: {en}"));
    match amiss.first() {
        Some(amiss) => state.tell(format!("{zh}；{}", amiss.zh), format!("{en}; {}", amiss.en)),
        None => state.tell(zh, en),
    }
    state.told = doc.notices_at(here);
}
