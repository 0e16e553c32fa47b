//! Work behind the screen: threads that hand over what they find and stop when nobody waits for it.

use crate::app::job::{Job, JobEvent, JobId};
use crate::app::message::Message;
use crate::doc::{Span, Step};
use crate::search::scan;
use crate::term::events::Waker;
use std::cell::{Cell, RefCell};
use std::ops::ControlFlow;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::Sender;

/// A running job; dropping it asks the job to stop.
#[derive(Debug)]
pub struct JobHandle {
    stop: Arc<AtomicBool>,
}

impl Drop for JobHandle {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::Relaxed);
    }
}

/// Where jobs put what they have to say.
#[derive(Clone)]
pub struct JobSender {
    /// The channel of the program.
    pub sender: Sender<Message>,
    /// Rouses the program.
    pub waker: Waker,
}

/// Most hits handed over at once.
const MAX_HITS_PER_BATCH: usize = 2_000;

/// Starts a job. A job that fails to start (no more threads) is as one that finds nothing.
pub fn spawn(id: JobId, job: Job, outbox: JobSender) -> JobHandle {
    let stop = Arc::new(AtomicBool::new(false));
    let asked = Arc::clone(&stop);
    let say = move |event: JobEvent| {
        if asked.load(Ordering::Relaxed) || outbox.sender.send(Message::Job(id, event)).is_err() {
            return ControlFlow::Break(());
        }
        outbox.waker.wake();
        ControlFlow::Continue(())
    };
    let asked = Arc::clone(&stop);
    let run = move || run_job(job, &asked, &say);
    let started = std::thread::Builder::new()
        .name("job".to_owned())
        .spawn(run);
    drop(started);
    JobHandle { stop }
}

fn run_job(
    job: Job,
    asked: &AtomicBool,
    say: &dyn Fn(JobEvent) -> ControlFlow<()>,
) -> ControlFlow<()> {
    match job {
        Job::Outline(doc) => {
            doc.outline(&mut |step| match step {
                Step::Found(outline) => say(JobEvent::Outline(outline)),
                Step::Scanned(_) if asked.load(Ordering::Relaxed) => ControlFlow::Break(()),
                Step::Scanned(_) => ControlFlow::Continue(()),
            });
            ControlFlow::Continue(())
        }
        Job::HeadingQuery(doc, question) => say(JobEvent::HeadingAnswer(question.answer(&*doc))),
        Job::Search(doc, query, from) => {
            let batch = RefCell::new(Vec::new());
            // The first is wanted at once.
            let room = Cell::new(1);
            let flush = || {
                let found = batch.take();
                if found.is_empty() {
                    ControlFlow::Continue(())
                } else {
                    say(JobEvent::Hits(found))
                }
            };
            let mut take = |step: Step<Span>| {
                if asked.load(Ordering::Relaxed) {
                    return ControlFlow::Break(());
                }
                let Step::Found(span) = step else {
                    return flush();
                };
                batch.borrow_mut().push(span);
                if batch.borrow().len() >= room.get() {
                    room.set((2 * room.get()).min(MAX_HITS_PER_BATCH));
                    flush()
                } else {
                    ControlFlow::Continue(())
                }
            };
            scan(&*doc, &query, from, None, &mut take);
            flush()?;
            say(JobEvent::Wrapped)?;
            scan(&*doc, &query, doc.first(), Some(from), &mut take);
            flush()?;
            say(JobEvent::Done)
        }
    }
}
