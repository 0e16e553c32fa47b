//! Where the blocks of a plain text begin and end, found locally. A block ends after a line end
//! (LF, CR LF or CR); and, so that an endless line has blocks too, at a multiple *g* of [`GRID`]
//! when the [`GRID`] bytes before *g* hold no line end (moved on to the next character start).
//! Both directions decide that by looking at no more than three grid windows, so that no index of
//! the text is needed, whatever its size.

use super::source::Source;
use memchr::{memchr2, memrchr2_iter};
use std::ops::Range;

/// Grid of the blocks of endless lines, in bytes. No block is longer than twice this and a few.
pub const GRID: u64 = 64 << 10;

/// First look for a line end, in bytes; most lines are shorter.
const GLANCE: u64 = 2 << 10;

/// The block around a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chunk {
    /// Its bytes, without the line end that closes it.
    pub text: Range<u64>,
    /// Where the next block starts; the end of the source for the last.
    pub next: u64,
    /// Whether it goes on a line that a block before it began.
    pub continued: bool,
}

/// The start of the block that holds byte `at`, not before `body` (where the text itself starts).
pub fn start_of(source: &Source, body: u64, at: u64) -> u64 {
    let at = at.clamp(body, source.len().max(body));
    let grid = at / GRID * GRID;
    let floor = grid.saturating_sub(2 * GRID).max(body);
    let line = line_start(source, floor, at);
    for g in [grid, grid.saturating_sub(GRID)] {
        let start = character_start(source, g);
        if g > 0 && start <= at && g.saturating_sub(GRID) >= line.unwrap_or(floor) && start > body {
            return start;
        }
    }
    line.unwrap_or(floor)
}

/// The block that starts at `start`, which must be the start of one.
pub fn chunk(source: &Source, body: u64, start: u64) -> Chunk {
    let first = start <= body;
    let continued = !first && !ends_line(source, start);
    // The next grid line that may cut: a whole grid window must lie behind it in this line.
    let cut = if continued {
        start / GRID * GRID + GRID
    } else {
        start.div_ceil(GRID) * GRID + GRID
    };
    let limit = character_start(source, cut.min(source.len()));
    let mut from = start;
    let mut to = (start + GLANCE).min(limit);
    loop {
        let window = source.window(from, to);
        if let Some(i) = memchr2(b'\n', b'\r', &window) {
            let end = from + i as u64;
            return Chunk {
                text: start..end,
                next: after_line_end(source, end),
                continued,
            };
        }
        if to >= limit || window.is_empty() {
            return Chunk {
                text: start..limit,
                next: limit,
                continued,
            };
        }
        from = to;
        to = (to + GRID).min(limit);
    }
}

/// The start of the line `at` is in, if it begins at or after `floor`.
fn line_start(source: &Source, floor: u64, at: u64) -> Option<u64> {
    let mut to = at;
    let mut from = at.saturating_sub(GLANCE).max(floor);
    loop {
        let window = source.window(from, to);
        for i in memrchr2_iter(b'\n', b'\r', &window) {
            let start = after_line_end(source, from + i as u64);
            if start <= at {
                return Some(start);
            }
        }
        if from <= floor {
            return (floor == 0 || ends_line(source, floor)).then_some(floor);
        }
        to = from;
        from = from.saturating_sub(GRID).max(floor);
    }
}

/// Where the text goes on after the line end at `end` (CR LF is one).
fn after_line_end(source: &Source, end: u64) -> u64 {
    match source.window(end, end + 2).as_ref() {
        [b'\r', b'\n'] => end + 2,
        _ => end + 1,
    }
}

/// Whether a line end stands right before `at`.
fn ends_line(source: &Source, at: u64) -> bool {
    match source.window(at.saturating_sub(1), at + 1).as_ref() {
        [b'\n', ..] => true,
        [b'\r', rest @ ..] => rest != b"\n",
        _ => false,
    }
}

/// The first character start at or after `at`: at most three bytes on.
fn character_start(source: &Source, at: u64) -> u64 {
    let window = source.window(at, at + 3);
    at + window
        .iter()
        .take_while(|&&byte| byte & 0xC0 == 0x80)
        .count() as u64
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn forward(source: &Source) -> Vec<Chunk> {
        let mut chunks = vec![chunk(source, 0, 0)];
        while let Some(next) = chunks
            .last()
            .map(|c| c.next)
            .filter(|&next| next < source.len())
        {
            chunks.push(chunk(source, 0, next));
        }
        chunks
    }

    fn check(bytes: Vec<u8>) {
        let source = Source::Owned(bytes);
        let chunks = forward(&source);
        let mut expected = 0;
        for c in &chunks {
            assert_eq!(c.text.start, expected, "blocks follow one another");
            assert!(c.text.end - c.text.start <= 2 * GRID + 3);
            for at in [c.text.start, c.text.start.midpoint(c.next), c.next - 1] {
                assert_eq!(start_of(&source, 0, at), c.text.start, "byte {at} of {c:?}");
            }
            expected = c.next;
        }
        assert_eq!(expected, source.len());
    }

    #[test]
    fn every_line_end_closes_a_block() {
        let source = Source::Owned(b"one\ntwo\r\nthree\rfour\n\nlast".to_vec());
        let texts: Vec<_> = forward(&source)
            .into_iter()
            .map(|c| {
                String::from_utf8(source.window(c.text.start, c.text.end).into_owned()).unwrap()
            })
            .collect();
        assert_eq!(texts, ["one", "two", "three", "four", "", "last"]);
    }

    #[test]
    fn an_endless_line_is_cut_at_character_starts() {
        let source = Source::Owned("汉".repeat(200_000).into_bytes());
        let chunks = forward(&source);
        assert!(chunks.len() > 4);
        assert!(chunks.iter().skip(1).all(|c| c.continued));
        for c in &chunks {
            assert!(std::str::from_utf8(&source.window(c.text.start, c.text.end)).is_ok());
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]
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
            check(text.into_bytes());
        }
    }
}
