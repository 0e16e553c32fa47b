//! The outline of plain text that has no marks for it.
//!
//! A [`Scanner`] sees the lines once, in order, and keeps only those that may matter: numbered lines,
//! title words, short lines without a sentence, facts about the text. [`Scanner::outline`] then
//! decides from all of them together. What decides is the *sequence*: a number is believed because
//! its neighbours are there, a level because of what stands under what. No rule silences another:
//! titles of every style may stand in one text.
//!
//! - [`words`]: tables of words; [`candidate`]: a line and its looks; [`aozora`]: titles that the
//!   text itself marks
//! - [`contents`]: printed tables of contents; [`chains`]: numbers in sequence, and which are
//!   believed; [`plain`]: titles without numbers; [`essays`]: pages of several texts;
//!   [`levels`]: what stands under what
//!
//! What a number at the start of a line looks like is in [`numbering`](super::numbering).

mod aozora;
mod candidate;
mod chains;
mod contents;
mod essays;
mod levels;
mod plain;
mod words;

#[cfg(test)]
mod tests;

use self::candidate::{Candidate, End, Neighbour, Role, Shape, Tail, key};
use crate::doc::{Heading, Outline, Pos};
use crate::import::numbering::{self, Marker, Sep, Style, is_blank};
use std::borrow::Cow;

/// Longest line, in bytes, that may be a title as a whole.
const TITLE_BYTES: usize = 360;
/// Bytes of a line that are looked at for a number and a lead phrase.
const HEAD_BYTES: usize = 256;
/// Longest title without a number, in characters.
const PLAIN_CHARS: usize = 40;
/// Bytes kept of a fact (a summary may be long).
const FACT_BYTES: usize = 2048;
/// Widths of lines that are counted, in cells.
const WIDTHS: usize = 160;
/// Titles without a number that are kept; a text with more of them is verse.
const MAX_PLAIN: usize = 1 << 16;

/// What is known of all lines together.
#[derive(Clone, Debug)]
struct Statistics {
    /// Lines that are not empty.
    lines: u32,
    /// Lines that are empty.
    empty: u32,
    /// Lines by width in cells; wider ones in the last place.
    widths: Vec<u32>,
    /// Lines of text by indent in cells, 0 to 8; deeper ones in the last place. Only lines that end
    /// like a sentence count.
    indents: [u32; 9],
    /// Bytes of text.
    bytes: u64,
}

impl Default for Statistics {
    fn default() -> Self {
        Self {
            lines: 0,
            empty: 0,
            widths: vec![0; WIDTHS + 1],
            indents: [0; 9],
            bytes: 0,
        }
    }
}

impl Statistics {
    /// The width in cells at which the text's lines were broken, if they were.
    fn wrap(&self) -> Option<u16> {
        let total = self.lines;
        if total < 24 || self.widths.last().is_some_and(|wide| *wide * 50 > total) {
            return None;
        }
        let mut above = 0;
        let mut limit = WIDTHS;
        for width in (0..=WIDTHS).rev() {
            above += self.widths.get(width).copied().unwrap_or(0);
            if above * 100 > total * 2 {
                limit = width;
                break;
            }
        }
        let band: u32 = self
            .widths
            .iter()
            .skip(limit.saturating_sub(limit / 12 + 2))
            .sum();
        (limit >= 40 && band * 100 > total * 30).then_some(limit as u16)
    }

    /// Whether empty lines stand between all paragraphs and so tell nothing.
    fn airy(&self) -> bool {
        self.empty * 100 > (self.lines + self.empty) * 40
    }
}

/// Collects heading candidates line by line; remembers only candidates and light statistics, never
/// the text.
#[derive(Clone, Debug, Default)]
pub struct Scanner {
    candidates: Vec<Candidate>,
    /// Words of all candidates.
    words: String,
    statistics: Statistics,
    /// The line before, as a neighbour.
    previous: Neighbour,
    /// Empty lines since then.
    blanks: u8,
    /// Whether the line before is the last candidate.
    adjoining: bool,
    /// Whether the lines since the last candidate may be the rest of its title.
    trailing: bool,
    plain: usize,
}

/// A line without the blanks around it, and its measures.
struct Line<'t> {
    text: &'t str,
    /// Bytes of blanks in front.
    start: usize,
    /// The same in cells.
    indent: u8,
    chars: usize,
    cells: usize,
    end: End,
}

