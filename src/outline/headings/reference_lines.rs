//! Short lines that look like titles but are not: numbers of documents and pages, and narrative that begins
//! like a number.

use crate::doc::explanation::WeakTitle;
use crate::text::blank::is_blank;
use crate::text::numerals::{self, digit_value};

/// Returns whether a line is the number of a document (国办发〔2024〕15号) or of a page (第 3 页).
pub(crate) fn is_reference(text: &str) -> bool {
    let inner = |open: char, close: char| {
        let (_, rest) = text.split_once(open)?;
        let (year, number) = rest.split_once(close)?;
        let year = year.trim_matches(is_blank);
        let is_year = year.chars().count() == 4 && year.chars().all(|c| digit_value(c).is_some());
        Some(is_year && number.chars().any(|c| digit_value(c).is_some()))
    };
    let document = text.ends_with(['号', '號'])
        && [
            ('〔', '〕'),
            ('［', '］'),
            ('[', ']'),
            ('（', '）'),
            ('(', ')'),
        ]
        .iter()
        .any(|&(open, close)| inner(open, close) == Some(true));
    document || is_page_number(text)
}

/// Returns whether a line consists of 第 3 页, or 第3页 共10页.
fn is_page_number(text: &str) -> bool {
    text.starts_with('第')
        && text.contains(['页', '頁'])
        && text.chars().all(|c| {
            is_blank(c)
                || c.is_ascii_punctuation()
                || digit_value(c).is_some()
                || "第页頁共，、／".contains(c)
                || numerals::is_numeral_char(c)
        })
}

/// Returns whether a line begins with an ordinal and has the ending of a sentence: 第四节课的铃声响了.
pub(crate) fn is_narrative(text: &str) -> bool {
    has_ordinal(text) && text.ends_with(['了', '的', '过', '過', '着', '吗', '呢'])
}

/// Returns the kind of words that often have a line of their own in texts without titles; `None` for other
/// words.
pub(crate) fn weak_title(text: &str) -> Option<WeakTitle> {
    if is_time_phrase(text) {
        return Some(WeakTitle::TimePhrase);
    }
    has_ordinal(text).then_some(WeakTitle::OrdinalName)
}

/// Returns whether a line begins with an ordinal that numbers no title: 第一百货商店, 第三方.
fn has_ordinal(text: &str) -> bool {
    let counted = text.strip_prefix('第').map(numerals::parse_leading);
    matches!(counted, Some(Some(_)))
}

/// Returns whether a line is only a time phrase: 第二天, 三年后, 与此同时.
fn is_time_phrase(text: &str) -> bool {
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
        TIME_SUFFIXES.contains(&rest)
    })
}

/// Time phrases without a number.
const TIME_PHRASES: [&str; 24] = [
    "与此同时",
    "與此同時",
    "片刻后",
    "片刻之后",
    "不久后",
    "不久之后",
    "许久之后",
    "良久",
    "许久",
    "须臾",
    "次日",
    "翌日",
    "当晚",
    "當晚",
    "当夜",
    "是夜",
    "入夜",
    "傍晚",
    "清晨",
    "黄昏",
    "深夜",
    "此时",
    "此刻",
    "后来",
];

/// Units of time.
const TIME_UNITS: [&str; 25] = [
    "年", "月", "个月", "個月", "天", "日", "夜", "晚", "周", "週", "星期", "小时", "小時", "时辰",
    "時辰", "分钟", "分鐘", "秒", "刻钟", "炷香", "盏茶", "柱香", "ヶ月", "か月", "時間",
];

/// Words that follow a number of time units.
const TIME_SUFFIXES: [&str; 21] = [
    "",
    "后",
    "後",
    "前",
    "间",
    "里",
    "早上",
    "早晨",
    "清晨",
    "一早",
    "上午",
    "中午",
    "下午",
    "傍晚",
    "晚上",
    "夜里",
    "夜晚",
    "深夜",
    "的早晨",
    "的晚上",
    "工夫后",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_documents_and_pages() {
        for text in [
            "某政发〔2001〕7号",
            "某发[2001]第 7 号",
            "第 3 页",
            "第四页 共10页",
        ] {
            assert!(is_reference(text), "{text}");
        }
        for text in [
            "7号",
            "〔注〕7号",
            "第三页的字",
            "第三号",
            "二〇〇一年（上）",
        ] {
            assert!(!is_reference(text), "{text}");
        }
        for (text, want) in [
            ("第二天", Some(WeakTitle::TimePhrase)),
            ("三年后", Some(WeakTitle::TimePhrase)),
            ("半个月之后", Some(WeakTitle::TimePhrase)),
            ("与此同时", Some(WeakTitle::TimePhrase)),
            ("第一百货商店", Some(WeakTitle::OrdinalName)),
            ("第三方", Some(WeakTitle::OrdinalName)),
            ("三年级", None),
            ("十年", Some(WeakTitle::TimePhrase)),
            ("半山", None),
            ("天后", None),
            ("山路", None),
        ] {
            assert_eq!(weak_title(text), want, "{text}");
        }
        assert!(
            is_narrative("第四节课的钟响了") && !is_narrative("第四节 课") && !is_narrative("走了")
        );
    }
}
