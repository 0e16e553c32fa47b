//! What Unicode 17 says of a code point, as far as setting lines needs it: its class of line
//! breaking (UAX #14), its width (UAX #11), and a few facts for spacing and clusters, packed in
//! sixteen bits. The runs of `class/table.rs` are generated; the blocks that Chinese and Japanese
//! text is made of are looked up directly. What the classes *do* is in `line_break`.

mod table;

/// Class of line breaking, resolved as far as it can be without the text around it: unknown
/// and surrogate are alphabetic, Thai and its like are alphabetic or combining.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
#[expect(missing_docs, reason = "the names are those of UAX #14, table 1")]
pub enum Class {
    AL,
    AK,
    AP,
    AS,
    B2,
    BA,
    BB,
    BK,
    CB,
    CL,
    CM,
    CP,
    CR,
    EB,
    EM,
    EX,
    GL,
    H2,
    H3,
    HH,
    HL,
    HY,
    ID,
    IN,
    IS,
    JL,
    JT,
    JV,
    LF,
    NL,
    NS,
    NU,
    OP,
    PO,
    PR,
    QU,
    /// A quotation mark of general category Pi.
    QI,
    /// A quotation mark of general category Pf.
    QF,
    RI,
    SP,
    SY,
    VF,
    VI,
    WJ,
    ZW,
    /// Zero width joiner.
    ZJ,
    /// Ambiguous: alphabetic or ideographic. No code point has it; the table resolves it to AL or CI.
    AI,
    CJ,
    /// Ambiguous symbols and numbers (①): ideographic in a Chinese text, alphabetic elsewhere.
    CI,
    /// U+25CC, the dotted circle: alphabetic, and a base of Brahmic scripts (`LB28a`).
    DC,
    /// Pictographs not assigned yet: ideographic, and a base of modifiers (`LB30b`).
    EU,
    /// The same outside the blocks that are ideographic: alphabetic.
    EL,
    /// A dash that starts no line: as B2, without the opportunity before it. A tailoring.
    DS,
}

const CLASSES: [Class; 52] = {
    use Class::{
        AI, AK, AL, AP, AS, B2, BA, BB, BK, CB, CI, CJ, CL, CM, CP, CR, DC, EB, EL, EM, EU, EX, GL,
        H2, H3, HH, HL, HY, ID, IN, IS, JL, JT, JV, LF, NL, NS, NU, OP, PO, PR, QF, QI, QU, RI, SP,
        SY, VF, VI, WJ, ZJ, ZW,
    };
    [
        AL, AK, AP, AS, B2, BA, BB, BK, CB, CL, CM, CP, CR, EB, EM, EX, GL, H2, H3, HH, HL, HY, ID,
        IN, IS, JL, JT, JV, LF, NL, NS, NU, OP, PO, PR, QU, QI, QF, RI, SP, SY, VF, VI, WJ, ZW, ZJ,
        AI, CJ, CI, DC, EU, EL,
    ]
};

/// The packed facts of one code point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CharProps(u16);

/// How wide a code point is by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WidthRule {
    /// As the crate `unicode-width` says.
    Standard,
    /// One cell or two: the terminal decides.
    Ambiguous,
    /// One cell, whatever the crate says: vowels and finals of Hangul by themselves, and code points that are not
    /// assigned in the Unicode of this table.
    One,
    /// No cell: controls, separators of lines, and what is never drawn.
    Zero,
}

impl CharProps {
    /// Class of line breaking.
    pub const fn class(self) -> Class {
        CLASSES[(self.0 & 0x3F) as usize]
    }

    /// How wide it is by itself.
    pub const fn width_rule(self) -> WidthRule {
        match self.0 >> 6 & 3 {
            0 => WidthRule::Standard,
            1 => WidthRule::Ambiguous,
            2 => WidthRule::One,
            _ => WidthRule::Zero,
        }
    }

    /// Whether its East Asian Width is F, W or H (`LB19a`, LB30).
    pub const fn is_east_asian(self) -> bool {
        self.0 & 1 << 8 != 0
    }

    /// Whether it is an `Extended_Pictographic`.
    pub const fn is_pictograph(self) -> bool {
        self.0 & 1 << 9 != 0
    }

    /// Whether it is a letter or a mark (general category L or M).
    pub const fn is_letter(self) -> bool {
        self.0 & 1 << 10 != 0
    }

    /// Whether it is a decimal digit (general category Nd).
    pub const fn is_digit(self) -> bool {
        self.0 & 1 << 11 != 0
    }

    /// Whether it is a number of any kind (general category N).
    pub const fn is_number(self) -> bool {
        self.0 & 1 << 12 != 0
    }

    /// Whether two such code points side by side are surely two clusters (most are; the others are
    /// left to the rules of UAX #29).
    pub const fn is_plain(self) -> bool {
        self.0 & 1 << 13 != 0
    }

    /// Whether it is an ideograph in the sense of `text-autospace`: Han, kana, bopomofo. Wider than
    /// [`is_han`](super::script::is_han).
    pub const fn is_autospace_ideograph(self) -> bool {
        self.0 & 1 << 14 != 0
    }

    /// Whether it is of a Hangul class.
    pub const fn is_hangul(self) -> bool {
        matches!(
            self.class(),
            Class::H2 | Class::H3 | Class::JL | Class::JV | Class::JT
        )
    }
}

/// The facts of `c`.
#[inline]
pub fn char_props(c: char) -> CharProps {
    let code = c as u32;
    CharProps(match code {
        0..EXPANDED_CHARS => EXPANDED_PROPS[code as usize],
        0x4E00..=0x9FFF => HAN_PROPS_BITS,
        // Every 28th syllable has no final.
        0xAC00..=0xD7A3 => HANGUL_PROPS[usize::from(!(code - 0xAC00).is_multiple_of(28))],
        0xFF00..=0xFFFF => FULL_WIDTH_PROPS[(code - 0xFF00) as usize],
        _ => props_in_runs(code),
    })
}

/// Up to here the table is unrolled: ASCII to katakana.
const EXPANDED_CHARS: u32 = 0x3100;
static EXPANDED_PROPS: [u16; EXPANDED_CHARS as usize] = expand_runs(0);
static FULL_WIDTH_PROPS: [u16; 0x100] = expand_runs(0xFF00);
const HANGUL_PROPS: [u16; 2] = expand_runs(0xAC00);
const HAN_PROPS_BITS: u16 = expand_runs::<1>(0x4E00)[0];

#[inline(never)]
fn props_in_runs(code: u32) -> u16 {
    // The first run starts at 0, so one always starts at or before `code`.
    let after = table::RUNS.partition_point(|&(first, _)| first <= code);
    table::RUNS[after - 1].1
}

/// The facts of `N` code points from `first`.
const fn expand_runs<const N: usize>(first: u32) -> [u16; N] {
    let mut out = [0; N];
    let (mut run, mut i) = (0, 0);
    while i < N {
        let code = first + i as u32;
        while run + 1 < table::RUNS.len() && table::RUNS[run + 1].0 <= code {
            run += 1;
        }
        out[i] = table::RUNS[run].1;
        i += 1;
    }
    out
}