impl<'t> Line<'t> {
    fn of(line: &'t str) -> Option<Self> {
        let text = line.trim_start_matches(is_blank);
        let start = line.len() - text.len();
        let text = text.trim_end_matches(is_blank);
        if text.is_empty() {
            return None;
        }
        let before = line.get(..start).unwrap_or_default();
        let indent = before.chars().map(blank_cells).sum::<usize>().min(250) as u8;
        let (chars, cells) = measure(text);
        Some(Self {
            text,
            start,
            indent,
            chars,
            cells,
            end: End::of(text),
        })
    }
}

/// Width of a blank in cells.
fn blank_cells(c: char) -> usize {
    match c {
        '\u{3000}' => 2,
        '\t' => 4,
        '\u{200b}' | '\u{feff}' | '\u{2060}' => 0,
        _ => 1,
    }
}

/// Characters and, roughly, cells of `text`; of long texts an estimate.
fn measure(text: &str) -> (usize, usize) {
    if text.len() > TITLE_BYTES * 2 {
        return (text.len() / 3, text.len() * 2 / 3);
    }
    let mut chars = 0;
    let mut ascii = 0;
    for byte in text.bytes() {
        chars += usize::from(byte & 0xc0 != 0x80);
        ascii += usize::from(byte < 0x80);
    }
    (chars, chars * 2 - ascii)
}

impl Scanner {
    /// A scanner that has seen nothing.
    pub fn new() -> Self {
        Self::default()
    }

    /// The next line of the text, in order. `at` is the position of its block (`within` is 0),
    /// `line` the decoded text without its line end (leading blanks included).
    pub fn line(&mut self, at: Pos, line: &str) {
        let Some(line) = Line::of(line) else {
            self.blanks = self.blanks.saturating_add(1);
            self.statistics.empty += 1;
            if self.trailing
                && let Some(last) = self.candidates.last_mut()
            {
                last.tail.closed = last.tail.lines > 0;
                self.trailing = false;
            }
            return;
        };
        let found = self.recognise(&line);
        self.tell_previous(&line, found.as_ref());
        let kept = match found {
            Some(found) => self.push(at, &line, &found),
            None => false,
        };
        self.adjoining = kept;
        self.count(&line, kept);
    }

    /// Takes the line into the statistics; it becomes the previous one.
    fn count(&mut self, line: &Line<'_>, kept: bool) {
        let statistics = &mut self.statistics;
        statistics.lines += 1;
        statistics.bytes += line.text.len() as u64;
        if let Some(width) = statistics.widths.get_mut(line.cells.min(WIDTHS)) {
            *width += 1;
        }
        if !kept
            && line.end.is_sentence()
            && let Some(indent) = statistics.indents.get_mut(usize::from(line.indent.min(8)))
        {
            *indent += 1;
        }
        self.previous = Neighbour {
            end: line.end,
            chars: line.chars.min(usize::from(u16::MAX)) as u16,
            cells: line.cells.min(usize::from(u16::MAX)) as u16,
            indent: line.indent,
            blanks: 0,
        };
        self.blanks = 0;
    }

    /// Tells the last candidate about the line behind it.
    fn tell_previous(&mut self, line: &Line<'_>, found: Option<&Found<'_>>) {
        let blanks = self.blanks;
        let Some(last) = self.candidates.last_mut() else {
            return;
        };
        if self.adjoining {
            last.after = Neighbour {
                end: line.end,
                chars: line.chars.min(usize::from(u16::MAX)) as u16,
                cells: line.cells.min(usize::from(u16::MAX)) as u16,
                indent: line.indent,
                blanks,
            };
        }
        if !self.trailing {
            return;
        }
        let numbered = found.is_some_and(|found| found.marker.style != Style::Plain);
        if numbered || last.tail.lines >= 3 || line.cells > WIDTHS {
            self.trailing = false;
            last.tail = Tail::default();
            return;
        }
        if last.title.end as usize == self.words.len() || last.tail.to as usize == self.words.len()
        {
            self.words.push_str(line.text);
            last.tail.to = self.words.len() as u32;
            last.tail.lines += 1;
            last.tail.end = line.end;
        }
    }

