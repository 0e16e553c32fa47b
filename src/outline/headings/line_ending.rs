//! The mark at the end of a line.

use crate::text::script::is_han;

/// How a line ends, closing quotes and brackets looked through.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum LineEnding {
    /// There is no such line.
    #[default]
    NoLine,
    /// No mark.
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
    /// How `text` ends, which has no blanks behind it.
    pub(crate) fn of(text: &str) -> Self {
        for c in text.chars().rev().take(3) {
            return match c {
                '”' | '’' | '」' | '』' | '）' | ')' | '"' | '】' | '》' | '〉' | '］' | ']'
                | '〕' => continue,
                '。' | '．' | '…' | '｡' => Self::FullStop,
                '！' | '？' | '!' | '?' => Self::ExclamationOrQuestion,
                '；' | ';' => Self::Semicolon,
                '，' | ',' | '、' | '､' => Self::Comma,
                '：' | ':' => Self::Colon,
                '.' if is_full_stop(text) => Self::FullStop,
                _ => Self::Unpunctuated,
            };
        }
        Self::Unpunctuated
    }

    /// Whether a sentence ends here.
    pub(crate) fn is_sentence_end(self) -> bool {
        matches!(self, Self::FullStop | Self::ExclamationOrQuestion)
    }
}

/// Whether the full stop at the end of `text` stands for 。
pub(crate) fn is_full_stop(text: &str) -> bool {
    let before = text.trim_end_matches('.');
    before.len() + 1 == text.len() && before.chars().next_back().is_some_and(is_cjk_letter)
}

/// Whether `c` is a letter of Chinese, Japanese or Korean.
pub(crate) fn is_cjk_letter(c: char) -> bool {
    is_han(c) || matches!(c, '\u{3041}'..='\u{30ff}' | '\u{ac00}'..='\u{d7a3}')
}
