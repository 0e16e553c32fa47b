//! Search query. A query in lower case finds both cases (smart case), one with a capital letter only itself. If
//! half-width punctuation is displayed full-width, full-width marks of the query find both forms. The search
//! starts with the characters that have one form only (Han, kana, Hangul), which is fast.

use memchr::memmem::Finder;
use std::ops::Range;

/// Query prepared for searching.
#[derive(Clone, Debug)]
pub struct Query {
    text: String,
    letters: Vec<QueryLetter>,
    /// Run searched first; `None` if every letter has two forms.
    core: Option<QueryCore>,
}

/// Longest run of letters with a single form, found by byte search.
#[derive(Clone, Debug)]
struct QueryCore {
    finder: Box<Finder<'static>>,
    /// Indices of its letters.
    letters: Range<usize>,
}

impl QueryCore {
    fn longest_run(letters: &[QueryLetter]) -> Option<Self> {
        let mut longest = (0..0, 0);
        let mut start = 0;
        for run in letters.chunk_by(|a, b| a.has_one_form() == b.has_one_form()) {
            let length = run.iter().map(QueryLetter::max_len).sum();
            if run.first().is_some_and(QueryLetter::has_one_form) && length > longest.1 {
                longest = (start..start + run.len(), length);
            }
            start += run.len();
        }
        let (run, _) = longest;
        let bytes: Vec<u8> = letters
            .get(run.clone())?
            .iter()
            .flat_map(QueryLetter::bytes)
            .collect();
        (!run.is_empty()).then(|| Self {
            finder: Box::new(Finder::new(&bytes).into_owned()),
            letters: run,
        })
    }
}

/// Character of a query as the bytes of its two forms in the text, which are mostly equal.
#[derive(Clone, Debug)]
pub(crate) struct QueryLetter {
    forms: [Box<[u8]>; 2],
}

impl QueryLetter {
    fn new(c: char, other: Option<char>) -> Self {
        let bytes = |c: char| c.to_string().into_bytes().into_boxed_slice();
        Self {
            forms: [bytes(c), bytes(other.unwrap_or(c))],
        }
    }

    /// Returns the length in bytes of this letter at the start of `text`; `None` if it is not there.
    pub(crate) fn prefix_len(&self, text: &[u8]) -> Option<usize> {
        let form = self.forms.iter().find(|form| text.starts_with(form))?;
        Some(form.len())
    }

    /// Returns the length in bytes of this letter at the end of `text`; `None` if it is not there.
    pub(crate) fn suffix_len(&self, text: &[u8]) -> Option<usize> {
        let form = self.forms.iter().find(|form| text.ends_with(form))?;
        Some(form.len())
    }

    /// Iterates over the bytes of its forms.
    pub(crate) fn forms(&self) -> impl Iterator<Item = &[u8]> {
        self.forms.iter().map(AsRef::as_ref)
    }

    /// Returns whether the letter is a blank.
    pub(crate) fn is_blank(&self) -> bool {
        self.prefix_len(b" ").is_some()
    }

    fn has_one_form(&self) -> bool {
        let [form, other] = &self.forms;
        form == other
    }

    /// Iterates over the bytes of its first form.
    fn bytes(&self) -> impl Iterator<Item = u8> {
        let [form, _] = &self.forms;
        form.iter().copied()
    }

    fn max_len(&self) -> usize {
        self.forms.iter().map(|form| form.len()).max().unwrap_or(0)
    }
}

/// Matching of full-width marks in a query.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum FullWidthMatching {
    /// Full-width marks only.
    #[default]
    Exact,
    /// Also half-width marks.
    Either,
}

/// Full-width marks and the half-width ones that may be displayed as such.
const FULL_WIDTH_MARKS: [(char, char); 10] = [
    ('，', ','),
    ('。', '.'),
    ('；', ';'),
    ('：', ':'),
    ('？', '?'),
    ('！', '!'),
    ('（', '('),
    ('）', ')'),
    ('“', '"'),
    ('”', '"'),
];

impl Query {
    /// Creates a query; `None` if `input` is empty.
    pub fn parse(input: &str) -> Option<Self> {
        Self::with_marks(input, FullWidthMatching::Exact)
    }

    /// Creates a query with a matching of full-width marks; `None` if `input` is empty.
    pub fn with_marks(input: &str, marks: FullWidthMatching) -> Option<Self> {
        if input.is_empty() {
            return None;
        }
        let folds = !input.chars().any(char::is_uppercase);
        let other = |c: char| half_width(c, marks).or_else(|| other_case(c).filter(|_| folds));
        let letters: Vec<QueryLetter> = input
            .chars()
            .map(|c| QueryLetter::new(c, other(c)))
            .collect();
        Some(Self {
            text: input.to_owned(),
            core: QueryCore::longest_run(&letters),
            letters,
        })
    }

    /// Returns the input of the query.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Returns the characters of the query.
    pub(crate) fn letters(&self) -> &[QueryLetter] {
        &self.letters
    }

    /// Returns the maximum length of a match in bytes, by which a match may extend beyond a window.
    pub fn max_match_bytes(&self) -> usize {
        self.letters.iter().map(QueryLetter::max_len).sum()
    }

