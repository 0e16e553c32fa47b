//! Novels, stories and plays, and the outlines a reader would give them.

use super::check;

#[test]
fn a_web_novel_has_volumes_chapters_and_site_debris() {
    check(
        "《云上客》
作者：行舟

内容简介：
　　¶

正文 第一卷 风起

正文 第1章 初入山门
更新时间:2012-3-4 10:00:00 本章字数:3012

　　¶
　　§

正文 第2章 夜雨！
更新时间:2012-3-5 10:00:00 本章字数:2988

　　¶
　　第三章我们再说这件事。
　　¶

正文 第3章 又是一年，春来了

　　¶

正文 第二卷 云涌

正文 第4章 下山
　　¶
　　§

番外 旧时月色
　　¶

后记
　　¶",
        "1 内容简介
1 第一卷 风起
2 第1章 初入山门
2 第2章 夜雨！
2 第3章 又是一年，春来了
1 第二卷 云涌
2 第4章 下山
2 番外 旧时月色
1 后记",
    );
}

#[test]
fn a_chapter_may_name_its_volume() {
    check(
        "第一卷 风起 第一章 初见
　　¶
　　§
第一卷 风起 第二章 夜雨
　　¶
第二卷 云涌 第一章 下山
　　¶
第二卷 云涌 第二章 归来
　　¶",
        "1 第一卷 风起 第一章 初见
1 第一卷 风起 第二章 夜雨
1 第二卷 云涌 第一章 下山
1 第二卷 云涌 第二章 归来",
    );
}

#[test]
fn numbers_are_written_in_many_ways() {
    check(
        "第１章　出发
¶
第２章　渡口
¶
第廿三回 雪夜访友
¶
第壹章 旧事
¶
第 5 章 新年
¶
第一百零三章、结局
¶",
        "1 第１章　出发
1 第２章　渡口
1 第廿三回 雪夜访友
1 第壹章 旧事
1 第 5 章 新年
1 第一百零三章、结局",
    );
}

#[test]
fn ornaments_stand_before_titles() {
    check(
        "☆、第一章 山
　　¶
☆、第二章 水
　　¶
☆、番外一
　　¶",
        "1 第一章 山
1 第二章 水
1 番外一",
    );
}

#[test]
fn rules_and_boxes_stand_around_titles() {
    check(
        "=== 第1节 山 ===
¶
=== 第2节 水 ===
¶
【第3节 石】
¶",
        "1 第1节 山
1 第2节 水
1 第3节 石",
    );
}

#[test]
fn bare_numbers_are_titles_if_text_stands_between() {
    check(
        "　　一
　　¶
　　§
　　二
　　¶
　　三
　　¶",
        "1 一
1 二
1 三",
    );
}

#[test]
fn labels_that_come_again_are_no_titles() {
    check(
        "考城隍

　　¶
　　¶

[注释]
　　〔１〕某某：¶

耳中人

　　¶

[注释]
　　〔１〕某某：¶

尸变

　　¶

[注释]
　　〔１〕某某：¶",
        "1 考城隍
1 耳中人
1 尸变",
    );
}

#[test]
fn a_japanese_novel_counts_scenes_in_digits() {
    check(
        "序章

　雨が降っていた。駅前の通りには人影もなく、傘の色だけが目に残った。

第一章　出会い

１

　雨が降っていた。駅前の通りには人影もなく、傘の色だけが目に残った。

２

　雨が降っていた。駅前の通りには人影もなく、傘の色だけが目に残った。

第二章　別れ

１

　雨が降っていた。駅前の通りには人影もなく、傘の色だけが目に残った。

２

　雨が降っていた。駅前の通りには人影もなく、傘の色だけが目に残った。

３

　雨が降っていた。駅前の通りには人影もなく、傘の色だけが目に残った。

終章

　雨が降っていた。駅前の通りには人影もなく、傘の色だけが目に残った。",
        "1 序章
1 第一章　出会い
2 １
2 ２
1 第二章　別れ
2 １
2 ２
2 ３
1 終章",
    );
}

#[test]
fn a_korean_novel_counts_scenes_in_digits() {
    check(
        "제1부 봄

1

비가 내렸다. 역 앞 거리에는 사람 그림자도 없었다. 그는 걸었다.

2

비가 내렸다. 역 앞 거리에는 사람 그림자도 없었다. 그는 걸었다.

제2부 여름

1

비가 내렸다. 역 앞 거리에는 사람 그림자도 없었다. 그는 걸었다.

2

비가 내렸다. 역 앞 거리에는 사람 그림자도 없었다. 그는 걸었다.",
        "1 제1부 봄
2 1
2 2
1 제2부 여름
2 1
2 2",
    );
}

