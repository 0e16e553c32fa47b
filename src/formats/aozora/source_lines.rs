//! Lines of a text of 青空文庫, and its parts: the legend between two rules, the text itself, and the colophon.

use super::colophon;
use super::copy_lines::CopyLines;
use std::borrow::Cow;
use std::ops::Range;

/// The line that names the legend.
pub(super) const LEGEND: &str = "【テキスト中に現れる記号について】";

/// The lines of a text.
pub(super) struct SourceLines<'t> {
    lines: Vec<&'t str>,
    legend: Range<usize>,
    /// First line of the colophon, or the number of lines.
    end: usize,
    copy: CopyLines,
}

/// Part of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum SourcePart {
    Legend,
    Text,
    Colophon,
}

impl<'t> SourceLines<'t> {
    pub(super) fn new(source: &'t str) -> Self {
        let lines: Vec<&str> = source.split_inclusive('\n').collect();
        let legend = legend_range(&lines);
        let end = colophon::start(&lines).unwrap_or(lines.len());
        let copy = CopyLines::detect(lines.get(legend.end..end).unwrap_or_default());
        Self {
            lines,
            legend,
            end,
            copy,
        }
    }

    /// Returns the paragraph that begins with the line `index`: its text, the number of its lines, and their length in
    /// bytes. `None` after the last line.
    pub(super) fn paragraph(&self, index: usize) -> Option<(Cow<'t, str>, usize, usize)> {
        let rest = self.lines.get(index..).filter(|rest| !rest.is_empty())?;
        let (text, count) = if index >= self.legend.end && index < self.end {
            self.copy.paragraph(rest.get(..self.end - index)?)
        } else {
            let line = rest.first().copied().unwrap_or_default();
            (Cow::Borrowed(line.trim_end_matches(['\n', '\r'])), 1)
        };
        let own = rest.iter().take(count);
        Some((text, count, own.map(|line| line.len()).sum()))
    }

    /// Returns the part that the line `index` belongs to.
    pub(super) fn part(&self, index: usize) -> SourcePart {
        if index >= self.end {
            SourcePart::Colophon
        } else if self.legend.contains(&index) {
            SourcePart::Legend
        } else {
            SourcePart::Text
        }
    }

    /// Returns the lines of the colophon.
    pub(super) fn colophon(&self) -> &[&'t str] {
        self.lines.get(self.end..).unwrap_or_default()
    }

    /// Returns the number of lines of the legend.
    pub(super) fn legend_line_count(&self) -> usize {
        self.legend.len()
    }
}

/// Largest number of lines above the legend and within it.
const MAX_ABOVE_LEGEND_LINES: usize = 24;
const MAX_IN_LEGEND_LINES: usize = 60;

/// Returns the lines of the legend with its rules; an empty range if there is no legend.
fn legend_range(lines: &[&str]) -> Range<usize> {
    let rule_in = |from: usize, most: usize| {
        let mut near = lines.iter().enumerate().skip(from).take(most);
        near.find(|(_, line)| is_rule(line)).map(|(index, _)| index)
    };
    let range = rule_in(0, MAX_ABOVE_LEGEND_LINES)
        .and_then(|first| Some(first..rule_in(first + 1, MAX_IN_LEGEND_LINES)? + 1))
        .filter(|range| {
            let mut inside = lines.iter().skip(range.start).take(range.len());
            inside.any(|line| line.starts_with(LEGEND))
        });
    range.unwrap_or(0..0)
}

/// Returns whether a line is a rule.
fn is_rule(line: &str) -> bool {
    let line = line.trim_end();
    line.len() > 9 && line.bytes().all(|byte| byte == b'-')
}
