//! Colour tables of the themes. No colour is named anywhere else.

use super::ColourDepth;
use crate::term::probe::Background;
use ratatui::style::Color;

/// Number of looks for highlights and marked words.
pub const HIGHLIGHT_COUNT: usize = 5;

/// Colour as RGB, and as index of the 256 colours. The index is chosen by eye and contrast, not computed.
#[derive(Clone, Copy, Debug)]
struct Tone(u32, u8);

/// Ink on a ground of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Patch {
    pub(super) ink: Color,
    pub(super) ground: Color,
}

/// Colours of a theme. A role without a colour has the terminal's ink and an attribute.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Palette {
    /// Text on the painted paper; `None` keeps the terminal's.
    pub(super) paper: Option<Patch>,
    pub(super) raised: Option<Patch>,
    pub(super) dim: Option<Color>,
    pub(super) accent: Option<Color>,
    /// Links and marks of notes.
    pub(super) link: Option<Color>,
    pub(super) code: Option<Color>,
    pub(super) mark: Option<Color>,
    pub(super) error: Option<Color>,
    pub(super) hit: Option<Patch>,
    pub(super) current: Option<Patch>,
    pub(super) selection: Option<Patch>,
    pub(super) highlights: Option<[Patch; HIGHLIGHT_COUNT]>,
}

/// Source table of a theme. Grounds of hits, selection and highlights carry an ink of their own.
pub(super) struct Tones {
    paper: Tone,
    raised: Tone,
    text: Tone,
    dim: Tone,
    accent: Tone,
    code: Tone,
    mark: Tone,
    error: Tone,
    hit: Tone,
    current: Tone,
    /// Ink on hits and on the current hit.
    hit_ink: Tone,
    selection: Tone,
    /// Ink on the selection and on highlights.
    selection_ink: Tone,
    highlights: [Tone; HIGHLIGHT_COUNT],
}

pub(super) const DARK: Tones = Tones {
    paper: Tone(0x1c1d21, 234),
    raised: Tone(0x33363f, 237),
    text: Tone(0xd8d8d2, 188),
    dim: Tone(0xa6a6aa, 248),
    accent: Tone(0x8fc1d9, 110),
    code: Tone(0xb5cf9d, 150),
    mark: Tone(0x7f97b5, 103),
    error: Tone(0xff8a94, 210),
    hit: Tone(0xc7a252, 179),
    current: Tone(0xff9e64, 215),
    hit_ink: Tone(0x1c1d21, 234),
    selection: Tone(0x3f5878, 24),
    selection_ink: Tone(0xf2f2ee, 255),
    highlights: [
        Tone(0x5f4f1c, 58),
        Tone(0x27532f, 22),
        Tone(0x12525a, 23),
        Tone(0x67304b, 89),
        Tone(0x4c3a72, 54),
    ],
};

pub(super) const LIGHT: Tones = Tones {
    paper: Tone(0xfafaf7, 231),
    raised: Tone(0xe4e4de, 254),
    text: Tone(0x24262b, 235),
    dim: Tone(0x595a60, 240),
    accent: Tone(0x1f5f99, 25),
    code: Tone(0x3f6b2a, 22),
    mark: Tone(0x6d7f95, 66),
    error: Tone(0xb3261e, 124),
    hit: Tone(0xf7dc8a, 222),
    current: Tone(0xffad5c, 215),
    hit_ink: Tone(0x24262b, 235),
    selection: Tone(0xb9d4f0, 153),
    selection_ink: Tone(0x24262b, 235),
    highlights: [
        Tone(0xf7f2a8, 229),
        Tone(0xc9ebb9, 193),
        Tone(0xb5e6e6, 159),
        Tone(0xf9cbd8, 218),
        Tone(0xdccdf3, 183),
    ],
};

pub(super) const SEPIA: Tones = Tones {
    paper: Tone(0xf4ecd8, 230),
    raised: Tone(0xe4d7b8, 223),
    text: Tone(0x433422, 236),
    dim: Tone(0x6a563c, 58),
    accent: Tone(0x7a2e0e, 88),
    code: Tone(0x405a26, 22),
    mark: Tone(0x94795a, 95),
    error: Tone(0x9c2013, 124),
    hit: Tone(0xedcf7c, 221),
    current: Tone(0xf0a050, 215),
    hit_ink: Tone(0x433422, 236),
    selection: Tone(0xcfd8c0, 151),
    selection_ink: Tone(0x433422, 236),
    highlights: [
        Tone(0xf6f0a0, 228),
        Tone(0xd0e4a4, 156),
        Tone(0xb9dde0, 152),
        Tone(0xf2c3bb, 217),
        Tone(0xdcc6e2, 182),
    ],
};

pub(super) const GREEN: Tones = Tones {
    paper: Tone(0xcce8cf, 194),
    raised: Tone(0xb5d8ba, 151),
    text: Tone(0x1f3324, 235),
    dim: Tone(0x3f5a45, 239),
    accent: Tone(0x0b5345, 23),
    code: Tone(0x4a4f10, 22),
    mark: Tone(0x5b7f66, 65),
    error: Tone(0x9a1d14, 88),
    hit: Tone(0xf3e08a, 222),
    current: Tone(0xf5a95a, 215),
    hit_ink: Tone(0x1f3324, 235),
    selection: Tone(0xa9cdea, 153),
    selection_ink: Tone(0x1f3324, 235),
    highlights: [
        Tone(0xf2f2a4, 229),
        Tone(0x9fd98c, 113),
        Tone(0x9edede, 116),
        Tone(0xf0c0c8, 217),
        Tone(0xd3c4ec, 182),
    ],
};

