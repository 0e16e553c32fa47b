//! Numbers whose neighbours decide about them.

use super::outline;
use crate::doc::Outline;

const BODY: &str = "山里的雾到了中午才散，路边的石头还是湿的。有人从桥那头走过来，走得很慢。\n\n";

fn rows(outline: &Outline) -> Vec<String> {
    outline
        .headings
        .iter()
        .map(|heading| format!("{} {}", heading.level, &*heading.title))
        .collect()
}

/// Returns a text whose lines are followed by paragraphs.
fn text(lines: &[&str]) -> String {
    lines
        .iter()
        .map(|line| format!("{line}\n\n{}", BODY.repeat(3)))
        .collect::<Vec<_>>()
        .concat()
}

#[test]
fn chapters_with_the_same_sections_are_no_table_of_contents() {
    let chapter = |name: &str| {
        format!(
            "{name}\n\n一、概述\n\n（一）背景\n\n{BODY}{BODY}（二）意义\n\n{BODY}二、小结\n\n{BODY}"
        )
    };
    let text = chapter("第一章　春天") + &chapter("第二章　夏天");
    let sections = ["2 一、概述", "3 （一）背景", "3 （二）意义", "2 二、小结"];
    let expected: Vec<&str> = ["1 第一章　春天"]
        .iter()
        .chain(&sections)
        .chain(&["1 第二章　夏天"])
        .chain(&sections)
        .copied()
        .collect();
    assert_eq!(rows(&outline(&text)), expected);
}

#[test]
fn a_missing_number_between_two_headings_is_a_heading() {
    let series = text(&["1．后院", "2，大厅里的客人", "3．渡口", "4．回家"]);
    let expected = ["1 1．后院", "1 2，大厅里的客人", "1 3．渡口", "1 4．回家"];
    assert_eq!(rows(&outline(&series)), expected);
    let first = text(&[
        "一、抓好春耕的各项工作，提高大家的收入。",
        "二、配合夏收",
        "三、做好秋种",
    ]);
    assert_eq!(outline(&first).headings.len(), 3);
}

#[test]
fn stems_and_volumes_at_the_end_are_numbers() {
    let stems = text(&[
        "第一讲　春",
        "甲、旧例",
        "乙、新例",
        "丙、沿革",
        "第二讲　夏",
        "甲、比较",
        "乙、分配",
    ]);
    let levels: Vec<u8> = outline(&stems)
        .headings
        .iter()
        .map(|heading| heading.level)
        .collect();
    assert_eq!(levels, [1, 2, 2, 2, 1, 2, 2]);
    let volumes = text(&[
        "妙山经卷第一",
        "妙山经序品第一",
        "妙山经方便品第二",
        "妙山经卷第二",
        "妙山经譬喻品第三",
    ]);
    let levels: Vec<u8> = outline(&volumes)
        .headings
        .iter()
        .map(|heading| heading.level)
        .collect();
    assert_eq!(levels, [1, 2, 2, 1, 2]);
    let named = text(&[
        "《山河记》 第一回　出门",
        "《山河记》 第二回　过河",
        "《山河记》 第三回　下雨",
    ]);
    assert_eq!(outline(&named).headings.len(), 3);
}

#[test]
fn notes_pages_and_numbered_paragraphs_are_no_headings() {
    let notes = text(&["第一讲　春", "第二讲　夏"])
        + "注释：\n\n(1)张三。《河》，第10页。\n\n(2)李四：《张三传》，第9页\n\n(3)张三。《桥》，第46页。\n\n";
    let found = rows(&outline(&notes));
    assert!(!found.iter().any(|row| row.contains("张三")), "{found:?}");
    let pages = text(&["一、河流", "7", "8", "二、桥梁", "9", "10"]);
    assert_eq!(rows(&outline(&pages)), ["1 一、河流", "1 二、桥梁"]);
    let paragraphs = ["第一篇 渡口", "第二篇 堤岸", "第三篇 桥"]
        .iter()
        .map(|title| {
            format!("{title}\n\n1.老人说：河面上还有一条船没有靠岸。{BODY}2.因此，都觉得好笑。{BODY}3.过河要看三样。{BODY}")
        })
        .collect::<Vec<_>>().concat();
    assert_eq!(
        rows(&outline(&paragraphs)),
        ["1 第一篇 渡口", "1 第二篇 堤岸", "1 第三篇 桥"]
    );
}

#[test]
fn speech_above_a_rule_is_not_underlined() {
    let chapter = |title: &str| format!("{title}\n\n{BODY}{BODY}“走吧！”\n--------\n\n");
    let text = ["第一回　出门", "第二回　过河", "第三回　下雨"]
        .iter()
        .map(|title| chapter(title))
        .collect::<Vec<_>>()
        .concat();
    assert_eq!(
        rows(&outline(&text)),
        ["1 第一回　出门", "1 第二回　过河", "1 第三回　下雨"]
    );
}

