//! Cuts of sentences, and laws of the cuts of any run.

use super::*;
use proptest::prelude::*;

/// Returns the words of a run, parted by blanks.
fn words(run: &str) -> String {
    let chars: Vec<char> = run.chars().collect();
    let words = chinese_words(&chars, 0..chars.len()).into_iter();
    let words: Vec<String> = words.map(|word| chars[word].iter().collect()).collect();
    words.join(" ")
}

#[test]
fn sentences_are_cut_into_their_words() {
    for want in [
        "统筹 城乡 发展",
        "统筹 发展 和 安全",
        "他 昨天 在 图书馆 看书",
        "我们 研究 生命 的 起源",
        "研究生 正在 写 论文",
        "这个 方案 的确 可行",
        "结婚 的 和 尚未 结婚 的",
        "长江 大桥 今天 通车",
        "天空 渐渐 暗 了 下来",
        "乒乓球 拍卖 完 了",
    ] {
        assert_eq!(words(&want.replace(' ', "")), want);
    }
}

#[test]
fn traditional_and_variant_characters_are_cut_like_simplified_ones() {
    for want in [
        "統籌 城鄉 發展",
        "統籌 發展 和 安全",
        "他 昨天 在 圖書館 看書",
        "看著 窗外 的 風景",
        "頭髮 和 皇后",
    ] {
        assert_eq!(words(&want.replace(' ', "")), want);
    }
}

#[test]
fn numbers_are_whole() {
    for want in [
        "第四十一 条",
        "第二 章",
        "一九九八 年",
        "二十五 个 学生",
        "统一 一下",
        "三心二意",
        "一个 人",
    ] {
        assert_eq!(words(&want.replace(' ', "")), want);
    }
}

#[test]
fn names_and_rare_characters_that_are_no_words_stay_together() {
    for want in [
        "王匡 来 了",
        "张邈 说",
        "陈宫 曰",
        "请 刘建 先 讲",
        "这 叫做 㑇㑳 吗",
        "他 说 了 很多",
    ] {
        assert_eq!(words(&want.replace(' ', "")), want);
    }
}

/// Any run of Han: words, characters of all kinds, numerals, and what is in no table.
fn any_run() -> impl Strategy<Value = Vec<char>> {
    let words = [
        "统筹",
        "發展",
        "的",
        "了",
        "不",
        "研究生",
        "自由自在",
        "王",
        "陈",
        "第",
        "〇",
        "百",
        "萬",
        "曰",
        "々",
        "犇",
        "\u{F900}",
        "\u{20000}",
    ];
    let word = prop_oneof![
        prop::sample::select(words.to_vec()).prop_map(str::to_owned),
        prop::char::range('\u{4E00}', '\u{9FFF}').prop_map(String::from),
    ];
    let run = prop::collection::vec(word, 0..600);
    run.prop_map(|words| words.concat().chars().collect())
}

proptest! {
    #[test]
    fn words_follow_one_another_and_hold_the_run(run in any_run()) {
        let words = chinese_words(&run, 0..run.len());
        let mut at = 0;
        for word in &words {
            prop_assert_eq!(word.start, at);
            prop_assert!(word.end > at && word.len() <= 1 + MAX_NUMBER_CHARS);
            at = word.end;
        }
        prop_assert_eq!(at, run.len());
    }

    #[test]
    fn words_do_not_depend_on_the_part_that_is_asked_for(run in any_run(), at in 0usize..900, len in 0usize..9) {
        let all = chinese_words(&run, 0..run.len());
        let part = at..at + len;
        let some = chinese_words(&run, part.clone());
        prop_assert!(some.iter().all(|word| all.contains(word)), "{:?}", some);
        for word in all.iter().filter(|word| word.start < part.end && part.start < word.end) {
            prop_assert!(some.contains(word), "{:?}", word);
        }
    }
}

#[test]
fn a_run_without_end_is_cut_near_the_place_only() {
    let run: Vec<char> = "统筹城乡发展".chars().cycle().take(1_000_000).collect();
    let words = chinese_words(&run, 600_000..600_001);
    assert!(words.len() < 3 * PIECE_CHARS, "{}", words.len());
    let word = words.iter().find(|word| word.contains(&600_000));
    assert_eq!(word, Some(&(600_000..600_002)));
}

#[test]
fn words_are_known_in_both_writings() {
    let is_word = |word: &str| is_chinese_word(&word.chars().collect::<Vec<_>>());
    assert!(is_word("豆腐") && is_word("國文") && is_word("国文"));
    assert!(!is_word("狭遣") && !is_word("の") && !is_word(""));
}
