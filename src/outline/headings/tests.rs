//! Outlines of small texts of many kinds. Each text is written for this file.

mod apart;
mod chapters;
mod committed;
mod companions;
mod counted_words;
mod documents;
mod endings;
mod extracted;
mod false_numbers;
mod forms;
mod laws;
mod learnt;
mod novels;
mod official;
mod ruled;
mod stories;
mod teaching;
mod titled_series;
mod training;
mod verse;
mod wider;

use super::HeadingScan;
use crate::doc::explanation::{DecisiveReason, InferredExplanation};
use crate::doc::{Outline, Pos};

fn scan(text: &str) -> HeadingScan {
    let mut scanner = HeadingScan::new();
    feed(text, &mut scanner);
    scanner
}

fn feed(text: &str, scanner: &mut HeadingScan) {
    let mut at = 0;
    for line in text.split('\n') {
        scanner.push_line(Pos::new(0, at), line);
        at += line.len() as u64 + 1;
    }
}

/// Explains the verdict about the line at byte `at`.
fn explain(text: &str, at: usize) -> Option<InferredExplanation> {
    let mut scanner = HeadingScan::new().with_question(Pos::new(0, at as u64));
    feed(text, &mut scanner);
    scanner.explain(Pos::new(0, at as u64))
}

/// Returns the outline of `text`; asserts the invariants of every outline.
#[track_caller]
fn outline(text: &str) -> Outline {
    let outline = scan(text).finish_outline();
    let mut last = None;
    for heading in &outline.headings {
        assert!(last < Some(heading.pos), "out of order: {}", heading.title);
        last = Some(heading.pos);
        assert!(heading.level >= 1 && !heading.title.is_empty());
        let from = heading.pos.block.0 as usize + heading.pos.within as usize;
        let shown = text.get(from..from + heading.len as usize);
        let shown = shown.expect("a heading lies in its line, at characters");
        let notes = shown.contains('《') || shown.contains('［');
        assert!(
            notes || heading.title.starts_with(shown),
            "{shown} is not {}",
            heading.title
        );
    }
    outline
}

/// Returns level and title of every heading, one per line.
#[track_caller]
fn outline_lines(text: &str) -> String {
    let headings = outline(text).headings;
    let lines: Vec<String> = headings
        .iter()
        .map(|h| format!("{} {}", h.level, h.title))
        .collect();
    lines.join("\n")
}

#[track_caller]
fn assert_outline(text: &str, want: &str) {
    let lines: Vec<&str> = want.lines().map(str::trim).collect();
    let want = lines.join("\n");
    assert_eq!(outline_lines(text), want, "in:\n{text}");
}

/// A paragraph of body text.
const P: &str = "山里的路修通以后，镇上的货车一天要跑三个来回，收果子的人也多了起来。大家都说，这样的日子从前想也不敢想。";

/// Dialogue.
const TALK: &str = "“你来了？”他问。\n　　“来了。”她放下伞，“雨下得真大。”";

/// Asserts the outline of `text`;
/// is replaced by a paragraph, § by a dialogue.
#[track_caller]
fn check(text: &str, want: &str) {
    assert_outline(&text.replace('¶', P).replace('§', TALK), want);
}

/// Returns `text` with every line `P` replaced by a paragraph.
fn with_body(text: &str) -> String {
    let lines: Vec<&str> = text
        .lines()
        .map(|line| line.trim_start_matches(' '))
        .collect();
    lines.join("\n").replace("¶", P)
}

#[test]
fn a_report_nests_its_numbers_in_the_order_they_open() {
    assert_outline(
        &with_body(
            "镇区工作报告
            ¶
            一、过去一年的工作
            （一）道路建设。¶
            （二）果园改造。¶
            二、今年的打算
            （一）办好集市
            1. 修缮场地
            ¶
            2. 培训商户
            ¶
            （二）管好水源
            ¶",
        ),
        "1 一、过去一年的工作
        2 （一）道路建设
        2 （二）果园改造
        1 二、今年的打算
        2 （一）办好集市
        3 1. 修缮场地
        3 2. 培训商户
        2 （二）管好水源",
    );
}

