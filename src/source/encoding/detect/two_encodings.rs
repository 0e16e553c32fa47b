//! Texts with lines in two encodings, joined from two files.
//!
//! The head shows that there are two. The encoding of a line is detected from that line alone.

use super::candidates::{CANDIDATES, LocaleRegion, SAMPLE_BYTES};
use super::ranking::{SampleOrigin, best_candidate};
use crate::doc::DetectionConfidence;
use crate::source::encoding::bit_cost::bit_cost;
use crate::source::encoding::kinds::Encoding;

/// Bits per byte above which a line may be in another encoding.
const POOR_FIT_BITS_PER_BYTE: f64 = 6.8;
/// Margin by which a line must be cheaper in the other encoding.
const MIN_LINE_MARGIN_BITS: f64 = 10.0;
/// Minimum number of non-ASCII bytes that prove another encoding.
const MIN_NON_ASCII_BYTES: usize = 64;

/// Returns whether a line is valid UTF-8 with at least two characters of three bytes. The chance that a line of
/// another encoding passes is about one in a thousand for the shortest lines, and falls with every character.
pub(crate) fn is_surely_utf8(line: &[u8]) -> bool {
    std::str::from_utf8(line).is_ok() && line.iter().filter(|&&b| b >= 0xE0).count() > 1
}

/// Returns whether a line of a UTF-8 text is in another encoding.
pub(crate) fn is_better_than_utf8(other: Encoding, line: &[u8]) -> bool {
    std::str::from_utf8(line).is_err()
        && other.count_undecodable(line) == 0
        && bit_cost(other, line) < bit_cost(Encoding::Utf8, line)
}

/// Returns whether a line is clearly cheaper in `other` than in `first`, the encoding of the text.
pub(crate) fn is_better_in(other: Encoding, first: Encoding, line: &[u8]) -> bool {
    other.count_undecodable(line) == 0
        && bit_cost(other, line) + MIN_LINE_MARGIN_BITS < bit_cost(first, line)
}

/// Returns the two encodings of a head if some lines do not fit the best one but another. The best one of the
/// whole may be a third encoding in which both halves make a little sense.
pub(crate) fn detect_pair(
    head: &[u8],
    best: Encoding,
    region: LocaleRegion,
) -> Option<(Encoding, Encoding)> {
    let other = second_encoding(head, best, region)?;
    Some((second_encoding(head, other, region).unwrap_or(best), other))
}

/// Returns the encoding of the lines that do not fit `best`. `None` if they are too few, or if it is not among
/// [`CANDIDATES`].
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
    // The last line may be incomplete.
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
