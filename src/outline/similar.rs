//! Lines similar to a line that the reader made a heading: the same number style, a date, or the same look.
//!
//! Lines look alike if they are short, between empty lines, and have the same indent.

use super::numbering::{self, NumberStyle};
use crate::doc::{Heading, Pos};
use crate::text::blank::{is_blank, leading_blank_len};
use crate::text::numerals;

/// Longest line that is a heading as a whole, in bytes.
const MAX_TITLE_BYTES: usize = 180;

/// Longest heading that begins with a date or has no number, in characters.
const MAX_SHORT_CHARS: usize = 24;

/// Property that similar lines share.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum LineKind {
    /// Style of their numbers.
    Number(NumberStyle),
    /// Date, possibly with the weather: 3月1日　星期二　雨.
    Date,
}

impl LineKind {
    /// Returns the kind of a line; `None` if it has neither number nor date.
    pub(crate) fn of(line: &str) -> Option<Self> {
        let line = line.trim();
        Self::from_number(line).or_else(|| is_date_line(line).then_some(Self::Date))
    }

    /// Returns the kind of a line by its number; `None` if it has no number.
    pub(crate) fn from_number(line: &str) -> Option<Self> {
        numbering::parse_marker(line.trim_start()).map(|marker| Self::Number(marker.style))
    }

    /// Returns the line as a heading if it is of this kind and at most [`MAX_TITLE_BYTES`] long.
    pub(crate) fn match_heading(self, at: Pos, line: &str) -> Option<Heading> {
        (line.trim().len() <= MAX_TITLE_BYTES && Self::of(line) == Some(self))
            .then(|| line_heading(at, line))
    }
}

/// Builds a heading from a line. The level is 0; the caller assigns it.
fn line_heading(at: Pos, line: &str) -> Heading {
    let title = line.trim();
    Heading {
        pos: at.at((line.len() - line.trim_start().len()) as u32),
        level: 0,
        title: title.into(),
        len: title.len() as u32,
        confidence: None,
        entry: None,
    }
}

/// Returns whether a line is short and begins with a date.
fn is_date_line(line: &str) -> bool {
    let behind_date = || {
        let mut rest = line;
        let mut units = String::new();
        while let Some(numeral) = numerals::parse_leading(rest) {
            rest = rest.get(numeral.len..)?.trim_start_matches(is_blank);
            let unit = rest
                .chars()
                .next()
                .filter(|c| "年月日號号-/.년월일".contains(*c));
            units.push(unit.unwrap_or(' '));
            rest = rest
                .get(unit.map_or(0, char::len_utf8)..)?
                .trim_start_matches(is_blank);
            if unit.is_none() {
                break;
            }
        }
        Some(units)
    };
    let is_date = |units: &str| {
        let units = units.trim_end();
        [
            "年月", "月日", "月号", "月號", "년월", "월일", "--", "//", "..",
        ]
        .iter()
        .any(|date| {
            units.starts_with(date)
                || units
                    .strip_prefix(['年', '년'])
                    .is_some_and(|u| u.starts_with(date))
        })
    };
    is_short(line) && behind_date().is_some_and(|units| is_date(&units))
}

/// Returns whether a line is short and not a sentence.
fn is_short(line: &str) -> bool {
    let line = line.trim();
    !line.is_empty()
        && line.chars().take(MAX_SHORT_CHARS + 1).count() <= MAX_SHORT_CHARS
        && line.chars().any(char::is_alphanumeric)
        && !line.contains([
            '。', '，', '；', '！', '？', '…', '：', '“', '”', '「', '」', ',', ';', '!', '?', ':',
            '"',
        ])
}

/// Search for lines that look like a given one without number or date: short, between empty lines, with its
/// indent.
#[derive(Debug)]
pub(crate) struct SimilarLines {
    indent: usize,
    is_after_blank: bool,
    /// Line that is a heading if an empty line follows.
    pending: Option<Heading>,
    headings: Vec<Heading>,
}

impl SimilarLines {
    /// Starts a search for lines like `line`; `None` if it is too long or a sentence.
    pub(crate) fn of(line: &str) -> Option<Self> {
        is_short(line).then(|| Self {
            indent: leading_blank_len(line),
            is_after_blank: true,
            pending: None,
            headings: Vec::new(),
        })
    }

    /// Processes the next line of the text.
    pub(crate) fn push_line(&mut self, at: Pos, line: &str) {
        let is_empty = line.trim().is_empty();
        let held = self.pending.take();
        self.headings.extend(held.filter(|_| is_empty));
        if self.is_after_blank && is_short(line) && leading_blank_len(line) == self.indent {
            self.pending = Some(line_heading(at, line));
        }
        self.is_after_blank = is_empty;
    }

    /// Returns the headings found, after the last line.
    pub(crate) fn into_headings(mut self) -> Vec<Heading> {
        self.headings.extend(self.pending);
        self.headings
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_a_kind_are_those_numbered_alike() {
        let kind = LineKind::of("　　3、怎样管").unwrap();
        for (line, want) in [
            ("1、甲", true),
            ("　12、乙", true),
            ("一、丙", false),
            ("（1）丁", false),
            ("戊", false),
        ] {
            assert_eq!(
                kind.match_heading(Pos::default(), line).is_some(),
                want,
                "{line}"
            );
        }
        assert!(LineKind::of("没有编号").is_none());
        assert!(
            kind.match_heading(Pos::default(), &format!("4、{}", "长".repeat(200)))
                .is_none()
        );
    }

    #[test]
    fn dates_are_a_kind() {
        for line in [
            "3月1日　星期二　雨",
            "　　2024年3月1日 晴",
            "三月一日",
            "2024-03-01",
            "2024/3/1 周五",
            "3월 1일 비",
            "1999年3月",
        ] {
            assert_eq!(LineKind::of(line), Some(LineKind::Date), "{line}");
        }
        for line in [
            "3月1日，他走了。",
            "3月",
            "1999年的夏天",
            "三月的风",
            "月日",
        ] {
            assert_eq!(LineKind::of(line), None, "{line}");
        }
    }

    #[test]
    fn lines_between_empty_ones_look_alike() {
        let text = "山路\n\n他走了。\n\n夜雨\n\n　　归来\n\n短行\n他走了。\n\n远行";
        let mut alike = SimilarLines::of("夜雨").unwrap();
        for (at, line) in text.lines().enumerate() {
            alike.push_line(Pos::new(0, at as u64), line);
        }
        let titles: Vec<String> = alike
            .into_headings()
            .iter()
            .map(|h| h.title.to_string())
            .collect();
        assert_eq!(titles, ["山路", "夜雨", "远行"]);
        assert!(SimilarLines::of("他走了。").is_none());
        assert!(SimilarLines::of("").is_none());
    }
}
