//! Numbered lines of plain text: the members of one series have one form.

use super::number_shape::{OPTION_SHAPE, number_shape};
use super::sample::reads_as_paragraph;
use crate::doc::{Block, BlockKind};
use std::collections::HashMap;

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

    /// Returns whether the numbered lines of all series are paragraphs, as at least half of them read, so that no item
    /// stands deeper than those below it. Series that begin after the lines counted have the form of the others. `None` if
    /// there are no series, or the line is in none.
    pub(crate) fn are_paragraphs(&self, line: &str) -> Option<bool> {
        let is_series = |members: u32| members >= MIN_MEMBER_COUNT;
        let shape = number_shape(line)?;
        let is_of_series = match self.counts.get(&shape) {
            Some((members, _)) => is_series(*members),
            // A year and a blank have the shape of a number too.
            None => !shape.ends_with(' '),
        };
        // Options stand below their questions.
        let questions = |(shape, (members, _)): &(&String, &(u32, u32))| {
            is_series(*members) && shape.as_str() != OPTION_SHAPE
        };
        let all = self.counts.iter().filter(questions);
        let (count, paragraphs) = all.fold((0, 0), |sum, (_, one)| (sum.0 + one.0, sum.1 + one.1));
        let has_series = count > 0 || self.counts.values().any(|(members, _)| is_series(*members));
        (is_of_series && has_series).then_some(paragraphs * 2 >= count && count > 0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_series_have_the_form_of_most_of_their_members() {
        let mut forms = SeriesForms::default();
        for text in [
            "第1条 本会は、会と称する。",
            "第2条 会員は、議決に加わる。",
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
        assert_eq!(forms.are_paragraphs("1. 山"), Some(true));
        assert_eq!(forms.are_paragraphs("（一）山"), Some(true), "further on");
        assert_eq!(forms.are_paragraphs("1998 年"), None);
    }
}
