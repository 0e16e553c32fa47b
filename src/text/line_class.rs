//! Properties of code points in Unicode 17 for setting lines: line breaking class (UAX #14), width (UAX #11)
//! and a few flags for spacing and clusters, packed into 16 bits. The runs of `line_class/table.rs` are
//! generated; common blocks of Chinese and Japanese text have direct lookup tables. The rules over the classes
//! are in [`line_break`](super::line_break).

mod table;

/// Line breaking class, resolved as far as possible without context (LB1): unknown and surrogate are
/// alphabetic, class SA (Thai and similar scripts) is alphabetic or combining.
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
    /// Quotation mark of general category Pi.
    QI,
    /// Quotation mark of general category Pf.
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
    /// Ambiguous: alphabetic or ideographic. No code point has this class; the table resolves it to AL or CI.
    AI,
    CJ,
    /// Ambiguous symbol or number (①): ideographic in a Chinese text, alphabetic elsewhere.
    CI,
    /// U+25CC, the dotted circle: alphabetic, and a base of Brahmic scripts (`LB28a`).
    DC,
    /// Pictograph not assigned yet: ideographic, and a base of emoji modifiers (`LB30b`).
    EU,
    /// Pictograph not assigned yet, outside the ideographic blocks: alphabetic.
    EL,
    /// Dash that starts no line: like B2, but without the opportunity before it. Only tailoring assigns this
    /// class.
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

/// Packed properties of one code point. Bits: 0–5 class, 6–7 width rule, 8–14 flags.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CharProps(u16);

/// Width of a code point by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WidthRule {
    /// Width of the crate `unicode-width`.
    Standard,
    /// One or two cells: the terminal decides.
    Ambiguous,
    /// One cell, against the crate: vowels and finals of Hangul by themselves, and code points that are not
    /// assigned in the Unicode version of this table.
    One,
    /// No cell: controls, line separators, and characters that are never drawn.
    Zero,
}

impl CharProps {
    /// Returns the line breaking class.
    pub const fn class(self) -> Class {
        CLASSES[(self.0 & 0x3F) as usize]
    }

    /// Returns the rule for the width.
    pub const fn width_rule(self) -> WidthRule {
        match self.0 >> 6 & 3 {
            0 => WidthRule::Standard,
            1 => WidthRule::Ambiguous,
            2 => WidthRule::One,
            _ => WidthRule::Zero,
        }
    }

    /// Returns whether the East Asian Width is F, W or H (`LB19a`, LB30).
    pub const fn is_east_asian(self) -> bool {
        self.0 & 1 << 8 != 0
    }

    /// Returns whether the code point is `Extended_Pictographic`.
    pub const fn is_pictograph(self) -> bool {
        self.0 & 1 << 9 != 0
    }

    /// Returns whether the code point is a letter or mark (general category L or M).
    pub const fn is_letter(self) -> bool {
        self.0 & 1 << 10 != 0
    }

    /// Returns whether the code point is a decimal digit (general category Nd).
    pub const fn is_digit(self) -> bool {
        self.0 & 1 << 11 != 0
    }

    /// Returns whether the code point is a number (general category N).
    pub const fn is_number(self) -> bool {
        self.0 & 1 << 12 != 0
    }

    /// Returns whether two adjacent code points of this kind are always two clusters. True for most code
    /// points; UAX #29 decides for the others.
    pub const fn is_plain(self) -> bool {
        self.0 & 1 << 13 != 0
    }

    /// Returns whether the code point is an ideograph of CSS `text-autospace`: Han, kana, bopomofo. Wider than
    /// [`is_han`](super::script::is_han).
    pub const fn is_autospace_ideograph(self) -> bool {
        self.0 & 1 << 14 != 0
    }

    /// Returns whether the class is one of Hangul.
    pub const fn is_hangul(self) -> bool {
        matches!(
            self.class(),
            Class::H2 | Class::H3 | Class::JL | Class::JV | Class::JT
        )
    }
}

/// Returns the properties of `c`.
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

/// Number of code points from U+0000 with a direct lookup table: up to katakana.
const EXPANDED_CHARS: u32 = 0x3100;
static EXPANDED_PROPS: [u16; EXPANDED_CHARS as usize] = expand_runs(0);
static FULL_WIDTH_PROPS: [u16; 0x100] = expand_runs(0xFF00);
const HANGUL_PROPS: [u16; 2] = expand_runs(0xAC00);
const HAN_PROPS_BITS: u16 = expand_runs::<1>(0x4E00)[0];

#[inline(never)]
fn props_in_runs(code: u32) -> u16 {
    // The first run starts at 0, so every code point has a run that starts at or before it.
    let after = table::RUNS.partition_point(|&(first, _)| first <= code);
    table::RUNS[after - 1].1
}

/// Returns the properties of `N` code points from `first`, unpacked from the runs.
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
