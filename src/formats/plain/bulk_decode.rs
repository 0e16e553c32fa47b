//! Bulk decoding of whole lines. Search reads text in encodings other than UTF-8 this way, several times faster
//! than block by block. Each hit is located again in its block, so damaged text need not be exact here.

use crate::source::encoding::Encoding;
use crate::source::encoding::detect::Detection;
use crate::source::line_blocks::{BLOCK_GRID_BYTES, LineBlocks};

/// Bytes decoded at once; a multiple of every code unit.
const DECODE_BYTES: u64 = 256 << 10;
/// Number of lines from which skipping reads a whole window.
const MIN_BULK_SKIP_LINES: usize = 16;

/// Decodes whole blocks from `from` on, with their line ends, into `text`. Returns the start of the next block;
/// `from` at the end of the text.
pub(crate) fn decode_blocks(
    bytes: &LineBlocks,
    guess: &Detection,
    from: u64,
    text: &mut String,
) -> u64 {
    text.clear();
    let end = whole_lines_end(bytes, from);
    if end <= from {
        let chunk = bytes.block(from);
        let line = bytes.source.window(chunk.text.start, chunk.text.end);
        text.push_str(&guess.decode_line(&line));
        return chunk.next.max(from);
    }
    let window = bytes.source.window(from, end);
    let mut rest: &[u8] = &window;
    while !rest.is_empty() {
        let (run, encoding) = same_encoding_run(bytes.encoding, guess, rest);
        let (lines, after) = rest.split_at(run);
        decode_into(encoding, lines, text);
        rest = after;
    }
    end
}

/// Returns the end of the last whole line within [`DECODE_BYTES`] from `from` on; `from` if a block there is not a
/// whole line.
fn whole_lines_end(bytes: &LineBlocks, from: u64) -> u64 {
    let window = bytes.source.window(from, from + DECODE_BYTES);
    let end = from + window.len() as u64;
    let is_cut = |grid: u64| {
        let before = (grid - BLOCK_GRID_BYTES)
            .checked_sub(from)
            .map(|at| at as usize);
        let grid = before.and_then(|at| window.get(at..at + BLOCK_GRID_BYTES as usize));
        grid.is_some_and(|grid| bytes.encoding.find_line_end(grid).is_none())
    };
    let mut grids = (from.div_ceil(BLOCK_GRID_BYTES) + 1..=end / BLOCK_GRID_BYTES)
        .map(|number| number * BLOCK_GRID_BYTES);
    if bytes.is_continuation(from) || grids.any(is_cut) {
        return from;
    }
    if end >= bytes.source.len() {
        return end;
    }
    let last = bytes.encoding.line_ends_rev(&window).next();
    last.map_or(from, |at| bytes.after_line_end(from + at as u64))
}

/// Returns the bytes of the lines at the start of `rest` that share one encoding, and that encoding.
fn same_encoding_run(line_ends: Encoding, guess: &Detection, rest: &[u8]) -> (usize, Encoding) {
    if guess.other.is_none() && !guess.encoding.is_stateful() {
        return (rest.len(), guess.encoding);
    }
    let mut run = 0;
    let mut encoding = None;
    while let Some(after) = rest.get(run..).filter(|after| !after.is_empty()) {
        let len = line_ends.find_line_end(after).unwrap_or(after.len());
        let own = guess.line_encoding(after.get(..len).unwrap_or_default());
        if *encoding.get_or_insert(own) != own {
            break;
        }
        run = (run + len + line_ends.unit_len()).min(rest.len());
        if own.is_stateful() {
            break;
        }
    }
    (run, encoding.unwrap_or(guess.encoding))
}

fn decode_into(encoding: Encoding, bytes: &[u8], text: &mut String) {
    let known = match encoding {
        Encoding::Bytes(encoding) => encoding,
        Encoding::Utf16Le => encoding_rs::UTF_16LE,
        Encoding::Utf16Be => encoding_rs::UTF_16BE,
        _ if encoding.is_stateful() => {
            // A single line. Its line end is decoded separately: an unclosed shift state would consume it.
            let (line, end) = bytes.split_at(encoding.find_line_end(bytes).unwrap_or(bytes.len()));
            text.push_str(&encoding.decode(line));
            return text.push_str(str::from_utf8(end).unwrap_or_default());
        }
        _ => return text.push_str(&encoding.decode(bytes)),
    };
    let mut decoder = known.new_decoder_without_bom_handling();
    text.reserve(decoder.max_utf8_buffer_length(bytes.len()).unwrap_or(0));
    let _ = decoder.decode_to_string(bytes, text, true);
}

