//! Writes to a terminal that may take nothing for a while (Ctrl-S, a stopped multiplexer): they wait, but not after
//! SIGTERM, SIGHUP or SIGINT.

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::fs::{Mode, OFlags, open};
use rustix::io::Errno;
use rustix::termios::ttyname;
use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
use std::ffi::CString;
use std::fs::File;
use std::io::{self, Write as _};
use std::os::fd::{AsFd, BorrowedFd};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

/// Time between two looks for a signal while the terminal takes nothing.
const SIGNAL_LOOK: Duration = Duration::from_millis(50);
/// Longest wait of the last write, which leaves the modes.
const SHORT_WAIT: Duration = Duration::from_millis(500);

/// End of the wait for a terminal that takes nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Patience {
    /// A signal that ends the program.
    UntilSignal,
    /// Half a second.
    Short,
}

/// Output to a terminal.
#[derive(Debug)]
pub(crate) struct PatientOutput {
    /// A file description of its own, which never blocks, if the terminal could be opened again; else the inherited one.
    file: File,
    /// The inherited description, which blocks, for other programs.
    inherited: File,
    /// Whether SIGTERM or SIGHUP came.
    is_ending: Arc<AtomicBool>,
    /// Whether SIGINT came since the last write began: one that came to another program at the terminal does not count.
    is_interrupted: Arc<AtomicBool>,
}

impl PatientOutput {
    /// Creates the output to the terminal `file`. The other programs at the terminal share the description of `file`,
    /// which must therefore go on blocking.
    ///
    /// # Errors
    /// Returns errors of the system.
    pub(crate) fn new(file: File) -> io::Result<Self> {
        let is_ending = Arc::new(AtomicBool::new(false));
        for signal in [SIGTERM, SIGHUP] {
            // Without the flag a write waits as long as the terminal takes nothing.
            let _ = signal_hook::flag::register(signal, Arc::clone(&is_ending));
        }
        let is_interrupted = Arc::new(AtomicBool::new(false));
        let _ = signal_hook::flag::register(SIGINT, Arc::clone(&is_interrupted));
        let inherited = file.try_clone()?;
        Ok(Self {
            file: open_again(&file).unwrap_or(file),
            inherited,
            is_ending,
            is_interrupted,
        })
    }

    /// Returns a copy of the inherited description for another program, whose writes may block.
    ///
    /// # Errors
    /// Returns errors of the system.
    pub(crate) fn inherited(&self) -> io::Result<File> {
        self.inherited.try_clone()
    }

    /// Writes all of `bytes`.
    ///
    /// # Errors
    /// [`io::ErrorKind::TimedOut`] once the wait has ended, and errors of the terminal.
    pub(crate) fn write_all(&self, bytes: &[u8], patience: Patience) -> io::Result<()> {
        let start = Instant::now();
        self.is_interrupted.store(false, Ordering::Release);
        let mut rest = bytes;
        while !rest.is_empty() {
            match (&self.file).write(rest) {
                Ok(0) => return Err(io::ErrorKind::WriteZero.into()),
                Ok(count) => rest = rest.get(count..).unwrap_or_default(),
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => {
                    self.wait()?;
                    let is_over = match patience {
                        Patience::UntilSignal => self.has_signal(),
                        Patience::Short => start.elapsed() >= SHORT_WAIT,
                    };
                    if is_over && !self.is_writable()? {
                        return Err(io::ErrorKind::TimedOut.into());
                    }
                }
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }

    fn has_signal(&self) -> bool {
        self.is_ending.load(Ordering::Acquire) || self.is_interrupted.load(Ordering::Acquire)
    }

    /// Waits until the terminal takes bytes, or until the next look for a signal.
    fn wait(&self) -> io::Result<()> {
        self.poll(SIGNAL_LOOK).map(|_| ())
    }

    fn is_writable(&self) -> io::Result<bool> {
        self.poll(Duration::ZERO)
    }

    fn poll(&self, timeout: Duration) -> io::Result<bool> {
        let timeout = Timespec {
            tv_sec: 0,
            tv_nsec: timeout.subsec_nanos().into(),
        };
        let mut fds = [PollFd::new(&self.file, PollFlags::OUT)];
        match poll(&mut fds, Some(&timeout)) {
            Ok(ready) => Ok(ready > 0),
            Err(Errno::INTR) => Ok(false),
            Err(error) => Err(error.into()),
        }
    }
}

impl AsFd for PatientOutput {
    fn as_fd(&self) -> BorrowedFd<'_> {
        self.file.as_fd()
    }
}

/// Opens the terminal of `file` again, so that its writes do not block; `None` if it cannot be found or opened.
fn open_again(file: &File) -> Option<File> {
    let name: CString = ttyname(file, Vec::new()).ok()?;
    let flags = OFlags::RDWR | OFlags::NONBLOCK | OFlags::NOCTTY | OFlags::CLOEXEC;
    Some(File::from(open(name, flags, Mode::empty()).ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};

    #[test]
    fn a_terminal_that_takes_nothing_does_not_keep_the_program() {
        let near = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY).unwrap();
        grantpt(&near).unwrap();
        unlockpt(&near).unwrap();
        let name = ptsname(&near, Vec::new()).unwrap();
        let far = open(name, OFlags::RDWR | OFlags::NOCTTY, Mode::empty()).unwrap();
        let output = PatientOutput::new(File::from(far)).unwrap();
        output.write_all(b"abc", Patience::UntilSignal).unwrap();
        let mut taken = [0; 3];
        rustix::io::read(&near, &mut taken).unwrap();
        assert_eq!(&taken, b"abc");
        // Nobody reads from here on.
        output.is_ending.store(true, Ordering::Release);
        let frame = vec![b'x'; 1 << 20];
        let error = output.write_all(&frame, Patience::UntilSignal).unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::TimedOut);
        let error = output.write_all(b"x", Patience::Short).unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::TimedOut);
        // SIGINT ends a write that waits, and none that begins later.
        output.is_ending.store(false, Ordering::Release);
        let interrupt = Arc::clone(&output.is_interrupted);
        let later = std::thread::spawn(move || {
            std::thread::sleep(SIGNAL_LOOK * 2);
            interrupt.store(true, Ordering::Release);
        });
        let error = output.write_all(b"x", Patience::UntilSignal).unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::TimedOut);
        later.join().unwrap();
    }
}
