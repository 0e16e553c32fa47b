//! A program in a terminal: a pty with an emulator at its other end. `wait` pumps until the screen shows the
//! expected content. No test sleeps, and a wait that fails prints the screen.

use super::emulator::{Emulator, EmulatorState, TerminalKind};
use super::home::Home;
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::process::Signal;
use rustix::{pty, termios};
use std::ffi::OsStr;
use std::fs::{self, File, OpenOptions};
use std::io::{Read as _, Write as _};
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

/// Limit of every wait; generous, since a loaded machine is slow.
const DEADLINE: Duration = Duration::from_secs(30);

/// Amount of output of the program.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct OutputCount {
    /// Bytes.
    pub bytes: usize,
    /// Reads with data: about as many as the program's writes, give or take a few.
    pub bursts: usize,
}

/// Running program and its terminal.
pub struct Terminal {
    emulator: Emulator,
    master: File,
    slave: PathBuf,
    child: Child,
    home: Option<Home>,
    sent: OutputCount,
    /// Process last typed to, and the number of bytes it will have read in its life once it has read all input.
    expected_read: Option<(u32, u64)>,
}

/// Result of one read of the program's output.
#[derive(Clone, Copy, PartialEq, Eq)]
enum PumpOutcome {
    Something,
    Nothing,
    Closed,
}

impl Terminal {
    /// Starts `command` in a terminal of `cols` by `rows`, as the leader of a session of its own and in a home
    /// of its own.
    pub fn spawn(mut command: Command, cols: u16, rows: u16, kind: TerminalKind) -> Self {
        let home = Home::new();
        home.set_environment(&mut command);
        let mut terminal = Self::spawn_as_is(command, cols, rows, kind);
        terminal.home = Some(home);
        terminal
    }

