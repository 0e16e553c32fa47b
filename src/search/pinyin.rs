//! Search by readings: pinyin of Han characters, whole or by initials, and rōmaji of kana. A bit for each initial of a
//! character's readings rules out nearly all places; what is left is walked, state by state, over the ways in which the
//! query can be cut into syllables.

mod readings;
mod romaji;

use super::lattice::has_gap;
use super::pattern::char_set::{CharSet, three_byte_code};
use super::pattern::{Beside, QueryMatch, is_cluster_edge, next_char};
use super::query_error::{QueryError, QueryProblem};
use crate::doc::LineEnds;
use crate::text::forms::{
    Atom, Folding, LetterCase, LetterForms, Level, atoms, is_blank, letter_forms,
};
use crate::text::script::{is_han, is_kana};
use crate::text::variant::VariantScope;
pub use readings::sort_key;
use readings::{ANY_INITIAL, initial_bit, push_endings};
use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

/// Letters of a query: its states fit in 128 bits.
const MAX_QUERY_CHARS: usize = 127;
/// Characters a match may take: each takes a letter of the query, but for blanks and long vowels.
const MAX_MATCH_CHARS: usize = 3 * MAX_QUERY_CHARS;

/// Kana after one that decide how it sounds.
const MAX_SOUND_CHARS: usize = 3;

/// Characters of which the initials of the next one are known before a search.
const HAN_RANGE: std::ops::RangeInclusive<char> = '\u{4E00}'..='\u{9FFF}';

/// Folding of what stands for itself in a query, and in the text beside it.
const FOLDING: Folding = Folding {
    level: Level::Variants,
    case: LetterCase::Folded,
};

/// A query of readings.
#[derive(Debug)]
pub(crate) struct PinyinPattern {
    letters: Box<[PinyinLetter]>,
    /// Code points that a match may begin with; beyond the Basic Multilingual Plane all that are Han.
    firsts: CharSet,
    /// For each first one of U+4E00–9FFF the initials that the character behind it may have.
    second_initials: Box<[u32]>,
}

/// A letter of a query.
#[derive(Debug)]
struct PinyinLetter {
    /// ASCII where it can be a part of a reading, `v` for ü.
    c: char,
    /// Code points that are the letter itself.
    forms: LetterForms,
}

impl PinyinLetter {
    fn new(c: char) -> Self {
        let folded = atoms(c.encode_utf8(&mut [0; 4]), FOLDING);
        let atom = folded
            .first()
            .map_or(Atom::Single(c), |part| part.atom.clone());
        let forms = letter_forms(&atom, FOLDING, VariantScope::Common);
        Self { c, forms }
    }

    /// Returns whether it only parts syllables.
    const fn is_separator(&self) -> bool {
        matches!(self.c, '\'' | '’' | ' ')
    }
}

impl PinyinPattern {
    pub(crate) fn parse(input: &str) -> Result<Self, QueryError> {
        let decomposed: String = input.to_lowercase().nfd().collect();
        let plain = decomposed.replace("u\u{308}", "v");
        let plain: String = plain
            .chars()
            .filter(|c| !is_combining_mark(*c))
            .nfc()
            .collect();
        let error = |problem| QueryError {
            range: 0..input.len(),
            problem,
        };
        if plain.trim().chars().nth(MAX_QUERY_CHARS).is_some() {
            return Err(error(QueryProblem::TooLong));
        }
        let letters: Box<[PinyinLetter]> = plain.trim().chars().map(PinyinLetter::new).collect();
        let first = letters.iter().find(|letter| !letter.is_separator());
        let first = first.ok_or(error(QueryProblem::Empty))?;
        let first_initial = initial_bit(first.c);
        let literal = first.forms.whole.iter().copied();
        let is_first = |c: &char| initials(*c) & first_initial != 0;
        let firsts = ('\u{3000}'..='\u{FFFF}').filter(is_first).chain(literal);
        let firsts = CharSet::new(firsts).with_rare_han();
        let followers = |c: char| {
            let is_first = firsts.starts(c.encode_utf8(&mut [0; 4]).as_bytes());
            is_first.then(|| second_initials(c, &letters))
        };
        let second_initials = HAN_RANGE
            .map(|c| followers(c).unwrap_or_default())
            .collect();
        Ok(Self {
            letters,
            firsts,
            second_initials,
        })
    }

