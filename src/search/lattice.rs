//! The letters of a query, and the plain way to find them: in the atoms of a text, one after the other. Slow and
//! complete; [`super::pattern`] finds the places where it is worth asking.

use crate::text::autospace::{is_spaced, spacing_side};
use crate::text::forms::{
    Atom, Folding, LetterForms, Level, PlacedAtom, atoms, letter_forms, related,
};
use crate::text::line_class::char_props;
use crate::text::variant::VariantScope;
use std::collections::HashMap;
use std::sync::Arc;

/// A letter of a query.
#[derive(Clone, Debug)]
pub(crate) enum QueryLetter {
    /// An atom of the text that is the same letter.
    Atom(AtomLetter),
    /// A blank that may be there or not.
    MaybeBlank,
    /// A run of dashes, or of two hyphens and more; where it was typed as `–`, a single hyphen too.
    Dash { is_en_dash: bool },
    /// A run of ellipses, or of three full stops or middle dots and more.
    Ellipsis,
}

/// A letter that is one atom.
#[derive(Clone, Debug)]
pub(crate) struct AtomLetter {
    atom: Atom,
    /// Other atoms that are the same letter, sorted.
    others: Arc<[char]>,
    /// Variation selectors that must be there; none at levels above exact.
    selectors: Box<str>,
    /// Code points it may be written with.
    pub(crate) forms: Arc<LetterForms>,
}

impl AtomLetter {
    fn is_same(&self, placed: &PlacedAtom) -> bool {
        let is_same = self.atom == placed.atom
            || placed
                .atom
                .as_char()
                .is_some_and(|c| self.others.binary_search(&c).is_ok());
        is_same && (self.selectors.is_empty() || self.selectors == placed.selectors)
    }

    /// Whether it is a blank, of which several in a row are one above the exact level.
    pub(crate) fn is_blank(&self) -> bool {
        self.atom == Atom::Single(' ')
    }

    /// Whether no single code point is it: marks or variation selectors must follow.
    pub(crate) fn is_several_code_points(&self) -> bool {
        !self.selectors.is_empty() || matches!(self.atom, Atom::Sequence(_))
    }
}

const DASHES: [char; 6] = ['—', '―', '–', '─', '⸺', '⸻'];
const ELLIPSES: [char; 3] = ['…', '⋯', '‥'];
const STOPS: [char; 2] = ['.', '。'];
const MIDDLE_DOTS: [char; 6] = ['·', '・', '‧', '•', '∙', '⋅'];
/// Full stops or middle dots in a row that are an ellipsis.
const MIN_ELLIPSIS_DOT_COUNT: usize = 3;
/// Hyphens in a row that are a dash.
const MIN_DASH_HYPHEN_COUNT: usize = 2;

/// The letters of a query at one level.
#[derive(Clone, Debug)]
pub(crate) struct Lattice {
    pub(crate) letters: Box<[QueryLetter]>,
    pub(crate) folding: Folding,
}

/// Answer of [`Lattice::match_at`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct LatticeMatch {
    /// Index after the last atom of the match; `None` without a match.
    pub(crate) end: Option<usize>,
    /// Index behind the last atom that was looked at; more than there are if the text ended too early.
    pub(crate) reach: usize,
}

impl Lattice {
    /// Returns the letters of what was typed. It is empty if nothing in the text counts at this level.
    pub(crate) fn parse(query: &str, folding: Folding, scope: VariantScope) -> Self {
        let mut lines: Vec<&str> = query.split(['\n', '\r', '\u{2028}', '\u{2029}']).collect();
        if lines.len() > 1 {
            // A pasted paragraph: a line end in it is a blank that may be there or not.
            lines = lines
                .into_iter()
                .map(str::trim)
                .filter(|line| !line.is_empty())
                .collect();
        }
        let mut parser = LetterParser {
            folding,
            scope,
            known: HashMap::new(),
        };
        let mut letters = Vec::new();
        for line in lines {
            let more = parser.line_letters(line);
            if !letters.is_empty() && !more.is_empty() {
                letters.push(QueryLetter::MaybeBlank);
            }
            letters.extend(more);
        }
        Self {
            letters: letters.into(),
            folding,
        }
    }

