//! The loop: events in, effects out, a frame when something has changed. One thread waits in one
//! `poll`; nothing ticks. The first frame is drawn before the terminal has answered anything.

mod effects;
mod reload;

use super::autosave::{Autosave, DocumentRecord};
use super::jobs::JobHandle;
use super::pipe_feed::PipeFeed;
use crate::app::display::layout::resize;
use crate::app::draw::draw;
use crate::app::input::key::Key;
use crate::app::input::keymap::Keymap;
use crate::app::message::{Effect, Message};
use crate::app::notices::actions::notify_part_problems;
use crate::app::opening::start_view::article_offer;
use crate::app::reading::appearance::{Appearance, StartOptions};
use crate::app::reading::part::update_progress;
use crate::app::reading::reader::Reader;
use crate::app::reading::view_switch::empty_document_problem;
use crate::app::runtime::file_watch::FileWatch;
use crate::app::state::State;
use crate::app::toc::load::load_outline;
use crate::app::update::update;
use crate::doc::{Document, Place, ProblemScope};
use crate::error::{Error, Notice, Result};
use crate::lang::Lang;
use crate::layout::{Setting, TextOptions};
use crate::messages::notice;
use crate::source::encoding::overrides::EncodingOverrides;
use crate::source::pipe::{Pipe, PipeProgress};
use crate::term::backend::{SafeBackend, SyncUpdates};
use crate::term::events::Events;
use crate::term::input::{Event, Focus, Signal};
use crate::term::probe::{self, ProbeAnswers};
use crate::term::screen_mode::{Output, Suspension, TerminalMode};
use ratatui::layout::Size;
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::{Duration, Instant};

/// Opens the document again, in the encodings that were named or those that are guessed, by the rules that the
/// configuration has now. Gives also what is wrong with that.
pub type ReopenFn = Box<dyn Fn(&EncodingOverrides) -> Result<(Arc<dyn Document>, Option<Notice>)>>;

/// What is to be read, and how.
pub struct RunPlan {
    /// The document.
    pub doc: Arc<dyn Document>,
    /// The encodings that were named for it.
    pub encodings: EncodingOverrides,
    /// Reads it again.
    pub reopen: ReopenFn,
    /// The file, if it is one.
    pub path: Option<PathBuf>,
    /// The pipe, if it is one, which may still be read.
    pub pipe: Option<Arc<Pipe>>,
    /// Looks and keys.
    pub start: StartOptions,
    /// Where it is remembered; `None` if it is not.
    pub document_record: Option<DocumentRecord>,
    /// Things to be told at the start.
    pub notices: Vec<Notice>,
}

/// How a session ended.
#[derive(Debug)]
pub struct Outcome {
    /// The exit code; [`Error::Terminal`] if the terminal failed.
    pub code: Result<u8>,
    /// The reason why the place could not be saved at the end.
    pub save_error: Option<Error>,
    /// Language of the interface at the end.
    pub lang: Lang,
}

/// Reads a document on the terminal until the reader leaves.
///
/// # Errors
/// [`Error::Terminal`] if the terminal cannot be had.
pub fn run(plan: RunPlan) -> Result<Outcome> {
    let session = TerminalMode::enter().map_err(Error::Terminal)?;
    session.guard_panics();
    let mut program = Runtime::new(&session, plan).map_err(Error::Terminal)?;
    let code = program.run();
    if program.answers.progress() == probe::ProbeProgress::Waiting {
        session.discard_input();
    }
    session.leave();
    let save_error = program.save().err();
    let lang = program.state.appearance.lang;
    Ok(Outcome {
        code,
        save_error,
        lang,
    })
}

struct Runtime<'s> {
    session: &'s TerminalMode,
    events: Events,
    backend: SafeBackend<Output>,
    state: State,
    answers: ProbeAnswers,
    /// The jobs that run, one of a kind at most; dropping one stops it.
    outline_job: Option<JobHandle>,
    heading_query_job: Option<JobHandle>,
    search_job: Option<JobHandle>,
    /// What is to be done once the first frame is drawn.
    start_effects: Vec<Effect>,
    sender: Sender<Message>,
    receiver: Receiver<Message>,
    encodings: EncodingOverrides,
    reopen: ReopenFn,
    file_watch: FileWatch,
    autosave: Autosave,
    path: Option<PathBuf>,
    pipe: Option<Arc<Pipe>>,
    pipe_feed: Option<PipeFeed>,
    /// What was wrong with the configuration when it was read again.
    config_problem: Option<Notice>,
    /// How often the document was read.
    read_count: u32,
    /// Where the reader was in a file that was emptied.
    emptied_place: Option<Place>,
    started: Instant,
}

