//! Books whose chapters are numbered in more than one style.

use super::check;

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

#[test]
fn a_title_that_is_printed_twice_is_shown_once() {
    check(
        "第一章 山路\n第一章 山路\n　　¶\n第二章 河水\n\n第二章 河水\n　　¶\n第三章 桥\n　　¶",
        "1 第一章 山路\n1 第二章 河水\n1 第三章 桥",
    );
}

#[test]
fn boxed_parts_of_a_lesson_plan_are_above_its_lessons() {
    check(
        "《小桥》教学设计\n\n【教学目标】\n¶\n\n【教学重点】\n¶\n\n【教学过程】\n\n第一课时\n\n一、导入\n¶\n\n二、初读\n¶\n\n第二课时\n\n一、复习\n¶\n\n二、作业\n¶\n\n【板书设计】\n¶\n\n【教学反思】\n¶\n",
        "1 【教学目标】
        1 【教学重点】
        1 【教学过程】
        2 第一课时
        3 一、导入
        3 二、初读
        2 第二课时
        3 一、复习
        3 二、作业
        1 【板书设计】
        1 【教学反思】",
    );
}

#[test]
fn numbers_before_the_articles_of_a_contract_are_above_them() {
    check(
        "임대차 계약서\n\n1. 부동산의 표시\n\n소재지는 석교면이고 면적은 이백 평이다.\n\n2. 계약 내용\n\n제1조 (목적) 보증금과 월세를 다음과 같이 정한다.\n\n제2조 (기간) 기간은 두 해로 한다.\n\n제3조 (해지) 임대인은 계약을 해지할 수 있다.\n\n                    2024년 4월 10일\n\n임대인  성  명: 강 산\n",
        "1 1. 부동산의 표시\n1 2. 계약 내용\n2 제1조 (목적)\n2 제2조 (기간)\n2 제3조 (해지)",
    );
}

#[test]
fn numbers_that_name_their_chapter_need_no_text_below() {
    check(
        "第一章　绪论\n\n1.1　背景\n\n¶\n\n1.2　现状\n\n¶\n\n第二章　方法\n\n2.1　模型\n\n¶\n\n2.2　小结\n\n¶\n\n第三章　结论\n\n3.1　总结\n\n3.2　展望\n\n参考文献\n\n[1] 李春. 河流志. 2019.\n",
        "1 第一章　绪论\n2 1.1　背景\n2 1.2　现状\n1 第二章　方法\n2 2.1　模型\n2 2.2　小结\n1 第三章　结论\n2 3.1　总结\n2 3.2　展望\n1 参考文献",
    );
}

#[test]
fn a_sole_title_without_a_number_at_the_end_is_beside_the_numbers() {
    let part = |title: &str| format!("{title}\n\n　¶\n¶\n¶\n¶\n\n");
    let titles = [
        "第一部　江\n\n第一章　舟",
        "第二章　渡",
        "第二部　山\n\n第三章　路",
        "第四章　结束",
        "灯火渐远",
    ];
    check(
        &format!("道中記\n\n{}", titles.map(part).concat()),
        "1 第一部　江
        2 第一章　舟
        2 第二章　渡
        1 第二部　山
        2 第三章　路
        2 第四章　结束
        1 灯火渐远",
    );
}
