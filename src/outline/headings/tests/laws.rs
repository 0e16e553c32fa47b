//! Articles of laws, also inserted, repealed and missing ones, and their captions.

use super::outline;

/// Returns the titles, and asserts that all of them are sure.
#[track_caller]
fn sure_titles(text: &str) -> Vec<String> {
    let headings = outline(text).headings;
    for heading in &headings {
        let is_sure = heading.confidence.is_none_or(|percent| percent >= 75);
        assert!(is_sure, "{heading:?}");
    }
    headings
        .iter()
        .map(|heading| heading.title.to_string())
        .collect()
}

#[test]
fn inserted_and_missing_articles_leave_a_law_sure() {
    let body = "　集市的管理者应当按照约定履行自己的义务。\n\n";
    let mut text = String::from("集市法\n\n");
    let mut wanted = Vec::new();
    for tens in ["", "二", "三", "四"] {
        for digit in ["一", "二", "三", "五", "六", "九"] {
            let ten = if tens.is_empty() { "" } else { "十" };
            let article = format!("第{tens}{ten}{digit}条");
            text += &format!("{article}{body}");
            wanted.push(article.clone());
            if digit == "六" {
                text += &format!("{article}之一{body}{article}之二{body}");
                wanted.extend([format!("{article}之一"), format!("{article}之二")]);
            }
        }
    }
    assert_eq!(sure_titles(&text), wanted);
}

#[test]
fn articles_have_the_captions_above_them() {
    let body = "　国は、市場の施策を総合的に策定し、及び実施する責務を有する。\n２　前項の規定は、国に準用する。\n\n";
    let mut text = String::from("市場法\n（平成十三年法律第五十四号）\n\n");
    for (number, caption) in [
        ("一", "目的"),
        ("二", "定義"),
        ("三", "国の責務"),
        ("三条の二", "届出"),
    ] {
        let unit = if number.contains('条') { "" } else { "条" };
        text += &format!("（{caption}）\n第{number}{unit}{body}");
    }
    text += "第四条から第六条まで　削除\n\n";
    for (number, caption) in [("七", "報告"), ("八", "罰則"), ("九", "委任")] {
        text += &format!("（{caption}）\n第{number}条{body}");
    }
    let wanted = [
        "第一条（目的）",
        "第二条（定義）",
        "第三条（国の責務）",
        "第三条の二（届出）",
        "第四条から第六条まで　削除",
        "第七条（報告）",
        "第八条（罰則）",
        "第九条（委任）",
    ];
    assert_eq!(sure_titles(&text), wanted);
}

#[test]
fn supplementary_articles_begin_at_one_again() {
    let body = " 국가와 지방자치단체는 시장에 필요한 시책을 수립하여야 한다.\n";
    let mut text = String::from("시장법\n\n");
    for number in (1..=24).filter(|number| !matches!(number, 8 | 9 | 17)) {
        text += &format!("제{number}조{body}");
        if number == 10 {
            text += &format!("제10조의2{body}");
        }
        if number == 20 {
            text += "1. 거짓으로 등록한 자\n2. 보고를 거부한 자\n";
        }
    }
    text += &format!("\n부칙\n\n제1조{body}제2조{body}");
    let titles = sure_titles(&text);
    assert_eq!(titles.len(), 25, "{titles:?}");
    assert!(
        titles
            .iter()
            .all(|title| title.starts_with('제') || title == "부칙")
    );
    assert_eq!(titles.get(9).map(String::as_str), Some("제11조"));
}

#[test]
fn lines_that_name_an_article_do_not_count() {
    let body = "　经营者应当按照约定全面履行义务，并接受监督。\n\n";
    let numbers = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十"];
    let mut text = String::new();
    for number in numbers {
        text += &format!("第{number}条{body}");
        if number == "四" {
            text += "第九条 所称的经营者包括个人，不包括法人和其他组织。\n\n";
        }
    }
    assert_eq!(sure_titles(&text).len(), numbers.len());
}

#[test]
fn clauses_are_below_their_articles() {
    let text = "
第一条 房屋情况
1.1 坐落：山河镇河边路十二号。
1.2 面积：八十九平方米，二室一厅。

第二条 期限
租期十二个月，自三月一日起，到期以前一个月商定是否续租。

第三条 租金
租金每月一千二百元，每月五日以前交付，逾期按日加收。

第四条 义务
（一）甲方应当保证房屋可以居住，并负责修理；
（二）乙方不得转租，也不得改动房屋的结构。

第五条 解除
双方商定可以解除本合同，任何一方违约的，另一方可以解除。

第六条 其他
本合同一式两份，双方各执一份，自签字之日起生效。
";
    let headings = outline(text).headings;
    let articles = headings
        .iter()
        .filter(|heading| heading.title.starts_with('第'));
    let levels: Vec<u8> = articles.map(|heading| heading.level).collect();
    assert_eq!(levels, [1; 6]);
    assert!(
        headings
            .iter()
            .all(|heading| !heading.title.starts_with('（'))
    );
}

#[test]
fn each_of_several_rules_has_its_title() {
    let rule = |title: &str| {
        let body = "有关人员应当按照规定办理，并做好记录。";
        format!("{title}\n\n第一条　{body}\n第二条　{body}\n\n")
    };
    let text = ["会议制度", "学习制度", "考勤制度"].map(rule).concat();
    let headings = outline(&text).headings;
    let titles = headings.iter().filter(|heading| heading.level == 1);
    let titles: Vec<String> = titles.map(|heading| heading.title.to_string()).collect();
    assert_eq!(titles, ["会议制度", "学习制度", "考勤制度"]);
    assert_eq!(headings.len(), 9);
}
