//! Numbers and lines that are no headings, whatever stands around them.

use super::{check, outline_lines};

const BODY: &str = "山里的雾到了中午才散，路边的石头还是湿的。";

#[test]
fn numbers_of_rows_events_and_dates_are_no_headings() {
    for text in [
        "网络\n\n1.1.1.1 首选\n8.8.8.8 备用\n192.168.1.1 网关\n",
        "予定\n\n第３回町民運動会\n第１５回文化祭\n第２回議会報告会\n",
        "공지\n\n도서관 휴관 안내\n제3회 독후감 공모전 발표\n주차장 이용 안내\n",
        "笔录\n\n问：几点睡的？\n答：十点。\n问：谁能证明？\n答：没有人。\n问：还有补充吗？\n答：没有。\n",
    ] {
        assert_eq!(outline_lines(text), "", "{text}");
    }
    check(
        "1. 背景
¶
2. 目标
2.1 业务
¶
2.2 技术
¶
3. 排期
¶
4. 进度
2.10 评审
2.15 开发
¶",
        "1 1. 背景\n1 2. 目标\n2 2.1 业务\n2 2.2 技术\n1 3. 排期\n1 4. 进度",
    );
}

#[test]
fn sentences_do_not_take_the_place_of_chapters() {
    check(
        "第1章 数字

¶
¶

第2章 继续

¶
　　第3章 是他最喜欢的一章，他说。
¶

第3章 归来

¶",
        "1 第1章 数字\n1 第2章 继续\n1 第3章 归来",
    );
}

#[test]
fn furniture_of_chapters_is_no_heading() {
    for line in [
        "PS：求月票",
        "求推荐票，求收藏",
        "【恭喜宿主突破炼气三层】",
        "民国三十六年　秋",
        "石桥“你来了，是吗？”",
        "　　　　　　　　　　秀兰\n　　　　　　　　三月二日",
    ] {
        let chapter = |name: &str| format!("{name}\n\n{line}\n\n{BODY}\n{BODY}\n{BODY}\n\n");
        let text = ["第一章 雪", "第二章 雨", "第三章 风"]
            .map(chapter)
            .concat();
        assert_eq!(
            outline_lines(&text),
            "1 第一章 雪\n1 第二章 雨\n1 第三章 风",
            "{line}"
        );
    }
}
