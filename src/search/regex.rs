//! Regular expressions: letters in them find the forms of one code point that a level has, lines are paragraphs.

mod forms;

use super::pattern::core_scan::{self, CoreScan};
use super::pattern::is_cluster_edge;
use super::pattern::neighbours::{Beside, line_end, line_start, next_char, previous_char};
use super::query_error::{QueryError, QueryProblem};
use crate::text::blank::is_blank;
use crate::text::forms::{CaseRule, Folding, LetterCase, LetterForms, Level};
use forms::{capitals, fold};
use regex_automata::Input;
use regex_automata::meta::{BuildError, Config, Regex};
use regex_syntax::ast::parse::ParserBuilder;
use regex_syntax::ast::{ErrorKind, Span};
use regex_syntax::hir::translate::TranslatorBuilder;
use regex_syntax::hir::{
    self, Class, ClassBytesRange, ClassUnicode, ClassUnicodeRange, Hir, HirKind, Look,
};
use std::ops::Range;
use std::sync::LazyLock;

/// The compiled pattern; with the caches of both directions it stays below 12 MiB, and compiles in less than 50 ms.
const MAX_PROGRAM_BYTES: usize = 4 << 20;
/// Cache of one direction of the lazy automaton.
const MAX_CACHE_BYTES: usize = 2 << 20;
/// Members of a class that is looked for first.
const MAX_REQUIRED_CHARS: u32 = 16;
/// Letters that are met more often are not looked for first.
const MAX_REQUIRED_SHARE_PER_MILLION: u64 = 8_000;
/// Bytes behind a letter in which the end of its line is looked for; a longer one is searched to the end of the text.
const MAX_LINE_LOOK_BYTES: usize = 16 << 10;
/// The last of the blanks, but for U+FEFF.
const MAX_BLANK: char = '\u{3000}';
/// Groups and classes within each other.
const MAX_NESTING_DEPTH: u32 = 100;

/// A compiled regular expression.
#[derive(Debug)]
pub(crate) struct RegexPattern {
    regex: Regex,
    /// A letter that is in every match, if one is rare enough to begin with.
    core: Option<CoreScan>,
    /// Whether it asks for the ends of lines, which are those of their words: blanks beside them do not count.
    has_line_ends: bool,
    /// Whether it matches nothing too.
    may_be_empty: bool,
    /// Whether it is a choice of literals, which the engine finds by vector instructions itself.
    is_literals: bool,
}

impl RegexPattern {
    pub(crate) fn parse(pattern: &str, level: Level, case: CaseRule) -> Result<Self, QueryError> {
        let mut parser = ParserBuilder::new().nest_limit(MAX_NESTING_DEPTH).build();
        let mut ast = parser
            .parse(pattern)
            .map_err(|error| syntax_error(error.span(), error.kind()))?;
        let verbatim: String = capitals(&ast);
        let folding = Folding {
            level,
            case: case.letter_case(&verbatim, level),
        };
        fold(&mut ast, folding);
        let hir = TranslatorBuilder::new()
            .multi_line(true)
            .crlf(true)
            .case_insensitive(folding.case == LetterCase::Folded)
            .build()
            .translate(pattern, &ast)
            .map_err(|error| translation_error(error.span(), error.kind()))?;
        let config = Config::new()
            .nfa_size_limit(Some(MAX_PROGRAM_BYTES))
            .onepass_size_limit(Some(MAX_PROGRAM_BYTES / 4))
            .hybrid_cache_capacity(MAX_CACHE_BYTES)
            .dfa(false);
        let may_be_empty = hir.properties().minimum_len() == Some(0);
        let hir = within_lines(hir);
        let regex = Regex::builder().configure(config).build_from_hir(&hir);
        match regex {
            Ok(regex) => Ok(Self {
                regex,
                core: required_letter(&hir),
                has_line_ends: hir.properties().look_set().contains_anchor_line(),
                may_be_empty,
                is_literals: hir.properties().is_alternation_literal(),
            }),
            Err(error) => Err(build_error(pattern, &error)),
        }
    }

    /// Returns the next match that starts at or after `from`, is not empty, and begins and ends at edges of clusters.
    pub(crate) fn next(&self, text: &[u8], from: usize) -> Option<Range<usize>> {
        let core = match &self.core {
            Some(core) if !self.is_literals => core,
            _ => return self.next_in(text, from..text.len()),
        };
        let mut at = from;
        loop {
            let found = core.find(text, at)?;
            // Nothing before `from` and little of a long line is looked at, so that many hits in one cost no more.
            let before = text.get(at..found).unwrap_or_default();
            let start = at + line_start(before, before.len());
            let near = text.get(..text.len().min(found + MAX_LINE_LOOK_BYTES))?;
            let end = match line_end(near, found) {
                end if end == near.len() => text.len(),
                end => end,
            };
            if let Some(hit) = self.next_in(text, start..end) {
                return Some(hit);
            }
            at = end;
        }
    }

