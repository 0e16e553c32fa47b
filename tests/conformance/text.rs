//! Conformance with the Unicode 17 test files and tables under `tests/data/ucd-17.0.0`.

use std::path::Path;
use tongdu::text::cluster::cluster_indices;
use tongdu::text::kinsoku::{Kinsoku, SmallKana, break_opportunities};
use tongdu::text::line_break::{Break, ClassAtom, breaks};
use tongdu::text::line_class::char_props;

fn read(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/data")
        .join(name);
    std::fs::read_to_string(path).expect("the Unicode files are in the repository")
}

/// Reads the rows of a break test: the text, and for each code point whether there is a break before it.
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
            let atoms: Vec<_> = text
                .chars()
                .map(|c| ClassAtom::from_props(char_props(c)))
                .collect();
            breaks(&atoms, &mut out);
            let got: Vec<_> = out.iter().map(|b| *b != Break::Prohibited).collect();
            // The file includes the start of the text, which is not a break.
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
        let starts: Vec<_> = cluster_indices(&text).map(|(at, _)| at).collect();
        let want: Vec<_> = text
            .char_indices()
            .zip(&marks)
            .filter(|(_, start)| **start)
            .map(|((at, _), _)| at)
            .collect();
        assert_eq!(starts, want, "{text:?}");
    }
}

/// Row of the web platform tests, without its language: the permission of a break at a code point.
struct Case<'t> {
    level: &'t str,
    /// Code points in question, within `text`.
    points: String,
    text: &'t str,
    kind: &'t str,
    may: bool,
}

impl<'t> Case<'t> {
    fn parse(row: &'t str) -> Option<Self> {
        let fields: Vec<_> = row.split('\t').collect();
        let [_, _, level, points, expected, kind, text, _, _, _, note] = fields[..] else {
            return None;
        };
        let point =
            |name: &str| char::from_u32(u32::from_str_radix(name.strip_prefix("U+")?, 16).ok()?);
        let points = points.split(' ').map(point).collect::<Option<_>>()?;
        // The table marks rows that contradict UAX #14 and similar rows.
        let sound = !note.contains("SUSPECT");
        sound.then_some(Self {
            level,
            points,
            text,
            kind,
            may: expected == "YES",
        })
    }

    fn holds(&self) -> bool {
        let kana = match self.level {
            "normal" => SmallKana::Free,
            _ => SmallKana::Bound,
        };
        let breaks = break_opportunities(self.text, Kinsoku::Gb, kana);
        let at = self
            .text
            .find(&self.points)
            .expect("the code point is in its text");
        let start = self
            .text
            .get(..at)
            .map_or(0, |before| before.chars().count());
        let place = match self.kind {
            "line_start" => start,
            "line_end" | "break_between" => start + 1,
            kind => panic!("no such kind: {kind}"),
        };
        (breaks.get(place) != Some(&Break::Prohibited)) == self.may
    }
}

#[test]
fn chinese_and_japanese_lines_break_as_the_web_platform_tests_say() {
    let table = read("wpt/cases.tsv");
    let cases: Vec<_> = table.lines().filter_map(Case::parse).collect();
    let strict = cases.iter().filter(|case| case.level == "strict").count();
    assert_eq!((strict, cases.len()), (209, 418));
    let wrong: Vec<_> = cases
        .iter()
        .filter(|case| !case.holds())
        .map(|case| format!("{} {} {} {}", case.level, case.points, case.kind, case.may))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
