//! A backend connected to an emulator by a writer that keeps the bytes: frames without a process.

use super::emulator::{Emulator, TerminalKind};
use ratatui::buffer::Buffer;
use ratatui::layout::Size;
use std::cell::RefCell;
use std::io::{self, Write};
use std::rc::Rc;
use tongdu::term::backend::{SafeBackend, SyncUpdates};

/// Writer that keeps the bytes and counts the writes.
#[derive(Clone, Debug, Default)]
pub struct RecordingWriter {
    /// Bytes written.
    pub bytes: Rc<RefCell<Vec<u8>>>,
    /// Number of writes.
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

/// Backend and terminal.
pub struct FrameHarness {
    /// Writer between the two.
    pub writer: RecordingWriter,
    /// Side of the program.
    pub backend: SafeBackend<RecordingWriter>,
    /// Side of the terminal.
    pub emulator: Emulator,
}

impl FrameHarness {
    /// Creates a terminal of `cols` by `rows` without automatic wrap, as the program sets it.
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
