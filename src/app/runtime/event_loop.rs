//! The loop: events in, effects out, a frame when something has changed. One thread waits in one
//! `poll`; nothing ticks. The first frame is drawn before the terminal has answered anything.

mod effects;
mod reload;

use super::autosave::{Keeper, Memory};
use super::jobs::JobHandle;
use super::pipe_feed::Growing;
use crate::app::draw::draw;
use crate::app::input::key::Key;
use crate::app::input::keymap::Keymap;
use crate::app::message::{Effect, Message};
use crate::app::reading::appearance::{Look, Start};
use crate::app::reading::reader::Reader;
use crate::app::reading::relocate::Watch;
use crate::app::reading::view_switch::nothing;
use crate::app::state::State;
use crate::app::update::{opened, update};
use crate::cli::complain;
use crate::doc::{Document, Go, Place};
use crate::error::{Error, Notice, Result};
use crate::lang::Lang;
use crate::layout::{Setting, TextOptions};
use crate::source::encoding::overrides::EncodingOverrides;
use crate::source::pipe::{Pipe, PipeProgress};
use crate::term::backend::{SafeBackend, Sync};
use crate::term::events::Events;
use crate::term::input::{Event, Focus, Signal};
use crate::term::probe::{self, Answers};
use crate::term::screen_mode::{Output, Session, Suspension};
use ratatui::layout::Size;
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::{Duration, Instant};

/// Opens the document again, in the encodings that were named or those that are guessed, by the rules that the
/// configuration has now. Gives also what is wrong with that.
pub type Reopen = Box<dyn Fn(&EncodingOverrides) -> Result<(Arc<dyn Document>, Option<Notice>)>>;

/// What is to be read, and how.
pub struct Plan {
    /// The document.
    pub doc: Arc<dyn Document>,
    /// The encodings that were named for it.
    pub named: EncodingOverrides,
    /// Reads it again.
    pub reopen: Reopen,
    /// The file, if it is one.
    pub path: Option<PathBuf>,
    /// The pipe, if it is one, which may still be read.
    pub pipe: Option<Arc<Pipe>>,
    /// Looks and keys.
    pub start: Start,
    /// Where it is remembered; `None` if it is not.
    pub memory: Option<Memory>,
    /// Things to be told at the start.
    pub notices: Vec<Notice>,
}

/// Reads a document on the terminal until the reader leaves. Gives the exit code.
///
/// # Errors
/// [`Error::Terminal`] if the terminal cannot be had or fails.
pub fn run(plan: Plan) -> Result<u8> {
    let session = Session::enter().map_err(Error::Terminal)?;
    session.guard_panics();
    let mut program = Program::new(&session, plan).map_err(Error::Terminal)?;
    let code = program.run();
    if program.answers.progress() == probe::Progress::Waiting {
        session.discard_input();
    }
    session.leave();
    if let Err(error) = program.save() {
        complain(&error, program.state.look.lang);
    }
    code
}

struct Program<'s> {
    session: &'s Session,
    events: Events,
    backend: SafeBackend<Output>,
    state: State,
    answers: Answers,
    /// The jobs that run, one of a kind at most; dropping one stops it.
    outlining: Option<JobHandle>,
    asking: Option<JobHandle>,
    searching: Option<JobHandle>,
    /// What is to be done once the first frame is drawn.
    at_start: Vec<Effect>,
    sender: Sender<Message>,
    receiver: Receiver<Message>,
    named: EncodingOverrides,
    reopen: Reopen,
    watch: Watch,
    keeper: Keeper,
    path: Option<PathBuf>,
    pipe: Option<Arc<Pipe>>,
    growing: Option<Growing>,
    /// What was wrong with the configuration when it was read again.
    amiss: Option<Notice>,
    /// How often the document was read.
    read: u32,
    /// Where the reader was in a file that was emptied.
    emptied: Option<Place>,
    begun: Instant,
}

