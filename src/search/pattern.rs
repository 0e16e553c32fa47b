//! Finds the letters of a query in bytes. One letter, the rarest, is looked for with all the code points it may be
//! written with; where it is found, the letters beside it are compared code point by code point. Where that does not
//! decide (marks, selectors, ligatures, blanks, runs), the atoms of a small window around it do.

pub(crate) mod char_set;
pub(crate) mod core_scan;
pub(crate) mod neighbours;

use super::lattice::{Lattice, QueryLetter, code_points};
use crate::doc::LineEnds;
use crate::text::forms::{LetterForms, PlacedAtom, atoms, is_blank};
use core_scan::CoreScan;
pub(crate) use neighbours::{Beside, is_cluster_edge, next_char};
use neighbours::{is_alone, is_edge_before, is_edge_behind, previous_char};
use std::ops::Range;

/// Letters among which the rarest is chosen. More would not find a rarer one, and a pasted paragraph has thousands.
const MAX_CORE_CANDIDATE_COUNT: usize = 64;
/// Bytes behind the core that are looked at first; doubled where they do not decide.
const FIRST_WINDOW_BYTES: usize = 24;

/// A query as it is found in bytes.
#[derive(Debug)]
pub(crate) struct LetterPattern {
    lattice: Lattice,
    /// Index of the letter that is looked for.
    core: usize,
    /// Letters before it, and among them how many may be there or not.
    letters_before: usize,
    maybes_before: usize,
    scan: CoreScan,
    /// Length in bytes of all that the scan finds, if that is the whole query: one code point that is a cluster of its own.
    lone_len: Option<usize>,
}

/// A place that [`LetterPattern::next`] found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum QueryMatch {
    /// A hit within a line, in bytes.
    Hit(Range<usize>),
    /// A byte of a line; the query may go from there over the end of the line, or come over the end of the one before.
    AtLineEnd(usize),
}

/// Verdict of a look at a core and what is beside it.
enum CoreVerdict {
    Hit(Range<usize>),
    No,
    /// The line ends within the query.
    LineEnds,
    Undecided,
}

/// Result of comparing a letter with one code point.
enum Compared {
    /// They are the same; the next one is beside this byte.
    Same(usize),
    Different,
    LineEnds,
    Undecided,
}

/// Way in which letters are compared from the core on.
#[derive(Clone, Copy)]
enum LookDirection {
    Forward,
    /// Not beyond this byte.
    Backward(usize),
}

impl LookDirection {
    fn beside(self, text: &[u8], at: usize) -> Beside {
        match self {
            Self::Forward => next_char(text, at),
            Self::Backward(from) if at <= from && from > 0 => Beside::Nothing,
            Self::Backward(_) => previous_char(text, at),
        }
    }
}

impl LetterPattern {
    /// Returns the pattern of a lattice; `None` if it has no letters.
    pub(crate) fn new(lattice: Lattice) -> Option<Self> {
        // Letters before the core must be one atom each, or blanks that may be there, and no mark may stand for several.
        let is_atom = |letter: &&QueryLetter| {
            matches!(letter, QueryLetter::Atom(_) | QueryLetter::MaybeBlank)
        };
        let plain_len = lattice.plain_len().min(MAX_CORE_CANDIDATE_COUNT);
        let first = lattice.letters.iter().take(plain_len);
        let eligible = first.take_while(is_atom).count().max(1);
        let forms: Vec<LetterForms> = lattice
            .letters
            .iter()
            .take(eligible)
            .map(|letter| code_points(letter, lattice.folding))
            .collect();
        let candidates = lattice.letters.iter().zip(&forms).enumerate();
        let (core, scan) = candidates
            .filter(|(index, (letter, _))| match letter {
                QueryLetter::Atom(letter) => *index == 0 || !letter.is_blank(),
                QueryLetter::MaybeBlank | QueryLetter::Number(_) => false,
                QueryLetter::Dash { .. } | QueryLetter::Ellipsis | QueryLetter::Repeat(_) => true,
            })
            .map(|(index, (_, forms))| (index, forms))
            .min_by_key(|(_, forms)| core_scan::cost(forms))
            .map(|(index, forms)| (index, CoreScan::new(forms)))?;
        let before = lattice.letters.get(..core)?;
        let is_maybe = |letter: &&QueryLetter| matches!(letter, QueryLetter::MaybeBlank);
        let maybes_before = before.iter().filter(is_maybe).count();
        Some(Self {
            letters_before: core - maybes_before,
            maybes_before,
            lone_len: lone_char(&lattice).map(char::len_utf8),
            core,
            scan,
            lattice,
        })
    }

