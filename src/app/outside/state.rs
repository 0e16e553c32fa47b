//! State of what is done outside.

use super::editor::EditRequest;
use crate::session::config::Config;

/// State of what is done outside.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OutsideState {
    /// Address shown to the reader, which opens once he confirms it.
    pub asked: Option<String>,
    /// File that opens in the editor of last resort once the reader confirms it.
    pub asked_edit: Option<EditRequest>,
    /// Command line of the editor in the configuration or the environment.
    pub editor: Option<String>,
    /// Command line that opens an address.
    pub opener: Option<String>,
    /// Whether the environment forbids programs outside, as it does for pagers of privileged programs.
    pub is_forbidden: bool,
}

impl OutsideState {
    /// Returns the programs that the configuration and the environment name.
    pub fn from_settings(config: &Config) -> Self {
        let set = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty());
        let named = |setting: &Option<String>| setting.clone().filter(|line| !line.is_empty());
        Self {
            asked: None,
            asked_edit: None,
            editor: named(&config.editor)
                .or_else(|| set("VISUAL"))
                .or_else(|| set("EDITOR")),
            opener: named(&config.open),
            is_forbidden: ["LESSSECURE", "SYSTEMD_PAGERSECURE"]
                .into_iter()
                .any(|name| set(name).is_some_and(|value| value != "0")),
        }
    }
}
