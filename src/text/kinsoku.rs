//! Tailoring of UAX #14 for Chinese and Japanese, and the levels of kinsoku (CLREQ 3.1.5).
//! The tailoring assigns other classes to code points, only in paragraphs with ideographs. Its rules:
//!
//! - T1: “ ‘ ” ’ « » are brackets; ’ between letters is an apostrophe.
//! - T2: ASCII " and ' open and close in turn.
//! - T3: · beside an ideograph may not start a line.
//! - T4: ～ and 〜 may not start a line.
//! - T5: a single — between words (北京—上海) may not start a line.
//! - T6: / between ideographs neither starts nor ends a line.
//! - T7: a note reference such as `[12]` stays with the word before it.
//! - T8: circled numbers are ideographs.
//! - T9: full-width digits are digits.
//! - T10: —— may not start a line, in the strict level only.
//! - T11: ㆍ, the middle dot of Korean statutes, may not start a line.
//! - T12: < > and ＜ ＞ around words are brackets, in every paragraph.

mod pairs;

use super::autospace::{SpacingSide, spacing_side};
use super::line_break::{Break, ClassAtom, breaks};
use super::line_class::Class::{
    self, AL, B2, CI, CJ, CL, DS, EX, H2, H3, ID, IN, IS, NS, NU, OP, SP, SY, WJ,
};
use super::line_class::{CharProps, char_props};
use pairs::{OpenPairs, Sides};

/// Letter used as a middle dot in Korean (수집ㆍ정리).
pub(crate) const ARAEA: char = 'ㆍ';

/// Level of kinsoku (CLREQ 3.1.5): the marks that may not start or end a line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Kinsoku {
    /// No rule.
    None,
    /// Stops and closing marks do not start a line, opening marks do not end one.
    Basic,
    /// Basic, and a solidus neither starts nor ends a line (GB/T 15834—2011).
    #[default]
    Gb,
    /// `Gb`, and no dash or ellipsis starts a line.
    Strict,
}

/// Permission for small kana and ー to start a line (CSS `line-break`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum SmallKana {
    /// `strict`: not allowed.
    #[default]
    Bound,
    /// `normal`: allowed, also for 〜 and ゠ after an ideograph.
    Free,
}

/// Assigns a class to each code point of one paragraph in order.
#[derive(Clone, Debug)]
pub struct Tailor {
    kinsoku: Kinsoku,
    kana: SmallKana,
    /// Whether the paragraph has ideographs; without any, no tailoring applies except that of small kana.
    has_ideographs: bool,
    pairs: OpenPairs,
    previous: Option<(char, CharProps)>,
}

impl Tailor {
    /// Creates a tailor for the paragraph `text`.
    pub fn new(text: &str, kinsoku: Kinsoku, kana: SmallKana) -> Self {
        Self {
            kinsoku,
            kana,
            has_ideographs: text.chars().any(|c| char_props(c).is_autospace_ideograph()),
            pairs: OpenPairs::default(),
            previous: None,
        }
    }

