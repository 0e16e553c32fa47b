//! Texts generated from the tables: key table, default configuration.

use crate::app::input::action::{ACTIONS, ActionInfo, Context, GROUPS};
use crate::app::input::keymap::Keymap;
use crate::messages::{Catalogue, Lang};
use crate::session::config::SETTINGS;
use std::fmt::Write as _;

/// Returns the description of an action, with a remark if it is bound in the outline.
pub fn action_text(entry: &ActionInfo, m: &Catalogue) -> String {
    let text = (entry.doc)(m);
    match entry.context {
        Context::Outline => m.help.in_outline(text),
        Context::Selection => m.select_actions.in_selection(text),
        Context::Dictionary => m.dictionary.in_article(text),
        Context::Rows => m.help.in_rows(text),
        Context::List => m.help.in_lists(text),
        Context::Reading | Context::Everywhere => text.to_owned(),
    }
}

/// Returns the key table in Markdown, with a column for each of `langs`: the keys of `keymap`.
pub fn key_table(langs: &[Lang], keymap: &Keymap) -> String {
    let texts: Vec<&Catalogue> = langs.iter().map(|lang| lang.catalogue()).collect();
    let row = |keys: &str, text: &dyn Fn(&Catalogue) -> String| {
        let cells: Vec<String> = texts.iter().map(|m| text(m)).collect();
        format!("| {keys}| {} |\n", cells.join(" | "))
    };
    let keys_column = texts.first().map_or("", |m| m.help.keys_column);
    let mut out = row(&format!("{keys_column} "), &|m| {
        m.help.action_column.to_owned()
    });
    out.push_str(&row("--- ", &|_| "---".to_owned()));
    for (group, name) in GROUPS {
        out.push_str(&row("", &|m| format!("**{}**", name(m))));
        for entry in ACTIONS.iter().filter(|entry| entry.group == group) {
            let mut keys = keymap.keys_of(entry.action);
            if keys.is_empty() {
                keys.push(format!(":{}", entry.name));
            }
            let keys: String = keys
                .iter()
                .map(|key| {
                    if key.contains('`') {
                        format!("`` {key} `` ")
                    } else {
                        format!("`{key}` ")
                    }
                })
                .collect();
            out.push_str(&row(&keys, &|m| action_text(entry, m)));
        }
    }
    out
}

/// Returns the default configuration file, with every line commented out.
pub fn default_config(lang: Lang) -> String {
    let m = lang.catalogue();
    let mut out = String::from("# tongdu 通读: $XDG_CONFIG_HOME/tongdu/config.toml\n\n");
    for known in SETTINGS {
        let text = m.setting(known.key);
        let _ = writeln!(out, "# {text}\n# {} = {}\n", known.name, known.default);
    }
    out.push_str(m.help.rule_examples);
    let _ = writeln!(out, "\n# [keys]   # nop: {}", m.help.no_key);
    for entry in ACTIONS {
        let keys: Vec<String> = entry.keys.iter().map(|key| format!("{key:?}")).collect();
        let text = (entry.doc)(m);
        let _ = writeln!(out, "# {} = [{}]   # {text}", entry.name, keys.join(", "));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::input::preset::with_preset;
    use crate::session::config::Config;

    #[test]
    fn the_default_configuration_says_what_holds_anyway() {
        for lang in Lang::ALL {
            let uncommented: String = default_config(lang)
                .lines()
                .filter_map(|line| line.strip_prefix("# "))
                .filter(|line| !line.starts_with(' '))
                .filter(|line| line.contains(" = ") || line.starts_with("[keys]"))
                .fold(String::new(), |text, line| text + line + "\n");
            let (config, problems) = Config::parse("config.toml", &uncommented);
            assert_eq!(problems, []);
            assert_eq!(config.keys.len(), ACTIONS.len());
            let (map, problems) = Keymap::new(&config.keys);
            assert_eq!(problems, []);
            for entry in ACTIONS {
                assert_eq!(map.keys_of(entry.action), entry.keys);
            }
        }
    }

    #[test]
    fn the_examples_of_rules_are_rules() {
        for lang in Lang::ALL {
            let text: String = lang
                .catalogue()
                .help
                .rule_examples
                .lines()
                .filter_map(|line| line.strip_prefix("#   "))
                .fold(String::new(), |text, line| text + line + "\n");
            let text = text.replace("title = 1", "title = 0");
            let (config, problems) = Config::parse("config.toml", &text);
            assert_eq!(problems, []);
            assert_eq!(
                (
                    config.rules.heading_rules.len(),
                    config.rules.hide_rules.len()
                ),
                (1, 1)
            );
        }
    }

    #[test]
    fn the_table_has_the_keys_that_hold() {
        let own = [("quit".to_owned(), vec!["X".to_owned()])];
        let keymap = Keymap::new(&with_preset("vim", &own)).0;
        let table = key_table(&[Lang::En], &keymap);
        assert!(table.contains("| `zt` ") && table.contains("| `X` |"));
        assert!(!table.contains("`ZZ`"), "{table}");
    }

    #[test]
    fn the_documentation_has_the_key_table_as_it_is() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/keys.md");
        let page = std::fs::read_to_string(path).unwrap();
        let table = key_table(&[Lang::En, Lang::ZhHans], &Keymap::new(&[]).0);
        if std::env::var_os("UPDATE").is_some() {
            let (before, _) = page.split_once("\n| keys |").unwrap();
            std::fs::write(path, format!("{before}\n{table}")).unwrap();
            return;
        }
        assert!(
            page.contains(&table),
            "UPDATE=1 writes the key table into docs/keys.md"
        );
    }
}
