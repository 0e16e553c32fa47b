//! Parsing of a query into letters.

use super::iteration::{self, RepeatMark};
use super::{
    AtomLetter, DASHES, ELLIPSES, MIDDLE_DOTS, MIN_DASH_HYPHEN_COUNT, MIN_ELLIPSIS_DOT_COUNT,
    QueryLetter, STOPS, as_chars, has_gap,
};
use crate::text::forms::{
    Atom, Folding, LetterForms, Level, PlacedAtom, atoms, letter_forms, related,
};
use crate::text::variant::VariantScope;
use std::collections::HashMap;
use std::sync::Arc;

/// Parser of the letters of a query.
pub(super) struct LetterParser {
    folding: Folding,
    scope: VariantScope,
    /// Letters met before: a long query has few different ones.
    known: HashMap<(Atom, Vec<char>), KnownLetter>,
}

/// Ways to write a letter.
struct KnownLetter {
    others: Arc<[char]>,
    forms: Arc<LetterForms>,
}

impl LetterParser {
    pub(super) fn new(folding: Folding, scope: VariantScope) -> Self {
        Self {
            folding,
            scope,
            known: HashMap::new(),
        }
    }

    pub(super) fn line_letters(&mut self, line: &str) -> Vec<QueryLetter> {
        let parts = atoms(line, self.folding);
        if self.folding.level == Level::Exact {
            return parts
                .into_iter()
                .map(|part| self.atom_letter(part.atom, part.selectors, Vec::new()))
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
        if self.folding.level == Level::Variants
            && let Some((mark, count)) = RepeatMark::at(atoms, 0)
        {
            return (QueryLetter::Repeat(mark), count);
        }
        let letter = self.atom_letter(first.atom.clone(), first.selectors.clone(), Vec::new());
        (letter, 1)
    }

    /// Returns the letter of an atom that may also be written as one of `marks`, or as their forms.
    fn atom_letter(&mut self, atom: Atom, selectors: Box<str>, marks: Vec<char>) -> QueryLetter {
        let (folding, scope) = (self.folding, self.scope);
        let entry = self.known.entry((atom.clone(), marks));
        let known = entry.or_insert_with_key(|(atom, marks)| {
            let mut others: Vec<char> = marks.clone();
            let mut forms = letter_forms(atom, folding, scope);
            for c in marks.iter().copied().chain(atom.as_char()) {
                others.extend(related(c, folding.level, scope));
            }
            for mark in marks {
                forms.add(letter_forms(&Atom::Single(*mark), folding, scope));
            }
            others.sort_unstable();
            others.dedup();
            KnownLetter {
                others: others.into(),
                forms: Arc::new(forms),
            }
        });
        QueryLetter::Atom(AtomLetter {
            atom,
            others: Arc::clone(&known.others),
            selectors,
            forms: Arc::clone(&known.forms),
            may_be_repeat_mark: false,
        })
    }

    /// Returns a letter of one atom that may be other characters too.
    pub(super) fn letter_with(
        &mut self,
        letter: &QueryLetter,
        others: impl Iterator<Item = char>,
    ) -> QueryLetter {
        let QueryLetter::Atom(letter) = letter else {
            return letter.clone();
        };
        let key = (letter.atom.clone(), Vec::new());
        let known = self.known.entry(key).or_insert_with(|| {
            let others: Vec<char> = others.collect();
            let mut forms = LetterForms::clone(&letter.forms);
            forms.add(LetterForms {
                whole: others.clone(),
                partial: Vec::new(),
            });
            KnownLetter {
                others: others.into(),
                forms: Arc::new(forms),
            }
        });
        QueryLetter::Atom(AtomLetter {
            others: Arc::clone(&known.others),
            forms: Arc::clone(&known.forms),
            ..letter.clone()
        })
    }

    /// Lets characters that repeat those before them be written as marks, and marks as characters (人々, こゝろ).
    pub(super) fn add_iteration_marks(&mut self, letters: &mut [QueryLetter]) {
        let atoms = as_chars(letters);
        for (index, letter) in letters.iter_mut().enumerate() {
            let marks = iteration::marks(&atoms, index);
            if let (QueryLetter::Atom(atom), false) = (&*letter, marks.is_empty()) {
                *letter = self.atom_letter(atom.atom.clone(), Box::default(), marks);
            }
        }
    }
}

fn last_char(atom: &Atom) -> char {
    match atom {
        Atom::Single(c) => *c,
        Atom::Sequence(text) => text.chars().next_back().unwrap_or_default(),
    }
}