impl<'s> Runtime<'s> {
    fn new(session: &'s TerminalMode, plan: RunPlan) -> io::Result<Self> {
        let mut events = session.events()?;
        let (width, height) = session.size();
        let mut backend =
            SafeBackend::new(session.output(), Size::new(width, height), SyncUpdates::On);
        if probe::can_probe(std::env::var("TERM").ok().as_deref()) {
            backend.queue(probe::QUERY);
            events.expect_cursor_reports(probe::CURSOR_REPORT_COUNT);
        } else {
            backend.set_sync(SyncUpdates::Off);
        }
        let look = Appearance::new(&plan.start);
        let (keymap, problems) = Keymap::new(&plan.start.config.keys);
        let own = problems
            .iter()
            .map(|problem| notice(|m| m.config_problem(problem)));
        let mut notices: Vec<Notice> = own.collect();
        notices.splice(0..0, plan.notices);
        let own = notices.clone();
        notices.extend(plan.doc.problems(ProblemScope::Whole));
        let offer = article_offer(&*plan.doc);
        let reader = Reader::new(plan.doc, TextOptions::default(), Setting::default());
        let name = plan.path.as_ref().map(|path| path.display().to_string());
        let mut state = State::new(reader, look, keymap, name.unwrap_or_default());
        if let Some(width) = plan.start.config.outline {
            state.toc.list.set_width(width);
        }
        state.notices.message = summarise_notices(&notices).or(offer);
        state.notices.start = own;
        let growing = PipeFeed::new(plan.pipe.clone(), &events.waker());
        if growing.is_some() {
            state.opening.pipe_progress = PipeProgress::Open;
        } else {
            let nothing = || empty_document_problem(&*state.reading.reader.doc);
            state.notices.message = state.notices.message.take().or_else(nothing);
        }
        let keeper = Autosave::resume(plan.document_record, &mut state, &plan.encodings);
        let (sender, receiver) = channel();
        let mut program = Self {
            session,
            events,
            backend,
            state,
            answers: ProbeAnswers::default(),
            outline_job: None,
            heading_query_job: None,
            search_job: None,
            start_effects: Vec::new(),
            sender,
            receiver,
            encodings: plan.encodings,
            reopen: plan.reopen,
            file_watch: FileWatch::new(plan.path.clone()),
            autosave: keeper,
            path: plan.path,
            pipe: plan.pipe,
            pipe_feed: growing,
            emptied_place: None,
            read_count: 1,
            config_problem: None,
            started: Instant::now(),
        };
        let effects = load_outline(&mut program.state);
        resize(&mut program.state, width, height);
        program.start_effects = effects;
        Ok(program)
    }

    fn run(&mut self) -> Result<u8> {
        // The page first: a job at its side would only slow it down.
        self.draw_frame().map_err(Error::Terminal)?;
        let effects = std::mem::take(&mut self.start_effects);
        self.run_effects(effects);
        // How much is left to read is counted once there is something to read.
        update_progress(&mut self.state);
        notify_part_problems(&mut self.state);
        let mut is_dirty = true;
        loop {
            if is_dirty {
                self.draw_frame().map_err(Error::Terminal)?;
            }
            let patience = [self.refresh_due(), self.autosave.save_due()];
            let patience = patience.into_iter().flatten().min();
            let events = self.events.next(patience).map_err(Error::Terminal)?;
            is_dirty = false;
            // Before a key goes on into what is no longer there.
            let change = self.file_watch.poll_change();
            let notice = self.on_file_change(change);
            let read = self.read_count;
            for event in events {
                match self.on_event(event)? {
                    LoopStep::Draw => is_dirty = true,
                    LoopStep::Nothing => {}
                    LoopStep::Leave(code) => return Ok(code),
                }
            }
            // What was read again since is no longer as it is told.
            if notice.is_some() && self.read_count == read {
                is_dirty = true;
                self.state.notices.message = notice;
            }
            is_dirty |= self.refresh_due() == Some(Duration::ZERO) && self.refresh_from_pipe();
            while let Ok(message) = self.receiver.try_recv() {
                is_dirty = true;
                let effects = update(&mut self.state, message);
                if let LoopStep::Leave(code) = self.run_effects(effects) {
                    return Ok(code);
                }
            }
            is_dirty |= !self.save_if_due();
        }
    }

