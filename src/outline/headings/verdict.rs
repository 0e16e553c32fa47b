//! Decision about a candidate.

/// Decision about a candidate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// No decision yet.
    Undecided,
    /// Not a heading.
    Rejected,
    /// Heading: the whole line.
    WholeLine,
    /// Heading: the line with its continuation lines.
    JoinedLines,
    /// Heading: a bare number, with the next candidate as its title.
    SplitTitle,
    /// Heading: the first bytes of the line, this many.
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
