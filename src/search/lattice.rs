//! The letters of a query, and the plain way to find them: in the atoms of a text, one after the other. Slow and
//! complete; [`super::pattern`] finds the places where it is worth asking.

mod iteration;
mod loose;
mod parser;

use crate::text::autospace::{is_spaced, spacing_side};
use crate::text::forms::{Atom, Folding, LetterForms, Level, PlacedAtom, letter_forms, related};
use crate::text::line_class::char_props;
use crate::text::variant::VariantScope;
use iteration::{RepeatMark, Repetition};
use parser::LetterParser;
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
    /// A mark that repeats the characters before it (〳〵), or these characters once more.
    Repeat(RepeatMark),
    /// A number of this value, in digits or in Han numerals.
    Number(u32),
}

impl QueryLetter {
    /// Returns the code point of its atom, if it is one.
    fn as_char(&self) -> Option<char> {
        match self {
            Self::Atom(letter) => letter.atom.as_char(),
            Self::MaybeBlank
            | Self::Dash { .. }
            | Self::Ellipsis
            | Self::Repeat(_)
            | Self::Number(_) => None,
        }
    }
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
    /// Whether a mark of repetition in the text may take its place and that of letters behind it.
    may_be_repeat_mark: bool,
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

    /// Returns whether it is a blank, of which several in a row are one above the exact level.
    pub(crate) fn is_blank(&self) -> bool {
        self.atom == Atom::Single(' ')
    }

    /// Returns whether a code point of the text that is not it may begin a mark of repetition in its place.
    pub(crate) fn may_be_repeat_mark(&self, c: char) -> bool {
        self.may_be_repeat_mark && iteration::REPEAT_MARK_STARTS.contains(&c)
    }

    /// Returns whether no single code point is it: marks or variation selectors must follow.
    pub(crate) fn is_several_code_points(&self) -> bool {
        !self.selectors.is_empty() || matches!(self.atom, Atom::Sequence(_))
    }
}

const DASHES: [char; 6] = ['—', '―', '–', '─', '⸺', '⸻'];
const ELLIPSES: [char; 3] = ['…', '⋯', '‥'];
const STOPS: [char; 2] = ['.', '。'];
const MIDDLE_DOTS: [char; 8] = ['·', '・', '‧', '•', '∙', '⋅', 'ㆍ', '⸱'];
/// Full stops or middle dots in a row that are an ellipsis.
const MIN_ELLIPSIS_DOT_COUNT: usize = 3;
/// Hyphens in a row that are a dash.
const MIN_DASH_HYPHEN_COUNT: usize = 2;

/// The letters of a query at one level.
#[derive(Clone, Debug)]
pub(crate) struct Lattice {
    pub(crate) letters: Box<[QueryLetter]>,
    pub(crate) folding: Folding,
    /// Letters that a text may write as a mark of repetition, ascending.
    repetitions: Box<[Repetition]>,
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
        let mut parser = LetterParser::new(folding, scope);
        let mut letters = Vec::new();
        for line in lines {
            let more = parser.line_letters(line);
            if !letters.is_empty() && !more.is_empty() {
                letters.push(QueryLetter::MaybeBlank);
            }
            letters.extend(more);
        }
        let mut repetitions = Vec::new();
        if folding.level == Level::Variants {
            parser.add_iteration_marks(&mut letters);
            repetitions = iteration::repetitions(&as_chars(&letters));
            for repetition in &repetitions {
                if let Some(QueryLetter::Atom(letter)) = letters.get_mut(repetition.index) {
                    letter.may_be_repeat_mark = true;
                }
            }
        }
        Self {
            letters: letters.into(),
            folding,
            repetitions: repetitions.into(),
        }
    }

    /// Returns the number of letters before which no mark of the text stands for several of them.
    pub(crate) fn plain_len(&self) -> usize {
        let first = self.repetitions.first();
        first.map_or(self.letters.len(), |repetition| repetition.index)
    }

    /// Matches the letters with the atoms from index `at` on.
    pub(crate) fn match_at(&self, text: &[PlacedAtom], at: usize) -> LatticeMatch {
        let mut end = at;
        let mut index = 0;
        while let Some(letter) = self.letters.get(index) {
            if let Some((len, next)) = self.repeat_mark_at(index, text, end) {
                index += len;
                end = next;
                continue;
            }
            let next = match letter {
                QueryLetter::Repeat(mark) => mark.end(text, at, end),
                letter => self.letter_end(text, end, letter),
            };
            match next {
                Ok(next) => end = next,
                Err(reach) => return LatticeMatch { end: None, reach },
            }
            index += 1;
        }
        let is_whole = end > at && text.get(end - 1).is_some_and(|last| last.is_last);
        LatticeMatch {
            end: is_whole.then_some(end),
            reach: end,
        }
    }

    /// Returns how many letters from `index` on the text writes as one mark at `at`, and the index behind that mark;
    /// `None` if there is no such mark.
    fn repeat_mark_at(
        &self,
        index: usize,
        text: &[PlacedAtom],
        at: usize,
    ) -> Option<(usize, usize)> {
        let first = self
            .repetitions
            .binary_search_by_key(&index, |repetition| repetition.index);
        let repetition = self.repetitions.get(first.ok()?)?;
        let (mark, end) = RepeatMark::at(text, at)?;
        repetition.fits(mark).then_some((repetition.len, end))
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
                _ => Err(iteration::mark_reach(text, at)),
            },
            QueryLetter::Repeat(mark) => mark.end(text, at, at),
            QueryLetter::Number(value) => loose::number_end(text, at, *value),
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

fn as_chars(letters: &[QueryLetter]) -> Vec<Option<char>> {
    letters.iter().map(QueryLetter::as_char).collect()
}

/// Returns whether the page leaves a gap between two letters, so that a blank there does not count.
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
        QueryLetter::MaybeBlank | QueryLetter::Number(_) => LetterForms::default(),
        QueryLetter::Repeat(_) => of_marks(&iteration::REPEAT_MARK_STARTS),
        QueryLetter::Dash { .. } => of_marks(&[&DASHES[..], &['-', '‐', '−']].concat()),
        QueryLetter::Ellipsis => of_marks(&[&ELLIPSES[..], &STOPS, &MIDDLE_DOTS].concat()),
    }
}
