//! Detection of the encoding of a text from its head.
//!
//! The tests in order: a byte order mark; valid UTF-8; the escapes of ISO-2022-JP; then the encoding with the
//! lowest bit cost ([`crate::source::encoding::bit_cost`]) for the first text that is not UTF-8. A text may
//! begin or end within a character. If no Chinese, Japanese or Korean encoding is a clear winner, chardetng
//! proposes one of other scripts. It processes only 2 to 5 MB per second, so its sample is small.

mod candidates;
mod ranking;
mod two_encodings;

use super::bit_cost::bit_cost;
use super::kinds::{Encoding, GB18030};
use super::utf8::{Utf8Validity, utf8_validity};
use crate::doc::{DetectionConfidence, EncodingInfo};
use crate::source::windows::Source;
pub use candidates::LocaleRegion;
use candidates::{CANDIDATES, SAMPLE_BYTES};
use ranking::{MIN_MARGIN_BITS, Ranking, SampleOrigin, best_candidate};
use std::borrow::Cow;

/// Bytes of the head that are read.
pub const HEAD_BYTES: u64 = 16 << 10;
/// Bytes that are searched for the first non-ASCII text.
const MAX_ASCII_PREFIX_BYTES: u64 = 1 << 20;
/// Invalid sequences after which the verdict about UTF-8 stops reading.
const MAX_INVALID_SEQUENCE_COUNT: u64 = 512;
/// Bytes that decide about UTF-16 and UTF-32.
const UTF16_SAMPLE_BYTES: usize = 512;
/// Minimum number of UTF-8 characters of three or more bytes that cannot be a coincidence.
const MIN_UTF8_CHARS: u64 = 8;
/// Maximum share of 8-bit bytes in a 7-bit text with damage, as 1 in n.
const MAX_EIGHT_BIT_SHARE: usize = 16;
/// Maximum bits per byte of UTF-16 without ASCII.
const MAX_UTF16_BITS_PER_BYTE: f64 = 6.8;
/// Maximum bits per byte of any text.
const MAX_TEXT_BITS_PER_BYTE: f64 = 8.0;

/// Information about the encoding from outside the text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct EncodingHint {
    /// Encoding that the reader chose; `None`: detect it.
    pub encoding: Option<Encoding>,
    /// Region of the reader's locale.
    pub region: LocaleRegion,
}

/// Detected encoding of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Detection {
    /// Encoding of the text.
    pub encoding: Encoding,
    /// Confidence of the detection.
    pub confidence: DetectionConfidence,
    /// Encoding of the lines that are not in the first one.
    pub other: Option<Encoding>,
    /// Bytes at the head that are the rest of a truncated character.
    pub partial_char_len: u8,
}

impl Detection {
    /// UTF-8 with certainty.
    pub const UTF8: Self = Self::certain(Encoding::Utf8);

    /// Builds the detection of a known encoding.
    pub const fn certain(encoding: Encoding) -> Self {
        Self::new(encoding, DetectionConfidence::Certain)
    }

    const fn new(encoding: Encoding, confidence: DetectionConfidence) -> Self {
        Self {
            encoding,
            confidence,
            other: None,
            partial_char_len: 0,
        }
    }

    /// Returns name and confidence for the metadata of a document.
    pub fn encoding_info(&self) -> EncodingInfo {
        EncodingInfo {
            name: self.encoding.name(),
            confidence: self.confidence,
        }
    }

    /// Decodes a whole line in whichever of the two encodings fits.
    pub fn decode_line<'b>(&self, bytes: &'b [u8]) -> Cow<'b, str> {
        self.line_encoding(bytes).decode(bytes)
    }

    /// Returns the encoding of a whole line: the other one only if it is clearly better.
    pub fn line_encoding(&self, bytes: &[u8]) -> Encoding {
        let Some(other) = self.other.filter(|_| !bytes.is_ascii()) else {
            return self.encoding;
        };
        let is_other = match (self.encoding, other) {
            (_, Encoding::Utf8) => two_encodings::is_surely_utf8(bytes),
            (Encoding::Utf8, other) => two_encodings::is_better_than_utf8(other, bytes),
            (first, other) => two_encodings::is_better_in(other, first, bytes),
        };
        if is_other { other } else { self.encoding }
    }
}

/// Detects the encoding of `source`. A chosen encoding is taken as it is.
pub fn detect(source: &Source, decoding: &EncodingHint) -> Detection {
    match decoding.encoding {
        Some(encoding) => named_detection(source, encoding),
        None => detect_head(source, decoding.region),
    }
}

