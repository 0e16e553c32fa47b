//! Count of 字, the usual length of a text in Chinese.

use super::script::is_cjk;

/// Counts the 字 of a text: one for every Han character, kana and Hangul syllable, and one for every run of
/// other letters and digits. Punctuation and blanks do not count.
pub fn count_characters(text: &str) -> u64 {
    let mut total = 0;
    let mut in_word = false;
    for c in text.chars() {
        if is_cjk(c) {
            total += 1;
            in_word = false;
        } else if c.is_alphanumeric() {
            total += u64::from(!in_word);
            in_word = true;
        } else if !matches!(c, '.' | ',' | '\'' | '’' | '-') {
            in_word = false;
        }
    }
    total
}

#[cfg(test)]
mod tests {
    use super::count_characters;

    #[test]
    fn a_word_and_a_number_count_once_and_marks_never() {
        for (text, want) in [
            ("", 0),
            ("统筹发展。", 4),
            ("增长了5.6%，约￥1,200元", 7),
            ("用Rust语言 well-known", 5),
            ("ひらがな", 4),
        ] {
            assert_eq!(count_characters(text), want, "{text}");
        }
    }
}