    /// What the line may be.
    fn recognise<'t>(&self, line: &Line<'t>) -> Option<Found<'t>> {
        let text = line.text;
        let first = text.chars().next()?;
        let short = text.len() <= TITLE_BYTES;
        if short
            && (first == '［' || text.ends_with('］'))
            && let Some(title) = aozora::title(text)
        {
            return Some(Found::marked(title));
        }
        if let Some(found) = numbered(text) {
            return Some(found);
        }
        if let Some((fact, value)) = words::fact(head(text)) {
            let start = head(text).len() - value.len();
            return Some(Found::line(
                text,
                Role::Fact(fact),
                Cow::Borrowed(clip(text.get(start..)?, FACT_BYTES)),
            ));
        }
        if !short {
            return None;
        }
        if line.chars <= 30 {
            if words::is_more(text) {
                return Some(Found::line(text, Role::More, Cow::Borrowed(text)));
            }
            if words::is_contents(text) {
                return Some(Found::line(text, Role::Contents, Cow::Borrowed(text)));
            }
            let start = words::ornaments(text);
            let shown = words::without_trailing_ornaments(text.get(start..)?);
            if let Some(place) = words::word(shown) {
                let mut found = Found::line(shown, Role::Word(place), Cow::Borrowed(shown));
                found.start = start;
                found.marker.style = Style::Word;
                return Some(found);
            }
        }
        if self.plain < MAX_PLAIN && plain::may_be_title(text, line.chars, line.end) {
            return Some(Found::line(text, Role::Title, Cow::Borrowed(text)));
        }
        None
    }

    /// Keeps a candidate. Returns whether it was kept: the rest of a title is not a candidate.
    fn push(&mut self, at: Pos, line: &Line<'_>, found: &Found<'_>) -> bool {
        if self.trailing && found.marker.style == Style::Plain && found.role == Role::Title {
            return false;
        }
        let from = self.words.len() as u32;
        self.words.push_str(&found.title);
        let title = from..self.words.len() as u32;
        let number_end = found.start + found.marker.end;
        let shape = Shape::of(head(line.text), number_end, line.chars, line.cells);
        let shape = Shape {
            end: line.end,
            lead_bytes: shape.lead_bytes.saturating_sub(found.start as u32),
            colon_bytes: shape.colon_bytes.saturating_sub(found.start as u32),
            ..shape
        };
        self.plain += usize::from(found.marker.style == Style::Plain);
        self.trailing = shape.cells >= 36
            && found.role == Role::Title
            && line.cells <= WIDTHS
            && found.marker.style != Style::Plain;
        let bare = found.title.get(found.marker.end..).unwrap_or_default();
        let candidate = Candidate {
            at,
            within: (line.start + found.start) as u32,
            extent: found.len as u32,
            role: found.role,
            marker: found.marker,
            key: key(if bare.is_empty() { &found.title } else { bare }),
            title,
            tail: Tail::default(),
            shape,
            indent: line.indent,
            before: Neighbour {
                blanks: self.blanks,
                ..self.previous
            },
            after: Neighbour::default(),
            order: self.statistics.lines,
            offset: self.statistics.bytes,
        };
        self.candidates.push(candidate);
        true
    }

    /// The words of a candidate.
    fn title(&self, candidate: &Candidate) -> &str {
        self.words
            .get(candidate.title.start as usize..candidate.title.end as usize)
            .unwrap_or_default()
    }

    /// The outline as far as it is known. `complete`: the text has ended. May be called repeatedly;
    /// its cost grows with the candidates, not with the text.
    pub fn outline(&self, complete: bool) -> Outline {
        let mut verdicts = vec![Verdict::Open; self.candidates.len()];
        let listed = contents::strike(self, &mut verdicts);
        chains::judge(self, &mut verdicts);
        let essays = essays::find(self, &mut verdicts);
        plain::judge(self, &mut verdicts, &essays, &listed);
        let chosen: Vec<usize> = (0..self.candidates.len())
            .filter(|&at| verdicts.get(at).is_some_and(|verdict| verdict.is_heading()))
            .collect();
        let levels = levels::infer(self, &chosen, &essays);
        let headings = chosen
            .iter()
            .zip(levels)
            .filter_map(|(&at, level)| self.heading(at, level, verdicts.get(at).copied()?, &essays))
            .collect();
        Outline {
            headings,
            asides: essays::asides(self, &verdicts),
            complete,
        }
    }

    fn heading(
        &self,
        at: usize,
        level: u8,
        verdict: Verdict,
        essays: &essays::Essays,
    ) -> Option<Heading> {
        let candidate = self.candidates.get(at)?;
        let (title, extent) = match verdict {
            Verdict::Lead(bytes) => {
                let full = self.title(candidate);
                let cut = bytes.min(candidate.extent) as usize;
                let lead = full.get(..cut).unwrap_or(full);
                let lead = lead.trim_end_matches(|c: char| is_blank(c) || "：:、.-—".contains(c));
                (lead.to_owned(), lead.len() as u32)
            }
            Verdict::Joined => {
                let words = self
                    .words
                    .get(candidate.title.start as usize..candidate.tail.to as usize);
                (words.unwrap_or_default().to_owned(), candidate.extent)
            }
            Verdict::Whole => (self.title(candidate).to_owned(), candidate.extent),
            Verdict::Open | Verdict::Rejected => return None,
        };
        Some(Heading {
            pos: candidate.at.at(candidate.within),
            level,
            title,
            extent,
            entry: essays.entry(self, at),
        })
    }
}

