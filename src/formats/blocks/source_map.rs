//! The file bytes of a text that was decoded before it was made into blocks.

use crate::source::encoding::Encoding;
use std::ops::ControlFlow;
use std::sync::Arc;

/// The bytes of a file from which a source was decoded.
#[derive(Clone, Debug)]
pub struct SourceMap {
    bytes: Arc<[u8]>,
    encoding: Encoding,
}

impl SourceMap {
    /// What is to be kept of `bytes` that were decoded to `text`; nothing if they are the same.
    pub fn new(bytes: &[u8], text: &str, encoding: Encoding) -> Option<Self> {
        (bytes != text.as_bytes()).then(|| Self {
            bytes: bytes.into(),
            encoding,
        })
    }

    /// Walks to the last character before which `stop`, given the bytes of the file and those of the text
    /// behind it, says so. Gives both.
    pub(crate) fn walk(&self, stop: impl Fn(usize, usize) -> ControlFlow<()>) -> (usize, usize) {
        let (mut at, mut text) = (0, 0);
        loop {
            let rest = self.bytes.get(at..).unwrap_or_default();
            let len = match self.encoding.find_line_end(rest) {
                Some(end) => end + self.encoding.unit_len(),
                None => rest.len(),
            };
            let line = rest.get(..len).unwrap_or(rest);
            let decoded = self.encoding.decode(line).len();
            if line.is_empty() || stop(at + line.len(), text + decoded).is_break() {
                let before = (at, text);
                let walk = |more, decoded| stop(before.0 + more, before.1 + decoded);
                let (more, decoded) = self.encoding.walk(line, &mut |a, b| walk(a, b));
                return (at + more, text + decoded);
            }
            (at, text) = (at + line.len(), text + decoded);
        }
    }
}
