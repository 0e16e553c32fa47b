//! Work on many documents at once, with results in the order of the documents. It opens nothing: the caller knows how.

use std::cell::{Cell, RefCell};
use std::ops::ControlFlow;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// Maximum number of results that are handed over at once.
const MAX_PARCEL_COUNT: usize = 16;
/// Maximum number of such parcels of one batch that wait until those before it are taken. A worker with more of them
/// pauses.
const MAX_WAITING_PARCEL_COUNT: usize = 4;
/// Time after which a result is handed over alone: who takes them is woken for each, which takes longer than many a search.
const PARCEL_TIME: Duration = Duration::from_millis(5);
/// Maximum number of batches whose results wait at the same time.
const MAX_WAITING_BATCH_COUNT: usize = 1024;

/// Maximum number of documents that a worker draws at once. Small ones are searched faster than they are handed over.
const MAX_BATCH_COUNT: usize = 16;
/// Number of batches that are left for each worker at least when one is drawn, so that all end at about the same time.
const MIN_LEFT_BATCH_COUNT: usize = 16;

/// Work on one item: the item, and the receiver of its results, which breaks when no more are wanted.
pub type Work<'w, I, T> = &'w (dyn Fn(I, &dyn Fn(T) -> ControlFlow<()>) + Sync);

/// Returns the number of threads for a job that may use the whole machine.
pub fn worker_count() -> usize {
    std::thread::available_parallelism().map_or(1, usize::from)
}

/// Runs `work` for the items on `workers` threads. `work` hands out results one by one and stops when told to; `take`
/// receives them with the index of their item, in ascending order. Workers draw the next items when they become free.
/// Stops when `take` breaks.
pub fn in_order<I: Send, T: Send>(
    items: impl Iterator<Item = I> + Send,
    workers: usize,
    work: Work<'_, I, T>,
    take: &mut dyn FnMut(usize, T) -> ControlFlow<()>,
) -> ControlFlow<()> {
    if workers <= 1 {
        return one_by_one(items, work, take);
    }
    let (announcements, batches) = sync_channel(MAX_WAITING_BATCH_COUNT);
    // Items are drawn and announced under one lock, so that the taker gets them in order.
    let queue = Mutex::new(Queue {
        items,
        drawn_count: 0,
        announcements: Some(announcements),
    });
    std::thread::scope(|scope| {
        // With the receiver the loop below ends, and with it every worker at its next result.
        let batches: Receiver<Receiver<Parcel<T>>> = batches;
        for _ in 0..workers {
            scope.spawn(|| {
                while let Some(batch) = draw(&queue, workers) {
                    let sender = RefCell::new(ParcelSender::new(batch.parcels));
                    for (item, index) in batch.items.into_iter().zip(batch.first_index..) {
                        work(item, &|result| sender.borrow_mut().push((index, result)));
                        if sender.borrow().flow.is_break() {
                            break;
                        }
                    }
                    let _ = sender.into_inner().send();
                }
            });
        }
        for (index, result) in batches.iter().flatten().flatten() {
            take(index, result)?;
        }
        ControlFlow::Continue(())
    })
}

/// Results with the index of their item, ascending.
type Parcel<T> = Vec<(usize, T)>;

/// Sender of the results of one batch.
struct ParcelSender<T> {
    parcels: SyncSender<Parcel<T>>,
    /// Results that were not sent yet.
    parcel: Parcel<T>,
    last_sent: Instant,
    /// Breaks when no more are wanted.
    flow: ControlFlow<()>,
}

impl<T> ParcelSender<T> {
    fn new(parcels: SyncSender<Parcel<T>>) -> Self {
        Self {
            parcels,
            parcel: Vec::new(),
            last_sent: Instant::now(),
            flow: ControlFlow::Continue(()),
        }
    }

    fn push(&mut self, result: (usize, T)) -> ControlFlow<()> {
        self.parcel.push(result);
        if self.parcel.len() >= MAX_PARCEL_COUNT || self.last_sent.elapsed() >= PARCEL_TIME {
            return self.send();
        }
        self.flow
    }

    fn send(&mut self) -> ControlFlow<()> {
        let parcel = std::mem::take(&mut self.parcel);
        if !parcel.is_empty() && self.parcels.send(parcel).is_err() {
            self.flow = ControlFlow::Break(());
        }
        self.last_sent = Instant::now();
        self.flow
    }
}

/// Runs `work` for the items on this thread.
fn one_by_one<I, T>(
    items: impl Iterator<Item = I>,
    work: Work<'_, I, T>,
    take: &mut dyn FnMut(usize, T) -> ControlFlow<()>,
) -> ControlFlow<()> {
    let take = RefCell::new(take);
    let flow = Cell::new(ControlFlow::Continue(()));
    for (index, item) in items.enumerate() {
        work(item, &|result| {
            let next = take.borrow_mut()(index, result);
            flow.set(next);
            next
        });
        flow.get()?;
    }
    ControlFlow::Continue(())
}

/// Items that are left, and the channel that announces the results of each batch.
struct Queue<I, T> {
    items: I,
    drawn_count: usize,
    /// `None` after the last item.
    announcements: Option<SyncSender<Receiver<Parcel<T>>>>,
}

/// Items that one worker drew, and the sender of their results.
struct Batch<I, T> {
    items: Vec<I>,
    first_index: usize,
    parcels: SyncSender<Parcel<T>>,
}

/// Draws the next items and announces their results; `None` after the last, or if nobody takes them.
fn draw<I: Iterator, T>(queue: &Mutex<Queue<I, T>>, workers: usize) -> Option<Batch<I::Item, T>> {
    let mut queue = queue.lock().unwrap_or_else(PoisonError::into_inner);
    let sender = queue.announcements.as_ref()?;
    let (parcels, receiver) = sync_channel(MAX_WAITING_PARCEL_COUNT);
    let is_taken = sender.send(receiver).is_ok();
    let left = queue.items.size_hint().0;
    let len = (left / (workers * MIN_LEFT_BATCH_COUNT)).clamp(1, MAX_BATCH_COUNT);
    let items: Vec<_> = queue.items.by_ref().take(len).collect();
    if items.is_empty() || !is_taken {
        // Without a sender the taker ends once it has all results.
        queue.announcements = None;
        return None;
    }
    let first_index = queue.drawn_count;
    queue.drawn_count += items.len();
    Some(Batch {
        items,
        first_index,
        parcels,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicU64, Ordering};

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
            let flow = in_order(0..200, workers, &work, &mut |index, result| {
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
        let flow = in_order(0..1_000_000, 2, &work, &mut |_, _| {
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
            std::iter::empty::<usize>(),
            4,
            &|_, _: &dyn Fn(()) -> ControlFlow<()>| (),
            &mut |_, ()| ControlFlow::Break(()),
        );
        assert!(flow.is_continue());
    }
}
