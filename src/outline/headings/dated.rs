//! Days of a diary, a log or a chronicle: 2025年3月1日 星期六 阴, 八月一日（火）　晴, 开元十二年（724）　二十四岁.

use super::candidate::{AppliedRule, Candidate, LineOpening, LineRole};
use super::line_ending::LineEnding;
use super::scanned_text::ScannedText;
use super::verdict::Verdict;
use crate::text::blank::is_blank;
use crate::text::numerals::{digit_value, is_numeral_char};
use std::collections::HashSet;

/// Minimum number of days.
const MIN_DAY_COUNT: usize = 2;
/// Longest name of an era before the number of a year, in characters: 武后长安.
const MAX_ERA_CHARS: usize = 5;
/// Longest part of a line after its date, in characters.
const MAX_REST_CHARS: usize = 14;
/// Minimum width of a line of text below a day, in cells.
const MIN_TEXT_CELLS: u16 = 28;

/// Accepts the lines that begin with a date and have text below, if all such lines of one look have it.
pub(crate) fn accept(scanned: &ScannedText, entries: &[Verdict], verdicts: &mut [Verdict]) {
    let days: Vec<usize> = scanned
        .candidates
        .iter()
        .enumerate()
        .filter(|(at, candidate)| {
            entries.get(*at) != Some(&Verdict::Rejected)
                && candidate.applied_rule == AppliedRule::None
                && matches!(candidate.role, LineRole::Title | LineRole::ShortLine)
                && candidate.marker.end == 0
                && names_day(scanned.title(candidate))
        })
        .map(|(at, _)| at)
        .collect();
    let with_text = |at: &&usize| {
        let candidate = scanned.candidates.get(**at);
        candidate.is_some_and(has_text_below)
    };
    let good: Vec<usize> = days
        .iter()
        .filter(with_text)
        .filter(|at| !is_below_title(scanned, verdicts, **at))
        .copied()
        .collect();
    let rest = |at: &usize| {
        let words = scanned.candidates.get(*at).map(|c| scanned.title(c));
        let rest = words.and_then(after_date).unwrap_or_default();
        rest.trim_start_matches(|c: char| is_blank(c) || "（(".contains(c))
            .len()
            < rest.len()
            || rest.is_empty()
    };
    let rests: HashSet<&str> = good
        .iter()
        .filter(|at| !rest(at))
        .filter_map(|at| after_date(scanned.title(scanned.candidates.get(*at)?)))
        .collect();
    if rests.len() > 1 {
        return;
    }
    // The date of a signature has no text below.
    if good.len() < MIN_DAY_COUNT || good.len() + 1 < days.len() {
        return;
    }
    for at in good {
        if let Some(verdict) = verdicts.get_mut(at).filter(|verdict| !verdict.is_heading()) {
            *verdict = Verdict::WholeLine;
        }
    }
}

/// Returns whether the date belongs to the title directly above it.
fn is_below_title(scanned: &ScannedText, verdicts: &[Verdict], at: usize) -> bool {
    let above = at.checked_sub(1);
    let is_heading = above
        .and_then(|above| verdicts.get(above))
        .is_some_and(|v| v.is_heading());
    let pair = above
        .and_then(|above| scanned.candidates.get(above))
        .zip(scanned.candidates.get(at));
    is_heading && pair.is_some_and(|(title, date)| date.line_index == title.line_index + 1)
}

fn has_text_below(candidate: &Candidate) -> bool {
    let below = &candidate.next_line;
    let is_open = matches!(
        candidate.prev_line.end,
        LineEnding::Comma | LineEnding::Semicolon
    );
    let is_text = below.end.is_sentence_end()
        || below.cells >= MIN_TEXT_CELLS
        || below.has_punctuation
        || below.opening == LineOpening::FirstNumber;
    !is_open && below.end != LineEnding::NoLine && is_text
}

/// Returns whether a short line begins with a date and goes on without a sentence.
fn names_day(words: &str) -> bool {
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
            rest = rest.strip_prefix(['-', '/', '.', '．'])?;
        }
        let count = digits(rest);
        let is_part = (1..=most).contains(&count) && (part > 0 || count == most);
        rest = is_part.then(|| rest.trim_start_matches(|c| digit_value(c).is_some()))?;
    }
    Some(rest)
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
