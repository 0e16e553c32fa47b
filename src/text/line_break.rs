//! Break opportunities by UAX #14 for Unicode 17, complete and without tailoring. One pass over the classes
//! with a fixed-size state, so time is linear for any text. Tailoring for a language changes the classes
//! beforehand ([`kinsoku`](super::kinsoku)), never the rules here.

use super::line_class::CharProps;
use super::line_class::Class::{
    self, AK, AL, AP, AS, B2, BA, BB, BK, CB, CI, CJ, CL, CM, CP, CR, DC, DS, EB, EL, EM, EU, EX,
    GL, H2, H3, HH, HL, HY, ID, IN, IS, JL, JT, JV, LF, NL, NS, NU, OP, PO, PR, QF, QI, QU, RI, SP,
    SY, VF, VI, WJ, ZJ, ZW,
};

/// Break opportunity before a code point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Break {
    /// The line continues.
    Prohibited,
    /// The line may end.
    Allowed,
    /// The line must end.
    Mandatory,
}

/// Input of the rules for one code point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClassAtom {
    /// Line breaking class, with AI and CJ resolved.
    pub class: Class,
    /// Whether the East Asian Width is F, W or H.
    pub east_asian: bool,
}

/// Atom before the first and after the last code point of a text.
const TEXT_EDGE: ClassAtom = ClassAtom::new(BK, false);

impl ClassAtom {
    /// Creates an atom of a class.
    pub const fn new(class: Class, east_asian: bool) -> Self {
        Self { class, east_asian }
    }

    /// Returns the atom of a code point by LB1: CJ becomes NS (CSS `line-break: strict`), ambiguous becomes AL.
    pub const fn from_props(facts: CharProps) -> Self {
        let class = match facts.class() {
            CJ => NS,
            CI => AL,
            class => class,
        };
        Self::new(class, facts.is_east_asian())
    }
}

/// Writes to `out`, after clearing it, the break before each atom.
/// The first is [`Break::Prohibited`]. The end of the text, a mandatory break (LB3), has no entry.
pub fn breaks(atoms: &[ClassAtom], out: &mut Vec<Break>) {
    out.clear();
    out.reserve(atoms.len());
    let Some(&first) = atoms.first() else { return };
    let mut walk = BreakState::new(first);
    out.push(Break::Prohibited);
    for (i, &atom) in atoms.iter().enumerate().skip(1) {
        // LB9: a combining mark belongs to its base.
        if matches!(atom.class, CM | ZJ) && !matches!(walk.last.class, BK | CR | LF | NL | SP | ZW)
        {
            out.push(Break::Prohibited);
            walk.after_joiner = atom.class == ZJ;
            continue;
        }
        let now = resolve_isolated_mark(atom);
        let rest = atoms.get(i + 1..).unwrap_or_default();
        out.push(walk.break_before(now, rest));
        walk.advance(now, atom.class == ZJ);
    }
}

/// Applies LB10: a combining mark without a base is a letter.
const fn resolve_isolated_mark(atom: ClassAtom) -> ClassAtom {
    match atom.class {
        CM | ZJ => ClassAtom::new(AL, atom.east_asian),
        _ => atom,
    }
}

/// Returns the `n`th unit (LB9) of the atoms after a unit, without combining marks.
fn nth_unit(rest: &[ClassAtom], n: usize) -> ClassAtom {
    let mut units = rest.iter().filter(|atom| !matches!(atom.class, CM | ZJ));
    units.nth(n).copied().unwrap_or(TEXT_EDGE)
}

/// State of the rules: the last units (LB9).
struct BreakState {
    /// Last unit and the unit before it.
    last: ClassAtom,
    before_last: ClassAtom,
    /// Last unit that is not a space, and the class of the unit before it.
    last_non_space: ClassAtom,
    before_non_space: Class,
    /// Whether the last code point was a zero width joiner.
    after_joiner: bool,
    /// Units since the end of a number, 0 if the last unit ends one: NU (SY | IS)*.
    units_since_number: u8,
    /// Returns whether the last units are an odd number of regional indicators.
    has_odd_flags: bool,
}

