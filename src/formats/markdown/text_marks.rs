//! Marks that `CommonMark` lacks, found in the finished text of a block: `==highlight==`, `[[page|words]]`,
//! `![[picture.png]]`.

use super::attributes;
use super::edits::{Edit, OffsetMap, apply};
use super::link_targets::slug;
use super::shortcodes;
use crate::doc::Mark;
use crate::formats::blocks::inline::MarkSpan;
use crate::formats::blocks::placeholders;
use crate::text::script::TextLang;
use std::ops::Range;

/// Maximum bytes of a wikilink; longer brackets are text.
const MAX_WIKILINK_BYTES: usize = 1 << 10;

/// File extensions of pictures that `![[…]]` embeds.
const PICTURE_EXTENSIONS: [&str; 8] = ["png", "jpg", "jpeg", "gif", "webp", "svg", "bmp", "avif"];

/// Text of a block while its signs are replaced.
pub(crate) struct SignedText<'t> {
    pub(crate) text: &'t mut String,
    pub(crate) marks: &'t mut Vec<MarkSpan>,
    /// Starts of characters after a backslash, ascending.
    pub(crate) escaped: &'t [u32],
    pub(crate) lang: TextLang,
    /// Whether its lines are the rows of a table.
    pub(crate) is_table: bool,
}

impl SignedText<'_> {
    /// Replaces the signs by their marks. Returns the edits as a map from old to new offsets.
    pub(crate) fn replace_signs(self) -> OffsetMap {
        let has_shortcodes = shortcodes::may_have(self.text);
        let has_attributes = attributes::may_have(self.text);
        if !has_shortcodes
            && !has_attributes
            && !self.text.contains("==")
            && !self.text.contains("[[")
        {
            return OffsetMap::default();
        }
        let (mut edits, mut added) = (Vec::new(), Vec::new());
        if has_shortcodes {
            let protected = self.protected_ranges();
            let is_literal = |at: usize| self.is_literal(at, &protected);
            edits = shortcodes::find(self.text, self.lang, is_literal);
        }
        if has_attributes && edits.is_empty() {
            let protected = self.protected_ranges();
            let is_literal = |at: usize| self.is_literal(at, &protected);
            edits = attributes::find(self.text, self.marks, is_literal);
        }
        self.find_wikilinks(&mut edits, &mut added);
        self.find_highlights(&mut edits, &mut added);
        if edits.is_empty() {
            return OffsetMap::default();
        }
        edits.sort_by_key(|edit| edit.range.start);
        self.marks.extend(added);
        apply(&edits, self.text, self.marks)
    }

    /// Returns whether `at` is after a backslash, or within code or a link.
    fn is_literal(&self, at: usize, protected: &[Range<u32>]) -> bool {
        let at = at as u32;
        let index = protected.partition_point(|range| range.end <= at);
        self.escaped.binary_search(&at).is_ok()
            || protected.get(index).is_some_and(|range| range.start <= at)
    }

    /// Returns the ranges of code and links, ascending and disjoint.
    fn protected_ranges(&self) -> Vec<Range<u32>> {
        let mut ranges: Vec<Range<u32>> = Vec::new();
        for (range, mark) in &*self.marks {
            if matches!(mark, Mark::Code | Mark::Link(_) | Mark::NoteRef(_)) {
                match ranges.last_mut() {
                    Some(last) if range.start < last.end => last.end = last.end.max(range.end),
                    _ => ranges.push(range.clone()),
                }
            }
        }
        ranges
    }

    fn find_wikilinks(&self, edits: &mut Vec<Edit>, added: &mut Vec<MarkSpan>) {
        let mut protected = self.protected_ranges();
        let known = edits.iter().map(|edit| &edit.range);
        protected.extend(known.map(|range| range.start as u32..range.end as u32));
        protected.sort_by_key(|range| range.start);
        let mut done = 0;
        for (open, _) in self.text.match_indices("[[") {
            if open < done || self.is_literal(open, &protected) {
                continue;
            }
            let inner = self.text.get(open + 2..).unwrap_or_default();
            let sample = inner
                .get(..inner.floor_char_boundary(MAX_WIKILINK_BYTES))
                .unwrap_or_default();
            let Some(len) = sample.find(['[', ']', '\n', '\t']) else {
                continue;
            };
            let close = open + 2 + len;
            let crosses_mark = protected
                .get(protected.partition_point(|range| range.end as usize <= open)..)
                .and_then(|later| later.first())
                .is_some_and(|range| (range.start as usize) < close);
            let is_closed = self
                .text
                .get(close..)
                .is_some_and(|rest| rest.starts_with("]]"));
            let words = sample.get(..len).unwrap_or_default();
            let (page, shown) = match words.split_once('|') {
                Some((page, shown)) if !shown.trim().is_empty() => (page, shown),
                Some((page, _)) => (page, page),
                None => (words, words.trim_start_matches('#')),
            };
            // The shown words are at the end, or those of the page at the start.
            let start = if words.ends_with(shown) {
                close - shown.len()
            } else {
                open + 2
            };
            let end = start + shown.len();
            if !is_closed || crosses_mark || page.trim().is_empty() {
                continue;
            }
            done = close + 2;
            let before = self.text.get(..open).unwrap_or_default();
            let picture = before.strip_suffix('!').filter(|_| is_picture(page));
            let target = link_target(page.trim());
            if let Some(before) = picture {
                let shown = placeholders::image(self.lang, page.trim());
                added.push((open as u32..done as u32, Mark::Link(target)));
                edits.extend([
                    Edit::removal(before.len()..open),
                    Edit {
                        range: open..done,
                        replacement: shown,
                    },
                ]);
                continue;
            }
            let embeds = usize::from(before.ends_with('!'));
            edits.push(Edit::removal(open - embeds..start));
            edits.push(Edit::removal(end..done));
            added.push((start as u32..end as u32, Mark::Link(target)));
        }
    }

    fn find_highlights(&self, edits: &mut Vec<Edit>, added: &mut Vec<MarkSpan>) {
        let mut protected = self.protected_ranges();
        protected.extend(added.iter().map(|(range, _)| range.start..range.end));
        protected.extend(
            edits
                .iter()
                .map(|edit| edit.range.start as u32..edit.range.end as u32),
        );
        protected.sort_by_key(|range| range.start);
        let crossings = Crossings::new(self.marks);
        let mut open: Option<usize> = None;
        let bytes = self.text.as_bytes();
        let mut at = 0;
        while let Some(next) =
            memchr::memchr3(b'=', b'\n', b'\t', bytes.get(at..).unwrap_or_default())
        {
            let start = at + next;
            at = start + 1;
            match bytes.get(start) {
                Some(b'=') => {}
                Some(b'\n') if !self.is_table => continue,
                _ => {
                    open = None;
                    continue;
                }
            }
            let run = bytes.get(start..).unwrap_or_default();
            let len = run.iter().take_while(|&&byte| byte == b'=').count();
            at = start + len;
            if len != 2 || self.is_literal(start, &protected) {
                continue;
            }
            let sides = (
                self.text
                    .get(..start)
                    .and_then(|text| text.chars().next_back()),
                self.text.get(at..).and_then(|text| text.chars().next()),
            );
            match open {
                Some(from) if may_close(sides) => {
                    let range = from as u32..start as u32;
                    if start > from && !crossings.any(&range) {
                        edits.push(Edit::removal(from - 2..from));
                        edits.push(Edit::removal(start..at));
                        added.push((range, Mark::Emphasis));
                    }
                    open = None;
                }
                _ if may_open(sides) => open = Some(at),
                Some(_) | None => {}
            }
        }
    }
}

