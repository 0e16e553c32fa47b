//! What Chinese and Japanese wish otherwise than plain UAX #14: quotation marks are brackets, a
//! lone dash joins, ① is an ideograph … (`typesetting.md` 1.2, T1 to T9), and the levels of kinsoku
//! (CLREQ 3.1.5). Said by giving the code point another class, in paragraphs with ideographs only.

use super::autospace::{Side, side};
use super::line_break::{Atom, Break, breaks};
use super::line_class::Class::{
    self, AL, B2, CI, CJ, CL, DS, EX, H2, H3, ID, IN, IS, NS, NU, OP, SP, SY, WJ,
};
use super::line_class::{CharProps, facts};

/// Which marks may not start or end a line (CLREQ 3.1.5).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Kinsoku {
    /// No rule.
    None,
    /// Stops and closing marks do not start a line, opening marks do not end one.
    Basic,
    /// As basic, and a solidus neither starts nor ends one (GB/T 15834—2011).
    #[default]
    Gb,
    /// As GB, and no dash or ellipsis starts a line.
    Strict,
}

/// Whether small kana and ー may start a line (CSS `line-break`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum SmallKana {
    /// `strict`: they may not.
    #[default]
    Bound,
    /// `normal`: they may, as may 〜 and ゠ after an ideograph.
    Free,
}

/// Gives the code points of one paragraph their classes, one after the other.
#[derive(Clone, Debug)]
pub struct Tailor {
    kinsoku: Kinsoku,
    kana: SmallKana,
    /// Whether the paragraph has ideographs; without any, nothing is tailored.
    ideographs: bool,
    /// Whether an ASCII quotation mark is open.
    quoted: bool,
    before: Option<(char, CharProps)>,
}

impl Tailor {
    /// For the paragraph `text`.
    pub fn new(text: &str, kinsoku: Kinsoku, kana: SmallKana) -> Self {
        Self {
            kinsoku,
            kana,
            ideographs: text.chars().any(|c| facts(c).is_ideograph()),
            quoted: false,
            before: None,
        }
    }

    /// The next code point `c`; `rest` gives what follows it.
    #[inline]
    pub fn atom<'t>(&mut self, c: char, facts: CharProps, rest: impl FnOnce() -> &'t str) -> Atom {
        let before = self.before.replace((c, facts));
        match facts.class() {
            // Nearly all code points of a text are of these.
            ID if c < '\u{FF00}' => Atom::new(ID, facts.is_east_asian()),
            AL if facts.is_letter() => Atom::new(AL, facts.is_east_asian()),
            class @ (SP | NU) if c.is_ascii() => Atom::new(class, false),
            H2 => Atom::new(H2, true),
            H3 => Atom::new(H3, true),
            _ => self.special(c, facts, before, rest()),
        }
    }

    /// A code point that may be tailored.
    fn special(&mut self, c: char, facts: CharProps, before: Neighbour, rest: &str) -> Atom {
        let class = facts.class();
        if class == CJ && self.kana == SmallKana::Free {
            return Atom::new(ID, true);
        }
        if !self.ideographs {
            return Atom::of(facts);
        }
        let atom = self
            .by_quotes(c, before, rest)
            .or_else(|| self.by_joints(c, before, rest))
            .or_else(|| by_figures(c, class, before, rest))
            .unwrap_or(Atom::of(facts));
        if self.kinsoku == Kinsoku::None {
            return free(atom, c, before);
        }
        atom
    }

    /// T1 and T2: quotation marks are brackets; ’ between letters is an apostrophe.
    fn by_quotes(&mut self, c: char, before: Neighbour, rest: &str) -> Option<Atom> {
        let class = match c {
            '“' | '‘' => OP,
            '’' if is_word(before) && is_word(first(rest)) => return None,
            '”' | '’' => CL,
            '"' => {
                self.quoted = !self.quoted;
                if self.quoted { OP } else { CL }
            }
            _ => return None,
        };
        Some(Atom::new(class, true))
    }

    /// T3 to T7 and T10: what joins two words or belongs to the one before.
    fn by_joints(&self, c: char, before: Neighbour, rest: &str) -> Option<Atom> {
        let after = first(rest);
        let ideograph = |n: Neighbour| n.is_some_and(|(_, facts)| facts.is_ideograph());
        let is = |n: Neighbour, c| n.is_some_and(|(other, _)| other == c);
        let solid = |n: Neighbour| n.is_some() && !is(n, ' ');
        let class = match c {
            '·' | '‧' | '•' if before.is_some() && (ideograph(before) || ideograph(after)) => {
                NS
            }
            '〜' | '゠' if self.kana == SmallKana::Free && ideograph(before) => ID,
            '～' | '〜' => NS,
            '—' if is(before, '—') => B2,
            '—' if is(after, '—') => match self.kinsoku {
                Kinsoku::Strict if before.is_some() => DS,
                Kinsoku::None | Kinsoku::Basic | Kinsoku::Gb | Kinsoku::Strict => B2,
            },
            '—' if solid(before) && solid(after) => NS,
            '/' | '／' => match self.kinsoku {
                Kinsoku::Gb | Kinsoku::Strict if ideograph(before) && ideograph(after) => WJ,
                _ if c == '／' => SY,
                _ => return None,
            },
            '[' if solid(before) && !opens(before) && is_note(rest) => WJ,
            _ => return None,
        };
        Some(Atom::new(class, !matches!(class, B2 | WJ | SY)))
    }
}

