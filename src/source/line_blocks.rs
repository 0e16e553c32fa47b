//! Blocks of a plain text, found locally.
//!
//! A block ends after a line end (LF, CR LF or CR). To divide an endless line too, a block also ends at a
//! multiple *g* of [`BLOCK_GRID_BYTES`] if that many bytes before *g* contain no line end. The end then moves
//! to the next start of a character.
//!
//! Walking forward and looking up backward decide this from at most three grid windows, so no index of the text
//! is needed at any size. [`Encoding::ceil_char_boundary`] finds the start of a character from the bytes around
//! *g* alone, so both directions agree.

use super::encoding::Encoding;
use super::encoding::{LOOK_AHEAD_BYTES, LOOK_BACK_BYTES};
use super::windows::Source;
use std::ops::Range;

/// Grid of the blocks of endless lines, in bytes. The maximum block is twice as long, plus a character.
pub const BLOCK_GRID_BYTES: u64 = 64 << 10;

/// First attempt at finding a line end, in bytes; most lines are shorter.
const FIRST_LOOK_BYTES: u64 = 2 << 10;

/// Block around a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineBlock {
    /// Byte range of the text without the line end.
    pub text: Range<u64>,
    /// Start of the next block; the end of the source for the last block.
    pub next: u64,
    /// Whether it continues a line that an earlier block began.
    pub is_continuation: bool,
}

/// Bytes of a text, divided into blocks.
#[derive(Debug)]
pub struct LineBlocks {
    /// Bytes, including a byte order mark.
    pub source: Source,
    /// Start of the text after a byte order mark; a multiple of the code unit.
    pub body: u64,
    /// Encoding that defines characters and line ends.
    pub encoding: Encoding,
}

impl LineBlocks {
    /// Returns the start of the block that holds byte `at`, not before `body`.
    pub fn block_start(&self, at: u64) -> u64 {
        let at = at.clamp(self.body, self.source.len().max(self.body));
        let at = at / self.unit_len() * self.unit_len();
        if self.is_line_start(at) {
            return at;
        }
        let grid = at / BLOCK_GRID_BYTES * BLOCK_GRID_BYTES;
        let floor = grid.saturating_sub(2 * BLOCK_GRID_BYTES).max(self.body);
        let line = self.line_start(floor, at);
        for g in [grid, grid.saturating_sub(BLOCK_GRID_BYTES)] {
            if g == 0 || g.saturating_sub(BLOCK_GRID_BYTES) < line.unwrap_or(floor) {
                continue;
            }
            let start = self.ceil_char_boundary(g);
            if start <= at && start > self.body {
                return start;
            }
        }
        line.unwrap_or(floor)
    }

    /// Returns the block that starts at `start`, which must be the start of a block.
    pub fn block(&self, start: u64) -> LineBlock {
        let continued = self.is_continuation(start);
        // Next grid line that may divide the line: a whole grid window of the same line must precede it.
        let cut = if continued {
            start / BLOCK_GRID_BYTES * BLOCK_GRID_BYTES + BLOCK_GRID_BYTES
        } else {
            start.div_ceil(BLOCK_GRID_BYTES) * BLOCK_GRID_BYTES + BLOCK_GRID_BYTES
        };
        let limit = cut.min(self.source.len());
        let mut from = start;
        let mut to = (start + FIRST_LOOK_BYTES).min(limit);
        loop {
            let (line_end, is_empty) = self.source.inspect(from, to, |window| {
                (self.encoding.find_line_end(window), window.is_empty())
            });
            if let Some(i) = line_end {
                let end = from + i as u64;
                return LineBlock {
                    text: start..end,
                    next: self.after_line_end(end),
                    is_continuation: continued,
                };
            }
            if to >= limit || is_empty {
                let end = self.ceil_char_boundary(limit);
                return LineBlock {
                    text: start..end,
                    next: end,
                    is_continuation: continued,
                };
            }
            from = to;
            to = (to + BLOCK_GRID_BYTES).min(limit);
        }
    }

    /// Returns whether the block at `start` continues a line that an earlier block began.
    pub fn is_continuation(&self, start: u64) -> bool {
        start > self.body && !self.is_line_start(start)
    }

    fn unit_len(&self) -> u64 {
        self.encoding.unit_len() as u64
    }

    /// Returns the start of the line that contains `at`; `None` if it begins before `floor`.
    fn line_start(&self, floor: u64, at: u64) -> Option<u64> {
        let mut to = at;
        let mut from = at.saturating_sub(FIRST_LOOK_BYTES).max(floor);
        loop {
            let window = self.source.window(from, to);
            for i in self.encoding.line_ends_rev(&window) {
                let start = self.after_line_end(from + i as u64);
                if start <= at {
                    return Some(start);
                }
            }
            if from <= floor {
                return (floor == self.body || self.is_line_start(floor)).then_some(floor);
            }
            to = from;
            from = from.saturating_sub(BLOCK_GRID_BYTES).max(floor);
        }
    }

