//! Titles behind a tag that names them: <篇名>叙, 〈卷名〉卷之一. In help files the tags are behind them: `出门  *walk*`.

use super::boxed_numbers::strip_names;
use super::candidate::LineRole;
use super::line_ending::LineEnding;
use super::recognised_line::RecognisedLine;
use super::scanned_text::ScannedText;
use super::trimmed_line::{MAX_TITLE_BYTES, TrimmedLine};
use super::unnumbered_title;
use super::verdict::Verdict;
use crate::outline::numbering::NumberStyle;
use crate::text::blank::leading_blank_len;
use crate::text::script::is_cjk;
use std::borrow::Cow;
use std::collections::{BTreeMap, HashSet};

/// Longest name of a tag, in characters.
const MAX_TAG_CHARS: usize = 8;
/// Largest number of different tags in a text.
const MAX_TAG_COUNT: usize = 8;
/// Minimum number of titles behind a tag.
const MIN_TITLE_COUNT: usize = 3;

/// Brackets of tags.
const BRACKETS: [(char, char); 3] = [('<', '>'), ('＜', '＞'), ('〈', '〉')];

/// Tags of a text in the order of their first title.
#[derive(Clone, Debug, Default)]
pub(crate) struct Tags(Vec<String>);

impl Tags {
    /// Recognises a title behind a tag. `None` if the line has no tag, no title, or the text has too many tags.
    pub(crate) fn recognise<'t>(&mut self, line: &TrimmedLine<'t>) -> Option<RecognisedLine<'t>> {
        let text = line.text;
        if text.len() > MAX_TITLE_BYTES {
            return None;
        }
        let named = strip_names(text);
        let (tag, start) = if named.len() < text.len() {
            ("*", 0)
        } else {
            split_tag(text)?
        };
        let place = self.place(tag)?;
        let title = named.get(start..)?;
        let title = title
            .split_once("</")
            .map_or(title, |(title, _)| title)
            .trim_end();
        if !unnumbered_title::may_be_title(title, title.chars().count(), LineEnding::of(title)) {
            return None;
        }
        let mut found = RecognisedLine::whole_line(title, LineRole::Title, Cow::Borrowed(title));
        found.start = start;
        found.marker.style = NumberStyle::Tagged(place);
        Some(found)
    }

    /// Returns the place of a tag, which may be new.
    fn place(&mut self, tag: &str) -> Option<u8> {
        let known = self.0.iter().position(|known| known == tag);
        if known.is_none() && self.0.len() < MAX_TAG_COUNT {
            self.0.push(tag.to_owned());
        }
        let place = self.0.iter().position(|known| known == tag);
        place.map(|place| place as u8)
    }
}

/// Returns the name of the tag at the start of `text` and the bytes before its title.
fn split_tag(text: &str) -> Option<(&str, usize)> {
    let (open, close) = BRACKETS.iter().find(|(open, _)| text.starts_with(*open))?;
    let (tag, title) = text.strip_prefix(*open)?.split_once(*close)?;
    let is_name = (1..=MAX_TAG_CHARS).contains(&tag.chars().count()) && tag.chars().all(is_cjk);
    let start = text.len() - title.len() + leading_blank_len(title);
    is_name.then_some((tag, start))
}

/// Accepts the titles behind the tags that recur with text between, unlike the names of speakers. A title that the same
/// tag repeats is named once.
pub(crate) fn accept_tagged(scanned: &ScannedText, verdicts: &mut [Verdict]) {
    let mut by_tag: BTreeMap<u8, Vec<usize>> = BTreeMap::new();
    for (at, candidate) in scanned.candidates.iter().enumerate() {
        if let NumberStyle::Tagged(tag) = candidate.style() {
            by_tag.entry(tag).or_default().push(at);
        }
    }
    let key = |at: &usize| scanned.candidates.get(*at).map(|candidate| candidate.key);
    for members in by_tag.values() {
        let different: HashSet<_> = members.iter().map(key).collect();
        let is_apart = members.len() * 3 <= scanned.statistics.line_count as usize;
        if members.len() < MIN_TITLE_COUNT || different.len() < 2 || !is_apart {
            continue;
        }
        let mut last = None;
        for at in members {
            let own = key(at);
            if let Some(verdict) = verdicts.get_mut(*at) {
                *verdict = if own == last {
                    Verdict::Rejected
                } else {
                    Verdict::WholeLine
                };
            }
            last = own;
        }
    }
}
