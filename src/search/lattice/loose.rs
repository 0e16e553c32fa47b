//! Letters of a query that is found by what is read, however it is written: Korean and Han without regard to blanks (王  平
//! in lists of names), Korean by the first consonants of its syllables, and numbers behind 第 by their value.

use super::parser::LetterParser;
use super::{AtomLetter, Lattice, QueryLetter};
use crate::text::forms::{Folding, LetterCase, Level, PlacedAtom};
use crate::text::numerals::{Numeral, is_numeral_char, parse_arabic, parse_han};
use crate::text::script::{is_han, is_hangul};
use crate::text::variant::VariantScope;

/// Characters of a number at most; a longer run is no number of a chapter or an article.
const MAX_NUMBER_CHARS: usize = 15;
/// Characters of a query that is read so: each may be one of hundreds of syllables. A longer one was pasted and is found as
/// it is written.
const MAX_QUERY_CHARS: usize = 100;
/// Least number of Korean or Han letters for which blanks and initials are worth asking.
const MIN_SPACED_CHARS: usize = 2;
/// Sign before the number of a chapter or an article.
const ORDINAL_SIGN: char = '第';
/// First and last initial consonant, as a folded letter.
const INITIALS: (char, char) = ('\u{1100}', '\u{1112}');
/// First syllable.
const FIRST_SYLLABLE_CHAR: char = '가';
/// Syllables that begin with one consonant.
const INITIAL_SYLLABLE_COUNT: u32 = 588;

impl Lattice {
    /// Returns the letters of a query by what is read; `None` if that is no other than what is written.
    pub(crate) fn loose(query: &str, scope: VariantScope) -> Option<Self> {
        let folding = Folding {
            level: Level::Variants,
            case: LetterCase::Folded,
        };
        if query.chars().nth(MAX_QUERY_CHARS).is_some() {
            return None;
        }
        let has_several = |is_counted: fn(char) -> bool| {
            let mut counted = query.chars().filter(|c| is_counted(*c));
            counted.nth(MIN_SPACED_CHARS - 1).is_some()
        };
        let is_spaced = has_several(is_hangul) || has_several(is_han);
        if !is_spaced && !query.contains(ORDINAL_SIGN) {
            return None;
        }
        let written = Self::parse(query, folding, scope);
        let (letters, has_numbers) = with_numbers(&written.letters);
        if !is_spaced && !has_numbers {
            return None;
        }
        let mut parser = LetterParser::new(folding, scope);
        let mut loose = Vec::with_capacity(2 * letters.len());
        for (index, letter) in letters.iter().enumerate() {
            let before = index.checked_sub(1).and_then(|before| letters.get(before));
            let after = letters.get(index + 1);
            let are_spaced = |one: Option<&QueryLetter>, other: Option<&QueryLetter>| {
                let chars = one.and_then(QueryLetter::as_char);
                let chars = chars.zip(other.and_then(QueryLetter::as_char));
                chars.is_some_and(|(one, other)| {
                    is_hangul(one) && is_hangul(other) || is_han(one) && is_han(other)
                })
            };
            let is_blank = matches!(letter, QueryLetter::Atom(letter) if letter.is_blank());
            if is_blank && are_spaced(before, after) {
                loose.push(QueryLetter::MaybeBlank);
                continue;
            }
            if are_spaced(before, Some(letter)) {
                loose.push(QueryLetter::MaybeBlank);
            }
            loose.push(match letter.as_char().and_then(syllables) {
                Some(syllables) => parser.letter_with(letter, syllables),
                None => letter.clone(),
            });
        }
        Some(Self {
            letters: loose.into(),
            folding,
            repetitions: Box::default(),
        })
    }
}

/// Returns the syllables that begin with a consonant; `None` for other letters.
fn syllables(c: char) -> Option<impl Iterator<Item = char>> {
    let (first, last) = INITIALS;
    let index = (first..=last)
        .contains(&c)
        .then(|| u32::from(c) - u32::from(first))?;
    let first = u32::from(FIRST_SYLLABLE_CHAR) + index * INITIAL_SYLLABLE_COUNT;
    Some((first..first + INITIAL_SYLLABLE_COUNT).filter_map(char::from_u32))
}

/// Puts numbers in the place of the digits or Han numerals behind each 第; the blanks around them do not count.
fn with_numbers(letters: &[QueryLetter]) -> (Vec<QueryLetter>, bool) {
    let mut found = Vec::with_capacity(letters.len());
    let mut has_numbers = false;
    let mut rest = letters;
    while let Some((letter, behind)) = rest.split_first() {
        found.push(letter.clone());
        rest = behind;
        if letter.as_char() != Some(ORDINAL_SIGN) {
            continue;
        }
        let after_blank = without_blank(behind);
        let chars = after_blank.iter().map_while(QueryLetter::as_char);
        let Some(number) = number(chars) else {
            continue;
        };
        has_numbers = true;
        found.extend([QueryLetter::MaybeBlank, QueryLetter::Number(number.value)]);
        rest = without_blank(after_blank.get(number.len..).unwrap_or_default());
        if !rest.is_empty() {
            found.push(QueryLetter::MaybeBlank);
        }
    }
    (found, has_numbers)
}

/// Returns letters without a blank at their head.
fn without_blank(letters: &[QueryLetter]) -> &[QueryLetter] {
    let is_blank = |letter: &AtomLetter| letter.is_blank();
    match letters {
        [QueryLetter::MaybeBlank, rest @ ..] => rest,
        [QueryLetter::Atom(letter), rest @ ..] if is_blank(letter) => rest,
        _ => letters,
    }
}

/// Returns the number that characters begin with, all digits or all Han numerals, with its length in characters.
fn number(chars: impl Iterator<Item = char>) -> Option<Numeral> {
    let chars: Vec<char> = chars.take(MAX_NUMBER_CHARS + 1).collect();
    let run = |is_part: fn(char) -> bool| chars.iter().take_while(|c| is_part(**c)).count();
    let (digits, numerals) = (run(|c| c.is_ascii_digit()), run(is_numeral_char));
    let len = digits.max(numerals);
    let text: String = chars.iter().take(len).collect();
    let parsed = if digits > 0 {
        parse_arabic(&text)
    } else {
        parse_han(&text)
    };
    let number = parsed.filter(|number| number.len == text.len() && len <= MAX_NUMBER_CHARS)?;
    Some(Numeral { len, ..number })
}

/// Returns the index behind the number of this value at index `at`; else how far was looked.
pub(super) fn number_end(text: &[PlacedAtom], at: usize, value: u32) -> Result<usize, usize> {
    let rest = text.get(at..).unwrap_or_default();
    match number(rest.iter().map_while(|placed| placed.atom.as_char())) {
        Some(number) if number.value == value => Ok(at + number.len),
        _ => Err(at + MAX_NUMBER_CHARS + 1),
    }
}
