//! Realignment of a saved outline with a text that was edited since.
//!
//! Each heading moves to the place of its words. Of several such places the nearest to the expected one wins,
//! and the expected place shifts as much as the heading before it did. The same words in a table of contents
//! therefore do not attract the heading.

use crate::doc::{Block, Document, Heading, Pos};
use crate::text::script::letters_only;
use std::collections::{HashMap, HashSet};

/// Largest text that is read to find headings again, in bytes.
pub(crate) const MAX_SEARCH_BYTES: u64 = 16 << 20;
/// Number of headings that are checked in a larger text.
const SAMPLE_HEADINGS: usize = 1_000;
/// Maximum length of a match key, in characters.
const MAX_KEY_CHARS: usize = 64;

/// Heading of a saved outline.
#[derive(Debug)]
pub(crate) struct SavedHeading {
    pub heading: Heading,
    /// Whether its position was saved too.
    pub has_position: bool,
    /// First words of its block; `None` if these are the title.
    pub words: Option<String>,
}

/// Comparison of the length of the text with the saved length.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum LengthCheck {
    Same,
    Changed,
}

/// Result of a realignment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum RealignOutcome {
    /// Every heading is at its saved place.
    Unchanged,
    /// Number of headings found at another place, and of headings not found.
    Moved { found: usize, gone: usize },
    /// Outline of another version of a text that is too large for a search.
    Stale,
}

/// Returns the letters and digits at the start of a text, at most [`MAX_KEY_CHARS`]. Words match if their keys
/// do.
pub(crate) fn match_key(text: &str) -> String {
    letters_only(text).take(MAX_KEY_CHARS).collect()
}

impl SavedHeading {
    fn match_key(&self) -> String {
        match_key(self.words.as_deref().unwrap_or(&self.heading.title))
    }

    fn is_in_place(&self, doc: &dyn Document) -> bool {
        let pos = self.heading.pos;
        let block = doc.block_at(pos);
        self.has_position
            && block.pos == pos.block_start()
            && match_key(&block.text).starts_with(&self.match_key())
    }
}

/// Place of a heading's words.
#[derive(Clone, Copy)]
struct MatchPlace {
    pos: Pos,
    /// Bytes of the text of the block.
    len: u32,
    /// Characters of the line after the words.
    extra_chars: usize,
}

/// Moves each heading to the place of its words. A heading whose words are not found stays if the text has its
/// saved length: its title was edited by hand. A heading saved without a position goes to an `inferred` heading
/// with its words, otherwise to their first occurrence.
pub(crate) fn realign(
    doc: &dyn Document,
    length: LengthCheck,
    inferred: &[Heading],
    kept: &mut Vec<SavedHeading>,
) -> RealignOutcome {
    let is_small = doc.len() <= MAX_SEARCH_BYTES;
    let every = if is_small {
        1
    } else {
        kept.len().div_ceil(SAMPLE_HEADINGS).max(1)
    };
    let mut looked_at = kept.iter().step_by(every);
    if looked_at.all(|one| one.is_in_place(doc)) {
        return RealignOutcome::Unchanged;
    }
    if !is_small {
        return match length {
            LengthCheck::Same if kept.iter().all(|one| one.has_position) => {
                RealignOutcome::Unchanged
            }
            LengthCheck::Same | LengthCheck::Changed => RealignOutcome::Stale,
        };
    }
    let is_inferred: HashSet<Pos> = inferred.iter().map(|one| one.pos.block_start()).collect();
    let places = find_places(doc, kept);
    let (mut found, mut gone) = (0, 0);
    let (mut shift, mut after) = (0, None);
    kept.retain_mut(|one| {
        let old = one.heading.pos;
        let wanted = old.block.0 as i64 + shift;
        let there = places.get(&one.match_key()).map_or(&[][..], Vec::as_slice);
        let later = there.iter().filter(|place| Some(place.pos) > after);
        let distance = |place: &&MatchPlace| {
            let at = place.pos.block.0 as i64;
            if one.has_position {
                (at - wanted).abs()
            } else {
                at
            }
        };
        let is_none = |place: &&MatchPlace| {
            !one.has_position && !is_inferred.contains(&place.pos.block_start())
        };
        let best =
            later.min_by_key(|place| (is_none(place), place.extra_chars > 0, distance(place)));
        let Some(place) = best else {
            if !one.has_position || (length == LengthCheck::Changed && !one.match_key().is_empty())
            {
                gone += 1;
                return false;
            }
            return true;
        };
        after = Some(place.pos);
        if !one.has_position {
            one.heading.pos = place.pos;
            one.heading.len = place.len.saturating_sub(place.pos.within);
            return true;
        }
        shift = place.pos.block.0 as i64 - old.block.0 as i64;
        if place.pos.block_start() != old.block_start() {
            found += 1;
            if one.words.is_none() {
                one.heading.pos = place.pos;
            } else {
                one.heading.pos = place.pos.block_start().at(old.within.min(place.len));
            }
            let rest = place.len.saturating_sub(one.heading.pos.within);
            one.heading.len = one.heading.len.min(rest);
        }
        true
    });
    kept.sort_by_key(|one| one.heading.pos);
    if found + gone == 0 {
        RealignOutcome::Unchanged
    } else {
        RealignOutcome::Moved { found, gone }
    }
}

