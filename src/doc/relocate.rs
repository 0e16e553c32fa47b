//! Mapping of positions in answers of a document to the document that contains it or that it rearranges.

use super::{ArticleRange, Block, Heading, Note, Outline, Pos, Span, Step};

/// Answer of a document that contains positions.
pub trait Relocate: Sized {
    /// Replaces every position `pos` by `to_outer(pos)`.
    #[must_use]
    fn relocate(self, to_outer: &dyn Fn(Pos) -> Pos) -> Self;
}

impl Relocate for Pos {
    fn relocate(self, to_outer: &dyn Fn(Pos) -> Pos) -> Self {
        to_outer(self)
    }
}

impl Relocate for Span {
    fn relocate(self, to_outer: &dyn Fn(Pos) -> Pos) -> Self {
        to_outer(self.start)..to_outer(self.end)
    }
}

impl<T: Relocate> Relocate for Option<T> {
    fn relocate(self, to_outer: &dyn Fn(Pos) -> Pos) -> Self {
        self.map(|answer| answer.relocate(to_outer))
    }
}

impl<T: Relocate> Relocate for Vec<T> {
    fn relocate(self, to_outer: &dyn Fn(Pos) -> Pos) -> Self {
        let answers = self.into_iter();
        answers.map(|answer| answer.relocate(to_outer)).collect()
    }
}

impl<T: Relocate, E> Relocate for Result<T, E> {
    fn relocate(self, to_outer: &dyn Fn(Pos) -> Pos) -> Self {
        self.map(|answer| answer.relocate(to_outer))
    }
}

impl Relocate for ArticleRange {
    fn relocate(self, to_outer: &dyn Fn(Pos) -> Pos) -> Self {
        Self {
            spans: self.spans.relocate(to_outer),
            title: self.title.relocate(to_outer),
            ..self
        }
    }
}

impl Relocate for Block<'_> {
    fn relocate(self, to_outer: &dyn Fn(Pos) -> Pos) -> Self {
        Self {
            pos: to_outer(self.pos),
            ..self
        }
    }
}

impl Relocate for Heading {
    fn relocate(self, to_outer: &dyn Fn(Pos) -> Pos) -> Self {
        Self {
            pos: to_outer(self.pos),
            ..self
        }
    }
}

impl Relocate for Note {
    fn relocate(self, to_outer: &dyn Fn(Pos) -> Pos) -> Self {
        Self {
            pos: self.pos.relocate(to_outer),
            ..self
        }
    }
}

impl Relocate for Outline {
    fn relocate(self, to_outer: &dyn Fn(Pos) -> Pos) -> Self {
        Self {
            headings: self.headings.relocate(to_outer),
            metadata_lines: self.metadata_lines.relocate(to_outer),
            doubtful: self.doubtful.relocate(to_outer),
            complete: self.complete,
        }
    }
}

impl<T: Relocate> Relocate for Step<T> {
    fn relocate(self, to_outer: &dyn Fn(Pos) -> Pos) -> Self {
        match self {
            Self::Found(found) => Self::Found(found.relocate(to_outer)),
            Self::Scanned(pos) => Self::Scanned(to_outer(pos)),
        }
    }
}
