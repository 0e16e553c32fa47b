//! `SafeBackend` turns frames into bytes: changed cells with the shortest cursor moves between them. A cluster
//! whose width terminals disagree about is drawn on blanked cells and followed by an absolute move, and
//! everything it might have overwritten is drawn again, so a wrong guess never shifts a line.
//!
//! One frame is one write, inside a synchronized update; a frame that changes nothing writes nothing.
//!
//! Terminal modes are in `screen_mode`, widths are decided in `write_text`. The write is the only system call;
//! the owner reports size changes (`resize`).

use super::grid::Grid;
use super::hyperlink::LinkTable;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect, Size};
use scroll::RowScroll;
use std::io::{self, Write};

mod paint;
mod scroll;

/// Bracketing of frames in synchronized updates (DECSET 2026).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SyncUpdates {
    /// Every frame; terminals without the mode ignore the brackets.
    #[default]
    On,
    /// Never, for terminals that would print the brackets (old Linux consoles).
    Off,
}

/// Cursor after a frame.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Cursor {
    /// Hidden, at the place where input methods open their window.
    Idle(Position),
    /// Visible, at the place of typing.
    Caret(Position),
}

impl Cursor {
    const fn position(self) -> Position {
        match self {
            Self::Idle(position) | Self::Caret(position) => position,
        }
    }
}

/// Amount of output sent, for tests and benches.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct BytesSent {
    /// Frames that wrote something; each is one write.
    pub frames: u64,
    /// Bytes of all frames.
    pub bytes: u64,
}

/// Our implementation of ratatui's `Backend` over any writer.
#[derive(Debug)]
pub struct SafeBackend<W: Write> {
    out: W,
    size: Size,
    sync: SyncUpdates,
    /// Cells on the terminal now.
    screen: Grid,
    /// Cells on the terminal after the frame.
    next: Grid,
    /// Rows of `next` written to since the last frame.
    dirty_rows: Vec<bool>,
    /// Bytes to be sent before the frame, in the same write.
    queued_bytes: Vec<u8>,
    /// Bytes of the frame; kept to reuse the allocation.
    frame: Vec<u8>,
    erase: Erase,
    /// Buffer for painting; kept to reuse the allocation.
    canvas: Buffer,
    caret: Option<Position>,
    /// Addresses of the links in the frame.
    links: LinkTable,
    idle_cursor: Position,
    /// Cursor of the terminal; `None` if unknown.
    cursor: Option<Cursor>,
    bytes_sent: BytesSent,
}

/// Erasing of the whole screen at the start of the frame.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Erase {
    Nothing,
    All,
}

impl<W: Write> SafeBackend<W> {
    /// Creates a backend for a blank terminal of `size` cells with the default pen.
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
            links: LinkTable::default(),
            idle_cursor: Position::new(0, size.height.saturating_sub(1)),
            cursor: None,
            bytes_sent: BytesSent::default(),
        }
    }

    /// Sets a new size. The screen's content is then unknown, and the next frame erases it. ratatui's
    /// `Terminal` notices a new size by itself and sends all cells again.
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

    /// Forgets the terminal's content: the next frame erases the screen and draws everything, so
    /// `Terminal::clear` is not needed. For Ctrl-L, for the return from suspension, and after another program
    /// wrote to the terminal.
    pub fn forget(&mut self) {
        self.screen.reset();
        self.dirty_rows.fill(true);
        self.erase = Erase::All;
        self.cursor = None;
    }

    /// Sets the place of the hidden cursor between frames, until the next resize; input methods open their
    /// window there. The default is the start of the last row.
    pub fn set_idle_cursor(&mut self, park: Position) {
        self.idle_cursor = park;
    }

    /// Sets the bracketing of frames, once the terminal has reported its support.
    pub fn set_sync(&mut self, sync: SyncUpdates) {
        self.sync = sync;
    }

    /// Sets the addresses of the links in the next frame.
    pub fn set_links(&mut self, links: LinkTable) {
        self.links = links;
    }

    /// Queues bytes for the next frame's write, before the frame: modes, queries, titles. They must leave the
    /// pen unchanged but may move the cursor. The caller ensures that they are harmless.
    pub fn queue(&mut self, bytes: &[u8]) {
        self.queued_bytes.extend_from_slice(bytes);
        self.cursor = None;
    }

    /// Returns the amount of output sent so far.
    pub fn bytes_sent(&self) -> BytesSent {
        self.bytes_sent
    }

    /// Returns the writer, for inspection.
    pub fn writer(&self) -> &W {
        &self.out
    }

    /// Returns the cursor after this frame, clamped to the screen.
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
    /// Draws a frame. `paint` fills a blank buffer of the screen's size and returns the caret, if there is one.
    /// Writes once, or not at all if nothing has changed.
    ///
    /// This replaces ratatui's `Terminal`, which would compare the frame with the previous one by its own
    /// widths before this backend compares them again by ours.
    ///
    /// # Errors
    /// Returns errors of the writer.
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

    /// Sends the frame with one write, or none if nothing changed.
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
    /// Builds the frame's bytes and records the screen as drawn.
    fn build_frame(&mut self) {
        let mut frame = std::mem::take(&mut self.frame);
        frame.clear();
        frame.append(&mut self.queued_bytes);
        let links = std::mem::take(&mut self.links);
        let mut rows = Vec::new();
        let mut painter = paint::Painter::new(&mut rows, &links);
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
        self.links = links;
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

    /// Appends the drawn rows with their brackets and the cursor; nothing if nothing changes.
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
        // The cursor is hidden while drawing moves it, and if it is not wanted afterwards; always if its state
        // is unknown.
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
