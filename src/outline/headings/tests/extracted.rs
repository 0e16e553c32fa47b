//! Texts that programs extracted or websites joined: numbers of pages between titles, tags, dates below titles, names of the
//! book before titles.

use super::{P, check, outline_lines};

/// Joins titles with three paragraphs behind each, set apart by empty lines.
fn spaced(titles: &[&str], indent: &str) -> String {
    let body = format!("{indent}{P}\n\n").repeat(3);
    let parts = titles.iter().map(|title| format!("{title}\n\n{body}"));
    parts.collect::<Vec<_>>().concat()
}

/// Asserts that exactly the titles are headings, on one level, below indented and flush text.
#[track_caller]
fn check_titles(titles: &[&str]) {
    let want: Vec<String> = titles.iter().map(|title| format!("1 {title}")).collect();
    for indent in ["", "　　"] {
        assert_eq!(outline_lines(&spaced(titles, indent)), want.join("\n"));
    }
}

#[test]
fn numbers_written_twice_are_titles() {
    for pattern in [
        "#|【0#】",
        "【0#】|#",
        "#｜［0#］",
        "【00#】 #",
        "0#|#",
        "[0#] | #",
    ] {
        let titles: Vec<String> = (1..6)
            .map(|number| pattern.replace('#', &number.to_string()))
            .collect();
        check_titles(&titles.iter().map(String::as_str).collect::<Vec<_>>());
    }
    check_titles(&[
        "1|【01】山路",
        "2|【02】过河",
        "3|【03】渡口",
        "4|【04】回家",
    ]);
    let rows = (1..9).map(|row| format!("{row}|0{row}|山|水\n"));
    let rows = rows.collect::<Vec<_>>().concat();
    assert_eq!(outline_lines(&rows), "");
}

#[test]
fn entries_on_one_line_of_a_printed_contents_are_shown_once() {
    let titles = ["第一章 山路", "第二章 河水", "第三章 桥", "第四章 船"];
    let want = titles.map(|title| format!("1 {title}")).join("\n");
    for (gap, number_gap) in [("　　", " "), ("", ""), ("  ", "")] {
        let entry = |index: usize| format!("{}{number_gap}{}", titles[index], index * 12 + 1);
        let contents = format!(
            "山河记\n\n目录\n\n{}{gap}{}\n{}{gap}{}\n\n",
            entry(0),
            entry(1),
            entry(2),
            entry(3)
        );
        assert_eq!(outline_lines(&(contents + &spaced(&titles, ""))), want);
    }
}

#[test]
fn lines_below_all_titles_belong_to_them() {
    let titles = ["建设美丽的河边", "让桥更稳", "树立文明乡风", "走路与诚信"];
    let want = "1 建设美丽的河边\n1 让桥更稳\n1 树立文明乡风\n1 走路与诚信";
    for line in [
        "2018-11-2#",
        "2018年11月2#日",
        "（2018-11-2#）",
        "来源：河边日报",
        "作者：张小#",
        "文／张小一",
        "张小一",
    ] {
        for indent in ["", "　　"] {
            let body = format!("{indent}{P}\n\n").repeat(3);
            let parts = (1..).zip(titles).map(|(at, title)| {
                format!(
                    "{title}\n\n{}\n\n{body}\n",
                    line.replace('#', &at.to_string())
                )
            });
            let text = parts.collect::<Vec<_>>().concat();
            assert_eq!(outline_lines(&text), want, "{line}");
        }
    }
}

#[test]
fn titles_with_the_name_of_the_book_are_in_the_outline() {
    check_titles(&[
        "山河经弘传序",
        "山河经卷第一",
        "山河经卷第二",
        "山河经卷第三",
    ]);
    check_titles(&[
        "河边集自序",
        "河边集卷一",
        "河边集卷二",
        "河边集卷三",
        "河边集后记",
    ]);
    check_titles(&[
        "山河经弘传序",
        "山河经 第一章",
        "山河经 第二章",
        "山河经 第三章",
    ]);
}

#[test]
fn commas_and_colons_may_stand_behind_a_common_beginning() {
    check_titles(&[
        "山河记 1.出门",
        "山河记 2.敬人，人敬之",
        "山河记 3.过河",
        "山河记 4.回家",
    ]);
    check_titles(&[
        "山河记（一）出门",
        "山河记（二）敬人者，人敬之",
        "山河记（三）过河",
    ]);
    check_titles(&[
        "河边随笔：走路",
        "河边随笔：敬人，人敬之",
        "河边随笔：过河",
        "河边随笔：回家",
    ]);
    let talk =
        "主持人：请坐\n客人：好的\n主持人：路上好走吗\n客人：还可以\n主持人：那就好\n客人：谢谢";
    assert_eq!(outline_lines(talk), "");
}