impl<'s> Program<'s> {
    fn new(session: &'s Session, plan: Plan) -> io::Result<Self> {
        let mut events = session.events()?;
        let (width, height) = session.size();
        let mut backend = SafeBackend::new(session.output(), Size::new(width, height), Sync::On);
        if probe::can_be_asked(std::env::var("TERM").ok().as_deref()) {
            backend.queue(probe::QUERY);
            events.expect_cursor_reports(probe::CURSOR_REPORTS);
        } else {
            backend.set_sync(Sync::Off);
        }
        let look = Look::new(&plan.start);
        let (keymap, mut notices) = Keymap::new(&plan.start.config.keys);
        notices.splice(0..0, plan.notices);
        let own = notices.clone();
        notices.extend(plan.doc.notices());
        let offer = plan.doc.offer();
        let reader = Reader::new(plan.doc, TextOptions::default(), Setting::default());
        let name = plan.path.as_ref().map(|path| path.display().to_string());
        let mut state = State::new(reader, look, keymap, name.unwrap_or_default());
        if let Some(width) = plan.start.config.outline {
            state.listing.set_width(width);
        }
        state.message = first_of(&notices).or(offer);
        state.notices = own;
        let growing = Growing::new(plan.pipe.clone(), &events.waker());
        if growing.is_some() {
            state.progress = PipeProgress::Open;
        } else {
            let nothing = || nothing(&*state.reader.doc);
            state.message = state.message.take().or_else(nothing);
        }
        let keeper = Keeper::resume(plan.memory, &mut state, &plan.named);
        let (sender, receiver) = channel();
        let mut program = Self {
            session,
            events,
            backend,
            state,
            answers: Answers::default(),
            outlining: None,
            asking: None,
            searching: None,
            at_start: Vec::new(),
            sender,
            receiver,
            named: plan.named,
            reopen: plan.reopen,
            watch: Watch::new(plan.path.clone()),
            keeper,
            path: plan.path,
            pipe: plan.pipe,
            growing,
            emptied: None,
            read: 1,
            amiss: None,
            begun: Instant::now(),
        };
        let effects = opened(&mut program.state);
        program.state.resize(width, height);
        program.at_start = effects;
        Ok(program)
    }

    fn run(&mut self) -> Result<u8> {
        // The page first: a job at its side would only slow it down.
        self.frame().map_err(Error::Terminal)?;
        let effects = std::mem::take(&mut self.at_start);
        self.carry_out(effects);
        // How much is left to read is counted once there is something to read.
        self.state.weigh();
        self.state.tell_of_part();
        let mut is_dirty = true;
        loop {
            if is_dirty {
                self.frame().map_err(Error::Terminal)?;
            }
            let patience = [self.growing_due(), self.keeper.due()];
            let patience = patience.into_iter().flatten().min();
            let events = self.events.next(patience).map_err(Error::Terminal)?;
            is_dirty = false;
            // Before a key goes on into what is no longer there.
            let change = self.watch.change();
            let notice = self.follow(change);
            let read = self.read;
            for event in events {
                match self.take(event)? {
                    Next::Draw => is_dirty = true,
                    Next::Nothing => {}
                    Next::Leave(code) => return Ok(code),
                }
            }
            // What was read again since is no longer as it is told.
            if notice.is_some() && self.read == read {
                is_dirty = true;
                self.state.message = notice;
            }
            is_dirty |= self.growing_due() == Some(Duration::ZERO) && self.grow();
            while let Ok(message) = self.receiver.try_recv() {
                is_dirty = true;
                let effects = update(&mut self.state, message);
                if let Next::Leave(code) = self.carry_out(effects) {
                    return Ok(code);
                }
            }
            is_dirty |= self.remember() == Go::Stop;
        }
    }

