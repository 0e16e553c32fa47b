//! Code points beside a byte of a text that may be malformed, the edges of clusters there, and its line.

use crate::text::cluster::cluster_indices;
use crate::text::line_class::char_props;

/// Code point beside a byte of a text.
#[derive(Clone, Copy)]
pub(crate) enum Beside {
    /// A code point, and the byte on its other side.
    Char(char, usize),
    /// The line, or the text, ends or begins.
    LineEnd,
    /// Malformed bytes, or a part of the text that no hit may reach into.
    Nothing,
}

impl Beside {
    /// Returns whether a cluster ends here for sure.
    pub(crate) fn is_edge(self) -> bool {
        match self {
            Self::Char(c, _) => is_alone(c) || c.is_control(),
            Self::LineEnd | Self::Nothing => true,
        }
    }
}

/// Returns whether a cluster ends before byte `at` for sure, as far as what follows decides. Most letters stand before
/// Han, which needs no decoding.
pub(crate) fn is_edge_before(text: &[u8], at: usize) -> bool {
    // U+4000–9FFF, or malformed bytes.
    matches!(text.get(at), Some(0xE4..=0xE9)) || next_char(text, at).is_edge()
}

/// Returns whether a cluster begins at byte `at` for sure, as far as what precedes decides.
pub(crate) fn is_edge_behind(text: &[u8], at: usize) -> bool {
    let before = at.checked_sub(3).and_then(|start| text.get(start..at));
    matches!(before, Some([0xE4..=0xE9, 0x80..=0xBF, 0x80..=0xBF]))
        || previous_char(text, at).is_edge()
}

/// Returns whether `c` is a cluster of its own beside any other such code point.
pub(crate) fn is_alone(c: char) -> bool {
    char_props(c).is_plain()
}

/// Returns the code point that starts at byte `at`.
pub(crate) fn next_char(text: &[u8], at: usize) -> Beside {
    let Some(&first) = text.get(at) else {
        return Beside::LineEnd;
    };
    match first {
        b'\n' | b'\r' => Beside::LineEnd,
        0..0x80 => Beside::Char(char::from(first), at + 1),
        _ => decode(text, at).map_or(Beside::Nothing, |(c, len)| Beside::Char(c, at + len)),
    }
}

/// Decodes the code point of several bytes that starts at byte `at`, with its length in bytes; `None` if the bytes there
/// are malformed (Unicode, table 3-7). A hit of one letter needs three code points, so the decoder of a whole string, with
/// its preparations, takes half of the time of a search.
fn decode(text: &[u8], at: usize) -> Option<(char, usize)> {
    let rest = text.get(at..)?;
    let tail = |byte: u8| (byte & 0xC0 == 0x80).then_some(u32::from(byte & 0x3F));
    let (code, len, least) = match *rest {
        [a @ 0xC2..0xE0, b, ..] => (u32::from(a & 0x1F) << 6 | tail(b)?, 2, 0x80),
        [a @ 0xE0..0xF0, b, c, ..] => {
            let code = u32::from(a & 0x0F) << 12 | tail(b)? << 6 | tail(c)?;
            (code, 3, 0x800)
        }
        [a @ 0xF0..0xF5, b, c, d, ..] => {
            let code = u32::from(a & 0x07) << 18 | tail(b)? << 12 | tail(c)? << 6 | tail(d)?;
            (code, 4, 0x1_0000)
        }
        _ => return None,
    };
    // Surrogates and numbers beyond the last code point are refused by `from_u32`.
    char::from_u32(code)
        .filter(|_| code >= least)
        .map(|c| (c, len))
}

/// Returns the length of the code point that starts at byte `at`; 1 where none does.
pub(crate) fn char_len(text: &[u8], at: usize) -> usize {
    match text.get(at) {
        Some(0xE0..=0xEF) => 3,
        Some(0xF0..) => 4,
        Some(0xC0..) => 2,
        _ => 1,
    }
}

/// Returns the start of the line that holds byte `at`.
pub(crate) fn line_start(text: &[u8], at: usize) -> usize {
    let before = text.get(..at).unwrap_or_default();
    memchr::memrchr2(b'\n', b'\r', before).map_or(0, |end| end + 1)
}

