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
use regex_syntax::hir::{self, Class, ClassBytesRange, ClassUnicodeRange, Hir, HirKind, Look};
use std::ops::Range;

/// The compiled pattern; with the caches of both directions it stays below 12 MiB, and compiles in less than 50 ms.
const MAX_PROGRAM_BYTES: usize = 4 << 20;
/// Cache of one direction of the lazy automaton.
const MAX_CACHE_BYTES: usize = 2 << 20;
/// Members of a class that is looked for first.
const MAX_REQUIRED_CHARS: u32 = 16;
/// Letters that are met more often are not looked for first.
const MAX_REQUIRED_SHARE_PER_MILLION: u64 = 8_000;
/// Groups and classes within each other.
const MAX_NESTING_DEPTH: u32 = 100;

/// A compiled regular expression.
#[derive(Debug)]
pub(crate) struct RegexPattern {
    regex: Regex,
    /// A letter that is in every match, if one is rare enough to begin with.
    core: Option<CoreScan>,
    /// Whether it asks for the ends of lines, which are those of their words: blanks around them do not count.
    has_line_ends: bool,
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
        let hir = within_lines(hir);
        let regex = Regex::builder().configure(config).build_from_hir(&hir);
        match regex {
            Ok(regex) => Ok(Self {
                regex,
                core: required_letter(&hir),
                has_line_ends: hir.properties().look_set().contains_anchor_line(),
                is_literals: hir.properties().is_alternation_literal(),
            }),
            Err(error) => Err(build_error(pattern, &error)),
        }
    }

    /// Returns the next match that starts at or after `from`, is not empty, and begins and ends at edges of clusters.
    pub(crate) fn next(&self, text: &[u8], from: usize) -> Option<Range<usize>> {
        let core = self.core.as_ref().filter(|_| !self.is_literals);
        if core.is_none() && !self.has_line_ends {
            return self.next_in(text, 0..text.len(), from);
        }
        let mut at = from;
        while at <= text.len() {
            let found = match core {
                Some(core) => core.find(text, at)?,
                None => at,
            };
            let line = line_start(text, found)..line_end(text, found);
            if let Some(hit) = self.next_in_line(text, line.clone(), from.max(line.start)) {
                return Some(hit);
            }
            at = line.end + usize::from(core.is_none());
        }
        None
    }

    /// Returns whether [`Self::next_candidate`] finds places.
    pub(crate) const fn has_candidates(&self) -> bool {
        self.core.is_some()
    }

    /// Returns the next byte at or after `from` of a letter that every match has, also one that goes over line ends.
    pub(crate) fn next_candidate(&self, text: &[u8], from: usize) -> Option<usize> {
        self.core.as_ref()?.find(text, from)
    }

    /// Returns the next match within a line.
    fn next_in_line(&self, text: &[u8], line: Range<usize>, from: usize) -> Option<Range<usize>> {
        let words = if self.has_line_ends {
            words_of(text, line.clone())
        } else {
            line.clone()
        };
        if words != line && from <= words.end {
            // What ends where a slice does ends there for the engine too.
            let slice = text.get(words.clone())?;
            let found = self.next_in(slice, 0..slice.len(), from.saturating_sub(words.start));
            if let Some(hit) = found {
                return Some(words.start + hit.start..words.start + hit.end);
            }
        }
        self.next_in(text, line, from)
    }

    /// Returns the next match within whole lines of a text.
    fn next_in(&self, text: &[u8], lines: Range<usize>, from: usize) -> Option<Range<usize>> {
        let mut at = from;
        while at <= lines.end {
            let found = self
                .regex
                .search(&Input::new(text).range(at..lines.end))?
                .range();
            if found.is_empty() {
                at = found.end + 1;
            } else if is_cluster_edge(text, found.start) && is_cluster_edge(text, found.end) {
                return Some(found);
            } else {
                at = found.end;
            }
        }
        None
    }
}

/// Returns the bytes of a line without the blanks at its ends: the indent of a paragraph, and what is not seen behind it.
fn words_of(text: &[u8], line: Range<usize>) -> Range<usize> {
    let mut words = line;
    while words.start < words.end
        && let Beside::Char(c, next) = next_char(text, words.start)
        && is_blank(c)
    {
        words.start = next;
    }
    while words.start < words.end
        && let Beside::Char(c, before) = previous_char(text, words.end)
        && is_blank(c)
    {
        words.end = before;
    }
    words
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
        HirKind::Look(Look::Start) => Hir::look(Look::StartCRLF),
        HirKind::Look(Look::End) => Hir::look(Look::EndCRLF),
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
