//! Hard-wrapped texts by what begins their paragraphs, and lists that only look like them.

use super::{KOREAN, broken, paragraphs};

const SHORT_PROSE: [&str; 5] = [
    "那年秋天，我跟着叔父坐船去了下游的镇子。河水涨得很高，两岸的芦苇只露出一截白色的梢头，远处的山像是浮在水上一样，一直跟着我们走。",
    "“这里从前有一座桥。”叔父指着水面说。",
    "我问他桥到哪里去了。他说是大水冲走的，那一年全村的人都站在堤上看，看着石头的桥墩一个一个地不见了，谁也没有说话，只有狗在叫。",
    "船老大把烟袋在船帮上磕了磕，说他小的时候还在桥上卖过梨，两个铜板一只，过桥的人多，一个早晨就能卖掉一担。说完他又不作声了。",
    "到镇上的时候，灯已经亮了。",
];

/// Breaks paragraphs into lines of at most `cells` cells, the first of each with an indent, with a line between them.
fn wrapped(paragraphs: &[&str], cells: u16, indent: &str, between: &str) -> String {
    let broken = paragraphs
        .iter()
        .map(|paragraph| broken(&format!("{indent}{paragraph}"), cells, false));
    broken.collect::<Vec<_>>().join(between) + "\n"
}

#[track_caller]
fn assert_joined(text: &str, whole: &[&str]) {
    let found = paragraphs(text);
    let found: Vec<&str> = found.iter().map(|text| text.trim()).collect();
    assert_eq!(found, whole, "{text}");
}

#[test]
fn a_short_text_of_indented_paragraphs_is_joined() {
    for cells in [48, 60, 72] {
        for indent in ["　　", "    "] {
            assert_joined(&wrapped(&SHORT_PROSE, cells, indent, "\n"), &SHORT_PROSE);
        }
    }
}

#[test]
fn a_line_without_the_sign_of_paragraphs_goes_on_whatever_it_begins_with() {
    // The number and the sign come to stand at the start of a line of 48 cells.
    let report = [
        "青川县去年新修的公路已经通到了所有的村子总长超过12万公里。两旁种的树也活了一大半，来往的人都说好，再也不用绕山路去赶集了。",
        "乡里的人把这件事叫作新事，也有人说这就是人人挂在嘴上的“互联网+”行动计划，听的人笑了，说的人也跟着笑，谁也没有当真。",
        "老人记得清楚桥是大水里断的那一天正好是旧历1998年12月，雨下了整整一夜。第二天早晨，孩子们跑到河边去看，只看见两个桥墩。",
        "从那以后，渡口又有了船。",
    ];
    for (indent, between) in [("　　", "\n"), ("", "\n\n")] {
        for cells in (44..=64).step_by(2) {
            assert_joined(
                &wrapped(&report.repeat(3), cells, indent, between),
                &report.repeat(3),
            );
        }
    }
}

#[test]
fn japanese_speech_of_which_the_sample_has_none_stands_apart() {
    let prose = "　その冬、私は二日二晩汽車に揺られて故郷へ帰った。窓の外では雪がますますひど\nくなり、遠くの村はまるで白い布をかぶせられたようで、黒い煙突が何本か見えるだ\nけだった。隣の老人は居眠りをしていた。\n";
    let speech = "「誰の墓へ参りに行ったか、兄がその人の名をあなたに話したことがありましたか」\n「いいえ、そんな事は何もおっしゃいません」\n";
    let text = prose.repeat(150) + speech;
    assert_eq!(paragraphs(&text).len(), 152);
}

#[test]
fn a_full_title_above_an_indented_paragraph_stands_alone() {
    let title = "　　二、“十三五”时期主要目标任务和重大举措汇总";
    let text = wrapped(&SHORT_PROSE.repeat(3), 48, "　　", "\n");
    let with = format!("{text}{title}\n{text}");
    let found = paragraphs(&with);
    assert_eq!(found.len(), 31);
    assert!(found.iter().any(|line| line == title));
}

#[test]
fn titles_and_verse_without_sentences_are_not_joined() {
    for lines in [
        "我县召开夏季防汛现场会部署山塘水库隐患排查工作\n环城公路北段首座桥梁合龙预计明年国庆节前通车\n县中医院新院区开始试运行门诊时间延长到晚上八点\n石门景区获评省级旅游景区端午节期间门票一律半价\n县文化馆改造完成将于儿童节前重新向全体市民开放\n",
        "町営住宅の入居者の募集について（締切は三月の末まで）\n図書館の臨時休館と開館時間の変更に関するお知らせです\n町営バス北町線のダイヤの改正と停留所名の変更について\n確定申告の相談会場の変更と受付時間に関するお知らせ\n春の全国火災予防運動の実施と消防団員の募集について\n",
        "작은도서관 운영 지원 사업 상반기 공모 안내와 신청 방법\n읍내 시가지 상수도 관로 교체 공사에 따른 단수 안내문\n어린이 독후감 공모전 수상작 발표와 시상식 일정 안내\n봄철 산불 조심 기간 입산 통제 구역과 등산로 폐쇄 안내\n농기계 임대 사업소 주말 운영 시간 변경에 관한 안내\n",
    ] {
        assert_eq!(paragraphs(lines).len(), 5, "{lines}");
    }
    let couplets = "一夜春風吹過了石門關外的山與水，滿城的花都開在昨日的雨中央啊\n".repeat(20);
    assert_eq!(paragraphs(&couplets).len(), 20);
}

#[test]
fn rows_of_columns_are_not_joined() {
    let row = "李小强　男　1960年生　青川县水利局副局长、党组成员";
    let text = format!("名单\n\n{}", format!("{row}\n").repeat(24));
    assert_eq!(paragraphs(&text).len(), 25);
}

#[test]
fn korean_paragraphs_between_blank_lines_are_joined_whatever_they_say() {
    let speech = "“한 냥 오십 전은 너무 많은데요.” 하고 소년은 고개를 기웃거리며 오래된 다리를 건너갔다. \
        “그래, 그러면 일찍 들어와요.” 하고 할머니는 대문을 닫으며 다시 한 번 아이를 돌아보았다.";
    let pair = [broken(speech, 60, true), broken(KOREAN, 60, true)].join(
        "

",
    );
    let text = vec![pair; 5];
    assert_eq!(paragraphs(&text.join("\n\n")), [speech, KOREAN].repeat(5));
}

#[test]
fn blanks_between_korean_words_are_known_from_the_rest_of_the_text() {
    let others = "개울가의 버드나무는 지난 겨울에 보았던 그 나무였다. 그가 돌아온 마을은 눈 덮인 산길 아래에 있었다.";
    for cells in [56, 61, 67] {
        let text = [
            broken(KOREAN, cells, false),
            broken(others, cells, false),
            broken(KOREAN, cells, false),
        ];
        let text = vec![text.join("\n\n"); 4].join("\n\n");
        let whole: Vec<String> = paragraphs(&text)
            .into_iter()
            .filter(|text| text.len() > others.len())
            .collect();
        assert!(!whole.is_empty());
        for paragraph in whole {
            let missing = KOREAN
                .matches(' ')
                .count()
                .abs_diff(paragraph.matches(' ').count());
            assert!(missing <= 1, "{cells}: {paragraph}");
        }
    }
}
