//! Headings by rules of the reader.

use super::{P, outline_lines};
use crate::doc::Pos;
use crate::doc::explanation::RuleSource;
use crate::outline::headings::HeadingScan;
use crate::outline::rules::{BoilerplatePolicy, HeadingRule, Pattern, RuleVerdict, Rules};
use std::sync::Arc;

/// Builds rules from `pattern → level`; level 0 is the verdict "not a heading", 10 gives no level.
fn rules(list: &[(&str, u8)]) -> Arc<Rules> {
    let headings = list.iter().map(|(pattern, level)| HeadingRule {
        source: RuleSource::default(),
        pattern: Pattern::new(pattern).unwrap(),
        verdict: match level {
            0 => RuleVerdict::NotHeading,
            10 => RuleVerdict::Heading(None),
            level => RuleVerdict::Heading(Some(*level)),
        },
        title_group: None,
        file_pattern: None,
    });
    Arc::new(Rules {
        heading_rules: headings.collect(),
        boilerplate: BoilerplatePolicy::Hide,
        ..Rules::default()
    })
}

/// Returns the outline of `text` by rules;
/// is replaced by a paragraph.
fn outline_by_rules(list: &[(&str, u8)], text: &str) -> String {
    let text = text.replace('¶', P);
    let mut scanner = HeadingScan::with_rules(rules(list));
    let mut at = 0;
    for line in text.split('\n') {
        scanner.push_line(Pos::new(0, at), line);
        at += line.len() as u64 + 1;
    }
    let outline = scanner.outline_so_far();
    for heading in &outline.headings {
        let start = (heading.pos.block.0 + u64::from(heading.pos.within)) as usize;
        let words = text.get(start..start + heading.len as usize);
        assert_eq!(words, Some(&*heading.title), "a title stands where it says");
    }
    let lines: Vec<String> = outline
        .headings
        .iter()
        .map(|h| format!("{} {}", h.level, h.title))
        .collect();
    lines.join("\n")
}

#[track_caller]
fn check(list: &[(&str, u8)], text: &str, want: &str) {
    let lines: Vec<&str> = text
        .lines()
        .map(|line| line.trim_start_matches(' '))
        .collect();
    let want: Vec<&str> = want.lines().map(str::trim).collect();
    assert_eq!(outline_by_rules(list, &lines.join("\n")), want.join("\n"));
}

#[test]
fn a_line_that_a_rule_names_is_a_heading_among_those_inferred() {
    check(
        &[("^※", 2)],
        "第一章 山
        ¶
        ※ 甲说的话，说得很长，也有标点。
        ¶
        第二章 水
        ¶
        ※ 乙
        ¶",
        "1 第一章 山
        2 ※ 甲说的话，说得很长，也有标点。
        1 第二章 水
        2 ※ 乙",
    );
}

#[test]
fn what_stands_under_a_heading_by_rule_goes_with_it() {
    let text = "※ 东
        第一章 山
        ¶
        一、石
        ¶
        二、土
        ¶
        第二章 水
        ¶
        ※ 西
        第三章 火
        ¶";
    check(
        &[("^※", 1)],
        text,
        "1 ※ 东
        2 第一章 山
        3 一、石
        3 二、土
        2 第二章 水
        1 ※ 西
        2 第三章 火",
    );
    check(
        &[("^第.章", 4)],
        &text.replace('※', "¶\n"),
        "4 第一章 山
        5 一、石
        5 二、土
        4 第二章 水
        4 第三章 火",
    );
}

#[test]
fn rules_stand_by_their_levels_whatever_their_numbers() {
    check(
        &[("^【", 1), ("^第.章", 2)],
        "【东】
        ¶
        第一章 山
        ¶
        【西】
        ¶
        第二章 水
        ¶",
        "1 【东】
        2 第一章 山
        1 【西】
        2 第二章 水",
    );
}

#[test]
fn a_rule_may_say_that_a_line_is_none_and_the_sequence_stays() {
    check(
        &[("水$", 0)],
        "第一章 山\n¶\n第二章 水\n¶\n第三章 火\n¶",
        "1 第一章 山\n1 第三章 火",
    );
}

#[test]
fn a_rule_without_a_level_leaves_the_levels_as_they_are() {
    let text = "第一卷 东\n第一章 山\n¶\n第二章 水\n¶\n第二卷 西\n第三章 火\n¶";
    assert_eq!(
        outline_by_rules(&[("^第", 10)], text),
        outline_lines(&text.replace('¶', P))
    );
    check(
        &[("^第|^★", 10)],
        &text.replace("第二章 水", "★水，是好的。"),
        "1 第一卷 东
        2 第一章 山
        3 ★水，是好的。
        1 第二卷 西
        2 第三章 火",
    );
}

#[test]
fn hidden_lines_are_passed_over_and_counted() {
    let text = format!(
        "第一章 山\n{P}\n（本章未完，请点击下一页继续阅读）\n第二章 水\n本章未完，请翻页\n{P}\n"
    );
    let mut scanner = HeadingScan::with_rules(rules(&[]));
    for (at, line) in text.lines().enumerate() {
        scanner.push_line(Pos::new(0, at as u64), line);
    }
    assert_eq!(
        (
            scanner.hidden_line_count(),
            scanner.outline_so_far().headings.len()
        ),
        (2, 2)
    );
}

proptest::proptest! {
    #[test]
    fn every_line_that_a_rule_names_is_a_heading_of_its_level(
        text in "(第[一二三四1-9]章 山\n|[一二三四]、水\n|※甲\n|※※乙\n|卷[一二三]\n|\n|¶\n|目录\n|序\n|\\PC{0,8}\n){0,40}"
    ) {
        let text = text.replace('¶', P);
        let rules = rules(&[("^※※", 3), ("^※", 1)]);
        let mut scanner = HeadingScan::with_rules(Arc::clone(&rules));
        let mut want = Vec::new();
        for (at, line) in text.lines().enumerate() {
            scanner.push_line(Pos::new(0, at as u64), line);
            if let Some(RuleVerdict::Heading(Some(level))) = rules.match_heading(line).map(|ruling| ruling.verdict) {
                want.push((at as u64, level));
            }
        }
        let outline = scanner.outline_so_far();
        let found: Vec<(u64, u8)> = outline
            .headings
            .iter()
            .filter(|heading| heading.title.starts_with('※'))
            .map(|heading| (heading.pos.block.0, heading.level))
            .collect();
        proptest::prop_assert_eq!(found, want);
    }
}
