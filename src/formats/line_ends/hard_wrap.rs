//! Detection of hard-wrapped text: the width of full lines, and the indent of continuation lines.

mod spaced;

pub(crate) use spaced::needs_blank_between_letters;

use super::standalone;
use crate::outline::similar::LineKind;
use crate::text::item_sign::goes_on_with_name;
use crate::text::script::{TextLang, is_han, is_kana};
use crate::text::width::{Ambiguous, Widths, text_width};
use std::ops::RangeInclusive;

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
/// Least number of full lines in a hard-wrapped text.
const MIN_FULL_LINES: usize = 12;
/// Least number of full lines in a short one, if every long line that another follows is full.
const MIN_SHORT_FULL_LINES: usize = 4;
/// The same of wide lines that end within a sentence, as in a letter.
const MIN_BROKEN_LINES: usize = 2;
/// Width in cells from which lines are wide.
const WIDE_LINE_CELLS: u16 = 60;
/// Largest share of full lines that end in a mark or are standalone, as a fraction. Few lines wrapped by width do.
const MAX_ENDED_SHARE: (usize, usize) = (6, 10);
/// Widths in cells that a hard wrap may have.
pub(crate) const WRAP_RANGE_CELLS: RangeInclusive<u16> = 36..=160;
/// Cells by which a wrapped line may be shorter than the longest: a mark or two moved to keep kinsoku, and a word.
const WRAP_SLACK_CELLS: u16 = 6;
/// Widest indent of a paragraph, in cells.
const MAX_INDENT_CELLS: u16 = 8;
/// Longest marker of a list item, in characters.
const MAX_MARKER_CHARS: usize = 4;

/// Common properties of hard-wrapped lines.
#[derive(Debug)]
pub(crate) struct HardWrap {
    /// Widths of lines that continue on the next line, in cells.
    full_cells: RangeInclusive<u16>,
    /// Indent of continuation lines in cells: more than 0 if the whole text is indented.
    body_indent: u16,
    /// Places at which lines are broken.
    breaks: WrapPlaces,
}

/// Places at which the lines of a text are broken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum WrapPlaces {
    /// Between characters of a script without blanks between words.
    Characters,
    /// Between words of Korean: a line is full if the first word of the next has no room in it.
    Words,
    /// Between syllables of Korean, also within words.
    Syllables,
}

/// Properties of a sampled line.
struct LineSample {
    width: u16,
    indent: u16,
    end: SampleEnd,
    /// Whether the line before it is the previous sample.
    is_adjacent: bool,
    /// Width of its first word.
    first_word: u16,
}

/// End of a sampled line.
struct SampleEnd {
    /// Whether the line ends in a mark or is standalone.
    is_complete: bool,
    is_standalone: bool,
    /// Whether a paragraph may end with it.
    may_end_paragraph: bool,
}

impl HardWrap {
    /// Detects hard wraps in the lines of a text: more than half of the longer lines have nearly the same width, and
    /// hardly any is longer. Only for East Asian scripts: a wrapped Latin line cannot be distinguished from a finished one.
    pub(crate) fn detect<L: AsRef<str>>(
        lang: TextLang,
        lines: impl Iterator<Item = L>,
    ) -> Option<Self> {
        if lang == TextLang::Other {
            return None;
        }
        let mut seen: Vec<LineSample> = Vec::new();
        let mut unbroken = 0;
        let mut follows = false;
        for line in lines.take(SEARCH_LINES) {
            let text = line.as_ref().trim_end();
            let is_seen =
                text.len() <= UNBROKEN_LINE_BYTES && !text.is_empty() && !is_numbered(text);
            if text.len() > UNBROKEN_LINE_BYTES {
                unbroken += 1;
            } else if is_seen {
                let width = line_cells(text);
                let is_standalone = standalone::is_standalone(text);
                unbroken += usize::from(width > *WRAP_RANGE_CELLS.end());
                seen.push(LineSample {
                    width,
                    indent: indent_cells(text),
                    end: SampleEnd {
                        is_complete: standalone::ends_in_mark(text) || is_standalone,
                        is_standalone,
                        may_end_paragraph: standalone::may_end_paragraph(text),
                    },
                    is_adjacent: follows,
                    first_word: spaced::first_word_cells(text),
                });
            }
            if unbroken >= MAX_UNBROKEN_LINES {
                return None;
            }
            if seen.len() + unbroken >= SAMPLE_LINES {
                break;
            }
            follows = is_seen;
        }
        if lang == TextLang::Ko {
            return Self::from_spaced_samples(&seen, unbroken);
        }
        Self::from_samples(&seen, unbroken)
    }

