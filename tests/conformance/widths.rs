//! Our widths compared with those of `unicode-width`, which ratatui uses: they agree for every code point that
//! is not ours to decide.

use std::ops::RangeInclusive;
use tongdu::text::width::{Widths, width};
use unicode_width::UnicodeWidthChar as _;

/// Code points that our policy decides: cells by our policy, cells by the crate, and the reason.
const OVERRULED: &[(RangeInclusive<u32>, u16, u16, &str)] = &[
    (0x600..=0x604, 0, 1, "a sign that goes before a number"),
    (0x6DD..=0x6DD, 0, 1, "a sign that goes before a number"),
    (
        0x1161..=0x11FF,
        1,
        0,
        "a vowel of Hangul by itself is drawn",
    ),
    (0x2028..=0x2029, 0, 1, "a separator ends the line"),
    (
        0xD7B0..=0xD7C6,
        1,
        0,
        "a vowel of Hangul by itself is drawn",
    ),
    (
        0xD7CB..=0xD7FB,
        1,
        0,
        "a final of Hangul by itself is drawn",
    ),
    (
        0xFFF9..=0xFFFB,
        0,
        1,
        "an annotation sign never reaches the terminal",
    ),
    (0x110BD..=0x110BD, 0, 1, "a sign that goes before a number"),
    (0x110CD..=0x110CD, 0, 1, "a sign that goes before a number"),
    (0x13430..=0x1343F, 0, 1, "a control that joins hieroglyphs"),
];

/// Code points that the crate knows, but our tables of Unicode 17 do not. They take one cell like other
/// unassigned ones.
const UNASSIGNED: &[(RangeInclusive<u32>, u16)] = &[
    (0x5C8..=0x5C9, 0),
    (0xB53..=0xB54, 0),
    (0x1ADE..=0x1ADF, 0),
    (0x1AEC..=0x1AF0, 0),
    (0x10ECB..=0x10ECF, 0),
    (0x10EF0..=0x10EF9, 0),
    (0x11DF0..=0x11DF0, 0),
    (0x18CD6..=0x18CDA, 2),
    (0x18D1F..=0x18D20, 2),
    (0x18E00..=0x19191, 2),
    (0x191A0..=0x191D2, 2),
    (0x1B123..=0x1B128, 2),
    (0x1B168..=0x1B168, 2),
    (0x1D127..=0x1D128, 0),
    (0x1D250..=0x1D252, 0),
    (0x1D25B..=0x1D25C, 0),
    (0x1D25F..=0x1D25F, 0),
    (0x1D280..=0x1D281, 0),
    (0x1F1AE..=0x1F1AE, 2),
    (0x1F6D9..=0x1F6D9, 2),
    (0x1F7DA..=0x1F7DA, 2),
    (0x1FA8B..=0x1FA8D, 2),
    (0x1FACC..=0x1FACC, 2),
    (0x1FADD..=0x1FADD, 2),
    (0x1FAEB..=0x1FAEB, 2),
    (0x1FAF9..=0x1FAFA, 2),
];

#[test]
fn widths_agree_but_for_those_that_are_ours() {
    let mut differing: Vec<(RangeInclusive<u32>, u16, u16)> = Vec::new();
    for c in '\0'..=char::MAX {
        let ours = width(c.encode_utf8(&mut [0; 4]), Widths::default()).0;
        let theirs = c.width().unwrap_or(0) as u16;
        let code = c as u32;
        match differing.last_mut() {
            _ if ours == theirs => {}
            Some((range, a, b)) if (range.end() + 1, *a, *b) == (code, ours, theirs) => {
                *range = *range.start()..=code;
            }
            _ => differing.push((code..=code, ours, theirs)),
        }
    }
    let overruled = OVERRULED
        .iter()
        .map(|(range, ours, theirs, _)| (range.clone(), *ours, *theirs));
    let unassigned = UNASSIGNED
        .iter()
        .map(|(range, theirs)| (range.clone(), 1, *theirs));
    let mut listed: Vec<_> = overruled.chain(unassigned).collect();
    listed.sort_by_key(|(range, ..)| *range.start());
    assert_eq!(differing, listed, "{differing:#X?}");
}

#[test]
fn what_is_never_drawn_takes_no_cell() {
    for c in ['\0', '\t', '\u{7F}', '\u{9F}', '\u{AD}', '\u{3164}'] {
        assert_eq!(
            width(c.encode_utf8(&mut [0; 4]), Widths::default()).0,
            0,
            "{c:?}"
        );
    }
}
