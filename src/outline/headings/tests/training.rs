//! The committed weights and the program that fits them see the same features.

use crate::outline::headings::features::{FEATURE_NAMES, FEATURE_SIZES};
use crate::outline::headings::training::TrainingText;
use crate::outline::headings::weights::{NUMBERED, UNNUMBERED};

#[test]
fn each_row_of_weights_is_one_feature() {
    let rows: Vec<(usize, &str)> = include_str!("../weights.rs")
        .lines()
        .filter_map(|line| line.split_once(", // "))
        .map(|(values, name)| (values.split(',').count(), name))
        .collect();
    let sizes = FEATURE_SIZES.iter().copied().chain([1]);
    let names = FEATURE_NAMES.iter().copied().chain(["Bias"]);
    let table: Vec<(usize, &str)> = sizes.zip(names).collect();
    let (first, second) = rows.split_at(table.len());
    assert_eq!(first, table);
    assert_eq!(second, table);
    let count: usize = table.iter().map(|(size, _)| size).sum();
    assert_eq!((UNNUMBERED.len(), NUMBERED.len()), (count, count));
}

#[test]
fn the_training_program_gets_a_weight_of_every_feature() {
    let body = "他走了很久，也没有看见一个人。\n".repeat(12);
    let text = TrainingText::of(&format!("第一章 出门\n{body}\n第二章 回家\n{body}"));
    let titles: Vec<&str> = text.lines.iter().map(|line| line.title.as_str()).collect();
    assert_eq!(titles, ["第一章 出门", "第二章 回家"]);
    for line in &text.lines {
        assert_eq!(line.indices.len(), FEATURE_NAMES.len() + 1);
        assert!(line.indices.is_sorted() && line.indices.last() < Some(&NUMBERED.len()));
    }
}
