//! Numbers in brackets or between signs: 【第十章】夏至, 1|【01】, *09.1*.

use super::candidate::{AppliedRule, LineRole};
use super::recognised_line::RecognisedLine;
use crate::outline::numbering::{self, NumberMarker, NumberStyle, Separator, is_appendix, is_unit};
use crate::text::blank::{is_blank, leading_blank_len};
use crate::text::numerals;
use std::borrow::Cow;

/// Brackets around titles or their numbers.
const BOXES: [(char, char); 5] = [
    ('【', '】'),
    ('〖', '〗'),
    ('〔', '〕'),
    ('［', '］'),
    ('[', ']'),
];

/// The same around words that are titles by themselves: （尾声）, <외전>.
const WORD_BOXES: [(char, char); 5] = [
    ('（', '）'),
    ('(', ')'),
    ('<', '>'),
    ('〈', '〉'),
    ('＜', '＞'),
];

/// Returns a line without the brackets around it, and the bytes of the opening bracket.
pub(crate) fn strip_box(text: &str) -> (usize, &str) {
    strip_brackets(text, BOXES.iter())
}

/// Returns a word without the brackets around it, and the bytes of the opening bracket.
pub(crate) fn strip_box_of_word(text: &str) -> (usize, &str) {
    strip_brackets(text, BOXES.iter().chain(&WORD_BOXES))
}

fn strip_brackets<'t, 'b>(
    text: &'t str,
    mut boxes: impl Iterator<Item = &'b (char, char)>,
) -> (usize, &'t str) {
    let inner = |(open, close): &(char, char)| {
        let inner = text.strip_prefix(*open)?.strip_suffix(*close)?;
        Some((open.len_utf8(), inner))
    };
    boxes.find_map(inner).unwrap_or((0, text))
}

/// Splits off the brackets at the start of `text`. Returns the words in them and the text after them.
fn split_box(text: &str) -> Option<(&str, &str)> {
    split_brackets(text, BOXES.iter())
}

/// Splits off the brackets around a word at the start of `text`. Returns the word and the text after it.
pub(crate) fn split_box_of_word(text: &str) -> Option<(&str, &str)> {
    split_brackets(text, BOXES.iter().chain(&WORD_BOXES))
}

fn split_brackets<'t, 'b>(
    text: &'t str,
    mut boxes: impl Iterator<Item = &'b (char, char)>,
) -> Option<(&'t str, &'t str)> {
    let (open, close) = boxes.find(|(open, _)| text.starts_with(*open))?;
    text.strip_prefix(*open)?.split_once(*close)
}

/// Parses a number in its own brackets before a title: 【第十章】夏至, [별표 1] 수수료.
pub(crate) fn boxed_number(text: &str) -> Option<NumberMarker> {
    let (inner, title) = split_box(text)?;
    let marker =
        numbering::parse_marker(inner).filter(|m| is_boxed(m.style) && m.end == inner.len())?;
    let (separator, end) = title_after(text, title);
    Some(NumberMarker {
        separator,
        end,
        ..marker
    })
}

/// Returns whether numbers of `style` may have brackets of their own.
fn is_boxed(style: NumberStyle) -> bool {
    is_unit(style) || is_appendix(style)
}

/// Returns the separator before `title`, the end of `text`, and the bytes before its words.
fn title_after(text: &str, title: &str) -> (Separator, usize) {
    let end = text.len() - title.len() + leading_blank_len(title);
    let is_bare = end == text.len();
    let separator = if is_bare {
        Separator::NoTitle
    } else {
        Separator::Blank
    };
    (separator, end)
}

/// Recognises a number that is written twice, with or without a title: 1|【01】, 【01】|1, 1 【01】 出门. `start` are the
/// bytes of ornaments before it.
pub(crate) fn repeated_number(text: &str, start: usize) -> Option<RecognisedLine<'_>> {
    let body = text.get(start..)?;
    let (first, is_first_boxed, rest) = split_number(body)?;
    let behind_first = rest.trim_start_matches(is_blank);
    let second = behind_first.trim_start_matches(['|', '｜', '│']);
    let bars = behind_first.len() - second.len();
    let (again, is_again_boxed, title) = split_number(second.trim_start_matches(is_blank))?;
    let is_parted = bars > 0 || is_first_boxed != is_again_boxed;
    let is_title = title.is_empty() || is_again_boxed || title.starts_with(is_blank);
    let has_cells = title.contains(['|', '｜', '│']);
    if first != again || !is_parted || !is_title || has_cells {
        return None;
    }
    let (separator, end) = title_after(body, title);
    let style = NumberStyle::Digit(separator);
    let marker = NumberMarker::new(body, style, first, separator, end);
    Some(numbered(body, start, marker))
}

