//! The outline of plain text that has no marks for it.
//!
//! A [`Scanner`] sees the lines once, in order, and keeps only those that may matter: numbered lines,
//! title words, short lines without a sentence, facts about the text, and what a rule of the reader's
//! own ([`Rules`]) is about. [`Scanner::finish`] then decides from all of them together. What decides
//! is the *sequence*: a number is believed because its neighbours are there, a level because of what
//! stands under what. No rule silences another: titles of every style may stand in one text.
//!
//! - [`keywords`]: tables of words; [`candidate`]: a line and its looks; [`aozora_marks`] and [`underlined`]: titles
//!   that the text itself marks
//! - [`printed_toc`]: printed tables of contents; [`chains`], [`sequence`] and [`numbered_score`]: numbers in sequence,
//!   and which are believed; [`split_title`]: bare numbers with their titles below; [`unnumbered`] and [`title_groups`]:
//!   titles without numbers; [`essay_pages`]: pages of several texts; [`levels`]: what stands under what;
//!   [`verdict`]: all of it together; [`committed`]: what of a long text is decided for good
//!
//! What a number at the start of a line looks like is in [`numbering`](super::numbering).

mod aozora_marks;
mod candidate;
mod chains;
mod committed;
mod essay_pages;
mod evidence;
mod keywords;
mod levels;
mod numbered_score;
mod printed_toc;
mod recognise;
mod reference_lines;
mod repeats;
mod sequence;
mod split_title;
mod statistics;
mod title_groups;
mod trimmed_line;
mod underlined;
mod unnumbered;
mod verdict;

#[cfg(test)]
mod tests;

pub use evidence::{Against, Clues, Explanation, Grounds, Weak};

use self::candidate::{Candidate, Neighbour, Role, Ruled, Shape, Stand, Tail, key, without_page};
use self::recognise::{Found, Unnumbered, clip, head, recognise, ruled};
use self::statistics::{Statistics, WIDTHS};
use self::underlined::Above;
use self::verdict::{Judged, Verdict};
use super::numbering::{self, Sep, Style};
use super::rules::Rules;
use crate::doc::Pos;
use committed::{STRETCH, Settled};
use std::sync::Arc;
use trimmed_line::Line;

/// Headings that are kept. A text with more numbers than this is a table.
const MAX_HEADINGS: usize = 1 << 18;
/// Bytes of words from which on facts are kept short.
const MANY_WORDS: usize = 1 << 22;
/// Bytes of a fact that are kept then.
const SHORT_FACT: usize = 64;
/// Titles without a number that are kept; a text with more of them is verse.
const MAX_PLAIN: usize = 1 << 16;

/// Whether a line says by itself what it is: it is numbered, or a word like 序.
pub(crate) fn says_what_it_is(line: &str) -> bool {
    numbering::marker(line).is_some()
        || numbering::trailing(line).is_some()
        || keywords::word(line).is_some()
}

/// Collects heading candidates line by line; remembers only candidates and light statistics, never
/// the text.
#[derive(Clone, Debug, Default)]
pub struct Scanner {
    rules: Arc<Rules>,
    settled: Settled,
    candidates: Vec<Candidate>,
    /// Words of all candidates.
    words: String,
    statistics: Statistics,
    /// The line before, as a neighbour.
    previous: Neighbour,
    /// Empty lines since then.
    blanks: u8,
    /// The line before, if it may be a title that is underlined.
    above: Option<Above>,
    /// Whether the line before is the last candidate.
    adjoining: bool,
    /// Whether the lines since the last candidate may be the rest of its title.
    trailing: bool,
    plain: usize,
    hidden: u64,
    /// The block that [`Scanner::explain`] will be asked about, and what there is to say of it if it is
    /// settled.
    asked: Option<Pos>,
    answer: Option<Explanation>,
}

impl Scanner {
    /// A scanner that has seen nothing.
    pub fn new() -> Self {
        Self::default()
    }

    /// A scanner that has seen nothing and knows rules. It passes over lines that they hide.
    pub fn with_rules(rules: Arc<Rules>) -> Self {
        Self {
            rules,
            ..Self::default()
        }
    }

    /// How many lines the rules have hidden.
    pub fn hidden(&self) -> u64 {
        self.hidden
    }

