//! What is searched for. A query in lower case finds both cases ("smart case"); one with a capital
//! letter finds what it says. Texts without case (Han, kana, Hangul) always take the exact path.

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
    /// Character by character, in either case.
    EitherCase(EitherCase),
}

/// A needle whose characters may come in two forms. UTF-8 bytes of both, in the order of the text.
#[derive(Clone, Debug)]
struct EitherCase {
    forms: Vec<[Vec<u8>; 2]>,
}

impl Query {
    /// A query for what was typed; `None` if nothing was.
    pub fn parse(input: &str) -> Option<Self> {
        if input.is_empty() {
            return None;
        }
        let folds = !input.chars().any(char::is_uppercase) && input.chars().any(has_other_case);
        let how = if folds {
            How::EitherCase(EitherCase::new(input))
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
            How::EitherCase(needle) => needle.forms.iter().map(|[a, b]| a.len().max(b.len())).sum(),
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
            How::EitherCase(needle) => needle.find(rest)?,
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

fn has_other_case(c: char) -> bool {
    c.to_uppercase().next().is_some_and(|upper| upper != c)
}

impl EitherCase {
    fn new(text: &str) -> Self {
        let bytes = |c: char| c.to_string().into_bytes();
        let forms = text
            .chars()
            .map(|c| {
                // A character whose capital is several (ß) has only its own form.
                let mut upper = c.to_uppercase();
                let other = upper.next().filter(|_| upper.next().is_none()).unwrap_or(c);
                [bytes(c), bytes(other)]
            })
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
}