    /// Returns the atom of the next code point `c`. `rest` returns the text after it.
    #[inline]
    pub fn next_atom<'t>(
        &mut self,
        c: char,
        facts: CharProps,
        rest: impl FnOnce() -> &'t str,
    ) -> ClassAtom {
        let before = self.previous.replace((c, facts));
        match facts.class() {
            // These arms cover nearly all code points of a text.
            ID if c < '\u{FE00}' && c != ARAEA => ClassAtom::new(ID, facts.is_east_asian()),
            AL if facts.is_letter() => ClassAtom::new(AL, facts.is_east_asian()),
            class @ (SP | NU) if c.is_ascii() => ClassAtom::new(class, false),
            H2 => ClassAtom::new(H2, true),
            H3 => ClassAtom::new(H3, true),
            _ => self.tailor_atom(c, facts, before, rest()),
        }
    }

    /// Returns the atom of a code point that may be tailored.
    fn tailor_atom(
        &mut self,
        c: char,
        facts: CharProps,
        before: AdjacentChar,
        rest: &str,
    ) -> ClassAtom {
        let class = facts.class();
        if class == CJ && self.kana == SmallKana::Free {
            return ClassAtom::new(ID, true);
        }
        if c == ARAEA && self.kinsoku != Kinsoku::None {
            return ClassAtom::new(NS, true);
        }
        let angle = self.rule_angles(c, before, rest);
        if !self.has_ideographs {
            return angle.unwrap_or(ClassAtom::from_props(facts));
        }
        let atom = angle
            .or_else(|| self.rule_quotes(c, before, rest))
            .or_else(|| self.rule_joiners(c, before, rest))
            .or_else(|| rule_figures(c, class, before, rest))
            .unwrap_or(ClassAtom::from_props(facts));
        if self.kinsoku == Kinsoku::None {
            return without_kinsoku(atom, c, before);
        }
        atom
    }

    /// Applies T1 and T2, quotation marks.
    fn rule_quotes(&mut self, c: char, before: AdjacentChar, rest: &str) -> Option<ClassAtom> {
        let class = match c {
            '“' | '‘' => OP,
            '’' if is_word(before) && is_word(first_char(rest)) => return None,
            '”' | '’' => CL,
            '"' | '\'' | '＂' | '＇' | '«' | '»' | '‹' | '›' => {
                self.pairs.quote(c, sides(before, rest))?
            }
            _ => return None,
        };
        Some(ClassAtom::new(class, true))
    }

    /// Applies T12, angle brackets.
    fn rule_angles(&mut self, c: char, before: AdjacentChar, rest: &str) -> Option<ClassAtom> {
        let class = match c {
            '<' | '>' | '＜' | '＞' | '≪' | '≫' | '﹤' | '﹥' => {
                self.pairs.angle(c, sides(before, rest), rest)?
            }
            _ => return None,
        };
        Some(ClassAtom::new(class, !c.is_ascii()))
    }

    /// Applies T3 to T7 and T10: marks that connect two words or belong to the word before.
    fn rule_joiners(&self, c: char, before: AdjacentChar, rest: &str) -> Option<ClassAtom> {
        let after = first_char(rest);
        let ideograph =
            |n: AdjacentChar| n.is_some_and(|(_, facts)| facts.is_autospace_ideograph());
        let is = |n: AdjacentChar, c| n.is_some_and(|(other, _)| other == c);
        let solid = |n: AdjacentChar| n.is_some() && !is(n, ' ');
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
            '[' if solid(before) && !is_opening(before) && is_note_ref(rest) => WJ,
            _ => return None,
        };
        Some(ClassAtom::new(class, !matches!(class, B2 | WJ | SY)))
    }
}

/// Code point adjacent to another, with its properties.
type AdjacentChar = Option<(char, CharProps)>;

/// Returns what stands on both sides of a mark.
fn sides(before: AdjacentChar, rest: &str) -> Sides {
    Sides {
        before: before.map(|(c, _)| c),
        words: (is_word(before), is_word(first_char(rest))),
    }
}

fn first_char(rest: &str) -> AdjacentChar {
    rest.chars().next().map(|c| (c, char_props(c)))
}

fn is_word(neighbour: AdjacentChar) -> bool {
    neighbour
        .is_some_and(|(c, facts)| spacing_side(c, facts) == SpacingSide::Word && !facts.is_digit())
}

fn is_opening(neighbour: AdjacentChar) -> bool {
    neighbour.is_some_and(|(c, facts)| facts.class() == OP || matches!(c, '“' | '‘'))
}

/// Returns whether `rest` starts with the end of a note reference such as `12]`: one to three digits and a
/// bracket.
fn is_note_ref(rest: &str) -> bool {
    let digits = rest.bytes().take(4).take_while(u8::is_ascii_digit).count();
    (1..=3).contains(&digits) && rest.as_bytes().get(digits) == Some(&b']')
}

/// Applies T8 and T9: circled numbers and full-width digits; and the signs of a name such as C++, which are one word.
fn rule_figures(c: char, class: Class, before: AdjacentChar, rest: &str) -> Option<ClassAtom> {
    let figure = |n: AdjacentChar| matches!(n, Some(('０'..='９', _)));
    let is_plus = |n: AdjacentChar| matches!(n, Some(('+', _)));
    match c {
        '+' if is_plus(before) || is_word(before) && is_plus(first_char(rest)) => {
            Some(ClassAtom::new(AL, false))
        }
        '０'..='９' => Some(ClassAtom::new(NU, false)),
        '．' | '，' if figure(before) && figure(first_char(rest)) => {
            Some(ClassAtom::new(IS, false))
        }
        _ if class == CI => Some(ClassAtom::new(ID, true)),
        _ => None,
    }
}

/// Returns `atom` without kinsoku: East Asian marks become ideographs; only a pair of … stays whole.
fn without_kinsoku(atom: ClassAtom, c: char, before: AdjacentChar) -> ClassAtom {
    let pair = before.is_some_and(|(other, _)| other == c);
    match atom.class {
        OP | CL | EX | NS if atom.east_asian => ClassAtom::new(ID, true),
        IN if !pair => ClassAtom::new(ID, true),
        _ => atom,
    }
}

/// Returns the break before each code point of a paragraph.
pub fn break_opportunities(text: &str, kinsoku: Kinsoku, kana: SmallKana) -> Vec<Break> {
    let mut tailor = Tailor::new(text, kinsoku, kana);
    let atoms: Vec<_> = text
        .char_indices()
        .map(|(at, c)| {
            tailor.next_atom(c, char_props(c), || {
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