    /// The next line of the text, in order. `at` is the position of its block (`within` is 0),
    /// `raw` the decoded text without its line end (leading blanks included).
    pub fn line(&mut self, at: Pos, raw: &str) {
        if self.rules.hides(raw) {
            self.hidden += 1;
            return;
        }
        let ruling = self.rules.heading(raw);
        let Some(line) = Line::of(raw) else {
            self.blanks = self.blanks.saturating_add(1);
            if self.trailing
                && let Some(last) = self.candidates.last_mut()
            {
                last.tail.closed = last.tail.lines > 0;
                self.trailing = false;
            }
            return;
        };
        let stand = Stand {
            at,
            before: Neighbour {
                blanks: self.blanks,
                ..self.previous
            },
            order: self.statistics.lines,
            offset: self.statistics.bytes,
        };
        self.underline(&line);
        let may_be_above = ruling.is_none() && underlined::may_be_title(&line, stand.before);
        let found = ruled(&line, recognise(&line, self.unnumbered()), ruling);
        self.tell_previous(&line, found.as_ref());
        let kept = match found {
            Some(found) => self.push(stand, &line, &found),
            None => false,
        };
        self.adjoining = kept;
        self.above = may_be_above.then(|| Above {
            stand,
            line: raw.to_owned(),
        });
        self.count(&line, kept);
    }

    /// Takes the line before for a heading if this one underlines it.
    fn underline(&mut self, signs: &Line<'_>) {
        let Some(above) = self.above.take().filter(|_| self.blanks == 0) else {
            return;
        };
        let Some(title) = Line::of(&above.line) else {
            return;
        };
        let Some(level) = underlined::level(&title, signs) else {
            return;
        };
        let known = self.candidates.last_mut().filter(|_| self.adjoining);
        match known {
            None => {
                let found = underlined::found(&title, level);
                self.adjoining = self.push(above.stand, &title, &found);
            }
            Some(last) if last.is_plain() => last.marker.style = Style::Underlined(level),
            Some(last) if last.role == Role::Title => last.ruled = Ruled::Heading,
            Some(_) => {}
        }
    }

    /// Takes the line into the statistics; it becomes the previous one.
    fn count(&mut self, line: &Line<'_>, kept: bool) {
        let statistics = &mut self.statistics;
        statistics.lines += 1;
        statistics.openers += u32::from(self.blanks > 0);
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
            marks: false,
        };
        self.blanks = 0;
    }

    /// Tells the last candidate about the line behind it.
    fn tell_previous(&mut self, line: &Line<'_>, found: Option<&Found<'_>>) {
        let blanks = self.blanks;
        // 00:01:02 --> 00:01:03: the number before it counts subtitles.
        if self.adjoining && line.text.contains("-->") {
            let counts = |last: &mut Candidate| matches!(last.style(), Style::Digit(Sep::Alone));
            self.candidates.pop_if(counts);
            self.adjoining = false;
        }
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
                marks: head(line.text).contains(['，', '。', '；']),
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

    /// Whether titles without a number are still looked for.
    fn unnumbered(&self) -> Unnumbered {
        if self.plain < MAX_PLAIN {
            Unnumbered::Sought
        } else {
            Unnumbered::GivenUp
        }
    }

    /// Keeps a candidate. Returns whether it was kept: the rest of a title is not a candidate.
    fn push(&mut self, stand: Stand, line: &Line<'_>, found: &Found<'_>) -> bool {
        let rest_of_title = self.trailing
            && found.marker.style == Style::Plain
            && found.role == Role::Title
            && found.ruled == Ruled::Not;
        if rest_of_title || self.settled.headings.len() >= MAX_HEADINGS {
            return false;
        }
        if self.candidates.len() >= STRETCH {
            self.settle();
        }
        let from = self.words.len() as u32;
        self.words.push_str(match found.role {
            Role::Fact(_) if from as usize > MANY_WORDS => clip(&found.title, SHORT_FACT),
            Role::Fact(_) | Role::Title | Role::Word(_) | Role::Contents | Role::More => {
                &found.title
            }
        });
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
            && found.marker.style != Style::Plain
            && found.ruled == Ruled::Not;
        let bare = found.title.get(found.marker.end..).unwrap_or_default();
        let candidate = Candidate {
            at: stand.at,
            within: (line.start + found.start) as u32,
            extent: found.len as u32,
            role: found.role,
            ruled: found.ruled,
            marker: found.marker,
            key: key(if shape.leader {
                without_page(bare)
            } else {
                bare
            }),
            title,
            tail: Tail::default(),
            shape,
            indent: line.indent,
            before: stand.before,
            after: Neighbour::default(),
            order: stand.order,
            offset: stand.offset,
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
}
