//! The terminal: frames, events, and the ways out of it and back.

use crate::app::draw::draw;
use crate::app::message::Message;
use crate::app::state::State;
use crate::error::{Error, Result};
use crate::term::backend::{SafeBackend, SyncUpdates};
use crate::term::events::{Events, Waker};
use crate::term::input::{Event, Reply};
use crate::term::probe::{self, ProbeAnswers, ProbeProgress, TerminalFacts};
use crate::term::screen_mode::{Output, Suspension, TerminalMode};
use ratatui::layout::Size;
use std::io;
use std::time::Duration;

/// The terminal in our hands.
pub(crate) struct Screen {
    mode: TerminalMode,
    events: Events,
    backend: SafeBackend<Output>,
    answers: ProbeAnswers,
}

impl Screen {
    /// Takes the terminal. Nothing is written to it before the first frame.
    ///
    /// # Errors
    /// [`Error::Terminal`] if it cannot be had.
    pub(crate) fn enter() -> Result<Self> {
        let mode = TerminalMode::enter().map_err(Error::Terminal)?;
        mode.guard_panics();
        Self::new(mode).map_err(Error::Terminal)
    }

    fn new(mode: TerminalMode) -> io::Result<Self> {
        let mut events = mode.events()?;
        let (width, height) = mode.size();
        let size = Size::new(width, height);
        let mut backend = SafeBackend::new(mode.output(), size, SyncUpdates::On);
        if probe::can_probe(std::env::var("TERM").ok().as_deref()) {
            backend.queue(probe::QUERY);
            events.expect_cursor_reports(probe::CURSOR_REPORT_COUNT);
        } else {
            backend.set_sync(SyncUpdates::Off);
        }
        Ok(Self {
            mode,
            events,
            backend,
            answers: ProbeAnswers::default(),
        })
    }

    /// Returns columns and rows.
    pub(crate) fn size(&self) -> (u16, u16) {
        self.mode.size()
    }

    /// Returns a handle that wakes [`Self::next_events`].
    pub(crate) fn waker(&self) -> Waker {
        self.events.waker()
    }

    /// Draws a frame.
    ///
    /// # Errors
    /// [`Error::Terminal`] if it cannot be written.
    pub(crate) fn draw(&mut self, state: &State) -> Result<()> {
        let drawn = self.backend.draw(|buffer| draw(state, buffer));
        drawn.map_err(Error::Terminal)
    }

    /// Waits for events, at most until `timeout`.
    ///
    /// # Errors
    /// [`Error::Terminal`] if they cannot be read.
    pub(crate) fn next_events(&mut self, timeout: Option<Duration>) -> Result<Vec<Event>> {
        self.events.next(timeout).map_err(Error::Terminal)
    }

    /// Takes another size.
    pub(crate) fn resize(&mut self, width: u16, height: u16) {
        self.backend.resize(Size::new(width, height));
    }

    /// Makes the next frame draw every cell.
    pub(crate) fn forget(&mut self) {
        self.backend.forget();
    }

    /// Takes an answer of the terminal; returns what is known of it once all have come.
    pub(crate) fn take_reply(&mut self, reply: &Reply) -> Option<TerminalFacts> {
        self.answers.take(reply);
        let facts = self.answers.facts();
        if self.answers.progress() == ProbeProgress::Waiting {
            return None;
        }
        if let Some(sync) = facts.sync {
            self.backend.set_sync(sync);
        }
        Some(facts)
    }

    /// Returns the first panic of another thread since the last call.
    pub(crate) fn worker_panic(&self) -> Option<String> {
        self.mode.worker_panic()
    }

    /// Hands the terminal to the shell until the program is continued.
    ///
    /// # Errors
    /// [`Error::Terminal`] if it cannot be had back.
    pub(crate) fn suspend(&mut self) -> Result<Message> {
        match self.mode.suspend().map_err(Error::Terminal)? {
            Suspension::Stopped => Ok(self.on_continued()),
            Suspension::Refused => Ok(Message::SuspendRefused),
        }
    }

    /// Takes the terminal again after a stop from outside.
    ///
    /// # Errors
    /// [`Error::Terminal`] if it cannot be had back.
    pub(crate) fn resume(&mut self) -> Result<Message> {
        self.mode.resume().map_err(Error::Terminal)?;
        Ok(self.on_continued())
    }

    fn on_continued(&mut self) -> Message {
        let (width, height) = self.size();
        self.resize(width, height);
        self.forget();
        Message::Resumed { width, height }
    }

    /// Lets go of a terminal that is gone.
    pub(crate) fn release(&self) {
        self.mode.release_without_writing();
    }

    /// Gives the terminal back.
    pub(crate) fn leave(&self) {
        if self.answers.progress() == ProbeProgress::Waiting {
            self.mode.discard_input();
        }
        self.mode.leave();
    }
}
