//! Detection of hard-wrapped text: the width of full lines, and the indent of continuation lines.

mod paragraph_sign;
mod samples;
mod spaced;
mod word_blanks;

pub(crate) use spaced::needs_blank_between_letters;

use super::standalone;
use crate::outline::similar::LineKind;
use crate::text::item_sign::goes_on_with_name;
use crate::text::numerals::digit_value;
use crate::text::script::{TextLang, is_han, is_kana};
use crate::text::width::{Ambiguous, Widths, text_width};
use paragraph_sign::ParagraphSign;
use samples::{LineSample, Samples};
use std::ops::RangeInclusive;
use word_blanks::WordBlanks;

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

/// Characters with which units begin.
const UNITS: &str = "%％‰万萬亿億千百兆年月日时時点點分秒个個人名次元円米公平吨度岁歳才倍户戶套家亩畝만억년월일명개원시";

/// Common properties of hard-wrapped lines.
#[derive(Debug)]
pub(crate) struct HardWrap {
    /// Widths of lines that continue on the next line, in cells.
    full_cells: RangeInclusive<u16>,
    /// Indent of continuation lines in cells: more than 0 if the whole text is indented.
    body_indent: u16,
    /// Places at which lines are broken.
    breaks: WrapPlaces,
    /// What begins every paragraph; `None` if the text has no sure sign.
    sign: Option<ParagraphSign>,
    /// Blanks of the text, by which those at line ends are known; empty but for lines broken between syllables.
    blanks: WordBlanks,
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
        let mut blanks = WordBlanks::default();
        let lines = lines.inspect(|line| {
            if lang == TextLang::Ko {
                blanks.learn(line.as_ref());
            }
        });
        let samples = Samples::read(lines)?;
        if lang == TextLang::Ko {
            return Self::from_spaced_samples(&samples, blanks);
        }
        Self::from_samples(lang, &samples)
    }

    fn from_samples<L: AsRef<str>>(lang: TextLang, samples: &Samples<L>) -> Option<Self> {
        let seen = &samples.lines;
        let (widths, longest) = samples.sorted_widths()?;
        if !WRAP_RANGE_CELLS.contains(&longest) {
            return None;
        }
        let least = longest.saturating_sub(WRAP_SLACK_CELLS);
        let long = widths.iter().filter(|&&width| width > longest / 2).count();
        let full = widths.iter().filter(|&&width| width >= least).count();
        let is_broken = || {
            let ended = |line: &&LineSample<L>| line.width >= least && line.end().is_complete;
            seen.iter().filter(ended).count() * MAX_ENDED_SHARE.1 <= full * MAX_ENDED_SHARE.0
        };
        let is_full = |line: &LineSample<L>, _: &LineSample<L>| line.width >= least;
        let sign = ParagraphSign::detect(lang, seen, is_full);
        let is_wrapped = (full >= MIN_FULL_LINES && full * 20 >= long * 11
            || is_short_wrapped(seen, longest, sign, is_full))
            && (is_indented(sign) || samples.has_sentences(longest));
        let after = |pair: &[LineSample<L>]| match pair {
            [line, after]
                if after.is_adjacent && line.width >= least && !line.end().is_complete =>
            {
                Some(after.indent)
            }
            _ => None,
        };
        (is_wrapped && is_broken()).then(|| Self {
            full_cells: least..=longest.saturating_add(WRAP_SLACK_CELLS),
            body_indent: majority(seen.windows(2).filter_map(after).collect()),
            breaks: WrapPlaces::Characters,
            sign,
            blanks: WordBlanks::default(),
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
        let is_broken = !standalone::may_end_paragraph(line);
        let is_within_word =
            standalone::begins_within_word(next) || standalone::ends_with_opening(line);
        if is_within_word && self.is_full_line(line) {
            return true;
        }
        (self.is_full_line(line)
            || self.begins_paragraph(line, next)
            || self.sign.is_some() && is_broken && self.has_no_room_for_word(line, next))
            && (self.sign.is_some() && is_broken || self.leaves_no_room(line, next))
            && !standalone::is_standalone(line)
            && !standalone::is_standalone(next)
            && !(self.sign.is_none_or(|sign| sign.parts_speech)
                && standalone::starts_dialogue(lang, line, next))
            && (!self.begins_item(line, next) || self.is_surely_one(line, next, is_broken))
    }

    /// Returns whether a line that follows a full one begins an item by its words.
    fn begins_item(&self, line: &str, next: &str) -> bool {
        standalone::starts_item(next) && !goes_on_with_name(line, next)
            || parts_items(line, next)
                && !(begins_with_quantity(next)
                    && (self.sign.is_some() || !standalone::may_end_paragraph(line)))
    }

    /// Returns whether two lines are of one paragraph whatever the next begins with: every paragraph of the text has a sign
    /// that the next line lacks, and the line ends within a sentence. Of two items in a row each is its own.
    fn is_surely_one(&self, line: &str, next: &str, is_broken: bool) -> bool {
        let begins_item =
            |text: &str| is_numbered(text) || standalone::starts_item(text.trim_start());
        let Some(sign) = self.sign else {
            return false;
        };
        let is_item = begins_item(line) && (!sign.is_indent || leading_blanks(line).is_empty());
        is_broken && !(is_item && begins_item(next)) && !standalone::starts_marked_item(next)
    }

    /// Returns whether the word or number that begins the next line has no room in a line of a script without blanks.
    fn has_no_room_for_word(&self, line: &str, next: &str) -> bool {
        let is_part = |c: char| c.is_ascii_graphic();
        let rest = next.trim_start_matches(is_part);
        let word = next.get(..next.len() - rest.len()).unwrap_or_default();
        let width = line_cells(line.trim_end());
        self.breaks == WrapPlaces::Characters
            && !word.is_empty()
            && width > *self.full_cells.start() / 2
            && width + line_cells(word) >= *self.full_cells.start()
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
            (goes_on || !is_indented(self.sign) && is_rest_of_entry(before, line))
                && is_cjk_seam(before, line)
        };
        is_common || is_deeper()
    }
}

