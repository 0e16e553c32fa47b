//! Bounds on the depth and size of a page.

use super::page;
use crate::doc::BlockKind;
use crate::formats::html::{PageKind, builder::MAX_BLOCKS};

#[test]
fn depth_and_length_are_bounded() {
    let deep = page(
        &"<div><blockquote><ul><li><b><table>甲".repeat(20_000),
        PageKind::Web,
    );
    assert_eq!(deep.blocks.len(), 20_000);
    let links = format!("<a href='{}'>", "x".repeat(4000)).repeat(100) + &"<b><p>甲".repeat(50_000);
    assert_eq!(page(&links, PageKind::Web).blocks.len(), 50_000);
    // More than a megabyte in one element.
    for element in ["p", "pre", "h1", "td", "li"] {
        let long = format!("<{element}>{}</{element}>", "长文 ".repeat(1 << 18));
        let long = page(&long, PageKind::Web);
        assert!(
            long.blocks.iter().all(|block| block.text.len() <= 66 << 10),
            "{element}"
        );
        let continued = long
            .blocks
            .iter()
            .filter(|block| block.is_continuation)
            .count();
        assert!(continued > 25, "{element}: {continued}");
        assert!(long.headings.len() < 2);
        let total: usize = long
            .blocks
            .iter()
            .map(|block| block.text.chars().filter(|c| *c == '长').count())
            .sum();
        assert_eq!(total, 1 << 18, "{element}: nothing is lost");
    }
    let many = page(&"<p>甲".repeat(500_000), PageKind::Web);
    assert_eq!(many.blocks.len(), MAX_BLOCKS);
}

#[test]
fn a_table_of_any_size_is_cut_into_tables() {
    let rows = "<tr><td>甲甲甲甲<td>乙乙乙乙".repeat(10_000);
    let table = page(&format!("<b><table>{rows}</table>"), PageKind::Web);
    assert!(table.blocks.len() > 3);
    for block in &table.blocks {
        assert!(matches!(block.kind, BlockKind::Table(_)));
        assert!(block.text.len() < 66 << 10);
    }
}
