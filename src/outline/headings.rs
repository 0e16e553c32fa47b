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

pub use evidence::{CounterEvidence, DecisiveReason, Evidence, Explanation, WeakTitle};

use self::candidate::{
    AdjacentLine, AppliedRule, Candidate, LineContext, LineRole, TitleContinuation, TitleShape,
    strip_page_number, title_key,
};
use self::recognise::{
    RecognisedLine, UnnumberedSearch, line_head, match_rule, recognise, truncate_bytes,
};
use self::statistics::{LineStatistics, MAX_COUNTED_CELLS};
use self::underlined::PendingUnderline;
use self::verdict::{Judgement, Verdict};
use super::numbering::{self, NumberStyle, Separator};
use super::rules::Rules;
use crate::doc::Pos;
use committed::{COMMIT_CANDIDATES, CommittedOutline};
use std::sync::Arc;
use trimmed_line::TrimmedLine;

/// Headings that are kept. A text with more numbers than this is a table.
const MAX_HEADINGS: usize = 1 << 18;
/// Bytes of words from which on facts are kept short.
const MAX_FULL_TEXT_BYTES: usize = 1 << 22;
/// Bytes of a fact that are kept then.
const SHORT_METADATA_BYTES: usize = 64;
/// Titles without a number that are kept; a text with more of them is verse.
const MAX_UNNUMBERED_LINES: usize = 1 << 16;

/// Whether a line says by itself what it is: it is numbered, or a word like 序.
pub(crate) fn is_self_evident(line: &str) -> bool {
    numbering::parse_marker(line).is_some()
        || numbering::parse_trailing(line).is_some()
        || keywords::keyword_position(line).is_some()
}

/// Collects heading candidates line by line; remembers only candidates and light statistics, never
/// the text.
#[derive(Clone, Debug, Default)]
pub struct HeadingScan {
    rules: Arc<Rules>,
    committed: CommittedOutline,
    candidates: Vec<Candidate>,
    /// Words of all candidates.
    words: String,
    statistics: LineStatistics,
    /// The line before, as a neighbour.
    prev_line: AdjacentLine,
    /// Empty lines since then.
    blank_lines: u8,
    /// The line before, if it may be a title that is underlined.
    pending_underline: Option<PendingUnderline>,
    /// Whether the line before is the last candidate.
    prev_is_candidate: bool,
    /// Whether the lines since the last candidate may be the rest of its title.
    may_continue_title: bool,
    unnumbered_count: usize,
    hidden_line_count: u64,
    /// The block that [`Scanner::explain`] will be asked about, and what there is to say of it if it is
    /// settled.
    question: Option<Pos>,
    explanation: Option<Explanation>,
}

impl HeadingScan {
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
    pub fn hidden_line_count(&self) -> u64 {
        self.hidden_line_count
    }

    /// The next line of the text, in order. `at` is the position of its block (`within` is 0),
    /// `raw` the decoded text without its line end (leading blanks included).
    pub fn push_line(&mut self, at: Pos, raw: &str) {
        if self.rules.is_hidden(raw) {
            self.hidden_line_count += 1;
            return;
        }
        let ruling = self.rules.match_heading(raw);
        let Some(line) = TrimmedLine::of(raw) else {
            self.blank_lines = self.blank_lines.saturating_add(1);
            if self.may_continue_title
                && let Some(last) = self.candidates.last_mut()
            {
                last.continuation.is_closed = last.continuation.line_count > 0;
                self.may_continue_title = false;
            }
            return;
        };
        let stand = LineContext {
            pos: at,
            prev_line: AdjacentLine {
                blank_lines: self.blank_lines,
                ..self.prev_line
            },
            line_index: self.statistics.line_count,
            offset: self.statistics.bytes,
        };
        self.apply_underline(&line);
        let may_be_above = ruling.is_none() && underlined::may_be_title(&line, stand.prev_line);
        let found = match_rule(&line, recognise(&line, self.unnumbered_search()), ruling);
        self.update_last_candidate(&line, found.as_ref());
        let kept = match found {
            Some(found) => self.push_candidate(stand, &line, &found),
            None => false,
        };
        self.prev_is_candidate = kept;
        self.pending_underline = may_be_above.then(|| PendingUnderline {
            context: stand,
            line: raw.to_owned(),
        });
        self.record_line(&line, kept);
    }

    /// Takes the line before for a heading if this one underlines it.
    fn apply_underline(&mut self, signs: &TrimmedLine<'_>) {
        let Some(above) = self
            .pending_underline
            .take()
            .filter(|_| self.blank_lines == 0)
        else {
            return;
        };
        let Some(title) = TrimmedLine::of(&above.line) else {
            return;
        };
        let Some(level) = underlined::underline_level(&title, signs) else {
            return;
        };
        let known = self
            .candidates
            .last_mut()
            .filter(|_| self.prev_is_candidate);
        match known {
            None => {
                let found = underlined::underlined_title(&title, level);
                self.prev_is_candidate = self.push_candidate(above.context, &title, &found);
            }
            Some(last) if last.is_unnumbered() => {
                last.marker.style = NumberStyle::Underlined(level);
            }
            Some(last) if last.role == LineRole::Title => last.applied_rule = AppliedRule::Heading,
            Some(_) => {}
        }
    }

