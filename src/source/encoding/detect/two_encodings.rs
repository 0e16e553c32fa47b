//! Texts of two encodings, put together from two files: which lines are in which. That there are two is seen
//! in the head; what a line is in is told by the line alone.

use super::ranking::{Place, best_writing};
use super::{RIVALS, Region, SAMPLE};
use crate::doc::Certainty;
use crate::source::encoding::Encoding;
use crate::source::encoding::bit_cost::bits;

/// Bits a byte above which a line may be in another encoding.
const POOR: f64 = 6.8;
/// Bits by which a line must be better in the other encoding.
const BETTER: f64 = 10.0;
/// Fewest bytes beyond ASCII that show another encoding.
const FEWEST: usize = 64;

/// UTF-8 with two characters of three bytes at least: the chance that a line of another encoding is
/// that is about one in a thousand for the shortest, and falls with every character.
pub(crate) fn is_surely_utf8(line: &[u8]) -> bool {
    std::str::from_utf8(line).is_ok() && line.iter().filter(|&&b| b >= 0xE0).count() > 1
}

/// Whether a line of a text in UTF-8 is in another encoding.
pub(crate) fn is_among_utf8(other: Encoding, line: &[u8]) -> bool {
    std::str::from_utf8(line).is_err()
        && other.damage(line) == 0
        && bits(other, line) < bits(Encoding::Utf8, line)
}

/// Whether a line that is no writing in the encoding of the text is some in another.
pub(crate) fn is_rather(other: Encoding, first: Encoding, line: &[u8]) -> bool {
    other.damage(line) == 0 && bits(other, line) + BETTER < bits(first, line)
}

/// The two encodings of the lines of a head, if lines that are no writing in the best one are some in
/// another. The best of the whole may be one that is neither, in which both make a little sense.
pub(crate) fn pair(head: &[u8], best: Encoding, region: Region) -> Option<(Encoding, Encoding)> {
    let other = beside(head, best, region)?;
    Some((beside(head, other, region).unwrap_or(best), other))
}

/// The encoding of those lines of a head that are no writing in the best one, if it is one of those
/// that are told by the writing they make.
fn beside(head: &[u8], best: Encoding, region: Region) -> Option<Encoding> {
    if !RIVALS.contains(&best) {
        return None;
    }
    let is_poor = |line: &[u8]| {
        let own = bits(best, line);
        let is_better = |rival: &Encoding| bits(*rival, line) + BETTER < own;
        own > POOR * line.len() as f64 && RIVALS.iter().any(is_better)
    };
    let mut sample = Vec::new();
    // The last line may be cut.
    let whole = head.len() - head.rsplit(|&byte| byte == b'\n').next()?.len();
    for line in head.get(..whole)?.split(|&byte| byte == b'\n') {
        if sample.len() < SAMPLE && std::str::from_utf8(line).is_err() && is_poor(line) {
            sample.extend_from_slice(line);
            sample.push(b'\n');
        }
    }
    let beyond = sample.iter().filter(|byte| !byte.is_ascii()).count();
    if beyond < FEWEST {
        return None;
    }
    let found = best_writing(&sample, region, Place::On);
    let is_other = found.certainty == Certainty::Likely && found.encoding != best;
    (is_other && RIVALS.contains(&found.encoding)).then_some(found.encoding)
}
