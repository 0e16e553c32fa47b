//! A line that may be a heading, with what can be told from the line and its neighbours alone.
//!
//! Candidates are small: their words live in one common string, and only lines that may matter
//! become one. Nothing is judged here.

use super::keywords::{KeywordPosition, MetadataLineKind};
use crate::doc::Pos;
use crate::outline::numbering::{NumberMarker, NumberStyle, is_ideograph};
use crate::text::numerals::digit_value;
use std::ops::Range;

/// How a line ends, closing quotes and brackets looked through.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum LineEnding {
    /// There is no such line.
    #[default]
    NoLine,
    /// No mark.
    Unpunctuated,
    /// 。 and …
    FullStop,
    /// ！ ？
    ExclamationOrQuestion,
    /// ；
    Semicolon,
    /// ， 、
    Comma,
    /// ：
    Colon,
}

impl LineEnding {
    /// How `text` ends, which has no blanks behind it.
    pub(crate) fn of(text: &str) -> Self {
        for c in text.chars().rev().take(3) {
            return match c {
                '”' | '’' | '」' | '』' | '）' | ')' | '"' | '】' | '》' | '〉' | '］' | ']'
                | '〕' => continue,
                '。' | '．' | '…' | '｡' => Self::FullStop,
                '！' | '？' | '!' | '?' => Self::ExclamationOrQuestion,
                '；' | ';' => Self::Semicolon,
                '，' | ',' | '、' | '､' => Self::Comma,
                '：' | ':' => Self::Colon,
                '.' if is_full_stop(text) => Self::FullStop,
                _ => Self::Unpunctuated,
            };
        }
        Self::Unpunctuated
    }

    /// Whether a sentence ends here.
    pub(crate) fn is_sentence_end(self) -> bool {
        matches!(self, Self::FullStop | Self::ExclamationOrQuestion)
    }
}

/// Whether the full stop at the end of `text` stands for 。
fn is_full_stop(text: &str) -> bool {
    let before = text.trim_end_matches('.');
    before.len() + 1 == text.len() && before.chars().next_back().is_some_and(is_cjk_letter)
}

/// Whether `c` is a letter of Chinese, Japanese or Korean.
pub(crate) fn is_cjk_letter(c: char) -> bool {
    is_ideograph(c) || matches!(c, '\u{3041}'..='\u{30ff}' | '\u{ac00}'..='\u{d7a3}')
}

/// What kind of line it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum LineRole {
    /// It may be a heading, by its number or by the looks of it.
    Title,
    /// It is a title word.
    Keyword(KeywordPosition),
    /// The heading of a printed table of contents.
    TocHeading,
    /// A fact about the text.
    Metadata(MetadataLineKind),
    /// The text goes on elsewhere (查看全文).
    ReadMore,
}

/// What a rule of the reader's own says of a line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum AppliedRule {
    /// Nothing.
    #[default]
    None,
    /// It is a heading, of the level that its number and its place give it.
    Heading,
    /// It is a heading of this level.
    Level(u8),
}

/// The line before or after a candidate.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct AdjacentLine {
    /// How it ends; [`End::None`] if there is none.
    pub(crate) end: LineEnding,
    /// Its characters.
    pub(crate) chars: u16,
    /// Its width in cells, roughly.
    pub(crate) cells: u16,
    /// Its indent in cells.
    pub(crate) indent: u8,
    /// Empty lines between the two.
    pub(crate) blank_lines: u8,
    /// Whether it has a comma or the end of a sentence in it; known of lines behind only.
    pub(crate) has_punctuation: bool,
}

/// Where a line stands.
#[derive(Clone, Copy, Debug)]
pub(crate) struct LineContext {
    /// Its block.
    pub(crate) pos: Pos,
    /// The line before.
    pub(crate) prev_line: AdjacentLine,
    /// Which line it is among those that are not empty.
    pub(crate) line_index: u32,
    /// Bytes of text before it.
    pub(crate) offset: u64,
}

/// What a line looks like behind its number.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct TitleShape {
    /// Characters of the whole line, blanks around it not counted.
    pub(crate) chars: u16,
    /// Its width in cells, roughly.
    pub(crate) cells: u16,
    /// How it ends.
    pub(crate) end: LineEnding,
    /// Characters up to the first 。 that more text follows, the number included; 0 if there is none.
    pub(crate) lead_chars: u16,
    /// Bytes of the line up to that 。
    pub(crate) lead_bytes: u32,
    /// Characters behind it.
    pub(crate) rest_chars: u16,
    /// Characters up to the first ： that more text follows, without any mark before it; 0 if none.
    pub(crate) colon_chars: u16,
    /// Bytes of the line up to that ：
    pub(crate) colon_bytes: u32,
    /// Commas before that place, or in the whole line.
    pub(crate) commas: u8,
    /// Sentence ends and semicolons within the title.
    pub(crate) stops: u8,
    /// Whether the line ends in dots or a gap and a page number.
    pub(crate) has_leader: bool,
}

/// Most characters of a line that are looked at for marks.
const MAX_MARK_CHARS: usize = 64;

