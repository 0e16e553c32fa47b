//! The floors of the crate, read from its real imports: which module may use which, the order inside a module, and no
//! circles. `floors/tables.rs` has the rules, `floors/allowed.rs` the violations of today.

#[path = "floors/allowed.rs"]
mod allowed;
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

use allowed::ALLOWED;
use check::{Findings, check};
use rules::{Floors, InnerOrder};
use std::fs;
use std::path::{Path, PathBuf};
use tables::{FLOORS, INNER_ORDERS, LEAVING};

/// Environment variable under which entries of the list that are no longer violated are removed.
const UPDATE: &str = "UPDATE";

#[test]
fn files_import_only_what_the_tables_allow() {
    let findings = check_source();
    let mut complaints: Vec<String> = findings
        .faults
        .iter()
        .map(|fault| format!("wrong in floors/tables.rs: {fault}"))
        .collect();
    for violation in findings.new_violations(ALLOWED) {
        complaints.push(format!("not allowed: {}", violation.key));
        complaints.extend(violation.evidence.iter().map(|line| format!("    {line}")));
    }
    let stale = findings.stale_entries(ALLOWED);
    if std::env::var_os(UPDATE).is_some() {
        remove_entries(&stale);
    } else {
        let remove = |entry| format!("no longer violated, remove from floors/allowed.rs: {entry}");
        complaints.extend(stale.into_iter().map(remove));
    }
    assert!(complaints.is_empty(), "\n{}\n", complaints.join("\n"));
}

#[test]
fn allowed_violations_are_sorted() {
    assert!(ALLOWED.is_sorted_by(|one, next| one < next));
}

fn check_source() -> Findings {
    let files = source_files();
    assert!(files.len() > 50, "the walk found the source");
    let orders: Vec<InnerOrder> = INNER_ORDERS.iter().map(InnerOrder::new).collect();
    check(&files, &Floors::new(FLOORS, LEAVING), &orders)
}

fn path_of(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

/// Returns the files of `src/`: path below it, text.
fn source_files() -> Vec<(String, String)> {
    let src = path_of("src");
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

/// Removes entries from the list of allowed violations.
fn remove_entries(entries: &[&str]) {
    let path = path_of("tests/floors/allowed.rs");
    let text = fs::read_to_string(&path).expect("the list is there");
    let is_kept = |line: &&str| {
        let entry = line.trim().trim_matches(['"', ',']);
        !entries.contains(&entry)
    };
    let kept: String = text.split_inclusive('\n').filter(is_kept).collect();
    fs::write(&path, kept).expect("the list can be written");
}
