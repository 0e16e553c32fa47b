//! Series of any words with ascending numbers: 误区一, Step 2, 第一步, 1단계, （上）, イ.
//!
//! The word needs not be known. Lines that begin with the same words and count from 1 without a gap, each of them above
//! text, are headings, all of them or none.

use super::candidate::{AppliedRule, Candidate, LineOpening, LineRole};
use super::insets::is_caption;
use super::judged_lines::JudgedLines;
use super::line_ending::LineEnding;
use super::note_entries::is_note_label;
use super::short_title::has_text_below;
use crate::outline::numbering::NumberStyle;
use crate::outline::word_lists::{WordList, word_list};
use crate::text::blank::is_blank;
use crate::text::numerals;
use std::collections::HashMap;

/// Longest words before a number and behind it, in characters.
const MAX_BEFORE_CHARS: usize = 8;
const MAX_UNIT_CHARS: usize = 3;
/// Longest title with its number, in characters.
const MAX_TITLE_CHARS: u16 = 30;
/// Minimum number of titles of a series.
const MIN_TITLE_COUNT: usize = 3;
/// Least distance of two titles, in lines.
const MIN_DISTANCE_LINES: u32 = 2;
/// Largest number that is looked at; a year is no number of a series.
const MAX_MEMBER_COUNT: u32 = 200;

/// Words that count by their order, such as 上 中 下.
static ORDERS: WordList = WordList::new(|| word_list("orders"));

/// Number with the words around it.
#[derive(Debug, PartialEq, Eq)]
struct CountedWords<'t> {
    before: &'t str,
    number: u32,
    unit: &'t str,
}

/// Heading that counts, with its number and the place of its words among those of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct CountedTitle {
    pub(crate) at: usize,
    pub(crate) number: u32,
    pub(crate) series: u8,
}

/// Words before and behind the numbers of a series, and the indent of its lines.
type SeriesKey<'t> = (&'t str, &'t str, u8);

/// Accepts the series of the text and returns their members, ascending.
pub(crate) fn accept(lines: &mut JudgedLines<'_>) -> Vec<CountedTitle> {
    let scanned = lines.scanned;
    let mut series: HashMap<SeriesKey<'_>, Vec<(usize, u32)>> = HashMap::new();
    for (at, line) in lines.all().filter(|(_, line)| is_plain(line)) {
        // イ　海 may be the first of イロハ.
        let words = scanned.title(line);
        let found = if line.marker.end > 0 {
            ordered_word(words)
        } else {
            counted_words(words)
        };
        if let Some(words) = found {
            let key = (words.before, words.unit, line.indent);
            series.entry(key).or_default().push((at, words.number));
        }
    }
    let mut all: Vec<Vec<(usize, u32)>> = series.into_values().collect();
    all.retain(|members| {
        members.len() >= MIN_TITLE_COUNT
            && counts_on(members)
            && members.iter().all(|(at, _)| is_title(lines, *at))
            && are_distant(lines, members)
    });
    all.sort_unstable();
    let mut found = Vec::new();
    for (series, members) in all.iter().enumerate() {
        for &(at, number) in members {
            lines.accept(at);
            let series = series.min(usize::from(u8::MAX)) as u8;
            found.push(CountedTitle { at, number, series });
        }
    }
    found.sort_unstable_by_key(|title| title.at);
    found
}

/// Returns whether a line has no number that another rule knows.
fn is_plain(line: &Candidate) -> bool {
    matches!(line.role, LineRole::Title | LineRole::ShortLine)
        && matches!(
            line.style(),
            NumberStyle::Unnumbered
                | NumberStyle::Boxed
                | NumberStyle::Kana
                | NumberStyle::KanaParen
        )
        && line.applied_rule == AppliedRule::None
        && line.shape.chars <= MAX_TITLE_CHARS
}

/// Returns whether the numbers begin at 1 and go on without a gap, once or in each of several parts.
fn counts_on(members: &[(usize, u32)]) -> bool {
    let mut last = 0;
    members.iter().all(|(_, number)| {
        let follows = *number == last + 1 || *number == 1 && last > 1;
        last = *number;
        follows
    })
}

