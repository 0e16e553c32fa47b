//! What begins the paragraphs of a hard-wrapped text, if nearly all of them begin alike: then a line without that sign goes on
//! with the line above, whatever its first word is.

use super::MAX_INDENT_CELLS;
use super::samples::LineSample;
use crate::text::script::TextLang;

/// Least number of paragraphs by which the sign of a text is known.
const MIN_PARAGRAPH_COUNT: usize = 3;
/// Least number of lines that go on without the sign.
const MIN_REST_COUNT: usize = 2;
/// Largest share of short lines followed by one without the sign, as a divisor of those followed by one with it.
const UNMARKED_DIVISOR: usize = 8;

/// What begins every paragraph of a hard-wrapped text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct ParagraphSign {
    /// Whether it is an indent that the other lines have not; else it is a blank line above.
    pub(super) is_indent: bool,
    /// Whether a line of speech begins a paragraph without the sign, as mostly in Japanese.
    pub(super) parts_speech: bool,
}

impl ParagraphSign {
    /// Detects the sign in samples: after a line that is not full, and so is the last of its paragraph, nearly always comes
    /// a line with the sign, and lines without it go on after full ones.
    pub(super) fn detect<L: AsRef<str>>(
        lang: TextLang,
        seen: &[LineSample<L>],
        is_full: impl Fn(&LineSample<L>, &LineSample<L>) -> bool,
    ) -> Option<Self> {
        let is_indented = |line: &LineSample<L>| (1..=MAX_INDENT_CELLS).contains(&line.indent);
        let (mut indented, mut parted, mut loose, mut rest) = (0, 0, 0, 0);
        let (mut marked_speeches, mut speeches) = (0, 0);
        for pair in seen.windows(2) {
            let [line, next] = pair else { continue };
            let is_marked = next.start.is_after_blank || next.is_adjacent && is_indented(next);
            marked_speeches += usize::from(is_marked && next.start.is_speech);
            if next.is_adjacent && is_full(line, next) {
                rest += usize::from(next.indent == 0 && !line.end().is_complete);
            } else if next.start.is_after_blank {
                parted += 1;
                indented += usize::from(is_indented(next));
            } else if next.is_adjacent && is_indented(next) {
                indented += 1;
            } else if next.is_adjacent && next.start.is_speech && next.indent == 0 {
                speeches += 1;
            } else if next.is_adjacent {
                loose += 1;
            }
        }
        let begun = seen.first().is_some_and(is_indented);
        if rest < MIN_REST_COUNT {
            return None;
        }
        let parts_speech = speeches > 0 || lang == TextLang::Ja && marked_speeches == 0;
        let sign = |is_indent| Self {
            is_indent,
            parts_speech,
        };
        if indented + usize::from(begun) >= MIN_PARAGRAPH_COUNT
            && loose * UNMARKED_DIVISOR <= indented
            && indented > speeches / 2
        {
            return Some(sign(true));
        }
        let unmarked = loose + speeches;
        let is_parted = parted >= MIN_PARAGRAPH_COUNT
            && unmarked * UNMARKED_DIVISOR <= parted
            && indented * UNMARKED_DIVISOR <= parted;
        is_parted.then(|| sign(false))
    }
}
