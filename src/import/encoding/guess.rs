//! Which encoding a text is in, from a look at its head.
//!
//! In this order: a byte order mark; valid UTF-8; the zeros and the common characters of UTF-16 and
//! UTF-32; the escapes of ISO-2022 and HZ; and then what makes the best writing of the first
//! text that is not UTF-8 ([`super::common`]). Where that is not clear, chardetng is asked, with the
//! reader's region as a hint; it reads 2 to 5 MB a second, so it is given little.

mod mixture;
mod wide;

use super::{BIG5, EUC_JP, EUC_KR, Encoding, GB18030, SHIFT_JIS, Validity, common, validity};
use crate::doc::{Certainty, Encoded};
use crate::import::source::Source;
use crate::text::script::is_han;
use std::borrow::Cow;
use wide::wide;

/// Bytes of the head that are looked at.
pub const HEAD: u64 = 16 << 10;
/// How far the first text beyond ASCII is looked for, in bytes.
const REACH: u64 = 1 << 20;
/// Bytes that are decoded in every encoding to see in which they make writing.
const SAMPLE: usize = 4 << 10;
/// Bad places after which UTF-8 is judged by what was seen so far.
const ENOUGH: u64 = 512;
/// Above this, a text is writing, if no other encoding comes near.
const CLEAR: f64 = 0.6;
/// What "near" is.
const NEAR: f64 = 0.15;

/// The encodings that are told apart by the writing they make, in the order in which ties fall.
const RIVALS: [Encoding; 5] = [GB18030, BIG5, SHIFT_JIS, EUC_JP, EUC_KR];

/// Where the reader is, as far as it speaks for an encoding.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Region {
    /// Not known.
    #[default]
    Unknown,
    /// Where Chinese is written simplified.
    China,
    /// Where it is written traditional.
    Taiwan,
    /// Japan.
    Japan,
    /// Korea.
    Korea,
}

impl Region {
    /// The region of a locale name (`zh_TW.UTF-8`).
    pub fn of_locale(locale: &str) -> Self {
        let is = |prefix: &str| locale.starts_with(prefix);
        if is("zh_TW") || is("zh_HK") || is("zh_MO") {
            Self::Taiwan
        } else if is("zh") {
            Self::China
        } else if is("ja") {
            Self::Japan
        } else if is("ko") {
            Self::Korea
        } else {
            Self::Unknown
        }
    }

    /// The top-level domain that chardetng knows it by.
    const fn domain(self) -> Option<&'static [u8]> {
        match self {
            Self::Unknown => None,
            Self::China => Some(b"cn"),
            Self::Taiwan => Some(b"tw"),
            Self::Japan => Some(b"jp"),
            Self::Korea => Some(b"kr"),
        }
    }

    fn favours(self, encoding: Encoding) -> bool {
        match self {
            Self::Unknown => false,
            Self::China => encoding == GB18030,
            Self::Taiwan => encoding == BIG5,
            Self::Japan => encoding == SHIFT_JIS || encoding == EUC_JP,
            Self::Korea => encoding == EUC_KR,
        }
    }
}

/// What is asked of the decoding of a text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Decoding {
    /// The encoding a person has named; guessed without.
    pub named: Option<Encoding>,
    /// Where the reader is.
    pub region: Region,
}

/// What a text is in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Guess {
    /// Its encoding.
    pub encoding: Encoding,
    /// Whether that is certain.
    pub certainty: Certainty,
    /// The encoding of lines that are not in the first, if there are such.
    pub other: Option<Encoding>,
}

impl Guess {
    /// UTF-8, and no guess.
    pub const UTF8: Self = Self::new(Encoding::Utf8, Certainty::Sure);

    const fn new(encoding: Encoding, certainty: Certainty) -> Self {
        Self {
            encoding,
            certainty,
            other: None,
        }
    }

    /// What a document says of it.
    pub fn encoded(&self) -> Encoded {
        Encoded {
            name: self.encoding.name(),
            certainty: self.certainty,
        }
    }

