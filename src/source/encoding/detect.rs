//! Which encoding a text is in, from a look at its head.
//!
//! In this order: a byte order mark; valid UTF-8; the escapes of ISO-2022 and HZ; and then the encoding in
//! which the first text that is not UTF-8 takes the fewest bits ([`crate::source::encoding::bit_cost`]). A text may begin or end
//! in the midst of a character. Where no encoding of Chinese, Japanese or Korean is clear, chardetng is
//! asked for one of other scripts; it reads 2 to 5 MB a second, so it is given little.

mod ranking;
mod two_encodings;

use super::bit_cost::bits;
use super::{BIG5, EUC_JP, EUC_KR, Encoding, GB18030, SHIFT_JIS, Validity, validity};
use crate::doc::{Certainty, Encoded};
use crate::source::windows::Source;
use ranking::{CLEAR, Contest, Place, best_writing};
use std::borrow::Cow;

/// Bytes of the head that are looked at.
pub const HEAD: u64 = 16 << 10;
/// How far the first text beyond ASCII is looked for, in bytes.
const REACH: u64 = 1 << 20;
/// Bytes that are decoded in every encoding to see in which they make writing.
const SAMPLE: usize = 2 << 10;
/// Bad places after which UTF-8 is judged by what was seen so far.
const ENOUGH: u64 = 512;
/// Bytes that tell whether a text is in UTF-16 or UTF-32.
const WIDE_SAMPLE: usize = 512;
/// Longer characters of UTF-8 that do not come about by chance.
const SEVERAL: u64 = 8;
/// Of so many bytes of a text of seven bits one may have eight: it is damaged.
const FEW: usize = 16;
/// Bits a character of a text in HZ has at most.
const HZ: f64 = 15.5;
/// Bits a byte of a text in UTF-16 has at most in which there is no ASCII.
const WIDE: f64 = 6.8;
/// Bits a byte above which there is no text.
const NOISE: f64 = 8.0;

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
    /// Bytes at the head that are the rest of a character that was cut off.
    pub rest: u8,
}

impl Guess {
    /// UTF-8, and no guess.
    pub const UTF8: Self = Self::new(Encoding::Utf8, Certainty::Sure);

    const fn new(encoding: Encoding, certainty: Certainty) -> Self {
        Self {
            encoding,
            certainty,
            other: None,
            rest: 0,
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
            (_, Encoding::Utf8) => two_encodings::is_surely_utf8(bytes),
            (Encoding::Utf8, other) => two_encodings::is_among_utf8(other, bytes),
            (first, other) => two_encodings::is_rather(other, first, bytes),
        };
        if is_other { other } else { self.encoding }
    }
}

/// What `source` is in.
pub fn guess(source: &Source, decoding: &Decoding) -> Guess {
    match decoding.named {
        Some(encoding) => named(source, encoding),
        None => of_head(source, decoding.region),
    }
}