/// Returns the target of a link to `page`, with its heading as the name of a place.
fn link_target(page: &str) -> String {
    match page.split_once('#') {
        Some((page, heading)) => format!("{page}#{}", slug(heading)),
        None => page.to_owned(),
    }
}

fn is_picture(page: &str) -> bool {
    let extension = page.trim().rsplit_once('.').map(|(_, extension)| extension);
    extension.is_some_and(|found| {
        PICTURE_EXTENSIONS
            .iter()
            .any(|known| found.eq_ignore_ascii_case(known))
    })
}

/// Characters before and after a sign.
type Sides = (Option<char>, Option<char>);

/// Returns whether `==` between `sides` may open a highlight: text follows, and `a==b` is a comparison.
fn may_open((before, after): Sides) -> bool {
    let is_ascii = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
    after.is_some_and(|c| !c.is_whitespace()) && !(is_ascii(before) && is_ascii(after))
}

/// Returns whether `==` between `sides` may close a highlight.
fn may_close((before, after): Sides) -> bool {
    may_open((after, before))
}

/// Marks of a text, for ranges that ascend.
struct Crossings {
    /// Ranges by start.
    by_start: Vec<Range<u32>>,
    /// Ranges by end.
    by_end: Vec<Range<u32>>,
}

impl Crossings {
    fn new(marks: &[MarkSpan]) -> Self {
        let by_start: Vec<Range<u32>> = marks.iter().map(|(range, _)| range.clone()).collect();
        let mut by_end = by_start.clone();
        by_end.sort_by_key(|range| range.end);
        Self { by_start, by_end }
    }

    /// Returns whether a mark has only its start or only its end within `range`.
    fn any(&self, range: &Range<u32>) -> bool {
        let from = self
            .by_start
            .partition_point(|mark| mark.start < range.start);
        let starts = self.by_start.iter().skip(from);
        let mut starts = starts.take_while(|mark| mark.start < range.end);
        let from = self.by_end.partition_point(|mark| mark.end <= range.start);
        let ends = self.by_end.iter().skip(from);
        let mut ends = ends.take_while(|mark| mark.end <= range.end);
        starts.any(|mark| mark.end > range.end) || ends.any(|mark| mark.start < range.start)
    }
}
