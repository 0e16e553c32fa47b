//! The clipboard: texts handed to a program of the system on a thread. Keys never wait for it.

use super::waker::LoopWaker;
use crate::app::message::Message;
use crate::app::select::copied::{CopyOutcome, CopyRequest};
use std::io::Write as _;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::Duration;

/// Time that a program has to take a text before the reader is told.
const MAX_PROGRAM_TIME: Duration = Duration::from_secs(2);

/// Programs that may take a text, best first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct ClipboardWays {
    /// Command line of the configuration. Nothing else is tried beside it.
    configured: Option<String>,
    /// Names and arguments of programs.
    programs: Vec<&'static [&'static str]>,
}

impl ClipboardWays {
    /// Returns the ways that the environment and the configuration allow.
    pub(crate) fn new(configured: Option<&str>, variable: &dyn Fn(&str) -> Option<String>) -> Self {
        let has = |name: &str| variable(name).is_some_and(|value| !value.is_empty());
        let mut programs: Vec<&'static [&'static str]> = Vec::new();
        if has("TMUX") {
            programs.push(&["tmux", "load-buffer", "-w", "-"]);
        }
        if !["SSH_TTY", "SSH_CONNECTION", "SSH_CLIENT"]
            .into_iter()
            .any(has)
        {
            if has("WAYLAND_DISPLAY") {
                programs.push(&["wl-copy"]);
            }
            if has("DISPLAY") {
                programs.push(&["xclip", "-selection", "clipboard"]);
                programs.push(&["xsel", "--clipboard", "--input"]);
            }
            if cfg!(target_os = "macos") {
                programs.push(&["pbcopy"]);
            }
            if has("WSL_DISTRO_NAME") {
                programs.push(&["clip.exe"]);
            }
        }
        Self {
            configured: configured
                .filter(|line| !line.is_empty())
                .map(str::to_owned),
            programs,
        }
    }
}

/// The thread that hands texts to programs, one after another.
pub(crate) struct Clipboard {
    /// `None` once no more texts are accepted.
    requests: Option<Sender<Box<CopyRequest>>>,
    finished: Receiver<()>,
}

impl Clipboard {
    /// Starts the thread, which sends its results to `messages`.
    ///
    /// # Errors
    /// The reason if the thread cannot be started.
    pub(crate) fn start(
        ways: ClipboardWays,
        messages: Sender<Message>,
        waker: LoopWaker,
    ) -> std::io::Result<Self> {
        let (requests, receiver) = channel::<Box<CopyRequest>>();
        let (finish, finished) = channel();
        let thread = std::thread::Builder::new().name("clipboard".to_owned());
        thread.spawn(move || {
            let send = |outcome| {
                // The receiver is gone only when the program ends.
                let _ = messages.send(Message::Copied(outcome));
                waker.wake();
            };
            for request in receiver {
                copy(&ways, &request, &send);
            }
            let _ = finish.send(());
        })?;
        Ok(Self {
            requests: Some(requests),
            finished,
        })
    }

    /// Hands a request to the thread. Returns false if the thread is gone.
    pub(crate) fn copy(&self, request: Box<CopyRequest>) -> bool {
        let requests = self.requests.as_ref();
        requests.is_some_and(|requests| requests.send(request).is_ok())
    }

    /// Waits until all texts are handed over, at most the time of one program.
    pub(crate) fn finish(&mut self) {
        self.requests = None;
        let _ = self.finished.recv_timeout(MAX_PROGRAM_TIME);
    }
}

