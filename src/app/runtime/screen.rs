//! The terminal: frames, events, suspension and return.

use crate::app::display::window_title::window_title;
use crate::app::draw::{draw, idle_cursor};
use crate::app::message::Message;
use crate::app::reading::links::screen_links;
use crate::app::state::State;
use crate::error::{Error, Result};
use crate::term::backend::{SafeBackend, SyncUpdates};
use crate::term::events::{Events, Waker};
use crate::term::input::{Event, Reply};
use crate::term::osc52::{self, Multiplexer};
use crate::term::probe::{self, ProbeAnswers, ProbeProgress, TerminalFacts};
use crate::term::screen_mode::{MOUSE_OFF, MOUSE_ON, Output, Suspension, TerminalMode};
use ratatui::layout::Size;
use std::ffi::OsString;
use std::io;
use std::time::{Duration, Instant};

/// The terminal while the program owns it.
pub(crate) struct Screen {
    mode: TerminalMode,
    events: Events,
    backend: SafeBackend<Output>,
    answers: ProbeAnswers,
    /// Whether the terminal was asked to report the mouse since the modes were entered.
    is_mouse_on: bool,
    /// Time at which the terminal was asked what it can do; `None` if it was not.
    asked_at: Option<Instant>,
    /// Whether the title of the window can be put back at the end.
    has_title_stack: bool,
    /// Title of the window, as it was set last; `None` if the title is left alone.
    title: Option<String>,
}

/// Longest wait for the replies of the terminal after the start, for a program that ends at once.
const REPLY_PATIENCE: Duration = Duration::from_millis(150);

impl Screen {
    /// Enters the terminal mode of the program. Nothing is written before the first frame.
    ///
    /// # Errors
    /// [`Error::Terminal`] if the mode cannot be set.
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
        let is_modern = probe::can_probe(std::env::var("TERM").ok().as_deref());
        if is_modern {
            backend.queue(probe::QUERY);
            events.expect_cursor_reports(probe::CURSOR_REPORT_COUNT);
        } else {
            backend.set_sync(SyncUpdates::Off);
        }
        Ok(Self {
            asked_at: is_modern.then(Instant::now),
            mode,
            events,
            backend,
            answers: ProbeAnswers::default(),
            is_mouse_on: false,
            has_title_stack: is_modern,
            title: None,
        })
    }

    /// Returns columns and rows of the terminal.
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
    /// [`Error::Terminal`] if the terminal cannot be written.
    pub(crate) fn draw(&mut self, state: &State) -> Result<()> {
        if state.mouse.is_on != self.is_mouse_on {
            self.is_mouse_on = state.mouse.is_on;
            self.backend.queue(if self.is_mouse_on {
                MOUSE_ON
            } else {
                MOUSE_OFF
            });
        }
        self.show_title(state);
        self.backend.set_links(screen_links(state));
        if let Some(place) = idle_cursor(state) {
            self.backend.set_idle_cursor(place);
        }
        let drawn = self.backend.draw(|buffer| draw(state, buffer));
        drawn.map_err(Error::Terminal)
    }

    /// Shows what is read in the title of the window, with the next frame. The title before is put back at the end.
    fn show_title(&mut self, state: &State) {
        if !state.display.has_window_title || !self.has_title_stack {
            return;
        }
        let title = window_title(state);
        if title.is_empty() || self.title.as_ref() == Some(&title) {
            return;
        }
        if self.title.is_none() {
            self.backend.queue(self.mode.save_title());
        }
        self.backend
            .queue(format!("\x1b]2;{title}\x1b\\").as_bytes());
        self.title = Some(title);
    }

    /// Waits for events, at most `timeout`; `None` waits without limit.
    ///
    /// # Errors
    /// [`Error::Terminal`] if the events cannot be read.
    pub(crate) fn next_events(&mut self, timeout: Option<Duration>) -> Result<Vec<Event>> {
        self.events.next(timeout).map_err(Error::Terminal)
    }

    /// Resizes the buffers to a new terminal size.
    pub(crate) fn resize(&mut self, width: u16, height: u16) {
        self.backend.resize(Size::new(width, height));
    }

    /// Sends a text to the clipboard of the terminal, with the next frame.
    pub(crate) fn set_clipboard(&mut self, text: &str) {
        let variable = |name: &str| std::env::var(name).unwrap_or_default();
        let is_screen = !variable("STY").is_empty() && variable("TERM").starts_with("screen");
        let through = if is_screen {
            Multiplexer::Screen
        } else {
            Multiplexer::None
        };
        self.backend.queue(&osc52::set_clipboard(text, through));
    }

    /// Forgets the screen content, so that the next frame draws every cell.
    pub(crate) fn forget(&mut self) {
        self.backend.forget();
    }

    /// Takes an answer to the probe. Returns the terminal's facts once all answers have arrived.
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

    /// Suspends the program: hands the terminal to the shell until the program is continued.
    ///
    /// # Errors
    /// [`Error::Terminal`] if the terminal cannot be restored afterwards.
    pub(crate) fn suspend(&mut self) -> Result<Message> {
        match self.mode.suspend().map_err(Error::Terminal)? {
            Suspension::Stopped => Ok(self.on_continued()),
            Suspension::Refused => Ok(Message::SuspendRefused),
        }
    }

    /// Lends the terminal to a program until it ends. Returns the message of the return, and the exit code of the program.
    ///
    /// # Errors
    /// [`Error::Terminal`] if the terminal cannot be restored afterwards.
    pub(crate) fn lend(&mut self, command: &[OsString]) -> Result<(Message, io::Result<i32>)> {
        let ended = self.mode.lend(command).map_err(Error::Terminal)?;
        self.events.discard_signals();
        Ok((self.on_continued(), ended))
    }

    /// Restores the terminal mode after a stop from outside.
    ///
    /// # Errors
    /// [`Error::Terminal`] if the terminal cannot be restored.
    pub(crate) fn resume(&mut self) -> Result<Message> {
        self.mode.resume().map_err(Error::Terminal)?;
        Ok(self.on_continued())
    }

    fn on_continued(&mut self) -> Message {
        let (width, height) = self.size();
        self.resize(width, height);
        self.forget();
        // Leaving has turned the mouse off and put the title back.
        self.title = None;
        self.is_mouse_on = false;
        Message::Resumed { width, height }
    }

    /// Releases a terminal that is gone, without writing to it.
    pub(crate) fn release(&self) {
        self.mode.release_without_writing();
    }

    /// Leaves the terminal mode of the program. Replies that are on their way are taken first, for the shell would take
    /// them for typing.
    pub(crate) fn leave(&mut self) {
        self.await_replies();
        if self.answers.progress() == ProbeProgress::Waiting {
            self.mode.discard_input();
        }
        self.mode.leave();
    }

    /// Waits for the replies of the terminal, not longer than [`REPLY_PATIENCE`] after they were asked for.
    fn await_replies(&mut self) {
        let deadline = self.asked_at.map(|asked| asked + REPLY_PATIENCE);
        while self.answers.progress() == ProbeProgress::Waiting
            && let Some(left) = deadline.map(|end| end.saturating_duration_since(Instant::now()))
            && !left.is_zero()
            && let Ok(events) = self.next_events(Some(left))
        {
            for event in events {
                if let Event::Reply(reply) = event {
                    self.answers.take(&reply);
                }
            }
        }
    }
}