    /// Returns the next match that starts at or after `from`. A match takes as few characters as it can. Where lines are
    /// joined, a match that may go over a line end is a place to look at.
    pub(crate) fn next(&self, text: &[u8], from: usize, line_ends: LineEnds) -> Option<QueryMatch> {
        let mut at = from;
        loop {
            let start = self.firsts.find(text, at)?;
            if self.may_go_on(text, start) && is_cluster_edge(text, start) {
                match self.match_at(text, start) {
                    Walk::Match(end) if is_cluster_edge(text, end) => {
                        return Some(QueryMatch::Hit(start..end));
                    }
                    Walk::AtBlank if line_ends == LineEnds::Join => {
                        return Some(QueryMatch::AtLineEnd(start));
                    }
                    Walk::Match(_) | Walk::AtBlank | Walk::None => {}
                }
            }
            at = start + char_len(text, start);
        }
    }

    /// Returns whether the query may go on with what follows its first character, if that is a Han one.
    fn may_go_on(&self, text: &[u8], start: usize) -> bool {
        let code = |at| {
            let bytes = text.get(at..)?.first_chunk::<3>()?;
            three_byte_code(*bytes)
        };
        let allowed = code(start).and_then(|first| {
            let index = u32::from(first).checked_sub(u32::from(*HAN_RANGE.start()))?;
            self.second_initials.get(index as usize)
        });
        let second = || code(start + 3).and_then(|code| char::from_u32(code.into()));
        allowed.is_none_or(|allowed| {
            second().is_none_or(|second| match readings::initials(second) {
                0 => true,
                initials => initials & allowed != 0,
            })
        })
    }

    /// Walks the shortest match that begins at byte `start`.
    fn match_at(&self, text: &[u8], start: usize) -> Walk {
        let whole = 1 << self.letters.len();
        let mut chars = LineChars {
            text,
            start,
            chars: Vec::with_capacity(self.letters.len() + MAX_SOUND_CHARS),
        };
        // Bit n: n letters are matched before this character; the others are those before the next three.
        let mut states = [1u128, 0, 0, 0];
        let mut failed = Walk::None;
        for index in 0..MAX_MATCH_CHARS {
            let here = self.past_separators(states[0]);
            if here & whole != 0 {
                let last = index.checked_sub(1).and_then(|last| chars.chars.get(last));
                return last.map_or(failed, |(_, end)| Walk::Match(*end));
            }
            if states == [0; 4] {
                return failed;
            }
            let Some(c) = chars.get(index) else {
                return Walk::AtBlank;
            };
            // A kana sounds by those that follow it.
            let ahead = if is_kana(c) { MAX_SOUND_CHARS } else { 0 };
            let mut near = (index..=index + ahead).map(|near| chars.get(near));
            if near.any(|c| c.is_none_or(is_blank)) {
                failed = Walk::AtBlank;
            }
            self.step(c, &mut chars, index, here, &mut states);
            states.rotate_left(1);
            states[3] = 0;
        }
        failed
    }

    fn past_separators(&self, states: u128) -> u128 {
        let separators = self
            .letters
            .iter()
            .enumerate()
            .filter(|(_, letter)| letter.is_separator());
        separators.fold(states, |states, (index, _)| {
            states | (states >> index & 1) << (index + 1)
        })
    }

    /// Adds the states behind a character, and behind it and up to two that follow.
    fn step(
        &self,
        c: char,
        chars: &mut LineChars<'_>,
        index: usize,
        here: u128,
        states: &mut [u128; 4],
    ) {
        if here == 0 {
            return;
        }
        if is_blank(c) {
            if index > 0 && chars.has_gap_at(index) {
                states[1] |= here;
            }
            return;
        }
        let kana = if is_kana(c) {
            romaji::sounds(chars, index)
        } else {
            Vec::new()
        };
        for (count, letter) in self
            .letters
            .iter()
            .enumerate()
            .filter(|(count, _)| here >> count & 1 == 1)
        {
            let rest = self.letters.get(count..).unwrap_or_default();
            if letter.forms.whole.binary_search(&c).is_ok() {
                states[1] |= 1 << (count + 1);
            }
            if is_han(c) {
                push_endings(c, rest, |len| states[1] |= 1 << (count + len));
            }
            if romaji::is_assimilated(c, rest) {
                states[1] |= 1 << (count + 1);
            }
            for sound in &kana {
                sound.push_endings(rest, |len, taken| {
                    if let Some(state) = states.get_mut(taken) {
                        *state |= 1 << (count + len);
                    }
                });
            }
        }
    }
}

