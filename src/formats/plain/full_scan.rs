//! Queries that read every line of a text: its outline, similar lines, explanations of headings, the number of
//! hidden lines.

use super::PlainDocument;
use super::lines::LineReader;
use super::problems::late_encoding_problem;
use crate::doc::{Document as _, Explanation, Heading, HeadingQueries, Outline, Pos, Step};
use crate::outline::explain;
use crate::outline::headings::HeadingScan;
use crate::outline::opening_title::{self, is_one_of_many};
use crate::outline::similar::{LineKind, SimilarLines};
use std::ops::ControlFlow;
use std::sync::Arc;

/// Largest text whose hidden lines are counted, in bytes.
const MAX_COUNTED_BYTES: u64 = 64 << 20;

/// Beginning of a text whose headings show whether the first is one of many, in bytes.
const OPENING_BYTES: u64 = 32 << 10;

/// Most lines between a signature and its date.
const MAX_BLANK_LINES: usize = 4;

/// Bytes scanned before the first intermediate outline; four times as many each time.
const FIRST_SCAN_BYTES: u64 = 512 << 10;

impl PlainDocument {
    /// Passes every line and the position of its block to `take`.
    fn walk_lines(&self, take: &mut dyn FnMut(Pos, &str)) {
        let mut walk = LineReader::new(&self.line_blocks, &self.detection);
        while walk
            .read_window(&mut |at, line| take(Pos::new(0, at), line))
            .is_some()
        {}
    }

    /// Returns the number of lines that rules hide; 0 for a text too long to count.
    pub(crate) fn count_hidden(&self) -> u64 {
        *self.hidden_line_count.get_or_init(|| {
            let mut count = 0;
            if self.rules.may_hide_lines() && self.len() <= MAX_COUNTED_BYTES {
                let rules = self.rules();
                self.walk_lines(&mut |_, line| count += u64::from(rules.is_hidden(line)));
            }
            count
        })
    }

    /// Returns whether the line at `pos` is a heading beside others of its kind, by the beginning of the text.
    pub(crate) fn is_one_of_many(&self, pos: Pos) -> bool {
        let mut scanner = HeadingScan::with_rules(Arc::clone(self.rules()));
        let mut walk = LineReader::new(&self.line_blocks, &self.detection);
        let mut read = 0;
        while read < OPENING_BYTES {
            let end = walk.read_window(&mut |at, line| {
                if at < self.line_blocks.body + OPENING_BYTES {
                    scanner.push_line(Pos::new(0, at), line);
                }
            });
            let Some(end) = end else { break };
            read = end;
        }
        is_one_of_many(&scanner.finish_outline().headings, pos)
    }

    /// Reads the whole text for its outline, and emits intermediate outlines.
    pub(crate) fn scan_outline(&self, emit: &mut dyn FnMut(Step<Outline>) -> ControlFlow<()>) {
        if let Some(saved) = &self.saved_outline {
            let _ = emit(Step::Found(saved.clone()));
            return;
        }
        let mut scanner = HeadingScan::with_rules(Arc::clone(self.rules()));
        let mut batch = self.line_blocks.body + FIRST_SCAN_BYTES;
        let mut walk = LineReader::new(&self.line_blocks, &self.detection);
        if !self.rules().is_hidden("") {
            walk = walk.without_long_blanks();
        }
        while let Some(end) =
            walk.read_window(&mut |at, line| scanner.push_line(Pos::new(0, at), line))
        {
            // Near the end the whole outline is worth waiting for; a large intermediate one would double the
            // memory.
            let step = if end >= batch && end <= self.line_blocks.source.len() / 8 {
                batch = end * 4;
                Step::Found(self.without_title(scanner.outline_so_far()))
            } else {
                Step::Scanned(Pos::new(0, end))
            };
            if emit(step).is_break() {
                return;
            }
        }
        let _ = self.hidden_line_count.set(scanner.hidden_line_count());
        if let Some(notice) = late_encoding_problem(&self.detection, walk.damaged_count()) {
            let _ = self.late_problem.set(notice);
        }
        let outline = self.without_byline(scanner.finish_outline());
        let _ = emit(Step::Found(self.without_title(outline)));
    }

    /// Returns whether the next line with text is a date.
    fn is_before_date(&self, pos: Pos) -> bool {
        let below = std::iter::successors(self.next(pos), |pos| self.next(*pos));
        let mut below = below.take(MAX_BLANK_LINES).map(|pos| self.block_at(pos));
        let found = below.find(|block| !block.text.trim().is_empty());
        found.is_some_and(|block| LineKind::of(&block.text) == Some(LineKind::Date))
    }

