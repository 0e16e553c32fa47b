//! Cases found in texts of other publishers: lists and rows that look like numbers, words that look like
//! titles, tables of contents of several parts, nesting.

use super::{P, assert_outline, check, explain, outline_lines};
use crate::doc::explanation::{CounterEvidence, DecisiveReason};

#[test]
fn names_and_times_alone_on_a_line_are_no_titles() {
    let text = "　　¶\n　　第一百货商店\n　　¶\n　　第二天\n　　¶\n　　三年后\n　　¶\n　　第一中学\n　　¶\n　　与此同时\n　　¶";
    let text = text.replace('¶', &P.repeat(2));
    assert_eq!(outline_lines(&text), "");
}

#[test]
fn long_titles_of_latin_letters_are_headings_in_their_series() {
    const TEXT: &str = "It rained all day and nobody came. The boats were pulled up on the bank, and the old man asked where we had been.";
    let long = "The Long and Winding Road That Leads Past the Old Mill, Over the Bridge and Back Home Again";
    for number in ["Chapter #: ", "#. "] {
        let titles = [
            "Short One".to_owned(),
            long.to_owned(),
            "Third".to_owned(),
            "Fourth".to_owned(),
            format!("{long} in the Rain"),
        ];
        let titles: Vec<String> = (1..)
            .zip(titles)
            .map(|(at, title)| number.replace('#', &at.to_string()) + &title)
            .collect();
        let text = titles
            .iter()
            .map(|title| format!("{title}\n\n{TEXT} {TEXT}\n\n{TEXT}\n\n"));
        let want: Vec<String> = titles.iter().map(|title| format!("1 {title}")).collect();
        assert_eq!(outline_lines(&text.collect::<String>()), want.join("\n"));
    }
    // None of them is short.
    let titles = (1..).zip(["Spring", "Summer", "Autumn", "Winter"]);
    let titles = titles.map(|(at, end)| format!("Chapter {at}: {long} in {end}"));
    let titles: Vec<String> = titles.collect();
    let text = titles
        .iter()
        .map(|title| format!("{title}\n\n{TEXT} {TEXT}\n\n"));
    let want: Vec<String> = titles.iter().map(|title| format!("1 {title}")).collect();
    assert_eq!(outline_lines(&text.collect::<String>()), want.join("\n"));
    // All of them are longer still, behind a number alone.
    let titles = [
        "1. The Founding of the First Public Library in the Old Harbour District by a Society of Merchants in 1901",
        "2. How the Great Flood of the Northern River Changed the Lives of Everybody Below the Dam, 1911",
        "3. What the Commission of Inquiry Had to Say About the Fire in the Warehouses of the Company in 1923",
    ];
    let text = titles.map(|title| format!("{title}\n\n{TEXT} {TEXT}\n\n"));
    let want = titles.map(|title| format!("1 {title}"));
    assert_eq!(outline_lines(&text.concat()), want.join("\n"));
}

#[test]
fn days_in_sequence_are_titles_and_the_next_day_is_none() {
    check(
        "第一天\n　　¶\n第二天\n　　¶\n第三天\n　　¶",
        "1 第一天\n1 第二天\n1 第三天",
    );
    check(
        "　　¶\n　　第二天\n　　¶\n　　第三天\n　　¶\n　　第四天\n　　¶",
        "",
    );
}

#[test]
fn what_only_begins_like_a_chapter_is_none_in_the_midst_of_a_text() {
    let text = "甲：看了没有\n乙：看了，还行\n丙：是的\n丁：我也看了\n第一章不好看\n甲：是吗\n乙：后面好些";
    assert_eq!(outline_lines(text), "");
    let at = text.find("第一章").expect("it is there");
    let why = explain(text, at).expect("it has a number");
    assert!(
        matches!(why.reason, DecisiveReason::Number(clues) if clues.counter_evidence == Some(CounterEvidence::Isolated))
    );
    check("第十二章相遇\n　　¶\n　　¶", "1 第十二章相遇");
}

#[test]
fn two_of_a_kind_are_enough_if_they_have_titles() {
    check(
        "第一框 家的味道\n¶\n第二框 爱在家中\n¶",
        "1 第一框 家的味道\n1 第二框 爱在家中",
    );
}

#[test]
fn numbered_letters_are_titles() {
    check(
        "第一封信　谈读书\n　　¶\n第二封信　谈动\n　　¶",
        "1 第一封信　谈读书\n1 第二封信　谈动",
    );
}

