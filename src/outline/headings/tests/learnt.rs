//! Headings and other short lines without numbers, which only the learnt weights tell apart.

use super::check;

#[test]
fn a_short_manual_has_an_empty_line_above_each_heading_only() {
    check(
        "전기포트 사용설명서

안전을 위한 주의사항
제품을 사용하기 전에 반드시 읽어 주십시오.
- 젖은 손으로 전원플러그를 만지지 마십시오.
- 물이 없는 상태에서 켜지 마십시오.

사용 방법
뚜껑을 열고 물을 붓습니다. 물은 최대 표시선을 넘지 않도록 하십시오.
뚜껑을 닫고 전원 스위치를 누르면 표시등이 켜집니다.

청소와 관리
부드러운 천으로 닦아 주십시오. 물에 담그거나 직접 뿌리지 마십시오.
물때가 끼면 식초를 조금 넣고 끓인 뒤 헹구어 주십시오.

고장 신고 전에 확인하세요
전원이 켜지지 않으면 플러그를 꽂았는지 확인하십시오.
물이 새면 뚜껑이 바르게 닫혔는지 확인하십시오.",
        "1 안전을 위한 주의사항
1 사용 방법
1 청소와 관리
1 고장 신고 전에 확인하세요",
    );
}

#[test]
fn lines_that_break_off_before_speech_are_no_headings() {
    check(
        "　夜になって、男はまた戸を叩いた。家の中では老婆が一人、火のそばで糸を紡いでいた。

老婆は立ち上がって尋ねた――

「どなたですか」

　返事はなかった。風だけが戸のすきまから入って来て、火を揺らした。

男は低い声で云った――

「道に迷った者です。一晩だけ泊めて下さい」

　老婆はしばらく黙っていたが、やがて戸を開けた。外には誰もいなかった。",
        "",
    );
}

#[test]
fn a_timetable_of_episodes_has_no_headings() {
    check(
        "07:00 晨间新闻
07:30 电视剧《山河》第3集
08:20 电视剧《山河》第4集
09:10 健康之路
10:00 动画城
11:00 电视剧《远行》第15集
11:50 电视剧《远行》第16集
12:40 午间新闻
13:10 天气预报",
        "",
    );
}

#[test]
fn words_that_close_a_notice_are_no_headings() {
    check(
        "関係者各位

下記のとおり総会を開催いたしますので、ご出席くださいますようお願い申し上げます。

記

１．日時　十二月一日（火）午後一時
２．場所　本社三階会議室

なお、資料は当日配布いたします。

以上

敬具",
        "",
    );
}

#[test]
fn the_highest_numbers_of_japanese_reports_are_above_bare_ones() {
    check(
        "第１　調査の概要

１　調査の目的

　本調査は、町内の河川の水質を把握し、今後の対策の基礎資料とすることを目的とする。

２　調査の方法

　町内八か所において、毎月一回、採水及び分析を行った。

第２　調査の結果

１　水質の現状

　八か所のうち六か所で環境基準を満たした。

２　前年との比較

　前年に比べ、二か所で改善がみられた。

第３　今後の課題

　生活排水の対策を引き続き進める必要がある。",
        "1 第１　調査の概要
2 １　調査の目的
2 ２　調査の方法
1 第２　調査の結果
2 １　水質の現状
2 ２　前年との比較
1 第３　今後の課題",
    );
}

#[test]
fn the_articles_of_a_full_series_are_sure() {
    let numbers = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十"];
    let mut text = String::new();
    for tens in ["", "十", "二十"] {
        for number in numbers.iter().take(if tens.is_empty() { 10 } else { 9 }) {
            let end = "本会的事项由理事会决定，并报主管部门备案。";
            text.extend(["第", tens, number, "条　", end, "\n\n"]);
        }
        if tens == "十" {
            text += "第二十条　本会的事项由理事会决定，并报主管部门备案。\n\n";
        }
    }
    let outline = super::outline(&text);
    assert_eq!(outline.headings.len(), 29);
    for heading in &outline.headings {
        let is_sure = heading.confidence.is_some_and(|percent| percent >= 95);
        assert!(is_sure, "{heading:?}");
    }
}
