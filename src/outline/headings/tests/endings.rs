//! What stands around the chapters of a text: signatures, notes, extra stories, closing titles, rows of data and of answers.

use super::{P, check, outline_lines};

fn parts(titles: &[&str]) -> String {
    let parts = titles
        .iter()
        .map(|title| format!("{title}\n\n　　{P}\n\n　　{P}\n\n"));
    parts.collect::<Vec<_>>().concat()
}

#[test]
fn offices_above_dates_at_the_right_sign() {
    let text = parts(&["一、抓好春耕", "二、修好水渠", "三、备足种子"]);
    let gap = " ".repeat(34);
    let signed = format!("{text}{gap}石桥县水务局\n{gap}2025年3月5日\n");
    assert!(!outline_lines(&signed).contains("水务局"));
}

#[test]
fn stories_outside_the_volumes_are_beside_them() {
    let chapters = |volume: &str, from: usize| {
        let titles =
            (from..from + 4).map(|number| format!("第{number}章 过河\n\n　　{P}\n\n　　{P}\n\n"));
        format!("{volume}\n\n{}", titles.collect::<Vec<_>>().concat())
    };
    let story = chapters("第一卷 山路", 1) + &chapters("第二卷 深井", 5);
    let extra = parts(&["番外一 沈舟日记", "番外二 灯", "完本感言"]);
    let found = outline_lines(&(story.clone() + &extra));
    for title in ["1 番外一 沈舟日记", "1 番外二 灯", "1 完本感言"] {
        assert!(found.contains(title), "{found}");
    }
    // Between the volumes they are chapters.
    let found = outline_lines(&(chapters("第一卷 山路", 1) + &extra + &chapters("第二卷 深井", 5)));
    assert!(found.contains("2 番外一"), "{found}");
}

#[test]
fn notes_below_a_text_have_a_heading() {
    let text = parts(&["一、桥的历史", "二、桥的形制", "三、结语"]);
    for head in ["注释：", "参考文献：", "注"] {
        let notes = "[1] 张三：《河》，第10页。\n[2] 李四：《桥》，第46页。\n";
        let found = outline_lines(&format!("{text}{head}\n{notes}"));
        let head = head.trim_end_matches('：');
        assert!(found.ends_with(&format!("1 {head}")), "{found}");
    }
}

#[test]
fn volumes_are_named_once_more_at_their_end() {
    let part =
        |name: &str| format!("佛說山河經卷{name}\n\n{P}\n{P}\n{P}\n\n佛說山河經卷{name}\n\n");
    let text = ["上", "中", "下"].map(part).concat();
    assert_eq!(
        outline_lines(&text),
        "1 佛說山河經卷上\n1 佛說山河經卷中\n1 佛說山河經卷下"
    );
}

#[test]
fn rows_of_answers_are_no_headings() {
    let question = |number: usize| {
        format!("{number}．下列各句中没有语病的一项是（　　）\nA.50  B.100  C.200  D.300\n")
    };
    let questions = (1..5).map(question).collect::<Vec<_>>().concat();
    let text = format!(
        "一、单项选择题\n{questions}\n二、多项选择题\n{questions}\n三、判断题\n{questions}"
    );
    let found = outline_lines(&text);
    assert!(!found.contains("B.100"), "{found}");
}

#[test]
fn numbered_names_with_values_are_data() {
    let head = "一、时间：2025年3月5日下午\n二、地点：乡政府三楼会议室\n三、主持人：张大河\n四、会议内容\n";
    let text = format!(
        "会议记录\n\n{head}（一）通报情况\n{P}\n（二）研究桥梁维修\n{P}\n（三）安排下一步工作\n{P}\n"
    );
    let found = outline_lines(&text);
    assert!(
        !found.contains("：") && found.contains("四、会议内容"),
        "{found}"
    );
}

#[test]
fn the_first_volume_may_be_the_first_line() {
    let text = "山河筆談補鈔卷一\n\n故事一\n\n¶\n¶\n\n辯證一\n\n¶\n¶\n\n山河筆談補鈔卷二\n\n樂律一\n\n¶\n¶\n\n山河筆談補鈔卷三\n\n藝文一\n\n¶\n¶\n";
    let found = outline_lines(&text.replace('¶', P));
    assert!(found.starts_with("1 山河筆談補鈔卷一"), "{found}");
}

