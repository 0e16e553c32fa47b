//! The loop: events in, effects out, a frame when something has changed. One thread waits in one
//! `poll`; nothing ticks. The first frame is drawn before the terminal has answered anything.

use super::draw::draw;
use super::growing::{self, Growing};
use super::jobs::{Job, JobHandle, JobId, Outbox, spawn};
use super::key::Key;
use super::keymap::Keymap;
use super::look::{Look, Start};
use super::message::{Effect, Message};
use super::reader::Reader;
use super::reload::{Change, Lost, Place, Response, Watch};
use super::state::{Mode, State};
use super::update::{opened, update};
use super::views::{as_before, nothing};
use crate::doc::{Document, Go};
use crate::error::{Error, Notice, Result};
use crate::import::encoding::Encoding;
use crate::import::pipe::{Pipe, Progress};
use crate::import::saved;
use crate::lang::Lang;
use crate::layout::{Setting, TextOptions};
use crate::term::backend::{SafeBackend, Sync};
use crate::term::events::Events;
use crate::term::input::{Event, Focus, Signal};
use crate::term::probe::{self, Answers};
use crate::term::session::{Output, Session, Suspension};
use ratatui::layout::Size;
use std::io;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::{Duration, Instant};

/// Opens the document again, in an encoding or in the one that is guessed, by the rules that the configuration
/// has now. Gives also what is wrong with that.
pub type Reopen = Box<dyn Fn(Option<Encoding>) -> Result<(Arc<dyn Document>, Option<Notice>)>>;

