//! Lines of a section, many at a time, as UTF-8: raw where the section is that, decoded elsewhere. And where
//! in the source they are.

use crate::doc::{DecodedLines, LineAccess, Pos, RawLines};

/// First stretch of raw lines in bytes: small, so that a near hit is there at once.
pub(crate) const FIRST_BATCH_BYTES: usize = 256 << 10;
/// Largest stretch; bounds how long a walk runs before it can be stopped.
pub(crate) const MAX_BATCH_BYTES: usize = 2 << 20;

/// Lines of a section, and those of them that were read last.
pub(crate) enum LineBatch<'d> {
    /// Bytes as they are in the source, as many as there is room for; the last line may be cut off.
    Raw {
        lines: &'d dyn RawLines,
        buffer: Vec<u8>,
        len: usize,
    },
    /// Whole lines.
    Decoded {
        lines: &'d dyn DecodedLines,
        text: String,
    },
}

impl<'d> LineBatch<'d> {
    /// A batch of these lines, none of which is read yet.
    pub(crate) const fn new(access: LineAccess<'d>) -> Self {
        match access {
            LineAccess::Raw(lines) => Self::Raw {
                lines,
                buffer: Vec::new(),
                len: 0,
            },
            LineAccess::Decoded(lines) => Self::Decoded {
                lines,
                text: String::new(),
            },
        }
    }

    /// Reads from byte `at` of the section on. Returns where the batch ends, `at` if there is nothing.
    pub(crate) fn read(&mut self, section: u32, at: u64) -> u64 {
        match self {
            Self::Raw { lines, buffer, len } => {
                let room = (buffer.len() * 2).clamp(FIRST_BATCH_BYTES, MAX_BATCH_BYTES);
                buffer.resize(room, 0);
                *len = lines.read_raw(section, at, buffer);
                at + *len as u64
            }
            Self::Decoded { lines, text } => lines.read_lines(section, at, text),
        }
    }

    /// The text that was read.
    pub(crate) fn text(&self) -> &[u8] {
        match self {
            Self::Raw { buffer, len, .. } => buffer.get(..*len).unwrap_or_default(),
            Self::Decoded { text, .. } => text.as_bytes(),
        }
    }

    /// Whether the line at byte `at` of the section is shown.
    pub(crate) fn is_visible(&self, section: u32, at: u64) -> bool {
        match self {
            Self::Raw { lines, .. } => lines.is_visible(section, at),
            Self::Decoded { lines, .. } => lines.is_visible(section, at),
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

/// Positions of the lines of a batch, asked for one after the other.
pub(crate) struct BatchLines<'b> {
    batch: &'b LineBatch<'b>,
    section: u32,
    /// A line that is known: where it begins in the source and in the text.
    source_start: u64,
    text_start: usize,
}

impl BatchLines<'_> {
    /// A place in the line that holds byte `at` of the text, which is not before the last that was asked
    /// for.
    pub(crate) fn pos_at(&mut self, at: usize) -> Pos {
        match self.batch {
            LineBatch::Raw { .. } => Pos::new(self.section, self.source_start + at as u64),
            LineBatch::Decoded { lines, text } => {
                let before = text.as_bytes().get(self.text_start..at).unwrap_or_default();
                let (count, start) = count_line_ends(before);
                let pos = lines.skip_lines(self.section, self.source_start, count);
                (self.source_start, self.text_start) = (pos.block.0, self.text_start + start);
                pos
            }
        }
    }
}

/// Where the line ends that holds byte `at` of a text.
pub(crate) fn line_end(text: &[u8], at: usize) -> usize {
    let rest = text.get(at..).unwrap_or_default();
    at + memchr::memchr2(b'\n', b'\r', rest).unwrap_or(rest.len())
}

/// How many line ends (LF, CR LF, CR) are in a text, and where the last line begins.
fn count_line_ends(text: &[u8]) -> (usize, usize) {
    let (mut count, mut start) = (0, 0);
    for at in memchr::memchr2_iter(b'\n', b'\r', text) {
        let is_pair = start > 0 && start == at && text.get(at - 1..=at) == Some(b"\r\n");
        count += usize::from(!is_pair);
        start = at + 1;
    }
    (count, start)
}
