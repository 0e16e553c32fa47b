//! Current values of the settings, and their application to the state.

use crate::app::display::layout::relayout;
use crate::app::display::state::{CursorPolicy, ScrollBarPolicy};
use crate::app::input::keymap::Keymap;
use crate::app::input::preset::with_preset;
use crate::app::opening::file_change::Rereading;
use crate::app::outside::state::OutsideState;
use crate::app::state::State;
use crate::messages::Lang;
use crate::session::config::{Config, ConfigKey};
use crate::ui::geometry::PageCount;

/// Settings that only the configuration file changes: what they decide is decided when a text is opened.
const FILE_ONLY: [ConfigKey; 5] = [
    ConfigKey::HideAds,
    ConfigKey::Remember,
    ConfigKey::TocRules,
    ConfigKey::Copy,
    ConfigKey::Notes,
];

/// Returns whether a setting can change while the program runs.
pub fn is_live(key: ConfigKey) -> bool {
    !FILE_ONLY.contains(&key)
}

/// Returns the settings with the values that hold now, keys of the reader included.
pub fn current(state: &State) -> Config {
    let look = &state.appearance;
    let mut config = state.settings.clone();
    look.write_settings(&mut config);
    config.mouse = Some(state.mouse.is_on);
    config.pages = Some(match state.display.pages {
        PageCount::One => 1,
        PageCount::Two => 2,
    });
    config
}

/// Applies the settings with a changed value of `key`, and keeps them.
pub fn change(state: &mut State, key: ConfigKey, config: Config) {
    if key == ConfigKey::Lang
        && let Some(lang) = config.lang.as_deref().and_then(Lang::from_name)
    {
        state.appearance.lang = lang;
    }
    state
        .appearance
        .reconfigure(&config, &state.display.terminal_facts);
    apply(state, key, &config);
    state.settings = config;
    relayout(state);
}

/// Applies the value of a setting that is kept outside the appearance.
pub fn apply(state: &mut State, key: ConfigKey, config: &Config) {
    match key {
        ConfigKey::SearchFold => state.search.default_level = config.search_level(),
        ConfigKey::Editor | ConfigKey::Open => {
            state.outside = OutsideState::from_settings(config);
        }
        ConfigKey::Cite => state.select.cite.clone_from(&config.cite),
        ConfigKey::CopyOnRelease => {
            state.select.copies_on_release = config.copy_on_release.unwrap_or(true);
        }
        ConfigKey::Outline => state.toc.list.configure_width(config.outline),
        ConfigKey::Pages => {
            state.display.pages = if config.pages == Some(2) {
                PageCount::Two
            } else {
                PageCount::One
            };
        }
        ConfigKey::Hints => match config.hints.as_deref() {
            Some("always") => state.display.has_hints = true,
            Some("never") => state.display.has_hints = false,
            _ => {}
        },
        ConfigKey::WindowTitle => {
            state.display.has_window_title = config.window_title != Some(false);
        }
        ConfigKey::Hyperlinks => {
            state.display.hyperlinks.are_written = match config.hyperlinks.as_deref() {
                Some("true") => true,
                Some("false") => false,
                _ => state.display.hyperlinks.are_known,
            };
        }
        ConfigKey::Keymap => {
            let name = config.value_text(key);
            // Mistakes in keys of the reader were shown at the start.
            let (keymap, _) = Keymap::new(&with_preset(&name, &config.keys));
            state.input.keymap = keymap;
        }
        ConfigKey::Mouse => state.mouse.is_on = config.mouse != Some(false),
        ConfigKey::ScrollBar => {
            state.display.scroll_bar = match config.scroll_bar.as_deref() {
                Some("always") => ScrollBarPolicy::Always,
                Some("never") => ScrollBarPolicy::Never,
                _ => ScrollBarPolicy::Search,
            };
        }
        ConfigKey::Cursor => {
            state.display.cursor = match config.cursor.as_deref() {
                Some("shown") => CursorPolicy::Shown,
                _ => CursorPolicy::Hidden,
            };
        }
        ConfigKey::Reread => {
            state.opening.rereading = match config.reread {
                Some(false) => Rereading::ByKey,
                Some(true) | None => Rereading::ByItself,
            };
        }
        _ => {}
    }
}
