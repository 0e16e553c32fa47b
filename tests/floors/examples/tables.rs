//! Inner orders and mistakes in the tables.

use super::super::check::check;
use super::super::rules::Floors;
use super::{findings, keys, violations_in_formats};

#[test]
fn an_arrow_against_the_inner_order_is_found() {
    let ways = [
        "use super::html::Page;",
        "use super::{html::{self, Page}};",
        "use super::html; fn f(page: html::Page) {}",
        "fn f(page: super::html::Page) {}",
        "use super::Page;",
        "use crate::formats::Page as BookPage;",
    ];
    for way in ways {
        let tree = [
            ("formats/mod.rs", "pub mod html; pub use html::Page;"),
            ("formats/html.rs", "pub struct Page;"),
            ("formats/blocks.rs", way),
        ];
        let found = violations_in_formats(&tree);
        assert_eq!(
            found,
            ["order: formats/blocks.rs -> formats/html.rs"],
            "{way}"
        );
    }
}

#[test]
fn groups_use_those_below_them_and_no_others() {
    let cases = [
        ("epub.rs", "use super::html::Page;", None),
        ("epub.rs", "use super::blocks::Block;", None),
        ("epub/toc.rs", "use crate::formats::blocks::Block;", None),
        ("html/builder.rs", "use super::Page;", None),
        ("html.rs", "use super::markdown::Line;", Some("markdown.rs")),
        ("html.rs", "use super::word::Docx;", Some("word.rs")),
        ("word.rs", "use super::blocks::Block;", Some("blocks.rs")),
        (
            "blocks/inline.rs",
            "use crate::formats::html::Page;",
            Some("html.rs"),
        ),
    ];
    for (file, text, forbidden) in cases {
        let path = format!("formats/{file}");
        let arrow = forbidden.map(|other| format!("order: {path} -> formats/{other}"));
        let found = violations_in_formats(&[(&path, text)]);
        assert_eq!(found, Vec::from_iter(arrow), "{file}: {text}");
    }
}

#[test]
fn a_part_of_a_folder_can_be_a_group_of_its_own() {
    let order = ("app", ["reading/reader < state < reading, toc"].as_slice());
    let tree = [
        ("app/reading.rs", "pub mod reader; pub mod actions;"),
        (
            "app/reading/reader.rs",
            "use crate::app::state::State; pub struct Reader;",
        ),
        (
            "app/reading/actions.rs",
            "use crate::app::state::State; use super::reader::Reader;",
        ),
        (
            "app/state.rs",
            "use super::reading::reader::Reader; pub struct State;",
        ),
        ("app/toc.rs", "use super::reading::reader::Reader;"),
    ];
    let found = keys(&findings(&tree, &[order]));
    assert_eq!(found, ["order: app/reading/reader.rs -> app/state.rs"]);
}

#[test]
fn mistakes_in_the_tables_are_found() {
    let tree = [
        ("formats/mod.rs", "pub mod html; pub use html::Page;"),
        ("formats/blocks.rs", "pub struct Block;"),
        ("formats/html.rs", "pub struct Page;"),
        ("formats/word.rs", "pub struct Docx;"),
        ("shelf/mod.rs", "pub struct Shelf;"),
    ];
    let order = ("formats", ["blocks < html, epub < blocks"].as_slice());
    let faults = [
        "shelf is on no floor",
        "the inner order of formats has a circle: {\"blocks\", \"epub\", \"html\"}",
        "formats/word.rs is in no group of formats",
        "the inner order of formats names epub, which is no file",
    ];
    assert_eq!(findings(&tree, &[order]).faults, faults);
    let floors = Floors::new(&[(0, "text", ""), (2, "doc", "text")]);
    let faults = check(&[], &floors, &[]).faults;
    assert_eq!(faults, ["doc is on floor 1 by what it may use"]);
}
