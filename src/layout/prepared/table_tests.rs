//! Lines of tables as pictures that a person can check by eye.

use super::display_tests::{block, picture};
use super::*;
use crate::doc::{Align, Table};
use crate::text::units::Cells;

fn table(text: &str, align: Vec<Align>) -> Block<'_> {
    let mut rows = vec![Vec::new()];
    let mut start = 0;
    for (at, c) in text.char_indices().chain([(text.len(), '\n')]) {
        if matches!(c, '|' | '\n') {
            rows.last_mut().unwrap().push(start..at as u32);
            start = at as u32 + 1;
        }
        if c == '\n' && at < text.len() {
            rows.push(Vec::new());
        }
    }
    block(BlockKind::Table(Table { rows, align }.into()), text)
}

#[test]
fn a_table_has_its_columns_one_under_the_other() {
    let block = table(
        "县名|产值\n石柱|5.6\n彭水苗族|1,234.5\n城口",
        vec![Align::Left, Align::Right],
    );
    assert_eq!(
        picture(&block, 40),
        [
            "县名         产值",
            "",
            "石柱          5.6",
            "彭水苗族  1,234.5",
            "城口"
        ]
    );
}

#[test]
fn a_table_too_wide_wraps_inside_its_widest_cells_or_is_set_cell_by_cell() {
    let block = table(
        "项|内容\n一|统筹城乡发展是全面建设小康社会的要求\n二|好",
        vec![],
    );
    assert_eq!(
        picture(&block, 20),
        [
            "项  内容",
            "",
            "一  统筹城乡发展是全",
            "    面建设小康社会的",
            "    要求",
            "",
            "二  好"
        ]
    );
    assert_eq!(
        picture(&block, 6),
        [
            "项",
            "内容",
            "",
            "一",
            "统筹城",
            "乡发展",
            "是全面",
            "建设小",
            "康社会",
            "的要求",
            "",
            "二",
            "好"
        ]
    );
    let block = table("品名|产地|价\n茉莉花茶|福建福州|三元\n普洱||九元", vec![]);
    assert_eq!(
        picture(&block, 12),
        [
            "品名  茉莉花",
            "      茶",
            "产地  福建福",
            "      州",
            "价  三元",
            "",
            "品名  普洱",
            "价  九元"
        ]
    );
}

#[test]
fn rows_set_cell_by_cell_have_an_empty_line_between_them_and_lose_no_byte() {
    // The second row is empty, which must not add a second empty line.
    let block = table("甲|乙\n|\n丙|丁", vec![]);
    assert_eq!(picture(&block, 4), ["甲", "乙", "", "丙", "丁"]);
    let lines = prepare(&block, &TextOptions::default()).set(&Setting {
        measure: Cells(4),
        ..Setting::default()
    });
    let mut next = 0;
    for line in &lines {
        assert_eq!(line.bytes.start, next);
        assert!(line.bytes.end > next, "a place is on one line only");
        next = line.bytes.end;
    }
    assert_eq!(next as usize, block.text.len());
}
