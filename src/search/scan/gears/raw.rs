//! Raw lines that are blocks, in windows of bytes. A window ends where a line does; of an endless line it overlaps with
//! the next one.

use super::{GearWalk, HitSink};
use crate::doc::{LineEnds, Pos, RawLines, Span};
use crate::search::pattern::neighbours::line_end;
use crate::search::pattern::{QueryMatch, is_cluster_edge};
use std::ops::{ControlFlow, Range};

/// Window in bytes: small enough for the cache of a core.
const WINDOW_BYTES: usize = 256 << 10;
/// Overlap of windows within an endless line in bytes. Longer matches are cut there.
const OVERLAP_BYTES: usize = 64 << 10;
/// Longest line in bytes that is one block for sure.
const MAX_WHOLE_LINE_BYTES: usize = 32 << 10;

impl<S: HitSink> GearWalk<'_, S> {
    /// Walks raw lines that are blocks.
    pub(super) fn walk_raw(&mut self, mut window: RawWindow<'_>) -> ControlFlow<()> {
        let end = self.end_byte();
        while window.at < end && (window.len > 0 || window.read(end)) {
            let done = self.walk_window(&window)?;
            window.skip(done);
            self.sink.scanned(Pos::new(window.section, window.at))?;
        }
        ControlFlow::Continue(())
    }

    /// Returns the window with the first candidate, also of a hit over line ends; `None` without one. Of most texts of a
    /// library neither blocks nor the meaning of line ends are asked for.
    pub(super) fn candidate_window<'l>(
        &mut self,
        lines: &'l dyn RawLines,
    ) -> ControlFlow<(), Option<RawWindow<'l>>> {
        let mut window = RawWindow::new(lines, self.start);
        let end = self.end_byte();
        while window.at < end && window.read(end) {
            let candidate = self.query.next(window.text(), 0, self.lang, LineEnds::Join);
            if candidate.is_some() {
                return ControlFlow::Continue(Some(window));
            }
            window.skip(window.kept);
            self.sink.scanned(Pos::new(window.section, window.at))?;
        }
        ControlFlow::Continue(None)
    }

    /// Hands over the hits that start in a window. Returns the number of bytes that are done with.
    fn walk_window(&mut self, window: &RawWindow<'_>) -> ControlFlow<(), usize> {
        let mut lines = WindowLines::new(window.text());
        let mut from = 0;
        let mut line = 0..0;
        let mut is_visible = true;
        let mut is_first = true;
        let mut pending: Option<Range<usize>> = None;
        while let Some(QueryMatch::Hit(hit)) =
            self.query
                .next(window.text(), from, self.lang, LineEnds::Close)
        {
            if hit.start >= window.kept {
                break;
            }
            from = hit.end;
            if hit.start >= line.end {
                line = hit.start..line_end(window.text(), hit.start);
                is_visible = window.is_visible(&lines, &line);
            }
            if !is_visible {
                from = line.end.max(hit.end);
                continue;
            }
            if let Some(before) = pending.replace(hit) {
                if S::WANTS_EACH || is_first {
                    self.sink.hit(window.span(&mut lines, before))?;
                    is_first = false;
                } else {
                    self.sink.skip();
                }
            }
        }
        let done = pending.as_ref().map_or(0, |hit| hit.end);
        if let Some(last) = pending {
            self.sink.hit(window.span(&mut lines, last))?;
        }
        ControlFlow::Continue(window.kept.max(done))
    }
}

/// Bytes of a section.
pub(super) struct RawWindow<'d> {
    lines: &'d dyn RawLines,
    section: u32,
    /// Byte of the section at which it begins.
    pub(super) at: u64,
    /// All bytes of the section, if they lie in memory; else those from `at` on are read into the buffer.
    in_memory: Option<&'d [u8]>,
    buffer: Vec<u8>,
    len: usize,
    /// Hits that start before this byte are found whole.
    kept: usize,
}

impl<'d> RawWindow<'d> {
    pub(super) fn new(lines: &'d dyn RawLines, start: Pos) -> Self {
        Self {
            lines,
            section: start.section,
            at: start.block.0,
            in_memory: lines.raw_in_memory(start.section),
            buffer: Vec::new(),
            len: 0,
            kept: 0,
        }
    }

    /// Returns the buffer, to read other bytes into.
    pub(super) fn into_buffer(self) -> Vec<u8> {
        self.buffer
    }

    /// Goes on by `len` bytes, which are to be read.
    fn skip(&mut self, len: usize) {
        self.at += len as u64;
        self.len = 0;
    }

    fn text(&self) -> &[u8] {
        let bytes = match self.in_memory {
            Some(section) => section.get(self.at as usize..).unwrap_or_default(),
            None => &self.buffer,
        };
        bytes.get(..self.len).unwrap_or_default()
    }

