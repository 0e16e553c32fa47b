//! Mistakes in queries. Typed; the words are those of the interface.

use std::ops::Range;

/// Mistake in what was typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QueryError {
    /// Bytes of the input where it is.
    pub range: Range<usize>,
    /// Kind of the error.
    pub problem: QueryProblem,
}

/// Kind of a mistake in a query.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum QueryProblem {
    /// Nothing was typed, or nothing that is seen.
    Empty,
    /// A group that is not closed.
    UnclosedGroup,
    /// A `)` without its `(`.
    UnopenedGroup,
    /// A class of characters that is not closed.
    UnclosedClass,
    /// A range of characters that ends before it begins, or between others than characters.
    InvalidRange,
    /// A repetition of nothing, or with wrong numbers.
    InvalidRepetition,
    /// A backslash before a character that has no meaning with it.
    InvalidEscape,
    /// A property of characters that Unicode does not have.
    UnknownProperty,
    /// Look-around, which a linear search cannot do.
    LookAround,
    /// A back-reference, which a linear search cannot do.
    BackReference,
    /// More than the compiled pattern may hold.
    TooLarge,
    /// More letters than readings are searched by.
    TooLong,
    /// Another mistake in the syntax of the pattern.
    Syntax,
}
