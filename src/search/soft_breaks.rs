//! Matches across line ends, in a text whose lines are reflowed: a line ends with the start of the query, and
//! the next begins with the rest.
//! The block decides whether the two lines are one paragraph and what joins them; here no possible match may be
//! missed.

use super::line_batch::line_end;
use super::query::{Query, QueryLetter};

/// Line in which a hit may start.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct HitCandidate {
    /// Byte in that line.
    pub(crate) at: usize,
    /// Start of a following line that does not continue the query; a hit is possible only if that line is
    /// hidden.
    pub(crate) blocking_line: Option<usize>,
}

/// Iterator over the candidates in a text of lines, ascending. A line may be reported once for several hits.
#[derive(Debug)]
pub(crate) struct HitCandidates<'q> {
    query: &'q Query,
    soft_breaks: &'q SoftBreaks<'q>,
    text: &'q [u8],
    from: usize,
    /// Start of the next match within a line.
    next_hit: Option<usize>,
}

impl<'q> HitCandidates<'q> {
    pub(crate) fn new(query: &'q Query, soft_breaks: &'q SoftBreaks<'q>, text: &'q [u8]) -> Self {
        Self {
            query,
            soft_breaks,
            text,
            from: 0,
            next_hit: query.find(text, 0).map(|found| found.start),
        }
    }
}

impl Iterator for HitCandidates<'_> {
    type Item = HitCandidate;

    fn next(&mut self) -> Option<HitCandidate> {
        let within = self.next_hit.unwrap_or(self.text.len());
        let joint = self.soft_breaks.find(self.text, self.from, within);
        let place = joint.or_else(|| {
            self.next_hit.map(|at| HitCandidate {
                at,
                blocking_line: None,
            })
        })?;
        self.from = line_end(self.text, place.at) + 1;
        if within < self.from {
            let found = self.query.find(self.text, self.from);
            self.next_hit = found.map(|found| found.start);
        }
        Some(place)
    }
}

/// Finder of line ends that a query may cross.
#[derive(Debug)]
pub(crate) struct SoftBreaks<'q> {
    letters: &'q [QueryLetter],
    line_ends: LineEndMatch,
}

impl<'q> SoftBreaks<'q> {
    pub(crate) fn new(query: &'q Query) -> Self {
        let letters = query.letters();
        Self {
            letters,
            line_ends: LineEndMatch::from_letters(letters),
        }
    }

    /// Returns the first line end in `from..to` of `text` that may lie within a match.
    fn find(&self, text: &[u8], from: usize, to: usize) -> Option<HitCandidate> {
        if self.line_ends == LineEndMatch::Never {
            return None;
        }
        let lines = text.get(from..to)?;
        let mut ends = memchr::memchr2_iter(b'\n', b'\r', lines).map(|at| from + at);
        ends.find_map(|end| {
            // CR LF is a single line end.
            let is_second =
                end > 0 && text.get(end - 1) == Some(&b'\r') && text.get(end) == Some(&b'\n');
            if is_second || !self.line_ends.may_end_line(text, end) {
                return None;
            }
            let rest = text.get(end..)?;
            let next = end + if rest.starts_with(b"\r\n") { 2 } else { 1 };
            let before = text.get(..end)?;
            let start = memchr::memrchr2(b'\n', b'\r', before).map_or(0, |at| at + 1);
            let line = trim_end_blanks(before.get(start..)?);
            let unless = match self.spans_break(line, text.get(next..)?)? {
                NextLine::Continues => None,
                NextLine::Differs => Some(next),
            };
            Some(HitCandidate {
                at: end,
                blocking_line: unless,
            })
        })
    }

    /// Returns whether the query continues from the end of the line `before` to the line at the start of
    /// `after`; `None` if no prefix of the query ends the line.
    fn spans_break(&self, before: &[u8], after: &[u8]) -> Option<NextLine> {
        let mut next = None;
        for count in 0..self.letters.len() {
            let (head, rest) = self.letters.split_at_checked(count)?;
            let (blank, behind) = match rest.split_first() {
                Some((first, behind)) if first.is_blank() => (true, behind),
                _ => (false, rest),
            };
            if (head.is_empty() && !blank) || !ends_with_letters(before, head) {
                continue;
            }
            // Reflowing may remove the indent of a line.
            let unindented = trim_indent(after);
            let goes_on =
                |rest| starts_with_letters(after, rest) || starts_with_letters(unindented, rest);
            if goes_on(rest) || goes_on(behind) {
                return Some(NextLine::Continues);
            }
            next = Some(NextLine::Differs);
        }
        next
    }
}

