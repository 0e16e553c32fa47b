//! Imports of a crate: each path, resolved to the file that defines its target.

use super::modules::{Module, Modules, Use, WrittenPath, child_key};
use std::collections::BTreeSet;

/// A path in a file that names a module or an item of the crate.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Import<'s> {
    /// File that contains the path.
    pub(crate) from: &'s str,
    pub(crate) line: usize,
    /// Path as written, with the prefixes of its `use` tree.
    pub(crate) path: String,
    /// File that defines the item; `None` if the path names a module.
    pub(crate) definer: Option<&'s str>,
    /// Other files that the path goes through: the module it names, and those that re-export the item.
    pub(crate) through: BTreeSet<&'s str>,
}

/// Returns the imports from one file to another, sorted by file and line.
pub(crate) fn imports<'s>(modules: &Modules<'s>) -> Vec<Import<'s>> {
    let resolver = Resolver { modules };
    let mut imports: Vec<Import<'s>> = modules
        .values()
        .flat_map(|module| resolver.imports_of(module))
        .collect();
    imports.sort();
    imports
}

/// Target of a path: a module, or an item of one.
#[derive(Clone, Copy, Debug)]
enum Target<'m, 's> {
    Module(&'m Module<'s>),
    Item(&'m Module<'s>),
}

/// One meaning of a path. A name may have several: a module and a function can share it.
#[derive(Clone, Debug)]
struct Meaning<'m, 's> {
    target: Target<'m, 's>,
    /// Files whose `use` declarations were followed.
    through: BTreeSet<&'s str>,
}

/// `use` declarations being followed, by module and index. A declaration that leads back to itself is not followed
/// again.
type Trail<'m> = Vec<(&'m str, usize)>;

struct Resolver<'m, 's> {
    modules: &'m Modules<'s>,
}

