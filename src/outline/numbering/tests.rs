//! Forms of numbers, and their look-alikes.

use super::*;

#[test]
fn numbers_are_told_by_their_style() {
    for (text, style, number, title) in [
        ("第十二章 山", NumberStyle::Unit('章'), 12, "山"),
        ("第十二章山", NumberStyle::Unit('章'), 12, "山"),
        ("第 12 章：山", NumberStyle::Unit('章'), 12, "山"),
        ("第１２節　山", NumberStyle::Unit('节'), 12, "山"),
        ("第廿三回", NumberStyle::Unit('回'), 23, ""),
        ("第贰拾章·山", NumberStyle::Unit('章'), 20, "山"),
        ("第十七条之一 山", NumberStyle::Unit('条'), 17, "山"),
        ("第十七条の二の三　山", NumberStyle::Unit('条'), 17, "山"),
        ("제3조의2 산", NumberStyle::Unit('条'), 3, "산"),
        ("第二部分　山", NumberStyle::Unit('分'), 2, "山"),
        ("제3장 산", NumberStyle::Unit('章'), 3, "산"),
        ("1화 산", NumberStyle::UnitBare('话'), 1, "산"),
        ("二十四章 山", NumberStyle::UnitBare('章'), 24, "山"),
        ("卷五 山", NumberStyle::UnitFirst('卷'), 5, "山"),
        ("卷之上", NumberStyle::UnitFirst('卷'), 1, ""),
        ("下编 山", NumberStyle::UpperLower('编'), 3, "山"),
        ("第２　山", NumberStyle::OtherUnit('第'), 2, "山"),
        ("第三夜", NumberStyle::OtherUnit('夜'), 3, ""),
        ("其の二", NumberStyle::Sequel, 2, ""),
        ("三、山", NumberStyle::Han(Separator::Comma), 3, "山"),
        ("三．山", NumberStyle::Han(Separator::Dot), 3, "山"),
        ("（三）山", NumberStyle::HanParen, 3, "山"),
        ("㈢山", NumberStyle::HanParen, 3, "山"),
        ("3．山", NumberStyle::Digit(Separator::Dot), 3, "山"),
        ("⒊山", NumberStyle::Digit(Separator::Dot), 3, "山"),
        ("3山", NumberStyle::Digit(Separator::None), 3, "山"),
        ("1.2.3 山", NumberStyle::Decimal(3), 3, "山"),
        ("１．２山", NumberStyle::Decimal(2), 2, "山"),
        ("2.1 公司概况", NumberStyle::Decimal(2), 1, "公司概况"),
        ("2.2.1 来源", NumberStyle::Decimal(3), 1, "来源"),
        ("3 分析", NumberStyle::Digit(Separator::Blank), 3, "分析"),
        ("(3) 山", NumberStyle::DigitParen, 3, "山"),
        ("3）山", NumberStyle::DigitHalfParen, 3, "山"),
        ("③山", NumberStyle::Circle, 3, "山"),
        ("C. 山", NumberStyle::Letter, 3, "山"),
        ("Ⅳ、山", NumberStyle::Roman, 4, "山"),
        ("IV. 山", NumberStyle::Roman, 4, "山"),
        ("Chapter 4: Hills", NumberStyle::English(0), 4, "Hills"),
        ("附录B 山", NumberStyle::Label(0), 2, "山"),
    ] {
        let marker = parse_marker(text).unwrap_or_else(|| panic!("{text} is a number"));
        assert_eq!((marker.style, marker.number), (style, number), "{text}");
        assert_eq!(text.get(marker.end..), Some(title), "{text}");
    }
}

#[test]
fn what_is_counted_and_no_title_is_no_number() {
    for text in [
        "第一次见面",
        "第三个人",
        "第五天早上",
        "第三回合",
        "第二部分人",
        "第一节课",
        "第五部门",
        "第三集合",
        "第一章程",
        "第七篇幅",
        "第四卷入",
        "第一幕后",
        "第一讲话",
        "第一课程",
        "第一话题",
        "第一折扣",
        "第一条路",
        "1998年",
        "5 月 1 日",
        "3.14％",
        "12:30",
        "1.5万亿元",
        "2.4亿",
        "1.2米",
        "1.2 米",
        "5 公里",
        "3 分钟",
        "90 年代",
        "3个人简单",
        "百、千、万",
        "万一",
        "一是",
        "六七十、八十",
        "上山",
        "其一切",
        "I am",
        "A man",
        "Mix. it",
        "卷起",
        "",
        "第",
        "第一",
        "（",
        "（一",
        "1.2.3.4.5.6.7.8 山",
    ] {
        assert_eq!(parse_marker(text), None, "{text}");
    }
}

#[test]
fn numbers_may_stand_at_the_end() {
    for (text, style, number) in [
        ("夏本纪第二", NumberStyle::TrailingOrdinal, 2),
        ("工作总结（三）", NumberStyle::TrailingSeries, 3),
        ("工作总结 篇4", NumberStyle::TrailingSeries, 4),
    ] {
        let marker = parse_trailing(text).unwrap_or_else(|| panic!("{text} ends in a number"));
        assert_eq!((marker.style, marker.number), (style, number), "{text}");
    }
    for text in ["他考了第二", "第二", "（三）", "三", "他有三"] {
        let found =
            parse_trailing(text).filter(|marker| marker.style == NumberStyle::TrailingSeries);
        assert_eq!(found, None, "{text}");
    }
}

#[test]
fn decimals_know_what_they_count_under() {
    let parent = |text: &str| parse_marker(text).map(|marker| marker.parent_path);
    assert_eq!(parent("2.3 山"), Some(child_path(0, 2)));
    assert_eq!(parent("2.3.1 山"), Some(child_path(child_path(0, 2), 3)));
}
