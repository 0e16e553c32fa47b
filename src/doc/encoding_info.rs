//! Encoding of a text, as far as it is known.

/// Confidence of a detected encoding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum DetectionConfidence {
    /// Weak evidence; the reader is notified that the encoding is a guess.
    Uncertain,
    /// The decoded text looks like real text in this encoding only.
    Likely,
    /// Declared by the text itself, the only possible encoding, or chosen by the reader.
    Certain,
}

/// Encoding of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EncodingInfo {
    /// Name of the encoding.
    pub name: &'static str,
    /// Confidence in it.
    pub confidence: DetectionConfidence,
}
