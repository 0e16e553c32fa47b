//! Entering and leaving the terminal's modes: raw mode, the alternate screen and others. Every exit restores
//! them: the end, a panic, Ctrl-Z, signals, a lost terminal. Leaving runs once, whoever comes first.
//!
//! Entering needs no write of its own: its sequences precede the first frame in the same write. Drawing is in
//! `backend`, reading in `events`.

mod mode_state;
mod patient_output;

use super::events::Events;
use super::size::window_size;
use mode_state::{AtomicModeState, ModeState};
use patient_output::{Patience, PatientOutput};
use rustix::io::Errno;
use rustix::process::{Pid, Signal, WaitOptions, getpgrp, getsid};
use rustix::process::{kill_current_process_group, kill_process, waitpid};
use rustix::termios::{OptionalActions, QueueSelector, Termios};
use rustix::termios::{isatty, tcflush, tcgetattr, tcsetattr};
use signal_hook::consts::SIGCONT;
use std::ffi::OsString;
use std::fs::{File, OpenOptions};
use std::io::{self, Read as _, Write};
use std::os::fd::{AsFd, OwnedFd};
use std::os::unix::net::UnixStream;
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, ThreadId};

/// Alternate screen, no automatic wrap (a glyph wider than expected must not leave its row), bracketed paste,
/// focus reports, hidden cursor, blank screen.
const ENTER: &[u8] = b"\x1b[?1049h\x1b[?7l\x1b[?2004h\x1b[?1004h\x1b[?25l\x1b[m\x1b[2J";
/// Reverse of `ENTER`, for any state: also turns off the mouse and ends an open frame.
const LEAVE: &[u8] = b"\x1b[?2026l\x1b[m\x1b[?1006l\x1b[?1002l\x1b[?1000l\x1b[?1004l\x1b[?2004l\
    \x1b[?7h\x1b[?1049l\x1b[?25h";

/// Mouse reports: press, release, wheel and drag, but not every motion, which would flood the input. To be
/// queued on the backend; leaving turns them off.
pub const MOUSE_ON: &[u8] = b"\x1b[?1000h\x1b[?1002h\x1b[?1006h";
/// End of mouse reports; the mouse selects text again.
pub const MOUSE_OFF: &[u8] = b"\x1b[?1006l\x1b[?1002l\x1b[?1000l";

/// The title of the window goes onto the stack of the terminal, and comes back from it.
const SAVE_TITLE: &[u8] = b"\x1b[22;2t";
const RESTORE_TITLE: &[u8] = b"\x1b[23;2t";

/// Terminal in raw mode, until `leave` or the drop.
#[derive(Debug)]
pub struct TerminalMode {
    shared: Arc<TerminalShared>,
    input: OwnedFd,
}

/// State shared by the mode, its outputs and the panic hook.
#[derive(Debug)]
struct TerminalShared {
    output: PatientOutput,
    cooked: Termios,
    raw: Termios,
    state: AtomicModeState,
    /// Whether the title of the window is to be put back.
    has_title: AtomicBool,
    /// Whether `suspend` has entered the terminal again, before SIGCONT was reported.
    is_reentered: AtomicBool,
    owner: ThreadId,
    worker_panic: Mutex<Option<String>>,
}

/// Outcome of a suspension.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Suspension {
    /// The program was stopped and continues: forget the screen and draw everything.
    Stopped,
    /// No shell with job control could continue the program; nothing was done.
    Refused,
}

