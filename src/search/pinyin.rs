//! Search by readings: pinyin of Han characters, whole or by initials, and rōmaji of kana. A bit for each initial of a
//! character's readings rules out nearly all places; what is left is walked, state by state, over the ways in which the
//! query can be cut into syllables.

mod endings;
mod line_chars;
mod prefilter;
mod readings;
mod romaji;

use super::pattern::neighbours::char_len;
use super::pattern::{Beside, QueryMatch, is_cluster_edge, next_char};
use super::query_error::{QueryError, QueryProblem};
use crate::doc::LineEnds;
use crate::text::forms::{
    Atom, Folding, LetterCase, LetterForms, Level, atoms, is_blank, letter_forms,
};
use crate::text::script::{is_han, is_kana};
use crate::text::variant::VariantScope;
use endings::{Endings, endings_of};
use line_chars::LineChars;
use prefilter::Prefilter;
use readings::initial_bit;
pub use readings::sort_key;
use std::sync::OnceLock;
use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

/// Letters of a query: its states fit in 128 bits.
const MAX_QUERY_CHARS: usize = 127;
/// Characters a match may take: each takes a letter of the query, but for blanks and long vowels.
const MAX_MATCH_CHARS: usize = 3 * MAX_QUERY_CHARS;

/// Kana after one that decide how it sounds.
const MAX_SOUND_CHARS: usize = 3;

/// Folding of what stands for itself in a query, and in the text beside it.
const FOLDING: Folding = Folding {
    level: Level::Variants,
    case: LetterCase::Folded,
};

/// Texts from which on tables are worth their making, in bytes.
const MIN_TABLED_BYTES: usize = 4 << 10;

/// A query of readings.
#[derive(Debug)]
pub(crate) struct PinyinPattern {
    letters: Box<[PinyinLetter]>,
    /// Index of the first letter that is no separator.
    first: usize,
    has_separators: bool,
    /// Made when the first long text is searched; rows of a list need none.
    tables: OnceLock<PinyinTables>,
}

/// What is known of every character for a search of long texts.
#[derive(Debug)]
struct PinyinTables {
    prefilter: Prefilter,
    endings: Endings,
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

    /// Returns whether a character is the letter itself.
    fn is_written(&self, c: char) -> bool {
        self.forms.whole.binary_search(&c).is_ok()
    }

    /// Returns whether it only parts syllables.
    const fn is_separator(&self) -> bool {
        matches!(self.c, '\'' | '’' | ' ' | '\n')
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
        let first = letters.iter().position(|letter| !letter.is_separator());
        let first = first.ok_or(error(QueryProblem::Empty))?;
        Ok(Self {
            first,
            has_separators: letters.iter().any(PinyinLetter::is_separator),
            letters,
            tables: OnceLock::new(),
        })
    }

    /// Returns the next match that starts at or after `from`. A match takes as few characters as it can. Where lines are
    /// joined, a match that may go over a line end is a place to look at.
    pub(crate) fn next(&self, text: &[u8], from: usize, line_ends: LineEnds) -> Option<QueryMatch> {
        let tables = if text.len() < MIN_TABLED_BYTES {
            self.tables.get()
        } else {
            Some(self.tables.get_or_init(|| self.make_tables()))
        };
        self.next_by(tables, text, from, line_ends)
    }

    fn next_by(
        &self,
        tables: Option<&PinyinTables>,
        text: &[u8],
        from: usize,
        line_ends: LineEnds,
    ) -> Option<QueryMatch> {
        let endings = tables.map(|tables| &tables.endings);
        let mut chars = LineChars::new(text);
        let mut at = from;
        // Each of these is walked before what follows is asked for, so that none of it is read again and again.
        let mut starts = from..from;
        loop {
            if at >= starts.end {
                starts = match tables {
                    Some(tables) => tables.prefilter.find(self, text, at)?,
                    None => self.next_first(text, at).map(|start| start..start + 1)?,
                };
                at = starts.start;
            }
            let start = at;
            let walk = tables.and_then(|tables| tables.prefilter.walk(self, text, start));
            let walk = walk.unwrap_or_else(|| {
                chars.begin_at(start);
                self.match_at(&mut chars, endings)
            });
            match walk {
                Walk::None => {}
                _ if !is_cluster_edge(text, start) => {}
                Walk::Match(end) if is_cluster_edge(text, end) => {
                    return Some(QueryMatch::Hit(start..end));
                }
                Walk::AtBlank if line_ends == LineEnds::Join => {
                    return Some(QueryMatch::AtLineEnd(start));
                }
                Walk::Match(_) | Walk::AtBlank => {}
            }
            at = start + char_len(text, start);
        }
    }