    fn from_samples(seen: &[LineSample], unbroken: usize) -> Option<Self> {
        let (widths, longest) = sorted_widths(seen, unbroken)?;
        let least = longest.saturating_sub(WRAP_SLACK_CELLS);
        let long = widths.iter().filter(|&&width| width > longest / 2).count();
        let full = widths.iter().filter(|&&width| width >= least).count();
        let ended = seen
            .iter()
            .filter(|line| line.end.is_complete && line.width >= least);
        let is_broken = ended.count() * MAX_ENDED_SHARE.1 <= full * MAX_ENDED_SHARE.0;
        let is_full = |line: &LineSample, _: &LineSample| line.width >= least;
        let is_wrapped = WRAP_RANGE_CELLS.contains(&longest)
            && (full >= MIN_FULL_LINES && full * 20 >= long * 11
                || is_short_wrapped(seen, longest, is_full));
        let after = |pair: &[LineSample]| match pair {
            [line, after] if after.is_adjacent && line.width >= least && !line.end.is_complete => {
                Some(after.indent)
            }
            _ => None,
        };
        (is_wrapped && is_broken).then(|| Self {
            full_cells: least..=longest.saturating_add(WRAP_SLACK_CELLS),
            body_indent: majority(seen.windows(2).filter_map(after).collect()),
            breaks: WrapPlaces::Characters,
        })
    }

    /// Returns whether a line is as wide as one that continues on the next line. Marks of one cell had two where most
    /// such texts were broken, and a line that is wider and ends within a sentence goes on too.
    pub(crate) fn is_full_line(&self, line: &str) -> bool {
        let words = line.trim_end();
        let width = line_cells(words);
        if width > *self.full_cells.end() {
            let is_latin = words.ends_with(|c: char| c.is_ascii_alphanumeric());
            return !is_latin && !standalone::may_end_paragraph(words);
        }
        width >= *self.full_cells.start() || wide_cells(words) >= *self.full_cells.start()
    }

    /// Returns whether a line is full and the next one goes on with its words. `next` is that line without its indent.
    pub(crate) fn continues(&self, lang: TextLang, line: &str, next: &str) -> bool {
        (self.is_full_line(line) || self.begins_paragraph(line, next))
            && self.leaves_no_room(line, next)
            && !standalone::is_standalone(line)
            && (!standalone::starts_item(next) || goes_on_with_name(line, next))
            && !standalone::starts_dialogue(lang, line, next)
            && !parts_items(line, next)
    }

    /// Returns whether a line is the shorter first one of a paragraph: it is indented and ends within a sentence, and the next
    /// is full and flush. Such lines are beside an initial in print.
    fn begins_paragraph(&self, line: &str, next: &str) -> bool {
        let indent = indent_cells(line);
        self.body_indent == 0
            && (1..=MAX_INDENT_CELLS).contains(&indent)
            && line_cells(line.trim_end()) > *self.full_cells.start() / 2
            && !standalone::may_end_paragraph(line)
            && self.is_full_line(next)
    }

    /// Returns whether a line is full and narrower than the widest by at most the slack and a mark moved to the next
    /// line.
    pub(crate) fn is_exactly_full(&self, line: &str) -> bool {
        self.is_full_line(line)
            && line_cells(line.trim_end()) + WRAP_SLACK_CELLS + 3 >= *self.full_cells.end()
    }

    /// Returns whether a line is indented like a continuation of the line before it: by the common indent or, in East
    /// Asian text, like the text of the preceding list item, or like the line before it if both are indented deeper
    /// than the text as a whole.
    pub(crate) fn has_body_indent(&self, before: &str, line: &str) -> bool {
        let is_common = leading_blanks(line).is_empty() == (self.body_indent == 0)
            && indent_cells(line) == self.body_indent;
        let is_deeper = || {
            let indent = indent_cells(line);
            let alike = indent > self.body_indent
                && self.body_indent > 0
                && indent == self::indent_cells(before);
            let goes_on = alike || item_indent(before) == Some(indent);
            (goes_on || is_rest_of_entry(before, line)) && is_cjk_seam(before, line)
        };
        is_common || is_deeper()
    }
}

/// Returns the widths of lines, ascending, and the greatest but for those of the few lines that may be longer.
fn sorted_widths(seen: &[LineSample], unbroken: usize) -> Option<(Vec<u16>, u16)> {
    let mut widths: Vec<u16> = seen.iter().map(|line| line.width).collect();
    widths.extend(std::iter::repeat_n(u16::MAX, unbroken));
    widths.sort_unstable();
    let longer = widths.len() / LONGER_LINES_DIVISOR;
    let longest = *widths.get(widths.len().checked_sub(1 + longer)?)?;
    Some((widths, longest))
}

