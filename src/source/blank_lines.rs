//! Runs of blank lines, found in their bytes without decoding line by line: a text may have a line per byte.

use super::encoding::Encoding;
use super::line_blocks::LineBlocks;
use std::ops::Range;

/// U+3000, the indent of East Asian text, in UTF-8.
const IDEOGRAPHIC_SPACE: &[u8] = "\u{3000}".as_bytes();

/// Consecutive blank lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BlankRun {
    /// Start of the first line in the source.
    pub first: u64,
    /// Start of the last line in the source.
    pub last: u64,
    /// Number of lines.
    pub line_count: usize,
}

impl LineBlocks {
    /// Returns the blank lines that start in `range`, from the one at its start on. `None` if that line is not blank
    /// or leaves the range. Blanks are spaces, tabs and, in UTF-8, U+3000.
    pub fn blank_run_from(&self, range: Range<u64>) -> Option<BlankRun> {
        let bytes = self.window_of_lines(&range);
        let len = (range.end - range.start) as usize;
        let mut run: Option<BlankRun> = None;
        let mut at = 0;
        while at < len
            && let Some((count, next)) = self.after_blank_lines(&bytes, at..len)
        {
            run = Some(BlankRun {
                first: range.start,
                // Of several each is its line end alone.
                last: range.start + (at + count - 1) as u64,
                line_count: run.map_or(0, |run| run.line_count) + count,
            });
            at = next;
        }
        run
    }

    /// Returns the blank lines that start in `range` and end where it does, which is the start of a line. `None` if
    /// the last line that starts in it is not blank.
    pub fn blank_run_before(&self, range: Range<u64>) -> Option<BlankRun> {
        let bytes = self.window_of_lines(&range);
        let len = (range.end - range.start) as usize;
        let blanks = self.blank_end_start(&bytes, len);
        let mut at = match blanks {
            0 if self.is_line_start(range.start) => 0,
            _ => self.after_line(&bytes, blanks)?,
        };
        let mut run: Option<BlankRun> = None;
        while at < len {
            let start = range.start + at as u64;
            let (count, next) = self.after_blank_lines(&bytes, at..len)?;
            run = Some(BlankRun {
                first: run.map_or(start, |run| run.first),
                last: start + (count - 1) as u64,
                line_count: run.map_or(0, |run| run.line_count) + count,
            });
            at = next;
        }
        run.filter(|_| at == len)
    }

    /// Returns the bytes of `range` and a code unit more, which may be the LF of a CR LF.
    fn window_of_lines(&self, range: &Range<u64>) -> Vec<u8> {
        let unit = self.encoding.unit_len() as u64;
        self.source
            .window(range.start, range.end + unit)
            .into_owned()
    }

    /// Returns the byte from which on the first `len` bytes are blanks and line ends.
    fn blank_end_start(&self, bytes: &[u8], len: usize) -> usize {
        let unit = self.encoding.unit_len();
        let mut at = len;
        while at >= unit {
            if unit == 1 {
                let before = bytes.get(..at).unwrap_or_default();
                let line_feeds = before.iter().rev().take_while(|byte| **byte == b'\n');
                at -= line_feeds.count();
            }
            if at < unit {
                break;
            }
            let before = bytes.get(..at).unwrap_or_default();
            if self.encoding == Encoding::Utf8 && before.ends_with(IDEOGRAPHIC_SPACE) {
                at -= IDEOGRAPHIC_SPACE.len();
            } else if matches!(
                self.ascii_at(bytes, at - unit),
                Some(b' ' | b'\t' | b'\n' | b'\r')
            ) {
                at -= unit;
            } else {
                break;
            }
        }
        at
    }

    /// Returns the number of the blank lines that start at the start of `range`, and the end of the last: those that are line
    /// feeds alone, else one. `None` where another line starts.
    fn after_blank_lines(&self, bytes: &[u8], range: Range<usize>) -> Option<(usize, usize)> {
        if self.encoding.unit_len() == 1 {
            let rest = bytes.get(range.clone())?;
            let count = rest.iter().take_while(|byte| **byte == b'\n').count();
            if count > 0 {
                return Some((count, range.start + count));
            }
        }
        Some((1, self.after_blank_line(bytes, range.start)?))
    }

