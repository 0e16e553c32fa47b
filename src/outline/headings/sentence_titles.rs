//! Short lines above sentences and below their ends, in a text in which nearly every line without a stop is one: 主诉, and
//! below it what a patient says. A name may be below each title.

use super::candidate::{Candidate, LineOpening};
use super::judged_lines::JudgedLines;
use super::poems;
use super::reference_lines::is_time_phrase;
use super::short_title::{is_quoted, is_title};
use super::text_signs;
use super::title_groups::is_own_paragraph;
use super::unnumbered::OutlyingTitles;
use crate::outline::numbering::{NumberStyle, is_unit};
use std::collections::HashSet;

/// Number of chapters or volumes from which on other lines are more likely parts of the story.
const MIN_UNIT_COUNT: usize = 3;
/// Minimum number of titles, and tenths of the short lines that must be titles.
const MIN_TITLE_COUNT: usize = 3;
const MIN_TITLE_SHARE_TENTHS: usize = 8;
/// Longest title, in characters.
const MAX_TITLE_CHARS: u16 = 16;
/// Maximum number of short lines that close a text: the place and the date of a signature.
const MAX_CLOSING_COUNT: usize = 4;
/// Minimum number of names below titles.
const MIN_NAME_COUNT: usize = 2;

/// Short lines of a text.
struct ShortLines<'s, 'j> {
    lines: &'j JudgedLines<'s>,
    /// Indices of the short lines, without names, ascending.
    all: Vec<usize>,
    /// Whether names are below the titles.
    has_names: bool,
}

/// Accepts the titles, all of them or none; a title directly above another one is above it.
pub(crate) fn accept(lines: &mut JudgedLines<'_>, outlying: &mut OutlyingTitles) {
    let units = (lines.headings()).filter(|(_, line)| is_unit(line.style()));
    if units.count() >= MIN_UNIT_COUNT {
        return;
    }
    let short = ShortLines::of(lines);
    let (titles, all) = (short.titles(), &short.all);
    let is_outer = |at: &usize| {
        all.binary_search(at)
            .is_ok_and(|place| short.is_outer(place))
    };
    let outer: Vec<usize> = titles.iter().copied().filter(is_outer).collect();
    for at in titles {
        lines.accept(at);
    }
    for at in outer {
        outlying.add_outer(at);
    }
}

impl<'s, 'j> ShortLines<'s, 'j> {
    fn of(lines: &'j JudgedLines<'s>) -> Self {
        let is_short = |(at, line): &(usize, &Candidate)| {
            let is_words = matches!(line.style(), NumberStyle::Unnumbered | NumberStyle::Keyword);
            is_words
                && is_title(line)
                && line.line_index > 0
                && line.shape.chars <= MAX_TITLE_CHARS
                && lines.is_open(*at)
        };
        let all: Vec<usize> = lines.all().filter(is_short).map(|(at, _)| at).collect();
        let mut found = Self {
            lines,
            all,
            has_names: false,
        };
        let is_named = |at: &&usize| {
            let above = at
                .checked_sub(1)
                .filter(|above| found.all.binary_search(above).is_ok());
            above.is_some_and(|above| found.is_directly_above(above)) && found.is_name(**at)
        };
        found.has_names = found.all.iter().filter(is_named).count() >= MIN_NAME_COUNT;
        if found.has_names {
            found.all.retain(|at| !poems::is_name(lines.words(*at)));
        }
        found
    }

    fn is_name(&self, at: usize) -> bool {
        poems::is_name(self.lines.words(at))
    }

    /// Returns whether the next candidate is the next line.
    fn is_directly_above(&self, at: usize) -> bool {
        self.lines
            .pair(at)
            .is_some_and(|(line, next)| next.line_index == line.line_index + 1)
    }

    fn has_sentence_below(&self, at: usize) -> bool {
        let below = self.lines.line(at).map(|line| line.next_line);
        below.is_some_and(|below| {
            !below.is_missing() && below.end.is_sentence_end()
                || below.opening == LineOpening::FirstNumber
        })
    }

    fn is_above_sentence(&self, at: usize) -> bool {
        let is_above_name = self.has_names && self.is_name(at + 1) && self.is_directly_above(at);
        self.has_sentence_below(at) || is_above_name && self.has_sentence_below(at + 1)
    }

    /// Returns whether another title is directly below the title at `place`.
    fn is_outer(&self, place: usize) -> bool {
        let pair = self.all.get(place).zip(self.all.get(place + 1));
        pair.is_some_and(|(own, below)| {
            *below == own + 1 && self.is_directly_above(*own) && self.is_above_sentence(*below)
        })
    }

    fn is_title(&self, place: usize, at: usize) -> bool {
        let Some(line) = self.lines.line(at) else {
            return false;
        };
        let (words, before) = (self.lines.words(at), &line.prev_line);
        let is_word = line.style() == NumberStyle::Keyword && self.lines.is_heading(at);
        let is_first = place
            .checked_sub(1)
            .is_none_or(|above| self.is_outer(above));
        let is_below_item = matches!(before.opening, LineOpening::Number | LineOpening::Bullet);
        (is_word || self.is_above_sentence(at) || self.is_outer(place))
            && (is_first || is_below_item || before.end.is_sentence_end() || before.blank_lines > 0)
            && self.lines.is_likely(at)
            && !is_quoted(words)
            && !text_signs::is_date(words)
            && !is_time_phrase(words)
            && !text_signs::has_columns(words)
            && is_own_paragraph(self.lines.scanned, line)
    }

    /// Returns the titles; none if they are few, recur or do not look alike.
    fn titles(&self) -> Vec<usize> {
        let places = self.all.iter().enumerate();
        let good: Vec<usize> = places
            .filter(|(place, at)| self.is_title(*place, **at))
            .map(|(_, at)| *at)
            .collect();
        let last = good.last().copied().unwrap_or(0);
        let closing = self.all.iter().filter(|at| **at > last).count();
        let all = if closing <= MAX_CLOSING_COUNT {
            self.all.len() - closing
        } else {
            self.all.len()
        };
        let keys = good.iter().filter_map(|at| Some(self.lines.line(*at)?.key));
        let is_regular = keys.collect::<HashSet<_>>().len() == good.len()
            && good.len() >= MIN_TITLE_COUNT
            && good.len() * 10 >= all * MIN_TITLE_SHARE_TENTHS
            && self.look_alike(&good);
        if is_regular { good } else { Vec::new() }
    }

    /// Returns whether the titles have one indent and equal gaps around them.
    fn look_alike(&self, titles: &[usize]) -> bool {
        let look = |at: &usize| {
            self.lines.line(*at).map(|line| {
                let gaps = (line.prev_line.blank_lines, line.next_line.blank_lines);
                (line.indent, gaps.0, gaps.1)
            })
        };
        let usual = titles.get(titles.len() / 2).and_then(look);
        titles.iter().all(|at| {
            look(at).zip(usual).is_some_and(|(own, usual)| {
                own.0 == usual.0
                    && (own.1 == usual.1 || Some(at) == titles.first())
                    && (own.2 == usual.2 || self.is_directly_above(*at))
            })
        })
    }
}
