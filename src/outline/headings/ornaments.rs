//! Ornaments around titles: ☆、第一章.

use crate::outline::word_lists::{WordList, word_list};
use crate::text::blank::{is_blank, leading_blank_len};
use crate::text::numerals::digit_value;

/// Returns whether `c` is an ornament before titles: ☆、第一章.
pub(crate) fn may_start_ornament(c: char) -> bool {
    matches!(
        c,
        '☆' | '★'
            | '●'
            | '◆'
            | '■'
            | '□'
            | '◎'
            | '○'
            | '▲'
            | '△'
            | '▼'
            | '▽'
            | '※'
            | '§'
            | '✦'
            | '✧'
            | '◇'
            | '▶'
            | '►'
            | '#'
            | '＃'
            | '='
            | '＝'
            | '*'
            | '＊'
            | '~'
            | '～'
            | '•'
            | '♦'
            | '➤'
            | '〓'
            | '┃'
            | '│'
            | '|'
            | '-'
            | '─'
    )
}

/// Mark at the beginning of a line that sets it off.
pub(crate) type LineMark = char;
/// Mark of a question: 问：, Q1.
pub(crate) const QUESTION: LineMark = 'Q';
/// Words before questions.
static QUESTION_WORDS: WordList = WordList::new(|| word_list("question_words"));

/// Returns the mark that sets a line off: an ornament, the bracket around all of it, or the word for a question.
pub(crate) fn line_mark(text: &str) -> Option<LineMark> {
    let first = text.chars().next()?;
    let is_boxed = |open, close| first == open && text.ends_with(close);
    let is_sign = may_start_ornament(first) && !"-─*#|│┃=~•※＝＊＃～".contains(first);
    let boxes = [
        ('【', '】'),
        ('〔', '〕'),
        ('〖', '〗'),
        ('［', '］'),
        ('〈', '〉'),
        ('<', '>'),
        ('＜', '＞'),
    ];
    // 【材料】（４人分）
    let is_remarked = text.ends_with(['）', ')'])
        && text.starts_with('【')
        && ["】（", "】(", "】　（"]
            .iter()
            .any(|sign| text.contains(sign));
    let is_boxed = is_remarked || boxes.iter().any(|(open, close)| is_boxed(*open, *close));
    if is_sign || is_boxed {
        return Some(first);
    }
    is_question(text).then_some(QUESTION)
}

/// Returns whether a line begins with the word for a question and a colon or point.
pub(crate) fn is_question(text: &str) -> bool {
    if !text.starts_with(['问', '問', '提', '質', '질', '물', '문', 'Q', 'Ｑ']) {
        return false;
    }
    let behind = QUESTION_WORDS
        .iter()
        .find_map(|word| text.strip_prefix(*word));
    behind.is_some_and(|rest| {
        labelled_words(rest).is_some_and(|words| !words.starts_with(['「', '“', '"', '『']))
    })
}

/// Returns whether a line begins with the word for an answer.
pub(crate) fn is_answer(text: &str) -> bool {
    let first = text.starts_with(['答', '回', '답', 'A', 'Ａ']);
    let words = ["答", "回答", "답변", "답", "A", "Ａ"];
    let rest = words
        .iter()
        .filter(|_| first)
        .find_map(|word| text.strip_prefix(*word));
    rest.is_some_and(|rest| labelled_words(rest).is_some())
}

/// Returns the words after a number, if there is one, and a colon or point.
fn labelled_words(rest: &str) -> Option<&str> {
    let after_number = rest.trim_start_matches(|c| digit_value(c).is_some());
    let has_number = after_number.len() < rest.len();
    let words = after_number
        .strip_prefix(['：', ':', '.', '．', '、', ')', '）'])
        .or_else(|| after_number.strip_prefix(is_blank).filter(|_| has_number))?;
    let words = words.trim_start_matches(is_blank);
    (!words.is_empty()).then_some(words)
}

/// Returns the bytes of ornaments, blanks and 正文 before a possible title. 正文 counts only if a title
/// follows.
pub(crate) fn ornament_len(text: &str) -> usize {
    let shown = skip_annotations(text).trim_start_matches(|c| may_start_ornament(c) || is_blank(c));
    let mut at = text.len() - shown.len();
    if at > 0 {
        let rest = shown.strip_prefix('、').unwrap_or(shown);
        at = text.len() - rest.len() + leading_blank_len(rest);
    }
    let rest = text.get(at..).unwrap_or_default();
    let named = |name: &str| Some(rest.strip_prefix(name)?.trim_start_matches(is_blank));
    if let Some(body) = named("正文")
        .map(|b| b.strip_prefix('卷').unwrap_or(b))
        .or_else(|| named("本文"))
        .or_else(|| named("本編"))
        .or_else(|| named("VIP章节"))
        .or_else(|| named("VIP章節"))
    {
        let body = body.trim_start_matches(|c| is_blank(c) || c == '：' || c == ':');
        let title = body.starts_with(['第', '卷', '序', '楔', '引', '尾', '番', '终', '终'])
            || body.starts_with(|c: char| c.is_ascii_digit());
        if title {
            at = text.len() - body.len();
        }
    }
    at
}

/// Returns `text` after its leading annotations on layout: ［＃５字下げ］一.
fn skip_annotations(text: &str) -> &str {
    let mut rest = text;
    while let Some(note) = rest.strip_prefix("［＃") {
        match note
            .find('］')
            .and_then(|end| note.get(end + '］'.len_utf8()..))
        {
            Some(behind) if !behind.is_empty() => rest = behind,
            _ => break,
        }
    }
    rest
}

/// Returns `text` without trailing ornaments and blanks.
pub(crate) fn trim_trailing_ornaments(text: &str) -> &str {
    text.trim_end_matches(|c| {
        is_blank(c)
            || matches!(
                c,
                '=' | '＝' | '*' | '＊' | '~' | '～' | '☆' | '★' | '│' | '|' | '┃' | '─'
            )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ornaments_are_not_part_of_a_title() {
        for (text, rest) in [
            ("☆、第一章 风", "第一章 风"),
            ("●卷一", "卷一"),
            ("正文 第一章", "第一章"),
            ("正文完", "正文完"),
            ("VIP章节 第七章 风", "第七章 风"),
            ("VIP会员", "VIP会员"),
            ("正文第三回", "第三回"),
        ] {
            assert_eq!(text.get(ornament_len(text)..), Some(rest));
        }
    }
}
