//! Verse and classics, with the outlines a reader expects.

use super::check;

#[test]
fn names_of_poets_are_no_titles() {
    check(
        "春晓
孟浩然
春眠不觉晓，处处闻啼鸟。
夜来风雨声，花落知多少。

静夜思
李白
床前明月光，疑是地上霜。
举头望明月，低头思故乡。

登鹳雀楼
王之涣
白日依山尽，黄河入海流。
欲穷千里目，更上一层楼。",
        "1 春晓
1 静夜思
1 登鹳雀楼",
    );
}

#[test]
fn poems_without_marks_have_titles_that_stand_alone() {
    check(
        "河边

我坐在河边
看水流过去
看水流过来

石头不说话
我也不说话

路

路通向山里
山里有人家
人家有灯

灯亮着
我就不怕

井

井很深
绳子很长
桶慢慢下去

水慢慢上来",
        "1 河边
1 路
1 井",
    );
}

#[test]
fn classics_count_at_the_end() {
    check(
        "論語

學而第一
子曰：「學而時習之，不亦說乎？有朋自遠方來，不亦樂乎？」
有子曰：「其為人也孝弟，而好犯上者，鮮矣。」
為政第二
子曰：「為政以德，譬如北辰，居其所而眾星共之。」
八佾第三
孔子謂季氏：「八佾舞於庭，是可忍也，孰不可忍也？」",
        "1 學而第一
1 為政第二
1 八佾第三",
    );
}

#[test]
fn stratagems_are_counted_by_a_word_of_their_own() {
    check(
        "第一套 胜战计
第一计 瞒天过海
备周则意怠，常见则不疑。阴在阳之内，不在阳之对。
第二计 围魏救赵
共敌不如分敌，敌阳不如敌阴。
第三计 借刀杀人
敌已明，友未定，引友杀敌，不自出力。",
        "1 第一计 瞒天过海
1 第二计 围魏救赵
1 第三计 借刀杀人",
    );
}

#[test]
fn volumes_are_counted_behind_the_word() {
    check(
        "卷之一

　　¶

卷之二

　　¶

卷之三 下

　　¶",
        "1 卷之一
1 卷之二
1 卷之三 下",
    );
}
