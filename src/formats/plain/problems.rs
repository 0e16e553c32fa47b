//! Problems of plain text: binary content, undecodable bytes, lines in another encoding.

use crate::doc::{DetectionConfidence, InspectedExtent, Problem};
use crate::source::encoding::Encoding;
use crate::source::encoding::detect::{Detection, HEAD_BYTES};
use crate::source::line_blocks::LineBlocks;
use crate::source::windows::{MAX_WHOLE_BYTES, Source};

/// Least number of lines in another encoding that is reported.
const MIN_OTHER_LINES: u64 = 8;

/// Adds the problems of undecodable bytes and of lines in another encoding. A small text is examined as a whole,
/// a large one only at its head.
pub(crate) fn mixture_problems(bytes: &LineBlocks, guess: &Detection, problems: &mut Vec<Problem>) {
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
            problems.push(Problem::OtherEncoding {
                lines: others as u64,
                encoding: other.name(),
            });
        }
    }
    damage_problem(damage, seen, problems);
    if bytes.source.len() <= MAX_WHOLE_BYTES {
        problems.extend(truncated_end_problem(guess, &bytes.source));
    }
}

/// Returns the problem of a text that ends within a character.
pub(crate) fn truncated_end_problem(guess: &Detection, source: &Source) -> Option<Problem> {
    (guess
        .encoding
        .incomplete_tail_len(source, u64::from(guess.partial_char_len))
        > 0)
    .then_some(Problem::TruncatedEnd)
}

/// Returns the problem of a text that begins within a character.
pub(crate) fn truncated_start_problem(guess: &Detection) -> Option<Problem> {
    let bytes = u64::from(guess.partial_char_len);
    (bytes > 0).then_some(Problem::TruncatedStart { bytes })
}

/// Returns the problem of lines that are not in UTF-8, in a text whose head is.
pub(crate) fn late_encoding_problem(guess: &Detection, damaged: u64) -> Option<Problem> {
    let is_sure = (guess.confidence, guess.other) == (DetectionConfidence::Certain, None);
    (is_sure && damaged >= MIN_OTHER_LINES).then_some(Problem::LateEncoding { lines: damaged })
}

/// Adds the problem of `places` that cannot be decoded, if it is not 0.
pub(crate) fn damage_problem(places: u64, extent: InspectedExtent, problems: &mut Vec<Problem>) {
    if places > 0 {
        problems.push(Problem::Undecodable { places, extent });
    }
}

/// Returns whether a file begins like a tar archive (POSIX.1-1988, `ustar`).
pub(crate) fn is_tar(head: &[u8]) -> bool {
    const TAR_MAGIC_OFFSET_BYTES: usize = 257;
    head.get(TAR_MAGIC_OFFSET_BYTES..TAR_MAGIC_OFFSET_BYTES + 5) == Some(b"ustar")
}

/// Fewest control characters among others without a meaning that show a sample as binary.
const MIN_CONTROL_COUNT: usize = 4;

/// Returns whether a sample is binary: more than one byte in a hundred is NUL, or one in ten another control character, or
/// one character in ten has no meaning and some of these are control characters, which a damaged text lacks.
pub(crate) fn looks_binary(sample: &str) -> bool {
    let is_control =
        |byte: &u8| *byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r' | 0x0C | 0x1B);
    let controls = sample.bytes().filter(is_control).count();
    let zeros = sample.bytes().filter(|&byte| byte == 0).count();
    let chars = sample.chars().count();
    let without_meaning = || controls + sample.matches('\u{FFFD}').count();
    zeros * 100 > sample.len()
        || controls * 10 > sample.len()
        || controls >= MIN_CONTROL_COUNT && controls * 50 > chars && without_meaning() * 10 > chars
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn noise_is_no_text_and_a_text_with_damage_is_one() {
        let noise = "\u{1}甲\u{FFFD}a\u{2}\u{FFFD}中b，\u{FFFD}c".repeat(20);
        assert!(looks_binary(&noise));
        assert!(!looks_binary(
            &"山路\u{FFFD}上，\u{FFFD}\u{FFFD}。".repeat(20)
        ));
        assert!(!looks_binary("甲乙丙丁\u{1}\u{FFFD}"));
        assert!(!looks_binary(
            &"\u{1}正文很长，没有别的字，也没有损坏的地方，只有一个控制符。".repeat(9)
        ));
    }

    #[test]
    fn archives_of_tar_are_told() {
        let mut head = vec![0; 512];
        assert!(!is_tar(&head));
        head.splice(257..262, *b"ustar");
        assert!(is_tar(&head));
        assert!(!is_tar(b"ustar"));
    }
}
