//! Colours and attributes of `CSI … m`.

use crate::doc::{Ink, InkColour};

/// State of the attributes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Attributes {
    pub(crate) is_strong: bool,
    pub(crate) is_underlined: bool,
    pub(crate) is_struck: bool,
    pub(crate) ink: Ink,
}

impl Attributes {
    /// Applies the parameters of a sequence.
    pub(crate) fn apply(&mut self, parameters: &str) {
        let mut rest = parameters.split(';');
        while let Some(parameter) = rest.next() {
            let (code, sub) = parameter.split_once(':').unwrap_or((parameter, ""));
            let code = if code.is_empty() {
                Some(0)
            } else {
                code.parse().ok()
            };
            match code {
                Some(38 | 48) => {
                    let colour = if sub.is_empty() {
                        extended(&mut rest)
                    } else {
                        // A colour space may be named before the values.
                        let parts: Vec<&str> =
                            sub.split(':').filter(|part| !part.is_empty()).collect();
                        let skipped = usize::from(parts.len() > 4);
                        let kind = parts.first().into_iter();
                        extended(&mut kind.chain(parts.iter().skip(1 + skipped)).copied())
                    };
                    match code {
                        Some(38) => self.ink.colour = colour.or(self.ink.colour),
                        _ => self.ink.ground = colour.or(self.ink.ground),
                    }
                }
                Some(4) => self.is_underlined = sub != "0",
                Some(code) => self.apply_code(code),
                None => {}
            }
        }
    }

    fn apply_code(&mut self, code: u8) {
        match code {
            0 => *self = Self::default(),
            1 => self.is_strong = true,
            2 => self.ink.is_dim = true,
            3 | 21 => self.is_underlined = true,
            7 => self.ink.is_reversed = true,
            9 => self.is_struck = true,
            22 => (self.is_strong, self.ink.is_dim) = (false, false),
            23 | 24 => self.is_underlined = false,
            27 => self.ink.is_reversed = false,
            29 => self.is_struck = false,
            30..=37 => self.ink.colour = Some(InkColour::Indexed(code - 30)),
            39 => self.ink.colour = None,
            40..=47 => self.ink.ground = Some(InkColour::Indexed(code - 40)),
            49 => self.ink.ground = None,
            90..=97 => self.ink.colour = Some(InkColour::Indexed(code - 90 + 8)),
            100..=107 => self.ink.ground = Some(InkColour::Indexed(code - 100 + 8)),
            _ => {}
        }
    }
}

/// Returns the colour of `5;n` and `2;r;g;b`.
fn extended<'p>(parameters: &mut impl Iterator<Item = &'p str>) -> Option<InkColour> {
    let kind = parameters.next()?;
    let mut value = || parameters.next()?.parse::<u8>().ok();
    match kind {
        "5" => value().map(InkColour::Indexed),
        "2" => Some(InkColour::Rgb(value()?, value()?, value()?)),
        _ => None,
    }
}
