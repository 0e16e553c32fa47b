//! Words: runs of one script, in Chinese cut by a table of words. Punctuation and blanks belong to no word.

mod chinese;
mod table;

pub use chinese::{chinese_words, is_chinese_word};

use super::script::{is_han, is_hangul, is_kana};

/// Script of a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WordScript {
    /// Han characters.
    Han,
    /// Hiragana.
    Hiragana,
    /// Katakana.
    Katakana,
    /// Hangul.
    Hangul,
    /// Letters of other scripts, and digits.
    Letters,
}

impl WordScript {
    /// Returns the script of a character in a word; `None` for punctuation, blanks and controls.
    pub fn of(c: char) -> Option<Self> {
        match c {
            '\u{3041}'..='\u{309F}' if is_kana(c) => Some(Self::Hiragana),
            _ if is_kana(c) => Some(Self::Katakana),
            _ if is_han(c) => Some(Self::Han),
            _ if is_hangul(c) => Some(Self::Hangul),
            _ if c.is_alphanumeric() => Some(Self::Letters),
            _ => None,
        }
    }
}

/// Returns whether `c` joins the letters on both of its sides into one word, as in `don't` and `well-known`.
pub const fn is_word_joiner(c: char) -> bool {
    matches!(c, '\'' | '’' | '-' | '_' | '.')
}

#[cfg(test)]
mod tests {
    use super::WordScript::{self, *};

    #[test]
    fn every_character_of_a_word_has_a_script() {
        for (text, want) in [
            (
                "汉々あアーｱ가aé1",
                vec![
                    Han, Han, Hiragana, Katakana, Katakana, Katakana, Hangul, Letters, Letters,
                    Letters,
                ],
            ),
            ("，。 \n「’", vec![]),
        ] {
            let found: Vec<_> = text.chars().filter_map(WordScript::of).collect();
            assert_eq!(found, want, "{text}");
        }
    }
}
