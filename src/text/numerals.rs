//! Values of Chinese, full-width, Roman and enclosed numerals.
//!
//! Parsers read from the start of a text and return the bytes consumed, so that callers can continue after the
//! numeral. The meaning of a number (chapter, year) is not decided here.

/// Numeral at the start of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Numeral {
    /// Value of the numeral.
    pub value: u32,
    /// Length in bytes.
    pub len: usize,
}

/// Shape around an enclosed number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Enclosure {
    /// ① ㊀
    Circle,
    /// ⑴
    DigitParen,
    /// ㈠
    HanParen,
    /// ⒈
    Dot,
}

/// Maximum length of a Chinese numeral: that of 九千九百九十九万九千九百九十九. A longer run is a text about
/// numbers.
const MAX_HAN_CHARS: usize = 15;
/// Least number of nine digits; a tenth digit may exceed `u32`.
const NINTH_DIGIT_WEIGHT: u32 = 100_000_000;

/// Meaning of one character in a Chinese numeral.
#[derive(Clone, Copy)]
enum NumeralPart {
    Digit(u32),
    /// 十百千: multiplies the digit before it.
    Unit(u32),
    /// 万: multiplies everything before it.
    Myriad,
    /// 廿卅卌: tens without a digit before them.
    Tens(u32),
}

fn numeral_part(c: char) -> Option<NumeralPart> {
    Some(match c {
        '〇' | '零' | '○' => NumeralPart::Digit(0),
        '一' | '壹' | '壱' | '弌' => NumeralPart::Digit(1),
        '二' | '两' | '兩' | '贰' | '貳' | '弐' => NumeralPart::Digit(2),
        '三' | '叁' | '參' | '叄' | '参' => NumeralPart::Digit(3),
        '四' | '肆' => NumeralPart::Digit(4),
        '五' | '伍' => NumeralPart::Digit(5),
        '六' | '陆' | '陸' => NumeralPart::Digit(6),
        '七' | '柒' => NumeralPart::Digit(7),
        '八' | '捌' => NumeralPart::Digit(8),
        '九' | '玖' => NumeralPart::Digit(9),
        '十' | '拾' => NumeralPart::Unit(10),
        '百' | '佰' => NumeralPart::Unit(100),
        '千' | '仟' => NumeralPart::Unit(1000),
        '万' | '萬' => NumeralPart::Myriad,
        '廿' | '卄' => NumeralPart::Tens(20),
        '卅' => NumeralPart::Tens(30),
        '卌' => NumeralPart::Tens(40),
        _ => return None,
    })
}

/// Returns whether `c` occurs in Chinese numerals.
pub fn is_numeral_char(c: char) -> bool {
    numeral_part(c).is_some()
}

/// Parses the Chinese numeral at the start of `text`: 十二, 一百零三, 二〇一六 (digit by digit), 廿三, 壹佰.
/// `None` without a numeral, for more than fifteen characters, or for more than nine digits in a row.
pub fn parse_han(text: &str) -> Option<Numeral> {
    let mut total = 0_u32;
    let mut digits: Option<u32> = None;
    let mut section = 0_u32;
    let mut len = 0;
    for (count, c) in text.chars().enumerate() {
        let Some(part) = numeral_part(c) else { break };
        if count == MAX_HAN_CHARS {
            return None;
        }
        len += c.len_utf8();
        match part {
            NumeralPart::Digit(_) if digits >= Some(NINTH_DIGIT_WEIGHT) => return None,
            NumeralPart::Digit(d) => {
                digits = Some(digits.unwrap_or(0).checked_mul(10)?.checked_add(d)?);
            }
            NumeralPart::Unit(unit) => {
                section = section.checked_add(digits.take().unwrap_or(1).checked_mul(unit)?)?;
            }
            NumeralPart::Tens(tens) => section = section.checked_add(tens)?,
            NumeralPart::Myriad => {
                let before = section.checked_add(digits.take().unwrap_or(0))?;
                total = total.checked_add(before.max(1).checked_mul(10_000)?)?;
                section = 0;
            }
        }
    }
    let value = total
        .checked_add(section)?
        .checked_add(digits.unwrap_or(0))?;
    (len > 0).then_some(Numeral { value, len })
}

