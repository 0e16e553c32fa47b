//! What a reader is told of a text when it is opened: that it is none, or that parts of it cannot be
//! decoded or are in another encoding.

use crate::doc::DetectionConfidence;
use crate::error::Notice;
use crate::lang::plural;
use crate::source::encoding::Encoding;
use crate::source::encoding::detect::{Detection, HEAD_BYTES};
use crate::source::line_blocks::LineBlocks;
use crate::source::windows::{MAX_WHOLE_BYTES, Source};

/// Lines that are not in the encoding of the head, of which so many are told.
const MIN_OTHER_LINES: u64 = 8;

/// How much of a text was looked at.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum InspectedExtent {
    Whole,
    Head,
}

/// Tells what cannot be decoded, and that lines are in another encoding. A small text is looked at
/// as a whole, of a large one the head.
pub(crate) fn mixture_problems(bytes: &LineBlocks, guess: &Detection, notices: &mut Vec<Notice>) {
    let look = match guess.encoding {
        Encoding::Utf8 if bytes.source.len() <= MAX_WHOLE_BYTES => MAX_WHOLE_BYTES,
        _ => HEAD_BYTES,
    };
    let window = bytes.source.window(bytes.body, look);
    let seen = if bytes.source.len() <= look {
        InspectedExtent::Whole
    } else {
        InspectedExtent::Head
    };
    let mut damage = guess.encoding.count_undecodable(&window);
    // Lines of two old encodings may all be decodable in the wrong one.
    let is_mixed =
        |other: &Encoding| damage > 0 || ![*other, guess.encoding].contains(&Encoding::Utf8);
    if let Some(other) = guess.other.filter(is_mixed) {
        let lines = || window.split(|&byte| byte == b'\n');
        let others = lines()
            .filter(|line| guess.line_encoding(line) == other)
            .count();
        damage = lines()
            .map(|line| guess.line_encoding(line).count_undecodable(line))
            .sum();
        if others > 0 {
            let name = other.name();
            notices.push(Notice::new(
                format!("有 {others} 行是 {name}，已照此解读"),
                format!(
                    "{others} {} {name}, and so read",
                    plural(others as u64, "line is", "lines are")
                ),
            ));
        }
    }
    damage_problem(damage, seen, notices);
    if bytes.source.len() <= MAX_WHOLE_BYTES {
        notices.extend(truncated_end_problem(guess, &bytes.source));
    }
}

/// What is to be told of a text that ends in the midst of a character.
pub(crate) fn truncated_end_problem(guess: &Detection, source: &Source) -> Option<Notice> {
    (guess
        .encoding
        .incomplete_tail_len(source, u64::from(guess.partial_char_len))
        > 0)
    .then(|| {
        Notice::new(
            "末尾的字被截断，显示为 \u{FFFD}",
            "the last character was cut off, shown as \u{FFFD}",
        )
    })
}

/// What is to be told of a text that begins in the midst of a character.
pub(crate) fn truncated_start_problem(guess: &Detection) -> Option<Notice> {
    let rest = guess.partial_char_len;
    (rest > 0).then(|| {
        Notice::new(
            format!("开头的字被截断，略去 {rest} 个字节"),
            format!(
                "the first character was cut off; {rest} {} left out",
                plural(u64::from(rest), "byte of it is", "bytes of it are")
            ),
        )
    })
}

/// What is to be told of lines that are not in UTF-8, in a text whose head is.
pub(crate) fn late_encoding_problem(guess: &Detection, damaged: u64) -> Option<Notice> {
    let is_sure = (guess.confidence, guess.other) == (DetectionConfidence::Certain, None);
    (is_sure && damaged >= MIN_OTHER_LINES).then(|| {
        Notice::new(
            format!("后文有 {damaged} 行不是 UTF-8（:enc 可换编码）"),
            format!("{damaged} lines further on are not UTF-8 (:enc names another encoding)"),
        )
    })
}

pub(crate) fn damage_problem(damage: u64, seen: InspectedExtent, notices: &mut Vec<Notice>) {
    if damage == 0 {
        return;
    }
    let (zh, en) = match seen {
        InspectedExtent::Whole => ("", ""),
        InspectedExtent::Head => ("开头", " in its beginning"),
    };
    notices.push(Notice::new(
        format!("{zh}有 {damage} 处无法解码，显示为 \u{FFFD}（:enc 可换编码）"),
        format!(
            "{damage} {}{en} cannot be decoded, shown as \u{FFFD} (:enc names another encoding)",
            plural(damage, "place", "places")
        ),
    ));
}

/// Whether a file begins as an archive of tar does (POSIX.1-1988, `ustar`).
pub(crate) fn is_tar(head: &[u8]) -> bool {
    const TAR_MAGIC_OFFSET_BYTES: usize = 257;
    head.get(TAR_MAGIC_OFFSET_BYTES..TAR_MAGIC_OFFSET_BYTES + 5) == Some(b"ustar")
}

/// Whether a sample is no text: more than one character in a hundred NUL, or one in ten another
/// control character.
pub(crate) fn looks_binary(sample: &str) -> bool {
    let is_control =
        |byte: &u8| *byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r' | 0x0C | 0x1B);
    let controls = sample.bytes().filter(is_control).count();
    let zeros = sample.bytes().filter(|&byte| byte == 0).count();
    zeros * 100 > sample.len() || controls * 10 > sample.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn archives_of_tar_are_told() {
        let mut head = vec![0; 512];
        assert!(!is_tar(&head));
        head.splice(257..262, *b"ustar");
        assert!(is_tar(&head));
        assert!(!is_tar(b"ustar"));
    }
}
