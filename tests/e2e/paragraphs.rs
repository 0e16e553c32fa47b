//! Paragraphs of plain text: one rule of indent and of space for all of a text, and hanging rows.

#![allow(clippy::unwrap_used, reason = "a test may fail here")]

use crate::support::emulator::TerminalKind;
use crate::support::pty::Terminal;
use crate::support::reading::{
    TestFolder, open, output_text, press, row, run, start, tongdu, wait_opened,
};
use std::collections::BTreeMap;

/// Lines that `cat` prints for a text in a column of 40 cells.
fn set(text: &str) -> Vec<String> {
    let desk = TestFolder::new();
    let path = desk.put("text.txt", text);
    let output = run(&["cat", "--width", "40", &path]);
    output_text(&output.stdout)
        .lines()
        .map(str::to_owned)
        .collect()
}

#[test]
fn a_text_parted_by_blank_lines_keeps_them_and_gets_no_indent() {
    let story = "역장의 하루\n\n아침 다섯 시 반.\n\n나는 제복을 입었다. 오늘도 기차는 늦는다.\n\n\
                 \"역장님!\"\n\n[알림: 기차가 늦습니다.]\n\n아무도 없었다.\n\n눈이 내렸다.\n";
    let lines = set(story);
    let shown: Vec<&str> = lines.iter().map(String::as_str).collect();
    assert_eq!(
        shown.get(2..).unwrap(),
        [
            "아침 다섯 시 반.",
            "",
            "나는 제복을 입었다. 오늘도 기차는",
            "늦는다.",
            "",
            "\"역장님!\"",
            "",
            "[알림: 기차가 늦습니다.]",
            "",
            "아무도 없었다.",
            "",
            "눈이 내렸다."
        ]
    );
}

#[test]
fn items_stand_at_the_edge_with_those_below_them_and_hang_behind_their_number() {
    let law = "제1조(목적) 이 법은 도서관의 설치와 운영에 관한 사항을 정한다.\n\
               제2조(정의) 이 법에서 쓰는 말의 뜻은 다음과 같다.\n\
               1. \"자료\"란 도서관이 모으는 책과 그 밖의 기록을 말한다.\n\
               가. 종이로 된 책과 신문 및 잡지로서 누구나 볼 수 있는 것\n\
               나. 지도\n\
               2. \"이용자\"란 자료를 보는 사람을 말한다.\n";
    let lines = set(law);
    for line in [
        "제1조(목적) 이 법은 도서관의 설치와",
        "  운영에 관한 사항을 정한다.",
        "1. \"자료\"란 도서관이 모으는 책과 그 밖의",
        "   기록을 말한다.",
        "가. 종이로 된 책과 신문 및 잡지로서",
        "    누구나 볼 수 있는 것",
        "2. \"이용자\"란 자료를 보는 사람을 말한다.",
    ] {
        assert!(
            lines.iter().any(|shown| shown == line),
            "{line}: {lines:#?}"
        );
    }
}

#[test]
fn lines_of_a_group_have_one_left_edge_and_blank_lines_around_a_signature_stay() {
    let report = "关于石桥水库的请示\n\n云川县人民政府办公室：\n\n石桥水库建于1976年，坝体渗漏严重。[1]\n\n\
                  有诗为证：\n　　乱舞梨花六出奇，千山鸟绝路人稀。\n　　剑寒不斩天涯恨，一夜西风白鬓丝。\n\n\
                  1.下列说法正确的是（　　）。\nA.水库建于1976年。\nB.水库无渗漏\n答案：A\n\n\
                  2.请求安排资金。\n\n妥否，请批示。\n\n云川县水务局\n2025年2月17日\n";
    let lines = set(report);
    let shown: Vec<&str> = lines.iter().map(String::as_str).collect();
    assert_eq!(
        shown.get(2..).unwrap(),
        [
            "云川县人民政府办公室：",
            "",
            "    石桥水库建于 1976 年，坝体渗漏严",
            "重。[1]",
            "",
            "    有诗为证：",
            "        乱舞梨花六出奇，千山鸟绝路人稀。",
            "        剑寒不斩天涯恨，一夜西风白鬓丝。",
            "",
            "    1.下列说法正确的是（    ）。",
            "    A.水库建于 1976 年。",
            "    B.水库无渗漏",
            "    答案：A",
            "",
            "    2.请求安排资金。",
            "",
            "    妥否，请批示。",
            "",
            "云川县水务局",
            "2025 年 2 月 17 日",
        ]
    );
}

#[test]
fn speeches_and_tables_of_dates_hang_behind_their_column() {
    let play = "待合室\n\n若い男　寒いですね。次の汽車はいつ来るのでしょうか、駅長さん。\n\
                老　人　ああ。\n駅　長　（奥から）もう来ませんよ。\n若い男　え？　そうですか。\n";
    let lines = set(play);
    assert!(
        lines.iter().any(|line| line.starts_with("若い男  寒い")),
        "{lines:#?}"
    );
    assert!(
        lines.iter().any(|line| line.starts_with("        ")),
        "{lines:#?}"
    );
    assert!(
        lines
            .iter()
            .any(|line| line == "駅  長  （奥から）もう来ませんよ。"),
        "{lines:#?}"
    );
}