/// Returns the places of the headings' words at the beginnings of lines.
fn find_places(doc: &dyn Document, kept: &[SavedHeading]) -> HashMap<String, Vec<MatchPlace>> {
    let mut places: HashMap<String, Vec<MatchPlace>> = kept
        .iter()
        .map(SavedHeading::match_key)
        .filter(|key| !key.is_empty())
        .map(|key| (key, Vec::new()))
        .collect();
    let lengths: HashSet<usize> = places.keys().map(|key| key.chars().count()).collect();
    let mut next = Some(doc.first());
    while let Some(pos) = next {
        let block = doc.block_at(pos);
        if !block.is_continuation {
            record_places(&block, &lengths, &mut places);
        }
        next = doc.next(pos);
    }
    places
}

fn record_places(
    block: &Block<'_>,
    lengths: &HashSet<usize>,
    places: &mut HashMap<String, Vec<MatchPlace>>,
) {
    let text = block.text.as_ref();
    let words = match_key(text);
    let count = words.chars().count();
    let within = text.len() - text.trim_start().len();
    for (i, (at, c)) in words.char_indices().enumerate() {
        let beginning = words.get(..at + c.len_utf8()).unwrap_or_default();
        if lengths.contains(&(i + 1))
            && let Some(found) = places.get_mut(beginning)
        {
            found.push(MatchPlace {
                pos: block.pos.at(within as u32),
                len: text.len() as u32,
                extra_chars: count - (i + 1),
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formats::plain::PlainDocument;
    use crate::source::windows::Source;

    fn doc(text: &str) -> PlainDocument {
        PlainDocument::new("t", Source::Owned(text.as_bytes().to_vec()))
    }

    fn saved_headings(text: &str, titles: &[&str]) -> Vec<SavedHeading> {
        let mut from = 0;
        let one = |title: &&str| {
            let at = from + text.get(from..).unwrap().find(title).unwrap();
            from = at + title.len();
            SavedHeading {
                heading: Heading {
                    pos: Pos::new(0, at as u64),
                    title: (*title).into(),
                    len: title.len() as u32,
                    ..Heading::default()
                },
                has_position: true,
                words: None,
            }
        };
        titles.iter().map(one).collect()
    }

    const TEXT: &str =
        "书前的话。\n第一章 山\n一、\n山上。\n二、\n山下。\n第二章 水\n一、\n水里。\n";
    const TITLES: [&str; 5] = ["第一章 山", "一、", "二、", "第二章 水", "一、"];

    #[track_caller]
    fn check(edited: &str, length: LengthCheck, want: RealignOutcome, stands_at: &[&str]) {
        let mut outline = saved_headings(TEXT, &TITLES);
        let doc = doc(edited);
        assert_eq!(realign(&doc, length, &[], &mut outline), want, "{edited}");
        let lines: Vec<String> = outline
            .iter()
            .map(|one| {
                let at = one.heading.pos.block.0 as usize;
                edited
                    .get(at..)
                    .unwrap()
                    .chars()
                    .take(9)
                    .collect::<String>()
            })
            .collect();
        assert_eq!(lines.len(), stands_at.len(), "{lines:?}");
        for (line, want) in lines.iter().zip(stands_at) {
            assert!(line.starts_with(want), "{lines:?}");
        }
    }

    #[test]
    fn headings_follow_their_words() {
        let all = [
            "第一章 山\n",
            "一、\n山",
            "二、\n",
            "第二章 水\n",
            "一、\n水",
        ];
        check(TEXT, LengthCheck::Changed, RealignOutcome::Unchanged, &all);
        let moved = |found, gone| RealignOutcome::Moved { found, gone };
        let before = format!("添的一行。\n{TEXT}");
        check(&before, LengthCheck::Changed, moved(5, 0), &all);
        // A table of contents with the same words does not attract them.
        let listed = format!("第一章 山\n第二章 水\n{}{TEXT}", "添的。\n".repeat(3));
        let mut outline = saved_headings(&listed, &["第一章 山"]);
        outline.first_mut().unwrap().heading.pos = Pos::new(0, 80);
        realign(&doc(&listed), LengthCheck::Changed, &[], &mut outline);
        assert!(outline.first().unwrap().heading.pos.block.0 > 50);
        let without = TEXT.replace("二、\n山下。\n", "");
        let fewer = ["第一章 山\n", "一、\n山", "第二章 水\n", "一、\n水"];
        check(&without, LengthCheck::Changed, moved(2, 1), &fewer);
        check("全换了。\n", LengthCheck::Changed, moved(0, 5), &[]);
    }

    #[test]
    fn a_title_in_the_middle_of_a_line_is_found_by_the_words_before_it() {
        let mut outline = saved_headings(TEXT, &["上。"]);
        let one = outline.first_mut().unwrap();
        let start = TEXT.find("山上。").unwrap() as u64;
        one.heading.pos = Pos::new(0, start).at(3);
        one.words = Some("山上".to_owned());
        let edited = doc(&format!("添\n{TEXT}"));
        let moved = RealignOutcome::Moved { found: 1, gone: 0 };
        assert_eq!(
            realign(&edited, LengthCheck::Changed, &[], &mut outline),
            moved
        );
        let pos = outline.first().unwrap().heading.pos;
        assert_eq!(pos, Pos::new(0, start + 4).at(3));
    }

    #[test]
    fn a_title_that_was_changed_by_hand_stays() {
        let mut outline = saved_headings(TEXT, &TITLES);
        outline.first_mut().unwrap().heading.title = "山的一章".into();
        assert_eq!(
            realign(&doc(TEXT), LengthCheck::Same, &[], &mut outline),
            RealignOutcome::Unchanged
        );
        assert_eq!(outline.len(), 5);
    }
}
