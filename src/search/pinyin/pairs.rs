//! The two characters that a match may begin with. A look at each of them passes nearly all of a text.

use super::PinyinLetter;
use super::readings::{self, ANY_INITIAL, initial_bit, push_endings};
use crate::search::pattern::char_set::{CharSet, three_byte_code};
use crate::text::line_class::{Class, char_props};

/// Groups of the initials that a query has: a bit for each.
const GROUP_COUNT: u32 = 7;
/// The bit that every second one has, for matches that may end with the first.
const ANY_SECOND_BIT: u8 = 1 << GROUP_COUNT;
/// The set of all groups.
const ANY_GROUP_BITS: u8 = u8::MAX;

/// For each code point of three bytes, whether a match may begin with it and what may follow then.
#[derive(Debug)]
pub(super) struct CharPairs {
    parts: Box<[PairParts]>,
}

/// A code point as the first and as the second one of a match, by groups of initials.
#[derive(Clone, Copy, Debug)]
struct PairParts {
    /// Groups that the second one may have if this is the first; empty if no match begins with it.
    next: u8,
    /// Groups that this has as the second one.
    own: u8,
}

impl CharPairs {
    /// Creates the table of a query, whose matches begin with one of `firsts`.
    pub(super) fn new(letters: &[PinyinLetter], firsts: &CharSet) -> Self {
        let asked = letters
            .iter()
            .fold(0, |set, letter| set | initial_bit(letter.c));
        let parts = |code: u16| {
            let c = char::from_u32(code.into()).unwrap_or_default();
            let own = match readings::initials(c) {
                0 if is_mark(c) && !letters.iter().any(|letter| letter.is_written(c)) => {
                    ANY_SECOND_BIT
                }
                // Kana, blanks and what stands for itself.
                0 | ANY_INITIAL => ANY_GROUP_BITS,
                initials => ANY_SECOND_BIT | groups(initials, asked),
            };
            let is_first = firsts.contains_code(code);
            let next = match is_first.then(|| second_initials(c, letters)) {
                None => 0,
                Some(0 | ANY_INITIAL) => ANY_GROUP_BITS,
                Some(initials) => groups(initials, asked),
            };
            PairParts { next, own }
        };
        Self {
            parts: (0..=u16::MAX).map(parts).collect(),
        }
    }

    /// Returns the length of the code points of three bytes that a text begins with, up to one that a match may begin
    /// with, by what stands behind it.
    pub(super) fn passed(&self, text: &[u8]) -> usize {
        let (triples, _) = text.as_chunks::<3>();
        let mut next = 0;
        for (index, bytes) in triples.iter().enumerate() {
            let parts = three_byte_code(*bytes).and_then(|code| self.parts.get(usize::from(code)));
            let own = parts.map_or(ANY_GROUP_BITS, |parts| parts.own);
            if next & own != 0 {
                return 3 * (index - 1);
            }
            match parts {
                Some(parts) => next = parts.next,
                None => return 3 * index,
            }
        }
        3 * (triples.len() - usize::from(next != 0))
    }
}

/// Returns whether a character is a bracket, a quotation mark or a mark of a sentence, which no reading goes over.
fn is_mark(c: char) -> bool {
    let class = char_props(c).class();
    matches!(
        class,
        Class::OP | Class::CL | Class::CP | Class::QU | Class::EX
    )
}

/// Returns the groups of those initials of a set that a query has.
fn groups(initials: u32, asked: u32) -> u8 {
    let mut rest = initials & asked;
    let mut set = 0;
    while rest != 0 {
        let lowest = rest & rest.wrapping_neg();
        let rank = (asked & (lowest - 1)).count_ones();
        set |= 1 << (rank % GROUP_COUNT);
        rest ^= lowest;
    }
    set
}

/// Returns the initials that the second character of a match may have behind a first one.
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
    if rest.first().is_some_and(|letter| letter.is_written(first)) {
        add(1);
    }
    push_endings(first, rest, add);
    set
}
