//! The head of long Markdown, read alone. The rest is looked through in pieces that are not kept: memory for all of it
//! takes longer to get than its bytes take to read.

use crate::formats::markdown::{MIN_STAGED_BYTES, RestFacts};
use crate::source::encoding::Encoding;
use crate::source::encoding::detect::Detection;
use crate::source::windows::Source;
use std::borrow::Cow;

/// Bytes of the head.
const HEAD_BYTES: u64 = 256 << 10;
/// Bytes of a piece of the rest.
const PIECE_BYTES: usize = 256 << 10;

/// The lines at the head of a text, and what is known about the rest.
pub(super) struct MarkdownHead<'t> {
    pub(super) text: Cow<'t, str>,
    pub(super) rest: RestFacts,
    /// The file, if the rest is still to be read.
    pub(super) file: Option<Source>,
}

impl<'t> MarkdownHead<'t> {
    /// Takes a text that is known as a whole.
    pub(super) fn of_whole(text: &'t str) -> Self {
        Self {
            text: Cow::Borrowed(text),
            rest: RestFacts::default(),
            file: None,
        }
    }
}

impl MarkdownHead<'static> {
    /// Reads the head of a long file. `None` for a short one, and for one that must be known as a whole: it is not UTF-8
    /// throughout, has a line of many pages, or is too dense.
    pub(super) fn read(source: &Source, detection: &Detection) -> Option<Self> {
        if detection.encoding != Encoding::Utf8
            || detection.partial_char_len > 0
            || source.len() < MIN_STAGED_BYTES as u64
        {
            return None;
        }
        let file = source.another()?;
        let head = source.window(0, HEAD_BYTES);
        let head = decode_lines(&head)?.to_owned();
        // Lines of an old Mac are made anew in the whole text.
        let bytes = head.as_bytes();
        let is_alone = |at: usize| bytes.get(at + 1) != Some(&b'\n');
        if memchr::memchr_iter(b'\r', bytes).any(is_alone) {
            return None;
        }
        let rest = read_rest(source, head.len() as u64)?;
        (!rest.is_too_dense_below(&head)).then_some(Self {
            text: Cow::Owned(head),
            rest,
            file: Some(file),
        })
    }
}

/// Looks through a source from byte `from` to its end. `None` if it is not UTF-8 or a line is longer than a piece.
fn read_rest(source: &Source, from: u64) -> Option<RestFacts> {
    let mut facts = RestFacts::default();
    let mut buffer = vec![0; PIECE_BYTES];
    let mut at = from;
    while at < source.len() {
        let count = source.read(at, &mut buffer);
        let piece = buffer.get(..count).filter(|piece| !piece.is_empty())?;
        let is_last = at + count as u64 == source.len();
        let text = if is_last {
            simdutf8::basic::from_utf8(piece).ok()?
        } else {
            decode_lines(piece)?
        };
        facts.push(text);
        at += text.len() as u64;
    }
    Some(facts)
}

/// Decodes the whole lines of a piece. `None` without a line end, and if they are not UTF-8.
fn decode_lines(piece: &[u8]) -> Option<&str> {
    let end = memchr::memrchr(b'\n', piece)?;
    simdutf8::basic::from_utf8(piece.get(..=end)?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::windows::WindowCache;
    use std::fs::File;
    use std::sync::Arc;

    /// Returns the source of a file of these bytes that has no name any more.
    fn file(name: &str, bytes: &[u8]) -> Source {
        let path = std::env::temp_dir().join(format!("tongdu-head-{name}-{}", std::process::id()));
        std::fs::write(&path, bytes).unwrap();
        let file = File::open(&path).unwrap();
        std::fs::remove_file(&path).unwrap();
        Source::File(WindowCache::new(Arc::new(file), bytes.len() as u64))
    }

    #[test]
    fn the_rest_of_a_long_text_is_looked_through_to_its_end() {
        let text = "山路上有桥，桥下有水。\n\n".repeat(30_000);
        let head =
            |name: &str, text: &[u8]| MarkdownHead::read(&file(name, text), &Detection::UTF8);
        let plain = head("plain", text.as_bytes()).unwrap();
        assert!(plain.text.len() <= HEAD_BYTES as usize && text.starts_with(&*plain.text));
        assert!(!plain.rest.may_have_top_heading);
        let titled = head("titled", format!("{text}# 山路").as_bytes()).unwrap();
        assert!(titled.rest.may_have_top_heading);
        let damaged = [text.as_bytes(), b"\xFF\n"].concat();
        assert!(head("damaged", &damaged).is_none());
        assert!(head("short", "山路\n".as_bytes()).is_none());
        assert!(head("line", "山路".repeat(300_000).as_bytes()).is_none());
        let dense = format!("{text}{}", "-\n".repeat(400_000));
        assert!(head("dense", dense.as_bytes()).is_none());
    }
}
