use super::*;
use crate::text::forms::{CaseRule, Folding, atoms};

/// A case of `tests/data/search/cases.tsv`; what its columns mean is in the README beside it.
struct Case {
    id: &'static str,
    levels: &'static str,
    lang: TextLang,
    kind: &'static str,
    query: String,
    text: String,
    want: String,
}

fn cases() -> Vec<Case> {
    let rows = include_str!("../../../tests/data/search/cases.tsv").lines();
    let rows = rows.filter(|row| !row.starts_with('#'));
    rows.map(|row| {
        let mut cells = row.split('\t');
        let mut cell = || cells.next().expect("a column");
        let (id, levels, lang, kind) = (cell(), cell(), cell(), cell());
        let lang = match lang {
            "zh" => TextLang::Hans,
            "hant" => TextLang::Hant,
            "ja" => TextLang::Ja,
            "ko" => TextLang::Ko,
            _ => TextLang::Other,
        };
        let [query, text, want] = [cell(), cell(), cell()].map(unescape);
        Case {
            id,
            levels,
            lang,
            kind,
            query,
            text,
            want,
        }
    })
    .collect()
}

/// Puts the code point in the place of each `\u{…}`.
fn unescape(cell: &str) -> String {
    let mut parts = cell.split("\\u{");
    let mut text = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (code, rest) = part.split_once('}').expect("a code point");
        let code = u32::from_str_radix(code, 16).expect("hexadecimal");
        text.push(char::from_u32(code).expect("a scalar value"));
        text += rest;
    }
    text
}

fn mark(text: &str, hits: &[Range<usize>]) -> String {
    let mut marked = text.to_owned();
    for hit in hits.iter().rev() {
        marked.insert(hit.end, '】');
        marked.insert(hit.start, '【');
    }
    if hits.is_empty() {
        "-".to_owned()
    } else {
        marked
    }
}

/// The ways to search that a case names.
fn searches(levels: &str) -> Vec<(Level, QueryKind)> {
    let level = |c| match c {
        'E' => Level::Exact,
        'F' => Level::Forms,
        _ => Level::Variants,
    };
    match levels {
        "P" => vec![(Level::Variants, QueryKind::Pinyin)],
        "R" => vec![(Level::Variants, QueryKind::Regex)],
        "RE" => vec![(Level::Exact, QueryKind::Regex)],
        _ => levels
            .chars()
            .map(|c| (level(c), QueryKind::Literal))
            .collect(),
    }
}

#[test]
fn cases_within_one_line_find_what_they_name() {
    let mut failures = Vec::new();
    let mut count = 0;
    for case in cases().iter().filter(|case| case.kind == "plain") {
        for (level, kind) in searches(case.levels) {
            count += 1;
            let text = case.text.replace('¶', "\n");
            let got = match Query::parse(&case.query, level, kind) {
                Ok(query) => mark(
                    &text,
                    &query
                        .find_all(text.as_bytes(), case.lang)
                        .collect::<Vec<_>>(),
                ),
                Err(_) => "!".to_owned(),
            };
            let got = got.replace('\n', "¶");
            if got != case.want {
                failures.push(format!("{} {level:?}: {got}, not {}", case.id, case.want));
            }
        }
    }
    assert!(
        failures.is_empty(),
        "{} of {count}:\n{}",
        failures.len(),
        failures.join("\n")
    );
}

#[test]
fn the_plain_way_finds_what_cases_name() {
    for case in cases().iter().filter(|case| case.kind == "plain") {
        for (level, _) in searches(case.levels)
            .into_iter()
            .filter(|(_, kind)| *kind == QueryKind::Literal)
        {
            let text = case.text.replace('¶', "\n");
            let mut hits = Vec::new();
            let mut start = 0;
            for line in text.split_inclusive('\n') {
                let found = plain_hits(&case.query, line.trim_end_matches('\n'), level, case.lang);
                hits.extend(
                    found
                        .into_iter()
                        .map(|hit| start + hit.start..start + hit.end),
                );
                start += line.len();
            }
            let got = mark(&text, &hits).replace('\n', "¶");
            assert_eq!(got, case.want, "{} {level:?}", case.id);
        }
    }
}

/// The hits of a literal query in one paragraph, without any of the ways to be fast.
fn plain_hits(query: &str, text: &str, level: Level, lang: TextLang) -> Vec<Range<usize>> {
    let is_japanese = lang == TextLang::Ja || query.chars().any(is_kana);
    let scope = if is_japanese {
        VariantScope::Japanese
    } else {
        VariantScope::Common
    };
    let lattice = |level| {
        Lattice::parse(
            query,
            Folding {
                level,
                case: CaseRule::Smart.letter_case(query, level),
            },
            scope,
        )
    };
    match lattice(level) {
        lattice if !lattice.letters.is_empty() => lattice_hits(&lattice, text),
        _ => lattice_hits(&lattice(Level::Exact), text),
    }
}

/// The hits of letters in a text: tried at each atom, from left to right, none overlapping.
fn lattice_hits(lattice: &Lattice, text: &str) -> Vec<Range<usize>> {
    let atoms = atoms(text, lattice.folding);
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(first) = atoms.get(at) {
        let matched = if first.is_first {
            lattice.match_at(&atoms, at).end
        } else {
            None
        };
        at = match matched.and_then(|end| Some((end, atoms.get(end - 1)?))) {
            Some((end, last)) => {
                found.push(first.start..last.end);
                end
            }
            None => at + 1,
        };
    }
    found
}

mod laws;

#[test]
fn names_set_apart_in_lists_are_found_loosely() {
    let query = Query::parse("王平", Level::Variants, QueryKind::Pinyin).expect("a query");
    for text in ["王平", "王  平", "王\u{3000}平", "王\t平", "王 平，县长"] {
        let found = query.find_all(text.as_bytes(), TextLang::Hans).next();
        assert_eq!(found.map(|hit| hit.start), Some(0), "{text:?}");
    }
    for text in ["王，平", "王\n平", "王太平"] {
        let found = query.find_all(text.as_bytes(), TextLang::Hans).next();
        assert_eq!(found, None, "{text:?}");
    }
}