#[test]
fn the_weights_explain_themselves_and_give_a_likelihood() {
    use crate::doc::explanation::DecisiveReason;
    let text = (1..=12)
        .map(|n| format!("第{n}章 桥边的人\n\n{BODY}{BODY}"))
        .collect::<Vec<_>>()
        .concat();
    let found = outline(&text);
    assert!(
        found
            .headings
            .iter()
            .all(|heading| heading.confidence.is_some_and(|percent| percent >= 70))
    );
    let why = super::explain(&text, 0).expect("the first line is a candidate");
    let DecisiveReason::Weighed(evidence) = why.reason else {
        panic!("{:?}", why.reason);
    };
    assert!(
        why.is_heading
            && evidence.percent >= 70
            && evidence.supports.first().is_some_and(Option::is_some)
    );
}

#[test]
fn a_series_in_one_section_is_one_in_the_next() {
    let section = |head: &str, items: [&str; 2]| {
        let items = items.map(|item| format!("{item}\n{BODY}"));
        format!("{head}\n\n{}", items.concat())
    };
    let text = format!(
        "{}{}{}",
        section("（一）抓好春耕", ["1.备足种子", "2.修好水渠"]),
        section("（二）搞好夏收", ["1.机械抢收取得进展。", "2.颗粒归仓。"]),
        section("（三）做好秋种", ["1.整地", "2.下种"]),
    );
    let found = rows(&outline(&text));
    assert_eq!(found.len(), 9, "{found:?}");
    assert!(
        found.contains(&"2 1.机械抢收取得进展。".to_owned()),
        "{found:?}"
    );
}

#[test]
fn a_sole_chapter_that_looks_like_the_others_is_one() {
    let chapters = text(&["上篇", "一章", "二章", "三章", "下篇", "三十八章"]);
    assert_eq!(
        rows(&outline(&chapters)),
        [
            "1 上篇",
            "2 一章",
            "2 二章",
            "2 三章",
            "1 下篇",
            "2 三十八章"
        ]
    );
}

#[test]
fn the_number_above_a_deeper_series_is_a_heading() {
    let list =
        "１　日　時　　令和五年八月二十一日\n２　場　所　　市役所第二会議室\n３　議事の概要\n\n";
    let text = format!("{list}（１）路線の再編\n\n{BODY}（２）その他\n\n{BODY}");
    assert_eq!(
        rows(&outline(&text)),
        ["1 ３　議事の概要", "2 （１）路線の再編", "2 （２）その他"]
    );
}

#[test]
fn one_number_in_two_lines_is_one_heading() {
    let part =
        |number: &str, word: &str, title: &str| format!("{number}\nPART {word}\n{title}\n\n{BODY}");
    let text = [
        ("01", "ONE", "樱花开了"),
        ("02", "TWO", "怎么去"),
        ("03", "THREE", "吃什么"),
    ]
    .map(|(number, word, title)| part(number, word, title))
    .concat();
    assert_eq!(
        rows(&outline(&text)),
        [
            "1 PART ONE 樱花开了",
            "1 PART TWO 怎么去",
            "1 PART THREE 吃什么"
        ]
    );
}

#[test]
fn the_rest_of_a_wrapped_sentence_is_no_title() {
    let text = "「そうですか。――そう、それはいうはずがありませんね、始めて会ったあなたに。\nいう必要がないんだから」\n\n".repeat(12);
    assert_eq!(rows(&outline(&text)), Vec::<String>::new());
}

#[test]
fn an_annex_that_a_line_names_before_is_listed_once() {
    let text = format!(
        "一、时间\n{BODY}二、地点\n{BODY}三、要求\n{BODY}附件：参会回执\n\n石桥乡人民政府\n2025年4月10日\n\n附件\n\n参会回执\n\n{BODY}"
    );
    let found = rows(&outline(&text));
    assert!(!found.iter().any(|row| row.contains("附件：")), "{found:?}");
}

#[test]
fn bare_numbers_between_empty_lines_count_sections() {
    let text = "제1부\n\n1\n\n그해 겨울은 추웠다.\n\n2\n\n봄이 왔다.\n\n제2부\n\n1\n\n여름이었다.\n\n작가 후기\n\n고맙습니다.\n";
    assert_eq!(
        rows(&outline(text)),
        ["1 제1부", "2 1", "2 2", "1 제2부", "2 1", "1 작가 후기"]
    );
}

#[test]
fn a_lone_step_of_a_manual_is_no_heading() {
    let text = format!(
        "■電源を入れる\n1. 電池ぶたを開ける\n2. 電池を入れる\n{BODY}■時刻を合わせる\n1. 「設定」を長押しする\n{BODY}■片づける\n{BODY}"
    );
    assert_eq!(
        rows(&outline(&text)),
        ["1 電源を入れる", "1 時刻を合わせる", "1 片づける"]
    );
}

#[test]
fn the_items_beside_one_with_items_below_it_are_headings_too() {
    let text = format!(
        "図書館協議会　議事録\n\n１　開会\n\n２　会長あいさつ\n\n３　議事\n（１）事業報告について\n{BODY}（２）その他\n{BODY}４　閉会\n\n以上で終わった。\n"
    );
    let found = rows(&outline(&text));
    for title in ["１　開会", "２　会長あいさつ", "３　議事", "４　閉会"] {
        assert!(
            found.contains(&format!("2 {title}")) || found.contains(&format!("1 {title}")),
            "{found:?}"
        );
    }
}
