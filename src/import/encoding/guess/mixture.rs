//! Texts of two encodings, put together from two files: which lines are in which. That there are two is seen
//! in the head; what a line is in is told by the line alone.

use super::{CLEAR, ENOUGH, RIVALS, Region, SAMPLE, best_writing};
use crate::import::encoding::{Encoding, common, validity};

/// Below this, a line is no writing in an encoding.
const POOR: f64 = CLEAR / 2.0;
/// The worth of a line of rare Han characters lies above this.
const RARE: f64 = 0.2;
/// Below this, little of a line can be decoded.
const DAMAGED: f64 = -1.0;
/// How much better a line must be in the other encoding.
const BETTER: f64 = 0.2;
/// Fewest bytes beyond ASCII that show another encoding.
const FEWEST: usize = 64;

/// UTF-8 with two characters of three bytes at least: the chance that a line of another encoding is
/// that is about one in a thousand for the shortest, and falls with every character.
pub(super) fn is_surely_utf8(line: &[u8]) -> bool {
    std::str::from_utf8(line).is_ok() && line.iter().filter(|&&b| b >= 0xE0).count() > 1
}

/// Whether a line of a text in UTF-8 is in another encoding. One with characters that are surely UTF-8 has
/// to look like common writing.
pub(super) fn is_among_utf8(other: Encoding, line: &[u8]) -> bool {
    if std::str::from_utf8(line).is_ok() || other.damage(line) > 0 {
        return false;
    }
    let least = if validity(line, ENOUGH).long == 0 {
        RARE
    } else {
        POOR
    };
    common::worth(other, &other.decode(line)) > least
}

/// Whether a line that is no writing in the encoding of the text is some in another.
pub(super) fn is_rather(other: Encoding, first: Encoding, line: &[u8]) -> bool {
    let [was, is] = [first, other].map(|encoding| common::worth(encoding, &encoding.decode(line)));
    if other.damage(line) > 0 {
        return false;
    }
    was < CLEAR && is > was + BETTER && (is > POOR || was < DAMAGED)
}

/// The two encodings of the lines of a head, if lines that are no writing in the best one are some in
/// another. The best of the whole may be one that is neither, in which both make a little sense.
pub(super) fn pair(head: &[u8], best: Encoding, region: Region) -> Option<(Encoding, Encoding)> {
    let other = beside(head, best, region)?;
    Some((beside(head, other, region).unwrap_or(best), other))
}

/// The encoding of those lines of a head that are no writing in the best one, if it is one of those
/// that are told by the writing they make.
fn beside(head: &[u8], best: Encoding, region: Region) -> Option<Encoding> {
    if !RIVALS.contains(&best) {
        return None;
    }
    let mut sample = Vec::new();
    // The last line may be cut.
    let whole = head.len() - head.rsplit(|&byte| byte == b'\n').next()?.len();
    for line in head.get(..whole)?.split(|&byte| byte == b'\n') {
        if sample.len() < SAMPLE
            && std::str::from_utf8(line).is_err()
            && common::worth(best, &best.decode(line)) < POOR
        {
            sample.extend_from_slice(line);
            sample.push(b'\n');
        }
    }
    let beyond = sample.iter().filter(|byte| !byte.is_ascii()).count();
    if beyond < FEWEST {
        return None;
    }
    let found = best_writing(&sample, region);
    (found.worth >= CLEAR && found.encoding != best).then_some(found.encoding)
}
