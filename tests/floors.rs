//! The floors of the house, as `src/lib.rs` describes them, held by reading the source.

use std::fs;
use std::path::{Path, PathBuf};

/// Each floor and what it may `use crate::…`.
const FLOORS: [(&str, &[&str]); 16] = [
    ("text", &["text"]),
    ("lang", &[]),
    ("error", &["lang"]),
    ("doc", &["doc", "text", "error", "lang"]),
    (
        "source",
        &[
            "source", "outline", "formats", "views", "library", "text", "doc", "error", "lang",
        ],
    ),
    (
        "outline",
        &[
            "source", "outline", "formats", "views", "library", "text", "doc", "error", "lang",
        ],
    ),
    (
        "formats",
        &[
            "source", "outline", "formats", "views", "library", "text", "doc", "error", "lang",
        ],
    ),
    (
        "views",
        &[
            "source", "outline", "formats", "views", "library", "text", "doc", "error", "lang",
        ],
    ),
    (
        "library",
        &[
            "source", "outline", "formats", "views", "library", "text", "doc", "error", "lang",
        ],
    ),
    ("layout", &["layout", "text", "doc"]),
    ("search", &["search", "text", "doc"]),
    (
        "session",
        &[
            "session", "source", "outline", "formats", "views", "library", "doc", "text", "error",
        ],
    ),
    ("term", &["term", "text", "error"]),
    ("ui", &["ui", "text", "doc", "layout", "lang", "term"]),
    (
        "app",
        &[
            "app", "cli", "ui", "term", "session", "search", "layout", "source", "outline",
            "formats", "views", "library", "doc", "text", "lang", "error",
        ],
    ),
    (
        "cli",
        &[
            "app", "cli", "ui", "term", "session", "search", "layout", "source", "outline",
            "formats", "views", "library", "doc", "text", "lang", "error",
        ],
    ),
];

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("the source is there") {
        let path = entry.expect("the folder can be read").path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            found.push(path);
        }
    }
}

/// The floors a line of source names after `crate::`.
fn named(line: &str) -> impl Iterator<Item = &str> {
    line.split("crate::").skip(1).map(|rest| {
        rest.split(|c: char| !c.is_ascii_lowercase() && c != '_')
            .next()
            .unwrap_or_default()
    })
}

#[test]
fn no_floor_uses_one_above_it() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    sources(&src, &mut files);
    assert!(files.len() > 50, "the walk found the source");
    let mut wrong = Vec::new();
    for file in files {
        let inner = file.strip_prefix(&src).expect("below src");
        let floor = inner
            .iter()
            .next()
            .and_then(|part| part.to_str())
            .unwrap_or_default();
        let floor = floor.trim_end_matches(".rs");
        let Some((_, allowed)) = FLOORS.iter().find(|(name, _)| *name == floor) else {
            assert!(matches!(floor, "main" | "lib"), "{floor} is on no floor");
            continue;
        };
        let text = fs::read_to_string(&file).expect("source is text");
        for (number, line) in text.lines().enumerate() {
            let code = line.split("//").next().unwrap_or_default();
            for name in named(code)
                .filter(|name| !allowed.contains(name) && FLOORS.iter().any(|(f, _)| f == name))
            {
                wrong.push(format!(
                    "{}:{}: {floor} uses {name}",
                    inner.display(),
                    number + 1
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
