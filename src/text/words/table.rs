//! The table of Chinese words, looked up where it lies: nothing is read or built at the start.

use crate::text::variant::{VariantScope, lexemes};

/// Written by `tests/data/words/make_words.py` from the dictionary of jieba 0.42.1 (MIT, `tests/data/words/LICENSE-MIT`);
/// the layout is described there.
static TABLE: &[u8] = include_bytes!("chinese.bin");

/// Characters of the longest word.
pub(super) const MAX_WORD_CHARS: usize = 4;
/// Bits of a character's index in a record.
const INDEX_BITS: u32 = 13;
/// Bits of a score in a record.
const SCORE_BITS: u32 = 6;
/// Highest number of spellings of a word that are looked up.
const MAX_SPELLING_COUNT: usize = 16;

/// Index of a character in the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct CharIndex(u16);

/// Score of a word: the natural logarithm of its count in quarters.
pub(super) type Score = u8;

/// Table of words.
#[derive(Clone, Copy, Debug)]
pub(super) struct WordTable {
    /// Code points with their scores, ascending.
    characters: &'static [[u8; 3]],
    /// Words of two characters, ascending.
    pairs: &'static [[u8; 4]],
    /// Words of three characters, ascending.
    triples: &'static [[u8; 6]],
    /// Words of four characters, ascending.
    quadruples: &'static [[u8; 8]],
}

impl WordTable {
    /// Returns the table.
    pub(super) fn new() -> Self {
        let (counts, mut rest) = TABLE.split_at(16);
        let mut counts = counts.as_chunks::<4>().0.iter();
        let mut part = |record_len: usize| {
            let count = counts.next().map_or(0, |count| u32::from_be_bytes(*count));
            let (part, after) = rest.split_at(count as usize * record_len);
            rest = after;
            part
        };
        Self {
            characters: part(3).as_chunks().0,
            pairs: part(4).as_chunks().0,
            triples: part(6).as_chunks().0,
            quadruples: part(8).as_chunks().0,
        }
    }

    /// Returns the characters of the table that `c` may be a form of: itself and its variants. The words of the table
    /// are written in simplified characters.
    pub(super) fn spellings(&self, c: char) -> Vec<CharIndex> {
        let mut found: Vec<CharIndex> = self.index(c).into_iter().collect();
        for form in lexemes(c, VariantScope::Common).flatten() {
            found.extend(self.index(form).filter(|index| !found.contains(index)));
        }
        found
    }

    fn index(&self, c: char) -> Option<CharIndex> {
        let code = u16::try_from(u32::from(c)).ok()?.to_be_bytes();
        let found = self
            .characters
            .binary_search_by(|[high, low, _]| [*high, *low].cmp(&code));
        found.ok().map(|index| CharIndex(index as u16))
    }

    /// Returns the score of a word by the spellings of its characters; `None` for what is not in the table.
    pub(super) fn score(&self, word: &[Vec<CharIndex>]) -> Option<Score> {
        let mut keys = vec![0u64];
        for spellings in word {
            let longer = keys.iter().flat_map(|key| {
                let indices = spellings.iter();
                indices.map(move |index| key << INDEX_BITS | u64::from(index.0))
            });
            keys = longer.take(MAX_SPELLING_COUNT).collect();
        }
        keys.into_iter()
            .filter_map(|key| match word.len() {
                1 => self.characters.get(key as usize).map(|[.., score]| *score),
                2 => find(self.pairs, key),
                3 => find(self.triples, key),
                4 => find(self.quadruples, key),
                _ => None,
            })
            .max()
    }
}

/// Returns the score of the record with a key.
fn find<const BYTES: usize>(records: &[[u8; BYTES]], key: u64) -> Option<Score> {
    let at = records.binary_search_by_key(&key, |record| number(record) >> SCORE_BITS);
    let record = number(records.get(at.ok()?)?);
    Some((record & ((1 << SCORE_BITS) - 1)) as Score)
}

fn number(record: &[u8]) -> u64 {
    record
        .iter()
        .fold(0, |sum, byte| sum << 8 | u64::from(*byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn score(word: &str) -> Option<Score> {
        let table = WordTable::new();
        let spellings: Vec<_> = word.chars().map(|c| table.spellings(c)).collect();
        table.score(&spellings)
    }

    fn is_ascending<const BYTES: usize>(records: &[[u8; BYTES]]) -> bool {
        let keys: Vec<u64> = records
            .iter()
            .map(|record| number(record) >> SCORE_BITS)
            .collect();
        keys.is_sorted_by(|a, b| a < b)
    }

    #[test]
    fn the_table_is_whole_and_ascending() {
        let table = WordTable::new();
        let is_sorted = |[a, b, _]: &[u8; 3], [c, d, _]: &[u8; 3]| [a, b] < [c, d];
        assert!(table.characters.is_sorted_by(is_sorted));
        assert!(table.characters.len() <= 1 << INDEX_BITS);
        assert!(is_ascending(table.pairs));
        assert!(is_ascending(table.triples));
        assert!(is_ascending(table.quadruples));
        let len = 16
            + table.characters.len() * 3
            + table.pairs.len() * 4
            + table.triples.len() * 6
            + table.quadruples.len() * 8;
        assert_eq!(len, TABLE.len());
        assert!(len < 1 << 20, "{len}");
    }

    #[test]
    fn words_are_found_in_every_form() {
        for (word, traditional) in [
            ("发展", "發展"),
            ("头发", "頭髮"),
            ("统筹", "統籌"),
            ("接着", "接著"),
            ("国务院", "國務院"),
            ("自由自在", "自由自在"),
        ] {
            assert!(score(word).is_some(), "{word}");
            assert_eq!(score(word), score(traditional), "{word}");
        }
        for no_word in ["展发", "院务国", "务院", "A股", "", "头髮髮"] {
            assert_eq!(score(no_word), None, "{no_word}");
        }
        assert!(score("的") > score("籌"));
    }
}
