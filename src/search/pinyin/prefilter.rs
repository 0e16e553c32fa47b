//! A finite automaton over the characters of a text that passes where no match begins. It knows the first letters of a
//! query; what it cannot rule out is walked.

use super::endings::endings_of;
use super::readings::initial_bit;
use super::{PinyinPattern, Walk, initials};
use crate::search::pattern::neighbours::{Beside, next_char};
use crate::text::forms::is_blank;
use crate::text::script::{is_han, is_kana};
use std::collections::HashMap;
use std::ops::Range;

/// Letters at the head of a query that the automaton counts; having read one more is its end.
const MAX_COUNTED_LETTERS: usize = 7;
/// Bit of a state in which a match may begin or go on; each bit below it, n, tells that n + 1 letters may be read.
const STOP_BIT: u8 = 1 << MAX_COUNTED_LETTERS;
/// Sets of letters read.
const STATE_COUNT: usize = 1 << 8;
/// Code points of the Basic Multilingual Plane.
const CODE_COUNT: usize = 1 << 16;
/// Classes of characters.
const CLASS_COUNT: usize = 1 << 8;

/// For a letter of a query from which on a character is read, the numbers of letters it may be: bit n stands for n + 1.
type Endings = [u8; MAX_COUNTED_LETTERS + 1];

/// Classes of the code points of the Basic Multilingual Plane, and what each does to the letters read so far.
#[derive(Debug)]
pub(super) struct Prefilter {
    classes: Box<[u8; CODE_COUNT]>,
    /// What each class does.
    kinds: Vec<CharClass>,
    /// The state behind each class, by the class and the state before it.
    next: Box<[u8; CLASS_COUNT * STATE_COUNT]>,
}

/// Characters that do the same to the letters read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum CharClass {
    /// Characters whose numbers of letters do not depend on what is beside them.
    Letters(Endings),
    /// Blanks, line ends, and kana, which sound by those beside them.
    Unsure { may_begin: bool },
}

/// A character with which a match may begin or go on.
const UNSURE: CharClass = CharClass::Unsure { may_begin: true };

impl Prefilter {
    /// Creates the automaton of a query.
    #[allow(
        clippy::large_stack_arrays,
        reason = "64 KiB, and none of it on the stack once it is optimised"
    )]
    pub(super) fn new(pattern: &PinyinPattern) -> Self {
        let mut known = HashMap::new();
        let mut kinds = Vec::new();
        let mut classes = Box::new([0; CODE_COUNT]);
        let mut next = Box::new([STOP_BIT; CLASS_COUNT * STATE_COUNT]);
        let (rows, _) = next.as_chunks_mut::<STATE_COUNT>();
        for (code, number) in (0..).zip(classes.iter_mut()) {
            // A surrogate is no character.
            let class = char::from_u32(code).map_or(UNSURE, |c| pattern.class_of(c));
            let is_full = known.len() + 1 == CLASS_COUNT && !known.contains_key(&class);
            let class = if is_full { UNSURE } else { class };
            let new = known.len() as u8;
            *number = *known.entry(class).or_insert_with(|| {
                if let Some(row) = rows.get_mut(usize::from(new)) {
                    *row = pattern.states_behind(class);
                }
                kinds.push(class);
                new
            });
        }
        Self {
            classes,
            kinds,
            next,
        }
    }

    /// Returns the first bytes, from `from` on, among which a match may begin, up to where that is seen.
    pub(super) fn find(
        &self,
        pattern: &PinyinPattern,
        text: &[u8],
        from: usize,
    ) -> Option<Range<usize>> {
        let mut at = from;
        // No letter is read before `start`.
        let (mut state, mut start) = (0, from);
        loop {
            // Han and kana are written so: most of a text.
            while let Some((first, second)) = two_codes(text, at) {
                for code in [first, second] {
                    if state == 0 {
                        start = at;
                    }
                    state = self.behind(state, code);
                    if state & STOP_BIT != 0 {
                        return Some(start..at + 3);
                    }
                    at += 3;
                }
            }
            if state == 0 {
                start = at;
            }
            let (behind, end) = match next_char(text, at) {
                Beside::Char(c, end) => match u16::try_from(u32::from(c)) {
                    Ok(code) => (self.behind(state, code), end),
                    Err(_) if state != 0 || pattern.may_begin(c) => (STOP_BIT, end),
                    Err(_) => (0, end),
                },
                Beside::LineEnd | Beside::Nothing if state != 0 => (STOP_BIT, at),
                Beside::LineEnd if at >= text.len() => return None,
                Beside::LineEnd | Beside::Nothing => (0, at + 1),
            };
            if behind & STOP_BIT != 0 {
                return Some(start..end);
            }
            (state, at) = (behind, end);
        }
    }

    /// Walks the shortest match that begins at byte `start`, if the characters from there on have letters that do not
    /// depend on those beside them; `None` if they do, or the query has more letters than are counted.
    pub(super) fn walk(&self, pattern: &PinyinPattern, text: &[u8], start: usize) -> Option<Walk> {
        let whole = pattern.letters.len();
        if whole > MAX_COUNTED_LETTERS + 1 || pattern.has_separators {
            return None;
        }
        // Bit n: n letters are read.
        let (mut read, mut at) = (1u16, start);
        while read != 0 {
            if read >> whole & 1 == 1 {
                return Some(Walk::Match(at));
            }
            let Beside::Char(c, end) = next_char(text, at) else {
                return None;
            };
            let class = self.classes.get(u32::from(c) as usize)?;
            let CharClass::Letters(endings) = self.kinds.get(usize::from(*class))? else {
                return None;
            };
            let counts = endings.iter().enumerate();
            let counts = counts.filter(|(count, _)| read >> count & 1 == 1);
            read = counts.fold(0, |all, (count, lens)| {
                all | u16::from(*lens) << (count + 1)
            });
            at = end;
        }
        Some(Walk::None)
    }

    /// Returns the state behind a code point.
    fn behind(&self, state: u8, code: u16) -> u8 {
        let class = self.classes[usize::from(code)];
        self.next[usize::from(class) * STATE_COUNT + usize::from(state)]
    }
}