#[test]
fn a_page_of_several_texts_is_one_entry_each() {
    let text = with_body(
        "乡村建设范文3篇

        时间:2023-05-06 10:11:12

        导语：这里选了三篇范文。

        乡村建设

        山区道路的思考

        ¶

        一、先修主干道

        ¶

        (一)筹款。¶

        (二)施工。¶

        查看全文

        集市管理办法

        摘要：集市是乡镇的门面。

        关键词：集市；管理

        ¶

        1、摊位要固定。¶

        查看全文

        果园改造总结

        1改造果园,从品种做起

        1.1进一步选好品种。

        ¶

        1.2继续加强管护

        查看全文",
    );
    assert_outline(
        &text,
        "1 山区道路的思考
        2 一、先修主干道
        3 (一)筹款
        3 (二)施工
        1 集市管理办法
        2 1、摊位要固定
        1 果园改造总结
        2 1改造果园,从品种做起
        3 1.1进一步选好品种。
        3 1.2继续加强管护",
    );
    let outline = outline(&text);
    let entries: Vec<_> = outline
        .headings
        .iter()
        .filter_map(|h| h.entry.as_deref())
        .collect();
    assert_eq!(entries.len(), 3);
    assert!(entries.iter().all(|entry| entry.excerpt));
    let second = entries.get(1).expect("three of them");
    assert_eq!(second.summary.as_deref(), Some("集市是乡镇的门面。"));
    assert_eq!(second.keywords.as_deref(), Some("集市；管理"));
    assert_eq!(outline.metadata_lines.len(), 7);
}

#[test]
fn a_law_has_its_articles_below_everything() {
    assert_outline(
        &with_body(
            "集市管理条例

            第一章 总则

            第一条 为了管好集市，制定本条例。

            第二条 本条例适用于镇内的集市，有下列情形之一的除外：

            （一）临时摆摊的；

            （二）走街串巷的；

            （三）其他情形。

            第二章 摊位

            第一节 固定摊位

            第三条 摊位按顺序编号。¶

            第四条 【转让】摊位不得转让。

            附则

            第五条 本条例自公布之日起施行。",
        ),
        "1 第一章 总则
        3 第一条
        3 第二条
        1 第二章 摊位
        2 第一节 固定摊位
        3 第三条
        3 第四条 【转让】
        1 附则
        3 第五条",
    );
}

#[test]
fn a_law_has_inserted_articles_and_what_follows_its_articles() {
    check(
        "第一条　この規程は、図書館の管理に関し必要な事項を定める。

第二条　この規程において、用語の意義は次のとおりとする。

第二条の二　この規程は、すべての者に適用する。

第二条の三　前条の規定にかかわらず、例外を置く。

第三条　この規程は、公布の日から施行する。

附　則

この規程は、令和五年四月一日から施行する。

附　則（令和六年三月一日規程第一号）

この規程は、公布の日から施行する。",
        "1 第一条
1 第二条
1 第二条の二
1 第二条の三
1 第三条
1 附　則
1 附　則（令和六年三月一日規程第一号）",
    );
    check(
        "제1조(목적) 이 규정은 도서관의 관리에 필요한 사항을 정한다.

제2조(정의) 이 규정에서 사용하는 용어의 뜻은 다음과 같다.

제2조의2(적용) 이 규정은 모두에게 적용한다.

제3조(예외) 이 규정은 예외를 둔다.

부칙 <법률 제12345호, 2023. 9. 14.>

이 법은 공포한 날부터 시행한다.",
        "1 제1조(목적)
1 제2조(정의)
1 제2조의2(적용)
1 제3조(예외)
1 부칙 <법률 제12345호, 2023. 9. 14.>",
    );
}

#[test]
fn what_looks_like_a_number_and_is_none_is_no_heading() {
    for line in [
        "一是加强领导，二是落实责任。",
        "第一，要看得远。",
        "第一次见面的时候",
        "第三回合",
        "第二部分人",
        "第一节课",
        "第五部门",
        "第一话题",
        "第一条路走不通",
        "1998年，他到了镇上",
        "1.5万亿元的投资",
        "2.4亿",
        "12:30 开饭",
        "一、我认为这样做不妥，一来耗费太大，二来人手不够，三来时间也来不及，所以应当另想办法，从长计议。",
        "前言不搭后语",
        "附近有一座山",
        "跋山涉水",
        "序幕拉开了",
        "万一他不来",
        "千、万都是数目",
        "第一章讲的是一座山。",
    ] {
        let text = format!("{P}\n{line}\n{P}\n");
        assert_eq!(outline_lines(&text), "", "{line}");
    }
}

