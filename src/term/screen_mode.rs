//! The terminal taken and given back: raw mode, the alternate screen and the other modes, and every
//! way out of them: the end, a panic, Ctrl-Z, signals, a terminal that is gone. Leaving is done once,
//! whoever comes first.
//!
//! Entering costs no write: what it says to the terminal goes out before the first frame, in the same
//! write. What is drawn and what is read live elsewhere (`backend`, `events`).

mod mode_state;

use super::events::Events;
use super::size::window_size;
use mode_state::{AtomicModeState, ModeState};
use rustix::io::Errno;
use rustix::process::{Signal, getpgrp, getsid, kill_current_process_group};
use rustix::termios::{OptionalActions, QueueSelector, Termios};
use rustix::termios::{isatty, tcflush, tcgetattr, tcsetattr};
use signal_hook::consts::SIGCONT;
use std::fs::{File, OpenOptions};
use std::io::{self, Read as _, Write};
use std::os::fd::{AsFd, OwnedFd};
use std::os::unix::net::UnixStream;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, ThreadId};

/// Alternate screen, no automatic wrap (a glyph wider than believed must not leave its row), pastes
/// in brackets, focus reports, no cursor, a blank screen.
const ENTER: &[u8] = b"\x1b[?1049h\x1b[?7l\x1b[?2004h\x1b[?1004h\x1b[?25l\x1b[m\x1b[2J";
/// All of it undone, whatever was on: also the mouse and an open frame.
const LEAVE: &[u8] = b"\x1b[?2026l\x1b[m\x1b[?1006l\x1b[?1002l\x1b[?1000l\x1b[?1004l\x1b[?2004l\
    \x1b[?7h\x1b[?1049l\x1b[?25h";

/// Reports of the mouse: press, release, wheel and drag. Not every motion, which floods. To be queued
/// on the backend; leaving turns them off.
pub const MOUSE_ON: &[u8] = b"\x1b[?1000h\x1b[?1002h\x1b[?1006h";
/// The mouse selects text again.
pub const MOUSE_OFF: &[u8] = b"\x1b[?1006l\x1b[?1002l\x1b[?1000l";

/// The terminal in our hands, until `leave` or the drop.
#[derive(Debug)]
pub struct TerminalMode {
    shared: Arc<TerminalShared>,
    input: OwnedFd,
}

/// What the session, its outputs and the panic hook have in common.
#[derive(Debug)]
struct TerminalShared {
    output: File,
    cooked: Termios,
    raw: Termios,
    state: AtomicModeState,
    /// `suspend` has taken the terminal again; the signal that says so is still to be reported.
    is_reentered: AtomicBool,
    owner: ThreadId,
    worker_panic: Mutex<Option<String>>,
}

/// Whether Ctrl-Z could stop the program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Suspension {
    /// It was stopped and goes on now: forget the screen and draw everything.
    Stopped,
    /// No shell with job control stands above that could ever let it go on; nothing was done.
    Refused,
}

impl TerminalMode {
    /// Takes the terminal: standard input and output where they are terminals, else `/dev/tty`, set to
    /// raw mode. Type-ahead is kept.
    pub fn enter() -> io::Result<Self> {
        let (stdin, stdout) = (io::stdin(), io::stdout());
        let open = || OpenOptions::new().read(true).write(true).open("/dev/tty");
        let input = if isatty(&stdin) {
            stdin.as_fd().try_clone_to_owned()?
        } else {
            open()?.into()
        };
        let output = if isatty(&stdout) {
            File::from(stdout.as_fd().try_clone_to_owned()?)
        } else {
            open()?
        };
        let cooked = tcgetattr(&input)?;
        let mut raw = cooked.clone();
        raw.make_raw();
        tcsetattr(&input, OptionalActions::Now, &raw)?;
        Ok(Self {
            shared: Arc::new(TerminalShared {
                output,
                cooked,
                raw,
                state: AtomicModeState::new(ModeState::Entering),
                is_reentered: AtomicBool::new(false),
                owner: thread::current().id(),
                worker_panic: Mutex::new(None),
            }),
            input,
        })
    }

    /// The writer for the backend. Its first write after entering carries the entering sequences in
    /// front; after leaving, and when the terminal is gone, it swallows what it is given.
    pub fn output(&self) -> Output {
        Output(Arc::clone(&self.shared))
    }

    /// The source of events of this terminal.
    pub fn events(&self) -> io::Result<Events> {
        Events::new(self.input.try_clone()?)
    }

