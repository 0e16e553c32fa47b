//! Ranking of encodings by the bit cost of a sample.

use super::candidates::{CANDIDATES, LocaleRegion};
use crate::doc::DetectionConfidence;
use crate::source::encoding::bit_cost::{ASCII_BITS, bit_cost};
use crate::source::encoding::kinds::{EUC_JP, Encoding};
use crate::text::script::is_han;
use crate::text::words::is_chinese_word;

/// Minimum margin to the second best encoding for a certain detection.
pub(crate) const MIN_MARGIN_BITS: f64 = 13.0;
/// Bonus for encodings of the reader's region.
const LOCALE_BONUS_BITS: f64 = 7.0;
/// Bits by which a text in EUC-JP is rarer than one in another of the encodings.
const RARE_ENCODING_BITS: f64 = 4.0;
/// Longest sample whose words are looked up, in bytes. Longer ones have evidence enough.
const MAX_WORDS_BYTES: usize = 256;
/// Evidence of two characters that are a word.
const WORD_BITS: f64 = 4.0;
/// Most evidence of words: it makes no guess certain by itself.
const MAX_WORDS_BITS: f64 = 12.0;
/// Penalty for encodings of other scripts, and for texts that begin within a character.
const UNLIKELY_PENALTY_BITS: f64 = 8.0;
/// Maximum bits per byte of a text in a multi-byte encoding.
const MAX_MULTIBYTE_BITS_PER_BYTE: f64 = 6.2;
/// Maximum bits per non-ASCII byte, reached by the rarest words.
const MAX_NON_ASCII_BITS_PER_BYTE: f64 = 8.0;

/// Origin of a sample.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum SampleOrigin {
    /// Head of a text, which may begin within a character.
    Head,
    /// Later part of a text.
    Interior,
}

/// Encoding with the bit cost of a sample.
#[derive(Clone, Copy)]
pub(crate) struct EncodingCandidate {
    pub(crate) encoding: Encoding,
    pub(crate) bits: f64,
    /// Bytes at the start that belong to a truncated character.
    pub(crate) partial_char_len: u8,
    /// Confidence that no other encoding is as good.
    pub(crate) confidence: DetectionConfidence,
}

/// Candidates for one sample.
pub(crate) struct Ranking {
    candidates: Vec<EncodingCandidate>,
    region: LocaleRegion,
}

impl Ranking {
    pub(crate) fn new(
        sample: &[u8],
        encodings: &[Encoding],
        region: LocaleRegion,
        place: SampleOrigin,
    ) -> Self {
        let weighed = |encoding: Encoding, rest: u8| {
            let cut = if rest > 0 {
                UNLIKELY_PENALTY_BITS * f64::from(rest + 1)
            } else {
                0.0
            };
            let text = sample.get(usize::from(rest)..).unwrap_or_default();
            EncodingCandidate {
                encoding,
                bits: bit_cost(encoding, text) + cut - words_bits(encoding, text),
                partial_char_len: rest,
                confidence: DetectionConfidence::Uncertain,
            }
        };
        let candidates = encodings
            .iter()
            .filter_map(|&encoding| {
                (0..=max_partial_char_len(encoding, sample, place))
                    .map(|rest| weighed(encoding, rest))
                    .min_by(|a, b| a.bits.total_cmp(&b.bits))
            })
            .collect();
        Self { candidates, region }
    }

    /// Returns the best of UTF-16 and UTF-32.
    pub(crate) fn best_wide(&self) -> Option<&EncodingCandidate> {
        let wide = self.candidates.iter().filter(|writing| writing.is_wide());
        wide.min_by(|a, b| a.bits.total_cmp(&b.bits))
    }

    /// Returns the best candidate. The region influences the choice, but the confidence depends on the text
    /// alone.
    pub(crate) fn best(&self) -> Option<EncodingCandidate> {
        let region = self.region;
        let favoured = |writing: &EncodingCandidate| {
            let is_own = region.prefers(writing.encoding);
            let is_rare = writing.encoding == EUC_JP;
            let rarity = if is_rare { RARE_ENCODING_BITS } else { 0.0 };
            writing.bits + rarity - if is_own { LOCALE_BONUS_BITS } else { 0.0 }
        };
        let by_worth =
            |a: &&EncodingCandidate, b: &&EncodingCandidate| favoured(a).total_cmp(&favoured(b));
        let best = *self.candidates.iter().min_by(by_worth)?;
        let is_clear = self.candidates.iter().all(|other| {
            other.encoding == best.encoding || other.bits - best.bits >= MIN_MARGIN_BITS
        });
        Some(EncodingCandidate {
            confidence: if is_clear {
                DetectionConfidence::Likely
            } else {
                DetectionConfidence::Uncertain
            },
            ..best
        })
    }
}

