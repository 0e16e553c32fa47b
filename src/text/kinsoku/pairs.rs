//! Marks of which UAX #14 cannot tell whether they open or close: straight quotation marks, « », and signs of comparison
//! that serve as brackets. Those that open may not end a line, those that close may not start one.

use crate::text::line_class::Class::{self, CL, CP, OP};

/// Longest text between angle brackets, in characters.
const MAX_ANGLE_CHARS: usize = 64;

/// Pairs of marks that are open at a place of a paragraph.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct OpenPairs {
    /// Whether " or ＂ is open.
    double: bool,
    /// Whether ' or ＇ is open.
    single: bool,
    /// Number of open angle brackets.
    angles: u8,
}

/// Characters on both sides of a mark; `None` at an end of the paragraph.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sides {
    /// Character before the mark.
    pub(super) before: Option<char>,
    /// Whether a word of letters stands on either side.
    pub(super) words: (bool, bool),
}

impl OpenPairs {
    /// Returns the class of the quotation mark `c`; `None` for other characters and apostrophes.
    pub(super) fn quote(&mut self, c: char, sides: Sides) -> Option<Class> {
        let toggle = |is_open: &mut bool| {
            *is_open = !*is_open;
            if *is_open { OP } else { CL }
        };
        let (after_word, before_word) = sides.words;
        match c {
            '"' | '＂' => Some(toggle(&mut self.double)),
            '\'' | '＇' if after_word && (before_word || !self.single) => None,
            '\'' | '＇' => Some(toggle(&mut self.single)),
            // »Wort« beside letters is as the standard has it.
            '«' | '‹' => (!after_word).then_some(OP),
            '»' | '›' => (!before_word).then_some(CL),
            _ => None,
        }
    }

    /// Returns the class of the angle bracket `c` before `rest`; `None` for signs of comparison and other characters.
    /// Like an ASCII parenthesis, those of ASCII stay with a word beside them.
    pub(super) fn angle(&mut self, c: char, sides: Sides, rest: &str) -> Option<Class> {
        match c {
            '<' | '＜' | '≪' | '﹤' if encloses(c, rest) => {
                self.angles = self.angles.saturating_add(1);
                Some(OP)
            }
            // The head of an arrow closes nothing.
            '>' if matches!(sides.before, Some('-' | '=')) => None,
            '>' | '＞' | '≫' | '﹥' if self.angles > 0 => {
                self.angles -= 1;
                Some(if c == '>' { CP } else { CL })
            }
            _ => None,
        }
    }
}

/// Returns whether the angle bracket `open` encloses the beginning of `rest`: no blank on the inner sides, and the other
/// bracket in the same sentence.
fn encloses(open: char, rest: &str) -> bool {
    let close = match open {
        '<' => '>',
        '＜' => '＞',
        '≪' => '≫',
        _ => '﹥',
    };
    let mut before = ' ';
    for c in rest.chars().take(MAX_ANGLE_CHARS) {
        match c {
            '>' if matches!(before, '-' | '=') => return false,
            _ if c == close => return !before.is_whitespace(),
            '-' | '=' if before == ' ' && open == '<' => return false,
            '。' | '\n' => return false,
            _ if c.is_whitespace() && before == ' ' => return false,
            _ => before = c,
        }
    }
    false
}
