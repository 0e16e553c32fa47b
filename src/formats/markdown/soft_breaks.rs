//! Line ends within a paragraph. `CommonMark` joins the lines; authors of East Asian texts mostly mean the end of a line,
//! as their editors show it. Lines are joined where they were broken by width.

use super::fence::FencedLines;
use crate::formats::line_ends::hard_wrap::{HardWrap, WRAP_RANGE_CELLS, line_cells};
use crate::formats::line_ends::standalone::{
    ends_in_mark, may_end_paragraph, starts_dialogue, starts_item,
};
use crate::outline::similar::LineKind;
use crate::text::script::{TextLang, is_han, is_kana};
use crate::text::sentence::is_closing_mark;
use std::borrow::Cow;
use std::ops::Range;

/// Beginning of a text whose lines show its hard wraps, in bytes.
const SAMPLE_BYTES: usize = 64 << 10;
/// Bytes before and after a line end in which the paragraph around it is looked at.
const MAX_PARAGRAPH_BYTES: usize = 4 << 10;
/// Cells by which the lines of a wrapped paragraph differ: kinsoku, and a word.
const WRAP_SLACK_CELLS: u16 = 8;
/// Cells by which the lines of a verse differ.
const VERSE_SLACK_CELLS: u16 = 2;
/// Least number of full lines in a wrapped paragraph.
const MIN_FULL_LINES: usize = 2;
/// Most letters of a clause of which the beginning alone is in front of a line end.
const MAX_BROKEN_CHARS: usize = 2;
/// Longest label in front of a colon, in characters.
const MAX_LABEL_CHARS: usize = 8;

/// The line ends of a text.
pub(super) struct SoftBreaks {
    lang: TextLang,
    hard_wrap: Option<HardWrap>,
    /// Bytes of the paragraph looked at last, and what it shows.
    around: (Range<usize>, ParagraphLines),
}

/// Properties of the lines of a paragraph.
#[derive(Clone, Copy, Default)]
struct ParagraphLines {
    /// Whether it is prose, all lines but the last are equally long, and some end within a sentence.
    is_wrapped: bool,
    /// End of the last line.
    end: LineEndMark,
    /// Length of the longest line, in cells.
    longest_cells: u16,
    /// Whether another line than the last ends a sentence, or short lines are equally long, as those of a verse.
    has_author_ends: bool,
}

/// Mark at the end of a line.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum LineEndMark {
    #[default]
    Absent,
    /// Any mark.
    Any,
    /// A mark of a sentence or clause, apart from closing marks and notes after it.
    Clause,
}

impl LineEndMark {
    fn of(line: &str) -> Self {
        if ends_in_mark(trim_remark(line)) {
            Self::Clause
        } else if ends_in_any_mark(line) {
            Self::Any
        } else {
            Self::Absent
        }
    }
}

impl SoftBreaks {
    /// Reads the beginning of a text.
    pub(super) fn new(body: &str, lang: TextLang) -> Self {
        let sample = body
            .get(..body.floor_char_boundary(SAMPLE_BYTES))
            .unwrap_or_default();
        let mut code = FencedLines::default();
        let lines = sample.lines().filter(|line| {
            let words = line.trim_start_matches([' ', '>']);
            !code.takes(words, 0) && !words.starts_with(['#', '|', '<'])
        });
        Self {
            lang,
            hard_wrap: HardWrap::detect(lang, lines.map(words)),
            around: (0..0, ParagraphLines::default()),
        }
    }

    /// Returns whether the line end at byte `at` of `text` is the author's.
    pub(super) fn is_line_end(&mut self, text: &str, at: usize) -> bool {
        if !matches!(self.lang, TextLang::Hans | TextLang::Hant | TextLang::Ja) {
            return false;
        }
        let (Some(before), Some(after)) = (text.get(..at), text.get(at..)) else {
            return false;
        };
        let start = before.rfind('\n').map_or(0, |end| end + 1);
        let source = after.trim_start_matches('\r');
        let source = source.strip_prefix('\n').unwrap_or(source);
        let source = source.lines().next().unwrap_or_default();
        let line = words(before.get(start..).unwrap_or_default());
        let next = words(source);
        let sides = [line.chars().next_back(), next.chars().next()];
        if !sides.into_iter().flatten().any(is_east_asian) || next.starts_with(never_starts_line) {
            return false;
        }
        if is_bold_label(source) || starts_new(self.lang, &line, &next) {
            return true;
        }
        let continues = |wrap: &HardWrap| wrap.continues(self.lang, &line, &next);
        if self.hard_wrap.as_ref().is_some_and(continues) {
            return false;
        }
        let paragraph = self.paragraph(text, at);
        let is_long = line_cells(&line) >= *WRAP_RANGE_CELLS.start();
        let is_broken = || {
            let is_latin = sides.into_iter().flatten().any(|c| !is_east_asian(c));
            is_latin || breaks_clause(&line)
        };
        let is_prose = paragraph.end == LineEndMark::Clause;
        let goes_on = if is_long {
            is_prose && !is_finished(&line)
                || paragraph.end != LineEndMark::Absent && !ends_in_any_mark(&line)
        } else {
            // Short lines alone are those of an author, such as free verse.
            is_prose
                && !paragraph.has_author_ends
                && !is_finished(&line)
                && (!is_short(paragraph.longest_cells) || is_broken())
        };
        !(paragraph.is_wrapped || goes_on && !is_label(&next))
    }

