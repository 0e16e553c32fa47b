//! Modules of a crate as written: declarations, `use` trees and paths, not yet resolved.

use super::test_code::{ProductCode, without_tests};
use super::tokens::{Token, tokens};
use std::collections::{BTreeMap, BTreeSet};

/// A path as written.
#[derive(Clone, Debug)]
pub(crate) struct WrittenPath<'s> {
    pub(crate) segments: Vec<&'s str>,
    /// Line of its first segment, or of its last in a `use` tree.
    pub(crate) line: usize,
}

/// A leaf of a `use` tree.
#[derive(Clone, Debug)]
pub(crate) struct Use<'s> {
    pub(crate) path: WrittenPath<'s>,
    /// Name brought into scope; `None` for `*`.
    pub(crate) name: Option<&'s str>,
}

/// A module: a file, or `mod name { … }` within one.
#[derive(Clone, Debug, Default)]
pub(crate) struct Module<'s> {
    /// Names from the crate root down, joined by `/`; empty for the root.
    pub(crate) key: String,
    /// Path of its file below `src/`.
    pub(crate) file: &'s str,
    pub(crate) uses: Vec<Use<'s>>,
    /// Paths of two or more segments outside of `use`.
    pub(crate) paths: Vec<WrittenPath<'s>>,
    /// Names of the items defined in the module itself.
    pub(crate) items: BTreeSet<&'s str>,
    /// Whether the module has code of its own besides declarations of modules and `use`.
    pub(crate) has_code: bool,
    /// All words in the module, which include the used names that a `*` brings into scope.
    pub(crate) words: BTreeSet<&'s str>,
}

/// Modules of a crate by key.
pub(crate) type Modules<'s> = BTreeMap<String, Module<'s>>;

/// Reads the modules of `files` (path below `src/`, text) without test code and `main.rs`, which is a crate of its own.
pub(crate) fn read_modules(files: &[(String, String)]) -> Modules<'_> {
    let codes: Vec<(&str, ProductCode<'_>)> = files
        .iter()
        .filter(|(path, _)| path != "main.rs")
        .map(|(path, text)| (path.as_str(), without_tests(&tokens(text))))
        .collect();
    let tests = test_keys(&codes);
    let is_test = |key: &str| tests.iter().any(|test| key == test || is_below(key, test));
    let mut modules = Modules::new();
    for (path, code) in &codes {
        let key = key_of(path);
        if !is_test(&key) {
            let mut parser = Parser {
                file: path,
                tokens: &code.tokens,
                at: 0,
                modules: &mut modules,
            };
            parser.read_module(key);
        }
    }
    modules
}

/// Returns the key of the module in the file at `path`: `x/mod.rs` is `x`, `lib.rs` the root.
pub(crate) fn key_of(path: &str) -> String {
    let stem = path.strip_suffix(".rs").unwrap_or(path);
    match stem {
        "lib" => String::new(),
        _ => stem.strip_suffix("/mod").unwrap_or(stem).to_owned(),
    }
}

/// Returns the key of the child `name` of the module `key`.
pub(crate) fn child_key(key: &str, name: &str) -> String {
    if key.is_empty() {
        name.to_owned()
    } else {
        format!("{key}/{name}")
    }
}

/// Returns whether the module `key` is a descendant of `ancestor`.
pub(crate) fn is_below(key: &str, ancestor: &str) -> bool {
    key.strip_prefix(ancestor)
        .is_some_and(|rest| rest.starts_with('/') || (ancestor.is_empty() && !rest.is_empty()))
}

