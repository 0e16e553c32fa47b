//! Where a query may go over the end of a line, in a text whose lines are put together for reading: a line
//! ends with the beginning of the query, and the next begins with what is behind it. Whether the two lines
//! are one paragraph, and what stands where they meet, is for the block to say; nothing that may be found
//! there is passed over here.

use super::line_batch::line_end;
use super::query::{Query, QueryLetter};

/// A place where a hit may begin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct HitCandidate {
    /// A byte of the line it would begin in.
    pub(crate) at: usize,
    /// The line that does not go on as the query does: there is no hit if it is shown.
    pub(crate) blocking_line: Option<usize>,
}

/// The places in a text of lines where a hit may begin, ascending; of one line not all need to be told.
#[derive(Debug)]
pub(crate) struct HitCandidates<'q> {
    query: &'q Query,
    soft_breaks: &'q SoftBreaks<'q>,
    text: &'q [u8],
    from: usize,
    /// The next hit within a line.
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

/// Finds the line ends that a query may go over.
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

    /// The first line end in `text` from byte `from` on, before `to`, at which a line may end within the
    /// query.
    fn find(&self, text: &[u8], from: usize, to: usize) -> Option<HitCandidate> {
        if self.line_ends == LineEndMatch::Never {
            return None;
        }
        let lines = text.get(from..to)?;
        let mut ends = memchr::memchr2_iter(b'\n', b'\r', lines).map(|at| from + at);
        ends.find_map(|end| {
            // CR LF is one.
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

    /// Whether the query goes from the end of the line `before` on to the one that `after` begins with;
    /// `None` if no beginning of it ends the line.
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
            // What a line is indented by may be left out where lines are put together.
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

/// How a line may end that ends within a query: with a letter that is not the last, or with a blank, which
/// is none of the text. That most lines end otherwise is what makes this fast.
#[derive(Debug, PartialEq, Eq)]
enum LineEndMatch {
    /// No line can.
    Never,
    /// Like this, by [`LineEndMatch::tail_index`].
    Tails(Vec<bool>),
    /// Like any: the query begins with the blank that stands in the place of a line end.
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
        // A line end is none: of empty lines there may be any number, and nothing of the query is in them.
        let is_blank = |c: &char| c.is_whitespace() && !matches!(c, '\n' | '\r');
        for blank in ('\0'..='\u{3000}').filter(is_blank) {
            allow(blank.encode_utf8(&mut [0; 4]).as_bytes());
        }
        Self::Tails(ends)
    }

    /// A number below 2¹⁷ for a text that ends with these bytes of UTF-8: of its last character as good as
    /// itself, whatever is before that.
    fn tail_index(a: u8, b: u8, c: u8) -> usize {
        if c.is_ascii() {
            return 1 << 16 | usize::from(c);
        }
        usize::from(a & 0xF) << 12 | usize::from(b & 0x3F) << 6 | usize::from(c & 0x3F)
    }

    /// Whether the line that ends at byte `end` of `text` may end within the query.
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

/// How the line behind a line end is to a query that the line before it ends within.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum NextLine {
    /// It goes on as the query does.
    Continues,
    /// It does not.
    Differs,
}

fn ends_with_letters(text: &[u8], letters: &[QueryLetter]) -> bool {
    let end = letters.iter().rev().try_fold(text.len(), |end, letter| {
        Some(end - letter.suffix_len(text.get(..end)?)?)
    });
    end.is_some()
}

/// Whether a text begins with these letters, or its first line does as far as it reaches.
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

/// A line without the blanks before its words: spaces, tabs, and U+3000.
fn trim_indent(line: &[u8]) -> &[u8] {
    let mut rest = line;
    loop {
        match rest {
            [b' ' | b'\t', behind @ ..] | [0xE3, 0x80, 0x80, behind @ ..] => rest = behind,
            _ => return rest,
        }
    }
}

/// A line without the blanks at its end.
fn trim_end_blanks(line: &[u8]) -> &[u8] {
    let mut line = line;
    while let Some(blank) = last_char(line).filter(|c| c.is_whitespace()) {
        line = line
            .get(..line.len() - blank.len_utf8())
            .unwrap_or_default();
    }
    line
}

/// The last character of a text; `None` if it is empty or damaged there.
fn last_char(text: &[u8]) -> Option<char> {
    let tail = text.get(text.len().saturating_sub(4)..)?;
    let start = tail.iter().rposition(|byte| byte & 0xC0 != 0x80)?;
    str::from_utf8(tail.get(start..)?).ok()?.chars().next()
}
