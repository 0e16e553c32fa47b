//! Styles of numbering and where they usually stand.

use super::counters::{ENGLISH, Labelled, labelled};

/// What stands between a number and its title.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Sep {
    /// 、
    Comma,
    /// `.` or ．
    Dot,
    /// A colon, an underscore or a dash.
    Colon,
    /// A blank.
    Blank,
    /// Nothing: `1统筹`.
    Glued,
    /// Nothing, and no title either: the line is the number.
    Alone,
}

/// A style of numbering. Headings of one style are siblings wherever they stand under one parent.
/// Units are simplified characters whatever the text has (節 is 节, 장 is 章).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Style {
    /// 第N章 and 제N장.
    Unit(char),
    /// 卷N, 篇N.
    UnitFirst(char),
    /// N章 without 第.
    UnitBare(char),
    /// 上卷, 下编: the number says which.
    Side(char),
    /// 第N and any other single character: 第三夜, 第五计.
    General(char),
    /// A title that ends in 第N: 夏本纪第二.
    Tail,
    /// A title that ends in （N） or 篇N: siblings have the same words before it.
    Series,
    /// 一、 and the like.
    Han(Sep),
    /// （一）
    HanParen,
    /// 1、 1. 1
    Digit(Sep),
    /// 1.2.3: how many numbers.
    Decimal(u8),
    /// （1）
    DigitParen,
    /// 1)
    DigitHalf,
    /// ①
    Circle,
    /// A.
    Letter,
    /// 가.
    Syllable,
    /// 가)
    SyllableHalf,
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
    Word,
    /// A whole line in 【】.
    Boxed,
    /// A title without a number that others of its kind stand under.
    Outer,
    /// A title without a number.
    Plain,
    /// A title without a number that a rule of the reader's names, with the level it gives; 0 for none.
    Ruled(u8),
    /// A title the text itself marks as one, with its level (青空文庫).
    Marked(u8),
    /// A title without a number that is underlined, with the level that the signs tell.
    Underlined(u8),
}

/// Whether a style is that of what is appended to a text (附录A).
pub fn is_appendix(style: Style) -> bool {
    matches!(style, Style::Label(index) if labelled(index) == Labelled::Appendix)
}

/// Whether a style is that of chapters beside the story (番外一).
pub fn is_extra(style: Style) -> bool {
    matches!(style, Style::Label(index) if labelled(index) == Labelled::Extra)
}

/// Whether a style is that of an item, which is believed only among others of its kind (问题3).
pub fn is_item(style: Style) -> bool {
    matches!(style, Style::Label(index)
        if matches!(labelled(index), Labelled::Item | Labelled::Letter))
}

/// Where a style usually stands: the smaller the further out. Only ties are broken by it.
pub fn rank(style: Style) -> u8 {
    match style {
        Style::Marked(level) | Style::Underlined(level) => level,
        Style::Unit(c) | Style::UnitFirst(c) | Style::UnitBare(c) => unit_rank(c),
        Style::Side(_) => 7,
        Style::English(index) | Style::EnglishJoined(index) => {
            ENGLISH.get(usize::from(index)).map_or(20, |word| word.1)
        }
        Style::General(_) | Style::Tail | Style::Series => 22,
        Style::Digit(Sep::Blank | Sep::Glued) => 26,
        Style::Decimal(depth) => 26 + depth,
        Style::Roman => 38,
        Style::Han(_) => 40,
        Style::Sequel => 44,
        Style::Label(_) => 45,
        Style::HanParen => 50,
        Style::Digit(_) => 60,
        Style::Syllable => 65,
        Style::DigitParen => 70,
        Style::KanaParen => 71,
        Style::DigitHalf => 72,
        Style::SyllableHalf => 73,
        Style::Circle => 75,
        Style::Letter => 78,
        Style::Word => 80,
        Style::Ruled(_) => 81,
        Style::Outer => 82,
        Style::Boxed | Style::Plain => 84,
    }
}

/// The unit that a style counts in: 章 of 第三章, 三章 and 章三.
pub fn unit(style: Style) -> Option<char> {
    match style {
        Style::Unit(unit) | Style::UnitFirst(unit) | Style::UnitBare(unit) => Some(unit),
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
pub fn is_unit(style: Style) -> bool {
    matches!(
        style,
        Style::Unit(_)
            | Style::UnitFirst(_)
            | Style::Side(_)
            | Style::English(_)
            | Style::Marked(_)
            | Style::Underlined(_)
    )
}
