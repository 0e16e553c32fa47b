//! The decision about a candidate.

/// What was decided about a candidate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// Nothing yet.
    Undecided,
    /// It is none.
    Rejected,
    /// The line is a heading.
    WholeLine,
    /// The line and those that follow it are one.
    JoinedLines,
    /// The line is a bare number, and the next candidate its title.
    SplitTitle,
    /// The line starts with one of so many bytes.
    LeadPhrase(u32),
}

impl Verdict {
    pub(crate) fn is_heading(self) -> bool {
        match self {
            Self::Undecided | Self::Rejected => false,
            Self::WholeLine | Self::JoinedLines | Self::SplitTitle | Self::LeadPhrase(_) => true,
        }
    }
}
