//! Samples of the lines of a text, from which its hard wraps are detected.

use super::{WRAP_RANGE_CELLS, indent_cells, is_numbered, line_cells, wide_cells};
use crate::formats::line_ends::standalone;
use crate::text::script::is_cjk;
use crate::text::sentence::is_sentence_end;
use std::cell::OnceCell;

/// Lines examined to detect hard wraps.
const SAMPLE_LINES: usize = 400;
/// Lines searched for that sample; includes empty ones.
const SEARCH_LINES: usize = 8 * SAMPLE_LINES;
/// Share of lines that may be longer than a hard-wrapped one, as a divisor: a heading, or a line with hanging marks.
const LONGER_LINES_DIVISOR: usize = 50;
/// Number of lines longer than any hard-wrapped one from which the text is not hard-wrapped: more than the share that may
/// be longer in the largest sample.
const MAX_UNBROKEN_LINES: usize = SAMPLE_LINES / LONGER_LINES_DIVISOR + 1;
/// Length in bytes from which a line is not hard-wrapped.
const UNBROKEN_LINE_BYTES: usize = 800;
/// Largest number of long lines for each line in which a sentence ends: prose has sentences, lists of titles and verse lack
/// them.
const MAX_LINES_PER_SENTENCE: usize = 12;

/// Sampled lines.
pub(super) struct Samples<L> {
    pub(super) lines: Vec<LineSample<L>>,
    /// Number of lines too long to be hard-wrapped.
    unbroken: usize,
}

/// A sampled line. Only its width and indent are measured at once: most texts are not hard-wrapped, and their widths show it.
pub(super) struct LineSample<L> {
    text: L,
    pub(super) width: u16,
    pub(super) indent: u16,
    pub(super) start: SampleStart,
    end: OnceCell<SampleEnd>,
    /// Whether the line before it is the previous sample.
    pub(super) is_adjacent: bool,
}

/// Start of a sampled line.
pub(super) struct SampleStart {
    /// Whether the line before it is blank.
    pub(super) is_after_blank: bool,
    /// Whether it begins with a quotation mark.
    pub(super) is_speech: bool,
}

/// End of a sampled line.
pub(super) struct SampleEnd {
    /// Whether the line ends in a mark or is standalone.
    pub(super) is_complete: bool,
    pub(super) is_standalone: bool,
    /// Whether a paragraph may end with it.
    pub(super) may_end_paragraph: bool,
}

impl<L: AsRef<str>> Samples<L> {
    /// Reads samples of lines; `None` if too many are too long to be hard-wrapped.
    pub(super) fn read(lines: impl Iterator<Item = L>) -> Option<Self> {
        let mut seen: Vec<LineSample<L>> = Vec::new();
        let mut unbroken = 0;
        let (mut follows, mut is_after_blank) = (false, true);
        for line in lines.take(SEARCH_LINES) {
            let text = line.as_ref().trim_end();
            let is_seen =
                text.len() <= UNBROKEN_LINE_BYTES && !text.is_empty() && !is_numbered(text);
            let is_blank = text.is_empty();
            if text.len() > UNBROKEN_LINE_BYTES {
                unbroken += 1;
            } else if is_seen {
                let sample = LineSample::new(line, follows, is_after_blank);
                unbroken += usize::from(sample.width > *WRAP_RANGE_CELLS.end());
                seen.push(sample);
            }
            if unbroken >= MAX_UNBROKEN_LINES {
                return None;
            }
            if seen.len() + unbroken >= SAMPLE_LINES {
                break;
            }
            follows = is_seen;
            is_after_blank = is_blank;
        }
        Some(Self {
            lines: seen,
            unbroken,
        })
    }

    /// Returns the widths of lines, ascending, and the greatest but for those of the few lines that may be longer.
    pub(super) fn sorted_widths(&self) -> Option<(Vec<u16>, u16)> {
        let mut widths: Vec<u16> = self.lines.iter().map(|line| line.width).collect();
        widths.extend(std::iter::repeat_n(u16::MAX, self.unbroken));
        widths.sort_unstable();
        let longer = widths.len() / LONGER_LINES_DIVISOR;
        let longest = *widths.get(widths.len().checked_sub(1 + longer)?)?;
        Some((widths, longest))
    }

    /// Returns whether sentences end in the lines, as they do in prose.
    pub(super) fn has_sentences(&self, longest: u16) -> bool {
        let long = self.lines.iter().filter(|line| line.width > longest / 2);
        let ended = self
            .lines
            .iter()
            .filter(|line| has_sentence_end(line.text()));
        ended.count() * MAX_LINES_PER_SENTENCE >= long.count()
    }
}

impl<L: AsRef<str>> LineSample<L> {
    fn new(line: L, is_adjacent: bool, is_after_blank: bool) -> Self {
        let text = line.as_ref().trim_end();
        Self {
            width: line_cells(text),
            indent: indent_cells(text),
            start: SampleStart {
                is_after_blank,
                is_speech: text.trim_start().starts_with(['「', '『', '“', '‘', '"']),
            },
            end: OnceCell::new(),
            is_adjacent,
            text: line,
        }
    }

    /// Returns the line without the blanks at its end.
    fn text(&self) -> &str {
        self.text.as_ref().trim_end()
    }

    pub(super) fn end(&self) -> &SampleEnd {
        self.end.get_or_init(|| {
            let text = self.text();
            let is_standalone = standalone::is_standalone(text);
            SampleEnd {
                is_complete: standalone::ends_in_mark(text) || is_standalone,
                is_standalone,
                may_end_paragraph: standalone::may_end_paragraph(text),
            }
        })
    }

    /// Returns the width if marks such as “ and … have two cells.
    pub(super) fn wide_cells(&self) -> u16 {
        wide_cells(self.text())
    }

    /// Returns the width of the first word in cells.
    pub(super) fn first_word_cells(&self) -> u16 {
        first_word_cells(self.text())
    }
}

/// Returns the width of the first word of a line in cells.
pub(super) fn first_word_cells(line: &str) -> u16 {
    wide_cells(line.split_whitespace().next().unwrap_or_default())
}

/// Returns whether a sentence ends in a line.
fn has_sentence_end(text: &str) -> bool {
    let mut before = ' ';
    text.chars().any(|c| {
        let is_end = is_sentence_end(c) || c == '．' || c == '.' && is_cjk(before);
        before = c;
        is_end
    })
}
