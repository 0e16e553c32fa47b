//! Locations of the user's files, by the XDG rules on every system.

use etcetera::BaseStrategy as _;
use std::path::PathBuf;

/// Returns the path of the configuration file; `None` without a home directory.
pub fn config_file() -> Option<PathBuf> {
    let dirs = etcetera::base_strategy::Xdg::new().ok()?;
    Some(dirs.config_dir().join("tongdu").join("config.toml"))
}

/// Returns the folder of the reading records; `None` without a home directory.
pub fn records() -> Option<PathBuf> {
    let dirs = etcetera::base_strategy::Xdg::new().ok()?;
    Some(dirs.state_dir()?.join("tongdu").join("records"))
}

/// Returns the file that counts the starts of the program; `None` without a home directory.
pub fn starts() -> Option<PathBuf> {
    let dirs = etcetera::base_strategy::Xdg::new().ok()?;
    Some(dirs.state_dir()?.join("tongdu").join("starts"))
}

/// Returns the folder of the reader's notes; `None` without a home directory.
pub fn notes() -> Option<PathBuf> {
    let dirs = etcetera::base_strategy::Xdg::new().ok()?;
    Some(dirs.data_dir().join("tongdu").join("notes"))
}

/// Returns the file of earlier searches; `None` without a home directory.
pub fn searches() -> Option<PathBuf> {
    let dirs = etcetera::base_strategy::Xdg::new().ok()?;
    Some(dirs.state_dir()?.join("tongdu").join("searches"))
}

/// Returns the file of the favourite folders; `None` without a home directory.
pub fn favourites() -> Option<PathBuf> {
    let dirs = etcetera::base_strategy::Xdg::new().ok()?;
    Some(dirs.data_dir().join("tongdu").join("folders"))
}

/// Returns the log of the reading time; `None` without a home directory.
pub fn reading_log() -> Option<PathBuf> {
    let dirs = etcetera::base_strategy::Xdg::new().ok()?;
    Some(dirs.state_dir()?.join("tongdu").join("reading.jsonl"))
}

/// Returns the folders of dictionaries in the `StarDict` format, as other programs have them.
pub fn dictionary_folders() -> Vec<PathBuf> {
    let mut folders = Vec::new();
    if let Ok(dirs) = etcetera::base_strategy::Xdg::new() {
        folders.push(dirs.data_dir().join("stardict"));
        folders.push(dirs.home_dir().join(".stardict"));
    }
    folders.extend(std::env::var_os("STARDICT_DATA_DIR").map(PathBuf::from));
    folders.push(PathBuf::from("/usr/share/stardict"));
    folders
}
