//! Themes: the look of each role. No colour is named anywhere else.

use crate::term::probe::Background;
use ratatui::style::{Color, Modifier, Style};

/// Role of a piece of the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Running text, and everything without another role.
    Body,
    /// A heading.
    Heading,
    /// Emphasis.
    Emphasis,
    /// Strong emphasis.
    Strong,
    /// Struck out.
    Strike,
    /// Quoted text.
    Quote,
    /// Code.
    Code,
    /// A link or the mark of a note.
    Link,
    /// A hit of the search.
    Match,
    /// The current hit.
    Current,
    /// The section the reader is in, in the outline.
    Section,
    /// The line the cursor of a list is on.
    Cursor,
    /// Status line.
    Status,
    /// Secondary text: asides, counts, rules.
    Dim,
    /// Something went wrong.
    Error,
    /// An overlay.
    Popup,
}

/// Themes by name, in the order in which a key goes through them.
pub const NAMES: [&str; 5] = ["auto", "light", "dark", "sepia", "ansi"];

/// Colours and attributes of all roles.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Theme {
    palette: Palette,
    /// Extent of the background that the theme paints.
    background: BackgroundPaint,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum BackgroundPaint {
    Whole,
    Nothing,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Palette {
    text: Color,
    paper: Color,
    dim: Color,
    heading: Color,
    accent: Color,
    code: Color,
    raised: Color,
    hit: (Color, Color),
    current: (Color, Color),
    error: Color,
    colour_use: ColourUse,
}

/// Use of colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum ColourUse {
    Colours,
    /// `NO_COLOR`: bold, underline and reverse only.
    Attributes,
}

/// Colours that the terminal has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ColourDepth {
    /// No colours (`NO_COLOR`).
    None,
    /// The sixteen every terminal has.
    Sixteen,
    /// 256.
    Indexed,
    /// All.
    #[default]
    TrueColour,
}

impl ColourDepth {
    /// Returns the colours that `COLORTERM` and `TERM` promise.
    pub fn from_environment(colorterm: &str, term: &str) -> Self {
        let all = [
            "kitty",
            "alacritty",
            "foot",
            "ghostty",
            "wezterm",
            "direct",
            "iterm",
        ];
        if matches!(colorterm, "truecolor" | "24bit") || all.iter().any(|name| term.contains(name))
        {
            Self::TrueColour
        } else if term.contains("256") {
            Self::Indexed
        } else {
            Self::Sixteen
        }
    }
}

impl Palette {
    /// Returns the palette in the nearest of the 256 colours.
    fn to_indexed(self) -> Self {
        Self {
            text: nearest_indexed(self.text),
            paper: nearest_indexed(self.paper),
            dim: nearest_indexed(self.dim),
            heading: nearest_indexed(self.heading),
            accent: nearest_indexed(self.accent),
            code: nearest_indexed(self.code),
            raised: nearest_indexed(self.raised),
            hit: (nearest_indexed(self.hit.0), nearest_indexed(self.hit.1)),
            current: (
                nearest_indexed(self.current.0),
                nearest_indexed(self.current.1),
            ),
            error: nearest_indexed(self.error),
            colour_use: self.colour_use,
        }
    }
}

/// Returns the nearest of the 256 colours: a grey for a grey, else a colour of the 6 × 6 × 6 cube.
fn nearest_indexed(colour: Color) -> Color {
    let Color::Rgb(red, green, blue) = colour else {
        return colour;
    };
    let (least, most) = (red.min(green).min(blue), red.max(green).max(blue));
    if most - least < 16 && (8..=238).contains(&most) {
        return Color::Indexed(232 + (most - 8) / 10);
    }
    // The steps of the cube: 0, 95, 135, 175, 215, 255.
    let step = |value: u8| match value {
        0..=47 => 0,
        48..=114 => 1,
        _ => (value - 35) / 40,
    };
    Color::Indexed(16 + 36 * step(red) + 6 * step(green) + step(blue))
}