    /// Returns the next hit in `text` that starts at or after byte `from`, where a cluster begins and no hit goes on.
    /// Lines of `text` are paragraphs if `line_ends` close them; else hits may cross their ends.
    pub(crate) fn next(&self, text: &[u8], from: usize, line_ends: LineEnds) -> Option<QueryMatch> {
        let mut at = from;
        loop {
            let core = self.scan.find(text, at)?;
            if let Some(end) = self.lone_len.map(|len| core + len)
                && (core == from || is_edge_behind(text, core))
                && is_edge_before(text, end)
            {
                return Some(QueryMatch::Hit(core..end));
            }
            let verdict = match self.look(text, core, from, line_ends) {
                CoreVerdict::Undecided => self.verify(text, core, from),
                verdict => verdict,
            };
            match verdict {
                CoreVerdict::Hit(hit) => return Some(QueryMatch::Hit(hit)),
                CoreVerdict::LineEnds if line_ends == LineEnds::Join => {
                    return Some(QueryMatch::AtLineEnd(core));
                }
                CoreVerdict::No | CoreVerdict::LineEnds | CoreVerdict::Undecided => at = core + 1,
            }
        }
    }

    /// Looks at the code points beside a core. Decides only where each of them is surely a cluster of its own.
    fn look(&self, text: &[u8], core: usize, from: usize, line_ends: LineEnds) -> CoreVerdict {
        let letters = &self.lattice.letters;
        let backward = LookDirection::Backward(from);
        // A ligature takes in letters beside the core too.
        let own = letters
            .get(self.core)
            .map(|letter| compare(letter, text, core, LookDirection::Forward));
        let Some(Compared::Same(behind)) = own else {
            return CoreVerdict::Undecided;
        };
        let before = letters.get(..self.core).unwrap_or_default().iter().rev();
        let after = letters.get(self.core + 1..).unwrap_or_default().iter();
        let start = run_of(before, text, core, backward, line_ends);
        if let Err(verdict @ (CoreVerdict::No | CoreVerdict::Undecided)) = start {
            return verdict;
        }
        let end = match run_of(after, text, behind, LookDirection::Forward, line_ends) {
            Ok(end) => end,
            Err(verdict) => return verdict,
        };
        let Ok(start) = start else {
            return CoreVerdict::LineEnds;
        };
        // A blank behind another is not the first of its run.
        let is_in_run = matches!(letters.first(), Some(QueryLetter::Atom(letter)) if letter.is_blank())
            && is_blank_beside(text, start, backward);
        let is_begun = start == from || (is_edge_behind(text, start) && !is_in_run);
        if is_begun && is_edge_before(text, end) {
            CoreVerdict::Hit(start..end)
        } else {
            CoreVerdict::Undecided
        }
    }

    /// Decides by the atoms around a core, as far as needed.
    fn verify(&self, text: &[u8], core: usize, from: usize) -> CoreVerdict {
        let (start, is_begun) = self.window_start(text, core, from);
        let mut len = FIRST_WINDOW_BYTES.max(4 * self.lattice.letters.len());
        loop {
            let (end, is_line_end) = window_end(text, core, len);
            let window = text
                .get(start..end)
                .and_then(|window| str::from_utf8(window).ok());
            let Some(window) = window else {
                return CoreVerdict::No;
            };
            let atoms = atoms(window, self.lattice.folding);
            let mut reach = 0;
            let hit = self.match_around(&atoms, core - start, &mut reach);
            // The last atom of a window that was cut may go on behind it.
            if is_line_end || reach < atoms.len() {
                let is_ended = is_line_end && reach + trailing_blanks(&atoms) >= atoms.len();
                return match hit {
                    Some(hit) => CoreVerdict::Hit(start + hit.start..start + hit.end),
                    None if is_begun || is_ended => CoreVerdict::LineEnds,
                    None => CoreVerdict::No,
                };
            }
            len *= 2;
        }
    }

    /// Returns the first match among the atoms of a window that takes in the code point at byte `core`.
    fn match_around(
        &self,
        atoms: &[PlacedAtom],
        core: usize,
        reach: &mut usize,
    ) -> Option<Range<usize>> {
        let first = atoms.partition_point(|placed| placed.end <= core);
        let behind = atoms.partition_point(|placed| placed.start <= core);
        let lowest = first.saturating_sub(self.letters_before + self.maybes_before);
        for at in lowest..behind.saturating_sub(self.letters_before) {
            let Some(begin) = atoms.get(at).filter(|placed| placed.is_first) else {
                continue;
            };
            let matched = self.lattice.match_at(atoms, at);
            *reach = (*reach).max(matched.reach);
            let last = matched.end.and_then(|end| atoms.get(end - 1));
            if let Some(last) = last.filter(|last| last.end > core) {
                return Some(begin.start..last.end);
            }
        }
        None
    }

