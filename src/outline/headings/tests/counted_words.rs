//! Titles that any word with a number counts, titles between empty lines, and documents in one file.

use super::outline_lines;

const BODY: &str = "　　山里的雾到了中午才散，路边的石头还是湿的。\n　　他走得很慢。\n";

#[test]
fn any_word_with_an_ascending_number_counts_titles() {
    for titles in [
        ["误区一：多喝水", "误区二：早睡", "误区三：跑步"],
        ["Step 1：拆箱", "Step 2：接线", "Step 3：开机"],
        ["第一步 拆箱", "第二步 接线", "第三步 开机"],
        ["一月", "二月", "三月"],
        ["手順1：準備", "手順2：作業", "手順3：片付け"],
        ["1단계: 준비", "2단계: 작업", "3단계: 정리"],
        ["（上）", "（中）", "（下）"],
        ["イ　海", "ロ　山", "ハ　空"],
    ] {
        let expected = titles.map(|title| format!("1 {title}")).join("\n");
        let apart = titles.map(|title| format!("{title}\n\n{BODY}\n")).concat();
        assert_eq!(outline_lines(&format!("手册\n\n{apart}")), expected);
        let tight = titles.map(|title| format!("{title}\n{BODY}")).concat();
        assert_eq!(outline_lines(&format!("手册\n\n{tight}")), expected);
    }
    // Rows of a list, and a number that is missing.
    for rows in [
        "周一：数学\n周二：语文\n周三：英语\n",
        "第一步 拆箱\n第二步 接线\n第三步 开机\n",
    ] {
        assert_eq!(outline_lines(&format!("课表\n\n{rows}\n{BODY}")), "");
    }
    let titles = ["误区一：喝水", "误区二：早睡", "误区五：跑步"];
    let text = titles.map(|title| format!("{title}\n{BODY}")).concat();
    assert_eq!(outline_lines(&format!("手册\n\n{text}")), "");
}

#[test]
fn counted_titles_are_below_the_title_of_their_section() {
    let part = |title: &str| format!("{title}\n\n{BODY}\n");
    let text = ["一世", "二世", "三世", "派语", "家训"].map(part).concat();
    assert_eq!(
        outline_lines(&format!("族谱\n\n世系\n\n{text}")),
        "1 世系\n2 一世\n2 二世\n2 三世\n1 派语\n1 家训"
    );
}

#[test]
fn titles_between_empty_lines_are_told_from_names() {
    let part = |title: &str| format!("{title}\n\n{BODY}\n");
    let text = format!("医案\n\n{}", ["中风门", "咳嗽门"].map(part).concat());
    assert_eq!(outline_lines(&text), "1 中风门\n1 咳嗽门");
    let text = format!("卷一\n\n舆地志\n\n{}", ["疆域", "山川"].map(part).concat());
    assert_eq!(outline_lines(&text), "1 卷一\n2 舆地志\n3 疆域\n3 山川");
    // Dates below titles.
    let dated = |title: &str| format!("{title}\n\n2019年3月\n\n{BODY}\n");
    let text = format!(
        "散文集\n\n{}",
        ["旧屋", "桑树", "卖糖人"].map(dated).concat()
    );
    assert!(!outline_lines(&text).contains("2019"), "{text}");
}

#[test]
fn short_lines_above_sentences_are_titles_in_every_form() {
    let titles = ["主诉", "现病史", "既往史", "诊疗计划"];
    let expected = titles.map(|title| format!("1 {title}")).join("\n");
    let body = "反复咳嗽三年，冬春季节明显，活动后气促。";
    for (above, below, indent) in [
        ("", "", ""),
        ("", "", "　　"),
        ("\n", "", "　　"),
        ("\n", "\n", ""),
    ] {
        let part = |title: &str| format!("{title}\n{below}{indent}{body}\n{above}");
        let text = format!("住院病历\n\n{}", titles.map(part).concat());
        assert_eq!(outline_lines(&text), expected, "{text}");
    }
    // Pupils below their essays, and a talk.
    let essay = |(title, name): (&str, &str)| format!("{title}\n{name}\n{body}\n\n");
    let essays = [
        ("우리 강아지", "김하늘"),
        ("할머니 텃밭", "이바다"),
        ("비 오는 날", "박소리"),
    ];
    let text = format!("우리 반\n\n{}", essays.map(essay).concat());
    assert_eq!(
        outline_lines(&text),
        "1 우리 강아지\n1 할머니 텃밭\n1 비 오는 날"
    );
    let talk = format!("老周\n{body}\n老李\n{body}\n老周\n{body}\n老李\n{body}\n");
    assert_eq!(outline_lines(&talk), "");
}

#[test]
fn names_and_dates_below_the_title_are_no_chapters() {
    let part = |title: &str| format!("{title}\n\n{BODY}{BODY}\n");
    let parts = ["旧屋", "桑树", "卖糖人", "井"].map(part).concat();
    let expected = "1 旧屋\n1 桑树\n1 卖糖人\n1 井";
    for head in [
        "井边集\n赵河清",
        "井边集\n\n赵河清",
        "井边集\n赵河清\n2019年冬",
        "井边集\n[英]约翰·斯通\n陈望舒　译",
    ] {
        let text = format!("{head}\n\n\n{parts}");
        assert_eq!(outline_lines(&text), expected, "{head}");
    }
}

#[test]
fn documents_of_one_file_have_their_own_levels() {
    let chapters = |name: &str| format!("{name}\n\n第一章\n\n{BODY}\n第二章\n\n{BODY}\n");
    let text = ["创世记", "出埃及记"].map(chapters).concat();
    assert_eq!(
        outline_lines(&text),
        "1 创世记\n2 第一章\n2 第二章\n1 出埃及记\n2 第一章\n2 第二章"
    );
    let part = |title: &str| format!("{title}\n\n{BODY}{BODY}\n");
    let terms = ["一、定义", "二、价款", "三、其他"].map(part).concat();
    let articles = ["第一条 范围", "第二条 期限", "第三条 责任"]
        .map(part)
        .concat();
    let text = format!("合同\n\n{terms}保密协议\n\n{articles}");
    assert!(
        outline_lines(&text).ends_with("1 保密协议\n2 第一条 范围\n2 第二条 期限\n2 第三条 责任")
    );
}
