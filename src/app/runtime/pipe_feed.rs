//! A text that is still arriving out of a pipe: when what has come is shown, and how the reader and what
//! was found stay where they are meanwhile. Reading the pipe is for [`crate::source::pipe`].

use crate::app::display::layout::relayout;
use crate::app::message::Effect;
use crate::app::reading::part::update_progress;
use crate::app::reading::relocate::LostPlace;
use crate::app::reading::view_switch::{empty_document_problem, in_same_view};
use crate::app::search::navigate::start_search;
use crate::app::state::State;
use crate::app::toc::load::{load_outline, show_outline};
use crate::doc::{Document, ProblemScope};
use crate::source::pipe::{Pipe, PipeProgress};
use crate::term::events::Waker;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// Least time between two times that more is shown.
const MIN_REFRESH_PAUSE: Duration = Duration::from_millis(500);
/// Times the work of showing more that the pause after it lasts at least.
const PAUSE_WORK_RATIO: u32 = 20;

/// A text that is arriving.
pub(crate) struct PipeFeed {
    pipe: Arc<Pipe>,
    /// When more may be shown.
    next_refresh: Instant,
}

impl PipeFeed {
    /// What comes out of a pipe after what was shown of it; `None` if that was all.
    pub(crate) fn new(pipe: Option<Arc<Pipe>>, waker: &Waker) -> Option<Self> {
        let pipe = pipe.filter(|pipe| pipe.has_more())?;
        let waker = waker.clone();
        pipe.listen(Box::new(move || waker.wake()));
        Some(Self {
            pipe,
            next_refresh: Instant::now(),
        })
    }

    /// In what time more is to be shown; `None` while nothing has come.
    pub(crate) fn refresh_due(&self) -> Option<Duration> {
        let pause = || self.next_refresh.saturating_duration_since(Instant::now());
        self.pipe.has_unread().then(pause)
    }

    /// Takes note that what had come was shown, which was begun at `began`.
    pub(crate) fn mark_shown(&mut self, began: Instant) -> PipeProgress {
        let now = Instant::now();
        self.next_refresh = now + MIN_REFRESH_PAUSE.max((now - began) * PAUSE_WORK_RATIO);
        if self.pipe.has_more() {
            PipeProgress::Open
        } else {
            PipeProgress::Ended
        }
    }
}

/// Shows a text of which more has come. The outline, the search and the view stay until they are renewed.
pub(crate) fn show_arrived(state: &mut State, doc: Arc<dyn Document>) -> Vec<Effect> {
    let doc = in_same_view(state, doc);
    let mut outline = state.reading.reader.outline.clone();
    outline.complete = false;
    let before = state.search.active.take();
    state.reading.reader.replace(doc, LostPlace::SameFraction);
    show_outline(state, outline);
    let mut effects = load_outline(state);
    if let Some(before) = before {
        let from = before.hits.origin();
        effects.extend(start_search(state, before.query, before.origin, from));
        if let Some(finding) = &mut state.search.active {
            finding.current_hit = before.current_hit;
            finding.pending_move = before.pending_move;
        }
    }
    relayout(state);
    update_progress(state);
    effects
}

/// Takes note whether more is awaited; at the end what there is to be told is told, unless something else is.
pub(crate) fn notify_pipe_progress(state: &mut State, progress: PipeProgress) {
    state.opening.pipe_progress = progress;
    if progress == PipeProgress::Ended && state.notices.message.is_none() {
        let doc = &*state.reading.reader.doc;
        let notice = doc.problems(ProblemScope::Whole).into_iter().next();
        state.notices.message = notice.or_else(|| empty_document_problem(doc));
    }
}
