//! Short lines that look like titles but are not: numbers of documents and pages, names that begin like a number, times.

use crate::outline::word_lists::{WordList, word_list};
use crate::text::blank::is_blank;
use crate::text::numerals::{self, digit_value};

/// Returns whether a line begins with an ordinal that numbers no title (第一中学, 第 3 页), or is the number of a
/// document: 国办发〔2024〕15号.
pub(crate) fn is_reference(text: &str) -> bool {
    let counts = |rest: &str| numerals::parse_leading(rest.trim_start_matches(is_blank)).is_some();
    let has_digit = |rest: &str| {
        let number = rest.trim_end_matches(is_blank);
        number.ends_with(|c| digit_value(c).is_some())
    };
    text.strip_prefix('第').is_some_and(counts)
        || text.strip_suffix(['号', '號']).is_some_and(has_digit)
}

/// Returns whether a line is only a time phrase: 第二天, 三年后, 与此同时.
pub(crate) fn is_time_phrase(text: &str) -> bool {
    if TIME_PHRASES.contains(&text) {
        return true;
    }
    let rest = text
        .strip_prefix('第')
        .or(text.strip_prefix('又'))
        .unwrap_or(text);
    let rest = rest
        .strip_prefix("过了")
        .or(rest.strip_prefix("大约"))
        .unwrap_or(rest);
    let count = match numerals::parse_leading(rest) {
        Some(numeral) => numeral.len,
        None => match rest.chars().next() {
            Some(
                c @ ('几' | '幾' | '数' | '數' | '半' | '多' | '当' | '當' | '次' | '翌' | '隔'),
            ) => c.len_utf8(),
            _ => return false,
        },
    };
    let rest = rest.get(count..).unwrap_or_default();
    let rest = rest
        .strip_prefix(['几', '多', '余', '個', '个'])
        .unwrap_or(rest);
    let unit = TIME_UNITS.iter().find_map(|unit| rest.strip_prefix(unit));
    unit.is_some_and(|rest| {
        let rest = rest.strip_prefix(['之', '以']).unwrap_or(rest);
        rest.is_empty() || TIME_SUFFIXES.contains(&rest)
    })
}

/// Time phrases without a number.
static TIME_PHRASES: WordList = WordList::new(|| word_list("time_phrases"));

/// Units of time.
static TIME_UNITS: WordList = WordList::new(|| word_list("time_units"));

/// Words that follow a number of time units.
static TIME_SUFFIXES: WordList = WordList::new(|| word_list("time_suffixes"));

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_documents_names_and_times_are_no_titles() {
        for text in [
            "某政发〔2001〕7号",
            "某发[2001]第 7 号",
            "第 3 页",
            "第四页 共10页",
            "第一百货商店",
            "第三方",
            "第四节课的钟响了",
        ] {
            assert!(is_reference(text), "{text}");
        }
        for text in ["第二天", "三年后", "半个月之后", "与此同时", "十年"] {
            assert!(is_time_phrase(text), "{text}");
        }
        for text in ["〔注〕甲号", "三年级", "半山", "天后", "山路", "走了"] {
            assert!(!is_reference(text) && !is_time_phrase(text), "{text}");
        }
    }
}
