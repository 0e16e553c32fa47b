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
