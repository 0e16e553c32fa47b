//! Notices of the system that a file may have changed. Nothing is read in between: the thread sleeps until the system
//! reports something. On systems other than Linux a change is seen with the next key or focus.

use super::waker::LoopWaker;
use std::path::Path;

/// Wakes the loop whenever the file at `path` may have changed, as long as there is a loop. Without such notices of the
/// system nothing happens.
pub(crate) fn notify_of_changes(path: &Path, waker: LoopWaker) {
    let Ok(path) = path.canonicalize() else {
        return;
    };
    let thread = std::thread::Builder::new().name("file-watch".to_owned());
    // Without the thread changes are seen with the next key.
    let _ = thread.spawn(move || watch(&path, &waker));
}

/// Pause after a change, in which a program that writes a file may finish.
#[cfg(target_os = "linux")]
const SETTLE: std::time::Duration = std::time::Duration::from_millis(100);

/// Waits for reports about the folder of a file, for many programs replace a file by another of its name.
#[cfg(target_os = "linux")]
fn watch(path: &Path, waker: &LoopWaker) {
    use rustix::fs::inotify::{self, CreateFlags, ReadFlags, Reader, WatchFlags};
    use std::mem::MaybeUninit;
    use std::os::unix::ffi::OsStrExt as _;

    let (folder, name) = match (path.is_dir(), path.parent(), path.file_name()) {
        (false, Some(folder), Some(name)) => (folder, Some(name.as_bytes())),
        _ => (path, None),
    };
    let flags = WatchFlags::MODIFY
        | WatchFlags::CLOSE_WRITE
        | WatchFlags::MOVED_TO
        | WatchFlags::CREATE
        | WatchFlags::DELETE
        | WatchFlags::MOVED_FROM
        | WatchFlags::ATTRIB;
    let Ok(watcher) = inotify::init(CreateFlags::CLOEXEC) else {
        return;
    };
    if inotify::add_watch(&watcher, folder, flags).is_err() {
        return;
    }
    let mut buffer = [MaybeUninit::uninit(); 4096];
    let mut reports = Reader::new(&watcher, &mut buffer);
    loop {
        let Ok(report) = reports.next() else {
            return;
        };
        if report.events().contains(ReadFlags::IGNORED) {
            // The folder is gone.
            return;
        }
        let is_own =
            name.is_none_or(|name| report.file_name().is_some_and(|own| own.to_bytes() == name));
        if is_own {
            std::thread::sleep(SETTLE);
            // One wake-up is enough for all reports of that time: the loop looks at the file itself.
            while !reports.is_buffer_empty() && reports.next().is_ok() {}
            waker.wake();
        }
        if waker.is_last() {
            return;
        }
    }
}

#[cfg(not(target_os = "linux"))]
fn watch(_path: &Path, _waker: &LoopWaker) {}
