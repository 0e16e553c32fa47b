//! Floor 0, language of the interface. Every text a user sees is a [`Words`] at the place that says
//! it, so that a missing translation does not compile.

/// The language the program speaks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Lang {
    /// Chinese.
    Zh,
    /// English.
    #[default]
    En,
}

/// One text in both languages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Words {
    /// Chinese.
    pub zh: &'static str,
    /// English.
    pub en: &'static str,
}

impl Words {
    /// The text in the language asked for.
    pub const fn get(self, lang: Lang) -> &'static str {
        match lang {
            Lang::Zh => self.zh,
            Lang::En => self.en,
        }
    }
}

/// The English word for so many: `one` or `many`.
pub const fn plural(count: u64, one: &'static str, many: &'static str) -> &'static str {
    if count == 1 { one } else { many }
}

impl Lang {
    /// The language a locale name (`zh_CN.UTF-8`) asks for; anything but Chinese is English.
    pub fn of_locale(locale: &str) -> Self {
        if locale.starts_with("zh") || locale.starts_with("yue") {
            Self::Zh
        } else {
            Self::En
        }
    }

    /// Picks one of two texts.
    pub fn pick<T>(self, zh: T, en: T) -> T {
        match self {
            Self::Zh => zh,
            Self::En => en,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_is_no_plural() {
        for (count, want) in [(0, "lines"), (1, "line"), (2, "lines")] {
            assert_eq!(plural(count, "line", "lines"), want);
        }
    }
}