impl EncodingCandidate {
    /// Returns whether this is UTF-16 or UTF-32.
    pub(crate) fn is_wide(&self) -> bool {
        self.encoding.unit_len() > 1
    }
}

/// Returns the evidence of the words of two characters in a short text: characters that were decoded in another encoding
/// seldom are one.
fn words_bits(encoding: Encoding, text: &[u8]) -> f64 {
    if text.len() > MAX_WORDS_BYTES || !matches!(encoding, Encoding::Bytes(_)) {
        return 0.0;
    }
    let chars: Vec<char> = encoding.decode(text).chars().collect();
    let runs = chars.split(|c| !is_han(*c));
    let pairs = runs.flat_map(|run| run.chunks_exact(2));
    let count = pairs.filter(|pair| is_chinese_word(pair)).count();
    (WORD_BITS * count as f64).min(MAX_WORDS_BITS)
}

/// Returns the maximum bytes of a truncated character at the start of the sample.
fn max_partial_char_len(encoding: Encoding, sample: &[u8], place: SampleOrigin) -> u8 {
    let is_on = |count: usize| sample.iter().take(count).all(|byte| byte & 0xC0 == 0x80);
    match encoding {
        _ if place == SampleOrigin::Interior => 0,
        Encoding::Utf8 => (1..=3).rev().find(|&rest| is_on(rest)).unwrap_or(0) as u8,
        Encoding::Utf16Le | Encoding::Utf16Be => 1,
        Encoding::Utf32Le | Encoding::Utf32Be => 3,
        // An ASCII byte is taken as a character of its own.
        Encoding::Bytes(_) => sample.first().map_or(0, |byte| u8::from(!byte.is_ascii())),
        Encoding::Iso2022Jp => 0,
    }
}

/// Returns the byte encoding with the lowest bit cost for a sample.
pub(crate) fn best_candidate(
    sample: &[u8],
    region: LocaleRegion,
    place: SampleOrigin,
) -> EncodingCandidate {
    let mut all = CANDIDATES.to_vec();
    all.push(Encoding::Utf8);
    let mut contest = Ranking::new(sample, &all, region, place);
    let is_text = |best: &EncodingCandidate| {
        best.confidence == DetectionConfidence::Likely
            && best.bits <= MAX_MULTIBYTE_BITS_PER_BYTE * sample.len() as f64
    };
    if !contest.best().as_ref().is_some_and(is_text)
        && let Some(asked) =
            detect_with_chardetng(sample, region).filter(|asked| !all.contains(asked))
    {
        let mut alone = Ranking::new(sample, &[asked], region, SampleOrigin::Interior);
        for writing in &mut alone.candidates {
            writing.bits += UNLIKELY_PENALTY_BITS;
        }
        contest.candidates.extend(alone.candidates);
    }
    let nothing = EncodingCandidate {
        encoding: Encoding::Utf8,
        bits: 0.0,
        partial_char_len: 0,
        confidence: DetectionConfidence::Uncertain,
    };
    let best = contest.best().unwrap_or(nothing);
    if CANDIDATES.contains(&best.encoding) && is_noise(&best, sample) {
        return EncodingCandidate {
            confidence: DetectionConfidence::Uncertain,
            ..best
        };
    }
    best
}

/// Returns whether the non-ASCII bytes cost more than the rarest words.
fn is_noise(best: &EncodingCandidate, sample: &[u8]) -> bool {
    let beyond = sample.iter().filter(|byte| !byte.is_ascii()).count();
    let ascii = sample.len() - beyond;
    best.bits - ASCII_BITS * ascii as f64 > MAX_NON_ASCII_BITS_PER_BYTE * beyond as f64
}

fn detect_with_chardetng(sample: &[u8], region: LocaleRegion) -> Option<Encoding> {
    use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(sample, false);
    Encoding::from_whatwg(detector.guess(region.top_level_domain(), Utf8Detection::Deny))
}