#[test]
fn items_of_a_list_are_no_headings() {
    for items in [
        "（1）收集；\n（2）清洗；\n（3）归档。",
        "1. 锅\n2. 碗\n3. 瓢\n4. 盆",
        "一、带水；\n二、带伞；\n三、带药。",
        "① 早起\n② 早睡\n③ 多走动",
        "A. 山\nB. 水\nC. 人\nD. 路",
    ] {
        let text = format!("{P}要做的有：\n{items}\n{P}\n");
        assert_eq!(outline_lines(&text), "", "{items}");
    }
}

#[test]
fn a_printed_table_of_contents_is_not_doubled() {
    assert_outline(
        &with_body(
            "养蜂手册

            目录

            第一章 选址
            第二章 蜂箱
            第三章 采蜜
            附录 用具

            第一章 选址

            ¶

            第二章 蜂箱

            ¶

            第三章 采蜜

            ¶

            附录 用具

            ¶",
        ),
        "1 第一章 选址
        1 第二章 蜂箱
        1 第三章 采蜜
        1 附录 用具",
    );
}

#[test]
fn a_table_of_contents_is_known_before_the_text_is_seen() {
    let entries = "序\n第一章 选址\n第二章 蜂箱\n第三章 采蜜\n第四章 过冬\n跋\n\n序\n";
    assert_outline(&format!("养蜂手册\n\n{entries}{P}\n"), "1 序");
}

#[test]
fn a_colophon_has_no_titles() {
    let text = "　¶\n\n底本：「山の本」山文庫\n\n　　　1986年9月24日第1刷発行\n\n　　　1997年4月15日第14刷発行\n\n初出：「山」\n\n　　　1915年11月号\n";
    assert_outline(&text.replace('¶', P), "");
}

#[test]
fn a_fragment_keeps_its_inner_levels() {
    assert_outline(
        &with_body("（六）河\n¶\n（七）湖\n¶\n二、石\n（一）岩\n¶\n（二）沙\n¶\n（三）土\n¶"),
        "2 （六）河\n2 （七）湖\n1 二、石\n2 （一）岩\n2 （二）沙\n2 （三）土",
    );
}

#[test]
fn looking_while_the_text_grows_changes_nothing_in_the_end() {
    let text = with_body("第一章 山\n¶\n第二章 水\n¶\n一、河\n¶\n二、湖\n¶\n");
    let mut scanner = HeadingScan::new();
    let mut at = 0;
    for line in text.split('\n') {
        scanner.push_line(Pos::new(0, at), line);
        assert!(!scanner.outline_so_far().complete);
        at += line.len() as u64 + 1;
    }
    assert_eq!(scanner.finish_outline(), outline(&text));
}

#[test]
fn a_line_says_why_it_is_a_heading() {
    let text = "第一章 山\n平地上没有路。\n第一次\n第二章 水\n三、湖\n平地上没有路。";
    let why = |at: usize| explain(text, at);
    let at = |words| text.find(words).expect("it is there");
    let chapter = why(at("第二章")).expect("it has a number");
    assert!(chapter.is_heading && chapter.title == "第二章 水");
    assert!(matches!(chapter.reason, DecisiveReason::Number(clues) if clues.member_count == 2));
    let lone = why(at("三、湖")).expect("it has a number");
    assert!(matches!(lone.reason, DecisiveReason::Number(clues) if clues.sequence_score < 0));
    assert_eq!(why(at("平地")), None);
}

proptest::proptest! {
    #[test]
    fn any_text_has_an_outline(text in "([ \t　0-9一二三十第章节条回卷（）()【】.、：。，！？“”序目录跋a-zA-Z查看全文\n《》［＃］ⅠⅣ①㈠]|\\PC){0,400}") {
        let _ = outline(&text);
        let _ = explain(&text, 0);
    }
}
