//! The tables of rules in parsed form, and the mistakes in the tables themselves.

use super::circles::circles;
use super::modules::{Modules, is_below, key_of};
use std::collections::{BTreeMap, BTreeSet};

/// A row of the table of floors: number, module, and the modules that it may use, or `all above this row`.
pub(crate) type FloorRow = (u8, &'static str, &'static str);

/// A row of the table of inner orders: module, chains of groups.
pub(crate) type OrderRow = (&'static str, &'static [&'static str]);

/// Entry in the table of floors for a module that may use all modules above its row.
const ALL_ABOVE: &str = "all above this row";

/// The table of floors.
#[derive(Debug, Default)]
pub(crate) struct Floors {
    numbers: BTreeMap<&'static str, u8>,
    uses: BTreeMap<&'static str, BTreeSet<&'static str>>,
}

impl Floors {
    pub(crate) fn new(rows: &[FloorRow]) -> Self {
        let mut floors = Self::default();
        for (number, module, uses) in rows {
            let uses = match *uses {
                ALL_ABOVE => floors.numbers.keys().copied().collect(),
                uses => names(uses, ',').collect(),
            };
            floors.numbers.insert(module, *number);
            floors.uses.insert(module, uses);
        }
        floors
    }

    /// Returns whether one file may import from another. `lib.rs` and `main.rs` may import from all.
    pub(crate) fn may_use(&self, from: &str, to: &str) -> bool {
        let (from, to) = (top_module(from), top_module(to));
        from == to
            || is_crate_file(from)
            || self.uses.get(from).is_some_and(|uses| uses.contains(to))
    }

    /// Returns the mistakes in the table: a wrong number, a module of the tree without a row.
    pub(crate) fn faults(&self, modules: &Modules<'_>) -> Vec<String> {
        let mut faults = Vec::new();
        for (module, uses) in &self.uses {
            let below = uses.iter().filter_map(|used| self.numbers.get(used)).max();
            let number = below.map_or(0, |below| below + 1);
            if self.numbers[module] != number {
                faults.push(format!("{module} is on floor {number} by what it may use"));
            }
        }
        let is_known = |top: &str| is_crate_file(top) || self.uses.contains_key(top);
        let tops: BTreeSet<&str> = modules.values().map(|m| top_module(m.file)).collect();
        let unknown = tops.into_iter().filter(|top| !is_known(top));
        faults.extend(unknown.map(|top| format!("{top} is on no floor")));
        faults
    }
}

/// Returns the first-level module of a file: its first folder, or its own name.
pub(crate) fn top_module(file: &str) -> &str {
    let top = file.split('/').next().unwrap_or_default();
    top.strip_suffix(".rs").unwrap_or(top)
}

fn is_crate_file(top: &str) -> bool {
    matches!(top, "lib" | "main")
}

fn names(list: &'static str, separator: char) -> impl Iterator<Item = &'static str> {
    list.split(separator)
        .map(str::trim)
        .filter(|name| !name.is_empty())
}

/// Inner order of a module.
#[derive(Debug)]
pub(crate) struct InnerOrder {
    pub(crate) module: &'static str,
    groups: BTreeSet<&'static str>,
    /// Pairs of a group and one to its left in a chain.
    arrows: BTreeSet<(&'static str, &'static str)>,
}

impl InnerOrder {
    pub(crate) fn new((module, chains): &OrderRow) -> Self {
        let mut order = Self {
            module,
            groups: BTreeSet::new(),
            arrows: BTreeSet::new(),
        };
        for chain in *chains {
            let mut below: Vec<&str> = Vec::new();
            for layer in names(chain, '<') {
                let layer: Vec<&str> = names(layer, ',').collect();
                let down = |above| below.iter().map(move |below| (above, *below));
                order.arrows.extend(layer.iter().copied().flat_map(down));
                order.groups.extend(&layer);
                below = layer;
            }
        }
        order
    }

    /// Returns the group of a file; if several contain it, the one with the longest name.
    pub(crate) fn group_of(&self, file: &str) -> Option<&'static str> {
        let key = key_of(file);
        let inner = key.strip_prefix(self.module)?.strip_prefix('/')?;
        let holds = |group: &&&str| inner == **group || is_below(inner, group);
        self.groups
            .iter()
            .filter(holds)
            .max_by_key(|group| group.len())
            .copied()
    }

    /// Returns whether files of `from` may use files of `to`.
    pub(crate) fn may_use(&self, from: &str, to: &str) -> bool {
        let mut seen = BTreeSet::from([from]);
        let mut open = vec![from];
        while let Some(group) = open.pop() {
            let below = self.arrows.iter().filter(|(above, _)| *above == group);
            open.extend(below.map(|(_, below)| *below).filter(|g| seen.insert(g)));
        }
        seen.contains(to)
    }

    /// Returns the mistakes in the order: a circle, a group without a file, a file of the module without a group.
    pub(crate) fn faults(&self, modules: &Modules<'_>) -> Vec<String> {
        let module = self.module;
        let circles = circles(&self.arrows);
        let mut faults: Vec<String> = circles
            .iter()
            .map(|circle| format!("the inner order of {module} has a circle: {circle:?}"))
            .collect();
        let mut empty = self.groups.clone();
        for file in modules.values().filter(|m| top_module(m.file) == module) {
            match self.group_of(file.file) {
                Some(group) => _ = empty.remove(group),
                None if file.has_code => {
                    faults.push(format!("{} is in no group of {module}", file.file));
                }
                None => {}
            }
        }
        let missing =
            |group| format!("the inner order of {module} names {group}, which is no file");
        faults.extend(empty.iter().map(missing));
        faults
    }
}
