//! The numbers that titles start with: 第三回, 卷五, 一、, （二）, 1.2.3, 제1장, Chapter 4.
//!
//! [`marker`] looks only at the first characters of a line and says which style of numbering they
//! are written in, the number, and where the words behind it begin. Whether the line is a heading is
//! not decided here; only what can never be one (第一次, 1998年, 第三回合) is turned away.

use crate::text::numerals::{self, Enclosure};

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
    /// Ⅰ. and IV.
    Roman,
    /// 其一, 其の一
    Sequel,
    /// A word that is counted, by its place in [`LABELS`]: 附录A, 案例3.
    Label(u8),
    /// Chapter 4, by its place in [`ENGLISH`].
    English(u8),
    /// 序, 后记 and other words that are titles by themselves.
    Word,
    /// A whole line in 【】.
    Boxed,
    /// A title without a number.
    Plain,
    /// A title the text itself marks as one, with its level (青空文庫).
    Marked(u8),
}

/// A number at the start of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Marker {
    /// How it is written.
    pub style: Style,
    /// The (last) number.
    pub number: u32,
    /// What [`Style::Decimal`] counts under: its numbers but the last, folded into one.
    pub parent: u64,
    /// What is between the number and the words behind it.
    pub joint: Sep,
    /// Where the words behind it begin, in bytes; the length of the text if there are none.
    pub end: usize,
}

/// Words that are counted in titles, the longer first.
pub const LABELS: [&str; 22] = [
    "附录", "附錄", "附件", "附表", "附图", "番外", "外传", "案例", "问题", "专题", "单元", "模块",
    "项目", "任务", "实验", "练习", "步骤", "范文", "情境", "课题", "Q", "부록",
];

/// English words that are counted, with the rank of what they head.
pub const ENGLISH: [(&str, u8); 8] = [
    ("chapter", 20),
    ("part", 9),
    ("book", 8),
    ("volume", 10),
    ("section", 30),
    ("episode", 20),
    ("appendix", 20),
    ("act", 20),
];

/// Units of 第N…, in whatever form, with the simplified one.
fn unit(c: char) -> Option<char> {
    Some(match c {
        '编' | '編' => '编',
        '部' | '부' => '部',
        '卷' | '巻' | '권' => '卷',
        '集' => '集',
        '册' | '冊' => '册',
        '辑' | '輯' => '辑',
        '季' => '季',
        '章' | '장' => '章',
        '回' | '회' => '回',
        '篇' | '편' => '篇',
        '折' => '折',
        '幕' | '막' => '幕',
        '话' | '話' | '화' => '话',
        '讲' | '講' | '강' => '讲',
        '课' | '課' | '과' => '课',
        '则' | '則' => '则',
        '出' | '齣' => '出',
        '场' | '場' => '场',
        '节' | '節' | '절' => '节',
        '条' | '條' | '조' => '条',
        _ => return None,
    })
}

/// Units of two characters, which need a separator behind them.
const LONG_UNITS: [(&str, char); 9] = [
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

/// Characters that make another word of a unit they follow: 第三回合 is no 回.
fn follows_as_word(unit: char, next: char) -> bool {
    let set = match unit {
        '回' => "合來来事去头頭答忆憶到家想归歸应應",
        '部' => "分队隊门門长長位落署委件下赛賽游族是",
        '节' => "课課日目省约約奏点點气氣选選俭儉",
        '集' => "合团團中体體会會和市训訓",
        '章' => "程法",
        '篇' => "章幅张張文论論",
        '卷' => "入起土发發",
        '幕' => "后後僚",
        '讲' => "话話解述究道台",
        '课' => "程堂题題",
        '话' => "题題说說语語筒剧劇",
        '折' => "扣叠腾疊騰",
        '场' => "和比合电電是面景地",
        '季' => "度节節军軍",
        '出' => "现現来來口去生版",
        '条' => "件例款约約目件理",
        '则' => "是",
        '册' => "子",
        _ => "",
    };
    set.contains(next)
}

/// What is counted and is no title: 第一次, 1998年.
fn counts_things(c: char) -> bool {
    "次个個天届屆批步类類种種名位年月日时時分秒号號人万萬亿億元米吨噸倍度岁歲％%℃件项項点點楼樓层層级級代线線只隻条條家户戶斤里公克余多几幾来來"
        .contains(c)
}

/// Whether `c` is a blank of any kind, a zero-width one included.
pub fn is_blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200b}' | '\u{feff}' | '\u{2060}')
}