#[test]
fn a_table_of_contents_may_count_anew() {
    let entries = "序言\n1. 声明\n2. 约定\n3. 致谢\n1. 入门\n1.1. 登录\n1.2. 退出\n2. 管理\n2.1. 安装\n2.2. 删除\n3. 网络\n";
    let body = "序言\n¶\n1. 声明\n¶\n2. 约定\n¶\n3. 致谢\n¶\n第 1 章 入门\n¶\n1.1. 登录\n¶\n1.2. 退出\n¶\n第 2 章 管理\n¶\n2.1. 安装\n¶\n2.2. 删除\n¶\n第 3 章 网络\n¶";
    check(
        &format!(
            "手册\n\n目录\n\n{entries}\n表格清单\n\n1.1. 命令\n1.2. 选项\n2.1. 站点\n2.2. 用户\n2.3. 口令\n\n{body}"
        ),
        "1 序言
        2 1. 声明
        2 2. 约定
        2 3. 致谢
        1 第 1 章 入门
        2 1.1. 登录
        2 1.2. 退出
        1 第 2 章 管理
        2 2.1. 安装
        2 2.2. 删除
        1 第 3 章 网络",
    );
}

#[test]
fn a_refrain_is_no_table_of_contents() {
    let verse = "山上的路很长\n山下的水很凉\n你在哪里歌唱\n\n你在梦的那旁\n我在水的中央\n等着月亮\n\n山上的路很长\n山下的水很凉\n你在哪里歌唱\n";
    assert_eq!(outline_lines(verse), "");
}

#[test]
fn names_in_front_of_the_table_of_contents_are_no_titles() {
    let front = "养蜂手册\n\n王某\n\n初稿\n\n李某\n\n校订\n\n目录\n\n第一章 选址\n第二章 蜂箱\n第三章 采蜜\n\n";
    let body = "第一章 选址\n\n    ¶\n\n第二章 蜂箱\n\n    ¶\n\n第三章 采蜜\n\n    ¶\n";
    check(
        &format!("{front}{body}"),
        "1 第一章 选址\n1 第二章 蜂箱\n1 第三章 采蜜",
    );
    let text = format!("{front}{body}").replace('¶', P);
    let at = text.find("王某").expect("it is there");
    assert_eq!(
        explain(&text, at).expect("it is short").reason,
        DecisiveReason::FrontPage
    );
}

#[test]
fn rows_and_addresses_are_no_numbers() {
    for lines in [
        "1   |KERN_ALERT |立即处理\n2   |KERN_CRIT  |危险\n3   |KERN_ERR   |错误",
        "127.0.0.1 本机\n127.0.1.1 主机",
        "参见\n9.4 节 “循环”，\n9.5 节 “条件”",
        "1\n00:00:01,000 --> 00:00:03,000\n你好\n2\n00:00:04,000 --> 00:00:06,000\n你是谁\n3\n00:00:07,000 --> 00:00:09,000\n山",
    ] {
        assert_eq!(
            outline_lines(&format!("{P}\n{lines}\n{P}\n")),
            "",
            "{lines}"
        );
    }
}

#[test]
fn lists_with_empty_lines_between_are_no_headings() {
    let text =
        format!("{P}\n{P}\n\n    1. 更新列表\n\n    2. 安装软件\n\n    3. 重新启动\n\n{P}\n{P}\n");
    assert_eq!(outline_lines(&text), "");
    let at = text.find("    2. ").expect("it is there");
    let why = explain(&text, at).expect("it has a number");
    assert!(
        matches!(why.reason, DecisiveReason::Number(clues) if clues.counter_evidence == Some(CounterEvidence::List))
    );
}

#[test]
fn words_and_what_they_mean_are_no_headings() {
    check(
        "¶\n名词：\n1. 甲：简单的。\n2. 乙：复杂的。\n3. 丙：不明的。\n¶",
        "",
    );
    check(
        "第一条\n用语如下：\n一、甲：指受雇主雇用从事各种工作并按时取得报酬的那些人。\n二、乙：指雇用别人从事各种工作并按时付给报酬的那些人。\n¶",
        "",
    );
}

#[test]
fn notes_in_circles_are_no_headings() {
    check(
        "一\n¶\n¶\n二\n¶\n¶\n三\n¶\n①王某：《山中的日子》，某某书店1985年初版，1990年再版，第10页。\n②同上书，第12页。\n③参见李某：《水边的日子》，某某学报1990年第2期，第30至38页。",
        "1 一\n1 二\n1 三",
    );
}

#[test]
fn titles_below_a_volume_are_not_taken_for_its_name() {
    check(
        "卷一\n静夜\n床前明月光，疑是地上霜。\n举头望明月，低头思故乡。\n\n登楼\n白日依山尽，黄河入海流。\n欲穷千里目，更上一层楼。\n\n江雪\n千山鸟飞绝，万径人踪灭。\n孤舟蓑笠翁，独钓寒江雪。\n\n卷二\n相思\n红豆生南国，春来发几枝。\n愿君多采撷，此物最相思。\n\n杂诗\n君自故乡来，应知故乡事。\n来日绮窗前，寒梅著花未。",
        "1 卷一
        2 静夜
        2 登楼
        2 江雪
        1 卷二
        2 相思
        2 杂诗",
    );
    check(
        "卷一\n○山魈\n　　¶\n○水鬼\n　　¶\n卷二\n○花妖\n　　¶\n○狐女\n　　¶",
        "1 卷一\n2 山魈\n2 水鬼\n1 卷二\n2 花妖\n2 狐女",
    );
}