/// The code point beside another.
type Neighbour = Option<(char, CharProps)>;

fn first(rest: &str) -> Neighbour {
    rest.chars().next().map(|c| (c, facts(c)))
}

fn is_word(neighbour: Neighbour) -> bool {
    neighbour.is_some_and(|(c, facts)| side(c, facts) == Side::Word && !facts.is_digit())
}

fn opens(neighbour: Neighbour) -> bool {
    neighbour.is_some_and(|(c, facts)| facts.class() == OP || matches!(c, '“' | '‘'))
}

/// Whether `12]` or the like follows: one to three digits and a bracket.
fn is_note(rest: &str) -> bool {
    let digits = rest.bytes().take(4).take_while(u8::is_ascii_digit).count();
    (1..=3).contains(&digits) && rest.as_bytes().get(digits) == Some(&b']')
}

/// T8 and T9: circled numbers are ideographs, full-width figures are figures.
fn by_figures(c: char, class: Class, before: Neighbour, rest: &str) -> Option<Atom> {
    let figure = |n: Neighbour| matches!(n, Some(('０'..='９', _)));
    match c {
        '０'..='９' => Some(Atom::new(NU, false)),
        '．' | '，' if figure(before) && figure(first(rest)) => Some(Atom::new(IS, false)),
        _ if class == CI => Some(Atom::new(ID, true)),
        _ => None,
    }
}

/// Without kinsoku the marks of East Asia are ideographs; only a pair of … is kept whole.
fn free(atom: Atom, c: char, before: Neighbour) -> Atom {
    let pair = before.is_some_and(|(other, _)| other == c);
    match atom.class {
        OP | CL | EX | NS if atom.east_asian => Atom::new(ID, true),
        IN if !pair => Atom::new(ID, true),
        _ => atom,
    }
}

/// What a line may do before each code point of a paragraph.
pub fn opportunities(text: &str, kinsoku: Kinsoku, kana: SmallKana) -> Vec<Break> {
    let mut tailor = Tailor::new(text, kinsoku, kana);
    let atoms: Vec<_> = text
        .char_indices()
        .map(|(at, c)| {
            tailor.atom(c, facts(c), || {
                text.get(at + c.len_utf8()..).unwrap_or_default()
            })
        })
        .collect();
    let mut out = Vec::new();
    breaks(&atoms, &mut out);
    out
}

#[cfg(test)]
mod tests;