/// Endings of a line within a match: any letter of the query but the last, or a blank, which is not part of the
/// text. Most lines end otherwise, which makes this filter fast.
#[derive(Debug, PartialEq, Eq)]
enum LineEndMatch {
    /// No line ends within a match.
    Never,
    /// Endings by [`LineEndMatch::tail_index`].
    Tails(Vec<bool>),
    /// Any ending: the query starts with the blank that replaces a line end.
    Always,
}

impl LineEndMatch {
    fn from_letters(letters: &[QueryLetter]) -> Self {
        if letters.first().is_some_and(QueryLetter::is_blank) {
            return Self::Always;
        }
        let Some((_, inner @ [_, ..])) = letters.split_last() else {
            return Self::Never;
        };
        let mut ends = vec![false; 1 << 17];
        let mut allow = |form: &[u8]| match *form {
            [.., a, b, c] => ends[Self::tail_index(a, b, c)] = true,
            [b, c] => (0..=u8::MAX).for_each(|a| ends[Self::tail_index(a, b, c)] = true),
            [c] => ends[Self::tail_index(0, 0, c)] = true,
            [] => {}
        };
        for letter in inner {
            letter.forms().for_each(&mut allow);
        }
        // A line end is excluded: any number of empty lines may follow, and no part of the query is in them.
        let is_blank = |c: &char| c.is_whitespace() && !matches!(c, '\n' | '\r');
        for blank in ('\0'..='\u{3000}').filter(is_blank) {
            allow(blank.encode_utf8(&mut [0; 4]).as_bytes());
        }
        Self::Tails(ends)
    }

    /// Returns a number below 2¹⁷ for a text that ends with these bytes of UTF-8. It identifies the last
    /// character almost uniquely, and ignores the text before it.
    fn tail_index(a: u8, b: u8, c: u8) -> usize {
        if c.is_ascii() {
            return 1 << 16 | usize::from(c);
        }
        usize::from(a & 0xF) << 12 | usize::from(b & 0x3F) << 6 | usize::from(c & 0x3F)
    }

    /// Returns whether the line that ends at byte `end` of `text` may end within a match.
    fn may_end_line(&self, text: &[u8], end: usize) -> bool {
        match self {
            Self::Never => false,
            Self::Always => true,
            Self::Tails(ends) => {
                let byte = |back| end.checked_sub(back).and_then(|at| text.get(at));
                let [a, b, c] = [3, 2, 1].map(|back| byte(back).copied().unwrap_or_default());
                ends.get(Self::tail_index(a, b, c)) == Some(&true)
            }
        }
    }
}

/// Relation of the next line to a query that the current line ends within.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum NextLine {
    /// The line continues the query.
    Continues,
    /// The line differs from the query.
    Differs,
}

fn ends_with_letters(text: &[u8], letters: &[QueryLetter]) -> bool {
    let end = letters.iter().rev().try_fold(text.len(), |end, letter| {
        Some(end - letter.suffix_len(text.get(..end)?)?)
    });
    end.is_some()
}

/// Returns whether a text starts with these letters, or its first line is a nonempty part of them.
fn starts_with_letters(text: &[u8], letters: &[QueryLetter]) -> bool {
    let mut rest = text;
    for letter in letters {
        let Some(next) = letter.prefix_len(rest).and_then(|len| rest.get(len..)) else {
            let is_begun = rest.len() < text.len();
            let line = rest.get(..line_end(rest, 0)).unwrap_or_default();
            return is_begun && trim_end_blanks(line).is_empty();
        };
        rest = next;
    }
    true
}

/// Returns a line without its indent: spaces, tabs, and U+3000.
fn trim_indent(line: &[u8]) -> &[u8] {
    let mut rest = line;
    loop {
        match rest {
            [b' ' | b'\t', behind @ ..] | [0xE3, 0x80, 0x80, behind @ ..] => rest = behind,
            _ => return rest,
        }
    }
}

/// Returns a line without the blanks at its end.
fn trim_end_blanks(line: &[u8]) -> &[u8] {
    let mut line = line;
    while let Some(blank) = last_char(line).filter(|c| c.is_whitespace()) {
        line = line
            .get(..line.len() - blank.len_utf8())
            .unwrap_or_default();
    }
    line
}

/// Returns the last character of a text; `None` if it is empty or ends in invalid UTF-8.
fn last_char(text: &[u8]) -> Option<char> {
    let tail = text.get(text.len().saturating_sub(4)..)?;
    let start = tail.iter().rposition(|byte| byte & 0xC0 != 0x80)?;
    str::from_utf8(tail.get(start..)?).ok()?.chars().next()
}
