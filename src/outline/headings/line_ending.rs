//! Punctuation at the end of a line.

use crate::text::sentence::{ends_in_cjk_full_stop, is_closing_mark};

/// Ending of a line. Closing quotes and brackets are skipped.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum LineEnding {
    /// No such line.
    #[default]
    NoLine,
    /// No punctuation.
    Unpunctuated,
    /// 。 and …
    FullStop,
    /// ！ ？
    ExclamationOrQuestion,
    /// ；
    Semicolon,
    /// ， 、
    Comma,
    /// ：
    Colon,
}

impl LineEnding {
    /// Classifies the ending of `text`, which must not end in blanks.
    pub(crate) fn of(text: &str) -> Self {
        let text = text.trim_end_matches(is_note_number);
        for c in text.chars().rev().take(3) {
            return match c {
                c if is_closing_mark(c) => continue,
                '。' | '．' | '…' | '｡' => Self::FullStop,
                '！' | '？' | '!' | '?' => Self::ExclamationOrQuestion,
                '；' | ';' => Self::Semicolon,
                '，' | ',' | '、' | '､' => Self::Comma,
                '：' | ':' => Self::Colon,
                '.' if ends_in_cjk_full_stop(text) => Self::FullStop,
                _ => Self::Unpunctuated,
            };
        }
        Self::Unpunctuated
    }

    /// Returns whether a sentence ends here.
    pub(crate) fn is_sentence_end(self) -> bool {
        matches!(self, Self::FullStop | Self::ExclamationOrQuestion)
    }
}

/// Whether `c` belongs to the raised number of a note.
fn is_note_number(c: char) -> bool {
    matches!(c, '¹' | '²' | '³' | '⁰' | '⁴'..='⁹' | '⁽' | '⁾')
}
