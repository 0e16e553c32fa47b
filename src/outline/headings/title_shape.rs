//! Shape of a line after its number: length, punctuation, page number.

use super::line_ending::LineEnding;
use crate::text::numerals::digit_value;
use crate::text::script::is_han;
use crate::text::sentence::ends_in_cjk_full_stop;

/// Shape of a line after its number.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct TitleShape {
    /// Characters of the whole line, without blanks around it.
    pub(crate) chars: u16,
    /// Approximate width in cells.
    pub(crate) cells: u16,
    /// Ending of the line.
    pub(crate) end: LineEnding,
    /// Characters before the first 。 with more text after it, the number included; 0 if there is no such 。
    pub(crate) lead_chars: u16,
    /// Bytes of the line before that 。
    pub(crate) lead_bytes: u32,
    /// Characters after it.
    pub(crate) rest_chars: u16,
    /// Characters before the first ： with more text after it and no punctuation before it; 0 if there is no
    /// such ：
    pub(crate) colon_chars: u16,
    /// Bytes of the line before that ：
    pub(crate) colon_bytes: u32,
    /// Commas before that place, or in the whole line.
    pub(crate) commas: u8,
    /// Sentence ends and semicolons within the title.
    pub(crate) stops: u8,
    /// Whether the line ends in a page number after dots or a gap.
    pub(crate) has_leader: bool,
}

/// Longest title, in characters.
const MAX_TITLE_CHARS: u16 = 80;
/// The same of Latin letters: they are half as wide as Han, and words have several of them.
const MAX_LATIN_TITLE_CHARS: u16 = 150;
/// Maximum number of characters that are searched for punctuation.
const MAX_MARK_CHARS: usize = 64;

impl TitleShape {
    /// Returns the length of the longest title in the letters of this line, in characters.
    pub(crate) fn max_title_chars(&self) -> u16 {
        if self.is_latin_title() {
            MAX_LATIN_TITLE_CHARS
        } else {
            MAX_TITLE_CHARS
        }
    }

    /// Returns whether this may be a title of Latin letters, not a sentence that goes on or a line of printed contents.
    pub(crate) fn is_latin_title(&self) -> bool {
        let is_latin = u32::from(self.cells) * 10 <= u32::from(self.chars) * 12;
        is_latin && !self.has_leader && self.end == LineEnding::Unpunctuated && self.stops == 0
    }

    /// Measures `line` (trimmed), whose number ends at byte `number_end`. `cells` is its width.
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
                    rest.starts_with(is_han)
                        && ends_in_cjk_full_stop(line.get(..=at).unwrap_or_default())
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

/// Returns whether `line` ends in a page number after dots or a wide gap.
fn has_leader(line: &str) -> bool {
    let body = line.trim_end_matches(|c: char| c.is_ascii_digit() || ('０'..='９').contains(&c));
    let body = if body.len() == line.len() {
        without_roman_page(line)
    } else {
        body
    };
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

/// Returns `line` without a Roman page number after dots: 摘要......II.
fn without_roman_page(line: &str) -> &str {
    let body = line.trim_end_matches(|c: char| "IVXivxⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ".contains(c));
    let has_dots = ["..", "……", "··"].iter().any(|dots| body.ends_with(dots));
    if has_dots { body } else { line }
}

/// Returns an entry of a table of contents without its page number.
pub(crate) fn strip_page_number(entry: &str) -> &str {
    without_roman_page(entry).trim_end_matches(|c: char| {
        c.is_whitespace()
            || digit_value(c).is_some()
            || matches!(c, '.' | '…' | '·' | '．' | '-' | '(' | '（')
    })
}
