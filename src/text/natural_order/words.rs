//! Words with a place in an order: front and back matter, volume labels, months and English ordinals.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::sync::LazyLock;

/// Place of a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum WordPlace {
    /// Front matter (序, 前言), before every number.
    Front(u8),
    /// Back matter (尾声, 附录), after everything else.
    Back(u8),
    /// Number (上, 甲, May).
    Number(u64),
}

/// Front matter in the order of a book; the words of a row share a place.
const FRONT_MATTER: [&str; 8] = [
    "封面 卷首 巻首 表紙 口絵 표지 cover",
    "扉页 扉頁 版权页 版權頁 titlepage copyright",
    "献词 獻詞 献辞 献辭 題辞 题词 題詞 题记 題記 dedication epigraph",
    "出版说明 出版說明 凡例 编者按 編者按 内容简介 內容簡介 일러두기 人物表 人物介绍 人物介紹 登场人物 登場人物 등장인물",
    "序 叙 敘 序言 序文 自序 代序 总序 總序 推荐序 推薦序 译序 譯序 译者序 譯者序 原序 はしがき 서문 추천사 foreword",
    "前言 弁言 前书き 前書き まえがき はじめに 머리말 들어가며 preface",
    "目录 目錄 目次 차례 목차 contents toc",
    "导言 導言 导读 導讀 导论 導論 引言 绪论 緒論 绪言 緒言 序论 序論 서론 introduction intro",
];

/// Openings of a story, after all other front matter.
const STORY_OPENINGS: &str = "楔子 引子 序卷 序巻 首卷 首巻 前传 前傳 序章 序幕 序曲 序篇 序編 序编 序話 프롤로그 プロローグ 서장 prologue prolog";

/// Back matter in the order of a book; the words of a row share a place.
const BACK_MATTER: [&str; 7] = [
    "尾声 尾聲 终章 終章 终曲 終曲 终幕 終幕 最终章 最終章 最终话 最終話 最終回 大结局 大結局 完结篇 完結篇 结语 結語 \
     结论 結論 结尾 結尾 终卷 終卷 終巻 最终卷 最終卷 最終巻 终 終 エピローグ おわりに 에필로그 종장 결론 맺음말 epilogue epilog conclusion",
    "番外 外传 外傳 外伝 外篇 後日談 后日谈 后传 後傳 後伝 특별편 외전 번외 후일담 おまけ side bonus extra extras",
    "卷末 巻末 后记 後記 完本感言 作者的话 作者的話 跋 跋文 后序 後序 译后记 譯後記 编后记 編後記 あとがき 後書き 후기 나오며 작가의말 afterword postscript",
    "解説 作品解説 巻末解説 해설 작품해설",
    "附录 附錄 付録 附記 附记 补遗 補遺 부록 appendix appendices",
    "致谢 致謝 謝辞 谢辞 감사의글 acknowledgements acknowledgments",
    "参考文献 參考文獻 参考书目 參考書目 索引 奥付 참고문헌 찾아보기 bibliography glossary index colophon",
];

/// Series of labels: the words of a group share a value, which is the index of the group from 1. A label counts
/// only before a counter or at the end of a word.
const LABEL_SERIES: [&str; 11] = [
    "上/前/상/전 中/중 下/后/後/하/후",
    "甲/갑 乙/을 丙/병 丁/정 戊 己 庚 辛 壬 癸",
    "子 丑 寅 卯 辰 巳 午 未 申 酉 戌 亥",
    "春/봄 夏/여름 秋/가을 冬/겨울",
    "元 亨 利 贞/貞",
    "初 次 末",
    "仁 义/義 礼/禮 智 信",
    "乾 坤",
    "天 地 人",
    "孟 仲 季",
    "제일 제이 제삼 제사 제오 제육 제칠 제팔 제구 제십",
];