#[test]
fn numbers_below_one_of_several_essays_are_inside_it() {
    let text = format!(
        "{}一、瓦\n\n{P}\n\n二、天井\n\n{P}\n\n三、门槛\n\n{P}\n\n{}",
        parts(&["旧屋"]),
        parts(&["桑树", "卖糖人", "晒谷场"])
    );
    let found = outline_lines(&text);
    let level = |words: &str| {
        let row = found.lines().find(|row| row.ends_with(words));
        row.and_then(|row| row.chars().next())
    };
    assert!(
        level("旧屋") < level("天井") && level("桑树") == level("旧屋"),
        "{found}"
    );
}

#[test]
fn parts_of_papers_have_roman_numbers() {
    check(
        "第Ⅰ卷（选择题　共30分）\n¶\n¶\n\n第Ⅱ卷（非选择题　共70分）\n¶\n¶\n",
        "1 第Ⅰ卷（选择题　共30分）\n1 第Ⅱ卷（非选择题　共70分）",
    );
    check(
        "辑一　雨\n\n¶\n¶\n\n辑二　夜\n\n¶\n¶\n\n辑三　桥\n\n¶\n¶\n",
        "1 辑一　雨\n1 辑二　夜\n1 辑三　桥",
    );
}

#[test]
fn signs_on_both_sides_are_no_part_of_a_title() {
    let text = ["持ち物", "集合場所", "費用"]
        .map(|title| format!("◆{title}◆\n{P}\n\n"))
        .concat();
    assert_eq!(outline_lines(&text), "1 持ち物\n1 集合場所\n1 費用");
}

#[test]
fn sentences_that_end_in_a_smile_are_no_titles() {
    let text = format!(
        "■出発\n\n{P}\n\n今回はその一部始終をお届けします(^^)/\n\n{P}\n\n■川を渡る\n\n{P}\n\n忘れたもの→ライター(笑)\n\n{P}\n\n■帰り道\n\n{P}\n"
    );
    assert_eq!(outline_lines(&text), "1 出発\n1 川を渡る\n1 帰り道");
}

#[test]
fn paragraphs_behind_a_number_are_cut_whatever_closes_them() {
    let item = |words: &str| {
        format!("{words}实行周末延时服务，群众随到随办。（责任单位：县行政审批局）\n")
    };
    let text = [
        "1.提升大厅服务。",
        "2.推进一网通办。",
        "3.清理证明事项。",
        "4.压缩办理时限。",
    ]
    .map(item)
    .concat();
    let found = outline_lines(&format!("一、目标任务\n{text}二、保障措施\n{P}\n"));
    assert!(!found.contains("责任单位"), "{found}");
}

#[test]
fn notes_and_sources_have_one_heading_each() {
    let text = parts(&["Ⅰ　はじめに", "Ⅱ　対象地域の概要"])
        + &parts(&["１　人口と産業", "２　廃止の経過"])
        + &parts(&["Ⅲ　結果"])
        + &parts(&["１　調査", "２　分析"])
        + &parts(&["Ⅳ　おわりに"]);
    let text = format!(
        "要　旨\n　{P}\n\n{text}注\n1) 町の資料による。\n2) 同上。\n\n参考文献\n佐藤健一（2019）『橋』河出版。\n"
    );
    let found = outline_lines(&text);
    for row in ["1 Ⅰ　はじめに", "2 １　調査", "1 注", "1 参考文献"] {
        assert!(found.lines().any(|own| own == row), "{row}: {found}");
    }
}

#[test]
fn words_between_episodes_are_episodes() {
    let text = parts(&[
        "第一章　開店",
        "第1話　値札のない本",
        "第2話　レシート",
        "第3話　閉店間際の客",
        "間話　店主の独り言",
        "第二章　棚卸し",
        "第4話　棚の裏",
        "第5話　帳簿",
    ]);
    assert!(
        outline_lines(&text).contains("2 間話"),
        "{}",
        outline_lines(&text)
    );
}