    /// Returns whether [`Self::next_candidate`] finds places.
    pub(crate) const fn has_candidates(&self) -> bool {
        self.core.is_some()
    }

    /// Returns the next byte at or after `from` of a letter that every match has, also one that goes over line ends.
    pub(crate) fn next_candidate(&self, text: &[u8], from: usize) -> Option<usize> {
        self.core.as_ref()?.find(text, from)
    }

    /// Returns the next match within a range of a text.
    fn next_in(&self, text: &[u8], range: Range<usize>) -> Option<Range<usize>> {
        let mut at = range.start;
        while at <= range.end {
            let found = self
                .regex
                .search(&Input::new(text).range(at..range.end))?
                .range();
            if found.is_empty() {
                at = found.end + 1;
                continue;
            }
            let hit = self.without_blanks(text, &found);
            if !hit.is_empty() && is_cluster_edge(text, hit.start) && is_cluster_edge(text, hit.end)
            {
                return Some(hit);
            }
            at = found.end;
        }
        None
    }

    /// Returns a match without the blanks that an end of a line may have beside it. One of nothing else stays, unless the
    /// expression matches nothing too.
    fn without_blanks(&self, text: &[u8], found: &Range<usize>) -> Range<usize> {
        if !self.has_line_ends {
            return found.clone();
        }
        let mut hit = found.clone();
        if matches!(previous_char(text, hit.start), Beside::LineEnd) {
            while hit.start < hit.end
                && let Beside::Char(c, next) = next_char(text, hit.start)
                && is_blank(c)
            {
                hit.start = next;
            }
        }
        if matches!(next_char(text, hit.end), Beside::LineEnd) {
            while hit.start < hit.end
                && let Beside::Char(c, before) = previous_char(text, hit.end)
                && is_blank(c)
            {
                hit.end = before;
            }
        }
        if hit.is_empty() && !self.may_be_empty {
            found.clone()
        } else {
            hit
        }
    }
}

/// Returns a search for the rarest letter that every match has; `None` if the engine does as well by itself.
fn required_letter(hir: &Hir) -> Option<CoreScan> {
    let rarest = rarest_required(hir)?;
    (core_scan::cost(&rarest) <= MAX_REQUIRED_SHARE_PER_MILLION).then(|| CoreScan::new(&rarest))
}

/// Returns the rarest letter that every match has, or of alternatives the rarest of each; `None` without such letters.
fn rarest_required(hir: &Hir) -> Option<LetterForms> {
    fn push_required(hir: &Hir, found: &mut Vec<LetterForms>) {
        match hir.kind() {
            HirKind::Literal(hir::Literal(bytes)) => {
                let chars = str::from_utf8(bytes).unwrap_or_default().chars();
                found.extend(chars.map(|c| LetterForms {
                    whole: vec![c],
                    partial: Vec::new(),
                }));
            }
            HirKind::Class(Class::Unicode(class)) => {
                let len = |range: &ClassUnicodeRange| {
                    u32::from(range.end()) - u32::from(range.start()) + 1
                };
                if class.iter().map(len).sum::<u32>() <= MAX_REQUIRED_CHARS {
                    let whole = class
                        .iter()
                        .flat_map(|range| range.start()..=range.end())
                        .collect();
                    found.push(LetterForms {
                        whole,
                        partial: Vec::new(),
                    });
                }
            }
            HirKind::Repetition(repetition) if repetition.min > 0 => {
                push_required(&repetition.sub, found);
            }
            HirKind::Capture(capture) => push_required(&capture.sub, found),
            HirKind::Alternation(parts) => {
                let each: Option<Vec<LetterForms>> = parts.iter().map(rarest_required).collect();
                let mut whole: Vec<char> = each
                    .into_iter()
                    .flatten()
                    .flat_map(|letter| letter.whole)
                    .collect();
                whole.sort_unstable();
                whole.dedup();
                if !whole.is_empty() {
                    found.push(LetterForms {
                        whole,
                        partial: Vec::new(),
                    });
                }
            }
            HirKind::Concat(parts) => parts.iter().for_each(|part| push_required(part, found)),
            _ => {}
        }
    }
    let mut letters = Vec::new();
    push_required(hir, &mut letters);
    let is_fast = |letter: &LetterForms| !letter.whole.iter().any(char::is_ascii);
    letters
        .into_iter()
        .filter(is_fast)
        .min_by_key(core_scan::cost)
}

