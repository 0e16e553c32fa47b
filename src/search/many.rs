//! Work on many documents at once, with results in the order of the documents. It opens nothing: the caller knows how.

use std::ops::ControlFlow;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Mutex, PoisonError};

/// Maximum number of results of one document that wait until those before it are taken. A worker with more of them pauses.
const MAX_WAITING_RESULT_COUNT: usize = 64;
/// Maximum number of documents whose results wait at the same time.
const MAX_WAITING_DOCUMENT_COUNT: usize = 1024;

/// Work on one document: its number, and the receiver of its results, which breaks when no more are wanted.
pub type Work<'w, T> = &'w (dyn Fn(usize, &dyn Fn(T) -> ControlFlow<()>) + Sync);

/// Runs `work` for the documents 0 to `count` on `workers` threads. `work` hands out results one by one and stops when
/// told to; `take` receives them with the number of their document, in ascending order. Stops when `take` breaks.
pub fn in_order<T: Send>(
    count: usize,
    workers: usize,
    work: Work<'_, T>,
    take: &mut dyn FnMut(usize, T) -> ControlFlow<()>,
) -> ControlFlow<()> {
    let next = AtomicUsize::new(0);
    let (to_taker, documents) = sync_channel::<Receiver<T>>(MAX_WAITING_DOCUMENT_COUNT);
    // Numbers are given out and announced under one lock, so that the taker gets the documents in order.
    let announcer = Mutex::new(to_taker);
    std::thread::scope(|scope| {
        // With the receiver the loop below ends, and with it every worker at its next result.
        let documents = documents;
        for _ in 0..workers.clamp(1, count.max(1)) {
            scope.spawn(|| {
                while let Some((index, results)) = take_number(&next, count, &announcer) {
                    work(index, &|result| match results.send(result) {
                        Ok(()) => ControlFlow::Continue(()),
                        Err(_) => ControlFlow::Break(()),
                    });
                }
            });
        }
        for index in 0..count {
            let Ok(results) = documents.recv() else {
                return ControlFlow::Continue(());
            };
            for result in results {
                take(index, result)?;
            }
        }
        ControlFlow::Continue(())
    })
}

/// Takes the number of the next document and announces its results; `None` after the last, or if nobody takes them.
fn take_number<T>(
    next: &AtomicUsize,
    count: usize,
    announcer: &Mutex<SyncSender<Receiver<T>>>,
) -> Option<(usize, SyncSender<T>)> {
    let to_taker = announcer.lock().unwrap_or_else(PoisonError::into_inner);
    let index = next.fetch_add(1, Ordering::Relaxed);
    if index >= count {
        return None;
    }
    let (results, receiver) = sync_channel(MAX_WAITING_RESULT_COUNT);
    to_taker.send(receiver).ok()?;
    Some((index, results))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::AtomicU64;

    #[test]
    fn results_come_in_the_order_of_the_documents() {
        for workers in [1, 2, 7] {
            let mut taken = Vec::new();
            let work = |index: usize, emit: &dyn Fn(usize) -> ControlFlow<()>| {
                for part in 0..index % 5 {
                    if emit(index * 10 + part).is_break() {
                        return;
                    }
                }
            };
            let flow = in_order(200, workers, &work, &mut |index, result| {
                assert_eq!(result / 10, index);
                taken.push(result);
                ControlFlow::Continue(())
            });
            assert!(flow.is_continue());
            assert!(taken.is_sorted());
            assert_eq!(taken.len(), 400);
        }
    }

    #[test]
    fn whoever_has_enough_stops_the_workers() {
        let made = AtomicU64::new(0);
        let work = |_: usize, emit: &dyn Fn(u64) -> ControlFlow<()>| {
            while emit(made.fetch_add(1, Ordering::Relaxed)).is_continue() {}
        };
        let mut left = 3;
        let flow = in_order(1_000_000, 2, &work, &mut |_, _| {
            left -= 1;
            if left == 0 {
                ControlFlow::Break(())
            } else {
                ControlFlow::Continue(())
            }
        });
        assert!(flow.is_break());
        assert!(made.load(Ordering::Relaxed) < 1000);
    }

    #[test]
    fn nothing_to_do_ends_at_once() {
        let flow = in_order(
            0,
            4,
            &|_, _: &dyn Fn(()) -> ControlFlow<()>| (),
            &mut |_, ()| ControlFlow::Break(()),
        );
        assert!(flow.is_continue());
    }
}
