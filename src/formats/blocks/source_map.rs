//! Map between a decoded text and the bytes of its file, for documents built from decoded text.

use crate::source::encoding::Encoding;
use std::ops::ControlFlow;
use std::sync::{Arc, OnceLock};

/// Least distance between two checkpoints, in bytes of the file.
const CHECKPOINT_BYTES: usize = 4 << 10;

/// The file bytes of a decoded source.
#[derive(Clone, Debug)]
pub struct SourceMap {
    bytes: Arc<[u8]>,
    encoding: Encoding,
    /// Starts of lines in the file and in the text, ascending. Found on first use, so that each conversion decodes only
    /// a few lines.
    checkpoints: OnceLock<Arc<[(usize, usize)]>>,
}

impl SourceMap {
    /// Keeps the `bytes` that were decoded to `text`. `None` if the two are identical.
    pub fn new(bytes: &[u8], text: &str, encoding: Encoding) -> Option<Self> {
        (bytes != text.as_bytes()).then(|| Self {
            bytes: bytes.into(),
            encoding,
            checkpoints: OnceLock::new(),
        })
    }

    fn checkpoints(&self) -> &[(usize, usize)] {
        self.checkpoints.get_or_init(|| {
            let mut found = vec![(0, 0)];
            let (mut at, mut text, mut last) = (0, 0, 0);
            while let Some(line) = self.line(at) {
                at += line.len();
                text += self.encoding.decode(line).len();
                if at - last >= CHECKPOINT_BYTES {
                    found.push((at, text));
                    last = at;
                }
            }
            found.into()
        })
    }

    /// Returns the line that starts at byte `at`, with its end; `None` at the end of the file.
    fn line(&self, at: usize) -> Option<&[u8]> {
        let rest = self.bytes.get(at..).filter(|rest| !rest.is_empty())?;
        let len = match self.encoding.find_line_end(rest) {
            Some(end) => end + self.encoding.unit_len(),
            None => rest.len(),
        };
        Some(rest.get(..len).unwrap_or(rest))
    }

    /// Converts a byte offset of the file to one of the text.
    pub(crate) fn to_text(&self, at: u64) -> u64 {
        self.walk(|file, _| file as u64 > at).1 as u64
    }

    /// Converts a byte offset of the text to one of the file.
    pub(crate) fn to_file(&self, at: u64) -> u64 {
        self.walk(|_, text| text as u64 > at).0 as u64
    }

    /// Finds the last character for whose end `is_past(file_offset, text_offset)` is false. Returns the offsets of
    /// its end in the file and the text.
    fn walk(&self, is_past: impl Fn(usize, usize) -> bool) -> (usize, usize) {
        let checkpoints = self.checkpoints();
        let after = checkpoints.partition_point(|&(file, text)| !is_past(file, text));
        let start = checkpoints.get(after.saturating_sub(1));
        let (mut at, mut text) = start.copied().unwrap_or_default();
        while let Some(line) = self.line(at) {
            let decoded = self.encoding.decode(line).len();
            if is_past(at + line.len(), text + decoded) {
                let (more, decoded) = self.encoding.walk(line, &mut |more, decoded| {
                    if is_past(at + more, text + decoded) {
                        ControlFlow::Break(())
                    } else {
                        ControlFlow::Continue(())
                    }
                });
                return (at + more, text + decoded);
            }
            (at, text) = (at + line.len(), text + decoded);
        }
        (at, text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::encoding::GB18030;

    #[test]
    fn offsets_are_converted_at_every_character() {
        let lines: Vec<String> = (0..2_000).map(|n| format!("第{n}行，水　\r\n")).collect();
        let text = lines.concat();
        let bytes = encoding_rs::GB18030.encode(&text).0;
        let map = SourceMap::new(&bytes, &text, GB18030).unwrap();
        assert!(map.checkpoints().len() > 4);
        for (at, _) in text.char_indices().step_by(97).chain([(text.len(), ' ')]) {
            let file = encoding_rs::GB18030.encode(text.get(..at).unwrap()).0.len();
            assert_eq!(map.to_file(at as u64), file as u64);
            assert_eq!(map.to_text(file as u64), at as u64);
        }
    }
}
