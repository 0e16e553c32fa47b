//! The program without its terminal: the model, its jobs, and the helpers that follow the document.

use super::autosave::{Autosave, DocumentRecord};
use super::clipboard::{Clipboard, ClipboardWays};
use super::file_notifier::notify_of_changes;
use super::file_watch::FileWatch;
use super::jobs::JobTable;
use super::link_opener::open_address;
use super::open_job::Opener;
use super::pipe_feed::{PipeFeed, is_open};
use super::waker::LoopWaker;
use crate::app::job::{Job, JobId};
use crate::app::marks::change::{ChangePurpose, MarkChange};
use crate::app::message::{Effect, Message};
use crate::app::opening::actions::may_show_arrival;
use crate::app::opening::file_change::FileChange;
use crate::app::opening::opened::OpenedDocument;
use crate::app::opening::state::OpenReason;
use crate::app::select::cite::short_name;
use crate::app::select::copied::{CopyOutcome, CopyRequest};
use crate::app::shelf::change::ShelfChange;
use crate::app::state::State;
use crate::app::update::Model;
use crate::error::{Error, Result};
use crate::outline::sidecar;
use crate::session::line_history::LineHistory;
use crate::session::notes::stamp;
use crate::session::reading_log::{ReadingSpan, ReadingSum};
use crate::session::record::SavedCorrection;
use std::io::ErrorKind;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread::JoinHandle;
use std::time::{Duration, Instant, SystemTime};

/// The model, its jobs, and the helpers that follow the document.
pub(crate) struct Program {
    model: Model,
    jobs: JobTable,
    opener: Arc<Opener>,
    waker: LoopWaker,
    file_watch: FileWatch,
    /// Start of the job that opens the document.
    opening_began: Instant,
    /// `None` if the document is not from a pipe, or the pipe has ended.
    pipe_feed: Option<PipeFeed>,
    /// `None` if nothing is saved.
    autosave: Option<Autosave>,
    /// File of earlier searches; `None` if nothing is remembered.
    pub(crate) searches: Option<LineHistory>,
    clipboard_ways: ClipboardWays,
    /// `None` until something is copied.
    clipboard: Option<Clipboard>,
    /// Thread that writes a change of the marks.
    mark_thread: Option<JoinHandle<()>>,
}

impl Program {
    /// Creates a program with this state. `opener` opens its documents.
    pub(crate) fn new(state: State, opener: Opener, clipboard_ways: ClipboardWays) -> Self {
        let opener = Arc::new(opener);
        let waker = LoopWaker::default();
        let path = opener.origin.file_path().map(Path::to_owned);
        Self {
            model: Model::new(state),
            jobs: JobTable::new(Arc::clone(&opener), waker.clone()),
            opener,
            waker,
            file_watch: FileWatch::new(path),
            opening_began: Instant::now(),
            pipe_feed: None,
            autosave: None,
            searches: None,
            clipboard_ways,
            clipboard: None,
            mark_thread: None,
        }
    }

    /// Asks the system for notices of changes of the file. The loop must have its waker.
    pub(crate) fn watch_file(&self) {
        if let Some(path) = self.opener.origin.file_path() {
            notify_of_changes(path, self.waker.clone());
        }
    }

    /// Returns the current state.
    pub(crate) fn state(&self) -> &State {
        self.model.state()
    }

    /// Returns the waker of the loop.
    pub(crate) fn waker(&self) -> &LoopWaker {
        &self.waker
    }

    /// Passes a message to the model. Returns the effects to carry out.
    pub(crate) fn send(&mut self, message: Message) -> Vec<Effect> {
        let corrections = self.observe(&message);
        let effects = self.model.update(message);
        if let Some((record, corrections)) = corrections {
            self.autosave = Some(Autosave::new(record, corrections, self.model.state()));
        }
        effects
    }

    /// Updates the helpers for the document in `message`. For the first document it returns the record to save from
    /// now on, with its corrections.
    fn observe(&mut self, message: &Message) -> Option<(DocumentRecord, Vec<SavedCorrection>)> {
        match message {
            Message::Opened(id, opened)
            | Message::Reopened(id, opened)
            | Message::EncodingChanged(id, opened)
            | Message::Arrived(id, opened)
                if self.state().opening.awaits(*id) =>
            {
                self.jobs.remove(*id);
                self.follow(opened);
                let is_first = matches!(message, Message::Opened(..));
                is_first.then(|| self.record_of(opened)).flatten()
            }
            Message::OpenFailed(id, _) | Message::JobFailed(id, _)
                if self.state().opening.awaits(*id) =>
            {
                self.jobs.remove(*id);
                self.give_up_feed();
                None
            }
            _ => None,
        }
    }