    /// Matches the letters with the atoms from index `at` on.
    pub(crate) fn match_at(&self, text: &[PlacedAtom], at: usize) -> LatticeMatch {
        let mut end = at;
        for letter in &self.letters {
            match self.letter_end(text, end, letter) {
                Ok(next) => end = next,
                Err(reach) => return LatticeMatch { end: None, reach },
            }
        }
        let is_whole = end > at && text.get(end - 1).is_some_and(|last| last.is_last);
        LatticeMatch {
            end: is_whole.then_some(end),
            reach: end,
        }
    }

    /// Returns the index behind a letter that begins at `at`, as far as it goes; else how far was looked.
    fn letter_end(
        &self,
        text: &[PlacedAtom],
        at: usize,
        letter: &QueryLetter,
    ) -> Result<usize, usize> {
        let run = |of: &[char]| {
            let rest = text.get(at..).unwrap_or_default();
            let is_other =
                |placed: &PlacedAtom| placed.atom.as_char().is_none_or(|c| !of.contains(&c));
            rest.iter().position(is_other).unwrap_or(rest.len())
        };
        let is_blank = |placed: &PlacedAtom| placed.atom == Atom::Single(' ');
        match letter {
            QueryLetter::MaybeBlank => Ok(at + usize::from(text.get(at).is_some_and(is_blank))),
            QueryLetter::Atom(letter) => match text.get(at) {
                Some(placed) if letter.is_same(placed) => Ok(at + 1),
                _ => Err(at + 1),
            },
            QueryLetter::Dash { is_en_dash } => {
                let (dashes, hyphens) = (run(&DASHES), run(&['-']));
                let is_single_hyphen = || {
                    let c = text.get(at).and_then(|placed| placed.atom.as_char());
                    let same = related('–', self.folding.level, VariantScope::Common);
                    c.is_some_and(|c| same.contains(&c))
                };
                match (dashes, hyphens) {
                    (1.., _) => Ok(at + dashes),
                    (_, MIN_DASH_HYPHEN_COUNT..) => Ok(at + hyphens),
                    _ if *is_en_dash && is_single_hyphen() => Ok(at + 1),
                    _ => Err(at + hyphens + 1),
                }
            }
            QueryLetter::Ellipsis => {
                let (ellipses, stops, dots) = (run(&ELLIPSES), run(&STOPS), run(&MIDDLE_DOTS));
                match ellipses {
                    1.. => Ok(at + ellipses),
                    _ if stops.max(dots) >= MIN_ELLIPSIS_DOT_COUNT => Ok(at + stops.max(dots)),
                    _ => Err(at + stops.max(dots) + 1),
                }
            }
        }
    }
}

struct LetterParser {
    folding: Folding,
    scope: VariantScope,
    /// Letters met before: a long query has few different ones.
    known: HashMap<Atom, (Arc<[char]>, Arc<LetterForms>)>,
}

