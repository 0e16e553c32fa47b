//! What is searched for. A query in lower case finds both cases ("smart case"); one with a capital
//! letter finds what it says. Where half-width punctuation is shown full-width, full-width marks find
//! both. Texts without either (Han, kana, Hangul) always take the exact path.

use memchr::memmem::Finder;
use std::ops::Range;

/// A query, ready to be found.
#[derive(Clone, Debug)]
pub struct Query {
    text: String,
    how: How,
}

#[derive(Clone, Debug)]
enum How {
    /// The bytes as they are.
    Exact(Box<Finder<'static>>),
    /// Character by character, in either form.
    EitherForm(EitherForm),
}

/// What full-width marks of a query find.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum FullWidth {
    /// Themselves.
    #[default]
    Itself,
    /// Half-width ones too.
    Either,
}

/// Full-width marks and the half-width ones that may be shown as such.
const MARKS: [(char, char); 10] = [
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

/// A needle whose characters may come in two forms. UTF-8 bytes of both, in the order of the text.
#[derive(Clone, Debug)]
struct EitherForm {
    forms: Vec<[Vec<u8>; 2]>,
}

impl Query {
    /// A query for what was typed; `None` if nothing was.
    pub fn parse(input: &str) -> Option<Self> {
        Self::with_marks(input, FullWidth::Itself)
    }

    /// The same, if its full-width marks are to find what `marks` says.
    pub fn with_marks(input: &str, marks: FullWidth) -> Option<Self> {
        if input.is_empty() {
            return None;
        }
        let folds = !input.chars().any(char::is_uppercase);
        let other = |c: char| half_width(c, marks).or_else(|| other_case(c).filter(|_| folds));
        let how = if input.chars().any(|c| other(c).is_some()) {
            How::EitherForm(EitherForm::new(input, other))
        } else {
            How::Exact(Box::new(Finder::new(input).into_owned()))
        };
        Some(Self {
            text: input.to_owned(),
            how,
        })
    }

    /// What was typed.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The longest match in bytes: how far a match may reach beyond the end of a window.
    pub fn reach(&self) -> usize {
        match &self.how {
            How::Exact(finder) => finder.needle().len(),
            How::EitherForm(needle) => needle.forms.iter().map(|[a, b]| a.len().max(b.len())).sum(),
        }
    }

    /// The first match in `hay` that starts at or after `from`, in bytes.
    pub fn find(&self, hay: &[u8], from: usize) -> Option<Range<usize>> {
        let rest = hay.get(from..)?;
        let found = match &self.how {
            How::Exact(finder) => {
                let at = finder.find(rest)?;
                at..at + finder.needle().len()
            }
            How::EitherForm(needle) => needle.find(rest)?,
        };
        Some(from + found.start..from + found.end)
    }

    /// All matches in `hay`, from left to right, none overlapping.
    pub fn find_all<'q>(&'q self, hay: &'q [u8]) -> impl Iterator<Item = Range<usize>> + 'q {
        let mut from = 0;
        std::iter::from_fn(move || {
            let found = self.find(hay, from)?;
            from = found.end.max(found.start + 1);
            Some(found)
        })
    }
}

/// The capital of `c`. A character whose capital is several (ß) has only its own form.
fn other_case(c: char) -> Option<char> {
    let mut upper = c.to_uppercase();
    upper
        .next()
        .filter(|other| *other != c && upper.next().is_none())
}

/// The mark that may be shown as `c`.
fn half_width(c: char, marks: FullWidth) -> Option<char> {
    match marks {
        FullWidth::Itself => None,
        FullWidth::Either => MARKS
            .iter()
            .find(|(full, _)| *full == c)
            .map(|(_, half)| *half),
    }
}

impl EitherForm {
    /// `other` gives the other form of a character that has one.
    fn new(text: &str, other: impl Fn(char) -> Option<char>) -> Self {
        let bytes = |c: char| c.to_string().into_bytes();
        let forms = text
            .chars()
            .map(|c| [bytes(c), bytes(other(c).unwrap_or(c))])
            .collect();
        Self { forms }
    }

    fn find(&self, hay: &[u8]) -> Option<Range<usize>> {
        let [lower, upper] = self.forms.first()?;
        let (a, b) = (*lower.first()?, *upper.first()?);
        memchr::memchr2_iter(a, b, hay).find_map(|at| {
            let len = self.match_len(hay.get(at..)?)?;
            Some(at..at + len)
        })
    }

    /// Length of the match at the start of `hay`, in bytes.
    fn match_len(&self, hay: &[u8]) -> Option<usize> {
        self.forms.iter().try_fold(0, |len, forms| {
            let rest = hay.get(len..)?;
            let form = forms.iter().find(|form| rest.starts_with(form))?;
            Some(len + form.len())
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(query: &str, hay: &str) -> Vec<String> {
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
        ] {
            assert_eq!(found(query, hay), want, "{query} in {hay}");
        }
        assert!(Query::parse("").is_none());
    }

    #[test]
    fn full_width_marks_find_what_is_shown_as_such() {
        let hay = "好,好，“好\"(GDP)";
        for (query, marks, want) in [
            ("好，", FullWidth::Itself, vec!["好，"]),
            ("好，", FullWidth::Either, vec!["好,", "好，"]),
            ("好”（gdp", FullWidth::Either, vec!["好\"(GDP"]),
            ("GDP）", FullWidth::Either, vec!["GDP)"]),
            ("Gdp）", FullWidth::Either, vec![]),
            ("，", FullWidth::Either, vec![",", "，"]),
            ("好,", FullWidth::Either, vec!["好,"]),
        ] {
            let query = Query::with_marks(query, marks).unwrap();
            let found = query.find_all(hay.as_bytes());
            let found: Vec<&str> = found.map(|range| hay.get(range).unwrap()).collect();
            assert_eq!(found, want, "{}", query.text());
        }
    }
}
