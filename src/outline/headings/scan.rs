//! Line-by-line scan of a text.

use super::candidate::{
    AdjacentLine, AppliedRule, Candidate, LineContext, LineRole, TitleContinuation, title_key,
};
use super::captions::Captions;
use super::committed::{self, CommittedOutline, MAX_UNCOMMITTED_COUNT};
use super::explanation;
use super::glued_lines::{split_at_chapter, split_at_page_number, strip_last_page_number};
use super::judge;
use super::ornaments;
use super::page_breaks::PageBreaks;
use super::recognise::{UnnumberedSearch, match_rule, recognise};
use super::recognised_line::{RecognisedLine, line_head, truncate_bytes};
use super::scanned_text::ScannedText;
use super::short_lines::{adjacent_line, line_opening, short_line};
use super::tagged_titles::Tags;
use super::title_shape::strip_page_number;
use super::trimmed_line::TrimmedLine;
use super::underlined::{self, PendingUnderline};
use crate::doc::explanation::InferredExplanation;
use crate::doc::{Outline, Pos};
use crate::outline::numbering::{NumberStyle, Separator};
use crate::outline::rules::{RuleMatch, Rules};
use std::sync::Arc;

/// Maximum number of headings of a text. A text with more numbers is a table.
const MAX_HEADINGS: usize = 1 << 18;
/// Bytes of stored words after which metadata is stored in short form.
const MAX_FULL_TEXT_BYTES: usize = 1 << 22;
/// Bytes of a metadata line in short form.
const SHORT_METADATA_BYTES: usize = 64;
/// Maximum number of lines without a number that are candidates; a text with more of them is verse.
const MAX_UNNUMBERED_LINES: usize = 1 << 16;
/// Maximum number of lines after a title that may be the rest of it.
const MAX_CONTINUATION_LINES: u8 = 3;
/// Maximum width of a line that may be the rest of a title, in cells.
const MAX_CONTINUATION_CELLS: usize = 160;
/// Minimum width of a title that may continue on the next line, in cells.
const MIN_CONTINUED_CELLS: u16 = 36;

/// Scan of the lines of a text, in order. It stores candidates and statistics, not the text.
#[derive(Clone, Debug, Default)]
pub struct HeadingScan {
    rules: Arc<Rules>,
    committed: CommittedOutline,
    scanned: ScannedText,
    /// Previous line.
    prev_line: AdjacentLine,
    /// Empty lines since the previous line.
    blank_lines: u8,
    /// Previous line, if it may be an underlined title.
    pending_underline: Option<PendingUnderline>,
    /// Whether the previous line is the last candidate.
    prev_is_candidate: bool,
    /// Whether the lines since the last candidate may be the rest of its title.
    may_continue_title: bool,
    unnumbered_count: usize,
    /// Candidates so far that only the learnt weights judge.
    short_line_count: usize,
    pages: PageBreaks,
    captions: Captions,
    tags: Tags,
    /// Volume that the last line with the titles of a volume and a chapter names.
    volume: String,
    hidden_line_count: u64,
    /// Block that [`HeadingScan::explain`] will be called for.
    question: Option<Pos>,
    /// Explanation for that block, once it is committed.
    explanation: Option<InferredExplanation>,
}

impl HeadingScan {
    /// Creates a scan of an empty text.
    pub fn new() -> Self {
        Self::default()
    }

    /// Creates a scan that applies rules of the reader. Lines that the rules hide are skipped.
    pub fn with_rules(rules: Arc<Rules>) -> Self {
        Self {
            rules,
            ..Self::default()
        }
    }

    /// Prepares for the blocks of a page or book, which are judged without the learnt weights.
    #[must_use]
    pub(crate) fn for_page(mut self) -> Self {
        self.scanned.is_page = true;
        self
    }

    /// Prepares for a call of [`HeadingScan::explain`] with the block at `at`.
    #[must_use]
    pub fn with_question(self, at: Pos) -> Self {
        Self {
            question: Some(at.block_start()),
            ..self
        }
    }

    /// Returns the number of lines that the rules hide.
    pub fn hidden_line_count(&self) -> u64 {
        self.hidden_line_count
    }

