//! A sample read in several encodings: in which it takes the fewest bits, and whether that is clear.

use super::{RIVALS, Region};
use crate::doc::Certainty;
use crate::source::encoding::Encoding;
use crate::source::encoding::bit_cost::{ASCII, bits};

/// Bits that the second best encoding must need more than the best for a guess that is not marked.
pub(crate) const CLEAR: f64 = 13.0;
/// Bits that the reader's region speaks for an encoding.
const REGION: f64 = 7.0;
/// Bits that must speak for an encoding of other scripts, and for a text that begins in the midst of a
/// character.
const RARE: f64 = 8.0;
/// Bits a byte of a text in an encoding of pairs has at most.
const TEXT: f64 = 6.2;
/// Bits a byte of the rarest words in one.
const RAREST: f64 = 8.0;

/// Where a sample is from.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place {
    /// The head of a text, which may begin in the midst of a character.
    Head,
    /// Further on.
    On,
}

/// An encoding and how many bits a sample takes in it.
#[derive(Clone, Copy)]
pub(crate) struct Writing {
    pub(crate) encoding: Encoding,
    pub(crate) bits: f64,
    /// Bytes in front that are the rest of a character.
    pub(crate) rest: u8,
    /// Whether no other comes near.
    pub(crate) certainty: Certainty,
}

/// A sample read in several encodings.
pub(crate) struct Contest {
    found: Vec<Writing>,
    region: Region,
}

impl Contest {
    pub(crate) fn new(sample: &[u8], encodings: &[Encoding], region: Region, place: Place) -> Self {
        let weighed = |encoding: Encoding, rest: u8| {
            let cut = if rest > 0 {
                RARE * f64::from(rest + 1)
            } else {
                0.0
            };
            let text = sample.get(usize::from(rest)..).unwrap_or_default();
            Writing {
                encoding,
                bits: bits(encoding, text) + cut,
                rest,
                certainty: Certainty::Unsure,
            }
        };
        let found = encodings
            .iter()
            .filter_map(|&encoding| {
                (0..=longest_rest(encoding, sample, place))
                    .map(|rest| weighed(encoding, rest))
                    .min_by(|a, b| a.bits.total_cmp(&b.bits))
            })
            .collect();
        Self { found, region }
    }

    /// The best of UTF-16 and UTF-32.
    pub(crate) fn best_wide(&self) -> Option<&Writing> {
        let wide = self.found.iter().filter(|writing| writing.is_wide());
        wide.min_by(|a, b| a.bits.total_cmp(&b.bits))
    }

    /// The best, as far as the region has a say, and whether the text alone makes that clear.
    pub(crate) fn best(&self) -> Option<Writing> {
        let region = self.region;
        let favoured = |writing: &Writing| {
            let is_own = region.favours(writing.encoding);
            writing.bits - if is_own { REGION } else { 0.0 }
        };
        let by_worth = |a: &&Writing, b: &&Writing| favoured(a).total_cmp(&favoured(b));
        let best = *self.found.iter().min_by(by_worth)?;
        let is_clear = self
            .found
            .iter()
            .all(|other| other.encoding == best.encoding || other.bits - best.bits >= CLEAR);
        Some(Writing {
            certainty: if is_clear {
                Certainty::Likely
            } else {
                Certainty::Unsure
            },
            ..best
        })
    }
}

impl Writing {
    /// Whether it is UTF-16 or UTF-32.
    pub(crate) fn is_wide(&self) -> bool {
        self.encoding.unit() > 1
    }
}

/// Bytes of a cut character that a text in an encoding may begin with.
fn longest_rest(encoding: Encoding, sample: &[u8], place: Place) -> u8 {
    let is_on = |count: usize| sample.iter().take(count).all(|byte| byte & 0xC0 == 0x80);
    match encoding {
        _ if place == Place::On => 0,
        Encoding::Utf8 => (1..=3).rev().find(|&rest| is_on(rest)).unwrap_or(0) as u8,
        Encoding::Utf16Le | Encoding::Utf16Be => 1,
        Encoding::Utf32Le | Encoding::Utf32Be => 3,
        // A byte that could stand for itself does.
        Encoding::Bytes(_) => sample.first().map_or(0, |byte| u8::from(!byte.is_ascii())),
        Encoding::Iso2022Jp | Encoding::Iso2022Kr | Encoding::Hz => 0,
    }
}

/// The encoding of bytes in which a sample takes the fewest bits.
pub(crate) fn best_writing(sample: &[u8], region: Region, place: Place) -> Writing {
    let mut all = RIVALS.to_vec();
    all.push(Encoding::Utf8);
    let mut contest = Contest::new(sample, &all, region, place);
    let is_text = |best: &Writing| {
        best.certainty == Certainty::Likely && best.bits <= TEXT * sample.len() as f64
    };
    if !contest.best().as_ref().is_some_and(is_text)
        && let Some(asked) = chardetng(sample, region).filter(|asked| !all.contains(asked))
    {
        let mut alone = Contest::new(sample, &[asked], region, Place::On);
        for writing in &mut alone.found {
            writing.bits += RARE;
        }
        contest.found.extend(alone.found);
    }
    let nothing = Writing {
        encoding: Encoding::Utf8,
        bits: 0.0,
        rest: 0,
        certainty: Certainty::Unsure,
    };
    let best = contest.best().unwrap_or(nothing);
    if RIVALS.contains(&best.encoding) && is_noise(&best, sample) {
        return Writing {
            certainty: Certainty::Unsure,
            ..best
        };
    }
    best
}

/// Whether what is beyond ASCII takes more bits than the rarest words do.
fn is_noise(best: &Writing, sample: &[u8]) -> bool {
    let beyond = sample.iter().filter(|byte| !byte.is_ascii()).count();
    let ascii = sample.len() - beyond;
    best.bits - ASCII * ascii as f64 > RAREST * beyond as f64
}

fn chardetng(sample: &[u8], region: Region) -> Option<Encoding> {
    use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(sample, false);
    Encoding::of_whatwg(detector.guess(region.domain(), Utf8Detection::Deny))
}