/// Copies by the first way that works.
fn copy(ways: &ClipboardWays, request: &CopyRequest, send: &dyn Fn(CopyOutcome)) {
    let copied = request.text();
    if let Some(line) = &ways.configured {
        let name = line.split_whitespace().next().unwrap_or(line).to_owned();
        let outcome = match hand_over(&["sh", "-c", line], copied.text.as_bytes()) {
            Ok(ProgramEnd::Done) => CopyOutcome::Taken(copied, name),
            Ok(ProgramEnd::Hanging) => CopyOutcome::Hanging(name),
            Err(cause) => CopyOutcome::Failed(name, cause),
        };
        return send(outcome);
    }
    for program in &ways.programs {
        let name = program.first().copied().unwrap_or_default();
        let bytes = match name {
            "clip.exe" => utf16_with_mark(&copied.text),
            _ => copied.text.clone().into_bytes(),
        };
        match hand_over(program, &bytes) {
            Ok(ProgramEnd::Done) => return send(CopyOutcome::Taken(copied, name.to_owned())),
            Ok(ProgramEnd::Hanging) => return send(CopyOutcome::Hanging(name.to_owned())),
            // Another way may work.
            Err(_) => {}
        }
    }
    send(CopyOutcome::Terminal(copied));
}

/// End of a program.
enum ProgramEnd {
    /// It took the text.
    Done,
    /// It goes on longer than [`MAX_PROGRAM_TIME`].
    Hanging,
}

/// Starts a program and writes `bytes` to its standard input. Returns the reason if it fails.
fn hand_over(command: &[&str], bytes: &[u8]) -> Result<ProgramEnd, String> {
    let (name, arguments) = command.split_first().ok_or_else(String::new)?;
    let mut child = Command::new(name)
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .map_err(|error| error.to_string())?;
    let (send, ended) = channel();
    let bytes = bytes.to_vec();
    // The thread also reaps a program that hangs.
    std::thread::spawn(move || {
        let _ = send.send(feed(&mut child, &bytes));
    });
    match ended.recv_timeout(MAX_PROGRAM_TIME) {
        Ok(Ok(status)) if status.success() => Ok(ProgramEnd::Done),
        Ok(Ok(status)) => Err(status.to_string()),
        Ok(Err(error)) => Err(error.to_string()),
        Err(_) => Ok(ProgramEnd::Hanging),
    }
}

/// Writes the standard input of a program and waits for its end.
fn feed(child: &mut Child, bytes: &[u8]) -> std::io::Result<ExitStatus> {
    let written = match child.stdin.take() {
        Some(mut input) => input.write_all(bytes),
        None => Ok(()),
    };
    let status = child.wait()?;
    // A program that fails may close its input early; its status says more.
    match written {
        Err(error) if status.success() => Err(error),
        Ok(()) | Err(_) => Ok(status),
    }
}

/// Returns a text in UTF-16LE with a byte order mark, as `clip.exe` reads it.
fn utf16_with_mark(text: &str) -> Vec<u8> {
    let units = std::iter::once(0xFEFF).chain(text.encode_utf16());
    units.flat_map(u16::to_le_bytes).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(variables: &[&str]) -> Vec<&'static str> {
        let variable = |name: &str| variables.contains(&name).then(|| "1".to_owned());
        let ways = ClipboardWays::new(None, &variable);
        ways.programs.iter().map(|program| program[0]).collect()
    }

    #[test]
    fn the_environment_decides_on_the_ways() {
        for (variables, want) in [
            (&[][..], &[][..]),
            (&["TMUX", "SSH_TTY"], &["tmux"]),
            (&["DISPLAY", "SSH_CONNECTION"], &[]),
            (
                &["DISPLAY", "WAYLAND_DISPLAY"],
                &["wl-copy", "xclip", "xsel"],
            ),
            (&["WSL_DISTRO_NAME"], &["clip.exe"]),
        ] {
            let found: Vec<&str> = names(variables);
            let found: Vec<&str> = found.into_iter().filter(|name| *name != "pbcopy").collect();
            assert_eq!(found, want, "{variables:?}");
        }
    }

    #[test]
    fn utf16_begins_with_a_mark() {
        assert_eq!(utf16_with_mark("字"), [0xFF, 0xFE, 0x57, 0x5B]);
    }
}
