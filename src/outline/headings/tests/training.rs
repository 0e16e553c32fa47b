//! The committed weights and the program that fits them see the same features.

use super::{P, explain};
use crate::doc::explanation::{DecisiveReason, EvidenceKind};
use crate::outline::headings::features::{FEATURE_NAMES, feature_count};
use crate::outline::headings::training::{TrainingText, names};
use crate::outline::headings::weights::{NUMBERED, UNNUMBERED};

#[test]
fn each_row_of_weights_is_one_feature() {
    let rows: Vec<(usize, &str)> = include_str!("../weights.rs")
        .lines()
        .filter_map(|line| line.split_once(", // "))
        .map(|(values, name)| (values.split(',').count(), name))
        .collect();
    let (first, second) = rows.split_at(feature_count(false) + 1);
    for (rows, weights, numbered) in [(first, UNNUMBERED, false), (second, NUMBERED, true)] {
        let features = names(numbered).into_iter().chain([("Bias", 1)]);
        let table: Vec<(usize, &str)> = features.map(|(name, size)| (size, name)).collect();
        assert_eq!(rows, table);
        let count: usize = table.iter().map(|(size, _)| size).sum();
        assert_eq!(weights.len(), count);
    }
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

#[test]
fn reasons_name_only_what_the_line_has() {
    let body = format!("{P}\n\n").repeat(4);
    let text = format!("山路\n\n{body}渡口的早晨\n\n{body}雨中的灯\n{P}\n\n{body}回家\n\n{body}");
    for words in ["山路", "渡口的早晨", "雨中的灯", "回家"] {
        let at = text.find(&format!("{words}\n")).expect("the line is there");
        let reason = explain(&text, at).expect("a short line is judged").reason;
        let DecisiveReason::Weighed(evidence) = reason else {
            panic!("{words}: {reason:?}");
        };
        for kind in evidence
            .supports
            .into_iter()
            .chain(evidence.opposes)
            .flatten()
        {
            let is_foreign = matches!(
                kind,
                EvidenceKind::Number | EvidenceKind::Series | EvidenceKind::Recurrence
            );
            assert!(
                !is_foreign,
                "{words} has no number and occurs once: {kind:?}"
            );
        }
    }
}
