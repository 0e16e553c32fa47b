//! Checks the architecture against the real imports of the crate: permitted uses between modules, order within a
//! module, no cycles. The rules are in `floors/tables.rs`.

#[path = "floors/check.rs"]
mod check;
#[path = "floors/circles.rs"]
mod circles;
#[path = "floors/examples.rs"]
mod examples;
#[path = "floors/imports.rs"]
mod imports;
#[path = "floors/modules.rs"]
mod modules;
#[path = "floors/rules.rs"]
mod rules;
#[path = "floors/tables.rs"]
mod tables;
#[path = "floors/test_code.rs"]
mod test_code;
#[path = "floors/tokens.rs"]
mod tokens;

use check::{Findings, check};
use rules::{Floors, InnerOrder};
use std::fs;
use std::path::{Path, PathBuf};
use tables::{FLOORS, INNER_ORDERS};

#[test]
fn files_import_only_what_the_tables_allow() {
    let findings = check_source();
    let mut complaints: Vec<String> = findings
        .faults
        .iter()
        .map(|fault| format!("wrong in floors/tables.rs: {fault}"))
        .collect();
    for violation in &findings.violations {
        complaints.push(format!("not allowed: {}", violation.key));
        complaints.extend(violation.evidence.iter().map(|line| format!("    {line}")));
    }
    assert!(complaints.is_empty(), "\n{}\n", complaints.join("\n"));
}

fn check_source() -> Findings {
    let files = source_files();
    assert!(files.len() > 50, "the walk found the source");
    let orders: Vec<InnerOrder> = INNER_ORDERS.iter().map(InnerOrder::new).collect();
    check(&files, &Floors::new(FLOORS), &orders)
}

/// Returns the files of `src/`, each with its path below `src/` and its text.
fn source_files() -> Vec<(String, String)> {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut paths = Vec::new();
    walk(&src, &mut paths);
    paths.sort();
    let read = |path: &PathBuf| {
        let inner = path.strip_prefix(&src).expect("the walk is below src");
        let text = fs::read_to_string(path).expect("source is text");
        (inner.to_string_lossy().into_owned(), text)
    };
    paths.iter().map(read).collect()
}

fn walk(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("the folder can be read") {
        let path = entry.expect("the folder can be read").path();
        if path.is_dir() {
            walk(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            found.push(path);
        }
    }
}
