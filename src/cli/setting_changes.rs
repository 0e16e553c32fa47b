//! Settings that the reader has changed, which hold for the texts that follow.

use crate::app::settings::apply::is_live;
use crate::session::config::{Config, ConfigKey, SETTINGS};

/// Settings that the reader has changed, with their values, for the texts that follow.
#[derive(Default)]
pub(crate) struct SettingChanges(Vec<(ConfigKey, String)>);

impl SettingChanges {
    /// Returns the language of the interface, if the reader has changed it.
    pub(crate) fn language(&self) -> Option<&str> {
        let mut changes = self.0.iter().rev();
        let (_, name) = changes.find(|(key, _)| *key == ConfigKey::Lang)?;
        Some(name)
    }

    /// Applies the changes to a configuration.
    pub(crate) fn apply(&self, config: &mut Config) {
        for (key, value) in &self.0 {
            config.set_value(*key, value);
        }
    }

    /// Adds the settings that differ from those at the start of a text.
    pub(crate) fn add(&mut self, start: &Config, end: &Config) {
        let live = SETTINGS.iter().map(|row| row.key);
        let live = live.filter(|key| is_live(*key));
        let changes = live
            .map(|key| (key, end.value_text(key)))
            .filter(|(key, value)| start.value_text(*key) != *value);
        self.0.extend(changes);
    }
}