/// Returns whether a line may be a title: no sentence, with text or a list below it.
fn is_title(lines: &JudgedLines<'_>, at: usize) -> bool {
    lines.line(at).is_some_and(|line| {
        let (before, shape) = (&line.prev_line, &line.shape);
        let ends = matches!(
            shape.end,
            LineEnding::Unpunctuated | LineEnding::ExclamationOrQuestion
        );
        let below = line.next_line.opening;
        let has_list = matches!(below, LineOpening::Bullet | LineOpening::FirstNumber);
        lines.is_open(at)
            && ends
            && shape.commas == 0
            && !is_caption(lines.words(at))
            && !is_note_label(lines.words(at))
            && (has_list || has_text_below(line))
            && (before.blank_lines > 0
                || before.is_missing()
                || before.end.is_sentence_end()
                || at > 0 && lines.is_heading(at - 1))
    })
}

fn are_distant(lines: &JudgedLines<'_>, members: &[(usize, u32)]) -> bool {
    let place = |at: usize| lines.line(at).map_or(0, |line| line.line_index);
    let mut pairs = members.iter().zip(members.iter().skip(1));
    pairs.all(|((a, _), (b, _))| place(*b) >= place(*a) + MIN_DISTANCE_LINES)
}

/// Parses the number at the start of `words` or behind a word there.
fn counted_words(words: &str) -> Option<CountedWords<'_>> {
    if let Some(found) = ordered_word(words) {
        return Some(found);
    }
    let places = words.char_indices().take(MAX_BEFORE_CHARS + 1);
    let (before, numeral, tail) = places.into_iter().find_map(|(at, _)| {
        let (before, rest) = words.split_at_checked(at)?;
        let numeral = numerals::parse_leading(rest)?;
        Some((before, numeral, rest.get(numeral.len..)?))
    })?;
    let (unit, _) = split_word(tail);
    let may_be_named = before
        .chars()
        .all(|c| c.is_alphabetic() || " .．#＃（(".contains(c));
    let is_named = !(before.trim().is_empty() && unit.is_empty());
    (is_named
        && may_be_named
        && (1..=MAX_MEMBER_COUNT).contains(&numeral.value)
        && unit.chars().count() <= MAX_UNIT_CHARS)
        .then_some(CountedWords {
            before,
            number: numeral.value,
            unit,
        })
}

/// Parses a word that counts by its order, alone or before a title: （上）, イ　海, 첫째 날.
fn ordered_word(words: &str) -> Option<CountedWords<'_>> {
    let is_bracket = |c: char| "（(）)".contains(c);
    let (word, rest) = split_word(words.trim_start_matches(is_bracket));
    let opening = words.len() - word.len() - rest.len();
    let (before, _) = words.split_at_checked(opening)?;
    let is_closed = before.is_empty() || rest.starts_with(is_bracket);
    let found = ORDERS.iter().find_map(|order| {
        let at = order.split(' ').position(|own| own == word)?;
        Some((*order, at as u32 + 1))
    });
    found
        .filter(|_| is_closed)
        .map(|(unit, number)| CountedWords {
            before,
            number,
            unit,
        })
}

/// Splits off the word at the start of `text`, up to a blank or a sign.
fn split_word(text: &str) -> (&str, &str) {
    let is_end = |c: char| is_blank(c) || "：:、.．,，—–-｜|（(）)「『《“·・".contains(c);
    let at = text.find(is_end).unwrap_or(text.len());
    text.split_at_checked(at).unwrap_or((text, ""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_before_and_behind_a_number_name_its_series() {
        for (words, before, number, unit) in [
            ("误区一：喝水", "误区", 1, ""),
            ("Step 2：装机", "Step ", 2, ""),
            ("第三步 接线", "第", 3, "步"),
            ("四月", "", 4, "月"),
            ("2단계: 작업", "", 2, "단계"),
            ("시즌 3 가을", "시즌 ", 3, ""),
        ] {
            let found = CountedWords {
                before,
                number,
                unit,
            };
            assert_eq!(counted_words(words), Some(found), "{words}");
        }
        for words in ["一个人的车站", "2025年工作总结", "1 米", "春天", "写给一"] {
            let found = counted_words(words);
            assert!(found.is_none_or(|found| found.before == "写给"), "{words}");
        }
        let numbers = |words: [&str; 3]| words.map(|words| counted_words(words).map(|w| w.number));
        for words in [
            ["（上）", "（中）", "（下）"],
            ["イ　海", "ロ　山", "ハ　空"],
            ["첫째 날", "둘째 날", "셋째 날"],
            ["A", "B", "C"],
        ] {
            assert_eq!(numbers(words), [Some(1), Some(2), Some(3)]);
        }
    }
}
