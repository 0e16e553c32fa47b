//! The generated table of `src/text/line_class/table.rs` compared with the Unicode 17 files it was made from,
//! code point by code point, and the widths of clusters compared with the emoji of the same version.

use std::collections::HashMap;
use std::path::Path;
use tongdu::text::line_class::{Class, WidthRule, char_props};
use tongdu::text::units::Cells;
use tongdu::text::width::{Ambiguous, Widths, width};
use unicode_segmentation::UnicodeSegmentation as _;

/// Property of all code points that a file of the Unicode Character Database lists.
struct Property {
    names: Vec<String>,
    /// Index in `names` of each code point's value, from 1; 0 for a code point not listed.
    values: Vec<u8>,
}

impl Property {
    fn read(name: &str) -> Self {
        Self::of(name, |_| true)
    }

    /// Reads only rows with a `wanted` value.
    fn of(name: &str, wanted: impl Fn(&str) -> bool) -> Self {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/ucd-17.0.0");
        let text =
            std::fs::read_to_string(folder.join(name)).expect("the file is in the repository");
        let (mut names, mut values) = (Vec::new(), vec![0; 0x11_0000]);
        for line in text.lines() {
            let line = line.split('#').next().unwrap_or_default();
            let Some((range, value)) = line.split_once(';') else {
                continue;
            };
            let (range, value) = (range.trim(), value.trim());
            if !wanted(value) {
                continue;
            }
            let known = names.iter().position(|name| name == value);
            let index = known.unwrap_or_else(|| {
                names.push(value.to_owned());
                names.len() - 1
            });
            let (first, last) = range.split_once("..").unwrap_or((range, range));
            let code = |hex| usize::from_str_radix(hex, 16).expect("a code point");
            values[code(first)..=code(last)].fill(index as u8 + 1);
        }
        Self { names, values }
    }

    fn get<'p>(&'p self, c: char, default: &'p str) -> &'p str {
        let index = usize::from(self.values[c as usize]).checked_sub(1);
        index.map_or(default, |index| &self.names[index])
    }
}

fn all() -> impl Iterator<Item = char> {
    (0..=0x10FFFF).filter_map(char::from_u32)
}

#[test]
fn every_code_point_has_the_class_of_the_standard() {
    let (classes, categories) = (
        Property::read("LineBreak.txt"),
        Property::read("DerivedGeneralCategory.txt"),
    );
    let pictures = Property::of("emoji-data.txt", |value| value == "Extended_Pictographic");
    let mut names = HashMap::new();
    for c in all() {
        let (class, category) = (classes.get(c, "XX"), categories.get(c, "Cn"));
        let picture = !pictures.get(c, "").is_empty();
        let symbol = matches!(category, "So" | "No");
        let want = match (class, category) {
            _ if c == '\u{25CC}' => "DC",
            ("ID", "Cn") if picture => "EU",
            ("XX", "Cn") if picture => "EL",
            ("AI", _) if symbol => "CI",
            ("SA", "Mn" | "Mc") => "CM",
            ("AI" | "SA" | "SG" | "XX", _) => "AL",
            ("QU", "Pi") => "QI",
            ("QU", "Pf") => "QF",
            ("ZWJ", _) => "ZJ",
            (class, _) => class,
        };
        let class = char_props(c).class();
        let name = names.entry(class).or_insert_with(|| format!("{class:?}"));
        assert_eq!(name, want, "U+{:04X}", c as u32);
        assert_eq!(char_props(c).is_pictograph(), picture, "U+{:04X}", c as u32);
    }
}

#[test]
fn east_asian_and_ambiguous_widths_are_those_of_the_standard() {
    let (widths, categories) = (
        Property::read("EastAsianWidth.txt"),
        Property::read("DerivedGeneralCategory.txt"),
    );
    let wide = Widths {
        ambiguous: Ambiguous::Wide,
        ..Widths::default()
    };
    for c in all() {
        let planes = matches!(c as u32, 0x3400..=0x4DBF | 0x4E00..=0x9FFF | 0xF900..=0xFAFF | 0x20000..=0x2FFFD | 0x30000..=0x3FFFD);
        let value = widths.get(c, if planes { "W" } else { "N" });
        assert_eq!(
            char_props(c).is_east_asian(),
            matches!(value, "F" | "W" | "H"),
            "U+{:04X}",
            c as u32
        );
        let draws_nothing = matches!(categories.get(c, "Cn"), "Mn" | "Me" | "Cf");
        let is_ambiguous = value == "A" && !draws_nothing;
        assert_eq!(
            char_props(c).width_rule() == WidthRule::Ambiguous,
            is_ambiguous,
            "U+{:04X}",
            c as u32
        );
        if is_ambiguous {
            let cells = |widths| width(c.encode_utf8(&mut [0; 4]), widths);
            let both = (cells(Widths::default()), cells(wide));
            assert_eq!(both, (Cells(1), Cells(2)), "U+{:04X}", c as u32);
        }
    }
}

#[test]
fn letters_and_numbers_are_those_of_the_standard() {
    let categories = Property::read("DerivedGeneralCategory.txt");
    for c in all() {
        let category = categories.get(c, "Cn");
        let told = (
            char_props(c).is_letter(),
            char_props(c).is_digit(),
            char_props(c).is_number(),
        );
        let want = (
            category.starts_with(['L', 'M']),
            category == "Nd",
            category.starts_with('N'),
        );
        assert_eq!(told, want, "U+{:04X}", c as u32);
    }
}

#[test]
fn a_plain_code_point_never_joins_another() {
    let plain = all().filter(|c| char_props(*c).is_plain());
    // The planes of rare ideographs are uniform, so a sample suffices.
    let mut seen = 0;
    for c in plain.filter(|c| (*c as u32) < 0x20000 || (*c as u32).is_multiple_of(16)) {
        assert_eq!(format!("中{c}{c}中").graphemes(true).count(), 4, "{c:?}");
        seen += 1;
    }
    assert!(seen > 30_000, "{seen}");
}

#[test]
fn every_emoji_is_two_cells() {
    let emoji = Property::of("emoji-data.txt", |value| value == "Emoji_Presentation");
    for c in all().filter(|c| !emoji.get(*c, "").is_empty()) {
        let own = width(c.encode_utf8(&mut [0; 4]), Widths::default());
        let flag = char_props(c).class() == Class::RI;
        assert_eq!(own, Cells(if flag { 1 } else { 2 }), "{c:?}");
        let selected = width(&format!("{c}\u{FE0F}"), Widths::default());
        assert_eq!(selected, Cells(if flag { 1 } else { 2 }), "{c:?}");
    }
}
