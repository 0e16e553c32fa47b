//! Words with a place in an order: front and back matter, volume labels, months and English ordinals.

use crate::text::numerals::is_numeral_char;
use crate::text::script::is_hangul;
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
    "目录 目錄 总目 總目 总目录 總目錄 章节目录 章節目錄 回目 目次 総目次 细目 細目 차례 목차 총목차 contents toc readme",
    "献词 獻詞 献辞 献辭 題辞 题词 題詞 题记 題記 dedication epigraph",
    "出版说明 出版說明 凡例 编者按 編者按 内容简介 內容簡介 일러두기 人物表 人物介绍 人物介紹 登场人物 登場人物 등장인물",
    "序 叙 敘 序言 序文 自序 代序 总序 總序 推荐序 推薦序 译序 譯序 译者序 譯者序 原序 发刊词 發刊詞 \
     创刊词 創刊詞 卷首语 卷首語 卷头语 卷頭語 巻頭言 はしがき 서문 추천사 권두언 발간사 창간사 foreword",
    "前言 弁言 前书き 前書き まえがき はじめに 머리말 들어가며 preface",
    "导言 導言 导读 導讀 导论 導論 引言 绪论 緒論 绪言 緒言 序论 序論 서론 introduction intro",
];

/// Openings of a story, after all other front matter.
const STORY_OPENINGS: &str = "楔子 引子 预告 預告 予告編 예고편 开篇 開篇 开场白 開場白 序卷 序巻 首卷 首巻 前传 前傳 序章 序幕 序曲 序篇 序編 序编 序話 프롤로그 プロローグ 서장 prologue prolog";

/// Words for the first of a series, before a counter: it precedes numbers.
const FIRST: &str = "首 첫";
/// Words for the last of a series, before a counter: it follows numbers.
const LAST: &str = "末 尾 终 終 最终 最終 最后一 最後一 最後の 完结 完結 마지막 최종 완결 종";
/// Words that mean the last of a series in Latin letters.
const LATIN_LAST: [&str; 6] = [
    "final chapter",
    "final volume",
    "final part",
    "last chapter",
    "last volume",
    "finale",
];

/// Back matter in the order of a book; the words of a row share a place.
const BACK_MATTER: [&str; 9] = [
    "尾声 尾聲 终章 終章 终曲 終曲 终幕 終幕 最终章 最終章 最终话 最終話 最終回 大结局 大結局 完结篇 完結篇 结语 結語 \
     结论 結論 结尾 結尾 终卷 終卷 終巻 最终卷 最終卷 最終巻 终 終 エピローグ おわりに 에필로그 종장 결론 맺음말 \
     epilogue epilog conclusion",
    "续 續 続 속편",
    "又续 又續 続々 続続 속속편",
    "番外 外传 外傳 外伝 外篇 後日談 后日谈 后传 後傳 後伝 특별편 외전 번외 후일담 おまけ side bonus extra extras",
    "卷末 巻末 卷尾 巻尾 后记 後記 完本感言 作者的话 作者的話 跋 跋文 后序 後序 译后记 譯後記 编后记 編後記 あとがき 後書き 후기 나오며 작가의말 afterword postscript",
    "解説 作品解説 巻末解説 해설 작품해설",
    "附录 附錄 付録 附記 附记 补遗 補遺 부록 appendix appendices",
    "致谢 致謝 謝辞 谢辞 감사의글 acknowledgements acknowledgments",
    "参考文献 參考文獻 参考书目 參考書目 索引 奥付 참고문헌 찾아보기 bibliography glossary index colophon",
];