    /// Remembers what is new, if it is time for that. Gives whether it could; if not, that is told.
    fn remember(&mut self) -> Go {
        self.keeper.look(&self.state, &self.named);
        if self.keeper.due() != Some(Duration::ZERO) {
            return Go::On;
        }
        match self.keeper.save(&self.state) {
            Ok(()) => Go::On,
            Err(error) => {
                let (zh, en) = (error.explain(Lang::Zh), error.explain(Lang::En));
                let zh = format!("读到哪里没能记下：{zh}");
                self.state
                    .tell(zh, format!("the place was not saved: {en}"));
                Go::Stop
            }
        }
    }

    /// Remembers what is new now.
    fn save(&mut self) -> Result<()> {
        self.keeper.look(&self.state, &self.named);
        self.keeper.save(&self.state)
    }

    fn frame(&mut self) -> io::Result<()> {
        let state = &self.state;
        self.backend.draw(|buffer| draw(state, buffer))
    }

    fn take(&mut self, event: Event) -> Result<Next> {
        let message = match event {
            Event::Key(key) => Message::Key(Key::of(&key), self.now()),
            Event::Paste(text) => Message::Paste(text),
            Event::Resize { width, height } => {
                self.backend.resize(Size::new(width, height));
                Message::Resize { width, height }
            }
            Event::Reply(reply) => {
                self.answers.take(&reply);
                let facts = self.answers.facts();
                if self.answers.progress() == probe::Progress::Waiting || facts == self.state.facts
                {
                    return Ok(Next::Nothing);
                }
                if let Some(sync) = facts.sync {
                    self.backend.set_sync(sync);
                }
                Message::Facts(facts)
            }
            Event::Focus(Focus::Gained) => Message::Focused,
            Event::Focus(Focus::Lost) | Event::Mouse(_) => return Ok(Next::Nothing),
            Event::Wake => return Ok(self.worker_failed()),
            Event::Hangup => {
                self.session.abandon();
                return Ok(Next::Leave(129));
            }
            Event::Signal(signal) => return self.signal(signal),
        };
        let effects = update(&mut self.state, message);
        if self.state.finding.is_none() {
            self.searching = None;
        }
        Ok(self.carry_out(effects))
    }

    /// A job that has panicked is told of; the program goes on.
    fn worker_failed(&mut self) -> Next {
        match self.session.worker_panic() {
            Some(what) => {
                self.state.tell(
                    format!("后台任务出错：{what}"),
                    format!("a job failed: {what}"),
                );
                Next::Draw
            }
            None => Next::Nothing,
        }
    }

    fn now(&self) -> u64 {
        self.begun.elapsed().as_millis() as u64
    }

    fn signal(&mut self, signal: Signal) -> Result<Next> {
        if let Some(code) = signal.exit_code() {
            return Ok(Next::Leave(code));
        }
        if signal == Signal::Suspend {
            return self.suspend();
        }
        self.session.resume().map_err(Error::Terminal)?;
        self.backend.forget();
        Ok(Next::Draw)
    }

    fn suspend(&mut self) -> Result<Next> {
        match self.session.suspend().map_err(Error::Terminal)? {
            Suspension::Stopped => {
                let (width, height) = self.session.size();
                self.backend.resize(Size::new(width, height));
                self.backend.forget();
                self.state.resize(width, height);
            }
            Suspension::Refused => {
                self.state
                    .tell("没有可以回到的命令行", "there is no shell to go back to");
            }
        }
        Ok(Next::Draw)
    }
}

/// When the program fails the place is remembered all the same.
impl Drop for Program<'_> {
    fn drop(&mut self) {
        if std::thread::panicking() {
            let save = || self.save();
            // Whatever made it fail may make this fail too.
            let _ = catch_unwind(AssertUnwindSafe(save));
        }
    }
}

/// The first of several notices, and how many there are.
fn first_of(notices: &[Notice]) -> Option<Notice> {
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
enum Next {
    Draw,
    Nothing,
    Leave(u8),
}