    /// Returns the properties of the paragraph around byte `at`.
    fn paragraph(&mut self, text: &str, at: usize) -> ParagraphLines {
        if !self.around.0.contains(&at) {
            let range = paragraph_range(text, at);
            let lines = text.get(range.clone()).unwrap_or_default();
            self.around = (range, ParagraphLines::new(self.lang, lines));
        }
        self.around.1
    }
}

impl ParagraphLines {
    fn new(lang: TextLang, paragraph: &str) -> Self {
        let lines: Vec<_> = paragraph.lines().map(words).collect();
        let Some((last, full)) = lines.split_last() else {
            return Self::default();
        };
        let widths = || full.iter().map(|line| line_cells(line));
        let (least, most) = (widths().min(), widths().max());
        let is_even = least.zip(most).is_some_and(|(least, most)| {
            least >= *WRAP_RANGE_CELLS.start()
                && most - least <= WRAP_SLACK_CELLS
                && line_cells(last) <= most.saturating_add(WRAP_SLACK_CELLS)
        });
        let mut pairs = lines.windows(2);
        let is_list = pairs.any(|pair| match pair {
            [line, next] => starts_new(lang, line, next),
            _ => false,
        });
        let end = LineEndMark::of(last);
        let is_broken =
            full.len() >= MIN_FULL_LINES && full.iter().any(|line| !ends_in_any_mark(line));
        let lengths = || lines.iter().map(|line| line_cells(line));
        let most = lengths().max().unwrap_or_default();
        let is_verse = is_short(most) && lengths().all(|cells| cells + VERSE_SLACK_CELLS >= most);
        Self {
            is_wrapped: end != LineEndMark::Absent && is_even && is_broken && !is_list,
            end,
            longest_cells: most,
            has_author_ends: is_verse || full.iter().any(|line| is_finished(line)),
        }
    }
}

/// Returns whether a line is shorter than a wrapped one.
fn is_short(cells: u16) -> bool {
    cells < *WRAP_RANGE_CELLS.start()
}

/// Returns the bytes of the lines around byte `at` up to lines of other blocks.
fn paragraph_range(text: &str, at: usize) -> Range<usize> {
    let from = text.floor_char_boundary(at.saturating_sub(MAX_PARAGRAPH_BYTES));
    let to = text.floor_char_boundary(at.saturating_add(MAX_PARAGRAPH_BYTES));
    let before = text.get(from..at).unwrap_or_default();
    let mut above = before.split_inclusive('\n').rev();
    let line = above.next().unwrap_or_default();
    let depth = quote_depth(line);
    let belongs = |other: &&str| is_of_paragraph(other, depth);
    let above: usize = above.take_while(belongs).map(str::len).sum();
    let after = text.get(at..to).unwrap_or_default();
    let end = after.find('\n').map_or(after.len(), |end| end + 1);
    let below = after.get(end..).unwrap_or_default();
    let below = below.split_inclusive('\n').take_while(belongs);
    let below: usize = below.map(str::len).sum();
    at - line.len() - above..at + end + below
}

/// Returns the number of signs of quotes at the start of a line.
fn quote_depth(line: &str) -> usize {
    let signs = line.chars().take_while(|c| matches!(c, ' ' | '\t' | '>'));
    signs.filter(|&c| c == '>').count()
}

/// Returns whether a line goes on with a paragraph in quotes of this depth: it is not blank and begins no other block.
fn is_of_paragraph(line: &str, depth: usize) -> bool {
    let source = line.trim_start_matches([' ', '\t', '>']).trim_end();
    let digits = source.trim_start_matches(|c: char| c.is_ascii_digit());
    let is_item = source.starts_with(['-', '+'])
        || source.starts_with("* ")
        || digits.len() < source.len() && digits.starts_with(['.', ')']);
    let is_other = source.starts_with(['#', '`', '~', '|', '<', '=', '_', ':']);
    quote_depth(line) == depth
        && !(is_item || is_other || source.starts_with("[^") || words(line).is_empty())
}

