//! Marks of repetition: of one character (人々, こゝろ, いすゞ) and of several (いろ〳〵, しみ〴〵). The characters that they
//! repeat are the same word.

use crate::text::forms::PlacedAtom;
use crate::text::script::{is_han, is_kana};
use unicode_normalization::UnicodeNormalization as _;

/// Letters that one mark repeats at most, or several marks in a row one by one (馬鹿々々); more marks stay themselves.
const MAX_REPEATED_LETTER_COUNT: usize = 4;
/// Atoms that a mark of several characters has at most: ／″＼, where ″ is two.
const MAX_MARK_ATOMS: usize = 4;
/// Marks that repeat a Han character.
const HAN_MARKS: [char; 2] = ['々', '〻'];
/// Marks that repeat a kana, as katakana: as it is, and with a sound mark.
const KANA_MARKS: [char; 2] = ['ヽ', 'ヾ'];
/// Code points that a mark of several characters may begin with. ／＼ is the way of texts without the characters.
pub(super) const REPEAT_MARK_STARTS: [char; 6] = ['〱', '〲', '〳', '〴', '/', '／'];
const SOUND_MARK: char = '\u{3099}';

/// Mark that repeats several kana or Han characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct RepeatMark {
    /// Whether the first of them gets a sound mark: ときどき is とき〴〵.
    is_voiced: bool,
}

impl RepeatMark {
    /// Returns the mark that begins at index `at`, and the index behind it.
    pub(super) fn at(text: &[PlacedAtom], at: usize) -> Option<(Self, usize)> {
        let c = |offset: usize| text.get(at + offset)?.atom.as_char();
        let (is_voiced, len) = match [c(0), c(1), c(2), c(3)] {
            [Some('〱'), ..] => (false, 1),
            [Some('〲'), ..] => (true, 1),
            [Some('〳'), Some('〵'), ..] | [Some('/'), Some('\\'), ..] => (false, 2),
            [Some('〴'), Some('〵'), ..] => (true, 2),
            [Some('/'), Some('′'), Some('′'), Some('\\')] => (true, 4),
            _ => return None,
        };
        Some((Self { is_voiced }, at + len))
    }

    /// Returns the index behind this mark at index `at`, or behind the atoms from `start` on once more; else how far was
    /// looked.
    pub(super) fn end(self, text: &[PlacedAtom], start: usize, at: usize) -> Result<usize, usize> {
        if let Some((_, end)) = Self::at(text, at).filter(|(mark, _)| *mark == self) {
            return Ok(end);
        }
        let c = |index: usize| text.get(index)?.atom.as_char();
        let chars: Vec<Option<char>> = (at.saturating_sub(MAX_REPEATED_LETTER_COUNT).max(start)
            ..at + MAX_REPEATED_LETTER_COUNT)
            .map(c)
            .collect();
        let here = at - at.saturating_sub(MAX_REPEATED_LETTER_COUNT).max(start);
        let len = (2..=MAX_REPEATED_LETTER_COUNT).find(|len| {
            let (is_same, is_voiced) = repeats(&chars, here, *len);
            if self.is_voiced { is_voiced } else { is_same }
        });
        len.map_or(Err(at + MAX_MARK_ATOMS), |len| Ok(at + len))
    }
}

/// Letters of a query that a text may write as one mark.
#[derive(Clone, Debug)]
pub(super) struct Repetition {
    /// Index of the first of them.
    pub(super) index: usize,
    /// Their number.
    pub(super) len: usize,
    /// Whether they are those before them, and whether they are so with a sound mark on the first.
    is_same: bool,
    is_voiced: bool,
}

impl Repetition {
    pub(super) const fn fits(&self, mark: RepeatMark) -> bool {
        if mark.is_voiced {
            self.is_voiced
        } else {
            self.is_same
        }
    }
}

/// Returns how far a letter that does not match at index `at` was looked at: a mark may begin there that goes on behind
/// the end of the text.
pub(super) fn mark_reach(text: &[PlacedAtom], at: usize) -> usize {
    let c = text.get(at).and_then(|placed| placed.atom.as_char());
    match c {
        Some(c) if REPEAT_MARK_STARTS.contains(&c) => at + MAX_MARK_ATOMS,
        _ => at + 1,
    }
}

