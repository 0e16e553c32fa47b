use super::*;
use crate::doc::explanation::RuleSource;
use std::path::Path;

fn rule(pattern: &str, says: RuleVerdict) -> HeadingRule {
    HeadingRule {
        source: RuleSource::default(),
        pattern: Pattern::new(pattern).unwrap(),
        verdict: says,
        title_group: None,
        file_pattern: None,
    }
}

fn match_line(rules: &Rules, line: &str) -> Option<(RuleVerdict, String)> {
    let ruling = rules.match_heading(line)?;
    Some((ruling.verdict, line.get(ruling.title)?.to_owned()))
}

#[test]
fn the_first_rule_that_matches_decides_and_may_say_no() {
    let rules = Rules {
        heading_rules: vec![
            rule("的$", RuleVerdict::NotHeading),
            rule("^[甲乙]、", RuleVerdict::Heading(Some(2))),
            HeadingRule {
                title_group: Some(1),
                ..rule(r"^\[(.+?)\]", RuleVerdict::Heading(None))
            },
        ],
        ..Rules::default()
    };
    for (line, want) in [
        ("甲、山 ", Some((RuleVerdict::Heading(Some(2)), "甲、山"))),
        ("　甲、山", None),
        ("甲、山的", Some((RuleVerdict::NotHeading, "甲、山的"))),
        ("丙、山", None),
        ("[ 海 ] 与河", Some((RuleVerdict::Heading(None), "海"))),
        ("", None),
    ] {
        let want = want.map(|(says, title)| (says, title.to_owned()));
        assert_eq!(match_line(&rules, line), want, "{line}");
    }
}

#[test]
fn of_a_long_line_what_matches_is_the_title() {
    let rules = Rules {
        heading_rules: vec![rule("^第.+?条", RuleVerdict::Heading(Some(3)))],
        ..Rules::default()
    };
    let line = format!("第一条　{}", "村民应当爱护水源。".repeat(40));
    assert_eq!(
        match_line(&rules, &line),
        Some((RuleVerdict::Heading(Some(3)), "第一条".to_owned()))
    );
}

#[test]
fn rules_for_some_files_hold_for_these() {
    for (kind, name, want) in [
        ("*.txt", "山.txt", true),
        ("*.txt", "山.md", false),
        ("山?.t*t", "山河.text", true),
        ("*", "", true),
        ("**a*b", "xxaxxb", true),
        ("a", "ab", false),
        ("", "", true),
    ] {
        assert_eq!(is_glob_match(kind, name), want, "{kind} {name}");
    }
    let rules = Arc::new(Rules {
        heading_rules: vec![HeadingRule {
            file_pattern: Some("*.log".to_owned()),
            ..rule("^", RuleVerdict::Heading(None))
        }],
        ..Rules::default()
    });
    assert_eq!(rules.for_file("a.txt").heading_rules.len(), 0);
    assert!(Arc::ptr_eq(&rules, &rules.for_file("a.log")));
}

#[test]
fn a_heading_is_never_hidden() {
    let rules = Rules {
        heading_rules: vec![rule("^广告", RuleVerdict::Heading(None))],
        hide_rules: vec![HideRule {
            source: RuleSource::default(),
            pattern: Pattern::new("广告").unwrap(),
            file_pattern: None,
        }],
        ..Rules::default()
    };
    assert!(rules.is_hidden("这是广告"));
    assert!(!rules.is_hidden("广告的历史"));
    assert!(!rules.is_hidden(""));
    assert!(!rules.is_hidden(&format!("广告{}", "长".repeat(2000))));
}

/// File as the app writes it: a tab in a string, a disabled rule, a rule in Java syntax.
const FILE: &str = r#"[
  {"id": -1, "enable": true, "name": "目录(去空白)", "rule": "(?<=[　\\s])(?:序章|楔子|正文(?!完|结)|第?\\s{0,4}[\\d〇零一二三四五六七八九十]+?\\s{0,4}(?:章|节(?!课)|卷)).{0,30}$", "example": "第一章 假装", "serialNumber": 0},
  {"id": -5, "enable": false, "name": "数字", "rule": "^\\d+$", "serialNumber": 4},
  {"id": 9, "name": "星号", "rule": "^\\h{0,4}☆[ 	、].{1,30}$", "serialNumber": 1},
  {"id": 10, "enable": true, "name": "坏的", "rule": "(?<=", "serialNumber": 2},
  {"id": 11, "enable": true, "name": "没有"},
]"#;

#[test]
fn a_rule_file_is_read_and_what_is_not_understood_is_told_by_name() {
    let (rules, faults) = import(Path::new("txtTocRule.json"), FILE);
    let names: Vec<&str> = rules
        .iter()
        .filter_map(|rule| rule.source.name.as_deref())
        .collect();
    assert_eq!(names, ["目录(去空白)", "星号"]);
    assert!(
        matches!(
            faults.as_slice(),
            [RuleFileFault::InvalidPattern { number: 4, name, .. }] if name == "坏的"
        ),
        "{faults:?}"
    );
    for text in ["", "[", "3", "[{}]", "{\"rule\":\"^a\"}"] {
        let (rules, notices) = import(Path::new("x"), text);
        assert_eq!(
            notices.len() + rules.len(),
            usize::from(text != "[{}]"),
            "{text}"
        );
    }
}

#[test]
fn one_rule_is_taken_for_a_text_by_how_many_titles_it_finds_apart() {
    let (imported, _) = import(Path::new("txtTocRule.json"), FILE);
    let rules = Rules {
        imported_rules: imported,
        ..Rules::default()
    };
    let body = "山里的路修通以后，镇上的货车一天要跑三个来回。".repeat(40);
    let name = |text: &str| {
        let own = rules.for_text(text);
        assert!(own.imported_rules.is_empty());
        let rule = own.heading_rules.into_iter().next();
        rule.and_then(|rule| rule.source.name).unwrap_or_default()
    };
    let stars = format!(
        "☆、山\n{body}\n☆、水\n{body}\n☆、石\n{body}\n第一节 甲\n第二节 乙\n第三节 丙\n第四节 丁\n"
    );
    assert_eq!(name(&stars), "星号");
    assert_eq!(
        name(&format!("第一章 山\n{body}\n第二章 水\n{body}\n")),
        "目录(去空白)"
    );
    assert_eq!(
        name("第一章 山\n第二章 水\n"),
        "",
        "a list is no sequence of chapters"
    );
    assert_eq!(name(&body), "");
}

#[test]
fn where_a_text_marks_its_titles_nothing_else_is_one() {
    let rules = Arc::new(Rules::default());
    let own = rules
        .for_file("paper.tex")
        .for_text("\\section{山}\n\\subsection{路}\n");
    for (line, want) in [
        (r"\section{山}", Some((RuleVerdict::Heading(Some(1)), "山"))),
        (
            r"\subsection{路}",
            Some((RuleVerdict::Heading(Some(2)), "路")),
        ),
        (r"\part{上}", Some((RuleVerdict::Heading(Some(1)), "上"))),
        ("一、总体要求", Some((RuleVerdict::NotHeading, ""))),
    ] {
        let want = want.map(|(says, title)| (says, title.to_owned()));
        assert_eq!(match_line(&own, line), want, "{line}");
    }
    assert_eq!(match_line(&rules.for_file("a.txt"), r"\section{山}"), None);
}
