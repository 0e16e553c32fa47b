//! Jobs on threads. They send what they find, and stop once nothing more is awaited from them.

use super::all_marks::all_marks;
use super::dictionary::look_up;
use super::file_job;
use super::job_sender::JobSender;
use super::load_marks::load_marks;
use super::open_job::Opener;
use super::open_progress::OpenProgress;
use super::waker::LoopWaker;
use crate::app::job::{FileAnswer, FileTask, Job, JobEvent, JobId, OpenRequest};
use crate::app::message::Message;
use crate::app::reading::motion::Direction;
use crate::app::shelf::entry::{ShelfContent, ShelfEntry};
use crate::doc::Step;
use crate::library::listing::directory::neighbours;
use crate::library::source_line::{find_line, line_source};
use crate::session::favourites::Favourites;
use crate::session::notes::{NoteFolder, stamp};
use std::any::Any;
use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::{Instant, SystemTime};

/// Rows of the shelf that are read first: more than a screen shows.
const FIRST_SHELF_ROWS: usize = 100;

/// Table of the running jobs by id, with the channel of their messages.
pub(crate) struct JobTable {
    running: BTreeMap<JobId, JobHandle>,
    opener: Arc<Opener>,
    waker: LoopWaker,
    sender: Sender<Message>,
    receiver: Receiver<Message>,
}

/// Handle of a running job. Dropping it asks the job to stop.
#[derive(Debug)]
struct JobHandle {
    stop: Arc<AtomicBool>,
    /// Whether the job opens the document.
    opens: bool,
}

impl Drop for JobHandle {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::Relaxed);
    }
}

impl JobTable {
    /// Creates an empty table. `opener` opens documents; `waker` wakes the loop after each message.
    pub(crate) fn new(opener: Arc<Opener>, waker: LoopWaker) -> Self {
        let (sender, receiver) = channel();
        Self {
            running: BTreeMap::new(),
            opener,
            waker,
            sender,
            receiver,
        }
    }

    /// Returns the channel of the messages.
    pub(crate) fn sender(&self) -> Sender<Message> {
        self.sender.clone()
    }

    /// Starts a job on a new thread. Sends [`Message::JobFailed`] if the thread cannot be started.
    pub(crate) fn start(&mut self, id: JobId, job: Job) {
        let stop = Arc::new(AtomicBool::new(false));
        let opens = matches!(job, Job::Open(_));
        let worker = Worker {
            opener: Arc::clone(&self.opener),
            sender: JobSender {
                id,
                stop: Arc::clone(&stop),
                sender: self.sender.clone(),
                waker: self.waker.clone(),
            },
        };
        let thread = std::thread::Builder::new().name("job".to_owned());
        match thread.spawn(move || worker.run(job)) {
            Ok(_) => {
                self.running.insert(id, JobHandle { stop, opens });
            }
            Err(error) => {
                // Sending cannot fail: this table holds the receiver.
                let _ = self.sender.send(Message::JobFailed(id, error.to_string()));
                self.waker.wake();
            }
        }
    }

    /// Removes a job and asks it to stop. Returns true if it was in the table and opens the document.
    pub(crate) fn remove(&mut self, id: JobId) -> bool {
        self.running.remove(&id).is_some_and(|job| job.opens)
    }

    /// Returns the next message of a job; `None` if none has arrived.
    pub(crate) fn receive(&self) -> Option<Message> {
        self.receiver.try_recv().ok()
    }

    /// Waits for the next message of a job; returns `None` at the deadline.
    pub(crate) fn receive_until(&self, deadline: Instant) -> Option<Message> {
        let left = deadline.saturating_duration_since(Instant::now());
        self.receiver.recv_timeout(left).ok()
    }
}

/// A job and everything its thread needs.
struct Worker {
    opener: Arc<Opener>,
    sender: JobSender,
}

impl Worker {
    /// Runs the job. A panic becomes [`Message::JobFailed`].
    fn run(&self, job: Job) {
        let work = AssertUnwindSafe(|| self.work(job));
        if let Err(panic) = catch_unwind(work) {
            let failed = Message::JobFailed(self.sender.id, panic_text(&*panic));
            let _ = self.sender.send(failed);
        }
    }

