//! Clusters whose width all terminals agree about, and the range of width of the others.
//! Tables of real terminals (tmux, xterm, VTE, kitty, foot, Windows Terminal) differ for ambiguous characters,
//! emoji, joined characters and recent blocks.

/// Confidence in the width of a symbol.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WidthConfidence {
    /// Every terminal draws this many cells: 1 or 2.
    Exact(u16),
    /// One or two cells, never zero (ambiguous characters of UAX #11 and plain symbols).
    OneOrTwo,
    /// Zero up to this many cells: joined emoji, flags, jamo, unknown characters.
    Unknown(u16),
}

impl WidthConfidence {
    /// Returns the maximum cells that the symbol covers on any terminal.
    pub fn max_cells(self) -> u16 {
        match self {
            Self::Exact(width) => width,
            Self::OneOrTwo => 2,
            Self::Unknown(reach) => reach,
        }
    }
}

/// Maximum width of a cluster: `write_text` draws at most twelve characters of two cells. A joined family takes
/// 6 cells on xterm.
pub const MAX_CLUSTER_CELLS: u16 = 24;

/// Returns the confidence in the width of `symbol`, one extended grapheme cluster. An empty symbol counts as a
/// blank.
pub fn width_confidence(symbol: &str) -> WidthConfidence {
    let mut chars = symbol.chars();
    let Some(first) = chars.next() else {
        return WidthConfidence::Exact(1);
    };
    if chars.next().is_some() {
        let drawn = symbol.chars().filter(|&c| !is_zero_width(c)).count() as u16;
        return WidthConfidence::Unknown((drawn * 2).clamp(2, MAX_CLUSTER_CELLS));
    }
    match first as u32 {
        0x20..=0x7E => WidthConfidence::Exact(1),
        // Punctuation without the combining tone marks 302A..302F and the ambivalent 3030..303F; kana without
        // the combining 3099 and 309A; Han in the blocks that libc tables have had for ten years (extension I
        // and plane 3 are younger); Hangul; full-width forms.
        0x3000..=0x3029
        | 0x3041..=0x3096
        | 0x309B..=0x30FF
        | 0x3400..=0x4DBF
        | 0x4E00..=0x9FFF
        | 0xAC00..=0xD7A3
        | 0xF900..=0xFAFF
        | 0xFF01..=0xFF60
        | 0xFFE0..=0xFFE6
        | 0x20000..=0x2A6D6
        | 0x2A700..=0x2CEA1
        | 0x2F800..=0x2FA1D => WidthConfidence::Exact(2),
        // Latin, Greek, Cyrillic and the symbol blocks, bopomofo, letters of Hangul, half-width katakana:
        // narrow, ambiguous or wide, and assigned for decades.
        0xA1..=0xAC
        | 0xAE..=0x2FF
        | 0x370..=0x482
        | 0x48A..=0x52F
        | 0x2010..=0x2027
        | 0x2030..=0x205E
        | 0x2070..=0x20BF
        | 0x2100..=0x2BFF
        | 0x3105..=0x312F
        | 0x3131..=0x318E
        | 0xFF61..=0xFF9F
        | 0xFFFD => WidthConfidence::OneOrTwo,
        _ => WidthConfidence::Unknown(2),
    }
}

/// Returns whether all terminals give `c` no cells of its own inside a cluster.
const fn is_zero_width(c: char) -> bool {
    matches!(c as u32, 0x300..=0x36F | 0x200C..=0x200D | 0x3099..=0x309A | 0xFE00..=0xFE0F | 0xE0000..=0xE01EF)
}

/// Returns whether `c` must never reach the terminal in a symbol: a control character, or one that reorders the
/// text around it.
pub fn is_control_or_bidi(c: char) -> bool {
    c.is_control()
        || matches!(c as u32, 0x61C | 0x200E..=0x200F | 0x2028..=0x202E | 0x2066..=0x2069 | 0xFFF9..=0xFFFB)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_all_terminals_agree_about_is_sure() {
        for (symbol, want) in [
            ("", WidthConfidence::Exact(1)),
            ("a", WidthConfidence::Exact(1)),
            ("中", WidthConfidence::Exact(2)),
            ("\u{3000}", WidthConfidence::Exact(2)),
            ("，", WidthConfidence::Exact(2)),
            ("가", WidthConfidence::Exact(2)),
            ("𠮷", WidthConfidence::Exact(2)),
            ("\u{31350}", WidthConfidence::Unknown(2)),
            ("“", WidthConfidence::OneOrTwo),
            ("—", WidthConfidence::OneOrTwo),
            ("─", WidthConfidence::OneOrTwo),
            ("ā", WidthConfidence::OneOrTwo),
            ("ﾊ", WidthConfidence::OneOrTwo),
            ("か\u{3099}", WidthConfidence::Unknown(2)),
            ("❤\u{fe0f}", WidthConfidence::Unknown(2)),
            ("👩\u{200d}🔬", WidthConfidence::Unknown(4)),
            ("🇨🇳", WidthConfidence::Unknown(4)),
            (
                "👨\u{200d}👩\u{200d}👧\u{200d}👦",
                WidthConfidence::Unknown(8),
            ),
            ("葛\u{e0100}", WidthConfidence::Unknown(2)),
        ] {
            assert_eq!(width_confidence(symbol), want, "{symbol}");
        }
    }

    #[test]
    fn controls_and_bidi_overrides_steer() {
        for c in [
            '\0', '\t', '\x1b', '\x7f', '\u{9b}', '\u{2028}', '\u{202e}', '\u{2066}',
        ] {
            assert!(is_control_or_bidi(c), "{c:?}");
        }
        for c in ['a', '中', '\u{200d}', '\u{fe0f}', '…'] {
            assert!(!is_control_or_bidi(c), "{c:?}");
        }
    }
}
