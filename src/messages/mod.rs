//! Floor 5, every text that the program says: one catalogue, one file a language.

mod catalogue;
mod config;
mod en;
mod errors;
mod ja;
mod ko;
mod number;
mod particle;
mod plural;
mod zh_hans;
mod zh_hant;

pub use catalogue::{Catalogue, FixedText};
pub use number::grouped;

use crate::error::Notice;
use crate::lang::Lang;

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
}

/// Returns a text in the two languages of a [`Notice`].
pub fn notice(text: impl Fn(&Catalogue) -> String) -> Notice {
    Notice::new(text(Lang::ZhHans.catalogue()), text(Lang::En.catalogue()))
}

#[cfg(test)]
mod tests;