impl BreakState {
    fn new(first: ClassAtom) -> Self {
        let mut walk = Self {
            last: TEXT_EDGE,
            before_last: TEXT_EDGE,
            last_non_space: TEXT_EDGE,
            before_non_space: BK,
            after_joiner: false,
            units_since_number: u8::MAX,
            has_odd_flags: false,
        };
        walk.advance(resolve_isolated_mark(first), first.class == ZJ);
        walk
    }

    #[inline]
    fn advance(&mut self, now: ClassAtom, joiner: bool) {
        self.units_since_number = match now.class {
            NU => 0,
            SY | IS if self.units_since_number == 0 => 0,
            _ => self.units_since_number.saturating_add(1),
        };
        self.has_odd_flags = now.class == RI && !(self.has_odd_flags && self.last.class == RI);
        if now.class != SP {
            self.before_non_space = self.last.class;
            self.last_non_space = now;
        }
        self.before_last = self.last;
        self.last = now;
        self.after_joiner = joiner;
    }

    #[inline]
    fn break_before(&self, now: ClassAtom, rest: &[ClassAtom]) -> Break {
        match (self.last.class, now.class) {
            // Shortcut for the pairs that most text consists of: LB31, LB28 and LB23, LB7, LB13 and LB21,
            // LB18.
            (ID | CL | EX | NS, ID) | (H2 | H3, H2 | H3) if !self.after_joiner => Break::Allowed,
            (AL | NU, AL | NU) | (ID | AL | NU | CL | H2 | H3, SP | CL | NS | EX) => {
                Break::Prohibited
            }
            (SP, ID | AL | H2 | H3) if !matches!(self.last_non_space.class, OP | QI | ZW) => {
                Break::Allowed
            }
            (BK | NL | LF, _) => Break::Mandatory,
            (CR, next) if next != LF => Break::Mandatory,
            _ if self.forbids_break(now, rest) => Break::Prohibited,
            _ => Break::Allowed,
        }
    }

    /// Returns whether a rule forbids the break before `now`.
    fn forbids_break(&self, now: ClassAtom, rest: &[ClassAtom]) -> bool {
        self.rule_blanks(now)
            .or_else(|| self.rule_marks(now, rest))
            .or_else(|| self.rule_quotes(now, rest))
            .unwrap_or_else(|| {
                self.rule_hyphens(now)
                    || self.rule_numbers(now, rest)
                    || self.rule_letters(now)
                    || self.rule_syllables(now, rest)
                    || self.rule_pictures(now)
            })
    }

    /// Applies LB5 to `LB12a`; `None` if none of them decides.
    fn rule_blanks(&self, now: ClassAtom) -> Option<bool> {
        match (self.last.class, now.class) {
            (_, BK | CR | LF | NL | SP | ZW) => Some(true),
            _ if self.last_non_space.class == ZW => Some(false),
            _ if self.after_joiner => Some(true),
            (_, WJ) | (WJ | GL, _) => Some(true),
            (before, GL) if !matches!(before, SP | BA | HY | HH) => Some(true),
            _ => None,
        }
    }

