//! Texts of two encodings, put together from two files: which lines are in which. That there are two is seen
//! in the head; what a line is in is told by the line alone.

use super::candidates::{CANDIDATES, LocaleRegion, SAMPLE_BYTES};
use super::ranking::{SampleOrigin, best_candidate};
use crate::doc::DetectionConfidence;
use crate::source::encoding::bit_cost::bit_cost;
use crate::source::encoding::kinds::Encoding;

/// Bits a byte above which a line may be in another encoding.
const POOR_FIT_BITS_PER_BYTE: f64 = 6.8;
/// Bits by which a line must be better in the other encoding.
const MIN_LINE_MARGIN_BITS: f64 = 10.0;
/// Fewest bytes beyond ASCII that show another encoding.
const MIN_NON_ASCII_BYTES: usize = 64;

/// UTF-8 with two characters of three bytes at least: the chance that a line of another encoding is
/// that is about one in a thousand for the shortest, and falls with every character.
pub(crate) fn is_surely_utf8(line: &[u8]) -> bool {
    std::str::from_utf8(line).is_ok() && line.iter().filter(|&&b| b >= 0xE0).count() > 1
}

/// Whether a line of a text in UTF-8 is in another encoding.
pub(crate) fn is_better_than_utf8(other: Encoding, line: &[u8]) -> bool {
    std::str::from_utf8(line).is_err()
        && other.count_undecodable(line) == 0
        && bit_cost(other, line) < bit_cost(Encoding::Utf8, line)
}

/// Whether a line that is no writing in the encoding of the text is some in another.
pub(crate) fn is_better_in(other: Encoding, first: Encoding, line: &[u8]) -> bool {
    other.count_undecodable(line) == 0
        && bit_cost(other, line) + MIN_LINE_MARGIN_BITS < bit_cost(first, line)
}

/// The two encodings of the lines of a head, if lines that are no writing in the best one are some in
/// another. The best of the whole may be one that is neither, in which both make a little sense.
pub(crate) fn detect_pair(
    head: &[u8],
    best: Encoding,
    region: LocaleRegion,
) -> Option<(Encoding, Encoding)> {
    let other = second_encoding(head, best, region)?;
    Some((second_encoding(head, other, region).unwrap_or(best), other))
}

/// The encoding of those lines of a head that are no writing in the best one, if it is one of those
/// that are told by the writing they make.
fn second_encoding(head: &[u8], best: Encoding, region: LocaleRegion) -> Option<Encoding> {
    if !CANDIDATES.contains(&best) {
        return None;
    }
    let is_poor = |line: &[u8]| {
        let own = bit_cost(best, line);
        let is_better = |rival: &Encoding| bit_cost(*rival, line) + MIN_LINE_MARGIN_BITS < own;
        own > POOR_FIT_BITS_PER_BYTE * line.len() as f64 && CANDIDATES.iter().any(is_better)
    };
    let mut sample = Vec::new();
    // The last line may be cut.
    let whole = head.len() - head.rsplit(|&byte| byte == b'\n').next()?.len();
    for line in head.get(..whole)?.split(|&byte| byte == b'\n') {
        if sample.len() < SAMPLE_BYTES && std::str::from_utf8(line).is_err() && is_poor(line) {
            sample.extend_from_slice(line);
            sample.push(b'\n');
        }
    }
    let beyond = sample.iter().filter(|byte| !byte.is_ascii()).count();
    if beyond < MIN_NON_ASCII_BYTES {
        return None;
    }
    let found = best_candidate(&sample, region, SampleOrigin::Interior);
    let is_other = found.confidence == DetectionConfidence::Likely && found.encoding != best;
    (is_other && CANDIDATES.contains(&found.encoding)).then_some(found.encoding)
}
