//! A backend and an emulator, joined by a wire that keeps the bytes: frames without a process.

use super::emulator::{Emulator, TerminalKind};
use ratatui::buffer::Buffer;
use ratatui::layout::Size;
use std::cell::RefCell;
use std::io::{self, Write};
use std::rc::Rc;
use tongdu::term::backend::{SafeBackend, SyncUpdates};

/// A writer that keeps the bytes and counts the writes.
#[derive(Clone, Debug, Default)]
pub struct RecordingWriter {
    /// What was written.
    pub bytes: Rc<RefCell<Vec<u8>>>,
    /// How many times.
    pub writes: Rc<RefCell<usize>>,
}

impl Write for RecordingWriter {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        *self.writes.borrow_mut() += 1;
        self.bytes.borrow_mut().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// A program's side and the terminal's.
pub struct FrameHarness {
    /// Between the two.
    pub writer: RecordingWriter,
    /// The program's side.
    pub backend: SafeBackend<RecordingWriter>,
    /// The terminal.
    pub emulator: Emulator,
}

impl FrameHarness {
    /// A terminal of `cols` by `rows` without automatic wrap, as a session leaves it.
    pub fn new(cols: u16, rows: u16, kind: TerminalKind) -> Self {
        let writer = RecordingWriter::default();
        let backend = SafeBackend::new(writer.clone(), Size::new(cols, rows), SyncUpdates::On);
        let mut emulator = Emulator::new(cols.into(), rows.into(), kind);
        emulator.feed(b"\x1b[?7l");
        Self {
            writer,
            backend,
            emulator,
        }
    }

    /// Draws a frame and returns its bytes.
    pub fn draw(&mut self, caret: Option<(u16, u16)>, paint: impl FnOnce(&mut Buffer)) -> Vec<u8> {
        self.backend
            .draw(|buffer| {
                paint(buffer);
                caret.map(Into::into)
            })
            .unwrap();
        let bytes = std::mem::take(&mut *self.writer.bytes.borrow_mut());
        self.emulator.feed(&bytes);
        assert!(
            self.emulator.state().is_frame_complete(),
            "every frame is closed"
        );
        bytes
    }
}