    /// Returns the end of the blank line that starts at byte `at`, behind its line end; `None` if it is not blank or
    /// not whole.
    fn after_blank_line(&self, bytes: &[u8], mut at: usize) -> Option<usize> {
        loop {
            let rest = bytes.get(at..)?;
            if self.encoding == Encoding::Utf8 && rest.starts_with(IDEOGRAPHIC_SPACE) {
                at += IDEOGRAPHIC_SPACE.len();
                continue;
            }
            match self.ascii_at(bytes, at)? {
                b' ' | b'\t' => at += self.encoding.unit_len(),
                _ => return self.after_line_end_in(bytes, at),
            }
        }
    }

    /// Returns the end of the line that holds byte `at`, behind its line end; `None` if it is not whole.
    fn after_line(&self, bytes: &[u8], at: usize) -> Option<usize> {
        let end = at + self.encoding.find_line_end(bytes.get(at..)?)?;
        self.after_line_end_in(bytes, end)
    }

    /// Returns the byte behind the line end at byte `at`; `None` if there is no line end, or if the bytes do not show
    /// whether an LF follows a CR.
    fn after_line_end_in(&self, bytes: &[u8], at: usize) -> Option<usize> {
        let unit = self.encoding.unit_len();
        match self.ascii_at(bytes, at)? {
            b'\n' => Some(at + unit),
            b'\r' => {
                bytes.get(at + unit..at + 2 * unit)?;
                let is_pair = self.ascii_at(bytes, at + unit) == Some(b'\n');
                Some(at + if is_pair { 2 * unit } else { unit })
            }
            _ => None,
        }
    }

    fn ascii_at(&self, bytes: &[u8], at: usize) -> Option<u8> {
        let unit = bytes.get(at..at + self.encoding.unit_len())?;
        self.encoding.unit_to_ascii(unit)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::windows::Source;
    use proptest::prelude::*;

    /// Returns the starts of the lines, and whether each is blank and ends with a line end.
    fn lines(text: &LineBlocks) -> Vec<(u64, bool)> {
        let mut lines = Vec::new();
        let mut at = 0;
        while at < text.source.len() {
            let block = text.block(at);
            let bytes = text.source.window(block.text.start, block.text.end);
            let words = text.encoding.decode(&bytes);
            let is_ended = block.next > block.text.end;
            lines.push((
                at,
                is_ended && words.chars().all(|c| " \t\u{3000}".contains(c)),
            ));
            at = block.next;
        }
        lines
    }

    fn check(text: &LineBlocks, floor: u64) {
        let lines = lines(text);
        let len = text.source.len();
        for (index, &(start, _)) in lines.iter().enumerate().filter(|(_, line)| line.0 >= floor) {
            let blank: Vec<u64> = lines
                .iter()
                .skip(index)
                .take_while(|line| line.1)
                .map(|line| line.0)
                .collect();
            let found = text.blank_run_from(start..len);
            // A CR at the end of the bytes may be a whole line end or half of one.
            let found_count = found.map_or(0, |run| run.line_count);
            assert!(blank.len() - found_count <= 1, "{found:?} of {blank:?}");
            assert_eq!(
                found.map(|run| run.last),
                found_count.checked_sub(1).map(|at| blank[at])
            );
            let before: Vec<u64> = lines[..index]
                .iter()
                .rev()
                .take_while(|line| line.1 && line.0 >= floor)
                .map(|line| line.0)
                .collect();
            let found = text.blank_run_before(floor..start);
            assert_eq!(
                found.map(|run| (run.first, run.last, run.line_count)),
                before.last().map(|first| (*first, before[0], before.len())),
            );
        }
    }

    proptest! {
        #[test]
        fn runs_are_those_of_the_lines(
            parts in prop::collection::vec(
                prop::sample::select(vec!["\n", "\r\n", "\r", " ", "\t", "\u{3000}", "甲"]), 0..24),
            floor in 0_u64..8,
        ) {
            let text: String = parts.concat();
            let utf8 = LineBlocks {
                source: Source::Owned(text.clone().into_bytes()),
                body: 0,
                encoding: Encoding::Utf8,
            };
            check(&utf8, floor);
            let units = text.replace('\u{3000}', " ").encode_utf16().flat_map(u16::to_le_bytes).collect();
            let utf16 = LineBlocks { source: Source::Owned(units), body: 0, encoding: Encoding::Utf16Le };
            check(&utf16, floor / 2 * 2);
        }
    }
}
