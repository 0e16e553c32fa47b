//! The scores of a numbered line and its sequence, as an explanation of the verdict shows them.

/// What speaks for a numbered line. It is believed if `usual` and `sequence` reach `needed`
/// together, and its own looks are not far below.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// How much the line looks like a heading.
    pub line_score: i32,
    /// How much the lines of its sequence do (their median).
    pub median_score: i32,
    /// What the sequence adds, or takes as a list.
    pub sequence_score: i32,
    /// How many numbers it has.
    pub member_count: usize,
    /// What has to be reached.
    pub min_score: i32,
    /// What speaks against the sequence most.
    pub counter_evidence: Option<CounterEvidence>,
}

/// What speaks against a sequence of numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CounterEvidence {
    /// There are too few of its kind.
    TooFew,
    /// They are items of a list: nothing stands between them, or they end within a sentence.
    List,
    /// It is one of a kind in the midst of a text, and its words go on without a break.
    Isolated,
}
