//! Places for a gap between scripts (CSS Text 4 `text-autospace`, CLREQ 3.2.2): between an ideograph and a
//! letter or digit that is not full-width, and after a per cent sign. The gap is not part of the text; `layout`
//! decides how wide it is and when it is dropped.

use super::line_class::CharProps;

/// Spacing class of a code point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SpacingSide {
    /// Han, kana, bopomofo.
    Ideograph,
    /// Letter, mark or digit of another script, not full-width.
    Word,
    /// % or ‰.
    Percent,
    /// Punctuation, symbols, blanks, Hangul.
    Other,
}

/// Returns the spacing class of `c`.
#[inline]
pub fn spacing_side(c: char, facts: CharProps) -> SpacingSide {
    if facts.is_autospace_ideograph() {
        SpacingSide::Ideograph
    } else if is_bopomofo_tone(c) {
        SpacingSide::Other
    } else if (facts.is_letter() || facts.is_digit()) && !facts.is_east_asian() {
        SpacingSide::Word
    } else if matches!(c, '%' | '‰') {
        SpacingSide::Percent
    } else {
        SpacingSide::Other
    }
}

/// Returns whether `c` is the tone of a Bopomofo syllable (ㄏㄢˋ), a letter that stands close to it and to what follows.
const fn is_bopomofo_tone(c: char) -> bool {
    matches!(
        c,
        '\u{2C7}' | '\u{2CA}' | '\u{2CB}' | '\u{2D9}' | '\u{2EA}' | '\u{2EB}'
    )
}

/// Returns whether a gap belongs between two adjacent code points.
pub const fn is_spaced(before: SpacingSide, after: SpacingSide) -> bool {
    matches!(
        (before, after),
        (SpacingSide::Ideograph, SpacingSide::Word)
            | (
                SpacingSide::Word | SpacingSide::Percent,
                SpacingSide::Ideograph
            )
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::line_class::char_props;

    #[test]
    fn gaps_stand_between_han_and_latin_and_nowhere_else() {
        for (pair, want) in [
            ("用R", true),
            ("R用", true),
            ("用5", true),
            ("%的", true),
            ("用%", false),
            ("，R", false),
            ("用５", false),
            ("→中", false),
            ("한a", false),
            ("あa", true),
            ("ㄢˋ", false),
            ("ㄥˊ", false),
            ("ˇ字", false),
            ("ab", false),
            ("中中", false),
        ] {
            let sides: Vec<_> = pair
                .chars()
                .map(|c| spacing_side(c, char_props(c)))
                .collect();
            let [before, after] = sides[..] else {
                panic!("{pair} is not a pair")
            };
            assert_eq!(is_spaced(before, after), want, "{pair}");
        }
    }
}