    /// Columns and rows; 80 and 24 where the terminal does not know.
    pub fn size(&self) -> (u16, u16) {
        window_size(self.shared.output.as_fd())
    }

    /// Makes a panic leave the terminal before anything is printed. A panic of another thread leaves
    /// it alone and prints nothing while the terminal is ours; `worker_panic` tells of it.
    pub fn guard_panics(&self) {
        let shared = Arc::clone(&self.shared);
        let print = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |info| {
            let ours = shared.state.load() != ModeState::Left;
            if ours && thread::current().id() != shared.owner {
                let mut told = shared
                    .worker_panic
                    .lock()
                    .unwrap_or_else(PoisonError::into_inner);
                told.get_or_insert_with(|| info.to_string());
                return;
            }
            shared.leave();
            print(info);
        }));
    }

    /// The first panic of another thread since the last call, with its place.
    pub fn worker_panic(&self) -> Option<String> {
        self.shared
            .worker_panic
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .take()
    }

    /// Gives the terminal back as it was. Does nothing the second time.
    pub fn leave(&self) {
        self.shared.leave();
    }

    /// Throws away what was typed or answered and not read: for leaving while answers are on their
    /// way, which the shell would otherwise take for typing.
    pub fn discard_input(&self) {
        // Whoever has no terminal any more has no input either.
        let _ = tcflush(&self.input, QueueSelector::IFlush);
    }

    /// Lets go of a terminal that is gone, without a write: for a hang-up.
    pub fn release_without_writing(&self) {
        if self.shared.state.leave() != ModeState::Left {
            // A SIGHUP may come from elsewhere, the terminal alive; else this fails, and may.
            let _ = tcsetattr(&self.input, OptionalActions::Now, &self.shared.cooked);
        }
    }

    /// Ctrl-Z: gives the terminal back, stops the whole job as the terminal's driver would, and takes
    /// the terminal again when the shell lets it go on.
    pub fn suspend(&self) -> io::Result<Suspension> {
        // A job of a shell has a process group of its own. In the group of the session's leader nobody
        // is left to continue us: the kernel would ignore SIGTSTP there, but obeys the SIGSTOP.
        if getsid(None)? == getpgrp() {
            return Ok(Suspension::Refused);
        }
        // The stop may reach another thread first and leave this one running for a while: only the
        // signal that ends it says that it has been.
        let (mut near_end, far_end) = UnixStream::pair()?;
        let continued = signal_hook::low_level::pipe::register(SIGCONT, far_end)?;
        self.leave();
        let stopped = kill_current_process_group(Signal::STOP)
            .map_err(io::Error::from)
            .and_then(|()| near_end.read_exact(&mut [0]));
        signal_hook::low_level::unregister(continued);
        self.reenter()?;
        self.shared.is_reentered.store(true, Ordering::Release);
        stopped?;
        Ok(Suspension::Stopped)
    }

    /// Takes the terminal again after a stop from outside, of which `Signal::Continue` tells; the next
    /// frame must draw everything. The one that follows a `suspend` finds it taken already.
    pub fn resume(&self) -> io::Result<()> {
        if self.shared.is_reentered.swap(false, Ordering::AcqRel) {
            return Ok(());
        }
        self.reenter()
    }

    fn reenter(&self) -> io::Result<()> {
        tcsetattr(&self.input, OptionalActions::Now, &self.shared.raw)?;
        self.shared.state.store(ModeState::Entering);
        Ok(())
    }
}

impl Drop for TerminalMode {
    fn drop(&mut self) {
        self.leave();
    }
}

impl TerminalShared {
    fn leave(&self) {
        let state = self.state.leave();
        // Nothing better can be done with a failure on the way out than to go on.
        if state == ModeState::Entered {
            let _ = (&self.output).write_all(LEAVE);
        }
        if state != ModeState::Left {
            let _ = tcsetattr(&self.output, OptionalActions::Now, &self.cooked);
        }
    }
}

/// The writer to the terminal.
#[derive(Clone, Debug)]
pub struct Output(Arc<TerminalShared>);

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let state = &self.0.state;
        if state.load() == ModeState::Left {
            return Ok(bytes.len());
        }
        let written = if state.complete_entering() {
            (&self.0.output)
                .write_all(&[ENTER, bytes].concat())
                .map(|()| bytes.len())
        } else {
            (&self.0.output).write(bytes)
        };
        match written {
            // The terminal is gone. The next event says so, and that is where it is dealt with.
            Err(error) if Errno::from_io_error(&error) == Some(Errno::IO) => {
                state.store(ModeState::Left);
                Ok(bytes.len())
            }
            written => written,
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