#[test]
fn stories_stand_under_volumes() {
    check(
        "卷一

考城隍

　　¶
　　¶

耳中人

　　¶
　　¶

尸变

　　¶
　　¶

卷二

陆判

　　¶
　　¶

婴宁

　　¶
　　¶

聂小倩

　　¶
　　¶

卷三

江中

　　¶
　　¶

鲁公女

　　¶
　　¶",
        "1 卷一
2 考城隍
2 耳中人
2 尸变
1 卷二
2 陆判
2 婴宁
2 聂小倩
1 卷三
2 江中
2 鲁公女",
    );
}

#[test]
fn counting_aloud_is_no_title() {
    check(
        "第一章 山

　　“一、二、三！”他喊道。
　　¶
　　1、2、3，木头人。
　　¶
　　三十六计，走为上计。
　　¶

第二章 水

　　一、二、三、四，他数着。
　　¶",
        "1 第一章 山
1 第二章 水",
    );
}

#[test]
fn signs_stand_before_story_titles() {
    check(
        "◎考城隍
　　¶
　　¶
◎耳中人
　　¶
　　¶
◎尸变
　　¶
　　¶",
        "1 考城隍
1 耳中人
1 尸变",
    );
}

#[test]
fn an_end_of_a_volume_is_no_title() {
    check(
        "第一卷 山
第一章 高
　　¶
（第一章完）
第二章 低
　　¶
第一卷完
第二卷 水
第三章 河
　　¶
第二卷 完",
        "1 第一卷 山
2 第一章 高
2 第二章 低
1 第二卷 水
2 第三章 河",
    );
}

#[test]
fn notes_on_the_setting_stand_before_numbers() {
    check(
        "　　　　　　　鼠

［＃５字下げ］一

　　¶

［＃５字下げ］二

　　¶

［＃５字下げ］三

　　¶",
        "1 一
1 二
1 三",
    );
}

#[test]
fn chapters_with_and_without_di_are_siblings() {
    check(
        "第壹章 山雨\n¶\n第贰章　夜行\n¶\n第廿一章 归来\n¶\n第２２章 远行\n¶\n二十三章 无声\n¶\n二十四章 春日\n¶\n完本感言\n¶",
        "1 第壹章 山雨
        1 第贰章　夜行
        1 第廿一章 归来
        1 第２２章 远行
        1 二十三章 无声
        1 二十四章 春日
        1 完本感言",
    );
}

#[test]
fn episodes_stand_under_chapters() {
    check(
        "프롤로그\n¶\n제1장 비\n1화 만남\n¶\n2화 이별\n¶\n제2장 강\n3화 귀로\n¶\n4화 겨울\n¶\n에필로그\n¶",
        "1 프롤로그
        1 제1장 비
        2 1화 만남
        2 2화 이별
        1 제2장 강
        2 3화 귀로
        2 4화 겨울
        1 에필로그",
    );
}

#[test]
fn the_rest_of_a_broken_title_hangs_below_it() {
    check(
        "第一回 老周伯冒雨渡河寻旧友 小桂花临窗\n　　　　落泪忆前生\n\n¶\n¶\n\n第二回 山路初通货车往来不绝 果园新熟客\n　　　　商争相收买\n\n¶\n¶\n",
        "1 第一回 老周伯冒雨渡河寻旧友 小桂花临窗落泪忆前生
        1 第二回 山路初通货车往来不绝 果园新熟客商争相收买",
    );
}

#[test]
fn numbers_in_boxes_and_ranges_are_chapters() {
    check(
        "第一章 山雨\n¶\n【第二章】夜行\n¶\n［第三章］ 归来\n¶\nVIP章节 第四章 远行\n¶\n第5-6章 无声（合章）\n¶\n第七章 春日\n¶",
        "1 第一章 山雨
        1 【第二章】夜行
        1 ［第三章］ 归来
        1 第四章 远行
        1 第5-6章 无声（合章）
        1 第七章 春日",
    );
}

#[test]
fn titles_below_some_of_the_numbers_are_taken() {
    check(
        "第一回　老周伯渡河寻旧友\n\n¶\n\n第二回\n小桂花临窗忆前生\n\n¶\n\n第三回　山路初通货车来\n\n¶\n\n第四回\n果园新熟客商争\n\n¶",
        "1 第一回　老周伯渡河寻旧友
        1 第二回 小桂花临窗忆前生
        1 第三回　山路初通货车来
        1 第四回 果园新熟客商争",
    );
}

#[test]
fn what_is_said_again_and_again_is_no_heading() {
    check(
        &"甲 10:00\n一、今晚聚餐\n\n乙 10:01\n好的\n\n甲 10:02\n第一章改完了\n\n".repeat(4),
        "",
    );
}