const fn rgb(hex: u32) -> Color {
    Color::Rgb((hex >> 16) as u8, (hex >> 8) as u8, hex as u8)
}

const DARK: Palette = Palette {
    text: rgb(0xd8d8d2),
    paper: rgb(0x1c1d21),
    dim: rgb(0x85858a),
    heading: rgb(0xe6c384),
    accent: rgb(0x7fb4ca),
    code: rgb(0xa3be8c),
    raised: rgb(0x2c2e35),
    hit: (rgb(0x1c1d21), rgb(0xc7a252)),
    current: (rgb(0x1c1d21), rgb(0xff9e64)),
    error: rgb(0xe46876),
    colour_use: ColourUse::Colours,
};

const LIGHT: Palette = Palette {
    text: rgb(0x24262b),
    paper: rgb(0xfafaf7),
    dim: rgb(0x76777c),
    heading: rgb(0x8a3b12),
    accent: rgb(0x1f5f99),
    code: rgb(0x3f6b2a),
    raised: rgb(0xe8e8e2),
    hit: (rgb(0x24262b), rgb(0xf7dc8a)),
    current: (rgb(0x24262b), rgb(0xffad5c)),
    error: rgb(0xb3261e),
    colour_use: ColourUse::Colours,
};

const SEPIA: Palette = Palette {
    text: rgb(0x433422),
    paper: rgb(0xf4ecd8),
    dim: rgb(0x8c7a61),
    heading: rgb(0x7a2e0e),
    accent: rgb(0x2d5d7b),
    code: rgb(0x4d6a2f),
    raised: rgb(0xe6dabd),
    hit: (rgb(0x433422), rgb(0xedcf7c)),
    current: (rgb(0x433422), rgb(0xf0a050)),
    error: rgb(0xa32a1c),
    colour_use: ColourUse::Colours,
};

/// The sixteen colours every terminal has, as its owner has set them.
const ANSI: Palette = Palette {
    text: Color::Reset,
    paper: Color::Reset,
    dim: Color::DarkGray,
    heading: Color::Yellow,
    accent: Color::Cyan,
    code: Color::Green,
    raised: Color::Reset,
    hit: (Color::Black, Color::Yellow),
    current: (Color::Black, Color::Green),
    error: Color::Red,
    colour_use: ColourUse::Colours,
};

const PLAIN: Palette = Palette {
    dim: Color::Reset,
    heading: Color::Reset,
    accent: Color::Reset,
    code: Color::Reset,
    hit: (Color::Reset, Color::Reset),
    current: (Color::Reset, Color::Reset),
    error: Color::Reset,
    colour_use: ColourUse::Attributes,
    ..ANSI
};

impl Theme {
    /// Returns the theme of a name in [`NAMES`]; `None` for any other. `auto` takes the colours for the terminal's
    /// background and does not paint it; with sixteen colours it is `ansi`. Without colours every theme is the plain one.
    pub fn from_name(name: &str, background: Background, colours: ColourDepth) -> Option<Self> {
        let (palette, paint) = match name {
            "auto" => match (background, colours) {
                (_, ColourDepth::Sixteen) => (ANSI, BackgroundPaint::Nothing),
                (Background::Dark, _) => (DARK, BackgroundPaint::Nothing),
                (Background::Light, _) => (LIGHT, BackgroundPaint::Nothing),
            },
            "light" => (LIGHT, BackgroundPaint::Whole),
            "dark" => (DARK, BackgroundPaint::Whole),
            "sepia" => (SEPIA, BackgroundPaint::Whole),
            "ansi" => (ANSI, BackgroundPaint::Nothing),
            _ => return None,
        };
        Some(match colours {
            ColourDepth::None => Self::plain(),
            ColourDepth::Sixteen | ColourDepth::TrueColour => Self {
                palette,
                background: paint,
            },
            ColourDepth::Indexed => Self {
                palette: palette.to_indexed(),
                background: paint,
            },
        })
    }

    /// Returns the theme without colours (`NO_COLOR`).
    pub const fn plain() -> Self {
        Self {
            palette: PLAIN,
            background: BackgroundPaint::Nothing,
        }
    }