    /// Returns the byte range of the first match in `hay` at or after `from`.
    pub fn find(&self, hay: &[u8], from: usize) -> Option<Range<usize>> {
        let rest = hay.get(from..)?;
        let found = match &self.core {
            Some(core) => {
                let mut cores = core.finder.find_iter(rest);
                cores.find_map(|at| self.match_at_core(core, rest, at))
            }
            None => self.find_letters(rest),
        }?;
        Some(from + found.start..from + found.end)
    }

    /// Returns the match whose core is at byte `at` of `hay`; `None` if the other letters do not match.
    fn match_at_core(&self, core: &QueryCore, hay: &[u8], at: usize) -> Option<Range<usize>> {
        let before = self.letters.get(..core.letters.start)?;
        let start = before.iter().rev().try_fold(at, |end, letter| {
            Some(end - letter.suffix_len(hay.get(..end)?)?)
        })?;
        let end = at + core.finder.needle().len();
        let after = self.letters.get(core.letters.end..)?;
        let len = letters_len(after, hay.get(end..)?)?;
        Some(start..end + len)
    }

    /// Returns the first match of a query whose letters all have two forms.
    fn find_letters(&self, hay: &[u8]) -> Option<Range<usize>> {
        let [lower, upper] = &self.letters.first()?.forms;
        let (a, b) = (*lower.first()?, *upper.first()?);
        memchr::memchr2_iter(a, b, hay).find_map(|at| {
            let len = letters_len(&self.letters, hay.get(at..)?)?;
            Some(at..at + len)
        })
    }

    /// Iterates over the matches in `hay` from left to right, without overlaps.
    pub fn find_all<'q>(&'q self, hay: &'q [u8]) -> impl Iterator<Item = Range<usize>> + 'q {
        let mut from = 0;
        std::iter::from_fn(move || {
            let found = self.find(hay, from)?;
            from = found.end.max(found.start + 1);
            Some(found)
        })
    }
}

/// Returns the length in bytes of these letters at the start of `text`; `None` if they are not there.
fn letters_len(letters: &[QueryLetter], text: &[u8]) -> Option<usize> {
    letters.iter().try_fold(0, |len, letter| {
        Some(len + letter.prefix_len(text.get(len..)?)?)
    })
}

/// Returns the capital of `c`; `None` if `c` has no capital or one of several characters (ß).
fn other_case(c: char) -> Option<char> {
    let mut upper = c.to_uppercase();
    upper
        .next()
        .filter(|other| *other != c && upper.next().is_none())
}

/// Returns the half-width mark that may be displayed as `c`.
fn half_width(c: char, marks: FullWidthMatching) -> Option<char> {
    match marks {
        FullWidthMatching::Exact => None,
        FullWidthMatching::Either => FULL_WIDTH_MARKS
            .iter()
            .find(|(full, _)| *full == c)
            .map(|(_, half)| *half),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn find_texts(query: &str, hay: &str) -> Vec<String> {
        let query = Query::parse(query).unwrap();
        query
            .find_all(hay.as_bytes())
            .map(|range| hay.get(range).unwrap().to_owned())
            .collect()
    }

    #[test]
    fn lower_case_finds_both_cases_and_a_capital_only_itself() {
        for (query, hay, want) in [
            ("rust", "Rust, RUST und rust", vec!["Rust", "RUST", "rust"]),
            ("Rust", "Rust, RUST und rust", vec!["Rust"]),
            ("统筹", "统筹城乡，统筹发展", vec!["统筹", "统筹"]),
            ("gdp增长", "GDP增长了，Gdp 增长", vec!["GDP增长"]),
            ("я", "Я и я", vec!["Я", "я"]),
            ("啊啊", "啊啊啊啊啊", vec!["啊啊", "啊啊"]),
            ("无", "没有", vec![]),
            ("第a章", "第一章第A章", vec!["第A章"]),
            ("a统筹b", "统筹A统筹b统筹B", vec!["A统筹b"]),
            // Queries are not patterns.
            (".*", "a.*b", vec![".*"]),
            ("(a|b)[c]", "ab(A|b)[c]", vec!["(A|b)[c]"]),
            ("\\d", "1\\d", vec!["\\d"]),
        ] {
            assert_eq!(find_texts(query, hay), want, "{query} in {hay}");
        }
        assert!(Query::parse("").is_none());
    }

    #[test]
    fn full_width_marks_find_what_is_shown_as_such() {
        let hay = "好,好，“好\"(GDP)";
        for (query, marks, want) in [
            ("好，", FullWidthMatching::Exact, vec!["好，"]),
            ("好，", FullWidthMatching::Either, vec!["好,", "好，"]),
            ("好”（gdp", FullWidthMatching::Either, vec!["好\"(GDP"]),
            ("GDP）", FullWidthMatching::Either, vec!["GDP)"]),
            ("Gdp）", FullWidthMatching::Either, vec![]),
            ("，", FullWidthMatching::Either, vec![",", "，"]),
            ("好,", FullWidthMatching::Either, vec!["好,"]),
        ] {
            let query = Query::with_marks(query, marks).unwrap();
            let found = query.find_all(hay.as_bytes());
            let found: Vec<&str> = found.map(|range| hay.get(range).unwrap()).collect();
            assert_eq!(found, want, "{}", query.text());
        }
    }
}
