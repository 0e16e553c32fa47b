//! Colours and attributes as SGR, written as differences from the terminal's current pen.

use ratatui::buffer::Cell;
use ratatui::style::{Color, Modifier};
use std::io::Write as _;

/// Attributes that are visible on a blank cell.
pub(crate) const VISIBLE_ON_BLANK: Modifier = Modifier::REVERSED
    .union(Modifier::UNDERLINED)
    .union(Modifier::SLOW_BLINK)
    .union(Modifier::RAPID_BLINK)
    .union(Modifier::CROSSED_OUT);

/// Current colours and attributes of the terminal. The default is the state after `CSI m`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Pen {
    fg: Color,
    bg: Color,
    modifier: Modifier,
}

/// Attribute, code to set it, code to remove it. Code 22 removes both bold and dim, 25 both kinds of blinking.
const ATTRIBUTES: [(Modifier, u8, u8); 9] = [
    (Modifier::BOLD, 1, 22),
    (Modifier::DIM, 2, 22),
    (Modifier::ITALIC, 3, 23),
    (Modifier::UNDERLINED, 4, 24),
    (Modifier::SLOW_BLINK, 5, 25),
    (Modifier::RAPID_BLINK, 6, 25),
    (Modifier::REVERSED, 7, 27),
    (Modifier::HIDDEN, 8, 28),
    (Modifier::CROSSED_OUT, 9, 29),
];

impl Pen {
    /// Returns the pen of `cell`. On a blank only visible attributes count, so that a blank between two words
    /// never costs a change of colour.
    pub(crate) fn for_cell(cell: &Cell) -> Self {
        let mut ink = Self {
            fg: cell.fg,
            bg: cell.bg,
            modifier: cell.modifier,
        };
        if cell.symbol() == " " {
            ink.modifier &= VISIBLE_ON_BLANK;
            if ink.modifier.is_empty() {
                ink.fg = Color::Reset;
            }
        }
        ink
    }

    /// Returns whether erasing with this pen equals printing a blank, on terminals that erase with the
    /// background colour and on those that do not.
    pub(crate) fn is_erasable(self) -> bool {
        self.bg == Color::Reset && !self.modifier.intersects(VISIBLE_ON_BLANK)
    }

    /// Returns whether a blank with pen `blank` may be printed with this pen unchanged.
    pub(crate) fn can_print_blank(self, blank: Self) -> bool {
        let shows = self.modifier & VISIBLE_ON_BLANK;
        self.bg == blank.bg && shows == blank.modifier && (shows.is_empty() || self.fg == blank.fg)
    }

    /// Writes the shortest SGR that changes this pen to `want`, and updates it.
    pub(crate) fn switch_to(&mut self, want: Self, out: &mut Vec<u8>) {
        if *self == want {
            return;
        }
        let (mut changed, mut afresh) = (Vec::with_capacity(32), Vec::with_capacity(32));
        self.difference(want, &mut changed);
        Self::default().difference(want, &mut afresh);
        // `CSI m` alone resets; `CSI 0;…m` resets and sets.
        let afresh_len = afresh.len() + usize::from(!afresh.is_empty());
        out.extend_from_slice(b"\x1b[");
        if afresh_len < changed.len() {
            if !afresh.is_empty() {
                // An empty first parameter means 0 and saves a byte.
                out.push(b';');
            }
            out.extend_from_slice(&afresh);
        } else {
            out.extend_from_slice(&changed);
        }
        out.push(b'm');
        *self = want;
    }

