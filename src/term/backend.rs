//! `SafeBackend`: frames to bytes. Changed cells go out with the shortest moves between them; a
//! cluster whose width terminals disagree about is drawn on erased cells and followed by an absolute
//! move, and whatever it might have run over is drawn again: a wrong guess can never shift a line.
//! One frame is one write, inside a synchronized update; a frame that changes nothing writes nothing.
//!
//! What does not live here: the terminal's modes (`session`) and who decides widths (`write_text`).
//! No system call but the write is made: the owner says when the size changes (`resize`).

use super::grid::Grid;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect, Size};
use scroll::RowScroll;
use std::io::{self, Write};

mod paint;
mod scroll;

/// Whether frames are bracketed in synchronized updates (DECSET 2026).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SyncUpdates {
    /// Every frame; terminals that lack it ignore the brackets.
    #[default]
    On,
    /// Never, for terminals that would print them (the Linux console of old).
    Off,
}

/// What the cursor shall be after a frame.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Cursor {
    /// Hidden, parked where input methods shall open their window.
    Idle(Position),
    /// Shown, where the user types.
    Caret(Position),
}

impl Cursor {
    const fn position(self) -> Position {
        match self {
            Self::Idle(position) | Self::Caret(position) => position,
        }
    }
}

/// How much has been sent, for tests and benches.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct BytesSent {
    /// Frames that wrote something; each is one write.
    pub frames: u64,
    /// Bytes of all of them.
    pub bytes: u64,
}

/// Our implementation of ratatui's `Backend` over any writer.
#[derive(Debug)]
pub struct SafeBackend<W: Write> {
    out: W,
    size: Size,
    sync: SyncUpdates,
    /// What the terminal shows.
    screen: Grid,
    /// What it shall show after the frame.
    next: Grid,
    /// Rows of `next` written to since the last frame.
    dirty_rows: Vec<bool>,
    /// Bytes to be sent before the frame, in the same write.
    queued_bytes: Vec<u8>,
    /// The frame's bytes; kept to save its allocation.
    frame: Vec<u8>,
    erase: Erase,
    /// What frames are painted on; kept to save its allocation.
    canvas: Buffer,
    caret: Option<Position>,
    idle_cursor: Position,
    /// The cursor the terminal has; `None` when it is not known.
    cursor: Option<Cursor>,
    bytes_sent: BytesSent,
}

/// Whether the frame starts by erasing the whole screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Erase {
    Nothing,
    All,
}

impl<W: Write> SafeBackend<W> {
    /// A backend for a terminal of `size` cells whose screen is blank and whose ink is the default.
    pub fn new(out: W, size: Size, sync: SyncUpdates) -> Self {
        Self {
            out,
            size,
            sync,
            screen: Grid::new(size.width, size.height),
            next: Grid::new(size.width, size.height),
            dirty_rows: vec![false; usize::from(size.height)],
            queued_bytes: Vec::new(),
            frame: Vec::new(),
            erase: Erase::Nothing,
            canvas: Buffer::default(),
            caret: None,
            idle_cursor: Position::new(0, size.height.saturating_sub(1)),
            cursor: None,
            bytes_sent: BytesSent::default(),
        }
    }

    /// Takes a new size. The screen's content is unknown from then on and the next frame erases it;
    /// ratatui's `Terminal` sees the size change by itself and sends everything again.
    pub fn resize(&mut self, size: Size) {
        if size == self.size {
            return;
        }
        self.size = size;
        self.screen = Grid::new(size.width, size.height);
        self.next = Grid::new(size.width, size.height);
        self.dirty_rows = vec![false; usize::from(size.height)];
        self.idle_cursor = Position::new(0, size.height.saturating_sub(1));
        self.forget();
    }

    /// Forgets what the terminal shows: the next frame erases it and draws everything this backend
    /// was ever told, so `Terminal::clear` is not needed. For Ctrl-L, for the return from a suspension,
    /// and when somebody else wrote to the terminal.
    pub fn forget(&mut self) {
        self.screen.reset();
        self.dirty_rows.fill(true);
        self.erase = Erase::All;
        self.cursor = None;
    }

    /// Where the hidden cursor stands between frames, until the next resize: input methods open
    /// their window there. The default is the start of the last row.
    pub fn set_idle_cursor(&mut self, park: Position) {
        self.idle_cursor = park;
    }

    /// Whether to bracket frames, once the terminal has said what it can.
    pub fn set_sync(&mut self, sync: SyncUpdates) {
        self.sync = sync;
    }

    /// Queues bytes to be sent before the next frame, in the same write: modes, questions, titles.
    /// They must leave the ink as it is; the cursor may move. The caller answers for their harmlessness.
    pub fn queue(&mut self, bytes: &[u8]) {
        self.queued_bytes.extend_from_slice(bytes);
        self.cursor = None;
    }

