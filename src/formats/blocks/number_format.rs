//! Number formats of ECMA-376 Part 1, 17.18.59 (`ST_NumberFormat`), as far as texts in our languages use them;
//! other formats become digits.

/// Formats a number.
pub(crate) fn format_number(number: u32, format: &str) -> String {
    let from = |signs: &str| {
        let index = (number as usize).checked_sub(1)?;
        signs.chars().nth(index).map(String::from)
    };
    let own = match format {
        "chineseCounting"
        | "chineseCountingThousand"
        | "japaneseCounting"
        | "taiwaneseCounting"
        | "taiwaneseCountingThousand"
        | "ideographTraditionalCounting" => {
            han_number(number, "零一二三四五六七八九", "十百千", '万')
        }
        "chineseLegalSimplified" => han_number(number, "零壹贰叁肆伍陆柒捌玖", "拾佰仟", '万'),
        "ideographLegalTraditional" => han_number(number, "零壹貳參肆伍陸柒捌玖", "拾佰仟", '萬'),
        "japaneseLegal" => han_number(number, "〇壱弐参四伍六七八九", "拾百阡", '萬'),
        "koreanCounting" | "koreanDigital" | "koreanLegal" => {
            han_number(number, "영일이삼사오육칠팔구", "십백천", '만')
        }
        "ideographDigital" | "taiwaneseDigital" | "japaneseDigitalTenThousand" => {
            Some(digit_number(number, "〇一二三四五六七八九"))
        }
        "decimalFullWidth" | "decimalFullWidth2" => {
            Some(digit_number(number, "０１２３４５６７８９"))
        }
        "decimalZero" => Some(format!("{number:02}")),
        "ideographTraditional" => from("甲乙丙丁戊己庚辛壬癸"),
        "ideographZodiac" => from("子丑寅卯辰巳午未申酉戌亥"),
        "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" => from("①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"),
        "decimalEnclosedParen" => from("⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇"),
        "decimalEnclosedFullstop" => from("⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛"),
        "ganada" => from("가나다라마바사아자차카타파하"),
        "chosung" => from("ㄱㄴㄷㄹㅁㅂㅅㅇㅈㅊㅋㅌㅍㅎ"),
        "aiueo" | "aiueoFullWidth" => from(
            "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン",
        ),
        "iroha" | "irohaFullWidth" => from(
            "イロハニホヘトチリヌルヲワカヨタレソツネナラムウヰノオクヤマケフコエテアサキユメミシヱヒモセス",
        ),
        "upperLetter" => letter_number(number, b'A'),
        "lowerLetter" => letter_number(number, b'a'),
        "upperRoman" => roman_number(number),
        "lowerRoman" => roman_number(number).map(|roman| roman.to_lowercase()),
        _ => None,
    };
    own.unwrap_or_else(|| number.to_string())
}

/// Writes a number digit by digit.
fn digit_number(number: u32, signs: &str) -> String {
    let sign = |digit: char| signs.chars().nth(digit.to_digit(10)? as usize);
    number.to_string().chars().filter_map(sign).collect()
}

/// Writes a number in Han numerals, with 十 for 一十 at the start. `None` from a hundred million on.
fn han_number(number: u32, signs: &str, units: &str, myriad: char) -> Option<String> {
    if number >= 100_000_000 {
        return None;
    }
    let sign = |digit: u32| signs.chars().nth(digit as usize).unwrap_or_default();
    let below = |number: u32, spoken: &mut String| {
        let mut gap = false;
        for power in (0..4u32).rev() {
            let digit = number / 10_u32.pow(power) % 10;
            if digit == 0 {
                gap = !spoken.is_empty();
                continue;
            }
            if std::mem::take(&mut gap) {
                spoken.push(sign(0));
            }
            spoken.push(sign(digit));
            spoken.extend(
                power
                    .checked_sub(1)
                    .and_then(|unit| units.chars().nth(unit as usize)),
            );
        }
    };
    let mut spoken = String::new();
    if number >= 10_000 {
        below(number / 10_000, &mut spoken);
        spoken.push(myriad);
        if (1..1000).contains(&(number % 10_000)) {
            spoken.push(sign(0));
            let mut rest = String::new();
            below(number % 10_000, &mut rest);
            return Some(spoken + &rest);
        }
    }
    below(number % 10_000, &mut spoken);
    if spoken.is_empty() {
        spoken.push(sign(0));
    }
    let ten: String = [Some(sign(1)), units.chars().next()]
        .into_iter()
        .flatten()
        .collect();
    Some(match spoken.strip_prefix(&ten) {
        Some(rest) if number < 20 && !units.starts_with('拾') => {
            units.chars().take(1).collect::<String>() + rest
        }
        _ => spoken,
    })
}

/// Writes a number as a letter: a, b … z, aa, bb …
fn letter_number(number: u32, first: u8) -> Option<String> {
    let index = number.checked_sub(1)?;
    let letter = char::from(first + (index % 26) as u8);
    Some(std::iter::repeat_n(letter, (index / 26 + 1).min(8) as usize).collect())
}

fn roman_number(number: u32) -> Option<String> {
    const ROMAN_NUMERALS: [(u32, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    let mut rest = (1..4000).contains(&number).then_some(number)?;
    let mut roman = String::new();
    for (value, sign) in ROMAN_NUMERALS {
        while rest >= value {
            roman.push_str(sign);
            rest -= value;
        }
    }
    Some(roman)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_the_format_has_them() {
        for (format, number, want) in [
            ("chineseCountingThousand", 1, "一"),
            ("chineseCounting", 10, "十"),
            ("japaneseCounting", 21, "二十一"),
            ("taiwaneseCountingThousand", 110, "一百一十"),
            ("chineseCountingThousand", 1_003, "一千零三"),
            ("chineseCountingThousand", 20_010, "二万零一十"),
            ("chineseLegalSimplified", 12, "壹拾贰"),
            ("koreanCounting", 12, "십이"),
            ("ideographDigital", 20, "二〇"),
            ("decimalFullWidth", 12, "１２"),
            ("decimalEnclosedCircleChinese", 3, "③"),
            ("decimalEnclosedCircle", 99, "99"),
            ("ideographTraditional", 2, "乙"),
            ("upperLetter", 28, "BB"),
            ("lowerRoman", 1949, "mcmxlix"),
            ("upperRoman", 0, "0"),
            ("unheardOf", 7, "7"),
        ] {
            assert_eq!(format_number(number, format), want, "{format} {number}");
        }
    }
}