/// Returns whether all long lines that another one follows are full, and there are enough of them for a short text: several,
/// or wide ones within sentences that end with their lines, as in a letter. Lines of a list have no such end.
fn is_short_wrapped(
    seen: &[LineSample],
    longest: u16,
    is_full: impl Fn(&LineSample, &LineSample) -> bool,
) -> bool {
    let (mut count, mut broken) = (0, 0);
    let mut are_sentences = true;
    for (index, pair) in seen.windows(2).enumerate() {
        let [line, next] = pair else { continue };
        if !next.is_adjacent || line.width <= longest / 2 || line.end.is_standalone {
            continue;
        }
        if !is_full(line, next) {
            return false;
        }
        count += 1;
        broken += usize::from(!line.end.is_complete);
        let is_last = !seen.get(index + 2).is_some_and(|after| after.is_adjacent);
        are_sentences &= !is_last || next.end.may_end_paragraph;
    }
    count >= MIN_SHORT_FULL_LINES
        || longest >= WIDE_LINE_CELLS && broken >= MIN_BROKEN_LINES && are_sentences
}

/// Returns whether a line is an entry of a table of contents or a list, which ends with its words.
fn is_numbered(line: &str) -> bool {
    LineKind::from_number(line.trim_start()).is_some()
}

/// Returns whether a line with a number begins an item behind the line before it. Within a sentence a numeral begins none
/// (我用了 / 二、三日), but a title and the next item of a list of words do.
fn parts_items(line: &str, next: &str) -> bool {
    let begins_list = |text: &str| LineKind::from_number(text).is_some();
    begins_list(next)
        && (standalone::ends_in_mark(line)
            || begins_list(line)
            || !next.starts_with(is_numeral)
            || !standalone::ends_in_mark(next) && !next.contains(['。', '，']))
}

/// Returns whether a character is a Han numeral, as in 二、三日.
fn is_numeral(c: char) -> bool {
    "一二三四五六七八九十".contains(c)
}

/// Returns whether a line goes on with an entry of a list, from the same edge.
fn is_rest_of_entry(before: &str, line: &str) -> bool {
    is_numbered(before)
        && indent_cells(before) == indent_cells(line)
        && !standalone::ends_in_mark(before)
}

/// Returns the width of a line in cells.
pub(crate) fn line_cells(text: &str) -> u16 {
    text_width(text, Widths::default()).0
}

/// Returns the width of a line in cells if marks such as “ and … have two.
fn wide_cells(text: &str) -> u16 {
    let widths = Widths {
        ambiguous: Ambiguous::Wide,
        ..Widths::default()
    };
    text_width(text, widths).0
}

/// Returns the indent of a line in cells.
fn indent_cells(line: &str) -> u16 {
    line_cells(leading_blanks(line))
}

/// Returns the leading blanks of a line.
pub(crate) fn leading_blanks(line: &str) -> &str {
    let words = line.trim_start().len();
    line.get(..line.len() - words).unwrap_or_default()
}

/// Returns the indent in cells of a list item's text, after its marker and blanks; `None` if the line begins no
/// item.
fn item_indent(line: &str) -> Option<u16> {
    let words = line.trim_start();
    let sign = words.split(char::is_whitespace).next()?;
    let is_sign =
        sign.chars().count() <= MAX_MARKER_CHARS && !sign.chars().any(char::is_alphabetic);
    let behind = words.get(sign.len()..)?;
    let head = line.len() - behind.trim_start().len();
    (is_sign && !behind.is_empty()).then(|| line.get(..head).map(line_cells))?
}

/// Returns whether East Asian text is on either side of a line end.
fn is_cjk_seam(before: &str, after: &str) -> bool {
    let sides = [
        before.trim_end().chars().next_back(),
        after.trim_start().chars().next(),
    ];
    sides.into_iter().flatten().any(|c| is_han(c) || is_kana(c))
}

/// Returns the value that more than half share; 0 if there is no such value.
fn majority(mut values: Vec<u16>) -> u16 {
    values.sort_unstable();
    let groups = values.chunk_by(|a, b| a == b);
    let most = groups.max_by_key(|group| group.len()).unwrap_or_default();
    let is_most = most.len() * 2 > values.len();
    most.first()
        .copied()
        .filter(|_| is_most)
        .unwrap_or_default()
}