    /// Saves the record if it is due. `false` if that failed, which the message then shows.
    fn save_if_due(&mut self) -> bool {
        self.autosave.observe(&self.state, &self.encodings);
        if self.autosave.save_due() != Some(Duration::ZERO) {
            return true;
        }
        match self.autosave.save(&self.state) {
            Ok(()) => true,
            Err(error) => {
                let (zh, en) = (error.explain(Lang::ZhHans), error.explain(Lang::En));
                let zh = format!("读到哪里没能记下：{zh}");
                self.state
                    .notify(zh, format!("the place was not saved: {en}"));
                false
            }
        }
    }

    /// Remembers what is new now.
    fn save(&mut self) -> Result<()> {
        self.autosave.observe(&self.state, &self.encodings);
        self.autosave.save(&self.state)
    }

    fn draw_frame(&mut self) -> io::Result<()> {
        let state = &self.state;
        self.backend.draw(|buffer| draw(state, buffer))
    }

    fn on_event(&mut self, event: Event) -> Result<LoopStep> {
        let message = match event {
            Event::Key(key) => Message::Key(Key::from_event(&key), self.now_ms()),
            Event::Paste(text) => Message::Paste(text),
            Event::Resize { width, height } => {
                self.backend.resize(Size::new(width, height));
                Message::Resize { width, height }
            }
            Event::Reply(reply) => {
                self.answers.take(&reply);
                let facts = self.answers.facts();
                if self.answers.progress() == probe::ProbeProgress::Waiting
                    || facts == self.state.display.terminal_facts
                {
                    return Ok(LoopStep::Nothing);
                }
                if let Some(sync) = facts.sync {
                    self.backend.set_sync(sync);
                }
                Message::TerminalFacts(facts)
            }
            Event::Focus(Focus::Gained) => Message::FocusGained,
            Event::Focus(Focus::Lost) | Event::Mouse(_) => return Ok(LoopStep::Nothing),
            Event::Wake => return Ok(self.on_worker_failure()),
            Event::Hangup => {
                self.session.release_without_writing();
                return Ok(LoopStep::Leave(129));
            }
            Event::Signal(signal) => return self.on_signal(signal),
        };
        let effects = update(&mut self.state, message);
        if self.state.search.active.is_none() {
            self.search_job = None;
        }
        Ok(self.run_effects(effects))
    }

    /// A job that has panicked is told of; the program goes on.
    fn on_worker_failure(&mut self) -> LoopStep {
        match self.session.worker_panic() {
            Some(what) => {
                self.state.notify(
                    format!("后台任务出错：{what}"),
                    format!("a job failed: {what}"),
                );
                LoopStep::Draw
            }
            None => LoopStep::Nothing,
        }
    }

    fn now_ms(&self) -> u64 {
        self.started.elapsed().as_millis() as u64
    }

    fn on_signal(&mut self, signal: Signal) -> Result<LoopStep> {
        if let Some(code) = signal.exit_code() {
            return Ok(LoopStep::Leave(code));
        }
        if signal == Signal::Suspend {
            return self.suspend();
        }
        self.session.resume().map_err(Error::Terminal)?;
        self.backend.forget();
        Ok(LoopStep::Draw)
    }

    fn suspend(&mut self) -> Result<LoopStep> {
        match self.session.suspend().map_err(Error::Terminal)? {
            Suspension::Stopped => {
                let (width, height) = self.session.size();
                self.backend.resize(Size::new(width, height));
                self.backend.forget();
                resize(&mut self.state, width, height);
            }
            Suspension::Refused => {
                self.state
                    .notify("没有可以回到的命令行", "there is no shell to go back to");
            }
        }
        Ok(LoopStep::Draw)
    }
}

/// When the program fails the place is remembered all the same.
impl Drop for Runtime<'_> {
    fn drop(&mut self) {
        if std::thread::panicking() {
            let save = || self.save();
            // Whatever made it fail may make this fail too.
            let _ = catch_unwind(AssertUnwindSafe(save));
        }
    }
}

/// The first of several notices, and how many there are.
fn summarise_notices(notices: &[Notice]) -> Option<Notice> {
    let Notice { zh, en } = notices.first()?;
    Some(match notices.len() {
        1 => Notice::new(zh, en),
        count => Notice::new(
            format!("{zh}（共 {count} 条，i 看全部）"),
            format!("{en} ({count} notices; i shows all)"),
        ),
    })
}

/// What follows from an event.
enum LoopStep {
    Draw,
    Nothing,
    Leave(u8),
}
