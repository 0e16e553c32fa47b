//! The way back from a folded letter: which code points of a text are it, or may be a part of it.

use super::{Atom, Folding, Level, SPELT_OUT, atoms, is_blank, is_conjoining, related};
use crate::text::variant::{VariantScope, ideograph_of_radical};
use std::sync::LazyLock;
use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::decompose_compatible;

/// Code points that a letter may be written with, both lists sorted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LetterForms {
    /// Each, as a cluster of its own, is the letter and nothing else.
    pub whole: Vec<char>,
    /// Each may hold the letter among others (ﬁ) or be a part of it (カ of ガ).
    pub partial: Vec<char>,
}

impl LetterForms {
    /// Adds the code points of another letter.
    pub(crate) fn add(&mut self, other: Self) {
        self.whole.extend(other.whole);
        self.partial.extend(other.partial);
        self.sort();
    }

    fn sort(&mut self) {
        self.whole.sort_unstable();
        self.whole.dedup();
        self.partial.sort_unstable();
        self.partial.dedup();
        self.partial
            .retain(|c| self.whole.binary_search(c).is_err());
    }
}

/// Returns the code points that a folded letter may be written with.
pub fn letter_forms(letter: &Atom, folding: Folding, scope: VariantScope) -> LetterForms {
    let same: Vec<Atom> = match letter {
        Atom::Single(c) => {
            let others = related(*c, folding.level, scope).into_iter();
            std::iter::once(*c)
                .chain(others)
                .map(Atom::Single)
                .collect()
        }
        Atom::Sequence(_) => vec![letter.clone()],
    };
    let mut forms = LetterForms::default();
    for atom in &same {
        let first = atom.first_char();
        let key = fold_key(first);
        let mut candidates = vec![first, key];
        candidates.extend(sources(key));
        candidates.extend(leading_jamo(atom));
        candidates.sort_unstable();
        candidates.dedup();
        let is_decomposable = match atom {
            Atom::Single(c) => std::iter::once(*c).nfd().next() != Some(*c),
            Atom::Sequence(_) => true,
        };
        for c in candidates {
            let folded = atoms(c.encode_utf8(&mut [0; 4]), folding);
            match &folded[..] {
                [alone] if same.contains(&alone.atom) => forms.whole.push(c),
                _ if folded.iter().any(|part| same.contains(&part.atom)) => forms.partial.push(c),
                // A base of which marks behind it make the letter.
                _ if is_decomposable => forms.partial.push(c),
                _ => {}
            }
        }
    }
    forms.sort();
    forms
}

/// The jamo and the syllable without a final that a syllable may begin with.
fn leading_jamo(atom: &Atom) -> Vec<char> {
    let first = atom.first_char();
    if !is_conjoining(first) {
        return Vec::new();
    }
    let parts: Vec<char> = std::iter::once(first).nfd().collect();
    let open: Option<char> = parts.iter().take(2).copied().nfc().next();
    parts.first().copied().into_iter().chain(open).collect()
}

/// Part common to two code points that may be a form of one letter, written relations aside: the base of the
/// letter at the widest level.
fn fold_key(c: char) -> char {
    let widest = Folding {
        level: Level::Variants,
        case: super::LetterCase::Folded,
    };
    let folded = atoms(c.encode_utf8(&mut [0; 4]), widest);
    folded.first().map_or(c, |part| base_of(&part.atom))
}

fn base_of(atom: &Atom) -> char {
    let first = atom.first_char();
    std::iter::once(first).nfd().next().unwrap_or(first)
}

/// Code points that fold to something else at the widest level: the base of each of their atoms, and the code point.
static SOURCES: LazyLock<Box<[(char, char)]>> = LazyLock::new(|| {
    let widest = Folding {
        level: Level::Variants,
        case: super::LetterCase::Folded,
    };
    let mut found = Vec::new();
    for c in FOLDED_RANGES
        .into_iter()
        .flat_map(|(first, last)| first..=last)
        .filter(|c| may_fold(*c))
    {
        for part in atoms(c.encode_utf8(&mut [0; 4]), widest) {
            let base = base_of(&part.atom);
            if base != c {
                found.push((base, c));
            }
        }
    }
    found.sort_unstable();
    found.dedup();
    found.into_boxed_slice()
});

/// Returns whether a code point may fold to another, as far as is quickly seen.
fn may_fold(c: char) -> bool {
    let mut is_decomposable = false;
    decompose_compatible(c, |part| is_decomposable |= part != c);
    let is_other =
        matches!(c, 'ぁ'..='ゞ' | 'ヶ' | 'ς') || is_blank(c) || ideograph_of_radical(c).is_some();
    is_decomposable
        || is_other
        || SPELT_OUT.iter().any(|(letter, _)| *letter == c)
        || c.to_lowercase().next() != Some(c)
}

/// Ranges with code points that fold to others: all of Unicode but unified ideographs, syllables of Hangul and private use.
const FOLDED_RANGES: [(char, char); 5] = [
    ('\0', '\u{33FF}'),
    ('\u{A000}', '\u{ABFF}'),
    ('\u{F900}', '\u{FFFF}'),
    ('\u{10000}', '\u{1FFFF}'),
    ('\u{2F800}', '\u{2FA1F}'),
];

fn sources(base: char) -> impl Iterator<Item = char> {
    let first = SOURCES.partition_point(|entry| entry.0 < base);
    let entries = SOURCES.iter().skip(first);
    entries
        .take_while(move |entry| entry.0 == base)
        .map(|entry| entry.1)
}