/// Returns whether all long lines that another one follows are full, and there are enough of them for a short text: several,
/// or wide ones within sentences that end with their lines, as in a letter. Lines of a list have no such end.
fn is_short_wrapped<L: AsRef<str>>(
    seen: &[LineSample<L>],
    longest: u16,
    sign: Option<ParagraphSign>,
    is_full: impl Fn(&LineSample<L>, &LineSample<L>) -> bool,
) -> bool {
    let (mut count, mut broken) = (0, 0);
    let mut are_sentences = true;
    for (index, pair) in seen.windows(2).enumerate() {
        let [line, next] = pair else { continue };
        let is_parted = !next.is_adjacent || is_indented(sign) && next.indent > 0;
        if is_parted || line.width <= longest / 2 || line.end().is_standalone {
            continue;
        }
        if !is_full(line, next) {
            return false;
        }
        count += 1;
        broken += usize::from(!line.end().is_complete);
        let is_last = !seen.get(index + 2).is_some_and(|after| after.is_adjacent);
        are_sentences &= !is_last || next.end().may_end_paragraph;
    }
    count >= MIN_SHORT_FULL_LINES
        || is_indented(sign) && count > MIN_BROKEN_LINES && broken >= MIN_BROKEN_LINES
        || longest >= WIDE_LINE_CELLS && broken >= MIN_BROKEN_LINES && are_sentences
}

/// Returns whether every paragraph of a text is indented.
fn is_indented(sign: Option<ParagraphSign>) -> bool {
    sign.is_some_and(|sign| sign.is_indent)
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

/// Returns whether a line begins with a number and its unit, as in 12万公里 and 1998年12月, which numbers no item.
fn begins_with_quantity(line: &str) -> bool {
    let is_part =
        |c: char| c.is_ascii_digit() || ('０'..='９').contains(&c) || ".,．，".contains(c);
    line.starts_with(|c: char| digit_value(c).is_some())
        && line
            .trim_start_matches(is_part)
            .starts_with(|c| UNITS.contains(c))
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