/// Returns the two code points at byte `at`; `None` unless both take three bytes, and near the end of the text.
fn two_codes(text: &[u8], at: usize) -> Option<(u16, u16)> {
    // Of each code point the bits that say how long it is.
    const LENGTH_BITS: u64 = 0xC0C0F0_C0C0F0;
    const THREE_BYTES: u64 = 0x8080E0_8080E0;
    let bytes = text.get(at..)?.first_chunk()?;
    let bytes = u64::from_le_bytes(*bytes);
    let code =
        |bytes: u64| (bytes << 12 & 0xF000 | bytes >> 2 & 0x0FC0 | bytes >> 16 & 0x3F) as u16;
    (bytes & LENGTH_BITS == THREE_BYTES).then(|| (code(bytes), code(bytes >> 24)))
}

impl PinyinPattern {
    fn class_of(&self, c: char) -> CharClass {
        if is_kana(c) || is_blank(c) || matches!(c, '\n' | '\r' | '\u{FF66}'..='\u{FF9F}') {
            return CharClass::Unsure {
                may_begin: self.may_begin(c),
            };
        }
        let read = if is_han(c) { initials(c) } else { 0 };
        let mut endings = Endings::default();
        for (index, endings) in endings.iter_mut().enumerate() {
            let rest = self.letters.get(index..).unwrap_or_default();
            let Some(letter) = rest.first() else { break };
            if read & initial_bit(letter.c) != 0 {
                *endings = endings_of(c, rest);
            }
            *endings |= u8::from(letter.is_written(c));
        }
        CharClass::Letters(endings)
    }

    /// Returns the state behind a character of a class for each state before it.
    fn states_behind(&self, class: CharClass) -> [u8; STATE_COUNT] {
        let whole = self.letters.len();
        let behind = |before: usize| match class {
            CharClass::Unsure { may_begin } if may_begin || before != 0 => STOP_BIT,
            CharClass::Unsure { .. } => 0,
            CharClass::Letters(endings) => {
                // Separators may lead beyond the letters that are counted.
                let here = self.past_separators((before as u128) << 1 | 1);
                let from = endings.iter().enumerate();
                let from = from.filter(|(count, _)| here >> count & 1 == 1);
                let read = from.fold(0, |all, (count, lens)| {
                    all | u128::from(*lens) << (count + 1)
                });
                let behind = self.past_separators(read);
                let is_beyond = (here | behind) >> (MAX_COUNTED_LETTERS + 1) != 0;
                if is_beyond || behind >> whole & 1 == 1 {
                    STOP_BIT
                } else {
                    (behind >> 1) as u8
                }
            }
        };
        std::array::from_fn(behind)
    }
}
