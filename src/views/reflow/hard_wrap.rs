//! How the lines of a text were broken at one width by whoever typed or printed it: how wide full lines are,
//! and how lines that go on others are indented.

use super::standalone;
use crate::doc::Document as _;
use crate::formats::plain::PlainDocument;
use crate::outline::similar::LineKind;
use crate::text::script::{TextLang, is_han, is_kana};
use crate::text::width::{Widths, text_width};
use std::ops::RangeInclusive;

/// Lines that are looked at to learn whether a text is hard-wrapped.
const SAMPLE_LINES: usize = 400;
/// Lines, empty ones among them, among which those are looked for.
const SEARCH_LINES: usize = 8 * SAMPLE_LINES;
/// Lines longer than any that was broken by hand, of which so many tell that none was.
const MAX_UNBROKEN_LINES: usize = 24;
/// Bytes of a line that is surely longer.
const UNBROKEN_LINE_BYTES: usize = 800;
/// Fewest full lines that tell it.
const MIN_FULL_LINES: usize = 12;
/// Of so many full lines how many may end in a mark, or be rows or the like: where a line is broken by its
/// width, few do.
const MAX_ENDED_SHARE: (usize, usize) = (6, 10);
/// Width in cells of the shortest line that is taken for broken, and of the longest.
const WRAP_RANGE_CELLS: RangeInclusive<u16> = 36..=160;
/// How much shorter than the longest a broken line may be, in cells: a mark or two that were kept off
/// a line's end or start, and a word.
const WRAP_SLACK_CELLS: u16 = 6;
/// Most characters of the sign or number of a list's item.
const MAX_MARKER_CHARS: usize = 4;

/// What lines that were broken at one width have in common.
#[derive(Debug)]
pub(crate) struct HardWrap {
    /// Widths of lines that go on in the next, in cells.
    full_cells: RangeInclusive<u16>,
    /// Cells before the first word of lines that go on others: more than 0 in a text that is indented as a
    /// whole.
    body_indent: u16,
}

/// What tells of a line.
struct LineSample {
    width: u16,
    indent: u16,
    /// It ends in a mark, or stands for itself.
    is_complete: bool,
    /// The line before it is the one seen before it.
    is_adjacent: bool,
}

impl HardWrap {
    /// What it is if more than half of a text's longer lines have nearly the same width and hardly any is
    /// longer. Only for scripts without blanks between words: where a line of Latin was broken by hand
    /// cannot be told from where it ends.
    pub(crate) fn detect(lines: &PlainDocument) -> Option<Self> {
        if !matches!(lines.lang(), TextLang::Hans | TextLang::Hant | TextLang::Ja) {
            return None;
        }
        let mut seen: Vec<LineSample> = Vec::new();
        let mut unbroken = 0;
        let mut follows = false;
        let mut next = Some(lines.first());
        for _ in 0..SEARCH_LINES {
            let Some(pos) = next.filter(|_| seen.len() + unbroken < SAMPLE_LINES) else {
                break;
            };
            let block = lines.block_at(pos);
            next = lines.next(pos);
            let text = block.text.trim_end();
            let is_seen =
                text.len() <= UNBROKEN_LINE_BYTES && !text.is_empty() && !is_numbered(text);
            if text.len() > UNBROKEN_LINE_BYTES {
                unbroken += 1;
            } else if is_seen {
                let width = line_cells(text);
                unbroken += usize::from(width > *WRAP_RANGE_CELLS.end());
                seen.push(LineSample {
                    width,
                    indent: indent_cells(text),
                    is_complete: standalone::ends_in_mark(text) || standalone::is_standalone(text),
                    is_adjacent: follows,
                });
            }
            if unbroken >= MAX_UNBROKEN_LINES {
                return None;
            }
            follows = is_seen;
        }
        Self::from_samples(&seen, unbroken)
    }

