//! The way back from a folded letter: which code points of a text are it, or may be a part of it.

use super::{Atom, Folding, Level, atoms, is_conjoining, related};
use crate::text::variant::VariantScope;
use unicode_normalization::UnicodeNormalization as _;

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

/// Code points that fold to something else at the widest level, as pairs of the base of each of their atoms and the code
/// point: three bytes each, the most significant first, ascending. Collecting them takes longer than searching many a
/// book, so they are stored; a test compares them with the folding and writes them with `UPDATE=1`.
static SOURCES: &[u8] = include_bytes!("sources.bin");

/// Bytes of a code point in [`SOURCES`].
const CODE_POINT_BYTES: usize = 3;

/// Returns the code points that have `base` among the bases of their atoms.
fn sources(base: char) -> impl Iterator<Item = char> {
    let (pairs, _) = SOURCES.as_chunks::<{ 2 * CODE_POINT_BYTES }>();
    let pair = |bytes: &[u8; 2 * CODE_POINT_BYTES]| {
        let code_point = |bytes: &[u8]| {
            bytes
                .iter()
                .fold(0, |code, byte| code << 8 | u32::from(*byte))
        };
        let (base, source) = bytes.split_at(CODE_POINT_BYTES);
        (code_point(base), code_point(source))
    };
    let first = pairs.partition_point(|bytes| pair(bytes).0 < u32::from(base));
    let behind = pairs.get(first..).unwrap_or_default().iter().map(pair);
    behind
        .take_while(move |entry| entry.0 == u32::from(base))
        .filter_map(|entry| char::from_u32(entry.1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::forms::LetterCase;

    #[test]
    fn stored_sources_are_those_of_the_folding() {
        let widest = Folding {
            level: Level::Variants,
            case: LetterCase::Folded,
        };
        let mut found = Vec::new();
        // Syllables of Hangul are found from their jamo; other planes and unified ideographs fold to nothing else.
        let ranges = [
            '\0'..='\u{33FF}',
            '\u{A000}'..='\u{ABFF}',
            '\u{D7B0}'..='\u{1FFFF}',
            '\u{2F800}'..='\u{2FA1F}',
        ];
        for c in ranges.into_iter().flatten() {
            for part in atoms(c.encode_utf8(&mut [0; 4]), widest) {
                let base = base_of(&part.atom);
                if base != c {
                    found.push((base, c));
                }
            }
        }
        found.sort_unstable();
        found.dedup();
        let bytes: Vec<u8> = found
            .iter()
            .flat_map(|(base, c)| [*base, *c])
            .flat_map(|c| u32::from(c).to_be_bytes().into_iter().skip(1))
            .collect();
        if std::env::var_os("UPDATE").is_some() {
            let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
            std::fs::write(root.join("src/text/forms/sources.bin"), &bytes).expect("written");
        } else {
            assert!(
                bytes == SOURCES,
                "UPDATE=1 writes src/text/forms/sources.bin"
            );
        }
    }
}
