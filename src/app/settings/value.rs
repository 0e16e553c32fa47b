//! A new value of one setting, and the words that say it.

use super::apply::{change, current, is_live};
use crate::app::state::State;
use crate::session::config::ConfigKey;

/// Gives a setting a value as people type it. Returns the setting with its value, or why it keeps the old one.
pub fn set_value(state: &mut State, key: ConfigKey, value: &str) -> Result<String, String> {
    let m = &state.texts().command;
    if !is_live(key) {
        return Err(m.only_in_config(key.name()));
    }
    let mut config = current(state);
    if !config.set_value(key, value) {
        return Err(state.texts().setting(key).to_owned());
    }
    let text = shown(key, &config.value_text(key));
    change(state, key, config);
    Ok(text)
}

/// Returns a setting with its value as one types it.
pub fn shown(key: ConfigKey, value: &str) -> String {
    format!("{}={value}", key.name())
}