/// An encoding that a person has named; the text may begin in the midst of a character all the same.
fn named(source: &Source, encoding: Encoding) -> Guess {
    let head = source.window(0, WIDE_SAMPLE as u64);
    let rest = match Contest::new(&head, &[encoding], Region::Unknown, Place::Head).best() {
        Some(best) if encoding.mark(&head) == 0 => best.rest,
        Some(_) | None => 0,
    };
    Guess {
        rest,
        ..Guess::new(encoding, Certainty::Sure)
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
    if head.is_ascii() && !has_zeros {
        if let Some(encoding) = shifted(&head) {
            return Guess::new(encoding, Certainty::Likely);
        }
        return match beyond_ascii(source, head.len() as u64) {
            Some(sample) if validity(&sample, 1).bad > 0 => Guess {
                rest: 0,
                ..of_bytes(&sample, region)
            },
            Some(_) | None => sure(Encoding::Utf8),
        };
    }
    if !has_zeros && is_utf8(&head) {
        return sure(Encoding::Utf8);
    }
    let beyond = head.iter().filter(|byte| !byte.is_ascii()).count();
    if beyond * FEW < head.len()
        && let Some(encoding) = shifted(&head)
    {
        return Guess::new(encoding, Certainty::Likely);
    }
    let sample = head.get(..head.len().min(WIDE_SAMPLE)).unwrap_or_default();
    let contest = wide(sample, region);
    match contest.best() {
        Some(best) if best.is_wide() && best.bits <= most(sample) => Guess {
            rest: best.rest,
            ..Guess::new(best.encoding, best.certainty)
        },
        Some(_) | None => doubted(of_bytes(&head, region), &contest, sample),
    }
}

/// Whether a head is valid UTF-8; a few letters, the last of them cut off, say nothing.
fn is_utf8(head: &[u8]) -> bool {
    let seen = validity(head, 1);
    seen.bad == 0 && (seen.long > 0 || std::str::from_utf8(head).is_ok())
}

/// A guess that is marked if a sample takes hardly fewer bits in it than in UTF-16 or UTF-32.
fn doubted(guess: Guess, contest: &Contest, sample: &[u8]) -> Guess {
    let text = sample.get(usize::from(guess.rest)..).unwrap_or_default();
    let own = bits(guess.encoding, text);
    let is_near = contest
        .best_wide()
        .is_some_and(|wide| own + CLEAR > wide.bits);
    Guess {
        certainty: if is_near {
            Certainty::Unsure
        } else {
            guess.certainty
        },
        ..guess
    }
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

/// A sample read in UTF-16 and UTF-32, and in what these are taken for.
fn wide(sample: &[u8], region: Region) -> Contest {
    let mut all = RIVALS.to_vec();
    all.extend([Encoding::Utf8, Encoding::Utf16Le, Encoding::Utf16Be]);
    if sample.contains(&0) {
        all.extend([Encoding::Utf32Le, Encoding::Utf32Be]);
    }
    Contest::new(sample, &all, region, Place::Head)
}

/// Bits that a sample of UTF-16 or UTF-32 takes at most.
fn most(sample: &[u8]) -> f64 {
    let byte = if sample.contains(&0) { NOISE } else { WIDE };
    byte * sample.len() as f64
}

/// UTF-8, or an encoding of bytes.
fn of_bytes(bytes: &[u8], region: Region) -> Guess {
    let Validity { long, bad, .. } = validity(bytes, ENOUGH);
    let (sample, place) = not_utf8(bytes);
    let best = best_writing(&sample, region, place);
    if best.encoding == Encoding::Utf8 {
        return Guess {
            rest: best.rest,
            ..Guess::new(Encoding::Utf8, best.certainty)
        };
    }
    // UTF-8 with lines of another encoding among it. In Chinese of another encoding one character in three
    // may look like one of two bytes in UTF-8, hardly any like a longer one.
    if long >= SEVERAL && long * 2 >= bad {
        return Guess {
            encoding: Encoding::Utf8,
            certainty: Certainty::Likely,
            other: (best.certainty == Certainty::Likely).then_some(best.encoding),
            rest: 0,
        };
    }
    let pair = two_encodings::pair(bytes, best.encoding, region);
    let (encoding, other) = pair.unwrap_or((best.encoding, Encoding::Utf8));
    Guess {
        encoding,
        certainty: best.certainty,
        other: Some(other),
        rest: if pair.is_none() { best.rest } else { 0 },
    }
}

/// The lines that are not UTF-8, from their first byte beyond ASCII on, as many as are needed.
fn not_utf8(bytes: &[u8]) -> (Vec<u8>, Place) {
    let mut sample = Vec::with_capacity(SAMPLE);
    let mut place = Place::On;
    for (number, line) in bytes.split(|&byte| byte == b'\n').enumerate() {
        if std::str::from_utf8(line).is_ok() {
            continue;
        }
        let start = line.iter().position(|byte| !byte.is_ascii()).unwrap_or(0);
        if (number, start) == (0, 0) {
            place = Place::Head;
        }
        let room = SAMPLE - sample.len();
        sample.extend(line.iter().skip(start).take(room));
        if sample.len() >= SAMPLE {
            break;
        }
        sample.push(b'\n');
    }
    (sample, place)
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
    if !has(b"~{") {
        return None;
    }
    let text = Encoding::Hz.decode(head);
    let beyond: String = text.chars().filter(|c| !c.is_ascii()).collect();
    let beyond = beyond.trim_end_matches('\u{FFFD}');
    let count = beyond.chars().count() as f64;
    let most = if has(b"~}") { HZ } else { HZ - 2.0 };
    (bits(Encoding::Utf8, beyond.as_bytes()) < most * count).then_some(Encoding::Hz)
}