#[test]
fn numbers_of_pages_part_titles_on_one_line() {
    check(
        "山河条例\n第一章基本规定\n¶\n第二章河流9第一节一般规定\n¶\n第二节桥梁\n¶\n第三章附则\n¶",
        "1 第一章基本规定
        1 第二章河流
        2 第一节一般规定
        2 第二节桥梁
        1 第三章附则",
    );
    check(
        "第一章 总则\n¶\n¶12\n第二章 船只\n¶\n¶13第三章 桥梁\n¶\n¶14第四章 附则\n¶",
        "1 第一章 总则
        1 第二章 船只
        1 第三章 桥梁
        1 第四章 附则",
    );
    check(
        "제1장 총칙\n이 법은 강과 다리를 지키기 위한 것이다.\n제2장 강9제1절 일반 규정\n강은 모두의 것이다.\n제2절 다리\n다리는 튼튼해야 한다.\n제3장 부칙\n이 법은 내일부터 시행한다.",
        "1 제1장 총칙
        1 제2장 강
        2 제1절 일반 규정
        2 제2절 다리
        1 제3장 부칙",
    );
    check(
        "目录\n第一章 出门\n第二章 过河3第三章 渡口\n第四章 回家\n第五章 秋天\n\n第一章 出门\n¶\n第二章 过河\n¶\n第三章 渡口\n¶\n第四章 回家\n¶\n第五章 秋天\n¶",
        "1 第一章 出门
        1 第二章 过河
        1 第三章 渡口
        1 第四章 回家
        1 第五章 秋天",
    );
}

#[test]
fn a_table_of_contents_ends_where_its_first_entry_recurs() {
    let part = "第一编 总则\n第一章 规定\n第一节 一般规定\n第二节 水面\n第二章 船只\n第一节 一般规定\n第二节 登记\n第二编 桥梁\n第一章 规定\n第二章 修建\n";
    let body = part.lines().map(|line| format!("{line}\n¶\n"));
    let body = body.collect::<Vec<_>>().concat();
    let body = body.replacen("第一编 总则\n¶\n", "第一编 总则\n", 1);
    check(
        &format!("目录\n{part}\n{body}"),
        "1 第一编 总则
        2 第一章 规定
        3 第一节 一般规定
        3 第二节 水面
        2 第二章 船只
        3 第一节 一般规定
        3 第二节 登记
        1 第二编 桥梁
        2 第一章 规定
        2 第二章 修建",
    );
}

#[test]
fn tags_name_titles_and_speakers_do_not() {
    for (outer, inner) in [("目录", "篇名"), ("卷名", "章名"), ("部", "题")] {
        let text: String = [
            ("上卷", "叙"),
            ("上卷", "经候"),
            ("下卷", "河水"),
            ("下卷", "山石"),
        ]
        .map(|(part, title)| format!("<{outer}>{part}\n\n<{inner}>{title}\n\n¶\n¶\n\n\n"))
        .concat();
        check(
            &text,
            "1 上卷
            2 叙
            2 经候
            1 下卷
            2 河水
            2 山石",
        );
    }
    let rule = "=".repeat(60);
    for pattern in [
        format!("{rule}\n*9.#*\tTITLE\t\t*walk-#* *go*"),
        format!("{rule}\n#. TITLE\t\t\t*walk-#*"),
        format!("{rule}\nTITLE\t\t\t*walk-#*"),
        "<篇名>TITLE</篇名>".to_owned(),
    ] {
        let text: String = (1..)
            .zip(["出门", "过河", "回家"])
            .map(|(number, title)| {
                pattern
                    .replace('#', &number.to_string())
                    .replace("TITLE", title)
                    + "\n\n¶\n\n¶\n\n"
            })
            .collect();
        let titles = outline_lines(&text.replace('¶', P));
        for title in ["出门", "过河", "回家"] {
            assert!(titles.contains(title), "{titles}");
        }
        assert_eq!(titles.lines().count(), 3, "{titles}");
        assert!(!titles.contains('*'), "{titles}");
    }
    let chat = "<小明> 你好\n<小红> 在吗\n<小明> 出门了\n<小红> 去哪里\n<小明> 过河\n<小红> 好的\n<小明> 回家";
    assert_eq!(outline_lines(chat), "");
}