/// Splits off the number at the start of `text`, in brackets or not. Returns its value, whether it has brackets, and the
/// text after it.
fn split_number(text: &str) -> Option<(u32, bool, &str)> {
    if let Some((inner, rest)) = split_box(text) {
        return numerals::parse(inner).map(|number| (number, true, rest));
    }
    let numeral = numerals::parse_leading(text)?;
    Some((numeral.value, false, text.get(numeral.len..)?))
}

/// Recognises a number between asterisks before a title, as in help files: `*09.1* Title  *name*`. The names between
/// asterisks at the end are no part of the title.
pub(crate) fn starred_number(text: &str) -> Option<RecognisedLine<'_>> {
    let (number, rest) = text.strip_prefix('*')?.split_once('*')?;
    let marker = numbering::parse_marker(number).filter(|marker| marker.end == number.len())?;
    let title = strip_names(rest.trim_start_matches(is_blank));
    let start = text.len() - rest.len() + leading_blank_len(rest);
    let is_title = rest.starts_with(is_blank) && !title.is_empty() && marker.end > 0;
    is_title.then(|| {
        let marker = NumberMarker {
            separator: Separator::Blank,
            end: 0,
            ..marker
        };
        numbered(title, start, marker)
    })
}

/// Returns `text` without the names between asterisks at its end. They are ASCII words, the first after a tab or at least
/// two blanks: a word between asterisks after one blank is emphasised.
pub(crate) fn strip_names(text: &str) -> &str {
    // Nearly all lines end their check here.
    if !text.ends_with('*') {
        return text;
    }
    let mut title = text;
    let mut rest = text;
    while let Some((words, name)) = rest.rsplit_once(is_blank) {
        let is_name = name.len() > 2
            && name.starts_with('*')
            && name.ends_with('*')
            && name.bytes().all(|byte| byte.is_ascii_graphic());
        if !is_name {
            break;
        }
        let before = words.trim_end_matches(is_blank);
        let gap = rest.get(before.len()..rest.len() - name.len());
        let gap = gap.unwrap_or_default();
        if gap.contains('\t') || gap.chars().count() > 1 {
            title = before;
        }
        rest = before;
    }
    title
}

/// Returns the title `text` with its number, `start` bytes from the start of its line.
fn numbered(text: &str, start: usize, marker: NumberMarker) -> RecognisedLine<'_> {
    RecognisedLine {
        role: LineRole::Title,
        marker,
        start,
        len: text.len(),
        title: Cow::Borrowed(text),
        caption_len: 0,
        applied_rule: AppliedRule::None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_written_twice_are_one_number() {
        for (text, number) in [
            ("1|【01】", Some(1)),
            ("【02】|2", Some(2)),
            ("3｜［03］ 出门", Some(3)),
            ("四 【4】", Some(4)),
            ("5|05", Some(5)),
            ("1|【02】", None),
            ("3/3", None),
            ("1|1|山", None),
            ("1|山", None),
            ("11", None),
            ("1 1", None),
        ] {
            let found = repeated_number(text, 0).map(|found| found.marker.number);
            assert_eq!(found, number, "{text}");
        }
    }

    #[test]
    fn titles_lie_between_the_tags_of_help_files() {
        for (text, title) in [
            ("*09.1*\t出门\t\t*walk-1* *go*", Some("出门")),
            ("*3*  过河", Some("过河")),
            ("*12.3.4* 回家  *home*", Some("回家")),
            ("*重要* 出门", None),
            ("*2* ", None),
            ("**2** 出门", None),
        ] {
            let found = starred_number(text).map(|found| found.title.into_owned());
            assert_eq!(found.as_deref(), title, "{text}");
        }
    }

    #[test]
    fn emphasised_words_remain_in_titles() {
        for (text, title) in [
            ("第三章 论 *自由*", "第三章 论 *自由*"),
            ("第三章 论  *自由*", "第三章 论  *自由*"),
            ("3. On *liberty*", "3. On *liberty*"),
            ("3. 出门\t*walk*", "3. 出门"),
            ("3. 出门  *walk* *go*", "3. 出门"),
            ("3. 出门  *go* out", "3. 出门  *go* out"),
        ] {
            assert_eq!(strip_names(text), title);
        }
    }
}
