//! Names of the themes.

use super::Catalogue;

impl Catalogue {
    /// Returns the name of a theme in this language; an unknown name is returned unchanged.
    pub fn theme_name<'n>(&self, name: &'n str) -> &'n str {
        let m = &self.theme_names;
        match name {
            "auto" => m.auto,
            "light" => m.light,
            "dark" => m.dark,
            "sepia" => m.sepia,
            "green" => m.green,
            "black" => m.black,
            "ansi" => m.ansi,
            "plain" => m.plain,
            _ => name,
        }
    }
}
