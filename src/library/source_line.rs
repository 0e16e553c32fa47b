//! Numbers of source lines, as editors and compilers count them.

use crate::doc::{Document, LineAccess, Pos};
use crate::source::windows::Source;
use crate::source::{archive, decompress};
use std::path::Path;

/// Bytes read at a time.
const WINDOW_BYTES: usize = 64 << 10;

/// Counter of the lines before ascending places of a document.
#[derive(Debug, Default)]
pub struct LineCounter {
    section: u32,
    /// Byte up to which lines are counted.
    counted_to: u64,
    /// Line ends before it.
    line_ends: u64,
}

impl LineCounter {
    /// Returns the number of the source line, from 1, that holds the start of `pos`; `None` for a document without
    /// lines. Places must ascend.
    pub fn line_at(&mut self, doc: &dyn Document, pos: Pos) -> Option<u64> {
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
    pub fn line_of_byte(&mut self, source: &Source, byte: u64) -> u64 {
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

/// Result of a search for a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FoundLine {
    /// The line is at this position.
    At(Pos),
    /// The text has only so many lines.
    Beyond(u64),
    /// The text has no lines that could be counted.
    Uncounted,
}

/// Finds line `number` of a section, from 1, and its character `column`, from 1. `file` holds the bytes of the section,
/// for documents whose blocks are not lines.
pub fn find_line(
    doc: &dyn Document,
    section: u32,
    (number, column): (u64, u64),
    file: &dyn Fn() -> Option<Source>,
) -> FoundLine {
    let original = doc.original();
    let plain = original.as_deref().unwrap_or(doc);
    let skipped = number.saturating_sub(1);
    let byte = match plain.lines(section) {
        Some(LineAccess::Raw(lines)) => {
            let read = |from: u64, buffer: &mut [u8]| lines.read_raw(section, from, buffer);
            line_start(&read, skipped)
                .map(|at| column_of(plain, lines.pos_of_raw(section, at), column))
        }
        Some(LineAccess::Decoded(lines)) => {
            let mut text = String::new();
            let (mut left, mut from) = (skipped, 0);
            loop {
                let next = lines.read_lines(section, from, &mut text);
                if next <= from {
                    break Err(skipped - left);
                }
                let ends = memchr::memchr_iter(b'\n', text.as_bytes()).count() as u64;
                let count = ends + u64::from(!text.ends_with('\n'));
                if left < count {
                    let start = lines.skip_lines(section, from, left as usize);
                    break Ok(column_of(plain, start, column));
                }
                if ends < count {
                    break Err(skipped - left + count);
                }
                (left, from) = (left - count, next);
            }
        }
        None => {
            let Some(source) = file().filter(|_| plain.byte_positions(section).is_some()) else {
                return FoundLine::Uncounted;
            };
            let read = |from: u64, buffer: &mut [u8]| {
                let window = source.window(from, from + buffer.len() as u64);
                let read = buffer.get_mut(..window.len());
                read.map_or(0, |read| {
                    read.copy_from_slice(&window);
                    window.len()
                })
            };
            line_start(&read, skipped)
        }
    };
    match byte {
        Ok(byte) => doc
            .pos_of_byte(section, byte)
            .map_or(FoundLine::Uncounted, FoundLine::At),
        Err(lines) => FoundLine::Beyond(lines),
    }
}

/// Returns the byte after `skipped` line ends, or the number of lines if there are fewer. A line end closes a line, so
/// that nothing after the last one is no line.
fn line_start(read: &dyn Fn(u64, &mut [u8]) -> usize, skipped: u64) -> Result<u64, u64> {
    let mut buffer = vec![0; WINDOW_BYTES];
    let (mut at, mut ends, mut start) = (0, 0, 0);
    loop {
        let len = read(at, &mut buffer);
        let window = buffer.get(..len).unwrap_or_default();
        if window.is_empty() {
            return if start < at && ends == skipped {
                Ok(start)
            } else {
                Err(ends + u64::from(start < at))
            };
        }
        if ends == skipped && start <= at {
            return Ok(start);
        }
        for end in memchr::memchr_iter(b'\n', window) {
            ends += 1;
            start = at + end as u64 + 1;
            if ends == skipped && end + 1 < len {
                return Ok(start);
            }
        }
        at += len as u64;
    }
}

/// Returns the byte of character `column`, from 1, of the block at `line`; that of its last character in a shorter one.
fn column_of(doc: &dyn Document, line: Pos, column: u64) -> u64 {
    let block = doc.block_at(line);
    let skipped = usize::try_from(column.saturating_sub(1)).unwrap_or(usize::MAX);
    let mut places = block.text.char_indices().map(|(at, _)| at as u32);
    let last = block.text.char_indices().next_back();
    let within = places.nth(skipped).or(last.map(|(at, _)| at as u32));
    let pos = line.at(within.unwrap_or_default().max(line.within));
    doc.byte_of(pos).unwrap_or(line.block.0)
}

/// Returns the bytes of a file whose line ends can be counted; `None` for a packed file, a pipe and UTF-16.
pub fn line_source(path: &Path) -> Option<Source> {
    let is_file = std::fs::metadata(path).is_ok_and(|metadata| metadata.is_file());
    let source = is_file.then(|| Source::from_path(path).ok())??;
    let head = source.window(0, 2).into_owned();
    let is_utf16 = [&[0xFF, 0xFE][..], &[0xFE, 0xFF]].contains(&&*head);
    let is_packed = decompress::is_compressed(&source) || archive::is_zip(&source);
    (!is_utf16 && !is_packed).then_some(source)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_counted_as_editors_do() {
        let start = |text: &str, skipped| {
            let read = |from: u64, buffer: &mut [u8]| {
                let rest = text.as_bytes().get(from as usize..).unwrap_or_default();
                // Windows end anywhere.
                let len = rest.len().min(buffer.len()).min(2);
                buffer[..len].copy_from_slice(&rest[..len]);
                len
            };
            line_start(&read, skipped)
        };
        for (text, skipped, want) in [
            ("", 0, Err(0)),
            ("a", 0, Ok(0)),
            ("a\nb\n\nd", 1, Ok(2)),
            ("a\nb\n\nd", 2, Ok(4)),
            ("a\nb\n\nd", 3, Ok(5)),
            ("a\nb\n\nd", 4, Err(4)),
            ("a\nb\n", 1, Ok(2)),
            ("a\nb\n", 2, Err(2)),
            ("\n", 0, Ok(0)),
            ("\n", 1, Err(1)),
        ] {
            assert_eq!(start(text, skipped), want, "{text:?} {skipped}");
        }
    }
}