/// Returns the start of the line `count` lines after the one at `from`.
pub(crate) fn skip_lines(bytes: &LineBlocks, from: u64, count: usize) -> u64 {
    let unit = bytes.encoding.unit_len();
    let size = if count < MIN_BULK_SKIP_LINES {
        BLOCK_GRID_BYTES / 16
    } else {
        BLOCK_GRID_BYTES
    };
    let (mut at, mut left) = (from, count);
    while left > 0 {
        let window = bytes.source.window(at, at + size);
        let mut start = 0;
        while left > 0 {
            let rest = window.get(start..).unwrap_or_default();
            let Some(end) = bytes.encoding.find_line_end(rest) else {
                start = window.len();
                break;
            };
            let one = |at: usize| bytes.encoding.unit_to_ascii(rest.get(at..at + unit)?);
            let next = one(end + unit);
            if next.is_none() && end + unit >= rest.len() {
                // The LF of a CR LF may be in the next window.
                let next = bytes.after_line_end(at + (start + end) as u64);
                start = (next - at) as usize;
                left -= 1;
                break;
            }
            let is_pair = one(end) == Some(b'\r') && next == Some(b'\n');
            start += end + if is_pair { 2 * unit } else { unit };
            left -= 1;
        }
        if start == 0 {
            return at;
        }
        at += start as u64;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::encoding::{GB18030, SHIFT_JIS};
    use crate::source::windows::Source;

    fn check(encoding: Encoding, raw: Vec<u8>, text: &str) {
        let len = raw.len() as u64;
        let bytes = LineBlocks {
            source: Source::Owned(raw),
            body: 0,
            encoding,
        };
        let guess = Detection {
            encoding,
            ..Detection::UTF8
        };
        let (mut at, mut all, mut stretch) = (0, String::new(), String::new());
        loop {
            let next = decode_blocks(&bytes, &guess, at, &mut stretch);
            assert_eq!(bytes.block_start(at), at, "a stretch begins with a block");
            all.push_str(&stretch);
            if next == at {
                break;
            }
            at = next;
        }
        assert_eq!(at, len);
        assert!(all == text, "{}", encoding.name());
        for from in [0, 40] {
            let mut walked = skip_lines(&bytes, 0, from);
            for count in [0, 1, 7, 300, 5_000] {
                let mut slow = walked;
                for _ in 0..count {
                    slow = bytes.block(slow).next;
                }
                walked = skip_lines(&bytes, walked, count);
                assert_eq!(walked, slow, "{count} lines on");
            }
        }
    }

    #[test]
    fn stretches_make_the_whole_text() {
        let mut text = String::new();
        for line in 0..12_000 {
            text += &"山路と海".repeat(line % 23);
            text += ["\n", "\r\n", "\r", "a\n"][line % 4];
        }
        for encoding in [GB18030, SHIFT_JIS] {
            let Encoding::Bytes(known) = encoding else {
                unreachable!("both are encodings of bytes")
            };
            check(encoding, known.encode(&text).0.into_owned(), &text);
        }
        let wide = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        check(Encoding::Utf16Be, wide, &text);
    }

    #[test]
    fn a_shift_left_open_does_not_take_the_line_end_with_it() {
        let encoding = Encoding::Iso2022Jp;
        let line = b"a\x1B$B0!0\r\nb\n";
        let guess = Detection {
            encoding,
            ..Detection::UTF8
        };
        let bytes = LineBlocks {
            source: Source::Owned(line.to_vec()),
            body: 0,
            encoding,
        };
        let mut text = String::new();
        let end = decode_blocks(&bytes, &guess, 0, &mut text);
        assert_eq!(end, line.len() as u64);
        assert!(text.ends_with("\u{FFFD}\r\nb\n"), "{text:?}");
    }

    #[test]
    fn an_endless_line_comes_block_by_block() {
        for head in ["", "短\n"] {
            check_endless_line(&(head.to_owned() + &"很长的一行，".repeat(60_000)));
        }
    }

    fn check_endless_line(text: &str) {
        let raw = encoding_rs::GB18030.encode(text).0.into_owned();
        let bytes = LineBlocks {
            source: Source::Owned(raw),
            body: 0,
            encoding: GB18030,
        };
        let guess = Detection {
            encoding: GB18030,
            ..Detection::UTF8
        };
        let (mut at, mut all, mut stretch) = (0, String::new(), String::new());
        while at < bytes.source.len() {
            let next = decode_blocks(&bytes, &guess, at, &mut stretch);
            assert_eq!(next, bytes.block(at).next);
            all.push_str(&stretch);
            at = next;
        }
        assert_eq!(all, text.replace('\n', ""));
    }
}
