//! Texts so long that their beginning is committed before the end is read.

use super::{P, explain, outline, outline_lines};
use crate::doc::explanation::DecisiveReason;
use crate::outline::headings::committed::MAX_UNCOMMITTED_COUNT;

/// Returns a novel of `volumes` volumes, each with `chapters` chapters that restart at 1, and its outline.
fn novel(volumes: usize, chapters: usize) -> (String, String) {
    let (mut text, mut want) = (String::new(), Vec::new());
    for volume in 1..=volumes {
        text.push_str(&format!("第{volume}卷 山水\n"));
        want.push(format!("1 第{volume}卷 山水"));
        for chapter in 1..=chapters {
            text.push_str(&format!(
                "第{chapter}章 第{volume}条河\n　　{P}\n“来了。”\n　　{P}\n"
            ));
            want.push(format!("2 第{chapter}章 第{volume}条河"));
        }
    }
    (text, want.join("\n"))
}

#[test]
fn every_chapter_of_a_long_novel_has_its_level() {
    let (text, want) = novel(60, MAX_UNCOMMITTED_COUNT / 16);
    assert_eq!(outline_lines(&text), want);
}

#[test]
fn sections_keep_their_parents_across_cuts() {
    let (mut text, mut want) = (String::new(), Vec::new());
    for chapter in 1..=MAX_UNCOMMITTED_COUNT / 3 {
        text.push_str(&format!("第{chapter}章 水利\n{P}\n"));
        want.push(format!("1 第{chapter}章 水利"));
        for section in ["一、农业", "二、工业", "三、交通", "四、教育"] {
            text.push_str(&format!("{section}\n{P}\n"));
            want.push(format!("2 {section}"));
        }
    }
    assert_eq!(outline_lines(&text), want.join("\n"));
}

#[test]
fn every_text_of_a_long_page_is_one_of_its_own() {
    let mut text = String::new();
    let count = MAX_UNCOMMITTED_COUNT / 2;
    for number in 0..count {
        text.push_str(&format!("乡村教育的第{number}种可能\n时间：2020年\n"));
        text.push_str(&format!(
            "摘要：路{number}\n{P}\n一、师资\n{P}\n二、校舍\n{P}\n查看全文\n"
        ));
    }
    let outline = outline(&text);
    let texts: Vec<_> = outline
        .headings
        .iter()
        .filter_map(|h| h.entry.as_ref())
        .collect();
    assert_eq!(texts.len(), count);
    assert_eq!(outline.headings.len(), count * 3);
    for (number, entry) in texts.into_iter().enumerate() {
        assert!(entry.excerpt, "{number}");
        assert_eq!(entry.summary, Some(format!("路{number}")));
    }
    assert_eq!(outline.metadata_lines.len(), count * 3);
}

#[test]
fn a_line_that_is_settled_still_says_why() {
    let (text, _) = novel(40, MAX_UNCOMMITTED_COUNT / 16);
    for words in ["第2章", "第40卷"] {
        let at = text.find(words).expect("it is there");
        let why = explain(&text, at).expect("it has a number");
        assert!(why.is_heading, "{words}");
        assert!(matches!(why.reason, DecisiveReason::Weighed(_)));
    }
}