/// Bytes of blanks `text` starts with.
pub fn blanks(text: &str) -> usize {
    text.len() - text.trim_start_matches(is_blank).len()
}

/// `text` behind its first `at` bytes.
fn behind(text: &str, at: usize) -> &str {
    text.get(at..).unwrap_or_default()
}

/// Marks that separate a unit from its title, and how many bytes they take with the blanks around.
fn unit_separator(text: &str) -> (Sep, usize) {
    let space = blanks(text);
    let rest = behind(text, space);
    if rest.is_empty() {
        return (Sep::Alone, text.len());
    }
    let marks: usize = rest
        .chars()
        .take_while(|c| {
            matches!(
                c,
                '、' | '：' | ':' | '.' | '．' | '·' | '・' | '—' | '-' | '–' | '_' | '|' | '│'
            )
        })
        .map(char::len_utf8)
        .sum();
    if marks > 0 {
        let at = space + marks;
        return (Sep::Colon, at + blanks(behind(text, at)));
    }
    if space > 0 {
        return (Sep::Blank, space);
    }
    let opens = rest.starts_with([
        '【', '（', '(', '《', '“', '「', '〔', '[', '［', '〈', '『',
    ]);
    (if opens { Sep::Colon } else { Sep::Glued }, 0)
}

/// The numbering `text` starts with. `text` has no blanks in front.
pub fn marker(text: &str) -> Option<Marker> {
    let first = text.chars().next()?;
    match first {
        '第' | '제' => ordinal(behind(text, first.len_utf8()), text),
        '卷' | '巻' | '篇' | '章' | '回' => unit_first(text, first),
        '上' | '中' | '下' => side(text, first),
        '其' => sequel(text),
        '（' | '(' => parenthesised(text, first),
        '0'..='9' | '０'..='９' => digits(text),
        'Ⅰ'..='Ⅻ' => roman(text),
        'A'..='Z' | 'a'..='z' => latin(text),
        _ if numerals::han(text).is_some() => han(text),
        _ => numerals::enclosed(first)
            .map(|(kind, number)| enclosed(text, first.len_utf8(), kind, number))
            .or_else(|| label(text)),
    }
}

fn found(text: &str, style: Style, number: u32, sep: Sep, end: usize) -> Marker {
    Marker {
        style,
        number,
        parent: 0,
        joint: sep,
        end: end.min(text.len()),
    }
}

/// 第N… : `rest` is what follows the 第.
fn ordinal(rest: &str, text: &str) -> Option<Marker> {
    let offset = text.len() - rest.len();
    let mut at = blanks(rest);
    let numeral = numerals::leading(behind(rest, at))?;
    at += numeral.len;
    let gap = blanks(behind(rest, at));
    at += gap;
    let body = behind(rest, at);
    for (word, unit) in LONG_UNITS {
        if let Some(tail) = body.strip_prefix(word) {
            let (sep, skip) = unit_separator(tail);
            let end = offset + at + word.len() + skip;
            return (sep != Sep::Glued)
                .then(|| found(text, Style::Unit(unit), numeral.value, sep, end));
        }
    }
    let c = body.chars().next()?;
    let tail = behind(body, c.len_utf8());
    if let Some(unit) = unit(c) {
        let (style, tail) = (Style::Unit(unit), article_suffix(unit, tail));
        let (sep, skip) = unit_separator(tail);
        let next = tail.chars().next().unwrap_or(' ');
        let bad =
            sep == Sep::Glued && (follows_as_word(unit, next) || unit == '条' || final_mark(next));
        let end = text.len() - tail.len() + skip;
        return (!bad).then(|| found(text, style, numeral.value, sep, end));
    }
    if gap > 0 || counts_things(c) || !is_han(c) {
        return None;
    }
    let (sep, skip) = unit_separator(tail);
    let end = text.len() - tail.len() + skip;
    (sep != Sep::Glued).then(|| found(text, Style::General(c), numeral.value, sep, end))
}

