//! What is known of all lines of a text together: how wide they are, how far indented, how many.

/// Widths of lines that are counted one by one, in cells.
pub(crate) const WIDTHS: usize = 160;

/// What is known of all lines together.
#[derive(Clone, Debug)]
pub(crate) struct Statistics {
    /// Lines that are not empty.
    pub(crate) lines: u32,
    /// Lines with an empty line before them.
    pub(crate) openers: u32,
    /// Lines by width in cells; wider ones in the last place.
    pub(crate) widths: Vec<u32>,
    /// Lines of text by indent in cells, 0 to 8; deeper ones in the last place. Only lines that end
    /// like a sentence count.
    pub(crate) indents: [u32; 9],
    /// Bytes of text.
    pub(crate) bytes: u64,
}

impl Default for Statistics {
    fn default() -> Self {
        Self {
            lines: 0,
            openers: 0,
            widths: vec![0; WIDTHS + 1],
            indents: [0; 9],
            bytes: 0,
        }
    }
}

impl Statistics {
    /// The width in cells at which the text's lines were broken, if they were.
    pub(crate) fn wrap(&self) -> Option<u16> {
        let total = self.lines;
        if total < 24 || self.widths.last().is_some_and(|wide| *wide * 50 > total) {
            return None;
        }
        let mut above = 0;
        let mut limit = WIDTHS;
        for width in (0..=WIDTHS).rev() {
            above += self.widths.get(width).copied().unwrap_or(0);
            if above * 100 > total * 2 {
                limit = width;
                break;
            }
        }
        let band: u32 = self
            .widths
            .iter()
            .skip(limit.saturating_sub(limit / 12 + 2))
            .sum();
        (limit >= 40 && band * 100 > total * 30).then_some(limit as u16)
    }

    /// The indent most lines of text have, in cells.
    pub(crate) fn body_indent(&self) -> u8 {
        let most = self
            .indents
            .iter()
            .enumerate()
            .max_by_key(|(at, n)| (**n, 9 - at));
        most.map_or(0, |(at, _)| at as u8)
    }

    /// Whether empty lines stand between nearly all lines and so tell nothing.
    pub(crate) fn airy(&self) -> bool {
        self.openers * 100 > self.lines * 60
    }
}
