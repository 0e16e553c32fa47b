//! Why a line is a heading or is none.

use super::candidate::Role;
use super::{Scanner, Verdict, chains, essay_pages, printed_toc, reference_lines, title_groups};
use crate::doc::Pos;
use crate::outline::numbering::Style;

/// Why a line is a heading or is none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explanation {
    /// The words in question.
    pub title: String,
    /// Whether they are a heading.
    pub heading: bool,
    /// What it goes by.
    pub grounds: Grounds,
}

/// What was decisive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Grounds {
    /// Its number.
    Number(Style, Clues),
    /// It stands in a printed table of contents, or comes again right behind.
    Again,
    /// It is a word like 序 or 后记.
    Word,
    /// The text marks its headings.
    Marked,
    /// It has no number; lines like it were judged together.
    Group,
    /// It has no number, and its words stand alone in many a text that has no titles.
    Words(Weak),
    /// It has no number and stands in front of a printed table of contents.
    Front,
    /// It is the title of one of several texts on a page.
    Text,
    /// It says something about the text.
    Aside,
}

/// Words that are no title by themselves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weak {
    /// They say when something happens: 第二天.
    Moment,
    /// They begin like a number and have none: 第一中学.
    Counted,
}

/// What speaks for a numbered line. It is believed if `usual` and `sequence` reach `needed`
/// together, and its own looks are not far below.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Clues {
    /// How much the line looks like a heading.
    pub looks: i32,
    /// How much the lines of its sequence do (their median).
    pub usual: i32,
    /// What the sequence adds, or takes as a list.
    pub sequence: i32,
    /// How many numbers it has.
    pub members: usize,
    /// What has to be reached.
    pub needed: i32,
    /// What speaks against the sequence most.
    pub against: Option<Against>,
}

/// What speaks against a sequence of numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Against {
    /// There are too few of its kind.
    Few,
    /// They are items of a list: nothing stands between them, or they end within a sentence.
    List,
    /// It is one of a kind in the midst of a text, and its words go on without a break.
    Stray,
}

impl Scanner {
    /// The scanner, which will be asked about the block at `at`.
    #[must_use]
    pub fn asked(self, at: Pos) -> Self {
        Self {
            asked: Some(at.start()),
            ..self
        }
    }

    /// Why the line of the block at `at` is a heading or none; `None` if nothing about it looks like one.
    /// Of a text with more candidates than are kept, only the line that was asked about from the
    /// beginning is known.
    pub fn explain(&self, at: Pos) -> Option<Explanation> {
        let known = || {
            self.answer
                .clone()
                .filter(|_| self.asked == Some(at.start()))
        };
        self.weigh(at).or_else(known)
    }

    /// Why the line of the block at `at`, if it is not settled, is a heading or none.
    pub(crate) fn weigh(&self, at: Pos) -> Option<Explanation> {
        let index = self
            .candidates
            .partition_point(|candidate| candidate.at < at.start());
        let candidate = self.candidates.get(index).filter(|c| c.at == at.start())?;
        let outline = self.so_far();
        let own = outline.of_block(at.start());
        let mut verdicts = vec![Verdict::Open; self.candidates.len()];
        printed_toc::strike(self, &mut verdicts);
        let struck = verdicts.get(index) == Some(&Verdict::Rejected);
        let is_text = essay_pages::find(self, &mut verdicts).starts(index);
        let grounds = match (candidate.role, candidate.style()) {
            (Role::Fact(_) | Role::More, _) => Grounds::Aside,
            _ if struck => Grounds::Again,
            _ if is_text => Grounds::Text,
            (Role::Word(_) | Role::Contents, _) => Grounds::Word,
            (Role::Title, Style::Marked(_) | Style::Underlined(_)) => Grounds::Marked,
            (Role::Title, style) => match chains::explain(self, index) {
                Some(clues) => Grounds::Number(style, clues),
                None if matches!(style, Style::Plain | Style::Boxed | Style::Outer) => {
                    match own.first() {
                        Some(_) => Grounds::Group,
                        None => self.not_a_title(index),
                    }
                }
                None => Grounds::Again,
            },
        };
        Some(Explanation {
            title: own
                .first()
                .map_or(self.title(candidate), |heading| &heading.title)
                .to_owned(),
            heading: !own.is_empty(),
            grounds,
        })
    }

    /// Why a line without a number is no title.
    fn not_a_title(&self, index: usize) -> Grounds {
        let words = self.candidates.get(index).map(|c| self.title(c));
        let words = words.unwrap_or_default();
        match reference_lines::weak(words) {
            Some(weak) => Grounds::Words(weak),
            None if index < title_groups::front(self) => Grounds::Front,
            None => Grounds::Group,
        }
    }
}