/// Names that count anywhere, with values as in [`LABEL_SERIES`].
const NAME_SERIES: [&str; 4] = [
    "january/jan february/feb march/mar april/apr may june/jun july/jul august/aug september/sept/sep october/oct \
     november/nov december/dec",
    "睦月/正月 如月 弥生 卯月 皐月/皋月 水無月 文月 葉月 長月 神無月 霜月/冬月 師走/腊月/臘月",
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth",
    "첫째 둘째 셋째 넷째 다섯째 여섯째 일곱째 여덟째 아홉째 열째",
];

/// Characters after a label or a formal numeral: counters of volumes and chapters, and particles before one.
const COUNTERS: &str = "卷巻章节節回册冊部篇编編集辑輯话話幕折场場季半期本组組の之ノ권편부장화";

/// Condition on the characters around a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Around {
    /// No condition.
    Any,
    /// The word ends there, or a numeral follows.
    EndOrNumeral,
    /// A counter follows, or the word ends there.
    EndOrCounter,
}

#[derive(Debug)]
struct PlacedWord {
    word: String,
    place: WordPlace,
    around: Around,
}

/// All words by their first character, the longest first, so that 序章 is found before 序.
static WORDS: LazyLock<HashMap<char, Vec<PlacedWord>>> = LazyLock::new(|| {
    let mut words: HashMap<char, Vec<PlacedWord>> = HashMap::new();
    let mut add = |word: &str, place, around| {
        let first = word.chars().next().unwrap_or_default();
        words.entry(first).or_default().push(PlacedWord {
            word: word.to_owned(),
            place,
            around,
        });
    };
    let around = |word: &str| match word.chars().count() {
        1 => Around::EndOrNumeral,
        _ => Around::Any,
    };
    let front = FRONT_MATTER.into_iter().chain([STORY_OPENINGS]);
    for (row, rank) in front.zip(0..) {
        for word in row.split_whitespace() {
            add(word, WordPlace::Front(rank), around(word));
        }
    }
    for (row, rank) in BACK_MATTER.into_iter().zip(0..) {
        for word in row.split_whitespace() {
            add(word, WordPlace::Back(rank), around(word));
        }
    }
    let labels = LABEL_SERIES.map(|series| (series, Around::EndOrCounter));
    let names = NAME_SERIES.map(|series| (series, Around::Any));
    for (series, around) in labels.into_iter().chain(names) {
        for (group, value) in series.split_whitespace().zip(1..) {
            for word in group.split('/') {
                add(word, WordPlace::Number(value), around);
            }
        }
    }
    for group in words.values_mut() {
        group.sort_by_key(|word| Reverse(word.word.len()));
    }
    words
});

/// Finds the word at the start of `rest`, which is in lower case; returns its place and length in bytes. Latin
/// words count only if neither `before` nor the next character is alphanumeric.
pub(super) fn leading_word(rest: &str, before: Option<char>) -> Option<(WordPlace, usize)> {
    let words = WORDS.get(&rest.chars().next()?)?;
    words.iter().find_map(|word| {
        let after = rest.strip_prefix(word.word.as_str())?.chars().next();
        let fits = if word.word.is_ascii() {
            !before.is_some_and(|c| c.is_ascii_alphanumeric())
                && !after.is_some_and(|c| c.is_ascii_alphabetic())
        } else {
            match word.around {
                Around::Any => true,
                Around::EndOrNumeral => is_word_end(after) || after.is_some_and(is_numeral_sign),
                Around::EndOrCounter => is_label_end(after),
            }
        };
        fits.then_some((word.place, word.word.len()))
    })
}

/// Returns whether a label or formal numeral ends before `after`: at the end of a word, or before a counter.
pub(super) fn is_label_end(after: Option<char>) -> bool {
    is_word_end(after) || after.is_some_and(|c| COUNTERS.contains(c))
}

fn is_word_end(after: Option<char>) -> bool {
    after.is_none_or(|c| !c.is_alphanumeric())
}

fn is_numeral_sign(c: char) -> bool {
    c.is_ascii_digit() || crate::text::numerals::is_numeral_char(c)
}
