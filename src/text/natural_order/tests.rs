use super::*;
use proptest::prelude::*;

/// Asserts that sorting restores each order, from the reverse of it.
fn assert_orders(orders: &[&[&str]]) {
    for want in orders {
        let mut sorted = want.to_vec();
        sorted.reverse();
        sorted.sort_by(|a, b| compare(a, b));
        assert_eq!(&sorted, want);
    }
}

#[test]
fn numbers_compare_as_numbers_in_every_writing() {
    assert_orders(&[
        &["2.txt", "10.txt"],
        &["第二章", "第十章", "第十一章", "第二十章", "第一百零一章"],
        &["卷九", "卷十"],
        &["a1b2", "a1b10", "a2b1"],
        &["第２回", "第10回"],
        &["一、甲", "二、乙", "十、丙"],
        &[
            "渡口（一）",
            "渡口（二）",
            "渡口(三)",
            "渡口（十）",
            "渡口（十一）",
        ],
        &["渡口二.txt", "渡口九.txt", "渡口十.txt"],
        &["渡口之二", "渡口之十"],
        &["第壹卷", "第贰卷", "第叁卷", "第肆卷", "第拾卷", "第拾壹卷"],
        &["【壹】春", "【贰】夏", "【叁】秋"],
        &["第壱巻", "第弐巻", "第参巻", "第四巻"],
        &["②春", "⑩夏", "⑪秋"],
        &["㈡", "㈨", "㈩"],
        &["제2장", "제10장"],
        &["1月", "2月", "10月"],
        &["二月", "三月", "十月", "十二月"],
    ]);
}

#[test]
fn decimals_and_section_numbers_follow_their_whole() {
    assert_orders(&[
        &[
            "Ch 1.txt",
            "Ch 1.5.txt",
            "Ch 2.txt",
            "Ch 10.txt",
            "Ch 42.txt",
            "Ch 42.5.txt",
        ],
        &["第1话 春", "第1.5话 夏", "第2话 秋"],
        &["1", "1.1", "1.1.9", "1.1.10", "1.2", "2"],
        &["1.txt", "1-2.txt", "1-10.txt", "2.txt"],
        &["1.txt.gz", "1.5.txt.gz", "2.txt.gz"],
    ]);
}

#[test]
fn roman_numerals_english_numbers_and_months_compare_by_value() {
    assert_orders(&[
        &[
            "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI",
        ],
        &["Volume IV. Rain", "Volume V. Snow", "Volume IX. Ice"],
        &["第Ⅳ部", "第Ⅴ部", "第Ⅸ部"],
        &["Part One", "Part Two", "Part Three", "Part Twenty-One"],
        &["The First Book", "The Second Book", "The Third Book"],
        &[
            "2024 January",
            "2024 february",
            "2024 Mar",
            "2024 Apr.",
            "2024 December",
        ],
        &["睦月", "如月", "弥生", "師走"],
        &["정월", "2월", "10월"],
        &["月曜日", "火曜日", "土曜日", "日曜日"],
        &["Monday", "Tuesday", "Sunday"],
        &["立春", "雨水", "惊蛰", "清明", "大寒"],
        // Words, not numerals.
        &["Dim", "Mix", "Vim"],
        &["Marble", "Maybe", "Mayor"],
    ]);
}

#[test]
fn labels_compare_by_their_series() {
    assert_orders(&[
        &["上卷", "中卷", "下卷"],
        &["渡口（上）春水", "渡口（中）秋水", "渡口（下）冰"],
        &["渡口 上.txt", "渡口 中.txt", "渡口 下.txt"],
        &["第一章上", "第一章中", "第一章下", "第二章上"],
        &["卷上", "卷中", "卷下"],
        &["上の巻", "中の巻", "下の巻"],
        &["渡口㊤", "渡口㊥", "渡口㊦"],
        &["前编", "中编", "后编"],
        &["前編", "中編", "後編"],
        &["상권", "중권", "하권"],
        &["전편", "중편", "후편"],
        &[
            "甲编", "乙编", "丙编", "丁编", "戊编", "己编", "庚编", "辛编", "壬编", "癸编",
        ],
        &[
            "子集", "丑集", "寅集", "卯集", "辰集", "巳集", "午集", "未集", "申集", "酉集", "戌集",
            "亥集",
        ],
        &["初編", "二編", "三編"],
        &["제일권", "제이권", "제십권"],
        &["元集", "亨集", "利集", "贞集"],
        &["正編", "続編", "続々編"],
        &["上集", "下集", "续集"],
        &["正集", "续集", "又续集"],
        &["春之卷", "夏之卷", "秋之卷", "冬之卷"],
        // Words, not labels: by code point.
        &["上海", "下雨", "中国"],
        &["丙烷", "乙醇", "甲骨"],
    ]);
}

