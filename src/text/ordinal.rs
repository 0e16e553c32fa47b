//! Numbers of headings, compared by value: 第232条 and 第二百三十二条, 卷3 and 第三卷, 20 and 第二十回.

use super::numerals::{Numeral, parse_leading};

/// Counted units. Forms of one unit stand together, the first for all.
const UNITS: [&str; 20] = [
    "条條조",
    "章장",
    "回",
    "节節절",
    "卷巻권",
    "话話화",
    "篇편",
    "编編",
    "部부",
    "集",
    "款",
    "项項항",
    "讲講강",
    "课課과",
    "幕막",
    "册冊책",
    "辑輯",
    "夜",
    "折",
    "出齣",
];

/// Brackets around the numbers of items.
const BRACKETS: [char; 8] = ['（', '）', '(', ')', '【', '】', '〔', '〕'];

/// Number with the unit that it counts, and the numbers of inserted articles after it: 第二条の二.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Ordinal {
    unit: char,
    number: u32,
    inserted: Vec<u32>,
}

/// Number by which a reader names headings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NumberName(Form);

#[derive(Clone, Debug, PartialEq, Eq)]
enum Form {
    /// 第232条, 3章, 卷三
    Counted(Ordinal),
    /// 第20: of any unit.
    OfAnyUnit(u32),
    /// 20, 二十: the number of any heading.
    Bare(u32),
}

impl NumberName {
    /// Parses words that are a number and nothing else.
    pub fn parse(words: &str) -> Option<Self> {
        let words = words.trim();
        if let Some((ordinal, len)) = parse_ordinal(words) {
            return (len == words.len()).then_some(Self(Form::Counted(ordinal)));
        }
        let rest = words.strip_prefix(['第', '제']);
        let digits = rest.unwrap_or(words.trim_matches(BRACKETS)).trim_start();
        let numeral = parse_leading(digits).filter(|numeral| numeral.len == digits.len())?;
        Some(Self(match rest {
            Some(_) => Form::OfAnyUnit(numeral.value),
            None => Form::Bare(numeral.value),
        }))
    }

    /// Returns whether the name is a number without a unit.
    pub fn is_bare(&self) -> bool {
        matches!(self.0, Form::Bare(_))
    }

    /// Returns whether a heading has this number: at its beginning, or after a blank in one that names its volume
    /// first.
    pub fn names(&self, title: &str) -> bool {
        let title = title.trim_start();
        let inner = title.match_indices(char::is_whitespace).map(|(at, _)| at);
        let inner = inner.filter_map(|at| title.get(at..).map(str::trim_start));
        let inner = inner.filter(|rest| rest.starts_with(['第', '제']));
        let mut starts = std::iter::once(title).chain(inner);
        match &self.0 {
            Form::Counted(named) => {
                starts.any(|start| parse_ordinal(start).is_some_and(|(own, _)| own == *named))
            }
            Form::OfAnyUnit(number) => starts
                .any(|start| parse_ordinal(start).is_some_and(|(own, _)| own.number == *number)),
            Form::Bare(number) => {
                let counted = starts.find_map(parse_ordinal).map(|(own, _)| own.number);
                counted.or_else(|| list_number(title)) == Some(*number)
            }
        }
    }
}

/// Returns the unit that `c` is a form of.
fn unit_of(c: char) -> Option<char> {
    let forms = UNITS.iter().find(|forms| forms.contains(c))?;
    forms.chars().next()
}

/// Parses the number and the unit at the start of `text`, with its length in bytes: 第三章, 3章, 卷三.
fn parse_ordinal(text: &str) -> Option<(Ordinal, usize)> {
    let rest = text.strip_prefix(['第', '제']).map(str::trim_start);
    let is_prefixed = rest.is_some();
    let rest = rest.unwrap_or(text);
    let first = rest.chars().next()?;
    if let Some(unit) = unit_of(first).filter(|_| !is_prefixed) {
        let rest = rest.get(first.len_utf8()..)?;
        let rest = rest.strip_prefix(['之', '第']).unwrap_or(rest).trim_start();
        let numeral = parse_leading(rest)?;
        let after = rest.get(numeral.len..)?;
        if after.starts_with(char::is_alphanumeric) {
            return None;
        }
        return Some((ordinal(unit, &numeral), text.len() - after.len()));
    }
    let numeral = parse_leading(rest)?;
    let after = rest.get(numeral.len..)?.trim_start();
    let unit = after.chars().next()?;
    let known =
        unit_of(unit).or_else(|| Some(unit).filter(|c| is_prefixed && c.is_alphabetic()))?;
    let mut found = ordinal(known, &numeral);
    let mut after = after.get(unit.len_utf8()..)?;
    while let Some((inserted, rest)) = parse_inserted(after) {
        found.inserted.push(inserted);
        after = rest;
    }
    Some((found, text.len() - after.len()))
}

fn ordinal(unit: char, numeral: &Numeral) -> Ordinal {
    Ordinal {
        unit,
        number: numeral.value,
        inserted: Vec::new(),
    }
}

/// Parses the number of an inserted article, 之一 or の二. Returns it and the text after it.
fn parse_inserted(text: &str) -> Option<(u32, &str)> {
    let rest = text.strip_prefix(['之', 'の', '의'])?;
    let numeral = parse_leading(rest)?;
    Some((numeral.value, rest.get(numeral.len..)?))
}

/// Returns the number of an item at the start of a title: 二、, （二）, 2. or 2 before a blank.
fn list_number(title: &str) -> Option<u32> {
    let inner = title.trim_start_matches(BRACKETS);
    let numeral = parse_leading(inner)?;
    let after = inner.get(numeral.len..)?;
    let mut rest = after.chars();
    let is_end = match rest.next() {
        None => true,
        Some('.' | '．' | '-') => !rest.next().is_some_and(|c| c.is_ascii_digit()),
        Some(c) => !c.is_alphanumeric(),
    };
    is_end.then_some(numeral.value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_name_headings_by_their_value() {
        for (name, title, is_named) in [
            ("第232条", "第二百三十二条", true),
            ("第232條", "第二百三十二条　故意", true),
            ("第二百三十二条", "第232条", true),
            ("第３章", "第三章　风起", true),
            ("3章", "第三章", true),
            ("第3章", "第一卷 风起 第三章 夜雨", true),
            ("第3章", "第十三章", false),
            ("第3章", "第三节", false),
            ("第3卷", "卷三 出师", true),
            ("卷3", "卷之三", true),
            ("제3조", "第三条", true),
            ("第2条", "第二条の二", false),
            ("第2条の2", "第二条の二（適用）", true),
            ("第17条之1", "第十七条之一", true),
            ("第20", "第二十回 雨夜", true),
            ("第20", "第二回", false),
            ("20", "第二十回 雨夜", true),
            ("二十", "第20章", true),
            ("2", "（二）好在一个散字", true),
            ("（2）", "二、山", true),
            ("2", "2. 山", true),
            ("2", "2.1 山", false),
            ("2", "二月的山", false),
            ("2003", "2003年政府工作报告", false),
            ("3", "第３　権利", true),
        ] {
            let parsed = NumberName::parse(name);
            let names = parsed.is_some_and(|parsed| parsed.names(title));
            assert_eq!(names, is_named, "{name} {title}");
        }
    }

    #[test]
    fn words_that_are_more_than_a_number_name_nothing() {
        for words in [
            "",
            "第",
            "第三章 风",
            "条",
            "1.2",
            "三人",
            "第99999999999条",
        ] {
            assert_eq!(NumberName::parse(words), None, "{words}");
        }
    }
}