#[test]
fn the_author_below_the_title_stays_on_a_low_screen() {
    let desk = TestFolder::new();
    let text = "駅員の一日\n作者：架空ねこ\n\n第一話　朝\n\n　目が覚めた。\n　駅へ行った。\n\n\
                第二話　夜\n\n　家へ帰った。\n　眠った。\n";
    let path = desk.put("text.txt", text);
    let command = tongdu(&["--lang", "ja", &path]);
    let mut terminal = start(command, (60, 9), TerminalKind::USUAL);
    wait_opened(&mut terminal);
    terminal.wait_text("架空ねこ");
}

#[test]
fn lines_of_a_printed_table_of_contents_give_up_dots_for_the_page_number() {
    let dots = ".".repeat(44);
    let lines = set(&format!(
        "目录\n\n第1章 绪论{dots}1\n1.1 研究背景与意义{dots}12\n参考文献{dots}128\n"
    ));
    for (number, title) in [
        ("1", "第1章 绪论..."),
        ("12", "1.1 研究背景与意义..."),
        ("128", "参考文献..."),
    ] {
        let line = lines.iter().find(|line| line.starts_with(title));
        let line = line.unwrap_or_else(|| panic!("{lines:#?}"));
        assert!(line.ends_with(&format!(".{number}")), "{line}");
        assert_eq!(
            unicode_width::UnicodeWidthStr::width(line.as_str()),
            40,
            "{line}"
        );
    }
}

#[test]
fn a_table_takes_the_free_cells_beside_the_text_and_its_names_are_whole_on_a_narrow_screen() {
    let desk = TestFolder::new();
    let text = "值班表\n\n日期\t带班领导\t值班人员\t电话\t备注\n\
                5月1日（星期四）\t欧阳建国\t司马光明、冯小雨\t0818-1234567\t防汛专班同时在岗，随叫随到\n\
                5月2日（星期五）\t李建国\t上官文静、赵敏\t0818-7654321\t交接班须当面签字确认\n";
    let path = desk.put("text.txt", text);
    let command = || tongdu(&["--lang", "zh", &path]);
    let mut wide = start(command(), (130, 20), TerminalKind::USUAL);
    wait_opened(&mut wide);
    wide.wait_text("防汛专班同时在岗，随叫随到");
    let mut narrow = start(command(), (34, 20), TerminalKind::USUAL);
    wait_opened(&mut narrow);
    for words in ["带班领导  欧阳建国", "电话  0818-1234567"] {
        narrow.wait_text(words);
    }
}

#[test]
fn boxes_that_follow_each_other_are_apart_and_their_titles_are_above_their_text() {
    let desk = TestFolder::new();
    let text = "# 河\n\n> [!NOTE]\n> 水很深。\n\n> [!WARNING]\n> 不要下去。\n>\n> 也不要停留。\n";
    let path = desk.put("text.md", text);
    let output = output_text(&run(&["cat", "--width", "40", "--lang", "zh", &path]).stdout);
    let quoted: Vec<&str> = output
        .lines()
        .skip_while(|line| !line.starts_with('|'))
        .collect();
    assert_eq!(
        quoted,
        [
            "| 说明",
            "| 水很深。",
            "",
            "| 警告",
            "| 不要下去。",
            "|",
            "| 也不要停留。"
        ]
    );
}

#[test]
fn no_page_ends_with_the_head_of_a_table_or_the_caption_of_an_article() {
    let desk = TestFolder::new();
    let rows = "| 船 | 9 |\n".repeat(8);
    for above in 3..9 {
        let text = format!(
            "# 渡口\n\n{}| 名 | 数 |\n|---|---|\n{rows}",
            "河水很深。\n\n".repeat(above)
        );
        let path = desk.put("text.md", text);
        let mut terminal = start(
            tongdu(&["--lang", "zh", &path]),
            (60, 12),
            TerminalKind::USUAL,
        );
        wait_opened(&mut terminal);
        let shown: Vec<String> = (0..11).map(|at| row(&terminal, at)).collect();
        let last = shown.iter().rev().find(|line| !line.trim().is_empty());
        let last = last.map_or("", |line| line.trim());
        assert!(
            !last.starts_with('╌') && !last.starts_with('名'),
            "{above}: {shown:#?}"
        );
    }
    for above in 2..9 {
        let text = format!(
            "第一章　総則\n\n{}（届出）\n第九条　町長は、届出を受けたときは、その写しを送らなければならない。\n\n第十条　削除\n",
            "町は、川を守る。\n".repeat(above)
        );
        let path = desk.put("text.txt", text);
        let mut terminal = start(
            tongdu(&["--lang", "ja", &path]),
            (60, 12),
            TerminalKind::USUAL,
        );
        wait_opened(&mut terminal);
        let shown: Vec<String> = (0..11).map(|at| row(&terminal, at)).collect();
        let last = shown.iter().rev().find(|line| !line.trim().is_empty());
        assert!(
            !last.is_some_and(|line| line.trim_end().ends_with("（届出）")),
            "{above}: {shown:#?}"
        );
    }
}