    fn follow(&mut self, opened: &OpenedDocument) {
        let running = self.state().opening.running.as_ref();
        if running.is_some_and(|opening| matches!(opening.reason, OpenReason::Changed(..))) {
            self.file_watch.pause_after(self.opening_began.elapsed());
        }
        self.file_watch.set_stamp(opened.file.stamp.clone());
        if let (Some(autosave), Some(fingerprint)) = (&mut self.autosave, &opened.file.fingerprint)
        {
            autosave.set_fingerprint(fingerprint.clone());
        }
        let pipe = self.opener.origin.pipe();
        let pipe = pipe.filter(|_| is_open(opened.pipe));
        match (&mut self.pipe_feed, pipe) {
            (Some(feed), Some(_)) => feed.mark_shown(),
            (feed @ None, Some(pipe)) => {
                *feed = Some(PipeFeed::new(Arc::clone(pipe), self.waker.clone()));
            }
            (feed, None) => *feed = None,
        }
    }

    /// Ends showing more of a pipe after a failure to do so; after another failure what has come is opened again.
    fn give_up_feed(&mut self) {
        let running = self.state().opening.running.as_ref();
        let is_arrival =
            running.is_some_and(|opening| matches!(opening.reason, OpenReason::Arrival));
        match &mut self.pipe_feed {
            Some(feed) if !is_arrival => feed.mark_lost(),
            feed => *feed = None,
        }
    }

    fn record_of(&self, opened: &OpenedDocument) -> Option<(DocumentRecord, Vec<SavedCorrection>)> {
        let record = DocumentRecord {
            records: self.opener.records.clone()?,
            paths: self.opener.origin.lasting_paths().to_vec(),
            fingerprint: opened.file.fingerprint.clone()?,
        };
        record.records.touch(&record.fingerprint);
        let found = opened.record.as_ref();
        let corrections = found.map(|found| found.record.corrections.clone());
        Some((record, corrections.unwrap_or_default()))
    }

    /// Starts a job on a thread.
    pub(crate) fn start_job(&mut self, id: JobId, job: Job) {
        if matches!(job, Job::Open(_)) {
            self.opening_began = Instant::now();
            if let Some(feed) = &mut self.pipe_feed {
                feed.mark_begun();
            }
        }
        self.jobs.start(id, job);
    }

    /// Adds a line to the file of earlier searches. Without it only the history over runs is shorter.
    pub(crate) fn save_search(&self, line: &str) {
        if let Some(searches) = &self.searches {
            let _ = searches.append(line);
        }
    }

    /// Hands a text to the clipboard. The result comes as a message.
    pub(crate) fn copy(&mut self, request: Box<CopyRequest>) -> Option<Message> {
        if self.clipboard.is_none() {
            let (messages, waker) = (self.jobs.sender(), self.waker.clone());
            match Clipboard::start(self.clipboard_ways.clone(), messages, waker) {
                Ok(clipboard) => self.clipboard = Some(clipboard),
                Err(error) => {
                    let failed = CopyOutcome::Failed(String::new(), error.to_string());
                    return Some(Message::Copied(failed));
                }
            }
        }
        let clipboard = self.clipboard.as_ref();
        let is_taken = clipboard.is_some_and(|clipboard| clipboard.copy(request));
        (!is_taken).then(|| Message::Copied(CopyOutcome::Failed(String::new(), String::new())))
    }

    /// Adds reading time and characters to the log. Without it only the figures are smaller.
    pub(crate) fn log_reading(&self, sum: ReadingSum) {
        let Some(log) = &self.opener.reading_log else {
            return;
        };
        if sum == ReadingSum::default() {
            return;
        }
        let _ = log.append(&ReadingSpan {
            at: stamp::now(),
            file: self.opener.logged_path(),
            title: short_name(self.state().reading.reader.doc.title()),
            seconds: sum.seconds,
            characters: sum.characters,
        });
    }

    /// Writes a change of the shelf to disk. Returns the message with the result.
    pub(crate) fn change_shelf(&self, change: ShelfChange) -> Message {
        let change = match change {
            ShelfChange::AddFolder(path) => ShelfChange::AddFolder(folder_at(&path)),
            change => change,
        };
        let (records, favourites) = (&self.opener.records, &self.opener.favourites);
        let result = match &change {
            ShelfChange::TakeOff(name) => records.as_ref().map_or(Ok(()), |records| {
                let now = SystemTime::now();
                records.take_off(name, &self.state().shelf.taken_off, now)
            }),
            ShelfChange::PutBack(name) => records
                .as_ref()
                .map_or(Ok(()), |records| records.put_back(name)),
            ShelfChange::AddFolder(folder) => match favourites {
                Some(favourites) => favourites.add(folder),
                None => Err(Error::Write {
                    path: folder.clone(),
                    source: ErrorKind::NotFound.into(),
                }),
            },
            ShelfChange::RemoveFolder(folder) => favourites
                .as_ref()
                .map_or(Ok(()), |favourites| favourites.remove(folder)),
        };
        Message::ShelfChanged(change, result)
    }

    /// Opens an address with a program outside. Its failure comes as a message.
    pub(crate) fn open_outside(&self, address: String) {
        let command = self.state().outside.opener.clone();
        let (messages, waker) = (self.jobs.sender(), self.waker.clone());
        open_address(command, address, messages, waker);
    }