/// What is behind 之一 of 第十七条之一.
fn article_suffix(unit: char, tail: &str) -> &str {
    if unit != '条' {
        return tail;
    }
    tail.strip_prefix('之')
        .and_then(|rest| Some(behind(rest, numerals::han(rest)?.len)))
        .unwrap_or(tail)
}

/// Marks that end a clause: behind a bare unit they make it a word of a sentence.
fn final_mark(c: char) -> bool {
    "，。；！？,;!?”」）)的".contains(c)
}

/// Whether `c` is an ideograph.
pub fn is_han(c: char) -> bool {
    matches!(c, '\u{4e00}'..='\u{9fff}' | '\u{3400}'..='\u{4dbf}' | '\u{20000}'..='\u{3ffff}' | '〇' | '々')
}

/// 卷五, 卷之五, 卷上, 篇一.
fn unit_first(text: &str, first: char) -> Option<Marker> {
    let unit = unit(first)?;
    let rest = behind(text, first.len_utf8());
    let rest = rest
        .strip_prefix('之')
        .or(rest.strip_prefix('第'))
        .unwrap_or(rest);
    let rest = rest.trim_start_matches(is_blank);
    let (number, len) = match rest.chars().next()? {
        '上' => (1, 3),
        '中' => (2, 3),
        '下' => (3, 3),
        _ => numerals::leading(rest).map(|n| (n.value, n.len))?,
    };
    let tail = behind(rest, len);
    let (sep, skip) = unit_separator(tail);
    let ends = tail.chars().next().is_some_and(final_mark);
    let end = text.len() - tail.len() + skip;
    (sep != Sep::Glued && !ends).then(|| found(text, Style::UnitFirst(unit), number, sep, end))
}

/// 上编, 下卷.
fn side(text: &str, first: char) -> Option<Marker> {
    let number = match first {
        '上' => 1,
        '中' => 2,
        _ => 3,
    };
    let rest = behind(text, first.len_utf8());
    let c = rest.chars().next()?;
    let unit = unit(c).filter(|unit| matches!(unit, '编' | '部' | '卷' | '篇' | '册' | '集'))?;
    let tail = behind(rest, c.len_utf8());
    let (sep, skip) = unit_separator(tail);
    let end = text.len() - tail.len() + skip;
    (sep != Sep::Glued).then(|| found(text, Style::Side(unit), number, sep, end))
}

/// 其一, 其の一.
fn sequel(text: &str) -> Option<Marker> {
    let rest = text.strip_prefix('其')?;
    let rest = rest
        .strip_prefix('の')
        .or(rest.strip_prefix('之'))
        .unwrap_or(rest);
    let numeral = numerals::leading(rest)?;
    let tail = behind(rest, numeral.len);
    let (sep, skip) = unit_separator(tail);
    let end = text.len() - tail.len() + skip;
    (sep != Sep::Glued).then(|| found(text, Style::Sequel, numeral.value, sep, end))
}

