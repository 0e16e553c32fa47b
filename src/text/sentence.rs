//! Ends of sentences.

use super::script::is_cjk;

/// Returns whether `c` ends a sentence in every context. The full stops `.` and ．are not included: numbers
/// have them too.
pub const fn is_sentence_end(c: char) -> bool {
    matches!(c, '。' | '｡' | '！' | '？' | '!' | '?' | '…')
}

/// Returns whether `c` is a quotation mark or bracket that may follow the end of a sentence.
pub const fn is_closing_mark(c: char) -> bool {
    matches!(
        c,
        '”' | '’' | '"' | '」' | '』' | '》' | '〉' | '】' | '〕' | '）' | ')' | '］' | ']'
    )
}

/// Returns whether `line` ends with the end of a sentence. Closing marks and blanks after it are skipped.
pub fn ends_sentence(line: &str) -> bool {
    let line = line.trim_end().trim_end_matches(is_closing_mark);
    line.ends_with(|c| is_sentence_end(c) || c == '．') || ends_in_cjk_full_stop(line)
}

/// Returns whether `text` ends in a single `.` after a letter of Chinese, Japanese or Korean, an informal 。
pub fn ends_in_cjk_full_stop(text: &str) -> bool {
    text.strip_suffix('.')
        .is_some_and(|before| before.ends_with(is_cjk))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_ends_with_a_stop_and_what_closes_after_it() {
        for line in [
            "他走了。",
            "他走了。” ",
            "“走吧！』）",
            "ｱｱ｡",
            "走了．",
            "他走了.",
            "他走了…",
        ] {
            assert!(ends_sentence(line), "{line}");
        }
        for line in [
            "",
            "”",
            "他走了",
            "他走了，",
            "他走了：",
            "No. 3.",
            "他走了..",
            "（一）",
        ] {
            assert!(!ends_sentence(line), "{line}");
        }
    }
}
