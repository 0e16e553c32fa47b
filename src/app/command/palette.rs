//! The palette: commands that match what is typed, with their names in the language of the interface.

use super::table::{ALIASES, COMMANDS};
use crate::app::help::sheet::{labels, short_doc};
use crate::app::input::action::ACTIONS;
use crate::app::state::State;
use crate::messages::{Catalogue, FixedText, Lang};
use crate::search::Query;
use crate::search::query::QueryKind;
use crate::text::forms::Level;
use crate::text::script::TextLang;

/// Local names of the commands that take an argument.
const LOCAL_NAMES: [(&str, FixedText); 6] = [
    ("enc", |m| m.command.encoding),
    ("theme", |m| m.command.theme),
    ("ambiguous", |m| m.command.ambiguous),
    ("lang", |m| m.command.lang),
    ("ruby", |m| m.command.ruby),
    ("measure", |m| m.command.measure),
];

/// A command that matches what is typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PaletteRow {
    /// Name.
    pub name: &'static str,
    /// Name or description in the language of the interface.
    pub doc: &'static str,
    /// Key, as people write it; empty without one.
    pub key: String,
}

/// Returns the names of all commands.
pub fn names() -> impl Iterator<Item = &'static str> {
    let actions = ACTIONS.iter().map(|entry| entry.name);
    let commands = COMMANDS.iter().map(|(name, _)| *name);
    actions
        .chain(commands)
        .chain(ALIASES.iter().map(|(name, _)| *name))
}

/// Returns the English name of a command that was typed by its name in any language of the interface, or by the beginning
/// of only one; other names are returned unchanged.
pub fn own_name(name: &str) -> String {
    if name.is_ascii() {
        return name.to_owned();
    }
    let all = || Lang::ALL.iter().map(|lang| lang.catalogue());
    let mut commands = LOCAL_NAMES.iter();
    if let Some((own, _)) = commands.find(|(_, local)| all().any(|m| local(m) == name)) {
        return (*own).to_owned();
    }
    let mut actions = ACTIONS.iter();
    let is_named = |m: &Catalogue, doc: FixedText| short_doc(doc(m)) == name;
    if let Some(entry) = actions.find(|entry| all().any(|m| is_named(m, entry.doc))) {
        return entry.name.to_owned();
    }
    // Another beginning of a name must leave no doubt: a line may change the outline or the notes.
    let begins = |m: &Catalogue, doc: FixedText| short_doc(doc(m)).starts_with(name);
    let locals = LOCAL_NAMES
        .iter()
        .filter(|(_, local)| all().any(|m| local(m).starts_with(name)));
    let locals = locals.map(|(own, _)| *own);
    let actions = ACTIONS
        .iter()
        .filter(|entry| all().any(|m| begins(m, entry.doc)));
    let mut candidates = locals.chain(actions.map(|entry| entry.name));
    match (candidates.next(), candidates.next()) {
        (Some(only), None) => only.to_owned(),
        _ => name.to_owned(),
    }
}

/// Returns the commands that match `typed`, best first: by name, by its beginning, by words, by letters in order, by
/// pinyin.
pub fn rows(state: &State, typed: &str) -> Vec<PaletteRow> {
    let typed = typed.trim().to_lowercase();
    if typed.is_empty() {
        return Vec::new();
    }
    let m = state.texts();
    let pinyin = (typed.len() > 1 && typed.chars().all(|c| c.is_ascii_alphabetic()))
        .then(|| Query::parse(&typed, Level::Variants, QueryKind::Pinyin).ok())
        .flatten();
    let rank = |name: &str, doc: &str| {
        let is_read = |query: &Query| {
            let mut hits = query.find_all(doc.as_bytes(), TextLang::Other);
            hits.next().is_some()
        };
        if name == typed || doc == typed {
            Some(0)
        } else if name.starts_with(&typed) {
            Some(1)
        } else if name.contains(&typed) || doc.to_lowercase().contains(&typed) {
            Some(2)
        } else if pinyin.as_ref().is_some_and(is_read) {
            Some(3)
        } else {
            let mut letters = name.chars();
            let is_in_order = typed
                .chars()
                .all(|typed| letters.any(|letter| letter == typed));
            is_in_order.then_some(4)
        }
    };
    let actions = ACTIONS.iter().map(|entry| {
        let key = labels(state, entry).swap_remove(0);
        let key = if key.starts_with(':') && key.len() > 1 {
            String::new()
        } else {
            key
        };
        (entry.name, (entry.doc)(m), key)
    });
    let is_action = |name: &str| ACTIONS.iter().any(|entry| entry.name == name);
    let commands = LOCAL_NAMES.iter().filter(|(name, _)| !is_action(name));
    let commands = commands.map(|(name, doc)| (*name, doc(m), String::new()));
    let mut ranked: Vec<(i32, PaletteRow)> = actions
        .chain(commands)
        .filter_map(|(name, doc, key)| {
            let rank = rank(name, doc)?;
            Some((rank, PaletteRow { name, doc, key }))
        })
        .collect();
    ranked.sort_by_key(|(rank, _)| *rank);
    ranked.into_iter().map(|(_, row)| row).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::command::table::expand_alias;

    #[test]
    fn a_local_name_runs_only_what_it_can_mean() {
        for (typed, want) in [
            ("配色", "theme"),
            ("テーマ", "テーマ"),
            ("帮助", "help"),
            ("删", "删"),
            ("不存在的命令", "不存在的命令"),
            ("theme", "theme"),
        ] {
            assert_eq!(own_name(typed), want, "{typed}");
        }
        // Every local name leads to its command, and no beginning shared by several leads anywhere.
        for lang in Lang::ALL {
            for (own, local) in LOCAL_NAMES {
                let local = local(lang.catalogue());
                let name = own_name(local);
                assert!(local.is_ascii() || expand_alias(&name) == own, "{local}");
            }
        }
    }
}
