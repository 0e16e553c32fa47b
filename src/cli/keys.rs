//! `tongdu keys`: the keys as the configuration has them.

use super::output::print;
use crate::app::help::tables::key_table;
use crate::app::input::keymap::Keymap;
use crate::app::input::preset::with_preset;
use crate::error::Result;
use crate::messages::Lang;
use crate::session::config::{Config, ConfigKey};
use crate::session::dirs;

/// Prints the table of keys.
pub(super) fn keys(lang: Lang) -> Result<u8> {
    let config = match dirs::config_file() {
        Some(path) => Config::load(&path).0,
        None => Config::default(),
    };
    let name = config.value_text(ConfigKey::Keymap);
    let (keymap, _) = Keymap::new(&with_preset(&name, &config.keys));
    print(&key_table(&[lang], &keymap))
}
