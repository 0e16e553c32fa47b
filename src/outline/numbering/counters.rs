//! Tables of words that numbers count in titles, and of words that are only quantities.

use crate::outline::word_lists::{WordList, word_list};
use std::collections::HashMap;
use std::sync::LazyLock;

/// Kind of part that a label heads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum LabelKind {
    /// Appendix; letters may count it.
    Appendix,
    /// Chapter outside the main story.
    Extra,
    /// Part that may be the only one of its kind.
    Part,
    /// Item, or part of a text; only accepted in a sequence.
    Item,
    /// Item whose label is itself a letter. Other letters do not count it.
    Letter,
}

/// Labels that numbers count in titles, with the kind of part they head.
pub(crate) static LABELS: LazyLock<Vec<(&str, LabelKind)>> = LazyLock::new(|| {
    let lists = [
        (LabelKind::Appendix, "labels_appendix"),
        (LabelKind::Extra, "labels_extra"),
        (LabelKind::Part, "labels_part"),
        (LabelKind::Item, "labels_item"),
        (LabelKind::Letter, "labels_letter"),
    ];
    let labels = lists.map(|(kind, list)| word_list(list).iter().map(move |word| (*word, kind)));
    labels.into_iter().flatten().collect()
});

/// Returns the kind of the label with this place in [`LABELS`].
pub(crate) fn label_kind(index: u8) -> LabelKind {
    let label = LABELS.get(usize::from(index));
    label.map_or(LabelKind::Item, |(_, heads)| *heads)
}

/// Returns whether `word` is the label of an appendix.
pub(crate) fn is_appendix_label(word: &str) -> bool {
    LABELS.contains(&(word, LabelKind::Appendix))
}

/// English words that numbers count, with the rank of the part they head.
pub(crate) const ENGLISH_UNITS: [(&str, u8); 13] = [
    ("chapter", 20),
    ("part", 9),
    ("book", 8),
    ("volume", 10),
    ("section", 30),
    ("episode", 20),
    ("appendix", 20),
    ("act", 20),
    ("lesson", 20),
    ("lecture", 20),
    ("unit", 12),
    ("module", 12),
    (SHORT_CHAPTER, 20),
];
/// Short form of chapter, mostly used in file names.
pub(crate) const SHORT_CHAPTER: &str = "ch";

/// Returns whether one of [`LABELS`] starts with `c`. A list, not a search, because it is called for every
/// line.
pub fn may_start_label(c: char) -> bool {
    matches!(
        c,
        '附' | '付'
            | '別'
            | '様'
            | '별'
            | '番'
            | '外'
            | '案'
            | '问'
            | '日'
            | '議'
            | '议'
            | '专'
            | '单'
            | '模'
            | '项'
            | '任'
            | '实'
            | '练'
            | '步'
            | '范'
            | '情'
            | '课'
            | 'レ'
            | 'ス'
            | 'Q'
            | 'Ｑ'
            | '부'
            | '붙'
    )
}

/// Units of 第N… with their simplified forms.
static UNITS: LazyLock<HashMap<char, char>> = LazyLock::new(|| {
    let forms = |unit: &&'static str| unit.chars().next().zip(Some(unit.chars()));
    let units = word_list("units").iter().filter_map(forms);
    units
        .flat_map(|(own, forms)| forms.map(move |form| (form, own)))
        .collect()
});

/// Returns the simplified form of a unit of 第N…; `None` for other characters.
pub(crate) fn canonical_unit(c: char) -> Option<char> {
    UNITS.get(&c).copied()
}

/// Units of two characters, which require a separator after them.
pub(crate) const LONG_UNITS: [(&str, char); 12] = [
    ("分编", '纂'),
    ("分編", '纂'),
    ("封信", '信'),
    ("部分", '分'),
    ("单元", '元'),
    ("單元", '元'),
    ("乐章", '乐'),
    ("樂章", '乐'),
    ("板块", '块'),
    ("模块", '块'),
    ("阶段", '段'),
    ("小节", '小'),
];

/// Letters that join a unit to another word.
static COMPOUND_SUFFIXES: WordList = WordList::new(|| word_list("compound_suffixes"));
/// Letters that extend a counter to a measure: 公里, 分钟.
static MEASURE_SUFFIXES: WordList = WordList::new(|| word_list("measure_suffixes"));
/// Letters that extend a counter to an ordinary word: 步骤, 类型.
static WORD_SUFFIXES: WordList = WordList::new(|| word_list("word_suffixes"));

/// Returns whether a list has `next` among the letters that follow `c`.
fn may_follow(list: &WordList, c: char, next: char) -> bool {
    let mut entries = list.iter().filter_map(|entry| entry.split_once(':'));
    entries.any(|(own, suffixes)| own.contains(c) && suffixes.contains(next))
}

/// Returns whether `next` joins a unit to another word: 第三回合 does not count 回.
pub(crate) fn is_compound_suffix(unit: char, next: char) -> bool {
    may_follow(&COMPOUND_SUFFIXES, unit, next)
}

/// Returns whether `c` counts quantities, not titles: 第一次, 1998年.
pub(crate) fn is_counter(c: char) -> bool {
    "次个個天届屆批步类類种種名位年月日时時分秒号號人万萬亿億元米吨噸倍度岁歲％%℃件项項点點楼樓层層级級代线線只隻条條家户戶斤里公克余多几幾来來"
        .contains(c)
}

/// Relation of a number to the word after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum CounterUse {
    /// Quantity: 5 公里, 5 月 1 日.
    Quantity,
    /// Quantity (3 人受伤) or title (3 人为什么走); the numbers around it decide.
    Ambiguous,
    /// Title: 5 公司.
    Title,
}

/// Classifies `rest`, the text after a number and a blank.
pub(crate) fn counter_use(rest: &str) -> CounterUse {
    let mut chars = rest.chars();
    let Some(counter) = chars.next().filter(|c| is_counter(*c)) else {
        return CounterUse::Title;
    };
    match chars.next() {
        Some(next) if may_follow(&WORD_SUFFIXES, counter, next) => CounterUse::Title,
        Some(next) if next.is_alphabetic() && !may_follow(&MEASURE_SUFFIXES, counter, next) => {
            CounterUse::Ambiguous
        }
        Some(_) | None => CounterUse::Quantity,
    }
}

/// Classifies `rest`, the text directly after a number: 3个人 counts three people.
pub(crate) fn adjacent_counter_use(rest: &str) -> CounterUse {
    let mut chars = rest.chars();
    let counter = chars.next().filter(|c| is_counter(*c));
    match counter.zip(chars.next()) {
        Some((counter, next)) if may_follow(&MEASURE_SUFFIXES, counter, next) => {
            CounterUse::Quantity
        }
        _ => counter_use(rest),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_label_is_told_by_its_first_character() {
        for (label, _) in LABELS.iter() {
            let first = label.chars().next().expect("a label has characters");
            assert!(may_start_label(first), "{label}");
        }
    }
}
