//! Colours that a text brings with it, as output of programs does.

/// Colours and brightness of a stretch of text. The default is that of the text around it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Ink {
    /// Colour of the characters.
    pub colour: Option<InkColour>,
    /// Colour behind them.
    pub ground: Option<InkColour>,
    /// Whether it is dim.
    pub is_dim: bool,
    /// Whether characters and ground change places.
    pub is_reversed: bool,
}

/// Colour of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InkColour {
    /// One of the 256 of terminals; the first sixteen are the terminal's own.
    Indexed(u8),
    /// Red, green and blue.
    Rgb(u8, u8, u8),
}

/// Colours that a text may bring with it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum InkLimit {
    /// No colours.
    None,
    /// The sixteen of every terminal.
    Sixteen,
    /// All 256.
    Indexed,
    /// All.
    #[default]
    All,
}

impl Ink {
    /// Returns the ink without the colours beyond a limit.
    #[must_use]
    pub fn within(self, limit: InkLimit) -> Self {
        let is_within = |colour: &InkColour| match (limit, colour) {
            (InkLimit::All, _) | (InkLimit::Indexed, InkColour::Indexed(_)) => true,
            (InkLimit::Sixteen, InkColour::Indexed(number)) => *number < 16,
            (InkLimit::None, _) | (_, InkColour::Rgb(..)) => false,
        };
        Self {
            colour: self.colour.filter(is_within),
            ground: self.ground.filter(is_within),
            ..self
        }
    }
}