impl TerminalMode {
    /// Enters raw mode on standard input and output if they are terminals, otherwise on `/dev/tty`. Type-ahead
    /// is kept.
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
        let output = PatientOutput::new(output)?;
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
                has_title: AtomicBool::new(false),
                is_reentered: AtomicBool::new(false),
                owner: thread::current().id(),
                worker_panic: Mutex::new(None),
            }),
            input,
        })
    }

    /// Returns the writer for the backend. Its first write after entering is preceded by the entering
    /// sequences; after leaving, and once the terminal is gone, it discards its input.
    pub fn output(&self) -> Output {
        Output(Arc::clone(&self.shared))
    }

    /// Creates the source of events of this terminal.
    pub fn events(&self) -> io::Result<Events> {
        Events::new(self.input.try_clone()?)
    }

    /// Returns columns and rows; 80 and 24 if the terminal does not know them.
    pub fn size(&self) -> (u16, u16) {
        window_size(self.shared.output.as_fd())
    }

    /// Makes a panic leave the terminal before anything is printed. A panic of another thread leaves the modes
    /// alone and is not printed but kept for `worker_panic`.
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

    /// Returns the sequence that keeps the title of the window, to be queued before the first title. Leaving puts the title
    /// back.
    pub fn save_title(&self) -> &'static [u8] {
        self.shared.has_title.store(true, Ordering::Release);
        SAVE_TITLE
    }

    /// Returns the first panic of another thread since the last call, with its location.
    pub fn worker_panic(&self) -> Option<String> {
        self.shared
            .worker_panic
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .take()
    }

    /// Restores the terminal. Further calls have no effect.
    pub fn leave(&self) {
        self.shared.leave();
    }

    /// Discards input that was not read. Needed when leaving while replies are on their way, which the shell
    /// would take for typing.
    pub fn discard_input(&self) {
        // Without a terminal there is no input to discard.
        let _ = tcflush(&self.input, QueueSelector::IFlush);
    }

    /// Leaves a terminal that is gone, without a write, after a hang-up.
    pub fn release_without_writing(&self) {
        if self.shared.state.leave() != ModeState::Left {
            // SIGHUP may come from elsewhere while the terminal is alive; otherwise this fails harmlessly.
            let _ = tcsetattr(&self.input, OptionalActions::Now, &self.shared.cooked);
        }
    }

    /// Suspends the program (Ctrl-Z): restores the terminal, stops the whole job as the terminal driver would,
    /// and enters the terminal again when the shell continues it.
    pub fn suspend(&self) -> io::Result<Suspension> {
        // A job of a shell has a process group of its own. In the group of the session leader nobody is left
        // to continue the program: the kernel ignores SIGTSTP there, but not SIGSTOP.
        if getsid(None)? == getpgrp() {
            return Ok(Suspension::Refused);
        }
        // The stop may reach another thread first and leave this one running for a while. Only SIGCONT proves
        // that it happened.
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

    /// Lends the terminal to a program until it ends. Returns its exit code: 127 for a shell that did not find it, 128 and
    /// more for the end by a signal. A program that stops itself stops the whole job, as Ctrl-Z does.
    ///
    /// # Errors
    /// An error if the terminal cannot be entered again. The inner one if the program cannot be started.
    pub fn lend(&self, command: &[OsString]) -> io::Result<io::Result<i32>> {
        self.leave();
        let ended = self.run(command);
        self.reenter()?;
        Ok(ended)
    }

    fn run(&self, command: &[OsString]) -> io::Result<i32> {
        let (name, arguments) = command.split_first().ok_or(io::ErrorKind::NotFound)?;
        let terminal = || self.input.try_clone().map(Stdio::from);
        let output = || self.shared.output.inherited().map(Stdio::from);
        let child = Command::new(name)
            .args(arguments)
            .stdin(terminal()?)
            .stdout(output()?)
            .stderr(output()?)
            .spawn()?;
        let id = Pid::from_child(&child);
        let can_stop = getsid(None)? != getpgrp();
        loop {
            let status = match waitpid(Some(id), WaitOptions::UNTRACED) {
                Ok(Some((_, status))) => status,
                Ok(None) | Err(Errno::INTR) => continue,
                Err(error) => return Err(error.into()),
            };
            if let Some(code) = status.exit_status() {
                return Ok(code);
            }
            if let Some(signal) = status.terminating_signal() {
                return Ok(128 + signal);
            }
            if status.stopped() {
                if can_stop {
                    kill_current_process_group(Signal::STOP)?;
                }
                kill_process(id, Signal::CONT)?;
            }
        }
    }

    /// Enters the terminal again after a stop from outside, reported as `Signal::Continue`; the next frame must
    /// draw everything. After `suspend` the terminal is entered already.
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
        // A failure on the way out cannot be handled better than by going on.
        if state == ModeState::Entered {
            let _ = self.output.write_all(LEAVE, Patience::Short);
            if self.has_title.swap(false, Ordering::AcqRel) {
                let _ = self.output.write_all(RESTORE_TITLE, Patience::Short);
            }
        }
        if state != ModeState::Left {
            let _ = tcsetattr(self.output.as_fd(), OptionalActions::Now, &self.cooked);
        }
    }
}

/// Writer to the terminal.
#[derive(Clone, Debug)]
pub struct Output(Arc<TerminalShared>);

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let state = &self.0.state;
        if state.load() == ModeState::Left {
            return Ok(bytes.len());
        }
        let written = if state.complete_entering() {
            self.0
                .output
                .write_all(&[ENTER, bytes].concat(), Patience::UntilSignal)
        } else {
            self.0.output.write_all(bytes, Patience::UntilSignal)
        };
        match written.map(|()| bytes.len()) {
            // The terminal takes nothing and the program is to end; the signal is the next event.
            Err(error) if error.kind() == io::ErrorKind::TimedOut => {
                state.store(ModeState::Left);
                let _ = tcsetattr(self.0.output.as_fd(), OptionalActions::Now, &self.0.cooked);
                Ok(bytes.len())
            }
            // The terminal is gone; the next event reports and handles it.
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
