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

/// Returns the byte offsets at which sentences start; the first is 0. A sentence ends after 。！？…… and any closing
/// quotes and brackets that follow; a sentence with blanks after `. ` and the like, but not after numbers as in dates
/// (2022. 3. 1.), nor within brackets.
pub fn sentence_starts(text: &str) -> Vec<u32> {
    let mut starts = vec![0];
    let mut ended = false;
    let mut depth = 0_u32;
    let mut chars = text.char_indices().peekable();
    let mut before = None;
    while let Some((at, c)) = chars.next() {
        match c {
            '(' | '（' | '[' | '［' => depth += 1,
            ')' | '）' | ']' | '］' => depth = depth.saturating_sub(1),
            _ => {}
        }
        let is_latin_stop = c == '.'
            && depth == 0
            && chars.peek().is_none_or(|(_, next)| next.is_whitespace())
            && !before.is_some_and(|before: char| before.is_ascii_digit());
        before = Some(c);
        if is_sentence_end(c) || is_latin_stop {
            ended = true;
        } else if ended && !is_closing_mark(c) && !c.is_whitespace() {
            starts.push(at as u32);
            ended = false;
        }
    }
    starts
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

    #[test]
    fn a_sentence_ends_behind_its_closing_quote() {
        let text = "他说：“好。”然后走了！真的……吗？Yes. No 3.5.";
        let starts: String = sentence_starts(text)
            .into_iter()
            .filter_map(|at| text.get(at as usize..)?.chars().next())
            .collect();
        assert_eq!(starts, "他然真吗YN");
        let dates = "판결선고 2023. 6. 22. 이에 대하여 2022. 3. 1.부터 갚는다. 조간(3. 4. 12:00 이후) 끝. 다음.";
        let starts: Vec<&str> = sentence_starts(dates)
            .into_iter()
            .filter_map(|at| dates.get(at as usize..)?.split(' ').next())
            .collect();
        assert_eq!(starts, ["판결선고", "조간(3.", "다음."]);
    }
}
