//! A query: what was typed, how far letters are told apart, and which kind of search it is.

use super::lattice::Lattice;
use super::pattern::{LetterPattern, QueryMatch};
use super::pinyin::PinyinPattern;
use super::query_error::{QueryError, QueryProblem};
use super::regex::RegexPattern;
use crate::doc::LineEnds;
use crate::text::forms::{CaseRule, Folding, Level};
use crate::text::script::{TextLang, is_hangul, is_kana};
use crate::text::variant::VariantScope;
use std::ops::Range;
use std::sync::Arc;

/// Kind of search that a query asks for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum QueryKind {
    /// Typed text, letter by letter.
    #[default]
    Literal,
    /// A regular expression.
    Regex,
    /// Readings: pinyin of Han characters, rōmaji of kana; Korean and numbers however they are written.
    Pinyin,
}

/// A query, ready to be found.
#[derive(Clone, Debug)]
pub struct Query {
    text: Arc<str>,
    level: Level,
    kind: QueryKind,
    engine: Engine,
}

#[derive(Clone, Debug)]
enum Engine {
    /// For texts of all languages, and for Japanese ones where they differ.
    Letters {
        common: Arc<LetterPattern>,
        japanese: Option<Arc<LetterPattern>>,
    },
    Regex(Arc<RegexPattern>),
    Pinyin(Arc<PinyinPattern>),
}

impl Query {
    /// Parses what was typed.
    ///
    /// # Errors
    /// The mistake and its place, if it is no query of that kind.
    pub fn parse(input: &str, level: Level, kind: QueryKind) -> Result<Self, QueryError> {
        Self::with_case(input, level, kind, CaseRule::Smart)
    }

    /// Parses what was typed, with a rule for capitals.
    ///
    /// # Errors
    /// The mistake and its place, if it is no query of that kind.
    pub fn with_case(
        input: &str,
        level: Level,
        kind: QueryKind,
        case: CaseRule,
    ) -> Result<Self, QueryError> {
        if input.is_empty() {
            return Err(QueryError {
                range: 0..0,
                problem: QueryProblem::Empty,
            });
        }
        let engine = match kind {
            QueryKind::Literal => letters(input, level, case).ok_or(QueryError {
                range: 0..input.len(),
                problem: QueryProblem::Empty,
            })?,
            QueryKind::Regex => Engine::Regex(Arc::new(RegexPattern::parse(input, level, case)?)),
            QueryKind::Pinyin => match loose(input) {
                Some(pattern) => Engine::Letters {
                    common: Arc::new(pattern),
                    japanese: None,
                },
                None => Engine::Pinyin(Arc::new(PinyinPattern::parse(input)?)),
            },
        };
        Ok(Self {
            text: input.into(),
            level,
            kind,
            engine,
        })
    }

    /// Returns what was typed.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Returns how far letters are told apart.
    pub const fn level(&self) -> Level {
        self.level
    }

    /// Returns the kind of search.
    pub const fn kind(&self) -> QueryKind {
        self.kind
    }

    /// Returns the hits in a text of one language whose lines are paragraphs: from left to right, none overlapping.
    pub fn find_all<'q>(
        &'q self,
        text: &'q [u8],
        lang: TextLang,
    ) -> impl Iterator<Item = Range<usize>> + 'q {
        let mut from = 0;
        std::iter::from_fn(
            move || match self.next(text, from, lang, LineEnds::Close)? {
                QueryMatch::Hit(hit) => {
                    from = hit.end;
                    Some(hit)
                }
                QueryMatch::AtLineEnd(_) => None,
            },
        )
    }

    /// Returns whether the places of hits are found in lines that are joined; else each paragraph is searched.
    pub(crate) fn finds_joined_places(&self) -> bool {
        match &self.engine {
            Engine::Letters { .. } | Engine::Pinyin(_) => true,
            Engine::Regex(regex) => regex.has_candidates(),
        }
    }

    /// Returns the next hit that starts at or after byte `from`, as [`LetterPattern::next`] does.
    pub(crate) fn next(
        &self,
        text: &[u8],
        from: usize,
        lang: TextLang,
        line_ends: LineEnds,
    ) -> Option<QueryMatch> {
        match &self.engine {
            Engine::Letters { common, japanese } => {
                let pattern = japanese
                    .as_ref()
                    .filter(|_| lang == TextLang::Ja)
                    .unwrap_or(common);
                pattern.next(text, from, line_ends)
            }
            Engine::Regex(regex) => match line_ends {
                LineEnds::Close => regex.next(text, from).map(QueryMatch::Hit),
                LineEnds::Join => regex.next_candidate(text, from).map(QueryMatch::AtLineEnd),
            },
            Engine::Pinyin(pinyin) => pinyin.next(text, from, line_ends),
        }
    }
}

/// Latin letters of a query from which on it may be meant as a reading.
const MIN_LATIN_CHARS: usize = 2;

/// What a query may be found by other than its letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReadingManner {
    /// Pinyin or rōmaji.
    Latin,
    /// Korean without regard to blanks, and numbers by their value.
    Loose,
    /// Korean by the first consonants of its syllables.
    Initials,
}

/// Returns what a query may be found by other than its letters; `None` if by nothing else.
pub fn reading_manner(input: &str) -> Option<ReadingManner> {
    if loose(input).is_some() {
        let mut letters = input.chars().filter(|c| !c.is_whitespace());
        let is_initials = letters.all(|c| matches!(c, 'ㄱ'..='ㅎ'));
        return Some(if is_initials {
            ReadingManner::Initials
        } else {
            ReadingManner::Loose
        });
    }
    let latin = input.chars().filter(char::is_ascii_alphabetic).count();
    (latin >= MIN_LATIN_CHARS).then_some(ReadingManner::Latin)
}

/// Returns the pattern of a query by what is read, where that is more than its letters; Latin letters between Han are
/// pinyin.
fn loose(input: &str) -> Option<LetterPattern> {
    let has_hangul = input.chars().any(is_hangul);
    if !has_hangul && input.chars().any(|c| c.is_ascii_alphabetic()) {
        return None;
    }
    LetterPattern::new(Lattice::loose(input, scope_of(input))?)
}

/// Returns the scope of variants of a query: with kana it is Japanese.
fn scope_of(input: &str) -> VariantScope {
    if input.chars().any(is_kana) {
        VariantScope::Japanese
    } else {
        VariantScope::Common
    }
}

/// Returns the letters of a literal query as patterns; `None` if nothing in it counts at any level.
fn letters(input: &str, level: Level, case: CaseRule) -> Option<Engine> {
    let pattern = |level, scope| {
        let folding = Folding {
            level,
            case: case.letter_case(input, level),
        };
        LetterPattern::new(Lattice::parse(input, folding, scope)).map(Arc::new)
    };
    let scope = scope_of(input);
    let Some(common) = pattern(level, scope) else {
        // Nothing but what is not seen is looked for as it is.
        let exact = pattern(Level::Exact, scope)?;
        return Some(Engine::Letters {
            common: exact,
            japanese: None,
        });
    };
    let differs = level == Level::Variants
        && scope == VariantScope::Common
        && input.chars().any(has_japanese_forms);
    let japanese = if differs {
        pattern(level, VariantScope::Japanese)
    } else {
        None
    };
    Some(Engine::Letters { common, japanese })
}

fn has_japanese_forms(c: char) -> bool {
    let count = |scope| crate::text::variant::lexemes(c, scope).flatten().count();
    count(VariantScope::Common) != count(VariantScope::Japanese)
}

#[cfg(test)]
mod tests;
