//! Sequential reader of all lines of a text, in large windows, each line decoded on its own.

use crate::source::encoding::Encoding;
use crate::source::encoding::detect::Detection;
use crate::source::line_blocks::{BLOCK_GRID_BYTES, LineBlocks};
use std::borrow::Cow;

/// Empty lines that are passed on of a long run of them. More show nothing.
const MAX_BLANK_LINES: u32 = 1 << 10;

/// All lines of a text in order, read window by window.
pub(crate) struct LineReader<'s> {
    line_blocks: &'s LineBlocks,
    detection: &'s Detection,
    at: u64,
    /// Buffer of a window. Reused, since allocating it costs as much as reading into it.
    buffer: Vec<u8>,
    /// Lines so far that are invalid in the expected UTF-8.
    damaged_count: u64,
    /// Whether only the first lines of a long run of empty ones are passed on.
    may_skip_blanks: bool,
    /// Empty lines since the last one with text.
    blank_count: u32,
}

impl<'s> LineReader<'s> {
    /// Length of a window in bytes.
    const WINDOW_BYTES: usize = 256 << 10;

    pub(crate) fn new(line_blocks: &'s LineBlocks, detection: &'s Detection) -> Self {
        Self {
            at: line_blocks.body,
            line_blocks,
            detection,
            buffer: vec![0; Self::WINDOW_BYTES],
            damaged_count: 0,
            may_skip_blanks: false,
            blank_count: 0,
        }
    }

    /// Passes on only the first lines of each long run of empty ones.
    #[must_use]
    pub(crate) const fn without_long_blanks(mut self) -> Self {
        self.may_skip_blanks = true;
        self
    }

    /// Returns the number of lines so far that are invalid in the expected UTF-8.
    pub(crate) const fn damaged_count(&self) -> u64 {
        self.damaged_count
    }

    /// Passes the lines of the next window and their offsets to `take`. Returns the end of the window, `None` at
    /// the end of the text. Of a line longer than a window only the beginning is passed: the rest cannot hold a
    /// heading.
    pub(crate) fn read_window(&mut self, take: &mut dyn FnMut(u64, &str)) -> Option<u64> {
        let mut buffer = std::mem::take(&mut self.buffer);
        let got = self.line_blocks.source.read(self.at, &mut buffer);
        let end = self.walk_window(buffer.get(..got).unwrap_or_default(), take);
        self.buffer = buffer;
        end
    }

    fn walk_window(&mut self, window: &[u8], take: &mut dyn FnMut(u64, &str)) -> Option<u64> {
        let encoding = self.line_blocks.encoding;
        let unit = encoding.unit_len();
        if window.is_empty() {
            return None;
        }
        let at_end = self.at + window.len() as u64 >= self.line_blocks.source.len();
        let mut start = 0;
        while let Some(rest) = window.get(start..).filter(|rest| !rest.is_empty()) {
            if self.may_skip_blanks && self.blank_count > MAX_BLANK_LINES && unit == 1 {
                let text = rest.iter().position(|byte| *byte != b'\n');
                // The last of them is read as any line.
                start += text.unwrap_or(rest.len()).saturating_sub(1);
            }
            let rest = window.get(start..).unwrap_or_default();
            let Some(len) = encoding.find_line_end(rest) else {
                if at_end {
                    take(self.at + start as u64, &self.line_head(rest));
                    start = window.len();
                } else if start == 0 {
                    take(self.at, &self.line_head(rest));
                    self.at = self.next_line(self.at + window.len() as u64);
                }
                break;
            };
            let line = rest.get(..len).unwrap_or_default();
            let is_lf = |at: usize| {
                let unit = rest.get(at..at + unit);
                unit.and_then(|unit| encoding.unit_to_ascii(unit)) == Some(b'\n')
            };
            let text = self.detection.decode_line(line);
            if encoding == Encoding::Utf8 && matches!(text, Cow::Owned(_)) {
                self.damaged_count += 1;
            }
            take(self.at + start as u64, &text);
            self.blank_count = if text.is_empty() {
                self.blank_count.saturating_add(1)
            } else {
                0
            };
            if len + unit >= rest.len() {
                // The LF of a CR LF may be in the next window.
                self.at = self
                    .line_blocks
                    .after_line_end(self.at + (start + len) as u64);
                return Some(self.at);
            }
            let is_pair = !is_lf(len) && is_lf(len + unit);
            start += len + unit + if is_pair { unit } else { 0 };
        }
        self.at += start as u64;
        Some(self.at)
    }

    /// Decodes the beginning of a line, enough to recognise headings.
    fn line_head<'b>(&self, line: &'b [u8]) -> Cow<'b, str> {
        let len = line.len().min(BLOCK_GRID_BYTES as usize);
        self.detection
            .decode_line(line.get(..len).unwrap_or_default())
    }

    /// Returns the start of the line after the one that contains byte `at`.
    fn next_line(&self, at: u64) -> u64 {
        let mut at = at;
        loop {
            let window = self
                .line_blocks
                .source
                .window(at, at + Self::WINDOW_BYTES as u64);
            if window.is_empty() {
                return at;
            }
            match self.line_blocks.encoding.find_line_end(&window) {
                Some(i) => return self.line_blocks.after_line_end(at + i as u64),
                None => {
                    at += window.len() as u64;
                    // Zeros of a sparse file, which may go on for terabytes.
                    if window.iter().all(|byte| *byte == 0) {
                        at = self.line_blocks.source.next_data(at);
                    }
                }
            }
        }
    }
}
