//! Order of the list of marks.

/// Order of the list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum MarkOrder {
    /// By place in the text.
    #[default]
    Place,
    /// The newest first.
    Date,
}

impl MarkOrder {
    /// Returns the other order.
    #[must_use]
    pub const fn other(self) -> Self {
        match self {
            Self::Place => Self::Date,
            Self::Date => Self::Place,
        }
    }
}
