//! Event loop input: one `poll(2)` on the terminal and on a pipe that signals and workers write to. No threads
//! and no ticks, so an idle program makes no system call. `input` parses the bytes.

use super::input::{Event, Parser, Signal};
use super::size::window_size;
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::Errno;
use signal_hook::SigId;
use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGWINCH};
use std::io::{self, Read as _, Write as _};
use std::os::fd::{AsFd as _, OwnedFd};
use std::os::unix::net::UnixStream;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

/// Maximum number of reads in one call, so that endless input cannot block drawing.
const MAX_READ_COUNT: usize = 64;

/// Meaning of a signal.
#[derive(Clone, Copy, Debug)]
enum SignalMeaning {
    Resize,
    Hangup,
    Signal(Signal),
}

/// Signals that are handled, in the order in which they are reported.
const SIGNALS: [(i32, SignalMeaning); 7] = [
    (SIGHUP, SignalMeaning::Hangup),
    (SIGTERM, SignalMeaning::Signal(Signal::Terminate)),
    (SIGINT, SignalMeaning::Signal(Signal::Interrupt)),
    (SIGQUIT, SignalMeaning::Signal(Signal::Quit)),
    (SIGTSTP, SignalMeaning::Signal(Signal::Suspend)),
    (SIGCONT, SignalMeaning::Signal(Signal::Continue)),
    (SIGWINCH, SignalMeaning::Resize),
];

/// Source of all events. After the drop, the signals are ignored.
#[derive(Debug)]
pub struct Events {
    tty: OwnedFd,
    pipe: UnixStream,
    waker: Waker,
    signals: Vec<(Arc<AtomicBool>, SignalMeaning, [SigId; 2])>,
    parser: Parser,
    /// Time at which unfinished input of the parser counts as finished.
    parser_deadline: Option<Instant>,
}

/// Handle that wakes the waiting thread from any other. Several wakes before the next wait are one event.
#[derive(Clone, Debug)]
pub struct Waker {
    woken: Arc<AtomicBool>,
    pipe: Arc<UnixStream>,
}

impl Waker {
    /// Makes `Events::next` report `Event::Wake`.
    pub fn wake(&self) {
        if !self.woken.swap(true, Ordering::AcqRel) {
            // A full pipe wakes as well, and a closed one has no thread to wake.
            let _ = (&*self.pipe).write(&[0]);
        }
    }
}

impl Events {
    /// Listens to `tty`, which is in raw mode, and to signals. From here on SIGINT, SIGQUIT, SIGTERM, SIGHUP
    /// and SIGTSTP are events and have no other effect.
    pub fn new(tty: OwnedFd) -> io::Result<Self> {
        let (pipe, far_end) = UnixStream::pair()?;
        pipe.set_nonblocking(true)?;
        far_end.set_nonblocking(true)?;
        let mut signals = Vec::with_capacity(SIGNALS.len());
        for (number, brings) in SIGNALS {
            let seen = Arc::new(AtomicBool::new(false));
            // The flag is registered first: a reader of the byte must find it set.
            let flag = signal_hook::flag::register(number, Arc::clone(&seen))?;
            let wake = signal_hook::low_level::pipe::register(number, far_end.try_clone()?)?;
            signals.push((seen, brings, [flag, wake]));
        }
        Ok(Self {
            tty,
            pipe,
            waker: Waker {
                woken: Arc::new(AtomicBool::new(false)),
                pipe: Arc::new(far_end),
            },
            signals,
            parser: Parser::new(),
            parser_deadline: None,
        })
    }

    /// Returns a handle with which workers wake this thread.
    pub fn waker(&self) -> Waker {
        self.waker.clone()
    }

    /// Forgets the signals that arrived while another program had the terminal: they were meant for that one.
    pub fn discard_signals(&mut self) {
        for (seen, meaning, _) in &self.signals {
            if let SignalMeaning::Signal(
                Signal::Interrupt | Signal::Quit | Signal::Suspend | Signal::Continue,
            ) = meaning
            {
                seen.store(false, Ordering::Release);
            }
        }
    }

    /// Announces `count` cursor reports that were requested from the terminal (see `probe`).
    pub fn expect_cursor_reports(&mut self, count: u16) {
        self.parser.expect_cursor_reports(count);
    }

    /// Waits for events, at most for `timeout` (forever if `None`), and returns all that occurred, in order,
    /// signals first. Empty only after the timeout. Once the terminal is gone, every call returns
    /// `Event::Hangup` at once.
    pub fn next(&mut self, timeout: Option<Duration>) -> io::Result<Vec<Event>> {
        let deadline = timeout.and_then(|timeout| Instant::now().checked_add(timeout));
        let mut events = Vec::new();
        loop {
            let until = match (deadline, self.parser_deadline) {
                (Some(deadline), Some(unfinished)) => Some(deadline.min(unfinished)),
                (deadline, unfinished) => deadline.or(unfinished),
            };
            let ready = self.wait(until)?;
            if ready.pipe {
                self.drain_pipe(&mut events);
            }
            if ready.tty.intersects(PollFlags::IN) {
                self.read_tty(&mut events);
            } else if !ready.tty.is_empty() {
                events.push(Event::Hangup);
            }
            let now = Instant::now();
            if self
                .parser_deadline
                .is_some_and(|unfinished| unfinished <= now)
            {
                self.parser.expire(&mut events);
                self.parser_deadline = None;
            }
            if !events.is_empty() || deadline.is_some_and(|deadline| deadline <= now) {
                return Ok(events);
            }
        }
    }

