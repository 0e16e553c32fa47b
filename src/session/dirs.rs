//! Where files of the user are, by the XDG rules on every system.

use etcetera::BaseStrategy as _;
use std::path::PathBuf;

/// The configuration file; `None` where there is no home.
pub fn config_file() -> Option<PathBuf> {
    let dirs = etcetera::base_strategy::Xdg::new().ok()?;
    Some(dirs.config_dir().join("tongdu").join("config.toml"))
}

/// The folder of the records of what was read; `None` where there is no home.
pub fn records() -> Option<PathBuf> {
    let dirs = etcetera::base_strategy::Xdg::new().ok()?;
    Some(dirs.state_dir()?.join("tongdu").join("records"))
}