    /// Takes the file as it is now for the one that is read: the reader has edited it himself.
    pub(crate) fn forget_change(&mut self) {
        self.file_watch.poll_change();
    }

    /// Writes a change of the marks to disk on a thread. The result comes as a message.
    pub(crate) fn save_marks(&mut self, mut change: Box<MarkChange>, purpose: ChangePurpose) {
        // One change after another, so that the log has them in their order.
        let before = self.mark_thread.take();
        let doc = self.state().marks.document.clone();
        let (opener, messages, waker) = (
            Arc::clone(&self.opener),
            self.jobs.sender(),
            self.waker.clone(),
        );
        self.mark_thread = Some(std::thread::spawn(move || {
            if let Some(before) = before {
                // A panic there concerns that change alone.
                let _ = before.join();
            }
            let saved = opener.save_marks(&mut change, doc.as_deref());
            // The receiver is gone only when the program ends.
            let _ = messages.send(Message::MarksSaved(change, purpose, saved));
            waker.wake();
        }));
    }

    /// Waits until the last change of the marks is on disk.
    pub(crate) fn finish_marks(&mut self) {
        if let Some(thread) = self.mark_thread.take() {
            // A panic there is reported as one of a job.
            let _ = thread.join();
        }
    }

    /// Waits until what was copied is handed over, at most two seconds. Returns whether anything was copied.
    pub(crate) fn finish_copies(&mut self) -> bool {
        let clipboard = self.clipboard.take();
        clipboard.is_some_and(|mut clipboard| {
            clipboard.finish();
            true
        })
    }

    /// Cancels a job.
    pub(crate) fn cancel_job(&mut self, id: JobId) {
        let was_opening = self.jobs.remove(id);
        if let (true, Some(feed)) = (was_opening, &mut self.pipe_feed) {
            feed.mark_lost();
        }
    }

    /// Returns the next message of a job; `None` if none has arrived.
    pub(crate) fn job_message(&self) -> Option<Message> {
        self.jobs.receive()
    }

    /// Waits for the next message of a job; returns `None` at the deadline.
    pub(crate) fn await_job(&self, deadline: Instant) -> Option<Message> {
        self.jobs.receive_until(deadline)
    }

    /// Writes the outline to the sidecar. Returns the message with the result; `None` if the document has no file.
    pub(crate) fn save_sidecar(&self) -> Option<Message> {
        let path = self.opener.origin.file_path()?;
        let reader = &self.state().reading.reader;
        let saved = sidecar::save(path, &*reader.doc, &reader.outline);
        Some(Message::SidecarSaved(saved))
    }

    /// Returns the time until work is due without an event; `None` if no work is planned.
    pub(crate) fn next_due(&self) -> Option<Duration> {
        let save = self.autosave.as_ref().and_then(Autosave::save_due);
        let refresh = self.refresh_due();
        let changed = self.file_watch.due();
        save.into_iter().chain(refresh).chain(changed).min()
    }

    fn refresh_due(&self) -> Option<Duration> {
        let is_free = self.state().opening.running.is_none() && may_show_arrival(self.state());
        let feed = self.pipe_feed.as_ref().filter(|_| is_free);
        feed.and_then(PipeFeed::refresh_due)
    }

    /// Returns the next message of the helpers: more text of a pipe, or a saved record.
    pub(crate) fn own_message(&mut self) -> Option<Message> {
        self.pipe_message().or_else(|| self.save_if_due())
    }

    /// Returns the change of the file since the last call; `None` while the file is being read again.
    pub(crate) fn file_change(&mut self) -> Option<FileChange> {
        if self.state().opening.running.is_some() {
            return None;
        }
        let change = self.file_watch.poll_change();
        (change != FileChange::None).then_some(change)
    }

    fn pipe_message(&self) -> Option<Message> {
        (self.refresh_due() == Some(Duration::ZERO)).then_some(Message::PipeGrew)
    }

    fn save_if_due(&mut self) -> Option<Message> {
        let autosave = self.autosave.as_mut()?;
        autosave.observe(self.model.state());
        let is_due = autosave.save_due() == Some(Duration::ZERO);
        is_due.then(|| Message::RecordSaved(autosave.save(self.model.state())))
    }

    /// Saves the record now, if something is unsaved.
    ///
    /// # Errors
    /// [`Error::Write`] if the record cannot be written.
    pub(crate) fn save(&mut self) -> Result<()> {
        let Some(autosave) = &mut self.autosave else {
            return Ok(());
        };
        autosave.observe(self.model.state());
        autosave.save(self.model.state())
    }
}

/// Returns the folder at or around a path.
fn folder_at(path: &Path) -> PathBuf {
    let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    match path.parent() {
        Some(parent) if !path.is_dir() => parent.to_owned(),
        Some(_) | None => path,
    }
}

/// Saves the place even if the program panics.
impl Drop for Program {
    fn drop(&mut self) {
        if std::thread::panicking() {
            // The cause of the panic may make the save panic too.
            let _ = catch_unwind(AssertUnwindSafe(|| self.save()));
        }
    }
}
