//! Hard wraps of Korean, which has blanks between words. Lines are broken at blanks, and then differ in width, or between
//! any two syllables, and then words are divided.

use super::samples::{LineSample, Samples, first_word_cells};
use super::{
    HardWrap, MAX_ENDED_SHARE, MIN_FULL_LINES, MIN_SHORT_FULL_LINES, ParagraphSign,
    WRAP_RANGE_CELLS, WRAP_SLACK_CELLS, WordBlanks, WrapPlaces, is_indented, is_short_wrapped,
    majority, wide_cells,
};
use crate::text::script::{TextLang, is_han, is_kana};

/// Cells of a blank between two words.
const BLANK_CELLS: u16 = 1;
/// Cells that a syllable may need more than are left.
const SYLLABLE_SLACK_CELLS: u16 = 1;
/// Cells by which lines that divide words may be shorter than the longest: a syllable that has no room, or a blank at the
/// end.
const DIVIDED_SLACK_CELLS: u16 = 2;
/// Cells by which a line that is full may be shorter than the longest: a long word of Korean.
const WORD_SLACK_CELLS: u16 = 24;
/// Least share of full lines as wide as the longest by which words are divided, as a fraction.
const MIN_DIVIDED_SHARE: (usize, usize) = (4, 5);

impl HardWrap {
    /// Detects hard wraps of Korean in samples of lines: after most of the longer lines the first word of the next one has
    /// no room.
    pub(super) fn from_spaced_samples<L: AsRef<str>>(
        samples: &Samples<L>,
        blanks: WordBlanks,
    ) -> Option<Self> {
        let seen = &samples.lines;
        let (widths, longest) = samples.sorted_widths()?;
        if !WRAP_RANGE_CELLS.contains(&longest) {
            return None;
        }
        let has_no_room = |line: &LineSample<L>, next: &LineSample<L>| {
            line.width <= longest
                && (line.width + SYLLABLE_SLACK_CELLS >= longest
                    || line.wide_cells() + BLANK_CELLS + next.first_word_cells() > longest)
        };
        let sign = ParagraphSign::detect(TextLang::Ko, seen, has_no_room);
        let pairs = seen.windows(2).filter_map(|pair| match pair {
            [line, next] if next.is_adjacent && has_no_room(line, next) => Some((line, next)),
            _ => None,
        });
        let pairs: Vec<(&LineSample<L>, &LineSample<L>)> = pairs.collect();
        let full = pairs.len();
        let ended = pairs
            .iter()
            .filter(|(line, _)| line.end().is_complete)
            .count();
        let divided = pairs
            .iter()
            .filter(|(line, _)| line.width + DIVIDED_SLACK_CELLS >= longest)
            .count();
        let is_divided = full >= MIN_SHORT_FULL_LINES
            && divided * MIN_DIVIDED_SHARE.1 >= full * MIN_DIVIDED_SHARE.0;
        let slack = if is_divided {
            WRAP_SLACK_CELLS
        } else {
            WORD_SLACK_CELLS
        };
        let least = longest.saturating_sub(slack).max(longest / 2);
        let long = widths.iter().filter(|&&width| width > longest / 2).count();
        let is_wrapped = full >= MIN_FULL_LINES && full * 20 >= long * 11
            || is_short_wrapped(seen, longest, sign, has_no_room);
        let is_prose = is_indented(sign) || samples.has_sentences(longest);
        let is_broken = ended * MAX_ENDED_SHARE.1 <= full * MAX_ENDED_SHARE.0;
        let goes_on = |(line, next): &(&LineSample<L>, &LineSample<L>)| {
            (!line.end().is_complete).then_some(next.indent)
        };
        (is_wrapped && is_prose && is_broken).then(|| Self {
            full_cells: least..=longest,
            body_indent: majority(pairs.iter().filter_map(goes_on).collect()),
            breaks: if is_divided {
                WrapPlaces::Syllables
            } else {
                WrapPlaces::Words
            },
            sign,
            blanks,
        })
    }

    /// Returns whether the first word of the next line has no room in a line; true for scripts without blanks.
    pub(super) fn leaves_no_room(&self, line: &str, next: &str) -> bool {
        let with_next = || {
            wide_cells(line.trim_end()) + BLANK_CELLS + first_word_cells(next)
                > *self.full_cells.end()
        };
        self.breaks == WrapPlaces::Characters || with_next()
    }

