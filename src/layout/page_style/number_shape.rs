//! Shapes of the numbers at the beginning of lines.

/// Longest number with its marks, in characters.
const MAX_NUMBER_CHARS: usize = 10;
/// Letters that number items in Korean.
const KOREAN_LETTERS: &str = "가나다라마바사아자차카타파하";

/// Shape of the letters of options: A. B. C.
pub(super) const OPTION_SHAPE: &str = "A.";

/// Digits of each kind from one on, as estimates are written with them.
const DIGITS: [&str; 3] = ["一二三四五六七八九十", "123456789", "１２３４５６７８９"];

/// Returns the shape of the number at the beginning of a line, with N for its digits: 第N条, N., (N), ①. Letters of
/// Japanese and Korean lists have a shape of their own.
pub(super) fn number_shape(line: &str) -> Option<String> {
    if let Some(shape) = letter_shape(line) {
        return Some(shape.to_owned());
    }
    if is_estimate(line) {
        return None;
    }
    let mut shape = String::new();
    for c in line.chars().take(MAX_NUMBER_CHARS) {
        match c {
            '①'..='⑳' if shape.is_empty() => return Some('①'.to_string()),
            '第' | '제' if shape.is_empty() => shape.push(c),
            '（' | '(' if shape.is_empty() => shape.push('('),
            _ if is_digit(c) => {
                if !shape.ends_with('N') {
                    shape.push('N');
                }
            }
            '의' | 'の' if shape.ends_with('N') => {}
            // 第一、… and 第二に、… are words of a sentence.
            '、' | '．' | '.' if shape.starts_with(['第', '제']) => return None,
            '、' | '．' | '.' | '）' | ')' | ' ' | '\u{3000}' | '条' | '條' | '조' | '款'
                if shape.ends_with('N') =>
            {
                shape.push(match c {
                    '．' => '.',
                    '）' => ')',
                    '\u{3000}' => ' ',
                    c => c,
                });
                return Some(shape);
            }
            _ => return None,
        }
    }
    None
}

/// Returns the shape of a letter that numbers a line: A., 가., 가), イ　, ア　, (ｱ).
fn letter_shape(line: &str) -> Option<&'static str> {
    let mut chars = line.chars();
    let (letter, mark) = (chars.next()?, chars.next()?);
    if KOREAN_LETTERS.contains(letter) && matches!(mark, '.' | ')') {
        return Some(if mark == '.' { "가." } else { "가)" });
    }
    if ('A'..='H').contains(&letter) && matches!(mark, '.' | '．' | '、' | ')' | '）') {
        return Some(OPTION_SHAPE);
    }
    let is_kana = |c: char| ('ア'..='ン').contains(&c);
    (is_kana(letter) && matches!(mark, '\u{3000}' | ' ' | '.' | '．' | '）' | ')')).then_some("イ")
}

/// Returns whether a line begins with an estimate of two numbers in a row, which is no number of an item: 二、三日, 十二、三歳.
fn is_estimate(line: &str) -> bool {
    let Some((number, rest)) = line.split_once('、') else {
        return false;
    };
    let mut behind = rest.chars();
    let value = |c: char| {
        DIGITS
            .iter()
            .find_map(|digits| digits.chars().position(|own| own == c))
    };
    let last = number.chars().next_back().and_then(value);
    let next = behind.next().and_then(value);
    number.chars().all(is_digit)
        && last.zip(next).is_some_and(|(last, next)| last + 1 == next)
        && !behind.next().is_some_and(is_digit)
}

fn is_digit(c: char) -> bool {
    c.is_ascii_digit() || ('０'..='９').contains(&c) || "〇零一二三四五六七八九十百千".contains(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_have_a_shape() {
        for (line, want) in [
            ("第１条　本会は", Some("第N条")),
            ("第二十三条　本法", Some("第N条")),
            ("제2조(정의)", Some("제N조")),
            ("1. 有感情地朗读", Some("N.")),
            ("（一）统一领导", Some("(N)")),
            ("②戦後の改正", Some("①")),
            ("가. 성명", Some("가.")),
            ("B．粗犷（kuàng）", Some("A.")),
            ("イ　一般乗合旅客自動車運送事業", Some("イ")),
            ("一是加强领导", None),
            ("2024年，全市", None),
            ("山路很长", None),
            ("第一、金がない。", None),
            ("二、三日を費やした。", None),
            ("十二、三歳の子供", None),
            ("１、２月は寒い", None),
            ("一、二〇二五年工作回顾", Some("N、")),
            ("一、三农工作", Some("N、")),
        ] {
            assert_eq!(number_shape(line).as_deref(), want, "{line}");
        }
    }
}
