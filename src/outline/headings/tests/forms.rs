//! Rare forms of numbers and keywords: English ones, kana, codes, words in brackets.

use super::{check, outline_lines};

#[test]
fn english_chapters_are_numbered_in_every_form() {
    check(
        "chapter.840\n　　¶\nchapter.841\n　　¶\nchapter.842\n　　¶",
        "1 chapter.840\n1 chapter.841\n1 chapter.842",
    );
    check(
        "Chapter_12 Rain\n　　¶\nChapter_13 Wind\n　　¶",
        "1 Chapter_12 Rain\n1 Chapter_13 Wind",
    );
    check(
        "ch12\n　　¶\nch13\n　　¶\nch14\n　　¶",
        "1 ch12\n1 ch13\n1 ch14",
    );
    check(
        "CHAPTER NINE\n　　¶\nCHAPTER TEN\n　　¶\nChapter Twenty-One: Rain\n　　¶",
        "1 CHAPTER NINE\n1 CHAPTER TEN\n1 Chapter Twenty-One: Rain",
    );
}

#[test]
fn names_of_files_and_words_of_sentences_are_no_chapters() {
    for text in [
        "　　¶\nchapter.840\n　　¶",
        "　　¶\nch4.2\n　　¶\nch4.3\n　　¶",
        "　　¶\nPart one of the story is told.\n　　¶\npart two of it is not\n　　¶",
    ] {
        assert_eq!(outline_lines(text), "", "{text}");
    }
}

#[test]
fn the_divisions_of_a_part_of_a_code_stand_above_its_chapters() {
    check(
        "第一编　总则\n第一章　原则\n　　¶\n第二编　物权\n第一分编　通则\n第一章　规定\n　　¶\n第二分编　所有权\n第四章　规定\n　　¶",
        "1 第一编　总则\n3 第一章　原则\n1 第二编　物权\n2 第一分编　通则\n3 第一章　规定\n2 第二分编　所有权\n3 第四章　规定",
    );
}

#[test]
fn kana_count_what_stands_under_numbers() {
    check(
        "（１）目的\n　¶\n（ア）基本\n　¶\n（イ）範囲\n　¶\n（２）方法\n　¶\n（ア）手順\n　¶\n（イ）記録\n　¶",
        "1 （１）目的\n2 （ア）基本\n2 （イ）範囲\n1 （２）方法\n2 （ア）手順\n2 （イ）記録",
    );
    assert_eq!(outline_lines("　¶\n（ア）山\n（イ）川\n（ウ）海\n　¶"), "");
}

#[test]
fn words_in_boxes_stand_beside_numbers_in_boxes() {
    check(
        "【导语】\n　　¶\n【一】\n　　¶\n【二】\n　　¶\n【三】\n　　¶\n【结语】\n　　¶",
        "1 导语\n1 一\n1 二\n1 三\n1 结语",
    );
}

#[test]
fn a_number_joined_to_a_word_that_counts_is_one_of_its_sequence() {
    check(
        "报告\n\n1绪论\n\n　　¶\n\n2年轮的用处\n\n　　¶\n\n3人口结构\n\n　　¶\n\n4方法\n\n　　¶",
        "1 1绪论\n1 2年轮的用处\n1 3人口结构\n1 4方法",
    );
    assert_eq!(outline_lines("　　¶\n3人受伤\n　　¶\n4人获救\n　　¶"), "");
}

#[test]
fn the_years_of_an_author_stand_beside_the_parts() {
    check(
        "第一部　旅\n第一章　朝\n　¶\n第二章　昼\n　¶\n第二部　帰\n第三章　夜\n　¶\n第四章　夢\n　¶\n解説\n　¶\n年譜\n　¶",
        "1 第一部　旅\n2 第一章　朝\n2 第二章　昼\n1 第二部　帰\n2 第三章　夜\n2 第四章　夢\n1 解説\n1 年譜",
    );
}

#[test]
fn chapters_beyond_a_hundred_thousand_are_of_one_level() {
    check(
        "第十一万一千一百一十章\n　　¶\n第十一万一千一百一十一章\n　　¶\n第十一万一千一百一十二章\n　　¶",
        "1 第十一万一千一百一十章\n1 第十一万一千一百一十一章\n1 第十一万一千一百一十二章",
    );
}

