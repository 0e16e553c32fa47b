//! Lines of an extracted text that hold two lines of the original, with the number of a page between them:
//! 第二章河流9第一节一般规定.

use super::line_ending::LineEnding;
use super::ornaments::ornament_len;
use super::trimmed_line::TrimmedLine;
use crate::outline::numbering::{self, NumberStyle, is_unit};
use crate::text::blank::is_blank;

/// End of a line that is searched for glued titles, in bytes. Titles are short.
const MAX_TAIL_BYTES: usize = 240;
/// Longest line with the titles of a volume and a chapter, in characters.
const MAX_VOLUME_LINE_CHARS: usize = 60;
/// Longest number of a page, in digits.
const MAX_PAGE_DIGITS: usize = 4;

/// Splits `line` before the first title that is glued to a number of a page. Returns the text before the number, if any,
/// and the title. `None` if there is no such title.
pub(crate) fn split_at_page_number<'t>(
    line: &TrimmedLine<'t>,
) -> Option<(Option<TrimmedLine<'t>>, TrimmedLine<'t>)> {
    if line.end != LineEnding::Unpunctuated {
        return None;
    }
    let text = line.text;
    let from = text.ceil_char_boundary(text.len().saturating_sub(MAX_TAIL_BYTES));
    let tail = text.get(from..)?;
    let mut places = tail.match_indices(['第', '제']).map(|(at, _)| from + at);
    places.find_map(|at| {
        let before = before_page_number(text.get(..at)?)?;
        let title = TrimmedLine::of(text.get(at..)?)?;
        is_glued_title(before, title.text).then(|| {
            let moved = |part: TrimmedLine<'t>, at: usize| TrimmedLine {
                start: line.start + at,
                indent: line.indent,
                ..part
            };
            (
                TrimmedLine::of(before).map(|part| moved(part, 0)),
                moved(title, at),
            )
        })
    })
}

/// Splits a line with the titles of a volume and of a chapter in it: 第一卷 风起 第二章 夜雨. `None` for other lines.
pub(crate) fn split_at_chapter<'t>(
    line: &TrimmedLine<'t>,
) -> Option<(TrimmedLine<'t>, TrimmedLine<'t>)> {
    let is_short = line.chars <= MAX_VOLUME_LINE_CHARS;
    if !is_short || !line.text.starts_with(['第', '卷', '巻', '正']) {
        return None;
    }
    let start = ornament_len(line.text);
    let titles = line.text.get(start..)?;
    let volume = numbering::parse_marker(titles)?;
    let at = start + numbering::inner_start(titles, &volume)?;
    let part = |from: usize, to: usize| {
        let part = TrimmedLine::of(line.text.get(from..to)?)?;
        Some(TrimmedLine {
            start: line.start + from,
            indent: line.indent,
            ..part
        })
    };
    Some((part(start, at)?, part(at, line.text.len())?))
}

/// Returns the last title of a split line without the number of a page at its end: 第二章　船只 12.
pub(crate) fn strip_last_page_number<'t>(line: &TrimmedLine<'t>) -> Option<TrimmedLine<'t>> {
    let bare = TrimmedLine::of(before_page_number(line.text)?)?;
    Some(TrimmedLine {
        start: line.start,
        indent: line.indent,
        ..bare
    })
}

/// Returns the text before the number of a page at the end of `text`; `None` if it ends in no such number.
fn before_page_number(text: &str) -> Option<&str> {
    let number_end = text.trim_end_matches(is_blank);
    let before = number_end.trim_end_matches(|c: char| c.is_ascii_digit());
    let digits = number_end.len() - before.len();
    let is_page = (1..=MAX_PAGE_DIGITS).contains(&digits);
    let before = before.trim_end_matches(is_blank);
    // Without anything before it, only a number without a gap is glued: in 1 第一章 it counts the entries of a list.
    let is_glued = !before.is_empty() || number_end.len() == text.len();
    (is_page && is_glued && !before.ends_with(['第', '제'])).then_some(before)
}

/// Returns whether `title` is the title of a chapter or section, and the number before it separates it from the end of a
/// sentence or from another title.
fn is_glued_title(before: &str, title: &str) -> bool {
    let is_chapter = |text: &str| {
        numbering::parse_marker(text)
            .is_some_and(|marker| is_unit(marker.style) && marker.style != NumberStyle::Unit('条'))
    };
    is_chapter(title)
        && (before.is_empty() || LineEnding::of(before).is_sentence_end() || is_chapter(before))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_behind_the_number_of_a_page_is_a_line_of_its_own() {
        for (text, parts) in [
            (
                "第二章河流9第一节一般规定",
                Some(("第二章河流", "第一节一般规定")),
            ),
            (
                "谁也没有说话。12第二章　船只",
                Some(("谁也没有说话。", "第二章　船只")),
            ),
            (
                "第三節 渡口 128 第四節 收費",
                Some(("第三節 渡口", "第四節 收費")),
            ),
            ("제1장 총칙3제2장 강", Some(("제1장 총칙", "제2장 강"))),
            ("7第三章桥梁", Some(("", "第三章桥梁"))),
            ("1 第一章 出门", None),
            ("第二章 见第3第四章", None),
            ("见图3第二章所述", None),
            ("第二十回 他走了20第1次", None),
            ("第一章 2019年第二节课", None),
            ("走了。9第二章说过，他没有来。", None),
        ] {
            let line = TrimmedLine::of(text).expect("a line has words");
            let split = split_at_page_number(&line);
            let found = split
                .as_ref()
                .map(|(before, title)| (before.as_ref().map_or("", |line| line.text), title.text));
            assert_eq!(found, parts, "{text}");
        }
    }
}