    /// Returns the characters at and after `at`, each only if it is ASCII.
    fn ascii_pair(&self, at: u64) -> [Option<u8>; 2] {
        let end = at + 2 * self.unit_len();
        self.source.inspect(at, end, |window| {
            let mut units = window.chunks(self.encoding.unit_len());
            [(); 2].map(|()| {
                units
                    .next()
                    .and_then(|unit| self.encoding.unit_to_ascii(unit))
            })
        })
    }

    /// Returns the end of the line end at `end` (CR LF is one line end).
    pub fn after_line_end(&self, end: u64) -> u64 {
        match self.ascii_pair(end) {
            [Some(b'\r'), Some(b'\n')] => end + 2 * self.unit_len(),
            _ => end + self.unit_len(),
        }
    }

    /// Returns whether a line end directly precedes `at`.
    pub(super) fn is_line_start(&self, at: u64) -> bool {
        if at <= self.body {
            return true;
        }
        match self.ascii_pair(at.saturating_sub(self.unit_len())) {
            [Some(b'\n'), _] => true,
            [Some(b'\r'), next] => next != Some(b'\n'),
            _ => false,
        }
    }

    /// Returns the first start of a character at or after `at`, at most a few bytes later.
    fn ceil_char_boundary(&self, at: u64) -> u64 {
        if at >= self.source.len() {
            return self.source.len();
        }
        let back = (LOOK_BACK_BYTES as u64).min(at - self.body.min(at));
        let window = self.source.window(at - back, at + LOOK_AHEAD_BYTES as u64);
        let start = self.encoding.ceil_char_boundary(&window, back as usize) as u64;
        (at - back + start).min(self.source.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn bytes(encoding: Encoding, bytes: Vec<u8>) -> LineBlocks {
        LineBlocks {
            source: Source::Owned(bytes),
            body: 0,
            encoding,
        }
    }

    fn forward(bytes: &LineBlocks) -> Vec<LineBlock> {
        let mut chunks = vec![bytes.block(0)];
        while let Some(next) = chunks
            .last()
            .map(|c| c.next)
            .filter(|&next| next < bytes.source.len())
        {
            chunks.push(bytes.block(next));
        }
        chunks
    }

    fn check(bytes: &LineBlocks) -> Vec<LineBlock> {
        let chunks = forward(bytes);
        let mut expected = 0;
        for c in &chunks {
            assert_eq!(c.text.start, expected, "blocks follow one another");
            assert!(c.text.end - c.text.start <= 2 * BLOCK_GRID_BYTES + 3);
            for at in [c.text.start, c.text.start.midpoint(c.next), c.next - 1] {
                assert_eq!(bytes.block_start(at), c.text.start, "byte {at} of {c:?}");
            }
            expected = c.next;
        }
        assert_eq!(expected, bytes.source.len());
        chunks
    }

    #[test]
    fn every_line_end_closes_a_block() {
        let text = bytes(Encoding::Utf8, b"one\ntwo\r\nthree\rfour\n\nlast".to_vec());
        let texts: Vec<_> = forward(&text)
            .into_iter()
            .map(|c| {
                String::from_utf8(text.source.window(c.text.start, c.text.end).into_owned())
                    .unwrap()
            })
            .collect();
        assert_eq!(texts, ["one", "two", "three", "four", "", "last"]);
    }

    #[test]
    fn an_endless_line_is_cut_at_character_starts() {
        let text = bytes(Encoding::Utf8, "汉".repeat(200_000).into_bytes());
        let chunks = check(&text);
        assert!(chunks.len() > 4);
        assert!(chunks.iter().skip(1).all(|c| c.is_continuation));
        for c in &chunks {
            assert!(std::str::from_utf8(&text.source.window(c.text.start, c.text.end)).is_ok());
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 12, failure_persistence: None, ..ProptestConfig::default() })]
        #[test]
        fn walking_forward_and_looking_back_agree(
            runs in proptest::collection::vec((0usize..180_000, prop_oneof![
                Just("\n"), Just("\r\n"), Just("\r"), Just("汉"), Just("a"), Just("𠮷"), Just("\n\r")]), 1..12),
        ) {
            let mut text = String::new();
            for (len, glue) in runs {
                text.push_str(&"字a".repeat(len / 4));
                text.push_str(glue);
            }
            for encoding in [Encoding::Utf16Le, Encoding::Utf16Be] {
                let units = text.encode_utf16();
                let wide = if encoding == Encoding::Utf16Le {
                    units.flat_map(u16::to_le_bytes).collect()
                } else {
                    units.flat_map(u16::to_be_bytes).collect()
                };
                check(&bytes(encoding, wide));
            }
            check(&bytes(crate::source::encoding::GB18030, encoding_rs::GB18030.encode(&text).0.into_owned()));
            check(&bytes(Encoding::Utf8, text.into_bytes()));
        }
    }
}