/// （一） （1）
fn parenthesised(text: &str, first: char) -> Option<Marker> {
    let rest = behind(text, first.len_utf8());
    let inner = rest.trim_start_matches(is_blank);
    let (style, numeral) = match numerals::arabic(inner) {
        Some(numeral) => (Style::DigitParen, numeral),
        None => (Style::HanParen, numerals::han(inner)?),
    };
    let tail = behind(inner, numeral.len).trim_start_matches(is_blank);
    let tail = tail.strip_prefix('）').or(tail.strip_prefix(')'))?;
    if numeral.value == 0 || numeral.value > 99 {
        return None;
    }
    let tail = tail.strip_prefix('、').unwrap_or(tail);
    let end = text.len() - tail.len() + blanks(tail);
    let sep = if end == text.len() {
        Sep::Alone
    } else {
        Sep::Comma
    };
    Some(found(text, style, numeral.value, sep, end))
}

/// ① ㈠ ⑴ ⒈
fn enclosed(text: &str, len: usize, kind: Enclosure, number: u32) -> Marker {
    let style = match kind {
        Enclosure::Circle => Style::Circle,
        Enclosure::DigitParen => Style::DigitParen,
        Enclosure::HanParen => Style::HanParen,
        Enclosure::Dot => Style::Digit(Sep::Dot),
    };
    let tail = behind(text, len);
    let tail = tail.strip_prefix('、').unwrap_or(tail);
    let end = text.len() - tail.len() + blanks(tail);
    found(text, style, number, Sep::Comma, end)
}

/// What separates a bare number from its title: the kind, and bytes with the blanks behind.
fn number_separator(tail: &str) -> Option<(Sep, usize)> {
    let Some(c) = tail.chars().next() else {
        return Some((Sep::Alone, 0));
    };
    let sep = match c {
        '、' | '﹑' => Sep::Comma,
        '.' | '．' | '·' => Sep::Dot,
        '：' | ':' | '_' | '—' | '-' | '–' => Sep::Colon,
        _ if is_blank(c) => Sep::Blank,
        _ if is_han(c) || "“《「『【<〈".contains(c) => return Some((Sep::Glued, 0)),
        _ => return None,
    };
    let marks: usize = match sep {
        Sep::Colon => tail
            .chars()
            .take_while(|&mark| mark == c)
            .map(char::len_utf8)
            .sum(),
        _ => c.len_utf8(),
    };
    let rest = behind(tail, marks);
    let end = marks + blanks(rest);
    Some((
        if end == tail.len() && sep == Sep::Blank {
            Sep::Alone
        } else {
            sep
        },
        end,
    ))
}

/// 一、 十二章 一 …
fn han(text: &str) -> Option<Marker> {
    let numeral = numerals::han(text)?;
    let tail = behind(text, numeral.len);
    if let Some(marker) = unit_bare(text, tail, numeral.value) {
        return Some(marker);
    }
    let (sep, skip) = number_separator(tail)?;
    let odd = text.starts_with(['百', '千', '万', '萬', '〇', '○', '零']);
    if sep == Sep::Glued || numeral.value == 0 || (numeral.value > 60 && sep != Sep::Alone) || odd {
        return None;
    }
    if numeral.value > 300 || (sep == Sep::Blank && numeral.len > 9) {
        return None;
    }
    Some(found(
        text,
        Style::Han(sep),
        numeral.value,
        sep,
        numeral.len + skip,
    ))
}

/// 十二章 标题, 3話, 1화: without 第, so a separator or the end of the line has to follow.
fn unit_bare(text: &str, tail: &str, number: u32) -> Option<Marker> {
    let c = tail.chars().next()?;
    let unit =
        unit(c).filter(|unit| matches!(unit, '章' | '回' | '话' | '卷' | '讲' | '部' | '篇'))?;
    let behind_unit = behind(tail, c.len_utf8());
    let (sep, skip) = unit_separator(behind_unit);
    let ends = behind_unit.chars().next().is_some_and(final_mark);
    let end = text.len() - behind_unit.len() + skip;
    (sep != Sep::Glued && !ends).then(|| found(text, Style::UnitBare(unit), number, sep, end))
}