    /// Returns the complete style of a role; it is not combined with another.
    pub fn style(&self, role: Role) -> Style {
        let p = &self.palette;
        let body = match self.background {
            BackgroundPaint::Whole => Style::new().fg(p.text).bg(p.paper),
            BackgroundPaint::Nothing => Style::new(),
        };
        let raised = match (p.raised, p.colour_use) {
            (Color::Reset, ColourUse::Colours) | (_, ColourUse::Attributes) => {
                body.add_modifier(Modifier::REVERSED)
            }
            (colour, ColourUse::Colours) => body.fg(p.text).bg(colour),
        };
        match role {
            Role::Body => body,
            Role::Heading | Role::Section => body.fg(p.heading).add_modifier(Modifier::BOLD),
            Role::Emphasis => body.add_modifier(Modifier::ITALIC | Modifier::UNDERLINED),
            Role::Strong => body.add_modifier(Modifier::BOLD),
            Role::Strike => body.add_modifier(Modifier::CROSSED_OUT),
            Role::Quote | Role::Dim => self.dim_style(body),
            Role::Code => body.fg(p.code),
            Role::Link => body.fg(p.accent).add_modifier(Modifier::UNDERLINED),
            Role::Match => self.hit_style(body, p.hit, Modifier::REVERSED),
            Role::Current => {
                self.hit_style(body, p.current, Modifier::REVERSED | Modifier::UNDERLINED)
            }
            Role::Cursor | Role::Status | Role::Popup => raised,
            Role::Error => body.fg(p.error).add_modifier(Modifier::BOLD),
        }
    }

    fn dim_style(&self, body: Style) -> Style {
        match self.palette.colour_use {
            ColourUse::Colours => body.fg(self.palette.dim),
            ColourUse::Attributes => body.add_modifier(Modifier::DIM),
        }
    }

    fn hit_style(&self, body: Style, (ink, paper): (Color, Color), plain: Modifier) -> Style {
        match self.palette.colour_use {
            ColourUse::Colours => body.fg(ink).bg(paper),
            ColourUse::Attributes => body.add_modifier(plain),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_environment_tells_which_colours_there_are() {
        for (colorterm, term, want) in [
            ("truecolor", "xterm-256color", ColourDepth::TrueColour),
            ("", "xterm-kitty", ColourDepth::TrueColour),
            ("", "xterm-256color", ColourDepth::Indexed),
            ("", "linux", ColourDepth::Sixteen),
            ("", "xterm", ColourDepth::Sixteen),
        ] {
            assert_eq!(
                ColourDepth::from_environment(colorterm, term),
                want,
                "{term}"
            );
        }
        for (colour, want) in [
            (0xff0000, 196),
            (0x1c1d21, 234),
            (0xffffff, 231),
            (0xe6c384, 186),
        ] {
            assert_eq!(
                nearest_indexed(rgb(colour)),
                Color::Indexed(want),
                "{colour:x}"
            );
        }
        assert_eq!(nearest_indexed(Color::Reset), Color::Reset);
    }

    #[test]
    fn every_name_is_a_theme_and_plain_has_no_colour() {
        for name in NAMES {
            for colours in [
                ColourDepth::None,
                ColourDepth::Sixteen,
                ColourDepth::Indexed,
                ColourDepth::TrueColour,
            ] {
                assert!(
                    Theme::from_name(name, Background::Dark, colours).is_some(),
                    "{name}"
                );
            }
        }
        assert!(Theme::from_name("neon", Background::Dark, ColourDepth::TrueColour).is_none());
        for role in [
            Role::Heading,
            Role::Match,
            Role::Current,
            Role::Link,
            Role::Error,
        ] {
            let style = Theme::plain().style(role);
            for colour in [style.fg, style.bg] {
                assert!(matches!(colour, None | Some(Color::Reset)), "{role:?}");
            }
            assert!(!style.add_modifier.is_empty(), "{role:?} can still be told");
        }
    }
}
