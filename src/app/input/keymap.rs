//! The keymap: default bindings of the table, changed by the configuration.

use super::action::{ACTIONS, Action, Context, action_info};
use super::key::Key;
use crate::session::config::ConfigProblem;

/// Action that needs a count. It may share its keys with another, which has them without a count.
const COUNTED: Action = Action::GotoLine;

/// Result of looking up a key sequence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KeyLookup {
    /// Action bound to the sequence itself.
    pub action: Option<Action>,
    /// Existence of longer bindings that begin with the sequence.
    pub longer: LongerBinding,
}

/// Existence of longer bindings with a given prefix.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LongerBinding {
    /// At least one longer binding exists.
    Possible,
    /// No longer binding exists.
    None,
}

/// All key bindings.
#[derive(Clone, Debug)]
pub struct Keymap {
    rows: Vec<(Context, Vec<Key>, Action)>,
}

impl Keymap {
    /// Builds the keymap from the table and the configuration. `changes` pairs an action's name with its keys in
    /// notation; `nop` or an empty list unbinds it. Invalid entries are skipped and reported.
    pub fn new(changes: &[(String, Vec<String>)]) -> (Self, Vec<ConfigProblem>) {
        let mut map = Self { rows: Vec::new() };
        let mut problems = Vec::new();
        for entry in ACTIONS {
            let changed = changes.iter().find(|(name, _)| name == entry.name);
            let keys: Vec<&str> = match changed {
                Some((_, keys)) => keys
                    .iter()
                    .map(String::as_str)
                    .filter(|k| *k != "nop")
                    .collect(),
                None => entry.keys.to_vec(),
            };
            for notation in keys {
                match Key::parse_sequence(notation) {
                    Some(keys) => map.rows.push((entry.context, keys, entry.action)),
                    None => problems.push(ConfigProblem::InvalidKeys {
                        notation: notation.to_owned(),
                        action: entry.name,
                    }),
                }
            }
        }
        for (name, _) in changes {
            if !ACTIONS.iter().any(|entry| entry.name == name) {
                problems.push(ConfigProblem::UnknownAction(name.clone()));
            }
        }
        problems.extend(map.conflicts());
        (map, problems)
    }

    /// Looks up `keys` in `context`. In a selection and over an article its own keys come first, then those of the text;
    /// in a list its own, then those of all rows.
    pub fn lookup(&self, context: Context, keys: &[Key]) -> KeyLookup {
        if context == Context::Reading {
            return self.lookup_in_text(keys);
        }
        if !matches!(
            context,
            Context::Selection | Context::Dictionary | Context::List
        ) {
            return self.lookup_in(context, keys);
        }
        let own = self.lookup_own(context, keys);
        match own {
            KeyLookup {
                action: None,
                longer: LongerBinding::None,
            } if context == Context::List => self.lookup_in(context, keys),
            KeyLookup {
                action: None,
                longer: LongerBinding::None,
            } => self.lookup_in(Context::Reading, keys),
            _ => own,
        }
    }

    /// Looks up `keys` in the text. A sequence of several keys that only the outline has, such as `za` of vim, holds here too:
    /// it concerns the row of the section being read.
    fn lookup_in_text(&self, keys: &[Key]) -> KeyLookup {
        let found = self.lookup_in(Context::Reading, keys);
        let is_unknown = found.action.is_none() && found.longer == LongerBinding::None;
        if keys.len() < 2 || !is_unknown {
            return found;
        }
        let of_outline = self.lookup_own(Context::Outline, keys);
        let is_fold = of_outline.longer == LongerBinding::None;
        if is_fold { of_outline } else { found }
    }

    /// Returns the action that a sequence has with a count, if that is another than without.
    pub fn lookup_counted(&self, context: Context, keys: &[Key]) -> Option<Action> {
        let is_own = |row: &&(Context, Vec<Key>, Action)| row.2 == COUNTED && row.1 == keys;
        let row = self.rows.iter().find(is_own)?;
        let is_in_text = context != Context::Selection && context.includes(row.0);
        (context == Context::Reading || is_in_text).then_some(row.2)
    }

    /// Returns whether a count is a line of the source for the key that goes to the end.
    pub fn counts_lines(&self) -> bool {
        let is_shared = |row: &(Context, Vec<Key>, Action)| {
            let mut rows = self.rows.iter();
            row.2 == COUNTED && rows.any(|other| other.2 == Action::Bottom && other.1 == row.1)
        };
        self.rows.iter().any(is_shared)
    }

    /// Looks up `keys` among the bindings of `context` alone.
    fn lookup_own(&self, context: Context, keys: &[Key]) -> KeyLookup {
        let own = self.rows.iter().filter(|(where_, _, _)| *where_ == context);
        let rows = own.cloned().collect();
        Self { rows }.lookup_in(context, keys)
    }

