//! The wording of doc comments and of constants, counted over `src/`: a type opens with a noun phrase, a function with a
//! verb in the third person, a limit says its unit. CONTRIBUTING.md has the rules; the shares here leave room for the
//! sentence that needs it, not for a habit.

use fancy_regex::Regex;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

/// Openings and phrases, and the largest share of the doc comments that may have them, in percent.
const PHRASES: [Phrase; 5] = [
    Phrase {
        name: "opens with a relative clause",
        pattern: r"^(What|Where|How|Whether|Which|Whom|Whose|By what|Of what|When|As|So)\b",
        max_percent: 5.0,
        is_free_over: Some(Item::Predicate),
    },
    Phrase {
        name: "opens with a pronoun",
        pattern: r"^(It|Its|They|Their|Them|This|That|None|Nothing|One|Here)\b",
        max_percent: 3.0,
        is_free_over: None,
    },
    Phrase {
        name: "\"is none\"",
        pattern: r"\b(is|are|was|were|be|that|has|have) none\b",
        max_percent: 0.0,
        is_free_over: None,
    },
    Phrase {
        name: "\"told\", \"says\"",
        pattern: r"\b(told|tells?|is said|are said|says)\b",
        max_percent: 1.0,
        is_free_over: None,
    },
    Phrase {
        name: "\"so many\", \"stands\", \"behind\"",
        pattern: r"\b(so many|so much|so long|whatever|all the same|stands?|behind|heeds?|amiss)\b",
        max_percent: 2.0,
        is_free_over: None,
    },
];

/// Least share of the commented functions whose comment opens with a verb in the third person, in percent.
const MIN_VERB_PERCENT: f64 = 45.0;

/// Numeric constants without a unit in their name: byte values, code points and exit codes.
const MAX_UNITLESS_CONSTANTS_COUNT: usize = 15;

const VERB: &str = r"^(?!Its|This|Always|Less|Perhaps|Bytes|Cells|Rows|Lines|Columns|Words|Keys|Characters|Settings|Options|Rules|Texts?\b|Marks|Blocks|Blanks|Facts|Hits|Notes|Headings|Places?\b)[A-Z][a-z]+s\b";
const UNIT: &str = "BYTE|CELL|ROW|LINE|CHAR|CLUSTER|GRAPHEME|BLOCK|ITEM|ENTR|FILE|LEVEL|DEPTH|MS|SEC|MINUTE|BIT|COLUMN|COUNT|\
    RATIO|SHARE|PERCENT|FACTOR|WEIGHT|SCORE|KIB|MIB|HIT|HEADING|WORD|PAGE|NOTE|KEY|ERROR|STEP|VERSION|WIDTH|HEIGHT|INDEX|\
    COST|PENALTY|BIAS|RANK";

/// An opening or a phrase that a newcomer has to decode.
struct Phrase {
    name: &'static str,
    pattern: &'static str,
    max_percent: f64,
    /// Items over which it is a fair opening.
    is_free_over: Option<Item>,
}

/// Item under a doc comment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Item {
    Function,
    /// A function or field that is a `bool`, which "Whether" opens well.
    Predicate,
    Other,
}

/// A doc comment, its lines joined.
#[derive(Debug)]
struct DocComment {
    place: String,
    text: String,
    item: Item,
}

#[test]
fn doc_comments_are_in_plain_words() {
    let comments = doc_comments(&source_files());
    assert!(comments.len() > 1000, "the source was read");
    let complaints = check(&comments);
    assert!(complaints.is_empty(), "{complaints}");
}

#[test]
fn limits_have_units() {
    let constant =
        Regex::new(r"^\s*(?:pub(?:\([^)]*\))?\s+)?const\s+([A-Z0-9_]+)\s*:\s*(?:usize|[uif]\d+)\b")
            .expect("a pattern");
    let unit = Regex::new(UNIT).expect("a pattern");
    let mut without = Vec::new();
    for (path, text) in source_files() {
        for line in text.lines() {
            let Ok(Some(found)) = constant.captures(line) else {
                continue;
            };
            let name = found.get(1).map_or("", |name| name.as_str());
            if !matches(&unit, name) {
                without.push(format!("{path}: {name}"));
            }
        }
    }
    assert!(
        without.len() <= MAX_UNITLESS_CONSTANTS_COUNT,
        "constants without a unit:\n{}",
        without.join("\n")
    );
}