/// Returns an encoding that the reader chose. Only the truncated character at the head is detected.
fn named_detection(source: &Source, encoding: Encoding) -> Detection {
    let head = source.window(0, UTF16_SAMPLE_BYTES as u64);
    let rest = match Ranking::new(
        &head,
        &[encoding],
        LocaleRegion::Unknown,
        SampleOrigin::Head,
    )
    .best()
    {
        Some(best) if encoding.bom_len(&head) == 0 => best.partial_char_len,
        Some(_) | None => 0,
    };
    Detection {
        partial_char_len: rest,
        ..Detection::new(encoding, DetectionConfidence::Certain)
    }
}

/// Detects the encoding of a text in memory.
pub fn detect_bytes(bytes: &[u8], decoding: &EncodingHint) -> Detection {
    detect(
        &Source::Owned(
            bytes
                .get(..bytes.len().min(MAX_ASCII_PREFIX_BYTES as usize))
                .unwrap_or_default()
                .to_vec(),
        ),
        decoding,
    )
}

fn detect_head(source: &Source, region: LocaleRegion) -> Detection {
    let head = source.window(0, HEAD_BYTES);
    let sure = |encoding| Detection::new(encoding, DetectionConfidence::Certain);
    if let Some(encoding) = from_bom(&head) {
        return sure(encoding);
    }
    let has_zeros = head.contains(&0);
    if head.is_ascii() && !has_zeros {
        if let Some(encoding) = detect_stateful(&head) {
            return Detection::new(encoding, DetectionConfidence::Likely);
        }
        return match find_non_ascii(source, head.len() as u64) {
            Some(sample) if utf8_validity(&sample, 1).invalid_count > 0 => Detection {
                partial_char_len: 0,
                ..detect_utf8_or_legacy(&sample, region)
            },
            Some(_) | None => sure(Encoding::Utf8),
        };
    }
    if !has_zeros && is_utf8(&head) || has_zeros && is_utf8_with_few_zeros(&head) {
        return sure(Encoding::Utf8);
    }
    let beyond = head.iter().filter(|byte| !byte.is_ascii()).count();
    if beyond * MAX_EIGHT_BIT_SHARE < head.len()
        && let Some(encoding) = detect_stateful(&head)
    {
        return Detection::new(encoding, DetectionConfidence::Likely);
    }
    let sample = head
        .get(..head.len().min(UTF16_SAMPLE_BYTES))
        .unwrap_or_default();
    let contest = rank_with_wide(sample, region);
    match contest.best() {
        Some(best) if best.is_wide() && best.bits <= max_bits(sample) => Detection {
            partial_char_len: best.partial_char_len,
            ..Detection::new(best.encoding, best.confidence)
        },
        Some(_) | None => with_doubt(detect_utf8_or_legacy(&head, region), &contest, sample),
    }
}

/// Returns whether a head is valid UTF-8. A few letters before an incomplete character are no evidence.
fn is_utf8(head: &[u8]) -> bool {
    let seen = utf8_validity(head, 1);
    seen.invalid_count == 0 && (seen.long_chars > 0 || std::str::from_utf8(head).is_ok())
}

/// Returns whether a head with bytes of value 0 is valid UTF-8 with letters of three bytes, at least one for each zero. In
/// UTF-16 and UTF-32 such sequences do not stand together.
fn is_utf8_with_few_zeros(head: &[u8]) -> bool {
    let seen = utf8_validity(head, 1);
    let zeros = memchr::memchr_iter(0, head).count() as u64;
    seen.invalid_count == 0 && seen.long_chars >= zeros
}

/// Lowers the confidence of a detection if UTF-16 or UTF-32 is nearly as cheap for the sample.
fn with_doubt(guess: Detection, contest: &Ranking, sample: &[u8]) -> Detection {
    let text = sample
        .get(usize::from(guess.partial_char_len)..)
        .unwrap_or_default();
    let own = bit_cost(guess.encoding, text);
    let is_near = contest
        .best_wide()
        .is_some_and(|wide| own + MIN_MARGIN_BITS > wide.bits);
    Detection {
        confidence: if is_near {
            DetectionConfidence::Uncertain
        } else {
            guess.confidence
        },
        ..guess
    }
}

/// Returns the encoding of the byte order mark at the start.
fn from_bom(head: &[u8]) -> Option<Encoding> {
    [
        Encoding::Utf8,
        Encoding::Utf32Le,
        Encoding::Utf32Be,
        Encoding::Utf16Le,
        Encoding::Utf16Be,
        GB18030,
    ]
    .into_iter()
    .find(|encoding| encoding.bom_len(head) > 0)
}