/// Series of labels: the words of a group share a value, which is the index of the group from 1. A label counts
/// only before a counter or at the end of a word.
const LABEL_SERIES: [&str; 11] = [
    "上/前/正/상/전 中/중 下/后/後/하/후",
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
const NAME_SERIES: [&str; 8] = [
    "january/jan february/feb march/mar april/apr may june/jun july/jul august/aug september/sept/sep october/oct \
     november/nov december/dec",
    "睦月/正月/정월 如月 弥生 卯月 皐月/皋月 水無月 文月 葉月 長月 神無月 霜月/冬月 師走/腊月/臘月",
    "初一 初二 初三 初四 初五 初六 初七 初八 初九 初十",
    "monday tuesday wednesday thursday friday saturday sunday",
    "月曜 火曜 水曜 木曜 金曜 土曜 日曜",
    "월요일 화요일 수요일 목요일 금요일 토요일 일요일",
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth",
    "첫째 둘째 셋째 넷째 다섯째 여섯째 일곱째 여덟째 아홉째 열째",
];

/// Solar terms, with values as in [`LABEL_SERIES`]. They count at the end of a word only, not in 清明上河图.
const SOLAR_TERMS: &str = "立春 雨水 惊蛰/驚蟄/啓蟄 春分 清明 谷雨/穀雨 立夏 小满/小滿/小満 芒种/芒種 夏至 小暑 大暑 \
    立秋 处暑/處暑/処暑 白露 秋分 寒露 霜降 立冬 小雪 大雪 冬至 小寒 大寒";

/// Labels of the parts of a volume, after its own: 最終巻上.
const PARTS: &str = "上中下前後后상중하전후";
/// Words of sequels are made of these; they count before a counter or alone: 续集, 続々編, （续）, not 继续.
const SEQUEL_SIGNS: &str = "又续續続々";
/// Counters of volumes and chapters.
const COUNTERS: &str = "卷巻章节節回册冊部篇编編集辑輯话話幕折场場季半期本组組권편부장화회막";
/// Particles between a label or a formal numeral and a counter.
const PARTICLES: &str = "の之ノ";

/// Ends of words before front and back matter, of editions and writers: 再版序, 文庫版あとがき, 訳者あとがき, 작가 후기.
const OWNERS: [&str; 15] = [
    "版",
    "판",
    "作者",
    "译者",
    "譯者",
    "编者",
    "編者",
    "著者",
    "訳者",
    "筆者",
    "笔者",
    "작가",
    "저자",
    "역자",
    "옮긴이",
];
/// Longest such word, in characters.
const MAX_OWNER_CHARS: usize = 8;

/// Condition on the characters around a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Around {
    /// No condition.
    Any,
    /// The word ends there, or a numeral follows.
    EndOrNumeral,
    /// The word ends there, or a numeral or the label of a part follows.
    EndOrPart,
    /// A counter follows, or the word ends there.
    EndOrCounter,
    /// A counter follows, or the word begins and ends with it.
    AloneOrCounter,
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
        _ if word.chars().all(|c| SEQUEL_SIGNS.contains(c)) => Around::AloneOrCounter,
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
    let first = (FIRST, WordPlace::Front(8));
    let last = (LAST, WordPlace::Back(0));
    for (series, place) in [first, last] {
        for word in series.split_whitespace() {
            for counter in COUNTERS.chars() {
                add(&format!("{word}{counter}"), place, Around::EndOrPart);
                if is_hangul(counter) {
                    add(&format!("{word} {counter}"), place, Around::EndOrPart);
                }
            }
        }
    }
    for word in LATIN_LAST {
        add(word, WordPlace::Back(0), Around::Any);
    }
    let labels = LABEL_SERIES.map(|series| (series, Around::EndOrCounter));
    let names = NAME_SERIES.map(|series| (series, Around::Any));
    let terms = [(SOLAR_TERMS, Around::EndOrNumeral)];
    for (series, around) in labels.into_iter().chain(names).chain(terms) {
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
        let mut behind = rest.strip_prefix(word.word.as_str())?.chars();
        let after = behind.next();
        let fits = if word.word.is_ascii() {
            !before.is_some_and(|c| c.is_ascii_alphanumeric())
                && !after.is_some_and(|c| c.is_ascii_alphabetic())
        } else {
            match word.around {
                Around::Any => true,
                Around::EndOrNumeral => is_word_end(after) || after.is_some_and(is_numeral_sign),
                Around::EndOrPart => {
                    let is_part = after.is_some_and(|c| PARTS.contains(c));
                    is_word_end(after)
                        || after.is_some_and(is_numeral_sign)
                        || is_part && is_label_end(behind.next())
                }
                Around::EndOrCounter => is_label_end(after),
                Around::AloneOrCounter => {
                    is_label_end(after) && (is_word_end(before) || !is_word_end(after))
                }
            }
        };
        fits.then_some((word.place, word.word.len()))
    })
}

/// Returns the place of the front or back matter at the start of `rest` whose word is behind the name of an edition or a
/// writer: 第二版序, 訳者あとがき. `before` is the character before it, with which no word ends. The name is one word and
/// begins with no digit, which is the number of the file: 2 修订版前言.
pub(super) fn leading_owner(rest: &str, before: Option<char>) -> Option<WordPlace> {
    let name = rest.char_indices().take(MAX_OWNER_CHARS);
    let mut ends = name
        .take_while(|(_, c)| c.is_alphanumeric())
        .map(|(at, c)| at + c.len_utf8());
    let end = ends.find(|end| {
        let name = rest.get(..*end).unwrap_or_default();
        OWNERS.iter().any(|owner| name.ends_with(owner))
    })?;
    let word = rest.get(end..)?;
    let word = word.strip_prefix(['の', '之', '的', '의']).unwrap_or(word);
    let last = rest.get(..end)?.chars().next_back();
    let (place, _) = leading_word(word.trim_start(), last)?;
    let is_matter = matches!(place, WordPlace::Front(_) | WordPlace::Back(_));
    // An edition has a name of its own: 版序 is none.
    let is_named = !rest.starts_with(|c: char| matches!(c, '版' | '판') || c.is_ascii_digit());
    (is_named && is_word_end(before) && is_matter).then_some(place)
}

/// Returns whether a label or formal numeral ends before `after`: at the end of a word, or before a counter.
pub(super) fn is_label_end(after: Option<char>) -> bool {
    is_word_end(after) || after.is_some_and(|c| COUNTERS.contains(c) || PARTICLES.contains(c))
}

fn is_word_end(after: Option<char>) -> bool {
    after.is_none_or(|c| !c.is_alphanumeric())
}

fn is_numeral_sign(c: char) -> bool {
    c.is_ascii_digit() || is_numeral_char(c)
}