    /// Returns whether a blank stands between two lines of a paragraph; `line` has the blanks at its end, `next` none at its start.
    /// Where words are divided, one stands after a mark, after a blank that was kept, where a syllable had room, and where the
    /// rest of the text has one between the same syllables.
    pub(crate) fn needs_blank(&self, line: &str, next: &str) -> bool {
        let words = line.trim_end();
        match self.breaks {
            _ if words.is_empty() || next.is_empty() || is_within_address(words, next) => false,
            WrapPlaces::Characters => needs_blank_between_letters(words, next),
            WrapPlaces::Words => true,
            WrapPlaces::Syllables => {
                words.len() < line.len()
                    || wide_cells(words) + SYLLABLE_SLACK_CELLS < *self.full_cells.end()
                    || words.ends_with(['.', ',', '!', '?', '"', '”', '’', ';', ':'])
                        && next.starts_with(char::is_alphanumeric)
                    || next.starts_with(['“', '‘', '<', '〈', '《', '「', '『'])
                    || self.blanks.are_two_words(words, next)
            }
        }
    }
}

/// Returns whether a line end is within an address that goes on with a mark: `…/34`, `-short-stories`.
fn is_within_address(line: &str, next: &str) -> bool {
    let word = line.rsplit(char::is_whitespace).next().unwrap_or(line);
    word.contains("://")
        && next.starts_with(|c: char| c.is_ascii_punctuation() && !"\"'([<".contains(c))
}

/// Returns whether a blank stands between two lines of a paragraph by the characters where they meet: letters of scripts that
/// separate words with blanks, a dash between two blanks, and an option (`log` / `--all`). A number that is broken is one:
/// 赤字2. / 18万亿.
pub(crate) fn needs_blank_between_letters(line: &str, next: &str) -> bool {
    let is_spaced = |c: char| c.is_alphanumeric() && !is_han(c) && !is_kana(c);
    let ends_word = line
        .chars()
        .next_back()
        .is_some_and(|c| is_spaced(c) || matches!(c, ',' | '.' | ';'));
    if line.ends_with(" -") {
        return next.starts_with(is_spaced);
    }
    if next.starts_with('-') {
        let word = line.rsplit(char::is_whitespace).next().unwrap_or(line);
        return line.ends_with(|c: char| c.is_ascii_alphanumeric()) && !word.contains('/');
    }
    ends_word && !parts_number(line, next) && next.starts_with(is_spaced)
}

/// Returns whether a line end is within a number: between digits, behind a decimal point, or before three digits that a
/// comma sets apart. Years in a list (1998, / 1999) are numbers of their own.
fn parts_number(line: &str, next: &str) -> bool {
    let digits_at_end =
        |text: &str| text.len() - text.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    let digits_at_start = next.len() - next.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let is_group = |before: &str| (1..=3).contains(&digits_at_end(before)) && digits_at_start == 3;
    digits_at_start > 0
        && (digits_at_end(line) > 0
            || line
                .strip_suffix('.')
                .is_some_and(|before| digits_at_end(before) > 0)
            || line.strip_suffix(',').is_some_and(is_group))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_goes_on_behind_a_line_end() {
        assert!(is_within_address("출처 https://e.x/34", "-short-stories/1"));
        assert!(!is_within_address("출처 https://e.x/34", "소설"));
        assert!(!is_within_address("그는 갔다", "-그리고"));
    }

    #[test]
    fn a_blank_is_between_two_words_and_not_within_a_number() {
        for (line, next) in [
            ("他说 Hello", "world 就走了"),
            ("see the end.", "Then"),
            ("in May,", "1998"),
            ("Copyright 1988, 1989,", "1990, 1991"),
            ("用 git log", "--pretty=oneline 看"),
            ("Tools - Options -", "LibreOffice"),
        ] {
            assert!(needs_blank_between_letters(line, next), "{line}");
        }
        for (line, next) in [
            ("财政赤字2.", "18万亿元"),
            ("那是公元19", "98年"),
            ("他走了", "很远"),
            ("见 https://e.x/34", "-short-stories"),
            ("共有1,", "500人"),
        ] {
            assert!(!needs_blank_between_letters(line, next), "{line}");
        }
    }
}