    fn make_tables(&self) -> PinyinTables {
        PinyinTables {
            prefilter: Prefilter::new(self),
            endings: Endings::new(self.letters.len()),
        }
    }

    /// Returns the next byte at or after `from` of a character that a match may begin with.
    fn next_first(&self, text: &[u8], from: usize) -> Option<usize> {
        let places = std::iter::successors(Some(from), |at| Some(at + char_len(text, *at)));
        places
            .take_while(|at| *at < text.len())
            .find(|at| matches!(next_char(text, *at), Beside::Char(c, _) if self.may_begin(c)))
    }

    /// Returns whether a match may begin with a character.
    fn may_begin(&self, c: char) -> bool {
        let is_first = |letter: &PinyinLetter| {
            initials(c) & initial_bit(letter.c) != 0 || letter.is_written(c)
        };
        self.letters.get(self.first).is_some_and(is_first)
    }

    /// Walks the shortest match that begins where `chars` do.
    fn match_at(&self, chars: &mut LineChars<'_>, endings: Option<&Endings>) -> Walk {
        let whole = 1 << self.letters.len();
        // Bit n: n letters are matched before this character; the others are those before the next three.
        let mut states = [1u128, 0, 0, 0];
        let mut failed = Walk::None;
        for index in 0..MAX_MATCH_CHARS {
            let here = self.past_separators(states[0]);
            if here & whole != 0 {
                let last = index.checked_sub(1).and_then(|last| chars.end_of(last));
                return last.map_or(failed, Walk::Match);
            }
            if states.iter().fold(0, |all, state| all | state) == 0 {
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
            self.step(c, (&mut *chars, index), here, endings, &mut states);
            states.rotate_left(1);
            states[3] = 0;
        }
        failed
    }

    fn past_separators(&self, states: u128) -> u128 {
        if !self.has_separators {
            return states;
        }
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
        (chars, index): (&mut LineChars<'_>, usize),
        here: u128,
        endings: Option<&Endings>,
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
        let mut counts = here;
        while counts != 0 {
            let count = counts.trailing_zeros() as usize;
            counts &= counts - 1;
            let Some(letter) = self.letters.get(count) else {
                break;
            };
            let rest = self.letters.get(count..).unwrap_or_default();
            if letter.is_written(c) {
                states[1] |= 1 << (count + 1);
            }
            if is_han(c) {
                let lens = match endings {
                    Some(endings) => endings.of(c, &self.letters, count),
                    None => endings_of(c, rest),
                };
                states[1] |= u128::from(lens) << (count + 1);
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

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::sync::LazyLock;

    /// Queries with their tables, which take long to make.
    static PATTERNS: LazyLock<Vec<PinyinPattern>> = LazyLock::new(|| {
        let queries = [
            "t",
            "tc",
            "tongchou",
            "tong chou",
            "tongc",
            "xian",
            "xi'an",
            "'xian",
            "chongqing",
            "zhongq",
            "lv",
            "lu",
            "nv",
            "er",
            "en",
            "统chou",
            "t筹",
            "fazhan",
            "fz",
            "ka",
            "tka",
            "ceng jing cang hai nan wei shui",
            "x'a",
            "''''''''''xian",
            "tong''''''''''c",
            "tctctctctctctct",
        ];
        let parse = |query| PinyinPattern::parse(query).expect("a query of readings");
        queries.into_iter().map(parse).collect()
    });

    proptest! {
        #[test]
        fn no_match_is_ruled_out_by_a_table(
            chars in prop::collection::vec(prop::sample::select(vec![
                '统', '筹', '重', '庆', '女', '绿', '西', '安', '先', '儿', '嗯', '发', '展', 't', 'ｃ', ' ', 'か', '䰾', '，',
                '曾', '经', '沧', '海', '难', '为', '水', '\n',
            ]), 1..16),
            query in any::<prop::sample::Index>(),
        ) {
            let text: String = chars.iter().collect();
            let text = text.as_bytes();
            let pattern = query.get(&PATTERNS);
            let plain = (0..text.len()).filter(|at| is_cluster_edge(text, *at)).find_map(|start| {
                let mut chars = LineChars::new(text);
                chars.begin_at(start);
                match pattern.match_at(&mut chars, None) {
                    Walk::Match(end) if is_cluster_edge(text, end) => Some(QueryMatch::Hit(start..end)),
                    _ => None,
                }
            });
            let tables = pattern.tables.get_or_init(|| pattern.make_tables());
            for tables in [None, Some(tables)] {
                prop_assert_eq!(pattern.next_by(tables, text, 0, LineEnds::Close), plain.clone());
            }
            let joined = |tables| pattern.next_by(tables, text, 0, LineEnds::Join);
            prop_assert_eq!(joined(Some(tables)), joined(None));
        }
    }
}