/// What is to be read, and how.
pub struct Plan {
    /// The document.
    pub doc: Arc<dyn Document>,
    /// The encoding it was to be read in, if one was named.
    pub encoding: Option<Encoding>,
    /// Reads it again.
    pub reopen: Reopen,
    /// The file, if it is one.
    pub path: Option<PathBuf>,
    /// The pipe, if it is one, which may still be read.
    pub pipe: Option<Arc<Pipe>>,
    /// Looks and keys.
    pub start: Start,
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
    encoding: Option<Encoding>,
    reopen: Reopen,
    watch: Watch,
    path: Option<PathBuf>,
    growing: Option<Growing>,
    /// What was wrong with the configuration when it was read again.
    amiss: Option<Notice>,
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
        notices.extend(plan.doc.notices());
        notices.extend(plan.doc.offer());
        let reader = Reader::new(plan.doc, TextOptions::default(), Setting::default());
        let name = plan.path.as_ref().map(|path| path.display().to_string());
        let mut state = State::new(reader, look, keymap, name.unwrap_or_default());
        if let Some(width) = plan.start.config.outline {
            state.listing.set_width(width);
        }
        state.message = notices.into_iter().next();
        let growing = Growing::new(plan.pipe, &events.waker());
        if growing.is_some() && state.message.is_none() {
            state.message = Some(growing::reading());
        }
        let nothing = || nothing(&*state.reader.doc);
        state.message = state.message.take().or_else(nothing);
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
            encoding: plan.encoding,
            reopen: plan.reopen,
            watch: Watch::new(plan.path.clone()),
            path: plan.path,
            growing,
            emptied: None,
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
            let patience = self.patience();
            let events = self.events.next(patience).map_err(Error::Terminal)?;
            is_dirty = false;
            // Before a key goes on into what is no longer there.
            let change = self.watch.change();
            let notice = self.follow(change);
            for event in events {
                match self.take(event)? {
                    Next::Draw => is_dirty = true,
                    Next::Nothing => {}
                    Next::Leave(code) => return Ok(code),
                }
            }
            if notice.is_some() {
                is_dirty = true;
                self.state.message = notice;
            }
            is_dirty |= self.patience() == Some(Duration::ZERO) && self.grow();
            while let Ok(message) = self.receiver.try_recv() {
                is_dirty = true;
                let effects = update(&mut self.state, message);
                if let Next::Leave(code) = self.carry_out(effects) {
                    return Ok(code);
                }
            }
        }
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

    fn carry_out(&mut self, effects: Vec<Effect>) -> Next {
        let mut next = Next::Draw;
        for effect in effects {
            match effect {
                Effect::Start(id, job) => self.start(id, job),
                Effect::Reload => {
                    if self.reload(Lost::AsFar) == Go::On {
                        self.state.tell("已重新读入", "read again");
                        self.state.message = self.amiss.take().or(self.state.message.take());
                    }
                }
                Effect::SaveOutline => self.save_outline(),
                Effect::Decode(encoding) => self.decode(encoding),
                Effect::Redraw => self.backend.forget(),
                Effect::Suspend => {
                    if let Err(error) = self.suspend() {
                        self.state.tell(error.to_string(), error.to_string());
                    }
                }
                Effect::Quit => next = Next::Leave(0),
            }
        }
        next
    }

    /// Starts a job; one of the same kind that still runs is asked to stop.
    fn start(&mut self, id: JobId, job: Job) {
        let outbox = Outbox {
            sender: self.sender.clone(),
            waker: self.events.waker(),
        };
        let slot = match job {
            Job::Outline(_) => &mut self.outlining,
            Job::Ask(..) => &mut self.asking,
            Job::Search(..) => &mut self.searching,
        };
        *slot = Some(spawn(id, job, outbox));
    }

    fn save_outline(&mut self) {
        let Some(path) = self.path.as_deref().filter(|path| path.is_file()) else {
            return self.state.tell(
                "没有可以存目录的文件",
                "there is no file to write it beside",
            );
        };
        if !self.state.reader.outline.complete {
            return self.state.tell(
                "目录还在扫描，稍后再存",
                "the outline is still being read; write it down a little later",
            );
        }
        match saved::save(path, &*self.state.reader.doc, &self.state.reader.outline) {
            Ok(written) => {
                let name = written.display();
                self.state.tell(
                    format!("目录已存入 {name}"),
                    format!("outline written to {name}"),
                );
            }
            Err(error) => self
                .state
                .tell(error.explain(Lang::Zh), error.explain(Lang::En)),
        }
    }

    /// Does what a change of the file asks for; what is to be told of it.
    fn follow(&mut self, change: Change) -> Option<Notice> {
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
    fn reload(&mut self, lost: Lost) -> Go {
        let Some(doc) = self.open_again(self.encoding) else {
            return Go::Stop;
        };
        let doc = as_before(&self.state, doc);
        self.state.arranged = None;
        let place = self.emptied.take();
        let place = place.unwrap_or_else(|| self.state.reader.place());
        self.state.reader.replace_at(doc, &place, lost);
        let _ = self.watch.change();
        self.begin_again();
        Go::On
    }

    /// How long the text may stay as it is: not at all if more of it has come, which is not shown while
    /// anything else has the keys.
    fn patience(&self) -> Option<Duration> {
        let state = &self.state;
        let is_reading = matches!(state.mode, Mode::Reading) && state.pending.keys.is_empty();
        let growing = self.growing.as_ref().filter(|_| is_reading)?;
        growing.due()
    }

    /// Shows what has come out of the pipe, the reader staying at the same words. Gives whether it did.
    fn grow(&mut self) -> bool {
        let began = Instant::now();
        let Some(doc) = self.open_again(self.encoding) else {
            self.growing = None;
            return true;
        };
        let effects = growing::show(&mut self.state, doc);
        self.carry_out(effects);
        let growing = self.growing.as_mut();
        let progress = growing.map_or(Progress::Ended, |growing| growing.shown(began));
        if progress == Progress::Ended {
            self.growing = None;
        }
        growing::tell(&mut self.state, progress);
        true
    }

    /// Reads the document in another encoding; the reader stays at the same bytes.
    fn decode(&mut self, encoding: Option<Encoding>) {
        if let Some(doc) = self.open_again(encoding) {
            let doc = as_before(&self.state, doc);
            self.encoding = encoding;
            let notice = doc.notices().into_iter().next();
            self.state.arranged = None;
            self.state.reader.replace_bytes(doc);
            let name = self
                .state
                .encoding()
                .map_or("UTF-8", |encoded| encoded.name);
            self.state
                .tell(format!("编码：{name}"), format!("encoding: {name}"));
            if let Some(notice) = notice {
                self.state.message = Some(notice);
            }
            self.begin_again();
        }
    }

    fn open_again(&mut self, encoding: Option<Encoding>) -> Option<Arc<dyn Document>> {
        match (self.reopen)(encoding) {
            Ok((doc, amiss)) => {
                self.amiss = amiss;
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

/// What follows from an event.
enum Next {
    Draw,
    Nothing,
    Leave(u8),
}