    /// Starts `command` like [`spawn`](Self::spawn), but with the environment that it has.
    pub fn spawn_as_is(mut command: Command, cols: u16, rows: u16, kind: TerminalKind) -> Self {
        let flags = pty::OpenptFlags::RDWR | pty::OpenptFlags::NOCTTY | pty::OpenptFlags::CLOEXEC;
        let master = pty::openpt(flags).unwrap();
        pty::grantpt(&master).unwrap();
        pty::unlockpt(&master).unwrap();
        let name = pty::ptsname(&master, Vec::new()).unwrap();
        let slave_path = PathBuf::from(name.to_str().unwrap());
        set_size(&File::from(master.try_clone().unwrap()), cols, rows);
        let slave = OpenOptions::new()
            .read(true)
            .write(true)
            .open(&slave_path)
            .unwrap();
        let unless_set = |set: bool| (!set).then(|| Stdio::from(slave.try_clone().unwrap()));
        let piped = command
            .get_envs()
            .any(|(name, _)| name == OsStr::new(PIPED_STDIN_VAR));
        if let Some(stdin) = unless_set(piped) {
            command.stdin(stdin);
        }
        command.stdout(slave.try_clone().unwrap());
        command.stderr(slave.try_clone().unwrap());
        let terminal = slave;
        #[expect(
            unsafe_code,
            reason = "the child must take the terminal between fork and exec; both calls are mere system calls"
        )]
        unsafe {
            command.pre_exec(move || {
                rustix::process::setsid()?;
                rustix::process::ioctl_tiocsctty(&terminal)?;
                Ok(())
            });
        }
        let child = command.spawn().unwrap();
        drop(command);
        Self {
            emulator: Emulator::new(cols.into(), rows.into(), kind),
            master: File::from(master),
            slave: slave_path,
            child,
            home: None,
            sent: OutputCount::default(),
            expected_read: None,
        }
    }

    /// Returns the state of the terminal.
    pub fn state(&self) -> &EmulatorState {
        self.emulator.state()
    }

    /// Returns the amount of output so far.
    pub fn sent(&self) -> OutputCount {
        self.sent
    }

    /// Returns the home directory of the program.
    pub fn home(&self) -> &Path {
        self.home.as_ref().expect("it was spawned with one").path()
    }

    /// Pumps until `shown` holds and no frame is incomplete. Panics after the deadline or when the program has
    /// ended, with the expectation and the screen.
    #[track_caller]
    pub fn wait(&mut self, what: &str, shown: impl Fn(&EmulatorState) -> bool) {
        let end = Instant::now() + DEADLINE;
        loop {
            if self.state().is_frame_complete() && shown(self.state()) {
                return;
            }
            let pumped = self.pump(end.saturating_duration_since(Instant::now()));
            let given_up = match pumped {
                PumpOutcome::Something => Instant::now() > end,
                PumpOutcome::Nothing => true,
                PumpOutcome::Closed => !shown(self.state()),
            };
            assert!(
                !given_up,
                "waited in vain for {what}:\n{}",
                self.state().describe()
            );
        }
    }

    /// Pumps until `text` is on the screen, within one row.
    #[track_caller]
    pub fn wait_text(&mut self, text: &str) {
        self.wait(&format!("{text:?}"), |state| {
            state.screen.find(text).is_some()
        });
    }

    /// Pumps until the program has read all input, has no more output, and waits.
    #[track_caller]
    pub fn wait_idle(&mut self) {
        let end = Instant::now() + DEADLINE;
        let mut idle = 0;
        // Twice in a row: between the two checks of one round the program may have gone from reading to
        // drawing.
        while idle < 2 {
            let waiting = self.has_read_all() && self.unread_input() == 0 && self.is_waiting();
            match self.pump(Duration::from_millis(2)) {
                PumpOutcome::Nothing if waiting && self.state().is_frame_complete() => idle += 1,
                PumpOutcome::Closed => return,
                _ => idle = 0,
            }
            assert!(
                Instant::now() < end,
                "the program does not settle:\n{}",
                self.state().describe()
            );
        }
    }

    /// Types `keys`.
    pub fn keys(&mut self, keys: &str) {
        self.write(keys.as_bytes());
    }

    /// Types keys one by one, and waits until the program is idle after each.
    #[track_caller]
    pub fn keys_one_by_one(&mut self, keys: &[&str]) {
        for key in keys {
            self.keys(key);
            self.wait_idle();
        }
    }

    /// Pastes `text`, in brackets if the program requested them.
    pub fn paste(&mut self, text: &str) {
        let bytes = if self.state().has_mode(2004) {
            format!("\x1b[200~{text}\x1b[201~")
        } else {
            text.to_owned()
        };
        self.write(bytes.as_bytes());
    }

    /// Sets a new size, and notifies the program.
    pub fn resize(&mut self, cols: u16, rows: u16) {
        self.emulator.resize(cols.into(), rows.into());
        set_size(&self.master, cols, rows);
    }

    /// Returns the number of waits of the program since its start; 0 if the system does not report it.
    pub fn waits(&self) -> u64 {
        let Ok(tasks) = fs::read_dir(format!("/proc/{}/task", self.child.id())) else {
            return 0;
        };
        let status = |task: fs::DirEntry| fs::read_to_string(task.path().join("status")).ok();
        let waits = |status: String| {
            let mut lines = status.lines();
            lines
                .find_map(|line| line.strip_prefix("voluntary_ctxt_switches:"))
                .and_then(|count| count.trim().parse::<u64>().ok())
        };
        tasks.flatten().filter_map(status).filter_map(waits).sum()
    }

    /// Sends a signal to the program.
    pub fn signal(&self, signal: Signal) {
        rustix::process::kill_process(rustix::process::Pid::from_child(&self.child), signal)
            .unwrap();
    }

    /// Asserts that the screen equals a full redraw with Ctrl-L: no stale cells, no torn glyphs.
    #[track_caller]
    pub fn assert_full_redraw_changes_nothing(&mut self) {
        // An editor may still have the terminal while the program waits for it.
        self.wait("the program's screen", |state| state.has_mode(1049));
        self.wait_idle();
        let shown = self.state().screen.clone();
        let cursor = self.state().cursor();
        let erasures = self.state().erasures;
        self.keys("\x0c");
        self.wait("a full redraw", |state| state.erasures > erasures);
        self.wait_idle();
        self.state()
            .screen
            .assert_looks_like(&shown, "after a full redraw (left) and before (right)");
        assert_eq!(
            self.state().cursor(),
            cursor,
            "the cursor after a full redraw"
        );
    }

    /// Waits for the end of the program.
    #[track_caller]
    pub fn exit_status(&mut self) -> ExitStatus {
        let end = Instant::now() + DEADLINE;
        loop {
            let gone = self.pump(Duration::from_millis(2)) == PumpOutcome::Closed;
            if let Some(status) = self.child.try_wait().unwrap() {
                while self.pump(Duration::ZERO) == PumpOutcome::Something {}
                return status;
            }
            if gone {
                std::thread::yield_now();
            }
            assert!(
                Instant::now() < end,
                "the program does not end:\n{}",
                self.state().describe()
            );
        }
    }

    /// Closes the terminal of the running program and waits for its end.
    #[track_caller]
    pub fn hang_up(mut self) -> ExitStatus {
        // This closes the last descriptor of the master; the replacement keeps `Drop` simple.
        self.master = File::open("/dev/null").unwrap();
        let end = Instant::now() + DEADLINE;
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                return status;
            }
            assert!(Instant::now() < end, "the program survives its terminal");
            std::thread::yield_now();
        }
    }

    fn write(&mut self, mut bytes: &[u8]) {
        // A terminal's input queue holds 4 KiB, so the program's output in between must be read.
        while !bytes.is_empty() {
            let (now, rest) = bytes.split_at(bytes.len().min(1024));
            self.send(now);
            bytes = rest;
            if !bytes.is_empty() {
                self.wait_idle();
            }
        }
    }

    /// Sends bytes to the program.
    fn send(&mut self, bytes: &[u8]) {
        let process = self.process();
        let due = match (self.expected_read, total_bytes_read(process)) {
            (Some((same, due)), Some(read)) if same == process => Some(due.max(read)),
            (_, read) => read,
        };
        self.expected_read = due.map(|due| (process, due + bytes.len() as u64));
        self.master.write_all(bytes).unwrap();
    }

    /// Returns the process in the foreground: the program, also if it is the job of a shell.
    fn process(&self) -> u32 {
        termios::tcgetpgrp(&self.master).map_or(self.child.id(), |group| {
            u32::try_from(group.as_raw_nonzero().get()).unwrap()
        })
    }

    /// Returns whether all typed input has been read, if the system reports it. Input may be in transit,
    /// invisible to both sides.
    fn has_read_all(&self) -> bool {
        self.expected_read.is_none_or(|(process, due)| {
            process != self.process() || total_bytes_read(process).is_none_or(|read| read >= due)
        })
    }

    /// Reads the program's output, waiting for it at most for `patience`, and sends replies.
    fn pump(&mut self, patience: Duration) -> PumpOutcome {
        let timeout = Timespec {
            tv_sec: patience.as_secs().try_into().unwrap(),
            tv_nsec: patience.subsec_nanos().into(),
        };
        let mut fds = [PollFd::new(&self.master, PollFlags::IN)];
        if poll(&mut fds, Some(&timeout)).unwrap_or(0) == 0 {
            return PumpOutcome::Nothing;
        }
        let mut bytes = [0; 1 << 14];
        let Ok(count @ 1..) = self.master.read(&mut bytes) else {
            return PumpOutcome::Closed;
        };
        self.sent.bytes += count;
        self.sent.bursts += 1;
        self.emulator.feed(&bytes[..count]);
        let answers = self.emulator.take_answers();
        if !answers.is_empty() {
            self.send(&answers);
        }
        PumpOutcome::Something
    }

    /// Returns the number of typed bytes that the program has not read.
    fn unread_input(&self) -> u64 {
        File::open(&self.slave)
            .ok()
            .and_then(|slave| rustix::io::ioctl_fionread(slave).ok())
            .unwrap_or(0)
    }

    /// Returns whether all threads of the program are waiting.
    fn is_waiting(&self) -> bool {
        let tasks = format!("/proc/{}/task", self.process());
        // On systems other than Linux, the absence of output must suffice.
        let Ok(tasks) = fs::read_dir(tasks) else {
            return true;
        };
        tasks.flatten().all(|task| {
            let stat = fs::read_to_string(task.path().join("stat")).unwrap_or_default();
            let state = stat
                .rsplit(") ")
                .next()
                .and_then(|rest| rest.chars().next());
            !matches!(state, Some('R' | 'D'))
        })
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        // A failed test leaves the program running; otherwise it has ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Variable set on a command whose standard input is `piped` instead of the terminal.
const PIPED_STDIN_VAR: &str = "TONGDU_TEST_PIPED";

/// Makes `command` read its standard input from `stdin` while it runs in a terminal.
pub fn set_piped_stdin(command: &mut Command, stdin: impl Into<Stdio>) {
    command.env(PIPED_STDIN_VAR, "1").stdin(stdin);
}

/// Returns a command that runs `program` with `arguments` as the job of a shell with job control. If the job is
/// stopped, the shell prints `[stopped]` and continues it at the next Enter.
pub fn shell_command(program: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new("/bin/sh");
    command
        .args(["-m", "-c", "\"$0\" \"$@\"; echo '[stopped]'; read line; fg"])
        .arg(program)
        .args(arguments);
    command
}

/// Returns the number of bytes that a process has read in its life, from any source.
fn total_bytes_read(process: u32) -> Option<u64> {
    let counts = fs::read_to_string(format!("/proc/{process}/io")).ok()?;
    let first = counts.lines().next()?;
    first.strip_prefix("rchar: ")?.parse().ok()
}

fn set_size(terminal: &File, cols: u16, rows: u16) {
    let size = termios::Winsize {
        ws_row: rows,
        ws_col: cols,
        ws_xpixel: 0,
        ws_ypixel: 0,
    };
    termios::tcsetwinsize(terminal, size).unwrap();
}
