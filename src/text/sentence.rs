//! The ends of sentences.

use super::script::is_cjk;

/// Whether `c` ends a sentence wherever it occurs. The full stops `.` and ．do not: they are in numbers too.
pub const fn is_sentence_end(c: char) -> bool {
    matches!(c, '。' | '｡' | '！' | '？' | '!' | '?' | '…')
}

/// Whether `c` is a quotation mark or bracket that may close after the end of a sentence.
pub const fn is_closing_mark(c: char) -> bool {
    matches!(
        c,
        '”' | '’' | '"' | '」' | '』' | '》' | '〉' | '】' | '〕' | '）' | ')' | '］' | ']'
    )
}

/// Whether `line` ends with the end of a sentence; closing marks and blanks after it are passed over.
pub fn ends_sentence(line: &str) -> bool {
    let line = line.trim_end().trim_end_matches(is_closing_mark);
    line.ends_with(|c| is_sentence_end(c) || c == '．') || ends_in_cjk_full_stop(line)
}

/// Whether `text` ends in a single `.` after a letter of Chinese, Japanese or Korean, where it is written for 。
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