#[test]
fn each_habit_is_noticed() {
    let bad = "/// What it is.\nstruct A;\n/// It is one.\nfn b() {}\n/// The end, if there is none.\nfn c() {}\n\
               /// Tells what was told.\nfn d() {}\n/// Row behind the last.\nconst E: u8 = 0;\n";
    let comments = doc_comments(&[("bad.rs".to_owned(), bad.to_owned())]);
    let complaints = check(&comments);
    for phrase in &PHRASES {
        assert!(complaints.contains(phrase.name), "{complaints}");
    }
    assert!(complaints.contains("verb"), "{complaints}");
    let good = "/// A block of a document.\nstruct Block;\n/// Whether it is empty.\nfn is_empty(&self) -> bool {}\n\
                /// Returns the last row.\nfn last(&self) -> u32 {}\n/// Splits a line.\nfn split() {}\n";
    let comments = doc_comments(&[("good.rs".to_owned(), good.to_owned())]);
    assert_eq!(check(&comments), "");
}

/// Returns what is wrong with the comments as a whole, each kind with its places.
fn check(comments: &[DocComment]) -> String {
    let mut complaints = String::new();
    for phrase in &PHRASES {
        let pattern = Regex::new(phrase.pattern).expect("a pattern");
        let found: Vec<_> = comments
            .iter()
            .filter(|comment| phrase.is_free_over != Some(comment.item))
            .filter(|comment| matches(&pattern, &comment.text))
            .collect();
        let percent = percent(found.len(), comments.len());
        if percent > phrase.max_percent {
            let _ = writeln!(
                complaints,
                "{}: {percent:.1} %, at most {}",
                phrase.name, phrase.max_percent
            );
            for comment in found {
                let _ = writeln!(complaints, "    {}: {}", comment.place, comment.text);
            }
        }
    }
    let verb = Regex::new(VERB).expect("a pattern");
    let functions: Vec<_> = comments
        .iter()
        .filter(|comment| comment.item == Item::Function)
        .collect();
    let opens_with_verb = |comment: &&&DocComment| matches(&verb, &comment.text);
    let percent = percent(
        functions.iter().filter(opens_with_verb).count(),
        functions.len(),
    );
    if percent < MIN_VERB_PERCENT {
        let _ = writeln!(
            complaints,
            "functions opening with a verb: {percent:.1} %, at least {MIN_VERB_PERCENT}"
        );
    }
    complaints
}

fn matches(pattern: &Regex, text: &str) -> bool {
    pattern
        .is_match(text)
        .expect("no look-around that backtracks")
}

fn percent(part: usize, whole: usize) -> f64 {
    100.0 * part as f64 / whole.max(1) as f64
}

/// Returns the doc comments of files, given as path and text, up to the tests in them.
fn doc_comments(files: &[(String, String)]) -> Vec<DocComment> {
    let mut comments = Vec::new();
    for (path, text) in files {
        let code = text.split("\n#[cfg(test)]").next().unwrap_or_default();
        let mut lines: Vec<&str> = Vec::new();
        for (index, line) in code.lines().map(str::trim).enumerate() {
            if let Some(doc) = line.strip_prefix("///").or(line.strip_prefix("//!")) {
                lines.push(doc.trim());
            } else if !lines.is_empty() && !line.starts_with("#[") {
                comments.push(DocComment {
                    place: format!("{path}:{}", index + 1 - lines.len()),
                    text: lines.join(" "),
                    item: item(line),
                });
                lines.clear();
            }
        }
    }
    comments
}

/// Returns the kind of item that a line of code declares.
fn item(line: &str) -> Item {
    let is_function = ["fn ", "const fn "].iter().any(|word| {
        let at = line.find(word);
        at.is_some_and(|at| {
            line.get(..at)
                .is_some_and(|head| head.is_empty() || head.starts_with("pub"))
        })
    });
    let is_bool = line.contains("-> bool") || line.trim_end_matches(',').ends_with(": bool");
    match (is_function, is_bool) {
        (_, true) => Item::Predicate,
        (true, false) => Item::Function,
        (false, false) => Item::Other,
    }
}

/// Returns the files of `src/` without those of tests: path below it, text.
fn source_files() -> Vec<(String, String)> {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut folders = vec![src.clone()];
    let mut files = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("a folder of the source") {
            let path: PathBuf = entry.expect("an entry of the source").path();
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            if name == "tests" || name == "tests.rs" {
                continue;
            }
            if path.is_dir() {
                folders.push(path);
            } else if name.ends_with(".rs") {
                let text = fs::read_to_string(&path).expect("a file of the source");
                let inner = path.strip_prefix(&src).expect("the walk is below src");
                files.push((inner.display().to_string(), text));
            }
        }
    }
    files.sort();
    files
}
