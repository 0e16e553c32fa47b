//! Paragraphs of plain text: one rule of indent and of space for all of a text, and hanging rows.

#![allow(clippy::unwrap_used, reason = "a test may fail here")]

use crate::support::emulator::TerminalKind;
use crate::support::reading::{TestFolder, output_text, run, start, tongdu, wait_opened};

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