    /// Returns where a window around a core begins, far enough back for the letters before it and at the edge of a
    /// cluster; and whether a line begins there, too near.
    fn window_start(&self, text: &[u8], core: usize, from: usize) -> (usize, bool) {
        let mut start = core;
        let mut count = 0;
        let mut is_edge_behind = next_char(text, core).is_edge();
        loop {
            let (c, at) = match LookDirection::Backward(from).beside(text, start) {
                Beside::Char(c, at) => (c, at),
                Beside::LineEnd => return (start, count < self.letters_before),
                Beside::Nothing => return (start, false),
            };
            // Controls are clusters of their own too (UAX #29, GB4 and GB5).
            let is_cluster = is_alone(c) || c.is_control();
            let is_letter = is_cluster && !is_blank(c);
            if count >= self.letters_before && is_letter && is_edge_behind {
                return (start, false);
            }
            is_edge_behind = is_cluster;
            count += usize::from(is_letter);
            start = at;
        }
    }
}

/// Returns the only letter of a query, if it is written in one way and is a cluster of its own.
fn lone_char(lattice: &Lattice) -> Option<char> {
    let [QueryLetter::Atom(letter)] = &lattice.letters[..] else {
        return None;
    };
    let [c] = letter.forms.whole[..] else {
        return None;
    };
    let is_lone = !letter.is_several_code_points()
        && !letter.is_blank()
        && letter.forms.partial.is_empty()
        && is_alone(c);
    is_lone.then_some(c)
}

/// Compares letters with the code points from byte `at` on. Returns the byte on the other side of them.
fn run_of<'l>(
    letters: impl Iterator<Item = &'l QueryLetter>,
    text: &[u8],
    at: usize,
    direction: LookDirection,
    line_ends: LineEnds,
) -> Result<usize, CoreVerdict> {
    letters.into_iter().try_fold(at, |at, letter| {
        match compare(letter, text, at, direction) {
            Compared::Same(next) => Ok(next),
            // Blanks at the ends of lines are left out where lines are put together.
            Compared::Different
                if line_ends == LineEnds::Join && is_blank_beside(text, at, direction) =>
            {
                Err(CoreVerdict::Undecided)
            }
            Compared::Different => Err(CoreVerdict::No),
            Compared::LineEnds => Err(CoreVerdict::LineEnds),
            Compared::Undecided => Err(CoreVerdict::Undecided),
        }
    })
}

fn is_blank_beside(text: &[u8], at: usize, direction: LookDirection) -> bool {
    matches!(direction.beside(text, at), Beside::Char(c, _) if is_blank(c))
}

fn compare(letter: &QueryLetter, text: &[u8], at: usize, direction: LookDirection) -> Compared {
    let beside = direction.beside(text, at);
    let letter = match (letter, beside) {
        (QueryLetter::Atom(letter), _) if letter.is_several_code_points() => {
            return Compared::Undecided;
        }
        (QueryLetter::Atom(letter), _) => letter,
        (QueryLetter::MaybeBlank, Beside::Char(c, _)) if is_blank(c) || !is_alone(c) => {
            return Compared::Undecided;
        }
        (QueryLetter::MaybeBlank, _) => return Compared::Same(at),
        (
            QueryLetter::Dash { .. }
            | QueryLetter::Ellipsis
            | QueryLetter::Repeat(_)
            | QueryLetter::Number(_),
            _,
        ) => {
            return Compared::Undecided;
        }
    };
    let (c, next) = match beside {
        Beside::Char(c, next) => (c, next),
        Beside::LineEnd => return Compared::LineEnds,
        Beside::Nothing => return Compared::Different,
    };
    if !is_alone(c) {
        return Compared::Undecided;
    }
    if contains(&letter.forms.whole, c) {
        // More blanks in a row are one.
        let is_run = letter.is_blank() && is_blank_beside(text, next, direction);
        if is_run {
            Compared::Undecided
        } else {
            Compared::Same(next)
        }
    } else if contains(&letter.forms.partial, c) || letter.may_be_repeat_mark(c) {
        Compared::Undecided
    } else {
        Compared::Different
    }
}

fn contains(sorted: &[char], c: char) -> bool {
    match sorted {
        [one] => *one == c,
        _ => sorted.binary_search(&c).is_ok(),
    }
}

/// Returns where a window of about `len` bytes from `core` on ends, and whether its line or valid text ends there.
fn window_end(text: &[u8], core: usize, len: usize) -> (usize, bool) {
    let mut end = core;
    while end < core + len {
        match next_char(text, end) {
            Beside::Char(_, next) => end = next,
            Beside::LineEnd | Beside::Nothing => return (end, true),
        }
    }
    (end, false)
}

/// Returns how many atoms at the end of a line are blanks.
fn trailing_blanks(atoms: &[PlacedAtom]) -> usize {
    let is_blank = |placed: &&PlacedAtom| placed.atom.as_char().is_some_and(is_blank);
    atoms.iter().rev().take_while(is_blank).count()
}
