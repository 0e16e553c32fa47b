//! The sheet of all settings with their values.

use super::apply::current;
use crate::app::sheet::{OpenSheet, SheetKind};
use crate::app::state::State;
use crate::session::config::SETTINGS;
use crate::ui::sheet::SheetLine;

/// Returns the sheet of all settings with their values.
pub fn settings_sheet(state: &State) -> OpenSheet {
    let m = state.texts();
    let config = current(state);
    let lines = SETTINGS.iter().map(|row| {
        let value = format!("{}={}", row.name, config.value_text(row.key));
        SheetLine::Pair(value, m.setting(row.key).to_owned())
    });
    OpenSheet {
        title: m.command.settings_title.to_owned(),
        lines: lines.collect(),
        top: 0,
        kind: SheetKind::Plain,
    }
}
