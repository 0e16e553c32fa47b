//! Lines of output for a terminal: what a terminal would show of each, with its marks.

use super::sgr::Attributes;
use crate::doc::{Ink, InkLimit, Mark};
use crate::formats::options::TerminalForm;
use crate::text::width::{Widths, width};
use std::iter::Peekable;
use std::ops::Range;
use std::rc::Rc;
use std::str::CharIndices;

/// Characters of a line that are written over. Of a longer line, all stay.
const MAX_OVERWRITTEN_CELLS: usize = 4 << 10;
/// Longest address of a link in bytes.
const MAX_LINK_BYTES: usize = 4 << 10;
/// Maximum bytes of a control sequence. A longer one is no sequence.
const MAX_SEQUENCE_BYTES: usize = 64 << 10;

/// A character in its column, with what is combined with it.
#[derive(Clone, Debug)]
struct OutputCell {
    text: String,
    column: usize,
    width: usize,
    attributes: Attributes,
    link: Option<Rc<str>>,
}

impl OutputCell {
    const fn end(&self) -> usize {
        self.column + self.width
    }
}

/// Reader of lines. Attributes and links go on over line ends.
#[derive(Debug, Default)]
pub(crate) struct LineReader {
    attributes: Attributes,
    link: Option<Rc<str>>,
    cells: Vec<OutputCell>,
    column: usize,
    /// Whether characters are struck over others: after a backspace, up to the end of the line so far.
    is_overstriking: bool,
    limit: InkLimit,
    /// Columns between two stops of tabs.
    tab_cells: usize,
}

impl LineReader {
    /// Creates a reader of output in this form.
    pub(crate) fn new(form: TerminalForm) -> Self {
        Self {
            limit: form.inks,
            tab_cells: usize::from(form.tab_cells.max(1)),
            ..Self::default()
        }
    }

    /// Reads a line with its line end. Returns its text and marks.
    pub(crate) fn read(&mut self, source: &str) -> (String, Vec<(Range<u32>, Mark)>) {
        let line = source.trim_end_matches(['\n', '\r']);
        let is_plain = !line.contains(['\x1b', '\x08', '\r', '\t', '\x0C']);
        if is_plain && self.attributes == Attributes::default() && self.link.is_none() {
            return (line.to_owned(), Vec::new());
        }
        self.cells.clear();
        (self.column, self.is_overstriking) = (0, false);
        let mut chars = line.char_indices().peekable();
        while let Some((at, c)) = chars.next() {
            match c {
                '\x1b' => self.read_sequence(line, at, &mut chars),
                '\x08' | '\r' if self.cells.len() > MAX_OVERWRITTEN_CELLS => {}
                '\x08' => {
                    self.column = self.column.saturating_sub(1);
                    self.is_overstriking = true;
                }
                '\r' => (self.column, self.is_overstriking) = (0, false),
                '\t' => {
                    let stop = (self.column / self.tab_cells + 1) * self.tab_cells;
                    while self.column < stop {
                        self.put(' ');
                    }
                }
                '\x0C' => {}
                _ => self.put(c),
            }
        }
        self.take_line()
    }

    /// Puts a character into its column, over what is there.
    fn put(&mut self, c: char) {
        let width = usize::from(width(c.encode_utf8(&mut [0; 4]), Widths::default()).0);
        if width == 0 {
            match self.cells.last_mut() {
                // A mark that is struck once more with its letter.
                Some(last) if last.text.ends_with(c) && self.column < last.end() => {}
                Some(_) => {
                    let before = self
                        .cells
                        .iter_mut()
                        .rfind(|cell| cell.end() <= self.column);
                    if let Some(before) = before
                        .filter(|before| !before.text.ends_with(c) || !before.attributes.is_strong)
                    {
                        before.text.push(c);
                    }
                }
                None => {}
            }
            return;
        }
        let touched = self
            .cells
            .iter()
            .rposition(|cell| cell.column <= self.column);
        let touched = touched.filter(|index| {
            self.cells
                .get(*index)
                .is_some_and(|cell| self.column < cell.end())
        });
        let Some(index) = touched else {
            self.is_overstriking = false;
            return self.push(c, width);
        };
        let Some(cell) = self.cells.get_mut(index) else {
            return;
        };
        if !self.is_overstriking {
            return self.replace(index, c, width);
        }
        // Within a wide character a backspace may mean one cell or the whole character.
        let is_within = self.column > cell.column;
        let base = cell.text.chars().next();
        if c == '_' && base != Some('_') {
            cell.attributes.is_underlined = true;
            self.column += 1;
            return;
        }
        self.column = cell.column;
        if base == Some(c) {
            cell.attributes.is_strong = true;
            self.column = cell.end();
        } else if base == Some('_') {
            let mut attributes = cell.attributes;
            attributes.is_underlined = true;
            self.replace(index, c, width);
            if let Some(cell) = self.cells.get_mut(index) {
                cell.attributes.is_underlined = true;
                cell.attributes.is_strong |= attributes.is_strong;
            }
        } else if base == Some('+') && c == 'o' {
            cell.attributes.is_strong = true;
            "•".clone_into(&mut cell.text);
            self.column = cell.end();
        } else if is_within && cell.attributes.is_underlined {
            self.column = cell.end();
            self.put(c);
        } else {
            self.replace(index, c, width);
        }
    }

    fn push(&mut self, c: char, width: usize) {
        let end = self.cells.last().map_or(0, OutputCell::end);
        // Only a cursor that was moved on leaves a gap, and cursors are not moved.
        self.column = self.column.max(end);
        self.cells.push(OutputCell {
            text: c.to_string(),
            column: self.column,
            width,
            attributes: self.attributes,
            link: self.link.clone(),
        });
        self.column += width;
    }

