//! Where a query may go over the end of a line, in a text whose lines are put together for reading: a line
//! ends with the beginning of the query, and the next begins with what is behind it. Whether the two lines
//! are one paragraph, and what stands where they meet, is for the block to say; nothing that may be found
//! there is passed over here.

use super::line_batch::line_end;
use super::query::{Letter, Query};

/// A place where a hit may begin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Place {
    /// A byte of the line it would begin in.
    pub(crate) at: usize,
    /// The line that does not go on as the query does: there is no hit if it is shown.
    pub(crate) unless: Option<usize>,
}

/// The places in a text of lines where a hit may begin, ascending; of one line not all need to be told.
#[derive(Debug)]
pub(crate) struct Places<'q> {
    query: &'q Query,
    joints: &'q Joints<'q>,
    text: &'q [u8],
    from: usize,
    /// The next hit within a line.
    within: Option<usize>,
}

impl<'q> Places<'q> {
    pub(crate) fn new(query: &'q Query, joints: &'q Joints<'q>, text: &'q [u8]) -> Self {
        Self {
            query,
            joints,
            text,
            from: 0,
            within: query.find(text, 0).map(|found| found.start),
        }
    }
}

impl Iterator for Places<'_> {
    type Item = Place;

    fn next(&mut self) -> Option<Place> {
        let within = self.within.unwrap_or(self.text.len());
        let joint = self.joints.find(self.text, self.from, within);
        let place = joint.or_else(|| self.within.map(|at| Place { at, unless: None }))?;
        self.from = line_end(self.text, place.at) + 1;
        if within < self.from {
            let found = self.query.find(self.text, self.from);
            self.within = found.map(|found| found.start);
        }
        Some(place)
    }
}

/// Finds the line ends that a query may go over.
#[derive(Debug)]
pub(crate) struct Joints<'q> {
    letters: &'q [Letter],
    ends: Ends,
}

impl<'q> Joints<'q> {
    pub(crate) fn new(query: &'q Query) -> Self {
        let letters = query.letters();
        Self {
            letters,
            ends: Ends::within(letters),
        }
    }

    /// The first line end in `text` from byte `from` on, before `to`, at which a line may end within the
    /// query.
    fn find(&self, text: &[u8], from: usize, to: usize) -> Option<Place> {
        if self.ends == Ends::None {
            return None;
        }
        let lines = text.get(from..to)?;
        let mut ends = memchr::memchr2_iter(b'\n', b'\r', lines).map(|at| from + at);
        ends.find_map(|end| {
            // CR LF is one.
            let is_second =
                end > 0 && text.get(end - 1) == Some(&b'\r') && text.get(end) == Some(&b'\n');
            if is_second || !self.ends.may_be(text, end) {
                return None;
            }
            let rest = text.get(end..)?;
            let next = end + if rest.starts_with(b"\r\n") { 2 } else { 1 };
            let before = text.get(..end)?;
            let start = memchr::memrchr2(b'\n', b'\r', before).map_or(0, |at| at + 1);
            let line = trimmed(before.get(start..)?);
            let unless = match self.fits(line, text.get(next..)?)? {
                Next::GoesOn => None,
                Next::Other => Some(next),
            };
            Some(Place { at: end, unless })
        })
    }

    /// Whether the query goes from the end of the line `before` on to the one that `after` begins with;
    /// `None` if no beginning of it ends the line.
    fn fits(&self, before: &[u8], after: &[u8]) -> Option<Next> {
        let mut next = None;
        for count in 0..self.letters.len() {
            let (head, rest) = self.letters.split_at_checked(count)?;
            let (blank, behind) = match rest.split_first() {
                Some((first, behind)) if first.is_blank() => (true, behind),
                _ => (false, rest),
            };
            if (head.is_empty() && !blank) || !ends_with(before, head) {
                continue;
            }
            // What a line is indented by may be left out where lines are put together.
            let unindented = unindented(after);
            let goes_on = |rest| goes_on(after, rest) || goes_on(unindented, rest);
            if goes_on(rest) || goes_on(behind) {
                return Some(Next::GoesOn);
            }
            next = Some(Next::Other);
        }
        next
    }
}

/// How a line may end that ends within a query: with a letter that is not the last, or with a blank, which
/// is none of the text. That most lines end otherwise is what makes this fast.
#[derive(Debug, PartialEq, Eq)]
enum Ends {
    /// No line can.
    None,
    /// Like this, by [`Ends::index`].
    Some(Vec<bool>),
    /// Like any: the query begins with the blank that stands in the place of a line end.
    Any,
}

impl Ends {
    fn within(letters: &[Letter]) -> Self {
        if letters.first().is_some_and(Letter::is_blank) {
            return Self::Any;
        }
        let Some((_, inner @ [_, ..])) = letters.split_last() else {
            return Self::None;
        };
        let mut ends = vec![false; 1 << 17];
        let mut allow = |form: &[u8]| match *form {
            [.., a, b, c] => ends[Self::index(a, b, c)] = true,
            [b, c] => (0..=u8::MAX).for_each(|a| ends[Self::index(a, b, c)] = true),
            [c] => ends[Self::index(0, 0, c)] = true,
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
        Self::Some(ends)
    }

    /// A number below 2¹⁷ for a text that ends with these bytes of UTF-8: of its last character as good as
    /// itself, whatever is before that.
    fn index(a: u8, b: u8, c: u8) -> usize {
        if c.is_ascii() {
            return 1 << 16 | usize::from(c);
        }
        usize::from(a & 0xF) << 12 | usize::from(b & 0x3F) << 6 | usize::from(c & 0x3F)
    }

    /// Whether the line that ends at byte `end` of `text` may end within the query.
    fn may_be(&self, text: &[u8], end: usize) -> bool {
        match self {
            Self::None => false,
            Self::Any => true,
            Self::Some(ends) => {
                let byte = |back| end.checked_sub(back).and_then(|at| text.get(at));
                let [a, b, c] = [3, 2, 1].map(|back| byte(back).copied().unwrap_or_default());
                ends.get(Self::index(a, b, c)) == Some(&true)
            }
        }
    }
}

/// How the line behind a line end is to a query that the line before it ends within.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Next {
    /// It goes on as the query does.
    GoesOn,
    /// It does not.
    Other,
}

fn ends_with(text: &[u8], letters: &[Letter]) -> bool {
    let end = letters.iter().rev().try_fold(text.len(), |end, letter| {
        Some(end - letter.ends(text.get(..end)?)?)
    });
    end.is_some()
}

/// Whether a text begins with these letters, or its first line does as far as it reaches.
fn goes_on(text: &[u8], letters: &[Letter]) -> bool {
    let mut rest = text;
    for letter in letters {
        let Some(next) = letter.starts(rest).and_then(|len| rest.get(len..)) else {
            let is_begun = rest.len() < text.len();
            let line = rest.get(..line_end(rest, 0)).unwrap_or_default();
            return is_begun && trimmed(line).is_empty();
        };
        rest = next;
    }
    true
}

/// A line without the blanks before its words: spaces, tabs, and U+3000.
fn unindented(line: &[u8]) -> &[u8] {
    let mut rest = line;
    loop {
        match rest {
            [b' ' | b'\t', behind @ ..] | [0xE3, 0x80, 0x80, behind @ ..] => rest = behind,
            _ => return rest,
        }
    }
}

/// A line without the blanks at its end.
fn trimmed(line: &[u8]) -> &[u8] {
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