    /// Looks up `keys` among the bindings of `context` and those that hold everywhere.
    fn lookup_in(&self, context: Context, keys: &[Key]) -> KeyLookup {
        let held = || {
            self.rows
                .iter()
                .filter(move |(own, _, _)| context.includes(*own))
        };
        let is_longer = |row: &&(Context, Vec<Key>, Action)| {
            row.1.len() > keys.len() && row.1.starts_with(keys)
        };
        KeyLookup {
            action: held()
                .filter(|(_, row, _)| row == keys)
                .map(|(_, _, action)| *action)
                .min_by_key(|action| *action == COUNTED),
            longer: if held().any(|row| is_longer(&row)) {
                LongerBinding::Possible
            } else {
                LongerBinding::None
            },
        }
    }

    /// Returns the longer sequences that begin with `keys` in `context`: the keys that follow, and their actions.
    pub fn continuations(&self, context: Context, keys: &[Key]) -> Vec<(&[Key], Action)> {
        let rows = self.rows.iter();
        let held = rows.filter(|(c, _, _)| *c == context || *c == Context::Everywhere);
        held.filter_map(|(_, row, action)| {
            let rest = row.strip_prefix(keys)?;
            (!rest.is_empty()).then_some((rest, *action))
        })
        .collect()
    }

    /// Returns the contexts in which a sequence is bound, or begins one.
    pub fn contexts_of(&self, keys: &[Key]) -> Vec<Context> {
        let rows = self.rows.iter();
        let bound = rows.filter(|(_, row, _)| row.starts_with(keys));
        bound.map(|(context, _, _)| *context).collect()
    }

    /// Returns the keys of an action, in notation.
    pub fn keys_of(&self, action: Action) -> Vec<String> {
        self.rows
            .iter()
            .filter(|(_, _, of)| *of == action)
            .map(|(_, keys, _)| keys.iter().map(ToString::to_string).collect())
            .collect()
    }

    /// Reports the sequences bound to two actions in one context.
    fn conflicts(&self) -> Vec<ConfigProblem> {
        // Keys of a list go before those of all rows, keys of both and of a selection before those that hold everywhere.
        let is_own = |a: Context, b: Context| match a {
            Context::List => matches!(b, Context::Rows | Context::Everywhere),
            Context::Selection | Context::Dictionary => b == Context::Everywhere,
            Context::Reading | Context::Outline | Context::Rows | Context::Everywhere => false,
        };
        let overlap = |a: Context, b: Context| {
            (a.includes(b) || b.includes(a)) && !is_own(a, b) && !is_own(b, a)
        };
        let mut found = Vec::new();
        for (i, (context, keys, action)) in self.rows.iter().enumerate() {
            for (other, their, second) in self.rows.iter().skip(i + 1) {
                let is_shared = *action == COUNTED || *second == COUNTED;
                if overlap(*context, *other) && keys == their && action != second && !is_shared {
                    found.push(ConfigProblem::KeyConflict {
                        keys: keys.iter().map(ToString::to_string).collect(),
                        actions: [*action, *second].map(|action| action_info(action).name),
                    });
                }
            }
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_defaults_are_keys_without_conflict() {
        let (map, notices) = Keymap::new(&[]);
        assert_eq!(notices, []);
        let look = |keys| map.lookup(Context::Reading, &Key::parse_sequence(keys).unwrap());
        assert_eq!(look("gg").action, Some(Action::Top));
        assert_eq!(
            look("g"),
            KeyLookup {
                action: None,
                longer: LongerBinding::Possible
            }
        );
        assert_eq!(
            look("]"),
            KeyLookup {
                action: Some(Action::NextSection),
                longer: LongerBinding::Possible
            }
        );
        assert_eq!(look("]]").action, Some(Action::NextTop));
        assert_eq!(
            look("x"),
            KeyLookup {
                action: None,
                longer: LongerBinding::None
            }
        );
    }

    #[test]
    fn every_default_key_is_found_as_it_is_written() {
        let (map, _) = Keymap::new(&[]);
        for entry in ACTIONS {
            let keys: Vec<String> = entry.keys.iter().map(ToString::to_string).collect();
            assert_eq!(map.keys_of(entry.action), keys);
        }
    }

    #[test]
    fn the_configuration_changes_keys_and_mistakes_are_told() {
        let change = |name: &str, keys: &[&str]| {
            (
                name.to_owned(),
                keys.iter().map(ToString::to_string).collect(),
            )
        };
        let (map, notices) = Keymap::new(&[
            change("line-down", &["<C-j>"]),
            change("quit", &["nop"]),
            change("fly", &["x"]),
            change("line-up", &["<Qq>", "n"]),
        ]);
        assert_eq!(map.keys_of(Action::LineDown), ["<C-j>"]);
        assert!(map.keys_of(Action::Quit).is_empty());
        assert_eq!(notices.len(), 3, "{notices:?}");
    }
}
