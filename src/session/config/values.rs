//! Values of single settings as text: printed, and set while the program runs.

use super::{Config, ConfigKey, SETTINGS};
use crate::text::units::Cells;
use toml::de::DeTable;

impl ConfigKey {
    /// Returns the key of a setting by its name in the file.
    pub fn from_name(name: &str) -> Option<Self> {
        let row = SETTINGS.iter().find(|row| row.name == name);
        row.map(|row| row.key)
    }

    /// Returns the default, as written in the file.
    ///
    /// # Panics
    /// Never: a test ensures that the table is complete.
    pub fn default_value(self) -> &'static str {
        let row = SETTINGS.iter().find(|row| row.key == self);
        row.expect("SETTINGS has every key").default
    }

    /// Returns whether the setting is on or off.
    pub fn is_switch(self) -> bool {
        matches!(self.default_value(), "true" | "false")
    }
}

impl Config {
    /// Sets one setting to a value as people type it: quotation marks may be left out, and a switch may be `on` or `off`.
    /// Returns false for a value that the setting does not have.
    pub fn set_value(&mut self, key: ConfigKey, value: &str) -> bool {
        let value = unquoted(value.trim());
        let switched = match value.to_lowercase().as_str() {
            "on" | "yes" | "1" | "true" => Some("true"),
            "off" | "no" | "0" | "false" => Some("false"),
            _ => None,
        };
        // A setting with other values too, such as `auto`, may be a switch besides.
        (!key.is_switch() && self.set_written(key, &written(value)))
            || switched.is_some_and(|word| self.set_written(key, word))
    }

    /// Sets one setting to a value as it is written in the file. Returns false for a value that the setting does not have.
    fn set_written(&mut self, key: ConfigKey, written: &str) -> bool {
        let line = format!("{} = {written}", key.name());
        let Ok(table) = DeTable::parse(&line) else {
            return false;
        };
        let mut pairs = table.get_ref().iter();
        pairs.next().is_some_and(|(name, value)| {
            name.get_ref() == key.name() && self.set_setting(key.name(), value.get_ref())
        })
    }

    /// Returns the value of a setting without quotation marks; the default if it is absent.
    pub fn value_text(&self, key: ConfigKey) -> String {
        let switch = |value: Option<bool>| value.map(|value| value.to_string());
        let cells = |value: Option<Cells>| value.map(|cells| cells.0.to_string());
        let number = |value: Option<u32>| value.map(|number| number.to_string());
        let value = match key {
            ConfigKey::Lang => self.lang.clone(),
            ConfigKey::Theme => self.theme.clone(),
            ConfigKey::Background => self.background.clone(),
            ConfigKey::Signs => self.signs.clone(),
            ConfigKey::Screen => self.screen.clone(),
            ConfigKey::Measure => cells(self.measure),
            ConfigKey::Outline => cells(self.outline),
            ConfigKey::Pages => number(self.pages),
            ConfigKey::Ambiguous => self.ambiguous.clone(),
            ConfigKey::Kinsoku => self.kinsoku.clone(),
            ConfigKey::Hanging => switch(self.hanging),
            ConfigKey::Autospace => switch(self.autospace),
            ConfigKey::Justify => switch(self.justify),
            ConfigKey::Paragraphs => self.paragraphs.clone(),
            ConfigKey::Indent => cells(self.indent),
            ConfigKey::Ruby => self.ruby.clone(),
            ConfigKey::RubyLeading => self.ruby_leading.clone(),
            ConfigKey::Chapters => self.chapters.clone(),
            ConfigKey::Punct => switch(self.punct),
            ConfigKey::Code => self.code.clone(),
            ConfigKey::Speed => number(self.speed),
            ConfigKey::SearchFold => self.search_fold.clone(),
            ConfigKey::HideAds => switch(self.hide_ads),
            ConfigKey::Remember => switch(self.remember),
            ConfigKey::TocRules => self.toc_rules.clone(),
            ConfigKey::Copy => self.copy.clone(),
            ConfigKey::Cite => self.cite.clone(),
            ConfigKey::CopyOnRelease => switch(self.copy_on_release),
            ConfigKey::Mouse => switch(self.mouse),
            ConfigKey::Cursor => self.cursor.clone(),
            ConfigKey::ScrollBar => self.scroll_bar.clone(),
            ConfigKey::Hints => self.hints.clone(),
            ConfigKey::Reread => switch(self.reread),
            ConfigKey::Editor => self.editor.clone(),
            ConfigKey::Open => self.open.clone(),
            ConfigKey::Hyperlinks => self.hyperlinks.clone(),
            ConfigKey::Dictionary => self.dictionary.as_ref().map(|words| words.join(" ")),
            ConfigKey::Notes => self.notes.clone(),
            ConfigKey::WindowTitle => switch(self.window_title),
            ConfigKey::Keymap => self.keymap.clone(),
        };
        value.unwrap_or_else(|| unquoted(key.default_value()).to_owned())
    }
}

/// Returns a number or a text as it is written in the file.
fn written(value: &str) -> String {
    if value.parse::<u32>().is_ok() {
        return value.to_owned();
    }
    let escaped = value.replace('\\', "\\\\").replace('"', "\\\"");
    format!("\"{escaped}\"")
}

fn unquoted(value: &str) -> &str {
    let inner = |mark: char| value.strip_prefix(mark)?.strip_suffix(mark);
    inner('"').or_else(|| inner('\'')).unwrap_or(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_set_as_people_type_them_and_read_back() {
        let mut config = Config::default();
        for (name, typed, want) in [
            ("measure", "60", Some("60")),
            ("measure", "\"60\"", Some("60")),
            ("measure", "0", None),
            ("measure", "wide", None),
            ("theme", "dark", Some("dark")),
            ("theme", "'sepia'", Some("sepia")),
            ("theme", "neon", None),
            ("justify", "on", Some("true")),
            ("justify", "False", Some("false")),
            ("justify", "2", None),
            ("hyperlinks", "on", Some("true")),
            ("hyperlinks", "Off", Some("false")),
            ("hyperlinks", "auto", Some("auto")),
            ("hyperlinks", "some", None),
            ("editor", "on", Some("on")),
            ("indent", "4", Some("4")),
            ("indent", "auto", Some("auto")),
            ("cite", "{quote} \\ \"x\" = 1", Some("{quote} \\ \"x\" = 1")),
            ("editor", "vi\ntheme = 3", None),
        ] {
            let key = ConfigKey::from_name(name).unwrap();
            let is_set = config.set_value(key, typed);
            assert_eq!(is_set, want.is_some(), "{name} {typed}");
            if let Some(want) = want {
                assert_eq!(config.value_text(key), want, "{name}");
            }
        }
        for row in SETTINGS {
            let mut config = Config::default();
            let text = config.value_text(row.key);
            assert!(config.set_value(row.key, &text), "{}", row.name);
            assert_eq!(config.value_text(row.key), text, "{}", row.name);
        }
    }
}