/// 1、 1. 1.2.3 1) 12章
fn digits(text: &str) -> Option<Marker> {
    let first = numerals::arabic(text)?;
    let tail = behind(text, first.len);
    if first.value == 0 || first.value > 1999 {
        return None;
    }
    if let Some(marker) = unit_bare(text, tail, first.value) {
        return Some(marker);
    }
    if let Some(marker) = decimal(text, first) {
        return Some(marker);
    }
    if let Some(rest) = tail.strip_prefix(')').or(tail.strip_prefix('）')) {
        let end = text.len() - rest.len() + blanks(rest);
        return Some(found(text, Style::DigitHalf, first.value, Sep::Comma, end));
    }
    let (sep, skip) = number_separator(tail)?;
    let next = behind(tail, skip).chars().next();
    // 3.14 and 12:30 and 1-2 are no titles; neither are 1998年 and 5 月 1 日.
    let number_goes_on = next.is_some_and(|c| numerals::digit(c).is_some())
        && matches!(sep, Sep::Dot | Sep::Colon)
        && skip == 1;
    let counted = matches!(sep, Sep::Glued | Sep::Blank) && next.is_some_and(counts_things);
    let large = first.value > 999 && sep != Sep::Alone;
    if number_goes_on || counted || large || (sep == Sep::Colon && tail.starts_with('-')) {
        return None;
    }
    Some(found(
        text,
        Style::Digit(sep),
        first.value,
        sep,
        first.len + skip,
    ))
}

/// 1.1 and 1.1.1 with a separator or a word behind them.
fn decimal(text: &str, first: numerals::Numeral) -> Option<Marker> {
    let mut count = 1_u8;
    let mut parent = 0_u64;
    let mut last = first;
    let mut at = first.len;
    loop {
        let rest = behind(text, at);
        let dot = rest.chars().next().filter(|c| matches!(c, '.' | '．'));
        let Some(next) = dot.and_then(|dot| {
            numerals::arabic(behind(rest, dot.len_utf8())).map(|n| (dot.len_utf8() + n.len, n))
        }) else {
            break;
        };
        if count == 6 || last.value > 199 {
            return None;
        }
        parent = child_path(parent, last.value);
        at += next.0;
        last = next.1;
        count += 1;
    }
    if count < 2 || last.value > 199 || last.value == 0 {
        return None;
    }
    let tail = behind(text, at);
    let tail = tail.strip_prefix(['.', '．', '、']).unwrap_or(tail);
    let end = text.len() - tail.len() + blanks(tail);
    let next = behind(text, end).chars().next();
    let sep = match next {
        None => Sep::Alone,
        Some(_) if end > at => Sep::Blank,
        Some(_) => Sep::Glued,
    };
    let counted = next.is_some_and(|c| counts_things(c) || numerals::digit(c).is_some());
    let word = next.is_none_or(|c| c.is_alphabetic() || is_han(c) || "“《「（(『【<".contains(c));
    if (count < 4 && counted && sep != Sep::Alone)
        || (sep == Sep::Glued && !next.is_some_and(is_han))
        || !word
    {
        return None;
    }
    Some(Marker {
        style: Style::Decimal(count),
        number: last.value,
        parent,
        joint: sep,
        end,
    })
}

/// The path of what counts under `number` under `path`; 0 is the path of the whole.
pub fn child_path(path: u64, number: u32) -> u64 {
    path.wrapping_mul(1009).wrapping_add(u64::from(number))
}

/// Ⅰ、 Ⅰ.
fn roman(text: &str) -> Option<Marker> {
    let numeral = numerals::roman(text)?;
    let (sep, skip) = number_separator(behind(text, numeral.len))?;
    (sep != Sep::Glued).then(|| found(text, Style::Roman, numeral.value, sep, numeral.len + skip))
}