/// Returns the first non-ASCII text from byte `from` on, at most [`HEAD_BYTES`]. `None` if the first
/// [`MAX_ASCII_PREFIX_BYTES`] are ASCII.
fn find_non_ascii(source: &Source, from: u64) -> Option<Vec<u8>> {
    let mut at = from;
    while at < MAX_ASCII_PREFIX_BYTES {
        let window = source.window(at, at + HEAD_BYTES);
        if window.is_empty() {
            return None;
        }
        if let Some(i) = window.iter().position(|byte| !byte.is_ascii()) {
            let start = at + i as u64;
            return Some(source.window(start, start + HEAD_BYTES).into_owned());
        }
        at += window.len() as u64;
    }
    None
}

/// Ranks UTF-16, UTF-32 and the encodings that may be confused with them.
fn rank_with_wide(sample: &[u8], region: LocaleRegion) -> Ranking {
    let mut all = CANDIDATES.to_vec();
    all.extend([Encoding::Utf8, Encoding::Utf16Le, Encoding::Utf16Be]);
    if sample.contains(&0) {
        all.extend([Encoding::Utf32Le, Encoding::Utf32Be]);
    }
    Ranking::new(sample, &all, region, SampleOrigin::Head)
}

/// Returns the maximum bits of a UTF-16 or UTF-32 sample.
fn max_bits(sample: &[u8]) -> f64 {
    let byte = if sample.contains(&0) {
        MAX_TEXT_BITS_PER_BYTE
    } else {
        MAX_UTF16_BITS_PER_BYTE
    };
    byte * sample.len() as f64
}

/// Detects UTF-8 with damage, or an encoding of single bytes.
fn detect_utf8_or_legacy(bytes: &[u8], region: LocaleRegion) -> Detection {
    let Utf8Validity {
        long_chars: long,
        invalid_count: bad,
        ..
    } = utf8_validity(bytes, MAX_INVALID_SEQUENCE_COUNT);
    let (sample, place) = invalid_utf8_lines(bytes);
    let best = best_candidate(&sample, region, place);
    if best.encoding == Encoding::Utf8 {
        return Detection {
            partial_char_len: best.partial_char_len,
            ..Detection::new(Encoding::Utf8, best.confidence)
        };
    }
    // UTF-8 with lines of another encoding. In Chinese of another encoding one character in three may look
    // like a two-byte character of UTF-8, hardly any like a longer one.
    if long >= MIN_UTF8_CHARS && long * 2 >= bad {
        return Detection {
            encoding: Encoding::Utf8,
            confidence: DetectionConfidence::Likely,
            other: (best.confidence == DetectionConfidence::Likely).then_some(best.encoding),
            partial_char_len: 0,
        };
    }
    let pair = two_encodings::detect_pair(bytes, best.encoding, region);
    let (encoding, other) = pair.unwrap_or((best.encoding, Encoding::Utf8));
    Detection {
        encoding,
        confidence: best.confidence,
        other: Some(other),
        partial_char_len: if pair.is_none() {
            best.partial_char_len
        } else {
            0
        },
    }
}

/// Returns the lines that are not UTF-8, each from its first non-ASCII byte, up to [`SAMPLE_BYTES`].
fn invalid_utf8_lines(bytes: &[u8]) -> (Vec<u8>, SampleOrigin) {
    let mut sample = Vec::with_capacity(SAMPLE_BYTES);
    let mut place = SampleOrigin::Interior;
    for (number, line) in bytes.split(|&byte| byte == b'\n').enumerate() {
        if std::str::from_utf8(line).is_ok() {
            continue;
        }
        let start = line.iter().position(|byte| !byte.is_ascii()).unwrap_or(0);
        if (number, start) == (0, 0) {
            place = SampleOrigin::Head;
        }
        let room = SAMPLE_BYTES - sample.len();
        sample.extend(line.iter().skip(start).take(room));
        if sample.len() >= SAMPLE_BYTES {
            break;
        }
        sample.push(b'\n');
    }
    (sample, place)
}

/// Returns ISO-2022-JP if a 7-bit text has its escapes.
fn detect_stateful(head: &[u8]) -> Option<Encoding> {
    let has = |escape: &[u8]| memchr::memmem::find(head, escape).is_some();
    let escapes = [b"\x1B$B", b"\x1B$@", b"\x1B(I"];
    let found = escapes.iter().any(|escape| has(*escape));
    found.then_some(Encoding::Iso2022Jp)
}
