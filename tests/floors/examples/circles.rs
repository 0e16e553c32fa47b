//! Circles of files and of folders.

use super::violations;

#[test]
fn two_files_that_import_each_other_are_a_circle() {
    let tree = [
        ("doc/block.rs", "use super::pos::Pos;"),
        ("doc/pos.rs", "fn f() { crate::doc::block::g() }"),
        ("doc/place.rs", "use super::pos::Pos;"),
    ];
    let circle = [
        "circle: doc/block.rs -> doc/pos.rs",
        "circle: doc/pos.rs -> doc/block.rs",
    ];
    assert_eq!(violations(&tree), circle);
}

#[test]
fn a_circle_of_three_files_is_found_through_re_exports() {
    let tree = [
        (
            "doc/mod.rs",
            "pub use block::Block; pub use outline::Outline;",
        ),
        ("doc/block.rs", "use super::pos::Pos; pub struct Block;"),
        ("doc/pos.rs", "use super::Outline; pub struct Pos;"),
        (
            "doc/outline.rs",
            "use crate::doc::Block; pub struct Outline;",
        ),
    ];
    let circle = [
        "circle: doc/block.rs -> doc/pos.rs",
        "circle: doc/outline.rs -> doc/block.rs",
        "circle: doc/pos.rs -> doc/outline.rs",
    ];
    assert_eq!(violations(&tree), circle);
}

#[test]
fn a_parent_file_and_its_folder_count_as_one() {
    let tree = [
        (
            "doc/mod.rs",
            "mod block; pub struct Document; use block::lead::Lead;",
        ),
        (
            "doc/block.rs",
            "mod lead; mod mark; pub struct Block; use lead::Lead; use mark::Mark;",
        ),
        (
            "doc/block/lead.rs",
            "pub struct Lead; use super::Block; use super::super::Document;",
        ),
        (
            "doc/block/mark.rs",
            "pub struct Mark; use super::Block; use super::lead::Lead;",
        ),
    ];
    assert_eq!(violations(&tree), [""; 0]);
}

#[test]
fn a_circle_beside_the_parent_file_is_found() {
    let tree = [
        (
            "doc/block.rs",
            "mod lead; mod mark; pub struct Block; use lead::Lead; use mark::Mark;",
        ),
        (
            "doc/block/lead.rs",
            "pub struct Lead; use super::{Block, mark::Mark};",
        ),
        (
            "doc/block/mark.rs",
            "pub struct Mark; use super::{Block, lead::Lead};",
        ),
    ];
    let circle = [
        "circle: doc/block/lead.rs -> doc/block/mark.rs",
        "circle: doc/block/mark.rs -> doc/block/lead.rs",
    ];
    assert_eq!(violations(&tree), circle);
}

#[test]
fn a_circle_from_a_parent_file_through_another_to_its_child_is_found() {
    let tree = [
        (
            "doc/block.rs",
            "mod lead; pub struct Block; use super::place::Place;",
        ),
        ("doc/block/lead.rs", "pub struct Lead; use super::Block;"),
        (
            "doc/place.rs",
            "pub struct Place; use super::block::lead::Lead;",
        ),
    ];
    let found = violations(&tree);
    assert!(found.contains(&"circle: doc/block.rs -> doc/place.rs".to_owned()));
    assert!(found.contains(&"circle: doc/place.rs -> doc/block/lead.rs".to_owned()));
    assert!(!found.contains(&"circle: doc/block/lead.rs -> doc/block.rs".to_owned()));
}

#[test]
fn folders_that_import_each_other_are_a_circle_without_one_of_files() {
    let tree = [
        (
            "doc/block/lead.rs",
            "use crate::doc::outline::title::Title; pub struct Lead;",
        ),
        ("doc/block/mark.rs", "pub struct Mark;"),
        ("doc/outline/title.rs", "pub struct Title;"),
        ("doc/outline/entry.rs", "use crate::doc::block::mark::Mark;"),
    ];
    let circle = [
        "folders: doc/block -> doc/outline",
        "folders: doc/outline -> doc/block",
    ];
    assert_eq!(violations(&tree), circle);
}