    /// Processes the next line of the text. `at` is the position of its block (`within` is 0), `raw` the
    /// decoded text with leading blanks and without its line end.
    pub fn push_line(&mut self, at: Pos, raw: &str) {
        if self.rules.is_hidden(raw) {
            self.hidden_line_count += 1;
            return;
        }
        let ruling = self.rules.match_heading(raw);
        let Some(line) = TrimmedLine::of(raw) else {
            self.blank_lines = self.blank_lines.saturating_add(1);
            if self.may_continue_title
                && let Some(last) = self.scanned.candidates.last_mut()
            {
                last.continuation.is_closed = last.continuation.line_count > 0;
                self.may_continue_title = false;
            }
            return;
        };
        if self.pages.is_page_number(&line) {
            self.blank_lines = self.blank_lines.max(1);
            return;
        }
        let mut line = line;
        let is_ruled = ruling.is_some();
        let mut is_split = false;
        while !is_ruled && let Some((before, title)) = split_at_page_number(&line) {
            is_split = true;
            if let Some(before) = before {
                self.push_trimmed(at, &before, None);
            }
            line = title;
        }
        if is_split && let Some(bare) = strip_last_page_number(&line) {
            line = bare;
        }
        if !is_ruled && let Some((volume, chapter)) = split_at_chapter(&line) {
            if self.volume != volume.text {
                volume.text.clone_into(&mut self.volume);
                self.push_trimmed(at, &volume, None);
            }
            line = chapter;
        }
        let context = self.push_trimmed(at, &line, ruling);
        let may_be_above =
            !is_ruled && !is_split && underlined::may_be_title(&line, context.prev_line);
        self.pending_underline = may_be_above.then(|| PendingUnderline {
            context,
            line: raw.to_owned(),
        });
    }

    /// Processes a line without the blanks around it. Returns its place.
    fn push_trimmed(
        &mut self,
        at: Pos,
        line: &TrimmedLine<'_>,
        ruling: Option<RuleMatch>,
    ) -> LineContext {
        let stand = LineContext {
            pos: at,
            prev_line: AdjacentLine {
                blank_lines: self.blank_lines,
                ..self.prev_line
            },
            line_index: self.scanned.statistics.line_count,
            offset: self.scanned.statistics.bytes,
            starts_page: self.pages.take_break(),
        };
        self.apply_underline(line);
        let found = recognise(line, self.unnumbered_search())
            .or_else(|| self.tags.recognise(line))
            .or_else(|| self.short_line(line));
        let found = match_rule(line, found, ruling);
        let found = found.map(|found| self.captions.apply(found, self.blank_lines));
        self.captions.push_line(line);
        let opening = line_opening(line, found.as_ref());
        let adjacent = adjacent_line(line, opening);
        self.update_last_candidate(line, found.as_ref(), adjacent);
        self.prev_is_candidate =
            found.is_some_and(|found| self.push_candidate(stand, line, &found));
        let statistics = &mut self.scanned.statistics;
        statistics.add_line(line, &self.prev_line, self.blank_lines);
        self.prev_line = adjacent;
        self.blank_lines = 0;
        stand
    }