/// Returns the end of the line that holds byte `at`.
pub(crate) fn line_end(text: &[u8], at: usize) -> usize {
    let rest = text.get(at..).unwrap_or_default();
    at + memchr::memchr2(b'\n', b'\r', rest).unwrap_or(rest.len())
}

/// Returns the code point that ends before byte `at`.
pub(crate) fn previous_char(text: &[u8], at: usize) -> Beside {
    let Some(&last) = at.checked_sub(1).and_then(|last| text.get(last)) else {
        return Beside::LineEnd;
    };
    match last {
        b'\n' | b'\r' => return Beside::LineEnd,
        0..0x80 => return Beside::Char(char::from(last), at - 1),
        _ => {}
    }
    let is_lead = |start: &usize| text.get(*start).is_some_and(|byte| byte & 0xC0 == 0xC0);
    let start = (2..=4).filter_map(|len| at.checked_sub(len)).find(is_lead);
    let found = start.and_then(|start| {
        let (c, len) = decode(text, start)?;
        (start + len == at).then_some(Beside::Char(c, start))
    });
    found.unwrap_or(Beside::Nothing)
}

/// Returns whether byte `at` of a text is the edge of a cluster, as far as its valid part of one line goes.
pub(crate) fn is_cluster_edge(text: &[u8], at: usize) -> bool {
    // Han, as most often.
    if matches!(text.get(at), Some(0xE4..=0xE9)) && is_edge_behind(text, at) {
        return true;
    }
    let (before, after) = (previous_char(text, at), next_char(text, at));
    let (Beside::Char(before, _), Beside::Char(after, _)) = (before, after) else {
        // Within a code point neither side is one.
        return !matches!(text.get(at), Some(0x80..0xC0));
    };
    if is_alone(before) && is_alone(after) {
        return true;
    }
    let mut start = at;
    let mut is_alone_behind = false;
    while let Beside::Char(c, next) = previous_char(text, start) {
        if is_alone(c) && is_alone_behind {
            break;
        }
        is_alone_behind = is_alone(c);
        start = next;
    }
    let mut end = at;
    if let Beside::Char(_, next) = next_char(text, at) {
        end = next;
    }
    let window = text
        .get(start..end)
        .and_then(|window| str::from_utf8(window).ok());
    window.is_some_and(|window| cluster_indices(window).any(|(edge, _)| start + edge == at))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn every_code_point_is_decoded() {
        for c in '\u{80}'..=char::MAX {
            let mut buffer = [0; 4];
            let bytes = c.encode_utf8(&mut buffer).as_bytes();
            assert_eq!(decode(bytes, 0), Some((c, bytes.len())));
        }
    }

    #[test]
    fn han_are_edges_and_all_else_is_decoded() {
        // Hexagrams are clusters of their own too.
        let is_hexagram = |c: &char| matches!(c, '\u{4DC0}'..='\u{4DFF}');
        let chars = (' '..='\u{FFFF}').filter(|c| !is_hexagram(c));
        for c in chars.chain('\u{1F300}'..='\u{1F3FF}') {
            let text = format!("的{c}的");
            let bytes = text.as_bytes();
            assert_eq!(
                is_edge_before(bytes, 3),
                next_char(bytes, 3).is_edge(),
                "{c:?}"
            );
            let end = 3 + c.len_utf8();
            assert_eq!(
                is_edge_behind(bytes, end),
                previous_char(bytes, end).is_edge(),
                "{c:?}"
            );
        }
    }

    proptest! {
        #[test]
        fn malformed_bytes_are_refused_like_by_the_standard_library(
            bytes in prop::collection::vec(prop::sample::select(vec![
                0x41u8, 0x80, 0x9F, 0xA0, 0xBF, 0xC0, 0xC1, 0xC2, 0xDF, 0xE0, 0xE4, 0xED, 0xEF, 0xF0, 0xF4, 0xF5, 0xFF,
            ]), 1..6),
        ) {
            let valid = bytes.utf8_chunks().next().map_or("", |chunk| chunk.valid());
            let expected = valid.chars().next().filter(|c| !c.is_ascii());
            prop_assert_eq!(decode(&bytes, 0).map(|(c, _)| c), expected);
        }
    }
}