    fn work(&self, job: Job) -> ControlFlow<()> {
        match job {
            Job::Open(request) => self.open(&request),
            Job::Marks(request) => load_marks(&self.opener, &self.sender, request),
            Job::AllMarks => {
                let folder = self.opener.notes.as_ref();
                let records = self.opener.records.as_ref();
                let go_on = || self.sender.go_on().is_continue();
                let marks = folder.map(|folder| all_marks(folder, records, &go_on));
                let marks = marks.unwrap_or_default();
                self.sender.say(JobEvent::AllMarks(marks))
            }
            Job::Shelf => self.read_shelf(),
            Job::KeptReading(title) => {
                let kept = self.opener.kept_reading(&title);
                self.sender.say(JobEvent::KeptReading(kept))
            }
            Job::LookUp(lookup) => {
                let go_on = || self.sender.go_on().is_continue();
                let answer = look_up(&lookup, &go_on);
                self.sender.say(JobEvent::LookUp(answer))
            }
            Job::FileProgress(folder) => {
                let records = self.opener.records.as_ref().zip(folder.canonicalize().ok());
                let found = records
                    .map(|(records, folder)| records.progress_beneath(&folder, SystemTime::now()));
                let found = found.unwrap_or_default();
                self.sender.say(JobEvent::FileProgress(found))
            }
            Job::Neighbour(path, toward) => {
                let (before, after) = neighbours(&path);
                let found = match toward {
                    Direction::Next => after,
                    Direction::Prev => before,
                };
                self.sender.say(JobEvent::Neighbour(found))
            }
            Job::File(mut task) => {
                if let FileTask::Export { notes, .. } = &mut task {
                    let unnamed = notes
                        .texts
                        .iter_mut()
                        .filter(|text| text.group.file.is_empty());
                    for text in unnamed {
                        text.group.file = self.opener.log_name(text.file.as_deref());
                    }
                }
                let go_on = || self.sender.go_on().is_continue();
                let marks = match &mut task {
                    FileTask::Save { marks, .. } => std::mem::take(marks),
                    FileTask::Locate { .. } | FileTask::Export { .. } => Vec::new(),
                };
                let answer = file_job::run(task, self.opener.origin.pipe(), &go_on);
                if let FileAnswer::Saved {
                    path,
                    is_whole: true,
                    ..
                } = &answer
                {
                    self.opener.keep_marks(Path::new(path), &marks);
                }
                self.sender.say(JobEvent::File(answer))
            }
            Job::Paths(typed) => {
                let names = file_job::complete(&typed);
                self.sender.say(JobEvent::Paths(names))
            }
            Job::Outline(doc) => {
                doc.outline(&mut |step| match step {
                    Step::Found(outline) => self.sender.say(JobEvent::Outline(outline)),
                    Step::Scanned(_) => self.sender.go_on(),
                });
                ControlFlow::Continue(())
            }
            Job::HeadingQuery(doc, question) => self
                .sender
                .say(JobEvent::HeadingAnswer(question.answer(&*doc))),
            Job::Line(doc, section, line, file) => {
                let source = || file.as_deref().and_then(line_source);
                let found = find_line(&*doc, section, line, &source);
                self.sender.say(JobEvent::Line(found))
            }
            Job::Search(doc, query, task) => {
                let check = || self.sender.go_on();
                let answer = |answer| self.sender.say(JobEvent::Search(answer));
                task.run(&*doc, &query, &check, &answer)
            }
        }
    }

    /// Reads the records of the texts read before: first as many as a screen shows, then all.
    fn read_shelf(&self) -> ControlFlow<()> {
        let favourites = self.opener.favourites.as_ref();
        let folders = favourites.map(Favourites::load).unwrap_or_default();
        let now = SystemTime::now();
        let content = |entries: Vec<ShelfEntry>| ShelfContent {
            entries,
            folders: folders.clone(),
            listed_at: stamp::at(now),
        };
        let mut entries = Vec::new();
        if let Some(records) = &self.opener.records {
            let notes = self.opener.notes.as_ref().map(NoteFolder::listed);
            for recent in records.recent_names(now) {
                let recent = records.read_recent(recent);
                entries.extend(recent.map(|recent| {
                    ShelfEntry {
                        note_count: notes
                            .as_ref()
                            .map_or(0, |notes| notes.note_count(&recent.name)),
                        ..ShelfEntry::from_record(recent)
                    }
                }));
                if entries.len() == FIRST_SHELF_ROWS {
                    let first = content(entries.clone());
                    self.sender.say(JobEvent::Shelf(first, false))?;
                }
            }
        }
        self.sender.say(JobEvent::Shelf(content(entries), true))
    }

    fn open(&self, request: &OpenRequest) -> ControlFlow<()> {
        let progress = OpenProgress::new(self.sender.clone());
        let message = self.opener.run(self.sender.id, request, &progress.sink());
        progress.finish();
        self.sender.send(message)
    }
}

/// Returns the message of a panic.
fn panic_text(panic: &(dyn Any + Send)) -> String {
    let text = panic.downcast_ref::<&str>().copied();
    let text = text.or_else(|| panic.downcast_ref::<String>().map(String::as_str));
    text.unwrap_or("panic").to_owned()
}