#[test]
fn front_matter_precedes_and_back_matter_follows() {
    assert_orders(&[
        &[
            "序.txt",
            "第一章.txt",
            "第二章.txt",
            "第十章.txt",
            "后记.txt",
        ],
        &[
            "封面",
            "目录",
            "序一",
            "序二",
            "前言",
            "楔子",
            "01",
            "第一章",
            "尾声",
            "番外一",
            "番外二",
            "跋",
            "附录A",
            "附录B",
        ],
        &[
            "Prologue",
            "Chapter 1",
            "Chapter 2",
            "Chapter 10",
            "Epilogue",
            "Afterword",
            "Appendix A",
            "Bibliography",
            "Index",
        ],
        &[
            "まえがき",
            "プロローグ",
            "第一話",
            "第十話",
            "エピローグ",
            "あとがき",
            "解説",
        ],
        &[
            "서문",
            "프롤로그",
            "제1장",
            "제10장",
            "에필로그",
            "후기",
            "부록",
        ],
        &["卷首", "卷一", "卷二", "卷十", "卷末"],
        &["前传", "第一部", "第二部", "番外", "完本感言"],
        &["登場人物", "第1話", "最終話", "後日談", "謝辞"],
        &["渡口 引子", "渡口 第一章", "渡口 第二章", "渡口 後記"],
        &["book/序.txt", "book/一.txt", "book/跋.txt"],
        // Words that begin like front and back matter.
        &["版图", "第一版.txt", "第二版.txt"],
        &["干河", "序列", "第一章", "跋涉"],
        &["Chapter 1", "Prefaces"],
    ]);
}

#[test]
fn contents_come_first_and_the_last_volume_behind_the_numbers() {
    assert_orders(&[
        &["总目录", "序言", "首卷", "第一卷", "第十卷", "末卷", "附录"],
        &["書（首章）", "書（一）", "書（十）", "書（末章）"],
        &[
            "総目次",
            "まえがき",
            "第1巻",
            "第10巻",
            "最終巻 上",
            "最終巻 下",
            "あとがき",
        ],
        &[
            "차례",
            "머리말",
            "첫 권",
            "1권",
            "10권",
            "마지막 권",
            "부록",
        ],
        &[
            "README",
            "Chapter 1",
            "Chapter 10",
            "Final Chapter",
            "Appendix",
        ],
        &[
            "初版序",
            "第二版序",
            "第十版序",
            "再版前言",
            "上",
            "下",
            "再版后记",
            "文庫版あとがき",
        ],
        &["본편", "에필로그", "작가 후기"],
        &["一", "エピローグ", "訳者あとがき", "解説"],
        &["预告", "初一", "初二", "初十", "十五", "三十"],
    ]);
}

#[test]
fn the_number_of_a_file_precedes_the_name_of_an_edition() {
    assert_orders(&[
        &["1 序", "2 修订版前言", "3 第二版序", "4 正文"],
        &["01序", "02修订版前言", "03正文"],
        &["１ 序", "２ 修订版前言", "３ 正文"],
        &["1 正版", "2 盗版目录"],
        &["1. 序", "2. 译者序", "10. 再版后记", "11. 正文"],
        &["一 序", "二 修订版前言", "三 正文"],
        &["第一章 序", "第二章 修订版前言", "第三章 正文"],
        &["修订版前言", "1 序", "2 正文", "再版后记"],
    ]);
}

#[test]
fn words_within_other_words_have_no_place() {
    assert_orders(&[
        &["The Ant", "The Moon", "The Star", "The Sun"],
        &["Ant", "Mon", "Sun"],
        &["山居图", "江山图", "清明上河图"],
        &["清明", "清明 二", "大寒"],
        &["阿", "雪", "首场雪"],
        &["终场哨", "首场雪"],
        &["第一话", "终章归来", "番外"],
        &["第一集", "第二集", "续集"],
        &["第一集", "续集", "又续集", "番外"],
        &["1集", "2集", "10集", "续集"],
        &["1편", "2편", "본편"],
        &["1편", "2편", "속편", "속속편", "외전"],
        &["继续", "继续者", "继而"],
        &["渡口（上）", "渡口（下）", "渡口（续）"],
        &["第1巻", "最終巻上", "最終巻下"],
        &["第1巻", "最終巻1", "最終巻2"],
    ]);
}

#[test]
fn names_of_another_normal_form_are_the_same() {
    let decomposed: String = "プロローグ".nfd().collect();
    assert_orders(&[&[&decomposed, "第一話"]]);
}

/// Pieces that names are made of.
const PIECES: [&str; 40] = [
    "第", "章", "卷", "上", "中", "下", "前", "后", "甲", "乙", "一", "十", "壹", "陆", "万", "1",
    "10", "1.5", ".", ".txt", " ", "_", "（", "）", "-", "/", "序", "前言", "跋", "附录", "I",
    "IV", "X", "May", "One", "河", "あ", "후", "①", "e\u{301}",
];

fn names() -> impl Strategy<Value = String> {
    prop_oneof![
        prop::collection::vec(prop::sample::select(&PIECES[..]), 0..6)
            .prop_map(|pieces| pieces.concat()),
        ".{0,8}",
    ]
}

proptest! {
    #[test]
    fn the_order_is_total(a in names(), b in names(), c in names()) {
        prop_assert_eq!(compare(&a, &b), compare(&b, &a).reverse());
        prop_assert_eq!(compare(&a, &b) == Ordering::Equal, a == b);
        if compare(&a, &b).is_le() && compare(&b, &c).is_le() {
            prop_assert!(compare(&a, &c).is_le());
        }
    }

    /// A prefix of whole words changes nothing.
    #[test]
    fn a_common_prefix_keeps_the_order(a in names(), b in names(), prefix in "[河あ第1序]{0,3}[ （-]") {
        // A combining character would join the prefix.
        let is_free = |name: &str| format!("({name}").nfkc().eq("(".chars().chain(name.nfkc()));
        prop_assume!(is_free(&a) && is_free(&b));
        prop_assert_eq!(compare(&a, &b), compare(&format!("{prefix}{a}"), &format!("{prefix}{b}")));
    }
}