impl LetterParser {
    fn line_letters(&mut self, line: &str) -> Vec<QueryLetter> {
        let parts = atoms(line, self.folding);
        if self.folding.level == Level::Exact {
            return parts
                .into_iter()
                .map(|part| self.atom_letter(part))
                .collect();
        }
        let mut letters = Vec::new();
        // The last code point of the letter before, and whether that is an atom.
        let mut before: Option<(char, bool)> = None;
        let mut rest = &parts[..];
        while let Some((first, behind)) = rest.split_first() {
            let (letter, count) = self.first_letter(first, rest);
            let is_atom = matches!(letter, QueryLetter::Atom(_));
            let is_blank = first.atom == Atom::Single(' ');
            let next = behind.first().map(|next| next.atom.first_char());
            let is_gap = |a: Option<(char, bool)>, b: Option<char>| match (a, b) {
                (Some((a, _)), Some(b)) => has_gap(a, b),
                _ => false,
            };
            if is_blank && is_gap(before, next) {
                letters.push(QueryLetter::MaybeBlank);
            } else {
                let is_after_atom = before.is_some_and(|(_, is_atom)| is_atom);
                if is_atom
                    && !is_blank
                    && is_after_atom
                    && is_gap(before, Some(first.atom.first_char()))
                {
                    letters.push(QueryLetter::MaybeBlank);
                }
                letters.push(letter);
            }
            before = Some((last_char(&first.atom), is_atom && !is_blank));
            rest = rest.get(count..).unwrap_or_default();
        }
        letters
    }

    /// Returns the letter that the atoms begin with, and how many of them it is.
    fn first_letter(&mut self, first: &PlacedAtom, atoms: &[PlacedAtom]) -> (QueryLetter, usize) {
        let run = |of: &[char]| {
            let is_other =
                |placed: &PlacedAtom| placed.atom.as_char().is_none_or(|c| !of.contains(&c));
            atoms.iter().position(is_other).unwrap_or(atoms.len())
        };
        let is_en_dash = first.atom == Atom::Single('–');
        let (dashes, hyphens) = (run(&DASHES), run(&['-']));
        if dashes > 0 || hyphens >= MIN_DASH_HYPHEN_COUNT {
            return (QueryLetter::Dash { is_en_dash }, dashes.max(hyphens));
        }
        let (ellipses, dots) = (run(&ELLIPSES), run(&STOPS).max(run(&MIDDLE_DOTS)));
        if ellipses > 0 || dots >= MIN_ELLIPSIS_DOT_COUNT {
            return (QueryLetter::Ellipsis, ellipses.max(dots));
        }
        (self.atom_letter(first.clone()), 1)
    }

    fn atom_letter(&mut self, placed: PlacedAtom) -> QueryLetter {
        let (folding, scope) = (self.folding, self.scope);
        let entry = self.known.entry(placed.atom.clone());
        let (others, forms) = entry.or_insert_with_key(|atom| {
            let others = atom
                .as_char()
                .map(|c| related(c, folding.level, scope))
                .unwrap_or_default();
            (others.into(), Arc::new(letter_forms(atom, folding, scope)))
        });
        QueryLetter::Atom(AtomLetter {
            atom: placed.atom,
            others: Arc::clone(others),
            selectors: placed.selectors,
            forms: Arc::clone(forms),
        })
    }
}

fn last_char(atom: &Atom) -> char {
    match atom {
        Atom::Single(c) => *c,
        Atom::Sequence(text) => text.chars().next_back().unwrap_or_default(),
    }
}

/// Whether the page leaves a gap between two letters, so that a blank there does not count.
pub(crate) fn has_gap(before: char, after: char) -> bool {
    let side = |c: char| spacing_side(c, char_props(c));
    is_spaced(side(before), side(after))
}

/// Returns the code points that a letter may begin with, hold or be a part of.
pub(crate) fn code_points(letter: &QueryLetter, folding: Folding) -> LetterForms {
    let of_marks = |marks: &[char]| {
        let mut all = LetterForms::default();
        for mark in marks {
            let forms = letter_forms(&Atom::Single(*mark), folding, VariantScope::Common);
            all.partial.extend(forms.whole);
            all.partial.extend(forms.partial);
        }
        all
    };
    match letter {
        QueryLetter::Atom(letter) => LetterForms::clone(&letter.forms),
        QueryLetter::MaybeBlank => LetterForms::default(),
        QueryLetter::Dash { .. } => of_marks(&[&DASHES[..], &['-', '‐', '−']].concat()),
        QueryLetter::Ellipsis => of_marks(&[&ELLIPSES[..], &STOPS, &MIDDLE_DOTS].concat()),
    }
}
