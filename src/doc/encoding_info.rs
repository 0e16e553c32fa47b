//! What is known of the encoding a text was in.

/// How sure a guess is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum DetectionConfidence {
    /// Little speaks for it: the reader should know that it is a guess.
    Uncertain,
    /// The text looks like writing, and in no other encoding does.
    Likely,
    /// The text says so itself, it can be nothing else, or a person has said so.
    Certain,
}

/// The encoding a text was in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EncodingInfo {
    /// Its name.
    pub name: &'static str,
    /// Whether that is a guess.
    pub confidence: DetectionConfidence,
}
