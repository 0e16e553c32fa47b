//! Number at the beginning of a heading, behind which its further rows hang.

/// Longest number, in characters.
const MAX_NUMBER_CHARS: usize = 10;

/// Returns the length in bytes of the number at the beginning of `title`, with the mark or the blank that ends it:
/// `一、`, `（二）`, `1.2 `, `第三章 `; 0 without one, and for a number without words after it.
pub(crate) fn heading_number_len(title: &str) -> usize {
    let lead = title.len() - title.trim_start().len();
    let words = title.trim_start();
    let mut has_digit = false;
    for (count, (at, c)) in words.char_indices().enumerate() {
        let rest = words.get(at + c.len_utf8()..).unwrap_or_default();
        let is_end = match c {
            '、' | '．' | '）' | ')' | '】' | ' ' | '\u{3000}' => has_digit,
            '.' => has_digit && !rest.starts_with(|c: char| c.is_ascii_digit()),
            _ => false,
        };
        if is_end {
            let blank = rest.len() - rest.trim_start().len();
            let len = lead + at + c.len_utf8() + blank;
            return if rest.trim().is_empty() { 0 } else { len };
        }
        let is_digit = c.is_ascii_digit()
            || "一二三四五六七八九十百千〇零两甲乙丙丁壹贰叁肆伍陆柒捌玖拾".contains(c)
            || ('\u{2160}'..='\u{217F}').contains(&c);
        let is_other = matches!(c, '第' | '（' | '(' | '【' | '.')
            || has_digit && "章节節回条條篇部卷编編款项項장절".contains(c);
        if count >= MAX_NUMBER_CHARS || !(is_digit || is_other) {
            return 0;
        }
        has_digit |= is_digit;
    }
    0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_ends_with_its_mark_or_blank() {
        for (title, number) in [
            ("一、先把山看清楚", "一、"),
            ("（二）好在一个“差”字", "（二）"),
            ("1.2 看路程", "1.2 "),
            ("1. 看海拔", "1. "),
            ("第三章　山里的人", "第三章　"),
            ("一件小事", ""),
            ("十里不同天，", ""),
            ("2003 年政府工作报告", "2003 "),
            ("第三章", ""),
            ("", ""),
        ] {
            let len = heading_number_len(title);
            assert_eq!(title.get(..len), Some(number), "{title}");
        }
    }
}
