//! Themes: the look of each role.

mod palette;

pub use palette::HIGHLIGHT_COUNT;

use super::signs::{Sign, SignSet};
use crate::term::probe::Background;
use palette::{BLACK, DARK, GREEN, LIGHT, Palette, Patch, SEPIA, Tones};
use ratatui::style::{Color, Modifier, Style};

/// Role of a piece of the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Running text, and everything without another role.
    Body,
    /// Title, or heading of the first three ranks.
    Heading,
    /// Heading of the fourth rank.
    MinorHeading,
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
    /// Selected text.
    Selection,
    /// A highlight or a marked word in one of [`HIGHLIGHT_COUNT`] looks, from 0; higher numbers begin again.
    Highlight(u8),
    /// The section the reader is in, in the outline.
    Section,
    /// The line the cursor of a list is on.
    Cursor,
    /// Status line.
    Status,
    /// Secondary text: author and date, readings, counts, keys.
    Dim,
    /// Bars, rules, gutters, knobs: signs that are not read as words.
    Mark,
    /// Something went wrong.
    Error,
    /// Rows of an overlay below its first, which has the role of the status line.
    Popup,
}

/// Themes by name, in the order in which a key goes through them.
pub const NAMES: [&str; 8] = [
    "auto", "light", "dark", "sepia", "green", "black", "ansi", "plain",
];

/// Background of the terminal, as far as it is known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Paper {
    /// Brightness; `None` if nothing reveals it.
    pub background: Option<Background>,
    /// Colour reported by the terminal.
    pub colour: Option<[u8; 3]>,
}

/// Colours and attributes of all roles.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Theme {
    palette: Palette,
    /// Signs of the frame.
    pub signs: SignSet,
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

impl Theme {
    /// Returns the theme of a name in [`NAMES`]; `None` for any other. `auto` takes the inks for the terminal's paper
    /// and does not paint it; on an unknown paper it is `plain`. With sixteen colours every coloured theme is `ansi`,
    /// without colours every theme is `plain`.
    pub fn from_name(name: &str, paper: Paper, colours: ColourDepth) -> Option<Self> {
        let tones: Option<&Tones> = match name {
            "auto" => match paper.background {
                Some(Background::Dark) => Some(&DARK),
                Some(Background::Light) => Some(&LIGHT),
                None => None,
            },
            "light" => Some(&LIGHT),
            "dark" => Some(&DARK),
            "sepia" => Some(&SEPIA),
            "green" => Some(&GREEN),
            "black" => Some(&BLACK),
            "ansi" | "plain" => None,
            _ => return None,
        };
        let palette = match (colours, tones) {
            (ColourDepth::None, _) => Palette::default(),
            (ColourDepth::Sixteen, Some(_)) => Palette::sixteen(paper.background),
            (_, None) if name == "ansi" => Palette::sixteen(paper.background),
            (_, None) => Palette::default(),
            (ColourDepth::Indexed | ColourDepth::TrueColour, Some(tones)) if name == "auto" => {
                let mut palette = tones.inks(colours);
                if let Some(colour) = paper.colour {
                    palette.drop_unreadable(colour);
                }
                palette
            }
            (ColourDepth::Indexed | ColourDepth::TrueColour, Some(tones)) => tones.painted(colours),
        };
        Some(Self {
            palette,
            signs: SignSet::default(),
        })
    }

    /// Returns the theme without colours (`NO_COLOR`).
    pub fn plain() -> Self {
        Self {
            palette: Palette::default(),
            signs: SignSet::default(),
        }
    }

    /// Returns the character of a sign.
    pub const fn sign(&self, sign: Sign) -> &'static str {
        self.signs.glyph(sign)
    }

    /// Returns the complete style of a role; it is not combined with another.
    pub fn style(&self, role: Role) -> Style {
        let p = &self.palette;
        let body = on(Style::new(), p.paper, Modifier::empty());
        let raised = on(body, p.raised, Modifier::REVERSED);
        match role {
            Role::Body | Role::Quote => body,
            Role::Heading | Role::Strong => body.add_modifier(Modifier::BOLD),
            Role::Section => inked(body, p.accent, Modifier::BOLD).add_modifier(Modifier::BOLD),
            Role::MinorHeading => inked(body, p.accent, Modifier::UNDERLINED),
            Role::Emphasis => body.add_modifier(Modifier::UNDERLINED),
            Role::Strike => body.add_modifier(Modifier::CROSSED_OUT),
            Role::Code => inked(body, p.code, Modifier::empty()),
            Role::Link => {
                inked(body, p.link, Modifier::UNDERLINED).add_modifier(Modifier::UNDERLINED)
            }
            Role::Match => on(body, p.hit, Modifier::REVERSED),
            Role::Current => on(body, p.current, Modifier::REVERSED)
                .add_modifier(Modifier::BOLD | Modifier::UNDERLINED),
            Role::Selection => on(body, p.selection, Modifier::REVERSED),
            Role::Highlight(look) => {
                let look = usize::from(look) % HIGHLIGHT_COUNT;
                let form = HIGHLIGHT_FORMS.get(look).copied().unwrap_or_default();
                let patch = p.highlights.and_then(|all| all.get(look).copied());
                on(body, patch, form)
            }
            Role::Cursor | Role::Status => raised,
            Role::Popup => on(body, p.raised, Modifier::empty()),
            Role::Dim => inked(body, p.dim, Modifier::empty()),
            Role::Mark => inked(body, p.mark, Modifier::empty()),
            Role::Error => inked(body, p.error, Modifier::BOLD).add_modifier(Modifier::BOLD),
        }
    }
}

/// Highlights without colours: five kinds of underline and weight.
const HIGHLIGHT_FORMS: [Modifier; HIGHLIGHT_COUNT] = [
    Modifier::UNDERLINED,
    Modifier::UNDERLINED.union(Modifier::BOLD),
    Modifier::UNDERLINED.union(Modifier::ITALIC),
    Modifier::UNDERLINED
        .union(Modifier::BOLD)
        .union(Modifier::ITALIC),
    Modifier::BOLD.union(Modifier::ITALIC),
];

/// Returns `base` with an ink, or with an attribute without one.
fn inked(base: Style, ink: Option<Color>, plain: Modifier) -> Style {
    match ink {
        Some(ink) => base.fg(ink),
        None => base.add_modifier(plain),
    }
}

/// Returns `base` on a ground, or with an attribute without one.
fn on(base: Style, patch: Option<Patch>, plain: Modifier) -> Style {
    match patch {
        Some(patch) => base.fg(patch.ink).bg(patch.ground),
        None => base.add_modifier(plain),
    }
}

#[cfg(test)]
mod tests;
