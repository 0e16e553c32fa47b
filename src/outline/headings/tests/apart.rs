//! Titles without numbers that their place, a date or their neighbours show.

use super::{check, outline_lines};

const BODY: &str = "山里的雾到了中午才散，路边的石头还是湿的。";

#[test]
fn more_empty_lines_than_between_paragraphs_set_titles_apart() {
    let essay = |title: &str| format!("{title}\n\n{BODY}\n\n{BODY}\n\n{BODY}\n");
    let text = ["河边的路", "夜雨", "老屋"].map(essay).join("\n\n");
    assert_eq!(outline_lines(&text), "1 河边的路\n1 夜雨\n1 老屋");
    // A paragraph that is set apart as well.
    let text = text.replacen("夜雨\n\n", "", 1);
    assert!(!outline_lines(&text).contains("老屋"));
}

#[test]
fn short_lines_with_an_indent_of_their_own_are_titles() {
    let part = |season: &str| {
        format!("　　{season}\n\n川の水は朝ごとに冷たくなりぬ\n\n石橋を渡る人あり昼の月\n\n")
    };
    let text = format!("句集　川の音\n\n{}", ["春", "夏", "秋"].map(part).concat());
    assert_eq!(outline_lines(&text), "1 春\n1 夏\n1 秋");
}

#[test]
fn blocks_that_begin_with_a_short_line_have_titles() {
    let text = "《桥》教案\n\n教学目标\n1. 读懂课文。\n2. 学会生字。\n\n教学重点\n理解比喻。\n\n教学过程\n一、导入\n老师讲桥的故事。\n二、小结\n背诵第一段。\n";
    assert_eq!(
        outline_lines(text),
        "1 教学目标\n1 教学重点\n1 教学过程\n2 一、导入\n2 二、小结"
    );
    // Stanzas.
    let verse =
        "我坐在河边\n看水流过去\n\n石头不说话\n我也不说话\n\n天黑了\n灯亮着\n\n桥还在\n人走了\n";
    assert_eq!(outline_lines(verse), "");
}

#[test]
fn days_of_a_diary_are_titles() {
    for days in [
        [
            "2025年3月1日 星期六 阴",
            "2025年3月2日 星期日 小雨",
            "2025年3月3日 星期一 晴",
        ],
        [
            "八月一日（火）　晴",
            "八月二日（水）　曇",
            "八月三日（木）　雨",
        ],
        ["3월 1일 토요일", "3월 2일 일요일", "3월 3일 월요일"],
        [
            "河清元年（701）  一岁",
            "河清五年（705）  五岁",
            "河清八年（708）  八岁",
        ],
        [
            "2025年4月18日值班日志",
            "2025年4月19日值班日志",
            "2025年4月20日值班日志",
        ],
    ] {
        let text = days.map(|day| format!("{day}\n{BODY}\n")).join("\n");
        let expected = days.map(|day| format!("1 {day}")).join("\n");
        assert_eq!(outline_lines(&text), expected);
    }
    // Signatures and beginnings of sentences.
    check(
        "¶
¶
石桥乡人民政府
2025年3月1日

¶
石桥乡人民政府
2025年4月1日",
        "",
    );
}

#[test]
fn poets_are_above_their_poems() {
    let poems = "李白\n静夜思\n床前明月光，疑是地上霜。\n举头望明月，低头思故乡。\n\n早发白帝城\n朝辞白帝彩云间，千里江陵一日还。\n\n\
                 杜甫\n春望\n国破山河在，城春草木深。\n感时花溅泪，恨别鸟惊心。\n\n登高\n风急天高猿啸哀，渚清沙白鸟飞回。\n\n\
                 王维\n鸟鸣涧\n人闲桂花落，夜静春山空。\n";
    assert_eq!(
        outline_lines(poems),
        "1 李白\n2 静夜思\n2 早发白帝城\n1 杜甫\n2 春望\n2 登高\n1 王维\n2 鸟鸣涧"
    );
}

#[test]
fn names_and_verses_below_titles_are_none() {
    let text = "먼 길\n\n김하나\n\n나는 걷는다\n강가를 따라\n\n바람이 분다\n들판 너머로\n\n돌다리\n\n박두리\n\n물이 흐른다\n돌 사이로\n\n해가 진다\n산 너머로\n\n등불\n\n이세찬\n\n밤이 온다\n등불을 켠다\n";
    let found = outline_lines(text);
    assert!(!found.contains(['郎', '花']), "{found}");
}

#[test]
fn words_whose_letters_stand_apart_are_titles() {
    let part = |words: &str| format!("{words}\n\n修桥会议\n{BODY}\n\n");
    let text = ["特　　载", "农　业", "文　教"].map(part).concat();
    let text = format!("河县年鉴（2023）\n\n{text}");
    assert_eq!(outline_lines(&text), "1 特　　载\n1 农　业\n1 文　教");
}

#[test]
fn labels_that_end_in_a_colon_are_titles_unless_they_are_names() {
    let text = format!(
        "民事起诉状\n\n原告：何春，女，住石桥镇。\n被告：顺达公司，住所地明月街道。\n\n诉讼请求：\n1.判令被告办证；\n2.判令被告付款。\n\n事实与理由：\n{BODY}\n{BODY}\n\n此致\n县法院\n"
    );
    assert_eq!(outline_lines(&text), "1 诉讼请求\n1 事实与理由");
    let turn = |name: &str| format!("{name}：\n{BODY}\n\n");
    let names = ["何春生", "李小河", "何春生", "李小河"].map(turn).concat();
    assert_eq!(outline_lines(&names), "");
}
