//! The check on small source trees: it finds each kind of violation and ignores harmless lookalikes.

#[path = "examples/circles.rs"]
mod circles;
#[path = "examples/imports.rs"]
mod imports;
#[path = "examples/tables.rs"]
mod tables;

use super::check::{Findings, check};
use super::rules::{FloorRow, Floors, InnerOrder, OrderRow};
use std::collections::BTreeMap;

const FLOORS: &[FloorRow] = &[
    (0, "text", ""),
    (0, "error", ""),
    (1, "doc", "text, error"),
    (2, "ui", "text, doc"),
    (2, "formats", "text, doc"),
    (3, "app", "all above this row"),
];

const ORDER: OrderRow = ("formats", &["blocks < html, markdown < epub", "word"]);

/// Files of `crate::app` in the examples.
const APP: [(&str, &str); 2] = [
    (
        "app/mod.rs",
        "pub mod state; pub use state::Mode; pub fn run() {}",
    ),
    (
        "app/state.rs",
        "pub struct State; pub enum Mode { Reading }",
    ),
];

fn findings(tree: &[(&str, &str)], orders: &[OrderRow]) -> Findings {
    let mut files: BTreeMap<String, String> = parents(tree);
    files.extend(
        tree.iter()
            .map(|(path, text)| ((*path).to_owned(), (*text).to_owned())),
    );
    let files: Vec<(String, String)> = files.into_iter().collect();
    let orders: Vec<InnerOrder> = orders.iter().map(InnerOrder::new).collect();
    check(&files, &Floors::new(FLOORS), &orders)
}

/// Returns `lib.rs` and the parent files of a tree, all empty; a tree may replace them by its own.
fn parents(tree: &[(&str, &str)]) -> BTreeMap<String, String> {
    let mut paths = vec!["lib.rs".to_owned()];
    for (path, _) in tree {
        for (at, _) in path.match_indices('/') {
            let folder = path.get(..at).unwrap_or_default();
            let is_top = !folder.contains('/');
            paths.push(format!("{folder}{}.rs", if is_top { "/mod" } else { "" }));
        }
    }
    paths
        .into_iter()
        .map(|path| (path, String::new()))
        .collect()
}

/// Returns the violations in a tree whose modules have no inner order.
fn violations(tree: &[(&str, &str)]) -> Vec<String> {
    keys(&findings(tree, &[]))
}

/// Returns the violations in a tree of `formats` with an inner order. Groups that are not in `tree` are empty files.
fn violations_in_formats(tree: &[(&str, &str)]) -> Vec<String> {
    let groups = ["blocks", "html", "markdown", "epub", "word"];
    let paths = groups.map(|group| format!("formats/{group}.rs"));
    let mut whole: Vec<(&str, &str)> = paths.iter().map(|path| (path.as_str(), "")).collect();
    whole.extend(tree);
    keys(&findings(&whole, &[ORDER]))
}

/// Returns the keys of the violations. Asserts that the tables have no mistakes.
fn keys(findings: &Findings) -> Vec<String> {
    assert_eq!(findings.faults, [""; 0]);
    let keys = findings.violations.iter().map(|found| found.key.clone());
    keys.collect()
}

/// Returns the violations of a file `text/width.rs` next to `app`.
fn violations_of_text(text: &str) -> Vec<String> {
    violations(&[APP[0], APP[1], ("text/width.rs", text)])
}