    /// The text of a whole line, its encoding being one of the two. A text of two encodings is read
    /// line by line in the one that fits.
    pub fn line<'b>(&self, bytes: &'b [u8]) -> Cow<'b, str> {
        self.of_line(bytes).decode(bytes)
    }

    /// The encoding of a whole line: the other, if it is surely that.
    pub fn of_line(&self, bytes: &[u8]) -> Encoding {
        let Some(other) = self.other.filter(|_| !bytes.is_ascii()) else {
            return self.encoding;
        };
        let is_other = match (self.encoding, other) {
            (_, Encoding::Utf8) => mixture::is_surely_utf8(bytes),
            (Encoding::Utf8, other) => mixture::is_among_utf8(other, bytes),
            (first, other) => mixture::is_rather(other, first, bytes),
        };
        if is_other { other } else { self.encoding }
    }
}

/// What `source` is in.
pub fn guess(source: &Source, decoding: &Decoding) -> Guess {
    match decoding.named {
        Some(encoding) => Guess::new(encoding, Certainty::Sure),
        None => of_head(source, decoding.region),
    }
}

/// The same for a text in memory.
pub fn guess_of(bytes: &[u8], decoding: &Decoding) -> Guess {
    guess(
        &Source::Owned(
            bytes
                .get(..bytes.len().min(REACH as usize))
                .unwrap_or_default()
                .to_vec(),
        ),
        decoding,
    )
}

fn of_head(source: &Source, region: Region) -> Guess {
    let head = source.window(0, HEAD);
    let sure = |encoding| Guess::new(encoding, Certainty::Sure);
    if let Some(encoding) = marked(&head) {
        return sure(encoding);
    }
    let has_zeros = head.contains(&0);
    if let Some(encoding) = has_zeros.then(|| wide(&head)).flatten() {
        return Guess::new(encoding, Certainty::Likely);
    }
    if head.is_ascii() {
        if let Some(encoding) = shifted(&head) {
            return Guess::new(encoding, Certainty::Likely);
        }
        return match beyond_ascii(source, head.len() as u64) {
            Some(sample) => of_bytes(&sample, region),
            None => sure(Encoding::Utf8),
        };
    }
    if validity(&head, 1).bad > 0
        && !has_zeros
        && let Some(encoding) = wide(&head)
    {
        return Guess::new(encoding, Certainty::Likely);
    }
    of_bytes(&head, region)
}

/// The encoding whose byte order mark the text begins with.
fn marked(head: &[u8]) -> Option<Encoding> {
    [
        Encoding::Utf8,
        Encoding::Utf32Le,
        Encoding::Utf32Be,
        Encoding::Utf16Le,
        Encoding::Utf16Be,
        GB18030,
    ]
    .into_iter()
    .find(|encoding| encoding.mark(head) > 0)
}

/// The head of the first text beyond ASCII, looked for from byte `from`.
fn beyond_ascii(source: &Source, from: u64) -> Option<Vec<u8>> {
    let mut at = from;
    while at < REACH {
        let window = source.window(at, at + HEAD);
        if window.is_empty() {
            return None;
        }
        if let Some(i) = window.iter().position(|byte| !byte.is_ascii()) {
            let start = at + i as u64;
            return Some(source.window(start, start + HEAD).into_owned());
        }
        at += window.len() as u64;
    }
    None
}

/// UTF-8, or an encoding of bytes.
fn of_bytes(bytes: &[u8], region: Region) -> Guess {
    let Validity { good, long, bad } = validity(bytes, ENOUGH);
    if bad == 0 {
        return Guess::new(Encoding::Utf8, Certainty::Sure);
    }
    let sample = not_utf8(bytes);
    let best = best_writing(&sample, region);
    // UTF-8 with damage, or with lines of another encoding among it. In Chinese of another encoding
    // one character in three may look like one of two bytes in UTF-8, hardly any like a longer one.
    if good >= bad || (long * 6 >= bad && best.worth < CLEAR) {
        return Guess {
            encoding: Encoding::Utf8,
            certainty: Certainty::Likely,
            other: (best.worth >= CLEAR).then_some(best.encoding),
        };
    }
    let (encoding, other) =
        mixture::pair(bytes, best.encoding, region).unwrap_or((best.encoding, Encoding::Utf8));
    Guess {
        encoding,
        certainty: best.certainty,
        other: Some(other),
    }
}