    fn from_samples(seen: &[LineSample], unbroken: usize) -> Option<Self> {
        let mut widths: Vec<u16> = seen.iter().map(|line| line.width).collect();
        widths.extend(std::iter::repeat_n(u16::MAX, unbroken));
        widths.sort_unstable();
        // One line in fifty may be longer: a mark that hangs, a heading.
        let longest = *widths.get(widths.len().checked_sub(1 + widths.len() / 50)?)?;
        let least = longest.saturating_sub(WRAP_SLACK_CELLS);
        let long = widths.iter().filter(|&&width| width > longest / 2).count();
        let full = widths.iter().filter(|&&width| width >= least).count();
        let ended = seen
            .iter()
            .filter(|line| line.is_complete && line.width >= least);
        let is_broken = ended.count() * MAX_ENDED_SHARE.1 <= full * MAX_ENDED_SHARE.0;
        let is_wrapped =
            WRAP_RANGE_CELLS.contains(&longest) && full >= MIN_FULL_LINES && full * 20 >= long * 11;
        let after = |pair: &[LineSample]| match pair {
            [line, after] if after.is_adjacent && line.width >= least && !line.is_complete => {
                Some(after.indent)
            }
            _ => None,
        };
        (is_wrapped && is_broken).then(|| Self {
            full_cells: least..=longest.saturating_add(WRAP_SLACK_CELLS),
            body_indent: majority(seen.windows(2).filter_map(after).collect()),
        })
    }

    /// Whether a line is as wide as one that goes on in the next.
    pub(crate) fn is_full_line(&self, line: &str) -> bool {
        self.full_cells.contains(&line_cells(line.trim_end()))
    }

    /// Whether a line is full, and no narrower than a mark that was kept off the next line makes it.
    pub(crate) fn is_exactly_full(&self, line: &str) -> bool {
        self.is_full_line(line)
            && line_cells(line.trim_end()) + WRAP_SLACK_CELLS + 3 >= *self.full_cells.end()
    }

    /// Whether a line is indented as what goes on the line before it: like all lines that do, or, in
    /// East Asian words, like the words of the item of a list before it, or like the line before it if
    /// both are indented deeper than the text as a whole.
    pub(crate) fn has_body_indent(&self, before: &str, line: &str) -> bool {
        let is_common = leading_blanks(line).is_empty() == (self.body_indent == 0)
            && indent_cells(line) == self.body_indent;
        let is_deeper = || {
            let indent = indent_cells(line);
            let alike = indent > self.body_indent
                && self.body_indent > 0
                && indent == self::indent_cells(before);
            (alike || item_indent(before) == Some(indent)) && is_cjk_seam(before, line)
        };
        is_common || is_deeper()
    }
}

/// Whether a line is in a table of contents or a list: it ends where its words do.
fn is_numbered(line: &str) -> bool {
    LineKind::from_number(line.trim_start()).is_some()
}

fn line_cells(text: &str) -> u16 {
    text_width(text, Widths::default()).0
}

/// Cells before the first word of a line.
fn indent_cells(line: &str) -> u16 {
    line_cells(leading_blanks(line))
}

/// The blanks that a line begins with.
pub(crate) fn leading_blanks(line: &str) -> &str {
    let words = line.trim_start().len();
    line.get(..line.len() - words).unwrap_or_default()
}

/// Cells before the words of an item of a list, if a line begins one: a sign or a number, and blanks.
fn item_indent(line: &str) -> Option<u16> {
    let words = line.trim_start();
    let sign = words.split(char::is_whitespace).next()?;
    let is_sign =
        sign.chars().count() <= MAX_MARKER_CHARS && !sign.chars().any(char::is_alphabetic);
    let behind = words.get(sign.len()..)?;
    let head = line.len() - behind.trim_start().len();
    (is_sign && !behind.is_empty()).then(|| line.get(..head).map(line_cells))?
}

/// Whether East Asian words stand on either side of the end of a line.
fn is_cjk_seam(before: &str, after: &str) -> bool {
    let sides = [
        before.trim_end().chars().next_back(),
        after.trim_start().chars().next(),
    ];
    sides.into_iter().flatten().any(|c| is_han(c) || is_kana(c))
}

/// The value that more than half have; 0 if none.
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