/// Returns the keys of the modules compiled for tests only, whose children are test code too.
fn test_keys(codes: &[(&str, ProductCode<'_>)]) -> Vec<String> {
    let mut keys = Vec::new();
    for (path, code) in codes {
        let key = key_of(path);
        keys.extend(code.test_modules.iter().map(|name| child_key(&key, name)));
        if code.is_test_file {
            keys.push(key);
        }
    }
    keys
}

/// Keywords followed by the name of an item.
const ITEM_KEYWORDS: [&str; 8] = [
    "fn", "struct", "enum", "union", "trait", "type", "const", "static",
];

struct Parser<'p, 's> {
    file: &'s str,
    tokens: &'p [Token<'s>],
    at: usize,
    modules: &'p mut Modules<'s>,
}

impl<'s> Parser<'_, 's> {
    fn text(&self, ahead: usize) -> &'s str {
        self.token(ahead).map_or("", |token| token.text)
    }

    fn token(&self, ahead: usize) -> Option<Token<'s>> {
        self.tokens.get(self.at + ahead).copied()
    }

    fn is_word(&self, ahead: usize) -> bool {
        self.token(ahead).is_some_and(|token| token.is_word())
    }

    /// Reads a module to the end of the file or past the brace that closes it.
    fn read_module(&mut self, key: String) {
        let mut module = Module {
            key: key.clone(),
            file: self.file,
            ..Module::default()
        };
        let mut depth = 0_usize;
        while let Some(token) = self.token(0) {
            match token.text {
                "}" if depth == 0 => break,
                "{" | "(" | "[" => depth += 1,
                "}" | ")" | "]" => depth -= 1,
                "pub" if self.text(1) == "(" && self.text(2) == "in" => self.skip_visibility(),
                "use" if self.text(1) != "<" => {
                    self.at += 1;
                    self.read_use(&[], &mut module);
                    continue;
                }
                "mod" if self.is_word(1) && self.text(2) == "{" => {
                    let child = child_key(&key, self.text(1));
                    self.at += 3;
                    self.read_module(child);
                    continue;
                }
                _ if token.is_word() => {
                    self.read_word(depth, &mut module);
                    continue;
                }
                _ => {}
            }
            self.at += 1;
        }
        self.at += 1;
        self.modules.insert(key, module);
    }

    /// Skips `pub(in …)`. Its path names who may see the item and is not an import.
    fn skip_visibility(&mut self) {
        while !matches!(self.text(0), ")" | "") {
            self.at += 1;
        }
    }

    /// Reads a path, the name of an item, or a word that is neither.
    fn read_word(&mut self, depth: usize, module: &mut Module<'s>) {
        let token = self.tokens[self.at];
        if depth == 0 {
            module.items.extend(self.item_name());
            module.has_code |= token.text == "impl" || !module.items.is_empty();
        }
        let before = self.at.checked_sub(1).map_or("", |at| self.tokens[at].text);
        let mut segments = vec![token.text];
        self.at += 1;
        while self.text(0) == "::" && self.is_word(1) {
            segments.push(self.text(1));
            self.at += 2;
        }
        module.words.extend(&segments);
        if segments.len() > 1 && !matches!(before, "::" | ".") {
            let line = token.line;
            module.paths.push(WrittenPath { segments, line });
        }
    }

    /// Returns the name of the item that the current word declares.
    fn item_name(&self) -> Option<&'s str> {
        let ahead = match self.text(0) {
            "macro_rules" => 2,
            word if ITEM_KEYWORDS.contains(&word) => 1,
            _ => return None,
        };
        self.is_word(ahead).then(|| self.text(ahead))
    }

    /// Reads a `use` tree to the comma, brace or semicolon after it.
    fn read_use(&mut self, prefix: &[&'s str], module: &mut Module<'s>) {
        let mut segments = prefix.to_vec();
        while let Some(token) = self.token(0) {
            match token.text {
                "," | "}" | ";" => return,
                "::" if segments.is_empty() => segments.push(""),
                "{" => return self.read_use_group(&segments, module),
                "*" => module.uses.push(leaf(segments.clone(), None, token.line)),
                _ if token.is_word() => {
                    segments.push(token.text);
                    if self.text(1) != "::" {
                        self.read_use_leaf(segments.clone(), module);
                    }
                }
                _ => {}
            }
            self.at += 1;
        }
    }

    fn read_use_group(&mut self, prefix: &[&'s str], module: &mut Module<'s>) {
        self.at += 1;
        while !matches!(self.text(0), "}" | ";" | "") {
            self.read_use(prefix, module);
            if self.text(0) == "," {
                self.at += 1;
            }
        }
        self.at += 1;
    }

    /// Adds the leaf that ends at the current word, under its alias if it has one. Moves to its last token.
    fn read_use_leaf(&mut self, mut segments: Vec<&'s str>, module: &mut Module<'s>) {
        if segments.len() > 1 && segments.last() == Some(&"self") {
            segments.pop();
        }
        let line = self.token(0).map_or(0, |token| token.line);
        let mut name = segments.last().copied();
        if self.text(1) == "as" {
            name = Some(self.text(2));
            self.at += 2;
        }
        module.uses.push(leaf(segments, name, line));
    }
}

fn leaf<'s>(segments: Vec<&'s str>, name: Option<&'s str>, line: usize) -> Use<'s> {
    let path = WrittenPath { segments, line };
    Use { path, name }
}
