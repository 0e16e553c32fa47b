//! Conformance with the Unicode 17 test files and tables under `tests/data/ucd-17.0.0`.

use std::path::Path;
use tongdu::text::breaks::{Atom, Break, breaks};
use tongdu::text::class::facts;
use tongdu::text::cluster::clusters;

fn read(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/data")
        .join(name);
    std::fs::read_to_string(path).unwrap()
}

/// The rows of a break test: the text, and for each code point whether a break stands before it.
fn rows(name: &str) -> Vec<(String, Vec<bool>)> {
    let row = |line: &str| {
        let line = line.split('#').next()?.trim();
        let (mut text, mut marks) = (String::new(), Vec::new());
        for field in line.split_whitespace() {
            match u32::from_str_radix(field, 16).ok().and_then(char::from_u32) {
                Some(c) => text.push(c),
                None => marks.push(field == "÷"),
            }
        }
        marks.pop()?;
        Some((text, marks))
    };
    read(name).lines().filter_map(row).collect()
}

#[test]
fn lines_break_where_the_unicode_test_breaks_them() {
    let rows = rows("ucd-17.0.0/LineBreakTest.txt");
    assert_eq!(rows.len(), 19338);
    let mut out = Vec::new();
    let wrong: Vec<_> = rows
        .iter()
        .filter(|(text, marks)| {
            let atoms: Vec<_> = text.chars().map(|c| Atom::of(facts(c))).collect();
            breaks(&atoms, &mut out);
            let got: Vec<_> = out.iter().map(|b| *b != Break::Never).collect();
            // The file says what holds at the start of a text, which is no place to break.
            got.get(1..) != marks.get(1..)
        })
        .collect();
    assert!(
        wrong.is_empty(),
        "{} rows, the first {:?}",
        wrong.len(),
        wrong.first()
    );
}

#[test]
fn clusters_are_those_of_the_unicode_test() {
    let rows = rows("ucd-17.0.0/GraphemeBreakTest.txt");
    assert_eq!(rows.len(), 766);
    for (text, marks) in rows {
        let starts: Vec<_> = clusters(&text).map(|(at, _)| at).collect();
        let want: Vec<_> = text
            .char_indices()
            .zip(&marks)
            .filter(|(_, start)| **start)
            .map(|((at, _), _)| at)
            .collect();
        assert_eq!(starts, want, "{text:?}");
    }
}
