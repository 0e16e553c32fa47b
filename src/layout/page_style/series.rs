//! Numbered lines of plain text: the members of one series have one form.

use super::sample::reads_as_paragraph;
use crate::doc::{Block, BlockKind};
use std::collections::HashMap;

/// Longest number with its marks, in characters.
const MAX_NUMBER_CHARS: usize = 10;
/// Least number of members of a series.
const MIN_MEMBER_COUNT: u32 = 2;

/// Forms of the series of a section, by the shape of their numbers.
#[derive(Clone, Debug, Default)]
pub(crate) struct SeriesForms {
    /// Members, and those that read as paragraphs.
    counts: HashMap<String, (u32, u32)>,
}

impl SeriesForms {
    /// Counts a line of plain text that is no heading.
    pub(crate) fn add(&mut self, block: &Block<'_>) {
        let is_flush =
            block.kind == BlockKind::Line && !block.text.starts_with(char::is_whitespace);
        if let Some(shape) = number_shape(&block.text).filter(|_| is_flush) {
            let (members, paragraphs) = self.counts.entry(shape).or_default();
            *members += 1;
            *paragraphs += u32::from(reads_as_paragraph(&block.text));
        }
    }

    /// Returns whether the members of the series of a line are paragraphs, as at least half of them read; `None` if the
    /// line is in no series.
    pub(crate) fn are_paragraphs(&self, line: &str) -> Option<bool> {
        let (members, paragraphs) = *self.counts.get(&number_shape(line)?)?;
        (members >= MIN_MEMBER_COUNT).then_some(paragraphs * 2 >= members)
    }
}

/// Returns the shape of the number at the beginning of a line, with N for its digits: 第N条, N., (N), ①.
fn number_shape(line: &str) -> Option<String> {
    let mut shape = String::new();
    for c in line.chars().take(MAX_NUMBER_CHARS) {
        match c {
            '①'..='⑳' if shape.is_empty() => return Some('①'.to_string()),
            '第' | '제' if shape.is_empty() => shape.push(c),
            '（' | '(' if shape.is_empty() => shape.push('('),
            _ if is_digit(c) => {
                if !shape.ends_with('N') {
                    shape.push('N');
                }
            }
            '、' | '．' | '.' | '）' | ')' | ' ' | '\u{3000}' | '条' | '條' | '조' | '款'
                if shape.ends_with('N') =>
            {
                shape.push(match c {
                    '．' => '.',
                    '）' => ')',
                    '\u{3000}' => ' ',
                    c => c,
                });
                return Some(shape);
            }
            _ => return None,
        }
    }
    None
}

fn is_digit(c: char) -> bool {
    c.is_ascii_digit() || ('０'..='９').contains(&c) || "〇零一二三四五六七八九十百千".contains(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_have_a_shape() {
        for (line, want) in [
            ("第１条　本会は", Some("第N条")),
            ("第二十三条　本法", Some("第N条")),
            ("제2조(정의)", Some("제N조")),
            ("1. 有感情地朗读", Some("N.")),
            ("（一）统一领导", Some("(N)")),
            ("②戦後の改正", Some("①")),
            ("一是加强领导", None),
            ("2024年，全市", None),
            ("山路很长", None),
        ] {
            assert_eq!(number_shape(line).as_deref(), want, "{line}");
        }
    }

    #[test]
    fn a_series_has_the_form_of_most_of_its_members() {
        let mut forms = SeriesForms::default();
        for text in [
            "第1条 本会は、会と称する。",
            "第2条 削除",
            "第3条 本会は、次の事業を行う。",
            "1. 山",
            "2. 水",
        ] {
            let text = text.into();
            forms.add(&Block {
                text,
                ..Block::default()
            });
        }
        assert_eq!(forms.are_paragraphs("第2条 削除"), Some(true));
        assert_eq!(forms.are_paragraphs("1. 山"), Some(false));
        assert_eq!(forms.are_paragraphs("（一）山"), None);
    }
}