pub(super) const BLACK: Tones = Tones {
    paper: Tone(0x000000, 16),
    raised: Tone(0x26282e, 235),
    text: Tone(0xc8c8c2, 251),
    dim: Tone(0x9a9aa0, 247),
    accent: Tone(0x8fc1d9, 110),
    code: Tone(0xa9c391, 150),
    mark: Tone(0x6f87a5, 103),
    error: Tone(0xff8a94, 210),
    hit: Tone(0xb8954a, 179),
    current: Tone(0xf0905a, 215),
    hit_ink: Tone(0x000000, 16),
    selection: Tone(0x3a5274, 24),
    selection_ink: Tone(0xf2f2ee, 255),
    highlights: [
        Tone(0x57470f, 58),
        Tone(0x1f4a2a, 22),
        Tone(0x0f4a52, 23),
        Tone(0x5c2742, 89),
        Tone(0x44336a, 54),
    ],
};

impl Tone {
    /// Returns the colour in a depth of at least 256 colours.
    const fn colour(self, depth: ColourDepth) -> Color {
        match depth {
            ColourDepth::Indexed => Color::Indexed(self.1),
            ColourDepth::None | ColourDepth::Sixteen | ColourDepth::TrueColour => {
                Color::Rgb((self.0 >> 16) as u8, (self.0 >> 8) as u8, self.0 as u8)
            }
        }
    }

    const fn on(self, ground: Self, depth: ColourDepth) -> Patch {
        Patch {
            ink: self.colour(depth),
            ground: ground.colour(depth),
        }
    }
}

impl Tones {
    /// Returns the palette that paints its own paper.
    pub(super) fn painted(&self, depth: ColourDepth) -> Palette {
        Palette {
            paper: Some(self.text.on(self.paper, depth)),
            ..self.inks(depth)
        }
    }

    /// Returns the inks and grounds for a paper that the terminal paints.
    pub(super) fn inks(&self, depth: ColourDepth) -> Palette {
        Palette {
            paper: None,
            raised: Some(self.text.on(self.raised, depth)),
            dim: Some(self.dim.colour(depth)),
            accent: Some(self.accent.colour(depth)),
            link: Some(self.accent.colour(depth)),
            code: Some(self.code.colour(depth)),
            mark: Some(self.mark.colour(depth)),
            error: Some(self.error.colour(depth)),
            hit: Some(self.hit_ink.on(self.hit, depth)),
            current: Some(self.hit_ink.on(self.current, depth)),
            selection: Some(self.selection_ink.on(self.selection, depth)),
            highlights: Some(
                self.highlights
                    .map(|ground| self.selection_ink.on(ground, depth)),
            ),
        }
    }
}

impl Palette {
    /// Returns the palette of sixteen colours: one hue, for marks and links, that can be read in the palettes of all
    /// common terminals; no colour on an unknown paper.
    pub(super) fn sixteen(background: Option<Background>) -> Self {
        let hue = background.map(|background| match background {
            Background::Dark => Color::Cyan,
            Background::Light => Color::Magenta,
        });
        Self {
            mark: hue,
            link: hue,
            ..Self::default()
        }
    }

    /// Drops the inks that cannot be read on `paper`, the colour reported by the terminal.
    pub(super) fn drop_unreadable(&mut self, paper: [u8; 3]) {
        let words = [
            &mut self.dim,
            &mut self.accent,
            &mut self.link,
            &mut self.code,
            &mut self.error,
        ];
        let words = words.into_iter().map(|ink| (ink, MIN_TEXT_CONTRAST_RATIO));
        for (ink, least) in words.chain([(&mut self.mark, MIN_MARK_CONTRAST_RATIO)]) {
            *ink = ink.filter(|ink| rgb(*ink).is_none_or(|ink| contrast(ink, paper) >= least));
        }
    }
}

/// Least contrast of words with their ground (WCAG 2.2, 1.4.3, level AA).
pub(super) const MIN_TEXT_CONTRAST_RATIO: f64 = 4.5;
/// Least contrast of bars, rules and knobs with their ground (WCAG 2.2, 1.4.11).
pub(super) const MIN_MARK_CONTRAST_RATIO: f64 = 3.0;

/// Returns the channels of a colour that does not depend on the owner's palette.
pub(super) fn rgb(colour: Color) -> Option<[u8; 3]> {
    /// Channel values of the 6 × 6 × 6 cube.
    const CUBE: [u8; 6] = [0, 95, 135, 175, 215, 255];
    let channel = |step: u8| CUBE.get(usize::from(step % 6)).copied().unwrap_or(0);
    match colour {
        Color::Rgb(red, green, blue) => Some([red, green, blue]),
        Color::Indexed(index @ 232..) => Some([8 + 10 * (index - 232); 3]),
        Color::Indexed(index @ 16..) => {
            let index = index - 16;
            Some([channel(index / 36), channel(index / 6), channel(index)])
        }
        _ => None,
    }
}

/// Returns the contrast of two colours, 1 to 21 (WCAG 2.2).
pub(super) fn contrast(one: [u8; 3], other: [u8; 3]) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

/// Returns the relative luminance of an sRGB colour, 0 to 1.
fn luminance([red, green, blue]: [u8; 3]) -> f64 {
    let linear = |channel: u8| {
        let value = f64::from(channel) / 255.0;
        if value <= 0.04045 {
            value / 12.92
        } else {
            ((value + 0.055) / 1.055).powf(2.4)
        }
    };
    0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
}
