//! Numbers of source lines, as editors and compilers count them.

use crate::doc::{Document, LineAccess, Pos};
use crate::source::windows::Source;

/// Bytes read at a time.
const WINDOW_BYTES: usize = 64 << 10;

/// Counter of the lines before ascending places of a document.
#[derive(Debug, Default)]
pub(crate) struct LineCounter {
    section: u32,
    /// Byte up to which lines are counted.
    counted_to: u64,
    /// Line ends before it.
    line_ends: u64,
}

impl LineCounter {
    /// Returns the number of the source line, from 1, that holds the start of `pos`; `None` for a document without
    /// lines. Places must ascend.
    pub(crate) fn line_at(&mut self, doc: &dyn Document, pos: Pos) -> Option<u64> {
        let original = doc.original();
        let pos = doc.to_original(pos);
        let doc = original.as_deref().unwrap_or(doc);
        let lines = doc.lines(pos.section)?;
        if pos.section != self.section || pos.block.0 < self.counted_to {
            *self = Self {
                section: pos.section,
                ..Self::default()
            };
        }
        match lines {
            LineAccess::Raw(lines) => {
                let mut buffer = vec![0; WINDOW_BYTES];
                while self.counted_to < pos.block.0 {
                    let wanted = (pos.block.0 - self.counted_to).min(WINDOW_BYTES as u64) as usize;
                    let window = buffer.get_mut(..wanted).unwrap_or_default();
                    let len = lines.read_raw(pos.section, self.counted_to, window);
                    if len == 0 {
                        break;
                    }
                    let read = window.get(..len).unwrap_or_default();
                    self.line_ends += memchr::memchr_iter(b'\n', read).count() as u64;
                    self.counted_to += len as u64;
                }
            }
            LineAccess::Decoded(lines) => {
                let mut text = String::new();
                while self.counted_to < pos.block.0 {
                    let next = lines.read_lines(pos.section, self.counted_to, &mut text);
                    if next <= self.counted_to {
                        break;
                    }
                    let count = memchr::memchr_iter(b'\n', text.as_bytes()).count();
                    if next > pos.block.0 {
                        // The place is the start of one of the lines just read.
                        let start = self.counted_to;
                        let line = |count| lines.skip_lines(pos.section, start, count).block.0;
                        let counts: Vec<usize> = (0..=count).collect();
                        let inside = counts.partition_point(|&count| line(count) < pos.block.0);
                        self.line_ends += inside as u64;
                        self.counted_to = pos.block.0;
                        break;
                    }
                    self.line_ends += count as u64;
                    self.counted_to = next;
                }
            }
        }
        Some(self.line_ends + 1)
    }

    /// Returns the number of the line, from 1, that holds byte `byte` of a file. Bytes must ascend.
    pub(crate) fn line_of_byte(&mut self, source: &Source, byte: u64) -> u64 {
        if byte < self.counted_to {
            *self = Self::default();
        }
        while self.counted_to < byte {
            let end = byte.min(self.counted_to + WINDOW_BYTES as u64);
            let window = source.window(self.counted_to, end);
            if window.is_empty() {
                break;
            }
            self.line_ends += memchr::memchr_iter(b'\n', &window).count() as u64;
            self.counted_to = end;
        }
        self.line_ends + 1
    }
}
