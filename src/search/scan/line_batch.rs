//! Batches of a section's lines as UTF-8, with their places in the source. Bytes are read raw if the section is
//! UTF-8 itself, otherwise as decoded lines.

use crate::doc::{DecodedLines, LineAccess, Pos, RawLines, SourceLines};

/// Raw lines that are read at once, in bytes.
const BATCH_BYTES: usize = 256 << 10;

/// Lines of a section with the batch read last.
pub(crate) enum LineBatch<'d> {
    /// Bytes as in the source, up to the buffer's length: whole lines, unless one is longer than a batch.
    Raw {
        lines: &'d dyn RawLines,
        buffer: Vec<u8>,
        len: usize,
    },
    /// Whole decoded lines.
    Decoded {
        lines: &'d dyn DecodedLines,
        text: String,
    },
}

impl<'d> LineBatch<'d> {
    /// Creates a batch without any lines read, with a buffer that bytes may be read into.
    pub(crate) fn new(access: LineAccess<'d>, buffer: Vec<u8>) -> Self {
        match access {
            LineAccess::Raw(lines) => Self::Raw {
                lines,
                buffer,
                len: 0,
            },
            LineAccess::Decoded(lines) => Self::Decoded {
                lines,
                text: String::new(),
            },
        }
    }

    /// Reads from byte `at` of the section on, not much beyond `end`. Returns the end of the batch, `at` if there is
    /// nothing.
    pub(crate) fn read(&mut self, section: u32, at: u64, end: u64) -> u64 {
        match self {
            Self::Raw { lines, buffer, len } => {
                let room = end.saturating_sub(at).min(BATCH_BYTES as u64);
                buffer.resize(room as usize, 0);
                *len = lines.read_raw(section, at, buffer);
                if *len == BATCH_BYTES {
                    *len = whole_lines_len(buffer).unwrap_or(*len);
                }
                at + *len as u64
            }
            Self::Decoded { lines, text } => lines.read_lines(section, at, text),
        }
    }

    /// Returns the text of the batch.
    pub(crate) fn text(&self) -> &[u8] {
        match self {
            Self::Raw { buffer, len, .. } => buffer.get(..*len).unwrap_or_default(),
            Self::Decoded { text, .. } => text.as_bytes(),
        }
    }

    /// Returns whether the last line is whole.
    pub(crate) fn ends_with_line(&self) -> bool {
        matches!(self.text(), [.., b'\n' | b'\r'])
    }

    /// Returns whether the line at byte `at` of the section is shown.
    pub(crate) fn is_visible(&self, section: u32, at: u64) -> bool {
        match self {
            Self::Raw { lines, .. } => lines.is_visible(section, at),
            Self::Decoded { lines, .. } => lines.is_visible(section, at),
        }
    }

    /// Returns whether a line of the batch may differ from the same line read alone: where a text is damaged, lines decoded
    /// together do.
    pub(crate) fn is_damaged(&self, line: &str) -> bool {
        matches!(self, Self::Decoded { .. }) && line.contains(char::REPLACEMENT_CHARACTER)
    }

    /// Returns whether a line with this text may be hidden.
    pub(crate) fn may_hide(&self, section: u32, line: &str) -> bool {
        self.source_lines().may_hide(section, line)
    }

    /// Returns whether signs of notes stand between the words.
    pub(crate) fn has_notes(&self, section: u32) -> bool {
        self.source_lines().has_notes(section)
    }

    fn source_lines(&self) -> &'d dyn SourceLines {
        match self {
            Self::Raw { lines, .. } => *lines,
            Self::Decoded { lines, .. } => *lines,
        }
    }

    /// Returns the byte of the text that is at `pos`, if it was read from byte `at` of the section on; 0 if that is not
    /// known.
    pub(crate) fn text_offset(&self, section: u32, at: u64, pos: Pos) -> usize {
        match self {
            Self::Raw { len, .. } if pos.section == section => len
                .min(&(pos.block.0.saturating_sub(at) as usize))
                .to_owned(),
            Self::Raw { len, .. } => *len,
            Self::Decoded { .. } => 0,
        }
    }

    /// Its lines, if it was read from byte `at` of the section on.
    pub(crate) const fn lines(&self, section: u32, at: u64) -> BatchLines<'_> {
        BatchLines {
            batch: self,
            section,
            source_start: at,
            text_start: 0,
        }
    }
}

/// Positions of a batch's lines, to be requested in ascending order.
pub(crate) struct BatchLines<'b> {
    batch: &'b LineBatch<'b>,
    section: u32,
    /// Start of the line last requested, in the source and in the text.
    source_start: u64,
    text_start: usize,
}

impl BatchLines<'_> {
    /// Returns a place in the line that holds byte `at` of the text, which is not before the last that was asked for;
    /// and, of decoded lines, the byte of the text at which that line starts.
    pub(crate) fn line_at(&mut self, at: usize) -> (Pos, usize) {
        match self.batch {
            LineBatch::Raw { .. } => {
                let pos = Pos::new(self.section, self.source_start + at as u64);
                (pos, at)
            }
            LineBatch::Decoded { lines, text } => {
                let before = text.as_bytes().get(self.text_start..at).unwrap_or_default();
                let (count, start) = count_line_ends(before);
                let pos = lines.skip_lines(self.section, self.source_start, count);
                (self.source_start, self.text_start) = (pos.block.0, self.text_start + start);
                (pos, self.text_start)
            }
        }
    }
}

/// Returns the length of the whole lines that bytes begin with; `None` without one. A CR as the last byte may be the first of
/// CR LF.
fn whole_lines_len(bytes: &[u8]) -> Option<usize> {
    let known = bytes.strip_suffix(b"\r").unwrap_or(bytes);
    memchr::memrchr2(b'\n', b'\r', known).map(|end| end + 1)
}

/// Returns the number of line ends (LF, CR LF, CR) in a text, and the start of its last line in bytes.
fn count_line_ends(text: &[u8]) -> (usize, usize) {
    let (mut count, mut start) = (0, 0);
    for at in memchr::memchr2_iter(b'\n', b'\r', text) {
        let is_pair = start > 0 && start == at && text.get(at - 1..=at) == Some(b"\r\n");
        count += usize::from(!is_pair);
        start = at + 1;
    }
    (count, start)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_batch_ends_with_a_whole_line_end() {
        for (bytes, len) in [
            ("一\n二", Some(4)),
            ("一\n二\n", Some(8)),
            ("一\r\n二", Some(5)),
            ("一\r\n二\r\n", Some(10)),
            ("一\r\n二\r", Some(5)),
            ("一\r二\r", Some(4)),
            ("一\r\r", Some(4)),
            ("一\r", None),
            ("一\n", Some(4)),
            ("一", None),
            ("", None),
        ] {
            assert_eq!(whole_lines_len(bytes.as_bytes()), len, "{bytes:?}");
        }
    }
}
