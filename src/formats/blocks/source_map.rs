//! Map between a decoded text and the bytes of its file, for documents built from decoded text.

use crate::source::encoding::Encoding;
use std::ops::ControlFlow;
use std::sync::Arc;

/// The file bytes of a decoded source.
#[derive(Clone, Debug)]
pub struct SourceMap {
    bytes: Arc<[u8]>,
    encoding: Encoding,
}

impl SourceMap {
    /// Keeps the `bytes` that were decoded to `text`. `None` if the two are identical.
    pub fn new(bytes: &[u8], text: &str, encoding: Encoding) -> Option<Self> {
        (bytes != text.as_bytes()).then(|| Self {
            bytes: bytes.into(),
            encoding,
        })
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
        let (mut at, mut text) = (0, 0);
        loop {
            let rest = self.bytes.get(at..).unwrap_or_default();
            let len = match self.encoding.find_line_end(rest) {
                Some(end) => end + self.encoding.unit_len(),
                None => rest.len(),
            };
            let line = rest.get(..len).unwrap_or(rest);
            let decoded = self.encoding.decode(line).len();
            if line.is_empty() || is_past(at + line.len(), text + decoded) {
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
    }
}
