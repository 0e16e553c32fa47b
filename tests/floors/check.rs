//! The check: imports against the tables of rules, and circles between files and between folders.

use super::circles::{circles, within};
use super::imports::{Import, imports};
use super::modules::{is_below, key_of, read_modules};
use super::rules::{Floors, InnerOrder, top_module};
use std::collections::{BTreeMap, BTreeSet};

/// A rule that an arrow can break. Arrows that break one of the first two rules are left out of the search for
/// circles: without them every circle they belong to disappears.
#[derive(Clone, Copy, Debug)]
enum Rule {
    /// The table of floors.
    Floors,
    /// The order of groups inside a module.
    InnerOrder,
    /// Files that import each other in a circle. A circle within a folder and its parent file that needs the parent
    /// is allowed: the two count as one.
    FileCircle,
    /// Entries of a folder, one of them a folder itself, that import each other in a circle. The first level of a module
    /// with an inner order is left to that order, which may split a folder.
    FolderCircle,
}

impl Rule {
    /// Name of the rule in a violation.
    fn name(self) -> &'static str {
        match self {
            Self::Floors => "floor",
            Self::InnerOrder => "order",
            Self::FileCircle => "circle",
            Self::FolderCircle => "folders",
        }
    }
}

/// An arrow that breaks a rule.
#[derive(Clone, Debug)]
pub(crate) struct Violation {
    /// `rule: from -> to`. The ends are files below `src/`; for circles of folders,
    /// folders or files without `.rs`.
    pub(crate) key: String,
    /// Imports that form the arrow (file, line, path), and for a circle its members.
    pub(crate) evidence: Vec<String>,
}

/// What the check found.
#[derive(Debug, Default)]
pub(crate) struct Findings {
    pub(crate) violations: Vec<Violation>,
    /// Mistakes in the tables themselves.
    pub(crate) faults: Vec<String>,
}

/// Arrows between files, each with its imports.
type Arrows<'s> = BTreeMap<(&'s str, &'s str), Vec<&'s Import<'s>>>;

/// Checks `files` (path below `src/`, text) against the tables.
pub(crate) fn check(
    files: &[(String, String)],
    floors: &Floors,
    orders: &[InnerOrder],
) -> Findings {
    let modules = read_modules(files);
    let imports = imports(&modules);
    let mut findings = Findings::default();
    findings.faults.extend(floors.faults(&modules));
    for order in orders {
        findings.faults.extend(order.faults(&modules));
    }
    let mut arrows = arrows_to(&imports, |import| import.definer.into_iter().collect());
    let mut found = against_floors(&imports, floors);
    found.extend(against_order(&arrows, orders));
    arrows.retain(|(from, to), _| floors.may_use(from, to) && keeps_order(from, to, orders));
    found.extend(in_file_circles(&arrows));
    found.extend(in_folder_circles(&arrows, orders));
    findings.violations = found;
    findings
}

fn arrows_to<'s>(
    imports: &'s [Import<'s>],
    targets: impl Fn(&Import<'s>) -> Vec<&'s str>,
) -> Arrows<'s> {
    let mut arrows = Arrows::new();
    for import in imports {
        for target in targets(import) {
            arrows
                .entry((import.from, target))
                .or_default()
                .push(import);
        }
    }
    arrows
}

fn violation(rule: Rule, (from, to): (&str, &str), imports: &[&Import<'_>]) -> Violation {
    let place = |import: &&Import<'_>| {
        let Import {
            from, line, path, ..
        } = import;
        format!("src/{from}:{line}: {path}")
    };
    Violation {
        key: format!("{}: {from} -> {to}", rule.name()),
        evidence: imports.iter().map(place).collect(),
    }
}