#[test]
fn paragraphs_behind_a_number_may_end_in_a_semicolon() {
    let text = format!(
        "一、主要做法\n{P}\n（一）抓服务\n1.延长开放时间。每周开放时间由56小时增至70小时，夏季开放至21:30。\n\
         2.优化借阅流程。取消押金，实行信用借阅；\n3.做实流动服务。流动图书车下乡48次，行程3600公里。\n（二）抓活动\n{P}\n二、存在问题\n{P}\n"
    );
    let found = outline_lines(&text);
    assert_eq!(
        found.contains("1.延长开放时间"),
        found.contains("2.优化借阅流程"),
        "{found}"
    );
}

#[test]
fn lines_between_paragraphs_are_no_sections() {
    for inset in [
        "図　3　水位の変化",
        "图3　水位变化",
        "그림 3. 수위 변화",
        "　　　　p = q + 2r　　　　　　（3）",
        "H3：水位影响流速",
        "出典：港湾局「年報」",
    ] {
        let section = |title: &str| format!("{title}\n\n{P}\n{P}\n\n{inset}\n\n{P}\n\n");
        let text: String = ["1 绪论", "2 方法", "3 结果", "4 讨论"]
            .map(section)
            .concat();
        assert_eq!(
            outline_lines(&text).lines().count(),
            4,
            "{}",
            outline_lines(&text)
        );
    }
}

#[test]
fn dates_and_names_below_essays_are_no_titles() {
    for signature in [
        "　　　　　　　　　　　　　　1998年春于渡口",
        "　　　　　　　　　　　　　　林小舟",
        "写于1998年3月",
        "1998年3月5日",
    ] {
        let essay = |title: &str| {
            format!(
                "{title}\n\n{}\n{signature}\n\n\n",
                format!("　　{P}\n").repeat(9)
            )
        };
        let text: String = ["渡口", "老码头", "灯塔", "潮水", "晒网"]
            .map(essay)
            .concat();
        let found = outline_lines(&format!("海边集\n\n\n{text}"));
        let last = signature.trim();
        assert!(!found.contains(last), "{found}");
        assert!(
            found.contains("老码头") && found.contains("晒网"),
            "{found}"
        );
    }
}

#[test]
fn paragraphs_of_a_law_are_below_its_sections() {
    let text = parts(&[
        "第一节　春",
        "第一款　山",
        "第二款　水",
        "第二节　夏",
        "第一款　风",
        "第二款　雨",
    ]);
    let found = outline_lines(&text);
    assert!(
        found.contains("1 第二节　夏") && found.contains("2 第二款　雨"),
        "{found}"
    );
}

#[test]
fn an_address_that_recurs_is_no_title() {
    let section = |title: &&str| format!("{title}\n\n{P}\n\n各位同学！\n\n{P}\n\n");
    let text: String = ["一、去年", "二、今年", "三、明年"]
        .iter()
        .map(section)
        .collect();
    assert_eq!(
        outline_lines(&text).lines().count(),
        3,
        "{}",
        outline_lines(&text)
    );
}

#[test]
fn a_section_named_as_one_before_is_no_closing_title() {
    let article = |number: &str| format!("第{number}条 当事人应当遵守约定，并承担相应的责任。\n");
    let chapter = |number: &str, articles: [&str; 4]| {
        let [a, b, c, d] = articles.map(article);
        format!("第{number}章 合同\n\n第一节 一般规定\n\n{a}{b}\n第二节 责任\n\n{c}{d}\n")
    };
    let text = chapter("一", ["一", "二", "三", "四"]) + &chapter("二", ["五", "六", "七", "八"]);
    let found = outline_lines(&text);
    assert_eq!(found.matches("第一节 一般规定").count(), 2, "{found}");
}

#[test]
fn rules_that_printed_contents_list_by_number_have_their_titles() {
    let rule = |title: &str| {
        format!("{title}\n\n第一条  每月开会一次，由局长主持。\n第二条  会议记录存档一年以上。\n\n")
    };
    let contents = "规章制度汇编\n\n目  录\n\n一、会议制度\n二、学习制度\n三、考勤制度\n\n\n";
    let rules = ["会议制度", "学习制度", "考勤制度"].map(rule).concat();
    let found = outline_lines(&format!("{contents}{rules}"));
    for title in ["1 会议制度", "1 学习制度", "1 考勤制度"] {
        assert!(found.contains(title), "{found}");
    }
}