/// What was decided about a candidate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Verdict {
    /// Nothing yet.
    Open,
    /// It is none.
    Rejected,
    /// The line is a heading.
    Whole,
    /// The line and those that follow it are one.
    Joined,
    /// The line starts with one of so many bytes.
    Lead(u32),
}

impl Verdict {
    fn is_heading(self) -> bool {
        match self {
            Self::Open | Self::Rejected => false,
            Self::Whole | Self::Joined | Self::Lead(_) => true,
        }
    }
}

/// What was recognised in a line.
struct Found<'t> {
    role: Role,
    marker: Marker,
    /// Bytes of the line before the title.
    start: usize,
    /// Bytes of the title.
    len: usize,
    title: Cow<'t, str>,
}

impl<'t> Found<'t> {
    fn line(text: &str, role: Role, title: Cow<'t, str>) -> Self {
        let boxed = text.starts_with(['【', '〖', '〔']) && text.ends_with(['】', '〗', '〕']);
        Self {
            role,
            marker: Marker {
                style: if boxed { Style::Boxed } else { Style::Plain },
                number: 0,
                parent: 0,
                joint: Sep::Alone,
                end: 0,
            },
            start: 0,
            len: text.len(),
            title,
        }
    }

    fn marked(title: aozora::Title) -> Self {
        Self {
            role: Role::Title,
            marker: Marker {
                style: Style::Marked(title.level),
                number: 0,
                parent: 0,
                joint: Sep::Alone,
                end: 0,
            },
            start: title.range.start,
            len: title.range.len(),
            title: Cow::Owned(title.words),
        }
    }
}

/// The first bytes of `text`, whole characters.
fn head(text: &str) -> &str {
    clip(text, HEAD_BYTES)
}

/// At most `len` bytes of `text`, whole characters.
fn clip(text: &str, len: usize) -> &str {
    text.get(..text.floor_char_boundary(len)).unwrap_or(text)
}

/// A line that starts with a number, with or without ornaments, also in a box.
fn numbered(text: &str) -> Option<Found<'_>> {
    let start = words::ornaments(head(text));
    let mut body = text.get(start..)?;
    let mut at = start;
    for (open, close) in [
        ('【', '】'),
        ('〖', '〗'),
        ('〔', '〕'),
        ('［', '］'),
        ('[', ']'),
    ] {
        if let Some(inner) = body
            .strip_prefix(open)
            .and_then(|rest| rest.strip_suffix(close))
        {
            at += open.len_utf8();
            body = inner;
            break;
        }
    }
    let body = words::without_trailing_ornaments(body);
    let marker = numbering::marker(head(body))?;
    // A long line is a paragraph: only its lead phrase can be a title, and its words need no more room.
    let title = if body.len() <= TITLE_BYTES {
        body
    } else {
        head(body)
    };
    Some(Found {
        role: Role::Title,
        marker,
        start: at,
        len: body.len(),
        title: Cow::Borrowed(title),
    })
}
