//! Days of a diary, a log or a chronicle: 2025年3月1日 星期六 阴, 八月一日（火）　晴, 开元十二年（724）　二十四岁.

use super::candidate::{Candidate, LineOpening};
use super::line_ending::LineEnding;
use crate::text::blank::is_blank;
use crate::text::numerals::{digit_value, is_numeral_char};
use std::collections::HashSet;

/// Longest name of an era before the number of a year, in characters: 武后长安.
const MAX_ERA_CHARS: usize = 5;
/// Longest part of a line after its date, in characters.
const MAX_REST_CHARS: usize = 14;
/// Minimum width of a line of text below a day, in cells.
const MIN_TEXT_CELLS: u16 = 28;

/// Returns whether lines that begin with a date may be the days of one text: all with the same words after the date, or
/// with a blank or nothing.
pub(crate) fn is_like_days<'t>(days: impl Iterator<Item = &'t str>) -> bool {
    let is_sign = |c: char| is_blank(c) || "（(".contains(c);
    let rests = days.filter_map(after_date);
    let words: HashSet<&str> = rests
        .filter(|rest| !rest.is_empty() && !rest.starts_with(is_sign))
        .collect();
    words.len() < 2
}

/// Returns whether text is below the first line of a day.
pub(crate) fn has_text_below_day(line: &Candidate) -> bool {
    let below = &line.next_line;
    let goes_on = matches!(
        line.prev_line.end,
        LineEnding::Comma | LineEnding::Semicolon
    );
    let is_text = below.end.is_sentence_end()
        || below.cells >= MIN_TEXT_CELLS
        || below.has_punctuation
        || below.opening == LineOpening::FirstNumber;
    !goes_on && !below.is_missing() && is_text
}

/// Returns whether a short line begins with a date and goes on without a sentence.
pub(crate) fn names_day(words: &str) -> bool {
    let Some(rest) = after_date(words) else {
        return false;
    };
    rest.chars().count() <= MAX_REST_CHARS
        && !rest.contains([
            '，', '。', '；', '：', ':', ',', '、', '～', '~', '-', '—', '/',
        ])
        && !rest.starts_with([
            '至', '到', '前', '后', '後', '以', '的', 'の', 'に', 'は', '，', '間', '间', '起',
        ])
}

fn is_number(c: char) -> bool {
    digit_value(c).is_some() || is_numeral_char(c) || c == '元' || c == '正' || c == '〇'
}

/// Returns the text after the date at the start of `words`; `None` without a date. A year alone needs an era or a second
/// year in brackets.
fn after_date(words: &str) -> Option<&str> {
    let mut head = words.char_indices().take(MAX_ERA_CHARS + 1);
    let (start, _) = head.find(|(_, c)| is_number(*c))?;
    let (era, numbers) = words.split_at_checked(start)?;
    let has_era = !era.is_empty();
    if era.contains(|c: char| !c.is_alphabetic()) {
        return None;
    }
    let year = after_number(numbers, &['年', '년', '载', '載']);
    let month = after_number(year.unwrap_or(numbers), &['月', '월']);
    let day = month.and_then(|month| after_number(month, &['日', '일']));
    if let (Some(day), false) = (day, has_era && year.is_none()) {
        return Some(day);
    }
    if let Some(western) = year.filter(|_| has_era).and_then(|year| {
        let inner = year.strip_prefix(['（', '('])?;
        let digits = inner.trim_start_matches(|c| digit_value(c).is_some());
        (digits.len() < inner.len()).then_some(digits)
    }) {
        return western.strip_prefix(['）', ')']);
    }
    plain_date(words)
}

/// Returns the text after a number and one of `units`.
fn after_number<'t>(text: &'t str, units: &[char]) -> Option<&'t str> {
    let text = text.trim_start_matches(is_blank);
    let rest = text.trim_start_matches(is_number);
    let is_counted = rest.len() < text.len();
    let rest = rest.trim_start_matches(is_blank);
    rest.strip_prefix(units).filter(|_| is_counted)
}

/// Returns the text after a date such as 2025-03-01.
fn plain_date(words: &str) -> Option<&str> {
    let digits = |text: &str| {
        text.chars()
            .take_while(|c| digit_value(*c).is_some())
            .count()
    };
    let mut rest = words;
    for (part, most) in [4, 2, 2].into_iter().enumerate() {
        if part > 0 {
            rest = rest
                .strip_prefix(['-', '/', '.', '．'])?
                .trim_start_matches(is_blank);
        }
        let count = digits(rest);
        let is_part = (1..=most).contains(&count) && (part > 0 || count == most);
        rest = is_part.then(|| rest.trim_start_matches(|c| digit_value(c).is_some()))?;
    }
    // 2024. 5. 1. (월)
    Some(rest.strip_prefix('.').unwrap_or(rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_begin_with_a_date() {
        for day in [
            "2025年3月1日 星期六 阴",
            "二〇二五年三月一日",
            "八月一日（火）　晴",
            "令和五年八月二日（水）",
            "2023년 3월 1일 수요일",
            "3월 1일",
            "开元十二年（724）  二十四岁",
            "2025-03-01 阴",
            "2025年4月18日值班日志",
        ] {
            assert!(names_day(day), "{day}");
        }
        for line in [
            "2025年",
            "三年前",
            "2025年3月1日起施行",
            "3月1日至5日",
            "2025-03-01 10:20:30 张三",
            "第三天",
            "1998年的夏天",
            "2025年3月1日，我们出发了",
        ] {
            assert!(!names_day(line), "{line}");
        }
    }
}