    /// Turns the previous line into a heading if this line underlines it.
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
            .scanned
            .candidates
            .last_mut()
            .filter(|_| self.prev_is_candidate);
        match known {
            None => {
                let found = underlined::underlined_title(&title, level);
                self.prev_is_candidate = self.push_candidate(above.context, &title, &found);
            }
            Some(last) if last.is_unnumbered() || last.role == LineRole::ShortLine => {
                last.role = LineRole::Title;
                last.marker.style = NumberStyle::Underlined(level);
            }
            Some(last) if last.role == LineRole::Title => last.applied_rule = AppliedRule::Heading,
            Some(_) => {}
        }
    }

    /// Completes the last candidate with the line after it.
    fn update_last_candidate(
        &mut self,
        line: &TrimmedLine<'_>,
        found: Option<&RecognisedLine<'_>>,
        adjacent: AdjacentLine,
    ) {
        let blanks = self.blank_lines;
        // 00:01:02 --> 00:01:03: the number before it counts subtitles.
        if self.prev_is_candidate && line.text.contains("-->") {
            let counts = |last: &mut Candidate| {
                matches!(last.style(), NumberStyle::Digit(Separator::NoTitle))
            };
            self.scanned.candidates.pop_if(counts);
            self.prev_is_candidate = false;
        }
        let Some(last) = self.scanned.candidates.last_mut() else {
            return;
        };
        if self.prev_is_candidate {
            last.next_line = AdjacentLine {
                blank_lines: blanks,
                has_punctuation: line_head(line.text).contains(['，', '。', '；']),
                ..adjacent
            };
        }
        if !self.may_continue_title {
            return;
        }
        let numbered = found.is_some_and(|found| found.marker.style != NumberStyle::Unnumbered);
        if numbered
            || last.continuation.line_count >= MAX_CONTINUATION_LINES
            || line.cells > MAX_CONTINUATION_CELLS
        {
            self.may_continue_title = false;
            last.continuation = TitleContinuation::default();
            return;
        }
        if last.title.end as usize == self.scanned.words.len()
            || last.continuation.text_end as usize == self.scanned.words.len()
        {
            self.scanned.words.push_str(line.text);
            last.continuation.text_end = self.scanned.words.len() as u32;
            last.continuation.line_count += 1;
            last.continuation.end = line.end;
        }
    }

    /// Returns a short line that only the learnt weights can make a heading.
    fn short_line<'t>(&self, line: &TrimmedLine<'t>) -> Option<RecognisedLine<'t>> {
        (self.short_line_count < MAX_UNNUMBERED_LINES)
            .then(|| short_line(line))
            .flatten()
    }

    fn unnumbered_search(&self) -> UnnumberedSearch {
        if self.unnumbered_count < MAX_UNNUMBERED_LINES {
            UnnumberedSearch::Active
        } else {
            UnnumberedSearch::Stopped
        }
    }

    /// Adds a candidate. Returns `false` if it is the rest of a title or the text has too many headings.
    fn push_candidate(
        &mut self,
        stand: LineContext,
        line: &TrimmedLine<'_>,
        found: &RecognisedLine<'_>,
    ) -> bool {
        let rest_of_title = self.may_continue_title
            && found.marker.style == NumberStyle::Unnumbered
            && matches!(found.role, LineRole::Title | LineRole::ShortLine)
            && found.applied_rule == AppliedRule::None;
        if rest_of_title || self.committed.headings.len() >= MAX_HEADINGS {
            return false;
        }
        if self.scanned.candidates.len() >= MAX_UNCOMMITTED_COUNT {
            self.commit_front();
        }
        let from = self.scanned.words.len() as u32;
        self.scanned.words.push_str(match found.role {
            LineRole::Metadata(_) if from as usize > MAX_FULL_TEXT_BYTES => {
                truncate_bytes(&found.title, SHORT_METADATA_BYTES)
            }
            LineRole::Metadata(_)
            | LineRole::Title
            | LineRole::Keyword(_)
            | LineRole::TocHeading
            | LineRole::ShortLine
            | LineRole::ReadMore => &found.title,
        });
        let title = from..self.scanned.words.len() as u32;
        let shape = found.shape(line);
        let is_short_line = found.role == LineRole::ShortLine;
        self.short_line_count += usize::from(is_short_line);
        self.unnumbered_count +=
            usize::from(found.marker.style == NumberStyle::Unnumbered && !is_short_line);
        self.may_continue_title = shape.cells >= MIN_CONTINUED_CELLS
            && found.role == LineRole::Title
            && line.cells <= MAX_CONTINUATION_CELLS
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
            mark: ornaments::line_mark(line.text),
            caption_len: found.caption_len as u32,
            continuation: TitleContinuation::default(),
            shape,
            indent: line.indent,
            prev_line: stand.prev_line,
            next_line: AdjacentLine::default(),
            line_index: stand.line_index,
            offset: stand.offset,
            starts_page: stand.starts_page,
        };
        self.scanned.candidates.push(candidate);
        true
    }

    /// Commits the front of the candidates.
    fn commit_front(&mut self) {
        let mut judged = judge::judge(&self.scanned, &self.committed.listed_titles);
        let count = committed::commit_count(&self.scanned, &judged);
        let end = self.scanned.candidates.get(count).map(|next| next.pos);
        if let (Some(asked), Some(end), None) = (self.question, end, &self.explanation)
            && asked < end
        {
            self.explanation = self.explain_uncommitted(asked);
        }
        judged.truncate(count);
        self.committed.add(&self.scanned, &judged);
        self.committed.listed_titles = judged.listed_titles;
        self.scanned.remove_front(count);
    }

    /// Returns the outline found so far. May be called repeatedly. The cost grows with the candidates and
    /// headings, not with the text.
    pub fn outline_so_far(&self) -> Outline {
        self.add_uncommitted(self.committed.clone())
    }

    /// Returns the complete outline after the last line.
    pub fn finish_outline(mut self) -> Outline {
        let committed = std::mem::take(&mut self.committed);
        Outline {
            complete: true,
            ..self.add_uncommitted(committed)
        }
    }

    fn add_uncommitted(&self, mut committed: CommittedOutline) -> Outline {
        let judged = judge::judge(&self.scanned, &committed.listed_titles);
        committed.add(&self.scanned, &judged);
        committed.into_outline()
    }

    /// Explains the verdict about the line of the block at `at`; `None` if it is not a candidate. In a text
    /// with more than [`MAX_UNCOMMITTED_COUNT`] candidates, older blocks are only known if
    /// [`HeadingScan::with_question`] named them.
    pub fn explain(&self, at: Pos) -> Option<InferredExplanation> {
        let known = || {
            let is_answer = self.question == Some(at.block_start());
            self.explanation.clone().filter(|_| is_answer)
        };
        self.explain_uncommitted(at).or_else(known)
    }

    fn explain_uncommitted(&self, at: Pos) -> Option<InferredExplanation> {
        explanation::explain(&self.scanned, &self.committed.listed_titles, at)
    }
}

impl HeadingScan {
    /// Returns what was scanned, for training.
    pub(crate) fn scanned(&self) -> &ScannedText {
        &self.scanned
    }
}