    /// How much has been sent so far.
    pub fn bytes_sent(&self) -> BytesSent {
        self.bytes_sent
    }

    /// The writer, to look at what it got.
    pub fn writer(&self) -> &W {
        &self.out
    }

    /// The cursor this frame shall leave, kept inside the screen.
    fn target_cursor(&self) -> Cursor {
        let inside = |position: Position| Position {
            x: position.x.min(self.size.width.saturating_sub(1)),
            y: position.y.min(self.size.height.saturating_sub(1)),
        };
        match self.caret {
            Some(position) => Cursor::Caret(inside(position)),
            None => Cursor::Idle(inside(self.idle_cursor)),
        }
    }
}

impl<W: Write> SafeBackend<W> {
    /// Draws a frame: `paint` fills a blank buffer of the screen's size and says where the caret is, if
    /// there is one. One write goes out, or none if nothing has changed.
    ///
    /// This stands in for ratatui's `Terminal`, which would compare the frame with the one before it
    /// by widths of its own, only for this backend to compare again by ours.
    ///
    /// # Errors
    /// What the writer says.
    pub fn draw(&mut self, paint: impl FnOnce(&mut Buffer) -> Option<Position>) -> io::Result<()> {
        let mut canvas = std::mem::take(&mut self.canvas);
        let area = Rect::new(0, 0, self.size.width, self.size.height);
        if canvas.area == area {
            canvas.reset();
        } else {
            canvas = Buffer::empty(area);
        }
        self.caret = paint(&mut canvas);
        for y in 0..self.size.height {
            if self.next.take_row(y, &canvas) {
                self.dirty_rows[usize::from(y)] = true;
            }
        }
        self.canvas = canvas;
        self.send()
    }

    /// Sends the frame: one write, or none if nothing changed.
    fn send(&mut self) -> io::Result<()> {
        self.build_frame();
        if self.frame.is_empty() {
            return Ok(());
        }
        self.bytes_sent.frames += 1;
        self.bytes_sent.bytes += self.frame.len() as u64;
        self.out.write_all(&self.frame)?;
        self.out.flush()
    }
}

impl<W: Write> SafeBackend<W> {
    /// Puts the frame's bytes together and takes the screen for drawn.
    fn build_frame(&mut self) {
        let mut frame = std::mem::take(&mut self.frame);
        frame.clear();
        frame.append(&mut self.queued_bytes);
        let mut rows = Vec::new();
        let mut painter = paint::Painter::new(&mut rows);
        if self.erase == Erase::All {
            painter.erase_all();
        }
        if self.erase == Erase::Nothing {
            self.scroll_rows(&mut painter);
        }
        for y in 0..self.size.height {
            if std::mem::take(&mut self.dirty_rows[usize::from(y)]) {
                painter.draw_row(y, self.next.row(y), self.screen.row(y));
                self.screen.copy_row(&self.next, y);
            }
        }
        painter.finish();
        self.erase = Erase::Nothing;
        self.append_bracketed(&mut frame, &rows);
        self.frame = frame;
    }

    /// Moves rows that are on the screen already, if that saves drawing them.
    fn scroll_rows(&mut self, painter: &mut paint::Painter<'_>) {
        let touched = self.dirty_rows.iter().filter(|&&touched| touched).count();
        if touched < scroll::MIN_SCROLL_ROWS {
            return;
        }
        if let Some(shift) = RowScroll::find(&self.next, &self.screen, self.size.height) {
            painter.scroll_rows(&shift);
            for y in shift.region.clone() {
                self.dirty_rows[usize::from(y)] = true;
            }
            self.screen.scroll_rows(shift.region, shift.rows_up);
        }
    }

    /// Appends the drawing with its brackets and cursor; nothing if nothing changes.
    fn append_bracketed(&mut self, frame: &mut Vec<u8>, rows: &[u8]) {
        let wanted = self.target_cursor();
        if rows.is_empty() && self.cursor == Some(wanted) {
            return;
        }
        let bracket = self.sync == SyncUpdates::On && !rows.is_empty();
        if bracket {
            frame.extend_from_slice(b"\x1b[?2026h");
        }
        let shown = matches!(self.cursor, Some(Cursor::Caret(_)));
        let show = matches!(wanted, Cursor::Caret(_));
        // Hidden while the drawing moves it about, or because it shall be; always when unknown.
        if self.cursor.is_none() || shown && (!show || !rows.is_empty()) {
            frame.extend_from_slice(b"\x1b[?25l");
        }
        frame.extend_from_slice(rows);
        paint::move_absolute(frame, wanted.position());
        if show && (!shown || !rows.is_empty()) {
            frame.extend_from_slice(b"\x1b[?25h");
        }
        if bracket {
            frame.extend_from_slice(b"\x1b[?2026l");
        }
        self.cursor = Some(wanted);
    }
}
