//! Episodes, collections, plays and other stories, in several languages.

use super::{check, outline_lines};

#[test]
fn japanese_episodes() {
    check(
        "第一話　出会い

　その日は朝から雨が降っていた。駅前の通りには人影もなく、傘の色だけが目に残った。
「おはよう」
「おはようございます」
　彼女は笑った。

第二話　別れ

　次の日も雨だった。私は傘を持たずに家を出て、駅まで走った。

エピローグ

　それから三年が過ぎた。町は少しも変わっていない。",
        "1 第一話　出会い
1 第二話　別れ
1 エピローグ",
    );
}

#[test]
fn japanese_sequels() {
    check(
        "其の一

　雨が降っていた。駅前の通りには人影もなく、傘の色だけが目に残った。

其の二

　次の日も雨だった。私は傘を持たずに家を出て、駅まで走った。",
        "1 其の一
1 其の二",
    );
}

#[test]
fn korean_chapters() {
    check(
        "프롤로그

그날은 아침부터 비가 내렸다. 역 앞 거리에는 사람 그림자도 없었다.

제1장 만남

그는 우산도 없이 걸었다. 아무도 그를 부르지 않았다.

제2장 이별

다음 날도 비가 내렸다. 그는 다시 역으로 갔다.",
        "1 프롤로그
1 제1장 만남
1 제2장 이별",
    );
}

#[test]
fn korean_episodes() {
    check(
        "1화 시작

그날은 아침부터 비가 내렸다. 역 앞 거리에는 사람 그림자도 없었다.

2화 끝

다음 날도 비가 내렸다. 그는 다시 역으로 갔다.",
        "1 1화 시작
1 2화 끝",
    );
}

#[test]
fn english_chapters() {
    check(
        "Chapter 1: The River

It was raining. The street in front of the station was empty.

Chapter 2: The Road

It was raining again. He went to the station without an umbrella.",
        "1 Chapter 1: The River
1 Chapter 2: The Road",
    );
}

#[test]
fn a_collection_has_plain_titles() {
    check(
        "山路

　　¶
　　¶

河水

　　¶
　　¶

石桥

　　¶
　　¶",
        "1 山路
1 河水
1 石桥",
    );
}

#[test]
fn centred_titles_have_many_indents() {
    check(
        "          山路

　　¶
　　¶

              高山上的村庄

　　¶
　　¶

            水

　　¶",
        "1 山路
1 高山上的村庄
1 水",
    );
}

#[test]
fn a_play_has_acts_and_scenes() {
    check(
        "第一幕
第一场 村口
（王五上）
王五：¶
李四：好啊。
第二场 井边
李四：¶
第二幕
第一场 镇上
王五：¶",
        "1 第一幕
2 第一场 村口
2 第二场 井边
1 第二幕
2 第一场 镇上",
    );
}

#[test]
fn messages_in_boxes_are_no_titles() {
    check(
        "第一章 穿越

　　¶
　　【叮！系统已激活】
　　§
　　【姓名：王五】
　　【等级：1】
　　¶

第二章 升级

　　¶
　　三天后
　　¶
　　***
　　§

第三章 归来

　　¶
　　轰！
　　¶",
        "1 第一章 穿越
1 第二章 升级
1 第三章 归来",
    );
}

#[test]
fn lists_in_stories_are_no_titles() {
    check(
        "　　要带的东西有：
1、水
2、干粮
3、雨衣
　　¶
　　他说：一、不去；二、要去；三、再想想。
　　¶",
        "",
    );
}

#[test]
fn titles_stand_below_bare_numbers() {
    check(
        "第一章
山村来客

　　¶
第二章
雨夜

　　¶
第三章
清晨

　　¶",
        "1 第一章 山村来客
1 第二章 雨夜
1 第三章 清晨",
    );
}

#[test]
fn times_between_scenes_are_no_titles() {
    check(
        "雨夜

　　¶
　　¶

三年后

　　¶

又三年

　　¶",
        "",
    );
}

#[test]
fn verse_in_a_story_is_no_title() {
    check(
        "　　¶
　　白日依山尽　黄河入海流
　　欲穷千里目　更上一层楼
　　¶
　　空山不见人　但闻人语响
　　返景入深林　复照青苔上
　　¶
　　¶
　　¶",
        "",
    );
}

#[test]
fn missing_chapters_do_no_harm() {
    check(
        "第一章 山
¶
第三章 水
¶
第四章 石
¶
第四章 石（下）
¶
第七章 木
¶",
        "1 第一章 山
1 第三章 水
1 第四章 石
1 第四章 石（下）
1 第七章 木",
    );
}

#[test]
fn numbers_and_blanks() {
    check(
        "一　风雪惊变

　　¶
　　§

二　江南七怪

　　¶

三　大漠风沙

　　¶

后记

　　¶",
        "1 一　风雪惊变
1 二　江南七怪
1 三　大漠风沙
1 后记",
    );
}

#[test]
fn chapters_count_anew_in_each_volume() {
    check(
        "第一卷 山

第一章 高
¶
第二章 低
¶

第二卷 水

第一章 河
¶
第二章 湖
¶

尾声
¶",
        "1 第一卷 山
2 第一章 高
2 第二章 低
1 第二卷 水
2 第一章 河
2 第二章 湖
2 尾声",
    );
}

#[test]
fn the_first_line_over_all_is_the_title_of_the_text_and_no_heading() {
    let days = "3月1日 晴\n　　¶\n　　¶\n3月4日 雨\n　　¶\n　　¶\n4月2日 晴\n　　¶\n　　¶\n4月8日 阴\n　　¶\n　　¶";
    let want = "1 3月1日 晴\n1 3月4日 雨\n1 4月2日 晴\n1 4月8日 阴";
    check(&format!("山居日记\n\n{days}"), want);
    let verse = |first: &str| {
        let poem = |title: &str| {
            format!("{title}\n\n　　春山一夜雨，溪水满前川。\n　　开门人不见，花落钓鱼船。\n\n")
        };
        let part = |head: &str, titles: [&str; 2]| {
            let poems: String = titles.iter().map(|title| poem(title)).collect();
            format!("{head}\n\n{poems}")
        };
        format!(
            "{first}{}{}",
            part("卷一", ["春晓", "夏日田家"]),
            part("卷二", ["题画", "冬日登楼"])
        )
    };
    check(
        &verse("山居集\n\n"),
        "1 卷一
        2 春晓
        2 夏日田家
        1 卷二
        2 题画
        2 冬日登楼",
    );
}

#[test]
fn a_speech_without_a_stop_is_text_below_a_title() {
    let essay = |title: &str| {
        format!("{title}\n\n「誰だ」\n　返事はなかった。\n　雨が瓦を打っていた。\n\n")
    };
    let text = ["狐の窓", "雪の手袋", "月の舟", "海の宿"]
        .map(essay)
        .concat();
    let text = format!("童話集\n\n\n{text}");
    assert_eq!(
        outline_lines(&text),
        "1 狐の窓\n1 雪の手袋\n1 月の舟\n1 海の宿"
    );
}
