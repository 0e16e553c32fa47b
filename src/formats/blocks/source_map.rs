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

    /// The byte of the text that byte `at` of the file becomes.
    pub(crate) fn to_text(&self, at: u64) -> u64 {
        self.walk(|file, _| file as u64 > at).1 as u64
    }

    /// The byte of the file that byte `at` of the text comes from.
    pub(crate) fn to_file(&self, at: u64) -> u64 {
        self.walk(|_, text| text as u64 > at).0 as u64
    }

    /// Finds the last character whose end `is_past` is not true of, given in bytes of the file and of the text.
    /// Returns where it ends in both.
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