impl<'m, 's> Resolver<'m, 's> {
    fn imports_of(&self, module: &'m Module<'s>) -> Vec<Import<'s>> {
        let used = module.uses.iter().map(|item| &item.path);
        let mut imports: Vec<Import<'s>> = used
            .chain(&module.paths)
            .flat_map(|path| self.resolve_imports(module, path))
            .collect();
        for item in module.uses.iter().filter(|item| item.name.is_none()) {
            imports.extend(self.glob_imports(module, item));
        }
        imports
    }

    fn resolve_imports(&self, module: &'m Module<'s>, path: &WrittenPath<'s>) -> Vec<Import<'s>> {
        self.resolve(module, &path.segments, &mut Trail::new())
            .into_iter()
            .filter_map(|meaning| meaning.into_import(module.file, path))
            .collect()
    }

    /// Returns the imports of the items that a `*` brings into scope and whose names occur in the module.
    fn glob_imports(&self, module: &'m Module<'s>, glob: &Use<'s>) -> Vec<Import<'s>> {
        let mut imports = Vec::new();
        for word in &module.words {
            let mut path = glob.path.clone();
            path.segments.push(word);
            for source in self.glob_sources(module, glob, &mut Trail::new()) {
                let meanings = self.in_scope(source, word, &mut Trail::new());
                let items = meanings.into_iter().filter(Meaning::is_item);
                imports.extend(items.filter_map(|item| item.into_import(module.file, &path)));
            }
        }
        imports
    }

    /// Returns the meanings of a path in `module`; empty if it names something in another crate.
    fn resolve(
        &self,
        module: &'m Module<'s>,
        segments: &[&'s str],
        trail: &mut Trail<'m>,
    ) -> Vec<Meaning<'m, 's>> {
        let Some((first, rest)) = segments.split_first() else {
            return Vec::new();
        };
        let start = match *first {
            "crate" => self.module("").into_iter().collect(),
            "self" => vec![Meaning::module(module)],
            "super" => self.parent(module).into_iter().collect(),
            name => self.in_scope(module, name, trail),
        };
        rest.iter()
            .fold(start, |meanings, name| self.step(meanings, name, trail))
    }

    /// Returns the meanings of `name` within each of `meanings`. A name within an item belongs to that item.
    fn step(
        &self,
        mut meanings: Vec<Meaning<'m, 's>>,
        name: &'s str,
        trail: &mut Trail<'m>,
    ) -> Vec<Meaning<'m, 's>> {
        if meanings.iter().any(|meaning| !meaning.is_item()) {
            meanings.retain(|meaning| !meaning.is_item());
        }
        let mut inner = Vec::new();
        for meaning in meanings {
            let Target::Module(module) = meaning.target else {
                inner.push(meaning);
                continue;
            };
            let mut found = match name {
                "super" => self.parent(module).into_iter().collect(),
                _ => self.in_scope(module, name, trail),
            };
            if found.is_empty() {
                found.push(Meaning::item(module));
            }
            inner.extend(found.into_iter().map(|found| found.after(&meaning)));
        }
        inner
    }

    /// Returns the meanings of `name` alone in `module`: a child, an import, an item, or a name from a `*`.
    fn in_scope(
        &self,
        module: &'m Module<'s>,
        name: &'s str,
        trail: &mut Trail<'m>,
    ) -> Vec<Meaning<'m, 's>> {
        let child = self.module(&child_key(&module.key, name));
        let mut found: Vec<Meaning<'m, 's>> = child.into_iter().collect();
        for (index, item) in module.uses.iter().enumerate() {
            if item.name == Some(name) {
                found.extend(self.follow(module, index, trail));
            }
        }
        if found.is_empty() && module.items.contains(name) {
            found.push(Meaning::item(module));
        }
        if found.is_empty() {
            found = self.in_globs(module, name, trail);
        }
        found
    }

    /// Returns the meanings of the `use` at `index`; an item of `module` if it names something in another crate.
    fn follow(
        &self,
        module: &'m Module<'s>,
        index: usize,
        trail: &mut Trail<'m>,
    ) -> Vec<Meaning<'m, 's>> {
        let step = (module.key.as_str(), index);
        if trail.contains(&step) {
            return Vec::new();
        }
        trail.push(step);
        let mut found = self.resolve(module, &module.uses[index].path.segments, trail);
        trail.pop();
        if found.is_empty() {
            found.push(Meaning::item(module));
        }
        for meaning in &mut found {
            meaning.through.insert(module.file);
        }
        found
    }

    fn in_globs(
        &self,
        module: &'m Module<'s>,
        name: &'s str,
        trail: &mut Trail<'m>,
    ) -> Vec<Meaning<'m, 's>> {
        let mut found = Vec::new();
        for (index, glob) in module.uses.iter().enumerate() {
            let step = (module.key.as_str(), index);
            if glob.name.is_some() || trail.contains(&step) {
                continue;
            }
            trail.push(step);
            for source in self.glob_sources(module, glob, trail) {
                let inner = self.in_scope(source, name, trail);
                found.extend(inner.into_iter().map(|mut meaning| {
                    meaning.through.insert(module.file);
                    meaning
                }));
            }
            trail.pop();
        }
        found
    }

    /// Returns the modules whose names a `*` brings into scope; an enum's variants add no module.
    fn glob_sources(
        &self,
        module: &'m Module<'s>,
        glob: &Use<'s>,
        trail: &mut Trail<'m>,
    ) -> Vec<&'m Module<'s>> {
        self.resolve(module, &glob.path.segments, trail)
            .into_iter()
            .filter_map(|meaning| match meaning.target {
                Target::Module(source) => Some(source),
                Target::Item(_) => None,
            })
            .collect()
    }

    fn module(&self, key: &str) -> Option<Meaning<'m, 's>> {
        self.modules.get(key).map(Meaning::module)
    }

    fn parent(&self, module: &Module<'s>) -> Option<Meaning<'m, 's>> {
        let (parent, _) = module.key.rsplit_once('/').unwrap_or_default();
        self.module(parent)
    }
}

impl<'m, 's> Meaning<'m, 's> {
    fn module(module: &'m Module<'s>) -> Self {
        Self::of(Target::Module(module))
    }

    fn item(module: &'m Module<'s>) -> Self {
        Self::of(Target::Item(module))
    }

    fn of(target: Target<'m, 's>) -> Self {
        Self {
            target,
            through: BTreeSet::new(),
        }
    }

    fn is_item(&self) -> bool {
        matches!(self.target, Target::Item(_))
    }

    /// Adds the files through which the path went before.
    fn after(mut self, outer: &Self) -> Self {
        self.through.extend(&outer.through);
        self
    }

    /// Converts the meaning to an import of the file `from`; `None` if its target is not in another file.
    fn into_import(mut self, from: &'s str, path: &WrittenPath<'s>) -> Option<Import<'s>> {
        let definer = match self.target {
            Target::Item(module) => Some(module.file).filter(|file| *file != from),
            Target::Module(module) => {
                self.through.insert(module.file);
                None
            }
        };
        self.through.remove(from);
        (definer.is_some() || !self.through.is_empty()).then(|| Import {
            from,
            line: path.line,
            path: path.segments.join("::"),
            definer,
            through: self.through,
        })
    }
}