/// Returns an expression for as few blanks as there can be.
fn blanks() -> Hir {
    static BLANKS: LazyLock<ClassUnicode> = LazyLock::new(|| {
        let blanks = (' '..=MAX_BLANK).filter(|c| is_blank(*c));
        let blanks = blanks.chain(['\t', '\u{FEFF}']);
        ClassUnicode::new(blanks.map(|c| ClassUnicodeRange::new(c, c)))
    });
    Hir::repetition(hir::Repetition {
        min: 0,
        max: None,
        greedy: false,
        sub: Box::new(Hir::class(Class::Unicode(BLANKS.clone()))),
    })
}

/// Returns the expression with line ends taken out of its classes, and the ends of the text at those of lines.
fn within_lines(hir: Hir) -> Hir {
    match hir.into_kind() {
        HirKind::Class(Class::Unicode(mut class)) => {
            let ends = ['\n', '\r'].map(|end| ClassUnicodeRange::new(end, end));
            class.difference(&hir::ClassUnicode::new(ends));
            Hir::class(Class::Unicode(class))
        }
        HirKind::Class(Class::Bytes(mut class)) => {
            let ends = [b'\n', b'\r'].map(|end| ClassBytesRange::new(end, end));
            class.difference(&hir::ClassBytes::new(ends));
            Hir::class(Class::Bytes(class))
        }
        HirKind::Look(Look::Start | Look::StartLF | Look::StartCRLF) => {
            Hir::concat(vec![Hir::look(Look::StartCRLF), blanks()])
        }
        HirKind::Look(Look::End | Look::EndLF | Look::EndCRLF) => {
            Hir::concat(vec![blanks(), Hir::look(Look::EndCRLF)])
        }
        HirKind::Look(look) => Hir::look(look),
        HirKind::Empty => Hir::empty(),
        HirKind::Literal(hir::Literal(bytes)) => {
            // A line end in the pattern itself is nowhere in a paragraph.
            if bytes.contains(&b'\n') || bytes.contains(&b'\r') {
                Hir::fail()
            } else {
                Hir::literal(bytes)
            }
        }
        HirKind::Repetition(mut repetition) => {
            repetition.sub = Box::new(within_lines(*repetition.sub));
            Hir::repetition(repetition)
        }
        HirKind::Capture(capture) => within_lines(*capture.sub),
        HirKind::Concat(parts) => Hir::concat(parts.into_iter().map(within_lines).collect()),
        HirKind::Alternation(parts) => {
            Hir::alternation(parts.into_iter().map(within_lines).collect())
        }
    }
}

fn problem_of(kind: &ErrorKind) -> QueryProblem {
    match kind {
        ErrorKind::GroupUnclosed => QueryProblem::UnclosedGroup,
        ErrorKind::GroupUnopened => QueryProblem::UnopenedGroup,
        ErrorKind::ClassUnclosed => QueryProblem::UnclosedClass,
        ErrorKind::ClassRangeInvalid | ErrorKind::ClassRangeLiteral => QueryProblem::InvalidRange,
        ErrorKind::RepetitionMissing
        | ErrorKind::RepetitionCountInvalid
        | ErrorKind::RepetitionCountUnclosed
        | ErrorKind::RepetitionCountDecimalEmpty
        | ErrorKind::DecimalEmpty
        | ErrorKind::DecimalInvalid => QueryProblem::InvalidRepetition,
        ErrorKind::EscapeUnrecognized
        | ErrorKind::EscapeUnexpectedEof
        | ErrorKind::EscapeHexEmpty
        | ErrorKind::EscapeHexInvalid
        | ErrorKind::EscapeHexInvalidDigit
        | ErrorKind::ClassEscapeInvalid => QueryProblem::InvalidEscape,
        ErrorKind::UnsupportedLookAround => QueryProblem::LookAround,
        ErrorKind::UnsupportedBackreference => QueryProblem::BackReference,
        ErrorKind::NestLimitExceeded(_) | ErrorKind::CaptureLimitExceeded => QueryProblem::TooLarge,
        _ => QueryProblem::Syntax,
    }
}

fn syntax_error(span: &Span, kind: &ErrorKind) -> QueryError {
    QueryError {
        range: span.start.offset..span.end.offset,
        problem: problem_of(kind),
    }
}

fn translation_error(span: &Span, kind: &hir::ErrorKind) -> QueryError {
    let problem = match kind {
        hir::ErrorKind::UnicodePropertyNotFound
        | hir::ErrorKind::UnicodePropertyValueNotFound
        | hir::ErrorKind::UnicodePerlClassNotFound => QueryProblem::UnknownProperty,
        _ => QueryProblem::Syntax,
    };
    QueryError {
        range: span.start.offset..span.end.offset,
        problem,
    }
}

fn build_error(pattern: &str, error: &BuildError) -> QueryError {
    let problem = if error.size_limit().is_some() {
        QueryProblem::TooLarge
    } else {
        QueryProblem::Syntax
    };
    QueryError {
        range: 0..pattern.len(),
        problem,
    }
}