    /// Takes the line into the statistics; it becomes the previous one.
    fn record_line(&mut self, line: &TrimmedLine<'_>, kept: bool) {
        let statistics = &mut self.statistics;
        statistics.line_count += 1;
        statistics.lines_after_blank += u32::from(self.blank_lines > 0);
        statistics.bytes += line.text.len() as u64;
        if let Some(width) = statistics
            .lines_by_cells
            .get_mut(line.cells.min(MAX_COUNTED_CELLS))
        {
            *width += 1;
        }
        if !kept
            && line.end.is_sentence_end()
            && let Some(indent) = statistics
                .lines_by_indent
                .get_mut(usize::from(line.indent.min(8)))
        {
            *indent += 1;
        }
        self.prev_line = AdjacentLine {
            end: line.end,
            chars: line.chars.min(usize::from(u16::MAX)) as u16,
            cells: line.cells.min(usize::from(u16::MAX)) as u16,
            indent: line.indent,
            blank_lines: 0,
            has_punctuation: false,
        };
        self.blank_lines = 0;
    }

    /// Tells the last candidate about the line behind it.
    fn update_last_candidate(
        &mut self,
        line: &TrimmedLine<'_>,
        found: Option<&RecognisedLine<'_>>,
    ) {
        let blanks = self.blank_lines;
        // 00:01:02 --> 00:01:03: the number before it counts subtitles.
        if self.prev_is_candidate && line.text.contains("-->") {
            let counts = |last: &mut Candidate| {
                matches!(last.style(), NumberStyle::Digit(Separator::NoTitle))
            };
            self.candidates.pop_if(counts);
            self.prev_is_candidate = false;
        }
        let Some(last) = self.candidates.last_mut() else {
            return;
        };
        if self.prev_is_candidate {
            last.next_line = AdjacentLine {
                end: line.end,
                chars: line.chars.min(usize::from(u16::MAX)) as u16,
                cells: line.cells.min(usize::from(u16::MAX)) as u16,
                indent: line.indent,
                blank_lines: blanks,
                has_punctuation: line_head(line.text).contains(['，', '。', '；']),
            };
        }
        if !self.may_continue_title {
            return;
        }
        let numbered = found.is_some_and(|found| found.marker.style != NumberStyle::Unnumbered);
        if numbered || last.continuation.line_count >= 3 || line.cells > MAX_COUNTED_CELLS {
            self.may_continue_title = false;
            last.continuation = TitleContinuation::default();
            return;
        }
        if last.title.end as usize == self.words.len()
            || last.continuation.text_end as usize == self.words.len()
        {
            self.words.push_str(line.text);
            last.continuation.text_end = self.words.len() as u32;
            last.continuation.line_count += 1;
            last.continuation.end = line.end;
        }
    }

    /// Whether titles without a number are still looked for.
    fn unnumbered_search(&self) -> UnnumberedSearch {
        if self.unnumbered_count < MAX_UNNUMBERED_LINES {
            UnnumberedSearch::Active
        } else {
            UnnumberedSearch::Stopped
        }
    }

    /// Keeps a candidate. Returns whether it was kept: the rest of a title is not a candidate.
    fn push_candidate(
        &mut self,
        stand: LineContext,
        line: &TrimmedLine<'_>,
        found: &RecognisedLine<'_>,
    ) -> bool {
        let rest_of_title = self.may_continue_title
            && found.marker.style == NumberStyle::Unnumbered
            && found.role == LineRole::Title
            && found.applied_rule == AppliedRule::None;
        if rest_of_title || self.committed.headings.len() >= MAX_HEADINGS {
            return false;
        }
        if self.candidates.len() >= COMMIT_CANDIDATES {
            self.commit_front();
        }
        let from = self.words.len() as u32;
        self.words.push_str(match found.role {
            LineRole::Metadata(_) if from as usize > MAX_FULL_TEXT_BYTES => {
                truncate_bytes(&found.title, SHORT_METADATA_BYTES)
            }
            LineRole::Metadata(_)
            | LineRole::Title
            | LineRole::Keyword(_)
            | LineRole::TocHeading
            | LineRole::ReadMore => &found.title,
        });
        let title = from..self.words.len() as u32;
        let number_end = found.start + found.marker.end;
        let shape = TitleShape::of(line_head(line.text), number_end, line.chars, line.cells);
        let shape = TitleShape {
            end: line.end,
            lead_bytes: shape.lead_bytes.saturating_sub(found.start as u32),
            colon_bytes: shape.colon_bytes.saturating_sub(found.start as u32),
            ..shape
        };
        self.unnumbered_count += usize::from(found.marker.style == NumberStyle::Unnumbered);
        self.may_continue_title = shape.cells >= 36
            && found.role == LineRole::Title
            && line.cells <= MAX_COUNTED_CELLS
            && found.marker.style != NumberStyle::Unnumbered
            && found.applied_rule == AppliedRule::None;
        let bare = found.title.get(found.marker.end..).unwrap_or_default();
        let candidate = Candidate {
            pos: stand.pos,
            within: (line.start + found.start) as u32,
            extent: found.len as u32,
            role: found.role,
            applied_rule: found.applied_rule,
            marker: found.marker,
            key: title_key(if shape.has_leader {
                strip_page_number(bare)
            } else {
                bare
            }),
            title,
            continuation: TitleContinuation::default(),
            shape,
            indent: line.indent,
            prev_line: stand.prev_line,
            next_line: AdjacentLine::default(),
            line_index: stand.line_index,
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
