//! Which encoding a text is in, from a look at its head.
//!
//! In this order: a byte order mark; valid UTF-8; the escapes of ISO-2022-JP; and then the encoding in
//! which the first text that is not UTF-8 takes the fewest bits ([`crate::source::encoding::bit_cost`]). A text may begin or end
//! in the midst of a character. Where no encoding of Chinese, Japanese or Korean is clear, chardetng is
//! asked for one of other scripts; it reads 2 to 5 MB a second, so it is given little.

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

/// Bytes of the head that are looked at.
pub const HEAD_BYTES: u64 = 16 << 10;
/// How far the first text beyond ASCII is looked for, in bytes.
const MAX_ASCII_PREFIX_BYTES: u64 = 1 << 20;
/// Bad places after which UTF-8 is judged by what was seen so far.
const MAX_INVALID_SEQUENCES: u64 = 512;
/// Bytes that tell whether a text is in UTF-16 or UTF-32.
const UTF16_SAMPLE_BYTES: usize = 512;
/// Longer characters of UTF-8 that do not come about by chance.
const MIN_UTF8_CHARS: u64 = 8;
/// Of so many bytes of a text of seven bits one may have eight: it is damaged.
const MAX_EIGHT_BIT_SHARE: usize = 16;
/// Bits a byte of a text in UTF-16 has at most in which there is no ASCII.
const MAX_UTF16_BITS_PER_BYTE: f64 = 6.8;
/// Bits a byte above which there is no text.
const MAX_TEXT_BITS_PER_BYTE: f64 = 8.0;

/// What is asked of the decoding of a text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct EncodingHint {
    /// The encoding a person has named; guessed without.
    pub encoding: Option<Encoding>,
    /// Where the reader is.
    pub region: LocaleRegion,
}

/// What a text is in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Detection {
    /// Its encoding.
    pub encoding: Encoding,
    /// Whether that is certain.
    pub confidence: DetectionConfidence,
    /// The encoding of lines that are not in the first, if there are such.
    pub other: Option<Encoding>,
    /// Bytes at the head that are the rest of a character that was cut off.
    pub partial_char_len: u8,
}

impl Detection {
    /// UTF-8, and no guess.
    pub const UTF8: Self = Self::certain(Encoding::Utf8);

    /// An encoding that is known.
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

    /// What a document says of it.
    pub fn encoding_info(&self) -> EncodingInfo {
        EncodingInfo {
            name: self.encoding.name(),
            confidence: self.confidence,
        }
    }

    /// The text of a whole line, its encoding being one of the two. A text of two encodings is read
    /// line by line in the one that fits.
    pub fn decode_line<'b>(&self, bytes: &'b [u8]) -> Cow<'b, str> {
        self.line_encoding(bytes).decode(bytes)
    }

    /// The encoding of a whole line: the other, if it is surely that.
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

/// What `source` is in.
pub fn detect(source: &Source, decoding: &EncodingHint) -> Detection {
    match decoding.encoding {
        Some(encoding) => named_detection(source, encoding),
        None => detect_head(source, decoding.region),
    }
}

/// An encoding that a person has named; the text may begin in the midst of a character all the same.
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

/// The same for a text in memory.
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
    if !has_zeros && is_utf8(&head) {
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

/// Whether a head is valid UTF-8; a few letters, the last of them cut off, say nothing.
fn is_utf8(head: &[u8]) -> bool {
    let seen = utf8_validity(head, 1);
    seen.invalid_count == 0 && (seen.long_chars > 0 || std::str::from_utf8(head).is_ok())
}

/// A guess that is marked if a sample takes hardly fewer bits in it than in UTF-16 or UTF-32.
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

/// The encoding whose byte order mark the text begins with.
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

/// The head of the first text beyond ASCII, looked for from byte `from`.
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

/// A sample read in UTF-16 and UTF-32, and in what these are taken for.
fn rank_with_wide(sample: &[u8], region: LocaleRegion) -> Ranking {
    let mut all = CANDIDATES.to_vec();
    all.extend([Encoding::Utf8, Encoding::Utf16Le, Encoding::Utf16Be]);
    if sample.contains(&0) {
        all.extend([Encoding::Utf32Le, Encoding::Utf32Be]);
    }
    Ranking::new(sample, &all, region, SampleOrigin::Head)
}

/// Bits that a sample of UTF-16 or UTF-32 takes at most.
fn max_bits(sample: &[u8]) -> f64 {
    let byte = if sample.contains(&0) {
        MAX_TEXT_BITS_PER_BYTE
    } else {
        MAX_UTF16_BITS_PER_BYTE
    };
    byte * sample.len() as f64
}

/// UTF-8, or an encoding of bytes.
fn detect_utf8_or_legacy(bytes: &[u8], region: LocaleRegion) -> Detection {
    let Utf8Validity {
        long_chars: long,
        invalid_count: bad,
        ..
    } = utf8_validity(bytes, MAX_INVALID_SEQUENCES);
    let (sample, place) = invalid_utf8_lines(bytes);
    let best = best_candidate(&sample, region, place);
    if best.encoding == Encoding::Utf8 {
        return Detection {
            partial_char_len: best.partial_char_len,
            ..Detection::new(Encoding::Utf8, best.confidence)
        };
    }
    // UTF-8 with lines of another encoding among it. In Chinese of another encoding one character in three
    // may look like one of two bytes in UTF-8, hardly any like a longer one.
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

/// The lines that are not UTF-8, from their first byte beyond ASCII on, as many as are needed.
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

/// Returns ISO-2022-JP if a text of seven bits has its escapes.
fn detect_stateful(head: &[u8]) -> Option<Encoding> {
    let has = |escape: &[u8]| memchr::memmem::find(head, escape).is_some();
    let escapes = [b"\x1B$B", b"\x1B$@", b"\x1B(I"];
    let found = escapes.iter().any(|escape| has(*escape));
    found.then_some(Encoding::Iso2022Jp)
}
