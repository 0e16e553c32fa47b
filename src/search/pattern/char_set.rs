//! A set of code points that is asked in bytes of UTF-8.

/// Words of 64 bits that hold a bit for each code point of the Basic Multilingual Plane.
const BMP_WORDS: usize = 0x1_0000 / 64;

/// A set of code points.
#[derive(Debug)]
pub(crate) struct CharSet {
    /// A bit for each code point of up to three bytes.
    bmp: Box<[u64; BMP_WORDS]>,
    /// Code points of four bytes, sorted.
    beyond: Vec<char>,
}

impl CharSet {
    pub(crate) fn new(chars: impl IntoIterator<Item = char>) -> Self {
        let mut set = Self {
            bmp: Box::new([0; BMP_WORDS]),
            beyond: Vec::new(),
        };
        for c in chars {
            match u16::try_from(u32::from(c)) {
                Ok(code) => set.bmp[usize::from(code >> 6)] |= 1 << (code & 63),
                Err(_) => set.beyond.push(c),
            }
        }
        set.beyond.sort_unstable();
        set
    }

    fn contains_code(&self, code: u16) -> bool {
        self.bmp[usize::from(code >> 6)] >> (code & 63) & 1 == 1
    }

    /// Returns whether a text begins with one of them.
    pub(crate) fn starts(&self, text: &[u8]) -> bool {
        match *text {
            [a @ 0..0x80, ..] => self.contains_code(u16::from(a)),
            [a @ 0xC2..0xE0, b @ 0x80..0xC0, ..] => {
                self.contains_code(u16::from(a & 0x1F) << 6 | u16::from(b & 0x3F))
            }
            [0xF0..=0xF7, ..] => self.holds_first_of_four(text),
            [a, b, c, ..] => {
                three_byte_code([a, b, c]).is_some_and(|code| self.contains_code(code))
            }
            _ => false,
        }
    }

    #[cold]
    fn holds_first_of_four(&self, text: &[u8]) -> bool {
        let c = text
            .get(..4)
            .and_then(|bytes| str::from_utf8(bytes).ok()?.chars().next());
        c.is_some_and(|c| self.beyond.binary_search(&c).is_ok())
    }

    /// Returns the first byte, from `from` on, at which one of them starts.
    pub(crate) fn find(&self, text: &[u8], from: usize) -> Option<usize> {
        let mut at = from;
        loop {
            at += self.passed_triples(text.get(at..)?);
            let rest = text.get(at..)?;
            let may_start = |byte: &u8| *byte >= 0xC0 || self.contains_code(u16::from(*byte));
            at += rest.iter().position(may_start)?;
            if self.starts(text.get(at..)?) {
                return Some(at);
            }
            at += 1;
            // The code point is none of them, and no other begins within it.
            let behind = text.get(at..).unwrap_or_default();
            at += behind
                .iter()
                .take_while(|byte| **byte & 0xC0 == 0x80)
                .count();
        }
    }

    /// Returns the length of the code points of three bytes that a text begins with, up to one in the set. Han and kana
    /// are written so: most of a text is passed here.
    fn passed_triples(&self, text: &[u8]) -> usize {
        let (triples, _) = text.as_chunks::<3>();
        let is_end =
            |bytes: &[u8; 3]| three_byte_code(*bytes).is_none_or(|code| self.contains_code(code));
        3 * triples.iter().position(is_end).unwrap_or(triples.len())
    }
}

/// Returns the code point that three bytes are; `None` if they are not one.
const fn three_byte_code([a, b, c]: [u8; 3]) -> Option<u16> {
    let is_whole = a & 0xF0 == 0xE0 && ((b ^ 0x80) | (c ^ 0x80)) & 0xC0 == 0;
    let code = (a as u16) << 12 | (b as u16 & 0x3F) << 6 | (c as u16 & 0x3F);
    if is_whole { Some(code) } else { None }
}