    /// Waits for either descriptor until the given time. An interruption counts as nothing ready.
    fn wait(&self, until: Option<Instant>) -> io::Result<ReadyInputs> {
        let timeout = until.map(|until| {
            let left = until.saturating_duration_since(Instant::now());
            Timespec {
                tv_sec: left.as_secs().try_into().unwrap_or(i64::MAX),
                tv_nsec: left.subsec_nanos().into(),
            }
        });
        let mut fds = [
            PollFd::new(&self.tty, PollFlags::IN),
            PollFd::new(&self.pipe, PollFlags::IN),
        ];
        match poll(&mut fds, timeout.as_ref()) {
            Ok(_) => Ok(ReadyInputs {
                tty: fds[0].revents(),
                pipe: !fds[1].revents().is_empty(),
            }),
            Err(Errno::INTR) => Ok(ReadyInputs {
                tty: PollFlags::empty(),
                pipe: false,
            }),
            Err(error) => Err(error.into()),
        }
    }

    /// Empties the pipe and reports the signals and wakes it announced.
    fn drain_pipe(&mut self, events: &mut Vec<Event>) {
        let mut bytes = [0; 64];
        while self.pipe.read(&mut bytes).is_ok_and(|count| count > 0) {}
        for (seen, brings, _) in &self.signals {
            if seen.swap(false, Ordering::AcqRel) {
                events.push(match brings {
                    SignalMeaning::Hangup => Event::Hangup,
                    SignalMeaning::Signal(signal) => Event::Signal(*signal),
                    SignalMeaning::Resize => {
                        let (width, height) = window_size(self.tty.as_fd());
                        Event::Resize { width, height }
                    }
                });
            }
        }
        if self.waker.woken.swap(false, Ordering::AcqRel) {
            events.push(Event::Wake);
        }
    }

    /// Reads all available input, or reports that the terminal is gone.
    fn read_tty(&mut self, events: &mut Vec<Event>) {
        let mut bytes = [0; 4096];
        for _ in 0..MAX_READ_COUNT {
            match rustix::io::read(&self.tty, &mut bytes) {
                Ok(0) => return events.push(Event::Hangup),
                Ok(count) => self
                    .parser
                    .feed(bytes.get(..count).unwrap_or_default(), events),
                Err(Errno::INTR | Errno::AGAIN) => {}
                Err(_) => return events.push(Event::Hangup),
            }
            let now = Some(Instant::now());
            if !self
                .wait(now)
                .is_ok_and(|ready| ready.tty.intersects(PollFlags::IN))
            {
                break;
            }
        }
        self.parser_deadline = self
            .parser
            .timeout()
            .and_then(|wait| Instant::now().checked_add(wait));
    }
}

/// Descriptors that are ready.
struct ReadyInputs {
    tty: PollFlags,
    pipe: bool,
}

impl Drop for Events {
    fn drop(&mut self) {
        for (_, _, [flag, wake]) in &self.signals {
            signal_hook::low_level::unregister(*flag);
            signal_hook::low_level::unregister(*wake);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

    /// Returns events over a pipe in place of a terminal, and the end to type into.
    fn events() -> (Events, UnixStream) {
        let (near, far) = UnixStream::pair().unwrap();
        (Events::new(OwnedFd::from(near)).unwrap(), far)
    }

    fn typed(c: char) -> Event {
        Event::Key(KeyEvent::new(KeyCode::Char(c), KeyModifiers::NONE))
    }

    #[test]
    fn what_is_typed_arrives_in_one_batch() {
        let (mut events, mut keyboard) = events();
        keyboard.write_all("j中".as_bytes()).unwrap();
        assert_eq!(events.next(None).unwrap(), [typed('j'), typed('中')]);
        assert_eq!(events.next(Some(Duration::ZERO)).unwrap(), []);
    }

    #[test]
    fn a_lone_escape_is_a_key_and_a_cut_sequence_is_not() {
        let (mut events, mut keyboard) = events();
        keyboard.write_all(b"\x1b").unwrap();
        let escape = KeyEvent::new(KeyCode::Esc, KeyModifiers::NONE);
        assert_eq!(events.next(None).unwrap(), [Event::Key(escape)]);
        keyboard.write_all(b"a\x1b[1;").unwrap();
        assert_eq!(events.next(None).unwrap(), [typed('a')]);
        keyboard.write_all(b"5B").unwrap();
        let down = KeyEvent::new(KeyCode::Down, KeyModifiers::CONTROL);
        assert_eq!(events.next(None).unwrap(), [Event::Key(down)]);
    }

    #[test]
    fn a_worker_wakes_the_waiting_thread_once() {
        let (mut events, _keyboard) = events();
        let waker = events.waker();
        std::thread::spawn(move || {
            waker.wake();
            waker.wake();
        })
        .join()
        .unwrap();
        assert_eq!(events.next(None).unwrap(), [Event::Wake]);
        assert_eq!(events.next(Some(Duration::ZERO)).unwrap(), []);
    }

    #[test]
    fn a_terminal_that_goes_away_is_reported_after_its_last_words() {
        let (mut events, mut keyboard) = events();
        keyboard.write_all(b"q").unwrap();
        drop(keyboard);
        let mut seen = events.next(None).unwrap();
        while seen.last() != Some(&Event::Hangup) {
            seen.extend(events.next(None).unwrap());
        }
        assert_eq!(seen.first(), Some(&typed('q')));
    }
}
