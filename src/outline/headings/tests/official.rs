//! Regulations, notices and reports, and their lines that are not titles.

use super::check;

#[test]
fn parts_chapters_sections() {
    check(
        "第一部分 总论
第一章 山
第一节 高山
¶
第二节 低山
¶
第二部分 分论
第二章 水
第三节 河
¶",
        "1 第一部分 总论
2 第一章 山
3 第一节 高山
3 第二节 低山
1 第二部分 分论
2 第二章 水
3 第三节 河",
    );
}

#[test]
fn a_regulation_prints_its_contents() {
    check(
        "集市管理办法

（2001年1月1日发布）

目　录

第一章　总　则
第二章　摊　位
第三章　附　则

第一章　总　则

第一条　为了管好集市，制定本办法。
第二条　本办法适用于镇内的集市。

第二章　摊　位

第三条　摊主应当遵守下列规定：
（一）按号设摊；
（二）明码标价；
（三）保持清洁。
第四条　违反第三条规定的，予以警告。

第三章　附　则

第五条　本办法自发布之日起施行。",
        "1 第一章　总　则
2 第一条
2 第二条
1 第二章　摊　位
2 第三条
2 第四条
1 第三章　附　则
2 第五条",
    );
}

#[test]
fn a_notice_runs_into_its_paragraphs() {
    check(
        "关于做好春耕工作的通知

各村：

¶现就有关事项通知如下：

一、提高认识，加强领导。¶
二、突出重点，落实措施。¶
（一）抓好种子供应。¶
（二）抓好农资储备。¶
三、强化督查，确保实效。¶

镇政府
2023年3月1日",
        "1 一、提高认识，加强领导
1 二、突出重点，落实措施
2 （一）抓好种子供应
2 （二）抓好农资储备
1 三、强化督查，确保实效",
    );
}

#[test]
fn sections_count_anew_under_chapters() {
    check(
        "第一章 山
1、高山
¶
2、低山
¶
第二章 水
1、河
¶
2、湖
¶",
        "1 第一章 山
2 1、高山
2 2、低山
1 第二章 水
2 1、河
2 2、湖",
    );
}

#[test]
fn the_order_of_styles_is_the_texts_own() {
    check(
        "1、总论
¶
一、甲说
¶
二、乙说
¶
2、分论
¶
一、丙说
¶
二、丁说
¶",
        "1 1、总论
2 一、甲说
2 二、乙说
1 2、分论
2 一、丙说
2 二、丁说",
    );
}

#[test]
fn four_levels_of_an_official_text() {
    check(
        "一、学习
1.理论
（1）读书。¶
（2）听课。¶
2.实践
（1）下乡。¶
（2）下厂。¶
二、工作
¶",
        "1 一、学习
2 1.理论
3 （1）读书
3 （2）听课
2 2.实践
3 （1）下乡
3 （2）下厂
1 二、工作",
    );
}

#[test]
fn speakers_are_no_titles() {
    check(
        "山村医生访谈

记者：您在这里多少年了？
医生：二十年了。
记者：为什么留下来？
医生：¶",
        "",
    );
}

#[test]
fn names_are_no_titles() {
    check(
        "名单

张三
李四
王五
赵六

¶",
        "",
    );
}

#[test]
fn steps_of_a_recipe_are_no_titles() {
    check(
        "红烧肉的做法

材料：五花肉、冰糖、酱油

步骤：
1、五花肉切块，冷水下锅焯水。
2、锅中放少许油，下冰糖炒出糖色。
3、下肉块翻炒，加酱油和水。
4、小火炖一小时，收汁即可。

小贴士
¶",
        "",
    );
}

#[test]
fn lists_under_titles_are_no_titles() {
    check(
        "一、准备工作
要带的东西：
1. 水
2. 干粮
3. 雨衣
¶
二、路线
1. 从东门出发
2. 到西门集合
¶
三、注意事项
（1）不要掉队；
（2）不要抽烟；
（3）听从指挥。",
        "1 一、准备工作
1 二、路线
1 三、注意事项",
    );
}

#[test]
fn an_outline_is_all_titles() {
    check(
        "写作提纲
一、引子
二、山村的过去
（一）路
（二）水
三、山村的现在
（一）人
（二）事
四、尾声",
        "1 一、引子
1 二、山村的过去
2 （一）路
2 （二）水
1 三、山村的现在
2 （一）人
2 （二）事
1 四、尾声",
    );
}

#[test]
fn reports_have_plain_titles() {
    check(
        "关于山区发展的报告

　　¶

　　过去五年的回顾

　　¶
　　¶

　　主要任务

　　¶
　　¶

　　保障措施

　　¶",
        "1 过去五年的回顾
1 主要任务
1 保障措施",
    );
}

#[test]
fn samples_are_counted_behind_the_word() {
    check(
        "篇一：学习总结
¶
篇二：工作总结
¶
篇三：思想总结
¶",
        "1 篇一：学习总结
1 篇二：工作总结
1 篇三：思想总结",
    );
}

#[test]
fn numbers_of_documents_and_pages_and_lists_of_annexes_are_no_headings() {
    check(
        "某某市人民政府关于修路的通知\n某政发〔2001〕7号\n\n各县：\n\n¶\n一、总的要求\n¶\n二、主要任务\n¶\n三、保证\n¶\n附件：1. 分工表\n\n第 3 页\n¶\n(三)\n¶\n（一）班的同学来了。\n¶\n第四节课的钟响了\n\n¶",
        "1 一、总的要求
        1 二、主要任务
        1 三、保证",
    );
}

#[test]
fn a_single_annex_has_its_title_below_it() {
    check(
        "一、总的要求\n¶\n二、主要任务\n¶\n三、保证\n¶\n\n附件1\n任务分工表\n\n¶",
        "1 一、总的要求
        1 二、主要任务
        1 三、保证
        1 附件1 任务分工表",
    );
}
