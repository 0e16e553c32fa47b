//! Styles of numbering and where they usually stand.

use super::counters::{ENGLISH_UNITS, LabelKind, label_kind};
use super::separator::Separator;

/// A style of numbering. Headings of one style are siblings wherever they stand under one parent.
/// Units are simplified characters whatever the text has (節 is 节, 장 is 章).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum NumberStyle {
    /// 第N章 and 제N장.
    Unit(char),
    /// 卷N, 篇N.
    UnitFirst(char),
    /// N章 without 第.
    UnitBare(char),
    /// 上卷, 下编: the number says which.
    UpperLower(char),
    /// 第N and any other single character: 第三夜, 第五计.
    OtherUnit(char),
    /// A title that ends in 第N: 夏本纪第二.
    TrailingOrdinal,
    /// A title that ends in （N） or 篇N: siblings have the same words before it.
    TrailingSeries,
    /// 一、 and the like.
    Han(Separator),
    /// （一）
    HanParen,
    /// 1、 1. 1
    Digit(Separator),
    /// 1.2.3: how many numbers.
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
    /// Ⅰ. and IV.
    Roman,
    /// 其一, 其の一
    Sequel,
    /// A word that is counted, by its place in `LABELS`: 附录A, 案例3.
    Label(u8),
    /// Chapter 4, by its place in `ENGLISH`.
    English(u8),
    /// chapter.4, ch4 and other forms that names of files have, by their place in `ENGLISH`.
    EnglishJoined(u8),
    /// （ア）
    KanaParen,
    /// 序, 后记 and other words that are titles by themselves.
    Keyword,
    /// A whole line in 【】.
    Boxed,
    /// A title without a number that others of its kind stand under.
    OuterUnnumbered,
    /// A title without a number.
    Unnumbered,
    /// A title without a number that a rule of the reader's names, with the level it gives; 0 for none.
    RuleTitle(u8),
    /// A title the text itself marks as one, with its level (青空文庫).
    Marked(u8),
    /// A title without a number that is underlined, with the level that the signs tell.
    Underlined(u8),
}

/// Whether a style is that of what is appended to a text (附录A).
pub fn is_appendix(style: NumberStyle) -> bool {
    matches!(style, NumberStyle::Label(index) if label_kind(index) == LabelKind::Appendix)
}

/// Whether a style is that of chapters beside the story (番外一).
pub fn is_extra(style: NumberStyle) -> bool {
    matches!(style, NumberStyle::Label(index) if label_kind(index) == LabelKind::Extra)
}

/// Whether a style is that of an item, which is believed only among others of its kind (问题3).
pub fn is_item(style: NumberStyle) -> bool {
    matches!(style, NumberStyle::Label(index)
        if matches!(label_kind(index), LabelKind::Item | LabelKind::Letter))
}

/// Where a style usually stands: the smaller the further out. Only ties are broken by it.
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
        NumberStyle::Label(_) => 45,
        NumberStyle::HanParen => 50,
        NumberStyle::Digit(_) => 60,
        NumberStyle::Syllable => 65,
        NumberStyle::DigitParen => 70,
        NumberStyle::KanaParen => 71,
        NumberStyle::DigitHalfParen => 72,
        NumberStyle::SyllableHalfParen => 73,
        NumberStyle::Circle => 75,
        NumberStyle::Letter => 78,
        NumberStyle::Keyword => 80,
        NumberStyle::RuleTitle(_) => 81,
        NumberStyle::OuterUnnumbered => 82,
        NumberStyle::Boxed | NumberStyle::Unnumbered => 84,
    }
}

/// The unit that a style counts in: 章 of 第三章, 三章 and 章三.
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
        '条' => 35,
        '段' => 39,
        _ => 20,
    }
}

/// Whether a style is one of the great units that need no sequence to be believed.
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
