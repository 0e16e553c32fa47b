//! The event loop: events in, effects out, a frame after each change. One thread waits in one `poll`, without a timer
//! tick. The first frame does not wait for the terminal's answers to the probe.

mod lend_to_editor;

use super::clipboard::ClipboardWays;
use super::program::Program;
use super::run_plan::{RunPlan, start_state};
use super::screen::Screen;
use crate::app::input::dispatch;
use crate::app::input::key::Key;
use crate::app::job::JobId;
use crate::app::message::{Effect, Message};
use crate::app::next_text::request::{NextText, StartScreen};
use crate::app::opening::actions::is_read_again;
use crate::app::settings::apply::current;
use crate::app::state::Mode;
use crate::error::{Error, Result};
use crate::layout::{PageRow, Setting};
use crate::messages::Lang;
use crate::session::config::Config;
use crate::session::notes::UserMark;
use crate::term::input::{Event, Focus, MouseKind, Signal};
use std::time::{Duration, Instant};

/// Longest wait of a frame for the document to be opened, or read again. A text that opens faster is on that frame; a
/// busy machine takes some tens of milliseconds even for a short text, and nobody sees a frame that is 50 ms late.
const OPEN_GRACE: Duration = Duration::from_millis(50);
/// Longest wait at the end for a file that is being written. Only a signal ends the program meanwhile.
const SAVE_GRACE: Duration = Duration::from_secs(2);
/// Exit code after a hang-up: 128 plus the number of SIGHUP.
const EXIT_HANGUP: u8 = 129;
/// Exit code after Ctrl-C by option `-K`, as less has it.
const EXIT_INTERRUPTED_PAGER: u8 = 2;

/// Result of a session.
pub struct Outcome {
    /// Exit code; an error if the terminal failed or the document could not be opened.
    pub code: Result<u8>,
    /// Reason why the final save failed.
    pub save_error: Option<Error>,
    /// Interface language at the end, for messages after the session.
    pub lang: Lang,
    /// Text to read next.
    pub next: Option<Box<NextText>>,
    /// Settings at the end.
    pub settings: Config,
    /// Page seen last, with its setting.
    pub page: (Vec<PageRow>, Setting),
    /// Marks that are in no file.
    pub held: Vec<UserMark>,
}

/// Runs the program on the terminal until the reader quits.
pub fn run(plan: RunPlan) -> Outcome {
    let variable = |name: &str| std::env::var(name).ok();
    let ways = ClipboardWays::new(plan.start.config.copy.as_deref(), &variable);
    let mut program = Program::new(start_state(&plan), plan.opener, ways);
    program.searches = plan.searches;
    let (code, next) = match open_and_read(&mut program, plan.first_screen) {
        Ok((code, next)) => (Ok(code), next),
        Err(error) => (Err(error), None),
    };
    program.log_reading(program.state().reading.meter.sum());
    Outcome {
        code,
        next,
        save_error: program.save().err(),
        settings: current(program.state()),
        lang: program.state().appearance.lang,
        page: (
            program.state().reading.reader.page().to_vec(),
            *program.state().reading.reader.setting(),
        ),
        held: program.state().marks.held.clone(),
    }
}

/// Opens the document and reads it. If it fails to open within [`OPEN_GRACE`], the terminal is left untouched.
fn open_and_read(program: &mut Program, first: StartScreen) -> Result<(u8, Option<Box<NextText>>)> {
    let deadline = Instant::now() + OPEN_GRACE;
    let mut effects = program.send(Message::Start);
    let mut later = Vec::new();
    loop {
        for effect in effects {
            match effect {
                Effect::StartJob(id, job) if program.state().opening.awaits(id) => {
                    program.start_job(id, job);
                }
                Effect::Fail(error) => return Err(error),
                // The page comes first; a parallel job would only delay it.
                effect => later.push(effect),
            }
        }
        if !program.state().opening.is_first() {
            break;
        }
        match program.await_job(deadline) {
            Some(message) => effects = program.send(message),
            None => break,
        }
    }
    let mut event_loop = EventLoop {
        screen: Screen::enter()?,
        program,
        started: Instant::now(),
        is_dirty: false,
        awaited: None,
    };
    let exit = event_loop.run(later, first);
    event_loop.finish_saving();
    event_loop.finish_copies();
    event_loop.screen.leave();
    match exit {
        Exit::Code(code) => Ok((code, None)),
        Exit::Next(next) => Ok((0, Some(next))),
        Exit::Failed(error) => Err(error),
    }
}

/// Reason for leaving the loop.
enum Exit {
    /// The reader or a signal ended it, with this exit code.
    Code(u8),
    /// The reader goes on with another text.
    Next(Box<NextText>),
    /// The terminal failed, or the document could not be opened.
    Failed(Error),
}

impl From<Error> for Exit {
    fn from(error: Error) -> Self {
        Self::Failed(error)
    }
}

/// Result of a step: continue, or leave the loop.
type LoopStep = std::result::Result<(), Exit>;