/// End of a walk from a place.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Walk {
    /// A match up to this byte.
    Match(usize),
    /// No match; the walk met a blank or the end of the line.
    AtBlank,
    /// No match.
    None,
}

/// Returns the set of initials of a character: of its readings, or of the sounds of a kana.
fn initials(c: char) -> u32 {
    if is_kana(c) {
        romaji::initials(c)
    } else {
        readings::initials(c)
    }
}

/// Returns the initials that the second character of a match may have behind a first one of [`HAN_RANGE`].
fn second_initials(first: char, letters: &[PinyinLetter]) -> u32 {
    let skipped = letters.iter().take_while(|letter| letter.is_separator());
    let rest = letters.get(skipped.count()..).unwrap_or_default();
    let mut set = 0;
    let mut add = |len: usize| {
        let mut behind = rest.iter().skip(len);
        let next = behind.find(|letter| !letter.is_separator());
        // The query may end with the first character, or go on with no reading.
        let initial = next.map_or(0, |letter| initial_bit(letter.c));
        set |= if initial == 0 { ANY_INITIAL } else { initial };
    };
    let is_itself = |letter: &PinyinLetter| letter.forms.whole.binary_search(&first).is_ok();
    if rest.first().is_some_and(is_itself) {
        add(1);
    }
    push_endings(first, rest, add);
    set
}

/// Returns the length of the code point that starts at byte `at`.
fn char_len(text: &[u8], at: usize) -> usize {
    match text.get(at) {
        Some(0xE0..=0xEF) => 3,
        Some(0xF0..) => 4,
        Some(0xC0..) => 2,
        _ => 1,
    }
}

/// The characters of a line from a place on, decoded as far as they are asked for.
struct LineChars<'t> {
    text: &'t [u8],
    /// Byte before the first character.
    start: usize,
    /// Each character, and the byte behind it.
    chars: Vec<(char, usize)>,
}

impl LineChars<'_> {
    fn get(&mut self, index: usize) -> Option<char> {
        while self.chars.len() <= index {
            let at = self.chars.last().map_or(self.start, |(_, end)| *end);
            let Beside::Char(c, end) = next_char(self.text, at) else {
                return None;
            };
            let read = self.with_sound_mark(romaji::full_width(c), end);
            self.chars.push(read);
        }
        self.chars.get(index).map(|(c, _)| *c)
    }

    /// Returns a kana with the sound mark that ends behind byte `end`, if there is one.
    fn with_sound_mark(&self, c: char, end: usize) -> (char, usize) {
        if is_kana(c)
            && let Beside::Char(mark, behind) = next_char(self.text, end)
            && let mark @ ('\u{3099}' | '\u{309A}') = romaji::full_width(mark)
            && let Some(composed) = romaji::with_sound_mark(c, mark)
        {
            return (composed, behind);
        }
        (c, end)
    }

    /// Returns whether the page leaves a gap where the blank at `index` is.
    fn has_gap_at(&mut self, index: usize) -> bool {
        let narrow = |c: char| match c {
            '！'..='～' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
            _ => c,
        };
        match (
            index.checked_sub(1).and_then(|before| self.get(before)),
            self.get(index + 1),
        ) {
            (Some(before), Some(after)) => has_gap(narrow(before), narrow(after)),
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn no_match_is_ruled_out_by_the_initials_of_its_first_characters(
            chars in prop::collection::vec(prop::sample::select(vec![
                '统', '筹', '重', '庆', '女', '绿', '西', '安', '先', '儿', '嗯', '发', '展', 't', 'ｃ', ' ', 'か', '䰾',
            ]), 1..8),
            query in prop::sample::select(vec![
                "t", "tc", "tongchou", "tong chou", "tongc", "xian", "xi'an", "'xian", "chongqing", "zhongq", "lv", "lu",
                "nv", "er", "en", "统chou", "t筹", "fazhan", "fz", "ka", "tka",
            ]),
        ) {
            let text: String = chars.iter().collect();
            let text = text.as_bytes();
            let pattern = PinyinPattern::parse(query).expect("a query of readings");
            let plain = (0..text.len()).filter(|at| is_cluster_edge(text, *at)).find_map(|start| {
                match pattern.match_at(text, start) {
                    Walk::Match(end) if is_cluster_edge(text, end) => Some(QueryMatch::Hit(start..end)),
                    _ => None,
                }
            });
            prop_assert_eq!(pattern.next(text, 0, LineEnds::Close), plain);
        }
    }
}