/// The lines that are not UTF-8, from their first byte beyond ASCII on, as many as are needed.
fn not_utf8(bytes: &[u8]) -> Vec<u8> {
    let mut sample = Vec::with_capacity(SAMPLE);
    for line in bytes.split(|&byte| byte == b'\n') {
        if std::str::from_utf8(line).is_ok() {
            continue;
        }
        let start = line.iter().position(|byte| !byte.is_ascii()).unwrap_or(0);
        let room = SAMPLE - sample.len();
        sample.extend(line.iter().skip(start).take(room));
        if sample.len() >= SAMPLE {
            break;
        }
        sample.push(b'\n');
    }
    sample
}

/// An encoding and how much the sample looks like writing in it.
#[derive(Clone, Copy)]
struct Writing {
    encoding: Encoding,
    worth: f64,
    certainty: Certainty,
}

fn best_writing(sample: &[u8], region: Region) -> Writing {
    let mut found: Vec<Writing> = RIVALS
        .iter()
        .map(|&encoding| Writing {
            encoding,
            worth: common::worth(encoding, &encoding.decode(sample))
                + if region.favours(encoding) { 0.05 } else { 0.0 },
            certainty: Certainty::Likely,
        })
        .collect();
    let is_short = sample.iter().filter(|byte| !byte.is_ascii()).count() < 16;
    if let Some(clear) = clear(&mut found).filter(|_| !is_short) {
        return clear;
    }
    let asked = chardetng(sample, region);
    for writing in &mut found {
        if asked == Some(writing.encoding) {
            writing.worth += NEAR;
        }
    }
    let best = clear(&mut found);
    match (best, found.first().copied(), asked) {
        (Some(best), _, _) if !is_short => best,
        // No writing in any of the rivals: a text in Latin, Cyrillic …
        (_, Some(first), Some(asked)) if !RIVALS.contains(&asked) && first.worth < CLEAR => {
            Writing {
                encoding: asked,
                worth: 0.0,
                certainty: if is_short || first.worth > CLEAR - NEAR {
                    Certainty::Unsure
                } else {
                    Certainty::Likely
                },
            }
        }
        (_, Some(first), _) => Writing {
            certainty: Certainty::Unsure,
            ..first
        },
        (_, None, _) => Writing {
            encoding: Encoding::Utf8,
            worth: 0.0,
            certainty: Certainty::Unsure,
        },
    }
}

/// Puts the best first; it, if it is good and no other comes near.
fn clear(found: &mut [Writing]) -> Option<Writing> {
    found.sort_by(|a, b| b.worth.total_cmp(&a.worth));
    let (best, second) = (*found.first()?, *found.get(1)?);
    (best.worth >= CLEAR && best.worth - second.worth >= NEAR).then_some(best)
}

fn chardetng(sample: &[u8], region: Region) -> Option<Encoding> {
    use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(sample, false);
    Encoding::of_whatwg(detector.guess(region.domain(), Utf8Detection::Deny))
}

/// ISO-2022 or HZ, if their shifts are in a text of seven bits.
fn shifted(head: &[u8]) -> Option<Encoding> {
    let has = |needle: &[u8]| memchr::memmem::find(head, needle).is_some();
    if [b"\x1B$B", b"\x1B$@", b"\x1B(I"]
        .iter()
        .any(|escape| has(*escape))
    {
        return Some(Encoding::Iso2022Jp);
    }
    if has(b"\x1B$)C") {
        return Some(Encoding::Iso2022Kr);
    }
    if !has(b"~{") || !has(b"~}") {
        return None;
    }
    let text = Encoding::Hz.decode(head);
    let is_writing = common::worth(GB18030, &text) > CLEAR / 2.0;
    (is_writing && text.chars().any(is_han)).then_some(Encoding::Hz)
}