    /// Appends the parameters that change this pen to `want`, joined by `;`.
    fn difference(self, want: Self, out: &mut Vec<u8>) {
        let removed = self.modifier - want.modifier;
        let mut added = want.modifier - self.modifier;
        let mut last_off = 0;
        for (attribute, _, off) in ATTRIBUTES {
            if removed.contains(attribute) && off != last_off {
                push_parameter(out, format_args!("{off}"));
                last_off = off;
            }
        }
        // 22 and 25 remove two attributes at once; the one that stays is set again.
        for pair in [
            Modifier::BOLD | Modifier::DIM,
            Modifier::SLOW_BLINK | Modifier::RAPID_BLINK,
        ] {
            if removed.intersects(pair) {
                added |= want.modifier & pair;
            }
        }
        for (attribute, on, _) in ATTRIBUTES {
            if added.contains(attribute) {
                push_parameter(out, format_args!("{on}"));
            }
        }
        if self.fg != want.fg {
            push_colour(out, want.fg, ColourPlane::Foreground);
        }
        if self.bg != want.bg {
            push_colour(out, want.bg, ColourPlane::Background);
        }
    }
}

/// Colour set by a code: of text or background.
#[derive(Clone, Copy)]
enum ColourPlane {
    Foreground,
    Background,
}

/// Appends the SGR parameters of one colour.
fn push_colour(out: &mut Vec<u8>, colour: Color, ground: ColourPlane) {
    let base = match ground {
        ColourPlane::Foreground => 30,
        ColourPlane::Background => 40,
    };
    let named = match colour {
        Color::Reset => 9,
        Color::Black => 0,
        Color::Red => 1,
        Color::Green => 2,
        Color::Yellow => 3,
        Color::Blue => 4,
        Color::Magenta => 5,
        Color::Cyan => 6,
        Color::Gray => 7,
        Color::DarkGray => 60,
        Color::LightRed => 61,
        Color::LightGreen => 62,
        Color::LightYellow => 63,
        Color::LightBlue => 64,
        Color::LightMagenta => 65,
        Color::LightCyan => 66,
        Color::White => 67,
        Color::Indexed(index) => {
            return push_parameter(out, format_args!("{};5;{index}", base + 8));
        }
        Color::Rgb(r, g, b) => {
            return push_parameter(out, format_args!("{};2;{r};{g};{b}", base + 8));
        }
    };
    push_parameter(out, format_args!("{}", base + named));
}

/// Appends one parameter after a separating `;`.
fn push_parameter(out: &mut Vec<u8>, value: std::fmt::Arguments<'_>) {
    if !out.is_empty() {
        out.push(b';');
    }
    out.write_fmt(value).expect("a Vec takes every write");
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Asserts the SGR between two styles, without its introducer.
    #[track_caller]
    fn assert_sgr(from: (Color, Color, Modifier), to: (Color, Color, Modifier), want: &str) {
        let ink = |(fg, bg, modifier)| Pen { fg, bg, modifier };
        let mut out = Vec::new();
        ink(from).switch_to(ink(to), &mut out);
        let text = String::from_utf8(out).unwrap();
        assert_eq!(text.trim_start_matches("\x1b["), want);
    }

    #[test]
    fn a_change_of_ink_is_the_shorter_of_a_difference_and_a_fresh_start() {
        let plain = (Color::Reset, Color::Reset, Modifier::empty());
        let bold = (Color::Reset, Color::Reset, Modifier::BOLD);
        let loud = (
            Color::Red,
            Color::Blue,
            Modifier::BOLD | Modifier::UNDERLINED,
        );
        assert_sgr(plain, plain, "");
        assert_sgr(plain, bold, "1m");
        assert_sgr(bold, plain, "m");
        assert_sgr(plain, loud, "1;4;31;44m");
        assert_sgr(loud, plain, "m");
        assert_sgr(loud, bold, ";1m");
        assert_sgr(loud, (Color::Red, Color::Blue, Modifier::BOLD), "24m");
        assert_sgr(
            (Color::Reset, Color::Reset, Modifier::BOLD | Modifier::DIM),
            bold,
            ";1m",
        );
        assert_sgr(
            plain,
            (Color::Rgb(1, 2, 3), Color::Indexed(7), Modifier::empty()),
            "38;2;1;2;3;48;5;7m",
        );
        assert_sgr(
            plain,
            (Color::Gray, Color::White, Modifier::empty()),
            "37;107m",
        );
    }
}
