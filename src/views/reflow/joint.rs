//! Joints of a paragraph: where the lines of hard-wrapped text meet.

use crate::text::script::{is_han, is_kana};

/// Whether a blank stands between the words of two lines of a paragraph.
pub(super) fn needs_blank(before: &str, after: &str) -> bool {
    ends_spaced_word(before) && after.starts_with(is_spaced_letter)
}

/// Whether a character belongs to a script that separates words with blanks.
fn is_spaced_letter(c: char) -> bool {
    c.is_alphanumeric() && !is_han(c) && !is_kana(c)
}

fn ends_spaced_word(text: &str) -> bool {
    text.chars()
        .next_back()
        .is_some_and(|c| is_spaced_letter(c) || matches!(c, ',' | '.' | ';'))
}