    /// Returns an outline without a first heading that names who wrote the text.
    fn without_byline(&self, mut outline: Outline) -> Outline {
        let is_byline = |heading: &Heading| {
            opening_title::is_byline_with_label(&heading.title) && !self.is_by_rule(heading)
        };
        if outline.headings.first().is_some_and(is_byline) {
            raise_below(&mut outline.headings, &is_byline);
            outline.headings.remove(0);
        }
        outline
    }

    /// Returns whether a rule of the reader makes a heading.
    fn is_by_rule(&self, heading: &Heading) -> bool {
        let block = self.block_at(heading.pos);
        explain::explain_by_rule(self.rules(), &block).is_some()
    }

    /// Returns an outline without the title of the text where it was taken for a heading beside the chapters.
    fn without_title(&self, mut outline: Outline) -> Outline {
        let Some(title) = self.opening_title() else {
            return outline;
        };
        let is_title = |heading: &Heading| {
            title.title.contains(&heading.pos.block_start()) && !self.is_by_rule(heading)
        };
        // The rest of the title block is no heading either, nor the office that signs above the date.
        outline.headings.retain(|heading| {
            let is_above = heading.pos < title.at || opening_title::names_author(&heading.title);
            let is_other = is_above && title.others.contains(&heading.pos.block_start());
            let is_signature =
                title.words.starts_with(&*heading.title) && self.is_before_date(heading.pos);
            !(is_other || is_signature) || self.is_by_rule(heading)
        });
        let own = outline.headings.iter().find(|heading| is_title(heading));
        let has_sisters = own.is_some_and(|own| {
            let mut others = outline.headings.iter().filter(|other| !is_title(other));
            others.any(|other| other.level <= own.level)
        });
        let has_lines = title.title.len() > 1;
        if has_sisters && (has_lines || !is_one_of_many(&outline.headings, title.at)) {
            raise_below(&mut outline.headings, &is_title);
            outline.headings.retain(|heading| !is_title(heading));
        }
        outline
    }
}

/// Raises the headings below the one that `is_title` names by a level.
fn raise_below(headings: &mut [Heading], is_title: &dyn Fn(&Heading) -> bool) {
    let Some(at) = headings.iter().position(is_title) else {
        return;
    };
    let level = headings.get(at).map_or(1, |title| title.level);
    let below = headings.iter_mut().skip(at + 1);
    for heading in below.take_while(|heading| heading.level > level) {
        heading.level -= 1;
    }
}

impl HeadingQueries for PlainDocument {
    fn similar(&self, pos: Pos) -> Vec<Heading> {
        let block = self.block_at(pos);
        let mut found = Vec::new();
        if let Some(kind) = LineKind::of(&block.text) {
            self.walk_lines(&mut |at, line| found.extend(kind.match_heading(at, line)));
        } else if let Some(mut alike) = SimilarLines::of(&block.text) {
            self.walk_lines(&mut |at, line| alike.push_line(at, line));
            found = alike.into_headings();
        }
        // A line close to similar ones has no kind.
        if !found
            .iter()
            .any(|heading| heading.pos.block_start() == block.pos)
        {
            found = Heading::from_block(&block).into_iter().collect();
        }
        found
    }

    fn explain(&self, pos: Pos) -> Option<Explanation> {
        let block = self.block_at(pos);
        if self.is_hidden(&block) {
            return Some(explain::explain_hidden_line(&block.text));
        }
        if let Some(saved) = &self.saved_outline {
            return Some(explain::explain_sidecar(saved, &block));
        }
        let rules = self.rules();
        let by_rule = explain::explain_by_rule(rules, &block);
        if by_rule.is_some() {
            return by_rule;
        }
        let mut scanner = HeadingScan::with_rules(Arc::clone(rules)).with_question(pos);
        self.walk_lines(&mut |at, line| scanner.push_line(at, line));
        explain::explain_line(&scanner, rules, &block)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::doc::Document;
    use crate::source::windows::Source;

    #[test]
    fn a_byline_below_a_title_is_no_heading() {
        for byline in ["本报记者　李四", "文／李四", "作者：李四"] {
            let text = format!(
                "张三的三十年，从小镇到世界\n\n{byline}\n\n少年时代\n\n记者：您在哪里上学？\n张三：在镇上。\n\n创业岁月\n\n\
                 记者：为什么创业？\n张三：没有别的路。\n\n展望未来\n\n记者：怎么打算？\n张三：继续做下去。\n"
            );
            let doc = PlainDocument::new("t", Source::Owned(text.into_bytes()));
            let outline = (&doc as &dyn Document).whole_outline();
            let titles = outline.headings.iter();
            let titles: Vec<_> = titles.map(|own| (own.level, &*own.title)).collect();
            let want = [(1, "少年时代"), (1, "创业岁月"), (1, "展望未来")];
            assert_eq!(titles, want, "{byline}");
        }
    }
}
