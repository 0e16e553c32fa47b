//! What is written from the tables: the help sheet, the key table of the README, the default
//! configuration.

use crate::app::input::action::{ACTIONS, Action, ActionGroup, Context, GROUPS};
use crate::app::message::Effect;
use crate::app::sheet::OpenSheet;
use crate::app::state::{Mode, State};
use crate::session::config::{RULE_EXAMPLES, SETTINGS};
use crate::ui::sheet::SheetLine;
use std::fmt::Write as _;

/// Opens the sheet; `None` for any other action.
pub fn perform(state: &mut State, action: Action, _count: u32) -> Option<Vec<Effect>> {
    if action != Action::Help {
        return None;
    }
    state.mode = Mode::Sheet(help_sheet(state));
    Some(State::no_effects())
}

/// The help, with the keys as they are now; first what holds where the keys are.
pub fn help_sheet(state: &State) -> OpenSheet {
    let lang = state.appearance.lang;
    let mut groups: Vec<_> = GROUPS.to_vec();
    if matches!(state.mode, Mode::Outline(_)) {
        groups.sort_by_key(|(group, _)| *group != ActionGroup::Outline);
    }
    let mut lines = Vec::new();
    for (group, name) in groups {
        if !lines.is_empty() {
            lines.push(SheetLine::Gap);
        }
        lines.push(SheetLine::Head(name.get(lang).to_owned()));
        for entry in ACTIONS.iter().filter(|entry| entry.group == group) {
            let mut keys = state
                .keymap
                .keys_of(entry.action)
                .join(" ")
                .replace("<lt>", "<");
            if keys.is_empty() {
                keys = format!(":{}", entry.name);
            }
            let mut text = entry.doc.get(lang).to_owned();
            if entry.context == Context::Outline {
                text = lang.pick(format!("目录中：{text}"), format!("in the outline: {text}"));
            }
            lines.push(SheetLine::Pair(keys, text));
        }
    }
    OpenSheet {
        title: lang
            .pick(
                "按键（Esc 关闭，j k 翻动）",
                "Keys (Esc closes, j k scroll)",
            )
            .to_owned(),
        lines,
        top: 0,
    }
}

/// The key table of the README, in Markdown.
pub fn key_table() -> String {
    let mut out = String::from("| keys | action | 作用 |\n| --- | --- | --- |\n");
    for (group, name) in GROUPS {
        let _ = writeln!(out, "| | **{}** | **{}** |", name.en, name.zh);
        for entry in ACTIONS.iter().filter(|entry| entry.group == group) {
            let command = format!(":{}", entry.name);
            let alone = [command.as_str()];
            let keys = if entry.keys.is_empty() {
                &alone[..]
            } else {
                entry.keys
            };
            let keys: Vec<String> = keys
                .iter()
                .map(|key| {
                    if key.contains('`') {
                        format!("`` {key} ``")
                    } else {
                        format!("`{key}`")
                    }
                })
                .collect();
            let place = if entry.context == Context::Outline {
                ("in the outline: ", "目录中：")
            } else {
                ("", "")
            };
            let _ = writeln!(
                out,
                "| {} | {}{} | {}{} |",
                keys.join(" "),
                place.0,
                entry.doc.en,
                place.1,
                entry.doc.zh
            );
        }
    }
    out
}

/// The default configuration file, every line a comment.
pub fn default_config() -> String {
    let mut out = String::from("# tongdu 通读: $XDG_CONFIG_HOME/tongdu/config.toml\n\n");
    for known in SETTINGS {
        let _ = writeln!(
            out,
            "# {}\n# {}\n# {} = {}\n",
            known.zh, known.en, known.name, known.default
        );
    }
    out.push_str(RULE_EXAMPLES);
    out.push_str("\n# [keys]   # nop: no key\n");
    for entry in ACTIONS {
        let keys: Vec<String> = entry.keys.iter().map(|key| format!("{key:?}")).collect();
        let _ = writeln!(
            out,
            "# {} = [{}]   # {} {}",
            entry.name,
            keys.join(", "),
            entry.doc.zh,
            entry.doc.en
        );
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::input::keymap::Keymap;
    use crate::session::config::Config;

    #[test]
    fn the_default_configuration_says_what_holds_anyway() {
        let uncommented: String = default_config()
            .lines()
            .filter_map(|line| line.strip_prefix("# "))
            .filter(|line| !line.starts_with(' '))
            .filter(|line| line.contains(" = ") || line.starts_with("[keys]"))
            .fold(String::new(), |text, line| text + line + "\n");
        let (config, notices) = Config::parse("config.toml", &uncommented);
        assert_eq!(notices, []);
        assert_eq!(config.keys.len(), ACTIONS.len());
        let (map, notices) = Keymap::new(&config.keys);
        assert_eq!(notices, []);
        for entry in ACTIONS {
            assert_eq!(map.keys_of(entry.action), entry.keys);
        }
    }

    #[test]
    fn the_examples_of_rules_are_rules() {
        let text: String = RULE_EXAMPLES
            .lines()
            .filter_map(|line| line.strip_prefix("#   "))
            .fold(String::new(), |text, line| text + line + "\n");
        let text = text.replace("title = 1", "title = 0");
        let (config, notices) = Config::parse("config.toml", &text);
        assert_eq!(notices, []);
        assert_eq!(
            (
                config.rules.heading_rules.len(),
                config.rules.hide_rules.len()
            ),
            (1, 1)
        );
    }

    #[test]
    fn the_readme_has_the_key_table_as_it_is() {
        let readme = include_str!("../../../README.md");
        assert!(
            readme.contains(&key_table()),
            "write the output of `tongdu keys` into README.md"
        );
    }
}
