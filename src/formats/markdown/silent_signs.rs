//! Lines and signs that other programs of Markdown read and do not show: `[TOC]`, `%%a comment%%`, ` ^name-of-a-block`.

use crate::doc::Mark;
use crate::formats::blocks::inline::MarkSpan;

/// Shortest name of a block, in characters: programs give six. Shorter ones may be exponents.
const MIN_BLOCK_NAME_CHARS: usize = 6;

/// Bytes of a line that show whether it is blank.
const MAX_BLANK_LINE_BYTES: usize = 256;

/// Returns whether a paragraph shows nothing: the place of the table of contents, or a comment. Code and signs after a backslash
/// (`escaped`) are text.
pub(super) fn is_silent(text: &str, marks: &[MarkSpan], escaped: &[u32]) -> bool {
    let text = text.trim();
    let is_code = marks.iter().any(|(_, mark)| *mark == Mark::Code);
    !is_code && escaped.is_empty() && (is_contents_place(text, marks) || is_comment(text))
}

fn is_contents_place(text: &str, marks: &[MarkSpan]) -> bool {
    const PLACES: [&str; 4] = ["[toc]", "[[toc]]", "[[_toc_]]", "{:toc}"];
    // Text of `@[TOC](title)`: a link behind a sign.
    let has_link = || marks.iter().any(|(_, mark)| matches!(mark, Mark::Link(_)));
    PLACES.iter().any(|place| place.eq_ignore_ascii_case(text))
        || "@toc".eq_ignore_ascii_case(text) && has_link()
}

fn is_comment(text: &str) -> bool {
    let inner = text
        .strip_prefix("%%")
        .and_then(|rest| rest.strip_suffix("%%"));
    inner.is_some_and(|inner| !inner.contains("%%"))
}

/// Returns whether a line of the source is one that its author typed to have a blank line: `&nbsp;`, `<br>`, U+3000.
pub(super) fn is_blank_line(source: &str) -> bool {
    const BLANKS: [&str; 13] = [
        "&nbsp;", "&emsp;", "&ensp;", "&#160;", "&#xa0;", "&#12288;", "&#x3000;", "<br", "/>",
        "<p>", "</p>", "<div>", "</div>",
    ];
    let source = source.get(..source.floor_char_boundary(MAX_BLANK_LINE_BYTES));
    let mut line = source.unwrap_or_default().to_ascii_lowercase();
    let is_line = !line.trim_matches([' ', '\t']).is_empty();
    for blank in BLANKS {
        line = line.replace(blank, " ");
    }
    is_line
        && line
            .chars()
            .all(|c| c.is_whitespace() || matches!(c, '>' | '\\'))
}

/// Takes the name of a block from the end of its text, where no mark is: code and emphasis are text.
pub(super) fn take_block_name(text: &mut String, marks: &[MarkSpan]) -> Option<String> {
    let (words, name) = text.trim_end().rsplit_once(" ^")?;
    let is_name_char = |c: char| c.is_ascii_alphanumeric() || c == '-';
    let is_name = name.len() >= MIN_BLOCK_NAME_CHARS
        && name.chars().all(is_name_char)
        && name.contains(|c: char| c.is_ascii_alphabetic());
    if !is_name || words.trim().is_empty() {
        return None;
    }
    let name = format!("^{name}");
    let len = words.trim_end().len();
    if marks.iter().any(|(range, _)| range.end as usize > len) {
        return None;
    }
    text.truncate(len);
    Some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contents_and_comments_are_silent() {
        let link = [(1..4, Mark::Link("x".to_owned()))];
        let code = [(0..5, Mark::Code)];
        for text in ["[TOC]", "[[toc]]", "%% 注释 %%", "%%一行\n两行%%"] {
            assert!(is_silent(text, &[], &[]), "{text}");
            assert!(!is_silent(text, &code, &[]) && !is_silent(text, &[], &[0]));
        }
        assert!(is_silent("@TOC", &link, &[]) && !is_silent("@TOC", &[], &[]));
        for text in [
            "",
            "%",
            "%%",
            "%%%",
            "100%% 与 50%%",
            "%%甲%% 乙 %%丙%%",
            "[目录]",
        ] {
            assert!(!is_silent(text, &[], &[]), "{text}");
        }
    }

    #[test]
    fn blank_lines_have_nothing_but_blanks() {
        for line in [
            "&nbsp;",
            "<br>",
            "<br />",
            "　",
            "&emsp;&emsp;",
            "\\",
            "<p><br></p>",
        ] {
            assert!(is_blank_line(line), "{line}");
        }
        for line in ["", "  ", "甲", "&nbsp;甲", "<a>", "<brx>", "<p>甲</p>"] {
            assert!(!is_blank_line(line), "{line}");
        }
    }

    #[test]
    fn names_of_blocks_are_taken_from_their_ends() {
        let mut text = "一段话。 ^abc123".to_owned();
        let within = [(0..3, Mark::Strong)];
        let across = [(0..20, Mark::Code)];
        assert_eq!(take_block_name(&mut text, &across), None);
        assert_eq!(
            take_block_name(&mut text, &within).as_deref(),
            Some("^abc123")
        );
        assert_eq!(text, "一段话。");
        for whole in ["y = x ^2", "x ^123456", "^abc123", "甲^abc123", ""] {
            let mut text = whole.to_owned();
            assert_eq!(take_block_name(&mut text, &[]), None, "{whole}");
            assert_eq!(text, whole);
        }
    }
}