#[test]
fn lessons_have_numbers_with_a_dot_and_their_steps_are_no_headings() {
    check(
        "Lesson 1.1: 走路\n　　¶\n　　¶\nLesson 1.2: 过河\n　　¶\n　　¶\nLesson 2.1: 上山\n　　¶\n　　¶",
        "1 Lesson 1.1: 走路\n1 Lesson 1.2: 过河\n1 Lesson 2.1: 上山",
    );
    check(
        "レッスン 1.1: 歩く\n\n¶\n\nレッスン 1.2: 渡る\n\n¶\n\nレッスン 2.1: 登る\n\n¶\n\nレッスン 2.2: 下る\n\n¶",
        "1 レッスン 1.1: 歩く\n1 レッスン 1.2: 渡る\n1 レッスン 2.1: 登る\n1 レッスン 2.2: 下る",
    );
    check(
        "第一课：走路\n\n　　¶\n\n  1. 先把鞋带系好，再站起来。\n\n  2. 迈出左脚，数到三。\n\n提示：不要急。\n\n  3. 再迈出右脚。\n\n\
         第二课：过河\n\n　　¶\n\n  1. 看水有多深。\n\n  2. 把鞋提在手里，慢慢走过去。\n\n第三课：上山\n\n　　¶",
        "1 第一课：走路\n1 第二课：过河\n1 第三课：上山",
    );
}

#[test]
fn words_in_brackets_are_titles_like_the_numbers_around_them() {
    check(
        "灯\n\n（一）\n\n¶\n¶\n\n（二）\n\n¶\n¶\n\n（三）\n\n¶\n¶\n\n（尾声）\n\n¶\n¶\n",
        "1 （一）\n1 （二）\n1 （三）\n1 尾声",
    );
    let episode = |title: &str| format!("{title}\n\n밤새 비가 내렸다.\n강물이 불었다.\n\n");
    let text = [
        "#001 문",
        "#002 밤",
        "#003 새벽",
        "<외전> 개",
        "<완결 후기>",
    ]
    .map(episode)
    .concat();
    let lines = outline_lines(&text);
    assert_eq!(
        lines,
        "1 001 문\n1 002 밤\n1 003 새벽\n1 <외전> 개\n1 완결 후기"
    );
}

#[test]
fn inner_and_outer_parts_of_a_classic_are_above_its_chapters() {
    check(
        "山川子\n\n内篇\n\n云山篇第一\n\n¶\n\n石川篇第二\n\n¶\n\n外篇\n\n渡海篇第三\n\n¶\n\n归田篇第四\n\n¶\n",
        "1 内篇\n2 云山篇第一\n2 石川篇第二\n1 外篇\n2 渡海篇第三\n2 归田篇第四",
    );
}

#[test]
fn dashes_part_the_numbers_of_sections() {
    check(
        "第１章　計画\n\n１－１　背景\n\n　¶\n\n１－２　期間\n\n　¶\n\n第２章　現状\n\n２－１　人口\n\n　¶\n\n２－２　交通\n\n　¶\n",
        "1 第１章　計画\n2 １－１　背景\n2 １－２　期間\n1 第２章　現状\n2 ２－１　人口\n2 ２－２　交通",
    );
    assert_eq!(
        outline_lines("比分\n\n2-1 胜东山\n1-1 平西河\n0-3 负南桥\n"),
        ""
    );
}

#[test]
fn subdivisions_of_sections_of_a_code_are_above_its_articles() {
    check(
        "제1장 통칙\n\n제1절 중앙\n\n제1조(책무) 국가는 도서관을 지원한다.\n\n제2절 지방\n\n제1관 광역\n\n제2조(계획) 시는 계획을 세운다.\n\n제2관 기초\n\n제3조(시행) 군은 계획을 시행한다.\n",
        "1 제1장 통칙\n2 제1절 중앙\n4 제1조(책무)\n2 제2절 지방\n3 제1관 광역\n4 제2조(계획)\n3 제2관 기초\n4 제3조(시행)",
    );
}