    /// Puts a character in place of those in its columns.
    fn replace(&mut self, index: usize, c: char, width: usize) {
        let start = self
            .cells
            .get(index)
            .map_or(self.column, |cell| cell.column);
        let end = start + width;
        let after = self
            .cells
            .iter()
            .skip(index)
            .take_while(|cell| cell.column < end)
            .count();
        let removed_end = self
            .cells
            .get(index + after.max(1) - 1)
            .map_or(end, OutputCell::end);
        let blank = |column| OutputCell {
            text: " ".to_owned(),
            column,
            width: 1,
            attributes: Attributes::default(),
            link: None,
        };
        let own = OutputCell {
            text: c.to_string(),
            column: start,
            width,
            attributes: self.attributes,
            link: self.link.clone(),
        };
        let blanks = (end..removed_end).map(blank);
        self.cells.splice(
            index..index + after.max(1),
            std::iter::once(own).chain(blanks),
        );
        self.column = end;
    }

    /// Reads a control sequence that begins with the escape at byte `at`.
    fn read_sequence(&mut self, line: &str, at: usize, chars: &mut Peekable<CharIndices<'_>>) {
        let rest = line.get(at + 1..).unwrap_or_default();
        let len = sequence_len(rest);
        let Some(sequence) = len.and_then(|len| rest.get(..len)) else {
            // It is not a sequence: its picture, and what follows as it is.
            return self.put('\u{241B}');
        };
        if let Some(parameters) = sequence
            .strip_prefix('[')
            .and_then(|own| own.strip_suffix('m'))
        {
            self.attributes.apply(parameters);
        } else if let Some(link) = sequence.strip_prefix("]8;") {
            let address = link.split_once(';').map_or("", |(_, address)| address);
            let address = address.trim_end_matches(['\x07', '\\', '\x1b']);
            self.link = is_link(address).then(|| address.into());
        }
        while chars
            .next_if(|(next, _)| *next < at + 1 + sequence.len())
            .is_some()
        {}
    }

    /// Returns the text of the cells, and the marks of equal ones.
    fn take_line(&mut self) -> (String, Vec<(Range<u32>, Mark)>) {
        let mut text = String::new();
        let mut marks: Vec<(Range<u32>, Mark)> = Vec::new();
        let mut open: Vec<(Mark, Range<u32>)> = Vec::new();
        for cell in &self.cells {
            let start = text.len() as u32;
            text.push_str(&cell.text);
            let end = text.len() as u32;
            let own = cell_marks(cell, self.limit);
            let (going_on, closed): (Vec<_>, Vec<_>) =
                open.drain(..).partition(|(mark, _)| own.contains(mark));
            marks.extend(closed.into_iter().map(|(mark, range)| (range, mark)));
            open = going_on;
            for (_, range) in &mut open {
                range.end = end;
            }
            for mark in own {
                if !open.iter().any(|(other, _)| *other == mark) {
                    open.push((mark, start..end));
                }
            }
        }
        marks.extend(open.into_iter().map(|(mark, range)| (range, mark)));
        marks.sort_by_key(|(range, _)| (range.start, std::cmp::Reverse(range.end)));
        (text, marks)
    }
}

fn cell_marks(cell: &OutputCell, limit: InkLimit) -> Vec<Mark> {
    let attributes = &cell.attributes;
    let mut marks = Vec::new();
    if attributes.is_strong {
        marks.push(Mark::Strong);
    }
    if attributes.is_underlined {
        marks.push(Mark::Emphasis);
    }
    if attributes.is_struck {
        marks.push(Mark::Strike);
    }
    let ink = attributes.ink.within(limit);
    if ink != Ink::default() {
        marks.push(Mark::Ink(ink));
    }
    if let Some(link) = &cell.link {
        marks.push(Mark::Link(link.to_string()));
    }
    marks
}

/// Returns whether an address is one that links may have, without control characters.
fn is_link(address: &str) -> bool {
    let schemes = ["http://", "https://", "mailto:", "file://"];
    address.len() <= MAX_LINK_BYTES
        && schemes.iter().any(|scheme| address.starts_with(scheme))
        && !address.chars().any(char::is_control)
}

/// Returns the length in bytes of the control sequence that follows an escape (ECMA-48, 5.4 to 5.6); `None` if none
/// follows. A string that is not ended takes the rest of the line.
fn sequence_len(rest: &str) -> Option<usize> {
    let bytes = rest.as_bytes();
    let first = *bytes.first()?;
    let len = match first {
        b'[' => {
            let end = bytes
                .iter()
                .skip(1)
                .position(|byte| !(0x20..0x40).contains(byte));
            let end = end.map_or(bytes.len(), |end| end + 1);
            // What is no final byte cuts the sequence short and is shown.
            let has_final = bytes
                .get(end)
                .is_some_and(|byte| (0x40..0x7F).contains(byte));
            end + usize::from(has_final)
        }
        b']' | b'P' | b'X' | b'^' | b'_' => {
            let end = bytes.iter().position(|byte| matches!(byte, 0x07 | 0x1B));
            match end {
                Some(end) if bytes.get(end) == Some(&0x1B) => {
                    let has_end = bytes.get(end + 1) == Some(&b'\\');
                    end + if has_end { 2 } else { 0 }
                }
                Some(end) => end + 1,
                None => bytes.len(),
            }
        }
        0x20..=0x2F => {
            let end = bytes
                .iter()
                .position(|byte| !(0x20..=0x2F).contains(byte))?;
            end + usize::from(
                bytes
                    .get(end)
                    .is_some_and(|byte| (0x30..0x7F).contains(byte)),
            )
        }
        0x30..=0x7E => 1,
        _ => return None,
    };
    (len <= MAX_SEQUENCE_BYTES).then_some(len)
}
