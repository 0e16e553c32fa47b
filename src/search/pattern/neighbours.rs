//! Code points beside a byte of a text that may be malformed, and the edges of clusters there.

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
    /// Whether a cluster ends here for sure.
    pub(crate) fn is_edge(self) -> bool {
        match self {
            Self::Char(c, _) => is_alone(c) || c.is_control(),
            Self::LineEnd | Self::Nothing => true,
        }
    }
}

/// Whether `c` is a cluster of its own beside any other such code point.
pub(crate) fn is_alone(c: char) -> bool {
    char_props(c).is_plain()
}

/// Returns the code point that starts at byte `at`.
pub(crate) fn next_char(text: &[u8], at: usize) -> Beside {
    let Some(&first) = text.get(at) else {
        return Beside::LineEnd;
    };
    let len = match first {
        b'\n' | b'\r' => return Beside::LineEnd,
        0..0x80 => return Beside::Char(char::from(first), at + 1),
        0xC2..0xE0 => 2,
        0xE0..0xF0 => 3,
        _ => 4,
    };
    let c = text
        .get(at..at + len)
        .and_then(|bytes| str::from_utf8(bytes).ok()?.chars().next());
    c.map_or(Beside::Nothing, |c| Beside::Char(c, at + len))
}

/// Returns the code point that ends before byte `at`.
pub(crate) fn previous_char(text: &[u8], at: usize) -> Beside {
    let Some(&last) = at.checked_sub(1).and_then(|last| text.get(last)) else {
        return Beside::LineEnd;
    };
    let len = match last {
        b'\n' | b'\r' => return Beside::LineEnd,
        0..0x80 => return Beside::Char(char::from(last), at - 1),
        _ => (2..=4).find(|len| {
            at.checked_sub(*len)
                .and_then(|at| text.get(at))
                .is_some_and(|b| b & 0xC0 == 0xC0)
        }),
    };
    let start = len.map_or(at, |len| at - len);
    let c = text.get(start..at).and_then(|bytes| {
        let mut chars = str::from_utf8(bytes).ok()?.chars();
        chars.next().filter(|_| chars.next().is_none())
    });
    c.map_or(Beside::Nothing, |c| Beside::Char(c, start))
}

/// Whether byte `at` of a text is the edge of a cluster, as far as its valid part of one line goes.
pub(crate) fn is_cluster_edge(text: &[u8], at: usize) -> bool {
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