#[test]
fn each_of_many_volumes_may_begin_with_a_title() {
    let poem = "\n床前明月光，疑是地上霜。\n举头望明月，低头思故乡。\n\n";
    let text = format!(
        "卷一　古体\n\n感遇　甲某{poem}下山　乙某{poem}卷二　律诗\n\n古意　丙某{poem}听琴　丁某{poem}卷三　绝句\n\n望岳　戊某{poem}"
    );
    assert_outline(
        &text,
        "1 卷一　古体
        2 感遇　甲某
        2 下山　乙某
        1 卷二　律诗
        2 古意　丙某
        2 听琴　丁某
        1 卷三　绝句
        2 望岳　戊某",
    );
}

#[test]
fn appendices_count_in_letters() {
    check(
        "第1章 山\n¶\n1.1. 路\n¶\n1.2. 桥\n¶\n附录A 工具\n¶\nA.1. 锄\n¶\nA.2. 镐\n¶",
        "1 第1章 山
        2 1.1. 路
        2 1.2. 桥
        1 附录A 工具
        2 A.1. 锄
        2 A.2. 镐",
    );
    check("¶\nV.90 调制解调器\n¶", "");
}

#[test]
fn decimals_stand_under_the_number_that_they_name() {
    check(
        "序言\n¶\n1. 声明\n¶\n2. 约定\n2.1. 字体\n¶\n2.2. 符号\n¶\n3. 致谢\n¶\n第 1 章 入门\n1.1. 登录\n¶\n1. 打开\n¶\n2. 输入\n¶\n1.2. 退出\n¶\n第 2 章 管理\n2.1. 安装\n¶",
        "1 序言
        2 1. 声明
        2 2. 约定
        3 2.1. 字体
        3 2.2. 符号
        2 3. 致谢
        1 第 1 章 入门
        2 1.1. 登录
        3 1. 打开
        3 2. 输入
        2 1.2. 退出
        1 第 2 章 管理
        2 2.1. 安装",
    );
}

#[test]
fn a_paper_begins_with_number_nought() {
    check(
        "摘　要\n¶\n0 引言\n¶\n1 方法\n1.1 数据\n¶\n2 结论\n¶",
        "1 摘　要\n1 0 引言\n1 1 方法\n2 1.1 数据\n1 2 结论",
    );
    check(
        "要旨\n¶\n1. はじめに\n¶\n2. 方法\n2.1 対象\n¶\n2.2 分析\n¶\n謝辞\n¶",
        "1 要旨\n1 1. はじめに\n1 2. 方法\n2 2.1 対象\n2 2.2 分析\n1 謝辞",
    );
}

#[test]
fn korean_papers_and_laws() {
    let text = "국문초록\n¶\nⅠ. 서론\n¶\nⅡ. 배경\n1. 개념\n¶\n가. 넓은 뜻\n¶\n나. 좁은 뜻\n¶\n2. 검토\n¶\nⅢ. 결론\n¶\n참고문헌\n¶";
    let body = "그날은 아침부터 비가 내렸다. 역 앞 거리에는 사람 그림자도 없었다.";
    assert_outline(
        &text.replace('¶', body),
        "1 국문초록
        1 Ⅰ. 서론
        1 Ⅱ. 배경
        2 1. 개념
        3 가. 넓은 뜻
        3 나. 좁은 뜻
        2 2. 검토
        1 Ⅲ. 결론
        1 참고문헌",
    );
    let law = "제1장 총칙\n제1조(목적) 이 법은 시장을 정함을 목적으로 한다.\n제2조(정의) 이 법에서 쓰는 말의 뜻은 다음과 같다.\n제3조(원칙) 시장은 열려 있어야 한다.\n부칙\n제4조(시행) 이 법은 내일부터 시행한다.";
    assert_outline(
        law,
        "1 제1장 총칙
        2 제1조(목적)
        2 제2조(정의)
        2 제3조(원칙)
        1 부칙
        2 제4조(시행)",
    );
}

#[test]
fn a_title_may_begin_with_what_numbers_count_if_its_sequence_says_so() {
    check(
        "1 绪论\n\n¶\n\n2 年轮的启示\n\n¶\n\n3 人为什么走\n\n¶\n\n4 结论\n\n¶",
        "1 1 绪论\n1 2 年轮的启示\n1 3 人为什么走\n1 4 结论",
    );
    check(
        "5 反驳\n\n¶\n\n5.1 人走了，谁来种\n\n¶\n\n5.2 城里容得下吗\n\n¶\n\n6 结论\n\n¶",
        "1 5 反驳\n2 5.1 人走了，谁来种\n2 5.2 城里容得下吗\n1 6 结论",
    );
    check(
        "¶\n\n3 人受伤\n\n¶\n\n¶\n\n5 公里\n\n¶\n\n7 月 1 日\n\n¶",
        "",
    );
}