/// Returns the value of a half-width or full-width digit.
pub fn digit_value(c: char) -> Option<u32> {
    match c {
        '0'..='9' => Some(u32::from(c) - u32::from('0')),
        '０'..='９' => Some(u32::from(c) - u32::from('０')),
        _ => None,
    }
}

/// Parses the digits, half-width or full-width, at the start of `text`; `None` without digits or if the value
/// exceeds `u32`.
pub fn parse_arabic(text: &str) -> Option<Numeral> {
    let mut value = 0_u32;
    let mut len = 0;
    for c in text.chars() {
        let Some(d) = digit_value(c) else { break };
        value = value.checked_mul(10)?.checked_add(d)?;
        len += c.len_utf8();
    }
    (len > 0).then_some(Numeral { value, len })
}

/// Parses the number at the start of `text`, in digits or Chinese.
pub fn parse_leading(text: &str) -> Option<Numeral> {
    parse_arabic(text).or_else(|| parse_han(text))
}

/// Parses `text` if all of it is one numeral: digits, Chinese or Roman.
pub fn parse(text: &str) -> Option<u32> {
    parse_leading(text)
        .or_else(|| parse_roman(text))
        .filter(|numeral| numeral.len == text.len())
        .map(|numeral| numeral.value)
}

/// Parses the Roman numeral at the start of `text`: one character (Ⅳ), or capital letters (IV) not followed by
/// a letter or digit.
/// At most 89, so that words such as MIX and CD are not numerals.
pub fn parse_roman(text: &str) -> Option<Numeral> {
    let first = text.chars().next()?;
    match first {
        'Ⅰ'..='Ⅻ' => {
            return Some(Numeral {
                value: u32::from(first) - u32::from('Ⅰ') + 1,
                len: first.len_utf8(),
            });
        }
        'ⅰ'..='ⅻ' => {
            return Some(Numeral {
                value: u32::from(first) - u32::from('ⅰ') + 1,
                len: first.len_utf8(),
            });
        }
        _ => {}
    }
    let len = text.bytes().take_while(u8::is_ascii_alphanumeric).count();
    let letters = text.get(..len)?;
    let value = roman_value(letters)?;
    Some(Numeral { value, len })
}

/// Returns the value of capital Roman letters in regular spelling, 1 to 89.
fn roman_value(letters: &str) -> Option<u32> {
    let mut rest = letters;
    let mut value = 0;
    for (sign, worth) in [
        ("L", 50),
        ("XL", 40),
        ("X", 10),
        ("IX", 9),
        ("V", 5),
        ("IV", 4),
        ("I", 1),
    ] {
        let most = if matches!(worth, 10 | 1) { 3 } else { 1 };
        let mut times = 0;
        while let Some(less) = rest.strip_prefix(sign) {
            if times == most || (sign == "X" && value == 40 && times > 0) {
                return None;
            }
            times += 1;
            value += worth;
            rest = less;
        }
    }
    (rest.is_empty() && value > 0).then_some(value)
}

/// Parses the English number word at the start of `text`, in any case and not followed by a letter: One,
/// TWENTY-ONE.
/// From one to ninety-nine.
pub fn parse_english(text: &str) -> Option<Numeral> {
    const ONES: [&str; 19] = [
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
    ];
    const TENS: [&str; 8] = [
        "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
    ];
    let place = |words: &[&str], text: &str| {
        let len = text.bytes().take_while(u8::is_ascii_alphabetic).count();
        let word = text.get(..len)?;
        let at = words
            .iter()
            .position(|one| word.eq_ignore_ascii_case(one))?;
        Some((at as u32, len))
    };
    if let Some((at, len)) = place(&ONES, text) {
        return Some(Numeral { value: at + 1, len });
    }
    let (at, len) = place(&TENS, text)?;
    let tens = (at + 2) * 10;
    let ones = text
        .get(len..)
        .and_then(|rest| rest.strip_prefix(['-', ' ']))
        .and_then(|rest| place(ONES.get(..9)?, rest));
    Some(
        ones.map_or(Numeral { value: tens, len }, |(at, more)| Numeral {
            value: tens + at + 1,
            len: len + 1 + more,
        }),
    )
}