/// Returns the arrows that the table of floors forbids: to the file that defines an item, and to the modules of other floors
/// that a path goes through.
fn against_floors(imports: &[Import<'_>], floors: &Floors) -> Vec<Violation> {
    let arrows = arrows_to(imports, |import| {
        let module = import.definer.map(top_module);
        let through = import.through.iter().copied();
        let others = through.filter(|file| Some(top_module(file)) != module);
        import.definer.into_iter().chain(others).collect()
    });
    arrows
        .iter()
        .filter(|((from, to), _)| !floors.may_use(from, to))
        .map(|(arrow, imports)| violation(Rule::Floors, *arrow, imports))
        .collect()
}

/// Returns the arrows within a module that go against its inner order.
fn against_order(arrows: &Arrows<'_>, orders: &[InnerOrder]) -> Vec<Violation> {
    arrows
        .iter()
        .filter(|((from, to), _)| !keeps_order(from, to, orders))
        .map(|(arrow, imports)| violation(Rule::InnerOrder, *arrow, imports))
        .collect()
}

/// Returns whether every inner order permits the arrow. Files without a group are not ordered.
fn keeps_order(from: &str, to: &str, orders: &[InnerOrder]) -> bool {
    orders.iter().all(|order| {
        let groups = order.group_of(from).zip(order.group_of(to));
        groups.is_none_or(|(from, to)| order.may_use(from, to))
    })
}

/// Returns the arrows within circles of files, except those between a file and its parent file.
fn in_file_circles(arrows: &Arrows<'_>) -> Vec<Violation> {
    let graph = arrows.keys().copied().collect();
    let mut found = Vec::new();
    for circle in file_circles(&graph) {
        for (from, to) in within(&graph, &circle) {
            if !is_parent_of(from, to) && !is_parent_of(to, from) {
                let imports = &arrows[&(from, to)];
                found.push(violation(Rule::FileCircle, (from, to), imports).within(&circle));
            }
        }
    }
    found
}

/// Returns the circles of files. If a parent file has all other files of a circle in its folder, it is removed and
/// the rest is searched again.
fn file_circles<'s>(graph: &BTreeSet<(&'s str, &'s str)>) -> Vec<BTreeSet<&'s str>> {
    let mut found = Vec::new();
    for mut circle in circles(graph) {
        match parent_of_all(&circle) {
            Some(parent) => {
                circle.remove(parent);
                found.extend(file_circles(&within(graph, &circle)));
            }
            None => found.push(circle),
        }
    }
    found
}

/// Returns the file in whose folder all others of `files` are.
fn parent_of_all<'s>(files: &BTreeSet<&'s str>) -> Option<&'s str> {
    let holds_all = |parent: &&&str| {
        let mut others = files.iter().filter(|file| file != parent);
        others.all(|file| is_parent_of(parent, file))
    };
    files.iter().find(holds_all).copied()
}

/// Returns whether `file` is in the folder of `parent`, at any depth.
fn is_parent_of(parent: &str, file: &str) -> bool {
    is_below(&key_of(file), &key_of(parent))
}

/// Arrows between the folders and files of one folder, by key.
#[derive(Debug, Default)]
struct Level<'s> {
    arrows: BTreeMap<(String, String), Vec<&'s Import<'s>>>,
    folders: BTreeSet<String>,
}

/// Returns the arrows within circles of folders: for each folder, between the folders and files in it.
fn in_folder_circles(arrows: &Arrows<'_>, orders: &[InnerOrder]) -> Vec<Violation> {
    let mut levels: BTreeMap<String, Level<'_>> = BTreeMap::new();
    for ((from, to), imports) in arrows {
        let Some((folder, ends)) = entries(from, to) else {
            continue;
        };
        if orders.iter().any(|order| order.module == folder) {
            continue;
        }
        let level = levels.entry(folder).or_default();
        for (end, file) in [(&ends.0, from), (&ends.1, to)] {
            if is_below(&key_of(file), end) {
                level.folders.insert(end.clone());
            }
        }
        level.arrows.entry(ends).or_default().extend(imports);
    }
    levels.values().flat_map(Level::violations).collect()
}

impl Level<'_> {
    /// Returns the arrows within circles. Circles that consist of files only belong to the rule for files.
    fn violations(&self) -> Vec<Violation> {
        let graph: BTreeSet<(&str, &str)> = self
            .arrows
            .keys()
            .map(|(from, to)| (from.as_str(), to.as_str()))
            .collect();
        let mut found = Vec::new();
        for circle in circles(&graph) {
            if circle.iter().any(|entry| self.folders.contains(*entry)) {
                for (from, to) in within(&graph, &circle) {
                    let imports = &self.arrows[&(from.to_owned(), to.to_owned())];
                    found.push(violation(Rule::FolderCircle, (from, to), imports).within(&circle));
                }
            }
        }
        found
    }
}

impl Violation {
    /// Adds the circle that the arrow is in to the evidence.
    fn within(mut self, circle: &BTreeSet<&str>) -> Self {
        let names: Vec<&str> = circle.iter().copied().collect();
        self.evidence
            .push(format!("in the circle of {}", names.join(", ")));
        self
    }
}

/// Returns the nearest folder that holds both files, and the entry of that folder that holds each. `None` for a file
/// and its parent file, and for files of two modules.
fn entries(from: &str, to: &str) -> Option<(String, (String, String))> {
    let (from, to) = (key_of(from), key_of(to));
    let names = from.split('/').zip(to.split('/'));
    let depth = names.take_while(|(from, to)| from == to).count();
    let entry = |key: &str| {
        let names: Vec<&str> = key.split('/').take(depth + 1).collect();
        (names.len() > depth).then(|| names.join("/"))
    };
    let ends = (entry(&from)?, entry(&to)?);
    let (folder, _) = ends.0.rsplit_once('/')?;
    Some((folder.to_owned(), ends))
}