    /// Applies LB13 to LB18; `None` if none of them decides.
    #[expect(
        clippy::match_same_arms,
        reason = "the rules stand in the order of the standard"
    )]
    fn rule_marks(&self, now: ClassAtom, rest: &[ClassAtom]) -> Option<bool> {
        let after_space = self.last.class == SP;
        let opened = matches!(
            self.before_non_space,
            BK | CR | LF | NL | OP | QU | QI | QF | GL | SP | ZW
        );
        match (self.last_non_space.class, now.class) {
            (_, CL | CP | EX | SY) | (OP, _) => Some(true),
            (QI, _) if opened => Some(true),
            (_, QF) if may_follow_closing_quote(nth_unit(rest, 0).class) => Some(true),
            (_, IS) => Some(!(after_space && nth_unit(rest, 0).class == NU)),
            (CL | CP, NS) | (B2 | DS, B2 | DS) => Some(true),
            _ if after_space => Some(false),
            _ => None,
        }
    }

    /// Applies LB19, `LB19a` and LB20; `None` if none of them decides.
    fn rule_quotes(&self, now: ClassAtom, rest: &[ClassAtom]) -> Option<bool> {
        let quote = |class| matches!(class, QU | QI | QF);
        let (last, second) = (self.last, self.before_last);
        if matches!(now.class, QU | QF) || matches!(last.class, QU | QI) {
            return Some(true);
        }
        if quote(now.class) && !(last.east_asian && nth_unit(rest, 0).east_asian) {
            return Some(true);
        }
        if quote(last.class) && !(now.east_asian && second.east_asian) {
            return Some(true);
        }
        (now.class == CB || last.class == CB).then_some(false)
    }

    /// Returns whether `LB20a` to LB22 forbid the break, or [`DS`], a dash that starts no line.
    fn rule_hyphens(&self, now: ClassAtom) -> bool {
        let (last, second) = (self.last.class, self.before_last.class);
        match (last, now.class) {
            (HY | HH, AL | HL | DC | EL)
                if matches!(second, BK | CR | LF | NL | SP | ZW | CB | GL) =>
            {
                true
            }
            (_, BA | HH | HY | NS | IN | DS) | (BB, _) | (SY, HL) => true,
            (HY | HH, next) => second == HL && next != HL,
            _ => false,
        }
    }

    /// Returns whether LB23 to LB25 forbid the break.
    fn rule_numbers(&self, now: ClassAtom, rest: &[ClassAtom]) -> bool {
        match (self.last.class, now.class) {
            (AL | HL | DC | EL, NU | PR | PO)
            | (NU | PR | PO, AL | HL | DC | EL)
            | (PR, ID | EU | EB | EM)
            | (ID | EU | EB | EM, PO)
            | (PO | PR | HY | IS, NU) => true,
            (last, PO | PR) => match self.units_since_number {
                0 => true,
                1 => matches!(last, CL | CP),
                _ => false,
            },
            (PO | PR, OP) => match nth_unit(rest, 0).class {
                NU => true,
                IS => nth_unit(rest, 1).class == NU,
                _ => false,
            },
            (_, NU) => self.units_since_number == 0,
            _ => false,
        }
    }

    /// Returns whether LB26 to LB30 forbid the break.
    fn rule_letters(&self, now: ClassAtom) -> bool {
        match (self.last.class, now.class) {
            (JL, JL | JV | H2 | H3)
            | (JV | H2, JV | JT)
            | (JT | H3, JT)
            | (JL | JV | JT | H2 | H3, PO)
            | (PR, JL | JV | JT | H2 | H3)
            | (AL | HL | DC | EL | IS, AL | HL | DC | EL) => true,
            (AL | HL | DC | EL | NU, OP) => !now.east_asian,
            (CP, AL | HL | DC | EL | NU) => !self.last.east_asian,
            _ => false,
        }
    }

    /// Returns whether `LB28a` forbids the break.
    fn rule_syllables(&self, now: ClassAtom, rest: &[ClassAtom]) -> bool {
        let base = |class| matches!(class, AK | AS | DC);
        let (last, next) = (self.last.class, now.class);
        last == AP && base(next)
            || base(last) && matches!(next, VF | VI)
            || last == VI && base(self.before_last.class) && matches!(next, AK | DC)
            || base(last) && base(next) && nth_unit(rest, 0).class == VF
    }

    /// Returns whether `LB30a` or `LB30b` forbids the break.
    fn rule_pictures(&self, now: ClassAtom) -> bool {
        match (self.last.class, now.class) {
            (RI, RI) => self.has_odd_flags,
            (EB | EU | EL, EM) => true,
            _ => false,
        }
    }
}

/// Returns whether `LB15b` forbids the break before a closing quotation mark if a unit of this class follows it.
const fn may_follow_closing_quote(class: Class) -> bool {
    matches!(
        class,
        SP | GL | WJ | CL | QU | QI | QF | CP | EX | IS | SY | BK | CR | LF | NL | ZW
    )
}