    /// Reads from `at` on, for hits that start before byte `end` of the section. `false` if there is nothing.
    fn read(&mut self, end: u64) -> bool {
        let wanted = (end - self.at).min(WINDOW_BYTES as u64) as usize;
        self.fill(wanted);
        let is_whole = self.len < wanted;
        let last = memchr::memrchr2(b'\n', b'\r', self.text());
        let is_at_end = self.at + wanted as u64 == end;
        match last {
            _ if is_whole => self.kept = self.len,
            Some(last) if !is_at_end || last + 1 == self.len => {
                self.kept = last + 1;
                self.len = self.kept;
            }
            _ if is_at_end => {
                self.fill(wanted + OVERLAP_BYTES);
                self.kept = wanted.min(self.len);
            }
            _ => {
                let cut = self.len.saturating_sub(OVERLAP_BYTES).max(1);
                let edge = (1..=cut).rev().find(|at| is_cluster_edge(self.text(), *at));
                self.kept = edge.unwrap_or(cut);
            }
        }
        self.len > 0
    }

    fn fill(&mut self, wanted: usize) {
        if let Some(section) = self.in_memory {
            self.len = wanted.min(section.len().saturating_sub(self.at as usize));
            return;
        }
        if self.buffer.len() < wanted {
            self.buffer.resize(wanted, 0);
        }
        let room = self.buffer.get_mut(..wanted).unwrap_or_default();
        self.len = self.lines.read_raw(self.section, self.at, room);
    }

    /// Returns whether the line that these bytes are the end of is shown.
    fn is_visible(&self, lines: &WindowLines<'_>, line_rest: &Range<usize>) -> bool {
        let before = self.text().get(..line_rest.start).unwrap_or_default();
        // The first line of a window may have begun before it.
        let start = memchr::memrchr2(b'\n', b'\r', before).map(|line_end| line_end + 1);
        let line = start.and_then(|start| lines.valid(start..line_rest.end));
        let at = self.at + line_rest.start as u64;
        line.is_some_and(|line| !self.lines.may_hide(self.section, line))
            || self.lines.is_visible(self.section, at)
    }

    /// Returns the place of bytes of the window.
    fn span(&self, lines: &mut WindowLines<'_>, hit: Range<usize>) -> Span {
        match lines.line_start(&hit) {
            Some(start) => {
                let line = Pos::new(self.section, self.at + start as u64);
                line.at((hit.start - start) as u32)..line.at((hit.end - start) as u32)
            }
            None => {
                let pos = |byte: usize| {
                    let at = self.at + byte as u64;
                    self.lines.pos_of_raw(self.section, at)
                };
                pos(hit.start)..pos(hit.end)
            }
        }
    }
}

/// Lines of a window as text.
struct WindowLines<'t> {
    bytes: &'t [u8],
    /// The valid parts of the window with their first bytes, ascending. Mostly there is one.
    valid: Vec<(usize, &'t str)>,
    /// The line of the last place that was asked for.
    line: Range<usize>,
}

impl<'t> WindowLines<'t> {
    fn new(bytes: &'t [u8]) -> Self {
        let valid = match simdutf8::basic::from_utf8(bytes) {
            Ok(text) => vec![(0, text)],
            Err(_) => valid_parts(bytes),
        };
        Self {
            bytes,
            valid,
            line: 0..0,
        }
    }

    /// Returns bytes of the window as text; `None` if they are not valid UTF-8.
    fn valid(&self, range: Range<usize>) -> Option<&'t str> {
        let behind = self
            .valid
            .partition_point(|(start, _)| *start <= range.start);
        let (start, text) = self.valid.get(behind.checked_sub(1)?)?;
        text.get(range.start - start..range.end - start)
    }

    /// Returns the start of the line that holds a hit, if bytes of it are bytes of its text.
    fn line_start(&mut self, hit: &Range<usize>) -> Option<usize> {
        if !self.line.contains(&hit.start) {
            let before = self.bytes.get(..hit.start)?;
            let start = memchr::memrchr2(b'\n', b'\r', before)? + 1;
            self.line = start..line_end(self.bytes, hit.start);
        }
        if self.line.len() > MAX_WHOLE_LINE_BYTES {
            return None;
        }
        self.valid(self.line.start..hit.end)?;
        Some(self.line.start)
    }
}

/// Returns the valid parts of UTF-8 with their first bytes, ascending.
fn valid_parts(bytes: &[u8]) -> Vec<(usize, &str)> {
    let mut at = 0;
    let parts = bytes.utf8_chunks().map(|chunk| {
        let start = at;
        at += chunk.valid().len() + chunk.invalid().len();
        (start, chunk.valid())
    });
    parts.collect()
}