impl TitleShape {
    /// The shape of `line` (trimmed), whose number ends at byte `number_end`. `cells` is its width.
    pub(crate) fn of(line: &str, number_end: usize, chars: usize, cells: usize) -> Self {
        let mut shape = Self {
            chars: chars.min(usize::from(u16::MAX)) as u16,
            cells: cells.min(usize::from(u16::MAX)) as u16,
            end: LineEnding::of(line),
            ..Self::default()
        };
        for (count, (at, c)) in line.char_indices().enumerate() {
            if count == MAX_MARK_CHARS {
                break;
            }
            if at < number_end {
                continue;
            }
            let rest = line.get(at + c.len_utf8()..).unwrap_or_default();
            let stop = match c {
                '。' => true,
                '.' => {
                    rest.starts_with(is_ideograph)
                        && is_full_stop(line.get(..=at).unwrap_or_default())
                }
                _ => false,
            };
            match c {
                '.' if !stop => {}
                '。' | '.' | '；' | ';' | '！' | '？' if !rest.is_empty() => {
                    shape.stops = shape.stops.saturating_add(1);
                    if stop && rest.chars().nth(1).is_some() {
                        shape.lead_chars = count as u16;
                        shape.lead_bytes = at as u32;
                        shape.rest_chars = shape.chars - (count as u16 + 1).min(shape.chars);
                        break;
                    }
                }
                '，' | ',' => shape.commas = shape.commas.saturating_add(1),
                '：' | ':'
                    if shape.colon_chars == 0
                        && shape.commas + shape.stops == 0
                        && !rest.is_empty() =>
                {
                    shape.colon_chars = count as u16;
                    shape.colon_bytes = at as u32;
                }
                _ => {}
            }
        }
        shape.has_leader = has_leader(line);
        shape
    }
}

/// Whether `line` ends in a page number behind dots or a wide gap.
fn has_leader(line: &str) -> bool {
    let body = line.trim_end_matches(|c: char| c.is_ascii_digit() || ('０'..='９').contains(&c));
    if body.len() == line.len() {
        let dots = line.trim_end_matches(['.', '…', '·', '．', '-']);
        return line.len() - dots.len() >= 6 && line.len() > dots.len() + 3;
    }
    let gap = body.trim_end_matches(['.', '…', '·', '．', '-', ' ', '\t', '\u{3000}', '(', '（']);
    let between = body.get(gap.len()..).unwrap_or_default();
    between.contains("..")
        || between.contains('…')
        || between.contains("··")
        || between.contains('\t')
        || between.chars().count() >= 4
}

/// An entry of a table of contents without the number of its page.
pub(crate) fn strip_page_number(entry: &str) -> &str {
    entry.trim_end_matches(|c: char| {
        c.is_whitespace()
            || digit_value(c).is_some()
            || matches!(c, '.' | '…' | '·' | '．' | '-' | '(' | '（')
    })
}

/// A line that may be a heading.
#[derive(Clone, Debug)]
pub(crate) struct Candidate {
    /// The block of the line.
    pub(crate) pos: Pos,
    /// Where the title starts in it, in bytes.
    pub(crate) within: u32,
    /// Bytes of the title if it is the whole line.
    pub(crate) extent: u32,
    /// What kind of line it is.
    pub(crate) role: LineRole,
    /// What a rule says of it.
    pub(crate) applied_rule: AppliedRule,
    /// Its number, with a style in any case.
    pub(crate) marker: NumberMarker,
    /// The whole title in the common string.
    pub(crate) title: Range<u32>,
    /// The lines that follow it without an empty line, behind the title in the common string.
    pub(crate) continuation: TitleContinuation,
    /// Identity of the words, for finding them again.
    pub(crate) key: u64,
    /// How it looks.
    pub(crate) shape: TitleShape,
    /// Its indent in cells.
    pub(crate) indent: u8,
    /// The line before.
    pub(crate) prev_line: AdjacentLine,
    /// The line after.
    pub(crate) next_line: AdjacentLine,
    /// Which line it is among those that are not empty.
    pub(crate) line_index: u32,
    /// Bytes of text before it.
    pub(crate) offset: u64,
}

/// Lines that may be the rest of a title.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct TitleContinuation {
    /// Where they end in the common string; 0 without any.
    pub(crate) text_end: u32,
    /// How many there are.
    pub(crate) line_count: u8,
    /// How the last one ends.
    pub(crate) end: LineEnding,
    /// Whether an empty line follows.
    pub(crate) is_closed: bool,
}

impl Candidate {
    /// Its style.
    pub(crate) fn style(&self) -> NumberStyle {
        self.marker.style
    }

    /// Whether `next` stands right behind it with no text between, as far as lines go.
    pub(crate) fn is_adjacent_to(&self, next: &Self) -> bool {
        next.line_index <= self.line_index + 1 + u32::from(self.continuation.line_count)
    }

    /// Bytes of text between the end of this line and the start of `next`.
    pub(crate) fn bytes_until(&self, next: &Self) -> u64 {
        next.offset
            .saturating_sub(self.offset + u64::from(self.extent))
    }

    /// Whether it has no number.
    pub(crate) fn is_unnumbered(&self) -> bool {
        self.role == LineRole::Title && self.style() == NumberStyle::Unnumbered
    }
}

/// Width of the words an identity is made of, in cells.
const KEY_CELLS: usize = 16;

/// An identity of the first letters and ideographs of `text`, few enough that a title cut by a line
/// end is found again. 0 if there are none.
pub(crate) fn title_key(text: &str) -> u64 {
    let mut hash = 0_u64;
    let mut cells = 0;
    for c in text.chars().filter(|c| c.is_alphanumeric()) {
        if cells >= KEY_CELLS {
            break;
        }
        cells += if c.is_ascii() { 1 } else { 2 };
        let folded = u64::from(u32::from(c.to_ascii_lowercase()));
        hash = (hash ^ folded)
            .wrapping_mul(0x0100_0000_01b3)
            .rotate_left(23)
            | 1;
    }
    hash
}