struct EventLoop<'p> {
    program: &'p mut Program,
    screen: Screen,
    started: Instant,
    /// Whether the state changed since the last frame.
    is_dirty: bool,
    /// Job that reads the document again and that no frame waits for any longer.
    awaited: Option<JobId>,
}

impl EventLoop<'_> {
    /// Draws the first frame, carries out `effects`, then handles events until the reader quits.
    fn run(&mut self, effects: Vec<Effect>, first: StartScreen) -> Exit {
        let mut step = self.begin(effects, first);
        loop {
            match step {
                Ok(()) => step = self.turn(),
                Err(exit) => return exit,
            }
        }
    }

    fn begin(&mut self, effects: Vec<Effect>, first: StartScreen) -> LoopStep {
        self.program.waker().set(self.screen.waker());
        let (width, height) = self.screen.size();
        let resized = self.program.send(Message::Resize { width, height });
        self.screen.draw(self.program.state())?;
        self.program.watch_file();
        self.perform(effects)?;
        self.perform(resized)?;
        if first != StartScreen::Text {
            self.send(Message::ShowFirst(first))?;
        }
        Ok(())
    }

    /// Takes the messages of jobs, draws a frame if needed, and handles the next events.
    fn turn(&mut self) -> LoopStep {
        while let Some(message) = self.next_message() {
            self.send(message)?;
        }
        self.await_reopened()?;
        if std::mem::take(&mut self.is_dirty) {
            self.screen.draw(self.program.state())?;
        }
        let due = self.program.next_due().into_iter().chain(self.rest_due());
        let events = self.screen.next_events(due.min())?;
        if events.is_empty() && self.rest_due() == Some(Duration::ZERO) {
            self.send(Message::KeysRested(self.now_ms()))?;
        }
        // A change of the file comes before the keys, so that no key acts on text that is gone.
        let mut change = self.program.file_change();
        if let Some(change) = change.take_if(|change| is_read_again(self.program.state(), *change))
        {
            self.send(Message::FileChanged(change))?;
        }
        let mut events = events.into_iter().peekable();
        while let Some(event) = events.next() {
            let mut times = 1;
            // A burst of the wheel is one movement.
            while is_wheel(&event) && events.next_if_eq(&event).is_some() {
                times += 1;
            }
            let is_typed = typed_char(&event).is_some();
            self.on_event(event, times)?;
            // Letters that come at once, as an input method commits them, are one insertion: one search begins, not one
            // for each of them.
            if is_typed && matches!(self.program.state().mode, Mode::Prompt(_)) {
                let typed =
                    std::iter::from_fn(|| events.next_if(|next| typed_char(next).is_some()));
                let text: String = typed.filter_map(|event| typed_char(&event)).collect();
                if !text.is_empty() {
                    self.send(Message::Paste(text))?;
                }
            }
        }
        // Its notice comes after the keys, which clear notices. A file being read again gets no notice.
        match change.filter(|_| self.program.state().opening.running.is_none()) {
            Some(change) => self.send(Message::FileChanged(change)),
            None => Ok(()),
        }
    }

    /// Waits a moment for a document that began to be read again: a quick answer needs no frame in between.
    fn await_reopened(&mut self) -> LoopStep {
        let deadline = Instant::now() + OPEN_GRACE;
        while let Some(id) = self.program.state().opening.reopening_job() {
            if self.awaited == Some(id) {
                break;
            }
            match self.program.await_job(deadline) {
                Some(message) => {
                    let message = self.with_place_of_panic(message);
                    self.send(message)?;
                }
                None => self.awaited = Some(id),
            }
        }
        Ok(())
    }

    fn next_message(&mut self) -> Option<Message> {
        match self.program.job_message() {
            Some(message) => Some(self.with_place_of_panic(message)),
            None => self.program.own_message(),
        }
    }

    /// Adds the place in the code to a message about a panic.
    fn with_place_of_panic(&self, message: Message) -> Message {
        match message {
            Message::JobFailed(id, reason) => {
                let reason = self.screen.worker_panic().unwrap_or(reason);
                Message::JobFailed(id, reason)
            }
            message => message,
        }
    }

    /// Takes an event that stands for `times` equal ones.
    fn on_event(&mut self, event: Event, times: u32) -> LoopStep {
        let message = match event {
            Event::Key(key) => Message::Key(Key::from_event(&key), self.now_ms()),
            Event::Paste(text) => Message::Paste(text),
            Event::Resize { width, height } => {
                self.screen.resize(width, height);
                Message::Resize { width, height }
            }
            Event::Reply(reply) => match self.screen.take_reply(&reply) {
                Some(facts) if facts != self.program.state().display.terminal_facts => {
                    Message::TerminalFacts(facts)
                }
                Some(_) | None => return Ok(()),
            },
            Event::Focus(Focus::Gained) => Message::FocusGained,
            Event::Mouse(mouse) => Message::Mouse(mouse, times, self.now_ms()),
            Event::Focus(Focus::Lost) | Event::Wake => return Ok(()),
            Event::Hangup => {
                self.screen.release();
                return Err(Exit::Code(EXIT_HANGUP));
            }
            Event::Signal(signal) => return self.on_signal(signal),
        };
        self.send(message)
    }

    fn on_signal(&mut self, signal: Signal) -> LoopStep {
        if let Some(code) = signal.exit_code() {
            return Err(Exit::Code(code));
        }
        let message = match signal {
            Signal::Suspend => self.screen.suspend()?,
            Signal::Continue | Signal::Terminate | Signal::Interrupt | Signal::Quit => {
                self.screen.resume()?
            }
        };
        self.send(message)
    }

    fn send(&mut self, message: Message) -> LoopStep {
        self.is_dirty = true;
        let effects = self.program.send(message);
        self.perform(effects)
    }

    /// Carries out effects, and sends the messages that result.
    fn perform(&mut self, effects: Vec<Effect>) -> LoopStep {
        for effect in effects {
            let messages = match effect {
                Effect::SendKeys(keys) => {
                    let messages = keys.into_iter().map(|(key, at)| Message::Key(key, at));
                    messages.collect()
                }
                Effect::SaveSearch(line) => {
                    self.program.save_search(&line);
                    Vec::new()
                }
                Effect::SaveSidecar => self.program.save_sidecar().into_iter().collect(),
                Effect::Suspend => vec![self.screen.suspend()?],
                Effect::StartJob(id, job) => {
                    self.program.start_job(id, job);
                    Vec::new()
                }
                Effect::CancelJob(id) => {
                    self.program.cancel_job(id);
                    Vec::new()
                }
                Effect::SaveMarks(change, purpose) => {
                    self.program.save_marks(change, purpose);
                    Vec::new()
                }
                Effect::LogReading(sum) => {
                    self.program.log_reading(sum);
                    Vec::new()
                }
                Effect::ChangeShelf(change) => vec![self.program.change_shelf(change)],
                Effect::Edit(request) => self.edit(&request)?,
                Effect::EditNote(text) => self.edit_note(&text)?,
                Effect::OpenOutside(address) => {
                    self.program.open_outside(address);
                    Vec::new()
                }
                Effect::Copy(request) => self.program.copy(request).into_iter().collect(),
                Effect::SetClipboard(text) => {
                    self.screen.set_clipboard(&text);
                    self.is_dirty = true;
                    Vec::new()
                }
                Effect::Redraw => {
                    self.screen.forget();
                    self.is_dirty = true;
                    Vec::new()
                }
                Effect::OpenText(next) => match next.paths.first() {
                    // One of several that is gone has a row that says so.
                    Some(path) if !next.paths.iter().any(|path| path.exists()) => {
                        vec![Message::DocumentGone(path.clone())]
                    }
                    Some(_) | None => return Err(Exit::Next(next)),
                },
                Effect::Quit => return Err(Exit::Code(0)),
                Effect::QuitOnInterrupt => return Err(Exit::Code(EXIT_INTERRUPTED_PAGER)),
                Effect::Interrupt => {
                    let code = Signal::Interrupt.exit_code();
                    return Err(Exit::Code(code.unwrap_or_default()));
                }
                Effect::Fail(error) => return Err(Exit::Failed(error)),
            };
            for message in messages {
                self.send(message)?;
            }
        }
        Ok(())
    }

    /// Waits a moment for a file that is being written.
    fn finish_saving(&mut self) {
        let deadline = Instant::now() + SAVE_GRACE;
        while self.program.state().opening.saving.is_some() {
            let Some(message) = self.program.await_job(deadline) else {
                break;
            };
            // The effects are those of a program that goes on.
            let _ = self.program.send(message);
        }
    }

    /// Hands over what was copied last before the terminal is left.
    fn finish_copies(&mut self) {
        self.program.finish_marks();
        if !self.program.finish_copies() {
            return;
        }
        while let Some(message) = self.program.job_message() {
            if matches!(message, Message::Copied(_)) && self.send(message).is_err() {
                break;
            }
        }
        // A terminal that is gone cannot take anything.
        let _ = self.screen.draw(self.program.state());
    }

    /// Returns the time until something is done because no key comes; `None` if nothing is.
    fn rest_due(&self) -> Option<Duration> {
        let due = dispatch::rest_due(self.program.state())?;
        Some(Duration::from_millis(due.saturating_sub(self.now_ms())))
    }

    fn now_ms(&self) -> u64 {
        self.started.elapsed().as_millis() as u64
    }
}

/// Returns the letter that an event types into a prompt.
fn typed_char(event: &Event) -> Option<char> {
    match event {
        Event::Key(key) => Key::from_event(key).typed_char(),
        _ => None,
    }
}

/// Returns whether an event is a notch of the wheel.
fn is_wheel(event: &Event) -> bool {
    matches!(event, Event::Mouse(mouse) if matches!(mouse.kind, MouseKind::WheelUp | MouseKind::WheelDown))
}