/// Returns the value of an enclosed number such as ①, and its enclosure.
pub fn enclosed_number(c: char) -> Option<(Enclosure, u32)> {
    let from = |first: char, value: u32| u32::from(c) - u32::from(first) + value;
    Some(match c {
        '①'..='⑳' => (Enclosure::Circle, from('①', 1)),
        '㉑'..='㉟' => (Enclosure::Circle, from('㉑', 21)),
        '㊱'..='㊿' => (Enclosure::Circle, from('㊱', 36)),
        '㊀'..='㊉' => (Enclosure::Circle, from('㊀', 1)),
        '❶'..='❿' => (Enclosure::Circle, from('❶', 1)),
        '⑴'..='⒇' => (Enclosure::DigitParen, from('⑴', 1)),
        '⒈'..='⒛' => (Enclosure::Dot, from('⒈', 1)),
        '㈠'..='㈩' => (Enclosure::HanParen, from('㈠', 1)),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numerals_of_every_script_have_their_value() {
        for (text, value) in [
            ("一", 1),
            ("十", 10),
            ("十二", 12),
            ("二十", 20),
            ("二十四", 24),
            ("二四", 24),
            ("一百零三", 103),
            ("一〇三", 103),
            ("一百一十", 110),
            ("百二十", 120),
            ("两百", 200),
            ("兩千零五", 2005),
            ("二〇一六", 2016),
            ("一万二千", 12_000),
            ("十一万一千一百一十一", 111_111),
            ("九千九百九十九万九千九百九十九", 99_999_999),
            ("廿", 20),
            ("廿三", 23),
            ("卅一", 31),
            ("壹", 1),
            ("贰拾叁", 23),
            ("壹佰", 100),
            ("参", 3),
            ("１２", 12),
            ("007", 7),
            ("Ⅳ", 4),
            ("IV", 4),
            ("XLII", 42),
            ("LXXXIX", 89),
        ] {
            assert_eq!(parse(text), Some(value), "{text}");
        }
    }

    #[test]
    fn what_is_no_numeral_has_no_value() {
        for text in [
            "",
            "的",
            "一的",
            "IIII",
            "VX",
            "MIX",
            "XIa",
            "99999999999",
            "一一一一一一一一一一",
        ] {
            assert_eq!(parse(text), None, "{text}");
        }
    }

    #[test]
    fn a_numeral_says_how_far_it_goes() {
        assert_eq!(parse_han("十二章"), Some(Numeral { value: 12, len: 6 }));
        assert_eq!(parse_arabic("１2章"), Some(Numeral { value: 12, len: 4 }));
    }

    #[test]
    fn english_words_are_numbers() {
        for (text, value, len) in [
            ("ONE", 1, 3),
            ("Ten: Rain", 10, 3),
            ("nineteen", 19, 8),
            ("Twenty", 20, 6),
            ("TWENTY-ONE", 21, 10),
            ("ninety nine", 99, 11),
            ("Twenty Rivers", 20, 6),
        ] {
            assert_eq!(parse_english(text), Some(Numeral { value, len }), "{text}");
        }
        for text in ["", "Once", "tenth", "onerous", "hundred"] {
            assert_eq!(parse_english(text), None, "{text}");
        }
    }

    #[test]
    fn enclosed_numbers_are_told_apart_by_their_signs() {
        assert_eq!(enclosed_number('③'), Some((Enclosure::Circle, 3)));
        assert_eq!(enclosed_number('⑿'), Some((Enclosure::DigitParen, 12)));
        assert_eq!(enclosed_number('㈤'), Some((Enclosure::HanParen, 5)));
        assert_eq!(enclosed_number('⒉'), Some((Enclosure::Dot, 2)));
        assert_eq!(enclosed_number('三'), None);
    }
}