/// Chapter 4, IV., A.
fn latin(text: &str) -> Option<Marker> {
    let word = text.bytes().take_while(u8::is_ascii_alphabetic).count();
    let letters = text.get(..word)?;
    let rest = behind(text, word);
    for (index, (name, _)) in ENGLISH.iter().enumerate() {
        if letters.eq_ignore_ascii_case(name) {
            return english(text, rest, index as u8);
        }
    }
    if let Some(marker) = label(text) {
        return Some(marker);
    }
    let dotted = rest.starts_with(['.', '．', '、']);
    if !dotted {
        return None;
    }
    let (sep, skip) = number_separator(rest)?;
    let title = behind(rest, skip);
    if title.is_empty() || (title.starts_with(|c: char| c.is_ascii_alphanumeric()) && skip < 2) {
        return None;
    }
    if letters.len() > 1 || matches!(letters, "I" | "V" | "X") {
        let numeral = numerals::roman(text)?;
        return Some(found(text, Style::Roman, numeral.value, sep, word + skip));
    }
    let letter = letters.bytes().next().filter(u8::is_ascii_uppercase)?;
    Some(found(
        text,
        Style::Letter,
        u32::from(letter - b'A') + 1,
        sep,
        word + skip,
    ))
}

/// Chapter 4: Title.
fn english(text: &str, rest: &str, index: u8) -> Option<Marker> {
    let gap = blanks(rest);
    let number = behind(rest, gap);
    let numeral = numerals::arabic(number).or_else(|| numerals::roman(number))?;
    let tail = behind(number, numeral.len);
    let (sep, skip) = unit_separator(tail);
    let end = text.len() - tail.len() + skip;
    (gap > 0 && sep != Sep::Glued)
        .then(|| found(text, Style::English(index), numeral.value, sep, end))
}

/// 附录A, 案例3：
fn label(text: &str) -> Option<Marker> {
    let (index, rest) = LABELS
        .iter()
        .enumerate()
        .find_map(|(index, word)| Some((index, text.strip_prefix(word)?)))?;
    let gap = blanks(rest);
    let number = behind(rest, gap);
    let first = number.chars().next()?;
    let (value, len) = if first.is_ascii_uppercase() && index != 20 {
        (u32::from(first) - u32::from('A') + 1, 1)
    } else {
        numerals::leading(number).map(|n| (n.value, n.len))?
    };
    let tail = behind(number, len);
    let (sep, skip) = unit_separator(tail);
    let end = text.len() - tail.len() + skip;
    (sep != Sep::Glued).then(|| found(text, Style::Label(index as u8), value, sep, end))
}

/// Where a style usually stands: the smaller the further out. Only ties are broken by it.
pub fn rank(style: Style) -> u8 {
    match style {
        Style::Marked(level) => level,
        Style::Unit(c) | Style::UnitFirst(c) | Style::UnitBare(c) => unit_rank(c),
        Style::Side(_) => 7,
        Style::English(index) => ENGLISH.get(usize::from(index)).map_or(20, |word| word.1),
        Style::General(_) | Style::Tail => 22,
        Style::Digit(Sep::Blank | Sep::Glued) => 26,
        Style::Decimal(depth) => 26 + depth,
        Style::Roman => 38,
        Style::Han(_) => 40,
        Style::Sequel => 44,
        Style::Label(_) => 45,
        Style::HanParen => 50,
        Style::Digit(_) => 60,
        Style::DigitParen => 70,
        Style::DigitHalf => 72,
        Style::Circle => 75,
        Style::Letter => 78,
        Style::Word | Style::Boxed | Style::Plain => 80,
    }
}

fn unit_rank(unit: char) -> u8 {
    match unit {
        '季' => 6,
        '部' | '册' => 8,
        '编' | '辑' | '分' => 9,
        '卷' | '集' => 10,
        '篇' | '元' => 12,
        '块' | '乐' => 14,
        '幕' | '折' | '出' => 18,
        '场' => 21,
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
    )
}
