//! Styles of numbering and their usual ranks.

use super::counters::{ENGLISH_UNITS, LABELS, LabelKind, label_kind};
use super::separator::Separator;

/// Style of numbering. Headings of one style below one parent are siblings. Units are stored as simplified
/// characters (节 for 節, 章 for 장).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum NumberStyle {
    /// 第N章 and 제N장.
    Unit(char),
    /// 卷N, 篇N.
    UnitFirst(char),
    /// N章 without 第.
    UnitBare(char),
    /// 上卷, 下编; the number is 1 for 上, 2 for 中 and 3 for 下.
    UpperLower(char),
    /// 第N and any other single character: 第三夜, 第五计.
    OtherUnit(char),
    /// Title that ends in 第N: 夏本纪第二.
    TrailingOrdinal,
    /// Title that ends in （N） or 篇N. Siblings have the same words before it.
    TrailingSeries,
    /// 一、 and variants.
    Han(Separator),
    /// （一）
    HanParen,
    /// 1、 1. 1
    Digit(Separator),
    /// 1.2.3, with the count of its numbers.
    Decimal(u8),
    /// （1）
    DigitParen,
    /// 1)
    DigitHalfParen,
    /// ①
    Circle,
    /// A.
    Letter,
    /// 가.
    Syllable,
    /// 가)
    SyllableHalfParen,
    /// 甲、
    Stem,
    /// （甲）
    StemParen,
    /// Ⅰ. and IV.
    Roman,
    /// 其一, 其の一
    Sequel,
    /// Label with its place in `LABELS`: 附录A, 案例3.
    Label(u8),
    /// Chapter 4, with the place of the word in `ENGLISH_UNITS`.
    English(u8),
    /// chapter.4, ch4 and other forms from file names, with the place in `ENGLISH_UNITS`.
    EnglishJoined(u8),
    /// ア
    Kana,
    /// （ア）
    KanaParen,
    /// Any words with a number, by their place among those of the text: 误区一, Step 2.
    CountedWords(u8),
    /// 序, 后记 and other words that are titles by themselves.
    Keyword,
    /// Whole line in 【】.
    Boxed,
    /// Title without a number that is the parent of others of its kind.
    OuterUnnumbered,
    /// Title without a number, with its place among the looks of such titles; the outermost is 0.
    Tier(u8),
    /// Title without a number.
    Unnumbered,
    /// Title without a number that a rule of the reader names, with the level of the rule; 0 if the rule gives
    /// no level.
    RuleTitle(u8),
    /// Title without a number behind a tag (<篇名>), with the place of the tag among those of the text.
    Tagged(u8),
    /// Title marked by the text itself (青空文庫), with its level.
    Marked(u8),
    /// Underlined title without a number, with the level of the signs.
    Underlined(u8),
}

/// Returns the style of numbers behind a label: Q1, Q2.
pub fn label_style(label: &str) -> Option<NumberStyle> {
    let place = LABELS.iter().position(|(own, _)| *own == label)?;
    Some(NumberStyle::Label(place as u8))
}

/// Returns whether a style numbers appendices (附录A).
pub fn is_appendix(style: NumberStyle) -> bool {
    matches!(style, NumberStyle::Label(index) if label_kind(index) == LabelKind::Appendix)
}

/// Returns whether a style numbers chapters outside the main story (番外一).
pub fn is_extra(style: NumberStyle) -> bool {
    matches!(style, NumberStyle::Label(index) if label_kind(index) == LabelKind::Extra)
}

/// Returns whether a style numbers items, which are only accepted in a sequence (问题3).
pub fn is_item(style: NumberStyle) -> bool {
    matches!(style, NumberStyle::Label(index)
        if matches!(label_kind(index), LabelKind::Item | LabelKind::Letter))
}

/// Returns the usual rank of a style; the outermost is smallest. It only breaks ties.
pub fn rank(style: NumberStyle) -> u8 {
    match style {
        NumberStyle::Marked(level) | NumberStyle::Underlined(level) => level,
        NumberStyle::Unit(c) | NumberStyle::UnitFirst(c) | NumberStyle::UnitBare(c) => unit_rank(c),
        NumberStyle::UpperLower(_) => 7,
        NumberStyle::English(index) | NumberStyle::EnglishJoined(index) => ENGLISH_UNITS
            .get(usize::from(index))
            .map_or(20, |word| word.1),
        NumberStyle::OtherUnit(_) | NumberStyle::TrailingOrdinal | NumberStyle::TrailingSeries => {
            22
        }
        NumberStyle::Digit(Separator::Blank | Separator::None) => 26,
        NumberStyle::Decimal(depth) => 26 + depth,
        NumberStyle::Roman => 38,
        NumberStyle::Han(_) => 40,
        NumberStyle::Sequel => 44,
        NumberStyle::Stem => 46,
        NumberStyle::StemParen => 64,
        NumberStyle::Label(_) | NumberStyle::CountedWords(_) => 45,
        NumberStyle::HanParen => 50,
        NumberStyle::Digit(_) => 60,
        NumberStyle::Syllable => 65,
        NumberStyle::DigitParen => 70,
        NumberStyle::Kana => 71,
        NumberStyle::KanaParen | NumberStyle::DigitHalfParen => 72,
        NumberStyle::SyllableHalfParen => 73,
        NumberStyle::Circle => 75,
        NumberStyle::Letter => 78,
        NumberStyle::Keyword => 80,
        NumberStyle::RuleTitle(_) => 81,
        NumberStyle::OuterUnnumbered => 82,
        NumberStyle::Tagged(tag) => 85_u8.saturating_add(tag),
        NumberStyle::Tier(tier) => 100_u8.saturating_add(tier),
        NumberStyle::Boxed | NumberStyle::Unnumbered => 84,
    }
}

/// Returns the unit of a style: 章 for 第三章, 三章 and 章三.
pub fn style_unit(style: NumberStyle) -> Option<char> {
    match style {
        NumberStyle::Unit(unit) | NumberStyle::UnitFirst(unit) | NumberStyle::UnitBare(unit) => {
            Some(unit)
        }
        _ => None,
    }
}

fn unit_rank(unit: char) -> u8 {
    match unit {
        '季' => 6,
        '部' | '册' => 8,
        '编' | '辑' | '分' => 9,
        '卷' | '集' => 10,
        '纂' => 11,
        '篇' | '元' => 12,
        '块' | '乐' => 14,
        '幕' | '折' | '出' => 18,
        '场' => 21,
        '话' => 22,
        '节' | '小' => 30,
        '款' => 32,
        '条' => 35,
        '段' => 39,
        _ => 20,
    }
}

/// Returns whether a style counts large units, which are accepted without a sequence.
pub fn is_unit(style: NumberStyle) -> bool {
    matches!(
        style,
        NumberStyle::Unit(_)
            | NumberStyle::UnitFirst(_)
            | NumberStyle::UpperLower(_)
            | NumberStyle::English(_)
            | NumberStyle::Marked(_)
            | NumberStyle::Underlined(_)
    )
}