#[test]
fn the_left_edge_of_a_line_is_the_same_from_whichever_side_one_comes() {
    let desk = TestFolder::new();
    let line = |i: u32| match i / 30 % 3 {
        0 => format!("句{i}，走了很远的路才到。\n"),
        1 => format!("条目{i}\n"),
        _ => format!("名目{i}：值\n"),
    };
    let text: String = (0..600).map(line).collect();
    let path = desk.put("text.txt", text);
    let edges = |first: &str, step: &str| {
        let mut terminal = start(
            tongdu(&["--lang", "zh", &path]),
            (60, 20),
            TerminalKind::USUAL,
        );
        press(&mut terminal, first);
        let mut found = BTreeMap::new();
        for _ in 0..40 {
            for y in 0..19 {
                let shown = terminal.state().screen.row(y);
                let words = shown.trim_start();
                if !words.is_empty() {
                    found.insert(words.trim_end().to_owned(), shown.len() - words.len());
                }
            }
            press(&mut terminal, step);
        }
        press(&mut terminal, "q");
        found
    };
    let down = edges("gg", "<Space>");
    assert!(down.len() > 550, "{}", down.len());
    let up = edges("G", "b");
    let moved: Vec<&String> = (down.iter())
        .filter(|(line, edge)| up.get(*line).is_some_and(|other| other != *edge))
        .map(|(line, _)| line)
        .collect();
    assert!(up.len() > 550 && moved.is_empty(), "{moved:?}");
}

#[test]
fn drawn_tables_are_cut_and_moved() {
    let folder = TestFolder::new();
    let border = format!("+----+{}+\n", "-".repeat(60));
    let row = format!("| 名 | 说明{}|\n", " ".repeat(55));
    let row = row.replace("   |", "尾|");
    let path = folder.put(
        "表.txt",
        format!("说明\n\n正文写在前面，写得长一些，好像正文。\n\n{border}{row}{border}"),
    );
    let mut terminal = open(&[&path], (40, 16), TerminalKind::USUAL);
    let rows = |terminal: &Terminal| -> Vec<String> {
        let rows = (0..15).map(|y| terminal.state().screen.row(y));
        rows.filter(|row| row.contains(['+', '|'])).collect()
    };
    let shown = rows(&terminal);
    assert!(
        shown.len() == 3 && shown.iter().all(|row| row.contains('›')),
        "{shown:?}"
    );
    press(&mut terminal, "<C-Right><C-Right>");
    let shown = rows(&terminal);
    assert!(
        shown.len() == 3 && shown.iter().all(|row| row.contains('‹')),
        "{shown:?}"
    );
    assert!(shown.iter().any(|row| row.contains("尾|")), "{shown:?}");
}

#[test]
fn figures_of_several_boxes_are_whole_on_the_page_and_on_paper() {
    let folder = TestFolder::new();
    for [corner, dash, bar, arrow, down] in
        [["+", "-", "|", "-->", "v"], ["┌", "─", "│", "──▶", "▼"]]
    {
        let edge = [corner, &dash.repeat(14), corner].concat();
        let edges = [&*edge, &*edge, &*edge].join("     ");
        let cell = format!("{bar}    网 关    {bar}");
        let cells = [&*cell, &*cell, &*cell].join(&format!(" {arrow} "));
        let figure = [
            &*edges,
            &*cells,
            &*edges,
            &format!("       {bar}"),
            &format!("       {down}"),
            &*edge,
            &*cell,
            &*edge,
        ]
        .map(|line| format!("    {line}\n"))
        .concat();
        let text = format!(
            "架构\n\n正文写在图的前面，写得长一些，好像正文。\n\n{figure}\n正文写在后面。\n"
        );
        let path = folder.put("图.txt", &text);
        let terminal = open(&[&path], (40, 20), TerminalKind::USUAL);
        let rows: Vec<String> = (0..19).map(|y| terminal.state().screen.row(y)).collect();
        let first = rows.iter().position(|row| row.contains(&edge)).unwrap();
        let shown: Vec<&str> = rows[first..first + 8]
            .iter()
            .map(|row| row.trim_end())
            .collect();
        assert!(
            shown[..3].iter().all(|row| row.ends_with('›')),
            "{shown:#?}"
        );
        let column =
            |row: &str, sign: &str| row.split(sign).next().map(|before| before.chars().count());
        assert_eq!(column(shown[3], bar), column(shown[4], down), "{shown:#?}");
        assert_eq!(
            column(shown[0], corner),
            column(shown[5], corner),
            "{shown:#?}"
        );
        let printed = output_text(&run(&["cat", "--width", "40", &path]).stdout);
        for line in figure.lines() {
            assert!(printed.contains(line.trim()), "{line}\n{printed}");
        }
    }
}