/// Returns the words of a line: without marks of quotes, emphasis and code, and without sentinels.
fn words(line: &str) -> Cow<'_, str> {
    let line = line
        .trim_start_matches([' ', '\t', '>', '\u{3000}'])
        .trim_end();
    let is_mark =
        |c: char| matches!(c, '*' | '`' | '\u{FDD0}'..='\u{FDEF}' | '\u{1CC0}'..='\u{1CC7}');
    if line.contains(is_mark) {
        Cow::Owned(line.replace(is_mark, ""))
    } else {
        Cow::Borrowed(line)
    }
}

/// Returns a line without the notes, closing marks and blanks at its end.
fn trim_remark(line: &str) -> &str {
    let mut line = line.trim_end();
    loop {
        let note = line
            .strip_suffix(']')
            .and_then(|rest| rest.rsplit_once("[^"));
        let shorter = match note {
            Some((before, label)) if !label.contains(']') => before,
            _ => line.trim_end_matches(is_closing_mark),
        };
        if shorter.len() == line.len() {
            return line;
        }
        line = shorter.trim_end();
    }
}

/// Returns whether a line ends in a mark of a sentence or clause, a closing mark or a note.
fn ends_in_any_mark(line: &str) -> bool {
    ends_in_mark(line) || line.ends_with('.') || trim_remark(line).len() < line.len()
}

/// Returns whether a line ends in an opening mark, with the first letters of a clause, or within a quotation.
fn breaks_clause(line: &str) -> bool {
    let is_opening =
        |c: char| matches!(c, '「' | '『' | '（' | '(' | '《' | '〈' | '【' | '“' | '‘');
    let rest = line
        .rfind(['，', '。', '、', '；', '：', '！', '？'])
        .and_then(|mark| line.get(mark..));
    let letters = rest.map_or(0, |rest| rest.chars().skip(1).count());
    line.ends_with(is_opening)
        || (1..=MAX_BROKEN_CHARS).contains(&letters)
        || has_open_quotation(line) && !ends_in_any_mark(line)
}

/// Returns whether a quotation or bracket of a line is still open at its end.
fn has_open_quotation(line: &str) -> bool {
    const PAIRS: [(char, char); 7] = [
        ('“', '”'),
        ('「', '」'),
        ('『', '』'),
        ('《', '》'),
        ('（', '）'),
        ('【', '】'),
        ('〈', '〉'),
    ];
    let is_open = |(open, close): (char, char)| {
        line.rfind(open)
            .is_some_and(|at| !line.get(at..).unwrap_or_default().contains(close))
    };
    PAIRS.into_iter().any(is_open)
}

/// Returns whether a line ends a sentence, an item or an announcement.
fn is_finished(line: &str) -> bool {
    may_end_paragraph(line) || line.ends_with(['；', ';', '…', '.'])
}

/// Returns whether a line begins with a number, a sign of a list or speech, so that the line before it ends.
fn starts_new(lang: TextLang, line: &str, next: &str) -> bool {
    LineKind::from_number(next).is_some() || starts_item(next) || starts_dialogue(lang, line, next)
}

/// Returns whether a line begins with a bold label: `**词**：` or `**词：**`.
fn is_bold_label(source: &str) -> bool {
    let line = source.trim_start_matches([' ', '\t', '>', '\u{3000}']);
    let bold = line
        .strip_prefix("**")
        .and_then(|line| line.split_once("**"));
    bold.is_some_and(|(bold, after)| bold.ends_with(['：', ':']) || after.starts_with(['：', ':']))
}

/// Returns whether a line begins with a label: a few letters and a colon.
fn is_label(line: &str) -> bool {
    let head = line.split(['：', ':']).next().unwrap_or_default();
    head.len() < line.len()
        && head.chars().count() <= MAX_LABEL_CHARS
        && head.chars().all(char::is_alphanumeric)
}

/// Returns whether no author begins a line with a character.
fn never_starts_line(c: char) -> bool {
    matches!(c, '，' | '。' | '、' | '；' | '：' | '！' | '？') || c != '"' && is_closing_mark(c)
}

/// Returns whether a character is written without blanks around it: a letter or a mark of East Asian text.
fn is_east_asian(c: char) -> bool {
    is_han(c)
        || is_kana(c)
        || matches!(c, '\u{3000}'..='\u{303F}' | '\u{FF00}'..='\u{FFEF}' | '“' | '”' | '‘' | '’' | '…' | '—')
}
