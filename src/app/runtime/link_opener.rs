//! Programs that open an address: a browser, a viewer of pictures.

use super::waker::LoopWaker;
use crate::app::message::Message;
use std::io::ErrorKind;
use std::os::unix::process::CommandExt as _;
use std::process::{Command, Stdio};
use std::sync::mpsc::Sender;

/// Opens an address with the program of `command`, or that of the system. The address is an argument, never a part of a
/// shell's text. The result comes as a message once the program ends.
pub(crate) fn open_address(
    command: Option<String>,
    address: String,
    messages: Sender<Message>,
    waker: LoopWaker,
) {
    let thread = std::thread::Builder::new().name("link".to_owned());
    let failed = (messages.clone(), waker.clone());
    let started = thread.spawn(move || {
        let line = command.unwrap_or_else(|| system_opener().to_owned());
        let mut words = line.split_whitespace();
        let name = words.next().unwrap_or_default().to_owned();
        let ended = Command::new(&name)
            .args(words)
            .arg(&address)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            // Ctrl-C is meant for the reader alone.
            .process_group(0)
            .status();
        let failure = match ended {
            Ok(status) if status.success() => None,
            Ok(status) => Some(status.to_string()),
            // Words of the system would be in another language.
            Err(error) if error.kind() == ErrorKind::NotFound => Some(String::new()),
            Err(error) => Some(error.to_string()),
        };
        // The receiver is gone only when the program ends.
        let _ = messages.send(Message::OpenedOutside(name, failure));
        waker.wake();
    });
    if let Err(error) = started {
        let (messages, waker) = failed;
        let _ = messages.send(Message::OpenedOutside(
            String::new(),
            Some(error.to_string()),
        ));
        waker.wake();
    }
}

/// Returns the program with which this system opens an address.
fn system_opener() -> &'static str {
    if cfg!(target_os = "macos") {
        "open"
    } else if std::env::var_os("WSL_DISTRO_NAME").is_some() {
        "wslview"
    } else {
        "xdg-open"
    }
}
