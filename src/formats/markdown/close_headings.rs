//! Headings without a blank behind their signs: `##标题`, as many people write them and many editors take them.

use super::fence::{CODE_INDENT_CELLS, FencedLines};
use super::punct::is_wide_cjk;

/// Beginning of a text that shows whether it has such headings, in bytes.
const SAMPLE_BYTES: usize = 16 << 10;
/// Highest level of a heading.
const MAX_LEVEL: usize = 6;

/// Returns the starts of titles right behind their signs, ascending, in bytes. A single sign is that of a tag (#读书), unless
/// the beginning of the text has headings of other levels like that and the line is no row of tags.
pub(super) fn title_starts(source: &str) -> Vec<usize> {
    if memchr::memchr(b'#', source.as_bytes()).is_none() {
        return Vec::new();
    }
    let mut found = Vec::new();
    let sample = source.floor_char_boundary(SAMPLE_BYTES);
    let mut has_lower = false;
    let mut code = FencedLines::default();
    let mut start = 0;
    for line in source.split_inclusive(['\n', '\r']) {
        let at = start;
        start += line.len();
        let words = line.trim_start_matches(' ');
        let blanks = line.len() - words.len();
        if code.takes(words, blanks) || blanks >= CODE_INDENT_CELLS || !words.starts_with('#') {
            continue;
        }
        let title = words.trim_start_matches('#');
        let level = words.len() - title.len();
        let is_meant = match level {
            1 => title.starts_with(is_wide_cjk) && !title.contains('#'),
            2..=MAX_LEVEL => title.starts_with(|c: char| is_wide_cjk(c) || c.is_alphanumeric()),
            _ => false,
        };
        // Full-width blanks part them already.
        if is_meant && !title.starts_with(char::is_whitespace) {
            has_lower |= level > 1 && at < sample;
            found.push((at + blanks + level, level));
        }
    }
    found.retain(|(_, level)| *level > 1 || has_lower);
    found.into_iter().map(|(at, _)| at).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_right_behind_their_signs_are_found() {
        let titles = |text: &str| {
            let starts = title_starts(text).into_iter();
            let titles = starts.filter_map(|at| text.get(at..)?.lines().next());
            titles.map(str::to_owned).collect::<Vec<_>>()
        };
        for (text, want) in [
            (
                "#一\n\n##二 三\n###1.1 概述\n",
                &["一", "二 三", "1.1 概述"][..],
            ),
            ("#读书笔记\n\n正文。\n", &[]),
            ("#读书 #笔记\n##二\n", &["二"]),
            ("## 二\n#三\n", &[]),
            ("```\n##注释\n```\n  ##二\n", &["二"]),
            ("````\n```\n##注释\n```\n````\r\n##二\r\n", &["二"]),
            ("    ##代码\n##　二\n#######七\n##!\n", &[]),
            ("甲##乙\n\\##丙\n", &[]),
            ("", &[]),
        ] {
            assert_eq!(titles(text), want, "{text}");
        }
    }
}
