//! Attributes of the terminal for marks of a text.

use crate::doc::{Ink, InkColour, Mark};

/// Returns the parameters of SGR that show a mark.
pub(crate) fn codes(mark: &Mark) -> Vec<String> {
    match mark {
        Mark::Strong => vec!["1".to_owned()],
        Mark::Emphasis | Mark::EmphasisDots | Mark::Link(_) => vec!["4".to_owned()],
        Mark::InlineNote => vec!["2".to_owned()],
        Mark::Strike => vec!["9".to_owned()],
        Mark::Ink(ink) => ink_codes(*ink),
        _ => Vec::new(),
    }
}

fn ink_codes(ink: Ink) -> Vec<String> {
    let colour = |colour, base: u8| match colour {
        InkColour::Indexed(number @ 0..=7) => (base + number).to_string(),
        InkColour::Indexed(number @ 8..=15) => (base + 60 + number - 8).to_string(),
        InkColour::Indexed(number) => format!("{};5;{number}", base + 8),
        InkColour::Rgb(red, green, blue) => format!("{};2;{red};{green};{blue}", base + 8),
    };
    let mut codes: Vec<String> = Vec::new();
    codes.extend(ink.colour.map(|own| colour(own, 30)));
    codes.extend(ink.ground.map(|own| colour(own, 40)));
    if ink.is_dim {
        codes.push("2".to_owned());
    }
    if ink.is_reversed {
        codes.push("7".to_owned());
    }
    codes
}