/// Returns the letters of a query that a text may write as one mark, ascending by their first.
pub(super) fn repetitions(letters: &[Option<char>]) -> Vec<Repetition> {
    let at = |index| {
        (2..=MAX_REPEATED_LETTER_COUNT).find_map(|len| {
            let (is_same, is_voiced) = repeats(letters, index, len);
            (is_same || is_voiced).then_some(Repetition {
                index,
                len,
                is_same,
                is_voiced,
            })
        })
    };
    (2..letters.len()).filter_map(at).collect()
}

/// Returns whether the `len` letters from `index` on are those before them, and whether they are so with a sound mark
/// on the first.
fn repeats(letters: &[Option<char>], index: usize, len: usize) -> (bool, bool) {
    let before = index
        .checked_sub(len)
        .and_then(|from| letters.get(from..index));
    let (Some([first, before @ ..]), Some([again, behind @ ..])) =
        (before, letters.get(index..index + len))
    else {
        return (false, false);
    };
    let is_word = |c: &Option<char>| c.is_some_and(|c| is_kana(c) || is_han(c));
    let (Some(first), Some(again)) = (*first, *again) else {
        return (false, false);
    };
    if before != behind || !behind.iter().all(is_word) || !is_word(&Some(again)) {
        return (false, false);
    }
    (first == again, voiced(first) == Some(again))
}

/// Returns the other ways to write letter `index` of a query: the marks by which it repeats the letters before it, or
/// for such a mark the characters that it repeats.
pub(super) fn marks(letters: &[Option<char>], index: usize) -> Vec<char> {
    let letter = |index: usize| letters.get(index).copied().flatten();
    let (Some(c), Some(before)) = (letter(index), index.checked_sub(1).and_then(letter)) else {
        return Vec::new();
    };
    if HAN_MARKS.contains(&c) {
        return repeated_han(letters, index);
    }
    if KANA_MARKS.contains(&c) {
        // Of several marks in a row each repeats the kana before the first.
        let earlier = (0..index).rev().take(MAX_REPEATED_LETTER_COUNT);
        let mut earlier = earlier.map_while(letter);
        let kana = earlier.find(|c| !KANA_MARKS.contains(c));
        let kana = kana.filter(|c| is_kana(*c));
        return kana.map_or(Vec::new(), |kana| match c {
            'ヾ' => voiced(kana).into_iter().collect(),
            _ => vec![kana, plain(kana)],
        });
    }
    if is_han(c) {
        let is_repeated = c == before
            || (2..=MAX_REPEATED_LETTER_COUNT).any(|len| {
                (index.saturating_sub(len - 1)..=index).any(|first| repeats(letters, first, len).0)
            });
        return if is_repeated {
            HAN_MARKS.to_vec()
        } else {
            Vec::new()
        };
    }
    let mut found = Vec::new();
    if is_kana(c) && is_kana(before) && plain(c) == plain(before) {
        if c == before || c == plain(c) {
            found.push('ヽ');
        }
        if voiced(c) == Some(c) {
            found.push('ヾ');
        }
    }
    found
}

/// Returns the Han characters that the mark at `index` may repeat: of a run of marks each the one before the run, or as
/// far before it as the run is long.
fn repeated_han(letters: &[Option<char>], index: usize) -> Vec<char> {
    let is_mark = |index: usize| {
        let c = letters.get(index).copied().flatten();
        c.is_some_and(|c| HAN_MARKS.contains(&c))
    };
    let marks_before = (0..index).rev().take(MAX_REPEATED_LETTER_COUNT);
    let first = marks_before.take_while(|index| is_mark(*index)).last();
    let first = first.unwrap_or(index);
    let len = (first..)
        .take(MAX_REPEATED_LETTER_COUNT + 1)
        .take_while(|index| is_mark(*index));
    let len = len.count();
    let mut found = HAN_MARKS.to_vec();
    let sources = [first.checked_sub(1), index.checked_sub(len)];
    for source in sources
        .into_iter()
        .flatten()
        .filter(|source| *source < first)
    {
        let c = letters.get(source).copied().flatten();
        found.extend(c.filter(|c| is_han(*c)));
    }
    found
}

/// Returns a kana with a sound mark, also one that has it; `None` if it takes none.
fn voiced(c: char) -> Option<char> {
    let mut composed = [plain(c), SOUND_MARK].into_iter().nfc();
    composed.next().filter(|_| composed.next().is_none())
}

/// Returns a kana without its sound mark.
fn plain(c: char) -> char {
    std::iter::once(c).nfd().next().unwrap_or(c)
}
