//! Values that a setting may have.

use super::{Config, ConfigKey};
use std::ops::RangeInclusive;

/// Values that a setting may have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SettingValues {
    /// One of these words.
    Words(&'static [&'static str]),
    /// A number in a range whose ends are given, or one of the words in front of the numbers; a step leads from a number to
    /// the next that is offered.
    Number {
        /// Words in front of the numbers.
        words: &'static [&'static str],
        /// Least number.
        least: u32,
        /// Largest number.
        most: u32,
        /// Numbers between two that are offered, at least 1.
        step: u32,
    },
    /// Any text.
    Text,
}

const fn number(range: RangeInclusive<u32>, step: u32) -> SettingValues {
    SettingValues::Number {
        words: &[],
        least: *range.start(),
        most: *range.end(),
        step,
    }
}

const fn number_or_auto(range: RangeInclusive<u32>, step: u32) -> SettingValues {
    SettingValues::Number {
        words: &["auto"],
        least: *range.start(),
        most: *range.end(),
        step,
    }
}

impl ConfigKey {
    /// Returns the values that the setting may have.
    pub const fn values(self) -> SettingValues {
        use SettingValues::{Text, Words};
        match self {
            Self::Lang => Words(&["zh-Hans", "zh-Hant", "ja", "ko", "en"]),
            Self::Theme => Words(&[
                "auto", "light", "dark", "sepia", "green", "black", "ansi", "plain",
            ]),
            Self::Background => Words(&["auto", "dark", "light"]),
            Self::Signs => Words(&["auto", "unicode", "ascii"]),
            Self::Screen => Words(&["full", "plain"]),
            Self::Measure => number(1..=500, 2),
            Self::Outline => number_or_auto(0..=200, 4),
            Self::Pages => number(1..=2, 1),
            Self::Ambiguous => Words(&["auto", "narrow", "wide"]),
            Self::Kinsoku => Words(&["none", "basic", "gb", "strict"]),
            Self::Paragraphs => Words(&["auto", "indent", "space", "source"]),
            Self::Indent => number_or_auto(0..=16, 1),
            Self::Ruby => Words(&["hidden", "inline", "above"]),
            Self::RubyLeading => Words(&["auto", "needed", "even"]),
            Self::Chapters => Words(&["page", "flow"]),
            Self::Code => Words(&["wrap", "cut"]),
            Self::Speed => number(1..=100_000, 50),
            Self::SearchFold => Words(&["exact", "forms", "variants"]),
            Self::ScrollBar => Words(&["search", "always", "never"]),
            Self::Cursor => Words(&["auto", "shown"]),
            Self::Hints => Words(&["auto", "always", "never"]),
            Self::Hyperlinks => Words(&["auto", "true", "false"]),
            Self::Keymap => Words(&["default", "less", "vim"]),
            Self::Hanging
            | Self::Autospace
            | Self::Justify
            | Self::Punct
            | Self::HideAds
            | Self::Remember
            | Self::CopyOnRelease
            | Self::Mouse
            | Self::Reread
            | Self::WindowTitle => Words(&["true", "false"]),
            Self::TocRules
            | Self::Copy
            | Self::Cite
            | Self::Editor
            | Self::Open
            | Self::Dictionary
            | Self::Notes => Text,
        }
    }

    /// Returns the words that the setting may have as its value; none for a text.
    pub const fn words(self) -> &'static [&'static str] {
        match self.values() {
            SettingValues::Words(words) | SettingValues::Number { words, .. } => words,
            SettingValues::Text => &[],
        }
    }
}

impl Config {
    /// Returns the value after the present one of a setting, or the value before it if `is_back`. Words go round and round,
    /// numbers end. `None` for a setting of any text.
    pub fn next_value(&self, key: ConfigKey, is_back: bool) -> Option<String> {
        let now = self.value_text(key);
        let words = key.words();
        let at = words.iter().position(|word| *word == now);
        match key.values() {
            SettingValues::Text => None,
            SettingValues::Words(_) => {
                let count = words.len();
                let next = match (at, is_back) {
                    (None, _) => 0,
                    (Some(at), false) => (at + 1) % count,
                    (Some(at), true) => (at + count - 1) % count,
                };
                words.get(next).map(|word| (*word).to_owned())
            }
            SettingValues::Number {
                least, most, step, ..
            } => Some(match (now.parse::<u32>(), is_back) {
                (Ok(number), false) => number.saturating_add(step).min(most).to_string(),
                (Ok(number), true) if number > least => {
                    number.saturating_sub(step).max(least).to_string()
                }
                (Ok(number), true) => words
                    .last()
                    .map_or(number.to_string(), |word| (*word).to_owned()),
                (Err(_), false) => least.to_string(),
                (Err(_), true) => now,
            }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::SETTINGS;
    use super::*;

    #[test]
    fn every_value_that_is_offered_is_taken() {
        for row in SETTINGS {
            let mut config = Config::default();
            for word in row.key.words() {
                assert!(config.set_value(row.key, word), "{}={word}", row.name);
            }
            for is_back in [false, true] {
                for _ in 0..4 {
                    let Some(value) = config.next_value(row.key, is_back) else {
                        continue;
                    };
                    assert!(config.set_value(row.key, &value), "{}={value}", row.name);
                    assert_eq!(config.value_text(row.key), value, "{}", row.name);
                }
            }
        }
    }

    #[test]
    fn words_go_round_and_numbers_end() {
        let mut config = Config::default();
        let mut go = |key, is_back| {
            let value = config.next_value(key, is_back).unwrap();
            assert!(config.set_value(key, &value));
            value
        };
        let ruby = [(); 4].map(|()| go(ConfigKey::Ruby, false));
        assert_eq!(ruby, ["hidden", "inline", "above", "hidden"]);
        assert_eq!(go(ConfigKey::Measure, false), "74");
        assert_eq!(go(ConfigKey::Measure, true), "72");
        let indent = [false, false, true, true, true].map(|is_back| go(ConfigKey::Indent, is_back));
        assert_eq!(indent, ["0", "1", "0", "auto", "auto"]);
        let pages = [false, false, true].map(|is_back| go(ConfigKey::Pages, is_back));
        assert_eq!(pages, ["2", "2", "1"]);
        assert_eq!(go(ConfigKey::Justify, false), "true");
        assert_eq!(config.next_value(ConfigKey::Editor, false), None);
    }
}
