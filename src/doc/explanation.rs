//! Explanations why a line is a heading or not.

/// Explanation why a line is a heading or not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Explanation {
    /// A verdict inferred from the text.
    Inferred(InferredExplanation),
    /// A heading that the text marks as one.
    Marked {
        /// Title of the heading.
        title: String,
    },
    /// A verdict of one of the reader's rules.
    Rule {
        /// Title that the rule finds in the line.
        title: String,
        /// Whether the rule makes the line a heading.
        is_heading: bool,
        /// The rule.
        rule: RuleSource,
    },
    /// A line that a rule hides.
    Hidden {
        /// Beginning of the line.
        line: String,
    },
    /// A line that a rule would hide and that is shown, as it is part of a paragraph.
    PartOfParagraph {
        /// Beginning of the line.
        line: String,
    },
    /// A heading of the outline beside the file.
    InSidecar {
        /// Title of the heading.
        title: String,
    },
    /// A line that the outline beside the file does not have.
    NotInSidecar,
}

/// A verdict about a line, inferred from the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InferredExplanation {
    /// Words of the line that are judged.
    pub title: String,
    /// Whether they are a heading.
    pub is_heading: bool,
    /// Decisive reason.
    pub reason: DecisiveReason,
}

/// Decisive reason of a verdict.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DecisiveReason {
    /// The number of the line.
    Number(Evidence),
    /// A printed table of contents lists it, or it comes again right after itself.
    RepeatedTitle,
    /// A word such as 序 or 后记.
    Keyword,
    /// The text marks its headings.
    Markup,
    /// Learnt weights of its features.
    Weighed(WeighedEvidence),
    /// No number; the line was judged together with similar lines.
    TitleGroup,
    /// No number, and the line is before a printed table of contents.
    FrontPage,
    /// The title of one of several texts on a page.
    EssayTitle,
    /// Information about the text.
    Metadata,
}

/// Maximum number of kinds of evidence that an explanation names on each side.
pub const MAX_NAMED_KINDS_COUNT: usize = 2;

/// Strongest evidence for and against a line, by learnt weights.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WeighedEvidence {
    /// Evidence for a heading, the strongest first.
    pub supports: [Option<EvidenceKind>; MAX_NAMED_KINDS_COUNT],
    /// Evidence against a heading, the strongest first.
    pub opposes: [Option<EvidenceKind>; MAX_NAMED_KINDS_COUNT],
    /// Likelihood of a heading in percent.
    pub percent: u8,
}

/// Kind of evidence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EvidenceKind {
    /// Words and punctuation of the line.
    Wording,
    /// Length of the line.
    Length,
    /// Indent, and empty lines around it.
    Place,
    /// Lines before and after it.
    Neighbours,
    /// Other lines in places like this.
    Company,
    /// Style and value of its number.
    Number,
    /// Series of its number.
    Series,
    /// Recurrence of its words, and printed tables of contents.
    Recurrence,
    /// General look of the line and of the text.
    Look,
}

/// Evidence for a numbered line. The line is a heading if `median_score` and `sequence_score` together reach `min_score`, and its
/// own `line_score` is not far below.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// Likeness of the line to a heading.
    pub line_score: i32,
    /// Median of that score over the lines of its sequence.
    pub median_score: i32,
    /// Score added by the sequence; negative if it looks like a list.
    pub sequence_score: i32,
    /// Number of the lines in the sequence.
    pub member_count: usize,
    /// Score that has to be reached.
    pub min_score: i32,
    /// Strongest evidence against the sequence.
    pub counter_evidence: Option<CounterEvidence>,
}

impl Evidence {
    /// Score that a line must reach itself in a sequence that is accepted.
    const MIN_OWN_SCORE: i32 = 2;

    /// Returns whether its sequence is accepted and the line alone does not look like a heading.
    pub const fn is_odd_line(&self) -> bool {
        self.median_score + self.sequence_score >= self.min_score
            && self.line_score + self.sequence_score < Self::MIN_OWN_SCORE
    }
}

/// Evidence against a sequence of numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CounterEvidence {
    /// Too few lines of the kind.
    TooFew,
    /// Items of a list: nothing between them, or they end within a sentence.
    List,
    /// A single number within a text, whose words go on without a break.
    Isolated,
}

/// Name and place of a rule.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RuleSource {
    /// Name that the reader has given it.
    pub name: Option<String>,
    /// File, and perhaps line: `config.toml:12`.
    pub location: String,
}
