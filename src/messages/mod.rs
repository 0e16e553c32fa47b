//! Floor 5, every text that the program shows: a catalogue with one file for each language.

mod catalogue;
mod config;
mod en;
mod errors;
mod explanations;
mod ja;
mod ko;
mod lang;
mod metadata;
mod number;
mod particle;
mod plural;
mod problems;
mod search;
mod theme_names;
mod zh_hans;
mod zh_hant;

pub use catalogue::{AppearanceTexts, Catalogue, FixedText, InfoTexts, StatusTexts};
pub use lang::Lang;
pub use number::grouped;

use crate::doc::Describe;

impl Lang {
    /// Returns the texts of the language.
    pub const fn catalogue(self) -> &'static Catalogue {
        match self {
            Self::ZhHans => &zh_hans::CATALOGUE,
            Self::ZhHant => &zh_hant::CATALOGUE,
            Self::Ja => &ja::CATALOGUE,
            Self::Ko => &ko::CATALOGUE,
            Self::En => &en::CATALOGUE,
        }
    }

    /// Returns the words of placeholders in the language.
    pub fn describe(self) -> Describe {
        Describe::new(move |placeholder| self.catalogue().placeholder(placeholder))
    }
}

#[cfg(test)]
mod tests;
